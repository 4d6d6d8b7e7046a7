//! Reads the list of a batch: its bytes, its encoding, its rows.
//!
//! In: what is asked of the list, and the settings' columns. Out: a [`Roster`], or what is wrong with the
//! list. Promise: the marks that programs leave beside a list are not taken for one; of a list that is not
//! there it is said which one may be meant; no more than a list may be long is read.

use std::io::{ErrorKind, Read};
use std::path::Path;

use super::options::Settled;
use crate::base::diagnostic::{Diagnostics, harmless_path, nearest, quoted_path};
use crate::base::failure::Failure;
use crate::commands::project::Project;
use crate::input::content::{ContentProblem, Workplace};
use crate::input::roster::sheet::{Encoding, MAXIMUM_ROSTER_BYTES, Sheet, SheetOptions};
use crate::input::roster::{Roster, RowChoice};
use crate::model::guide::Words;
use crate::source::SourceSet;

/// Reads the list; `None` if it is refused, and `found` says why.
///
/// # Errors
/// [`Failure`]: it cannot be had, or is to be read in an encoding that there is not.
pub(super) fn read(
    settled: &mut Settled<'_>,
    project: &Project,
    sources: &mut SourceSet,
    found: &mut Diagnostics,
) -> Result<Option<Roster>, Failure> {
    let (name, bytes) = bytes_of(settled)?;
    let reading = &settled.options.reading;
    // What the settings say holds for lists that are not Unicode; the others need no word.
    let set = project.batch.encoding.as_ref();
    let set = set.filter(|_| std::str::from_utf8(&bytes).is_err());
    let options = SheetOptions {
        encoding: encoding(reading.encoding.as_deref(), set)?,
        sheet: reading.sheet.as_deref(),
    };
    let sheet = match Sheet::read(&name, &bytes, &options, sources) {
        Ok(sheet) => sheet,
        Err(fault) => {
            found.push(fault);
            return Ok(None);
        }
    };
    let choice = RowChoice {
        header_row: reading.header_row.and_then(|row| usize::try_from(row).ok()),
        visible_only: reading.visible_only,
        is_strict: settled.options.is_strict,
    };
    let (order, repairs) = (reading.dates, reading.repair_encoding);
    let (roster, told) = Roster::read_chosen(&sheet, &project.columns, order, repairs, choice);
    found.append(told);
    Ok(roster)
}

/// The list's name for messages, and its bytes.
fn bytes_of(settled: &mut Settled<'_>) -> Result<(String, Vec<u8>), Failure> {
    let list = &mut settled.options.list;
    let Some((name, stream)) = &mut list.stream else {
        refuse_mark(&list.path)?;
        let bytes = of_file(&list.path, settled.workplace)?;
        return Ok((list.path.display().to_string(), bytes));
    };
    let mut bytes = Vec::new();
    let read = stream
        .take(MAXIMUM_ROSTER_BYTES as u64 + 1)
        .read_to_end(&mut bytes);
    read.map_err(|error| {
        Failure::system(
            format!("{name} could not be read: {error}"),
            Vec::<String>::new(),
        )
    })?;
    Ok(((*name).to_owned(), bytes))
}

/// The bytes of a list's file; of one that is not there, which one may be meant.
fn of_file(path: &Path, workplace: &Workplace) -> Result<Vec<u8>, Failure> {
    match workplace.read_whole(path, MAXIMUM_ROSTER_BYTES) {
        Err(ContentProblem::Unreadable { error, .. }) if error.kind() == ErrorKind::NotFound => {
            let lists = workplace.lists_beside(path);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let mut hints = Vec::new();
            if let Some(meant) = nearest(&name, lists.iter().map(String::as_str)) {
                hints.push(format!("did you mean {}?", quoted_path(Path::new(meant))));
            } else if !lists.is_empty() {
                let known = lists.iter().take(5);
                let known: Vec<String> = known.map(|it| harmless_path(Path::new(it))).collect();
                hints.push(format!("lists in that folder: {}", known.join(", ")));
            }
            hints.push(
                "open the terminal in the folder of the list, or give the full path of the list"
                    .to_owned(),
            );
            Err(Failure::usage(
                format!("there is no file {}", quoted_path(path)),
                hints,
            ))
        }
        read => Ok(read?),
    }
}

/// The encoding that is asked for, or set.
fn encoding(said: Option<&str>, set: Option<&Words>) -> Result<Option<Encoding>, Failure> {
    let name = said.or(set.map(|words| words.text.as_str()));
    let encoding = name.map(|name| {
        Encoding::named(name).ok_or_else(|| {
            Failure::usage(
                "the encoding given with `--encoding` or in `leaflet.yaml` does not exist",
                vec!["older Windows programs use `windows-1252`".to_owned()],
            )
        })
    });
    encoding.transpose()
}

/// What Excel, LibreOffice and macOS leave beside a list, as a pattern of names catches it: how its name
/// begins, and what it is.
const MARKS: &[(&str, &str)] = &[
    (
        "~$",
        "a temporary file that Excel makes while the list is open, not the list",
    ),
    (
        ".~lock.",
        "a temporary file that LibreOffice makes while the list is open, not the list",
    ),
    ("._", "a file that macOS puts next to a list, not the list"),
];

/// Refuses such marks.
fn refuse_mark(path: &Path) -> Result<(), Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match MARKS.iter().find(|(prefix, _)| name.starts_with(prefix)) {
        None => Ok(()),
        Some((prefix, what)) => Err(Failure::usage(
            format!("this file is {what}"),
            vec![format!(
                "give the list itself: it has the same name without `{prefix}`"
            )],
        )),
    }
}
