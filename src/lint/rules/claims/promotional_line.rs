//! A line that praises the clinic or the surgeon.
//!
//! ## What it finds
//!
//! Praise in the guide or in the brand's name, tagline, titles and credentials: years of experience or
//! excellence, awards, former institutions ("Ex-…"), "world-class", "leading", "renowned", "state of the
//! art", testimonials, ranks and ratings. Nothing is ever taken out: the line is printed as it stands.
//!
//! ## Why it matters
//!
//! A leaflet is read by people who have to decide about their bodies. Praise does not help them to decide,
//! and beside it the risks are believed less. In some countries a doctor may be disciplined for it.
//!
//! ## Source
//!
//! India, code of ethics of the medical council (2002), 6.1.1: no soliciting of patients; a doctor's name is
//! not used to advertise skill, achievements or affiliations. Whether the rules of 2023 hold in its place is
//! disputed, so that the older one is the safe line. The list of words is ours.
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

use crate::diagnostic::{Severity, quoted};
use crate::guide::Reviewer;
use crate::lint::phrase::{Phrase, SplitText};
use crate::lint::{Family, Findings, Look, PassageKind, Rule, Subject};
use crate::source::Span;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "promotional-line",
    family: Family::Claims,
    severity: Severity::Warning,
    languages: &["en"],
    file: include_str!("promotional_line.rs"),
    look: Look::Guide(look),
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
    "multi|multiple|national|international award|awards",
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
    "pioneer|pioneers in|of",
    "pioneering surgeon*|hospital|clinic|team|doctor*",
    "state of the art",
    "cutting edge technology|technologies|technique|techniques|treatment|treatments|care|surgery|equipment|facilities|facility",
    "second to none",
    "one of the best|finest|most experienced|skilled|respected|trusted|advanced|famous",
    "most trusted|experienced|respected|sought hospital|clinic|surgeon*|doctor*|name|after|team|centre|center",
    "trusted by ?over thousands|hundreds|lakhs",
    "trusted by ?over #",
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

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let praise = Phrase::all(PRAISE);
    for passage in subject.prose.all() {
        if !matches!(passage.kind, PassageKind::Source | PassageKind::RiskSource) {
            text(subject, &praise, &passage.text, passage.span, found);
        }
    }
    if let Some(Reviewer::AsWritten(name)) = &subject.guide.reviewer {
        text(subject, &praise, &name.text, name.span, found);
    }
    let brand = subject.brand;
    let mut lines = vec![&brand.name];
    lines.extend(&brand.tagline);
    for person in &brand.people {
        lines.push(&person.name);
        lines.extend(&person.title);
        lines.extend(&person.credentials);
    }
    for line in lines {
        text(subject, &praise, &line.text, line.span, found);
    }
}

fn text(subject: &Subject<'_>, praise: &[Phrase], text: &str, span: Span, found: &mut Findings) {
    let split = SplitText::of(text);
    let mut places: Vec<Range<usize>> = former_institutions(&split);
    for place in praise.iter().flat_map(|phrase| phrase.places(&split)) {
        let is_known = places
            .iter()
            .any(|other| place.start < other.end && other.start < place.end);
        let is_experience = ["experience", "expertise"].contains(&split.word(place.end - 1));
        let is_of_a_treatment = is_experience && WITH_A_TREATMENT.contains(&split.word(place.end));
        if !is_known && !is_of_a_treatment && !split.is_question(&place) {
            places.push(place);
        }
    }
    places.sort_by_key(|place| place.start);
    for place in places {
        let words = split.written(place);
        found
            .tell(
                subject.place_of(words, span),
                format!("{} praises instead of informing", quoted(words)),
            )
            .hint(
                "whether it may stay is for the surgeon to decide, with the medical council; it is printed \
                 as it stands",
            )
            .hint(
                "in India the code of ethics, 6.1.1, forbids doctors to advertise skill, achievements or \
                 affiliations",
            );
    }
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
