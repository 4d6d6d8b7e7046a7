//! What is asked of a list: its options, and what the settings say where these say nothing.
//!
//! In: [`Options`] as a front fills them, and `leaflet.yaml`. Out: [`Settled`]: what holds. Promise: what the
//! options say wins; a setting that does not fit what is asked for (a print job for a share of the list, taking
//! away without a ledger) is passed over; paths begin in the folder in which one works.

use std::io::Read;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::base::advice::Control;
use crate::base::failure::Failure;
use crate::base::share::Share;
use crate::commands::output::WriteProblem;
use crate::commands::project::BatchSettings;
use crate::input::content::Workplace;
use crate::input::roster::DateOrder;
use crate::leaflet::format::Format;
use crate::leaflet::{Edition, Paper};
use crate::model::design::Design;
use crate::model::guide::Words;

/// The folder of patients' leaflets where neither options nor settings name one.
pub const PATIENTS_FOLDER: &str = "patients";

/// What is asked of a list. [`Options::of`] asks for nothing but its leaflets.
pub struct Options<'a> {
    /// The list.
    pub list: ListSource<'a>,
    /// The folder of the leaflets; `None` for the settings' or [`PATIENTS_FOLDER`].
    pub folder: Option<PathBuf>,
    /// The folder of the clinic's content; `None` for the settings' or the usual one.
    pub content: Option<PathBuf>,
    /// The clinic's brand.
    pub brand: Option<String>,
    /// The guide of rows that name none, by its name, its title or its path.
    pub guide: Option<String>,
    /// The language of rows that name none.
    pub language: Option<String>,
    /// The edition of rows that name none.
    pub edition: Option<&'static Edition>,
    /// The sheet of rows that name none.
    pub paper: Option<&'static Paper>,
    /// The design; `None` for the brand's.
    pub design: Option<&'static Design>,
    /// The format of the leaflets, one that fits a list; `None` for the usual one.
    pub format: Option<&'static Format>,
    /// The surgeon of rows that name none, as the brand lists them.
    pub surgeon: Option<String>,
    /// The date on every leaflet, as typed.
    pub date: Option<String>,
    /// The day that counts as today.
    pub today: Date,
    /// The date in the file's properties where a guide has no date of review.
    pub default_date: Option<Date>,
    /// Whether leaflets of guides whose review is overdue are made all the same.
    pub allow_overdue: bool,
    /// Whether the list is only looked at, and nothing is made.
    pub is_rehearsal: bool,
    /// Whether nothing is made if any row has a fault.
    pub is_strict: bool,
    /// Whether files are replaced that are there and were not made here.
    pub force: bool,
    /// Whether leaflets of earlier lists are taken away.
    pub prune: bool,
    /// Whether a ledger is kept of what was made.
    pub has_ledger: bool,
    /// How many leaflets are made at the same time; `None` for as many as there are processors.
    pub threads: Option<usize>,
    /// Where a list of the leaflets is written, as JSON without a name in it.
    pub manifest: Option<PathBuf>,
    /// Whether that list holds sum and bytes of each leaflet.
    pub has_sums: bool,
    /// How the list is read.
    pub reading: ReadingOptions,
    /// How files are named.
    pub naming: NamingOptions,
    /// One file of all leaflets.
    pub job: JobOptions,
    /// Which part of the work this is.
    pub part: WorkPart,
}

impl<'a> Options<'a> {
    /// The leaflets of a list, of a day that counts as today, and nothing else.
    pub fn of(list: ListSource<'a>, today: Date) -> Self {
        Self {
            list,
            folder: None,
            content: None,
            brand: None,
            guide: None,
            language: None,
            edition: None,
            paper: None,
            design: None,
            format: None,
            surgeon: None,
            date: None,
            today,
            default_date: None,
            allow_overdue: false,
            is_rehearsal: false,
            is_strict: false,
            force: false,
            prune: false,
            has_ledger: true,
            threads: None,
            manifest: None,
            has_sums: false,
            reading: ReadingOptions::default(),
            naming: NamingOptions::default(),
            job: JobOptions::default(),
            part: WorkPart::Whole,
        }
    }
}

/// Where a list comes from.
pub struct ListSource<'a> {
    /// Its file; or, where a stream gives its bytes, a path that no other file of the work may take.
    pub path: PathBuf,
    /// What gives its bytes in place of the file, and what that is called in messages.
    pub stream: Option<(&'static str, Box<dyn Read + 'a>)>,
}

impl ListSource<'_> {
    /// A file.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            stream: None,
        }
    }
}

/// How a list is read.
#[derive(Debug, Clone, Default)]
pub struct ReadingOptions {
    /// The name of the encoding of a list that is not Unicode.
    pub encoding: Option<String>,
    /// The sheet of a workbook that has several: its name or its number.
    pub sheet: Option<String>,
    /// In which order the figures of dates stand.
    pub dates: Option<DateOrder>,
    /// The number of the header's row.
    pub header_row: Option<u32>,
    /// Whether what a workbook does not show is left out, and patients who do not come.
    pub visible_only: bool,
    /// Whether letters that were read in a wrong encoding are put right.
    pub repair_encoding: bool,
}

/// How the leaflets of a list are named.
#[derive(Debug, Clone, Default)]
pub struct NamingOptions {
    /// The pattern, such as `{row}-{guide}`; `None` for the settings' or the usual one.
    pub pattern: Option<String>,
    /// Whether references may stand in names.
    pub allow_references: bool,
    /// Whether patients' names may stand in names.
    pub allow_patients: bool,
}

/// The print job of a list.
#[derive(Debug, Clone, Default)]
pub struct JobOptions {
    /// Its file.
    pub path: Option<PathBuf>,
    /// Most leaflets in one file.
    pub most: Option<u32>,
    /// Whether a sheet that says whose leaflet follows stands before each.
    pub has_separators: bool,
    /// The rows that are printed again, such as `4,17-19`: only the print job is made then.
    pub rows_again: Option<String>,
}

/// Which part of the work of a list one call does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkPart {
    /// All of it.
    Whole,
    /// One of several equal shares.
    Share(Share),
    /// Nothing is made: it is proved that the shares together made everything.
    Join,
}

impl WorkPart {
    /// The share of the rows that is looked at.
    pub(super) fn share(self) -> Share {
        match self {
            Self::Share(share) => share,
            Self::Whole | Self::Join => Share::WHOLE,
        }
    }

    /// Whether nothing is made, and shares are put together.
    pub(super) fn is_join(self) -> bool {
        self == Self::Join
    }
}

/// What is asked of a list with what the settings say where nothing was asked for. Paths lead there from
/// wherever the process was started.
pub(super) struct Settled<'a> {
    pub(super) options: Options<'a>,
    /// The folder of the leaflets.
    pub(super) folder: PathBuf,
    /// In which paths are named.
    pub(super) workplace: &'a Workplace,
}

impl<'a> Settled<'a> {
    pub(super) fn of(
        mut options: Options<'a>,
        settings: &BatchSettings,
        workplace: &'a Workplace,
    ) -> Self {
        let path = |words: &Option<Words>| words.as_ref().map(|words| PathBuf::from(&words.text));
        let set_folder = path(&settings.output);
        let folder = options.folder.take().or_else(|| set_folder.clone());
        let folder = folder.unwrap_or_else(|| PathBuf::from(PATIENTS_FOLDER));
        let reading = &mut options.reading;
        reading.dates = reading.dates.or(settings.dates);
        reading.visible_only |= settings.visible_only;
        reading.header_row = reading.header_row.or(settings.header_row);
        let sheet = settings.sheet.as_ref().map(|words| words.text.clone());
        reading.sheet = reading.sheet.take().or(sheet);
        reading.repair_encoding |= settings.repair_encoding;
        options.is_strict |= settings.strict;
        let is_share = matches!(options.part, WorkPart::Share(_));
        let is_whole = !is_share && options.job.rows_again.is_none();
        options.prune |= settings.prune && is_whole && options.has_ledger;
        let job = &mut options.job;
        // A share has no print job; the join of all has. It is made of PDFs.
        if !is_share && options.format.is_none_or(Format::is_usual) {
            // A print job in the settings' folder goes along where another folder is named.
            let set = path(&settings.print_job).map(|job| {
                let within = set_folder.and_then(|set| job.strip_prefix(set).ok());
                let moved = within.map(|within| folder.join(within));
                moved.unwrap_or(job)
            });
            job.path = job.path.take().or(set);
        }
        job.has_separators |= settings.separator_sheets && job.path.is_some();
        let lies = |named: PathBuf| workplace.path(&named);
        options.job.path = options.job.path.map(lies);
        options.manifest = options.manifest.map(lies);
        Self {
            folder: workplace.path(&folder),
            options,
            workplace,
        }
    }

    /// A path as it was named.
    pub(super) fn named<'p>(&self, path: &'p Path) -> &'p Path {
        self.workplace.named(path)
    }

    /// How many leaflets are in one file of the print job at the most.
    pub(super) fn most_in_job(&self, rows: usize) -> usize {
        let most = self.options.job.most;
        let most = most.and_then(|most| usize::try_from(most).ok());
        most.unwrap_or(rows).max(1)
    }
}

impl Settled<'_> {
    /// Why the folder or a list could not be written, with what to do where a list is made.
    pub(super) fn not_written(&self, problem: WriteProblem) -> Failure {
        let problem = problem.named_in(self.workplace);
        problem.failure(problem.hint_for_list())
    }

    /// Why a list or job could not be written, with what to do about the control that names it.
    pub(super) fn not_written_as(&self, problem: WriteProblem, named: Control) -> Failure {
        let problem = problem.named_in(self.workplace);
        problem.failure(problem.hint_naming(named))
    }
}
