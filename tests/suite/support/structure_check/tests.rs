//! Tests of the check with files that are broken on purpose.

use super::super::sample;
use super::*;

fn broken(change: impl FnOnce(&mut Document)) -> Vec<String> {
    let mut document = Document::load_mem(sample::PDF).unwrap();
    change(&mut document);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    faults_of_structure(&FinishedPdf::read(bytes))
}

/// Rewrites the marks of the first page's contents.
fn with_contents(document: &mut Document, from: &str, to: &str) {
    let page = document.page_iter().next().unwrap();
    let contents = document.get_page_contents(page)[0];
    let stream = document
        .get_object_mut(contents)
        .unwrap()
        .as_stream_mut()
        .unwrap();
    let plain = stream.get_plain_content().unwrap();
    let words: String = plain.iter().map(|byte| char::from(*byte)).collect();
    assert!(words.contains(from), "the contents have no {from}");
    stream.set_plain_content(
        words
            .replacen(from, to, 1)
            .chars()
            .map(|c| c as u8)
            .collect(),
    );
}

/// The objects of one kind of element.
fn elements(document: &Document, role: &str) -> Vec<ObjectId> {
    let is_one = |object: &Object| {
        object.as_dict().is_ok_and(|found| {
            found
                .get(b"S")
                .and_then(Object::as_name)
                .is_ok_and(|s| s == role.as_bytes())
        })
    };
    document
        .objects
        .iter()
        .filter(|(_, o)| is_one(o))
        .map(|(id, _)| *id)
        .collect()
}

#[test]
fn a_sound_file_has_no_faults() {
    assert_eq!(broken(|_| ()), Vec::<String>::new());
}

#[test]
fn a_content_used_twice_is_found() {
    let faults = broken(|document| with_contents(document, "/MCID 2/", "/MCID 1/"));
    let faults = if faults.is_empty() {
        broken(|document| with_contents(document, "/MCID 1>>", "/MCID 0>>"))
    } else {
        faults
    };
    assert!(
        faults
            .iter()
            .any(|fault| fault.ends_with("is used 2 times")),
        "{faults:?}"
    );
    assert!(
        faults
            .iter()
            .any(|fault| fault.contains("which is not drawn")),
        "{faults:?}"
    );
}

#[test]
fn a_parent_tree_that_leads_elsewhere_is_found() {
    let faults = broken(|document| {
        let heading = elements(document, "H1")[0];
        for object in document.objects.values_mut() {
            let Ok(list) = object.as_array_mut() else {
                continue;
            };
            if list.first().and_then(|first| first.as_reference().ok()) == Some(heading) {
                list[0] = list[1].clone();
            }
        }
    });
    assert_eq!(
        faults,
        [
            "page 1: the parent tree leads from the content 0 to another element than the H1 \
          that holds it"
        ]
    );
}

#[test]
fn a_link_without_its_object_reference_is_found() {
    let faults = broken(|document| {
        let link = elements(document, "Link")[0];
        let link = document.get_dictionary_mut(link).unwrap();
        let kids = link.get_mut(b"K").unwrap().as_array_mut().unwrap();
        kids.retain(|kid| kid.as_i64().is_ok());
    });
    assert_eq!(
        faults,
        ["page 1: an annotation Link is held by 0 elements through an object reference"]
    );
}

#[test]
fn a_link_with_another_parent_is_found() {
    let faults = broken(|document| {
        for object in document.objects.values_mut() {
            let Ok(found) = object.as_dict_mut() else {
                continue;
            };
            if found.get(b"StructParent").and_then(Object::as_i64).is_ok() {
                found.set("StructParent", 99);
            }
        }
    });
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults[0].contains("leads to another element than the Link that holds it"));
}

#[test]
fn unmarked_and_wrongly_nested_contents_are_found() {
    let faults = broken(|document| {
        with_contents(
            document,
            "/Artifact<</Attached[/Top]/Subtype/Header/Type/Pagination>>BDC",
            "",
        );
    });
    assert!(faults.contains(&"page 1: a mark is closed that was not opened".to_owned()));
    assert!(faults.contains(&"page 1: something stands there unmarked".to_owned()));
}

#[test]
fn a_wrong_parent_and_a_header_cell_without_scope_are_found() {
    let faults = broken(|document| {
        let heading = elements(document, "H1")[0];
        let cell = elements(document, "TH")[0];
        document.get_dictionary_mut(heading).unwrap().set("P", cell);
        document.get_dictionary_mut(cell).unwrap().remove(b"A");
    });
    assert_eq!(
        faults,
        [
            "an element H1 names another parent than it has",
            "a header cell does not say what it heads (Scope)",
        ]
    );
}

#[test]
fn a_file_without_tags_is_told() {
    let faults = broken(|document| {
        document.catalog_mut().unwrap().remove(b"StructTreeRoot");
    });
    assert_eq!(faults, ["the file has no tag tree"]);
}
