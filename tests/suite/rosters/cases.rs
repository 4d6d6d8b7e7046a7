//! The table of rosters: each with its bytes, the arguments it is read with, and what must come of it.

mod dates;
mod kinds;
mod libre_office;
mod no_patients;
mod seen;
mod text;
mod workbooks;

/// A roster, and what must come of it.
pub(crate) struct Case {
    /// What is odd about it.
    pub(crate) name: &'static str,
    /// The name of its file.
    pub(crate) file: &'static str,
    pub(crate) bytes: Vec<u8>,
    /// Options of the command line, those with a value followed by it.
    pub(crate) arguments: &'static [&'static str],
    pub(crate) expected: Expected,
}

/// What must come of a roster.
#[derive(Debug)]
pub(crate) enum Expected {
    /// These rows, and these things told.
    Shown(String),
    /// So many rows, of which so many have a fault, and so many things told.
    Counted(usize, usize, usize),
}

/// All rosters.
pub(crate) fn cases() -> Vec<Case> {
    [
        text::cases(),
        dates::cases(),
        kinds::cases(),
        workbooks::cases(),
        libre_office::cases(),
        no_patients::cases(),
        seen::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A text that is read without options.
fn text(name: &'static str, bytes: impl Into<Vec<u8>>, expected: &[&str]) -> Case {
    case(name, "list.csv", bytes, &[], expected)
}

fn case(
    name: &'static str,
    file: &'static str,
    bytes: impl Into<Vec<u8>>,
    arguments: &'static [&'static str],
    expected: &[&str],
) -> Case {
    let lines = expected.iter().map(|line| format!("{line}\n"));
    Case {
        name,
        file,
        bytes: bytes.into(),
        arguments,
        expected: Expected::Shown(lines.collect()),
    }
}

fn counted(
    name: &'static str,
    file: &'static str,
    bytes: impl Into<Vec<u8>>,
    expected: (usize, usize, usize),
) -> Case {
    Case {
        name,
        file,
        bytes: bytes.into(),
        arguments: &[],
        expected: Expected::Counted(expected.0, expected.1, expected.2),
    }
}
