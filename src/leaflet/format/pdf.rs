//! PDF: the leaflet to print, to mail and to read aloud, and what is made if nobody says otherwise.

use super::{Files, Format, KnownBy, MadeFrom};

/// The format. A file begins as ISO 32000-1, 7.5.2 says; the media type is that of RFC 8118.
pub static PDF: Format = Format {
    name: "pdf",
    called: "PDF",
    purpose: "One PDF, for printing, mailing and reading aloud",
    endings: &["pdf"],
    naming: "a leaflet is a PDF: end its name in `.pdf`",
    media_type: "application/pdf",
    known_by: KnownBy::Beginning(b"%PDF-"),
    may_be_personal: true,
    files: Files::One,
    made_from: MadeFrom::Pages,
};
