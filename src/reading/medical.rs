//! Medical terms that a patient may not know, with a plain explanation of each.
//!
//! In: an English text. Out: where a term of `words/medical_terms.tsv` stands, with a suggested
//! explanation. The explanations are ours, short and cautious: they say what a word means and
//! nothing about treatment or risk. They are suggestions for the author, who must judge them, and
//! are never put into a leaflet by the program.
//!
//! [`is_known_abbreviation`] names the abbreviations that a patient can be expected to read without
//! their long form: those that are better known than what they stand for (`X-ray`, `MRI`, `CT`,
//! `HIV`, `GP`, `NHS`), units, times of day, levels of the spine (`L4`, `L4–L5`) and blood groups.
//! What is commonly spelt out in good leaflets (`DVT`, `ICU`, `ECG`) is not among them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::list::rows;
use super::plain::base_forms;
use super::words;

/// A term and how it could be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MedicalTerm {
    /// The term in its first spelling, as it stands inside a sentence.
    pub term: &'static str,
    /// A plain explanation that can stand in brackets behind the term.
    pub explanation: &'static str,
    /// Whether this spelling is an abbreviation, so that `MISS` is a term and `miss` is none.
    in_capitals: bool,
}

const TABLE: &str = include_str!("words/medical_terms.tsv");

/// By spelling in small letters.
static TERMS: LazyLock<BTreeMap<String, MedicalTerm>> = LazyLock::new(|| {
    let mut list = BTreeMap::new();
    for [spellings, explanation] in rows::<2>(TABLE) {
        let term = spellings.split("; ").next().unwrap_or(spellings);
        for spelling in spellings.split("; ") {
            let entry = MedicalTerm {
                term,
                explanation,
                in_capitals: has_capitals(spelling),
            };
            list.insert(spelling.to_lowercase(), entry);
        }
    }
    list
});

/// Most words of a term in the table.
const MOST_WORDS_OF_A_TERM: usize = 5;

fn has_capitals(written: &str) -> bool {
    let capitals = written.chars().filter(|character| character.is_uppercase());
    capitals.count() >= 2
}

/// Longest text that is looked up, in bytes; no term is as long.
const LONGEST_TERM_BYTES: usize = 80;

/// Abbreviations that need no long form; the reasons are in the module's documentation.
const KNOWN_ABBREVIATIONS: &[&str] = &[
    "A&E", "AIDS", "AM", "CD", "COVID", "COVID-19", "CT", "DNA", "DVD", "GP", "GPs", "HIV", "HTML",
    "ID", "IT", "MRI", "NHS", "OK", "PDF", "PIN", "PM", "QR", "SIM", "SMS", "TB", "TV", "UK", "US",
    "USA", "UAE", "EU", "UN", "WHO", "OPD", "PO", "SOS", "FAQ", "ATM", "NGO", "USB", "UV", "SPF",
    "IU", "UHID", "X-RAY", "X-ray", "X-rays", "VAT", "UPI", "WhatsApp",
    // Degrees behind a doctor's name are names.
    "MBBS", "MD", "MS", "MCh", "DNB", "FRCS", "FRCP", "MRCS", "MRCP", "PhD", "BSc", "MSc",
    // Formulas are names.
    "CO2", "H2O", "O2",
];

/// Whether an abbreviation can stand without its long form.
pub fn is_known_abbreviation(written: &str) -> bool {
    KNOWN_ABBREVIATIONS.contains(&written) || is_spine_level(written) || is_short_name(written)
}

/// `L4`, `T12`, `C5`, `S1`, `L4-L5`: a bone of the spine and its number.
fn is_spine_level(written: &str) -> bool {
    let is_level = |part: &str| {
        let number = part.strip_prefix(['C', 'T', 'L', 'S', 'D']);
        number.is_some_and(|number| {
            !number.is_empty()
                && number.len() <= 2
                && number.bytes().all(|digit| digit.is_ascii_digit())
        })
    };
    let bare = |part: &str| {
        !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit())
    };
    let mut parts = written.split(['-', '/']);
    parts.next().is_some_and(is_level) && parts.all(|part| is_level(part) || bare(part))
}

/// A blood group or a Roman number.
fn is_short_name(written: &str) -> bool {
    let roman = written
        .bytes()
        .all(|letter| matches!(letter, b'I' | b'V' | b'X'));
    written.is_empty() || roman || written == "AB" || written == "O"
}

/// The entry of a term or of its plural; in whatever case, but for abbreviations.
pub fn medical_term(written: &str) -> Option<MedicalTerm> {
    if written.len() > LONGEST_TERM_BYTES {
        return None;
    }
    let small = written.to_lowercase().replace('’', "'");
    let forms = base_forms(&small);
    let entry = forms.iter().find_map(|form| TERMS.get(form)).copied();
    entry.filter(|entry| !entry.in_capitals || has_capitals(written))
}

/// Every spelling of every term with its entry, in the order of the alphabet.
pub fn medical_terms() -> impl Iterator<Item = (&'static str, MedicalTerm)> {
    TERMS
        .iter()
        .map(|(spelling, term)| (spelling.as_str(), *term))
}

/// Where terms stand in a text, in order; of two that begin together the longer.
pub fn medical_terms_in(text: &str) -> Vec<(Range<usize>, MedicalTerm)> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = words.get(at) {
        let longest = (1..=MOST_WORDS_OF_A_TERM).rev().find_map(|count| {
            let last = words.get(at + count - 1)?;
            let phrase = text.get(first.start..last.end)?;
            let whole = phrase.split(' ').count() == count;
            let term = whole.then(|| medical_term(phrase)).flatten()?;
            Some((count, last.end, term))
        });
        if let Some((count, end, term)) = longest {
            found.push((first.start..end, term));
            at += count;
        } else {
            at += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::list::lines_with_entries;

    #[test]
    fn terms_are_found_in_their_forms() {
        let text = "A dural tear, MIS-TLIF and Spondylolisthesis; anesthetics and non-union.";
        let found: Vec<&str> = medical_terms_in(text)
            .into_iter()
            .map(|(range, _)| &text[range])
            .collect();
        assert_eq!(
            found,
            [
                "dural tear",
                "MIS-TLIF",
                "Spondylolisthesis",
                "anesthetics",
                "non-union"
            ]
        );
        let both = ["anesthetic", "Anaesthetics"].map(|form| medical_term(form).unwrap().term);
        assert_eq!(both, ["anaesthetic", "anaesthetic"]);
        assert!(medical_term("MISS").is_some() && medical_term("missed").is_none());
        assert!(medical_terms_in("You can walk and eat the same day.").is_empty());
    }

    #[test]
    fn abbreviations_that_patients_know() {
        for known in ["MRI", "X-ray", "GP", "L4", "L4-L5", "L4-5", "S1", "II"] {
            assert!(is_known_abbreviation(known), "{known}");
        }
        for unknown in ["TLIF", "DVT", "ICU", "MIS-TLIF", "L", "L444", "TLIF-2"] {
            assert!(!is_known_abbreviation(unknown), "{unknown}");
        }
    }

    #[test]
    fn every_line_is_an_entry_once_with_a_short_plain_explanation() {
        assert_eq!(rows::<2>(TABLE).count(), lines_with_entries(TABLE));
        assert!(
            rows::<2>(TABLE).count() >= 400,
            "{}",
            rows::<2>(TABLE).count()
        );
        let spellings: usize = rows::<2>(TABLE)
            .map(|[spellings, _]| spellings.split("; ").count())
            .sum();
        assert_eq!(spellings, TERMS.len(), "a term stands in two lines");
        for [spellings, explanation] in rows::<2>(TABLE) {
            let count = words(explanation).len();
            assert!((1..=20).contains(&count), "{spellings}: {explanation}");
            assert!(!explanation.ends_with('.'), "{spellings}");
            for spelling in spellings.split("; ") {
                assert!(
                    spelling.split(' ').count() <= MOST_WORDS_OF_A_TERM,
                    "{spelling}"
                );
            }
        }
    }
}
