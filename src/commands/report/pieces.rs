//! A JSON document whose long lists are written item by item.
//!
//! In: the document with `null` in the places of its lists, and the lists. Out: the text that the whole
//! document has, every character that a terminal might obey written as an escape. Why this shape: what is
//! found in some thousand guides makes a document of a hundred megabytes, which as values takes five times as
//! much memory.

use std::io::{self, Write};

use serde_json::Value;

use crate::base::invariant::PartOf;
use crate::source::messages::json::escaped;

/// A list of a document: its name, and its items.
pub(super) type List<'a> = (&'static str, Box<dyn Iterator<Item = Value> + 'a>);

/// Writes a document, with these lists under their names.
///
/// # Errors
/// What the writer says.
pub(super) fn write(
    document: &Value,
    mut lists: Vec<List<'_>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    // A value with a line end in it has an escape there, so that each name begins a line of its own.
    for line in format!("{document:#}").lines() {
        let words = line.trim_start();
        let indent = line.part(..line.len() - words.len());
        let words = words.strip_suffix(',').unwrap_or(words);
        let is_here = |(name, _): &List<'_>| words == format!("\"{name}\": null");
        match lists.iter().position(is_here) {
            None => writeln!(out, "{}", escaped(line))?,
            Some(at) => {
                let (name, items) = lists.remove(at);
                write!(out, "{indent}\"{name}\": ")?;
                write_list(items, indent, out)?;
                let comma = if line.ends_with(',') { "," } else { "" };
                writeln!(out, "{comma}")?;
            }
        }
    }
    Ok(())
}

fn write_list(
    items: impl Iterator<Item = Value>,
    indent: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut is_empty = true;
    for item in items {
        let before = if is_empty { "[" } else { "," };
        let item = escaped(&format!("{item:#}"));
        let item = item.replace('\n', &format!("\n{indent}  "));
        write!(out, "{before}\n{indent}  {item}")?;
        is_empty = false;
    }
    if is_empty {
        write!(out, "[]")
    } else {
        write!(out, "\n{indent}]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_document_in_pieces_is_the_whole_document() {
        let lists = [
            vec![],
            vec![json!(1)],
            vec![
                json!({ "a": [1, "b\nc"], "d": {} }),
                json!("\"inner\": null"),
                json!([]),
            ],
        ];
        for outer in &lists {
            for inner in &lists {
                let document = |outer: Value, inner: Value| {
                    json!({
                        "before": "\"outer\": null", "nothing": null, "outer": outer,
                        "in": [{ "inner": inner, "behind": true }],
                    })
                };
                let mut written = Vec::new();
                let pieces: Vec<List<'_>> = vec![
                    ("outer", Box::new(outer.iter().cloned())),
                    ("inner", Box::new(inner.iter().cloned())),
                ];
                write(&document(Value::Null, Value::Null), pieces, &mut written).unwrap();
                let whole = document(json!(outer), json!(inner));
                assert_eq!(String::from_utf8(written).unwrap(), format!("{whole:#}\n"));
            }
        }
    }
}
