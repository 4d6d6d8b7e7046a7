//! Judges a value by a JSON Schema (draft-07), with the words that the program's schemas use.
//!
//! *What goes in and comes out*: a schema's text and a value go in; what is wrong with the value comes
//! out, each with the way to it.
//! *What it promises*: a word of a schema that it does not know ends the test, so that none is passed
//! over. That it judges as others do is tested against Python's `jsonschema` where that is installed.
//! *Why this shape*: the crates that validate bring other features of crates that the engine stands on,
//! and the engine would be compiled a second time for the tests alone.

use std::cell::RefCell;
use std::collections::HashMap;

use regex::Regex;
use serde_json::{Map, Value};

/// Words that say nothing about a value.
const SILENT: &[&str] = &[
    "$comment",
    "$schema",
    "definitions",
    "description",
    "examples",
    "patternErrorMessage",
    "title",
];

/// A schema.
pub(crate) struct JsonSchema {
    root: Value,
    patterns: RefCell<HashMap<String, Regex>>,
}

impl JsonSchema {
    /// Takes the text of a schema.
    pub(crate) fn new(text: &str) -> Self {
        Self {
            root: serde_json::from_str(text).unwrap(),
            patterns: RefCell::default(),
        }
    }

    /// The schema as a value.
    pub(crate) fn root(&self) -> &Value {
        &self.root
    }

    /// What is wrong with a value.
    pub(crate) fn faults(&self, value: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.judge(&self.root, value, "", &mut faults);
        faults
    }

    fn judge(&self, schema: &Value, value: &Value, way: &str, faults: &mut Vec<String>) {
        let schema = schema.as_object().expect("a schema is a map");
        for (word, demand) in schema {
            let before = faults.len();
            if !self.keeps_to(schema, word, demand, value, way, faults) && faults.len() == before {
                faults.push(format!("{way}: {word} {demand}"));
            }
        }
    }

    /// Whether a value keeps to one word of a schema; what is wrong further inside is put to the faults.
    fn keeps_to(
        &self,
        schema: &Map<String, Value>,
        word: &str,
        demand: &Value,
        value: &Value,
        way: &str,
        faults: &mut Vec<String>,
    ) -> bool {
        let count = |amount: usize| u64::try_from(amount).unwrap();
        let limit = || demand.as_u64().unwrap();
        match word {
            "$ref" => {
                assert_eq!(schema.len(), 1, "words beside $ref are not looked at");
                let way_in_schema = demand.as_str().unwrap().strip_prefix('#').unwrap();
                self.judge(
                    self.root.pointer(way_in_schema).unwrap(),
                    value,
                    way,
                    faults,
                );
                true
            }
            "anyOf" => {
                let mut attempts = demand.as_array().unwrap().iter().map(|schema| {
                    let mut found = Vec::new();
                    self.judge(schema, value, way, &mut found);
                    found
                });
                attempts.any(|found| found.is_empty())
            }
            "type" => match demand {
                Value::String(name) => is_of_type(name, value),
                names => names
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|name| is_of_type(name.as_str().unwrap(), value)),
            },
            "enum" => demand.as_array().unwrap().contains(value),
            "minimum" => value
                .as_f64()
                .is_none_or(|it| it >= demand.as_f64().unwrap()),
            "maximum" => value
                .as_f64()
                .is_none_or(|it| it <= demand.as_f64().unwrap()),
            "pattern" => value
                .as_str()
                .is_none_or(|text| self.matches(demand.as_str().unwrap(), text)),
            "maxLength" => value
                .as_str()
                .is_none_or(|text| count(text.chars().count()) <= limit()),
            "minItems" => value
                .as_array()
                .is_none_or(|list| count(list.len()) >= limit()),
            "maxItems" => value
                .as_array()
                .is_none_or(|list| count(list.len()) <= limit()),
            "uniqueItems" => {
                assert_eq!(demand, true);
                let list = value.as_array().map_or(&[][..], Vec::as_slice);
                (1..list.len()).all(|at| !list[..at].contains(&list[at]))
            }
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    self.judge(demand, item, &format!("{way}/{at}"), faults);
                }
                true
            }
            "minProperties" => value
                .as_object()
                .is_none_or(|map| count(map.len()) >= limit()),
            "maxProperties" => value
                .as_object()
                .is_none_or(|map| count(map.len()) <= limit()),
            "properties" => {
                for (name, schema) in demand.as_object().unwrap() {
                    if let Some(inner) = value.as_object().and_then(|map| map.get(name)) {
                        self.judge(schema, inner, &format!("{way}/{name}"), faults);
                    }
                }
                true
            }
            "patternProperties" => {
                for (pattern, schema) in demand.as_object().unwrap() {
                    for (name, inner) in value.as_object().into_iter().flatten() {
                        if self.matches(pattern, name) {
                            self.judge(schema, inner, &format!("{way}/{name}"), faults);
                        }
                    }
                }
                true
            }
            "additionalProperties" => {
                assert_eq!(demand, false);
                let names = |word: &str| {
                    let names = schema.get(word).and_then(Value::as_object);
                    names.into_iter().flat_map(Map::keys)
                };
                let is_known = |name: &String| {
                    names("properties").any(|known| known == name)
                        || names("patternProperties").any(|known| self.matches(known, name))
                };
                value.as_object().is_none_or(|map| map.keys().all(is_known))
            }
            "required" => value.as_object().is_none_or(|map| {
                let mut names = demand.as_array().unwrap().iter();
                names.all(|name| map.contains_key(name.as_str().unwrap()))
            }),
            "dependencies" => value.as_object().is_none_or(|map| {
                let mut pairs = demand.as_object().unwrap().iter();
                pairs.all(|(name, others)| {
                    let mut others = others.as_array().unwrap().iter();
                    !map.contains_key(name)
                        || others.all(|other| map.contains_key(other.as_str().unwrap()))
                })
            }),
            _ => {
                assert!(SILENT.contains(&word), "{word} is not known here");
                true
            }
        }
    }

    fn matches(&self, pattern: &str, text: &str) -> bool {
        let mut patterns = self.patterns.borrow_mut();
        let known = patterns
            .entry(pattern.to_owned())
            .or_insert_with(|| Regex::new(pattern).unwrap());
        known.is_match(text)
    }
}

fn is_of_type(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        // In draft-07 a number without a fraction is an integer, however it is written.
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => panic!("{name} is no type"),
    }
}
