//! Diagnostics for people: the sentence, the file, the line with a caret, and the hints.
//!
//! Takes diagnostics and the files they speak of; gives text ready for a terminal, with colour when
//! asked. Only the line of the fault is handed to the drawing crate, cut to a window round the
//! caret, so that a file of one endless line costs no more than any other. Every character shown
//! has been made harmless first. Of a private file only the place is told.

use annotate_snippets::renderer::{DEFAULT_TERM_WIDTH, DecorStyle};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::base::diagnostic::{Diagnostic, Diagnostics, MAXIMUM_SHOWN, Severity, harmless};
use crate::source::SourceSet;

/// Most bytes of a line handed on before the caret and behind it; more is cut with an ellipsis.
///
/// The drawing crate itself trims what is wider than the terminal. The cut keeps a file of one
/// endless line cheap; it is far longer than the lines people write.
const CONTEXT_BYTES: usize = 20_000;

/// All diagnostics in file order, a blank line after each; at most [`MAXIMUM_SHOWN`], then a line
/// that says how many more there are.
pub fn render(diagnostics: &Diagnostics, sources: &SourceSet, colour: bool) -> String {
    let renderer = renderer(colour);
    let mut drawn = String::new();
    for diagnostic in diagnostics.iter().take(MAXIMUM_SHOWN) {
        drawn.push_str(&draw(diagnostic, sources, &renderer));
        drawn.push_str("\n\n");
    }
    let more = diagnostics.not_shown();
    if more > 0 {
        drawn.push_str(&format!("and {more} more, not shown\n\n"));
    }
    drawn
}

/// One diagnostic, with the end of its last line.
pub fn one(diagnostic: &Diagnostic, sources: &SourceSet, colour: bool) -> String {
    format!("{}\n", draw(diagnostic, sources, &renderer(colour)))
}

fn renderer(colour: bool) -> Renderer {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(DEFAULT_TERM_WIDTH)
}

fn draw(diagnostic: &Diagnostic, sources: &SourceSet, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name("advice"),
        Severity::Note => Level::NOTE,
    };
    let message = safe(&diagnostic.message);
    let title = level.primary_title(message).id(diagnostic.rule);
    let hints: Vec<_> = diagnostic
        .hints
        .iter()
        .map(|hint| {
            Level::HELP
                .with_name("hint")
                .message(safe(&hint.to_string()))
        })
        .collect();
    let mut group = Group::with_title(title);
    if let Some(span) = diagnostic.span {
        let file = sources.get(span.file);
        if let Some(place) = file.private_place(span.start) {
            group = group.element(Origin::path(safe(&place)));
            return renderer.render(&[group.elements(hints)]);
        }
        let place = file.position(span.start);
        let line = file.line_range(span.start);
        let start = span.start.clamp(line.start, line.end);
        let end = span.end.clamp(start, line.end);
        let name = safe(file.name());
        let before = file.slice(line.start, start);
        let cut = before.len() > CONTEXT_BYTES;
        let before = if cut { "…".to_owned() } else { shown(before) };
        let marked = cut_off(file.slice(start, end), safe);
        let behind = cut_off(file.slice(end, line.end), shown);
        let caret = before.len()..before.len() + marked.len();
        let snippet = Snippet::source(format!("{before}{marked}{behind}"))
            .line_start(place.line)
            .annotation(AnnotationKind::Primary.span(caret));
        if cut || line.is_empty() {
            // The column cannot be told from the cut line, nor from one with nothing in it.
            group = group.element(
                Origin::path(name.clone())
                    .line(place.line)
                    .char_column(place.column),
            );
        }
        if cut {
            group = group.element(snippet);
        } else if !line.is_empty() {
            group = group.element(snippet.path(name));
        }
    }
    let report = [group.elements(hints)];
    let drawn = renderer.render(&report);
    match diagnostic.span {
        Some(_) => drawn,
        None => without_bars(&drawn, &self::renderer(false).render(&report)),
    }
}

/// A message without a place, without the lines that part it from one. Which lines these are is seen in
/// the message drawn without colour.
fn without_bars(drawn: &str, plain: &str) -> String {
    let lines = drawn.lines().zip(plain.lines());
    let kept: Vec<&str> = lines
        .filter(|(_, plain)| plain.trim() != "|")
        .map(|(drawn, _)| drawn)
        .collect();
    kept.join("\n")
}

/// A text made harmless and cut at the limit.
fn cut_off(text: &str, make_harmless: fn(&str) -> String) -> String {
    if text.len() <= CONTEXT_BYTES {
        return make_harmless(text);
    }
    let end = (0..=CONTEXT_BYTES)
        .rev()
        .find(|end| text.is_char_boundary(*end))
        .unwrap_or(0);
    format!("{}…", make_harmless(text.get(..end).unwrap_or_default()))
}

/// Tabs outside the marked place are drawn as spaces; a marked tab is drawn as its picture.
fn shown(text: &str) -> String {
    text.chars()
        .map(|character| {
            if character == '\t' {
                ' '
            } else {
                harmless(character)
            }
        })
        .collect()
}

fn safe(text: &str) -> String {
    text.chars().map(harmless).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::rule;
    use crate::source::{PrivateKind, Span};

    #[test]
    fn the_line_is_drawn_with_a_caret_and_the_hint() {
        let mut sources = SourceSet::new();
        let file = sources.add("guide.yaml", "title: A\n\tsections: []\n");
        let mut found = Diagnostics::new();
        let span = Span {
            file,
            start: 9,
            end: 10,
        };
        found.push(Diagnostic::error(rule::TAB, span, "a tab").hint("use spaces"));
        let drawn = render(&found, &sources, false);
        assert_eq!(
            drawn,
            "error[tab]: a tab\n --> guide.yaml:2:1\n  |\n2 | ␉sections: []\n  | ^\n  |\n  = hint: use spaces\n\n"
        );
    }

    #[test]
    fn an_endless_line_is_cut_and_keeps_its_column() {
        let mut sources = SourceSet::new();
        for length in [500, 50_000] {
            let file = sources.add(
                "g",
                format!("{}é{}", "a".repeat(length), "b".repeat(length)),
            );
            let mut found = Diagnostics::new();
            let span = Span {
                file,
                start: length,
                end: length + 2,
            };
            found.push(Diagnostic::error(rule::TAB, span, "here"));
            let drawn = render(&found, &sources, false);
            assert!(drawn.contains(&format!("g:1:{}", length + 1)), "{drawn}");
            assert!(
                drawn.lines().all(|line| line.chars().count() < 160),
                "{drawn}"
            );
            assert!(drawn.contains('^'), "{drawn}");
        }
    }

    #[test]
    fn of_a_private_file_the_place_alone_is_told() {
        let mut sources = SourceSet::new();
        let text = sources.add_private("list.csv", PrivateKind::Text);
        let workbook = sources.add_private("list.xlsx", PrivateKind::Workbook);
        for (file, place) in [
            (text, "list.csv:17:24"),
            (workbook, "list.xlsx: row 17, column X"),
        ] {
            let mut found = Diagnostics::new();
            let span = Span::in_private(file, 17, 24);
            found.push(Diagnostic::error(rule::ROSTER_CELL, span, "row 17").hint("look"));
            assert_eq!(
                render(&found, &sources, false),
                format!("error[roster-cell]: row 17\n--> {place}\n = hint: look\n\n")
            );
        }
    }

    #[test]
    fn nothing_in_a_file_reaches_the_terminal_as_a_command() {
        let mut sources = SourceSet::new();
        let file = sources.add("\u{1b}]0;x\u{7}", "a\u{1b}[31m\u{9b}b\u{202e}c");
        let mut found = Diagnostics::new();
        let span = Span {
            file,
            start: 1,
            end: 4,
        };
        found.push(Diagnostic::error(rule::TAB, span, "\u{1b}c").hint("\u{9d}"));
        let drawn = render(&found, &sources, false);
        assert!(
            drawn
                .chars()
                .all(|character| character == '\n' || character == harmless(character)),
            "{drawn:?}"
        );
    }
}
