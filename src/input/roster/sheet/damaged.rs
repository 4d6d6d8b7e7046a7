//! The fault of a workbook that cannot be read to its end.

use super::{Refusal, rule};

/// What to do with a workbook that is too much.
pub(super) const SAVE_ALONE: &str = "save only the list, in a new workbook or as `CSV UTF-8`";

/// The refusal of a workbook that cannot be read to its end.
pub(super) fn damaged() -> Refusal {
    Refusal::new(
        rule::ROSTER_DAMAGED,
        "the workbook is damaged and cannot be read to its end",
    )
    .hint("open it in Excel or LibreOffice and save it under another name")
    .hint("or save the list as `CSV UTF-8`")
}
