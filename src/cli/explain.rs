//! `leaflet explain`: what a guide is made of and held against, in the words of its documentation, on
//! standard output.

use std::fmt::Write;

use super::args::ExplainArguments;
use super::outcome::Outcome;
use super::terminal::Terminal;
use crate::commands::explain::Topic;
use crate::model::guide::KINDS;

/// Prints the documentation of one thing, or of everything the name and one line.
pub(super) fn explain(arguments: &ExplainArguments, terminal: Terminal) -> Outcome {
    let Some(word) = arguments.topic.as_deref() else {
        return overview().map_or(Outcome::UsageOrMachine, |text| terminal.print(&text));
    };
    match Topic::named(word) {
        Ok(topic) => {
            let mut text = topic.plain();
            if !topic.also_called.is_empty() {
                text.push_str(&format!(
                    "\nYou can also find this with these words: {}.\n",
                    topic.also_called.join(", ")
                ));
            }
            terminal.print(&text)
        }
        Err(meant) => {
            let mut hints: Vec<String> = meant
                .map(|meant| format!("did you mean `leaflet explain {meant}`?"))
                .into_iter()
                .collect();
            hints.push("`leaflet explain` lists everything that is explained".to_owned());
            terminal.error("there is nothing with this name to explain", hints);
            Outcome::UsageOrMachine
        }
    }
}

/// Every name with its line.
fn overview() -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    writeln!(text, "The kinds of blocks that a section is made of:\n")?;
    for kind in KINDS {
        line(&mut text, kind.name, kind.summary())?;
    }
    writeln!(text, "\nWhat contains the blocks, and the other files:\n")?;
    for topic in Topic::others() {
        line(&mut text, topic.name, topic.summary())?;
    }
    writeln!(
        text,
        "\n`leaflet explain NAME` says more about one of them, with an example.\n`leaflet new \
         guide NAME` writes a guide to begin with."
    )?;
    Ok(text)
}

fn line(text: &mut String, name: &str, summary: &str) -> std::fmt::Result {
    writeln!(text, "  {name:<17}{summary}")
}
