//! The print job of a list: all its leaflets in one file, in the order of the appointments.
//!
//! In: a [`Plan`], and which of its rows. Out: files, each written as it grows. Promise: the order is
//! that of the appointments, then that of the list; a bookmark says the row and the guide and never a
//! name; a stop leaves no file behind.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::plan::Plan;
use crate::base::stop::Stop;
use crate::input::roster::Appointment;
use crate::model::fact::FactName;
use crate::model::language::Language;
use crate::pages::press::{JobContent, JobLeaflet, JobProblem, JobReport, print_job};
use crate::pages::typeset::{Engine, Refusal, SeparatorWords};

/// The rows of a plan in the order of the appointments; those without one come last.
pub fn in_appointment_order(plan: &Plan) -> Vec<usize> {
    let rows = plan.rows.iter().enumerate();
    let mut order: Vec<(usize, Option<Appointment>)> =
        rows.map(|(at, row)| (at, row.appointment)).collect();
    // The plan has the list's order, and rows of one time keep it.
    order.sort_by_key(|(_, appointment)| {
        let time = appointment.as_ref().map(Appointment::order);
        (time.is_none(), time)
    });
    order.into_iter().map(|(at, _)| at).collect()
}

/// The name of a job's file: the one that was given for the first, numbered for those behind it.
pub fn file_of_part(given: &Path, part: usize) -> PathBuf {
    if part == 0 {
        return given.to_owned();
    }
    let stem = given.file_stem().unwrap_or_default().to_string_lossy();
    let name = match given.extension() {
        Some(ending) => format!("{stem}-{}.{}", part + 1, ending.to_string_lossy()),
        None => format!("{stem}-{}", part + 1),
    };
    given.with_file_name(name)
}

/// The paths of those files that are numbered like parts of this job behind its last; `names` are those of
/// the files beside it.
pub fn further_parts(given: &Path, parts: usize, names: &[String]) -> Vec<PathBuf> {
    let stem = given.file_stem().unwrap_or_default().to_string_lossy();
    let number = |name: &str| {
        let digits = name.strip_prefix(&*stem)?.strip_prefix('-')?;
        let digits = digits.split('.').next()?;
        digits.parse::<usize>().ok()
    };
    let mut further: Vec<(usize, PathBuf)> = names
        .iter()
        .filter_map(|name| {
            let number = number(name).filter(|number| *number > parts)?;
            let path = given.with_file_name(name);
            (file_of_part(given, number.checked_sub(1)?) == path && number > 1)
                .then_some((number, path))
        })
        .collect();
    further.sort();
    further.into_iter().map(|(_, path)| path).collect()
}

/// Prints these rows of a plan into one file; `None` if it was stopped before its end, and what was
/// written is no whole file.
///
/// # Errors
/// [`JobProblem`]; the leaflet is that of the row at its place among `rows`.
pub fn print_rows(
    plan: &Plan,
    rows: &[usize],
    has_separators: bool,
    stop: &Stop,
    engine: &Engine,
    out: impl Write,
) -> Result<Option<JobReport>, JobProblem> {
    // The first row that cannot be made, by its place among `rows`: the job ends before it.
    let mut refused = None;
    let leaflets = rows
        .iter()
        .enumerate()
        .take_while(|_| !stop.is_requested())
        .map_while(
            |(leaflet, at)| match job_leaflet(plan, *at, has_separators) {
                Ok(made) => Some(made),
                Err(refusal) => {
                    refused = Some((leaflet, refusal));
                    None
                }
            },
        );
    let printed = print_job(leaflets, TITLE, engine, out);
    if let Some((leaflet, refusal)) = refused {
        return Err(JobProblem::Refused { leaflet, refusal });
    }
    match printed {
        Ok(report) => Ok((report.first_pages.len() == rows.len()).then_some(report)),
        // Stopped before the first, it was a job without leaflets.
        Err(JobProblem::Refused { .. }) if stop.is_requested() => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// The title of a print job, in the file's properties. It is for the clinic and never for a patient.
const TITLE: &str = "Leaflets";

fn job_leaflet<'a>(
    plan: &'a Plan,
    at: usize,
    has_separators: bool,
) -> Result<JobLeaflet<'a>, Refusal> {
    let row = plan.rows.get(at).ok_or_else(|| Refusal::internal())?;
    let guide = plan.guides.get(row.guide());
    let guide = guide.ok_or_else(|| Refusal::internal())?;
    let ready = &guide.ready;
    let person = plan.person(row);
    let content = if guide.master.has_placeholders() {
        JobContent::Whole(Box::new(guide.composed.personalise(&person)))
    } else {
        JobContent::Panel {
            master: &guide.master,
            panel: guide.composed.panel(&person),
        }
    };
    let separator = has_separators.then(|| SeparatorWords {
        row: row.number(),
        serial: row.serial(),
        appointment: row
            .appointment
            .as_ref()
            .map(|it| appointment_words(it, &ready.language)),
        patient: person.facts[FactName::Patient].clone(),
        guide: ready.title().to_owned(),
        language: ready.language.name.clone(),
    });
    Ok(JobLeaflet {
        content,
        bookmark: format!("{} · {}", row.number(), ready.title()),
        separator,
    })
}

/// A day in the language's form, and a time.
fn appointment_words(appointment: &Appointment, language: &Language) -> String {
    let day = appointment.day.map(|day| language.format_date(day));
    let time = appointment
        .time
        .map(|time| format!("{:02}:{:02}", time.hour(), time.minute()));
    let slot = appointment.slot.map(|slot| slot.to_string());
    let parts: Vec<String> = day.into_iter().chain(time).chain(slot).collect();
    parts.join(" ")
}

/// Reads which rows are to be printed again: numbers and ranges of them, with commas between.
///
/// # Errors
/// The part that is none of these.
pub fn read_rows(text: &str) -> Result<Vec<(usize, usize)>, String> {
    text.split(',')
        .map(|part| {
            let part = part.trim();
            let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
            let number = |text: &str| text.trim().parse::<usize>().ok();
            match (number(first), number(last)) {
                (Some(first), Some(last)) if first <= last => Ok((first, last)),
                _ => Err(part.to_owned()),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_numbered_from_the_second() {
        let file = Path::new("a/print.pdf");
        assert_eq!(file_of_part(file, 0), Path::new("a/print.pdf"));
        assert_eq!(file_of_part(file, 2), Path::new("a/print-3.pdf"));
        assert_eq!(file_of_part(Path::new("job"), 1), Path::new("job-2"));
    }

    #[test]
    fn parts_behind_the_last_are_known_by_their_names() {
        let names = [
            "print.pdf",
            "print-2.pdf",
            "print-3.pdf",
            "print-10.pdf",
            "print-04.pdf",
            "print-1.pdf",
            "print-5.PDF",
            "print-6",
            "print-x.pdf",
            "other-7.pdf",
        ]
        .map(str::to_owned);
        let further = |parts| {
            let further = further_parts(Path::new("a/print.pdf"), parts, &names);
            let names = further.iter().map(|path| path.display().to_string());
            names.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(further(1), "a/print-2.pdf a/print-3.pdf a/print-10.pdf");
        assert_eq!(further(3), "a/print-10.pdf");
        assert_eq!(further(10), "");
    }

    #[test]
    fn rows_are_numbers_and_ranges() {
        assert_eq!(read_rows("17-19"), Ok(vec![(17, 19)]));
        assert_eq!(read_rows("4, 17–19"), Ok(vec![(4, 4), (17, 19)]));
        for wrong in ["", "a", "3-", "9-7", "1,,2", "-3"] {
            assert!(read_rows(wrong).is_err(), "{wrong}");
        }
    }
}
