//! `leaflet batch`: a list of patients becomes a folder of leaflets.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::{BatchArguments, MessageFormat, PATIENTS_FOLDER};
use super::environment::{source_date, today};
use super::input::{STANDARD_INPUT, unreadable_input};
use super::outcome::Outcome;
use super::places;
use super::print_job::PrintJob;
use super::progress::Progress;
use super::review::{days_before, tell_due, tell_overdue};
use super::settings;
use super::stop_by_itself;
use super::terminal::{Terminal, harmless_path, report, shown, told};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, nearest, quoted, rule};
use crate::base::failure::Failure;
use crate::base::share::Share;
use crate::base::workers;
use crate::commands::batch::{
    Defaults, FileThere, Plan, PlannedRow, Report, Run, in_share_order, rows_in_words, rows_of,
};
use crate::commands::file_names::{NamePattern, USUAL_PATTERN};
use crate::commands::library::is_made_by_build;
use crate::commands::make::{GuideNames, Order, Review, SurgeonGiven};
use crate::commands::output::ledger::Ledger;
use crate::commands::output::place::Place;
use crate::commands::output::{self, ListKind, OutputFolder, Readers, WriteProblem, folder};
use crate::commands::project::{BatchSettings, Project};
use crate::input::content::{self, Content, ContentProblem};
use crate::input::roster::sheet::{Encoding, MAXIMUM_ROSTER_BYTES, Sheet, SheetOptions};
use crate::input::roster::{
    Column, DATE_ORDERS, DOUBTS, DateOrder, Doubt, Roster, RowChoice, told_together,
};
use crate::model::guide::Words;
use crate::pages::typeset::Workshop;
use crate::source::SourceSet;

/// Rows that fail for one reason are told one by one up to this many; to machines always.
const TOLD_ONE_BY_ONE: usize = 5;

/// Rows that are shown by their shape.
const SHAPES: usize = 3;

/// Bytes of lines that are printed together.
const LINES_TOGETHER: usize = 16_000;

/// Makes the leaflets of a list.
pub(super) fn batch(arguments: &BatchArguments, terminal: Terminal) -> Outcome {
    let mut sources = SourceSet::new();
    let mut beside = Beside::default();
    let outcome = match planned_and_made(arguments, terminal, &mut sources, &mut beside) {
        Ok(outcome) => outcome,
        Err(failure) => report(&failure, &sources, terminal),
    };
    if outcome == Outcome::ContentHasProblems
        && let Some((folder, job)) = &beside.untouched
    {
        tell_untouched(folder, job.as_deref(), terminal);
    }
    if let Some((reviews, days_before)) = beside.due {
        tell_due(
            reviews,
            today(&arguments.review.today),
            days_before,
            terminal,
        );
    }
    outcome
}

/// What there is to say beside the list itself.
#[derive(Default)]
struct Beside {
    /// The guides' reviews, and from how many days before one on it is told.
    due: Option<(Vec<Review>, u32)>,
    /// The folder and the print job, as long as nothing was done there.
    untouched: Option<(PathBuf, Option<PathBuf>)>,
}

fn planned_and_made(
    arguments: &BatchArguments,
    terminal: Terminal,
    sources: &mut SourceSet,
    beside: &mut Beside,
) -> Result<Outcome, Failure> {
    let mut project = settings::project(sources)?;
    let arguments = &settled(arguments, &project.batch);
    if !arguments.dry_run {
        let job = arguments.job.combined.clone();
        beside.untouched = Some((arguments.output_dir.clone(), job));
    }
    let names = name_pattern(arguments, project.batch.names.as_ref(), terminal)?;
    let content = settings::content(&arguments.content, &project, terminal)?;
    project.brand = project.brand.filter(|_| arguments.content.brand.is_none());
    project.language = project.language.filter(|_| arguments.language.is_none());
    settings::check(&project, &content)?;

    let mut found = Diagnostics::new();
    let roster = read_roster(arguments, &project, sources, &mut found)?;
    let Some(roster) = roster else {
        return Err(Failure::Content(once_for_all(found, terminal)));
    };
    let library = project.output.as_ref().map(|words| words.text.clone());
    let days_before = days_before(&project);
    let defaults = defaults(arguments, project, names, &roster, &content, terminal)?;
    let plan = Plan::of(&roster, &defaults, &content, sources, &mut found)?;
    found.extend(plan.told_twins());
    if arguments.dry_run {
        found.push(looks_like(&roster));
    }
    let found = once_for_all(found, terminal);
    // All that is wanted of it is in the plan: what it took is there for the pages.
    drop(roster);
    let has_faults = found.has_errors();
    terminal.diagnostics(&found, sources);
    let is_under_review = plan
        .guides
        .iter()
        .any(|guide| guide.ready.is_under_review());
    tell_overdue(&arguments.review, is_under_review, terminal);
    let reviews = plan.guides.iter().filter_map(|guide| guide.ready.review());
    beside.due = Some((reviews.collect(), days_before));
    let bad = plan.bad();
    if plan.has_collisions || (arguments.strict && has_faults) {
        held_back(terminal, &plan, bad);
        return Ok(Outcome::ContentHasProblems);
    }
    refuse_library(arguments, library.as_deref())?;
    places::check(arguments, &plan)?;
    if arguments.dry_run {
        return dry_run(arguments, &plan, has_faults, terminal);
    }
    if plan.rows.is_empty() {
        held_back(terminal, &plan, bad);
        return Ok(Outcome::ContentHasProblems);
    }
    check_manifest(arguments, true)?;
    let share = arguments.sharing.shard.unwrap_or(Share::WHOLE);
    let name = folder_share(arguments, share);
    let folder = if arguments.sharing.join {
        OutputFolder::open_made(&arguments.output_dir, &name)
    } else {
        OutputFolder::open(&arguments.output_dir, &name)
    };
    let folder = folder.map_err(not_written)?;
    beside.untouched = None;
    // A link to the folder leads somewhere only now.
    places::check(arguments, &plan)?;
    check_manifest(arguments, false)?;
    let mut locks = Vec::new();
    for (option, path) in [
        ("--combined", &arguments.job.combined),
        ("--manifest", &arguments.manifest),
    ] {
        if let Some(path) = path {
            let lock = output::lock_place(path);
            locks.push(lock.map_err(|problem| not_written_as(&problem, option))?);
        }
    }
    tell_openness(&folder, terminal);
    keep_from_git(&arguments.output_dir, terminal)?;
    let mut ledger = match arguments.no_ledger {
        true => None,
        false => Some(Ledger::open(&folder, &name).map_err(not_written)?),
    };
    let run = Run {
        plan: &plan,
        share: rows_of(&plan, share),
        folder: &folder,
        force: arguments.force,
        threads: arguments.jobs.map_or_else(workers::processors, usize::from),
        stop: stop_by_itself(),
    };
    let workshop = Workshop::new();
    let job = PrintJob {
        arguments,
        plan: &plan,
        workshop: &workshop,
        threads: run.threads,
        stop: run.stop,
    };
    if let Some(rows) = &arguments.job.reprint {
        let rows = job.rows_again(rows)?;
        job.check(rows.len(), ledger.as_ref())?;
        let is_done = job.print(&rows, ledger.as_mut(), terminal)?;
        printed(is_done, terminal)?;
        return Ok(Outcome::Done);
    }
    if share.is_whole() {
        job.check(plan.rows.len(), ledger.as_ref())?;
    }
    let strangers = match &ledger {
        Some(ledger) if share.is_whole() => match run.strangers(ledger.known()) {
            Ok(strangers) => strangers,
            Err(problem) if arguments.prune => return Err(not_written(problem)),
            Err(problem) => {
                tell_unknown_strangers(&problem, terminal);
                Vec::new()
            }
        },
        _ => Vec::new(),
    };
    let report = match &ledger {
        Some(ledger) if arguments.sharing.join => {
            let mut report = run.look(&ledger.snapshot());
            name_shares(&mut report, &plan, ledger.shares());
            report
        }
        _ => {
            let mut progress = Progress::new(run.share.len(), terminal);
            let report = run.run(ledger.as_mut(), &workshop, |event| progress.tell(event));
            progress.end();
            report
        }
    };
    tell_failed(&report, &plan, sources, terminal);
    let is_whole = !(report.is_stopped || arguments.sharing.join && !report.failed.is_empty());
    let pruned = match &ledger {
        Some(ledger) if arguments.prune && is_whole => {
            let gone = run.prune(&strangers, ledger.known());
            tell_pruned(gone.map_err(not_written)?, terminal);
            true
        }
        _ => false,
    };
    if !pruned {
        tell_strangers(&strangers, &content, terminal);
    }
    tell_other_patients(&report, &plan, terminal);
    tell_files_of_others(report.others_files, terminal);
    // The summary is told whatever becomes of the lists.
    let told = tell_files(arguments, &report, &plan);
    let mut written = Ok(());
    let mut is_printed = Ok(true);
    if is_whole {
        if let Some(path) = &arguments.manifest {
            written = write_manifest(arguments, path, &report, &plan);
        }
        is_printed = job.print(&job.rows(&report), ledger.as_mut(), terminal);
    }
    // What is wrong with rows is nobody's share: the join says it once more, and ends accordingly.
    let has_faults = has_faults && share.is_whole();
    let numbers = Numbers::of(&plan, share, run.share.len());
    summary(terminal, arguments.sharing.join, &numbers, &report);
    told.and(written)?;
    printed(is_printed?, terminal)?;
    Ok(outcome(&report, has_faults))
}

/// Says that the print job was stopped, if it was.
fn printed(is_done: bool, terminal: Terminal) -> Result<(), Failure> {
    if is_done {
        return Ok(());
    }
    terminal.warning(
        rule::LIST_DONE,
        "stopped; the print job is not written",
        vec!["run the same command again to print it".to_owned()],
    );
    Err(Failure::Interrupted)
}

/// Why the folder or a list could not be written, with what to do where a list is made.
fn not_written(problem: WriteProblem) -> Failure {
    Failure::system(
        problem.to_string(),
        vec![problem.hint_for_list().to_owned()],
    )
}

/// Why a list or job could not be written, with what to do about the option that names it.
fn not_written_as(problem: &WriteProblem, option: &str) -> Failure {
    Failure::system(problem.to_string(), vec![problem.hint_naming(option)])
}

/// Whether the manifest may be written. It may stand in the folder of the leaflets, which need not be there
/// yet: `before` that is made, only this is no reason to refuse it.
fn check_manifest(arguments: &BatchArguments, before: bool) -> Result<(), Failure> {
    let Some(path) = &arguments.manifest else {
        return Ok(());
    };
    match output::check_list(path, ListKind::Manifest, arguments.force) {
        Err(WriteProblem::NoFolder(_)) if before && is_inside(path, &arguments.output_dir) => {
            Ok(())
        }
        Err(problem) => Err(not_written_as(&problem, "--manifest")),
        Ok(_) => Ok(()),
    }
}

/// Whether a file stands in this very folder.
fn is_inside(path: &Path, folder: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Place::of(path).is_in(&Place::of_folder(folder), &name)
}

/// Refuses the folder of the library: what is for everyone is mailed, put on a page or committed, and a
/// patient's leaflet would go with it.
fn refuse_library(arguments: &BatchArguments, set: Option<&str>) -> Result<(), Failure> {
    let folder = &arguments.output_dir;
    let names = folder::hidden_names(folder).map_err(not_written)?;
    let is_set = set.is_some_and(|set| {
        let set = Place::of_folder(Path::new(set));
        is_inside_place(folder, &set)
    });
    let why = if is_made_by_build(&names) {
        "holds leaflets for everyone, which `leaflet build` made"
    } else if is_set {
        "is the folder of leaflets for everyone, as `output` in `leaflet.yaml` says"
    } else {
        return Ok(());
    };
    Err(Failure::usage(
        format!(
            "{} {why}; patients' leaflets are not made there",
            shown(folder)
        ),
        vec![
            "what is for everyone is handed on, and a patient's name would be handed on with it"
                .to_owned(),
            "name another folder with `--output-dir`; without it the leaflets go to `patients`"
                .to_owned(),
        ],
    ))
}

/// Whether a folder is this place.
fn is_inside_place(folder: &Path, place: &Place) -> bool {
    Place::of(&folder.join("file")).is_in(place, "file")
}

/// Says that the file system keeps nobody out, where it was told to.
fn tell_openness(folder: &OutputFolder, terminal: Terminal) {
    if folder.is_open_to_others() {
        terminal.warning(
            rule::READ_BY_OTHERS,
            &format!(
                "{} lies on a drive that does not keep who may read a file",
                shown(folder.path())
            ),
            vec![
                "everybody who can open the drive can read the leaflets; choose a folder of your own"
                    .to_owned(),
            ],
        );
    }
}

/// Keeps patients' leaflets out of git: a folder inside a folder of git gets a file that says so, once.
fn keep_from_git(folder: &Path, terminal: Terminal) -> Result<(), Failure> {
    if output::keep_from_git(folder).map_err(not_written)? {
        terminal.note(
            rule::KEPT_FROM_GIT,
            &format!(
                "{} lies in a folder of git; a file `.gitignore` in it keeps the leaflets out of it",
                shown(folder)
            ),
            vec![
                "keep the print job and the manifest in that folder too, for example `--combined \
                 patients/print.pdf`"
                    .to_owned(),
            ],
        );
    }
    Ok(())
}

/// The name of the lock and the ledger of this run.
fn folder_share(arguments: &BatchArguments, share: Share) -> String {
    if arguments.sharing.join || share.is_whole() {
        folder::WHOLE.to_owned()
    } else {
        share.name()
    }
}

fn outcome(report: &Report, has_faults: bool) -> Outcome {
    if report.is_stopped {
        Outcome::Interrupted
    } else if report.failed.iter().any(|failed| failed.is_machine) {
        Outcome::UsageOrMachine
    } else if has_faults || !report.failed.is_empty() {
        Outcome::ContentHasProblems
    } else {
        Outcome::Done
    }
}

/// The pattern of names; what is personal enters it only where that was allowed, and then it is said
/// once what that means.
fn name_pattern(
    arguments: &BatchArguments,
    set: Option<&NamePattern>,
    terminal: Terminal,
) -> Result<NamePattern, Failure> {
    let naming = &arguments.naming;
    let names = match (&naming.name, set) {
        (None, Some(set)) => set.clone(),
        (given, _) => NamePattern::read(given.as_deref().unwrap_or(USUAL_PATTERN))
            .map_err(|problem| Failure::usage(problem.message(), vec![problem.hint()]))?,
    };
    let personal = [
        (
            names.names_references(),
            naming.references_in_names,
            "reference",
            "--references-in-names",
        ),
        (
            names.names_patients(),
            naming.patients_in_names,
            "patient's name",
            "--patients-in-names",
        ),
    ];
    for (is_named, is_allowed, what, option) in personal {
        if is_named && !is_allowed {
            return Err(Failure::usage(
                format!("the pattern would put the {what} into the names of files"),
                vec![
                    "whoever sees the folder, a mail's attachment or a list of recent files reads it"
                        .to_owned(),
                    format!("add `{option}` if that is what the clinic wants"),
                ],
            ));
        }
        if is_named {
            terminal.warning(
                rule::NAMES_IN_NAMES,
                &format!("the {what} stands in the names of the files"),
                vec!["whoever sees the folder can read it".to_owned()],
            );
        }
    }
    Ok(names)
}

fn read_roster(
    arguments: &BatchArguments,
    project: &Project,
    sources: &mut SourceSet,
    found: &mut Diagnostics,
) -> Result<Option<Roster>, Failure> {
    let path = &arguments.roster;
    let (name, bytes) = if path == Path::new(STANDARD_INPUT) {
        let mut bytes = Vec::new();
        let read = std::io::stdin()
            .lock()
            .take(MAXIMUM_ROSTER_BYTES as u64 + 1)
            .read_to_end(&mut bytes);
        read.map_err(|error| unreadable_input(&error))?;
        ("standard input".to_owned(), bytes)
    } else {
        refuse_mark(path)?;
        (path.display().to_string(), read_list(path)?)
    };
    let reading = &arguments.reading;
    // What the settings say holds for lists that are not Unicode; the others need no word.
    let set = project.batch.encoding.as_ref();
    let set = set.filter(|_| std::str::from_utf8(&bytes).is_err());
    let encoding = reading
        .encoding
        .as_deref()
        .or(set.map(|words| words.text.as_str()))
        .map(|name| {
            Encoding::named(name).ok_or_else(|| {
                Failure::usage(
                    "there is no encoding of the name given with `--encoding` or in `leaflet.yaml`",
                    vec!["the one of older Windows programs is `windows-1252`".to_owned()],
                )
            })
        })
        .transpose()?;
    let options = SheetOptions {
        encoding,
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
        is_strict: arguments.strict,
    };
    let order = date_order(arguments);
    let repairs = reading.repair_encoding;
    let (roster, told) = Roster::read_chosen(&sheet, &project.columns, order, repairs, choice);
    found.append(told);
    Ok(roster)
}

/// The bytes of a list; of one that is not there, which one may be meant.
fn read_list(path: &Path) -> Result<Vec<u8>, Failure> {
    match content::read_whole(path, MAXIMUM_ROSTER_BYTES) {
        Err(ContentProblem::Unreadable { error, .. }) if error.kind() == ErrorKind::NotFound => {
            let lists = content::lists_beside(path);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let mut hints = Vec::new();
            if let Some(meant) = nearest(&name, lists.iter().map(String::as_str)) {
                hints.push(format!("did you mean {}?", shown(Path::new(meant))));
            } else if !lists.is_empty() {
                let known = lists.iter().take(5);
                let known: Vec<String> = known.map(|it| harmless_path(Path::new(it))).collect();
                hints.push(format!("lists in that folder: {}", known.join(", ")));
            }
            hints.push(
                "open the terminal in the folder of the list, or write its whole path".to_owned(),
            );
            Err(Failure::usage(
                format!("there is no file {}", shown(path)),
                hints,
            ))
        }
        read => Ok(read?),
    }
}

/// Refuses the files that Excel, LibreOffice and macOS leave beside a list, as a pattern of names catches
/// them.
fn refuse_mark(path: &Path) -> Result<(), Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let (what, prefix) = if name.starts_with("~$") {
        (
            "the mark that Excel leaves while the list is open, not the list",
            "~$",
        )
    } else if name.starts_with(".~lock.") {
        (
            "the mark that LibreOffice leaves while the list is open, not the list",
            ".~lock.",
        )
    } else if name.starts_with("._") {
        ("what macOS puts beside a list, not the list", "._")
    } else {
        return Ok(());
    };
    let hint = format!("name the list itself, which is called the same without `{prefix}`");
    Err(Failure::usage(format!("this file is {what}"), vec![hint]))
}

fn date_order(arguments: &BatchArguments) -> Option<DateOrder> {
    let asked = arguments.reading.dates.as_deref()?;
    let known = DATE_ORDERS.iter().find(|(name, _)| *name == asked);
    known.map(|(_, order)| *order)
}

fn defaults(
    arguments: &BatchArguments,
    project: Project,
    names: NamePattern,
    roster: &Roster,
    content: &Content,
    terminal: Terminal,
) -> Result<Defaults, Failure> {
    let guide = usual_guide(
        arguments,
        project.batch.guide.as_ref(),
        roster,
        content,
        terminal,
    )?;
    let has_guide = guide.is_some();
    let mut order = Order::new(guide.unwrap_or_default());
    order.print = settings::print(&arguments.print, &project);
    order.language.clone_from(&arguments.language);
    order.set_language = project.language.map(|words| words.text);
    order.brand = arguments
        .content
        .brand
        .clone()
        .or(project.brand.map(|words| words.text));
    order.default_date = source_date()?;
    order.today = Some(today(&arguments.review.today));
    order.allow_overdue = arguments.review.allow_overdue.is_some();
    let surgeon = arguments.surgeon.clone().map(SurgeonGiven::Listed);
    Ok(Defaults {
        has_guide,
        order,
        surgeon: surgeon.or(project.surgeon.map(SurgeonGiven::Set)),
        date: arguments.date.clone(),
        names,
    })
}

/// The guide of rows that name none: the command's, the settings', or the only one there is; the first two
/// by their title too.
fn usual_guide(
    arguments: &BatchArguments,
    set: Option<&Words>,
    roster: &Roster,
    content: &Content,
    terminal: Terminal,
) -> Result<Option<String>, Failure> {
    let guides = content.guides();
    let named = |words: &str| {
        let known = guides.contains_key(words).then(|| words.to_owned());
        known.or_else(|| GuideNames::of(content).named(words).map(str::to_owned))
    };
    if let Some(given) = &arguments.guide {
        // A path, or a name that there is not, is looked for as `make` does it.
        return Ok(Some(named(given).unwrap_or_else(|| given.clone())));
    }
    if let Some(set) = set {
        let known: Vec<&str> = guides.keys().map(String::as_str).collect();
        return named(&set.text).map(Some).ok_or_else(|| {
            let mut found = Diagnostics::new();
            let message = format!("there is no guide {}", quoted(&set.text));
            let fault = Diagnostic::error(rule::UNKNOWN_CHOICE, set.span, message);
            let fault = match nearest(&set.text, known.iter().copied()) {
                Some(meant) => fault.hint(format!("did you mean `{meant}`?")),
                None => fault,
            };
            found.push(fault.hint("`leaflet list guides` shows them all"));
            Failure::Content(found)
        });
    }
    let own: Vec<String> = content.own_guides().into_iter().collect();
    let all = if own.is_empty() {
        guides.into_keys().collect()
    } else {
        own
    };
    let only = <[String; 1]>::try_from(all).ok().map(|[only]| only);
    if let Some(only) = only.as_ref().filter(|_| !roster.has(Column::Guide)) {
        terminal.note(
            rule::ONLY_GUIDE,
            &format!("the list names no guide, and `{only}` is the only one there is: it is taken"),
            Vec::new(),
        );
    }
    Ok(only)
}

/// The options with what the settings say where nothing was given.
fn settled(arguments: &BatchArguments, settings: &BatchSettings) -> BatchArguments {
    let mut arguments = arguments.clone();
    let path = |words: &Option<Words>| words.as_ref().map(|words| PathBuf::from(&words.text));
    let folder = arguments
        .given_output_dir
        .take()
        .or_else(|| path(&settings.output));
    arguments.output_dir = folder.unwrap_or_else(|| PathBuf::from(PATIENTS_FOLDER));
    let reading = &mut arguments.reading;
    if let (None, Some(order)) = (&reading.dates, settings.dates) {
        reading.dates = Some(order.name().to_owned());
    }
    reading.visible_only |= settings.visible_only;
    reading.header_row = reading.header_row.or(settings.header_row);
    let sheet = settings.sheet.as_ref().map(|words| words.text.clone());
    reading.sheet = reading.sheet.take().or(sheet);
    reading.repair_encoding |= settings.repair_encoding;
    arguments.strict |= settings.strict;
    let is_whole = arguments.sharing.shard.is_none() && arguments.job.reprint.is_none();
    arguments.prune |= settings.prune && is_whole && !arguments.no_ledger;
    let job = &mut arguments.job;
    // A share has no print job; the join of all has.
    if arguments.sharing.shard.is_none() {
        let folder = path(&settings.output);
        // A print job in the settings' folder goes along where another folder is named.
        let set = path(&settings.print_job).map(|job| {
            let within = folder.and_then(|folder| job.strip_prefix(folder).ok());
            let moved = within.map(|within| arguments.output_dir.join(within));
            moved.unwrap_or(job)
        });
        job.combined = job.combined.take().or(set);
    }
    job.separator_sheets |= settings.separator_sheets && job.combined.is_some();
    arguments
}

/// What was found: to people each cause once with its rows, to machines each row.
fn once_for_all(found: Diagnostics, terminal: Terminal) -> Diagnostics {
    match terminal.format {
        MessageFormat::Human => told_together(&found),
        _ => found,
    }
}

/// Which column was taken for what, and rows by their shape.
fn looks_like(roster: &Roster) -> Diagnostic {
    let message = format!("the columns are {}", roster.columns_in_words());
    let mut told = Diagnostic::new(rule::LIST_LOOKS, Severity::Note, None, message);
    told.hints = roster.shapes(SHAPES);
    told.hint(
        "letters are shown as x and figures as 9: look whether each column holds what it should",
    )
}

fn dry_run(
    arguments: &BatchArguments,
    plan: &Plan,
    has_faults: bool,
    terminal: Terminal,
) -> Result<Outcome, Failure> {
    let share = arguments.sharing.shard.unwrap_or(Share::WHOLE);
    let rows = rows_of(plan, share);
    tell_paths(arguments, plan, rows.iter().copied())?;
    let numbers = Numbers::of(plan, share, rows.len());
    if !tell_machines(terminal, &numbers, 0, &Report::default()) {
        let message = format!(
            "{} asked for: {} would be made, {} with a fault{}; nothing was written{}",
            leaflets(numbers.asked),
            rows.len(),
            numbers.bad,
            left_out(numbers.left_out),
            doubtful(numbers.doubts)
        );
        terminal.note(rule::LIST_DONE, &message, Vec::new());
    }
    Ok(if has_faults {
        Outcome::ContentHasProblems
    } else {
        Outcome::Done
    })
}

/// Says to which share each missing leaflet belongs, where the ledgers say how many shares there are.
fn name_shares(report: &mut Report, plan: &Plan, ledgers: &[String]) {
    let counts = ledgers.iter().filter_map(|name| {
        let (_, count) = name.split_once("-of-")?;
        count.parse::<u32>().ok()
    });
    let Some(count) = counts.max().filter(|count| *count > 0) else {
        return;
    };
    let order = in_share_order(plan);
    let mut shares = vec![0; order.len()];
    for (at, share) in order.into_iter().zip((1..=count).cycle()) {
        if let Some(place) = shares.get_mut(at) {
            *place = share;
        }
    }
    for failed in &mut report.failed {
        if let Some(share) = shares.get(failed.row) {
            failed.hint = format!("run its share again, `--shard {share}/{count}`, then join");
        }
    }
}

/// Says which rows failed; many that failed for one reason are told together.
fn tell_failed(report: &Report, plan: &Plan, sources: &SourceSet, terminal: Terminal) {
    let mut reasons: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for failed in &report.failed {
        let reason = (failed.message.as_str(), failed.hint.as_str());
        reasons.entry(reason).or_default().push(failed.row);
    }
    let is_human = terminal.format == MessageFormat::Human;
    let mut found = Diagnostics::new();
    for ((message, hint), rows) in reasons {
        let rows = rows.iter().filter_map(|at| plan.rows.get(*at));
        let rows: Vec<&PlannedRow> = rows.collect();
        if is_human
            && rows.len() > TOLD_ONE_BY_ONE
            && let Some(first) = rows.first()
        {
            let numbers: Vec<usize> = rows.iter().map(|row| row.number()).collect();
            let message = format!("{} were not made: {message}", rows_in_words(&numbers));
            let place = plan.span(first);
            found.push(Diagnostic::error(rule::NOT_MADE, place, message).hint(hint));
            continue;
        }
        let message = format!("was not made: {message}");
        let told = rows.iter();
        found.extend(told.map(|row| plan.row_fault(row, rule::NOT_MADE, &message, &[hint])));
    }
    terminal.diagnostics(&found, sources);
}

/// Prints the paths of the leaflets, in the list's order.
fn tell_files(arguments: &BatchArguments, report: &Report, plan: &Plan) -> Result<(), Failure> {
    tell_paths(arguments, plan, report.files.iter().map(FileThere::row))
}

/// Most paths that are printed to a terminal, where more would push what is to be read off the screen.
const PATHS_ON_TERMINAL: usize = 30;

/// Prints the paths of these rows' leaflets, some at a time: all of them to programs and files.
fn tell_paths(
    arguments: &BatchArguments,
    plan: &Plan,
    rows: impl Iterator<Item = usize>,
) -> Result<(), Failure> {
    let mut lines = String::new();
    let most = match Terminal::shows_results() {
        true => PATHS_ON_TERMINAL,
        false => usize::MAX,
    };
    let mut rows = rows.filter_map(|at| plan.rows.get(at));
    for row in rows.by_ref().take(most) {
        let path = arguments.output_dir.join(plan.file(row));
        lines.push_str(&format!("{}\n", harmless_path(&path)));
        if lines.len() >= LINES_TOGETHER {
            told(lines.as_bytes())?;
            lines.clear();
        }
    }
    let more = rows.count();
    if more > 0 {
        let folder = harmless_path(&arguments.output_dir);
        lines.push_str(&format!("and {more} more in {folder}\n"));
    }
    told(lines.as_bytes())
}

/// Writes what was made as JSON: rows by number, nothing of a person. Sums and lengths of leaflets are left
/// out unless they are asked for: leaflets are the same for the same words, so that a sum is proof of a
/// guessed name.
fn write_manifest(
    arguments: &BatchArguments,
    path: &Path,
    report: &Report,
    plan: &Plan,
) -> Result<(), Failure> {
    let leaflets: Vec<_> = report
        .files
        .iter()
        .filter_map(|there| {
            let row = plan.rows.get(there.row())?;
            let ready = &plan.guides.get(row.guide())?.ready;
            let mut leaflet = json!({
                "row": row.number(),
                "file": plan.file(row),
                "guide": ready.name,
                "language": ready.language.tag,
                "edition": ready.print.name(),
                "version": ready.version(),
                "pages": there.pages(),
            });
            if arguments.sums_in_manifest {
                leaflet["fingerprint"] = json!(there.file.to_string());
                leaflet["bytes"] = json!(there.bytes());
            }
            Some(leaflet)
        })
        .collect();
    let manifest = json!({
        "program": format!("leaflet {}", env!("CARGO_PKG_VERSION")),
        "leaflets": leaflets,
    });
    let (kind, text) = (ListKind::Manifest, format!("{manifest:#}\n"));
    output::write_list(path, kind, &text, Readers::OwnerOnly, arguments.force)
        .map_err(|problem| not_written_as(&problem, "--manifest"))
}

fn leaflets(count: usize) -> String {
    match count {
        1 => "1 leaflet".to_owned(),
        _ => format!("{count} leaflets"),
    }
}

/// Most files that a message names.
const NAMED: usize = 20;

/// The names of files, as far as a message holds them: those that say nothing but a number, a guide and a
/// language. A name that a list gave may hold a word of a patient's.
fn named(files: &[String], guides: &BTreeMap<String, Vec<String>>) -> String {
    let is_plain = |name: &&String| {
        let behind = name.trim_start_matches(|sign: char| sign.is_ascii_digit());
        let behind = behind.strip_prefix('-').unwrap_or_default();
        behind.len() < name.len()
            && guides
                .keys()
                .any(|guide| behind.starts_with(guide.as_str()))
    };
    let plain: Vec<&String> = files.iter().filter(is_plain).collect();
    let names = plain.iter().take(NAMED);
    let mut named: Vec<String> = names.map(|name| shown(Path::new(name))).collect();
    let beyond = plain.len().saturating_sub(NAMED);
    if beyond > 0 {
        named.push(format!("{beyond} more"));
    }
    let given = files.len() - plain.len();
    if given > 0 {
        named.push(format!("{given} that a list gave a name"));
    }
    named.join(", ")
}

/// Says what is still in the folder of a list of which nothing was made: whoever prints the folder prints an
/// earlier list's patients.
fn tell_untouched(folder: &Path, job: Option<&Path>, terminal: Terminal) {
    let count = output::count_of_pdfs(folder);
    let job = job.filter(|job| job.exists());
    let job_in_folder = job.is_some_and(|job| job.parent() == Some(folder));
    let mut there = Vec::new();
    match count - usize::from(job_in_folder).min(count) {
        0 => {}
        count => there.push(format!("{} in {}", leaflets(count), shown(folder))),
    }
    there.extend(job.map(|job| format!("the print job {}", shown(job))));
    if there.is_empty() {
        return;
    }
    terminal.warning(
        rule::OTHER_LEAFLETS,
        &format!(
            "nothing was made of this list, and what was there before still is: {}",
            there.join(", and ")
        ),
        vec!["they are of an earlier list: do not print or send them for this one".to_owned()],
    );
}

/// Says which leaflets of other lists are in the folder: whoever prints the folder would print them.
fn tell_strangers(files: &[String], content: &Content, terminal: Terminal) {
    let message = match files.len() {
        0 => return,
        1 => {
            "the folder also holds a leaflet that was made here and is not of this list".to_owned()
        }
        count => format!(
            "the folder also holds {count} leaflets that were made here and are not of this list"
        ),
    };
    terminal.warning(
        rule::OTHER_LEAFLETS,
        &format!("{message}: {}", named(files, &content.guides())),
        vec![
            "they are of an earlier list, or of rows that have a fault now; do not print or send them \
             with this list"
                .to_owned(),
            "`--prune` takes them away; a folder for each list keeps them apart: `--output-dir`"
                .to_owned(),
        ],
    );
}

/// Says that nobody knows which leaflets of other lists are in the folder.
fn tell_unknown_strangers(problem: &WriteProblem, terminal: Terminal) {
    terminal.warning(
        rule::OTHER_LEAFLETS,
        &format!("the folder may also hold leaflets that are not of this list: {problem}"),
        vec!["look through the folder before you print or send all that is in it".to_owned()],
    );
}

/// Says how many leaflets of earlier lists were taken away.
fn tell_pruned(count: usize, terminal: Terminal) {
    if count > 0 {
        let message = format!("{} of earlier lists taken away", leaflets(count));
        terminal.note(rule::OTHER_LEAFLETS, &message, Vec::new());
    }
}

/// Says in which rows a file held another patient's leaflet until now: a row that was put in between moves
/// all that follow, and whoever printed the file before has the other patient's.
fn tell_other_patients(report: &Report, plan: &Plan, terminal: Terminal) {
    let rows = report.other_patient.iter();
    let rows: Vec<usize> = rows
        .filter_map(|at| plan.rows.get(*at))
        .map(PlannedRow::number)
        .collect();
    if rows.is_empty() {
        return;
    }
    let files = if rows.len() == 1 {
        "the file"
    } else {
        "the files"
    };
    terminal.warning(
        rule::OTHER_PATIENT,
        &format!(
            "{files} of {} held another patient's leaflet until now",
            rows_in_words(&rows)
        ),
        vec![
            "what was printed or sent of them before is not for the patient who has that row now"
                .to_owned(),
        ],
    );
}

/// Says that somebody else may see to who reads these leaflets.
fn tell_files_of_others(count: usize, terminal: Terminal) {
    if count > 0 {
        terminal.warning(
            rule::READ_BY_OTHERS,
            &format!(
                "{} in the folder belong to another user of this computer, who can read them",
                leaflets(count)
            ),
            vec!["take them away, or make the list in a folder of your own".to_owned()],
        );
    }
}

/// Says that nothing was made, because rows have faults.
fn held_back(terminal: Terminal, plan: &Plan, bad: usize) {
    let numbers = Numbers::of(plan, Share::WHOLE, plan.rows.len());
    if tell_machines(terminal, &numbers, 0, &Report::default()) {
        return;
    }
    let mut message = format!(
        "{} asked for: 0 made, 0 unchanged, {bad} failed{}",
        leaflets(plan.asked),
        left_out(plan.left_out)
    );
    let mut hints = Vec::new();
    if !plan.rows.is_empty() {
        message += &format!(", {} not begun", plan.rows.len());
        let hint = if plan.has_collisions {
            "give the rows that share a name names of their own, then run the command again"
        } else {
            "mend the list; or leave `--strict` out, and the good rows are made"
        };
        hints.push(hint.to_owned());
    }
    terminal.warning(rule::LIST_DONE, &message, hints);
}

/// The numbers of a list, or of a share of it, that are known before the first page is set.
struct Numbers<'p> {
    /// Rows below the header.
    asked: usize,
    /// Rows with a fault.
    bad: usize,
    /// Rows that are no patients, or are not to be seen.
    left_out: usize,
    /// Rows that people would not expect, by reason.
    doubts: &'p [(Doubt, Vec<usize>)],
}

impl<'p> Numbers<'p> {
    /// Of a share that has so many good rows. What else the list has is nobody's share.
    fn of(plan: &'p Plan, share: Share, rows: usize) -> Self {
        let (bad, left_out) = match share.is_whole() {
            true => (plan.bad(), plan.left_out),
            false => (0, 0),
        };
        Self {
            asked: rows + bad + left_out,
            bad,
            left_out,
            doubts: &plan.doubts,
        }
    }
}

/// Says what became of the list: the numbers add up.
fn summary(terminal: Terminal, is_join: bool, numbers: &Numbers<'_>, report: &Report) {
    let failed = report.failed.len() + numbers.bad;
    if tell_machines(terminal, numbers, report.failed.len(), report) {
        return;
    }
    let mut message = format!("{} asked for: ", leaflets(numbers.asked));
    message += &match is_join {
        true => format!("{} are there, {failed} missing", report.unchanged),
        false => format!(
            "{} made, {} unchanged, {failed} failed",
            report.made, report.unchanged
        ),
    };
    message += &left_out(numbers.left_out);
    let mut hints = Vec::new();
    if report.is_stopped {
        let done = report.made + report.unchanged + failed + numbers.left_out;
        let not_begun = numbers.asked.saturating_sub(done);
        message = format!("stopped; {message}, {not_begun} not begun");
        hints.push("run the same command again to finish the list".to_owned());
    }
    message += &doubtful(numbers.doubts);
    if failed > 0 || report.is_stopped || !numbers.doubts.is_empty() {
        terminal.warning(rule::LIST_DONE, &message, hints);
    } else {
        terminal.note(rule::LIST_DONE, &message, hints);
    }
}

/// How many rows were left out, if any, as the end of a sentence.
fn left_out(count: usize) -> String {
    match count {
        0 => String::new(),
        _ => format!(", {count} left out"),
    }
}

/// Which leaflets nobody may expect, as the end of a sentence.
fn doubtful(doubts: &[(Doubt, Vec<usize>)]) -> String {
    let told = doubts.iter().map(|(doubt, rows)| {
        let are = if rows.len() == 1 { "is" } else { "are" };
        format!("; {} {are} {}", rows_in_words(rows), doubt.words())
    });
    told.collect()
}

/// Tells machines the numbers, if messages are for them: asked = made + unchanged + failed + left out + not
/// begun.
fn tell_machines(
    terminal: Terminal,
    numbers: &Numbers<'_>,
    failed: usize,
    report: &Report,
) -> bool {
    if terminal.format != MessageFormat::Json {
        return false;
    }
    if !terminal.quiet {
        let failed = failed + numbers.bad;
        let done = report.made + report.unchanged + failed + numbers.left_out;
        let rows_of = |doubt: Doubt| {
            let mut doubts = numbers.doubts.iter();
            let found = doubts.find(|(of, _)| *of == doubt);
            found.map_or(&[][..], |(_, rows)| rows.as_slice())
        };
        let doubts = DOUBTS.map(|doubt| (doubt.name().to_owned(), json!(rows_of(doubt))));
        terminal.event(&json!({
            "event": "summary",
            "asked": numbers.asked,
            "made": report.made,
            "unchanged": report.unchanged,
            "failed": failed,
            "left_out": numbers.left_out,
            "not_begun": numbers.asked.saturating_sub(done),
            "stopped": report.is_stopped,
            "doubtful_rows": serde_json::Map::from_iter(doubts),
        }));
    }
    true
}
