//! What stands in the place of a name and is none: in a list whose columns have slipped, most often.
//!
//! In: the words of a name. Out: whether they are surely something else: an age with a sex, a side, a level
//! of the spine, a time, a number with letters before it, an address of the internet, a place that a
//! program should have filled. Promise: only whole forms count, so that a name which holds such a word
//! (`Asha Male`, `Baby 2 of Asha`, `Right Hon`) passes.

use std::sync::LazyLock;

use regex::Regex;

/// The forms, in small letters, each for the whole of the words.
const FORMS: &[&str] = &[
    // 45/F, F/45, 45 yrs, 45 years/male, 8 months, M 45
    r"[mf] ?[/,.-]? ?[0-9]{1,3} ?(y|yr|yrs|year|years)?",
    r"[0-9]{1,3} ?[/,-]? ?[mf]",
    r"[0-9]{1,3} ?(y|yr|yrs|year|years|m|mth|mths|month|months|d|days|old|years old)\.?( ?[/,-]? ?(m|f|male|female))?",
    r"m|f|male|female|m/f|boy|girl|पुरुष|महिला",
    // left, both sides
    r"(left|right|bilateral|both|lt|rt|l|r)( ?(side|sides|knee|hip|leg|arm))?",
    // L4-L5, C5/6, S1
    r"[ctls][0-9]{1,2}([ /,–-]+[ctls]?[0-9]{1,2})*",
    // 9:30 am, 9 am, 0930 hrs
    r"[0-9]{1,2}([:.][0-9]{2})? ?(am|pm|a\.m\.|p\.m\.|hrs|h|hours)",
    r"[0-9]{3,4} ?(hrs|h|hours)",
    // 2026-11-30T09:30:00Z, 30-Nov-2026
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}t[0-9:.]+(z|[+-][0-9:]+)?",
    r"[0-9]{1,2}[ -](jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*([ -][0-9]{2,4})?",
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*-[0-9]{2,4}",
    // Titles alone
    r"(mr|mrs|ms|dr|prof|smt)\.?",
    // Addresses of the internet, and places for words
    r"[^ @]+@[^ @]+\.[^ @]+",
    r"(https?://|www\.).*",
    r".*[{}=|].*",
];

/// Most bytes of a form of letters alone: `bilateral sides`, and words of other scripts.
const LONGEST_PLAIN: usize = 18;

/// Whether these words are surely something else than a name.
pub(super) fn is_other_fact(words: &str) -> bool {
    static WHOLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let forms: Vec<String> = FORMS.iter().map(|form| format!("(?:{form})")).collect();
        Regex::new(&format!("^(?:{})$", forms.join("|"))).ok()
    });
    if is_clinics_number(words) {
        return true;
    }
    // Most names hold no such character, and are longer than the words that have none.
    let may_be = words.len() <= LONGEST_PLAIN
        || words
            .bytes()
            .any(|character| character.is_ascii_digit() || b"@{}=|/.".contains(&character));
    if !may_be {
        return false;
    }
    let small = words.to_lowercase();
    WHOLE.as_ref().is_some_and(|whole| whole.is_match(&small))
}

/// Capitals and at least four figures behind them: UH00127, MRN-4711.
fn is_clinics_number(words: &str) -> bool {
    let figures = words.trim_start_matches(|character: char| character.is_ascii_uppercase());
    let capitals = words.len() - figures.len();
    let figures = figures.trim_start_matches(['-', '/']);
    (2..=5).contains(&capitals)
        && figures.len() > 3
        && figures.bytes().all(|character| character.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_name_is_known_and_names_pass() {
        for words in [
            "F/45",
            "45/F",
            "M 45",
            "45 yrs",
            "45 years / Male",
            "8 months",
            "Male",
            "female",
            "left",
            "Left side",
            "Bilateral",
            "L4-L5",
            "C5/6",
            "S1",
            "9:30 AM",
            "9 am",
            "0930 hrs",
            "2026-11-30T09:30:00Z",
            "30-Nov-2026",
            "4-May",
            "May-26",
            "UH00127",
            "MRN-4711",
            "Mr",
            "Dr.",
            "anna@example.org",
            "https://example.org/a",
            "www.example.org",
            "{{patient}}",
            "L = left",
            "महिला",
        ] {
            assert!(is_other_fact(words), "{words}");
        }
        for words in [
            "Asha Male",
            "Baby 2 of Asha",
            "B/O Asha (Twin 1)",
            "Right Hon Sample",
            "May Sample",
            "May",
            "June",
            "M. F. Sample",
            "Mary L",
            "Dr. Sample",
            "Mr Sample",
            "Li",
            "Yu",
            "Ng",
            "R. Sample",
            "Test Patient 12",
            "Sample II",
            "Asha s/o Test",
            "आशा",
            "X Æ A-12",
            "Jan Sample",
            "Jan",
            "April",
            "Boyd",
            "Leftwich",
            "Asha-Maria",
            "D'Souza",
            "Old Sample",
        ] {
            assert!(!is_other_fact(words), "{words}");
        }
    }
}
