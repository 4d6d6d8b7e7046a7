//! Everything that a watched leaflet is made of, read again, and the leaflet made of it.
//!
//! In: what is watched. Out: a [`Round`]: the leaflet or why there is none, and from here on which files are
//! looked at. Promise: a file that is missing is looked at too; what makes the program fail ends the round and
//! not the watch. Why this shape: which files belong to a leaflet is known only when they were read.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::Watch;
use crate::base::diagnostic::Diagnostics;
use crate::base::failure::Failure;
use crate::commands::check::{self, CheckOptions};
use crate::commands::make::{Made, Order, PersonGiven, SurgeonGiven, make_naming};
use crate::commands::settings;
use crate::input::content::{self, Content, PROJECT_FILE};
use crate::lint::{Profile, Selection};
use crate::source::SourceSet;

/// Most times in a row that a leaflet is made because what it is made of was not known before.
const MOST_FIRST_READINGS: usize = 3;

/// Everything read once, and the leaflet made of it.
pub(super) struct Round {
    pub(super) sources: SourceSet,
    pub(super) unused: Diagnostics,
    pub(super) made: Result<Guide, Failure>,
}

/// A leaflet, and what its guide is checked with.
pub(super) struct Guide {
    pub(super) leaflet: Made,
    order: Order,
    content: Content,
    check_options: CheckOptions,
}

impl Watch<'_> {
    /// Reads everything and makes the leaflet. What turned out to belong to it may have changed before
    /// it was looked at, so that it is read once more then.
    pub(super) fn read_and_make(&mut self) -> Round {
        let mut round = self.read_and_make_once();
        for _ in 0..MOST_FIRST_READINGS {
            if self.watched.know(&self.paths) {
                break;
            }
            self.watched.look(&self.paths);
            round = self.read_and_make_once();
        }
        round
    }

    fn read_and_make_once(&mut self) -> Round {
        let (mut sources, mut unused) = (SourceSet::new(), Diagnostics::new());
        let mut files = BTreeSet::new();
        let made = catch_unwind(AssertUnwindSafe(|| {
            self.made(&mut sources, &mut unused, &mut files)
        }));
        let made = made.unwrap_or_else(|_| {
            Err(Failure::caught(vec![
                "the earlier leaflet is kept; please report the guide and the options you used"
                    .to_owned(),
            ]))
        });
        let round = Round {
            sources,
            unused,
            made,
        };
        let options = self.options;
        let workplace = &options.workplace;
        let files: BTreeSet<PathBuf> = files.iter().map(|file| workplace.path(file)).collect();
        self.paths = self.places.iter().chain(&files).cloned().collect();
        if round.made.is_ok() {
            self.files = files;
        } else {
            // What the fault keeps from being found is looked at anyway.
            self.paths.extend(self.files.iter().cloned());
        }
        round
    }

    /// One leaflet from the settings to its bytes, as `leaflet make` has it.
    fn made(
        &mut self,
        sources: &mut SourceSet,
        unused: &mut Diagnostics,
        files: &mut BTreeSet<PathBuf>,
    ) -> Result<Guide, Failure> {
        let options = self.options;
        let workplace = &options.workplace;
        let project = settings::project(workplace, sources)?;
        let set_folder = project.content.as_ref().map(|words| Path::new(&words.text));
        let said_folder = options.content.as_deref();
        let folder = said_folder.or(set_folder);
        let places = content::places(folder.unwrap_or(Path::new(content::FOLDER)), &options.guide);
        self.places = places.iter().map(|place| workplace.path(place)).collect();
        self.places.insert(workplace.path(Path::new(PROJECT_FILE)));
        let (content, not_used) = settings::content(workplace, said_folder, &project)?;
        unused.append(not_used);
        let (says_brand, says_language) = (options.brand.is_some(), options.language.is_some());
        let mut project = settings::checked(project, &content, says_brand, says_language)?;
        let person = PersonGiven {
            surgeon: project.surgeon.take().map(SurgeonGiven::Set),
            ..PersonGiven::default()
        };
        let today = (options.today)();
        let check_options = CheckOptions {
            profile: project.profile.unwrap_or_else(Profile::usual),
            today,
            most_pages: project.most_pages,
            selection: Selection {
                settings: std::mem::take(&mut project.rules),
                ..Selection::default()
            },
            with_pages: true,
        };
        let brand = options.brand.clone();
        let order = Order {
            person,
            default_date: options.default_date,
            // Whoever is at work on a guide may well be reviewing it: the leaflet says so.
            today: Some(today),
            allow_overdue: true,
            language: options.language.clone(),
            print: settings::print(options.edition, options.paper, options.design, &project),
            set_language: project.language.map(|words| words.text),
            brand: brand.or(project.brand.map(|words| words.text)),
            ..Order::new(&options.guide)
        };
        let leaflet = make_naming(&order, &content, &self.engine, sources, files)?;
        Ok(Guide {
            leaflet,
            order,
            content,
            check_options,
        })
    }

    /// What `leaflet check` finds in the guide; nothing where it cannot look.
    pub(super) fn checked(&self, guide: &Guide, sources: &mut SourceSet) -> Diagnostics {
        let orders = std::slice::from_ref(&guide.order);
        let checked = catch_unwind(AssertUnwindSafe(|| {
            check::check(
                orders,
                &guide.check_options,
                &guide.content,
                &self.engine,
                sources,
            )
        }));
        let mut found = Diagnostics::new();
        // A file may have gone since the leaflet was made; the next look finds it.
        for guide in checked.into_iter().flatten().flatten() {
            found.append(guide.found);
        }
        found
    }
}
