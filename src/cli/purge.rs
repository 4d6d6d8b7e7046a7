//! `leaflet purge`: a folder of leaflets forgets how they were made.

use super::args::PurgeArguments;
use super::outcome::Outcome;
use super::terminal::{Terminal, report, shown};
use crate::base::diagnostic::rule;
use crate::commands::output::folder::{self, Purged};
use crate::source::SourceSet;

/// Takes the ledger, its key and whatever was half-made out of a folder.
pub(super) fn purge(arguments: &PurgeArguments, terminal: Terminal) -> Outcome {
    let folder = &arguments.folder;
    match folder::purge(folder) {
        Ok(Purged {
            had_ledger,
            half_made,
        }) => {
            let (message, hints) = if had_ledger {
                let hint = "if a list is made here again, all its leaflets are made again";
                let message = "the ledger and its key were deleted; the leaflets are kept";
                (message.to_owned(), vec![hint.to_owned()])
            } else {
                (format!("{} contains no ledger", shown(folder)), Vec::new())
            };
            terminal.note(rule::LIST_DONE, &message, hints);
            if half_made > 0 {
                let message = match half_made {
                    1 => "a half-made file from an earlier run was deleted too".to_owned(),
                    _ => format!("{half_made} half-made files from earlier runs were deleted too"),
                };
                terminal.note(rule::LIST_DONE, &message, Vec::new());
            }
            Outcome::Done
        }
        Err(problem) => {
            let failure = problem.failure(problem.hint_for_list());
            report(&failure, &SourceSet::new(), terminal)
        }
    }
}
