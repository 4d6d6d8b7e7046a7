//! A guide held against what patients, the law and the printer need.
//!
//! In: a [`Subject`], which is a guide that was read without a fault, with its brand, its language, a
//! [`Profile`] and today's date; and, where the pages were set, what was measured on them. Out: everything
//! the rules find, as diagnostics with places, severities and hints. Promise: every rule of [`RULES`] that
//! is not switched off looks at every guide; nothing is changed; the same guide on the same day gives the
//! same findings. What only people can judge is not judged here: [`crate::model::guide::Guide`] holds what they
//! attest.
//!
//! Why this shape: a rule is one file, `rules/<family>/<rule>.rs`, and one line in [`RULES`]. The file
//! begins with what authors are told of the rule, in five headings that a test asks for; `leaflet explain`
//! and the manual print that very text. The folder `tests/fixtures/lint/<rule>/` holds guides in which the
//! rule fires and one in which it stays silent; a test fails where either is missing. What a rule advises to
//! write is tried on all rules: a test puts the words below "Write instead" into a guide without findings
//! (`tests/fixtures/advice/`), and none may come of it.
//!
//! # To add a rule
//!
//! 1. Write `rules/<family>/<name>.rs`, named for the bad thing, with the headings of [`HEADINGS`] and a
//!    constant `RULE`.
//! 2. Add its line to `rules/mod.rs`.
//! 3. Write `tests/fixtures/lint/<name>/fires.yaml` and `silent.yaml`. Each is a guide whose first line
//!    says on which lines the rule fires: `# finds: 7, 9`, or `# finds: nothing`. Further lines of the form
//!    `# language: hi`, `# profile: india`, `# today: 2027-01-31`, `# most pages: 6` set the scene, and a file `brand.yaml`
//!    beside them is taken instead of an empty brand: `# finds in brand: 3` names its lines. More files of
//!    both kinds may follow: `fires-….yaml`, `silent-….yaml`.

mod advertising;
mod consent;
mod contacting;
mod finding;
mod hindi;
mod odds;
mod pages;
mod phrase;
mod place;
mod profile;
mod prose;
mod rank;
mod reading;
mod rule;
mod rules;
mod settings;
mod subject;

#[cfg(test)]
mod tests;

pub use finding::{FindingHandle, Findings};
pub use pages::Pages;
pub use profile::{PROFILES, Profile};
pub use prose::{Passage, PassageKind, PassageLink, Prose};
pub use reading::{FEWEST_WORDS_GRADED, ReadingPart, reading_of_parts, reading_of_whole};
pub use rule::{Check, FAMILIES, Family, HEADINGS, Harm, Rule};
pub use rules::{OVERDUE, RULES, overdue};
pub use settings::{GRADES, Grade, RuleSetting};
pub use subject::Subject;

use crate::base::diagnostic::{Diagnostics, Severity};

/// Which rules look, and how grave their findings are.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// The names of the rules that look; all where it is empty.
    pub only: Vec<&'static str>,
    /// The lowest severity that is told.
    pub least: Option<Severity>,
    /// What the settings say of rules.
    pub settings: Vec<RuleSetting>,
}

impl Selection {
    /// What the settings say of a rule.
    fn setting(&self, rule: &Rule) -> Option<&RuleSetting> {
        self.settings
            .iter()
            .find(|setting| setting.rule == rule.name)
    }

    /// Whether a rule looks at all.
    fn takes(&self, rule: &Rule) -> bool {
        self.only.is_empty() || self.only.contains(&rule.name)
    }
}

/// A rule that was switched off, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SwitchedOff {
    /// The rule.
    pub rule: &'static str,
    /// The reason that the settings give.
    pub reason: String,
}

/// What the rules found.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The findings.
    pub found: Diagnostics,
    /// The rules that the settings switch off.
    pub switched_off: Vec<SwitchedOff>,
    /// Rules that cannot look at a guide in this language.
    pub silent: Vec<&'static str>,
    /// The rules that looked.
    pub rules_run: Vec<&'static str>,
}

/// Lets the rules look at a guide; at its pages too, where they were set.
pub fn check(subject: &Subject<'_>, pages: Option<&Pages>, selection: &Selection) -> Checked {
    let mut checked = Checked::default();
    for rule in RULES.iter().filter(|rule| selection.takes(rule)) {
        let setting = selection.setting(rule);
        let set = match setting.map(|setting| &setting.grade) {
            Some(Grade::Off(reason)) => {
                checked.switched_off.push(SwitchedOff {
                    rule: rule.name,
                    reason: reason.clone(),
                });
                continue;
            }
            Some(Grade::As(severity)) => Some(*severity),
            None => subject.profile.severity(rule.name),
        };
        if !rule.reads(&subject.language.tag) {
            checked.silent.push(rule.name);
            continue;
        }
        let mut findings = Findings::new(rule.name, rule.severity, set);
        match (rule.check, pages) {
            (Check::Guide(check), _) => check(subject, &mut findings),
            (Check::Templates(_), _) if selection.only.is_empty() => continue,
            (Check::Pages(check) | Check::Templates(check), Some(pages)) => {
                check(subject, pages, &mut findings);
            }
            (Check::Pages(_) | Check::Templates(_), None) => continue,
        }
        checked.rules_run.push(rule.name);
        let found = findings.into_found().into_iter();
        let is_told = |severity: Severity| selection.least.is_none_or(|least| severity <= least);
        checked
            .found
            .extend(found.filter(|finding| is_told(finding.severity)));
    }
    checked
}
