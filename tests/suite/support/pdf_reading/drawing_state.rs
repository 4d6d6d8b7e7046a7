//! Where things are drawn: transformations, the state that operators set, and the page's size.
//!
//! *What goes in and comes out*: operands and page dictionaries go in, plain numbers in points come
//! out.
//! *What it promises*: only what moves or sizes text is kept; colours and lines are not.
//! *Why this shape*: the reading of marks and words stays free of arithmetic.

use std::rc::Rc;

use lopdf::{Document, Object, ObjectId};

use super::font_tables::FontTables;
use super::resolve;

/// A transformation [a b c d e f] in the order of the standard.
pub(super) type Matrix = [f32; 6];

pub(super) const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// The transformation that does `first`, then `second`.
pub(super) fn chain(first: Matrix, second: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = first;
    let [g, h, i, j, k, l] = second;
    [
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + l,
    ]
}

/// What the operators of a page have set so far.
#[derive(Clone)]
pub(super) struct State {
    pub(super) placement: Matrix,
    pub(super) font: Option<Rc<FontTables>>,
    pub(super) size: f32,
    pub(super) letter_spacing: f32,
    pub(super) word_spacing: f32,
    pub(super) stretch: f32,
    pub(super) rise: f32,
    pub(super) leading: f32,
    pub(super) text: Matrix,
    pub(super) line: Matrix,
}

impl State {
    /// The state in which a page begins.
    pub(super) fn new() -> State {
        State {
            placement: IDENTITY,
            font: None,
            size: 0.0,
            letter_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            rise: 0.0,
            leading: 0.0,
            text: IDENTITY,
            line: IDENTITY,
        }
    }
}

/// The transformation that the operands of `cm` and `Tm` give.
pub(super) fn matrix(operands: &[Object]) -> Matrix {
    let mut matrix = IDENTITY;
    for (place, operand) in matrix.iter_mut().zip(operands) {
        *place = operand.as_float().unwrap_or(0.0);
    }
    matrix
}

/// An entry of a page, or of the page tree above it.
pub(super) fn inherited<'a>(
    document: &'a Document,
    page: ObjectId,
    key: &[u8],
) -> Option<&'a Object> {
    let mut node = document.get_dictionary(page).ok()?;
    // A page tree is shallow; the limit only guards against a tree that is a circle.
    for _ in 0..50 {
        if let Ok(found) = node.get(key) {
            return Some(resolve(document, found));
        }
        node = resolve(document, node.get(b"Parent").ok()?)
            .as_dict()
            .ok()?;
    }
    None
}

pub(super) fn page_size(document: &Document, page: ObjectId) -> (f32, f32) {
    let numbers = inherited(document, page, b"MediaBox").and_then(|found| found.as_array().ok());
    let Some([left, bottom, right, top]) = numbers.map(Vec::as_slice) else {
        panic!("a page has no size");
    };
    let length =
        |from: &Object, to: &Object| to.as_float().unwrap_or(0.0) - from.as_float().unwrap_or(0.0);
    (length(left, right), length(bottom, top))
}
