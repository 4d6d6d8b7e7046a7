//! A line that praises the clinic or the surgeon.
//!
//! ## What it finds
//!
//! Praise in the guide or in the brand's name, tagline, titles and credentials: years of experience or
//! excellence, numbers of happy patients or successful operations, rates of success without their source,
//! awards, "certified by", "trusted by", former institutions ("Ex-…"), "world-class", "leading", "renowned",
//! "most experienced", "state of the art", a laser as praise, testimonials, ranks and ratings; in Hindi only
//! the most common of them. Nothing is deleted: the line is printed as it is. The laser that a surgeon works
//! with, a board-certified surgeon and a leading cause are not praise.
//!
//! ## Why it matters
//!
//! A leaflet is read by people who have to decide about their bodies. Praise does not help them to decide, and
//! it makes the risks less believable. In some countries a doctor may be disciplined for it.
//!
//! ## Source
//!
//! India, code of ethics of the medical council (2002), 6.1.1: no soliciting of patients; a doctor's name is
//! not used to advertise skill, achievements or affiliations. It is disputed whether the rules of 2023 apply
//! instead, so the older code is the safe choice. The list of words is ours.
//!
//! ## Example
//!
//! "25 years of excellence" as a tagline under the clinic's name.
//!
//! ## Write instead
//!
//! What a patient needs to reach you: the department, the town, the hours. Who the surgeon is, with post and
//! degrees as they are registered. Whether a line may stay is for the surgeon to decide, with the council.

use std::ops::Range;

use crate::base::diagnostic::{Severity, quoted};
use crate::base::invariant::PartOf;
use crate::lint::advertising::advertising_in;
use crate::lint::hindi;
use crate::lint::phrase::{Phrase, SplitText};
use crate::lint::{Check, Family, Findings, Harm, PassageKind, Rule, Subject};
use crate::model::guide::Reviewer;
use crate::source::Span;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "promotional-line",
    family: Family::Claims,
    harm: Harm::Falsehood,
    severity: Severity::Warning,
    languages: &["en", "hi"],
    file: include_str!("promotional_line.rs"),
    check: Check::Guide(check),
};

/// Praise.
const PRAISE: &[&str] = &[
    "# years|year of excellence|experience|trust|expertise|leadership|success|healing",
    "# years|year experience|expertise",
    "years|decades of excellence|trust|leadership",
    "decades of experience|expertise",
    "vast|extensive|unmatched|unrivalled|unparalleled experience|expertise|skill|skills",
    "centre|center|centres|centers|tradition|commitment|culture of|to excellence",
    "excellence in care|medicine|surgery|healthcare|spine|orthop*",
    "excellence since #",
    "award|awards winning|winner|winners",
    "multi|multiple|national|international|prestigious|many|several|best award|awards",
    "awarded|honoured|honored|felicitated|conferred by|with|as|the|best",
    "received|won|winner|recipient|recipients … award|awards|prize",
    "award|awards for|of|from|in",
    "certified by",
    "iso|internationally|globally certified|accredited",
    "iso # certified",
    "usfda|fda approved|cleared laser|technology|clinic|hospital",
    "gold medal|medallist|medalist|medals",
    "padma shri|shree|bhushan|vibhushan",
    "world class",
    "best in class",
    "world|nationally|internationally|globally renowned|acclaimed|recognised|recognized|famous|leading",
    "world's|india's|delhi's|asia's|country's|nation's|region's|city's leading|top|most|foremost|finest|premier|largest|first",
    "renowned|acclaimed|eminent|celebrated|reputed surgeon*|doctor*|specialist*|expert*|hospital|clinic|team|spine|orthop*|neuro*",
    "leading|top|foremost|finest|premier|topmost hospital*|clinic*|surgeon*|doctor*|specialist*|expert*|institute*|provider*|team",
    "leading|top|foremost|finest|premier centre|center spine|orthop*|neuro*|cardiac|cancer|for|of|in",
    "leading|top|foremost|finest|premier spine|orthop*|neuro*|cardiac hospital*|clinic*|surgeon*|doctor*|specialist*|centre|center|unit",
    "leading|foremost|premier|finest … hospital*|clinic*|surgeon*|centre|center|centres|centers|institute*",
    "pioneer|pioneers in|of",
    "results|work speak|speaks for themselves|itself",
    "scarless surgery|operation*|treatment*|technique*",
    "pioneering surgeon*|hospital|clinic|team|doctor*",
    "state of the art",
    "cutting edge technology|technologies|technique|techniques|treatment|treatments|care|surgery|equipment|facilities|facility|laser|robot*|medicine",
    "ultra|most|highly modern|advanced technology|technologies|equipment|machine*|facility|facilities|hospital*|clinic*|centre*|center*|robot*|technique*|treatment*|care|surgery|laser",
    "ultramodern",
    "ultra modern",
    "latest|newest|world's technology|technologies|equipment|machine*|robot*|technique*",
    "international|global|world quality|standards|standard ?of care|treatment|surgery",
    "care|treatment|surgery|hospital of international|global|world standard*",
    "leader|leaders in ?the ?field ?of spine|orthop*|neuro*|joint|knee|hip|eye|cancer|heart|cardiac|healthcare|care|surgery|medicine|dental|dentistry|fertility|ivf",
    "market|industry|global|world leader|leaders",
    "highly|very|vastly|extremely ?skilled experienced ?and ?skilled surgeon*|doctor*|team|specialist*|hands",
    "top notch",
    "unbeatable|incomparable|unsurpassed|matchless",
    "special|limited|festive|monsoon offer|offers|discount*",
    "lowest|best|unbeatable price|prices|cost|costs|package*",
    "miracle|miraculous|magical treatment*|surgery|results|method|technique",
    "second to none",
    "one of the best|finest|most experienced|skilled|respected|trusted|advanced|famous",
    "most trusted|experienced|respected|sought|preferred|skilled|reputed|senior hospital*|clinic*|surgeon*|doctor*|name|after|team|teams|centre|center|hands|specialist*",
    "most trusted|experienced|respected|reputed … surgeon*|doctor*|hospital*|clinic*|team|specialist*|centre|center",
    "our|india's|delhi's|city's|region's|country's most trusted|experienced|respected|skilled|preferred",
    "trusted by",
    "trusted name|choice|brand|hospital*|clinic*|surgeon*|partner",
    "highly experienced|skilled|qualified|acclaimed|respected|trained surgeon*|doctor*|team|specialist*|staff|expert*",
    "thousands|hundreds|lakhs of successful|happy|satisfied patients|surgeries|operations|cases|procedures|clients",
    "# successful|happy|satisfied patients|surgeries|operations|cases|procedures|clients",
    "over|than # surgeries|operations|procedures|cases performed|done|completed",
    "performed|done|completed over|more ?than # ?successful ?spine ?joint surgeries|operations|procedures|cases",
    "testimonial|testimonials",
    "success story|stories",
    "what our patients|clients say",
    "our happy|satisfied patients|clients",
    "five|5 star hospital|clinic|care|rating|rated|reviews|review|service|facilities",
    "top|highly|best rated",
    "ranked #",
    "ranked first|no|number|among|top|best|highest",
    "us|uk|usa|foreign|internationally|overseas trained ?spine|?orthop* surgeon*|doctor*|specialist*|team",
    "unmatched|unparalleled|unrivalled|unsurpassed care|quality|results|outcomes|service",
];

/// Words before the name of an institution at which somebody used to be.
const FORMER: &[&str] = &["ex", "former", "formerly", "previously"];

/// Words behind a year of experience with which it is a fact about a treatment.
const WITH_A_TREATMENT: &[&str] = &["with", "using", "has", "shows", "show", "have"];

/// Words behind "certified by" and "trusted by" with which nobody is praised: `certified by your doctor`.
const BY_ANYBODY: &[&str] = &[
    "a", "an", "any", "your", "you", "another", "two", "the", "doctor", "doctors", "law",
];

/// Words with which an award is a payment.
const PAYMENTS: &[&str] = &[
    "benefit",
    "benefits",
    "allowance",
    "pension",
    "compensation",
    "court",
    "scheme",
    "payment",
    "damages",
    "insurance",
];

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let praise = Phrase::all(PRAISE);
    for passage in subject.prose.all() {
        if !matches!(passage.kind, PassageKind::Source | PassageKind::RiskSource) {
            text(subject, &praise, &passage.text, passage.span, false, found);
        }
    }
    if let Some(Reviewer::AsWritten(name)) = &subject.guide.reviewer {
        text(subject, &praise, &name.text, name.span, false, found);
    }
    let brand = subject.brand;
    text(
        subject,
        &praise,
        &brand.name.text,
        brand.name.span,
        false,
        found,
    );
    for line in brand.place.iter().chain(&brand.tagline) {
        text(subject, &praise, &line.text, line.span, true, found);
    }
    let mut lines = Vec::new();
    for person in &brand.people {
        lines.push(&person.name);
        lines.extend(&person.title);
        lines.extend(&person.credentials);
    }
    for line in lines {
        text(subject, &praise, &line.text, line.span, false, found);
    }
}

fn text(
    subject: &Subject<'_>,
    praise: &[Phrase],
    text: &str,
    span: Span,
    is_brand: bool,
    found: &mut Findings,
) {
    for place in hindi::phrases_in(text, hindi::PRAISE) {
        tell(subject, text.part(place), span, found);
    }
    let split = SplitText::of(text);
    let mut places: Vec<Range<usize>> = former_institutions(&split);
    let praised = praise.iter().flat_map(|phrase| phrase.places(&split));
    for place in praised.chain(advertising_in(&split, is_brand)) {
        let is_known = places
            .iter()
            .any(|other| place.start < other.end && other.start < place.end);
        let is_experience = ["experience", "expertise"].contains(&split.word(place.end - 1));
        let is_of_a_treatment = is_experience && WITH_A_TREATMENT.contains(&split.word(place.end));
        if !is_known
            && !is_of_a_treatment
            && !is_plain_fact(&split, &place)
            && !split.is_question(&place)
        {
            places.push(place);
        }
    }
    places.sort_by_key(|place| place.start);
    for place in places {
        tell(subject, split.written(place), span, found);
    }
}

fn tell(subject: &Subject<'_>, words: &str, span: Span, found: &mut Findings) {
    found
        .tell(
            subject.place_of(words, span),
            format!("{} praises instead of informing", quoted(words)),
        )
        .hint(
            "the surgeon must decide, with the medical council, whether it may stay; it is \
             printed as it is",
        )
        .hint(
            "in India the code of ethics, 6.1.1, does not allow doctors to advertise skill, \
             achievements or affiliations",
        );
}

/// Whether words of the table praise nobody here: a sick note certified by a doctor, an award of money, the
/// best price of nothing in particular.
fn is_plain_fact(split: &SplitText<'_>, place: &Range<usize>) -> bool {
    let has = |word: &str| place.clone().any(|at| split.word(at) == word);
    let next = split.word(place.end);
    // `The leading cause of falls in hospital`.
    if has("leading")
        && ["cause", "causes", "of", "to", "in", "and", "the"]
            .iter()
            .any(|word| has(word))
    {
        let last = split.word(place.end - 1);
        return !["of", "for", "in"].contains(&last);
    }
    if (has("certified") || has("trusted")) && split.word(place.end - 1) == "by" {
        let begins_large = split
            .written(place.end..place.end + 1)
            .starts_with(char::is_uppercase);
        return BY_ANYBODY.contains(&next) && !begins_large;
    }
    let is_award = has("award") || has("awards") || has("awarded");
    let mut sentence = split.sentence_of(place.start);
    is_award && sentence.any(|at| PAYMENTS.contains(&split.word(at)))
}

/// Where a former institution is named: "Ex-" or "former" with a name behind it that begins large.
fn former_institutions(split: &SplitText<'_>) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    for at in (0..split.count()).filter(|at| FORMER.contains(&split.word(*at))) {
        let is_ex = split.word(at) == "ex";
        let name = match split.word(at + 1) {
            "at" | "of" | "with" => at + 2,
            _ if is_ex => at + 1,
            _ => continue,
        };
        let written = split.written(name..name + 1);
        let begins_large = written.chars().next().is_some_and(char::is_uppercase);
        let is_smoker = split.word(name).starts_with("smoker") || split.word(name) == "vivo";
        if begins_large && !is_smoker && split.sentence_of(at).contains(&name) {
            places.push(at..name + 1);
        }
    }
    places
}
