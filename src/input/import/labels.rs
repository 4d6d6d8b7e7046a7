//! Lines that name things about a page: how long it takes to read, who reviewed it, what else the
//! treatment is called.
//!
//! In: a short line, such as `5 min read Reviewed by Dr. A Also known as: B`. Out: its parts, each with
//! the words of its label and those of its value. Promise: a sentence is never taken for such a line; a
//! label in the middle begins with a capital; all words of the line are in one of the parts.

use super::page_words::words;
use crate::base::invariant::PartOf;

/// What a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    /// How many minutes it takes to read.
    ReadingMinutes,
    /// Who reviewed the page.
    Reviewer,
    /// Other names of the treatment.
    OtherNames,
    /// A day in the life of the page.
    Day,
    /// Who wrote it.
    Author,
}

/// A part of such a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labelled {
    pub(super) label: Label,
    /// The words of the label, and markers between the parts.
    pub(super) markers: Vec<String>,
    /// The words behind it, perhaps none.
    pub(super) value: Vec<String>,
}

/// Most words of such a line.
const MAXIMUM_WORDS: usize = 40;

/// Labels in small letters; longer ones stand before those they begin with.
const LABELS: &[(&[&str], Label)] = &[
    (&["medically", "reviewed", "by"], Label::Reviewer),
    (&["clinically", "reviewed", "by"], Label::Reviewer),
    (&["reviewed", "by"], Label::Reviewer),
    (&["also", "known", "as"], Label::OtherNames),
    (&["also", "called"], Label::OtherNames),
    (&["other", "names"], Label::OtherNames),
    (&["page", "last", "updated"], Label::Day),
    (&["last", "updated", "on"], Label::Day),
    (&["last", "updated"], Label::Day),
    (&["updated", "on"], Label::Day),
    (&["updated"], Label::Day),
    (&["last", "reviewed", "on"], Label::Day),
    (&["last", "reviewed"], Label::Day),
    (&["date", "reviewed"], Label::Day),
    (&["next", "review", "due"], Label::Day),
    (&["next", "review"], Label::Day),
    (&["review", "date"], Label::Day),
    (&["published", "on"], Label::Day),
    (&["published"], Label::Day),
    (&["written", "by"], Label::Author),
    (&["author"], Label::Author),
];

/// What stands between the parts.
const SEPARATORS: &[&str] = &["|", "·", "•", "-", "–", "—", "/"];

/// The parts of such a line; `None` for any other line.
pub(super) fn read(line: &str) -> Option<Vec<Labelled>> {
    let all = words(line);
    if all.len() > MAXIMUM_WORDS || line.ends_with(['.', '?', '!']) {
        return None;
    }
    let mut parts: Vec<Labelled> = Vec::new();
    let mut before = Vec::new();
    let mut at = 0;
    while let Some(word) = all.get(at) {
        let rest = all.part(at..);
        let is_first = parts.is_empty();
        if SEPARATORS.contains(&word.as_str()) {
            match parts.last_mut() {
                Some(part) if !part.value.is_empty() && part.label == Label::OtherNames => {
                    // A marker inside names may belong to them; at their end it is taken off below.
                    part.value.push(word.clone());
                }
                Some(part) => part.markers.push(word.clone()),
                None => before.push(word.clone()),
            }
            at += 1;
        } else if let Some((label, taken, value)) = label_at(rest, is_first) {
            parts.push(Labelled {
                label,
                markers: rest.part(..taken).to_vec(),
                value,
            });
            at += taken;
        } else {
            // What does not begin with a label is no such line.
            parts.last_mut()?.value.push(word.clone());
            at += 1;
        }
    }
    for part in &mut parts {
        while let Some(marker) = part
            .value
            .pop_if(|word| SEPARATORS.contains(&word.as_str()))
        {
            part.markers.push(marker);
        }
    }
    parts.first_mut()?.markers.extend(before);
    let is_sound = parts.iter().all(|part| match part.label {
        Label::ReadingMinutes => part.value.len() == 1,
        Label::Reviewer | Label::Author => part.value.len() <= 12,
        Label::Day => part.value.len() <= 6,
        Label::OtherNames => part.value.len() <= 30,
    });
    is_sound.then_some(parts)
}

/// The label at the start of these words, how many of them it takes, and its value where that stands
/// among them.
fn label_at(rest: &[String], is_first: bool) -> Option<(Label, usize, Vec<String>)> {
    let bare = |at: usize| {
        let word = rest.get(at).map(|word| word.to_lowercase());
        word.unwrap_or_default().trim_matches([':', ',']).to_owned()
    };
    if let Some(minutes) = reading_minutes(&bare) {
        return Some((Label::ReadingMinutes, minutes, vec![bare_number(&bare)]));
    }
    let is_capital = rest
        .first()
        .and_then(|word| word.chars().next())
        .is_some_and(char::is_uppercase);
    if !is_first && !is_capital {
        return None;
    }
    let (label, name) = LABELS.iter().find_map(|(name, label)| {
        let is_here = name.iter().enumerate().all(|(at, word)| bare(at) == *word);
        is_here.then_some((*label, name))
    })?;
    Some((label, name.len(), Vec::new()))
}

/// How many words say the reading time at this place: `5 min read`, `5-minute read`, `Reading time: 5
/// minutes`.
fn reading_minutes(bare: &impl Fn(usize) -> String) -> Option<usize> {
    let is_minutes = |word: &str| {
        matches!(
            word.trim_end_matches('.'),
            "min" | "mins" | "minute" | "minutes"
        )
    };
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let first = bare(0);
    if is_number(&first) && is_minutes(&bare(1)) && bare(2) == "read" {
        return Some(3);
    }
    if let Some((number, unit)) = first.split_once('-')
        && is_number(number)
        && is_minutes(unit)
        && bare(1) == "read"
    {
        return Some(2);
    }
    (first == "reading" && bare(1) == "time" && is_number(&bare(2)) && is_minutes(&bare(3)))
        .then_some(4)
}

fn bare_number(bare: &impl Fn(usize) -> String) -> String {
    let first = bare(0);
    if first == "reading" {
        return bare(2);
    }
    first.split('-').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str) -> Vec<(Label, String)> {
        let parts = read(line).unwrap_or_default();
        let pair = |part: Labelled| (part.label, part.value.join(" "));
        parts.into_iter().map(pair).collect()
    }

    #[test]
    fn the_parts_of_a_line_are_told_apart() {
        assert_eq!(
            parts("5 min read Reviewed by Dr. A Garg Also known as: MIS fusion Updated"),
            [
                (Label::ReadingMinutes, "5".to_owned()),
                (Label::Reviewer, "Dr. A Garg".to_owned()),
                (Label::OtherNames, "MIS fusion".to_owned()),
                (Label::Day, String::new()),
            ]
        );
        assert_eq!(
            parts("Last reviewed: 3 May 2024 | 7-minute read"),
            [
                (Label::Day, "3 May 2024".to_owned()),
                (Label::ReadingMinutes, "7".to_owned()),
            ]
        );
        assert_eq!(
            parts("Reading time: 4 minutes"),
            [(Label::ReadingMinutes, "4".to_owned())]
        );
    }

    #[test]
    fn sentences_are_no_such_lines() {
        for line in [
            "Updated guidelines recommend that people walk on the first day after surgery",
            "Also known as keyhole surgery, it is done through small cuts.",
            "The page was reviewed by nobody",
            "5 minutes of walking",
            "",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
