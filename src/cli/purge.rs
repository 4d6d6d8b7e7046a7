//! `leaflet purge`: a folder of leaflets forgets how they were made.

use super::args::PurgeArguments;
use super::make::report;
use super::outcome::Outcome;
use super::terminal::Terminal;
use crate::diagnostic::rule;
use crate::make::Failure;
use crate::output::folder;
use crate::source::SourceSet;

/// Takes the ledger, its key and whatever was half-made out of a folder.
pub(super) fn purge(arguments: &PurgeArguments, terminal: Terminal) -> Outcome {
    let folder = &arguments.folder;
    match folder::purge(folder) {
        Ok(true) => {
            terminal.note(
                rule::LIST_DONE,
                "the ledger and its key are gone; the leaflets stay",
                vec!["a list that is made here again is made from its beginning".to_owned()],
            );
            Outcome::Done
        }
        Ok(false) => {
            terminal.note(
                rule::LIST_DONE,
                &format!("`{}` holds no ledger", folder.display()),
                Vec::new(),
            );
            Outcome::Done
        }
        Err(problem) => {
            let hints = vec![problem.hint_for_list().to_owned()];
            let failure = Failure::usage(problem.to_string(), hints);
            report(&failure, &SourceSet::new(), terminal)
        }
    }
}
