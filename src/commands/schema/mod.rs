//! JSON Schema of the files that authors write, for the help that an editor gives while they type.
//!
//! In: which file. Out: the text of its schema. It is made of the `MapForm`s by which the readers
//! know the names of a file, and of the documentation that `leaflet explain` shows, so that editor,
//! reader and manual cannot differ. Promise: what a reader accepts, the schema accepts, but for white space
//! that a reader folds before it compares; what a reader refuses for its form, the schema refuses, but
//! for the faults that no schema can tell (`tests/suite/schema` holds the list, with a case for each).
//! The same program gives the same bytes.
//!
//! It is written in draft-07: the language server by which VS Code and many other editors read YAML has
//! known that for years, and the later drafts only since its release 1.20; nothing that they add is needed
//! here. In draft-07 what stands beside `$ref` is not looked at, so nothing does. There is no `title`,
//! because those editors would offer it among the names. `patternErrorMessage` is a word of theirs,
//! which others pass over.

mod documented;

use serde_json::{Map, Value, json};

use crate::commands::project::PROJECT;
use crate::commands::starter::{self, Starter};
use crate::model::brand::BRAND;
use crate::model::guide::GUIDE;
use crate::source::{
    FieldForm, KindForm, KindsForm, MAXIMUM_TEXT_CHARACTERS, MapForm, SourceSet, ValueForm,
    WrittenForm, plain_value,
};
use documented::Documentation;

/// A file that a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Described {
    /// A guide.
    Guide,
    /// A brand.
    Brand,
    /// The settings of a working folder.
    Project,
}

impl Described {
    /// The usual name of the schema's file: the one that the remark in a new file names.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Guide => "guide.schema.json",
            Self::Brand => "brand.schema.json",
            Self::Project => "project.schema.json",
        }
    }
}

/// What YAML makes of words without quotes: `1.10` and `true` are words to a reader, and a number and
/// a truth to an editor.
const WORDS: [&str; 3] = ["string", "number", "boolean"];

/// The text of a file's schema.
pub fn text(file: Described) -> String {
    let (form, starter) = match file {
        Described::Guide => (&GUIDE, Starter::Guide),
        Described::Brand => (&BRAND, Starter::Brand),
        Described::Project => (&PROJECT, Starter::Project),
    };
    let remarks = starter::text(starter, "NAME");
    let mut definitions = Map::new();
    let documentation = Documentation::of_remarks(&remarks);
    let mut schema = map(form, &documentation, &mut definitions);
    if file == Described::Project {
        // A file of remarks alone sets nothing, and is read as nothing at all.
        schema.insert("type".to_owned(), json!(["object", "null"]));
    }
    schema.insert(
        "$schema".to_owned(),
        json!("http://json-schema.org/draft-07/schema#"),
    );
    let version = env!("CARGO_PKG_VERSION");
    schema.insert(
        "$comment".to_owned(),
        json!(format!("Made by `leaflet schema`, version {version}.")),
    );
    if !definitions.is_empty() {
        schema.insert("definitions".to_owned(), Value::Object(definitions));
    }
    format!("{:#}\n", Value::Object(schema))
}

/// A language tag, as [`is_language_tag`](crate::model::language::is_language_tag) knows it.
const LANGUAGE_TAG: &str = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$";

/// The schema of a map.
fn map(
    form: &MapForm,
    around: &Documentation,
    definitions: &mut Map<String, Value>,
) -> Map<String, Value> {
    let own = form.documentation.map(Documentation::of_manual);
    let documentation = own.as_ref().unwrap_or(around);
    let mut properties = Map::new();
    for field in form.fields {
        let inside = documentation.below(field.name);
        let mut schema = value(&field.value, &inside, definitions);
        if let Some(sentence) = documentation.said_of(field.name) {
            schema.insert("description".to_owned(), json!(sentence));
        }
        properties.insert(field.name.to_owned(), Value::Object(schema));
    }
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), Value::Object(properties));
    schema.insert("additionalProperties".to_owned(), json!(false));
    let needed: Vec<&str> = names_where(form, |field| field.is_needed);
    if !needed.is_empty() {
        schema.insert("required".to_owned(), json!(needed));
    }
    let pairs = form.fields.iter().filter_map(|field| {
        let other = field.only_with?;
        Some((field.name.to_owned(), json!([other])))
    });
    let pairs: Map<String, Value> = pairs.collect();
    if !pairs.is_empty() {
        schema.insert("dependencies".to_owned(), Value::Object(pairs));
    }
    schema
}

fn names_where(form: &MapForm, is_one: impl Fn(&FieldForm) -> bool) -> Vec<&'static str> {
    let fields = form.fields.iter().filter(|field| is_one(field));
    fields.map(|field| field.name).collect()
}

/// The schema of a value.
fn value(
    form: &ValueForm,
    documentation: &Documentation,
    definitions: &mut Map<String, Value>,
) -> Map<String, Value> {
    let schema = match form {
        ValueForm::Words { most } => words(*most),
        ValueForm::Text => words(MAXIMUM_TEXT_CHARACTERS),
        ValueForm::Nothing => json!({ "type": ["string", "null"], "pattern": r"^\s*$" }),
        ValueForm::Written(form) => written(form),
        ValueForm::Number { least, most } => json!({
            "type": ["integer", "string"],
            "minimum": least,
            "maximum": most,
            "pattern": "^[0-9]+$",
        }),
        ValueForm::Choice(names) => json!({ "type": "string", "enum": names() }),
        ValueForm::List {
            least,
            most,
            once,
            item,
        } => {
            let item = value(item, documentation, definitions);
            let mut list = json!({
                "type": "array",
                "minItems": least,
                "maxItems": most,
                "items": item,
            });
            if *once && let Value::Object(list) = &mut list {
                list.insert("uniqueItems".to_owned(), json!(true));
            }
            list
        }
        ValueForm::Map(form) => Value::Object(map(form, documentation, definitions)),
        ValueForm::Named { names, value: form } => {
            let mut properties = Map::new();
            for (name, sentence) in names() {
                let mut schema = value(form, documentation, definitions);
                schema.insert("description".to_owned(), json!(sentence));
                properties.insert(name.to_owned(), Value::Object(schema));
            }
            json!({
                "type": "object",
                "properties": properties,
                "additionalProperties": false,
            })
        }
        ValueForm::InLanguages(form) => {
            let one = value(form, documentation, definitions);
            json!({
                "anyOf": [
                    one.clone(),
                    {
                        "type": "object",
                        "minProperties": 1,
                        "patternProperties": { LANGUAGE_TAG: one },
                        "additionalProperties": false,
                    },
                ],
            })
        }
        ValueForm::OneOf(kinds) => one_of(kinds, definitions),
        ValueForm::Either(forms) => {
            let forms = forms
                .iter()
                .map(|form| Value::Object(value(form, documentation, definitions)));
            json!({ "anyOf": forms.collect::<Vec<_>>() })
        }
    };
    match schema {
        Value::Object(schema) => schema,
        // Every arm above gives a map.
        _ => Map::new(),
    }
}

fn words(most: usize) -> Value {
    json!({ "type": WORDS, "pattern": r"\S", "maxLength": most })
}

fn written(form: &WrittenForm) -> Value {
    let mut schema = json!({
        "type": "string",
        "pattern": form.pattern,
        "maxLength": form.most,
        "patternErrorMessage": form.hint,
    });
    if form.may_look_like_a_number
        && let Value::Object(schema) = &mut schema
    {
        schema.insert("type".to_owned(), json!(WORDS));
    }
    schema
}

/// A map of one name, defined once and referred to.
fn one_of(form: &KindsForm, definitions: &mut Map<String, Value>) -> Value {
    if !definitions.contains_key(form.name) {
        let mut properties = Map::new();
        for kind in (form.kinds)() {
            let documentation = Documentation::of_manual(kind.documentation);
            let mut schema = value(&kind.value, &documentation, definitions);
            schema.insert("description".to_owned(), json!(documentation.opening()));
            if let Some(example) = example(&kind) {
                schema.insert("examples".to_owned(), json!([example]));
            }
            properties.insert(kind.name.to_owned(), Value::Object(schema));
        }
        let definition = json!({
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "properties": properties,
            "additionalProperties": false,
        });
        definitions.insert(form.name.to_owned(), definition);
    }
    json!({ "$ref": format!("#/definitions/{}", form.name) })
}

/// What stands behind the name of a kind in its example.
fn example(kind: &KindForm) -> Option<Value> {
    let mut sources = SourceSet::new();
    let file = sources.add("example", kind.example);
    let list = plain_value(&sources, file)?;
    list.get(0)?.get(kind.name).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every map of a schema that describes something, with the way to it.
    fn described(schema: &Value, way: &str, found: &mut Vec<(String, bool)>) {
        let Some(map) = schema.as_object() else {
            return;
        };
        for (name, inner) in map
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let way = format!("{way}/{name}");
            let said = inner.get("description").and_then(Value::as_str);
            found.push((way.clone(), said.is_some_and(|said| said.len() > 4)));
            described(inner, &way, found);
        }
        for name in ["items", "definitions", "block"] {
            if let Some(inner) = map.get(name) {
                described(inner, way, found);
            }
        }
        for inner in map
            .get("anyOf")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            described(inner, way, found);
        }
    }

    #[test]
    fn every_name_is_described() {
        for file in [Described::Guide, Described::Brand, Described::Project] {
            let schema: Value = serde_json::from_str(&text(file)).unwrap();
            let mut found = Vec::new();
            described(&schema, "", &mut found);
            let silent: Vec<&str> = found
                .iter()
                .filter(|(_, is_described)| !is_described)
                .map(|(way, _)| way.as_str())
                .collect();
            assert!(silent.is_empty(), "{file:?}: {silent:?}");
            assert!(found.len() > 14, "{file:?}: {}", found.len());
        }
    }

    #[test]
    fn descriptions_are_those_of_the_manual() {
        let schema: Value = serde_json::from_str(&text(Described::Guide)).unwrap();
        let said = |way: &str| {
            schema
                .pointer(way)
                .and_then(Value::as_str)
                .unwrap_or("nothing")
        };
        assert_eq!(
            said("/properties/title/description"),
            "The title, in large type on the first page."
        );
        assert_eq!(
            said("/properties/contacts/items/properties/email/description"),
            "The address, as `name@example.org`."
        );
        let risks = "/definitions/block/properties/risks";
        assert!(said(&format!("{risks}/description")).starts_with("Risks with what they lead to"));
        assert_eq!(
            said(&format!("{risks}/items/properties/risk/description")),
            "What may happen."
        );
        assert_eq!(said(&format!("{risks}/examples/0/0/how_often")), "3 in 100");
    }
}
