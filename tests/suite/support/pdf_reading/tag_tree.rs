//! Reads the tag tree: what a screen reader is told about the file.
//!
//! *What goes in and comes out*: the document and its pages' contents go in; one `Element` comes
//! out, with its children, its words and the objects it refers to.
//! *What it promises*: each element's words are those of its own marked content, in its own order;
//! content that the tree names and the page does not have is a child without words.
//! *Why this shape*: a tree of owned values can be walked, counted and printed as a snapshot; an
//! element is one line of the snapshot, so a change of tagging is a change of one line.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use super::{Mark, PageContents, resolve, text_of};

/// One element of the tag tree.
#[derive(Debug, Clone, Default)]
pub(crate) struct Element {
    /// The role as written in the file.
    pub(crate) role: String,
    /// The standard role that the file's role map gives for it; the same where it has none.
    pub(crate) standard_role: String,
    /// The element's own language, if it names one.
    pub(crate) language: Option<String>,
    /// The alternative text.
    pub(crate) alternative_text: Option<String>,
    /// The text that stands for all the element holds.
    pub(crate) actual_text: Option<String>,
    /// Attributes that say something to a reader: `Scope`, `ListNumbering`, `ColSpan`, `RowSpan`,
    /// `Headers`, `Summary`, each with its value in words.
    pub(crate) attributes: BTreeMap<String, String>,
    /// What the element holds, in order.
    pub(crate) children: Vec<Node>,
    /// The element's own object; its number is meaningless outside the file.
    pub(crate) id: Option<ObjectId>,
}

/// What an element can hold.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    /// Another element.
    Element(Element),
    /// Marked content.
    Words {
        /// The words; empty for a drawing.
        text: String,
        /// The language named at the mark itself.
        language: Option<String>,
        /// The page, counted from 1; 0 when no page draws the content.
        page: usize,
    },
    /// A reference to an object, such as a link annotation.
    Object {
        /// The object referred to.
        id: ObjectId,
        /// Where a link leads out of the file, if it is one that does.
        address: Option<String>,
    },
}

/// A piece of an element's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Passage {
    /// The words; empty for a drawing.
    pub(crate) text: String,
    /// The language that holds there, if one is named below the document.
    pub(crate) language: Option<String>,
    /// The page, counted from 1; 0 when no page draws the content.
    pub(crate) page: usize,
}

/// Reads the whole tree. The root that comes out has the role `(root)`.
pub(crate) fn read(document: &Document, pages: &[PageContents]) -> Element {
    let root = document
        .catalog()
        .ok()
        .and_then(|catalog| catalog.get(b"StructTreeRoot").ok());
    let mut tree = Element {
        role: "(root)".to_owned(),
        ..Element::default()
    };
    let Some(root) = root.and_then(|root| resolve(document, root).as_dict().ok()) else {
        return tree;
    };
    let mut pieces: BTreeMap<Mark, Contents> = BTreeMap::new();
    for page in pages {
        for (stream, number) in page.openings.keys() {
            let mark = Mark::Content {
                stream: *stream,
                number: *number,
            };
            pieces.entry(mark).or_default().page = page.number;
        }
        for piece in &page.pieces {
            let contents = pieces.entry(piece.mark.clone()).or_default();
            contents.text.push_str(&piece.text);
            contents.language = contents.language.take().or_else(|| piece.language.clone());
        }
    }
    let reading = Reading {
        document,
        pieces,
        roles: root.get(b"RoleMap").ok(),
    };
    tree.children = reading.children(root, None, 0);
    tree
}

#[derive(Default)]
struct Contents {
    text: String,
    language: Option<String>,
    page: usize,
}

struct Reading<'a> {
    document: &'a Document,
    pieces: BTreeMap<Mark, Contents>,
    roles: Option<&'a Object>,
}

impl Reading<'_> {
    fn children(&self, parent: &Dictionary, page: Option<ObjectId>, depth: usize) -> Vec<Node> {
        assert!(depth < 200, "the tag tree is nested without an end");
        let page = parent
            .get(b"Pg")
            .and_then(Object::as_reference)
            .ok()
            .or(page);
        let Ok(kids) = parent.get(b"K") else {
            return Vec::new();
        };
        match resolve(self.document, kids) {
            Object::Array(kids) => kids
                .iter()
                .filter_map(|kid| self.child(kid, page, depth))
                .collect(),
            _ => self.child(kids, page, depth).into_iter().collect(),
        }
    }

    fn child(&self, kid: &Object, page: Option<ObjectId>, depth: usize) -> Option<Node> {
        let target = resolve(self.document, kid);
        if let Ok(number) = target.as_i64() {
            return Some(self.words(page?, number));
        }
        let kid_dictionary = target.as_dict().ok()?;
        match kid_dictionary
            .get(b"Type")
            .and_then(Object::as_name)
            .unwrap_or_default()
        {
            b"MCR" => {
                let holder = kid_dictionary
                    .get(b"Stm")
                    .or_else(|_| kid_dictionary.get(b"Pg"))
                    .and_then(Object::as_reference)
                    .ok()
                    .or(page)?;
                Some(self.words(holder, kid_dictionary.get(b"MCID").ok()?.as_i64().ok()?))
            }
            b"OBJR" => {
                let id = kid_dictionary.get(b"Obj").ok()?.as_reference().ok()?;
                let action = self.document.get_dictionary(id).ok();
                let action = action.and_then(|object| object.get(b"A").ok());
                let action = action.and_then(|found| resolve(self.document, found).as_dict().ok());
                let address = action.and_then(|action| text_of(self.document, action, "URI"));
                Some(Node::Object { id, address })
            }
            _ => {
                let mut element = self.element(kid_dictionary, page, depth);
                element.id = kid.as_reference().ok();
                Some(Node::Element(element))
            }
        }
    }

    fn words(&self, stream: ObjectId, number: i64) -> Node {
        let found = self.pieces.get(&Mark::Content { stream, number });
        Node::Words {
            text: found
                .map(|contents| contents.text.clone())
                .unwrap_or_default(),
            language: found.and_then(|contents| contents.language.clone()),
            page: found.map_or(0, |contents| contents.page),
        }
    }

    fn element(&self, found: &Dictionary, page: Option<ObjectId>, depth: usize) -> Element {
        let role = found
            .get(b"S")
            .and_then(Object::as_name)
            .unwrap_or(b"(none)");
        let role = String::from_utf8_lossy(role).into_owned();
        Element {
            standard_role: self.standard_role(&role),
            role,
            language: text_of(self.document, found, "Lang"),
            alternative_text: text_of(self.document, found, "Alt"),
            actual_text: text_of(self.document, found, "ActualText"),
            attributes: self.attributes(found),
            children: self.children(found, page, depth + 1),
            id: None,
        }
    }

    fn standard_role(&self, role: &str) -> String {
        let roles = self
            .roles
            .and_then(|roles| resolve(self.document, roles).as_dict().ok());
        let mut role = role.to_owned();
        // A role may map to another mapped role; ten steps are more than any file needs.
        for _ in 0..10 {
            let Some(next) = roles.and_then(|roles| text_of(self.document, roles, &role)) else {
                break;
            };
            role = next;
        }
        role
    }

    fn attributes(&self, found: &Dictionary) -> BTreeMap<String, String> {
        const TOLD: [&str; 6] = [
            "Scope",
            "ListNumbering",
            "ColSpan",
            "RowSpan",
            "Headers",
            "Summary",
        ];
        let mut attributes = BTreeMap::new();
        let Ok(given) = found.get(b"A") else {
            return attributes;
        };
        let given = resolve(self.document, given);
        let sets = given
            .as_array()
            .map_or(std::slice::from_ref(given), Vec::as_slice);
        for set in sets
            .iter()
            .filter_map(|set| resolve(self.document, set).as_dict().ok())
        {
            for key in TOLD {
                if let Ok(value) = set.get(key.as_bytes()) {
                    let value = in_words(resolve(self.document, value));
                    if !value.is_empty() {
                        attributes.insert(key.to_owned(), value);
                    }
                }
            }
        }
        attributes
    }
}

fn in_words(value: &Object) -> String {
    match value {
        Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
        Object::Integer(number) => number.to_string(),
        Object::String(..) => decode_text_string(value).unwrap_or_default(),
        Object::Array(values) => values.iter().map(in_words).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}

impl Element {
    /// All words below this element, in order, as they stand in the file: where a line was broken
    /// the space at its end is there. An actual text stands for everything it covers.
    pub(crate) fn text(&self) -> String {
        if let Some(actual) = &self.actual_text {
            return actual.clone();
        }
        let mut text = String::new();
        for child in &self.children {
            match child {
                Node::Element(element) => text.push_str(&element.text()),
                Node::Words { text: words, .. } => text.push_str(words),
                Node::Object { .. } => {}
            }
        }
        text
    }

    /// The words below this element in order, each piece with the language that holds there (its own
    /// or that of the nearest element above, up to this one) and the page it stands on.
    pub(crate) fn passages(&self) -> Vec<Passage> {
        let mut passages = Vec::new();
        self.collect_passages(None, &mut passages);
        passages
    }

    fn collect_passages(&self, above: Option<&str>, into: &mut Vec<Passage>) {
        let here = self.language.as_deref().or(above);
        for child in &self.children {
            match child {
                Node::Element(element) => element.collect_passages(here, into),
                Node::Words {
                    text,
                    language,
                    page,
                } => into.push(Passage {
                    text: text.clone(),
                    language: language.clone().or_else(|| here.map(str::to_owned)),
                    page: *page,
                }),
                Node::Object { .. } => {}
            }
        }
    }

    /// The pages on which this element's contents stand, in order, each once.
    pub(crate) fn pages(&self) -> Vec<usize> {
        let mut pages: Vec<usize> = self.passages().iter().map(|passage| passage.page).collect();
        pages.sort_unstable();
        pages.dedup();
        pages
    }

    /// The elements right below this one.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Words { .. } | Node::Object { .. } => None,
        })
    }

    /// This element and all below it, in reading order.
    pub(crate) fn walk(&self) -> Vec<&Element> {
        let mut found = vec![self];
        for element in self.elements() {
            found.extend(element.walk());
        }
        found
    }

    /// All elements with a role (the one written, or the standard one), in reading order.
    pub(crate) fn all(&self, role: &str) -> Vec<&Element> {
        self.walk()
            .into_iter()
            .filter(|element| element.role == role || element.standard_role == role)
            .collect()
    }

    /// The texts of all elements with a role, in reading order, outer spaces removed.
    pub(crate) fn texts(&self, role: &str) -> Vec<String> {
        self.all(role)
            .into_iter()
            .map(|element| element.text().trim().to_owned())
            .collect()
    }

    /// The addresses that the link elements here and below lead to.
    pub(crate) fn addresses(&self) -> Vec<String> {
        self.walk()
            .into_iter()
            .flat_map(|element| &element.children)
            .filter_map(|child| match child {
                Node::Object { address, .. } => address.clone(),
                _ => None,
            })
            .collect()
    }

    /// For each object referred to, the role of the element that refers to it.
    pub(crate) fn owners_of_objects(&self) -> BTreeMap<ObjectId, String> {
        let mut owners = BTreeMap::new();
        for element in self.walk() {
            for child in &element.children {
                if let Node::Object { id, .. } = child {
                    owners.insert(*id, element.role.clone());
                }
            }
        }
        owners
    }

    /// The text of each block in reading order. Elements that stand inside a line (`Span`, `Strong`,
    /// `Em`, `Link`, `Code`, `Reference`) are joined to the words around them.
    pub(crate) fn text_by_element(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        self.collect_lines(&mut lines, &mut line);
        finish_line(&mut lines, &mut line);
        lines
    }

    fn collect_lines(&self, lines: &mut Vec<String>, line: &mut String) {
        const IN_LINE: [&str; 6] = ["Span", "Strong", "Em", "Link", "Code", "Reference"];
        let in_line = IN_LINE.contains(&self.role.as_str());
        if !in_line {
            finish_line(lines, line);
        }
        if let Some(actual) = &self.actual_text {
            line.push_str(actual);
        } else {
            for child in &self.children {
                match child {
                    Node::Element(element) => element.collect_lines(lines, line),
                    Node::Words { text, .. } => line.push_str(text),
                    Node::Object { .. } => {}
                }
            }
        }
        if !in_line {
            finish_line(lines, line);
        }
    }
}

fn finish_line(lines: &mut Vec<String>, line: &mut String) {
    let text = line.trim();
    if !text.is_empty() {
        lines.push(text.to_owned());
    }
    line.clear();
}
