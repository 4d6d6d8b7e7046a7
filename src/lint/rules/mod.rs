//! Every rule, a file each.
//!
//! A rule is two lines here: its module, and its place in [`RULES`]. A module without its place is unused
//! and does not compile; a file without its module is found by a test.

mod claims {
    pub(super) mod guarantee_words;
    pub(super) mod promotional_line;
}
mod consent {
    pub(super) mod missing_alternatives;
    pub(super) mod missing_benefits;
    pub(super) mod missing_costs;
    pub(super) mod missing_nature;
    pub(super) mod missing_no_treatment;
    pub(super) mod missing_purpose;
    pub(super) mod missing_recovery;
    pub(super) mod missing_risks;
    pub(super) mod missing_second_opinion;
    pub(super) mod missing_uncertainty;
    pub(super) mod unbalanced_risks;
}
mod governance {
    pub(super) mod long_review_interval;
    pub(super) mod no_code;
    pub(super) mod no_contact;
    pub(super) mod no_feedback_line;
    pub(super) mod no_review_dates;
    pub(super) mod no_reviewer;
    pub(super) mod no_sources;
    pub(super) mod no_version;
    pub(super) mod review_in_future;
    pub(super) mod review_overdue;
    pub(super) mod reviewer_without_role;
}
mod print {
    pub(super) mod centred_text;
    pub(super) mod coarse_picture;
    pub(super) mod justified_text;
    pub(super) mod leaning_letters;
    pub(super) mod long_capitals;
    pub(super) mod long_lines;
    pub(super) mod missing_glyph;
    pub(super) mod nearly_empty_last_page;
    pub(super) mod pale_words;
    pub(super) mod single_line_left_over;
    pub(super) mod small_body_text;
    pub(super) mod small_text;
    pub(super) mod split_step;
    pub(super) mod split_word;
    pub(super) mod stranded_heading;
    pub(super) mod text_not_read_back;
    pub(super) mod tight_leading;
    pub(super) mod too_many_pages;
    pub(super) mod underlined_words;
}
mod privacy {
    pub(super) mod leftover_placeholder;
    pub(super) mod personal_data_in_content;
}
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
mod risk {
    pub(super) mod decimal_percentage;
    pub(super) mod mixed_denominators;
    pub(super) mod number_without_source;
    pub(super) mod risk_without_consequence;
    pub(super) mod risk_without_number;
    pub(super) mod unclear_date;
    pub(super) mod unclear_range;
    pub(super) mod word_against_number;
    pub(super) mod word_without_number;
}
mod safety {
    pub(super) mod buried_warning_signs;
    pub(super) mod hidden_warning_signs;
    pub(super) mod no_warning_signs;
    pub(super) mod warning_sign_without_action;
    pub(super) mod warning_signs_without_number;
}
mod structure {
    pub(super) mod contradictory_answers;
    pub(super) mod doubled_section;
    pub(super) mod doubled_term;
    pub(super) mod empty_section;
    pub(super) mod leftover_markup;
    pub(super) mod leftover_prompt;
    pub(super) mod long_list;
    pub(super) mod misleading_link;
    pub(super) mod much_under_one_heading;
    pub(super) mod no_call_to_action;
    pub(super) mod no_key_message;
    pub(super) mod unused_term;
    pub(super) mod web_furniture;
    pub(super) mod wrong_reading_time;
}

use super::Rule;
pub use governance::review_overdue::{OVERDUE, overdue};

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
    structure::leftover_prompt::RULE,
    structure::leftover_markup::RULE,
    structure::contradictory_answers::RULE,
    structure::misleading_link::RULE,
    structure::no_key_message::RULE,
    structure::no_call_to_action::RULE,
    structure::doubled_section::RULE,
    structure::doubled_term::RULE,
    structure::empty_section::RULE,
    structure::much_under_one_heading::RULE,
    structure::long_list::RULE,
    structure::unused_term::RULE,
    structure::wrong_reading_time::RULE,
    structure::web_furniture::RULE,
    // consent
    consent::missing_nature::RULE,
    consent::missing_purpose::RULE,
    consent::missing_benefits::RULE,
    consent::missing_risks::RULE,
    consent::missing_alternatives::RULE,
    consent::missing_no_treatment::RULE,
    consent::missing_recovery::RULE,
    consent::missing_uncertainty::RULE,
    consent::missing_costs::RULE,
    consent::missing_second_opinion::RULE,
    consent::unbalanced_risks::RULE,
    // risk
    risk::risk_without_number::RULE,
    risk::word_without_number::RULE,
    risk::word_against_number::RULE,
    risk::number_without_source::RULE,
    risk::risk_without_consequence::RULE,
    risk::mixed_denominators::RULE,
    risk::decimal_percentage::RULE,
    risk::unclear_range::RULE,
    risk::unclear_date::RULE,
    // claims
    claims::guarantee_words::RULE,
    claims::promotional_line::RULE,
    // governance
    governance::review_overdue::RULE,
    governance::review_in_future::RULE,
    governance::long_review_interval::RULE,
    governance::no_review_dates::RULE,
    governance::no_version::RULE,
    governance::no_code::RULE,
    governance::no_reviewer::RULE,
    governance::reviewer_without_role::RULE,
    governance::no_contact::RULE,
    governance::no_sources::RULE,
    governance::no_feedback_line::RULE,
    // safety
    safety::no_warning_signs::RULE,
    safety::warning_sign_without_action::RULE,
    safety::warning_signs_without_number::RULE,
    safety::buried_warning_signs::RULE,
    safety::hidden_warning_signs::RULE,
    // print
    print::small_body_text::RULE,
    print::pale_words::RULE,
    print::missing_glyph::RULE,
    print::text_not_read_back::RULE,
    print::justified_text::RULE,
    print::centred_text::RULE,
    print::long_lines::RULE,
    print::tight_leading::RULE,
    print::leaning_letters::RULE,
    print::underlined_words::RULE,
    print::long_capitals::RULE,
    print::small_text::RULE,
    print::split_word::RULE,
    print::coarse_picture::RULE,
    print::too_many_pages::RULE,
    print::nearly_empty_last_page::RULE,
    print::split_step::RULE,
    print::stranded_heading::RULE,
    print::single_line_left_over::RULE,
    // privacy
    privacy::personal_data_in_content::RULE,
    privacy::leftover_placeholder::RULE,
];

impl Rule {
    /// The rule of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.name == name)
    }
}
