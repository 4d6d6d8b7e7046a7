//! How wide and high places on the page are, for what is known of words without measuring them.
//!
//! In: the measures of an edition. Out: [`Widths`], in ems of the type that stands there. Promise: a place is never
//! narrower than is said here; so a word that is not wider fits. Why this shape: the templates measure what may not
//! fit, and to measure sets the words once more; most words are far from any limit.

use crate::leaflet::{Measures, PAPERS};

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;

/// The height of capitals of Noto Sans, in ems.
const CAPITALS: f64 = 0.714;

/// What may stand above and below a piece: millimetres.
const ROUND_A_PIECE: f64 = 10.0;

/// The widths of an edition's places.
#[derive(Debug, Clone)]
pub(super) struct Widths {
    /// Places in which a single word may be too wide. They are those of the narrower column, from right to left.
    /// Across the text column or wider: its narrowest are the words of the title.
    pub(super) across: f64,
    /// In a field of the personal panel, a third of its width.
    pub(super) field: f64,
    /// In a cell of a table, or in the masthead.
    pub(super) cell: f64,
    /// A label over a narrow column.
    pub(super) label: f64,
    /// Lines of running text, by the width of their column: the text column.
    pub(super) column: f64,
    /// What a list inside a list is narrower.
    pub(super) bullet_indent: f64,
    /// A risk beside how often it happens.
    pub(super) risk: f64,
    /// How often a risk happens.
    pub(super) how_often: f64,
    /// A warning sign.
    pub(super) sign: f64,
    /// A cell of a comparison of two things.
    pub(super) compared: f64,
    /// A cell of what to take of a medicine, in a table with all times of day and notes.
    pub(super) medicine: f64,
    /// A key point.
    pub(super) key_point: f64,
    /// The person in the running head: in the room that nearly everybody has, and without the title.
    pub(super) head_short: f64,
    pub(super) head_full: f64,
    /// The label of a picture, and the words over one.
    pub(super) figure_label: f64,
    /// Lines that surely take less than half of the lowest page, up to which a piece is kept whole.
    pub(super) short_lines: usize,
}

impl Widths {
    /// Of an edition.
    pub(super) fn of(measures: &Measures) -> Self {
        let m = measures;
        // Ems of a size in points, from millimetres; a little is kept in hand.
        let ems =
            |millimetres: f64, size: f64| ((millimetres * POINTS / size) * 10.0).floor() / 10.0;
        let lines =
            |millimetres: f64| ((millimetres * POINTS / m.body - 0.1) * 10.0).floor() / 10.0;
        let narrow = m.column_right_to_left() + m.hang;
        let [one, _, three] = m.comparison_point;
        let cells = [
            ems(three.min(one) - m.cell_side, m.body),
            ems((narrow - three) / 3.0 - 2.0 * m.cell_side, m.body),
            ems(m.how_often, m.body),
            ems(
                narrow * (1.0 - m.masthead_person) - m.logo_width - m.logo_gap - m.gutter,
                m.clinic,
            ),
        ];
        let [_, two, _] = m.comparison_point;
        let lowest = PAPERS.iter().map(|paper| m.text_height(paper));
        let half = lowest.fold(f64::INFINITY, f64::min) / 2.0;
        let pitch = m.body / POINTS * (CAPITALS + m.line_gap) * crate::leaflet::ARABIC_LARGER;
        Self {
            across: ems(narrow, m.title),
            field: ems(
                (narrow - 2.0 * m.panel_inset - 2.0 * m.gutter) / 3.0,
                m.body,
            ),
            cell: cells.into_iter().fold(f64::INFINITY, f64::min) - 0.1,
            label: ems(m.how_often, m.head) - 0.1,
            column: lines(m.column),
            bullet_indent: (m.bullet_indent * POINTS / m.body * 100.0).ceil() / 100.0,
            risk: lines(m.column - m.how_often - m.gutter),
            how_often: lines(m.how_often),
            sign: lines(m.full_width() - m.frame_inset - m.hang - m.sign_indent),
            compared: lines((m.full_width() - two) / 2.0 - 2.0 * m.cell_side),
            head_short: ems(narrow * m.head_person_short, m.head) - 0.1,
            head_full: ems(narrow, m.head) - 0.1,
            medicine: ems(
                (narrow - m.medicine_name) / (4.0 + m.medicine_note) - 2.0 * m.cell_side,
                m.body,
            ) - 0.1,
            key_point: lines(m.column - 2.0 * m.key_point_side),
            figure_label: ems(m.figure_label.min(m.figure_label_of_pair), m.body) - 0.1,
            short_lines: (((half - ROUND_A_PIECE) / pitch).floor().max(2.0)) as usize,
        }
    }
}
