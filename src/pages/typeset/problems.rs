//! What the engine refuses, said again in words a clinic can act on.
//!
//! In: the engine's faults. Out: a [`Refusal`]. Promise: no word of the leaflet is quoted, because
//! it may be a patient's name; the engine's own sentences do quote. Whatever an author can cause is
//! found before the engine sees it, so what arrives here is mostly ours to mend, and says so: with the template,
//! its line and column, and the engine's sentence where that quotes nothing of the leaflet.

use std::fmt;
use std::panic::Location;

use typst::diag::SourceDiagnostic;
use typst::{World, WorldExt};

use super::world::LeafletWorld;
use crate::base::advice::Advice;
use crate::base::invariant;

/// The engine would not make the leaflet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// One sentence: what is wrong.
    pub message: String,
    /// What to do next.
    pub hints: Vec<Advice>,
    /// Whether it is a fault of the program itself, not of the content.
    pub is_internal: bool,
}

impl Refusal {
    /// A fault of the program itself, found at the line that calls this.
    #[track_caller]
    pub(crate) fn internal() -> Self {
        let place = invariant::written(Location::caller());
        Self::internal_at(format!("the pages could not be set ({place})"))
    }

    /// A fault of the program itself that was just caught, with its place where that is known.
    pub(crate) fn caught() -> Self {
        match invariant::place_of_failure() {
            Some(place) => Self::internal_at(format!("the pages could not be set ({place})")),
            None => Self::internal(),
        }
    }

    fn internal_at(message: String) -> Self {
        Self {
            message,
            hints: vec![
                "this is a fault in the program: please report it with the guide, but without any \
                 patient's data"
                    .into(),
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
        .unwrap_or_else(|| Refusal::internal())
}

/// The same of faults that the engine found in a world: one that nothing is known of is told with its place in
/// our templates.
pub(super) fn say_again_with_place(
    faults: &[SourceDiagnostic],
    world: &LeafletWorld<'_>,
) -> Refusal {
    let refusal = say_again(faults);
    let place = faults.iter().find_map(|fault| {
        let place = place(fault, world)?;
        Some((place, fault.message.as_str()))
    });
    match place {
        Some((place, message)) if refusal.is_internal => {
            let message = match quotes_the_leaflet(message, world) {
                true => "the engine's own message quotes the leaflet, so it is left out",
                false => message,
            };
            Refusal::internal_at(format!("the pages could not be set: {place}: {message}"))
        }
        _ => refusal,
    }
}

/// Where a fault lies in our templates: name, line and column, both from 1.
fn place(fault: &SourceDiagnostic, world: &LeafletWorld<'_>) -> Option<String> {
    let source = world.source(fault.span.id()?).ok()?;
    let start = world.range(fault.span)?.start;
    let (line, column) = source.lines().byte_to_line_column(start)?;
    let name = source.id().get().vpath().get_without_slash().to_owned();
    Some(format!("{name}:{}:{}", line + 1, column + 1))
}

/// Whether a sentence of the engine quotes something that stands in the data of the leaflet.
fn quotes_the_leaflet(message: &str, world: &LeafletWorld<'_>) -> bool {
    // Strings stand in quotes, names in back quotes, and words of a page in brackets.
    let marks: [&[char]; 3] = [&['"'], &['`'], &['[', ']']];
    let mut quoted = marks
        .into_iter()
        .flat_map(|marks| message.split(marks).skip(1).step_by(2));
    world.data_is_in(message) || quoted.any(|words| world.data_holds(words))
}

fn known(fault: &SourceDiagnostic) -> Option<Refusal> {
    let message = fault.message.as_str();
    let (message, hint) = if message.contains("could not be displayed") {
        (
            "a character in the text has no shape in the built-in typefaces",
            "perhaps no single typeface has these characters together, such as a letter with a \
             mark from another script: separate them or write them in another way",
        )
    } else if message.contains("failed to parse SVG") || message.contains("failed to decode image")
    {
        (
            "a picture could not be read",
            "open it in a drawing program and save it again as PNG or SVG",
        )
    } else if message.contains("codepoint") || message.contains("code point") {
        (
            "a character in the text is not allowed in a PDF for archives",
            "delete the character",
        )
    } else {
        return None;
    };
    Some(Refusal {
        message: message.to_owned(),
        hints: vec![hint.into()],
        is_internal: false,
    })
}

#[cfg(test)]
mod tests {
    use crate::base::diagnostic::Diagnostics;
    use crate::commands::make::{Order, ReadyGuide};
    use crate::input::content::Content;
    use crate::model::patient::Person;
    use crate::pages::typeset::{Engine, typeset};
    use crate::source::SourceSet;

    use super::*;

    /// What is said of a template with one more line at its end.
    fn told(path: &str, line: &str) -> (Refusal, usize) {
        let order = Order::new("minimally-invasive-spinal-fusion");
        let mut found = Diagnostics::new();
        let (content, mut sources) = (Content::default(), SourceSet::new());
        let ready = ReadyGuide::open(&order, &content, &mut sources, &mut found).unwrap();
        let leaflet = ready.leaflet(&Person::default(), &mut found).unwrap();
        let (engine, lines) = Engine::with_line(path, line);
        (typeset(&leaflet, &engine).err().unwrap(), lines)
    }

    #[test]
    fn a_mistake_in_a_template_is_told_with_its_line() {
        let (refusal, line) = told("/style.typ", "#let oops = body-sise * 2");
        let place = format!("style.typ:{line}:13: unknown variable: body-sise");
        assert_eq!(
            refusal.message,
            format!("the pages could not be set: {place}")
        );
        assert!(refusal.is_internal);
        let (refusal, line) = told("/blocks/bullets.typ", "#let oops = (1");
        assert!(
            refusal
                .message
                .contains(&format!("blocks/bullets.typ:{line}:")),
            "{}",
            refusal.message
        );
    }

    #[test]
    fn no_word_of_a_leaflet_is_told_with_it() {
        for mistake in [
            "#assert.eq(leaflet.document_title, 5)",
            "#assert.eq([#leaflet.document_title], 5)",
            "#panic(leaflet.document_title)",
        ] {
            let (refusal, line) = told("/style.typ", mistake);
            let left_out = "the engine's own message quotes the leaflet, so it is left out";
            let place = format!("the pages could not be set: style.typ:{line}:2: ");
            assert_eq!(refusal.message, format!("{place}{left_out}"), "{mistake}");
        }
    }
}
