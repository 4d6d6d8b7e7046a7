//! Spaces that look like one and are none to YAML.

use super::Span;
use crate::base::diagnostic::{Diagnostic, rule};

/// Whether a character looks like a space and is none to YAML.
pub(crate) fn is_unusual_space(character: char) -> bool {
    character.is_whitespace() && !character.is_ascii()
}

/// The fault of a space that looks like one and is none to YAML; `place` says where it stands, such as
/// "after this dash".
pub(crate) fn space_beside(span: Span, space: char, place: &str) -> Diagnostic {
    Diagnostic::error(
        rule::WRONG_INDENTATION,
        span,
        format!("there is an unusual space (U+{:04X}) {place}", space as u32),
    )
    .hint("replace it with an ordinary space; it often comes with text copied from a web page")
}
