//! Faults of headings under which nothing stands.

use crate::base::diagnostic::{Diagnostic, quoted, rule};
use crate::source::Span;

/// The fault of a heading under which nothing stands.
pub(super) fn without_content(place: Span, heading: &str) -> Diagnostic {
    let named = if heading.is_empty() {
        String::new()
    } else {
        format!(" {}", quoted(heading))
    };
    Diagnostic::error(
        rule::HEADING_WITHOUT_CONTENT,
        place,
        format!("the heading{named} has no content"),
    )
    .hint("add `blocks:` with at least one block, for example `- paragraph: …`")
}

pub(super) fn sub_heading_without_content(place: Span) -> Diagnostic {
    Diagnostic::error(
        rule::SUB_HEADING_WITHOUT_CONTENT,
        place,
        "there is nothing under this sub-heading",
    )
    .hint("add a block below it, for example `- paragraph: …`, or delete the sub-heading")
}
