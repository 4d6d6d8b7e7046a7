//! The block `risks`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("risks.md")]

use super::{Block, BlockKind};
use crate::diagnostic::{Diagnostic, quoted, rule};
use crate::guide::optional_text;
use crate::guide::text::{Text, read_text};
use crate::source::{FieldForm, MapForm, Node, Reading, Span, ValueForm, WrittenForm, folded};

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

/// The form of one risk.
const RISK: MapForm = MapForm {
    what: "a risk",
    documentation: None,
    fields: &[
        FieldForm::needed("risk", ValueForm::Text),
        FieldForm::optional("leads_to", ValueForm::Text),
        FieldForm::optional("how_often", ValueForm::Written(&ONE_IN)),
        FieldForm::optional("source", ValueForm::Text).only_with("how_often"),
    ],
};

/// The form of a frequency: `1 in` and a number from 1 to [`MAXIMUM_FREQUENCY`], bare, or with commas
/// in the Western or the Indian way.
const ONE_IN: WrittenForm = WrittenForm {
    pattern: concat!(
        "^1 in (?:[1-9][0-9]{0,6}|10000000",
        "|[1-9][0-9]{0,2},[0-9]{3}|[1-9],[0-9]{3},[0-9]{3}|10,000,000",
        "|[1-9][0-9]?,[0-9]{2},[0-9]{3}|1,00,00,000)$"
    ),
    most: 20,
    may_look_like_a_number: false,
    hint: "write `1 in` and a whole number up to 10,000,000, for example 1 in 1,000",
};

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
    form: ValueForm::list(MAXIMUM_RISKS, &ValueForm::Map(&RISK)),
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
    let fields = reading.map(node, &RISK)?;
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
    // A nought at the front is a slip, and no number begins with one.
    if !are_digits || written.len() > 12 || written.starts_with('0') {
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
    fn the_pattern_knows_the_same_numbers() {
        let pattern = regex::Regex::new(ONE_IN.pattern).unwrap();
        for number in [
            "1",
            "0",
            "01",
            "9",
            "10",
            "999",
            "1000",
            "1,000",
            "10,00",
            "01,000",
            "999,999",
            "1,000,000",
            "9,999,999",
            "10,000,000",
            "10,000,001",
            "11,000,000",
            "100,000,000",
            "10000000",
            "10000001",
            "9999999",
            "99999999",
            "1,00,000",
            "99,99,999",
            "1,00,00,000",
            "1,00,00,001",
            "12,34,567",
            "123,45,678",
            "1,2,345",
            "1,23,45",
            "1,234,56,789",
            "1,,000",
            ",100",
            "100,",
            "1.000",
            "1 000",
            "-1",
            "٣",
            "0000000000001",
            "1,000,00,00",
        ] {
            let allowed = whole_number(number)
                .is_some_and(|number| (1..=MAXIMUM_FREQUENCY).contains(&number));
            let written = format!("1 in {number}");
            assert_eq!(pattern.is_match(&written), allowed, "{written}");
        }
    }

    #[test]
    fn commas_stand_between_thousands_only() {
        assert_eq!(whole_number("1000"), Some(1_000));
        assert_eq!(whole_number("1,000"), Some(1_000));
        assert_eq!(whole_number("10,000,000"), Some(10_000_000));
        assert_eq!(whole_number("1,00,000"), Some(100_000));
        for wrong in [
            "", "0", "010", "10,00", "1,0000", ",100", "1,,000", "1.000", "1 000", "-1", "1,00,00",
        ] {
            assert_eq!(whole_number(wrong), None, "{wrong}");
        }
    }
}
