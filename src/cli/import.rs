//! `leaflet import`: a saved page becomes the draft of a guide.
//!
//! In: a page, and perhaps where its draft is to go. Out: the path of the draft on standard output, or
//! the draft itself; what was left out, what was not understood and the account of words on standard
//! error. Promise: the draft is whole or absent, and no file that is there is changed. It stands in the
//! working folder and not among the content: a draft is no guide before a person has read it.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use super::args::{ImportArguments, PageName};
use super::input::unreadable_input;
use super::new::shell_word;
use super::outcome::Outcome;
use super::terminal::{Terminal, report, told, told_path};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, quoted, rule};
use crate::base::failure::Failure;
use crate::commands::make::USUAL_LANGUAGE;
use crate::commands::new::not_written;
use crate::commands::output::{self, WriteProblem};
use crate::commands::starter;
use crate::input::content::Workplace;
use crate::input::import::{self, ImportProblem, Imported, MAXIMUM_PAGE_BYTES, PageFormat};
use crate::model::language::is_language_tag;
use crate::source::SourceSet;

/// What stands for standard input or output where a file is expected.
const STANDARD: &str = "-";

/// What a draft is called that came from standard input.
const NAMELESS: &str = "guide";

/// Makes the draft and says where it is.
pub(super) fn import(arguments: &ImportArguments, terminal: Terminal) -> Outcome {
    let mut sources = SourceSet::new();
    let page = match page(arguments, terminal) {
        Ok(page) => page,
        Err(failure) => return report(&failure, &sources, terminal),
    };
    let imported = import::import(&page.name, &page.bytes, page.format, &mut sources);
    let imported = match imported {
        Ok(imported) => imported,
        Err(ImportProblem::Page(found)) => {
            return report(&Failure::Content(found), &sources, terminal);
        }
        Err(ImportProblem::Program(message)) => return refused(&message, terminal),
    };
    match delivered(&page, &imported, &sources, terminal) {
        Ok(()) => Outcome::Done,
        Err(failure) => report(&failure, &sources, terminal),
    }
}

/// A page, read from the disk or from standard input.
struct Page {
    name: String,
    bytes: Vec<u8>,
    format: PageFormat,
    /// Where the draft goes; `None` for standard output.
    draft: Option<PathBuf>,
    /// What the draft would be called among the guides.
    guide: String,
}

fn page(arguments: &ImportArguments, terminal: Terminal) -> Result<Page, Failure> {
    let path = arguments.page.as_path();
    let is_input = path == Path::new(STANDARD);
    let format = match (arguments.from, is_input) {
        (Some(named), _) => format(named),
        (None, true) => {
            return Err(Failure::usage(
                "standard input does not say what kind of page it holds",
                vec!["add `--from html`, `--from docx`, `--from md` or `--from txt`".to_owned()],
            ));
        }
        (None, false) => format_of_ending(path)?,
    };
    let stem = path.file_stem().filter(|_| !is_input);
    let stem = stem.map_or(NAMELESS.into(), |stem| stem.to_string_lossy());
    let draft = match arguments.output.as_deref() {
        Some(output) if output == Path::new(STANDARD) => None,
        Some(output) => Some(output.to_owned()),
        None => Some(PathBuf::from(format!("{stem}.yaml"))),
    };
    if let Some(draft) = &draft
        && draft.symlink_metadata().is_ok()
    {
        return Err(not_written(&WriteProblem::Exists(draft.clone())));
    }
    let bytes = if is_input {
        page_from_stdin(terminal)?
    } else {
        Workplace::of_process().read_whole(path, MAXIMUM_PAGE_BYTES)?
    };
    Ok(Page {
        name: if is_input {
            "<standard input>".to_owned()
        } else {
            path.display().to_string()
        },
        bytes,
        format,
        draft,
        guide: starter::better_name(&stem).unwrap_or_else(|| "NAME".to_owned()),
    })
}

fn format(named: PageName) -> PageFormat {
    match named {
        PageName::Html => PageFormat::Html,
        PageName::Md => PageFormat::Markdown,
        PageName::Txt => PageFormat::PlainText,
        PageName::Docx => PageFormat::Word,
    }
}

fn format_of_ending(path: &Path) -> Result<PageFormat, Failure> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.and_then(PageFormat::of_ending).ok_or_else(|| {
        Failure::usage(
            format!(
                "the name {} does not say what kind of page it is",
                quoted(&path.display().to_string())
            ),
            vec![
                "the program reads pages with names that end in `.html`, `.mhtml`, `.docx`, `.md` \
                 or `.txt`"
                    .to_owned(),
                "for another name add `--from html`, `--from docx`, `--from md` or `--from txt`"
                    .to_owned(),
                "a PDF cannot be imported: import the Word file or web page that it was made from"
                    .to_owned(),
            ],
        )
    })
}

fn page_from_stdin(terminal: Terminal) -> Result<Vec<u8>, Failure> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        terminal.note(
            rule::WAITING,
            "waiting for the page on standard input",
            vec!["paste it and press Ctrl-D, or stop with Ctrl-C".to_owned()],
        );
    }
    let mut bytes = Vec::new();
    // One byte more than is accepted, so that the reader is the one to say that it is too much.
    let most = MAXIMUM_PAGE_BYTES as u64 + 1;
    let read = stdin.lock().take(most).read_to_end(&mut bytes);
    read.map_err(|error| unreadable_input(&error))?;
    Ok(bytes)
}

/// Writes the draft, tells what was found, and says what to do next.
fn delivered(
    page: &Page,
    imported: &Imported,
    sources: &SourceSet,
    terminal: Terminal,
) -> Result<(), Failure> {
    let Some(path) = &page.draft else {
        terminal.diagnostics(&imported.diagnostics, sources);
        return told(imported.yaml.as_bytes());
    };
    let file = (path.clone(), imported.yaml.clone().into_bytes());
    output::write_new(&[file]).map_err(|problem| not_written(&problem))?;
    terminal.diagnostics(&imported.diagnostics, sources);
    let language = language(imported);
    let in_language = if language == USUAL_LANGUAGE {
        String::new()
    } else {
        format!(" --language {language}")
    };
    let shown = path.display().to_string();
    terminal.note(
        rule::NEXT_STEP,
        "compare the draft with the page, from its first remark to its last; then continue with",
        vec![
            format!("`leaflet make {}{in_language}`", shell_word(&shown)),
            format!(
                "when it is right, move it to `content/guides/{}/{language}.yaml`, so that it has \
                 a name",
                page.guide
            ),
        ],
    );
    told_path(path)
}

/// The language of the page, if it names one in a form that can be asked for.
fn language(imported: &Imported) -> String {
    let tag = imported.language.as_deref().unwrap_or(USUAL_LANGUAGE);
    let tag = tag
        .split(['-', '_'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    if is_language_tag(&tag) {
        tag
    } else {
        USUAL_LANGUAGE.to_owned()
    }
}

/// Says that the program would have lost a word, and that therefore nothing was written.
fn refused(message: &str, terminal: Terminal) -> Outcome {
    let mut found = Diagnostics::new();
    found.push(
        Diagnostic::new(rule::IMPORT_ACCOUNT, Severity::Error, None, message)
            .hint("nothing was written: this is a mistake in the program, not in the page")
            .hint(
                "please report it, together with the page; until it is corrected, copy the \
                words by hand",
            ),
    );
    terminal.diagnostics(&found, &SourceSet::new());
    Outcome::UsageOrMachine
}
