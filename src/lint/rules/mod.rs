//! Every rule, a file each.
//!
//! A rule is two lines here: its module, and its place in [`RULES`]. A module without its place is unused
//! and does not compile; a file without its module is found by a test.

mod structure {
    pub(super) mod contradictory_answers;
    pub(super) mod doubled_section;
    pub(super) mod empty_section;
    pub(super) mod leftover_prompt;
    pub(super) mod long_list;
    pub(super) mod much_under_one_heading;
    pub(super) mod no_call_to_action;
    pub(super) mod no_key_message;
    pub(super) mod web_furniture;
}

mod claims {
    pub(super) mod guarantee_words;
    pub(super) mod promotional_line;
}

mod safety {
    pub(super) mod buried_warning_signs;
    pub(super) mod no_warning_signs;
    pub(super) mod warning_sign_without_action;
    pub(super) mod warning_signs_without_number;
}

mod privacy {
    pub(super) mod leftover_placeholder;
    pub(super) mod personal_data_in_content;
}

use super::Rule;
use claims::{guarantee_words, promotional_line};
use privacy::{leftover_placeholder, personal_data_in_content};
use safety::{
    buried_warning_signs, no_warning_signs, warning_sign_without_action,
    warning_signs_without_number,
};
use structure::{
    contradictory_answers, doubled_section, empty_section, leftover_prompt, long_list,
    much_under_one_heading, no_call_to_action, no_key_message, web_furniture,
};

/// Every rule, in the order of the manual: by family, the weightiest first.
pub const RULES: &[Rule] = &[
    // structure
    leftover_prompt::RULE,
    contradictory_answers::RULE,
    no_key_message::RULE,
    no_call_to_action::RULE,
    doubled_section::RULE,
    empty_section::RULE,
    much_under_one_heading::RULE,
    long_list::RULE,
    web_furniture::RULE,
    // claims
    guarantee_words::RULE,
    promotional_line::RULE,
    // safety
    no_warning_signs::RULE,
    warning_sign_without_action::RULE,
    warning_signs_without_number::RULE,
    buried_warning_signs::RULE,
    // privacy
    personal_data_in_content::RULE,
    leftover_placeholder::RULE,
];
