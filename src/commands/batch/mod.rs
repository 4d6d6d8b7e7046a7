//! A clinic's list: one leaflet for each row, all checked before the first page is set.
//!
//! In: [`Options`], and a [`Call`]: the folder in which one works, and a handle by which it is stopped. Out: a
//! folder of leaflets, [`Event`]s while it is worked on, and an [`Outcome`]. Promise:
//! asked = made + unchanged + failed + left out, whatever happens; one row that fails never stops the others; each
//! leaflet is, to the byte, what `make` gives for that row; no message, log or hidden file holds a word
//! of the list. Nothing is printed and nothing belongs to the process as a whole: two lists can be made at once,
//! in two folders, and be stopped one without the other.
//!
//! The way: `options` (what is asked, with the settings) → `opening` (content and `list` are read; `plan`, by
//! `planning`) → `making` (`places`, `run`, `print_job`, `manifest`).
//!
//! What repeats is done once: guides are read once, stock is set once ([`crate::pages::press`]), the disk is
//! waited for once for many files ([`crate::commands::output::folder`]).
//!
//! ```
//! use leaflet::base::stop::Stop;
//! use leaflet::commands::batch::{Call, End, ListSource, Options, make_list};
//! use leaflet::input::content::Workplace;
//! use leaflet::source::SourceSet;
//!
//! # let folder = tempfile::tempdir().unwrap();
//! # std::fs::write(folder.path().join("today.csv"), "patient\nSample Patient\n").unwrap();
//! let (workplace, stop) = (Workplace::at(folder.path()), Stop::new());
//! let mut options = Options::of(ListSource::file("today.csv"), jiff::civil::date(2026, 12, 1));
//! options.guide = Some("minimally-invasive-spinal-fusion".to_owned());
//! let call = Call { workplace: &workplace, stop: &stop };
//! let outcome = make_list(options, &call, &mut SourceSet::new(), &mut |_| {});
//! assert!(matches!(outcome.ended, Ok((End::Done, _))));
//! assert!(folder.path().join("patients/0002-minimally-invasive-spinal-fusion-en.pdf").exists());
//! ```

mod event;
pub mod job;
mod list;
mod making;
mod manifest;
mod opening;
mod options;
mod places;
mod plan;
mod planning;
mod print;
mod print_job;
mod remarks;
mod report;
mod run;
mod share;
mod string_pool;
mod twins;

pub use crate::input::roster::rows_in_words;
pub use event::{End, Event, Leaflets, NotMade, Outcome, RowDone, Summary, SummaryOf, Untouched};
pub use options::{
    JobOptions, ListSource, NamingOptions, Options, PATIENTS_FOLDER, ReadingOptions, WorkPart,
};
pub use plan::{Defaults, Plan, PlannedGuide, PlannedRow};
pub use remarks::leaflets;
pub use report::RowState;

use std::path::PathBuf;

use crate::base::failure::Failure;
use crate::base::stop::Stop;
use crate::commands::make::Review;
use crate::commands::output;
use crate::input::content::{self, Workplace};
use crate::source::SourceSet;
use making::Making;
use options::Settled;

/// What a call is given besides what it is asked.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// The folder in which one works: where relative paths begin and `leaflet.yaml` lies.
    pub workplace: &'a Workplace,
    /// By which the call is asked to stop; it is obeyed from [`Event::Stoppable`] on within a second, and
    /// before that where a part of the work ends.
    pub stop: &'a Stop,
}

/// Makes the leaflets of a list. The places of what is told are in `sources`; `tell` hears each event, some of
/// them on other threads.
pub fn make_list<'a>(
    options: Options<'a>,
    call: &Call<'a>,
    sources: &mut SourceSet,
    tell: &mut (dyn FnMut(Event<'_>) + Send),
) -> Outcome {
    let mut known = Known::default();
    let ended = ended(options, call, sources, tell, &mut known);
    let has_problems = matches!(
        ended,
        Ok((End::ContentHasProblems, _)) | Err(Failure::Content(_))
    );
    let untouched = known.untouched.filter(|_| has_problems);
    Outcome {
        untouched: untouched.and_then(|(folder, job)| left_there(&folder, job, call.workplace)),
        reviews: known.reviews,
        warn_before_review: known.warn_before_review,
        ended,
    }
}

/// What is known of a list, however it ends.
#[derive(Default)]
struct Known {
    /// The folder and the print job, as long as nothing was done there.
    untouched: Option<(PathBuf, Option<PathBuf>)>,
    reviews: Vec<Review>,
    warn_before_review: Option<u32>,
}

fn ended<'a>(
    options: Options<'a>,
    call: &Call<'a>,
    sources: &mut SourceSet,
    tell: &mut (dyn FnMut(Event<'_>) + Send),
    known: &mut Known,
) -> Result<(End, Option<Summary>), Failure> {
    let (project, mut settled): (_, Settled<'_>) = opening::settle(options, call, sources)?;
    if !settled.options.is_rehearsal {
        let job = settled.options.job.path.clone();
        known.untouched = Some((settled.folder.clone(), job));
    }
    let warn_before_review = project.warn_before_review;
    let opened = opening::open(project, &mut settled, sources, tell)?;
    let Some(opened) = opened else {
        return Ok((End::ContentHasProblems, None));
    };
    let guides = opened.plan.guides.iter();
    known.reviews = guides.filter_map(|guide| guide.ready.review()).collect();
    known.warn_before_review = warn_before_review;
    if call.stop.is_requested() {
        return Err(Failure::Interrupted);
    }
    let making = Making {
        opened: &opened,
        settled: &settled,
        call,
        sources,
        tell,
    };
    making.make(|| known.untouched = None)
}

/// What is still there of an earlier list: whoever prints the folder prints that one's patients.
fn left_there(
    folder: &std::path::Path,
    job: Option<PathBuf>,
    workplace: &Workplace,
) -> Option<Untouched> {
    let count = output::count_of_leaflets(folder);
    let job = job.filter(|job| content::is_there(job));
    let is_job_in_folder = job.as_ref().is_some_and(|job| job.parent() == Some(folder));
    let leaflets = count - usize::from(is_job_in_folder).min(count);
    (leaflets > 0 || job.is_some()).then(|| Untouched {
        folder: workplace.named(folder).to_owned(),
        leaflets,
        job: job.map(|job| workplace.named(&job).to_owned()),
    })
}
