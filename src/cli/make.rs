//! `leaflet make`: one guide, and perhaps one patient, becomes one leaflet.

use std::path::{Path, PathBuf};

use super::args::{MakeArguments, OutputFormat, PersonArguments};
use super::environment::{source_date, today};
use super::input::{STANDARD_INPUT, STANDARD_OUTPUT, guide_from_stdin, name_from_stdin};
use super::made::{ends_as, note_odd_ending, opened};
use super::outcome::Outcome;
use super::review::{days_before, tell_due, tell_overdue};
use super::settings;
use super::terminal::{Terminal, report, told, told_path};
use crate::base::failure::Failure;
use crate::commands::make::{self, Made, Order, PersonGiven, SurgeonGiven};
use crate::commands::output::{self, FileKind, Readers, Target};
use crate::model::guide::Words;
use crate::pages::export;
use crate::pages::typeset::Workshop;
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
    let made = make::make(&order, &content, &Workshop::new(), sources)?;
    terminal.diagnostics(&made.diagnostics, sources);
    tell_overdue(&arguments.review, made.is_under_review, terminal);
    let review = made.review.clone();
    delivery.deliver(arguments, made, terminal)?;
    let today = today(&arguments.review.today);
    tell_due(review, today, days_before, terminal);
    Ok(())
}

/// How the leaflet leaves the program.
struct Delivery {
    kind: FileKind,
    dots_per_inch: u16,
    to_stdout: bool,
}

impl Delivery {
    /// What the options ask for, checked before any work is done.
    fn of(arguments: &MakeArguments) -> Result<Self, Failure> {
        let path = arguments.output.as_deref();
        let to_stdout = path == Some(Path::new(STANDARD_OUTPUT));
        let kind = match arguments.format {
            Some(OutputFormat::Pdf) => FileKind::Pdf,
            Some(OutputFormat::Png) => FileKind::Png,
            None if path.is_some_and(|path| ends_as(path, FileKind::Png)) => FileKind::Png,
            None => FileKind::Pdf,
        };
        if let Some(ending) = path.filter(|_| !to_stdout).and_then(of_another_kind) {
            return Err(Failure::usage(
                format!(
                    "the name given with `-o` ends in `.{ending}`, and no leaflet is such a file"
                ),
                vec![
                    "a leaflet is a PDF: end its name in `.pdf`".to_owned(),
                    "pictures of its pages are PNG: end their name in `.png`, as in `page-{n}.png`"
                        .to_owned(),
                ],
            ));
        }
        if kind == FileKind::Pdf && arguments.dpi.is_some() {
            return Err(Failure::usage(
                "`--dpi` is for pictures of the pages; a PDF has no dots",
                vec!["add `--format png`, or leave `--dpi` out".to_owned()],
            ));
        }
        if to_stdout && kind == FileKind::Png {
            return Err(Failure::usage(
                "each page becomes a file of its own, which standard output cannot hold",
                vec!["name the files with `-o`, for example `-o page-{n}.png`".to_owned()],
            ));
        }
        if to_stdout && arguments.open {
            return Err(Failure::usage(
                "what goes to standard output cannot be opened",
                vec!["leave out `-o -` or `--open`".to_owned()],
            ));
        }
        if let Some(path) = path.filter(|_| !to_stdout) {
            output::check_free(path, kind, arguments.force)?;
        }
        Ok(Self {
            kind,
            dots_per_inch: arguments.dpi.unwrap_or(export::USUAL_DOTS),
            to_stdout,
        })
    }

    /// Writes the files, says where they are, and opens the first if that was asked for.
    fn deliver(
        &self,
        arguments: &MakeArguments,
        made: Made,
        terminal: Terminal,
    ) -> Result<(), Failure> {
        if self.to_stdout {
            return told(&made.pdf);
        }
        let (target, readers) = (target(arguments, &made), readers(&made));
        let files = match self.kind {
            FileKind::Png => export::png(&made.pdf, self.dots_per_inch)?,
            _ => vec![made.pdf],
        };
        let paths = output::write(&target, self.kind, &files, readers)?;
        paths.iter().try_for_each(|path| told_path(path))?;
        note_odd_ending(&paths, self.kind, terminal);
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
        "odt", "rtf", "html", "htm", "txt",
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
        && arguments.person.patient.as_deref() == Some(STANDARD_INPUT)
    {
        return Err(Failure::usage(
            "standard input can hold the guide or the patient's name, and not both",
            vec![
                "save the guide as a file and give its path; the name stays on standard input"
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
    let patient = match arguments.patient.as_deref() {
        Some(STANDARD_INPUT) => Some(name_from_stdin(terminal)?),
        given => given.map(str::to_owned),
    };
    let surgeon = match (&arguments.surgeon, &arguments.surgeon_name) {
        (Some(id), _) => Some(SurgeonGiven::Listed(id.clone())),
        (None, Some(name)) => Some(SurgeonGiven::Named(name.clone())),
        (None, None) => set_surgeon.map(SurgeonGiven::Set),
    };
    Ok(PersonGiven {
        patient,
        surgeon,
        date: arguments.date.clone(),
        procedure_date: arguments.procedure_date.clone(),
        level: arguments.level.clone(),
        side: arguments.side.clone(),
        reference: arguments.reference.clone(),
    })
}
