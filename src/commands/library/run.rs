//! The library from what is asked for to what came of it.
//!
//! In: a [`LibraryOrder`]. Out: a [`LibraryEvent`] for each thing that there is to tell on the way, and a
//! [`LibraryOutcome`]. Promise: nothing is printed here; what is wrong with settings, brand or surgeon is known
//! before a leaflet is made; a folder of patients' leaflets is refused; guides that are to be reviewed soon are
//! told last, whatever else came of it.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::build::{Build, Event, Report, forget_gone, write_failure};
use super::check::{CheckReport, Finding};
use super::orphan::{Orphan, orphans};
use super::plan::LibraryPlan;
use super::record::{KnownRecords, OwnRecord, lock_name};
use super::{USUAL_FOLDER, listing, rules};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{
    Diagnostic, Diagnostics, Severity, harmless_path, quoted_path, rule,
};
use crate::base::failure::{Explanation, Failure};
use crate::base::share::Share;
use crate::base::stop::Stop;
use crate::commands::make::{
    PersonGiven, PersonRead, SurgeonGiven, read_brand, review_due, reviews,
};
use crate::commands::output::{
    self, FileKind, ListKind, OutputFolder, PlaceLock, Readers, Target, WriteProblem, folder,
};
use crate::commands::settings;
use crate::input::content::{Content, PROJECT_FILE, Workplace};
use crate::leaflet::Edition;
use crate::leaflet::format::{FORMATS, Format};
use crate::model::patient::Person;
use crate::source::SourceSet;

/// What is asked for; what is absent is as the settings of the folder say, or as usual.
#[derive(Debug, Clone)]
pub struct LibraryOrder {
    /// The folder in which one works.
    pub workplace: Workplace,
    /// The content folder.
    pub content: Option<PathBuf>,
    /// The brand.
    pub brand: Option<String>,
    /// One edition, and no other.
    pub edition: Option<&'static Edition>,
    /// One format, and no other.
    pub format: Option<&'static Format>,
    /// The folder of the library.
    pub folder: Option<PathBuf>,
    /// What is done.
    pub work: LibraryWork,
    /// Which of the leaflets.
    pub share: Share,
    /// How many leaflets are made at the same time.
    pub threads: usize,
    /// The day that counts as today.
    pub today: Date,
    /// The document's date where a guide has no date of review.
    pub default_date: Option<Date>,
    /// By which it is stopped, after the leaflets that are being made.
    pub stop: Stop,
}

/// What is done with the library.
#[derive(Debug, Clone)]
pub enum LibraryWork {
    /// It is looked at, and nothing is written.
    Look,
    /// Its leaflets are made.
    Make {
        /// Whether files that are not known as the library's are replaced.
        force: bool,
        /// Whether leaflets that no guide makes any more are taken away.
        prune: bool,
        /// Where a list of the leaflets goes, as JSON.
        manifest: Option<PathBuf>,
        /// Where the rules go that say what each leaflet is made of.
        rules: Option<PathBuf>,
    },
}

impl LibraryOrder {
    /// Where the list of the leaflets and the rules go.
    fn lists(&self) -> (Option<PathBuf>, Option<PathBuf>) {
        let place = |named: &Option<PathBuf>| named.as_ref().map(|path| self.workplace.path(path));
        match &self.work {
            LibraryWork::Make {
                manifest, rules, ..
            } => (place(manifest), place(rules)),
            LibraryWork::Look => (None, None),
        }
    }

    /// Whether files that are not known as the library's are replaced.
    fn replaces(&self) -> bool {
        matches!(self.work, LibraryWork::Make { force: true, .. })
    }
}

/// Something to tell on the way.
pub enum LibraryEvent<'a> {
    /// What was found in settings and content, not in a single leaflet's guide.
    Found(&'a Diagnostics, &'a SourceSet),
    /// A leaflet is done; its file is or would be at the path.
    Leaflet(&'a Event<'a>, &'a Path),
    /// A leaflet was looked at, and is not as it would be made.
    Finding(&'a Finding<'a>, &'a Content, &'a Path),
    /// A file of the library's names is made by no guide, and stays: at the path, and whether it would have
    /// been taken away had it been ours.
    Orphan(&'a Orphan, &'a Path, bool),
    /// All is done.
    Done(&'a LibraryOutcome),
    /// Guides are to be reviewed soon.
    ReviewDue(&'a Diagnostic),
}

/// What came of it.
#[derive(Debug)]
pub enum LibraryOutcome {
    /// It was looked at.
    Looked {
        /// How the leaflets are.
        report: CheckReport,
        /// How many files no guide makes.
        orphaned: usize,
    },
    /// Its leaflets were made.
    Made {
        /// What became of them.
        report: Report,
        /// How many files were taken away.
        pruned: usize,
    },
}

/// Hears of events; where it fails, the work ends tidily, and with that failure.
pub type Hearer<'h> = &'h mut (dyn FnMut(LibraryEvent<'_>) -> Result<(), Failure> + Send);

/// Makes the library, or looks at it.
///
/// # Errors
/// [`Failure`]: there is nothing to make, or it cannot be made at all; [`Failure::Interrupted`], if it was
/// stopped. A leaflet that fails is an event.
pub fn run(
    order: &LibraryOrder,
    sources: &mut SourceSet,
    hear: Hearer<'_>,
) -> Result<LibraryOutcome, Failure> {
    let (manifest, rules) = order.lists();
    check_lists(manifest.as_deref(), rules.as_deref(), order.replaces())?;
    let mut project = settings::project(&order.workplace, sources)?;
    let (content, unused) =
        settings::content(&order.workplace, order.content.as_deref(), &project)?;
    hear(LibraryEvent::Found(&unused, &SourceSet::new()))?;
    project = settings::checked(project, &content, order.brand.is_some(), false)?;
    if let Some(edition) = order.edition {
        project.editions = vec![edition];
    }
    if let Some(format) = order.format {
        project.formats = vec![format];
    }
    let days_before = project.days_before_review();
    let strange = project.check_library(&content);
    if strange.has_errors() {
        return Err(Failure::Content(strange));
    }
    let mut found = Diagnostics::new();
    let plan = LibraryPlan::of(&project, &content, &mut found);
    hear(LibraryEvent::Found(&found, sources))?;
    if plan.leaflets.is_empty() {
        return Err(Failure::usage(
            "the library has no leaflets: none of its guides is written in one of its languages",
            vec![Advice::listing(
                "guides",
                " shows the languages of each guide",
            )],
        ));
    }
    let set_folder = project.output.map(|words| PathBuf::from(words.text));
    let folder = order.folder.clone().or(set_folder);
    let folder = folder.unwrap_or_else(|| PathBuf::from(USUAL_FOLDER));
    let brand = order.brand.clone();
    let brand = brand.or(project.brand.map(|words| words.text));
    // A brand with faults is told once, and not for each guide; so is a surgeon that it does not have.
    let known = read_brand(brand.as_deref(), &content, sources)?;
    let given = PersonGiven {
        surgeon: project.surgeon.map(SurgeonGiven::Set),
        ..PersonGiven::default()
    };
    let PersonRead { person, found, .. } = PersonRead::of(&given, Some(&known), None);
    let mut said = Diagnostics::new();
    said.extend(found.into_iter().map(|(_, diagnostic)| diagnostic));
    if said.has_errors() {
        return Err(Failure::Content(said));
    }
    hear(LibraryEvent::Found(&said, sources))?;
    let library = Library {
        order,
        plan: &plan,
        build: build(order, &plan, &content, (brand, person, folder)),
    };
    let outcome = match &order.work {
        LibraryWork::Look => library.look(hear),
        LibraryWork::Make { prune, .. } => {
            library.make((manifest.as_deref(), rules.as_deref()), *prune, hear)
        }
    };
    let told = outcome
        .as_ref()
        .map_or(Ok(()), |outcome| hear(LibraryEvent::Done(outcome)));
    let guides: BTreeSet<(&str, &str)> = plan
        .share(order.share)
        .into_iter()
        .map(|leaflet| (leaflet.guide.as_str(), leaflet.language.as_str()))
        .collect();
    if let Some(due) = review_due(reviews(guides, &content), order.today, days_before) {
        hear(LibraryEvent::ReviewDue(&due))?;
    }
    told.and(outcome)
}

fn build<'a>(
    order: &LibraryOrder,
    plan: &'a LibraryPlan,
    content: &'a Content,
    (brand, person, folder): (Option<String>, Person, PathBuf),
) -> Build<'a> {
    Build {
        leaflets: plan.share(order.share),
        content,
        brand,
        person,
        default_date: order.default_date,
        today: Some(order.today),
        folder: order.workplace.path(&folder),
        force: order.replaces(),
        threads: order.threads,
    }
}

/// The library that was asked for.
struct Library<'a> {
    order: &'a LibraryOrder,
    plan: &'a LibraryPlan,
    build: Build<'a>,
}

impl Library<'_> {
    fn make(
        &self,
        (manifest, rules): (Option<&Path>, Option<&Path>),
        prune: bool,
        hear: Hearer<'_>,
    ) -> Result<LibraryOutcome, Failure> {
        let share = self.order.share;
        let folder = &self.build.folder;
        refuse_patients(folder)?;
        let _locks = lock_lists(manifest, rules)?;
        let into = OutputFolder::open(folder, &lock_name(share)).map_err(write_failure)?;
        let (known, mut own) = KnownRecords::of_folder(folder, share).map_err(write_failure)?;
        let mut unheard = Ok(());
        let report = self.build.run(&into, share, &known, &mut own, |event| {
            let path = folder.join(&event.leaflet.file);
            unheard = hear(LibraryEvent::Leaflet(event, &path));
            match unheard.is_err() || self.order.stop.is_requested() {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
        let saved = own.save(&into, share).map_err(write_failure);
        unheard?;
        saved?;
        if self.order.stop.is_requested() {
            return Err(Failure::Interrupted);
        }
        let pruned = self.prune(prune, (&into, &known), &mut own, hear)?;
        self.write_lists(manifest, rules, &report, hear)?;
        Ok(LibraryOutcome::Made { report, pruned })
    }

    /// Tells of the leaflets that no guide makes any more, or takes those away that are surely ours; gives
    /// how many went. Of several shares the first does it.
    fn prune(
        &self,
        prune: bool,
        (into, known): (&OutputFolder, &KnownRecords),
        own: &mut OwnRecord,
        hear: Hearer<'_>,
    ) -> Result<usize, Failure> {
        let mut pruned = 0;
        for orphan in self.orphans(known)? {
            if prune && orphan.is_ours {
                into.remove(&orphan.file).map_err(write_failure)?;
                pruned += 1;
            } else {
                let path = self.build.folder.join(&orphan.file);
                hear(LibraryEvent::Orphan(&orphan, &path, prune))?;
            }
        }
        forget_gone(own, &self.plan.files(), &self.build.folder);
        own.save(into, self.order.share).map_err(write_failure)?;
        Ok(pruned)
    }

    fn orphans(&self, known: &KnownRecords) -> Result<Vec<Orphan>, Failure> {
        if self.order.share.index() != 1 {
            return Ok(Vec::new());
        }
        let languages = self.build.content.languages();
        // One format alone says nothing of leaflets in others.
        let formats = match self.order.format {
            Some(format) => vec![format],
            None => FORMATS.to_vec(),
        };
        let files = self.plan.files();
        orphans(&self.build.folder, &files, &languages, known, &formats).map_err(write_failure)
    }

    fn write_lists(
        &self,
        manifest: Option<&Path>,
        rules_file: Option<&Path>,
        report: &Report,
        hear: Hearer<'_>,
    ) -> Result<(), Failure> {
        if let Some(path) = manifest {
            let text = listing(&report.shelved, self.order.share);
            let (kind, force) = (ListKind::Manifest, self.build.force);
            output::write_list(path, kind, &text, Readers::AsUsual, force)
                .map_err(|problem| list_failure(&problem, Control::Manifest))?;
        }
        let Some(path) = rules_file else {
            return Ok(());
        };
        let settings = self.order.workplace.project_file()?;
        let settings = settings.map(|_| Path::new(PROJECT_FILE));
        let made_of = report.made_of.iter();
        let made_of = made_of.map(|(leaflet, files)| (leaflet.file.as_str(), files.as_slice()));
        let rules = rules(&self.build.folder, made_of, settings);
        let target = Target::File {
            path: path.to_owned(),
            overwrite: true,
        };
        let files = [rules.text.into_bytes()];
        output::write(&target, FileKind::Rules, &files, Readers::AsUsual)
            .map_err(|problem| list_failure(&problem, Control::MakeRules))?;
        let mut found = Diagnostics::new();
        found.extend(rules.left_out.iter().map(|path| {
            let message = format!("`make` cannot read the name `{}`", path.display());
            Diagnostic::new(rule::LEFT_OUT_OF_RULES, Severity::Warning, None, message)
                .hint("it is left out of the rules; rename it, using plain letters")
        }));
        hear(LibraryEvent::Found(&found, &SourceSet::new()))
    }

    fn look(&self, hear: Hearer<'_>) -> Result<LibraryOutcome, Failure> {
        let folder = &self.build.folder;
        let (known, _) =
            KnownRecords::of_folder(folder, self.order.share).map_err(write_failure)?;
        let mut unheard = Ok(());
        let report = self.build.check(&known, |finding| {
            let path = folder.join(&finding.leaflet.file);
            if unheard.is_ok() {
                unheard = hear(LibraryEvent::Finding(&finding, self.build.content, &path));
            }
        });
        unheard?;
        let orphans = self.orphans(&known)?;
        for orphan in &orphans {
            let path = folder.join(&orphan.file);
            hear(LibraryEvent::Orphan(orphan, &path, false))?;
        }
        Ok(LibraryOutcome::Looked {
            report,
            orphaned: orphans.len(),
        })
    }
}

/// Whether the lists may be written, asked before any work is done.
fn check_lists(manifest: Option<&Path>, rules: Option<&Path>, force: bool) -> Result<(), Failure> {
    if let Some(path) = manifest {
        output::check_list(path, ListKind::Manifest, force)
            .map_err(|problem| list_failure(&problem, Control::Manifest))?;
    }
    if let Some(path) = rules {
        output::check_free(path, FileKind::Rules, true)
            .map_err(|problem| list_failure(&problem, Control::MakeRules))?;
    }
    Ok(())
}

/// Takes the places of the lists, so that no other run writes them meanwhile.
fn lock_lists(manifest: Option<&Path>, rules: Option<&Path>) -> Result<Vec<PlaceLock>, Failure> {
    let lists = [(manifest, Control::Manifest), (rules, Control::MakeRules)];
    let named = lists
        .into_iter()
        .filter_map(|(path, control)| Some((path?, control)));
    named
        .map(|(path, control)| {
            output::lock_place(path).map_err(|problem| list_failure(&problem, control))
        })
        .collect()
}

/// Refuses a folder into which a list's leaflets were made: the library is handed on, and patients' leaflets
/// would go with it.
fn refuse_patients(into: &Path) -> Result<(), Failure> {
    if !folder::holds_a_list(into).map_err(write_failure)? {
        return Ok(());
    }
    Err(Failure::usage(
        format!(
            "{} contains patients' leaflets, made by `leaflet batch`; the library is not made \
             there",
            quoted_path(into)
        ),
        vec![
            Advice::from(
                "leaflets for everyone are passed on to others, and patients' names would be \
                 passed on with them",
            ),
            Advice::naming(
                "choose another folder with {}; or move or delete the patients' leaflets, and \
                 then ",
                &[Control::OutputFolder],
            )
            .control_with(Control::Purge, harmless_path(into)),
        ],
    ))
}

/// Why a list cannot be written that is named by this control.
fn list_failure(problem: &WriteProblem, named: Control) -> Failure {
    let hint = match problem {
        WriteProblem::OtherKind(..) | WriteProblem::NotAFile(_) => {
            "give the list another name, or move or delete the file first".into()
        }
        WriteProblem::NoFolder(_) => "create the folder first, or give another".into(),
        problem => problem.hint_naming(named),
    };
    let message = match problem {
        WriteProblem::OtherKind(path, _) => {
            format!(
                "{} already exists and is not a list of this kind",
                quoted_path(path)
            )
        }
        other => other.to_string(),
    };
    Failure::System(Explanation::new(message, vec![hint]))
}
