//! Whole numbers.

use crate::base::diagnostic::{Diagnostic, quoted, rule};
use crate::source::{Node, Reading};

impl Reading<'_> {
    /// A whole number within a range.
    pub(crate) fn whole_number(
        &mut self,
        node: &Node,
        what: &str,
        range: std::ops::RangeInclusive<u32>,
    ) -> Option<u32> {
        let scalar = self.scalar(node, what)?;
        let digits = scalar.value.trim();
        let number = digits
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| digits.parse().ok());
        match number.flatten() {
            Some(number) if range.contains(&number) => Some(number),
            _ => {
                self.fault(
                    Diagnostic::error(
                        rule::WRONG_NUMBER,
                        node.span,
                        format!(
                            "`{what}` must be a whole number from {} to {}, found {}",
                            range.start(),
                            range.end(),
                            quoted(digits)
                        ),
                    )
                    .hint(format!("write only the digits, for example `{what}: 5`")),
                );
                None
            }
        }
    }
}
