//! Where a watched leaflet goes: one file, which is this call's own.
//!
//! In: a leaflet that was made. Out: whether it was written. Promise: a file that somebody else put there is kept;
//! what another program holds open is tried again; the file is whole or the one before it.

use std::path::Path;

use super::{Good, Watch, WatchEvent};
use crate::base::failure::Failure;
use crate::base::invariant::Certain;
use crate::commands::make::Made;
use crate::commands::output::{self, FileKind, OwnFile, Readers, Target, WriteProblem};

impl Watch<'_> {
    /// Puts a leaflet where it belongs; gives whether it was written, and did not hold these very bytes already.
    pub(super) fn put(&mut self, made: &Made) -> Result<bool, WriteProblem> {
        let named = self.options.output.as_ref();
        let stem = &made.file_stem;
        if let Some(good) = &mut self.good
            && (named.is_some() || good.stem == *stem)
        {
            let is_there = good.file.has(made.file());
            match if is_there {
                Ok(())
            } else {
                good.file.replace(made.file())
            } {
                Ok(()) => {
                    good.pages = made.pages;
                    return Ok(!is_there);
                }
                // Somebody put another file there. It is kept, and the leaflet gets a name of its own,
                // unless the file may be replaced.
                Err(WriteProblem::Exists(_)) if named.is_none() || self.options.force => {}
                Err(problem) => return Err(problem),
            }
        }
        let options = self.options;
        let workplace = &options.workplace;
        let folder = workplace.path(Path::new("."));
        let own = match named {
            Some(_) => None,
            None => OwnFile::found(&folder, stem, made.file()),
        };
        let (own, is_made) = match own {
            Some(own) => (own, false),
            None => {
                let target = match named {
                    Some(path) => Target::File {
                        path: workplace.path(path),
                        overwrite: self.options.force,
                    },
                    None => Target::Free {
                        folder,
                        stem: stem.clone(),
                    },
                };
                let paths = output::write(&target, FileKind::PDF, &made.files, Readers::AsUsual)?;
                let path = paths.into_iter().next().certain();
                (OwnFile::written(path, made.file()), true)
            }
        };
        let is_first_named = named.is_some() && self.good.is_none();
        self.tell(WatchEvent::Written(own.path(), is_first_named));
        self.good = Some(Good {
            file: own,
            stem: stem.clone(),
            pages: made.pages,
        });
        Ok(is_made)
    }

    /// Why a leaflet could not be written, and what to do while it is still watched.
    pub(super) fn not_written(&self, problem: &WriteProblem) -> Failure {
        let failure = problem.failure(problem.hint());
        if !may_pass(problem) || self.good.is_none() {
            return failure;
        }
        failure.explained(|explanation| {
            let hint = "if another program shows the leaflet, close it there: the leaflet is \
                written as soon as possible";
            explanation.hints.insert(0, hint.into());
        })
    }
}

/// Whether it may be possible later to write what could not be written: the leaflet is open in another
/// program, its folder is away, the disk is full.
pub(super) fn may_pass(problem: &WriteProblem) -> bool {
    matches!(
        problem,
        WriteProblem::Machine(..) | WriteProblem::NoFolder(_) | WriteProblem::Unreadable(..)
    )
}
