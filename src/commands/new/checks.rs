//! What is looked at before a file is begun: its name, and what is there.
//!
//! In: a name and the folder of it. Out: nothing, or a failure that says what to type. Promise: nothing is written
//! before all of this is known, and nothing that is there is replaced without being told to.

use std::path::Path;

use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::quoted;
use crate::base::failure::Failure;
use crate::commands::output::WriteProblem;
use crate::commands::starter;
use crate::input::content;
use crate::model::language::is_language_tag;

/// Refuses a name that files and commands could not bear.
pub(super) fn check_name(what: &str, name: &str) -> Result<(), Failure> {
    let Some(problem) = starter::name_problem(name) else {
        return Ok(());
    };
    let better = starter::better_name(name);
    let mut hints: Vec<Advice> = Vec::new();
    hints.extend(better.map(|better| {
        Advice::from("for example ").control_with(Control::New, format!("{what} {better}"))
    }));
    hints.push(Advice::from(
        "use small letters a to z, digits, and hyphens between them; the name is typed in \
         commands and becomes the name of a folder",
    ));
    Err(Failure::usage(
        format!("the name {} {problem}", quoted(name)),
        hints,
    ))
}

/// Refuses a word that is no language tag, or that files could not bear as their name.
pub(super) fn check_tag(tag: &str) -> Result<(), Failure> {
    if starter::is_reserved(tag) {
        return Err(Failure::usage(
            format!(
                "for some computers the tag {} is the name of a device, so they could not open \
                 the file",
                quoted(tag)
            ),
            vec![
                "choose another tag, for example one with a hyphen and the country at its end"
                    .to_owned(),
            ],
        ));
    }
    if is_language_tag(tag) {
        return Ok(());
    }
    Err(Failure::usage(
        format!("{} is not a language tag", quoted(tag)),
        vec![
            "write a language tag as BCP 47 defines it, for example `hi`, `ur` or `pt-BR`"
                .to_owned(),
        ],
    ))
}

/// Refuses a file that is there, and a name that is built in.
pub(super) fn check_free(
    what: &str,
    name: &str,
    path: &Path,
    is_known: bool,
) -> Result<(), Failure> {
    if content::is_there(path) {
        return Err(not_written(&WriteProblem::Exists(path.to_owned())));
    }
    if is_known {
        return Err(Failure::usage(
            format!("the {what} `{name}` is built in"),
            vec![
                Advice::from("to change it, start with a copy of its text: ")
                    .control_of(Control::NewFrom, [what, name]),
                "or choose another name; an empty file with this name would be used in its place"
                    .into(),
            ],
        ));
    }
    Ok(())
}

/// Why the new files could not be written, with what to do.
pub fn not_written(problem: &WriteProblem) -> Failure {
    let hint = match problem {
        WriteProblem::Exists(_) => {
            "it was not changed: continue to write in it, or choose another name".into()
        }
        WriteProblem::NotAFolder(_) => problem.hint(),
        _ => "check that you are allowed to write there, then run the command again".into(),
    };
    problem.failure(hint)
}
