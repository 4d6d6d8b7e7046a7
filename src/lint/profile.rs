//! By whose demands a guide is judged: the law and the customs of a country.
//!
//! A profile makes some rules graver or lighter than they usually are. What it names are rules of
//! [`super::RULES`]; a test sees to it.

use crate::base::diagnostic::Severity;

/// The demands of a country.
#[derive(Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name, as it is typed.
    pub name: &'static str,
    /// What it holds a guide against, in a sentence.
    pub demands: &'static str,
    /// The rules that are graver or lighter here.
    pub severities: &'static [(&'static str, Severity)],
}

/// Every profile; the first is the usual one.
pub const PROFILES: &[Profile] = &[
    Profile {
        name: "generic",
        demands: "what patients need everywhere",
        severities: &[],
    },
    Profile {
        name: "india",
        demands: "informed consent as Samira Kohli v. Prabha Manchanda (2008) asks for it, the \
                  advertising code 6.1.1 of the medical council, the Charter of Patients' Rights, and \
                  NABH",
        severities: CONSENT,
    },
    Profile {
        name: "uk",
        demands: "informed consent as Montgomery v. Lanarkshire (2015) asks for it, and the NHS \
                  standard for health content",
        severities: CONSENT,
    },
];

/// What is graver where courts ask for informed consent.
const CONSENT: &[(&str, Severity)] = &[
    ("risk-without-number", Severity::Error),
    ("word-without-number", Severity::Error),
];

impl Profile {
    /// The profile of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        PROFILES.iter().find(|profile| profile.name == name)
    }

    /// The usual one.
    pub fn usual() -> &'static Self {
        &PROFILES[0]
    }

    /// The severity that this profile gives a rule; `None` where it leaves it as it is.
    pub(super) fn severity(&self, rule: &str) -> Option<Severity> {
        let given = self.severities.iter().find(|(name, _)| *name == rule);
        given.map(|(_, severity)| *severity)
    }
}
