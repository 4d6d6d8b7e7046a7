//! `leaflet check`: guides held against what patients, the law and the printer need.
//!
//! In: the guides, or all there are. Out: the findings and a summary on standard output, in the form that
//! was asked for, and the quality record of one guide where that was asked for. Promise: what a finding is called and how grave it is does not depend on the form; under
//! `--quiet` errors alone are told, without the summary.

use super::args::{CheckArguments, MessageFormat, SeverityName};
use super::controls;
use super::environment::{today, working_folder};
use super::outcome::Outcome;
use super::review::{days_before, tell_due};
use super::settings;
use super::terminal::{Terminal, harmless_path, report};
use crate::base::advice::Control;
use crate::base::diagnostic::{Severity, nearest};
use crate::base::failure::Failure;
use crate::commands::check::{self, CheckOptions};
use crate::commands::make::Order;
use crate::commands::output::{self, FileKind, Readers, Target, WriteProblem};
use crate::commands::project::Project;
use crate::commands::report::{self, Report, Terms};
use crate::input::content::Content;
use crate::lint::{Profile, RULES, Rule, Selection};
use crate::pages::typeset::Engine;
use crate::source::SourceSet;

/// Checks the guides and prints what was found.
pub(super) fn check(arguments: &CheckArguments, terminal: Terminal) -> Outcome {
    let mut sources = SourceSet::new();
    match checked(arguments, terminal, &mut sources) {
        Ok(outcome) => outcome,
        Err(failure) => report(&failure, &sources, terminal),
    }
}

fn checked(
    arguments: &CheckArguments,
    terminal: Terminal,
    sources: &mut SourceSet,
) -> Result<Outcome, Failure> {
    let project = settings::project(sources)?;
    let content = settings::content(&arguments.content, &project, terminal)?;
    let language = arguments.language.as_deref();
    let project = settings::checked(project, &content, &arguments.content, language)?;
    let check_options = check_options(arguments, &project)?;
    if let Some(path) = &arguments.report {
        output::check_free(path, FileKind::PDF, arguments.force)
            .map_err(|one| not_written(&one))?;
    }
    let orders = orders(arguments, &project, &content);
    if arguments.report.is_some() {
        report::check_quality_record(orders.len())?;
    }
    let engine = Engine::new();
    let mut guides = check::check(&orders, &check_options, &content, &engine, sources)?;
    for guide in &mut guides {
        guide.found = std::mem::take(&mut guide.found).worded(&controls::name);
    }
    let terms = Terms {
        profile: check_options.profile,
        today: check_options.today,
        is_strict: arguments.strict,
        errors_only: terminal.quiet,
        with_pages: check_options.with_pages,
        folder: working_folder(),
    };
    let report = Report::new(&terms, &guides, sources);
    terminal.report(&report)?;
    let reviews = guides.iter().filter_map(|guide| guide.review.clone());
    let reviews: Vec<_> = reviews.collect();
    if let Some(path) = &arguments.report {
        let pdf = report::quality_record(&report, &engine)?;
        let target = Target::File {
            path: path.clone(),
            overwrite: arguments.force,
        };
        output::write(&target, FileKind::PDF, &[pdf], Readers::AsUsual)
            .map_err(|one| not_written(&one))?;
        if !terminal.quiet && terminal.format == MessageFormat::Human {
            terminal.line(&format!("the quality record is in {}", harmless_path(path)));
        }
    }
    tell_due(
        reviews,
        check_options.today,
        days_before(&project),
        terminal,
    );
    Ok(if report.has_failed() {
        Outcome::ContentHasProblems
    } else {
        Outcome::Done
    })
}

/// What to do where the quality record cannot be written.
fn not_written(problem: &WriteProblem) -> Failure {
    problem.failure(problem.hint_naming(Control::Report))
}

/// How the guides are judged: the options win over the settings.
fn check_options(arguments: &CheckArguments, project: &Project) -> Result<CheckOptions, Failure> {
    let only: Result<Vec<&'static str>, Failure> =
        arguments.rule.iter().map(|name| rule_named(name)).collect();
    let asked = arguments.profile.as_deref().and_then(Profile::named);
    Ok(CheckOptions {
        profile: asked.or(project.profile).unwrap_or_else(Profile::usual),
        today: today(&arguments.today),
        most_pages: project.most_pages,
        selection: Selection {
            only: only?,
            least: arguments.min_severity.map(severity),
            settings: project.rules.clone(),
        },
        with_pages: !arguments.no_pages,
    })
}

fn rule_named(name: &str) -> Result<&'static str, Failure> {
    Rule::named(name).map(|rule| rule.name).ok_or_else(|| {
        let meant = nearest(name, RULES.iter().map(|rule| rule.name));
        let meant = meant.map(|meant| format!("did you mean `{meant}`?"));
        let mut hints: Vec<String> = meant.into_iter().collect();
        hints.push("`leaflet explain rules` lists them all".to_owned());
        Failure::usage(format!("there is no rule `{name}`"), hints)
    })
}

fn severity(name: SeverityName) -> Severity {
    match name {
        SeverityName::Error => Severity::Error,
        SeverityName::Warning => Severity::Warning,
        SeverityName::Advice => Severity::Advice,
    }
}

/// The guides to check: those that are named, or all, in each language that they are written in and that is
/// asked for.
fn orders(arguments: &CheckArguments, project: &Project, content: &Content) -> Vec<Order> {
    let written = content.guides();
    let own = content.own_guides();
    let names: Vec<String> = if !arguments.guides.is_empty() {
        arguments.guides.clone()
    } else if own.is_empty() {
        written.keys().cloned().collect()
    } else {
        own.into_iter().collect()
    };
    let brand = arguments.content.brand.clone();
    let brand = brand.or(project.brand.as_ref().map(|words| words.text.clone()));
    let mut orders = Vec::new();
    for name in names {
        let languages = written.get(&name).cloned().unwrap_or_default();
        let asked = arguments.language.clone();
        let languages = match asked {
            Some(tag) => vec![Some(tag)],
            None if languages.is_empty() => vec![None],
            None => languages.into_iter().map(Some).collect(),
        };
        for language in languages {
            let mut order = Order::new(&name);
            order.language = language;
            order.set_language = project.language.as_ref().map(|words| words.text.clone());
            order.brand.clone_from(&brand);
            order.print = settings::print(&arguments.print, project);
            orders.push(order);
        }
    }
    orders
}
