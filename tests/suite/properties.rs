//! Whatever a guide holds, no word is lost, none leaves its order, and no ink leaves the page.

use leaflet::commands::make::{self, Order};
use leaflet::input::content::Content;
use leaflet::leaflet::{PAPERS, Paper};
use leaflet::model::fact::FactName;
use leaflet::pages::typeset::Engine;
use leaflet::source::SourceSet;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::pdf_reading::{FinishedPdf, Glyph};

/// The strips that the text may not reach, in points: side margins of 21 mm (A4), 14 mm above on the first page and
/// 20 mm below; and those that nothing may reach, head and foot included.
const TEXT_EDGES: [f32; 4] = [56.0, 56.0, 56.0, 37.0];
// Two lines of a head stand 7 mm from the upper edge.
const EDGES: [f32; 4] = [56.0, 27.0, 56.0, 20.0];

/// Texts of marked words; each word is numbered when the guide is put together, so that a lost or
/// doubled one is seen.
fn text() -> impl Strategy<Value = Vec<&'static str>> {
    let word = prop_oneof![
        12 => Just("plain"),
        4 => Just("a"),
        2 => Just("hyphen-ated-word"),
        2 => Just("non-union"),
        3 => Just("thromboembolism"),
        2 => Just("WWWWWWWW"),
        1 => Just("नमूना"),
        1 => Just(LONG_LATIN),
        1 => Just(LONG_WIDE),
    ];
    prop_oneof![
        8 => prop::collection::vec(word.clone(), 1..40),
        1 => prop::collection::vec(word, 200..700),
    ]
}

const LONG_LATIN: &str = "pneumonoultramicroscopicsilicovolcanoconiosispneumonoultramicroscopic\
                          silicovolcanoconiosispneumonoultramicroscopicsilicovolcanoconiosis";
const LONG_WIDE: &str = "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW";

/// A text, word by word.
type Text = Vec<&'static str>;

#[derive(Debug, Clone)]
enum Kind {
    Paragraph(Vec<&'static str>),
    Bullets(Vec<Vec<&'static str>>),
    Nested(Vec<Vec<&'static str>>),
    Steps(Vec<(Vec<&'static str>, Option<Vec<&'static str>>)>),
    Risks(Vec<(Vec<&'static str>, Option<Vec<&'static str>>)>),
    Signs(Vec<Vec<&'static str>>),
    KeyPoint(Vec<&'static str>),
    Urgent(Vec<&'static str>),
    AtAGlance(Vec<Vec<&'static str>>),
    Prepare(Vec<(Vec<&'static str>, Option<Vec<&'static str>>)>),
    DoAndDont(Vec<Vec<&'static str>>, Vec<Vec<&'static str>>),
    Timeline(Vec<(Vec<&'static str>, Vec<&'static str>)>),
    Medicines(Vec<(Text, [Option<Text>; 4])>),
    Benefits(Vec<Vec<&'static str>>),
    Terms(Vec<(Vec<&'static str>, Vec<&'static str>)>),
    Question(Vec<&'static str>, Vec<&'static str>),
    Comparison(usize, Vec<(Vec<&'static str>, Vec<&'static str>)>),
    Contact(Vec<&'static str>, Vec<&'static str>),
    SubHeading(Vec<&'static str>, Vec<&'static str>),
}

fn kind() -> impl Strategy<Value = Kind> {
    let texts = || prop::collection::vec(text(), 1..9);
    let pairs = || prop::collection::vec((text(), prop::option::of(text())), 1..9);
    prop_oneof![
        4 => text().prop_map(Kind::Paragraph),
        1 => texts().prop_map(Kind::Bullets),
        1 => texts().prop_map(Kind::Nested),
        1 => pairs().prop_map(Kind::Steps),
        1 => pairs().prop_map(Kind::Risks),
        1 => texts().prop_map(Kind::Signs),
        1 => text().prop_map(Kind::KeyPoint),
        1 => text().prop_map(Kind::Urgent),
        1 => prop::collection::vec(text(), 2..7).prop_map(Kind::AtAGlance),
        1 => pairs().prop_map(Kind::Prepare),
        1 => (texts(), texts()).prop_map(|(to_do, not_to_do)| Kind::DoAndDont(to_do, not_to_do)),
        1 => prop::collection::vec((text(), text()), 1..9).prop_map(Kind::Timeline),
        1 => {
            let cells = prop::array::uniform4(prop::option::of(prop::collection::vec(Just("thromboembolism"), 1..5)));
            prop::collection::vec((text(), cells), 1..5).prop_map(Kind::Medicines)
        },
        1 => texts().prop_map(Kind::Benefits),
        1 => prop::collection::vec((text(), text()), 1..9).prop_map(Kind::Terms),
        1 => (text(), text()).prop_map(|(question, answer)| Kind::Question(question, answer)),
        1 => (2..4_usize, prop::collection::vec((text(), text()), 1..5))
            .prop_map(|(columns, rows)| Kind::Comparison(columns, rows)),
        1 => (text(), text()).prop_map(|(name, note)| Kind::Contact(name, note)),
        1 => (text(), text()).prop_map(|(heading, text)| Kind::SubHeading(heading, text)),
    ]
}

/// Numbers words and keeps count of them.
#[derive(Default)]
struct Numbering {
    words: Vec<String>,
}

impl Numbering {
    fn text(&mut self, words: &[&str]) -> String {
        let numbered: Vec<String> = words
            .iter()
            .map(|word| {
                self.words.push(format!("{word}x{}", self.words.len()));
                self.words[self.words.len() - 1].clone()
            })
            .collect();
        numbered.join(" ")
    }

    fn block(&mut self, kind: &Kind) -> Value {
        match kind {
            Kind::Paragraph(words) => json!({ "paragraph": self.text(words) }),
            Kind::Bullets(items) => {
                let items: Vec<String> = items.iter().map(|item| self.text(item)).collect();
                json!({ "bullets": items })
            }
            Kind::Nested(items) => {
                let items: Vec<Value> = items
                    .iter()
                    .map(|item| {
                        let text = self.text(item);
                        let inner = self.text(&item[..1]);
                        json!({ "text": text, "bullets": [inner] })
                    })
                    .collect();
                json!({ "bullets": items })
            }
            Kind::Steps(steps) => {
                let steps: Vec<Value> = steps
                    .iter()
                    .map(|(step, text)| {
                        let mut value = json!({ "step": self.text(step) });
                        if let Some(text) = text {
                            value["text"] = Value::from(self.text(text));
                        }
                        value
                    })
                    .collect();
                json!({ "procedure_steps": steps })
            }
            Kind::Risks(risks) => {
                let risks: Vec<Value> = risks
                    .iter()
                    .map(|(risk, leads_to)| {
                        let mut value = json!({ "risk": self.text(risk) });
                        if let Some(leads_to) = leads_to {
                            value["leads_to"] = Value::from(self.text(leads_to));
                        }
                        value
                    })
                    .collect();
                json!({ "risks": risks })
            }
            Kind::Signs(signs) => {
                let signs: Vec<Value> = signs
                    .iter()
                    .map(|sign| json!({ "sign": self.text(sign) }))
                    .collect();
                json!({ "warning_signs": signs })
            }
            Kind::AtAGlance(facts) => {
                let facts = facts.iter().map(|words| {
                    // A label and what it says are short.
                    let is_short = |word: &&&str| word.chars().count() < 60;
                    let word = words.iter().find(is_short).map_or("short", |word| word);
                    json!({ "label": self.text(&[word]), "words": self.text(&[word]), "icon": "home" })
                });
                json!({ "at_a_glance": facts.collect::<Vec<_>>() })
            }
            Kind::Prepare(preparations) => {
                let preparations = preparations.iter().map(|(thing, when)| {
                    let when = when
                        .as_ref()
                        .map(|when| self.text(&when[..when.len().min(6)]));
                    let things = [self.text(thing), self.text(&thing[..1])];
                    match when {
                        Some(when) => json!({ "when": when, "to_do": things }),
                        None => json!({ "to_do": things }),
                    }
                });
                json!({ "prepare": preparations.collect::<Vec<_>>() })
            }
            Kind::DoAndDont(to_do, not_to_do) => {
                let mut list = |items: &[Vec<&'static str>]| -> Vec<String> {
                    items.iter().map(|item| self.text(item)).collect()
                };
                let (to_do, not_to_do) = (list(to_do), list(not_to_do));
                json!({ "do_and_dont": { "do": to_do, "dont": not_to_do } })
            }
            Kind::Timeline(moments) => {
                let moments = moments.iter().enumerate().map(|(at, (when, what))| {
                    let (when, what) = (self.text(when), self.text(what));
                    let mut moment = json!({ "when": when, "what": what });
                    if at % 2 == 0 {
                        moment["icon"] = Value::from("home");
                    }
                    moment
                });
                json!({ "timeline": moments.collect::<Vec<_>>() })
            }
            Kind::Medicines(medicines) => {
                let medicines = medicines.iter().map(|(note, cells)| {
                    let mut medicine = json!({ "medicine": self.text(&["WWWWWWWW"]) });
                    let times = ["morning", "midday", "evening", "night"];
                    for (time, cell) in times.iter().zip(cells) {
                        if let Some(cell) = cell {
                            medicine[*time] = Value::from(self.text(cell));
                        }
                    }
                    if note.len() < 40 {
                        medicine["note"] = Value::from(self.text(note));
                    } else if cells.iter().all(Option::is_none) {
                        medicine["note"] = Value::from(self.text(&["plain"]));
                    }
                    medicine
                });
                json!({ "medicines": medicines.collect::<Vec<_>>() })
            }
            Kind::Benefits(benefits) => {
                let benefits = benefits.iter().map(|benefit| self.text(benefit));
                json!({ "benefits": benefits.collect::<Vec<_>>() })
            }
            Kind::Terms(terms) => {
                let terms = terms.iter().map(|(term, meaning)| {
                    let is_short = |word: &&&str| word.chars().count() < 60;
                    let term = term.iter().find(is_short).map_or("short", |word| word);
                    let term = self.text(&[term]);
                    json!({ "term": term, "meaning": self.text(meaning) })
                });
                json!({ "terms": terms.collect::<Vec<_>>() })
            }
            Kind::Urgent(words) => json!({ "urgent": self.text(words) }),
            Kind::KeyPoint(words) => json!({ "key_point": self.text(words) }),
            Kind::Question(question, answer) => {
                json!({ "question": { "question": self.text(&question[..question.len().min(6)]), "answer": self.text(answer) } })
            }
            Kind::Comparison(columns, rows) => {
                let names: Vec<String> = (0..*columns)
                    .map(|_| self.text(&["thromboembolism"]))
                    .collect();
                let rows: Vec<Value> = rows
                    .iter()
                    .map(|(point, cell)| {
                        let point = self
                            .text(&["WWWWWWWW", point[0]][..1 + usize::from(point[0].len() < 20)]);
                        let cells: Vec<String> = (0..*columns).map(|_| self.text(cell)).collect();
                        json!({ "point": point, "cells": cells })
                    })
                    .collect();
                json!({ "comparison": { "columns": names, "rows": rows } })
            }
            Kind::Contact(name, note) => {
                let name = self.text(&name[..name.len().min(6)]);
                json!({ "contact": { "name": name, "note": self.text(note) } })
            }
            // A sub-heading needs something below it, so the two come in one block here and are
            // put apart when the guide is put together.
            Kind::SubHeading(heading, text) => {
                let heading = self.text(&heading[..heading.len().min(6)]);
                json!([{ "sub_heading": heading }, { "paragraph": self.text(text) }])
            }
        }
    }
}

/// The blocks of a list, with those that came in one put apart.
fn flat(blocks: Vec<Value>) -> Vec<Value> {
    blocks
        .into_iter()
        .flat_map(|block| match block {
            Value::Array(several) => several,
            one => vec![one],
        })
        .collect()
}

/// The numbered words of a text, with what only helps a line to break taken out.
fn numbered_words(text: &str) -> Vec<String> {
    text.replace('\u{200b}', "")
        .split_whitespace()
        .filter(|word| {
            word.rsplit_once('x')
                .is_some_and(|(_, number)| number.parse::<usize>().is_ok())
        })
        .map(str::to_owned)
        .collect()
}

/// Pairs of glyphs that stand on one another: on one baseline, and one begins well before the other
/// ends. Marks above and below letters have no width of their own and are left out.
fn overlapping(pdf: &FinishedPdf) -> Vec<String> {
    let mut pairs = Vec::new();
    for page in &pdf.pages {
        let mut glyphs: Vec<&Glyph> = page
            .glyphs
            .iter()
            .filter(|glyph| {
                !glyph.is_blank()
                    && glyph
                        .text
                        .chars()
                        .all(|letter| letter.is_ascii_alphanumeric())
            })
            .collect();
        glyphs.sort_by(|a, b| {
            (a.baseline, a.left)
                .partial_cmp(&(b.baseline, b.left))
                .unwrap()
        });
        for pair in glyphs.windows(2) {
            let [before, after] = pair else { continue };
            // Cells side by side may have lines of nearly one height, whose letters are not sorted from left to right.
            let together =
                (before.baseline - after.baseline).abs() < 0.5 && before.left <= after.left;
            let least = (before.right - before.left).min(after.right - after.left);
            if together && before.right - after.left > least * 0.5 {
                pairs.push(format!(
                    "page {}: `{}` and `{}` at {:.0}, {:.0}",
                    page.number, before.text, after.text, after.left, after.baseline
                ));
            }
        }
    }
    pairs
}

/// Makes a leaflet, and looks that every numbered word is there in order, that all ink is in its
/// place, and that no letters stand on one another.
fn checked(
    guide: &Value,
    words: &[String],
    paper: &'static Paper,
    patient: Option<&str>,
) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("guide.yaml");
    std::fs::write(&path, guide.to_string()).unwrap();
    let mut order = Order::new(path.to_str().unwrap());
    order.print.paper = paper;
    order.person.facts[FactName::Patient] = patient.map(str::to_owned);
    let engine = Engine::new();
    let made = make::make(&order, &Content::default(), &engine, &mut SourceSet::new());
    let pdf = FinishedPdf::read(
        made.map_err(|failure| format!("{failure:?}"))?
            .file()
            .to_vec(),
    );
    let text = pdf.text_in_tag_order();
    let mut found = numbered_words(&text);
    // The list of the sections says their headings once more.
    let headings = guide["sections"].as_array().into_iter().flatten();
    let headings: String = headings
        .filter_map(|section| section["heading"].as_str())
        .map(|heading| format!("{heading} "))
        .collect();
    let listed = numbered_words(&headings);
    let at = found
        .windows(listed.len().max(1))
        .position(|some| some == listed);
    if let Some(at) = at.filter(|_| found.len() > words.len()) {
        found.drain(at..at + listed.len());
    }
    if found != words {
        return Err(format!("{found:?} instead of {words:?}"));
    }
    if let Some(patient) = patient {
        let visible = |text: &str| text.replace(['\u{200b}', ' ', '\n'], "");
        if !visible(&text).contains(&visible(patient)) {
            return Err(format!("{patient} is not in {text}"));
        }
    }
    let outside = pdf.glyphs_outside(EDGES, |_| true);
    let beyond = pdf.glyphs_outside(TEXT_EDGES, Glyph::is_content);
    let overlapping = overlapping(&pdf);
    if outside.is_empty() && beyond.is_empty() && overlapping.is_empty() {
        Ok(())
    } else {
        Err(format!("{outside:?} {beyond:?} {overlapping:?}"))
    }
}

/// Lists that begin low on a page and hold one item that is longer than the next.
#[test]
fn a_long_item_is_never_cut_off() {
    for (before, long, at) in [
        (8, 90, 5),
        (8, 330, 5),
        (7, 330, 2),
        (9, 200, 5),
        (9, 330, 0),
        (10, 140, 3),
    ] {
        for kind in ["procedure_steps", "risks"] {
            let mut numbering = Numbering::default();
            let mut blocks = Vec::new();
            for _ in 0..before {
                // Too long to lead into a list.
                let words = numbering.text(&["filling"; 40]);
                blocks.push(json!({ "paragraph": words }));
            }
            let items: Vec<Value> = (0..6)
                .map(|number| {
                    let length = if number == at { long } else { 12 };
                    let words = numbering.text(&["word"; 4]);
                    let text = numbering.text(&vec!["words"; length]);
                    if kind == "risks" {
                        json!({ "risk": words, "leads_to": text })
                    } else {
                        json!({ "step": words, "text": text })
                    }
                })
                .collect();
            blocks.push(json!({ kind: items }));
            for _ in 0..12 {
                let words = numbering.text(&["after"; 14]);
                blocks.push(json!({ "paragraph": words }));
            }
            let guide = json!({
                "title": "Trial",
                "sections": [{ "heading": "Heading", "roles": ["other"], "blocks": blocks }],
            });
            for paper in PAPERS {
                let made = checked(&guide, &numbering.words, paper, None);
                assert!(made.is_ok(), "{before} {long} {at} {kind}: {made:?}");
            }
        }
    }
}

#[test]
fn a_long_raised_or_lowered_word_breaks_where_its_line_ends() {
    let mut numbering = Numbering::default();
    let mut word = |mark: char| {
        let words = numbering.text(&["longword"; 60]).replace(' ', "");
        numbering.words.clear();
        format!("m{mark}{words}{mark}")
    };
    let text = format!("{} and {}", word('^'), word('~'));
    let guide = json!({
        "title": "Trial",
        "sections": [{
            "heading": "Heading", "roles": ["other"], "blocks": [{ "paragraph": text }],
        }],
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("guide.yaml");
    std::fs::write(&path, guide.to_string()).unwrap();
    let order = Order::new(path.to_str().unwrap());
    let content = Content::default();
    let made = make::make(&order, &content, &Engine::new(), &mut SourceSet::new());
    let pdf = FinishedPdf::read(made.unwrap().file().to_vec());
    let outside = pdf.glyphs_outside(TEXT_EDGES, Glyph::is_content);
    assert!(outside.is_empty(), "{outside:?}");
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases / 16,
        max_shrink_iters: 12,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_word_is_lost_and_no_ink_leaves_the_page(
        sections in prop_oneof![
            6 => prop::collection::vec((text(), prop::collection::vec(kind(), 1..5)), 1..8),
            1 => prop::collection::vec((text(), prop::collection::vec(kind(), 1..2)), 30..61),
        ],
        title in text(),
        summary in prop::option::of(text()),
        introduction in prop::collection::vec(kind(), 0..3),
        name in prop::option::of(text()),
        paper in 0..PAPERS.len(),
    ) {
        let mut numbering = Numbering::default();
        let mut guide = json!({ "title": numbering.text(&title[..title.len().min(6)]) });
        if let Some(summary) = summary {
            guide["summary"] = Value::from(numbering.text(&summary));
        }
        let patient = name.map(|name| {
            let name = name[..name.len().min(20)].join(" ");
            name.chars().take(900).collect::<String>()
        });
        let blocks: Vec<Value> =
            introduction.iter().map(|kind| numbering.block(kind)).collect();
        if !blocks.is_empty() {
            guide["introduction"] = Value::from(flat(blocks));
        }
        let sections: Vec<Value> = sections
            .iter()
            .map(|(heading, kinds)| {
                let heading = numbering.text(&heading[..heading.len().min(6)]);
                let blocks: Vec<Value> =
                    kinds.iter().map(|kind| numbering.block(kind)).collect();
                json!({ "heading": heading, "roles": ["other"], "blocks": flat(blocks) })
            })
            .collect();
        guide["sections"] = Value::from(sections);
        // Longer ones are refused, which has a test of its own.
        prop_assume!(guide.to_string().chars().count() < 115_000);

        checked(&guide, &numbering.words, &PAPERS[paper], patient.as_deref())
            .map_err(TestCaseError::fail)?;
    }
}
