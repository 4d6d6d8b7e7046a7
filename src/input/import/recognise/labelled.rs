//! Lines that say what stands in them: author, date of review, reading time, other names.
//!
//! In: the parts of such a line. Out: the fields of the draft. Promise: a part that does not fit its field
//! stays in the text.

use super::Recogniser;
use crate::input::import::labels::{self, Label};
use crate::input::import::page::{LeftKind, Piece};
use crate::model::guide::{MAXIMUM_OTHER_NAMES, MAXIMUM_READING_MINUTES, holds_no_marks};
use crate::source::MAXIMUM_PLAIN_CHARACTERS;

impl Recogniser {
    /// Takes the parts of a line of labels; `false` if one of them cannot be had.
    pub(super) fn labelled(&mut self, parts: Vec<labels::Labelled>, piece: &Piece) -> bool {
        let can_be_had = parts.iter().all(|part| {
            let value = part.value.join(" ");
            let is_plain =
                holds_no_marks(&value) && value.chars().count() <= MAXIMUM_PLAIN_CHARACTERS;
            match part.label {
                Label::ReadingMinutes => {
                    let minutes = value.parse::<u32>().unwrap_or_default();
                    self.draft.reading_minutes.is_none()
                        && (1..=MAXIMUM_READING_MINUTES).contains(&minutes)
                        && minutes.to_string() == value
                }
                Label::Reviewer => {
                    self.draft.reviewed_by.is_none() && is_plain && !value.is_empty()
                }
                Label::OtherNames => {
                    self.draft.also_known_as.is_empty()
                        && is_plain
                        && !value.is_empty()
                        && value.split([',', ';']).count() <= MAXIMUM_OTHER_NAMES
                }
                Label::Day | Label::Author => true,
            }
        });
        let labels: Vec<Label> = parts.iter().map(|part| part.label).collect();
        let is_doubled = labels.iter().enumerate().any(|(at, label)| {
            *label < Label::Day && labels.iter().skip(at + 1).any(|l| l == label)
        });
        if !can_be_had || is_doubled {
            return false;
        }
        for part in parts {
            let value = part.value.join(" ");
            match part.label {
                Label::ReadingMinutes => {
                    self.draft.reading_minutes = value.parse().ok();
                    self.reading_time_markers(&part.markers, &value);
                }
                Label::Reviewer => {
                    self.draft.reviewed_by = Some(value);
                    self.draft.markers.extend(part.markers);
                }
                Label::OtherNames => {
                    self.draft.markers.extend(part.markers);
                    self.other_names(&part.value);
                }
                Label::Day | Label::Author => {
                    let kind = if part.label == Label::Day {
                        LeftKind::Day
                    } else {
                        LeftKind::Author
                    };
                    let all: Vec<String> = part.markers.into_iter().chain(part.value).collect();
                    self.leave(kind, &all.join(" "), &piece.place);
                }
            }
        }
        true
    }

    /// The words of a reading time of which only the number is kept.
    fn reading_time_markers(&mut self, all: &[String], number: &str) {
        let mut is_kept = false;
        for word in all {
            if !is_kept && word.starts_with(number) {
                is_kept = true;
                if word != number {
                    self.draft.cut.push((word.clone(), number.to_owned()));
                }
            } else if !is_kept && word.trim_matches([':', ',']) == number {
                is_kept = true;
                self.draft.cut.push((word.clone(), number.to_owned()));
            } else {
                self.draft.markers.push(word.clone());
            }
        }
    }

    /// Other names, with commas or semicolons between them.
    fn other_names(&mut self, value: &[String]) {
        let mut name: Vec<String> = Vec::new();
        for word in value {
            let bare = word.trim_end_matches([',', ';']);
            if bare.is_empty() {
                self.draft.markers.push(word.clone());
            } else {
                name.push(bare.to_owned());
                if bare != word {
                    self.draft.cut.push((word.clone(), bare.to_owned()));
                }
            }
            if bare != word && !name.is_empty() {
                self.draft.also_known_as.push(name.join(" "));
                name.clear();
            }
        }
        if !name.is_empty() {
            self.draft.also_known_as.push(name.join(" "));
        }
    }
}
