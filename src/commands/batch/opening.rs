//! From what is asked of a list to its plan: settings, content and list are read, and every row is looked at.
//!
//! In: what is asked. Out: [`Opened`], or why nothing is made. Promise: nothing is written; all that is wrong
//! with the list is told at once.

use super::Call;
use super::event::Event;
use super::list;
use super::options::{Options, Settled};
use super::plan::{Defaults, Plan};
use super::remarks;
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, nearest, quoted, rule};
use crate::base::failure::Failure;
use crate::commands::file_names::{NamePattern, USUAL_PATTERN};
use crate::commands::make::{GuideNames, Order, SurgeonGiven};
use crate::commands::project::Project;
use crate::commands::settings;
use crate::input::content::Content;
use crate::input::roster::{Column, Roster};
use crate::leaflet::format::Format;
use crate::model::guide::Words;
use crate::source::SourceSet;

/// Rows that are shown by their shape.
const SHAPES: usize = 3;

/// A list, ready to be made.
pub(super) struct Opened {
    /// What is to be made.
    pub(super) plan: Plan,
    /// Whether any row, or a guide that rows ask for, has a fault.
    pub(super) has_faults: bool,
    /// The content.
    pub(super) content: Content,
    /// The folder of the library that the settings name.
    pub(super) library: Option<String>,
}

/// The settings, and what is asked with them.
///
/// # Errors
/// [`Failure::Content`] with the faults of the settings.
pub(super) fn settle<'a>(
    options: Options<'a>,
    call: &Call<'a>,
    sources: &mut SourceSet,
) -> Result<(Project, Settled<'a>), Failure> {
    let project = settings::project(call.workplace, sources)?;
    let settled = Settled::of(options, &project.batch, call.workplace);
    Ok((project, settled))
}

/// Reads the list and plans it; `None` if it is refused, and was told.
///
/// # Errors
/// [`Failure`]: something that the options or the settings name cannot be had.
pub(super) fn open(
    project: Project,
    settled: &mut Settled<'_>,
    sources: &mut SourceSet,
    tell: &mut (dyn FnMut(Event<'_>) + Send),
) -> Result<Option<Opened>, Failure> {
    let names = name_pattern(settled, project.batch.names.as_ref(), tell)?;
    let options = &settled.options;
    let said = options.content.as_deref();
    let (content, unused) = settings::content(settled.workplace, said, &project)?;
    tell(Event::Remarks(&unused));
    let says_language = options.language.is_some();
    let project = settings::checked(project, &content, options.brand.is_some(), says_language)?;

    let mut found = Diagnostics::new();
    let Some(roster) = list::read(settled, &project, sources, &mut found)? else {
        tell(Event::List(&found, sources));
        return Ok(None);
    };
    let library = project.output.as_ref().map(|words| words.text.clone());
    let options = &settled.options;
    let defaults = defaults(options, project, names, &roster, &content, tell)?;
    let plan = Plan::of(&roster, &defaults, &content, sources, &mut found)?;
    found.extend(plan.told_twins());
    if options.is_rehearsal {
        found.push(looks_like(&roster));
    }
    // All that is wanted of it is in the plan: what it took is there for the pages.
    drop(roster);
    tell(Event::List(&found, sources));
    let mut guides = plan.guides.iter();
    if guides.any(|guide| guide.ready.is_under_review()) {
        tell(Event::UnderReview);
    }
    Ok(Some(Opened {
        plan,
        has_faults: found.has_errors(),
        content,
        library,
    }))
}

/// The pattern of names; what is personal enters it only where that was allowed, and then it is said
/// once what that means.
fn name_pattern(
    settled: &Settled<'_>,
    set: Option<&NamePattern>,
    tell: &mut (dyn FnMut(Event<'_>) + Send),
) -> Result<NamePattern, Failure> {
    let naming = &settled.options.naming;
    let names = match (&naming.pattern, set) {
        (None, Some(set)) => set.clone(),
        (given, _) => NamePattern::read(given.as_deref().unwrap_or(USUAL_PATTERN))
            .map_err(|problem| Failure::usage(problem.message(), vec![problem.hint()]))?,
    };
    let personal = [
        (
            names.names_references(),
            naming.allow_references,
            "reference",
            Control::ReferencesInNames,
        ),
        (
            names.names_patients(),
            naming.allow_patients,
            "patient's name",
            Control::PatientsInNames,
        ),
    ];
    for (is_named, is_allowed, what, control) in personal {
        if is_named && !is_allowed {
            return Err(Failure::usage(
                format!("the pattern would put the {what} into the names of files"),
                vec![
                    Advice::from(
                        "everybody who sees the folder, a mail attachment or a list of recent \
                         files can read it",
                    ),
                    Advice::naming("add {} if that is what the clinic wants", &[control]),
                ],
            ));
        }
        if is_named {
            tell(Event::Remarks(&remarks::names_hold(what)));
        }
    }
    Ok(names)
}

/// What holds for rows that say nothing else.
fn defaults(
    options: &Options<'_>,
    project: Project,
    names: NamePattern,
    roster: &Roster,
    content: &Content,
    tell: &mut (dyn FnMut(Event<'_>) + Send),
) -> Result<Defaults, Failure> {
    let guide = usual_guide(options, project.batch.guide.as_ref(), roster, content, tell)?;
    let has_guide = guide.is_some();
    let mut order = Order::new(guide.unwrap_or_default());
    order.print = settings::print(options.edition, options.paper, options.design, &project);
    order.format = options.format.unwrap_or(Format::usual());
    if options.job.path.is_some() && !order.format.is_usual() {
        return Err(Failure::usage(
            "a print job consists of PDFs, but another format was asked for",
            vec![Advice::naming(
                "leave out {} or {}",
                &[Control::Format, Control::PrintJob],
            )],
        ));
    }
    order.language.clone_from(&options.language);
    order.set_language = project.language.map(|words| words.text);
    let brand = options.brand.clone();
    order.brand = brand.or(project.brand.map(|words| words.text));
    order.default_date = options.default_date;
    order.today = Some(options.today);
    order.allow_overdue = options.allow_overdue;
    let surgeon = options.surgeon.clone().map(SurgeonGiven::Listed);
    Ok(Defaults {
        has_guide,
        order,
        surgeon: surgeon.or(project.surgeon.map(SurgeonGiven::Set)),
        date: options.date.clone(),
        names,
    })
}

/// The guide of rows that name none: the command's, the settings', or the only one there is; the first two
/// by their title too.
fn usual_guide(
    options: &Options<'_>,
    set: Option<&Words>,
    roster: &Roster,
    content: &Content,
    tell: &mut (dyn FnMut(Event<'_>) + Send),
) -> Result<Option<String>, Failure> {
    let guides = content.guides();
    let named = |words: &str| {
        let known = guides.contains_key(words).then(|| words.to_owned());
        known.or_else(|| GuideNames::of(content).named(words).map(str::to_owned))
    };
    if let Some(given) = &options.guide {
        // A path, or a name that there is not, is looked for as `make` does it.
        return Ok(Some(named(given).unwrap_or_else(|| given.clone())));
    }
    if let Some(set) = set {
        let known: Vec<&str> = guides.keys().map(String::as_str).collect();
        return named(&set.text)
            .map(Some)
            .ok_or_else(|| no_such_guide(set, &known));
    }
    let own: Vec<String> = content.own_guides().into_iter().collect();
    let all = if own.is_empty() {
        guides.into_keys().collect()
    } else {
        own
    };
    let only = <[String; 1]>::try_from(all).ok().map(|[only]| only);
    if let Some(only) = only.as_ref().filter(|_| !roster.has(Column::Guide)) {
        tell(Event::Remarks(&remarks::only_guide(only)));
    }
    Ok(only)
}

/// The fault of settings that name a guide which there is not.
fn no_such_guide(set: &Words, known: &[&str]) -> Failure {
    let mut found = Diagnostics::new();
    let message = format!("there is no guide {}", quoted(&set.text));
    let fault = Diagnostic::error(rule::UNKNOWN_CHOICE, set.span, message);
    let fault = match nearest(&set.text, known.iter().copied()) {
        Some(meant) => fault.hint(format!("did you mean `{meant}`?")),
        None => fault,
    };
    found.push(fault.hint("`leaflet list guides` shows them all"));
    Failure::Content(found)
}

/// Which column was taken for what, and rows by their shape.
fn looks_like(roster: &Roster) -> Diagnostic {
    let message = format!("the columns are {}", roster.columns_in_words());
    let mut told = Diagnostic::new(rule::LIST_LOOKS, Severity::Note, None, message);
    told.hints = roster.shapes(SHAPES).into_iter().map(Into::into).collect();
    told.hint(
        "letters are shown as x and digits as 9: check that each column contains what it should",
    )
}
