//! Diagnostics as the commands by which a build on GitHub marks lines of files.
//!
//! In: diagnostics and the files they speak of. Out: a line each, such as
//! `::warning file=guide.yaml,line=7,col=5,endLine=7,endColumn=9,title=long-list::this list has 9 bullets`.
//! Promise: neither a file's name nor a sentence can end its command or begin another; the hints follow
//! the sentence, each on a line of its own where GitHub shows it. Advice and notes are notices there.

use super::short::not_shown;
use crate::base::diagnostic::{Diagnostic, Diagnostics, MAXIMUM_SHOWN, Severity, harmless};
use crate::source::SourceSet;

/// All diagnostics in file order; at most [`MAXIMUM_SHOWN`], then one that says how many more there are.
pub fn render(diagnostics: &Diagnostics, sources: &SourceSet) -> String {
    let shown = diagnostics.iter().take(MAXIMUM_SHOWN);
    let name = |name: &str| name.to_owned();
    let mut lines: String = shown.map(|one| line(one, sources, &name)).collect();
    if let Some(more) = not_shown(diagnostics.not_shown()) {
        lines.push_str(&line(&more, sources, &name));
    }
    lines
}

/// One diagnostic as a line, with its end; `name` says how a file is called there.
pub fn line(diagnostic: &Diagnostic, sources: &SourceSet, name: &dyn Fn(&str) -> String) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice | Severity::Note => "notice",
    };
    let mut properties = String::new();
    if let Some(span) = diagnostic.span {
        let file = name(sources.get(span.file).name());
        let (line, column) = sources.position(span);
        let (end_line, end_column) = sources.end_position(span);
        properties = format!(
            "file={},line={line},col={column},endLine={end_line},endColumn={end_column},",
            property(&file)
        );
    }
    let title = property(diagnostic.rule);
    let hints = diagnostic.hints.iter().map(|hint| format!("hint: {hint}"));
    let sentences = std::iter::once(diagnostic.message.clone()).chain(hints);
    let text: Vec<String> = sentences.map(|sentence| data(&sentence)).collect();
    format!(
        "::{command} {properties}title={title}::{}\n",
        text.join("%0A")
    )
}

/// A verdict on a file as a line, with its end: an error that marks the file's first line, where it is known.
pub fn verdict(file: Option<&str>, title: &str, words: &str) -> String {
    let file = file.map(|file| format!("file={},line=1,", property(file)));
    let file = file.unwrap_or_default();
    format!("::error {file}title={}::{}\n", property(title), data(words))
}

/// Words behind the colons of a command.
fn data(words: &str) -> String {
    let words: String = words.chars().map(harmless).collect();
    words.replace('%', "%25")
}

/// Words of a property, which a comma or a colon would end.
fn property(words: &str) -> String {
    data(words).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::rule;
    use crate::source::Span;

    #[test]
    fn a_verdict_marks_its_file() {
        assert_eq!(
            verdict(Some("a,b.yaml"), "stale", "it\n::error::x"),
            "::error file=a%2Cb.yaml,line=1,title=stale::it␊::error::x\n"
        );
        assert_eq!(
            verdict(None, "orphaned", "x"),
            "::error title=orphaned::x\n"
        );
    }

    #[test]
    fn no_words_can_end_a_command_or_begin_one() {
        let mut sources = SourceSet::new();
        let file = sources.add("a,b:c\n::error::x.yaml", "x: y\n");
        let mut found = Diagnostics::new();
        let span = Span {
            file,
            start: 3,
            end: 4,
        };
        found.push(Diagnostic::error(rule::TAB, span, "100%\n::error::no").hint("do, this"));
        assert_eq!(
            render(&found, &sources),
            "::error file=a%2Cb%3Ac␊%3A%3Aerror%3A%3Ax.yaml,line=1,col=4,endLine=1,endColumn=5,\
             title=tab::100%25␊::error::no%0Ahint: do, this\n"
        );
    }
}
