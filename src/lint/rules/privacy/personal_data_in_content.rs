//! Data of a person in a guide that is printed for everybody.
//!
//! ## What it finds
//!
//! What looks like a telephone number, an email address, a record number ("MRN 12345", "UHID: …") or an Aadhaar
//! number outside contacts, and any text after "Patient name:" or "Date of birth:". Doctors' names are fine,
//! and so are, in every language: what stands under `feedback:`, numbers and addresses that stand among the
//! contacts too or that a `tel:` or `mailto:` link leads to, and lines for everybody such as 112, 108, 999,
//! 0800, 1800 and 1-800. A number or an address beside "call" or "write to", or an address such as ward@ or
//! info@, is probably the clinic's own, and is advice only.
//!
//! ## Why it matters
//!
//! A guide is printed for every patient. If a letter was turned into a guide and data of its patient was left
//! in, everybody receives that data.
//!
//! ## Source
//!
//! India, Digital Personal Data Protection Act 2023: every clinic answers for the personal data it gives
//! away. The forms that are looked for are ours.
//!
//! ## Example
//!
//! "Your operation is on Monday, UHID 104233."
//!
//! ## Write instead
//!
//! Nothing: data of one patient is given when the leaflet is made. The guide has a placeholder for it:
//! `{patient}`, `{procedure_date}` or `{reference}`. The clinic's numbers belong in `contacts:`.

use std::ops::Range;

use crate::base::diagnostic::Severity;
use crate::base::invariant::PartOf;
use crate::lint::contacting::{asks_to_call, is_public_line};
use crate::lint::phrase::SplitText;
use crate::lint::{Check, Family, Findings, Harm, Passage, PassageKind, Rule, Subject};
use crate::model::guide::Block;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "personal-data-in-content",
    family: Family::Privacy,
    harm: Harm::Exposure,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("personal_data_in_content.rs"),
    check: Check::Guide(check),
};

/// Words behind which the number of a record stands.
const RECORDS: &[&str] = &[
    "mrn",
    "uhid",
    "mrd",
    "ipd",
    "ip no",
    "op no",
    "cr no",
    "opd no",
    "patient id",
    "patient no",
    "patient number",
    "hospital no",
    "hospital number",
    "record no",
    "record number",
    "case no",
    "case number",
    "nhs no",
    "nhs number",
    "abha",
    "aadhaar",
    "aadhar",
    "adhaar",
    "admission no",
    "admission number",
    "bed no",
];

/// Words behind which the name, the birth or the address of a patient stands.
const PERSONAL: &[&str] = &[
    "patient name",
    "patient's name",
    "name of patient",
    "name of the patient",
    "patient",
    "date of birth",
    "dob",
    "d.o.b",
    "born on",
    "father's name",
    "husband's name",
    "next of kin",
];

/// Words before a number or address that is the clinic's own.
const CONTACTING: &[&str] = &[
    "call",
    "phone",
    "telephone",
    "ring",
    "contact",
    "dial",
    "helpline",
    "tel",
    "fax",
    "whatsapp",
    "sms",
    "email",
    "mail",
    "write",
    "reach",
    "number",
    "toll",
    "hotline",
    "desk",
    "ward",
];

/// How many words before a number are looked at for one of these, and how many behind it.
const REACH: usize = 8;
const REACH_BEHIND: usize = 4;

/// How many letters beside a number are looked at for words of other languages: a line or so.
const REACH_IN_LETTERS: usize = 90;

/// Names of mailboxes that belong to a place and not to a person.
const MAILBOXES: &[&str] = &[
    "info",
    "contact",
    "enquir",
    "inquir",
    "feedback",
    "office",
    "reception",
    "ward",
    "clinic",
    "hospital",
    "appointment",
    "booking",
    "help",
    "support",
    "care",
    "nurse",
    "patient",
    "pals",
    "team",
    "service",
    "secretary",
    "admin",
    "quality",
    "complaint",
    "library",
    "leaflet",
    "mail",
    "hello",
    "desk",
    "surgery",
    "department",
    "unit",
    "pharmacy",
    "records",
    "privacy",
    "accueil",
    "sekretariat",
];

/// Fewest digits of a record's number; shorter ones are beds, rooms and doses.
const FEWEST_RECORD_DIGITS: usize = 4;

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let known = contacts(subject);
    let is_known = |written: &str| is_among(written, &known);
    let is_english = subject.language.tag.split('-').next() == Some("en");
    for passage in subject.prose.all() {
        if matches!(
            passage.kind,
            PassageKind::Contact | PassageKind::Source | PassageKind::RiskSource
        ) {
            continue;
        }
        // Its numbers and addresses are those that readers are to write to.
        let is_feedback = passage.kind == PassageKind::Feedback;
        let split = SplitText::of(&passage.text);
        let records = records(&split);
        for place in &records {
            let words = split.written(place.clone());
            tell(
                subject,
                passage,
                words,
                "the number of a patient's record",
                Severity::Error,
                found,
            );
        }
        for place in personal(&split) {
            let words = split.written(place);
            tell(
                subject,
                passage,
                words,
                "data of one patient",
                Severity::Error,
                found,
            );
        }
        if is_feedback {
            continue;
        }
        let numbers = numbers(&passage.text).into_iter();
        let somebodys = numbers.filter(|number| {
            let is_line = number.kind == Kind::Telephone && is_public_line(number.words);
            !is_line && !is_known(number.words)
        });
        for number in somebodys {
            let is_record = records.iter().any(|place| {
                let record = split.bytes(place.clone());
                number.place.start < record.end && record.start < number.place.end
            });
            let is_clinics = is_beside_contacting(&passage.text, &number.place, is_english)
                || passage.kind.warns();
            let severity = if is_clinics && number.kind == Kind::Telephone {
                Severity::Advice
            } else {
                Severity::Error
            };
            let is_wanted = matches!(passage.kind, PassageKind::WhatToDo | PassageKind::Urgent)
                && number.kind == Kind::Telephone;
            if !is_record && !is_wanted {
                let what = match number.kind {
                    Kind::Telephone => "a telephone number",
                    Kind::Aadhaar => "an Aadhaar number",
                };
                tell(subject, passage, number.words, what, severity, found);
            }
        }
        let addresses = addresses(&passage.text).into_iter();
        for (place, address) in addresses.filter(|(_, address)| !is_known(address)) {
            let is_clinics = is_beside_contacting(&passage.text, &place, is_english)
                || is_mailbox_of_a_place(address);
            let severity = if is_clinics {
                Severity::Advice
            } else {
                Severity::Error
            };
            tell(
                subject,
                passage,
                address,
                "an email address",
                severity,
                found,
            );
        }
    }
}

/// The clinic's own numbers and addresses, as [`plain`] writes them.
fn contacts(subject: &Subject<'_>) -> Vec<String> {
    let in_blocks = subject.guide.blocks().filter_map(|block| match block {
        Block::Contact(contact) => Some(contact),
        _ => None,
    });
    let contacts = subject.guide.contacts.iter().chain(in_blocks);
    let words = contacts.flat_map(|contact| contact.telephone.iter().chain(&contact.email));
    let mut known: Vec<String> = words
        .chain(&subject.brand.contacts)
        .map(|words| plain(&words.text))
        .collect();
    // What a link leads to was meant to be pressed by everybody.
    for link in subject
        .prose
        .all()
        .iter()
        .flat_map(|passage| &passage.links)
    {
        if let Some((_, target)) = link
            .address
            .split_once(':')
            .filter(|(scheme, _)| ["tel", "mailto"].contains(scheme))
        {
            known.push(plain(target));
            known.push(plain(&link.words));
        }
    }
    let passages = subject.prose.all().iter();
    let feedback = passages.filter(|passage| passage.kind == PassageKind::Feedback);
    known.extend(feedback.map(|passage| plain(&passage.text)));
    known
}

/// Fewest digits by which one number is known to be another, with the country's code or without it.
const FEWEST_SAME_DIGITS: usize = 7;

/// Whether a number or an address is among the clinic's own, however it is written there.
fn is_among(written: &str, known: &[String]) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let own = digits(written);
    let own = own.trim_start_matches('0');
    let is_number = !written.contains('@') && own.len() >= FEWEST_SAME_DIGITS;
    known
        .iter()
        .any(|known| known.contains(&plain(written)) || is_number && digits(known).contains(own))
}

/// A number or an address without what may be written so or so: spaces, hyphens, capitals.
fn plain(written: &str) -> String {
    let kept = written
        .chars()
        .filter(|character| character.is_alphanumeric() || matches!(character, '@' | '.' | '_'));
    kept.flat_map(char::to_lowercase).collect()
}

/// Tells what was found; the words themselves are not repeated.
fn tell(
    subject: &Subject<'_>,
    passage: &Passage,
    words: &str,
    what: &str,
    severity: Severity,
    found: &mut Findings,
) {
    let told = found.tell_as(
        severity,
        subject.place_of(words, passage.span),
        format!("this looks like {what}, but everybody gets this guide"),
    );
    if severity == Severity::Advice {
        told.hint("if it belongs to the clinic, put it into `contacts:` or a `contact` block");
    } else {
        told.hint("delete it; data of one patient is given when the leaflet is made")
            .hint("if it belongs to the clinic, put it into `contacts:`");
    }
}

/// Whether words of contacting stand near a place: in English a few words before or behind it, in other
/// languages on about the same line.
fn is_beside_contacting(text: &str, place: &Range<usize>, is_english: bool) -> bool {
    let before = text.part(..place.start);
    let behind = text.part(place.end..);
    let words_before = SplitText::of(before);
    let from = words_before.count().saturating_sub(REACH);
    let words_behind = SplitText::of(behind);
    let to = words_behind.count().min(REACH_BEHIND);
    let in_english = (from..words_before.count())
        .any(|at| CONTACTING.contains(&words_before.word(at)))
        || (0..to).any(|at| CONTACTING.contains(&words_behind.word(at)));
    if in_english || is_english {
        return in_english;
    }
    let near_before: String = before.chars().rev().take(REACH_IN_LETTERS).collect();
    let near_before: String = near_before.chars().rev().collect();
    let near_behind: String = behind.chars().take(REACH_IN_LETTERS).collect();
    asks_to_call(&near_before) || asks_to_call(&near_behind)
}

/// Whether an address is a mailbox of a place, such as `ward@`, and not of a person.
fn is_mailbox_of_a_place(address: &str) -> bool {
    let name = address.split('@').next().unwrap_or_default().to_lowercase();
    let mut parts = name.split(['.', '-', '_', '+']);
    parts.any(|part| MAILBOXES.iter().any(|mailbox| part.starts_with(mailbox)))
}

/// Records' numbers with the words that name them.
fn records(split: &SplitText<'_>) -> Vec<Range<usize>> {
    labels(split, RECORDS, |split, at| {
        // A word or two may stand between: `UHID number is 10233`.
        (at..at + 3).find(|at| {
            let digits = split.word(*at).chars().filter(char::is_ascii_digit).count();
            digits >= FEWEST_RECORD_DIGITS
        })
    })
}

/// What stands behind a label of a form, such as `Patient name:`.
fn personal(split: &SplitText<'_>) -> Vec<Range<usize>> {
    labels(split, PERSONAL, |split, at| {
        let has_colon = split.behind(&(at - 1..at)).trim_start().starts_with(':');
        let value = split.written(at..at + 1);
        let is_value = value
            .starts_with(|character: char| character.is_uppercase() || character.is_ascii_digit());
        // `For the patient: Do not drive` names nobody.
        let titles = ["mr", "mrs", "ms", "miss", "shri", "smt", "master", "baby"];
        let is_named = split.word(at - 1) != "patient" || titles.contains(&split.word(at));
        // `Patient name: {patient}` is a placeholder.
        let is_free = !split.behind(&(at - 1..at)).contains(['{', '[', '<']);
        (has_colon && is_value && is_named && is_free).then_some(at)
    })
}

/// The places of labels from the table with the value behind them, which a function finds.
fn labels(
    split: &SplitText<'_>,
    table: &[&str],
    value: impl Fn(&SplitText<'_>, usize) -> Option<usize>,
) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    for at in 0..split.count() {
        if places.last().is_some_and(|place| at < place.end) {
            continue;
        }
        let label = table.iter().filter_map(|label| {
            let words = label.split(' ').count();
            let mut fits = label.split(' ').enumerate();
            fits.all(|(step, word)| split.word(at + step) == word)
                .then_some(at + words)
        });
        if let Some(end) = label.max().and_then(|end| value(split, end)) {
            places.push(at..end + 1);
        }
    }
    places
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Telephone,
    Aadhaar,
}

/// A number that belongs to somebody.
#[derive(Debug, PartialEq, Eq)]
struct Number<'a> {
    place: Range<usize>,
    words: &'a str,
    kind: Kind,
}

/// The numbers of a text that look like a telephone's or like an Aadhaar number.
fn numbers(text: &str) -> Vec<Number<'_>> {
    let mut numbers = Vec::new();
    let mut run: Option<Range<usize>> = None;
    let mut characters = text.char_indices().chain([(text.len(), '|')]).peekable();
    while let Some((at, character)) = characters.next() {
        let is_digit = character.is_ascii_digit();
        let is_joint = match character {
            ' ' | '\u{a0}' | '-' | ')' | '/' | '–' => true,
            '.' | ',' => characters
                .peek()
                .is_some_and(|(_, next)| next.is_ascii_digit()),
            _ => false,
        };
        let belongs = is_digit || matches!(character, '+' | '(') || run.is_some() && is_joint;
        if belongs {
            let start = run.as_ref().map_or(at, |run| run.start);
            let end = if is_digit {
                at + 1
            } else {
                run.as_ref().map_or(at, |run| run.end)
            };
            run = Some(start..end);
            continue;
        }
        if let Some(place) = run.take()
            && let Some(words) = text.get(place.clone())
            && !touches_a_letter(text, &place)
            && let Some(kind) = kind_of(words)
        {
            numbers.push(Number { place, words, kind });
        }
    }
    numbers
}

/// Whether a letter stands right before or behind a number, which is then part of a name or a code.
fn touches_a_letter(text: &str, place: &Range<usize>) -> bool {
    let before = text
        .get(..place.start)
        .and_then(|text| text.chars().next_back());
    let behind = text.get(place.end..).and_then(|text| text.chars().next());
    [before, behind]
        .into_iter()
        .flatten()
        .any(char::is_alphabetic)
}

/// What digits with spaces and hyphens between them look like; `None` for dates, ranges and amounts.
fn kind_of(words: &str) -> Option<Kind> {
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    if words.contains([',', '.', '–']) || digits.chars().all(|digit| digit == '0') {
        return None;
    }
    let groups: Vec<usize> = words
        .split(|character: char| !character.is_ascii_digit())
        .map(str::len)
        .filter(|length| *length > 0)
        .collect();
    let first = digits.chars().next()?;
    let count = digits.len();
    if first >= '2' && count == 12 && matches!(groups.as_slice(), [12] | [4, 4, 4]) {
        return Some(Kind::Aadhaar);
    }
    let is_date = matches!(groups.as_slice(), [4, 2, 2] | [2, 2, 4] | [4, 4]);
    let is_telephone = match first {
        _ if is_date || groups.len() > 5 => false,
        _ if words.starts_with('+') => (8..=15).contains(&count),
        '0' => (9..=12).contains(&count),
        '6'..='9' => count == 10 && groups.len() <= 3,
        '1' => digits.starts_with("1800") && (10..=12).contains(&count),
        _ => count == 10 && matches!(groups.as_slice(), [3, 3, 4]),
    };
    is_telephone.then_some(Kind::Telephone)
}

/// The email addresses of a text; those of the domains reserved for examples are none.
fn addresses(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut addresses = Vec::new();
    let inside = |character: char| {
        character.is_alphanumeric() || matches!(character, '.' | '_' | '-' | '+' | '@')
    };
    let mut start: Option<usize> = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        if inside(character) {
            start.get_or_insert(at);
            continue;
        }
        let Some(begun) = start.take() else {
            continue;
        };
        let words = text.part(begun..at).trim_end_matches(['.', '-']);
        if let Some((name, domain)) = words.split_once('@')
            && !name.is_empty()
            && !domain.contains('@')
            && domain.split('.').count() >= 2
            && domain.split('.').all(|part| !part.is_empty())
            && !is_reserved(domain)
        {
            addresses.push((begun..begun + words.len(), words));
        }
    }
    addresses
}

/// Whether a domain is one of those that RFC 2606 reserves for examples.
fn is_reserved(domain: &str) -> bool {
    let domain = domain.to_ascii_lowercase();
    let is_example = |example: &&str| {
        let rest = domain.strip_suffix(*example);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    ["example.com", "example.org", "example.net"]
        .iter()
        .any(is_example)
        || [".example", ".test", ".invalid"]
            .iter()
            .any(|end| domain.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people_are_told_from_others() {
        for (text, kind) in [
            ("on +91 11 2345 6789 at", Kind::Telephone),
            ("on 011-2345 6789.", Kind::Telephone),
            ("on (011) 23456789", Kind::Telephone),
            ("on 98765 43210,", Kind::Telephone),
            ("9876543210", Kind::Telephone),
            ("1800 123 4567", Kind::Telephone),
            ("020 7946 0018", Kind::Telephone),
            ("2345 6789 0123", Kind::Aadhaar),
        ] {
            let found: Vec<Kind> = numbers(text).iter().map(|one| one.kind).collect();
            assert_eq!(found, [kind], "{text}");
        }
        for text in [
            "1 in 10,000,000",
            "10 000 000",
            "2019-2023",
            "2026-03-31",
            "31-03-2026",
            "31/03/2026",
            "000 0000",
            "L4-5 and L5-1",
            "112 or 108",
            "0.25 0.5 0.75 1.0",
            "5-10 15-20 25-30 35-40 45-50",
            "between 1,000 and 2,000",
            "code AB0123456789",
            "6 to 8 weeks, 10-12 weeks",
        ] {
            assert_eq!(numbers(text), [], "{text}");
        }
    }

    #[test]
    fn addresses_are_found_where_they_are_some() {
        let only = |text| {
            addresses(text)
                .into_iter()
                .map(|(_, words)| words)
                .collect::<Vec<_>>()
        };
        assert_eq!(only("to a.b@ward.clinic.in."), ["a.b@ward.clinic.in"]);
        for text in [
            "a@b",
            "@ home",
            "x@sample-clinic.example",
            "a@@b.in",
            "b@example.org",
            "feedback@ward.example.org",
        ] {
            assert!(only(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn records_and_labels_are_found_with_their_values_only() {
        let records = |text| records(&SplitText::of(text)).len();
        assert_eq!(records("UHID 104233"), 1);
        assert_eq!(records("Your MRN is: AB12345"), 1);
        assert_eq!(records("Hospital number: 4455667"), 1);
        assert_eq!(records("Bring your UHID card and 2 pens."), 0);
        let personal = |text| personal(&SplitText::of(text)).len();
        assert_eq!(personal("Patient name: Asha Rao"), 1);
        assert_eq!(personal("DOB: 12/03/1961"), 1);
        assert_eq!(personal("Patient: Mr Rao"), 1);
        assert_eq!(personal("Patient name: {patient}"), 0);
        assert_eq!(personal("Patient name: ______"), 0);
        assert_eq!(personal("For the patient: What to bring"), 0);
    }
}
