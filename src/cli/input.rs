//! Standard input and output where a file is expected.

use crate::base::failure::Failure;

/// What stands for standard input where a guide or a name is expected.
pub(super) const STANDARD_INPUT: &str = "-";

/// What stands for standard output where a file is expected.
pub(super) const STANDARD_OUTPUT: &str = "-";

pub(super) fn unreadable_input(error: &std::io::Error) -> Failure {
    Failure::system(
        format!("standard input could not be read: {error}"),
        Vec::new(),
    )
}
