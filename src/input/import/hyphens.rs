//! Words that a hyphen broke at the end of a printed line: `opera- tion`.
//!
//! In: the pieces of a page, and all its words. Out: the same, such words whole again. Promises: a word
//! is joined only where it is known, because it stands whole elsewhere on the page, is in one of the
//! program's lists, or was broken by a soft hyphen, which is made for that; a hyphen that belongs to its
//! word stays where the page shows it so; what is not known is left as it is and told. `pre- and
//! post-operative` is no broken word.

use std::collections::BTreeSet;
use std::ops::Range;

use super::page::{Notice, Page, Piece, PieceKind};
use super::page_words::{PageWords, words};
use crate::base::diagnostic::{quoted, rule};
use crate::base::invariant::PartOf;
use crate::reading;

/// Fewest letters of either part of a broken word.
const PART: usize = 2;

/// Most places that are told one by one.
const MOST_TOLD: usize = 50;

/// Words behind a hyphen that stands for a part said later.
const LATER: &[&str] = &[
    "and", "or", "to", "nor", "und", "oder", "et", "ou", "y", "e", "o", "bis",
];

/// Words of treatment guides that are often broken, beside those of the lists of [`reading`].
const COMMON: &[&str] = &[
    "activity",
    "admission",
    "afterwards",
    "allergies",
    "allergy",
    "anaesthesia",
    "anaesthetic",
    "anaesthetist",
    "anesthesia",
    "anesthetic",
    "ankle",
    "antibiotic",
    "antibiotics",
    "appointment",
    "aspirin",
    "assessment",
    "bandage",
    "because",
    "before",
    "bleeding",
    "blood",
    "breathing",
    "breathlessness",
    "camera",
    "cannula",
    "carefully",
    "cartilage",
    "catheter",
    "chemist",
    "clinic",
    "clothes",
    "clothing",
    "complication",
    "complications",
    "condition",
    "consent",
    "consultant",
    "contact",
    "crutches",
    "damage",
    "department",
    "diabetes",
    "different",
    "difficult",
    "discharge",
    "discomfort",
    "discuss",
    "doctor",
    "dressing",
    "driving",
    "emergency",
    "exercise",
    "exercises",
    "explain",
    "family",
    "fever",
    "finger",
    "fingers",
    "following",
    "general",
    "healing",
    "hospital",
    "however",
    "immediately",
    "important",
    "incision",
    "infection",
    "infections",
    "information",
    "injection",
    "injury",
    "instructions",
    "joint",
    "keyhole",
    "kidney",
    "lifting",
    "medication",
    "medications",
    "medicine",
    "medicines",
    "minutes",
    "movement",
    "muscle",
    "muscles",
    "needle",
    "nerve",
    "nerves",
    "normal",
    "normally",
    "numbness",
    "nurse",
    "operate",
    "operated",
    "operating",
    "operation",
    "operations",
    "outpatient",
    "oxygen",
    "painful",
    "painkiller",
    "painkillers",
    "patient",
    "patients",
    "people",
    "pharmacist",
    "physiotherapist",
    "physiotherapy",
    "possible",
    "pressure",
    "problem",
    "problems",
    "procedure",
    "procedures",
    "recommend",
    "recommended",
    "recovery",
    "redness",
    "replacement",
    "shortness",
    "shoulder",
    "sometimes",
    "stiffness",
    "stitches",
    "surgeon",
    "surgeons",
    "surgery",
    "surgical",
    "swelling",
    "swollen",
    "symptoms",
    "tablets",
    "temperature",
    "therapist",
    "therapy",
    "through",
    "tissue",
    "together",
    "treated",
    "treatment",
    "treatments",
    "usually",
    "vomiting",
    "waiting",
    "walking",
    "warfarin",
    "warning",
    "weakness",
    "weeks",
    "without",
    "wound",
    "wounds",
];

/// What becomes of a hyphen at the end of a part.
enum Break {
    /// Both parts are one word; these bytes are taken out.
    Joined(Range<usize>),
    /// Nobody knows.
    Unknown,
}

/// Joins the broken words of a page.
pub(super) fn join(page: &mut Page) {
    let shown = words(&page.shown);
    let may_break =
        shown.iter().any(|word| word.ends_with(['-', '\u{2010}'])) || page.shown.contains('\u{ad}');
    if !may_break {
        return;
    }
    let known: BTreeSet<String> = shown.iter().map(|word| core(word)).collect();
    let mut joining = Joining {
        known,
        joined: Vec::new(),
        notices: Vec::new(),
        untold: 0,
    };
    joining.pieces(&mut page.pieces);
    page.joined = joining.joined;
    if joining.untold > 0 {
        joining.notices.push(Notice {
            rule: rule::IMPORT_NOT_UNDERSTOOD,
            message: format!(
                "there may be broken words at {} more places",
                joining.untold
            ),
            hint: Some("copy the text again from a page that was not made for printing"),
            place: 0..0,
        });
    }
    page.notices.extend(joining.notices);
}

/// A word in small letters without marks at its ends.
fn core(word: &str) -> String {
    let bare =
        word.trim_matches(|character: char| !character.is_alphanumeric() && character != '-');
    bare.to_lowercase()
}

struct Joining {
    known: BTreeSet<String>,
    joined: Vec<([String; 2], String)>,
    notices: Vec<Notice>,
    /// Places that are not told one by one.
    untold: usize,
}

impl Joining {
    fn pieces(&mut self, pieces: &mut [Piece]) {
        for piece in pieces {
            self.words(&mut piece.words, &piece.place);
            match &mut piece.kind {
                PieceKind::List(list) => {
                    for item in &mut list.items {
                        self.words(&mut item.words, &item.place);
                        self.pieces(&mut item.inner);
                    }
                }
                PieceKind::Table(table) => {
                    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                        self.pieces(&mut cell.pieces);
                    }
                }
                _ => {}
            }
        }
    }

    fn words(&mut self, words: &mut PageWords, place: &Range<usize>) {
        let joined = words.joined();
        if !joined.contains(['-', '\u{2010}', '\u{ad}']) {
            return;
        }
        let mut taken: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        let mut is_behind_join = false;
        for (at, space) in joined.match_indices(char::is_whitespace) {
            let first = joined.part(start..at);
            let behind = at + space.len();
            let second = joined.part(behind..);
            let second = second.split(char::is_whitespace).next().unwrap_or_default();
            let found = if is_behind_join {
                None
            } else {
                self.judged(first, second, at..behind)
            };
            is_behind_join = false;
            match found {
                Some(Break::Joined(bytes)) => {
                    let kept = first.len() - at.saturating_sub(bytes.start);
                    let whole = format!("{}{second}", first.get(..kept).unwrap_or_default());
                    let bare = |word: &str| word.replace('\u{ad}', "");
                    self.joined
                        .push(([bare(first), bare(second)], bare(&whole)));
                    taken.push(bytes);
                    is_behind_join = true;
                }
                Some(Break::Unknown) if self.notices.len() >= MOST_TOLD => self.untold += 1,
                Some(Break::Unknown) => self.notices.push(Notice {
                    rule: rule::IMPORT_NOT_UNDERSTOOD,
                    message: format!(
                        "this may be one word that was broken at the end of a line: {}",
                        quoted(&format!("{first} {second}"))
                    ),
                    hint: Some("if it is one word, join it in the draft"),
                    place: place.clone(),
                }),
                None => {}
            }
            start = behind;
        }
        // Soft hyphens that broke no word are no character of the text.
        let starts: BTreeSet<usize> = taken.iter().map(|bytes| bytes.start).collect();
        let soft = joined.match_indices('\u{ad}');
        let soft = soft.filter(|(at, _)| !starts.contains(at));
        taken.extend(soft.map(|(at, character)| at..at + character.len()));
        taken.sort_by_key(|bytes| bytes.start);
        *words = words.without(&taken);
    }

    /// What two neighbours are, between which these bytes of their text stand.
    fn judged(&self, first: &str, second: &str, space: Range<usize>) -> Option<Break> {
        let goes_on = second
            .starts_with(|character: char| character.is_alphabetic() && !character.is_uppercase());
        let letters = |word: &str| {
            word.chars()
                .filter(|character| character.is_alphabetic())
                .count()
        };
        if !goes_on || letters(second) < PART {
            return None;
        }
        if let Some(stem) = first.strip_suffix('\u{ad}') {
            return Some(Break::Joined(stem_end(space.start, first, stem)..space.end));
        }
        let stem = first
            .strip_suffix('-')
            .or_else(|| first.strip_suffix('\u{2010}'))?;
        if letters(stem) < PART
            || !stem.ends_with(char::is_alphabetic)
            || LATER.contains(&core(second).as_str())
        {
            return None;
        }
        let whole = core(&format!("{stem}{second}"));
        if self.is_known(&whole) {
            return Some(Break::Joined(stem_end(space.start, first, stem)..space.end));
        }
        if self.known.contains(&core(&format!("{stem}-{second}"))) {
            return Some(Break::Joined(space));
        }
        Some(Break::Unknown)
    }

    fn is_known(&self, word: &str) -> bool {
        self.known.contains(word)
            || COMMON.contains(&word)
            || reading::plainer(word).is_some()
            || reading::medical_term(word).is_some()
    }
}

/// The byte at which a stem ends that ends before the byte `at` with its hyphen.
fn stem_end(at: usize, first: &str, stem: &str) -> usize {
    at - (first.len() - stem.len())
}
