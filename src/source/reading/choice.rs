//! Words from a closed list, with "did you mean".

use super::{folded, names};
use crate::base::diagnostic::{Diagnostic, nearest, quoted};
use crate::source::{Node, Reading};

/// The words of such a list.
pub(crate) fn names_of<T>(choices: &[(&'static str, T)]) -> Vec<&'static str> {
    choices.iter().map(|(name, _)| *name).collect()
}

impl Reading<'_> {
    /// One of a few words; an unknown one is reported under `rule`.
    pub(crate) fn choice<T: Copy>(
        &mut self,
        node: &Node,
        what: &str,
        rule: &'static str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let scalar = self.scalar(node, what)?;
        let written = folded(&scalar.value);
        if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == written) {
            return Some(*choice);
        }
        let known: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let fault = Diagnostic::error(
            rule,
            self.visible(node.span),
            format!("{} is not a known value for `{what}`", quoted(&written)),
        );
        let fault = match nearest(&written, known.iter().copied()) {
            Some(meant) => fault.hint(format!("did you mean `{meant}`?")),
            None => fault,
        };
        self.fault(fault.hint(format!("choose from {}", names(&known))));
        None
    }
}
