//! The block `risks`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("risks.md")]

use super::{Block, BlockKind};
use crate::diagnostic::{Diagnostic, quoted, rule};
use crate::guide::optional_text;
use crate::guide::text::{Text, read_text};
use crate::source::{Node, Reading, Span, folded};

/// Most risks in one list: a checklist of two pages.
pub const MAXIMUM_RISKS: usize = 50;

/// The rarest frequency that is printed: 1 in ten million, rarer than any register can tell.
pub const MAXIMUM_FREQUENCY: u32 = 10_000_000;

/// A list of risks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risks {
    /// Where it stands.
    pub span: Span,
    /// The risks in order, at least one.
    pub risks: Vec<Risk>,
}

/// One risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risk {
    /// What may happen.
    pub risk: Text,
    /// What it may lead to.
    pub leads_to: Option<Text>,
    /// How often it happens.
    pub how_often: Option<HowOften>,
    /// Where that figure comes from; never without the figure.
    pub source: Option<Text>,
}

/// How often something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HowOften {
    /// Where it stands.
    pub span: Span,
    /// It happens to one person in so many, 1 to [`MAXIMUM_FREQUENCY`].
    pub one_in: u32,
}

pub(super) const KIND: BlockKind = BlockKind {
    name: "risks",
    documentation: include_str!("risks.md"),
    also_called: &[
        "complications",
        "side effects",
        "dangers",
        "harms",
        "checklist",
        "hazards",
    ],
    read,
};

fn read(reading: &mut Reading<'_>, node: &Node) -> Vec<Block> {
    let risks = reading.each(node, KIND.name, MAXIMUM_RISKS, read_risk);
    if risks.is_empty() {
        return Vec::new();
    }
    vec![Block::Risks(Risks {
        span: node.span,
        risks,
    })]
}

fn read_risk(reading: &mut Reading<'_>, node: &Node) -> Option<Risk> {
    let fields = reading.fields(node, "a risk", &["risk", "leads_to", "how_often", "source"])?;
    let risk = reading.required(&fields, "risk");
    let risk = risk.and_then(|node| read_text(reading, node, "risk"));
    let leads_to = optional_text(reading, &fields, "leads_to");
    let how_often = reading.optional(&fields, "how_often");
    let how_often = how_often.and_then(|node| read_how_often(reading, node));
    let source = optional_text(reading, &fields, "source");
    if source.is_some() && fields.lacks("how_often") {
        reading.fault(
            Diagnostic::error(
                rule::MISSING_FIELD,
                fields.key_span("source"),
                "`source` says where `how_often` comes from, which is missing here",
            )
            .hint("add `how_often: 1 in …`, or move the source to the guide's `sources:`"),
        );
    }
    Some(Risk {
        risk: risk?,
        leads_to,
        how_often,
        source,
    })
}

fn read_how_often(reading: &mut Reading<'_>, node: &Node) -> Option<HowOften> {
    let scalar = reading.scalar(node, "how_often")?;
    let written = folded(&scalar.value);
    let number = written.strip_prefix("1 in ").and_then(whole_number);
    match number {
        Some(one_in @ 1..=MAXIMUM_FREQUENCY) => Some(HowOften {
            span: node.span,
            one_in,
        }),
        _ => {
            let fault = Diagnostic::error(
                rule::WRONG_FREQUENCY,
                node.span,
                format!(
                    "`how_often` is {}, not `1 in` and a whole number",
                    quoted(&written)
                ),
            );
            let fault = if written.contains('%') {
                fault.hint("turn the percentage round: 1 % is `1 in 100`, 0.5 % is `1 in 200`")
            } else {
                fault.hint("write for example `how_often: 1 in 1,000`")
            };
            reading
                .fault(fault.hint(
                    "the number is from 1 to 10,000,000; leave the line out if nobody knows",
                ));
            None
        }
    }
}

/// A whole number, commas between thousands allowed, in the Western or the Indian way.
fn whole_number(written: &str) -> Option<u32> {
    let groups: Vec<&str> = written.split(',').collect();
    let are_digits = groups
        .iter()
        .all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit()));
    if !are_digits || written.len() > 12 {
        return None;
    }
    if let [first, middle @ .., last] = groups.as_slice()
        && groups.len() > 1
    {
        let western = first.len() <= 3 && middle.iter().all(|group| group.len() == 3);
        let indian = first.len() <= 2 && middle.iter().all(|group| group.len() == 2);
        if last.len() != 3 || !(western || indian) {
            return None;
        }
    }
    groups.concat().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_stand_between_thousands_only() {
        assert_eq!(whole_number("1000"), Some(1_000));
        assert_eq!(whole_number("1,000"), Some(1_000));
        assert_eq!(whole_number("10,000,000"), Some(10_000_000));
        assert_eq!(whole_number("1,00,000"), Some(100_000));
        for wrong in [
            "", "10,00", "1,0000", ",100", "1,,000", "1.000", "1 000", "-1", "1,00,00",
        ] {
            assert_eq!(whole_number(wrong), None, "{wrong}");
        }
    }
}
