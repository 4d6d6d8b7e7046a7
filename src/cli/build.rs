//! `leaflet build`: the clinic's guides become a folder of leaflets for everyone.
//!
//! In: the settings and the content. Out: the paths of the leaflets that were made, or under `--check` a
//! line for each that is not as it would be made. Promise: everything else that is said goes to standard
//! error; what is said of one place is said once, however many leaflets it concerns.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::{BuildArguments, MessageFormat};
use super::environment::{source_date, today, working_folder};
use super::outcome::Outcome;
use super::review::{days_before, tell_due};
use super::settings;
use super::terminal::{Terminal, harmless_path, report, shown, told, told_path};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
use crate::base::failure::{Advice, Failure};
use crate::base::share::Share;
use crate::base::workers;
use crate::commands::library::{
    Build, BuiltState, CheckReport, Event, Finding, Known, LibraryPlan, Orphan, Own,
    PlannedLeaflet, Report, USUAL_FOLDER, Verdict, forget_gone, listing, lock_name, orphans, rules,
    write_failure,
};
use crate::commands::make::{PersonGiven, PersonRead, SurgeonGiven, read_brand, reviews};
use crate::commands::output::{
    self, FileKind, ListKind, OutputFolder, PlaceLock, Readers, Target, WriteProblem, folder,
};
use crate::input::content::{self, Content, Workplace};
use crate::leaflet::format::{FORMATS, Format};
use crate::source::SourceSet;

/// Builds the library, or looks at it.
pub(super) fn build(arguments: &BuildArguments, terminal: Terminal) -> Outcome {
    let mut sources = SourceSet::new();
    match built(arguments, terminal, &mut sources) {
        Ok(outcome) => outcome,
        Err(failure) => report(&failure, &sources, terminal),
    }
}

fn built(
    arguments: &BuildArguments,
    terminal: Terminal,
    sources: &mut SourceSet,
) -> Result<Outcome, Failure> {
    check_lists(arguments)?;
    let mut project = settings::project(sources)?;
    let content = settings::content(&arguments.content, &project, terminal)?;
    project.brand = project.brand.filter(|_| arguments.content.brand.is_none());
    settings::check(&project, &content)?;
    if let Some(edition) = arguments.edition {
        project.editions = vec![edition];
    }
    if let Some(format) = arguments.format {
        project.formats = vec![format];
    }
    let days_before = days_before(&project);
    let strange = project.check_library(&content);
    if strange.has_errors() {
        return Err(Failure::Content(strange));
    }
    let mut found = Diagnostics::new();
    let plan = LibraryPlan::of(&project, &content, &mut found);
    terminal.diagnostics(&found, sources);
    if plan.leaflets.is_empty() {
        return Err(Failure::usage(
            "the library has no leaflets: no guide of it is written in a language of it",
            vec!["`leaflet list guides` shows the languages of every guide".to_owned()],
        ));
    }
    let folder = arguments
        .output_dir
        .clone()
        .or(project.output.map(|words| PathBuf::from(words.text)))
        .unwrap_or_else(|| PathBuf::from(USUAL_FOLDER));
    let brand = arguments
        .content
        .brand
        .clone()
        .or(project.brand.map(|words| words.text));
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
    terminal.diagnostics(&said, sources);
    let share = arguments.shard.unwrap_or(Share::WHOLE);
    let day = today(&arguments.today);
    let library = Library {
        terminal,
        share,
        plan: &plan,
        content: &content,
        // One format alone says nothing of leaflets in others.
        formats: arguments
            .format
            .map_or_else(|| FORMATS.to_vec(), |format| vec![format]),
        build: Build {
            leaflets: plan.share(share),
            content: &content,
            brand,
            person,
            default_date: source_date()?,
            today: Some(day),
            folder,
            force: arguments.force,
            threads: arguments.jobs.map_or_else(workers::processors, usize::from),
        },
    };
    let outcome = if arguments.check {
        library.check()
    } else {
        library.make(arguments)
    };
    let guides: BTreeSet<(&str, &str)> = plan
        .share(share)
        .into_iter()
        .map(|leaflet| (leaflet.guide.as_str(), leaflet.language.as_str()))
        .collect();
    tell_due(reviews(guides, &content), day, days_before, terminal);
    outcome
}

/// The library of this command.
struct Library<'a> {
    terminal: Terminal,
    share: Share,
    plan: &'a LibraryPlan,
    content: &'a Content,
    /// The formats in whose files leaflets that no guide makes any more are looked for.
    formats: Vec<&'static Format>,
    build: Build<'a>,
}

impl Library<'_> {
    fn make(&self, arguments: &BuildArguments) -> Result<Outcome, Failure> {
        refuse_patients(&self.build.folder)?;
        let _locks = lock_lists(arguments)?;
        let into = OutputFolder::open(&self.build.folder, &lock_name(self.share))
            .map_err(write_failure)?;
        let (known, mut own) =
            Known::of_folder(&self.build.folder, self.share).map_err(write_failure)?;
        let mut said = Said::new(self.terminal);
        let mut unsaid = Ok(());
        let report = self
            .build
            .run(&into, self.share, &known, &mut own, |event| {
                match self.tell(event, &mut said) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(failure) => {
                        unsaid = Err(failure);
                        ControlFlow::Break(())
                    }
                }
            });
        let saved = own.save(&into, self.share).map_err(write_failure);
        unsaid?;
        saved?;
        let pruned = self.orphans(arguments.prune, &into, &known, &mut own)?;
        self.write_lists(arguments, &report)?;
        self.sum_up(&report, pruned);
        Ok(if report.machine_failed {
            Outcome::UsageOrMachine
        } else if report.failed > 0 {
            Outcome::ContentHasProblems
        } else {
            Outcome::Done
        })
    }

    /// The path of a leaflet's file.
    fn path(&self, file: &str) -> PathBuf {
        self.build.folder.join(file)
    }

    /// Says what became of a leaflet.
    fn tell(&self, event: &Event<'_>, said: &mut Said) -> Result<(), Failure> {
        let leaflet = event.leaflet;
        let path = self.path(&leaflet.file);
        said.found(&leaflet.file, event.found, event.sources);
        let state = match event.state {
            BuiltState::Made => "made",
            BuiltState::Unchanged => "unchanged",
            BuiltState::Failed(failure) => {
                said.failure(&leaflet.file, failure, event.sources);
                "failed"
            }
        };
        if self.terminal.format == MessageFormat::Json && !self.terminal.quiet {
            self.terminal.event(&json!({
                "event": state,
                "file": path.display().to_string(),
                "guide": leaflet.guide,
                "language": leaflet.language,
                "edition": leaflet.print.name(),
                "pages": event.pages,
            }));
        }
        match event.state {
            BuiltState::Made => told_path(&path),
            _ => Ok(()),
        }
    }

    /// Names the leaflets that no guide makes any more, or takes those away that are surely ours; gives
    /// how many went. Of several shares the first does it.
    fn orphans(
        &self,
        prune: bool,
        into: &OutputFolder,
        known: &Known,
        own: &mut Own,
    ) -> Result<usize, Failure> {
        let wanted = self.plan.files();
        let mut pruned = 0;
        if self.share.index() == 1 {
            for orphan in self.found_orphans(known)? {
                if prune && orphan.is_ours {
                    into.remove(&orphan.file).map_err(write_failure)?;
                    pruned += 1;
                } else {
                    self.name_orphan(&orphan, prune);
                }
            }
        }
        forget_gone(own, &wanted, &self.build.folder);
        own.save(into, self.share).map_err(write_failure)?;
        Ok(pruned)
    }

    fn found_orphans(&self, known: &Known) -> Result<Vec<Orphan>, Failure> {
        let languages = self.content.languages();
        let files = self.plan.files();
        orphans(&self.build.folder, &files, &languages, known, &self.formats).map_err(write_failure)
    }

    fn name_orphan(&self, orphan: &Orphan, prune: bool) {
        let path = self.path(&orphan.file);
        let hint = if orphan.is_ours {
            "`leaflet build --prune` takes it away"
        } else if prune {
            "it is not known as the library's, or was changed; take it away yourself if nobody needs it"
        } else {
            "take it away if nobody needs it"
        };
        self.terminal.note(
            rule::ORPHAN,
            &format!("{} is made by no guide of the library", shown(&path)),
            vec![hint.to_owned()],
        );
    }

    fn write_lists(&self, arguments: &BuildArguments, report: &Report) -> Result<(), Failure> {
        if let Some(path) = &arguments.manifest {
            let text = listing(&report.shelved, self.share);
            output::write_list(
                path,
                ListKind::Manifest,
                &text,
                Readers::AsUsual,
                arguments.force,
            )
            .map_err(|problem| list_failure(&problem, "--manifest"))?;
        }
        if let Some(path) = &arguments.deps {
            let settings = Path::new(content::PROJECT_FILE);
            let settings = Workplace::of_process().project_file()?.map(|_| settings);
            let made_of = report.made_of.iter();
            let made_of = made_of.map(|(leaflet, files)| (leaflet.file.as_str(), files.as_slice()));
            let rules = rules(&self.build.folder, made_of, settings);
            write_rules(path, rules.text)?;
            let mut found = Diagnostics::new();
            found.extend(rules.left_out.iter().map(|path| {
                let message = format!("`make` cannot read the name `{}`", path.display());
                Diagnostic::new(rule::LEFT_OUT_OF_RULES, Severity::Warning, None, message)
                    .hint("it is left out of the rules; rename it with plain letters")
            }));
            self.terminal.diagnostics(&found, &SourceSet::new());
        }
        Ok(())
    }

    fn sum_up(&self, report: &Report, pruned: usize) {
        let Report {
            made,
            unchanged,
            failed,
            ..
        } = report;
        if self.terminal.format == MessageFormat::Json {
            if !self.terminal.quiet {
                self.terminal.event(&json!({
                    "event": "summary",
                    "asked": made + unchanged + failed,
                    "made": made,
                    "unchanged": unchanged,
                    "failed": failed,
                    "pruned": pruned,
                }));
            }
            return;
        }
        let mut message = format!("{made} made, {unchanged} unchanged");
        if *failed > 0 {
            message.push_str(&format!(", {failed} failed"));
        }
        if pruned > 0 {
            message.push_str(&format!(", {pruned} taken away"));
        }
        self.summary(&message, *failed > 0);
    }

    fn summary(&self, message: &str, is_grave: bool) {
        let severity = if is_grave {
            Severity::Warning
        } else {
            Severity::Note
        };
        let mut found = Diagnostics::new();
        found.push(Diagnostic::new(rule::LIST_DONE, severity, None, message));
        self.terminal.diagnostics(&found, &SourceSet::new());
    }

    fn check(&self) -> Result<Outcome, Failure> {
        let (known, _) = Known::of_folder(&self.build.folder, self.share).map_err(write_failure)?;
        let mut said = Said::new(self.terminal);
        let mut lines = String::new();
        let report = self.build.check(&known, |finding| {
            lines.push_str(&self.finding(&finding, &mut said));
        });
        let mut orphaned = 0;
        if self.share.index() == 1 {
            for orphan in self.found_orphans(&known)? {
                orphaned += 1;
                lines.push_str(&self.line("orphaned", &orphan.file, "no guide makes it", None));
            }
        }
        told(lines.as_bytes())?;
        let CheckReport {
            fresh,
            stale,
            missing,
            overdue,
            faulty,
            machine_failed,
        } = report;
        let is_fresh = stale + missing + overdue + faulty + orphaned == 0;
        if self.terminal.format == MessageFormat::Json {
            if !self.terminal.quiet {
                self.terminal.event(&json!({
                    "event": "summary",
                    "fresh": fresh,
                    "stale": stale,
                    "missing": missing,
                    "overdue": overdue,
                    "faulty": faulty,
                    "orphaned": orphaned,
                }));
            }
        } else {
            let counts = [
                (stale, "stale"),
                (missing, "missing"),
                (overdue, "overdue"),
                (faulty, "faulty"),
                (orphaned, "orphaned"),
            ];
            let mut message = format!("{fresh} fresh");
            for (count, word) in counts.into_iter().filter(|(count, _)| *count > 0) {
                message.push_str(&format!(", {count} {word}"));
            }
            self.summary(&message, !is_fresh);
        }
        Ok(if machine_failed {
            Outcome::UsageOrMachine
        } else if is_fresh {
            Outcome::Done
        } else {
            Outcome::ContentHasProblems
        })
    }

    /// A leaflet that is not as it would be made, as a line.
    fn finding(&self, finding: &Finding<'_>, said: &mut Said) -> String {
        let file = &finding.leaflet.file;
        let guide = Some(finding.leaflet);
        match &finding.verdict {
            Verdict::Missing => self.line("missing", file, "it is not there", guide),
            Verdict::Stale(why) => self.line("stale", file, why, guide),
            Verdict::Faulty(failure) => {
                said.found(file, &finding.found, &finding.sources);
                said.failure(file, failure, &finding.sources);
                self.line("faulty", file, "it cannot be made or read", guide)
            }
            Verdict::Overdue(failure) => {
                said.found(file, &finding.found, &finding.sources);
                said.failure(file, failure, &finding.sources);
                self.line("overdue", file, "the review of its guide is overdue", guide)
            }
        }
    }

    fn line(
        &self,
        verdict: &str,
        file: &str,
        why: &str,
        leaflet: Option<&PlannedLeaflet>,
    ) -> String {
        let path = harmless_path(&self.path(file));
        match self.terminal.format {
            MessageFormat::Json => {
                let object = json!({ "verdict": verdict, "file": path, "why": why });
                format!("{object}\n")
            }
            MessageFormat::Github => {
                let marked = leaflet.and_then(|leaflet| self.guide_file(leaflet));
                let words = format!("{path}: {why}");
                crate::source::messages::github::verdict(marked.as_deref(), verdict, &words)
            }
            _ => format!("{verdict}\t{path}\t{why}\n"),
        }
    }

    /// The file of a leaflet's guide, as it is called from the working folder; `None` for a built-in guide.
    fn guide_file(&self, leaflet: &PlannedLeaflet) -> Option<String> {
        let found = self.content.guide(&leaflet.guide, &leaflet.language).ok()?;
        let path = found.path?;
        let folder = working_folder();
        let inside = folder
            .as_deref()
            .and_then(|folder| path.strip_prefix(folder).ok());
        let path = inside.unwrap_or(&path);
        (!path.is_absolute()).then(|| path.display().to_string().replace('\\', "/"))
    }
}

fn write_rules(path: &Path, text: String) -> Result<(), Failure> {
    let target = Target::File {
        path: path.to_owned(),
        overwrite: true,
    };
    let files = [text.into_bytes()];
    output::write(&target, FileKind::Rules, &files, Readers::AsUsual)
        .map_err(|problem| list_failure(&problem, "--deps"))?;
    Ok(())
}

/// Whether the lists may be written, asked before any work is done.
fn check_lists(arguments: &BuildArguments) -> Result<(), Failure> {
    if let Some(path) = &arguments.manifest {
        output::check_list(path, ListKind::Manifest, arguments.force)
            .map_err(|problem| list_failure(&problem, "--manifest"))?;
    }
    if let Some(path) = &arguments.deps {
        output::check_free(path, FileKind::Rules, true)
            .map_err(|problem| list_failure(&problem, "--deps"))?;
    }
    Ok(())
}

/// Takes the places of the lists, so that no other run writes them meanwhile.
fn lock_lists(arguments: &BuildArguments) -> Result<Vec<PlaceLock>, Failure> {
    let lists = [
        (&arguments.manifest, "--manifest"),
        (&arguments.deps, "--deps"),
    ];
    let named = lists
        .into_iter()
        .filter_map(|(path, option)| Some((path.as_ref()?, option)));
    named
        .map(|(path, option)| {
            output::lock_place(path).map_err(|problem| list_failure(&problem, option))
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
            "{} holds patients' leaflets, which `leaflet batch` made; the library is not made there",
            shown(into)
        ),
        vec![
            "what is for everyone is handed on, and patients' names would be handed on with it"
                .to_owned(),
            format!(
                "name another folder with `--output-dir`; or take the patients' leaflets away, and then \
                 `leaflet purge {}`",
                harmless_path(into)
            ),
        ],
    ))
}

fn list_failure(problem: &WriteProblem, option: &str) -> Failure {
    let hint = match problem {
        WriteProblem::OtherKind(..) | WriteProblem::NotAFile(_) => {
            "give the list another name, or take the file away first".to_owned()
        }
        WriteProblem::NoFolder(_) => "make the folder first, or give another".to_owned(),
        problem => problem.hint_naming(option),
    };
    let message = match problem {
        WriteProblem::OtherKind(path, _) => {
            format!("{} is there and is no list of this kind", shown(path))
        }
        other => other.to_string(),
    };
    Failure::system(message, vec![hint])
}

/// What was said, so that it is said once.
struct Said {
    terminal: Terminal,
    said: BTreeSet<(&'static str, String, String)>,
}

impl Said {
    fn new(terminal: Terminal) -> Self {
        Self {
            terminal,
            said: BTreeSet::new(),
        }
    }

    fn failure(&mut self, file: &str, failure: &Failure, sources: &SourceSet) {
        if let Failure::Content(found) = failure {
            self.found(file, found, sources);
        }
        if let Some(Advice { message, hints }) = failure.advice() {
            let message = if message.contains(file) {
                message.clone()
            } else {
                format!("{file}: {message}")
            };
            self.terminal.error(message, hints.clone());
        }
    }

    /// Says errors and warnings; notes are for whoever writes the guide, and `make` tells them.
    fn found(&mut self, file: &str, found: &Diagnostics, sources: &SourceSet) {
        let mut news = Diagnostics::new();
        for one in found.iter() {
            if one.severity == Severity::Note {
                continue;
            }
            let mut one = one.clone();
            let place = match one.span {
                Some(span) => {
                    let (line, column) = sources.position(span);
                    format!("{}:{line}:{column}", sources.get(span.file).name())
                }
                None if one.rule == rule::SAME_FILE => String::new(),
                None => {
                    one.message = format!("{file}: {}", one.message);
                    String::new()
                }
            };
            if self.said.insert((one.rule, one.message.clone(), place)) {
                news.push(one);
            }
        }
        self.terminal.diagnostics(&news, sources);
    }
}
