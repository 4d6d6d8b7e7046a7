//! Strings of a PDF file: bytes, and words.
//!
//! In: a string as it is written, in round or angle brackets. Out: its bytes or its words; and words as a
//! string. Promise: nothing panics; what is no string is `None`. ISO 32000-1, 7.3.4 and 7.9.2.

use super::object::{Value, is_space};

/// The bytes of a string as it is written, in angle or round brackets (ISO 32000-1, 7.3.4).
pub(crate) fn string_bytes(written: &[u8]) -> Option<Vec<u8>> {
    let inner = written.get(1..written.len().checked_sub(1)?)?;
    match written.first()? {
        b'<' => {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let digits: Option<Vec<u32>> = inner
                .iter()
                .filter(|byte| !is_space(**byte))
                .map(|byte| digit(*byte))
                .collect();
            let bytes = digits?;
            // A digit that is left over has a nought behind it.
            let byte = |pair: &[u32]| {
                let low = pair.get(1).copied().unwrap_or_default();
                u8::try_from(pair.first().copied().unwrap_or_default() << 4 | low).ok()
            };
            bytes.chunks(2).map(byte).collect()
        }
        b'(' => Some(unescaped(inner)),
        _ => None,
    }
}

/// A string in round brackets without its escapes (ISO 32000-1, 7.3.4.2).
fn unescaped(inner: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(inner.len());
    let mut rest = inner.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(b'n') => bytes.push(b'\n'),
            Some(b'r') => bytes.push(b'\r'),
            Some(b't') => bytes.push(b'\t'),
            Some(b'b') => bytes.push(8),
            Some(b'f') => bytes.push(12),
            Some(b'\n') | None => {}
            Some(figure @ b'0'..=b'7') => {
                let mut code = u32::from(figure - b'0');
                for _ in 0..2 {
                    let Some(next) = rest.next_if(|byte| (b'0'..=b'7').contains(byte)) else {
                        break;
                    };
                    code = code * 8 + u32::from(next - b'0');
                }
                bytes.push(u8::try_from(code & 0xff).unwrap_or_default());
            }
            Some(other) => bytes.push(other),
        }
    }
    bytes
}

/// A text string: UTF-16 where it says so, else Latin letters (ISO 32000-1, 7.9.2.2).
pub(crate) fn text_string(value: &Value) -> Option<String> {
    let Value::Plain(written) = value else {
        return None;
    };
    let bytes = string_bytes(written)?;
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(units) => Some(utf16(units)),
        None => Some(bytes.iter().map(|byte| char::from(*byte)).collect()),
    }
}

pub(crate) fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2);
    let units = units.map(|pair| {
        pair.iter()
            .fold(0_u16, |unit, byte| unit << 8 | u16::from(*byte))
    });
    char::decode_utf16(units)
        .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// Writes bytes as a string in angle brackets.
pub(crate) fn write_hex(out: &mut Vec<u8>, bytes: impl IntoIterator<Item = u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push(b'<');
    for byte in bytes {
        for digit in [byte >> 4, byte & 0xf] {
            out.extend(DIGITS.get(usize::from(digit)));
        }
    }
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn strings_are_read_in_both_forms() {
        assert_eq!(string_bytes(b"(a\\(b\\)\\101\\n)").unwrap(), b"a(b)A\n");
        assert_eq!(string_bytes(b"<4a4>").unwrap(), b"J@");
        assert_eq!(string_bytes(b"<4g>"), None);
        let text = Value::Plain(b"(\xfe\xff\x09\x28)".to_vec());
        assert_eq!(text_string(&text).unwrap(), "न");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _string = string_bytes(&bytes);
        }

        #[test]
        fn what_is_written_is_read(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let mut written = Vec::new();
            write_hex(&mut written, bytes.iter().copied());
            prop_assert_eq!(string_bytes(&written), Some(bytes));
        }
    }
}
