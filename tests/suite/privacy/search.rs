//! Searches everything that was said and written for the words of a list.
//!
//! *What goes in and comes out*: bytes, a leaflet or a whole workbench go in; the places where a word of a
//! list stands and should not come out.
//! *What it promises*: words are found in every script and in the forms that messages, JSON, addresses and
//! PDF give them; a control shows that a word that was planted is found.
//! *Why this shape*: the tests break lists in many ways, and all search for the same.

use lopdf::{Object, Stream, dictionary, text_string};

use super::{GUIDE, LATIN, LISTS, SCRIPTS, batch, bench};
use crate::support::pdf_reading::FinishedPdf;
use crate::support::workbench::Workbench;

/// Whether bytes hold a word of the list, in whatever form.
pub(super) fn is_telling(bytes: &[u8]) -> Option<String> {
    let lower = bytes.to_ascii_lowercase();
    let has = |needle: &[u8]| lower.windows(needle.len()).any(|window| window == needle);
    let latin = std::iter::once(LATIN);
    latin.chain(SCRIPTS).find_map(|word| {
        let units: Vec<u16> = word.encode_utf16().collect();
        let hex = |bytes: &[u8]| -> Vec<u8> {
            let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            digits.into_bytes()
        };
        let escaped = |before: &str, behind: &str| -> Vec<u8> {
            let escaped = units.iter().map(|unit| format!("{before}{unit:x}{behind}"));
            escaped.collect::<String>().into_bytes()
        };
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let percent: String = word.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let octal: String = word.bytes().map(|byte| format!("\\{byte:03o}")).collect();
        let needles = [
            word.to_lowercase().into_bytes(),
            word.as_bytes().to_vec(),
            hex(word.as_bytes()),
            hex(&big),
            escaped("\\u{", "}"),
            escaped("\\u0", ""),
            escaped("\\u", ""),
            percent.into_bytes(),
            octal.into_bytes(),
            big,
            little,
        ];
        needles
            .iter()
            .any(|needle| has(needle))
            .then(|| word.to_owned())
    })
}

/// Every place of a workbench, but for its lists, where a word of theirs stands and should not. Of the
/// leaflets those are searched that were made just now.
pub(super) fn told_in(bench: &Workbench, made: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for name in bench.files() {
        if name.starts_with(LISTS) {
            continue;
        }
        if let Some(word) = is_telling(name.as_bytes()) {
            found.push(format!("the name of a file holds {word}"));
        }
        let bytes = bench.bytes(&name);
        if !bytes.starts_with(b"%PDF") || lopdf::Document::load_mem(&bytes).is_err() {
            // What is no leaflet, or one in the making.
            found.extend(is_telling(&bytes).map(|word| format!("{name} holds {word}")));
        } else if made.contains(&name) {
            found.extend(told_off_the_pages(&FinishedPdf::read(bytes), &name));
        }
    }
    found
}

/// Every place of a leaflet but its pages where a word of the list stands.
pub(super) fn told_off_the_pages(pdf: &FinishedPdf, name: &str) -> Vec<String> {
    let words = ["Zqxv", "zqxv", "ZQXV"].into_iter().chain(SCRIPTS);
    let places = words.flat_map(|word| pdf.traces_off_the_pages(word));
    places.map(|place| format!("{name}: {place}")).collect()
}

/// Words of the list in names of files, and in files that are no leaflets.
pub(super) fn hidden_words(bench: &Workbench) -> Vec<String> {
    let files = bench.files().into_iter();
    let mut found = Vec::new();
    for name in files.filter(|name| !name.starts_with(LISTS)) {
        found.extend(is_telling(name.as_bytes()).map(|word| format!("a name holds {word}")));
        let bytes = bench.bytes(&name);
        if !name.ends_with(".pdf") {
            found.extend(is_telling(&bytes).map(|word| format!("{name} holds {word}")));
        }
    }
    found
}

/// Puts a word into a file.
type Plant = Box<dyn Fn(&mut lopdf::Document)>;

#[test]
fn the_search_finds_what_it_looks_for() {
    let bench = bench(1);
    batch(&bench, "good.csv", &[]).run().succeeds();
    let name = format!("patients/0002-{GUIDE}-en.pdf");
    let pdf = bench.pdf(&name);
    assert_eq!(told_off_the_pages(&pdf, "it"), Vec::<String>::new());
    let ids = |wanted: &dyn Fn(&Object) -> bool| {
        let objects = pdf.document.objects.iter();
        objects
            .filter(|(_, object)| wanted(object))
            .map(|(id, _)| *id)
            .next()
            .unwrap()
    };
    let element = ids(&|object| {
        let found = object.as_dict();
        found.is_ok_and(|found| found.has_type(b"StructElem") && found.has(b"Pg"))
    });
    let bookmark = ids(&|object| object.as_dict().is_ok_and(|found| found.has(b"Dest")));
    let metadata = pdf
        .catalog()
        .get(b"Metadata")
        .unwrap()
        .as_reference()
        .unwrap();
    let info = pdf
        .document
        .trailer
        .get(b"Info")
        .unwrap()
        .as_reference()
        .unwrap();
    let word = "Zqxvpatient0002";
    let script = SCRIPTS[2];
    let plants: Vec<(&str, Plant)> = vec![
        (
            "a title",
            Box::new(move |document| {
                let info = document.get_dictionary_mut(info).unwrap();
                info.set("Title", text_string(&format!("For {script}")));
            }),
        ),
        (
            "an alternative text",
            Box::new(move |document| {
                let element = document.get_dictionary_mut(element).unwrap();
                element.set("Alt", Object::string_literal(word));
            }),
        ),
        (
            "a title of a tag",
            Box::new(move |document| {
                let element = document.get_dictionary_mut(element).unwrap();
                element.set("T", text_string(script));
            }),
        ),
        (
            "a bookmark",
            Box::new(move |document| {
                let bookmark = document.get_dictionary_mut(bookmark).unwrap();
                bookmark.set("Title", text_string(word));
            }),
        ),
        (
            "the metadata, packed",
            Box::new(move |document| {
                let mut stream = Stream::new(dictionary! {}, format!("<x>{word}</x>").into_bytes());
                stream.compress().unwrap();
                document.objects.insert(metadata, Object::Stream(stream));
            }),
        ),
        (
            "a name of a resource",
            Box::new(move |document| {
                document.add_object(dictionary! { "Font" => Object::Name(word.into()) });
            }),
        ),
    ];
    for (place, plant) in plants {
        let mut document = pdf.document.clone();
        plant(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        let found = told_off_the_pages(&FinishedPdf::read(bytes), "it");
        assert!(!found.is_empty(), "{place} was not searched");
    }
    // So are names of files and whatever else is written.
    assert_eq!(told_in(&bench, &bench.files()), Vec::<String>::new());
    bench.put("patients/.leaflet/ledger-x", format!("a {word}"));
    bench.put("tmp/zqxv.part", "nothing");
    bench.put(
        "made.json",
        "\"\\u091d\\u094d\\u0937\\u0933\\u094d\\u0939\\u0925\"",
    );
    assert_eq!(told_in(&bench, &[]).len(), 3);
}
