//! What is counted, ranked and named alike in every form of a report.

use crate::base::diagnostic::{Diagnostic, Severity, rule as faults};
use crate::lint::{FAMILIES, Family, Rule};

use super::Report;

/// How many findings there are, by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// What must be corrected.
    pub errors: usize,
    /// What a person should look at.
    pub warnings: usize,
    /// What is better done otherwise.
    pub advice: usize,
    /// What is only to be known.
    pub notes: usize,
}

/// Most lines that say what would help most: more is a list, and no beginning.
pub(super) const MOST_HELPS: usize = 3;

impl Counts {
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Advice => self.advice += 1,
            Severity::Note => self.notes += 1,
        }
    }

    /// Of all severities together.
    pub fn sum(&self) -> usize {
        self.errors + self.warnings + self.advice + self.notes
    }

    /// In words, the gravest first; those that are none are left out, and "nothing found" where all are.
    pub fn in_words(&self) -> String {
        let parts = [
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
            (self.advice, "piece of advice", "pieces of advice"),
            (self.notes, "note", "notes"),
        ];
        let parts = parts.into_iter().filter(|(count, ..)| *count > 0);
        let parts: Vec<String> = parts
            .map(|(count, one, many)| counted(count, one, many))
            .collect();
        if parts.is_empty() {
            return "nothing found".to_owned();
        }
        parts.join(", ")
    }
}

/// A number and the word for what is counted.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What was found of a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FamilyTally {
    /// The family; `None` for faults that keep a guide from being read or set.
    pub family: Option<Family>,
    /// How much.
    pub counts: Counts,
    /// Whether a rule of it ran.
    pub was_checked: bool,
}

/// The name of what is no family: whether the files can be used at all.
pub(super) const FORM: &str = "form";

/// The question that stands for [`FORM`].
pub(super) const FORM_QUESTION: &str = "Can the files be read and set?";

impl FamilyTally {
    /// Its name.
    pub fn name(&self) -> &'static str {
        self.family.map_or(FORM, Family::name)
    }

    /// The question it asks of a guide.
    pub fn question(&self) -> &'static str {
        self.family.map_or(FORM_QUESTION, Family::question)
    }
}

/// What one rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleTally {
    /// The rule.
    pub rule: &'static str,
    /// What it finds, in a line without a full stop.
    pub summary: &'static str,
    /// How much it found.
    pub counts: Counts,
}

/// A rule whose findings are worth mending first.
pub type Help = RuleTally;

impl Report<'_> {
    /// How much was found in all guides together.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for finding in &self.findings {
            counts.add(finding.diagnostic.severity);
        }
        counts
    }

    /// How much was found in each family, the faults of form first, then in the order of [`FAMILIES`].
    pub fn families(&self) -> Vec<FamilyTally> {
        let families = FAMILIES.iter().map(|(family, ..)| Some(*family));
        let mut tallies: Vec<FamilyTally> = std::iter::once(None)
            .chain(families)
            .map(|family| FamilyTally {
                family,
                counts: Counts::default(),
                was_checked: family.is_none(),
            })
            .collect();
        let was_checked = self.guides.iter().flat_map(|guide| &guide.rules_run);
        for family in was_checked.filter_map(|rule| family_of(rule)) {
            for tally in tallies.iter_mut().filter(|one| one.family == Some(family)) {
                tally.was_checked = true;
            }
        }
        for finding in &self.findings {
            let family = family_of(finding.diagnostic.rule);
            for tally in tallies.iter_mut().filter(|one| one.family == family) {
                tally.counts.add(finding.diagnostic.severity);
            }
        }
        tallies
    }

    /// What each rule found, the gravest first: by the gravest finding of each.
    pub fn rules(&self) -> Vec<RuleTally> {
        let mut tallies: Vec<RuleTally> = Vec::new();
        // The findings stand by gravity, so that the rules come in the order of their gravest.
        for finding in &self.findings {
            let name = finding.diagnostic.rule;
            let at = tallies.iter().position(|tally| tally.rule == name);
            let at = at.unwrap_or_else(|| {
                tallies.push(RuleTally::of(name));
                tallies.len() - 1
            });
            if let Some(tally) = tallies.get_mut(at) {
                tally.counts.add(finding.diagnostic.severity);
            }
        }
        tallies
    }

    /// What would help most first, at most `MOST_HELPS`: the rules with the gravest findings, by the harm that
    /// may come of them and not by how many there are.
    pub fn helps(&self) -> Vec<Help> {
        let mut helps = self.rules();
        helps.retain(|help| help.counts.sum() > help.counts.notes);
        helps.truncate(MOST_HELPS);
        helps
    }
}

impl Counts {
    /// Of these findings.
    pub(super) fn of<'d>(found: impl Iterator<Item = &'d Diagnostic>) -> Self {
        let mut counts = Self::default();
        for one in found {
            counts.add(one.severity);
        }
        counts
    }
}

impl RuleTally {
    fn of(name: &'static str) -> Self {
        let rule = Rule::named(name);
        let fault = faults::RULES.iter().find(|fault| fault.name == name);
        let explanation = fault.map(|fault| fault.explanation.trim_end_matches('.'));
        Self {
            rule: name,
            summary: rule.map_or(explanation.unwrap_or_default(), Rule::summary),
            counts: Counts::default(),
        }
    }
}

/// The family of a rule; `None` for a fault of form.
pub(super) fn family_of(rule: &str) -> Option<Family> {
    Rule::named(rule).map(|rule| rule.family)
}
