//! `leaflet licences`: under which licences the program may be handed on, and the notices of all that
//! it is made of.
//!
//! In: nothing. Out: the text on standard output. Promise: whoever copies the program alone has the
//! notices with it; `tests/suite/notices.rs` makes the text of what is really linked.

use super::outcome::Outcome;
use super::terminal::Terminal;

/// Crates and typefaces with their licences and the texts of these.
const NOTICES: &str = include_str!("../../assets/notices.txt");

/// The program's own licences.
const OWN: &str = concat!(
    "leaflet ",
    env!("CARGO_PKG_VERSION"),
    " may be used, copied and changed under the MIT licence or the Apache License 2.0, as you choose.\n\n",
    include_str!("../../LICENSE-MIT"),
    "\nThe text of the Apache License 2.0 is among those below.\n\n",
);

/// Prints the licences and notices.
pub(super) fn licences(terminal: Terminal) -> Outcome {
    terminal.print_bytes([OWN, NOTICES].concat().as_bytes())
}
