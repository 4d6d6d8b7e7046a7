//! Checks that the tag tree and the pages agree, which the outside validators do not look at.
//!
//! *What goes in and comes out*: a finished file goes in; a list of sentences comes out, one for
//! each fault, empty when all is well.
//! *What it promises*: every marked content number is used once on its page and owned by exactly one
//! element; the parent tree leads back to that element; every link annotation is held by exactly one
//! element through an object reference, and its own entry in the parent tree names that element;
//! every element names its parent; marks are nested rightly; nothing on a page is unmarked.
//! *Why this shape*: a reader's software goes both ways, from the tree to the page and from a place
//! on the page to the tree; a file in which the two disagree passes the validators and misleads.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::pdf_reading::{FinishedPdf, Mark, annotations, resolve};

/// Checks one file; the sentences say what disagrees, in page order.
pub(crate) fn faults_of_structure(pdf: &FinishedPdf) -> Vec<String> {
    let document = &pdf.document;
    let Some(root) = dictionary_in(document, pdf.catalog(), b"StructTreeRoot") else {
        return vec!["the file has no tag tree".to_owned()];
    };
    let mut tree = Tree::default();
    let root_id = pdf
        .catalog()
        .get(b"StructTreeRoot")
        .and_then(Object::as_reference)
        .ok();
    tree.read_children(document, root, root_id, None, 0);
    if let Ok(parents) = root.get(b"ParentTree") {
        tree.read_parent_tree(document, resolve(document, parents), 0);
    } else {
        tree.faults.push("the file has no parent tree".to_owned());
    }
    tree.check_contents(pdf);
    tree.check_annotations(pdf);
    tree.faults
}

/// What the tag tree and the parent tree say, each in its own direction.
#[derive(Default)]
struct Tree {
    /// For each marked content, the elements that name it.
    contents: BTreeMap<(ObjectId, i64), Vec<ObjectId>>,
    /// For each object referred to, the elements that refer to it.
    objects: BTreeMap<ObjectId, Vec<ObjectId>>,
    /// The roles of the elements, for the sentences.
    roles: BTreeMap<ObjectId, String>,
    /// The entries of the parent tree by their key.
    parents: BTreeMap<i64, Object>,
    faults: Vec<String>,
}

impl Tree {
    fn read_children(
        &mut self,
        document: &Document,
        parent: &Dictionary,
        parent_id: Option<ObjectId>,
        page: Option<ObjectId>,
        depth: usize,
    ) {
        if depth > 200 {
            self.faults
                .push("the tag tree is nested without an end".to_owned());
            return;
        }
        let page = parent
            .get(b"Pg")
            .and_then(Object::as_reference)
            .ok()
            .or(page);
        let Ok(kids) = parent.get(b"K") else { return };
        let kids = match resolve(document, kids) {
            Object::Array(list) => list.as_slice(),
            _ => std::slice::from_ref(kids),
        };
        for kid in kids {
            let target = resolve(document, kid);
            let number = target.as_i64().ok();
            let found = target.as_dict().ok();
            let kind = found.and_then(|found| found.get(b"Type").and_then(Object::as_name).ok());
            match (number, found, kind) {
                (Some(number), ..) => self.own_content(page, number, parent_id),
                (_, Some(found), Some(b"MCR")) => {
                    let holder = found.get(b"Stm").or_else(|_| found.get(b"Pg"));
                    let holder = holder.and_then(Object::as_reference).ok().or(page);
                    let number = found.get(b"MCID").and_then(Object::as_i64).unwrap_or(-1);
                    self.own_content(holder, number, parent_id);
                }
                (_, Some(found), Some(b"OBJR")) => {
                    match (found.get(b"Obj").and_then(Object::as_reference), parent_id) {
                        (Ok(object), Some(owner)) => {
                            self.objects.entry(object).or_default().push(owner);
                        }
                        _ => self
                            .faults
                            .push("an object reference leads nowhere".to_owned()),
                    }
                }
                (_, Some(found), _) => {
                    let id = kid.as_reference().ok();
                    self.read_element(document, found, id, parent_id);
                    self.read_children(document, found, id, page, depth + 1);
                }
                _ => self
                    .faults
                    .push("the tag tree holds something unknown".to_owned()),
            }
        }
    }

    fn read_element(
        &mut self,
        document: &Document,
        found: &Dictionary,
        id: Option<ObjectId>,
        parent_id: Option<ObjectId>,
    ) {
        let role = found
            .get(b"S")
            .and_then(Object::as_name)
            .unwrap_or(b"(no role)");
        let role = String::from_utf8_lossy(role).into_owned();
        if found.get(b"P").and_then(Object::as_reference).ok() != parent_id {
            self.faults.push(format!(
                "an element {role} names another parent than it has"
            ));
        }
        // PDF/UA-1, 7.5: a header cell says by Scope or Headers what it heads.
        if role == "TH" && !has_attribute(document, found, b"Scope") {
            self.faults
                .push("a header cell does not say what it heads (Scope)".to_owned());
        }
        if let Some(id) = id {
            self.roles.insert(id, role);
        }
    }

    fn own_content(&mut self, page: Option<ObjectId>, number: i64, owner: Option<ObjectId>) {
        match (page, owner) {
            (Some(page), Some(owner)) => {
                self.contents.entry((page, number)).or_default().push(owner);
            }
            _ => self.faults.push(format!(
                "the content {number} belongs to no page or no element"
            )),
        }
    }

    fn read_parent_tree(&mut self, document: &Document, node: &Object, depth: usize) {
        let Ok(node) = node.as_dict() else { return };
        if depth > 50 {
            self.faults
                .push("the parent tree is nested without an end".to_owned());
            return;
        }
        if let Ok(entries) = node.get(b"Nums").map(|entries| resolve(document, entries)) {
            for pair in entries
                .as_array()
                .map_or(&[][..], Vec::as_slice)
                .chunks_exact(2)
            {
                if let Ok(key) = resolve(document, &pair[0]).as_i64() {
                    self.parents.insert(key, pair[1].clone());
                }
            }
        }
        if let Ok(kids) = node.get(b"Kids").map(|kids| resolve(document, kids)) {
            for kid in kids.as_array().map_or(&[][..], Vec::as_slice) {
                self.read_parent_tree(document, resolve(document, kid), depth + 1);
            }
        }
    }

    fn check_contents(&mut self, pdf: &FinishedPdf) {
        let document = &pdf.document;
        let mut keys = BTreeSet::new();
        let mut drawn = BTreeSet::new();
        for page in &pdf.pages {
            self.faults.extend(page.faults_of_nesting.iter().cloned());
            if page.pieces.iter().any(|piece| piece.mark == Mark::None)
                || page.pictures.contains(&Mark::None)
            {
                self.faults.push(format!(
                    "page {}: something stands there unmarked",
                    page.number
                ));
            }
            for ((stream, number), times) in &page.openings {
                drawn.insert((*stream, *number));
                if *times > 1 {
                    self.faults.push(format!(
                        "page {}: the content {number} is used {times} times",
                        page.number
                    ));
                }
                self.check_owner(document, page.number, *stream, *number);
            }
            let key = key_of(document, page.id, b"StructParents");
            if let Some(key) = key
                && !keys.insert(key)
            {
                self.faults.push(format!(
                    "page {}: its key {key} in the parent tree belongs to another page too",
                    page.number
                ));
            }
        }
        let missing: Vec<(ObjectId, i64)> = self
            .contents
            .keys()
            .filter(|content| !drawn.contains(*content))
            .copied()
            .collect();
        for (stream, number) in missing {
            let place = pdf.pages.iter().find(|page| page.id == stream);
            let place = place.map_or("a form".to_owned(), |page| format!("page {}", page.number));
            self.faults.push(format!(
                "{place}: the tag tree names the content {number}, which is not drawn"
            ));
        }
    }

    fn check_owner(&mut self, document: &Document, page: usize, stream: ObjectId, number: i64) {
        let owners = self
            .contents
            .get(&(stream, number))
            .cloned()
            .unwrap_or_default();
        let [owner] = owners.as_slice() else {
            self.faults.push(format!(
                "page {page}: the content {number} is owned by {} elements",
                owners.len()
            ));
            return;
        };
        let entry = key_of(document, stream, b"StructParents")
            .and_then(|key| self.parents.get(&key))
            .and_then(|entry| resolve(document, entry).as_array().ok())
            .and_then(|list| list.get(usize::try_from(number).ok()?))
            .and_then(|entry| entry.as_reference().ok());
        if entry != Some(*owner) {
            let role = self.roles.get(owner).map_or("(no role)", String::as_str);
            self.faults.push(format!(
                "page {page}: the parent tree leads from the content {number} to another element \
                 than the {role} that holds it"
            ));
        }
    }

    fn check_annotations(&mut self, pdf: &FinishedPdf) {
        // A hidden annotation (bit 2 of its flags) is no content (ISO 32000-1, table 165).
        const HIDDEN: i64 = 2;
        let document = &pdf.document;
        for page in &pdf.pages {
            for (id, annotation) in annotations(document, page.id) {
                let subtype = annotation.get(b"Subtype").and_then(Object::as_name);
                let subtype = String::from_utf8_lossy(subtype.unwrap_or(b"(no kind)"));
                let flags = annotation.get(b"F").and_then(Object::as_i64).unwrap_or(0);
                if subtype == "Popup" || subtype == "PrinterMark" || flags & HIDDEN != 0 {
                    continue;
                }
                let place = format!("page {}: an annotation {subtype}", page.number);
                let owners = id
                    .and_then(|id| self.objects.get(&id))
                    .cloned()
                    .unwrap_or_default();
                let [owner] = owners.as_slice() else {
                    self.faults.push(format!(
                        "{place} is held by {} elements through an object reference",
                        owners.len()
                    ));
                    continue;
                };
                let role = self.roles.get(owner).map_or("(no role)", String::as_str);
                if subtype == "Link" && role != "Link" {
                    self.faults
                        .push(format!("{place} is held by an element {role}"));
                }
                let entry = annotation
                    .get(b"StructParent")
                    .and_then(Object::as_i64)
                    .ok()
                    .and_then(|key| self.parents.get(&key))
                    .and_then(|entry| entry.as_reference().ok());
                if entry != Some(*owner) {
                    self.faults.push(format!(
                        "{place}: the parent tree leads to another element than the {role} that \
                         holds it"
                    ));
                }
            }
        }
    }
}

fn has_attribute(document: &Document, element: &Dictionary, key: &[u8]) -> bool {
    let Ok(given) = element.get(b"A") else {
        return false;
    };
    let given = resolve(document, given);
    let sets = given
        .as_array()
        .map_or(std::slice::from_ref(given), Vec::as_slice);
    sets.iter().any(|set| {
        resolve(document, set)
            .as_dict()
            .is_ok_and(|set| set.has(key))
    })
}

fn key_of(document: &Document, holder: ObjectId, key: &[u8]) -> Option<i64> {
    let holder = document.get_object(holder).ok()?;
    let dictionary = match holder {
        Object::Stream(stream) => &stream.dict,
        _ => holder.as_dict().ok()?,
    };
    resolve(document, dictionary.get(key).ok()?).as_i64().ok()
}

fn dictionary_in<'a>(
    document: &'a Document,
    holder: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Dictionary> {
    resolve(document, holder.get(key).ok()?).as_dict().ok()
}
