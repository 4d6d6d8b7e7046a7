//! `leaflet make`: one guide, and perhaps one patient, becomes one leaflet.

use std::io::Read;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::args::{MakeArguments, PaperName, PersonArguments};
use super::outcome::Outcome;
use super::terminal::Terminal;
use crate::content::{self, Content};
use crate::leaflet::{PAPERS, Paper};
use crate::make::{self, Failure, Made, Order, PersonGiven, SurgeonGiven};
use crate::output::{self, Readers, Target};
use crate::source::SourceSet;
use crate::typeset::Workshop;

/// Most bytes read from standard input for a name.
const NAME_BYTES: u64 = 64 * 1024;

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
    let content = content_folder(arguments.content.content.as_deref());
    let to_stdout = arguments.output.as_deref() == Some(Path::new("-"));
    if let Some(path) = arguments.output.as_deref().filter(|_| !to_stdout) {
        output::check_free(path, arguments.force)?;
    }
    let order = Order {
        guide: arguments.guide.clone(),
        language: arguments.language.clone(),
        brand: arguments.content.brand.clone(),
        paper: paper(arguments.paper),
        person: person(&arguments.person)?,
        default_date: source_date()?,
    };
    let made = make::make(&order, &content, &Workshop::new(), sources)?;
    terminal.diagnostics(&made.diagnostics, sources);
    if to_stdout {
        return Terminal::result(&made.pdf).map_err(|error| {
            Failure::usage(
                format!("standard output could not be written: {error}"),
                Vec::new(),
            )
        });
    }
    let path = output::write(&target(arguments, &made), &made.pdf, readers(&made))?;
    Terminal::result(format!("{}\n", path.display()).as_bytes()).map_err(|error| {
        Failure::usage(
            format!("standard output could not be written: {error}"),
            Vec::new(),
        )
    })
}

/// Prints why there is no leaflet.
pub(super) fn report(failure: &Failure, sources: &SourceSet, terminal: Terminal) -> Outcome {
    match failure {
        Failure::Content(diagnostics) => {
            terminal.diagnostics(diagnostics, sources);
            Outcome::ContentHasProblems
        }
        Failure::Usage { message, hints } => {
            terminal.error(message.as_str(), hints.clone());
            Outcome::UsageOrMachine
        }
    }
}

/// The content folder that was named, or `content` in the working folder if there is one.
pub(super) fn content_folder(named: Option<&Path>) -> Content {
    let own = named.map(Path::to_owned).or_else(|| {
        let usual = PathBuf::from(content::FOLDER);
        usual.is_dir().then_some(usual)
    });
    Content::new(own)
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

fn paper(name: PaperName) -> &'static Paper {
    match name {
        PaperName::A4 => &PAPERS[0],
        PaperName::Letter => &PAPERS[1],
    }
}

fn person(arguments: &PersonArguments) -> Result<PersonGiven, Failure> {
    let patient = match arguments.patient.as_deref() {
        Some("-") => Some(name_from_stdin()?),
        given => given.map(str::to_owned),
    };
    let surgeon = match (&arguments.surgeon, &arguments.surgeon_name) {
        (Some(id), _) => Some(SurgeonGiven::Listed(id.clone())),
        (None, Some(name)) => Some(SurgeonGiven::Named(name.clone())),
        (None, None) => None,
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

/// The first and only line of standard input.
fn name_from_stdin() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(NAME_BYTES)
        .read_to_end(&mut bytes)
        .map_err(|error| {
            Failure::usage(
                format!("standard input could not be read: {error}"),
                Vec::new(),
            )
        })?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::usage(
            "the name on standard input is not UTF-8",
            vec!["save the file as UTF-8".to_owned()],
        )
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let line = text.strip_suffix('\n').unwrap_or(text);
    Ok(line.strip_suffix('\r').unwrap_or(line).to_owned())
}

/// The variable by which build systems fix the date of what they make (reproducible-builds.org).
const SOURCE_DATE_EPOCH: &str = "SOURCE_DATE_EPOCH";

#[expect(
    clippy::disallowed_methods,
    reason = "the command line is where the environment is read"
)]
fn source_date() -> Result<Option<Date>, Failure> {
    let Some(seconds) = std::env::var_os(SOURCE_DATE_EPOCH) else {
        return Ok(None);
    };
    seconds
        .to_str()
        .and_then(|seconds| seconds.parse::<i64>().ok())
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .map(|moment| Some(moment.to_zoned(TimeZone::UTC).date()))
        .ok_or_else(|| {
            Failure::usage(
                format!("{SOURCE_DATE_EPOCH} is not a number of seconds"),
                vec![format!("set it to whole seconds since 1970, or unset it")],
            )
        })
}
