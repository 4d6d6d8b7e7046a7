//! The parts of a file of Word that hold words or say what they are.
//!
//! In: the bytes of the archive. Out: the texts of its parts, and their trees. Promises: only the parts
//! that are needed are unpacked, each up to [`PART_BYTES`] whatever the archive says of itself; document
//! types, by which entities could multiply, and elements too deep for a walk are refused.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use roxmltree::{Document, Node, ParsingOptions};
use zip::ZipArchive;

use super::WordProblem;

/// Most bytes of one part: a leaflet of twenty pages takes 0.5 MB.
const PART_BYTES: u64 = 16 * 1024 * 1024;

/// Most nodes of one part.
const NODES: u32 = 1_000_000;

/// Deepest nesting: text in a cell of a table in a text box stands some thirty deep.
const DEPTH: usize = 150;

/// Most parts of one kind (headers and footers of sections) that are read.
const PARTS_OF_A_KIND: usize = 60;

/// What a file begins with that Word locked by a password, and a file of Word before 2007.
const OLD_CONTAINER: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

pub(super) struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

/// The texts of the parts.
#[derive(Debug, Default)]
pub(super) struct Texts {
    document: String,
    styles: Option<String>,
    numbering: Option<String>,
    footnotes: Option<String>,
    endnotes: Option<String>,
    comments: Option<String>,
    headers: Vec<String>,
    footers: Vec<String>,
    links: BTreeMap<String, String>,
}

/// The trees of the parts.
#[derive(Debug)]
pub(super) struct Trees<'t> {
    pub(super) document: Document<'t>,
    pub(super) styles: Option<Document<'t>>,
    pub(super) numbering: Option<Document<'t>>,
    pub(super) footnotes: Option<Document<'t>>,
    pub(super) endnotes: Option<Document<'t>>,
    pub(super) comments: Option<Document<'t>>,
    pub(super) headers: Vec<Document<'t>>,
    pub(super) footers: Vec<Document<'t>>,
    /// Addresses that links of the document lead to, by their ids.
    pub(super) links: &'t BTreeMap<String, String>,
    /// The marks of notes, by whether they stand at the end of the text, and their ids.
    pub(super) marks: BTreeMap<(bool, String), String>,
}

impl<'b> Parts<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, WordProblem> {
        if bytes.starts_with(OLD_CONTAINER) {
            return Err(WordProblem::Locked);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| WordProblem::Damaged)?;
        Ok(Self { archive })
    }

    /// The text of a part; `None` if the file has none of this name.
    fn part(&mut self, name: &str) -> Result<Option<String>, WordProblem> {
        let Ok(entry) = self.archive.by_name(name.trim_start_matches('/')) else {
            return Ok(None);
        };
        if entry.encrypted() {
            return Err(WordProblem::Locked);
        }
        let mut bytes = Vec::new();
        entry
            .take(PART_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| WordProblem::Damaged)?;
        if bytes.len() as u64 > PART_BYTES {
            return Err(WordProblem::TooLarge);
        }
        // Some programs write UTF-16, which the mark at its start names; XML without one is UTF-8.
        let (encoding, _) =
            encoding_rs::Encoding::for_bom(&bytes).unwrap_or((encoding_rs::UTF_8, 0));
        let (text, _, is_damaged) = encoding.decode(&bytes);
        if is_damaged {
            return Err(WordProblem::Damaged);
        }
        Ok(Some(text.into_owned()))
    }

    /// The targets of a part's relationships: kind, id, target.
    fn relations(&mut self, part: &str) -> Result<Vec<[String; 3]>, WordProblem> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = format!("{folder}/_rels/{name}.rels");
        let Some(text) = self.part(&path)? else {
            return Ok(Vec::new());
        };
        let tree = tree(&text)?;
        let relations = tree.descendants().filter(|node| is(*node, "Relationship"));
        Ok(relations
            .map(|node| {
                let kind = node.attribute("Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default();
                let id = node.attribute("Id").unwrap_or_default();
                let target = node.attribute("Target").unwrap_or_default();
                [kind, id, target].map(str::to_owned)
            })
            .collect())
    }

    /// All parts that are read.
    pub(super) fn texts(&mut self) -> Result<Texts, WordProblem> {
        let of_file = self.relations("")?;
        let document = of_file
            .into_iter()
            .find(|[kind, ..]| kind == "officeDocument")
            .map_or_else(
                || "word/document.xml".to_owned(),
                |[_, _, target]| target.trim_start_matches('/').to_owned(),
            );
        let mut texts = Texts {
            document: self.part(&document)?.ok_or(WordProblem::Damaged)?,
            ..Texts::default()
        };
        let folder = document
            .rsplit_once('/')
            .map_or(String::new(), |(folder, _)| format!("{folder}/"));
        for [kind, id, target] in self.relations(&document)? {
            let path = match target.strip_prefix('/') {
                Some(path) => path.to_owned(),
                None => format!("{folder}{target}"),
            };
            match kind.as_str() {
                "styles" => texts.styles = self.part(&path)?,
                "numbering" => texts.numbering = self.part(&path)?,
                "footnotes" => texts.footnotes = self.part(&path)?,
                "endnotes" => texts.endnotes = self.part(&path)?,
                "comments" => texts.comments = self.part(&path)?,
                "header" if texts.headers.len() < PARTS_OF_A_KIND => {
                    texts.headers.extend(self.part(&path)?);
                }
                "footer" if texts.footers.len() < PARTS_OF_A_KIND => {
                    texts.footers.extend(self.part(&path)?);
                }
                "hyperlink" => {
                    texts.links.insert(id, target);
                }
                _ => {}
            }
        }
        Ok(texts)
    }
}

impl Texts {
    pub(super) fn trees(&self) -> Result<Trees<'_>, WordProblem> {
        let document = tree(&self.document)?;
        Ok(Trees {
            marks: marks_of_notes(&document),
            document,
            styles: one_of(self.styles.as_deref())?,
            numbering: one_of(self.numbering.as_deref())?,
            footnotes: one_of(self.footnotes.as_deref())?,
            endnotes: one_of(self.endnotes.as_deref())?,
            comments: one_of(self.comments.as_deref())?,
            headers: self
                .headers
                .iter()
                .map(|text| tree(text))
                .collect::<Result<_, _>>()?,
            footers: self
                .footers
                .iter()
                .map(|text| tree(text))
                .collect::<Result<_, _>>()?,
            links: &self.links,
        })
    }
}

/// The marks of notes as Word counts them: 1, 2, 3 at the foot of pages, i, ii, iii at the end of the text.
fn marks_of_notes(document: &Document<'_>) -> BTreeMap<(bool, String), String> {
    let mut marks = BTreeMap::new();
    let mut counts = [0_u32; 2];
    for node in document.descendants() {
        let is_at_end = is(node, "endnoteReference");
        if !is_at_end && !is(node, "footnoteReference") {
            continue;
        }
        let id = attribute(node, "id").unwrap_or_default();
        // What the author put there as a mark stands in the text itself.
        if switch_of(node, "customMarkFollows") {
            continue;
        }
        marks.entry((is_at_end, id.to_owned())).or_insert_with(|| {
            let [feet, ends] = &mut counts;
            let count = if is_at_end { ends } else { feet };
            *count += 1;
            if is_at_end {
                counted(*count, "lowerRoman")
            } else {
                count.to_string()
            }
        });
    }
    marks
}

fn switch_of(node: Node<'_, '_>, name: &str) -> bool {
    attribute(node, name).is_some_and(|value| !matches!(value, "0" | "false" | "off"))
}

/// A number in a form of Word's: digits where the form is another than letters or Roman numbers.
pub(super) fn counted(number: u32, form: &str) -> String {
    let letters = |first: u8| {
        let place = u8::try_from(number.saturating_sub(1) % 26).unwrap_or_default();
        let times = usize::try_from(number.saturating_sub(1) / 26).unwrap_or_default() + 1;
        char::from(first + place).to_string().repeat(times.min(10))
    };
    match form {
        "lowerLetter" if number > 0 => letters(b'a'),
        "upperLetter" if number > 0 => letters(b'A'),
        "lowerRoman" => roman(number),
        "upperRoman" => roman(number).to_uppercase(),
        _ => number.to_string(),
    }
}

/// A Roman number in small letters; digits beyond the thousands.
fn roman(number: u32) -> String {
    const VALUES: &[(u32, &str)] = &[
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, letters) in VALUES {
        while rest >= *value {
            text.push_str(letters);
            rest -= value;
        }
    }
    text
}

fn one_of(text: Option<&str>) -> Result<Option<Document<'_>>, WordProblem> {
    text.map(tree).transpose()
}

/// The tree of a part, if it is sound and can be walked.
fn tree(text: &str) -> Result<Document<'_>, WordProblem> {
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: NODES,
        ..ParsingOptions::default()
    };
    let tree = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => WordProblem::TooLarge,
        _ => WordProblem::Damaged,
    })?;
    // One walk in document order: the depth of a node is that of its parent and one.
    let mut open = Vec::new();
    for node in tree.descendants().filter(Node::is_element) {
        let parent = node.parent().map(|parent| parent.id());
        while open.last().is_some_and(|last| Some(*last) != parent) {
            open.pop();
        }
        open.push(node.id());
        if open.len() > DEPTH {
            return Err(WordProblem::Damaged);
        }
    }
    Ok(tree)
}

/// Whether an element has this name, whatever its namespace: transitional and strict files of Word differ
/// in it.
pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// The first child of this name.
pub(super) fn child<'a, 't>(node: Node<'a, 't>, name: &str) -> Option<Node<'a, 't>> {
    node.children().find(|child| is(*child, name))
}

/// The value of an attribute of this name, whatever its namespace.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    let mut attributes = node.attributes();
    attributes
        .find(|attribute| attribute.name() == name)
        .map(|attribute| attribute.value())
}

/// What a switch such as `<w:b/>` or `<w:b w:val="0"/>` says.
pub(super) fn switch(properties: Option<Node<'_, '_>>, name: &str) -> Option<bool> {
    let node = child(properties?, name)?;
    let value = attribute(node, "val").unwrap_or("1");
    Some(!matches!(value, "0" | "false" | "off" | "none"))
}

/// The value of an element such as `<w:ilvl w:val="1"/>`.
pub(super) fn value<'a>(properties: Option<Node<'a, '_>>, name: &str) -> Option<&'a str> {
    attribute(child(properties?, name)?, "val")
}
