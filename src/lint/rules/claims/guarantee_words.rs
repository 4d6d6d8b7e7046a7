//! Words that promise an outcome.
//!
//! ## What it finds
//!
//! Words that promise what no treatment can: "guaranteed", "100 % success", "permanent cure", "painless",
//! "risk-free", "always works", "the best surgeon", "no. 1". Where the sentence denies or asks it ("no
//! operation is risk-free", "is it painless?"), nothing is said.
//!
//! ## Why it matters
//!
//! Patients who were promised an outcome did not agree to the operation they had: they agreed to another
//! one, which does not exist. A promise that fails is also what complaints are made of.
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
//! What usually happens, and how often: "Most people have less pain after six weeks. About 1 in 10 have
//! not." The figures need a source.

use std::ops::Range;

use crate::diagnostic::{Severity, quoted};
use crate::lint::phrase::{Phrase, SplitText};
use crate::lint::{Family, Findings, Look, PassageKind, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "guarantee-words",
    family: Family::Claims,
    severity: Severity::Error,
    languages: &["en"],
    file: include_str!("guarantee_words.rs"),
    look: Look::Guide(look),
};

/// When words of the table are no promise after all.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spared {
    /// They are one whenever they are not denied.
    Never,
    /// "usually", "often", "may" before them take the promise back.
    WhenHedged,
    /// As [`Spared::WhenHedged`], and of a scan or an examination they are plain fact.
    OfScans,
}

/// The promises. Those that hold their own "no" or "never" are not denied by it.
const PROMISES: &[(&str, Spared)] = &[
    (
        "guarantee|guarantees|guaranteed|guaranteeing",
        Spared::Never,
    ),
    (
        "promise|promises|promised … result*|outcome*|cure|success|recovery|relief",
        Spared::Never,
    ),
    (
        "100|hundred % success*|safe|safety|effective|cure*|guarantee*|result*|relief|recovery|painless",
        Spared::Never,
    ),
    (
        "100|hundred percent success*|safe|safety|effective|cure*|guarantee*|result*|relief|recovery",
        Spared::Never,
    ),
    ("success ?rate is|of 100 %|percent", Spared::Never),
    (
        "permanent|permanently|complete|total|lasting|lifelong|miracle|sure|instant cure|cures|cured",
        Spared::WhenHedged,
    ),
    (
        "permanent|instant|total|complete|guaranteed relief|solution",
        Spared::WhenHedged,
    ),
    (
        "cure|cures|cured|healed for ever|good|life",
        Spared::WhenHedged,
    ),
    (
        "cure|cures|cured|healed forever|permanently|completely",
        Spared::WhenHedged,
    ),
    (
        "will be ?completely|?fully|?permanently|?totally cured",
        Spared::WhenHedged,
    ),
    ("will ?completely|?permanently cure", Spared::WhenHedged),
    (
        "painless … operation|surgery|procedure*|treatment*|technique*|laser|recovery|method|injection*|removal",
        Spared::OfScans,
    ),
    (
        "is|are|be|and|completely|totally|entirely painless|painlessly",
        Spared::OfScans,
    ),
    ("risk free|riskless", Spared::WhenHedged),
    (
        "completely|totally|entirely|perfectly|absolutely|fully safe",
        Spared::WhenHedged,
    ),
    ("zero|nil risk|risks|complications|pain", Spared::WhenHedged),
    (
        "there is|are no risk|risks|complications ?involved|?whatsoever",
        Spared::Never,
    ),
    (
        "has|have|carries|carry no risk|risks|complications ?involved|?whatsoever",
        Spared::Never,
    ),
    ("without any risk|risks", Spared::Never),
    ("no side effects ?at ?all|?whatsoever", Spared::Never),
    (
        "always works|succeeds|successful|heals|effective|cures",
        Spared::Never,
    ),
    ("works|succeeds every time", Spared::Never),
    (
        "treatment|operation|surgery|method|technique|implant never fails",
        Spared::Never,
    ),
    (
        "pain|disease|problem|problems|cancer|tumour|hernia|symptoms will|can never return|recur",
        Spared::Never,
    ),
    (
        "pain|disease|problem|problems|cancer|tumour|hernia|symptoms will|can never come back",
        Spared::Never,
    ),
    (
        "best surgeon*|hospital*|clinic*|doctor*|centre|center in the|india|delhi|north|south|town",
        Spared::Never,
    ),
    ("in the best hands", Spared::Never),
    (
        "no|number|# 1|one hospital|clinic|centre|center|surgeon|surgeons|doctor|doctors|team|choice",
        Spared::Never,
    ),
    (
        "india's|delhi's|world's|country's|city's|region's best|no|number|# ?1|?one",
        Spared::Never,
    ),
];

/// Words before a promise that take it back.
const HEDGES: &[&str] = &[
    "usually",
    "often",
    "generally",
    "normally",
    "mostly",
    "sometimes",
    "almost",
    "nearly",
    "relatively",
    "largely",
    "may",
    "might",
    "could",
    "can",
    "virtually",
    "hope",
    "hopes",
    "aim",
    "aims",
    "seldom",
    "if",
    "until",
    "unless",
    "when",
    "whether",
    "chance",
    "most",
    "many",
    "some",
];

/// Words with which "painless" tells of a scan, an examination or a lump.
const SCANS: &[&str] = &[
    "scan",
    "scans",
    "scanning",
    "x",
    "ray",
    "mri",
    "ct",
    "ultrasound",
    "ecg",
    "test",
    "tests",
    "examination",
    "lump",
    "lumps",
    "swelling",
    "measurement",
    "doppler",
    "monitor",
];

/// Words behind "no risk" and "no side effects" that make it the fact about one risk of some people.
const OF_ONE_RISK: &[&str] = &[
    "of", "that", "factor", "factors", "to", "from", "in", "for", "after", "at", "and", "but",
];

/// Words of sentences that promise to keep a secret, which a clinic can do.
const OF_DATA: &[&str] = &[
    "data",
    "privacy",
    "private",
    "confidential",
    "confidentiality",
    "confidence",
];

fn look(subject: &Subject<'_>, found: &mut Findings) {
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
    for passage in passages {
        let split = SplitText::of(&passage.text);
        for place in promises_in(&split, &promises) {
            let words = split.written(place);
            tell(subject.place_of(words, passage.span), words, found);
        }
    }
    let brand = [Some(&subject.brand.name), subject.brand.tagline.as_ref()];
    for words in brand.into_iter().flatten() {
        let split = SplitText::of(&words.text);
        for place in promises_in(&split, &promises) {
            let promise = split.written(place);
            tell(subject.place_of(promise, words.span), promise, found);
        }
    }
}

/// Where something is promised; no place within another.
fn promises_in(split: &SplitText<'_>, promises: &[(Phrase, Spared)]) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    for (phrase, spared) in promises {
        for place in phrase.places(split) {
            let is_known = places
                .iter()
                .any(|other| place.start < other.end && other.start < place.end);
            if !is_known && is_promise(split, &place, *spared) {
                places.push(place);
            }
        }
    }
    places.sort_by_key(|place| place.start);
    places
}

fn is_promise(split: &SplitText<'_>, place: &Range<usize>, spared: Spared) -> bool {
    if split.is_question(place) || split.is_denied(place) {
        return false;
    }
    let last = split.word(place.end - 1);
    // "It is completely safe to eat" tells what a patient may do.
    if last == "safe" && split.word(place.end) == "to" {
        return false;
    }
    let is_of_data = |at: usize| OF_DATA.contains(&split.word(at));
    if split.sentence_of(place.start).any(is_of_data) {
        return false;
    }
    let tells_of_risks = ["risk", "risks", "complications", "effects"].contains(&last);
    if tells_of_risks && OF_ONE_RISK.contains(&split.word(place.end)) {
        return false;
    }
    // "If you have no side effects": a case, no promise.
    let conditions = [
        "if", "when", "until", "unless", "whether", "who", "people", "had", "most", "many",
    ];
    if tells_of_risks && split.has_before(place, 6, &conditions) {
        return false;
    }
    let is_hedged = split.has_before(place, 4, HEDGES);
    match spared {
        Spared::Never => true,
        Spared::WhenHedged => !is_hedged,
        Spared::OfScans => {
            let sentence = split.sentence_of(place.start);
            let mut words = sentence.map(|at| split.word(at));
            !is_hedged && !words.any(|word| SCANS.contains(&word))
        }
    }
}

fn tell(span: crate::source::Span, words: &str, found: &mut Findings) {
    found
        .tell(
            span,
            format!("{} promises what no treatment can", quoted(words)),
        )
        .hint("say what usually happens, and to how many, with the source of the figure")
        .hint("or take the words out");
}
