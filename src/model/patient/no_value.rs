//! Cells that are filled and hold no value: what spreadsheets and programs write where there is nothing.
//!
//! In: the words of a cell or a fact. Out: which kind of no value they are, or nothing, which means that
//! they are a value. Promise: one list for names and one for all other facts, and nothing else decides; no
//! kind carries the words.
//!
//! The decision, and why names differ. A patient may be called Null, Nan, Nil, Na, Dash or True, and None
//! Singh; a side, a level or a number never is. So a name is no value only where it is written just as a
//! program writes it, and a message says how to write it where it is a name after all.
//!
//! | words | name | other facts |
//! |---|---|---|
//! | `#VALUE!`, `#N/A`, `#BEZUG!`, `Err:502` | lost | lost |
//! | `########` | lost | lost |
//! | `1.23457E+11` | lost | lost |
//! | `null`, `NULL`, `nan`, `NaN`, `none`, `NONE`, `None`, `nil`, `NIL`, `undefined`, `NA`, `n/a` alone | nothing | nothing |
//! | `Null`, `Nan`, `NAN`, `Nil`, `Na`, `True`, `Dash` alone | a name | nothing, but `Dash` |
//! | `None Singh`, `Anna Null`, `NAN SINGH` | a name | a value |
//! | `undefined Singh`, `null Singh`, `Anna nan`, `null null` | nothing | a value |
//! | `[object Object]`, `(blank)`, `<null>`, `\N` | nothing | nothing |
//! | `FALSE` | nothing | nothing |
//! | `TRUE` | a name | nothing |
//! | `-`, `--`, `…`, `?` | no letter | nothing |
//! | `0`, `0.0`, `00-00-0000`, `1900-01-00`, `00/01/1900` | no letter | nothing |
//! | `12` | no letter | a value |
//! | `1899-12-30`, `1900-01-01`, `1970-01-01`, `0001-01-01`, `9999-12-31` in a column of days | – | nothing |
//!
//! *Lost* means that there was a value, *nothing* that there was none: where a default would take the place
//! of an empty cell (the guide, the surgeon), the one must not.

mod other_fact;

use crate::base::invariant::PartOf;
use jiff::civil::{Date, date};

/// A kind of no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoValue {
    /// An error of a spreadsheet, such as `#REF!`.
    SpreadsheetError,
    /// What a spreadsheet shows where a column is too narrow.
    Hashes,
    /// A number that was shortened, so that its figures are lost.
    Rounded,
    /// What programs write for nothing.
    Nothing,
    /// A name without a letter.
    NoLetter,
    /// A mark that means what stands above.
    Above,
    /// In a name something that is none: an age, a time, a side, a level, an address of the internet.
    OtherFact,
}

impl NoValue {
    /// Whether there was a value, which is lost: then a default is no substitute.
    pub fn is_lost(self) -> bool {
        !matches!(self, Self::Nothing | Self::NoLetter)
    }

    /// What it is, in words that follow `holds`.
    pub fn words(self) -> &'static str {
        match self {
            Self::SpreadsheetError => "a spreadsheet error instead of a value",
            Self::Hashes => "the hash signs that a spreadsheet shows when a column is too narrow",
            Self::Rounded => "a number that was shortened, so its last digits are lost",
            Self::Nothing => "a word that programs write when there is no value",
            Self::NoLetter => "no letter, so it is not a name",
            Self::Above => "a mark that means `the same as above`",
            Self::OtherFact => {
                "something that is not a name, such as an age, a side, a time or an address"
            }
        }
    }

    /// What to do next.
    pub fn hint(self) -> &'static str {
        match self {
            Self::SpreadsheetError => {
                "correct the formula in the spreadsheet, or type the words instead"
            }
            Self::Hashes => "make the column wider in the spreadsheet, then export the list again",
            Self::Rounded => {
                "set the column to `Text` in the spreadsheet and type the number again, or export it again \
                 from the system it comes from"
            }
            Self::Above => "write the words themselves in each row",
            Self::OtherFact => {
                "check whether the cells of this row are in the wrong column; then write the name"
            }
            Self::Nothing | Self::NoLetter => {
                "write the words that should be printed, or leave \
                it empty"
            }
        }
    }

    /// What to do next where a name is wanted.
    pub fn hint_for_name(self) -> &'static str {
        match self {
            Self::Nothing => {
                "write the name; if this really is the name, begin it with a capital letter or \
                 add the family name"
            }
            Self::NoLetter => "write the name",
            _ => self.hint(),
        }
    }
}

/// What a name is, if it is no value.
pub fn in_name(words: &str) -> Option<NoValue> {
    let words = words.trim();
    if let Some(lost) = lost(words) {
        return Some(lost);
    }
    if is_nothing_in_a_name(words) {
        return Some(NoValue::Nothing);
    }
    (!words.chars().any(char::is_alphabetic)).then_some(NoValue::NoLetter)
}

/// What the name of a surgeon is, if it is no value: any fact's, and what is surely no name.
pub fn in_surgeon(words: &str) -> Option<NoValue> {
    let other = || is_other_fact(words).then_some(NoValue::OtherFact);
    in_fact(words).or_else(other)
}

/// Whether a name of a list is surely something else: an age, a side, a time, an address of the internet.
/// Somebody who types a single name means it, so that this is asked of lists only.
pub fn is_other_fact(words: &str) -> bool {
    other_fact::is_other_fact(words.trim())
}

/// What another fact than a name is, if it is no value.
pub fn in_fact(words: &str) -> Option<NoValue> {
    let words = words.trim();
    if let Some(lost) = lost(words) {
        return Some(lost);
    }
    is_nothing_in_a_fact(words).then_some(NoValue::Nothing)
}

/// Whether a day is one that programs write for none: the first of their calendars, and the last.
pub fn is_no_day(day: Date) -> bool {
    const NONE: &[Date] = &[
        date(1, 1, 1),
        date(1601, 1, 1),
        date(1753, 1, 1),
        date(1899, 12, 30),
        date(1899, 12, 31),
        date(1900, 1, 1),
        date(1904, 1, 1),
        date(1970, 1, 1),
        date(2999, 12, 31),
        date(9999, 12, 31),
    ];
    NONE.contains(&day)
}

/// What is left of a value that a spreadsheet could not show.
fn lost(words: &str) -> Option<NoValue> {
    if words.split_whitespace().any(is_error) || is_error(&words.replace(' ', "")) {
        return Some(NoValue::SpreadsheetError);
    }
    let is_hashes = |word: &str| word.len() > 1 && word.bytes().all(|character| character == b'#');
    if words.split_whitespace().any(is_hashes) {
        return Some(NoValue::Hashes);
    }
    if is_rounded(words) {
        return Some(NoValue::Rounded);
    }
    is_above(words).then_some(NoValue::Above)
}

/// Marks that mean what stands above, as lists written by hand have them; in small letters. `do` alone is not
/// among them, for somebody may be called so.
const ABOVE: &[&str] = &[
    "-do-",
    "- do -",
    "--do--",
    "ditto",
    "-ditto-",
    "as above",
    "same",
    "same as above",
    "idem",
    "\"",
    "\"\"",
    "''",
    "〃",
    "”",
    "“",
    "वही",
    "उपरोक्त",
    "तदैव",
];

fn is_above(words: &str) -> bool {
    ABOVE.contains(&words.to_lowercase().trim_end_matches('.'))
}

/// Errors that end neither in an exclamation mark nor in a question mark, as the spreadsheets of many
/// languages write them.
const ERRORS: &[&str] = &[
    "#N/A",
    "#N/D",
    "#N/B",
    "#I/T",
    "#NV",
    "#YOK",
    "#Н/Д",
    "#HIÁNYZIK",
    "#PUUTTUU",
    "#SAKNAS",
    "#NENÍ_K_DISPOZICI",
    "#NEDOSTUPNÝ",
    "#E.P.",
    "#GETTING_DATA",
    "#SPILL",
    "#CALC",
    "#ERROR",
    "#REF",
    "#VALUE",
    "#NAME",
    "#DIV/0",
    "#NUM",
    "#NULL",
    "#LOADING",
];

/// Whether a word is an error of a spreadsheet: one of [`ERRORS`], or a hash, capitals and a closing mark
/// as in `#REF!`, `#¿NOMBRE?` and `#ЗНАЧ!`; or `Err:502`, as LibreOffice writes.
fn is_error(word: &str) -> bool {
    if let Some(code) = word
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("err:"))
    {
        let digits = word.part(code.len()..);
        return digits.len() == 3 && digits.bytes().all(|character| character.is_ascii_digit());
    }
    if !word.starts_with('#') {
        return false;
    }
    let upper = word.to_uppercase();
    if ERRORS.contains(&upper.as_str()) {
        return true;
    }
    let Some(name) = word.strip_suffix(['!', '?']) else {
        return false;
    };
    let name = name.trim_start_matches(['#', '¡', '¿']);
    let letters = name
        .chars()
        .filter(|character| character.is_alphabetic())
        .count();
    let belongs =
        |character: char| character.is_alphabetic() || matches!(character, '/' | '_' | '0');
    letters > 1 && name.chars().all(belongs)
}

/// Whether a number is written with a power of ten, as spreadsheets and programs shorten long ones:
/// `1.23457E+11`, `1,2E+10`, `1E+11`, `1.2345E11`. A number such as `12E3` may be a clinic's own.
fn is_rounded(words: &str) -> bool {
    let words = words.strip_prefix(['+', '-', '\'']).unwrap_or(words);
    let Some((figures, power)) = words.split_once(['E', 'e']) else {
        return false;
    };
    let (whole, decimals) = figures.split_once(['.', ',']).unwrap_or((figures, ""));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    let digits = power.strip_prefix(['+', '-']);
    let is_signed = digits.is_some();
    is_number(whole)
        && whole.len() == 1
        && (decimals.is_empty() || is_number(decimals))
        && is_number(digits.unwrap_or(power))
        && (is_signed || !decimals.is_empty())
}

/// What programs write for nothing, whatever stands in brackets round it; in small letters.
const NOTHING: &[&str] = &[
    "null",
    "nil",
    "none",
    "nan",
    "nat",
    "n/a",
    "n.a.",
    "n.a",
    "n\\a",
    "na",
    "undefined",
    "blank",
    "empty",
    "unset",
    "dbnull",
    "system.dbnull",
    "\\n",
    "inf",
    "-inf",
    "infinity",
    "true",
    "false",
];

/// What people write where nothing is decided or known yet.
const OPEN: &[&str] = &[
    "tbd",
    "tba",
    "tbc",
    "t.b.d",
    "to be decided",
    "to be confirmed",
    "to be announced",
    "not known",
    "unknown",
    "not decided",
    "not applicable",
    "n/k",
];

fn is_nothing_in_a_fact(words: &str) -> bool {
    let small = words.to_lowercase();
    if OPEN.contains(&without_brackets(&small).trim_end_matches(['.', '?'])) {
        return true;
    }
    if NOTHING.contains(&without_brackets(&small)) || is_object(&small) {
        return true;
    }
    if !words.chars().any(char::is_alphanumeric) {
        return true;
    }
    is_zero(words) || is_day_before_the_first(&words.to_lowercase())
}

/// Words that a program writes for nothing just so; other ways to write them may be a name.
const AS_WRITTEN: &[&str] = &[
    "null",
    "NULL",
    "nil",
    "NIL",
    "none",
    "None",
    "NONE",
    "nan",
    "NaN",
    "NaT",
    "na",
    "NA",
    "n/a",
    "N/A",
    "n.a.",
    "N.A.",
    "n.a",
    "N.A",
    "undefined",
    "UNDEFINED",
    "\\N",
    "false",
    "FALSE",
    "(null)",
    "(none)",
    "(blank)",
    "(empty)",
    "<null>",
    "<NULL>",
    "<NA>",
    "<na>",
    "<none>",
    "[null]",
    "[NULL]",
    "DBNull",
    "System.DBNull",
];

/// Of them those that programs put together with other words.
const AS_PART: &[&str] = &["null", "NULL", "nan", "NaN", "none", "nil", "undefined"];

fn is_nothing_in_a_name(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    let is_one = parts.clone().count() == 1;
    if is_object(&words.to_lowercase()) || parts.clone().any(|part| part == "undefined") {
        return true;
    }
    if is_one {
        return AS_WRITTEN.contains(&words);
    }
    if parts.clone().all(|part| AS_WRITTEN.contains(&part)) {
        return words.split_whitespace().next().is_some();
    }
    // `null Singh` was put together by a program; `NAN SINGH` and `nan singh` are written alike throughout.
    let is_written_as_a_name = |part: &str| {
        let mut characters = part.chars().filter(|character| character.is_alphabetic());
        characters.next().is_some_and(char::is_uppercase) && characters.any(char::is_lowercase)
    };
    let has_name = parts
        .clone()
        .any(|part| !AS_PART.contains(&part) && is_written_as_a_name(part));
    has_name && parts.any(|part| AS_PART.contains(&part))
}

/// What JavaScript writes of a thing that has no words.
fn is_object(small: &str) -> bool {
    small.contains("[object object]")
}

fn without_brackets(words: &str) -> &str {
    let pairs = [('(', ')'), ('<', '>'), ('[', ']'), ('{', '}')];
    pairs
        .iter()
        .find_map(|(open, close)| words.strip_prefix(*open)?.strip_suffix(*close))
        .unwrap_or(words)
}

/// Whether nothing but noughts stands there, with what divides figures: `0`, `0.0`, `00-00-0000 00:00:00`.
fn is_zero(words: &str) -> bool {
    words.contains('0')
        && words.chars().all(|character| {
            matches!(
                character,
                '0' | '.' | ',' | '-' | '/' | ':' | ' ' | 'T' | 'Z'
            )
        })
}

/// Whether it is the day that a spreadsheet shows for nought: `1900-01-00`, `00/01/1900`, `0-Jan-00`.
fn is_day_before_the_first(small: &str) -> bool {
    let mut parts = small
        .split(['-', '/', '.', ' '])
        .filter(|part| !part.is_empty());
    let (Some(first), Some(second), Some(third)) = (parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let is_day = |part: &str| matches!(part, "0" | "00");
    let is_month = |part: &str| matches!(part, "1" | "01" | "jan" | "january");
    let is_year = |part: &str| matches!(part, "1900" | "00");
    let behind = parts.next().unwrap_or_default();
    (behind.is_empty() || behind.starts_with('0'))
        && ((is_day(first) && is_month(second) && is_year(third))
            || (is_month(first) && is_day(second) && is_year(third))
            || (is_year(first) && is_month(second) && is_day(third)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_spreadsheets_write_for_lost_values_is_none_anywhere() {
        for words in [
            "#VALUE!",
            "#REF!",
            "#N/A",
            "#NAME?",
            "#DIV/0!",
            "#NUM!",
            "#NULL!",
            "#SPILL!",
            "#CALC!",
            "#ERROR!",
            "#GETTING_DATA",
            "#WERT!",
            "#BEZUG!",
            "#NV",
            "#ÜBERLAUF!",
            "#VALEUR!",
            "#NOM?",
            "#¡REF!",
            "#¿NOMBRE?",
            "#¡DIV/0!",
            "#N/D",
            "#WAARDE!",
            "#ARG!",
            "#ЗНАЧ!",
            "#Н/Д",
            "#DEĞER!",
            "#ÉRTÉK!",
            "Err:502",
            "err:509",
            "#value!",
            "#N/A Prueba",
            "Sample #REF!",
            "# N/A",
        ] {
            let expected = Some(NoValue::SpreadsheetError);
            assert_eq!(in_name(words), expected, "{words}");
            assert_eq!(in_fact(words), expected, "{words}");
        }
        for words in ["##", "########", "#### ####"] {
            assert_eq!(in_name(words), Some(NoValue::Hashes), "{words}");
            assert_eq!(in_fact(words), Some(NoValue::Hashes), "{words}");
        }
        for words in [
            "1.23457E+11",
            "9.81001E+09",
            "1,23457E+11",
            "2.0E+13",
            "1E+11",
            "1.234e11",
            "-1.2E-5",
        ] {
            assert_eq!(in_name(words), Some(NoValue::Rounded), "{words}");
            assert_eq!(in_fact(words), Some(NoValue::Rounded), "{words}");
        }
    }

    #[test]
    fn what_programs_write_for_nothing_is_no_fact() {
        for words in [
            "null",
            "NULL",
            "Null",
            "nil",
            "Nil",
            "None",
            "nan",
            "NaN",
            "N/A",
            "n.a.",
            "NA",
            "-",
            "--",
            "—",
            "…",
            ".",
            "undefined",
            "[object Object]",
            "(blank)",
            "<NULL>",
            "\\N",
            "0",
            "0.0",
            "00-00-0000",
            "0000-00-00 00:00:00",
            "1900-01-00",
            "00/01/1900",
            "0-Jan-00",
            "1/0/1900",
            "1/0/00",
            "TRUE",
            "False",
            "?",
        ] {
            assert_eq!(in_fact(words), Some(NoValue::Nothing), "{words}");
        }
        for words in [
            "left",
            "L4–L5",
            "C1",
            "12",
            "0012345",
            "1001.0",
            "#12",
            "#A12",
            "12E3",
            "4E2",
            "A/0",
            "10",
            "Dash",
            "Naina",
            "none of them",
            "L",
            "00:30",
            "1900-01-10",
            "2026-01-00x",
            "+91 11 4055",
            "½",
            "links",
            "#1!",
        ] {
            assert_eq!(in_fact(words), None, "{words}");
        }
    }

    #[test]
    fn a_name_is_a_name_unless_it_is_written_as_programs_write_nothing() {
        for words in [
            "Null",
            "Nan",
            "NAN",
            "Nil",
            "Na",
            "True",
            "TRUE",
            "Dash",
            "None Singh",
            "Anna Null",
            "NULL PRUEBA",
            "nan prueba",
            "Nan Prueba",
            "NAN PRUEBA",
            "Undefinedova",
            "Na Muster",
            "Nil Kumar Muster",
            "Inf",
            "Blank",
            "Empty",
            "Mary-Ann O’Muster",
            "X Æ",
            "अ",
            "Ng",
            "J. R. Sample",
            "Zero",
            "E",
        ] {
            assert_eq!(in_name(words), None, "{words}");
        }
        for words in [
            "null",
            "NULL",
            "None",
            "NaN",
            "nan",
            "nil",
            "NA",
            "N/A",
            "undefined",
            "undefined undefined",
            "null null",
            "None None",
            "null Prueba",
            "Prueba undefined",
            "Anna nan",
            "[object Object]",
            "(blank)",
            "\\N",
            "FALSE",
        ] {
            assert_eq!(in_name(words), Some(NoValue::Nothing), "{words}");
        }
        for words in ["-", "12", "0", "…", "4-5", "١٢", "()"] {
            assert_eq!(in_name(words), Some(NoValue::NoLetter), "{words}");
        }
    }

    #[test]
    fn days_that_programs_write_for_none_are_known() {
        assert!(is_no_day(date(1970, 1, 1)) && is_no_day(date(1900, 1, 1)));
        assert!(!is_no_day(date(2026, 1, 1)) && !is_no_day(date(1970, 1, 2)));
    }

    proptest! {
        #[test]
        fn any_words_are_judged(words in "\\PC{0,20}") {
            let _judged = (in_name(&words), in_fact(&words));
        }

        /// Names as lists hold them, in any capitals, with particles, initials and titles.
        #[test]
        fn a_name_of_two_words_is_always_one(
            given in "(Mr\\. |Dr |Smt\\. )?[A-ZÀ-Þ][a-zß-ÿ]{0,9}|Nan|Nil|Null|None|Na|True|Inf",
            between in "( de| bin| von der| K\\.)?",
            family in "[A-Z][a-zß-ÿ]{1,12}|O’[A-Z][a-z]{2,8}|Null|Nan|None|Nil",
            case in 0..3,
        ) {
            let name = format!("{given}{between} {family}");
            let name = match case {
                0 => name.to_uppercase(),
                1 => name,
                _ => format!("{name} (Jr)"),
            };
            let is_program = name.split(' ').all(|part| AS_WRITTEN.contains(&part));
            prop_assert_eq!(in_name(&name).is_some(), is_program, "{}", name);
        }
    }
}
