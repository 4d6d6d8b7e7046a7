//! `leaflet schema`: the JSON Schema of a file, on standard output or in a file.
//!
//! In: which file. Out: its schema; with `-o` the path it has then. Promise: a schema of
//! this program's that is there is replaced, because a new version makes a new one; other JSON only by
//! force, and any other file is kept.

use std::path::Path;

use super::args::{SchemaArguments, SchemaFile};
use super::input::STANDARD_OUTPUT;
use super::outcome::Outcome;
use super::terminal::{Terminal, harmless_path, report};
use crate::base::advice::{Advice, Control};
use crate::commands::output::{self, ListKind, Readers, WriteProblem};
use crate::commands::report as check_report;
use crate::commands::schema::{self, Described};
use crate::source::SourceSet;

/// Prints the schema, or writes it and says where it is.
pub(super) fn schema(arguments: &SchemaArguments, terminal: Terminal) -> Outcome {
    let text = match arguments.file {
        SchemaFile::Guide => schema::text(Described::Guide),
        SchemaFile::Brand => schema::text(Described::Brand),
        SchemaFile::Project => schema::text(Described::Project),
        SchemaFile::CheckReport => check_report::SCHEMA.to_owned(),
    };
    match &arguments.output {
        Some(path) if path != Path::new(STANDARD_OUTPUT) => {
            let kind = ListKind::Schema;
            match output::write_list(path, kind, &text, Readers::AsUsual, arguments.force) {
                Ok(()) => terminal.print(&format!("{}\n", harmless_path(path))),
                Err(problem) => {
                    let hint = match &problem {
                        WriteProblem::OtherKind(..) => Advice::naming(
                            "give another name with {}; only JSON files are replaced",
                            &[Control::Output],
                        ),
                        _ => problem.hint(),
                    };
                    report(&problem.failure(hint), &SourceSet::new(), terminal)
                }
            }
        }
        _ => terminal.print(&text),
    }
}
