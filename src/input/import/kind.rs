//! What kind of file was given, by its first bytes.
//!
//! In: the bytes. Out: the format that they are read in, or the name of a kind that is not read and what to
//! do. Promise: a file is never read as what it is not, whatever its ending: a Word file called `.html`
//! is read as Word's, and a PDF is named instead of being read as letters.

use super::PageFormat;
use crate::base::invariant::PartOf;

/// A kind of file that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unread {
    /// What it is, with its article.
    pub(super) name: &'static str,
    /// What to do.
    pub(super) hint: &'static str,
}

const AS_WORD: &str =
    "open it in Word or LibreOffice, save it as `Word document (.docx)`, and import that";

/// What files of other kinds begin with.
const UNREAD: &[(&[u8], Unread)] = &[
    (
        b"{\\rtf",
        Unread {
            name: "a Rich Text file (RTF)",
            hint: AS_WORD,
        },
    ),
    (
        b"%PDF-",
        Unread {
            name: "a PDF",
            hint: "import the Word file or the web page that it was made from; or copy its words \
                into a text file",
        },
    ),
    (
        &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
        Unread {
            name: "a file of an older version of Word (.doc), or one that is protected by a \
                password",
            hint: AS_WORD,
        },
    ),
    (
        &[0x00, 0x00, 0xFE, 0xFF],
        Unread {
            name: "a text in UTF-32",
            hint: "save it as UTF-8",
        },
    ),
    (
        &[0xFF, 0xFE, 0x00, 0x00],
        Unread {
            name: "a text in UTF-32",
            hint: "save it as UTF-8",
        },
    ),
    (
        &[0x89, b'P', b'N', b'G'],
        Unread {
            name: "a picture",
            hint: "the program cannot read words in a picture: type them, or ask for the file \
                that the picture was made from",
        },
    ),
    (
        &[0xFF, 0xD8, 0xFF],
        Unread {
            name: "a picture",
            hint: "the program cannot read words in a picture: type them, or ask for the file \
                that the picture was made from",
        },
    ),
];

/// The format of a file: what its bytes say, else what its name says.
pub(super) fn of(bytes: &[u8], named: PageFormat) -> Result<PageFormat, Unread> {
    if let Some((_, unread)) = UNREAD.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(*unread);
    }
    // The names of the first parts of an archive stand near its start.
    let start = bytes.part(..bytes.len().min(4096));
    let has = |word: &[u8]| start.windows(word.len()).any(|window| window == word);
    if !bytes.starts_with(b"PK\x03\x04") {
        if has(b"<?xml") && has(b"<office:document") {
            return Err(Unread {
                name: "a LibreOffice text in one file (.fodt)",
                hint: AS_WORD,
            });
        }
        return Ok(named);
    }
    if has(b"application/vnd.oasis.opendocument.text") {
        return Err(Unread {
            name: "a LibreOffice text (.odt)",
            hint: AS_WORD,
        });
    }
    let is_other = [&b"xl/"[..], b"ppt/", b"application/epub", b"vnd.oasis"];
    if named != PageFormat::Word && is_other.iter().any(|word| has(word)) {
        return Err(Unread {
            name: "an archive of another program",
            hint: "import a web page, a Word file (.docx), a Markdown or a plain text",
        });
    }
    Ok(PageFormat::Word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_win_over_names() {
        let unread = |bytes: &[u8]| of(bytes, PageFormat::Html).unwrap_err().name;
        assert_eq!(unread(b"{\\rtf1\\ansi a"), "a Rich Text file (RTF)");
        assert_eq!(unread(b"%PDF-1.7"), "a PDF");
        assert_eq!(unread(b"\xFF\xFE\0\0t\0\0\0"), "a text in UTF-32");
        assert_eq!(
            unread(b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text"),
            "a LibreOffice text (.odt)"
        );
        assert_eq!(
            unread(b"PK\x03\x04....xl/workbook.xml"),
            "an archive of another program"
        );
        let flat = b"<?xml version='1.0'?>\n<office:document xmlns:office='x'>";
        assert_eq!(unread(flat), "a LibreOffice text in one file (.fodt)");
        for ending in ["odt", "rtf", "doc", "FODT"] {
            assert!(PageFormat::of_ending(ending).is_some(), "{ending}");
        }
        let word = b"PK\x03\x04....[Content_Types].xml";
        assert_eq!(of(word, PageFormat::Html), Ok(PageFormat::Word));
        // A text in UTF-16 begins like one in UTF-32, and goes on otherwise.
        for text in [&b"\xFF\xFEt\0"[..], b"<p>", b"PKs are short", b""] {
            assert_eq!(of(text, PageFormat::PlainText), Ok(PageFormat::PlainText));
        }
    }
}
