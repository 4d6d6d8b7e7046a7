//! Writes down what the measured ways are given, so that none of them reads our guides but ours.
//!
//! In: a folder to fill, the repository, and the built program. Out, in the folder: `patients.json`
//! (the invented names of the tests, mixed), `body.json` (the typeface of all other words),
//! `document.json` (the words of the leaflet),
//! `document.html` (the same, marked up), `engine/N/` (the files that our typesetting gave the engine
//! for patient N), `project/` (the templates, and the files of the first patient among them, as the
//! Python binding of the engine wants them) and `pdf.json` (what the file says of itself). Promise:
//! everything is taken from the leaflet that our own library makes of the guide.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use include_dir::{Dir, include_dir};
use leaflet::brand::Brand;
use leaflet::content::{Content, Found};
use leaflet::diagnostic::Diagnostics;
use leaflet::guide::Guide;
use leaflet::language::Language;
use leaflet::leaflet::{
    Leaflet, LeafletBlock, LeafletBullet, PAPERS, PictureSource, Piece, Words, personalise,
};
use leaflet::make::CONSTANT_DATE;
use leaflet::patient::{Person, read_fact};
use leaflet::source::{FileId, SourceSet};
use leaflet::typeset::fonts::{FAMILIES, Family};
use leaflet::typeset::{Workshop, typeset};
use leaflet_benches::{GUIDE, LANGUAGE, SURGEON};
use leaflet_benches_way::{Document, PATIENT_MARK, Part, Patient, Problem, STYLE_MARK};

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../src/typeset/templates");

/// The name of the first patient, whose leaflet is measured as a process and judged: two scripts on
/// a page, and letters that must be joined.
const FIRST: &str = "क्ष्मालक्ष्मी ज्ञानेश्वरी";

/// Every how many lines of the list of names the next is taken: the list is sorted by script, and no
/// script should be measured in one stretch.
const STEP: usize = 7;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let done = match &arguments[..] {
        [work, repository, program] => prepare(work, repository, program),
        _ => Err("usage: bench-prepare WORK REPOSITORY PROGRAM".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            leaflet_benches_way::complain(&problem);
            ExitCode::FAILURE
        }
    }
}

fn prepare(work: &Path, repository: &Path, program: &Path) -> Result<(), Problem> {
    let patients = patients(repository)?;
    let read = Read::new()?;
    let workshop = Workshop::new();
    for (number, patient) in patients.iter().enumerate() {
        let leaflet = read.leaflet(&patient.name)?;
        let pages = typeset(&leaflet, &workshop)?;
        for (path, bytes) in pages.files() {
            put(&work.join(format!("engine/{number}{path}")), bytes)?;
            if number == 0 {
                put(&work.join(format!("project{path}")), bytes)?;
            }
        }
    }
    for (path, bytes) in templates(&TEMPLATES) {
        put(&work.join("project").join(path), bytes)?;
    }
    let leaflet = read.leaflet(PATIENT_MARK)?;
    let document = document(&leaflet);
    put(
        &work.join("document.html"),
        marked_up(&document, &leaflet.document_title).as_bytes(),
    )?;
    put(
        &work.join("document.json"),
        &serde_json::to_vec_pretty(&document)?,
    )?;
    put(
        &work.join("patients.json"),
        &serde_json::to_vec_pretty(&patients)?,
    )?;
    put(
        &work.join("body.json"),
        &serde_json::to_vec_pretty(&in_family(repository, PATIENT_MARK, &FAMILIES[0])?)?,
    )?;
    // The program signs a file with what it calls itself.
    let creator = Command::new(program).arg("--version").output()?.stdout;
    let about = serde_json::json!({
        "creator": String::from_utf8(creator)?.trim(),
        "year": leaflet.document_date.year(),
        "month": leaflet.document_date.month(),
        "day": leaflet.document_date.day(),
    });
    put(&work.join("pdf.json"), &serde_json::to_vec(&about)?)
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, bytes)?)
}

fn templates(folder: &Dir<'static>) -> Vec<(&'static Path, &'static [u8])> {
    let files = folder.files().map(|file| (file.path(), file.contents()));
    files.chain(folder.dirs().flat_map(templates)).collect()
}

/// The names of the tests, mixed, each with the typeface that has its letters.
fn patients(repository: &Path) -> Result<Vec<Patient>, Problem> {
    let list = fs::read_to_string(repository.join("tests/fixtures/names.tsv"))?;
    let names: Vec<(&str, &str)> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let first = names
        .iter()
        .position(|(_, name)| *name == FIRST)
        .ok_or("the first patient's name is not in the list")?;
    if names.len().is_multiple_of(STEP) {
        return Err("mixing would take some names twice: choose another step".into());
    }
    (0..names.len())
        .map(|place| {
            let (script, name) = names[(first + place * STEP) % names.len()];
            let family = FAMILIES
                .iter()
                .find(|family| family.scripts.iter().any(|known| known.starts_with(script)))
                .ok_or_else(|| format!("no typeface is there for {script}"))?;
            in_family(repository, name, family)
        })
        .collect()
}

fn in_family(repository: &Path, name: &str, family: &Family) -> Result<Patient, Problem> {
    Ok(Patient {
        name: name.to_owned(),
        regular: face(repository, family, "Regular")?,
        bold: face(repository, family, "Bold")?,
    })
}

fn face(repository: &Path, family: &Family, weight: &str) -> Result<PathBuf, Problem> {
    let folder = repository.join("fonts").join(family.folder);
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(&format!("-{weight}.ttf")) {
            return Ok(path);
        }
    }
    Err(format!("{} has no face {weight}", family.name).into())
}

/// The guide, the brand and the language, read.
struct Read {
    guide_file: Found,
    brand_file: Found,
    guide: Guide,
    brand: Brand,
    language: Language,
}

impl Read {
    fn new() -> Result<Self, Problem> {
        let content = Content::default();
        let brand_name = content.only_brand().ok_or("there is more than one brand")?;
        let file = |found: Result<Found, _>| {
            found.map_err(|_| Problem::from("a built-in file is missing"))
        };
        let guide_file = file(content.guide(GUIDE, LANGUAGE))?;
        let brand_file = file(content.brand(&brand_name))?;
        let language_file = file(content.language(LANGUAGE))?;
        let mut sources = SourceSet::new();
        let guide = read(&mut sources, &guide_file, Guide::read)?;
        let brand = read(&mut sources, &brand_file, |sources, file| {
            Brand::read(sources, file, &brand_name)
        })?;
        let language = read(&mut sources, &language_file, |sources, file| {
            Language::read(sources, file, LANGUAGE)
        })?;
        Ok(Self {
            guide_file,
            brand_file,
            guide,
            brand,
            language,
        })
    }

    /// The leaflet of one patient and the surgeon.
    fn leaflet(&self, name: &str) -> Result<Leaflet, Problem> {
        let surgeon = self
            .brand
            .person(SURGEON)
            .ok_or("there is no such surgeon")?;
        let fact = |words: &str| {
            let read = read_fact(words).map_err(|problem| problem.to_string())?;
            Ok::<_, Problem>(Some(read.fact))
        };
        let person = Person {
            patient: fact(name)?,
            surgeon: fact(&surgeon.name.text)?,
            ..Person::default()
        };
        let pictures = PictureSource {
            guide: &self.guide_file.beside,
            brand: &self.brand_file.beside,
        };
        personalise(
            &self.guide,
            &self.brand,
            &self.language,
            &person,
            &PAPERS[0],
            pictures,
            CONSTANT_DATE,
            &mut Diagnostics::new(),
        )
        .ok_or_else(|| "the leaflet has problems".into())
    }
}

fn read<T>(
    sources: &mut SourceSet,
    found: &Found,
    reader: impl FnOnce(&SourceSet, FileId) -> (Option<T>, Diagnostics),
) -> Result<T, Problem> {
    let file = sources.add(&found.name, std::str::from_utf8(&found.bytes)?);
    reader(sources, file)
        .0
        .ok_or_else(|| format!("{} has problems", found.name).into())
}

/// The words of the leaflet in the order in which our templates print them.
fn document(leaflet: &Leaflet) -> Document {
    let phrase = |key: &str| {
        let found = leaflet.phrases.iter().find(|(known, _)| *known == key);
        found.map(|(_, phrase)| phrase.clone()).unwrap_or_default()
    };
    let mut parts: Vec<Part> = leaflet.introduction.iter().flat_map(block).collect();
    for section in &leaflet.sections {
        parts.push(Part::Heading(2, plain(&section.heading)));
        parts.extend(section.blocks.iter().flat_map(block));
    }
    parts.push(Part::Heading(2, phrase("your_questions")));
    parts.extend(leaflet.prompts.iter().cloned().map(Part::Paragraph));
    parts.push(Part::Heading(2, phrase("about_this_leaflet")));
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
        panel: leaflet
            .panel
            .iter()
            .map(|field| (field.label.clone(), field.value.clone()))
            .collect(),
        parts,
        foot: plain(&leaflet.foot),
        page_of: phrase("page_of"),
    }
}

fn block(block: &LeafletBlock) -> Vec<Part> {
    match block {
        LeafletBlock::Paragraph { text, .. } | LeafletBlock::KeyPoint(text) => {
            vec![Part::Paragraph(plain(text))]
        }
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
            .chain(paragraphs(answer))
            .collect(),
        LeafletBlock::SubHeading { level, heading } => {
            vec![Part::Heading(*level, plain(heading))]
        }
        // The measured guide has none of these.
        LeafletBlock::Comparison { .. }
        | LeafletBlock::Figure { .. }
        | LeafletBlock::WarningSigns { .. }
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
            | Piece::RightToLeft(words)
            | Piece::Link { words, .. }
            | Piece::Superscript(words)
            | Piece::Subscript(words) => words.clone(),
        })
        .collect()
}

/// The document as HTML; each way puts its own style and the patient's name in.
fn marked_up(document: &Document, properties_title: &str) -> String {
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
    lines.push("<div class=\"panel\">".to_owned());
    for (label, value) in &document.panel {
        lines.push(element("p", "label", label));
        lines.push(element("p", "value", value));
    }
    lines.push("</div>".to_owned());
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
