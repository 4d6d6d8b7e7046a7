//! The block `risks`, and how it is read. What authors are told of it:
//!
#![doc = include_str!("risks.md")]

use super::{Block, BlockKind};
use crate::base::diagnostic::{Diagnostic, quoted, rule};
use crate::model::guide::optional_text;
use crate::model::guide::text::{Text, read_text};
use crate::source::{
    FieldForm, MapForm, Node, Reading, Span, ValueForm, WrittenForm, folded, names_of,
};

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
    /// The squares that show the figure, if the author asks for them; never without figure and source.
    pub squares: Option<Squares>,
}

/// Squares that show a figure: one for each person, and those to whom it happens are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Squares {
    /// Where they are asked for.
    pub span: Span,
    /// How many are filled, at least one.
    pub count: u32,
    /// How many there are, one of [`WHOLES_OF_SQUARES`].
    pub whole: u32,
}

/// How many squares a figure may have. More than a thousand cannot be told apart on paper.
pub const WHOLES_OF_SQUARES: [u32; 2] = [100, 1_000];

/// The words for how a figure is shown beside its number.
const SHOWN: &[(&str, ())] = &[("squares", ())];

/// How often something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HowOften {
    /// Where it stands.
    pub span: Span,
    /// The figure, in the form in which the author gives it.
    pub frequency: Frequency,
}

impl HowOften {
    fn is_per_cent(self) -> bool {
        matches!(self.frequency, Frequency::PerCent(_))
    }
}

/// A figure that says how often something happens. It is printed in the form in which it is written:
/// nothing is turned into another form, because that would round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// To one person in so many, 1 to [`MAXIMUM_FREQUENCY`].
    OneIn(u32),
    /// To so many people in a whole of [`WHOLES`]; at least two, and no more than the whole.
    SoManyIn {
        /// How many people it happens to.
        count: u32,
        /// In how many.
        whole: u32,
    },
    /// To so many per cent; more than none, and at most a hundred.
    PerCent(PerCent),
}

/// A percentage as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PerCent {
    /// Its digits as one whole number, without the decimal sign.
    digits: u32,
    /// How many of them stand behind the decimal sign, at most [`MAXIMUM_DECIMALS`].
    decimals: u32,
    /// Whether the decimal sign is a comma.
    has_comma: bool,
    /// Whether a space stands before the sign of per cent.
    is_spaced: bool,
}

/// In how many people a figure may count more than one. With few wholes, figures can be compared.
pub const WHOLES: [u32; 3] = [100, 1_000, 10_000];

/// Most digits behind the decimal sign of a percentage: one in a million.
pub const MAXIMUM_DECIMALS: u32 = 4;

impl Frequency {
    /// The figure as a fraction: so many, in so many.
    pub fn fraction(self) -> (u64, u64) {
        match self {
            Self::OneIn(whole) => (1, whole.into()),
            Self::SoManyIn { count, whole } => (count.into(), whole.into()),
            Self::PerCent(percent) => (
                percent.digits.into(),
                100 * 10_u64.pow(percent.decimals.min(MAXIMUM_DECIMALS)),
            ),
        }
    }

    /// The chance, from 0 to 1.
    pub fn chance(self) -> f64 {
        let (count, whole) = self.fraction();
        count as f64 / whole as f64
    }

    /// Whether two figures say the same, in whatever form.
    pub fn is_equal_to(self, other: Self) -> bool {
        let ((count, whole), (other_count, other_whole)) = (self.fraction(), other.fraction());
        count * other_whole == other_count * whole
    }

    /// The figure in English, with `number` to write whole numbers.
    pub fn in_english(self, number: impl Fn(u64) -> String) -> String {
        match self {
            Self::PerCent(percent) => percent.to_string(),
            Self::OneIn(_) | Self::SoManyIn { .. } => {
                let (count, whole) = self.fraction();
                format!("{} in {}", number(count), number(whole))
            }
        }
    }
}

impl std::fmt::Display for PerCent {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = 10_u32.pow(self.decimals.min(MAXIMUM_DECIMALS));
        write!(formatter, "{}", self.digits / unit)?;
        if self.decimals > 0 {
            let sign = if self.has_comma { ',' } else { '.' };
            let width = self.decimals as usize;
            write!(formatter, "{sign}{:0width$}", self.digits % unit)?;
        }
        formatter.write_str(if self.is_spaced { " %" } else { "%" })
    }
}

/// The form of one risk.
const RISK: MapForm = MapForm {
    what: "a risk",
    documentation: None,
    fields: &[
        FieldForm::needed("risk", ValueForm::Text),
        FieldForm::optional("leads_to", ValueForm::Text),
        FieldForm::optional("how_often", ValueForm::Written(&HOW_OFTEN)),
        FieldForm::optional("source", ValueForm::Text).only_with("how_often"),
        FieldForm::optional("shown_as", ValueForm::Choice(|| names_of(SHOWN))).only_with("source"),
    ],
};

/// The form of a frequency: `1 in` and a number from 1 to [`MAXIMUM_FREQUENCY`], bare, or with commas
/// in the Western or the Indian way; so many in one of [`WHOLES`]; or a percentage.
const HOW_OFTEN: WrittenForm = WrittenForm {
    pattern: concat!(
        "^(?:1 in (?:[1-9][0-9]{0,6}|10000000",
        "|[1-9][0-9]{0,2},[0-9]{3}|[1-9],[0-9]{3},[0-9]{3}|10,000,000",
        "|[1-9][0-9]?,[0-9]{2},[0-9]{3}|1,00,00,000)",
        "|(?:[1-9][0-9]?|100) in 100",
        "|(?:[1-9][0-9]{0,2}|1,?000) in 1,?000",
        "|(?:[1-9][0-9]{0,2}|[1-9],?[0-9]{3}|10,?000) in 10,?000",
        "|(?:100|[1-9][0-9]?(?:[.,][0-9]{1,4})?",
        "|0[.,](?:[1-9][0-9]{0,3}|0[1-9][0-9]{0,2}|00[1-9][0-9]?|000[1-9])) ?%)$"
    ),
    most: 20,
    may_look_like_a_number: false,
    hint: "write 1 in 250, or a number in 100, in 1,000 or in 10,000, or a percentage with its \
        source",
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
    if let Some(HowOften {
        span,
        frequency: Frequency::PerCent(percent),
    }) = how_often
        && fields.lacks("source")
    {
        reading.fault(
            Diagnostic::error(
                rule::MISSING_FIELD,
                span,
                format!("the percentage `{percent}` has no `source`"),
            )
            .hint("add `source: …` with the paper or register that gives this percentage")
            .hint("or write how many people it happens to, for example `how_often: 3 in 100`"),
        );
    }
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
    let squares = reading.optional(&fields, "shown_as").and_then(|node| {
        reading.choice(node, "shown_as", rule::UNKNOWN_CHOICE, SHOWN)?;
        if source.is_none() {
            // Of a percentage that is told already.
            if fields.lacks("source") && !how_often.is_some_and(|often| often.is_per_cent()) {
                reading.fault(
                    Diagnostic::error(
                        rule::MISSING_FIELD,
                        fields.key_span("shown_as"),
                        "`shown_as` draws a figure, and here is no figure with its `source`",
                    )
                    .hint("add `how_often` and `source`, or delete `shown_as`"),
                );
            }
            return None;
        }
        squares(reading, node.span, how_often?.frequency)
    });
    Some(Risk {
        risk: risk?,
        leads_to,
        how_often,
        source,
        squares,
    })
}

/// The squares of a figure, if it counts people in a number of which as many squares can be drawn.
fn squares(reading: &mut Reading<'_>, span: Span, frequency: Frequency) -> Option<Squares> {
    let drawn = match frequency {
        Frequency::OneIn(whole) => Some((1, whole)),
        Frequency::SoManyIn { count, whole } => Some((count, whole)),
        Frequency::PerCent(_) => None,
    };
    if let Some((count, whole)) = drawn.filter(|(_, whole)| WHOLES_OF_SQUARES.contains(whole)) {
        return Some(Squares { span, count, whole });
    }
    let written = frequency.in_english(|number| number.to_string());
    let (count, whole) = frequency.fraction();
    let exact = WHOLES_OF_SQUARES.iter().find_map(|other| {
        let scaled = count * u64::from(*other);
        scaled
            .is_multiple_of(whole)
            .then(|| format!("{} in {other}", scaled / whole))
    });
    let fault = Diagnostic::error(
        rule::WRONG_SQUARES,
        span,
        format!(
            "squares can show a number in 100 or in 1,000, but this risk has `how_often: {written}`"
        ),
    );
    reading.fault(match exact {
        Some(exact) => fault.hint(format!(
            "{written} is the same as `how_often: {exact}`, of which squares can be drawn"
        )),
        None => fault.hint("delete `shown_as`: the figure is then printed without squares"),
    });
    None
}

/// Reports the first squares of a guide that are of another number of people than those before: such pictures cannot be
/// compared.
pub(in crate::model::guide) fn check_squares<'g>(
    reading: &mut Reading<'_>,
    blocks: impl Iterator<Item = &'g Block>,
) {
    let lists = blocks.filter_map(|block| match block {
        Block::Risks(list) => Some(&list.risks),
        _ => None,
    });
    let mut all = lists.flatten().filter_map(|risk| risk.squares);
    let Some(first) = all.next() else {
        return;
    };
    if let Some(other) = all.find(|one| one.whole != first.whole) {
        reading.fault(
            Diagnostic::error(
                rule::WRONG_SQUARES,
                other.span,
                format!(
                    "this figure is drawn as {} squares, but the first one of this guide as {}",
                    other.whole, first.whole
                ),
            )
            .hint(
                "write all figures that are shown as squares in 100, or all in 1,000, so that patients can \
                 compare them",
            ),
        );
    }
}

fn read_how_often(reading: &mut Reading<'_>, node: &Node) -> Option<HowOften> {
    let scalar = reading.scalar(node, "how_often")?;
    let written = folded(&scalar.value);
    if let Some(frequency) = frequency(&written) {
        return Some(HowOften {
            span: node.span,
            frequency,
        });
    }
    let fault = Diagnostic::error(
        rule::WRONG_FREQUENCY,
        node.span,
        format!(
            "`how_often` is {}, which is not written in a way that can be printed",
            quoted(&written)
        ),
    );
    let fault = match fraction(&written) {
        Some((count, whole)) if count > whole || count == 0 => {
            fault.hint("the first number must be at least 1, and not larger than the second")
        }
        Some((count, whole)) => same_in_other_words(fault, &written, count, whole),
        None => fault,
    };
    reading.fault(
        fault
            .hint(
                "write `1 in` and a number up to 10,000,000; or a number `in 100`, `in 1,000` or \
                 `in 10,000`; or a percentage with its `source`",
            )
            .hint("leave the line out if the number is not known"),
    );
    None
}

/// Says how a figure such as `5 in 20` is written, where that is exactly the same.
fn same_in_other_words(fault: Diagnostic, written: &str, count: u32, whole: u32) -> Diagnostic {
    let one_in = (whole.is_multiple_of(count)).then(|| format!("`1 in {}`", whole / count));
    let in_wholes = WHOLES.iter().filter_map(|other| {
        let scaled = u64::from(count) * u64::from(*other);
        let exact = scaled.is_multiple_of(whole.into());
        exact.then(|| format!("`{} in {other}`", scaled / u64::from(whole)))
    });
    let forms: Vec<String> = one_in.into_iter().chain(in_wholes.take(1)).collect();
    if forms.is_empty() {
        return fault;
    }
    fault.hint(format!("{written} is the same as {}", forms.join(" or ")))
}

/// A figure in one of the forms that are printed.
fn frequency(written: &str) -> Option<Frequency> {
    if let Some(number) = written.strip_suffix('%') {
        return percent(number).map(Frequency::PerCent);
    }
    let (count, whole) = fraction(written)?;
    match count {
        1 if (1..=MAXIMUM_FREQUENCY).contains(&whole) => Some(Frequency::OneIn(whole)),
        2.. if WHOLES.contains(&whole) && count <= whole => {
            Some(Frequency::SoManyIn { count, whole })
        }
        _ => None,
    }
}

/// The two numbers of `3 in 100`.
fn fraction(written: &str) -> Option<(u32, u32)> {
    let (count, whole) = written.split_once(" in ")?;
    Some((whole_number(count)?, whole_number(whole)?))
}

/// A percentage without its sign: more than none, at most a hundred.
fn percent(number: &str) -> Option<PerCent> {
    let is_spaced = number.ends_with(' ');
    let number = number.strip_suffix(' ').unwrap_or(number);
    let has_comma = number.contains(',');
    let (whole, decimals) = match number.split_once([',', '.']) {
        Some((whole, decimals)) if !decimals.is_empty() => (whole, decimals),
        Some(_) => return None,
        None => (number, ""),
    };
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    // A nought at the front of a number is a slip, unless nothing else stands there.
    let is_slip = whole.is_empty() || (whole.len() > 1 && whole.starts_with('0'));
    // 1,000 is a thousand to some readers and one to others.
    let may_be_thousands = has_comma && decimals.len() > 2;
    let places = u32::try_from(decimals.len()).ok()?;
    if is_slip || may_be_thousands || whole.len() > 3 || places > MAXIMUM_DECIMALS {
        return None;
    }
    if !are_digits(whole) || !are_digits(decimals) {
        return None;
    }
    let digits: u32 = format!("{whole}{decimals}").parse().ok()?;
    let is_within = digits > 0 && digits <= 100 * 10_u32.pow(places);
    (is_within && (decimals.is_empty() || whole.len() < 3)).then_some(PerCent {
        digits,
        decimals: places,
        has_comma,
        is_spaced,
    })
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
        let pattern = regex::Regex::new(HOW_OFTEN.pattern).unwrap();
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
    fn the_pattern_knows_the_same_figures() {
        let pattern = regex::Regex::new(HOW_OFTEN.pattern).unwrap();
        for figure in [
            "3 in 100",
            "100 in 100",
            "15 in 1,000",
            "15 in 1000",
            "1,000 in 1,000",
            "7 in 10,000",
            "2,500 in 10000",
            "10,000 in 10,000",
            "5%",
            "5 %",
            "0.5%",
            "0,05 %",
            "12.25%",
            "99.9999%",
            "100%",
        ] {
            let read = frequency(figure).map(|read| read.in_english(|number| number.to_string()));
            assert_eq!(
                read,
                Some(figure.replace(",000", "000").replace("2,500", "2500"))
            );
            assert!(pattern.is_match(figure), "{figure}");
        }
        for wrong in [
            "0 in 100",
            "101 in 100",
            "2,000 in 1,000",
            "03 in 100",
            "5 in 20",
            "3 in 100,000",
            "3 in 10000 people",
            "3 of 100",
            "0%",
            "0.0%",
            "00.5%",
            "05%",
            ".5%",
            "5.%",
            "5.12345%",
            "100.5%",
            "1,5,5%",
            "-1%",
            "101%",
            "1000%",
            "< 1%",
            "1-2%",
            "5",
            "%",
            " %",
            "5  %",
        ] {
            assert_eq!(frequency(wrong), None, "{wrong}");
            assert!(!pattern.is_match(wrong), "{wrong}");
        }
    }

    #[test]
    fn figures_of_one_chance_are_equal_in_every_form() {
        let of = |written: &str| frequency(written).unwrap();
        for same in ["2%", "2 in 100", "20 in 1,000", "200 in 10,000", "2.00 %"] {
            assert!(of(same).is_equal_to(of("1 in 50")), "{same}");
        }
        assert!(!of("3%").is_equal_to(of("1 in 33")));
        assert_eq!(of("0.25%").fraction(), (25, 10_000));
        assert!((of("3 in 100").chance() - 0.03).abs() < 1e-12);
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
