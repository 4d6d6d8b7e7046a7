//! Which sheet of a workbook is meant.
//!
//! In: what was asked for, and each sheet as it is met. Out: whether to read it, and at the end whether
//! it is clear which one it was. Promise: no sheet's name is told, because it may be a person's; sheets
//! are told by their number among those to be seen, and can be asked for by it.

use unicode_normalization::UnicodeNormalization;

use super::{Refusal, rule};
use crate::base::advice::{Advice, Control};

/// Largest number that is one and no name: a sheet may be called `2026`.
const LARGEST_NUMBER: usize = 99;

/// Most sheets that are told by their number.
const TOLD: usize = 10;

pub(super) struct Choice {
    asked: Option<Asked>,
    /// Sheets met so far that are to be seen.
    visible: usize,
    /// Whether what was asked for was met.
    is_met: bool,
    /// Numbers of the sheets that hold something.
    filled: Vec<usize>,
}

enum Asked {
    Number(usize),
    Name(String),
}

impl Choice {
    pub(super) fn new(sheet: Option<&str>) -> Self {
        let asked = sheet.map(|words| match words.trim().parse() {
            Ok(number @ 1..=LARGEST_NUMBER) => Asked::Number(number),
            _ => Asked::Name(plain(words)),
        });
        Self {
            asked,
            visible: 0,
            is_met: false,
            filled: Vec::new(),
        }
    }

    /// Whether the next sheet of the workbook is to be looked at.
    pub(super) fn wants(&mut self, name: &str, is_hidden: bool) -> bool {
        self.visible += usize::from(!is_hidden);
        match &self.asked {
            None => !is_hidden && self.filled.len() <= TOLD,
            Some(_) if self.is_met => false,
            Some(Asked::Number(number)) => !is_hidden && *number == self.visible,
            Some(Asked::Name(asked)) => plain(name) == *asked,
        }
    }

    /// Whether a sheet is read already, so that of another only this matters: whether it is empty.
    pub(super) fn has_one(&self) -> bool {
        !self.filled.is_empty()
    }

    /// Takes down what was found in the sheet that was looked at.
    pub(super) fn seen(&mut self, is_filled: bool) {
        self.is_met = true;
        if is_filled {
            self.filled.push(self.visible);
        }
    }

    /// Whether it is clear which sheet is meant.
    pub(super) fn close(self) -> Result<(), Refusal> {
        match (&self.asked, self.filled.as_slice()) {
            (Some(_), []) if self.is_met => Err(empty("the sheet that was asked for is empty")),
            (None, []) => Err(empty("the workbook contains nothing that is visible")),
            (Some(_), []) => Err(Refusal::new(
                rule::ROSTER_SHEET,
                "the workbook has no sheet with the name or number that was asked for",
            )
            .hint(match self.visible {
                1 => Advice::naming("it has one sheet; leave out {}", &[Control::Sheet]),
                many => Advice::from(format!("it has {many} sheets; add "))
                    .control_with(Control::Sheet, "1")
                    .words(" to ")
                    .control_with(Control::Sheet, many.to_string()),
            })),
            (Some(_), _) | (None, [_]) => Ok(()),
            (None, [first, ..]) => Err(Refusal::new(
                rule::ROSTER_SHEET,
                format!(
                    "it is not clear which sheet is meant: these sheets are not empty: {}",
                    listed(&self.filled)
                ),
            )
            .hint(
                Advice::from("say ")
                    .control_with(Control::Sheet, first.to_string())
                    .words(", or another number, or the sheet's name"),
            )),
        }
    }
}

fn empty(message: &str) -> Refusal {
    Refusal::new(rule::ROSTER_EMPTY, message).hint("is this the right file, and was it saved?")
}

fn listed(numbers: &[usize]) -> String {
    let told: Vec<String> = numbers.iter().take(TOLD).map(usize::to_string).collect();
    match told.as_slice() {
        _ if numbers.len() > TOLD => format!("{} and more", told.join(", ")),
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => told.join(""),
    }
}

fn plain(name: &str) -> String {
    name.trim().nfc().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(asked: Option<&str>, sheets: &[(&str, bool, bool)]) -> (Vec<usize>, String) {
        let mut choice = Choice::new(asked);
        let mut looked = Vec::new();
        for (index, (name, is_hidden, is_filled)) in sheets.iter().enumerate() {
            if choice.wants(name, *is_hidden) {
                looked.push(index);
                choice.seen(*is_filled);
            }
        }
        let told = choice.close().err().map(|refusal| refusal.message);
        (looked, told.unwrap_or_default())
    }

    #[test]
    fn the_only_filled_sheet_to_be_seen_is_meant() {
        let sheets = [
            ("lists", true, true),
            ("Today", false, true),
            ("", false, false),
        ];
        assert_eq!(chosen(None, &sheets), (vec![1, 2], String::new()));
        assert_eq!(chosen(Some("1"), &sheets), (vec![1], String::new()));
        assert_eq!(chosen(Some(" today"), &sheets), (vec![1], String::new()));
        assert_eq!(chosen(Some("Lists"), &sheets), (vec![0], String::new()));
    }

    #[test]
    fn what_is_not_clear_is_asked_without_a_name() {
        let sheets = [
            ("Anna", false, true),
            ("2026", false, true),
            ("c", false, true),
        ];
        assert_eq!(
            chosen(None, &sheets).1,
            "it is not clear which sheet is meant: these sheets are not empty: 1, 2 and 3"
        );
        assert_eq!(chosen(Some("2026"), &sheets), (vec![1], String::new()));
        assert_eq!(
            chosen(Some("4"), &sheets).1,
            "the workbook has no sheet with the name or number that was asked for"
        );
        assert_eq!(
            chosen(Some("1"), &[("a", false, false)]).1,
            "the sheet that was asked for is empty"
        );
        assert_eq!(
            chosen(None, &[("a", true, true)]).1,
            "the workbook contains nothing that is visible"
        );
        let many = [("a", false, true); 40];
        assert!(chosen(None, &many).1.ends_with("8, 9, 10 and more"));
    }
}
