//! The document type of a drawing, as Illustrator and older programs write it.
//!
//! In: the text of a drawing. Out: the same without its document type, with the words put in that it stands
//! for (Illustrator gives names of its own to the addresses of XML's vocabularies). Promise: nothing is
//! opened or fetched; only words that hold no other such name are put in, and only so many, so that no
//! small file grows large; whatever else a document type may hold is refused. The engine never sees one.
//! Lines keep their numbers.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::PictureProblem;

/// Most names that a document type gives; Illustrator gives about twelve.
const NAMES: usize = 100;

/// Most bytes of the words that a name stands for; the longest that Illustrator writes has 60.
const WORDS: usize = 500;

/// Most bytes by which a drawing may grow.
const GROWTH: usize = 256 * 1024;

/// Takes the document type out.
pub(super) fn taken_out(text: &str) -> Result<Cow<'_, str>, PictureProblem> {
    let Some(start) = document_type(text) else {
        return Ok(Cow::Borrowed(text));
    };
    let (before, rest) = text.split_at(start);
    let (names, behind) = read(rest).ok_or(PictureProblem::DocumentType)?;
    let taken = &rest[..rest.len() - behind.len()];
    let mut drawing = before.to_owned();
    drawing.extend(taken.chars().filter(|character| *character == '\n'));
    let limit = text.len() + GROWTH;
    let mut rest = behind;
    while let Some((words, from)) = rest.split_once('&') {
        drawing.push_str(words);
        let named = from
            .split_once(';')
            .and_then(|(name, behind)| Some((names.get(name)?, behind)));
        match named {
            Some((words, behind)) => {
                drawing.push_str(words);
                rest = behind;
            }
            None => {
                drawing.push('&');
                rest = from;
            }
        }
        if drawing.len() > limit {
            return Err(PictureProblem::DocumentType);
        }
    }
    drawing.push_str(rest);
    Ok(Cow::Owned(drawing))
}

/// Where the document type begins: behind the declaration of XML and remarks, before the first element.
fn document_type(text: &str) -> Option<usize> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if rest.starts_with("<!DOCTYPE") {
            return Some(text.len() - rest.len());
        }
        rest = if let Some(remark) = rest.strip_prefix("<!--") {
            remark.split_once("-->")?.1
        } else {
            rest.strip_prefix("<?")?.split_once("?>")?.1
        };
    }
}

/// Reads a document type: the names it gives, each with its words, and what follows it.
fn read(text: &str) -> Option<(BTreeMap<&str, String>, &str)> {
    let rest = spaced(text.strip_prefix("<!DOCTYPE")?)?;
    let mut rest = rest.strip_prefix("svg")?.trim_start();
    if let Some(public) = rest.strip_prefix("PUBLIC") {
        let (_, behind) = literal(spaced(public)?)?;
        let (_, behind) = literal(spaced(behind)?)?;
        rest = behind.trim_start();
    }
    let mut names = BTreeMap::new();
    if let Some(inside) = rest.strip_prefix('[') {
        rest = inside.trim_start();
        while !rest.starts_with(']') {
            rest = if let Some(remark) = rest.strip_prefix("<!--") {
                remark.split_once("-->")?.1
            } else {
                let (name, words, behind) = entity(rest)?;
                names.insert(name, words);
                behind
            };
            rest = rest.trim_start();
            if names.len() > NAMES {
                return None;
            }
        }
        rest = rest.strip_prefix(']')?.trim_start();
    }
    Some((names, rest.strip_prefix('>')?))
}

/// Reads `<!ENTITY name "words">`.
fn entity(text: &str) -> Option<(&str, String, &str)> {
    let rest = spaced(text.strip_prefix("<!ENTITY")?)?;
    let is_of_name =
        |character: char| character.is_ascii_alphanumeric() || "_-.".contains(character);
    let length = rest.find(|character| !is_of_name(character))?;
    let (name, behind) = rest.split_at(length);
    let (words, behind) = literal(spaced(behind)?)?;
    let is_own = ["amp", "lt", "gt", "quot", "apos"].contains(&name);
    if name.is_empty() || is_own || words.len() > WORDS || words.contains(['&', '<', '%']) {
        return None;
    }
    // The words may come to stand between quotes of either kind.
    let words = words.replace('"', "&quot;").replace('\'', "&apos;");
    Some((name, words, behind.trim_start().strip_prefix('>')?))
}

/// Reads a text in quotes.
fn literal(text: &str) -> Option<(&str, &str)> {
    let quote = text
        .chars()
        .next()
        .filter(|character| matches!(character, '"' | '\''))?;
    text.get(1..)?.split_once(quote)
}

/// What follows white space, of which there must be some.
fn spaced(text: &str) -> Option<&str> {
    let rest = text.trim_start();
    (rest.len() < text.len()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_illustrator_are_put_in() {
        let drawing = "<?xml version=\"1.0\"?>\n<!-- made by a program -->\n<!DOCTYPE svg PUBLIC \
                       \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" \
                       [\n\t<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">\n\t<!-- x -->\n\
                       <!ENTITY said 'a \"b\"'>\n]>\n<svg xmlns=\"&ns_svg;\" id=\"&said;\">&amp;&other;</svg>";
        let read = taken_out(drawing).unwrap();
        let (head, element) = read.split_once("<svg").unwrap();
        assert_eq!(
            element,
            " xmlns=\"http://www.w3.org/2000/svg\" id=\"a &quot;b&quot;\">&amp;&other;</svg>"
        );
        let lines = |text: &str| text.matches('\n').count();
        assert_eq!(lines(head), lines(drawing));
        assert!(!read.contains("DOCTYPE") && !read.contains("ENTITY"));
    }

    #[test]
    fn a_plain_document_type_is_taken_out_and_none_is_missed() {
        for (drawing, left) in [
            ("<svg/>", "<svg/>"),
            ("<!DOCTYPE svg><svg/>", "<svg/>"),
            ("<!DOCTYPE svg []><svg/>", "<svg/>"),
            (
                "<svg>&lt;!DOCTYPE svg></svg>",
                "<svg>&lt;!DOCTYPE svg></svg>",
            ),
            (
                "<!-- <!DOCTYPE svg> --><svg/>",
                "<!-- <!DOCTYPE svg> --><svg/>",
            ),
        ] {
            assert_eq!(taken_out(drawing).unwrap(), left);
        }
    }

    #[test]
    fn whatever_opens_files_or_grows_is_refused() {
        let of = |inside: &str| format!("<!DOCTYPE svg [{inside}]><svg>&a;&a;&a;</svg>");
        let many: String = (0..=NAMES)
            .map(|at| format!("<!ENTITY n{at} 'x'>"))
            .collect();
        for refused in [
            of("<!ENTITY a SYSTEM 'file:///etc/passwd'>"),
            of("<!ENTITY a PUBLIC '-//X' 'https://example.org/x'>"),
            of("<!ENTITY % a 'x'>"),
            of("<!ENTITY a 'x'><!ENTITY b '&a;&a;'>"),
            of("<!ENTITY a '&#38;lol;'>"),
            of("<!ENTITY a '<g/>'>"),
            of("<!ENTITY amp 'x'>"),
            of("<!ATTLIST svg x CDATA #FIXED 'y'>"),
            of("%a;"),
            of(&format!("<!ENTITY a '{}'>", "x".repeat(WORDS + 1))),
            of(&many),
            "<!DOCTYPE svg SYSTEM 'file:///etc/passwd'><svg/>".to_owned(),
            "<!DOCTYPE html><svg/>".to_owned(),
            "<!DOCTYPE svg".to_owned(),
            "<!DOCTYPE svg [<!ENTITY a 'x'>".to_owned(),
        ] {
            assert_eq!(
                taken_out(&refused),
                Err(PictureProblem::DocumentType),
                "{refused}"
            );
        }
        let bomb = of(&format!("<!ENTITY a '{}'>", "x".repeat(WORDS)));
        let bomb = bomb.replace("&a;&a;&a;", &"&a;".repeat(GROWTH / WORDS * 2));
        assert_eq!(taken_out(&bomb), Err(PictureProblem::DocumentType));
    }
}
