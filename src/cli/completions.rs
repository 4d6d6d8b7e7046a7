//! `leaflet completions`: a script that lets a shell complete commands and options, on standard output.

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Arguments;
use super::outcome::Outcome;
use super::terminal::Terminal;

/// Prints the script for a shell.
pub(super) fn completions(shell: Shell, terminal: Terminal) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "leaflet", &mut script);
    terminal.print_bytes(&script)
}
