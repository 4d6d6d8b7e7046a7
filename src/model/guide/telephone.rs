//! Telephone numbers, so that whoever reads a leaflet on a telephone can press them.
//!
//! In: words as the author wrote them. Out: where a number stands in them, and the address (`tel:…`)
//! that dials it. Promise: the words are never changed, and of running text nothing is taken for a
//! telephone number that could well be something else, such as a date, a sum or the number of a book. In
//! a field for telephone numbers more is known, and shorter ones are taken too.
//!
//! The forms are those of ITU-T E.123 (groups with spaces, the country behind a plus sign) and the habits
//! of North America, Britain, Europe and India.

use std::ops::Range;

/// Fewest and most digits of a number with its country, by ITU-T E.164; the shortest are of small islands.
const WITH_COUNTRY: std::ops::RangeInclusive<usize> = 8..=15;

/// Fewest and most digits of a number with its area, which begins with a nought.
const WITH_AREA: std::ops::RangeInclusive<usize> = 9..=12;

/// Fewest digits of a number that is no short one, such as 108 or 62500.
const LONG: usize = 6;

/// Fewest digits of a short number.
const SHORT: usize = 3;

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Telephone {
    /// Its place in the text, in bytes.
    pub(crate) range: Range<usize>,
    /// The address that dials it.
    pub(crate) address: String,
}

/// The telephone numbers of running text, those only that can be nothing else.
pub(crate) fn numbers_in_text(text: &str) -> Vec<Telephone> {
    candidates(text)
        .into_iter()
        .filter(|one| one.is_unmistakable(text))
        .map(Candidate::telephone)
        .collect()
}

/// The telephone numbers of a field that holds such numbers. A short number behind a long one is its
/// extension, which no telephone dials by itself.
pub(crate) fn numbers_in_field(text: &str) -> Vec<Telephone> {
    let mut has_long = false;
    let numbers = candidates(text).into_iter().filter(|one| {
        let count = one.digits.len();
        let is_long = (LONG..=*WITH_COUNTRY.end()).contains(&count);
        let is_short = (SHORT..LONG).contains(&count) && !has_long;
        has_long |= is_long;
        is_long || is_short
    });
    numbers.map(Candidate::telephone).collect()
}

/// Digits with the characters that stand in telephone numbers between them.
struct Candidate {
    range: Range<usize>,
    /// Whether a plus sign stands before it.
    has_country: bool,
    /// Its digits, those of other scripts as Latin ones.
    digits: String,
    /// How many digits stand in each of its groups.
    groups: Vec<usize>,
    /// Whether brackets stand in it.
    has_brackets: bool,
    /// Whether spaces stand in it.
    has_spaces: bool,
}

impl Candidate {
    fn telephone(self) -> Telephone {
        let plus = if self.has_country { "+" } else { "" };
        Telephone {
            range: self.range,
            address: format!("tel:{plus}{}", self.digits),
        }
    }

    /// Whether it can be nothing but a telephone number.
    fn is_unmistakable(&self, text: &str) -> bool {
        let count = self.digits.len();
        let before = text[..self.range.start].chars().next_back();
        let behind = text[self.range.end..].chars().next();
        // A piece of an address, of a time or of a longer number.
        let is_piece = |character: Option<char>| {
            character.is_some_and(|character| "/=_@#%&:.".contains(character))
        };
        let begins_more = before.is_some_and(|character| "/=_@#%&".contains(character));
        let goes_on = is_piece(behind)
            && text[self.range.end..]
                .chars()
                .nth(1)
                .is_some_and(|next| next.is_alphanumeric());
        if begins_more || goes_on || is_other_number(&text[..self.range.start]) {
            return false;
        }
        if self.has_country {
            return WITH_COUNTRY.contains(&count);
        }
        let groups = self.groups.as_slice();
        // 01.02.2026, with an hour behind it perhaps.
        if matches!(groups, [1..=2, 1..=2, 4, ..]) {
            return false;
        }
        let first = self.digits.bytes().next().unwrap_or_default();
        let is_american = |digits: &str| {
            let digits = digits.as_bytes();
            let can_begin = |at: usize| {
                digits
                    .get(at)
                    .is_some_and(|digit| (b'2'..=b'9').contains(digit))
            };
            can_begin(0) && can_begin(3)
        };
        match groups {
            // (833) 422-4255 and 833-422-4255; with spaces alone it may be a patient's number.
            [3, 3, 4] if self.has_brackets || !self.has_spaces => is_american(&self.digits),
            // 1-800-422-6237.
            [1, 3, 3, 4] => first == b'1' && is_american(&self.digits[1..]),
            // 98200 12345, a mobile telephone in India.
            [5, 5] => (b'6'..=b'9').contains(&first),
            // 1800 11 4477, free of charge in India.
            [4, _, ..] if self.digits.starts_with("1800") || self.digits.starts_with("1860") => {
                (10..=11).contains(&count)
            }
            [2..=5, rest @ ..] if first == b'0' && !rest.is_empty() => {
                WITH_AREA.contains(&count) && rest.iter().all(|group| *group > 1)
            }
            [10 | 11] => first == b'0' && !self.digits.starts_with("00"),
            _ => false,
        }
    }
}

/// Words before numbers that are no telephone's, in small letters.
const OTHER_NUMBERS: &[&str] = &[
    "account",
    "a/c",
    "registration",
    "reg",
    "regd",
    "uhid",
    "mrn",
    "mrd",
    "batch",
    "lot",
    "ref",
    "reference",
    "id",
    "licence",
    "license",
    "policy",
    "invoice",
    "order",
    "gst",
    "gstin",
    "aadhaar",
    "isbn",
    "issn",
    "doi",
    "nct",
    "pmid",
    "patient",
    "hospital",
    "serial",
    "model",
    "claim",
    "case",
];

/// Whether the words before a number say that it is another than a telephone's: `Registration No. 0123…`.
fn is_other_number(before: &str) -> bool {
    let mut words = before.split_whitespace().rev().map(|word| {
        word.trim_matches(|character: char| !character.is_alphanumeric() && character != '/')
            .to_lowercase()
    });
    let mut word = words.next().unwrap_or_default();
    if matches!(
        word.as_str(),
        "no" | "nos" | "number" | "numbers" | "code" | "is" | ""
    ) {
        word = words.next().unwrap_or_default();
    }
    OTHER_NUMBERS.contains(&word.as_str())
}

/// Every run of digits with what may stand between the digits of a telephone number, as far as no letter
/// touches it.
fn candidates(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(offset) = text[from..].find(begins_number) {
        let start = from + offset;
        let mut ahead = text[start..].chars();
        if ahead.next() == Some('(') && ahead.next().is_none_or(|next| digit(next).is_none()) {
            from = start + 1;
            continue;
        }
        let end = start + length_of_number(&text[start..]);
        // A bracket that is closed behind the number is no part of it.
        if text[start..].starts_with('(') && !text[start..end].contains(')') {
            from = start + 1;
            continue;
        }
        from = end.max(start + text[start..].chars().next().map_or(1, char::len_utf8));
        let written = &text[start..end];
        let letter = |character: Option<char>| character.is_some_and(char::is_alphabetic);
        let mut behind = text[end..].chars();
        let next = behind.next();
        // 1-800-4-CANCER.
        let is_spelt = letter(next) || (next == Some('-') && letter(behind.next()));
        if is_spelt || letter(text[..start].chars().next_back()) {
            continue;
        }
        found.extend(candidate(written, start));
    }
    found
}

fn candidate(written: &str, start: usize) -> Option<Candidate> {
    let has_country = written.trim_start_matches('(').starts_with('+');
    // A nought in brackets is for calls from inside the country.
    let dialled = if has_country {
        written.replace("(0)", " ")
    } else {
        written.to_owned()
    };
    let mut digits = String::new();
    let mut groups = Vec::new();
    let mut is_inside = false;
    for character in dialled.chars() {
        if let Some(digit) = digit(character) {
            digits.push(digit);
            if !std::mem::replace(&mut is_inside, true) {
                groups.push(0);
            }
            if let Some(group) = groups.last_mut() {
                *group += 1;
            }
        } else {
            is_inside = false;
        }
    }
    (!digits.is_empty()).then(|| Candidate {
        range: start..start + written.len(),
        has_country,
        digits,
        groups,
        has_brackets: written.contains('('),
        has_spaces: written.contains(is_space),
    })
}

/// How many bytes a number has that begins a text: up to its last digit.
fn length_of_number(text: &str) -> usize {
    let mut end = 0;
    let mut open = false;
    let mut run = 0;
    for (at, character) in text.char_indices() {
        if digit(character).is_some() {
            end = at + character.len_utf8();
            run = 0;
            continue;
        }
        run += 1;
        let is_sound = match character {
            '+' => at == 0 || (at == 1 && text.starts_with('(')),
            '(' => !std::mem::replace(&mut open, true),
            ')' => std::mem::replace(&mut open, false),
            // 030/123456: the area stands before the stroke.
            '/' => end == at && at <= 5 && text.starts_with('0'),
            character => is_space(character) || "-–.\u{2011}".contains(character),
        };
        // `) ` and `) -` stand between digits, and nothing longer.
        if !is_sound || run > 3 {
            break;
        }
    }
    // A bracket that was opened and holds no digit up to the end is no part of the number.
    let inside = &text[..end];
    match inside.rfind('(') {
        Some(bracket) if !inside[bracket..].contains(')') => {
            if text[end..].starts_with(')') && bracket > 0 {
                end + 1
            } else if bracket == 0 {
                end
            } else {
                inside[..bracket].trim_end().len()
            }
        }
        _ => end,
    }
}

fn begins_number(character: char) -> bool {
    digit(character).is_some() || matches!(character, '+' | '(')
}

/// The spaces that stand in telephone numbers.
fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// A digit of the scripts that the program prints, as a Latin one.
pub(crate) fn digit(character: char) -> Option<char> {
    /// The noughts of the scripts.
    const NOUGHTS: [u32; 12] = [
        0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
    ];
    let code = u32::from(character);
    let nought = NOUGHTS
        .iter()
        .find(|nought| (**nought..**nought + 10).contains(&code))?;
    char::from_digit(code - nought, 10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, found: Vec<Telephone>) -> Vec<(&str, String)> {
        found
            .into_iter()
            .map(|one| (&text[one.range], one.address))
            .collect()
    }

    #[test]
    fn numbers_of_running_text_are_found_where_they_can_be_nothing_else() {
        for (text, number, address) in [
            ("Call 011 4055 4055.", "011 4055 4055", "tel:01140554055"),
            (
                "ring +91 11 4055 4055 at once",
                "+91 11 4055 4055",
                "tel:+911140554055",
            ),
            (
                "(+44 (0)20 7946 0000)",
                "+44 (0)20 7946 0000",
                "tel:+442079460000",
            ),
            (
                "call (833) 555-4255 now",
                "(833) 555-4255",
                "tel:8335554255",
            ),
            ("1-800-555-6237", "1-800-555-6237", "tel:18005556237"),
            ("1800 11 4477, free", "1800 11 4477", "tel:1800114477"),
            ("mobile 98200 12345", "98200 12345", "tel:9820012345"),
            ("0800 111 2222", "0800 111 2222", "tel:08001112222"),
            (
                "appelez le 01 23 45 67 89",
                "01 23 45 67 89",
                "tel:0123456789",
            ),
            ("Ward (0115 496 0000).", "0115 496 0000", "tel:01154960000"),
            ("Call 02079460000", "02079460000", "tel:02079460000"),
            (
                "telephone number 011 4055 4055",
                "011 4055 4055",
                "tel:01140554055",
            ),
            ("फ़ोन ०११ ४०५५ ४०५५ पर", "०११ ४०५५ ४०५५", "tel:01140554055"),
            (
                "call 020\u{a0}7946\u{a0}0000",
                "020\u{a0}7946\u{a0}0000",
                "tel:02079460000",
            ),
        ] {
            assert_eq!(
                shown(text, numbers_in_text(text)),
                [(number, address.to_owned())],
                "{text}"
            );
        }
        let two = "011 4055 4055 or 011 4055 4056";
        assert_eq!(numbers_in_text(two).len(), 2);
    }

    #[test]
    fn what_may_be_something_else_is_left_alone() {
        for text in [
            "on 01-02-2026 10:30",
            "Account number 0123 4567 8901",
            "Registration No. 0123456789",
            "Reg. No.: 0123 456 789",
            "UHID 0123-456-789",
            "Batch 0800 123 456",
            "on 01.02.2026 at 9",
            "from 2019-2024",
            "ISBN 0-306-40615-2",
            "ISBN 978-0-306-40615-7",
            "943 476 5919",
            "9820012345",
            "1 in 10,000",
            "10 000 000 people",
            "0.05-0.25 mg",
            "https://example.org/0800-111-2222",
            "doi 10.1007/00586-012-2345-6",
            "NCT01234567890",
            "1-800-4-LEAFLET",
            "PIN 110001",
            "L4-L5 and 12 mm",
            "0123:4567 8901",
            "",
            "+",
            "((",
        ] {
            assert_eq!(numbers_in_text(text), [], "{text}");
        }
    }

    #[test]
    fn a_field_takes_short_numbers_and_knows_extensions() {
        for (text, expected) in [
            ("108", vec!["tel:108"]),
            ("000 0000", vec!["tel:0000000"]),
            ("112 or 999", vec!["tel:112", "tel:999"]),
            ("011 4055 4055, ext. 1234", vec!["tel:01140554055"]),
            (
                "011 4055 4055 / 011 4055 4056",
                vec!["tel:01140554055", "tel:01140554056"],
            ),
            ("011 4055 4055/56", vec!["tel:01140554055"]),
            ("030/1234567", vec!["tel:0301234567"]),
            ("98200 12345 (24 hours)", vec!["tel:9820012345"]),
            ("1-800-4-LEAFLET (1-800-453-2353)", vec!["tel:18004532353"]),
            ("+91-98200-12345", vec!["tel:+919820012345"]),
            ("ask at the desk", vec![]),
        ] {
            let addresses: Vec<String> = numbers_in_field(text)
                .into_iter()
                .map(|one| one.address)
                .collect();
            assert_eq!(addresses, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_each_address_can_be_dialled(text in "[0-9०-९+()/. \\-a-c:é]{0,40}") {
            for found in [numbers_in_text(&text), numbers_in_field(&text)] {
                let mut end = 0;
                for one in found {
                    prop_assert!(one.range.start >= end && text.get(one.range.clone()).is_some());
                    end = one.range.end;
                    prop_assert!(super::super::link_problem(&one.address).is_none(), "{}", one.address);
                }
            }
        }
    }
}
