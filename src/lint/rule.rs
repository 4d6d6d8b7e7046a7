//! What a rule is: its name, what authors are told of it, and the function that looks.

use super::{Findings, Pages, Subject};
use crate::base::diagnostic::Severity;
use crate::base::invariant::Certain;

/// The headings of a rule's documentation, in their order.
pub const HEADINGS: &[&str] = &[
    "What it finds",
    "Why it matters",
    "Source",
    "Example",
    "Write instead",
];

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name, for the bad thing it finds: small letters and hyphens.
    pub name: &'static str,
    /// What it is about.
    pub family: Family,
    /// What it keeps from the patient: of findings that are equally grave the greater harm is told first.
    pub harm: Harm,
    /// How grave its findings usually are.
    pub severity: Severity,
    /// The tags of the languages it can read, without their regions; all languages where it is empty.
    pub languages: &'static [&'static str],
    /// The text of its own file, whose head is its documentation.
    pub file: &'static str,
    /// The function that looks.
    pub check: Check,
}

/// What may come of a finding for the patient, the greatest harm first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Harm {
    /// They do not know when to call, or whom.
    Danger,
    /// Somebody's data is given away, or the sheet was meant for somebody else.
    Exposure,
    /// They are told what is not so, or what can be read in two ways.
    Falsehood,
    /// They agree without knowing what they should.
    Ignorance,
    /// They do not understand it, or do not find it.
    Confusion,
    /// Nobody can tell which leaflet it was, or who answers for it.
    Disorder,
    /// It looks worse than it could.
    Appearance,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// The words of the guide and its brand.
    Guide(fn(&Subject<'_>, &mut Findings)),
    /// The pages as they were set.
    Pages(fn(&Subject<'_>, &Pages, &mut Findings)),
    /// The pages as they were set, for what the templates alone decide: it looks only where the rule is
    /// asked for by name, because no author can correct what it finds.
    Templates(fn(&Subject<'_>, &Pages, &mut Findings)),
}

/// What rules are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// How hard the words are.
    Reading,
    /// How the guide is built.
    Structure,
    /// What informed consent needs.
    Consent,
    /// Risks and numbers.
    Risk,
    /// Claims that a clinic may not make.
    Claims,
    /// Who answers for the guide, and until when.
    Governance,
    /// Warning signs.
    Safety,
    /// The printed page, and those who do not see it.
    Print,
    /// What is nobody else's business.
    Privacy,
}

/// Every family with its name and what it asks.
pub const FAMILIES: &[(Family, &str, &str)] = &[
    (Family::Reading, "reading", "Can the patient read it?"),
    (
        Family::Structure,
        "structure",
        "Can the patient find things in it?",
    ),
    (
        Family::Consent,
        "consent",
        "Does it say what a patient must know before agreeing?",
    ),
    (Family::Risk, "risk", "Can risks and numbers be understood?"),
    (
        Family::Claims,
        "claims",
        "Does it promise too much or advertise?",
    ),
    (
        Family::Governance,
        "governance",
        "Who is responsible for it, and until when?",
    ),
    (
        Family::Safety,
        "safety",
        "Does the patient know when and whom to call?",
    ),
    (Family::Print, "print", "Can the printed page be read?"),
    (
        Family::Privacy,
        "privacy",
        "Does it keep personal data private?",
    ),
];

impl Family {
    /// Its name.
    pub fn name(self) -> &'static str {
        let known = FAMILIES.iter().find(|(family, ..)| *family == self);
        known.certain().1
    }

    /// The question it asks of a guide.
    pub fn question(self) -> &'static str {
        let known = FAMILIES.iter().find(|(family, ..)| *family == self);
        known.certain().2
    }
}

impl Rule {
    /// What authors are told of it, in Markdown: the comment at the head of its file.
    pub fn documentation(&self) -> String {
        let head = self.file.lines().map_while(|line| line.strip_prefix("//!"));
        let mut text = String::new();
        for line in head {
            text.push_str(line.strip_prefix(' ').unwrap_or(line));
            text.push('\n');
        }
        text
    }

    /// What it finds, in one line without a full stop.
    pub fn summary(&self) -> &'static str {
        let line = self.file.lines().next().unwrap_or_default();
        line.trim_start_matches("//!").trim().trim_end_matches('.')
    }

    /// Whether it can read this language.
    pub fn reads(&self, tag: &str) -> bool {
        let language = tag.split('-').next().unwrap_or_default();
        self.languages.is_empty() || self.languages.contains(&language)
    }
}
