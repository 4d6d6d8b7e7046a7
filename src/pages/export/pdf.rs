//! Writes finished pages as one PDF that is accessible and fit for an archive.
//!
//! In: a typeset leaflet and the date that PDF/A demands. Out: the bytes of the file, PDF/UA-1
//! (ISO 14289-1) and PDF/A-2a (ISO 19005-2) together. Promise: either a file that keeps to both
//! standards or a refusal; the same pages and date give the same bytes; nothing of the person is in
//! the properties.

use jiff::civil::Date;
use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::text_layer::{Content, joined_runs, with_own_codes};
use super::viewer::with_print_preferences;
use crate::pages::typeset::{Refusal, TypesetLeaflet, problems};

/// The PDF of a leaflet.
///
/// # Errors
/// What the standards forbid, such as a character without a shape.
pub fn pdf(leaflet: &TypesetLeaflet, document_date: Date) -> Result<Vec<u8>, Refusal> {
    written(leaflet, document_date, Content::Packed).map(with_print_preferences)
}

/// The PDF of values that are printed into a leaflet at once: the same, with pages that need not be
/// unpacked again. Nobody ever sees this file.
///
/// # Errors
/// Those of [`pdf`].
pub fn pdf_of_values(leaflet: &TypesetLeaflet, document_date: Date) -> Result<Vec<u8>, Refusal> {
    written(leaflet, document_date, Content::Open)
}

fn written(
    leaflet: &TypesetLeaflet,
    document_date: Date,
    content: Content,
) -> Result<Vec<u8>, Refusal> {
    let options = PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(Some(format!("leaflet {}", env!("CARGO_PKG_VERSION")))),
        timestamp: timestamp(document_date),
        page_ranges: None,
        standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|_| Refusal::internal())?,
        tagged: true,
        pretty: false,
    };
    let joined = joined_runs(&leaflet.document);
    let document = joined.as_ref().unwrap_or(&leaflet.document);
    let pdf = typst_pdf::pdf(document, &options);
    pdf.map(|pdf| with_own_codes(pdf, content))
        .map_err(|faults| problems::say_again(&faults))
}

/// Midnight of the date, in universal time, so that no time zone shows.
fn timestamp(date: Date) -> Option<Timestamp> {
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    Datetime::from_ymd_hms(i32::from(date.year()), month, day, 0, 0, 0).map(Timestamp::new_utc)
}
