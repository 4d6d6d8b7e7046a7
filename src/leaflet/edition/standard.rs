//! The standard edition: what is handed to a patient before a consultation.
//!
//! Its sizes are those of UKAAF clear print (12 pt, nothing below 10 pt). The text column of 144 mm holds 60 to
//! 74 characters of Noto Sans at 12 pt, 69 in the middle, read off the first guide (RNIB asks for 60 to 70).

use super::{Edition, Imposition, Measures, Selection};
use crate::leaflet::design::CLASSIC;
use crate::leaflet::format::FORMATS;
use crate::leaflet::part::Part;

/// The edition.
pub(super) static STANDARD: Edition = Edition {
    name: "standard",
    purpose: "the whole guide in clear print, for reading at home",
    measures: Measures {
        body: 12.0,
        small: 10.5,
        head: 10.0,
        lead: 14.0,
        section: 17.0,
        title: 28.0,
        sub_heading: 13.5,
        clinic: 15.0,
        table_head: 11.0,
        numeral: 24.0,
        line_gap: 0.67,
        title_line_gap: 0.42,
        heading_line_gap: 0.45,
        lead_line_gap: 0.62,
        masthead_line_gap: 0.55,
        panel_line_gap: 0.6,
        column: 144.0,
        hang: 24.0,
        gutter: 6.0,
        top_margin: 22.0,
        bottom_margin: 20.0,
        header_ascent: 5.5,
        footer_descent: 5.0,
        unit: 4.3,
        paragraph_gap: 4.2,
        item_gap: 3.8,
        section_gap: 6.2,
        lead_gap: 3.1,
        logo_width: 45.0,
        logo_height: 15.0,
        logo_gap: 4.0,
        masthead_person: 0.42,
        bullet_indent: 6.0,
        bullet_gap: 3.4,
        inner_bullet_gap: 3.0,
        tick_box: 5.2,
        tick_gap: 2.0,
        how_often: 38.0,
        risk_inset: 2.0,
        cell_side: 1.8,
        cell_inset: 1.7,
        urgent: 15.0,
        urgent_mark: 13.0,
        frame_inset: 5.0,
        warning_mark: 11.0,
        sign_indent: 6.0,
        key_point_side: 4.5,
        key_point_inset: 3.6,
        panel_inset: 5.0,
        label_gap: 2.8,
        panel_row_gap: 5.4,
        ruled_line: 8.0,
        prompt_gap: 7.0,
        comparison_point: [64.0, 42.0, 36.0],
    },
    selection: Selection {
        parts: &[
            Part::Opening,
            Part::Introduction,
            Part::Sections,
            Part::Questions,
            Part::About,
        ],
        left_out: &[],
    },
    imposition: Imposition::PageByPage,
    formats: FORMATS,
    design: &CLASSIC,
};
