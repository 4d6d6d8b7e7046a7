//! PNG: a picture of each page, to look at before printing.

use super::{Files, Format, KnownBy, MadeFrom};

/// The format. A file begins as ISO/IEC 15948, 5.2 says, which also registers the media type.
pub static PNG: Format = Format {
    name: "png",
    called: "PNG",
    purpose: "A picture of each page, to look at on a screen",
    endings: &["png"],
    naming: "pictures of its pages are PNG: end their name in `.png`, as in `page-{n}.png`",
    media_type: "image/png",
    known_by: KnownBy::Beginning(b"\x89PNG\r\n\x1a\n"),
    may_be_personal: true,
    files: Files::EachPage,
    made_from: MadeFrom::Pictures,
};
