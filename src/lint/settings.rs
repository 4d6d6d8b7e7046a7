//! What the settings of a working folder say of a rule.

use crate::base::diagnostic::Severity;

/// The words that settle how grave a rule's findings are.
pub const GRADES: &[(&str, Option<Severity>)] = &[
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("advice", Some(Severity::Advice)),
    ("off", None),
];

/// What is settled of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSetting {
    /// The rule.
    pub rule: &'static str,
    /// How grave its findings are.
    pub grade: Grade,
}

/// How grave findings are, or why there are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grade {
    /// Of this severity.
    As(Severity),
    /// The rule does not look, for this reason.
    Off(String),
}
