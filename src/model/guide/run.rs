//! Running text in pieces: words, strong words, links, raised and lowered characters, placeholders.

use crate::model::fact::FactName;

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Words as they are.
    Words(String),
    /// Strong words; they hold no strong words again.
    Strong(Vec<Run>),
    /// Words that lead to an address.
    Link {
        /// The address, with its scheme: https, http, mailto or tel.
        address: String,
        /// What is shown.
        words: String,
    },
    /// Raised words.
    Superscript(String),
    /// Lowered words.
    Subscript(String),
    /// A personal fact.
    Placeholder(FactName),
}

/// The words of runs without their marks; a placeholder stands as `{name}`.
pub(super) fn plain(runs: &[Run]) -> String {
    fn collect(runs: &[Run], words: &mut String) {
        for run in runs {
            match run {
                Run::Words(plain)
                | Run::Superscript(plain)
                | Run::Subscript(plain)
                | Run::Link { words: plain, .. } => words.push_str(plain),
                Run::Strong(inner) => collect(inner, words),
                Run::Placeholder(placeholder) => {
                    words.push('{');
                    words.push_str(placeholder.name());
                    words.push('}');
                }
            }
        }
    }
    let mut words = String::new();
    collect(runs, &mut words);
    words
}
