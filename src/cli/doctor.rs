//! `leaflet doctor`: whether leaflets can be made here, what was found, and what to do.
//!
//! In: the options and the environment. Out: one page on standard output, a line for each thing that was looked
//! at, marked with a word; or one JSON object a line. Promise: what `commands::doctor` promises.

use std::path::PathBuf;

use jiff::civil::Date;
use serde_json::json;

use super::args::{DoctorArguments, MessageFormat, TodayArgument};
use super::controls;
use super::environment::{source_date, today};
use super::outcome::Outcome;
use super::terminal::Terminal;
use crate::base::advice::Advice;
use crate::base::diagnostic::harmless;
use crate::commands::doctor::{DoctorOptions, Page, State, examine};
use crate::input::content::Workplace;

/// Version of the JSON lines; it grows when a field changes its meaning.
const VERSION: u32 = 1;

/// Programs that judge finished files, by the name of their command. The tests of this program ask them.
const VALIDATORS: &[(&str, &str)] = &[
    ("veraPDF", "verapdf"),
    ("qpdf", "qpdf"),
    ("pdftoppm", "pdftoppm"),
];

/// What the environment says of the letters of messages, the first that is set (POSIX, 8.2).
const LOCALE: &[&str] = &["LC_ALL", "LC_CTYPE", "LANG"];

/// Looks at everything and prints the page.
pub(super) fn doctor(arguments: &DoctorArguments, terminal: Terminal) -> Outcome {
    let options = DoctorOptions {
        workplace: Workplace::of_process(),
        content: arguments.content.content.clone(),
        brand: arguments.content.brand.clone(),
        output_folder: arguments.output_dir.clone(),
        today: today(&TodayArgument { today: None }),
    };
    let mut page = examine(&options);
    dates(options.today, &mut page);
    letters(&mut page);
    validators(&mut page);
    page.sum_up();
    let text = match terminal.format {
        MessageFormat::Json => for_machines(&page),
        _ => for_people(&page),
    };
    match terminal.print(&text) {
        Outcome::Done => outcome(page.state),
        printed => printed,
    }
}

fn outcome(state: State) -> Outcome {
    match state {
        State::Fine => Outcome::Done,
        State::ContentFaults => Outcome::ContentHasProblems,
        State::SystemFaults => Outcome::UsageOrMachine,
    }
}

/// The page as people read it.
fn for_people(page: &Page) -> String {
    let mut text = String::new();
    for line in &page.lines {
        let (mark, topic) = (line.mark.name(), line.topic);
        text.push_str(&format!("{mark:<7}{topic:<11}{}\n", safe(&line.message)));
        for hint in &line.hints {
            text.push_str(&format!(
                "{:18}hint: {}\n",
                "",
                safe(&hint.worded(controls::name))
            ));
        }
    }
    text
}

/// The page as programs read it: one object a line.
fn for_machines(page: &Page) -> String {
    let objects = page.lines.iter().map(|line| {
        let hints: Vec<String> = line
            .hints
            .iter()
            .map(|hint| safe(&hint.worded(controls::name)))
            .collect();
        let object = json!({
            "version": VERSION,
            "mark": line.mark.name(),
            "topic": line.topic,
            "message": safe(&line.message),
            "hints": hints,
        });
        format!("{object}\n")
    });
    objects.collect()
}

/// A text harmless to the terminal.
fn safe(text: &str) -> String {
    text.chars().map(harmless).collect()
}

/// The computer's date, and the one that is put into leaflets in its place.
fn dates(today: Date, page: &mut Page) {
    page.ok(
        "dates",
        format!(
            "today is {today} on this computer; `leaflet check` uses this date to find \
            overdue reviews"
        ),
    );
    match source_date() {
        Ok(None) => {}
        Ok(Some(date)) => page.look(
            "dates",
            format!(
                "`SOURCE_DATE_EPOCH` is set: if a guide has no review date, its leaflet gets the \
                 date {date}"
            ),
            "do nothing if you want this; otherwise unset it",
        ),
        Err(failure) => page.failure(
            "dates",
            "`SOURCE_DATE_EPOCH`",
            failure,
            Advice::from("`leaflet make`"),
        ),
    }
}

/// Whether messages can show all letters.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line is where the environment is read"
)]
fn letters(page: &mut Page) {
    if cfg!(windows) {
        page.ok("letters", "messages are written as UTF-8");
        return;
    }
    let set = LOCALE.iter().find_map(|name| {
        let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
        Some((*name, value.to_string_lossy().to_ascii_lowercase()))
    });
    let hint = "set it before the command, for example with `export LC_ALL=C.UTF-8`; leaflets are \
                the same in any case";
    match set {
        Some((name, value)) if value.contains("utf-8") || value.contains("utf8") => {
            page.ok(
                "letters",
                format!("messages can show all letters: `{name}` is set to UTF-8"),
            );
        }
        Some((name, _)) => page.look(
            "letters",
            format!("messages may show some letters wrongly: `{name}` is not set to UTF-8"),
            hint,
        ),
        None => page.look(
            "letters",
            "messages may show some letters wrongly: neither `LC_ALL` nor `LANG` is set",
            hint,
        ),
    }
}

/// Which programs that judge finished files are here. They are not started.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line is where the environment is read"
)]
fn validators(page: &mut Page) {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    for (name, command) in VALIDATORS {
        let files = ["", ".exe", ".bat"].map(|ending| format!("{command}{ending}"));
        let is_here = folders
            .iter()
            .any(|folder| files.iter().any(|file| folder.join(file).is_file()));
        let found = if is_here { "is here" } else { "is not here" };
        page.ok(
            "validators",
            format!("{name} {found}; it is not needed to make leaflets"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_harmless_in_both_forms() {
        let mut page = Page::default();
        page.look("topic", "odd \u{1b}[31m", "do \u{202e}this");
        let people = "look   topic      odd ␛[31m\n                  hint: do \u{fffd}this\n";
        assert_eq!(for_people(&page), people);
        let line: serde_json::Value = serde_json::from_str(&for_machines(&page)).unwrap();
        assert_eq!(line["mark"], "look");
        assert_eq!(line["message"], "odd ␛[31m");
        assert_eq!(line["hints"][0], "do \u{fffd}this");
    }
}
