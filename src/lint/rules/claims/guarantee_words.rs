//! Words that promise an outcome.
//!
//! ## What it finds
//!
//! Words that promise what no treatment can: "guaranteed", "100 % success", "permanent cure", "painless",
//! "virtually painless", "risk-free", "never fails", "always works"; and claims of rank: "the best surgeon",
//! "no. 1". The rule reads the guide and the brand's name, tagline and titles. In Hindi it knows only the most
//! common of these words. A sentence that denies it or asks it ("no operation is risk-free", "is it painless?")
//! is not reported, and a painless lump or scan is not reported either.
//!
//! ## Why it matters
//!
//! Patients who were promised an outcome did not agree to the operation they had: they agreed to another one,
//! which does not exist. Broken promises are also a common cause of complaints.
//!
//! ## Source
//!
//! India, code of ethics of the medical council (2002), 6.1.1, and the Indian Medical Association: no
//! guarantees, no claims of cure. The list of words is ours.
//!
//! ## Example
//!
//! "Our technique is painless and gives a permanent cure."
//!
//! ## Write instead
//!
//! What usually happens, and how often: "About 9 in 10 people have less pain after six weeks. About 1 in 10
//! have not." The figures need a source.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::diagnostic::{Severity, quoted};
use crate::base::invariant::PartOf;
use crate::lint::phrase::{Phrase, SplitText};
use crate::lint::rank::ranks_in;
use crate::lint::{Check, Family, Findings, Harm, PassageKind, Rule, Subject, hindi};
use crate::reading::{WordList, listed};
use crate::source::Span;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "guarantee-words",
    family: Family::Claims,
    harm: Harm::Falsehood,
    severity: Severity::Error,
    languages: &["en", "hi"],
    file: include_str!("guarantee_words.rs"),
    check: Check::Guide(check),
};

/// When words of the table are no promise after all.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spared {
    /// They are one whenever they are not denied.
    Never,
    /// "usually", "often", "may" before them take the promise back.
    WhenHedged,
    /// As [`Spared::WhenHedged`], and of a scan, an examination or a lump they are plain fact.
    OfScans,
    /// Of a scan, an examination or a lump they are plain fact; nothing before them takes them back.
    OfScansOnly,
    /// They are a promise where nothing else stands in the sentence: `No complications.`
    Alone,
}

/// The promises. Those that hold their own "no" or "never" are not denied by it.
const PROMISES: &[(&str, Spared)] = &[
    (
        "guarantee|guarantees|guaranteed|guaranteeing",
        Spared::Never,
    ),
    (
        "promise|promises|promised|assured … result*|outcome*|cure|success|recovery|relief",
        Spared::Never,
    ),
    (
        "100|hundred %|percent success*|safe|safely|safety|effective|cure*|guarantee*|result*|relief|recovery|painless",
        Spared::Never,
    ),
    (
        "100|hundred per cent success*|safe|safely|safety|effective|cure*|guarantee*|result*|relief|recovery|painless",
        Spared::Never,
    ),
    (
        "cent percent success*|safe|safety|cure*|result*|relief|recovery|painless",
        Spared::Never,
    ),
    (
        "cent per cent success*|safe|safety|cure*|result*|relief|recovery|painless",
        Spared::Never,
    ),
    (
        "success ?rate|rates ?is|are ?of 100 %|percent|per",
        Spared::Never,
    ),
    (
        "permanent|permanently|complete|total|lasting|lifelong|miracle|sure|instant cure|cures|cured|fix|freedom",
        Spared::WhenHedged,
    ),
    (
        "permanent|instant|total|complete|guaranteed|lifelong|lasting relief|solution",
        Spared::WhenHedged,
    ),
    (
        "cure|cures|cured|healed|gone|fixed for ever|good|life|all",
        Spared::WhenHedged,
    ),
    (
        "cure|cures|cured|healed|gone forever|permanently|completely",
        Spared::WhenHedged,
    ),
    (
        "will be ?completely|?fully|?permanently|?totally cured",
        Spared::WhenHedged,
    ),
    ("will ?completely|?permanently cure", Spared::WhenHedged),
    ("rid of … forever|permanently", Spared::WhenHedged),
    ("rid of … for ever|good|life", Spared::WhenHedged),
    (
        "goodbye|farewell to ?your ?all … pain|pains|glasses|problem*",
        Spared::Never,
    ),
    ("lasts|last forever|lifelong", Spared::WhenHedged),
    ("lasts|last for ever|life", Spared::WhenHedged),
    ("lasts|last a|your|you lifetime", Spared::WhenHedged),
    (
        "completely|totally|entirely|virtually|almost|nearly|practically|absolutely|perfectly|truly|fully|quite|100 \
         painless|painlessly",
        Spared::OfScansOnly,
    ),
    (
        "painless|painfree … operation|operations|surgery|surgeries|procedure*|treatment*|technique*|laser|recovery|method*|\
         injection*|removal|replacement*|delivery|dentistry|extraction*|implant*|bypass|repair|cure|solution|care|\
         surgeon*|fusion|birth|labour|labor|*ectomy|*plasty|*oscopy|*otomy",
        Spared::OfScans,
    ),
    (
        "pain free operation|surgery|surgeries|procedure*|treatment*|technique*|laser|method*|removal|replacement*|delivery|\
         dentistry|cure|solution",
        Spared::WhenHedged,
    ),
    ("is|are|be|and painless|painlessly", Spared::OfScans),
    ("risk|complication free|less", Spared::WhenHedged),
    ("riskless", Spared::WhenHedged),
    ("pain free for ever|life|always|good", Spared::WhenHedged),
    ("pain free forever", Spared::WhenHedged),
    (
        "disappear|disappears|vanish|vanishes forever|permanently",
        Spared::WhenHedged,
    ),
    (
        "disappear|disappears|vanish|vanishes for ever|good",
        Spared::WhenHedged,
    ),
    (
        "painless … stitchless|bloodless|scarless|bladeless|sutureless",
        Spared::Never,
    ),
    (
        "stitchless|bloodless|scarless|bladeless|sutureless … painless|pain",
        Spared::Never,
    ),
    ("zero|nil side effects", Spared::Never),
    ("say no to … pain|pains", Spared::Never),
    ("once and for all", Spared::WhenHedged),
    (
        "cure|cured|cures … in # day|days|week|weeks|sitting|sittings|session|sessions",
        Spared::WhenHedged,
    ),
    (
        "never need glasses|lenses|surgery|tablets|medicine|medicines again",
        Spared::Never,
    ),
    (
        "never had a|an|any|one infection|complication|failure|death",
        Spared::Never,
    ),
    (
        "replacement|surgery|operation|delivery|treatment|procedure without ?any pain",
        Spared::WhenHedged,
    ),
    (
        "completely|totally|entirely|perfectly|absolutely|fully safe",
        Spared::WhenHedged,
    ),
    (
        "zero|nil risk|risks|complications|pain|failure|failures|mortality",
        Spared::WhenHedged,
    ),
    (
        "there is|are no|zero risk|risks|complications ?involved|?whatsoever",
        Spared::Never,
    ),
    (
        "has|have|carries|carry|involves|poses no|zero risk|risks|complications ?involved|?whatsoever",
        Spared::Never,
    ),
    ("with|at no|zero risk|risks|failures", Spared::Never),
    (
        "no|without risk|risks ?at all|whatsoever|involved",
        Spared::Never,
    ),
    ("without ?any risk|risks|complications", Spared::Never),
    (
        "free from|of ?any|?all risk|risks|complications",
        Spared::Never,
    ),
    ("no side effects ?at ?all|?whatsoever", Spared::Never),
    ("no|zero risk|risks|complications|failures", Spared::Alone),
    (
        "no pain|pains … no scar*|stitch*|blood*|risk|risks|cut|cuts|bleeding",
        Spared::Never,
    ),
    (
        "no scar*|stitch*|blood*|cut|cuts|knife|bleeding … no pain|pains|risk|risks",
        Spared::Never,
    ),
    (
        "always works|succeeds|successful|heals|effective|cures",
        Spared::Never,
    ),
    ("works|succeeds|successful every time", Spared::Never),
    ("never|cannot|can't|won't fail|fails|failed", Spared::Never),
    ("nothing can|will go wrong", Spared::Never),
    ("cannot|can't|never|won't go|goes|gone wrong", Spared::Never),
    ("will|does not fail", Spared::Never),
    (
        "pain|disease|problem|problems|cancer|tumour|tumor|hernia|symptoms|stones|piles will|can|does|do never return|recur|returns",
        Spared::Never,
    ),
    (
        "pain|disease|problem|problems|cancer|tumour|tumor|hernia|symptoms|stones|piles never returns|recurs|return|recur",
        Spared::Never,
    ),
    (
        "pain|disease|problem|problems|cancer|tumour|tumor|hernia|symptoms|stones|piles ?will|?can never come|comes back",
        Spared::Never,
    ),
    ("in the best|safest hands", Spared::Never),
    ("in safe|expert hands", Spared::Never),
    ("sure shot", Spared::Never),
];

/// The lists of words, for people to read and correct.
const TABLE: &str = include_str!("../../../reading/words/promises.tsv");

/// Words before a promise that take it back.
static HEDGES: WordList = LazyLock::new(|| listed(TABLE, "hedges"));

/// Words with which "painless" tells of a scan, an examination or a lump.
static SCANS: WordList = LazyLock::new(|| listed(TABLE, "scans"));

/// Words of treatments, of which "painless" is a promise whatever else stands in the sentence.
static TREATMENTS: WordList = LazyLock::new(|| listed(TABLE, "treatments"));

/// Words with which another thing begins to be said behind "painless".
static BETWEEN: WordList = LazyLock::new(|| listed(TABLE, "between"));

/// Words between a scan and a treatment with which the scan is what is spoken of: `the scan before the
/// operation`.
static JOINING: WordList = LazyLock::new(|| listed(TABLE, "joining"));

/// Words behind "no risk" and "no side effects" that make it the fact about one risk of some people.
static OF_ONE_RISK: WordList = LazyLock::new(|| listed(TABLE, "of_one_risk"));

/// Words of sentences that promise to keep a secret, which a clinic can do.
static OF_DATA: WordList = LazyLock::new(|| listed(TABLE, "of_data"));

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let promises: Vec<(Phrase, Spared)> = PROMISES
        .iter()
        .map(|(phrase, spared)| (Phrase::new(phrase), *spared))
        .collect();
    let passages = subject.prose.all().iter().filter(|passage| {
        !matches!(
            passage.kind,
            PassageKind::Question | PassageKind::Source | PassageKind::RiskSource
        )
    });
    let mut look_at = |text: &str, span: Span| {
        // By script and not by the guide's language: a brand has one name and one tagline for all of them.
        let split = SplitText::of(text);
        let in_english = promises_in(&split, &promises).into_iter();
        let in_english = in_english.map(|place| split.bytes(place));
        for place in in_english.chain(hindi::phrases_in(text, hindi::PROMISES)) {
            let words = text.part(place);
            tell(subject.place_of(words, span), words, found);
        }
    };
    for passage in passages {
        look_at(&passage.text, passage.span);
    }
    let brand = subject.brand;
    let mut lines = vec![&brand.name];
    lines.extend(&brand.place);
    lines.extend(&brand.tagline);
    for person in &brand.people {
        lines.extend(&person.title);
        lines.extend(&person.credentials);
    }
    for words in lines {
        look_at(&words.text, words.span);
    }
}

/// Where something is promised or a rank is claimed; no place within another.
fn promises_in(split: &SplitText<'_>, promises: &[(Phrase, Spared)]) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let ranks = ranks_in(split)
        .into_iter()
        .map(|place| (place, Spared::Never));
    let promised = promises.iter().flat_map(|(phrase, spared)| {
        let places = phrase.places(split).into_iter();
        places.map(move |place| (place, *spared))
    });
    for (place, spared) in promised.chain(ranks) {
        let is_known = places
            .iter()
            .any(|other| place.start < other.end && other.start < place.end);
        if !is_known && is_promise(split, &place, spared) {
            places.push(place);
        }
    }
    places.sort_by_key(|place| place.start);
    places
}

fn is_promise(split: &SplitText<'_>, place: &Range<usize>, spared: Spared) -> bool {
    if split.is_question(place) || split.is_denied(place) {
        return false;
    }
    let (first, last) = (split.word(place.start), split.word(place.end - 1));
    let next = split.word(place.end);
    // "It is completely safe to eat" tells what a patient may do; "never fail to take it" is an order.
    if ["safe", "fail"].contains(&last) && next == "to" {
        return false;
    }
    // "If you cannot pass water", "the test cannot fail you": only where something is said to succeed.
    if ["fail", "fails", "failed"].contains(&last) && ["you", "your"].contains(&next) {
        return false;
    }
    // "You cannot fail this hearing test."
    if last.starts_with("fail") && split.has_before(place, 1, &["you"]) {
        return false;
    }
    // "An operation without any pain relief."
    if last == "pain" && ["relief", "killer", "killers", "drugs"].contains(&next) {
        return false;
    }
    // What a maker guarantees is the thing, and no outcome.
    let of_makers = ["maker", "makers", "manufacturer", "company"];
    if first.starts_with("guarant") && sentence_has(split, place, &of_makers) {
        return false;
    }
    // "If a poster says that it is painless": somebody else's promise.
    if split.has_before(place, usize::MAX, &["if", "whether", "beware", "wary"])
        && split.has_before(
            place,
            8,
            &["say", "says", "claims", "claim", "tells", "promises"],
        )
    {
        return false;
    }
    let is_of_data = |at: usize| OF_DATA.contains(&split.word(at));
    let sentence = split.sentence_of(place.start);
    if sentence.clone().any(is_of_data) {
        return false;
    }
    let tells_of_risks = ["risk", "risks", "complications", "effects", "failures"].contains(&last);
    if tells_of_risks && OF_ONE_RISK.contains(&next) {
        return false;
    }
    // "If you have no side effects": a case, no promise.
    let conditions = [
        "if", "when", "until", "unless", "whether", "who", "people", "had", "most", "many", "may",
        "might", "could",
    ];
    let tells_of_failure = first != "never" && last.starts_with("fail");
    if (tells_of_risks || tells_of_failure) && split.has_before(place, 10, &conditions) {
        return false;
    }
    let is_hedged = split.has_before(place, 4, &HEDGES);
    match spared {
        Spared::Never => true,
        Spared::WhenHedged => !is_hedged,
        Spared::OfScans => {
            // The words between "painless" and what is done belong together: no other thing is said there.
            let is_parted = split.written(place.clone()).contains([',', ';', ':', '('])
                || place
                    .clone()
                    .skip(1)
                    .any(|at| at + 1 < place.end && BETWEEN.contains(&split.word(at)));
            !is_hedged && !is_parted && !is_of_a_scan(split, place)
        }
        Spared::OfScansOnly => !is_of_a_scan(split, place),
        Spared::Alone => sentence.len() <= 3,
    }
}

/// Whether one of these words stands in the sentence of a place.
fn sentence_has(split: &SplitText<'_>, place: &Range<usize>, words: &[&str]) -> bool {
    let mut sentence = split.sentence_of(place.start);
    sentence.any(|at| words.contains(&split.word(at)))
}

/// Whether "painless" is said of a scan, an examination or a lump, and not of a treatment.
fn is_of_a_scan(split: &SplitText<'_>, place: &Range<usize>) -> bool {
    // `A painless lump`.
    if place.clone().any(|at| SCANS.contains(&split.word(at))) {
        return true;
    }
    let sentence = split.sentence_of(place.start);
    let before = sentence.start.max(place.start.saturating_sub(7))..place.start;
    let treatment = before
        .clone()
        .rev()
        .find(|at| TREATMENTS.contains(&split.word(*at)));
    let mut scans = before.filter(|at| SCANS.contains(&split.word(*at)));
    let Some(treatment) = treatment else {
        let mut words = sentence.filter(|at| !place.contains(at));
        let named = place.clone().any(|at| TREATMENTS.contains(&split.word(at)));
        return !named && words.any(|at| SCANS.contains(&split.word(at)));
    };
    scans.any(|scan| {
        scan < treatment && (scan..treatment).any(|at| JOINING.contains(&split.word(at)))
    })
}

fn tell(span: Span, words: &str, found: &mut Findings) {
    found
        .tell(
            span,
            format!("{} promises what no treatment can promise", quoted(words)),
        )
        .hint("say what usually happens and to how many people, with the source of the number")
        .hint("or delete the words");
}
