//! A YAML file as an editor reads it: the value that it holds by the core schema of YAML 1.2.
//!
//! *What goes in and comes out*: a file's bytes go in; its values come out, or why an editor marks the
//! file before it looks at any schema.
//! *What it promises*: `5` is a number, `true` a truth and `~` nothing, as to any other program; aliases
//! are followed, tags of the standard are kept to, and each document of a file is a value of its own.
//! *Why this shape*: the program's own reader takes every value for words, and mends what it can; an
//! editor does neither.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};
use serde_json::{Map, Number, Value};

/// Most values that aliases may make of a file; editors give up much earlier.
const MOST_VALUES: usize = 100_000;

/// A list or map that is being read.
enum Open {
    List(usize, Vec<Value>),
    Map(usize, Map<String, Value>, Option<String>),
}

/// The values of a file, one a document; nothing at all is one that is null.
///
/// # Errors
/// What an editor says is wrong, whatever the schema.
pub(crate) fn value_of(bytes: &[u8]) -> Result<Vec<Value>, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut open: Vec<Open> = Vec::new();
    let mut anchors: HashMap<usize, Value> = HashMap::new();
    let mut roots = Vec::new();
    let mut parser = Parser::new_from_str(text);
    while let Some(next) = parser.next_event() {
        let (event, _) = next.map_err(|error| error.to_string())?;
        let (anchor, value) = match event {
            Event::SequenceStart(anchor, _) => {
                open.push(Open::List(anchor, Vec::new()));
                continue;
            }
            Event::MappingStart(anchor, _) => {
                open.push(Open::Map(anchor, Map::new(), None));
                continue;
            }
            Event::Scalar(text, style, anchor, tag) => {
                (anchor, scalar(&text, style, tag.as_deref()))
            }
            Event::Alias(anchor) => {
                let meant = anchors.get(&anchor).cloned();
                (0, meant.ok_or("an alias of what is not there")?)
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(anchor, items)) => (anchor, Value::Array(items)),
                Some(Open::Map(anchor, map, _)) => (anchor, Value::Object(map)),
                None => unreachable!("the parser opens before it closes"),
            },
            _ => continue,
        };
        if size(&value) > MOST_VALUES {
            return Err("too many aliases".to_owned());
        }
        if anchor > 0 {
            anchors.insert(anchor, value.clone());
        }
        match open.last_mut() {
            Some(Open::List(_, items)) => items.push(value),
            Some(Open::Map(_, map, waiting)) => match waiting.take() {
                None => *waiting = Some(name(&value)),
                Some(name) => {
                    if map.insert(name.clone(), value).is_some() {
                        return Err(format!("{name} stands here twice"));
                    }
                }
            },
            None => roots.push(value),
        }
    }
    if roots.is_empty() {
        roots.push(Value::Null);
    }
    Ok(roots)
}

fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(map) => 1 + map.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

/// A name, whatever kind of value was written in its place.
fn name(value: &Value) -> String {
    match value {
        Value::String(name) => name.clone(),
        other => other.to_string(),
    }
}

fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Value {
    let is_words = tag.is_some_and(|tag| tag.suffix == "str");
    if style != ScalarStyle::Plain || is_words {
        return Value::String(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let radix = |start: &str, radix| {
        let digits = text.strip_prefix(start)?;
        i64::from_str_radix(digits, radix).ok()
    };
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let looks_like_one = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.chars().any(|c| c.is_ascii_digit())
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || ".eE+-".contains(c));
    let number = text
        .strip_prefix('+')
        .unwrap_or(text)
        .parse::<i64>()
        .ok()
        .or_else(|| radix("0x", 16))
        .or_else(|| radix("0o", 8))
        .map(Number::from);
    let number = number.or_else(|| {
        let float = text.parse::<f64>().ok().filter(|_| looks_like_one)?;
        Number::from_f64(float)
    });
    number.map_or_else(|| Value::String(text.to_owned()), Value::Number)
}
