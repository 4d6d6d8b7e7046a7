//! Dashes with a space behind them that is none to YAML.
//!
//! Text from a web page brings no-break spaces along. Behind a dash YAML takes one for a letter, and makes
//! of `- heading: What is it?` a name that nobody knows. Takes the copy; reports each such dash, and puts
//! an ordinary space there, so that the rest reads. A line of words is left alone unless a list begins
//! or goes on right above it: a dash may stand in a text.

use super::mend::{Copy, Edit};
use crate::base::diagnostic::Diagnostics;
use crate::source::{is_unusual_space, space_beside};

/// Most of them reported for one file.
const MOST: usize = 100;

pub(super) fn mend_unusual_spaces(copy: &mut Copy, diagnostics: &mut Diagnostics) {
    let mut edits = Vec::new();
    let mut at = 0;
    // How far in a list stands that may begin or go on in this line.
    let mut list = None;
    for line in copy.text().split_inclusive(['\n', '\r']) {
        let start = at;
        at += line.len();
        let words = line.trim_start_matches(' ');
        if words.trim().is_empty() || words.starts_with('#') {
            continue;
        }
        let column = line.len() - words.len();
        let behind = words.strip_prefix('-').unwrap_or_default();
        let space = behind
            .chars()
            .next()
            .filter(|character| is_unusual_space(*character));
        let goes_on = list.is_some_and(|above| above <= column);
        if let Some(space) = space.filter(|_| goes_on || begins_with_name(behind)) {
            let dash_end = start + column + 1;
            let end = dash_end + space.len_utf8();
            if edits.len() < MOST {
                let place = copy.span(dash_end, end);
                diagnostics.push(space_beside(place, space, "after this dash"));
            }
            edits.push(Edit::replace(dash_end, end, " "));
            list = Some(column);
        } else {
            list = words.trim_end().ends_with(':').then_some(column);
        }
    }
    if !edits.is_empty() {
        copy.apply(edits, false);
    }
}

/// Whether a name with its colon stands there.
fn begins_with_name(words: &str) -> bool {
    let words = words.trim_start();
    let length = words
        .bytes()
        .take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_')
        .count();
    let behind = words.get(length..).and_then(|rest| rest.strip_prefix(':'));
    length > 0
        && behind.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}
