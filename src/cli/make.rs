//! `leaflet make`: one guide, and perhaps one patient, becomes one leaflet.

use std::path::{Path, PathBuf};

use super::args::MakeArguments;
use super::environment::{source_date, today};
use super::input::{STANDARD_INPUT, STANDARD_OUTPUT, guide_from_stdin, name_from_stdin};
use super::made::{note_odd_ending, opened};
use super::outcome::Outcome;
use super::person::PersonArguments;
use super::review::{days_before, tell_due, tell_overdue};
use super::settings;
use super::terminal::{Terminal, report, told, told_path};
use crate::base::failure::Failure;
use crate::commands::make::{self, Made, Order, PersonGiven, SurgeonGiven};
use crate::commands::output::{self, FileKind, Readers, Target};
use crate::leaflet::format::{FORMATS, Files, Format, MadeFrom};
use crate::model::fact::FactName;
use crate::model::guide::Words;
use crate::pages::export;
use crate::pages::typeset::Engine;
use crate::source::SourceSet;

/// Makes the leaflet and says where it is.
pub(super) fn make(arguments: &MakeArguments, terminal: Terminal) -> Outcome {
    let mut sources = SourceSet::new();
    match made_and_written(arguments, terminal, &mut sources) {
        Ok(()) => Outcome::Done,
        Err(failure) => report(&failure, &sources, terminal),
    }
}

fn made_and_written(
    arguments: &MakeArguments,
    terminal: Terminal,
    sources: &mut SourceSet,
) -> Result<(), Failure> {
    check_input(arguments)?;
    let project = settings::project(sources)?;
    let content = settings::content(&arguments.content, &project, terminal)?;
    let language = arguments.language.as_deref();
    let mut project = settings::checked(project, &content, &arguments.content, language)?;
    let days_before = days_before(&project);
    let delivery = Delivery::of(arguments)?;
    let default_date = source_date()?;
    let guide_text = guide_from_stdin(&arguments.guide, terminal)?;
    let person = person(&arguments.person, project.surgeon.take(), terminal)?;
    let guide = &arguments.guide;
    let order = Order {
        guide_text,
        person,
        default_date,
        today: Some(today(&arguments.review.today)),
        allow_overdue: arguments.review.allow_overdue.is_some(),
        format: delivery.format,
        dots_per_inch: delivery.dots_per_inch,
        ..settings::order(
            guide,
            language,
            &arguments.content,
            &arguments.print,
            project,
        )
    };
    if let Some(folder) = &arguments.keep_engine_files {
        let files = make::engine_files(&order, &content, sources)?;
        let files = files.into_iter().map(|(path, bytes)| {
            let path = folder.join(path.trim_start_matches('/'));
            (path, bytes)
        });
        output::write_new(&files.collect::<Vec<_>>())?;
    }
    let made = make::make(&order, &content, &Engine::new(), sources)?;
    terminal.diagnostics(&made.diagnostics, sources);
    tell_overdue(&arguments.review, made.is_under_review, terminal);
    delivery.deliver(arguments, &made, terminal)?;
    let today = today(&arguments.review.today);
    tell_due(made.review, today, days_before, terminal);
    Ok(())
}

/// How the leaflet leaves the program.
struct Delivery {
    format: &'static Format,
    dots_per_inch: u16,
    to_stdout: bool,
}

impl Delivery {
    /// What the options ask for, checked before any work is done.
    fn of(arguments: &MakeArguments) -> Result<Self, Failure> {
        let path = arguments.output.as_deref();
        let to_stdout = path == Some(Path::new(STANDARD_OUTPUT));
        let of_name = path.filter(|_| !to_stdout).and_then(Format::of_path);
        let format = arguments.format.or(of_name).unwrap_or(Format::usual());
        if let Some(ending) = path.filter(|_| !to_stdout).and_then(of_another_kind) {
            return Err(Failure::usage(
                format!(
                    "the file name given with `-o` ends in `.{ending}`, but a leaflet is never \
                     such a file"
                ),
                FORMATS.iter().map(|one| one.naming.to_owned()).collect(),
            ));
        }
        if arguments.dpi.is_some() && !matches!(format.made_from, MadeFrom::Pictures) {
            return Err(Failure::usage(
                format!(
                    "`--dpi` is for pictures of the pages; a {} has no dots",
                    format.called
                ),
                vec!["add `--format png`, or leave `--dpi` out".to_owned()],
            ));
        }
        if to_stdout && format.files == Files::EachPage {
            return Err(Failure::usage(
                "each page becomes a separate file, so the pages cannot go to standard output",
                vec!["name the files with `-o`, for example `-o page-{n}.png`".to_owned()],
            ));
        }
        if to_stdout && arguments.open {
            return Err(Failure::usage(
                "a leaflet that goes to standard output cannot be opened",
                vec!["leave out `-o -` or `--open`".to_owned()],
            ));
        }
        if let Some(path) = path.filter(|_| !to_stdout) {
            output::check_free(path, FileKind::Leaflet(format), arguments.force)?;
        }
        Ok(Self {
            format,
            dots_per_inch: arguments.dpi.unwrap_or(export::USUAL_DOTS),
            to_stdout,
        })
    }

    /// Writes the files, says where they are, and opens the first if that was asked for.
    fn deliver(
        &self,
        arguments: &MakeArguments,
        made: &Made,
        terminal: Terminal,
    ) -> Result<(), Failure> {
        if self.to_stdout {
            return told(made.file());
        }
        let (target, readers) = (target(arguments, made), readers(made));
        let kind = FileKind::Leaflet(self.format);
        let paths = output::write(&target, kind, &made.files, readers)?;
        paths.iter().try_for_each(|path| told_path(path))?;
        note_odd_ending(&paths, kind, terminal);
        match paths.first() {
            Some(path) if arguments.open => opened(path),
            _ => Ok(()),
        }
    }
}

/// The ending of a name that says it is a picture or a document of a kind that is never written.
fn of_another_kind(path: &Path) -> Option<String> {
    const OTHERS: &[&str] = &[
        "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "heic", "svg", "eps", "doc", "docx",
        "odt", "rtf", "html", "htm",
    ];
    let ending = path.extension()?.to_str()?.to_lowercase();
    OTHERS.contains(&ending.as_str()).then_some(ending)
}

fn target(arguments: &MakeArguments, made: &Made) -> Target {
    match &arguments.output {
        Some(path) => Target::File {
            path: path.clone(),
            overwrite: arguments.force,
        },
        None => Target::Free {
            folder: PathBuf::from("."),
            stem: made.file_stem.clone(),
        },
    }
}

fn readers(made: &Made) -> Readers {
    if made.is_personal {
        Readers::OwnerOnly
    } else {
        Readers::AsUsual
    }
}

/// Refuses a command that wants two things from standard input.
fn check_input(arguments: &MakeArguments) -> Result<(), Failure> {
    if arguments.guide == STANDARD_INPUT
        && arguments.person.facts[FactName::Patient].as_deref() == Some(STANDARD_INPUT)
    {
        return Err(Failure::usage(
            "standard input can hold the guide or the patient's name, but not both",
            vec![
                "save the guide as a file and give the path of that file; the name can stay on \
                 standard input"
                    .to_owned(),
            ],
        ));
    }
    Ok(())
}

/// The person; the surgeon of the settings where the command names none.
fn person(
    arguments: &PersonArguments,
    set_surgeon: Option<Words>,
    terminal: Terminal,
) -> Result<PersonGiven, Failure> {
    let mut facts = arguments.facts.clone();
    if facts[FactName::Patient].as_deref() == Some(STANDARD_INPUT) {
        facts[FactName::Patient] = Some(name_from_stdin(terminal)?);
    }
    let listed = facts[FactName::Surgeon].take();
    let surgeon = match (listed, &arguments.surgeon_name) {
        (Some(id), _) => Some(SurgeonGiven::Listed(id)),
        (None, Some(name)) => Some(SurgeonGiven::Named(name.clone())),
        (None, None) => set_surgeon.map(SurgeonGiven::Set),
    };
    Ok(PersonGiven { facts, surgeon })
}
