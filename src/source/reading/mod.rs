//! From the located tree to typed values, with every fault collected.
//!
//! [`Reading`] carries the file and the faults through the decoding of one guide, brand or
//! language. Its functions take a node, give the value or `None`, and report what is wrong before
//! they give `None`; callers read all their fields first and give up only then, so that no fault
//! hides another. A value that was reported before (a refused node) is passed over in silence, and
//! in a map that was not read to its end no field is called missing.
//!
//! The sentences about YAML's shapes are all made here, so that they sound the same everywhere.

mod choice;
mod date;
mod number;

use unicode_normalization::UnicodeNormalization;

pub(crate) use choice::names_of;
pub(crate) use date::{ISO_DATE, IsoDate, iso_date};

use super::form::MapForm;
use super::spaces::{is_unusual_space, space_beside};
use super::value_places::ValuePlaces;
use super::yaml::{self, Entry, List, Map, Node, NodeKind, Scalar};
use super::{FileId, SourceFile, SourceSet, Span};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Diagnostics, nearest, quoted, rule};

/// What the form of a whole guide is called in messages.
pub(crate) const WHOLE_GUIDE: &str = "a guide";

/// The decoding of one file.
pub(crate) struct Reading<'s> {
    source: &'s SourceFile,
    diagnostics: Diagnostics,
}

/// A map whose names have been checked.
pub(crate) struct Fields<'t> {
    map: &'t Map,
    /// What the map is, with its article: "a section".
    what: &'static str,
    /// Where a missing field is reported: the start of the map.
    pub(crate) span: Span,
    /// Known names that stand here misspelt: they are not missing as well.
    misspelt: Vec<String>,
}

impl<'s> Reading<'s> {
    /// Parses a file; gives its root node beside the reading that decodes it.
    pub(crate) fn open(sources: &'s SourceSet, file: FileId) -> (Self, Option<Node>) {
        let mut diagnostics = Diagnostics::new();
        let root = yaml::read(sources, file, &mut diagnostics);
        (
            Self {
                source: sources.get(file),
                diagnostics,
            },
            root,
        )
    }

    /// Ends the decoding: the value, unless there was a fault, and all faults.
    pub(crate) fn close<T>(self, value: Option<T>) -> (Option<T>, Diagnostics) {
        let value = if self.diagnostics.has_errors() {
            None
        } else {
            value
        };
        (value, self.diagnostics)
    }

    /// Reports a fault.
    pub(crate) fn fault(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A map with its names checked against those of its form.
    pub(crate) fn map<'t>(&mut self, node: &'t Node, form: &MapForm) -> Option<Fields<'t>> {
        self.fields(node, form.what, &form.names())
    }

    /// A map whose names are those of something else, as
    /// [`ValueForm::Named`](crate::source::ValueForm::Named) says.
    pub(crate) fn named<'t>(
        &mut self,
        node: &'t Node,
        what: &'static str,
        known: &[&str],
    ) -> Option<Fields<'t>> {
        self.fields(node, what, known)
    }

    /// A map with its names checked against those `known`; `what` names it with its article.
    pub(crate) fn fields<'t>(
        &mut self,
        node: &'t Node,
        what: &'static str,
        known: &[&str],
    ) -> Option<Fields<'t>> {
        let map = match &node.kind {
            NodeKind::Map(map) => map,
            NodeKind::Refused => return None,
            NodeKind::Scalar(_) | NodeKind::List(_) => {
                let found = self.found(node);
                let mut fault = Diagnostic::error(
                    rule::WRONG_TYPE,
                    self.visible(node.span),
                    format!("{what} is expected here, found {found}"),
                )
                .hint(format!("write it as names with values: {}", shape(known)));
                if what == WHOLE_GUIDE && matches!(node.kind, NodeKind::Scalar(_)) {
                    fault = fault.hint(Advice::naming(
                        "a plain text is not a guide yet: {} makes a draft from a file with a \
                             name that ends in `.txt`",
                        &[Control::Import],
                    ));
                }
                self.fault(fault);
                return None;
            }
        };
        let mut misspelt = Vec::new();
        for entry in &map.entries {
            if !known.contains(&entry.key.as_str()) {
                self.unknown_key(entry, what, known);
                let meant = nearest(&entry.key, known.iter().copied());
                misspelt.extend(meant.map(str::to_owned));
            }
        }
        let span = map
            .entries
            .first()
            .map_or(node.span, |entry| entry.key_span);
        Some(Fields {
            map,
            what,
            span,
            misspelt,
        })
    }

    fn unknown_key(&mut self, entry: &Entry, what: &str, known: &[&str]) {
        if entry.key.is_empty() {
            return self.nameless(entry);
        }
        if let Some(fault) = unusual_space(entry) {
            return self.fault(fault);
        }
        if entry.key.starts_with(['“', '”', '‘', '’', '„']) {
            return self.fault(
                Diagnostic::error(
                    rule::CURLY_QUOTES,
                    entry.key_span,
                    format!("the name {} is in curly quotes", quoted(&entry.key)),
                )
                .hint("write the name without quotes"),
            );
        }
        let fault = Diagnostic::error(
            rule::UNKNOWN_KEY,
            entry.key_span,
            format!("{} is not known in {what}", quoted(&entry.key)),
        );
        let fault = match nearest(&entry.key, known.iter().copied()) {
            Some(meant) => fault.hint(format!("did you mean `{meant}`?")),
            None => fault.hint(format!("known here: {}", names(known))),
        };
        let fault = if entry.key.contains(' ') {
            fault.hint("if this is a text that contains a colon, put the whole text in quotes")
        } else {
            fault
        };
        self.fault(fault);
    }

    /// Reports a value whose name is empty; a list, map or alias in its place was reported before.
    pub(crate) fn nameless(&mut self, entry: &Entry) {
        let source = self.source.text();
        let first = source
            .get(entry.key_span.start..)
            .and_then(|rest| rest.chars().next());
        if matches!(first, Some('[' | '{' | '*' | '-')) {
            return;
        }
        self.fault(
            Diagnostic::error(
                rule::UNKNOWN_KEY,
                self.visible(entry.key_span),
                "a name is expected before this colon",
            )
            .hint("if this is a text that begins with a colon, put it in quotes"),
        );
    }

    /// The value of a field that may be absent. An empty one is a fault.
    pub(crate) fn optional<'t>(&mut self, fields: &Fields<'t>, key: &str) -> Option<&'t Node> {
        let entry = fields.map.entries.iter().find(|entry| entry.key == key)?;
        self.present(entry)
    }

    /// The value of a field that must be there.
    pub(crate) fn required<'t>(&mut self, fields: &Fields<'t>, key: &str) -> Option<&'t Node> {
        if fields.lacks(key) {
            self.missing(fields, key, format!("add a line `{key}: …`"));
        }
        self.optional(fields, key)
    }

    /// The value of a field that must be there and holds words to choose from; a missing one is told
    /// with all of them. `form` is the line to add, with `…` for the word.
    pub(crate) fn required_choice<'t, T>(
        &mut self,
        fields: &Fields<'t>,
        key: &str,
        form: &str,
        choices: &[(&str, T)],
    ) -> Option<&'t Node> {
        if fields.lacks(key) {
            let known: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            let hint = format!("add a line `{form}`; choose from {}", names(&known));
            self.missing(fields, key, hint);
        }
        self.optional(fields, key)
    }

    fn missing(&mut self, fields: &Fields<'_>, key: &str, hint: String) {
        self.fault(
            Diagnostic::error(
                rule::MISSING_FIELD,
                self.visible(fields.span),
                format!("{} needs `{key}`, which is missing", fields.what),
            )
            .hint(hint),
        );
    }

    /// The value of an entry, unless it is empty, which is a fault.
    pub(crate) fn present<'t>(&mut self, entry: &'t Entry) -> Option<&'t Node> {
        if !is_null(&entry.value) {
            return Some(&entry.value);
        }
        let fault = Diagnostic::error(
            rule::EMPTY_VALUE,
            entry.key_span,
            format!("{} has no value", quoted(&entry.key)),
        );
        let line = self.source.line_range(entry.key_span.start);
        let behind = self.source.slice(entry.key_span.end, line.end);
        let comment = behind
            .trim_start_matches([':', ' ', '"', '\''])
            .starts_with('#');
        let fault = if comment {
            fault.hint("a `#` after a space begins a comment; put the value in quotes: \"#…\"")
        } else if entry.value.span.end > entry.value.span.start {
            fault.hint("if you mean this word itself, put it in quotes")
        } else {
            fault.hint("write the value after the colon, or delete the line")
        };
        self.fault(fault);
        None
    }

    /// The items of a list, at most `most`, none of them empty; `what` names the list's owner.
    pub(crate) fn items<'t>(
        &mut self,
        node: &'t Node,
        what: &str,
        most: usize,
    ) -> Option<&'t List> {
        let list = self.items_or_gaps(node, what, most)?;
        for item in list.items.iter().filter(|item| is_null(item)) {
            self.fault(
                Diagnostic::error(
                    rule::EMPTY_VALUE,
                    self.visible(item.span),
                    format!("this item of `{what}` is empty"),
                )
                .hint("write its text after the dash, or delete the line"),
            );
        }
        Some(list)
    }

    /// The items of a list, at most `most`, some of which may be empty; `what` names the list's owner.
    pub(crate) fn items_or_gaps<'t>(
        &mut self,
        node: &'t Node,
        what: &str,
        most: usize,
    ) -> Option<&'t List> {
        let list = match &node.kind {
            NodeKind::List(list) => list,
            NodeKind::Refused => return None,
            NodeKind::Scalar(_) | NodeKind::Map(_) => {
                if let Some(space) = self.space_behind_dash(node) {
                    self.fault(space);
                    return None;
                }
                let found = self.found(node);
                self.fault(
                    Diagnostic::error(
                        rule::WRONG_TYPE,
                        self.visible(node.span),
                        format!("`{what}` must be a list, found {found}"),
                    )
                    .hint("begin each item on a line of its own with `- `"),
                );
                return None;
            }
        };
        if list.items.len() > most {
            let extra = list.items.get(most).map_or(node.span, |item| item.span);
            self.fault(
                Diagnostic::error(
                    rule::TOO_MANY_ITEMS,
                    self.visible(extra),
                    if list.complete {
                        format!(
                            "`{what}` has {} items; at most {most} are allowed",
                            list.items.len()
                        )
                    } else {
                        format!("`{what}` has more than the {most} items that are allowed")
                    },
                )
                .hint("divide the list, or leave out what is least important for patients"),
            );
        }
        if list.items.is_empty() && list.complete {
            self.fault(
                Diagnostic::error(
                    rule::EMPTY_VALUE,
                    self.visible(node.span),
                    format!("the list `{what}` is empty"),
                )
                .hint("add an item, or delete the list"),
            );
        }
        Some(list)
    }

    /// The fault of a dash with an unusual space behind it, which YAML does not take for a dash.
    fn space_behind_dash(&self, node: &Node) -> Option<Diagnostic> {
        let line = self.source.line_range(node.span.start);
        let written = self.source.slice(node.span.start, line.end);
        let behind = written.strip_prefix('-')?;
        let space = behind
            .chars()
            .next()
            .filter(|space| is_unusual_space(*space))?;
        let start = node.span.start + 1;
        let place = Span {
            start,
            end: start + space.len_utf8(),
            ..node.span
        };
        Some(space_beside(place, space, "after this dash"))
    }

    /// What `read` makes of each item of a list, at most `most`; items that are empty, and faults of
    /// the list itself, are reported.
    pub(crate) fn each<T>(
        &mut self,
        node: &Node,
        what: &str,
        most: usize,
        mut read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Vec<T> {
        let Some(list) = self.items(node, what, most) else {
            return Vec::new();
        };
        let items = list.items.iter().take(most).filter(|item| !is_null(item));
        items.filter_map(|item| read(self, item)).collect()
    }

    /// The text of a node that must be one; says what is wrong when it is a list or a map.
    pub(crate) fn scalar<'t>(&mut self, node: &'t Node, what: &str) -> Option<&'t Scalar> {
        match &node.kind {
            NodeKind::Scalar(scalar) if scalar.is_null() => None,
            NodeKind::Scalar(scalar) if scalar.value.trim().is_empty() => {
                self.fault(
                    Diagnostic::error(
                        rule::EMPTY_VALUE,
                        self.visible(node.span),
                        format!("`{what}` is empty"),
                    )
                    .hint("write its text, or delete the line"),
                );
                None
            }
            NodeKind::Scalar(scalar) => Some(scalar),
            NodeKind::Refused => None,
            // A text in one line of which a colon made a name with a value is whole, wherever reading
            // stopped.
            NodeKind::Map(Map {
                entries,
                complete: false,
            }) if self.is_text_with_colon(entries) => {
                self.no_text(node, what);
                None
            }
            // Where reading stopped, nothing is known of what was meant.
            NodeKind::List(List {
                complete: false, ..
            })
            | NodeKind::Map(Map {
                complete: false, ..
            }) => None,
            NodeKind::List(_) | NodeKind::Map(_) => {
                self.no_text(node, what);
                None
            }
        }
    }

    /// Whether the entries are a single name with a text behind it in its line.
    fn is_text_with_colon(&self, entries: &[Entry]) -> bool {
        let [entry] = entries else {
            return false;
        };
        let NodeKind::Scalar(scalar) = &entry.value.kind else {
            return false;
        };
        let line = self.source.line_range(entry.key_span.start);
        let is_in_line = line.contains(&entry.value.span.start);
        let opens = self.source.slice(entry.key_span.start, entry.key_span.end);
        !scalar.is_null() && is_in_line && !opens.starts_with(['[', '{', '"', '\''])
    }

    /// Reports a list or map where a text is expected. Mostly YAML made it of a text.
    fn no_text(&mut self, node: &Node, what: &str) {
        let first = self
            .source
            .slice(node.span.start, self.source.text().len())
            .chars()
            .next();
        if let Some(bracket @ ('{' | '[')) = first {
            return self.fault(
                Diagnostic::error(
                    rule::NEEDS_QUOTES,
                    self.visible(node.span),
                    format!("a text that begins with `{bracket}` must be in quotes"),
                )
                .hint(match bracket {
                    '{' => "put the whole text in quotes: \"{…}\"",
                    _ => "put the whole text in quotes: \"[…]\"",
                })
                .hint(format!("`{what}` must be a single text, not a list")),
            );
        }
        if let NodeKind::Map(map) = &node.kind
            && let [entry] = map.entries.as_slice()
        {
            return self.colon_slip(entry);
        }
        let found = self.found(node);
        self.fault(
            Diagnostic::error(
                rule::WRONG_TYPE,
                self.visible(node.span),
                format!("`{what}` must be a text, found {found}"),
            )
            .hint("write the words after the colon; put a text that contains `: ` in quotes"),
        );
    }

    /// Reports a text of which YAML made a map, because of a colon in it or at its end.
    pub(crate) fn colon_slip(&mut self, entry: &Entry) {
        let line = self.source.line_range(entry.key_span.start);
        let behind = self.source.slice(entry.key_span.end, line.end);
        let colon = behind
            .find(':')
            .map_or(entry.key_span.end, |at| entry.key_span.end + at);
        let place = Span {
            start: colon,
            end: colon + 1,
            ..entry.key_span
        };
        let ends = is_null(&entry.value)
            || matches!(entry.value.kind, NodeKind::List(_) | NodeKind::Map(_));
        let fault = if ends {
            let fault = Diagnostic::error(
                rule::BULLET_COLON,
                place,
                format!(
                    "the text {} ends with a colon and has no quotes",
                    quoted(&entry.key)
                ),
            )
            .hint("put the text in quotes: \"…:\"");
            if matches!(entry.value.kind, NodeKind::List(_)) {
                fault.hint(
                    "for bullets below a bullet write `- text: \"…:\"` and under it `bullets:`",
                )
            } else {
                fault
            }
        } else {
            Diagnostic::error(
                rule::UNQUOTED_COLON,
                place,
                format!(
                    "a text without quotes contains a colon and a space, after {}",
                    quoted(&entry.key)
                ),
            )
            .hint("put the whole text in quotes: \"…: …\"")
            .hint("or use a dash or a full stop instead of the colon")
        };
        self.fault(fault);
    }

    /// Whether it is a list without items, which says that there are none.
    pub(crate) fn is_empty_list(&self, node: &Node) -> bool {
        matches!(&node.kind, NodeKind::List(list) if list.complete && list.items.is_empty())
    }

    /// Whether a list or map is written in brackets.
    pub(crate) fn is_in_brackets(&self, node: &Node) -> bool {
        let written = self.source.slice(node.span.start, self.source.text().len());
        written.starts_with(['[', '{'])
    }

    /// What a node is, in an author's words.
    fn found(&self, node: &Node) -> String {
        match &node.kind {
            NodeKind::Scalar(scalar) if scalar.value.trim().is_empty() => "nothing".to_owned(),
            NodeKind::Scalar(scalar) => {
                format!("the text {}", quoted(self.as_written(node, scalar)))
            }
            NodeKind::List(_) => "a list".to_owned(),
            NodeKind::Map(_) => "names with values".to_owned(),
            NodeKind::Refused => "something that is not allowed".to_owned(),
        }
    }

    /// A text's value, or its first line in the file where the value was read from a mended copy.
    fn as_written<'a>(&'a self, node: &Node, scalar: &'a Scalar) -> &'a str {
        let value = scalar.value.trim();
        let written = self.source.slice(node.span.start, node.span.end);
        let is_there = |word: &str| written.contains(word);
        if value.split_whitespace().all(is_there) {
            value
        } else {
            written.lines().next().unwrap_or_default().trim()
        }
    }

    /// A place with at least one character to point at, and at most its first line.
    pub(crate) fn visible(&self, span: Span) -> Span {
        let line = self.source.line_range(span.start);
        let next = self
            .source
            .text()
            .get(span.start..)
            .and_then(|rest| rest.chars().next());
        let least = span.start + next.map_or(0, char::len_utf8);
        Span {
            end: span
                .end
                .min(line.end)
                .max(least.min(line.end))
                .max(span.start),
            ..span
        }
    }

    /// The places in the file of the bytes of a text's value.
    pub(crate) fn value_places(&self, node: &Node, scalar: &Scalar) -> ValuePlaces {
        ValuePlaces::new(self.source, node.span, scalar)
    }
}

impl<'t> Fields<'t> {
    /// The entries in the order of the file.
    pub(crate) fn entries(&self) -> &'t [Entry] {
        &self.map.entries
    }

    /// Whether a field stands in the map, empty or not.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.map.entries.iter().any(|entry| entry.key == key)
    }

    /// Whether a field is truly missing: the map was read to its end, and no other name in it was
    /// meant to be this one.
    pub(crate) fn lacks(&self, key: &str) -> bool {
        self.map.complete && !self.has(key) && !self.misspelt.iter().any(|meant| meant == key)
    }

    /// Where a field's name stands, else the start of the map.
    pub(crate) fn key_span(&self, key: &str) -> Span {
        let entry = self.map.entries.iter().find(|entry| entry.key == key);
        entry.map_or(self.span, |entry| entry.key_span)
    }
}

/// The fault of a space that looks like one and is none to YAML, before or behind a name.
pub(crate) fn unusual_space(entry: &Entry) -> Option<Diagnostic> {
    let name = entry.key.trim();
    let space = entry
        .key
        .chars()
        .find(|character| character.is_whitespace())?;
    if name == entry.key || name.is_empty() || space.is_ascii() {
        return None;
    }
    Some(
        Diagnostic::error(
            rule::WRONG_INDENTATION,
            entry.key_span,
            format!(
                "there is an unusual space (U+{:04X}) next to the name {}",
                space as u32,
                quoted(name)
            ),
        )
        .hint("replace it with ordinary spaces; it often comes with text copied from a web page"),
    )
}

/// Whether a node is empty.
pub(crate) fn is_null(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Scalar(scalar) if scalar.is_null())
}

/// Names between back quotes, with commas.
fn names(known: &[&str]) -> String {
    known
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn shape(known: &[&str]) -> String {
    known
        .iter()
        .take(3)
        .map(|name| format!("`{name}: …`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Spaces and line ends, which fold to one space. No-break and other typographic spaces are kept.
pub(crate) fn is_foldable_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}'
    )
}

/// White space folded to single spaces, outer space taken off, NFC.
pub(crate) fn folded(words: &str) -> String {
    let pieces = words
        .split(is_foldable_space)
        .filter(|piece| !piece.is_empty());
    pieces.collect::<Vec<_>>().join(" ").nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_typographic_spaces_and_composes() {
        assert_eq!(folded("  a \n\t b\u{a0}c e\u{301} "), "a b\u{a0}c é");
    }
}
