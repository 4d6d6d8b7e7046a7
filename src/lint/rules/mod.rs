//! Every rule, a file each.
//!
//! A rule is two lines here: its module, and its place in [`RULES`]. A module without its place is unused
//! and does not compile; a file without its module is found by a test.

mod structure {
    pub(super) mod long_list;
}

use super::Rule;
use structure::long_list;

/// Every rule, in the order of the manual: by family, the weightiest first.
pub const RULES: &[Rule] = &[
    // structure
    long_list::RULE,
];
