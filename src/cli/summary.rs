//! What became of a list, in a sentence for people or an object for machines.
//!
//! In: the outcome of a list. Out: its last line, and the faults of rows that were not made. Promise: rows are told
//! by their numbers and never by a patient's words.

use std::collections::BTreeMap;

use serde_json::json;

use super::args::MessageFormat;
use super::terminal::{Terminal, shown};
use crate::base::advice::Advice;
use crate::base::diagnostic::{Diagnostic, Diagnostics, rule};
use crate::commands::batch::{NotMade, Summary, SummaryOf, Untouched, leaflets, rows_in_words};
use crate::input::roster::{DOUBTS, Doubt, row_fault};

/// Says what became of the list: the numbers add up.
pub(super) fn tell(numbers: &Summary, terminal: Terminal) {
    if terminal.format == MessageFormat::Json {
        if !terminal.quiet {
            terminal.event(&for_machines(numbers));
        }
        return;
    }
    match numbers.of {
        SummaryOf::HeldBack { has_collisions } => held_back(numbers, has_collisions, terminal),
        SummaryOf::Rehearsal => rehearsed(numbers, terminal),
        SummaryOf::Made | SummaryOf::Joined => made(numbers, terminal),
    }
}

/// The numbers: asked = made + unchanged + failed + left out + not begun.
fn for_machines(numbers: &Summary) -> serde_json::Value {
    let rows_of = |doubt: Doubt| {
        let mut doubts = numbers.doubts.iter();
        let found = doubts.find(|(of, _)| *of == doubt);
        found.map_or(&[][..], |(_, rows)| rows.as_slice())
    };
    let doubts = DOUBTS.map(|doubt| (doubt.name().to_owned(), json!(rows_of(doubt))));
    json!({
        "event": "summary",
        "asked": numbers.asked,
        "made": numbers.made,
        "unchanged": numbers.unchanged,
        "failed": numbers.failed,
        "left_out": numbers.left_out,
        "not_begun": numbers.not_begun,
        "stopped": numbers.is_stopped,
        "doubtful_rows": serde_json::Map::from_iter(doubts),
    })
}

/// Nothing was made, because rows have faults.
fn held_back(numbers: &Summary, has_collisions: bool, terminal: Terminal) {
    let mut message = format!(
        "{} asked for: 0 made, 0 unchanged, {} failed{}",
        leaflets(numbers.asked),
        numbers.failed,
        left_out(numbers.left_out)
    );
    let mut hints = Vec::new();
    if numbers.not_begun > 0 {
        message += &format!(", {} not started", numbers.not_begun);
        let hint = if has_collisions {
            "give each row that shares a file name with another row its own name, then run the \
             command again"
        } else {
            "correct the list; or leave out `--strict` to make the leaflets of the good rows"
        };
        hints.push(hint.to_owned());
    }
    terminal.warning(rule::LIST_DONE, &message, hints);
}

/// What would be made.
fn rehearsed(numbers: &Summary, terminal: Terminal) {
    let message = format!(
        "{} asked for: {} would be made, {} with a fault{}; nothing was written{}",
        leaflets(numbers.asked),
        numbers.not_begun,
        numbers.failed,
        left_out(numbers.left_out),
        doubtful(&numbers.doubts)
    );
    terminal.note(rule::LIST_DONE, &message, Vec::new());
}

/// What was made, or is there.
fn made(numbers: &Summary, terminal: Terminal) {
    let failed = numbers.failed;
    let mut message = format!("{} asked for: ", leaflets(numbers.asked));
    message += &match numbers.of {
        SummaryOf::Joined => format!("{} exist, {failed} missing", numbers.unchanged),
        _ => format!(
            "{} made, {} unchanged, {failed} failed",
            numbers.made, numbers.unchanged
        ),
    };
    message += &left_out(numbers.left_out);
    let mut hints = Vec::new();
    if numbers.is_stopped {
        message = format!("stopped; {message}, {} not started", numbers.not_begun);
        hints.push("run the same command again to finish the list".to_owned());
    }
    message += &doubtful(&numbers.doubts);
    if failed > 0 || numbers.is_stopped || !numbers.doubts.is_empty() {
        terminal.warning(rule::LIST_DONE, &message, hints);
    } else {
        terminal.note(rule::LIST_DONE, &message, hints);
    }
}

/// How many rows were left out, if any, as the end of a sentence.
fn left_out(count: usize) -> String {
    match count {
        0 => String::new(),
        _ => format!(", {count} left out"),
    }
}

/// Which leaflets nobody may expect, as the end of a sentence.
fn doubtful(doubts: &[(Doubt, Vec<usize>)]) -> String {
    let told = doubts.iter().map(|(doubt, rows)| {
        let are = if rows.len() == 1 { "is" } else { "are" };
        format!("; {} {are} {}", rows_in_words(rows), doubt.words())
    });
    told.collect()
}

/// Says what is still in the folder of a list of which nothing was made: whoever prints the folder prints an
/// earlier list's patients.
pub(super) fn tell_untouched(untouched: &Untouched, terminal: Terminal) {
    let mut there = Vec::new();
    if untouched.leaflets > 0 {
        let folder = shown(&untouched.folder);
        there.push(format!("{} in {folder}", leaflets(untouched.leaflets)));
    }
    let job = untouched.job.iter();
    there.extend(job.map(|job| format!("the print job {}", shown(job))));
    terminal.warning(
        rule::OTHER_LEAFLETS,
        &format!(
            "nothing was made from this list, and these older files are still there: {}",
            there.join(", and ")
        ),
        vec!["they belong to an earlier list: do not print or send them for this one".to_owned()],
    );
}

/// Rows that fail for one reason are told one by one up to this many; to machines always.
const TOLD_ONE_BY_ONE: usize = 5;

/// The rows that failed; for people those that failed for one reason are told together where they are many.
pub(super) fn not_made(rows: &[NotMade], terminal: Terminal) -> Diagnostics {
    let mut reasons: BTreeMap<(&str, &Advice), Vec<&NotMade>> = BTreeMap::new();
    for row in rows {
        let reason = (row.message.as_str(), &row.hint);
        reasons.entry(reason).or_default().push(row);
    }
    let is_human = terminal.format == MessageFormat::Human;
    let mut found = Diagnostics::new();
    for ((message, hint), rows) in reasons {
        if let [first, ..] = rows.as_slice()
            && is_human
            && rows.len() > TOLD_ONE_BY_ONE
        {
            let numbers: Vec<usize> = rows.iter().map(|row| row.row).collect();
            let message = format!("{} were not made: {message}", rows_in_words(&numbers));
            let told = Diagnostic::error(rule::NOT_MADE, first.place, message);
            found.push(told.hint(hint.clone()));
            continue;
        }
        let message = format!("was not made: {message}");
        let told = rows.iter();
        found.extend(told.map(|row| {
            row_fault(
                row.row,
                row.place,
                rule::NOT_MADE,
                &message,
                std::slice::from_ref(hint),
            )
        }));
    }
    found
}
