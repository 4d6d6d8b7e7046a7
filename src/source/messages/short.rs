//! Diagnostics on a line each, in the form that editors and `grep` know: where, how grave, what.
//!
//! In: diagnostics and the files they speak of. Out: lines such as
//! `guide.yaml:7:5: warning: this list has 9 bullets [long-list]`. Promise: a line is one diagnostic,
//! whatever characters a file's name or a sentence holds; what has no place begins with the program's name.
//! The hints are left out.

use crate::base::diagnostic::{Diagnostic, Diagnostics, MAXIMUM_SHOWN, Severity, harmless, rule};
use crate::source::SourceSet;

/// All diagnostics in file order; at most [`MAXIMUM_SHOWN`], then a line that says how many more there
/// are.
pub fn render(diagnostics: &Diagnostics, sources: &SourceSet) -> String {
    let shown = diagnostics.iter().take(MAXIMUM_SHOWN);
    let mut lines: String = shown.map(|one| line(one, sources)).collect();
    if let Some(more) = not_shown(diagnostics.not_shown()) {
        lines.push_str(&line(&more, sources));
    }
    lines
}

/// One diagnostic as a line, with its end.
pub fn line(diagnostic: &Diagnostic, sources: &SourceSet) -> String {
    let place = match diagnostic.span {
        None => "leaflet".to_owned(),
        Some(span) => {
            let file = sources.get(span.file);
            file.private_place(span.start).unwrap_or_else(|| {
                let place = file.position(span.start);
                format!("{}:{}:{}", file.name(), place.line, place.column)
            })
        }
    };
    let severity = diagnostic.severity.name();
    let line = format!(
        "{place}: {severity}: {} [{}]",
        diagnostic.message, diagnostic.rule
    );
    let mut line: String = line.chars().map(harmless).collect();
    line.push('\n');
    line
}

/// What says that some are not shown; `None` where all are.
pub fn not_shown(count: usize) -> Option<Diagnostic> {
    let message = format!("{count} more were found and are not shown");
    (count > 0).then(|| Diagnostic::new(rule::NOT_SHOWN, Severity::Note, None, message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn each_stands_on_a_line_whatever_it_holds() {
        let mut sources = SourceSet::new();
        let file = sources.add("a\nb.yaml", "x\nyz\n");
        let mut found = Diagnostics::new();
        let span = Span {
            file,
            start: 3,
            end: 4,
        };
        found.push(Diagnostic::error(rule::TAB, span, "odd\nwords").hint("not said"));
        found.push(Diagnostic::new(rule::ABSENT, Severity::Note, None, "less"));
        assert_eq!(
            render(&found, &sources),
            "leaflet: note: less [absent]\na␊b.yaml:2:2: error: odd␊words [tab]\n"
        );
    }

    #[test]
    fn a_last_line_says_how_many_are_left_out() {
        let mut found = Diagnostics::new();
        for number in 0..MAXIMUM_SHOWN + 2 {
            let message = number.to_string();
            found.push(Diagnostic::new(rule::TAB, Severity::Error, None, message));
        }
        let lines = render(&found, &SourceSet::new());
        assert_eq!(lines.lines().count(), MAXIMUM_SHOWN + 1);
        assert!(
            lines.ends_with("leaflet: note: 2 more were found and are not shown [not-shown]\n")
        );
    }
}
