//! Words that software reads wrongly from the finished file.
//!
//! ## What it finds
//!
//! Texts of the guide that the finished PDF does not give back as they were written, when it is read as a
//! screen reader reads it: by its tags, its ToUnicode tables and its ActualText. The printed page is right all
//! the same; this matters for people who listen, search or copy.
//!
//! Every script that the typefaces hold comes back whole, but for one known limit of the engine that sets the
//! pages, of which the finding is a warning: in Arabic and Urdu a letter with several marks above or below it
//! may be told twice.
//!
//! ## Why it matters
//!
//! A blind patient hears a syllable twice, or a name as nonsense; a search does not find the word.
//!
//! ## Source
//!
//! PDF/UA-1 (ISO 14289-1), 7.2 and 7.21.7; typst issue 4225 and krilla issue 411 for the limits. Which
//! scripts come back was tried with 27,238 syllables of nine scripts of India and the invented names of our
//! tests.
//!
//! ## Example
//!
//! The Gujarati syllable કુ would be found if it were read as કુકુ.
//!
//! ## Write instead
//!
//! The author cannot change this: keep the guide ready as a plain text for people who listen to it.

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::pages::{Pages, place};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::page_facts::ExpectedText;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "text-not-read-back",
    family: Family::Print,
    harm: Harm::Confusion,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("text_not_read_back.rs"),
    check: Check::Pages(check),
};

/// Scripts of which the engine does not give back everything, and why. Of Arabic letters only those with
/// marks are meant: without one in the text, the fault is another.
const KNOWN_LIMITS: &[(Script, &str, &str)] = &[(
    Script::Arabic,
    "Arabic letters",
    "a letter with several marks above or below it is read twice",
)];

/// Most texts that are told one by one; of a whole guide it is enough to say how many more there are.
const MOST_TOLD: usize = 3;

fn check(subject: &Subject<'_>, pages: &Pages, found: &mut Findings) {
    let Some(read) = &pages.read_back else {
        found
            .tell(subject.title(), "the finished file cannot be read back")
            .hint("this is a fault in the program: please report it");
        return;
    };
    // One text, so that each is looked for in one go; no text holds a line end.
    let read: Vec<String> = read.iter().map(|piece| heard(&piece.text)).collect();
    let read = format!("\n{}\n", read.join("\n"));
    let lost = pages
        .expected
        .iter()
        .filter(|expected| !says(&read, &heard(&expected.text)));
    let mut lost: Vec<&ExpectedText> = lost.collect();
    lost.sort_by_key(|expected| severity_of(expected));
    for expected in lost.iter().take(MOST_TOLD) {
        let limit = limit(&expected.text);
        let severity = severity_of(expected);
        let place = place(subject, expected.part, &expected.text);
        let message = format!(
            "software does not read {} from the finished file as it is written",
            quoted(&expected.text)
        );
        let told = found.tell_as(severity, place, message);
        match limit {
            Some((_, script, why)) => told.hint(format!(
                "a known limit for {script}: {why}; the printed page is right, but keep a plain \
                 text ready for people who listen"
            )),
            None => told.hint("this is a fault in the program: please report it with the guide"),
        };
    }
    // What is known to be a limit is told apart from what is a fault.
    for severity in [Severity::Error, Severity::Warning] {
        let more = lost.iter().skip(MOST_TOLD);
        let more = more.filter(|expected| severity_of(expected) == severity);
        let message = match more.count() {
            0 => continue,
            1 => "one more text is not read as it is written".to_owned(),
            more => format!("{more} more texts are not read as they are written"),
        };
        found
            .tell_as(severity, subject.title(), message)
            .hint("the first ones have a message of their own");
    }
}

/// How grave it is that a text is not read back.
fn severity_of(expected: &ExpectedText) -> Severity {
    limit(&expected.text).map_or(Severity::Error, |_| Severity::Warning)
}

/// The known limit that a text may meet.
fn limit(text: &str) -> Option<&'static (Script, &'static str, &'static str)> {
    KNOWN_LIMITS.iter().find(|(script, ..)| {
        text.chars().any(|character| character.script() == *script)
            && (*script != Script::Arabic || text.chars().any(is_combining_mark))
    })
}

/// Whether these very words are said, and no others run into them: a syllable that is said twice would
/// hold it too.
fn says(read: &str, words: &str) -> bool {
    let ends = |character: Option<char>| character.is_some_and(char::is_whitespace);
    read.match_indices(words).any(|(at, _)| {
        let before = read.get(..at).and_then(|text| text.chars().next_back());
        let behind = read
            .get(at + words.len()..)
            .and_then(|text| text.chars().next());
        ends(before) && ends(behind)
    })
}

/// A text as it is heard: in one form, without characters that are not said, and with single spaces.
fn heard(text: &str) -> String {
    let is_said = |character: &char| {
        !matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
    };
    let said: String = text.chars().filter(is_said).nfc().collect();
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::pages::by_hand::{found, pages};
    use crate::model::page_facts::Part;

    #[test]
    fn it_fires_on_pages_made_by_hand() {
        let text = ExpectedText {
            part: Part::Opening,
            text: "કુ".to_owned(),
        };
        let pages = Pages {
            expected: vec![text],
            read_back: Some(Vec::new()),
            ..pages(1, Vec::new())
        };
        let told = found(&RULE, &pages);
        assert!(
            told.iter()
                .all(|(severity, ..)| *severity == Severity::Error)
        );
        assert_eq!(told.len(), 1);
    }

    #[test]
    fn a_sum_is_as_grave_as_what_it_counts_and_marks_are_blamed_where_there_are_some() {
        let text = |text: String| ExpectedText {
            part: Part::Opening,
            text,
        };
        let with_marks = (0..4).map(|number| text(format!("گُل {number}")));
        let plain = (0..5).map(|number| text(format!("گل {number}")));
        let pages = Pages {
            expected: with_marks.chain(plain).collect(),
            read_back: Some(Vec::new()),
            ..pages(1, Vec::new())
        };
        let told = found(&RULE, &pages);
        let told: Vec<(Severity, &str)> = told
            .iter()
            .map(|(severity, _, message)| (*severity, message.as_str()))
            .collect();
        assert_eq!(told.len(), 5);
        assert!(
            told[..3]
                .iter()
                .all(|(severity, _)| *severity == Severity::Error)
        );
        assert_eq!(
            told[3..],
            [
                (
                    Severity::Error,
                    "2 more texts are not read as they are written"
                ),
                (
                    Severity::Warning,
                    "4 more texts are not read as they are written"
                ),
            ]
        );
        assert!(limit("گُل").is_some() && limit("گل (2)").is_none());
    }
}
