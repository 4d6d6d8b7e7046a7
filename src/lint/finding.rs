//! What one rule finds, as it finds it.
//!
//! In: places and sentences. Out: diagnostics of the rule's name and severity. Promise: a severity that the
//! settings or the profile give holds for every finding of the rule, whatever the rule itself thinks.

use crate::base::advice::Advice;
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::source::Span;

/// The findings of one rule.
pub struct Findings {
    rule: &'static str,
    /// The rule's own severity.
    own: Severity,
    set: Option<Severity>,
    found: Vec<Diagnostic>,
}

/// A finding that was told, to which hints can be added.
pub struct FindingHandle<'a>(&'a mut Vec<Diagnostic>);

impl Findings {
    /// None yet; `set` is the severity that all of them get.
    pub(super) fn new(rule: &'static str, own: Severity, set: Option<Severity>) -> Self {
        Self {
            rule,
            own,
            set,
            found: Vec::new(),
        }
    }

    /// Adds a finding of the rule's own severity.
    pub fn tell(&mut self, span: Span, message: impl Into<String>) -> FindingHandle<'_> {
        self.tell_as(self.own, span, message)
    }

    /// Adds a finding that is graver or lighter than the rule's others.
    pub fn tell_as(
        &mut self,
        severity: Severity,
        span: Span,
        message: impl Into<String>,
    ) -> FindingHandle<'_> {
        let severity = self.set.unwrap_or(severity);
        let finding = Diagnostic::new(self.rule, severity, Some(span), message);
        self.found.push(finding);
        FindingHandle(&mut self.found)
    }

    /// All of them.
    pub(super) fn into_found(self) -> Vec<Diagnostic> {
        self.found
    }
}

impl FindingHandle<'_> {
    /// Adds a hint.
    #[expect(
        clippy::return_self_not_must_use,
        reason = "the finding is kept already"
    )]
    pub fn hint(self, hint: impl Into<Advice>) -> Self {
        if let Some(finding) = self.0.last_mut() {
            finding.hints.push(hint.into());
        }
        self
    }
}
