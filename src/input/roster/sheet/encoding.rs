//! From bytes to text.
//!
//! In: the bytes of a text file, and the encoding if somebody said it. Out: the text without a
//! byte-order mark, or why there is none. Promise: no letter is guessed. UTF-8 and UTF-16 are known by
//! their mark or their bytes; anything else is refused until its name is said, and a name that
//! contradicts the bytes is refused too.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

use super::{Place, Refusal};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::rule;
use crate::base::invariant::PartOf;

/// The encoding of a text that is not Unicode, such as Windows-1252.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// The encoding of a name, in the many spellings of the web: `windows-1252`, `latin1`, `macintosh`.
    pub fn named(name: &str) -> Option<Self> {
        let found = encoding_rs::Encoding::for_label_no_replacement(name.as_bytes())?;
        Some(Self(found))
    }

    /// Its usual name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

/// The text of a file.
pub(super) fn decode(bytes: &[u8], said: Option<Encoding>) -> Result<Cow<'_, str>, Refusal> {
    let said = said.map(|encoding| encoding.0);
    let (mark, behind) = without_mark(bytes);
    let text = match (mark, said) {
        (Some(marked), _) => unicode(behind, marked)?,
        (None, Some(said)) if said != UTF_8 => by_name(bytes, said)?,
        (None, _) => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(error) => return Err(not_utf8(bytes, error.valid_up_to())),
        },
    };
    match text.find('\0') {
        Some(at) => Err(nul(line_of(text.as_bytes(), at))),
        None => Ok(text),
    }
}

/// The Unicode form that a byte-order mark names, or zero bytes beside the Latin letters of a header
/// give away; and the bytes behind the mark.
fn without_mark(bytes: &[u8]) -> (Option<&'static encoding_rs::Encoding>, &[u8]) {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        return (Some(encoding), bytes.part(length..));
    }
    let guessed = match bytes {
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some(UTF_16LE),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some(UTF_16BE),
        _ => None,
    };
    (guessed, bytes)
}

fn unicode<'b>(
    bytes: &'b [u8],
    encoding: &'static encoding_rs::Encoding,
) -> Result<Cow<'b, str>, Refusal> {
    if encoding == UTF_8 {
        return std::str::from_utf8(bytes)
            .map(Cow::Borrowed)
            .map_err(|error| not_utf8(bytes, error.valid_up_to()));
    }
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text),
        None => {
            let line = line_before_fault(bytes, encoding);
            Err(Refusal::new(
                rule::ROSTER_ENCODING,
                format!("line {line} is damaged: it contains half a UTF-16 character"),
            )
            .at(Place::line(line))
            .hint("save the list again, as `CSV UTF-8`"))
        }
    }
}

fn by_name<'b>(
    bytes: &'b [u8],
    encoding: &'static encoding_rs::Encoding,
) -> Result<Cow<'b, str>, Refusal> {
    let name = encoding.name();
    if !bytes.is_ascii() && encoding != UTF_16LE && encoding != UTF_16BE {
        // Words of another encoding are next to never right UTF-8 by chance.
        if std::str::from_utf8(bytes).is_ok() {
            return Err(Refusal::new(
                rule::ROSTER_ENCODING,
                format!("the file is UTF-8, not {name}"),
            )
            .hint(Advice::naming("leave out {}", &[Control::Encoding])));
        }
    }
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or_else(|| {
            let line = line_before_fault(bytes, encoding);
            Refusal::new(
                rule::ROSTER_ENCODING,
                format!("line {line} contains a byte that is not a letter in {name}"),
            )
            .at(Place::line(line))
            .hint(Advice::naming(
                "save the list again, as `CSV UTF-8`, and leave out {}",
                &[Control::Encoding],
            ))
        })
}

fn not_utf8(bytes: &[u8], at: usize) -> Refusal {
    let line = line_of(bytes, at);
    Refusal::new(
        rule::ROSTER_ENCODING,
        format!("the file is not UTF-8: line {line} contains a byte that is not a letter in UTF-8"),
    )
    .at(Place::line(line))
    .hint("save the list as `CSV UTF-8`; in Excel: `Save as`, then `CSV UTF-8 (Comma delimited)`")
    .hint(
        Advice::from("or, if it comes from an older Windows program, add ")
            .control_with(Control::Encoding, "windows-1252"),
    )
}

fn nul(line: u32) -> Refusal {
    Refusal::new(
        rule::ROSTER_ENCODING,
        format!("line {line} contains a zero byte, which does not occur in text"),
    )
    .at(Place::line(line))
    .hint("save the list again from the program it comes from, as `CSV UTF-8`")
}

/// The line of a byte, from 1.
fn line_of(bytes: &[u8], at: usize) -> u32 {
    let before = bytes.get(..at).unwrap_or(bytes);
    let ends = before.iter().enumerate().filter(|(at, byte)| {
        **byte == b'\n' || (**byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
    });
    u32::try_from(ends.count() + 1).unwrap_or(u32::MAX)
}

/// The line of the first byte that an encoding does not know.
fn line_before_fault(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> u32 {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut before = String::with_capacity(room.unwrap_or(bytes.len()));
    let _where_it_stopped = decoder.decode_to_string_without_replacement(bytes, &mut before, true);
    line_of(before.as_bytes(), before.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    fn message(bytes: &[u8], said: Option<&str>) -> String {
        let said = said.map(|name| Encoding::named(name).unwrap());
        decode(bytes, said).unwrap_err().message
    }

    #[test]
    fn unicode_is_known_by_its_mark_and_by_its_zero_bytes() {
        let text = "guide;नाम\r\nJosé;अ\n";
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            utf16(text, u16::to_le_bytes),
            utf16(text, u16::to_be_bytes),
            utf16(&format!("\u{feff}{text}"), u16::to_le_bytes),
            utf16(&format!("\u{feff}{text}"), u16::to_be_bytes),
        ] {
            assert_eq!(decode(&bytes, None).unwrap(), text);
        }
    }

    #[test]
    fn another_encoding_is_read_only_by_its_name() {
        let bytes = b"patient\nJos\xe9 \x96 M\xfcller\n";
        assert_eq!(
            message(bytes, None),
            "the file is not UTF-8: line 2 contains a byte that is not a letter in UTF-8"
        );
        for name in ["windows-1252", "CP1252", "latin1", "iso-8859-1"] {
            let read = decode(bytes, Encoding::named(name)).unwrap();
            assert_eq!(read, "patient\nJosé – Müller\n", "{name}");
        }
        let mac = decode(b"Jos\x8e", Encoding::named("macintosh")).unwrap();
        assert_eq!(mac, "José");
        assert_eq!(Encoding::named("klingon"), None);
    }

    #[test]
    fn a_name_that_contradicts_the_bytes_is_refused() {
        assert_eq!(
            message("José".as_bytes(), Some("windows-1252")),
            "the file is UTF-8, not windows-1252"
        );
        let plain = decode(b"Anna", Encoding::named("windows-1252")).unwrap();
        assert_eq!(plain, "Anna");
    }

    #[test]
    fn damage_is_told_with_its_line() {
        let mut half = utf16("a\nb\r\nc", u16::to_le_bytes);
        half.extend([0x00, 0xd8, 0x41, 0x00]);
        assert_eq!(
            message(&half, None),
            "line 3 is damaged: it contains half a UTF-16 character"
        );
        assert_eq!(
            message(b"a\rb\r\nc\0", None),
            "line 3 contains a zero byte, which does not occur in text"
        );
        let many = [b"a\n".repeat(9_000), b"\xff\xfe".to_vec()].concat();
        assert_eq!(
            message(&many, None),
            "the file is not UTF-8: line 9001 contains a byte that is not a letter in UTF-8"
        );
        assert_eq!(
            message(
                &[b"a\n".repeat(9_000), b"\x81\xff".to_vec()].concat(),
                Some("shift_jis")
            ),
            "line 9001 contains a byte that is not a letter in Shift_JIS"
        );
    }
}
