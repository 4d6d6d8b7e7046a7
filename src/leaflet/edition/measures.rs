//! The measures of an edition: everything of page and type that templates and program share.
//!
//! In: nothing; an edition's file gives the values. Out: [`Measures`], which the templates read as
//! `/measures.json`, and what follows from them: widths and heights of places on the page. Promise: a measure is
//! written once, and read by templates and program alike. Sizes of type are points, lengths are millimetres,
//! distances between lines are ems; each field says which.

use serde_json::{Map, Value};

use super::super::Paper;

/// How much wider the column is than that of a language from right to left: Arabic letters are narrower, and a
/// line should hold as many (55 to 75, read off Arabic and Urdu guides).
pub const RIGHT_TO_LEFT_NARROWER: f64 = 12.0 / 11.0;

/// How much larger Arabic letters are set: Naskh is drawn small on its body.
pub const ARABIC_LARGER: f64 = 1.2;

/// Defines the measures, and their names for the templates, from one list.
macro_rules! measures {
    ($($(#[$documentation:meta])+ $name:ident),+ $(,)?) => {
        /// The measures of an edition.
        #[derive(Debug, Clone, PartialEq)]
        pub struct Measures {
            $($(#[$documentation])+ pub $name: f64,)+
            /// The width of a comparison's first column where one, two or three things are compared: millimetres.
            pub comparison_point: [f64; 3],
        }

        impl Measures {
            /// The measures as the templates read them.
            pub fn to_json(&self) -> Value {
                let mut map = Map::new();
                $(map.insert(stringify!($name).to_owned(), Value::from(self.$name));)+
                map.insert("comparison_point".to_owned(), Value::from(self.comparison_point.to_vec()));
                map.insert("column_right_to_left".to_owned(), Value::from(self.column_right_to_left()));
                map.insert("arabic_larger".to_owned(), Value::from(ARABIC_LARGER));
                Value::Object(map)
            }
        }
    };
}

measures! {
    /// Running text: points.
    body,
    /// What only adds to the text (captions, sources, the block at the end): points.
    small,
    /// Head and foot of a page, labels: points.
    head,
    /// The summary and the head of warning signs: points.
    lead,
    /// Headings of sections: points.
    section,
    /// The title: points.
    title,
    /// Headings inside sections: points.
    sub_heading,
    /// The line under the title, and what follows a colon in it: points.
    subtitle,
    /// The clinic's name: points.
    clinic,
    /// The head of a comparison: points.
    table_head,
    /// The numerals of procedure steps: points.
    numeral,
    /// The ring round each: millimetres.
    numeral_ring,
    /// From line to line of running text, beside the letters themselves: ems.
    line_gap,
    /// The same in the title: ems.
    title_line_gap,
    /// The same in headings of sections: ems.
    heading_line_gap,
    /// The same in the summary: ems.
    lead_line_gap,
    /// The same in the masthead: ems.
    masthead_line_gap,
    /// The same in the personal panel: ems.
    panel_line_gap,
    /// The width of the text column, where lines run from left to right: millimetres.
    column,
    /// The column beside the text, in which headings begin, numerals and tick boxes stand: millimetres.
    hang,
    /// Between columns: millimetres.
    gutter,
    /// Above the text: millimetres.
    top_margin,
    /// Below the text: millimetres.
    bottom_margin,
    /// How much higher the first page begins than the others, which have a head: millimetres.
    first_page_raised,
    /// From the text up to the head of the page: millimetres.
    header_ascent,
    /// From the text down to the foot of the page: millimetres.
    footer_descent,
    /// The distance that others are made of; closer where pages are filled more: millimetres.
    unit,
    /// Between paragraphs: millimetres.
    paragraph_gap,
    /// Between items of a list: millimetres.
    item_gap,
    /// Above a section: millimetres.
    section_gap,
    /// Between a bold lead-in or a question and its text: millimetres.
    lead_gap,
    /// The largest width and height of the clinic's mark: millimetres.
    logo_width,
    /// See above: millimetres.
    logo_height,
    /// Between the mark and the clinic's name: millimetres.
    logo_gap,
    /// The largest part of the masthead that a person takes: a share of its width.
    masthead_person,
    /// Inside the ground of the title: millimetres.
    title_inset,
    /// The drawing beside the title: millimetres.
    cover,
    /// What bullets are drawn in by: millimetres.
    bullet_indent,
    /// From a bullet to its text: millimetres.
    bullet_gap,
    /// The same in a list inside a list: millimetres.
    inner_bullet_gap,
    /// The side of a tick box: millimetres.
    tick_box,
    /// Between the head over the tick boxes and what follows: millimetres.
    tick_gap,
    /// The column of how often a risk happens: millimetres.
    how_often,
    /// Above and below a risk: millimetres.
    risk_inset,
    /// Left and right of a comparison's cells: millimetres.
    cell_side,
    /// Above and below a comparison's cells: millimetres.
    cell_inset,
    /// A fact at a glance: points.
    glance,
    /// Its icon: millimetres.
    glance_icon,
    /// Inside the cell of a fact, and between two cells: millimetres.
    glance_inset,
    /// The sentence that must not be missed: points.
    urgent,
    /// The triangle beside it: millimetres.
    urgent_mark,
    /// Inside the frame of warning signs: millimetres.
    frame_inset,
    /// The warning mark: millimetres.
    warning_mark,
    /// What the text of a warning sign is drawn in by: millimetres.
    sign_indent,
    /// Left and right inside a key point: millimetres.
    key_point_side,
    /// Above and below inside a key point: millimetres.
    key_point_inset,
    /// Inside the personal panel: millimetres.
    panel_inset,
    /// Between a label of the panel and its value: millimetres.
    label_gap,
    /// Between rows of the panel: millimetres.
    panel_row_gap,
    /// From one line to write on to the next: millimetres.
    ruled_line,
    /// Above a prompt for the patient's own words: millimetres.
    prompt_gap,
    /// The largest part of the running head that the person takes beside the title: a share of its width.
    head_person,
    /// The part that is kept for the person where two lines of it are enough: a share of the head's width.
    head_person_short,
    /// On either side of what stands between the name and the reference in the head: ems.
    head_gap,
    /// How high the person's lines in the head may be before every page must make more room for them: millimetres.
    head_lines,
    /// A mark before a thing to do or not to do, or before a benefit: millimetres.
    small_mark,
    /// The point of a moment on its line: millimetres.
    moment_point,
    /// The names of medicines in a table with all times of day: millimetres.
    medicine_name,
    /// The column of notes on medicines, where that of a time of day is 1.
    medicine_note,
    /// The widest column of labels beside a picture: millimetres.
    figure_label,
    /// The same where two pictures stand side by side: millimetres.
    figure_label_of_pair,
    /// Between such a column and the picture, and between two labels: millimetres.
    figure_label_gap,
}

impl Measures {
    /// The width of the text column where lines run from right to left: millimetres.
    pub fn column_right_to_left(&self) -> f64 {
        self.column / RIGHT_TO_LEFT_NARROWER
    }

    /// The width from the hanging column to the end of the lines: millimetres.
    pub fn full_width(&self) -> f64 {
        self.column + self.hang
    }

    /// The height of a page's text: millimetres.
    pub fn text_height(&self, paper: &Paper) -> f64 {
        paper.height - self.top_margin - self.bottom_margin
    }
}
