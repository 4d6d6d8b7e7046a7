//! A web page with its pictures in one file, as Chrome and Edge save it (MHTML): the page is taken out.
//!
//! In: the bytes. Out: the bytes of the page in it, and the encoding that the file names for them.
//! Promise: a file is known by its head, whatever its ending, because browsers and mail programs name it
//! `.mhtml`, `.mht` and `.html`; the page is the first part that is HTML; pictures are not unpacked.

use crate::base::invariant::PartOf;
use encoding_rs::Encoding;
use mailparse::{ParsedMail, parse_mail};

/// How far the head is looked at: it has some ten lines.
const HEAD: usize = 4096;

/// Whether the bytes are such a file: lines `Name: value` that say what it is made of.
pub(super) fn is_mhtml(bytes: &[u8]) -> bool {
    let head = bytes.part(..bytes.len().min(HEAD));
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let is_header = head.split_once(':').is_some_and(|(name, _)| {
        !name.contains(|character: char| character.is_whitespace() || character == '<')
    });
    let says = |words: &str| head.lines().any(|line| line.starts_with(words));
    is_header
        && says("mime-version:")
        && says("content-type:")
        && head.contains("multipart/related")
}

/// The page in such a file, and its encoding; `None` if it holds none or is damaged.
pub(super) fn page(bytes: &[u8]) -> Option<(Vec<u8>, Option<&'static Encoding>)> {
    let mail = parse_mail(bytes).ok()?;
    let part = mail.parts().find(|part| is_page(part))?;
    let encoding = Encoding::for_label(part.ctype.charset.as_bytes());
    // The charset is `us-ascii` where the file names none: then the page says it itself.
    let is_named = part.ctype.params.contains_key("charset");
    Some((part.get_body_raw().ok()?, encoding.filter(|_| is_named)))
}

fn is_page(part: &ParsedMail<'_>) -> bool {
    matches!(
        part.ctype.mimetype.as_str(),
        "text/html" | "application/xhtml+xml"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAVED: &str = "From: <Saved by Blink>\r\nSubject: Throat\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--xy\"\r\n\r\n\
        ----xy\r\nContent-Type: text/html; charset=utf-8\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\n\
        <h1>The throat</h1><p>It h=\r\neals =E2=80=93 slowly.</p>\r\n\
        ----xy\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n\
        ----xy--\r\n";

    #[test]
    fn the_page_is_taken_out() {
        assert!(is_mhtml(SAVED.as_bytes()));
        let (page, encoding) = page(SAVED.as_bytes()).unwrap();
        let page = String::from_utf8(page).unwrap();
        assert!(page.contains("<p>It heals – slowly.</p>"), "{page}");
        assert_eq!(encoding, Some(encoding_rs::UTF_8));
    }

    #[test]
    fn pages_and_letters_are_none() {
        for text in [
            "<html><p>MIME-Version: 1.0</p><p>Content-Type: multipart/related</p>",
            "Title: a page\n\nMIME-Version: 1.0 is a header.",
            "",
        ] {
            assert!(!is_mhtml(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn a_damaged_file_holds_no_page() {
        for length in 0..SAVED.len() {
            let _whole_or_not = page(&SAVED.as_bytes()[..length]);
        }
        assert!(
            page(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n")
                .is_none()
        );
    }
}
