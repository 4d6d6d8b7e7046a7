//! Text that flows: the shapes of one run placed one after the other.
//!
//! In: the content of a page, and how wide each font's codes are. Out: content that draws the same.
//! Promise: within one text object the engine's new beginnings (`Tm`) become shifts and rises, to a
//! thousandth of a thousandth of the type's size; what is not of the engine's form stays as it is.
//!
//! Why: the engine begins anew for each syllable. Readers that count widths for themselves (PDF.js) then
//! see a gap where they count otherwise. And it ends a run from right to left at each space, where such
//! readers then take the words for separate ones and say the last first: so the parts of such a run become
//! one, in one show operator whose strings have a space at their ends only (ISO 32000-1, 14.8.2.3.3).

use std::borrow::Cow;
use std::ops::Range;

use crate::pages::pdf::object::is_regular;
use crate::pages::pdf::string::string_bytes;
use crate::pages::pdf::token::{TokenKind, Tokens};

/// Shifts below this many thousandths of the type's size are what is lost in reckoning.
const LEAST_SHIFT: f64 = 0.01;

/// The mark around what runs from right to left.
pub(super) const REVERSED: &[u8] = b"/ReversedChars";

/// How wide a code is in a font of a page, in thousandths of the type's size.
pub(super) trait Widths {
    /// `None` where the font is not known.
    fn width(&mut self, font: &[u8], code: u16) -> Option<f64>;
}

/// The content with flowing text; `None` where it is broken.
pub(super) fn flowing(content: &[u8], widths: &mut impl Widths) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(content.len());
    let mut copied = 0;
    let mut begun: Option<usize> = None;
    let mut restarts = 0_usize;
    for token in Tokens::of(content) {
        let token = token?;
        if token.kind != TokenKind::Word {
            continue;
        }
        match content.get(token.range.clone())? {
            b"BT" => {
                begun = Some(token.range.end);
                restarts = 0;
            }
            b"Tm" => restarts += 1,
            b"ET" => {
                if let Some(begin) = begun.take()
                    && restarts > 1
                    && let Some(flowing) =
                        one_object(content.get(begin..token.range.start)?, widths)
                {
                    out.extend_from_slice(content.get(copied..begin)?);
                    write_apart(&mut out, &flowing);
                    copied = token.range.start;
                }
            }
            _ => {}
        }
    }
    out.extend_from_slice(content.get(copied..)?);
    Some(out)
}

/// One operator with what stands before it.
struct Operation<'a> {
    operator: &'a [u8],
    operands: Vec<Cow<'a, [u8]>>,
}

impl Operation<'_> {
    fn is_show(&self) -> bool {
        matches!(self.operator, b"Tj" | b"TJ")
    }

    fn is(&self, operator: &[u8], first: &[u8]) -> bool {
        self.operator == operator
            && self
                .operands
                .first()
                .is_some_and(|own| own.as_ref() == first)
    }
}

/// Where the next shape stands, and what the text looks like.
struct State<'a> {
    mode: Option<Cow<'a, [u8]>>,
    font: Option<Vec<Cow<'a, [u8]>>>,
    /// The matrix of the first beginning, but for its place; and its height.
    matrix: Option<Vec<Cow<'a, [u8]>>>,
    base: f64,
    rise: f64,
    /// How far the text has come, and where the next shape is to stand.
    pen: f64,
    wanted: f64,
}

/// The inside of a text object with flowing text; `None` where it is not of the engine's form.
fn one_object(content: &[u8], widths: &mut impl Widths) -> Option<Vec<u8>> {
    let operations = without_seams(operations(content)?);
    let mut state = State {
        mode: None,
        font: None,
        matrix: None,
        base: 0.0,
        rise: 0.0,
        pen: 0.0,
        wanted: 0.0,
    };
    let mut done: Vec<Operation<'_>> = Vec::with_capacity(operations.len());
    for operation in operations {
        match operation.operator {
            b"Tr" => {
                let mode = operation.operands.first()?;
                if state.mode.as_ref() == Some(mode) {
                    continue;
                }
                state.mode = Some(mode.clone());
                done.push(operation);
            }
            b"Tf" => {
                if state.font.as_ref() == Some(&operation.operands) {
                    continue;
                }
                state.font = Some(operation.operands.clone());
                done.push(operation);
            }
            b"Tm" => {
                let (matrix, place) = operation.operands.split_at_checked(4)?;
                let [x, y] = place else {
                    return None;
                };
                let (x, y) = (number(x)?, number(y)?);
                if !matrix
                    .iter()
                    .map(Cow::as_ref)
                    .eq([b"1".as_slice(), b"0", b"0", b"-1"])
                {
                    return None;
                }
                if state.matrix.is_some() {
                    state.wanted = x;
                    // The matrix turns the page's heights round.
                    let rise = state.base - y;
                    if (rise - state.rise).abs() > f64::EPSILON {
                        state.rise = rise;
                        let operands = vec![Cow::Owned(written(rise, 6))];
                        done.push(Operation {
                            operator: b"Ts",
                            operands,
                        });
                    }
                } else {
                    state.matrix = Some(matrix.to_vec());
                    state.base = y;
                    (state.pen, state.wanted) = (x, x);
                    done.push(operation);
                }
            }
            b"Tj" | b"TJ" => state.show(operation, widths, &mut done)?,
            b"BDC" | b"BMC" | b"EMC" => done.push(operation),
            _ => return None,
        }
    }
    if state.rise != 0.0 {
        done.push(Operation {
            operator: b"Ts",
            operands: vec![Cow::Borrowed(b"0".as_slice())],
        });
    }
    let mut out = Vec::with_capacity(content.len());
    for operation in &done {
        let is_array = operation.operator == b"TJ";
        out.extend(is_array.then_some(b'['));
        for operand in &operation.operands {
            write_apart(&mut out, operand);
        }
        out.extend(is_array.then_some(b']'));
        write_apart(&mut out, operation.operator);
    }
    out.push(b'\n');
    Some(out)
}

impl<'a> State<'a> {
    /// Adds what is shown: behind what was shown before it, if nothing stands between.
    fn show(
        &mut self,
        operation: Operation<'a>,
        widths: &mut impl Widths,
        done: &mut Vec<Operation<'a>>,
    ) -> Option<()> {
        let [name, size] = self.font.as_deref()? else {
            return None;
        };
        let (name, size) = (name.get(1..)?, number(size)?);
        let mut items: Vec<Cow<'_, [u8]>> = operation.operands;
        items.retain(|item| !matches!(item.as_ref(), b"[" | b"]"));
        let shift = (self.pen - self.wanted) * 1000.0 / size;
        if shift.abs() >= LEAST_SHIFT {
            items.insert(0, Cow::Owned(written(shift, 3)));
        }
        for item in &items {
            let width = match item.first()? {
                b'(' | b'<' => {
                    let bytes = string_bytes(item)?;
                    let mut width = 0.0;
                    for pair in bytes.chunks(2) {
                        let code = pair
                            .iter()
                            .fold(0, |code, byte| code << 8 | u16::from(*byte));
                        width += widths.width(name, code)?;
                    }
                    width
                }
                _ => -number(item)?,
            };
            self.pen += width * size / 1000.0;
        }
        self.wanted = self.pen;
        match done.last_mut() {
            Some(last) if last.is_show() => {
                last.operator = b"TJ";
                last.operands.extend(items);
            }
            _ => done.push(Operation {
                operator: if items.len() == 1 { b"Tj" } else { b"TJ" },
                operands: items,
            }),
        }
        Some(())
    }
}

/// The operators of a text object.
fn operations(content: &[u8]) -> Option<Vec<Operation<'_>>> {
    let mut operations = Vec::new();
    let mut operands: Vec<Cow<'_, [u8]>> = Vec::new();
    let mut dictionaries = 0_usize;
    for token in Tokens::of(content) {
        let token = token?;
        let text = content.get(token.range)?;
        match text {
            b"<<" => dictionaries += 1,
            b">>" => dictionaries = dictionaries.checked_sub(1)?,
            _ => {}
        }
        let is_operator = token.kind == TokenKind::Word
            && dictionaries == 0
            && text.first().is_some_and(u8::is_ascii_alphabetic);
        if is_operator {
            operations.push(Operation {
                operator: text,
                operands: std::mem::take(&mut operands),
            });
        } else {
            operands.push(Cow::Borrowed(text));
        }
    }
    operands.is_empty().then_some(operations)
}

/// The operators without an end of a run from right to left that goes on at once.
fn without_seams(operations: Vec<Operation<'_>>) -> Vec<Operation<'_>> {
    let mut marks = Vec::new();
    let mut seams: Vec<Range<usize>> = Vec::new();
    for (at, operation) in operations.iter().enumerate() {
        match operation.operator {
            b"BDC" | b"BMC" => marks.push(operation.is(b"BMC", REVERSED)),
            b"EMC" => {
                let goes_on = operations
                    .get(at + 1)
                    .is_some_and(|next| next.is(b"BMC", REVERSED));
                if marks.pop() == Some(true) && goes_on {
                    seams.push(at..at + 2);
                }
            }
            _ => {}
        }
    }
    let is_seam = |at: usize| seams.iter().any(|seam| seam.contains(&at));
    let kept = operations
        .into_iter()
        .enumerate()
        .filter(|(at, _)| !is_seam(*at));
    kept.map(|(_, operation)| operation).collect()
}

fn number(text: &[u8]) -> Option<f64> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// A number with so many figures behind the point, or fewer.
fn written(number: f64, figures: usize) -> Vec<u8> {
    let mut text = format!("{number:.figures$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    text.into_bytes()
}

/// Writes a word so that it does not run into the one before it.
fn write_apart(out: &mut Vec<u8>, word: &[u8]) {
    let is_close = |byte: Option<&u8>| byte.copied().is_some_and(is_regular);
    if is_close(out.last()) && is_close(word.first()) {
        out.push(b' ');
    }
    out.extend_from_slice(word);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A font whose codes are half as wide as high, but for the first two, which take no room.
    struct Half;

    impl Widths for Half {
        fn width(&mut self, _font: &[u8], code: u16) -> Option<f64> {
            Some(if code < 2 { 0.0 } else { 500.0 })
        }
    }

    fn flowed(content: &str) -> String {
        let flowing = flowing(content.as_bytes(), &mut Half).unwrap();
        String::from_utf8(flowing).unwrap()
    }

    #[test]
    fn new_beginnings_become_shifts_and_rises() {
        let text = "q BT/Span<</ActualText<FEFF>>>BDC 0 Tr/f0 10 Tf 1 0 0 -1 2 0 Tm<0005>Tj EMC \
                    0 Tr/f0 10 Tf 1 0 0 -1 8 -3 Tm[<0006>20<0001>]TJ 0 Tr/f0 10 Tf 1 0 0 -1 12.8 0 Tm<0007>Tj ET Q";
        assert_eq!(
            flowed(text),
            "q BT/Span<</ActualText<FEFF>>>BDC 0 Tr/f0 10 Tf 1 0 0 -1 2 0 Tm<0005>Tj EMC 3 Ts[-100<0006>20<0001>]TJ \
             0 Ts<0007>Tj\nET Q"
        );
    }

    #[test]
    fn what_begins_a_text_object_stands_apart() {
        let text =
            "BT 0 Tr/f0 10 Tf 1 0 0 -1 0 0 Tm<0005>Tj 0 Tr/f0 10 Tf 1 0 0 -1 5 0 Tm<0007>Tj ET";
        assert_eq!(
            flowed(text),
            "BT 0 Tr/f0 10 Tf 1 0 0 -1 0 0 Tm[<0005><0007>]TJ\nET"
        );
    }

    #[test]
    fn a_run_from_right_to_left_is_one() {
        let text = "BT/ReversedChars BMC 0 Tr/f0 10 Tf 1 0 0 -1 0 0 Tm[<00050006>]TJ EMC/ReversedChars BMC \
                    0 Tr/f0 10 Tf 1 0 0 -1 10 0 Tm<0007>Tj EMC ET";
        assert_eq!(
            flowed(text),
            "BT/ReversedChars BMC 0 Tr/f0 10 Tf 1 0 0 -1 0 0 Tm[<00050006><0007>]TJ EMC\nET"
        );
    }

    #[test]
    fn what_is_not_known_stays() {
        for text in [
            "BT 1 0 0 1 0 0 Tm<0005>Tj 1 0 0 1 9 0 Tm<0005>Tj ET",
            "BT/f0 9 Tf 1 0 0 -1 0 0 Tm<0005>Tj 2 Tc 1 0 0 -1 9 0 Tm<0005>Tj ET",
            "BT/f0 9 Tf 1 0 0 -1 0 0 Tm<0005>Tj ET",
        ] {
            assert_eq!(flowed(text), text);
        }
    }

    proptest! {
        #[test]
        fn no_operators_make_it_panic(
            words in proptest::collection::vec("(BT|ET|/Span|BDC|BMC|EMC|Tj|TJ|Tf|Tm|Tr|1|0|-1|/f0|<0005>|\\[|\\]|<<|>>|/ReversedChars)", 0..60)
        ) {
            let _flowing = flowing(words.join(" ").as_bytes(), &mut Half);
        }
    }
}
