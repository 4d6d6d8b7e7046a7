//! The words of a leaflet for ways that do not read our guides.
//!
//! In: a leaflet as our own library makes it. Out: its words in the order in which our templates print
//! them, and the same as HTML. Promise: no word is left out but the labels of what only our templates
//! draw, such as the boxes of the risks.

use leaflet::leaflet::{Leaflet, LeafletBlock, LeafletBullet, Piece, Words};
use leaflet::model::language::Phrase;
use leaflet_benches_way::{Document, PANEL_MARK, Part, STYLE_MARK};

/// The words of the leaflet in the order in which our templates print them.
pub fn document(leaflet: &Leaflet) -> Document {
    let phrase = |phrase: Phrase| leaflet.phrases[phrase].clone();
    let mut parts: Vec<Part> = leaflet.introduction.iter().flat_map(block).collect();
    for section in &leaflet.sections {
        parts.push(Part::Heading(2, plain(&section.heading)));
        parts.extend(section.blocks.iter().flat_map(block));
    }
    parts.push(Part::Heading(2, phrase(Phrase::YourQuestions)));
    parts.extend(leaflet.prompts.iter().cloned().map(Part::Paragraph));
    parts.push(Part::Heading(2, phrase(Phrase::Contacts)));
    parts.extend(paragraphs(&leaflet.about));
    parts.extend(paragraphs(&leaflet.closing));
    let masthead = &leaflet.masthead;
    let (person, lines) = masthead.person.clone().unwrap_or_default();
    Document {
        language: leaflet.language.clone(),
        clinic: plain(&masthead.name),
        tagline: plain(masthead.tagline.as_deref().unwrap_or_default()),
        masthead_person: [person]
            .iter()
            .chain(&lines)
            .map(|line| plain(line))
            .collect(),
        category: plain(leaflet.category.as_deref().unwrap_or_default()),
        title: plain(&leaflet.title),
        summary: plain(leaflet.summary.as_deref().unwrap_or_default()),
        quiet: leaflet
            .quiet
            .iter()
            .map(|words| plain(words))
            .collect::<Vec<_>>()
            .join("  ·  "),
        parts,
        foot: leaflet
            .foot
            .iter()
            .map(|words| plain(words))
            .collect::<Vec<_>>()
            .join(" · "),
        page_of: phrase(Phrase::PageOf),
    }
}

fn block(one: &LeafletBlock) -> Vec<Part> {
    match one {
        LeafletBlock::Paragraph { text, .. }
        | LeafletBlock::Urgent { text, .. }
        | LeafletBlock::KeyPoint(text) => vec![Part::Paragraph(plain(text))],
        LeafletBlock::Bullets(bullets) => {
            vec![Part::Bullets(bullets.iter().flat_map(bullet).collect())]
        }
        LeafletBlock::ProcedureSteps(steps) => vec![Part::Steps(
            steps
                .iter()
                .map(|(step, text)| (plain(step), plain(text.as_deref().unwrap_or_default())))
                .collect(),
        )],
        LeafletBlock::Risks(risks) => vec![Part::Bullets(
            risks.iter().map(|risk| plain(&risk.risk)).collect(),
        )],
        LeafletBlock::Question {
            level,
            question,
            answer,
        } => [Part::Heading(*level, plain(question))]
            .into_iter()
            .chain(answer.iter().flat_map(block))
            .collect(),
        LeafletBlock::SubHeading { level, heading } => {
            vec![Part::Heading(*level, plain(heading))]
        }
        LeafletBlock::AtAGlance { facts, .. } => facts
            .iter()
            .flat_map(|fact| [plain(&fact.label), plain(&fact.words)])
            .map(Part::Paragraph)
            .collect(),
        // Pictures are drawn by ours alone; the measured guide has none of the others.
        LeafletBlock::Figure { .. }
        | LeafletBlock::Comparison { .. }
        | LeafletBlock::WarningSigns { .. }
        | LeafletBlock::Prepare(_)
        | LeafletBlock::DoAndDont { .. }
        | LeafletBlock::Timeline(_)
        | LeafletBlock::Medicines { .. }
        | LeafletBlock::Benefits(_)
        | LeafletBlock::Terms(_)
        | LeafletBlock::Elements(_)
        | LeafletBlock::Contact(_) => Vec::new(),
    }
}

fn bullet(bullet: &LeafletBullet) -> Vec<String> {
    let inner = bullet.bullets.iter().flat_map(self::bullet);
    [plain(&bullet.text)].into_iter().chain(inner).collect()
}

fn paragraphs(texts: &[Words]) -> impl Iterator<Item = Part> {
    texts.iter().map(|text| Part::Paragraph(plain(text)))
}

fn plain(words: &[Piece]) -> String {
    words
        .iter()
        .map(|piece| match piece {
            Piece::Strong(inner) => plain(inner),
            Piece::Words(words)
            | Piece::Link { words, .. }
            | Piece::Superscript(words)
            | Piece::Subscript(words) => words.clone(),
        })
        .collect()
}

/// The document as HTML; each way puts its own style and the personal panel in.
pub fn marked_up(document: &Document, properties_title: &str) -> String {
    let mut lines = vec![
        "<!DOCTYPE html>".to_owned(),
        format!("<html lang=\"{}\">", document.language),
        format!(
            "<head><meta charset=\"utf-8\"/><title>{}</title>{STYLE_MARK}</head>",
            escaped(properties_title)
        ),
        "<body>".to_owned(),
        "<div class=\"masthead\">".to_owned(),
        element("p", "clinic", &document.clinic),
        element("p", "tagline", &document.tagline),
    ];
    let person = document.masthead_person.iter();
    lines.extend(person.map(|line| element("p", "person", line)));
    lines.push("</div>".to_owned());
    lines.push(element("p", "category", &document.category));
    lines.push(element("h1", "title", &document.title));
    lines.push(element("p", "summary", &document.summary));
    lines.push(element("p", "quiet", &document.quiet));
    lines.push(format!("<div class=\"panel\">\n{PANEL_MARK}\n</div>"));
    for part in &document.parts {
        match part {
            Part::Heading(level, words) => lines.push(element(&format!("h{level}"), "", words)),
            Part::Paragraph(words) => lines.push(element("p", "", words)),
            Part::Bullets(items) => {
                lines.push("<ul>".to_owned());
                lines.extend(items.iter().map(|words| element("li", "", words)));
                lines.push("</ul>".to_owned());
            }
            Part::Steps(steps) => {
                lines.push("<ol>".to_owned());
                lines.extend(steps.iter().map(|(step, text)| {
                    let (step, text) = (escaped(step), escaped(text));
                    format!("<li><strong>{step}</strong> {text}</li>")
                }));
                lines.push("</ol>".to_owned());
            }
        }
    }
    lines.push("</body></html>".to_owned());
    lines.join("\n")
}

/// A personal panel as HTML.
pub fn panel_markup(panel: &[(String, String)]) -> String {
    panel
        .iter()
        .flat_map(|(label, value)| [element("p", "label", label), element("p", "value", value)])
        .collect::<Vec<_>>()
        .join("\n")
}

fn element(name: &str, class: &str, words: &str) -> String {
    let class = if class.is_empty() {
        String::new()
    } else {
        format!(" class=\"{class}\"")
    };
    format!("<{name}{class}>{}</{name}>", escaped(words))
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
