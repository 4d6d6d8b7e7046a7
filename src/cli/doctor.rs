//! A placeholder while the other command is written.
use super::args::DoctorArguments;
use super::outcome::Outcome;
use super::terminal::Terminal;

pub(super) fn doctor(_arguments: &DoctorArguments, terminal: Terminal) -> Outcome {
    terminal.print("")
}
