//! The content of a page: its marked pieces, and the names of its resources.
//!
//! In: the operators of a page as the engine writes them. Out: where a marked piece stands, or the
//! same operators with other numbers and names. Promise: strings are passed over as they are; no
//! input causes a panic; what is not well formed is told as `None`. Numbers of marked content are
//! defined in ISO 32000-1, 14.7.4.2.

use std::ops::Range;

use crate::pages::pdf::object::{integer, write_number};
use crate::pages::pdf::token::{TokenKind, Tokens};

/// Where the piece with this number stands: from its tag to behind its `EMC`. `None` unless it is
/// there once, at the outermost level, with nothing around it and nothing marked within.
pub(super) fn marked_piece(content: &[u8], number: usize) -> Option<Range<usize>> {
    let mut found = None;
    let mut depth = 0_usize;
    let mut states = 0_usize;
    // Where the tag of a piece that may begin stands, and its number.
    let (mut tag, mut piece) = (0, None);
    let mut inside_since = None;
    let mut is_after_key = false;
    for token in Tokens::of(content) {
        let token = token?;
        let text = content.get(token.range.clone())?;
        match token.kind {
            TokenKind::Name => {
                is_after_key = text == b"/MCID";
                if is_tag(text) {
                    tag = token.range.start;
                    piece = None;
                }
                continue;
            }
            TokenKind::Word => match text {
                b"BDC" | b"BMC" => {
                    if piece == Some(number) {
                        let is_outermost = depth == 0 && states == 0 && found.is_none();
                        inside_since = Some(is_outermost.then_some(tag)?);
                    } else if inside_since.is_some() {
                        return None;
                    }
                    depth += 1;
                    piece = None;
                }
                b"EMC" => {
                    depth = depth.checked_sub(1)?;
                    if let Some(start) = inside_since.take() {
                        found = Some(start..token.range.end);
                    }
                }
                b"q" => states += 1,
                b"Q" => states = states.checked_sub(1)?,
                _ if is_after_key => piece = usize::try_from(integer(text)?).ok(),
                _ => {}
            },
            TokenKind::String | TokenKind::Other => {}
        }
        is_after_key = false;
    }
    (depth == 0 && states == 0).then_some(found)?
}

/// Whether the content is artifacts alone: everything stands inside an `/Artifact` at the outermost level, nothing
/// has a number, and the state of the page is left as it was.
pub(super) fn is_artifacts_alone(content: &[u8]) -> bool {
    walked_artifacts(content).is_some()
}

fn walked_artifacts(content: &[u8]) -> Option<()> {
    let mut depth = 0_usize;
    let mut states = 0_usize;
    let mut is_artifact = false;
    for token in Tokens::of(content) {
        let token = token?;
        let text = content.get(token.range.clone())?;
        match token.kind {
            TokenKind::Name if text == b"/MCID" => return None,
            TokenKind::Name if depth == 0 && is_tag(text) => is_artifact = text == b"/Artifact",
            TokenKind::Word => match text {
                b"BDC" | b"BMC" => {
                    if depth == 0 && !is_artifact {
                        return None;
                    }
                    is_artifact = false;
                    depth += 1;
                }
                b"EMC" => depth = depth.checked_sub(1)?,
                b"q" if depth > 0 => states += 1,
                b"Q" if depth > 0 => states = states.checked_sub(1)?,
                // Outside there are the numbers of properties, and no operator.
                _ if depth == 0 && integer(text).is_none() => return None,
                _ => {}
            },
            TokenKind::Name | TokenKind::String | TokenKind::Other => {}
        }
    }
    (depth == 0 && states == 0).then_some(())
}

/// Whether a name is the tag of marked content as the engine writes it, and no key of its properties.
fn is_tag(name: &[u8]) -> bool {
    matches!(name, b"/Span" | b"/Artifact" | b"/P")
}

/// The same content with other numbers for its marked pieces and a character before the names of
/// resources, in parts: a new one begins with each piece that `begins_part`, by its old number.
pub(super) fn renamed_parts(
    content: &[u8],
    number: impl Fn(usize) -> Option<usize>,
    begins_part: impl Fn(usize) -> bool,
    is_resource: impl Fn(&[u8]) -> bool,
) -> Option<Vec<Vec<u8>>> {
    let mut parts = Vec::new();
    let mut part = Vec::with_capacity(content.len() + 128);
    // Up to where the content is copied, and where the last tag stands in the part.
    let mut copied = 0;
    let mut tag = 0;
    let mut is_after_key = false;
    for token in Tokens::of(content) {
        let token = token?;
        let text = content.get(token.range.clone())?;
        let is_number = is_after_key && token.kind == TokenKind::Word;
        is_after_key = text == b"/MCID";
        if is_number {
            part.extend_from_slice(content.get(copied..token.range.start)?);
            let old = usize::try_from(integer(text)?).ok()?;
            if begins_part(old) {
                let begun = part.split_off(tag);
                parts.push(std::mem::replace(&mut part, begun));
                tag = 0;
            }
            write_number(&mut part, number(old)?);
            copied = token.range.end;
        } else if token.kind == TokenKind::Name {
            part.extend_from_slice(content.get(copied..token.range.start)?);
            copied = token.range.start;
            if is_tag(text) {
                tag = part.len();
            } else if is_resource(text.get(1..)?) {
                part.push(b'/');
                part.push(RESOURCE_CHARACTER);
                copied += 1;
            }
        }
    }
    part.extend_from_slice(content.get(copied..)?);
    parts.push(part);
    Some(parts)
}

/// What is put before the name of a panel's resource, so that no two are alike on a page: the engine's
/// own begin with other letters.
pub(super) const RESOURCE_CHARACTER: u8 = b'p';

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CONTENT: &[u8] = b"/Artifact<</Type/Pagination>>BDC\nEMC/Span<</MCID 0/Alt(a MCID 1 \\) EMC)>>BDC\nq 1 0 0 1 0 0 cm Q\nEMC/Span<</MCID 1>>BDC\nq/c0 cs BT/f0 12 Tf[(\\000(x))20(q)]TJ ET Q\nEMC\n";

    #[test]
    fn a_piece_is_found_from_its_tag_to_its_end() {
        let piece = marked_piece(CONTENT, 1).unwrap();
        let text = std::str::from_utf8(&CONTENT[piece]).unwrap();
        assert!(text.starts_with("/Span<</MCID 1>>BDC") && text.ends_with("EMC"));
        assert!(
            marked_piece(CONTENT, 0)
                .is_some_and(|piece| CONTENT[piece].starts_with(b"/Span<</MCID 0"))
        );
        assert_eq!(marked_piece(CONTENT, 2), None);
    }

    #[test]
    fn artifacts_alone_are_told_from_everything_else() {
        let artifact: &[u8] = b"/Artifact<</Attached[/Top]/Type/Pagination>>BDC\nq 1 0 0 1 0 0 cm BT/f0 12 Tf(EMC)Tj ET Q\nEMC";
        assert!(is_artifacts_alone(artifact));
        assert!(is_artifacts_alone(&[artifact, artifact].concat()));
        assert!(is_artifacts_alone(b"\n"));
        assert!(!is_artifacts_alone(CONTENT));
        for (before, behind) in [
            ("q ", " Q"),
            ("", "\nf"),
            ("/Span BMC\n", "\nEMC"),
            ("", " EMC"),
            ("/Artifact BMC ", ""),
            ("/Artifact BMC q EMC ", ""),
            ("/Artifact BMC/Span<</MCID 0>>BDC EMC EMC", ""),
        ] {
            let other = [before.as_bytes(), artifact, behind.as_bytes()].concat();
            assert!(!is_artifacts_alone(&other), "{before}…{behind}");
        }
    }

    #[test]
    fn a_piece_that_is_not_alone_is_not_taken() {
        let twice = [CONTENT, b"/Span<</MCID 1>>BDC\nEMC\n"].concat();
        assert_eq!(marked_piece(&twice, 1), None);
        let inside = [b"q ", CONTENT, b" Q"].concat();
        assert_eq!(marked_piece(&inside, 1), None);
        assert_eq!(marked_piece(b"/Span<</MCID 1>>BDC\n", 1), None);
    }

    #[test]
    fn numbers_and_names_are_changed_and_strings_are_not() {
        let parts = renamed_parts(
            CONTENT,
            |number| Some(number + 40),
            |number| number == 1,
            |name| name == b"f0" || name == b"c0",
        );
        let parts = parts.unwrap();
        let parts = parts.iter().map(|part| std::str::from_utf8(part).unwrap());
        let parts: Vec<&str> = parts.collect();
        assert_eq!(
            parts,
            [
                "/Artifact<</Type/Pagination>>BDC\nEMC/Span<</MCID 40/Alt(a MCID 1 \\) EMC)>>BDC\nq 1 0 0 1 0 0 cm Q\nEMC",
                "/Span<</MCID 41>>BDC\nq/pc0 cs BT/pf0 12 Tf[(\\000(x))20(q)]TJ ET Q\nEMC\n",
            ]
        );
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _piece = marked_piece(&bytes, 1);
            let _artifacts = is_artifacts_alone(&bytes);
            let _parts = renamed_parts(&bytes, Some, |_| true, |_| true);
        }

        #[test]
        fn no_operators_make_it_panic(
            words in proptest::collection::vec("(/Span|/MCID|[0-9]|BDC|EMC|q|Q|\\(|\\)|<<|>>|/f0)", 0..40)
        ) {
            let content = words.join(" ");
            let _piece = marked_piece(content.as_bytes(), 1);
            let _artifacts = is_artifacts_alone(content.as_bytes());
            let _parts = renamed_parts(content.as_bytes(), Some, |_| true, |_| true);
        }
    }
}
