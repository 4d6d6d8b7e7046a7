//! What the engine refuses, said again in words a clinic can act on.
//!
//! In: the engine's faults. Out: a [`Refusal`]. Promise: no word of the leaflet is quoted, because
//! it may be a patient's name; the engine's own sentences do quote. Whatever an author can cause is
//! found before the engine sees it, so what arrives here is mostly ours to mend, and says so.

use std::fmt;

use typst::diag::SourceDiagnostic;

/// The engine would not make the leaflet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// One sentence: what is wrong.
    pub message: String,
    /// What to do next.
    pub hints: Vec<String>,
    /// Whether it is a fault of the program itself, not of the content.
    pub is_internal: bool,
}

impl Refusal {
    /// A fault of the program itself.
    pub(crate) fn internal() -> Self {
        Self {
            message: "the pages could not be set".to_owned(),
            hints: vec![
                "this is a fault of the program: please report it with the guide, without any \
                 patient's data"
                    .to_owned(),
            ],
            is_internal: true,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}

/// Says the engine's faults again: the first one that is known, else the general one.
pub(crate) fn say_again(faults: &[SourceDiagnostic]) -> Refusal {
    faults
        .iter()
        .find_map(known)
        .unwrap_or_else(Refusal::internal)
}

fn known(fault: &SourceDiagnostic) -> Option<Refusal> {
    let message = fault.message.as_str();
    let (message, hint) = if message.contains("could not be displayed") {
        (
            "a sign in the text has no shape in the built-in typefaces",
            "signs that stand together, such as a letter with a mark of another script, may have \
             no common typeface: write them apart or in another way",
        )
    } else if message.contains("failed to parse SVG") || message.contains("failed to decode image")
    {
        (
            "a picture could not be read",
            "open it in a drawing program and save it anew as PNG or SVG",
        )
    } else if message.contains("codepoint") || message.contains("code point") {
        (
            "a sign in the text may not stand in an archivable PDF",
            "take the sign out",
        )
    } else {
        return None;
    };
    Some(Refusal {
        message: message.to_owned(),
        hints: vec![hint.to_owned()],
        is_internal: false,
    })
}
