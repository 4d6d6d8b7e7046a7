//! A file as a plain value, without places: what its YAML says to a program that wants no more.
//!
//! In: a file that was written by us, an example of the documentation. Out: its value as JSON, every
//! text a string as it was written; `None` if it has a fault.

use serde_json::{Map, Value};

use super::yaml::{self, Node, NodeKind};
use super::{FileId, SourceSet};
use crate::base::diagnostic::Diagnostics;

/// The value of a file.
pub(crate) fn plain_value(sources: &SourceSet, file: FileId) -> Option<Value> {
    let mut diagnostics = Diagnostics::new();
    let root = yaml::read(sources, file, &mut diagnostics)?;
    (!diagnostics.has_errors()).then(|| value(&root))
}

fn value(node: &Node) -> Value {
    match &node.kind {
        NodeKind::Scalar(scalar) if scalar.is_null() => Value::Null,
        NodeKind::Scalar(scalar) => Value::String(scalar.value.trim_end().to_owned()),
        NodeKind::List(list) => Value::Array(list.items.iter().map(value).collect()),
        NodeKind::Map(map) => {
            let entries = map.entries.iter();
            let entries = entries.map(|entry| (entry.key.clone(), value(&entry.value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
        NodeKind::Refused => Value::Null,
    }
}
