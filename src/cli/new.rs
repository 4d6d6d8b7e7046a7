//! `leaflet new`: a commented file to begin with, and what to do next.
//!
//! In: the options. Out: the path of the file on standard output, the next commands on standard error. Promise:
//! what `commands::new` promises.

use super::args::{self, Named, NewArguments};
use super::outcome::Outcome;
use super::terminal::{Terminal, harmless_path, report};
use crate::base::diagnostic::{Diagnostic, Severity, rule};
use crate::commands::new::{Begun, Call, NewFile, NewOptions, begin};
use crate::input::content::Workplace;
use crate::source::SourceSet;

/// Writes the file and says where it is.
pub(super) fn new(arguments: &NewArguments, terminal: Terminal) -> Outcome {
    let (file, named) = asked(&arguments.file);
    let content = named.and_then(|named| named.content.clone());
    // What the next commands need so that they find the file.
    let option = content.as_deref().map_or(String::new(), |folder| {
        format!(" --content {}", shell_word(&folder.display().to_string()))
    });
    let options = NewOptions {
        workplace: Workplace::of_process(),
        content,
        file,
        word: &|call| format!("{}{option}", typed(call)),
    };
    let mut sources = SourceSet::new();
    match begin(&options, &mut sources) {
        Ok(Begun { path, first, next }) => {
            let told = Diagnostic::new(rule::NEXT_STEP, Severity::Note, None, first);
            terminal.diagnostic(next.into_iter().fold(told, Diagnostic::hint));
            terminal.print(&format!("{}\n", harmless_path(&path)))
        }
        Err(failure) => report(&failure, &sources, terminal),
    }
}

/// What is to be begun.
fn asked(file: &args::NewFile) -> (NewFile, Option<&Named>) {
    match file {
        args::NewFile::Guide(guide) => {
            let file = NewFile::Guide {
                name: guide.named.name.clone(),
                language: guide.language.clone(),
                from: guide.from.clone(),
            };
            (file, Some(&guide.named))
        }
        args::NewFile::Brand(copy) => {
            let file = NewFile::Brand {
                name: copy.named.name.clone(),
                from: copy.from.clone(),
            };
            (file, Some(&copy.named))
        }
        args::NewFile::Language(copy) => {
            let file = NewFile::Language {
                tag: copy.named.name.clone(),
                from: copy.from.clone(),
            };
            (file, Some(&copy.named))
        }
        args::NewFile::Project => (NewFile::Project, None),
    }
}

/// A command as it is typed.
fn typed(call: Call<'_>) -> String {
    match call {
        Call::Make {
            guide,
            language,
            brand,
        } => {
            let language = language.map_or(String::new(), |tag| format!(" --language {tag}"));
            let brand = brand.map_or(String::new(), |brand| format!(" --brand {brand}"));
            format!("leaflet make {guide}{language}{brand}")
        }
        Call::NewGuide { name, language } => {
            format!("leaflet new guide {name} --language {language}")
        }
        Call::NewLanguage(tag) => format!("leaflet new language {tag}"),
        Call::NewBrand(name) => format!("leaflet new brand {name}"),
    }
}

/// A word as it is typed in a shell: quoted where it is not plain.
pub(super) fn shell_word(word: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "/._-+,:@".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
