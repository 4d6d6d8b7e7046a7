//! Sound files changed in one place each, thousands of them: schema and reader agree on every one.
//!
//! The sound files use every name that their schema knows, which is demanded, so that a name whose value
//! has another form to the reader than to the schema cannot stay unseen.

use leaflet::commands::schema::Described;
use serde_json::{Map, Value, json};

use super::{BEYOND, schema_of, told_by_reader};

/// Texts and other values that stand in place of each value, one after the other.
fn replacements() -> Vec<Value> {
    let mut values = vec![
        Value::Null,
        json!(0),
        json!(5),
        json!(121),
        json!(-1),
        json!(true),
        json!([]),
        json!([null]),
        json!(["x"]),
        json!({}),
        json!({ "x": "y" }),
        json!({ "text": "x" }),
        json!({ "text": "x", "bullets": ["y"] }),
        json!({ "person": "x" }),
        json!({ "paragraph": "x", "key_point": "y" }),
    ];
    let texts = [
        "",
        "x",
        "X",
        "5",
        "007",
        "x y",
        "1 in 100",
        "1 in 0",
        "1 in 1,00",
        "1 in 1,00,000",
        "one in ten",
        "2026-03-31",
        "2024-02-29",
        "2026-02-29",
        "2026-02-30",
        "31.3.2026",
        "#0b4f58",
        "#0b4f5",
        "#0B4F58",
        "teal",
        "a4",
        "A4",
        "letter",
        "column",
        "full",
        "other",
        "what it is",
        "a@b.c",
        "a@b",
        "https://a.b",
        "ftp://a.b",
        "../x",
        "a/b.svg",
        "a//b",
        "/a",
        "a\\b",
        ".",
        "..x",
        "-a",
        "a-b",
        "~/x",
        "null",
        "true",
        "घुटना",
    ];
    values.extend(texts.iter().map(|text| json!(text)));
    for length in [60, 61, 80, 81, 1_000, 1_001, 20_000, 20_001] {
        values.push(json!("x".repeat(length)));
    }
    values
}

/// A guide with every name.
fn guide() -> Value {
    let contact = json!({
        "name": "a", "telephone": "1", "email": "a@b.c", "website": "https://a.b", "hours": "h", "note": "n",
    });
    let attestation = json!({ "what": "accuracy", "by": "A", "on": "2026-01-31" });
    let mut guide = json!({
        "title": "a",
        "subtitle": "b",
        "category": "c",
        "icon": "spine",
        "also_known_as": ["d"],
        "summary": "e",
        "reviewed_by": { "person": "f" },
        "reading_minutes": 5,
        "code": "g",
        "version": "1.10",
        "reviewed_on": "2024-02-28",
        "next_review": "2027-03-01",
        "sources": ["h"],
        "contacts": [contact],
        "introduction": [{ "paragraph": "i" }],
        "sections": [{
            "heading": "j",
            "roles": ["other", "risks"],
            "blocks": [
                { "paragraph": "k" },
                { "bullets": ["l", { "text": "m", "bullets": ["n", {
                    "text": "o", "bullets": ["p", { "text": "q" }],
                }] }] },
                { "procedure_steps": [{ "step": "r", "text": "s" }] },
                { "risks": [{ "risk": "t", "leads_to": "u", "how_often": "1 in 9", "source": "v" }] },
                { "comparison": {
                    "first_column": "v", "columns": ["w", "x"], "rows": [{ "point": "y", "cells": ["z", "a"] }],
                } },
                { "warning_signs": [{ "sign": "d", "what_to_do": "e" }] },
                { "contact": contact },
                { "sub_heading": "h" },
                { "key_point": "i" },
                { "urgent": "j" },
                { "at_a_glance": [
                    { "label": "k", "words": "l", "icon": "bed" }, { "label": "m", "words": "n" },
                ] },
            ],
        }],
    });
    let more = json!([
        { "prepare": [{ "when": "o", "to_do": ["p", "q"] }, { "to_do": "r" }] },
        { "do_and_dont": { "do": ["s", "t"], "dont": "u" } },
        { "timeline": [{ "when": "v", "what": "w", "icon": "bed" }] },
        { "medicines": [{
            "medicine": "x", "morning": "y", "midday": "z", "evening": "a", "night": "b", "note": "c",
        }] },
        { "benefits": ["d", "e"] },
        { "terms": [{ "term": "f", "meaning": "g" }] },
    ]);
    let bullets = json!({ "bullets": ["l", { "text": "m", "bullets": ["n", {
        "text": "o", "bullets": ["p", { "text": "q" }],
    }] }] });
    let steps = json!({ "procedure_steps": [{ "step": "r", "text": "s" }] });
    let paragraph = json!({ "paragraph": "h" });
    let answers = json!([["g", paragraph, bullets, steps], paragraph, bullets, steps]);
    let blocks = guide["sections"][0]["blocks"].as_array_mut().unwrap();
    blocks.extend(more.as_array().unwrap().iter().cloned());
    blocks.push(json!({ "figure": {
        "picture": "a.svg", "alternative_text": "b", "caption": "c", "width": "full",
        "labels": [{ "words": "d", "at": [30, 60], "side": "left" }],
    } }));
    blocks.push(json!({ "figure": { "caption": "c", "pictures": [
        { "picture": "a.svg", "alternative_text": "b", "heading": "d" },
        { "picture": "a.svg", "alternative_text": "b", "labels": [
            { "words": "e", "at": [0, 100], "side": "right" },
        ] },
    ] } }));
    for answer in answers.as_array().unwrap() {
        blocks.push(json!({ "question": { "question": "f", "answer": answer } }));
    }
    guide["feedback"] = json!("z");
    guide["attestations"] = json!([attestation]);
    guide
}

/// A brand with every name.
fn brand() -> Value {
    json!({
        "name": "a",
        "place": "b",
        "tagline": "c",
        "colours": { "brand": "#0b4f58", "tint": "#f3f4f4", "warning": "#8c1d18" },
        "logo": { "picture": "m.svg", "alternative_text": "d" },
        "contacts": ["e"],
        "people": [{ "id": "f-g", "name": "h", "title": "i", "credentials": "j", "telephone": "k" }],
        "masthead_person": "f-g",
        "design": "clear",
    })
}

/// Settings with every name.
fn project() -> Value {
    let rules: Map<String, Value> = leaflet::lint::RULES
        .iter()
        .map(|rule| {
            (
                rule.name.to_owned(),
                json!({ "severity": "warning", "reason": "h" }),
            )
        })
        .collect();
    json!({
        "profile": "uk",
        "most_pages": 6,
        "warn_before_review": 90,
        "rules": rules,
        "content": "a",
        "brand": "b",
        "language": "c",
        "paper": "a4",
        "surgeon": "d",
        "guides": ["e"],
        "languages": ["f"],
        "editions": ["letter"],
        "papers": ["a4"],
        "formats": ["text"],
        "output": "g",
        "batch": {
            "guide": "h", "dates": "day-first", "output": "i", "print_job": "j",
            "separator_sheets": "yes", "prune": "no", "visible_only": "yes", "strict": "no",
            "header_row": 4, "sheet": "k", "names": "{row}",
            "encoding": "l", "repair_encoding": "yes",
        },
        "columns": {
            "guide": "1", "patient": "2", "surgeon": "3", "language": "4", "edition": "5", "paper": "14",
            "appointment": "6", "procedure date": "7", "level": "8", "side": "9", "reference": "10",
            "output": "11", "status": "12", "serial": "13",
        },
    })
}

/// The ways to every value, the outermost first.
fn ways(value: &Value, way: &str, found: &mut Vec<String>) {
    found.push(way.to_owned());
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                ways(item, &format!("{way}/{at}"), found);
            }
        }
        Value::Object(map) => {
            for (name, inner) in map {
                ways(inner, &format!("{way}/{name}"), found);
            }
        }
        _ => {}
    }
}

/// Every file that differs from this one at one place, with what was done.
fn changed(sound: &Value) -> Vec<(String, Value)> {
    let mut places = Vec::new();
    ways(sound, "", &mut places);
    let replacements = replacements();
    let mut changed = Vec::new();
    for way in places {
        let mut with = |what: String, change: &dyn Fn(&mut Value)| {
            let mut value = sound.clone();
            change(value.pointer_mut(&way).unwrap());
            changed.push((format!("{way} {what}"), value));
        };
        // A file that holds nothing at all is no value, and is judged elsewhere.
        for replacement in replacements
            .iter()
            .filter(|it| !way.is_empty() || !it.is_null())
        {
            let shown: String = replacement.to_string().chars().take(40).collect();
            with(format!("= {shown}"), &|value| *value = replacement.clone());
        }
        match sound.pointer(&way).unwrap() {
            Value::Array(items) => {
                for at in 0..items.len() {
                    with(format!("without {at}"), &|value| {
                        value.as_array_mut().unwrap().remove(at);
                    });
                }
                for count in [2, 3, 4, 11, 12, 20, 21, 30, 31, 50, 51, 100, 101, 200, 201] {
                    with(format!("times {count}"), &|value| {
                        let items = value.as_array_mut().unwrap();
                        let item = items[0].clone();
                        *items = vec![item; count];
                    });
                }
            }
            Value::Object(map) => {
                for name in map.keys() {
                    with(format!("without {name}"), &|value| {
                        value.as_object_mut().unwrap().remove(name);
                    });
                    with(format!("with {name} in capitals"), &|value| {
                        let map = value.as_object_mut().unwrap();
                        let inner = map.remove(name).unwrap();
                        map.insert(name.to_uppercase(), inner);
                    });
                }
                with("with one more".to_owned(), &|value| {
                    let map = value.as_object_mut().unwrap();
                    map.insert("more".to_owned(), json!("x"));
                });
            }
            _ => {}
        }
    }
    changed
}

/// Every name that a schema knows and a value does not use.
fn unused(root: &Value, schema: &Value, values: &[&Value], way: &str, found: &mut Vec<String>) {
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        return unused(
            root,
            root.pointer(&target[1..]).unwrap(),
            values,
            way,
            found,
        );
    }
    for schema in schema
        .get("anyOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let is_list = schema["type"] == "array";
        let fitting: Vec<&Value> = values
            .iter()
            .copied()
            .filter(|value| value.is_array() == is_list)
            .collect();
        unused(root, schema, &fitting, way, found);
    }
    if let Some(items) = schema.get("items") {
        let inner: Vec<&Value> = values
            .iter()
            .filter_map(|it| it.as_array())
            .flatten()
            .collect();
        unused(root, items, &inner, way, found);
    }
    for (name, schema) in schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let way = format!("{way}/{name}");
        let inner: Vec<&Value> = values.iter().filter_map(|it| it.get(name)).collect();
        // The introduction holds the same blocks as a section.
        if inner.is_empty() && !way.starts_with("/introduction/") {
            found.push(way);
        } else {
            unused(root, schema, &inner, &way, found);
        }
    }
}

#[test]
fn schema_and_reader_agree_on_every_change() {
    let files = [
        (Described::Guide, guide()),
        (Described::Brand, brand()),
        (Described::Project, project()),
    ];
    let mut wrong = Vec::new();
    let (mut accepted, mut refused) = (0, 0);
    for (described, sound) in files {
        let schema = schema_of(described);
        assert_eq!(schema.faults(&sound), Vec::<String>::new());
        let mut names = Vec::new();
        unused(schema.root(), schema.root(), &[&sound], "", &mut names);
        assert!(names.is_empty(), "{described:?} has no {names:?}");
        for (what, value) in changed(&sound) {
            let reader = told_by_reader(described, value.to_string().as_bytes());
            let faults = schema.faults(&value);
            match (reader.is_empty(), faults.is_empty()) {
                (true, true) => accepted += 1,
                (false, false) => refused += 1,
                (true, false) => wrong.push(format!("{what}: only the schema: {faults:?}")),
                (false, true) => {
                    refused += 1;
                    let is_beyond = |rule: &&str| BEYOND.iter().any(|line| line.rule == *rule);
                    if !reader.iter().all(is_beyond) {
                        wrong.push(format!("{what}: only the reader: {reader:?}"));
                    }
                }
            }
        }
    }
    let count = wrong.len();
    wrong.truncate(60);
    assert!(wrong.is_empty(), "{count}\n{}", wrong.join("\n"));
    assert!(
        accepted > 2_000 && refused > 5_000,
        "{accepted} accepted, {refused} refused"
    );
}
