//! The end of a job: what holds all leaflets, the bookmarks, and what the file says about itself.
//!
//! In: a [`PrintJob`] with all its copies. Out: the whole file. Promise: the name that the file has for
//! itself is of its contents, and no date is in it.

use std::io::Write;

use super::properties::{properties, text_string, tool};
use super::{JobFault, PrintJob, known, references};
use crate::pages::export::print_preferences;
use crate::pages::pdf::object::Value;

impl<W: Write> PrintJob<W> {
    /// Ends the job, which is called by this title.
    ///
    /// # Errors
    /// [`JobFault::Write`], or [`JobFault::Unfit`] if there is no leaflet in it.
    pub fn finish(mut self, title: &str) -> Result<W, JobFault> {
        let language = known(self.language.take())?;
        let output_intents = known(self.output_intents.take())?;
        let page_tree = Value::dictionary([
            ("Type", Value::name("Pages")),
            ("Count", Value::number(self.pages)),
            ("Kids", references(std::mem::take(&mut self.page_nodes))),
        ]);
        self.file.put_value(self.page_tree, &page_tree)?;
        self.put_tags()?;
        let outlines = self.put_bookmarks()?;

        let name = self.file.name();
        let [metadata, info] = [0; 2].map(|_| self.file.reserve(1));
        let bytes = properties(title, &language, &name);
        let head = Value::dictionary([
            ("Type", Value::name("Metadata")),
            ("Subtype", Value::name("XML")),
            ("Length", Value::number(bytes.len())),
        ]);
        let mut text = Vec::new();
        head.write(&mut text);
        self.file.put_stream(metadata, &text, &bytes)?;
        let information = Value::dictionary([
            ("Title", text_string(title)),
            ("Creator", text_string(&tool())),
        ]);
        self.file.put_value(info, &information)?;

        let is_true = || Value::Plain(b"true".to_vec());
        // What a print dialogue begins with: the paper of each page, and what each leaflet asks for by itself.
        let mut preferences = Value::dictionary([
            ("DisplayDocTitle", is_true()),
            ("PickTrayByPDFSize", is_true()),
        ]);
        for (name, value) in print_preferences(self.pages) {
            preferences.set(name, value);
        }
        let mut catalogue = Value::dictionary([
            ("Type", Value::name("Catalog")),
            ("Pages", Value::Reference(self.page_tree)),
            ("Metadata", Value::Reference(metadata)),
            ("OutputIntents", output_intents),
            ("Lang", text_string(&language)),
            ("StructTreeRoot", Value::Reference(self.tag_root)),
            ("MarkInfo", Value::dictionary([("Marked", is_true())])),
            ("ViewerPreferences", preferences),
        ]);
        if let Some(outlines) = outlines {
            catalogue.set("Outlines", Value::Reference(outlines));
            catalogue.set("PageMode", Value::name("UseOutlines"));
        }
        self.file.put_value(self.catalogue, &catalogue)?;

        // Both names of the file are of its contents: it has no earlier form.
        let own = || Value::Plain(format!("<{name}>").into_bytes());
        Ok(self.file.finish(vec![
            ("Root", Value::Reference(self.catalogue)),
            ("Info", Value::Reference(info)),
            ("ID", Value::Array(vec![own(), own()])),
        ])?)
    }

    /// The root of the tags and the tag that holds all leaflets.
    fn put_tags(&mut self) -> Result<(), JobFault> {
        let document = Value::dictionary([
            ("Type", Value::name("StructElem")),
            ("S", Value::name("Document")),
            ("P", Value::Reference(self.tag_root)),
            ("K", references(std::mem::take(&mut self.parts))),
        ]);
        self.file.put_value(self.document, &document)?;
        let kids = |leaves: &mut Vec<usize>| {
            let leaves = references(std::mem::take(leaves));
            Value::dictionary([("Kids", leaves)])
        };
        let mut root = Value::dictionary([
            ("Type", Value::name("StructTreeRoot")),
            ("K", references([self.document])),
            ("ParentTree", kids(&mut self.parents)),
            ("ParentTreeNextKey", Value::number(self.next_key)),
        ]);
        if !self.roles.is_empty() {
            let roles = std::mem::take(&mut self.roles);
            root.set("RoleMap", Value::Dictionary(roles.into_iter().collect()));
        }
        if !self.names.is_empty() {
            root.set("IDTree", kids(&mut self.names));
        }
        Ok(self.file.put_value(self.tag_root, &root)?)
    }

    /// The bookmarks; the number of what holds them, if there are any.
    fn put_bookmarks(&mut self) -> Result<Option<usize>, JobFault> {
        let bookmarks = std::mem::take(&mut self.bookmarks);
        if bookmarks.is_empty() {
            return Ok(None);
        }
        let root = self.file.reserve(1);
        let first = self.file.reserve(bookmarks.len());
        let last = first + bookmarks.len() - 1;
        for (number, (words, page)) in (first..).zip(&bookmarks) {
            let mut value = Value::dictionary([
                ("Parent", Value::Reference(root)),
                ("Title", text_string(words)),
                (
                    "Dest",
                    Value::Array(vec![Value::Reference(*page), Value::name("Fit")]),
                ),
            ]);
            if number > first {
                value.set("Prev", Value::Reference(number - 1));
            }
            if number < last {
                value.set("Next", Value::Reference(number + 1));
            }
            self.file.put_value(number, &value)?;
        }
        let outlines = Value::dictionary([
            ("Type", Value::name("Outlines")),
            ("First", Value::Reference(first)),
            ("Last", Value::Reference(last)),
            ("Count", Value::number(bookmarks.len())),
        ]);
        self.file.put_value(root, &outlines)?;
        Ok(Some(root))
    }
}
