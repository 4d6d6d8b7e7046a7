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
                let hint = "a list that is made here again is made from its beginning";
                let message = "the ledger and its key are gone; the leaflets stay";
                (message.to_owned(), vec![hint.to_owned()])
            } else {
                (format!("{} holds no ledger", shown(folder)), Vec::new())
            };
            terminal.note(rule::LIST_DONE, &message, hints);
            if half_made > 0 {
                let message = match half_made {
                    1 => "a file that an earlier run left half-made is gone too".to_owned(),
                    _ => format!("{half_made} files that earlier runs left half-made are gone too"),
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
