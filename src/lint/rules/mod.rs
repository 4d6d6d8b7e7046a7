//! Every rule, a file each.
//!
//! A rule is two lines here: its module, and its place in [`RULES`]. A module without its place is unused
//! and does not compile; a file without its module is found by a test.

mod reading {
    pub(super) mod acronym_before_expansion;
    pub(super) mod long_paragraph;
    pub(super) mod long_sentence;
    pub(super) mod long_word;
    pub(super) mod passive_heavy;
    pub(super) mod patient_spoken_about;
    pub(super) mod reading_grade_high;
    pub(super) mod smog_high;
    pub(super) mod undefined_medical_term;
    pub(super) mod vague_wording;
    pub(super) mod warning_signs_hard_to_read;
}
mod structure {
    pub(super) mod long_list;
}

use super::Rule;
use structure::long_list;

/// Every rule, in the order of the manual: by family, the weightiest first.
pub const RULES: &[Rule] = &[
    // reading
    reading::reading_grade_high::RULE,
    reading::warning_signs_hard_to_read::RULE,
    reading::smog_high::RULE,
    reading::long_sentence::RULE,
    reading::long_paragraph::RULE,
    reading::patient_spoken_about::RULE,
    reading::undefined_medical_term::RULE,
    reading::acronym_before_expansion::RULE,
    reading::long_word::RULE,
    reading::passive_heavy::RULE,
    reading::vague_wording::RULE,
    // structure
    long_list::RULE,
];
