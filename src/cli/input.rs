//! Standard input and output where a file is expected.

use std::io::{BufRead, IsTerminal, Read};

use super::terminal::Terminal;
use crate::base::advice::Advice;
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
use crate::base::failure::Failure;
use crate::source::MAXIMUM_FILE_BYTES;

/// What stands for standard input where a guide or a name is expected.
pub(super) const STANDARD_INPUT: &str = "-";

/// What stands for standard output where a file is expected.
pub(super) const STANDARD_OUTPUT: &str = "-";

pub(super) fn unreadable_input(error: &std::io::Error) -> Failure {
    Failure::system(
        format!("standard input could not be read: {error}"),
        Vec::<Advice>::new(),
    )
}

/// Most bytes read from standard input for a name.
const NAME_BYTES: u64 = 64 * 1024;

/// The guide itself, if it is to be read from standard input.
pub(super) fn guide_from_stdin(
    guide: &str,
    terminal: Terminal,
) -> Result<Option<Vec<u8>>, Failure> {
    if guide != STANDARD_INPUT {
        return Ok(None);
    }
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        terminal.note(
            rule::WAITING,
            "waiting for the guide on standard input",
            vec![
                "paste it and press Ctrl-D, or stop with Ctrl-C and try `leaflet make - < guide.yaml`"
                    .to_owned(),
            ],
        );
    }
    let mut bytes = Vec::new();
    // One byte more than is accepted, so that the reader is the one to say that it is too much.
    let most = MAXIMUM_FILE_BYTES as u64 + 1;
    stdin
        .lock()
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable_input(&error))?;
    Ok(Some(bytes))
}

/// The first and only line of standard input. At a terminal it is asked for, and ends with Enter.
pub(super) fn name_from_stdin(terminal: Terminal) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let stdin = std::io::stdin();
    let is_typed = stdin.is_terminal();
    let mut input = stdin.lock().take(NAME_BYTES);
    let read = if is_typed {
        terminal.note(
            rule::WAITING,
            "waiting for the patient's name",
            vec!["type the name, then press Enter".to_owned()],
        );
        input.read_until(b'\n', &mut bytes)
    } else {
        input.read_to_end(&mut bytes)
    };
    read.map_err(|error| unreadable_input(&error))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        let mut found = Diagnostics::new();
        let message = "the patient's name on standard input is not UTF-8";
        found.push(
            Diagnostic::new(rule::UNPRINTABLE_FACT, Severity::Error, None, message)
                .hint("save the file as UTF-8"),
        );
        Failure::Content(found)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let line = text.strip_suffix('\n').unwrap_or(text);
    Ok(line.strip_suffix('\r').unwrap_or(line).to_owned())
}
