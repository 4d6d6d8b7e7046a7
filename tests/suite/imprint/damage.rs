//! Files that are not as they should be: a broken imprint is seen by the check of the structure, and
//! damaged stock or values are refused or give a file that can be opened.
//!
//! *What goes in and comes out*: good files, broken in one place; what is said of them.
//! *What it promises*: nothing panics, and nothing takes longer than a good file by more than a little.
//! *Why this shape*: a check that has never failed proves nothing.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use leaflet::commands::make::CONSTANT_DATE;
use leaflet::model::fact::FactName;
use leaflet::pages::export;
use leaflet::pages::imprint::{Stock, Unfit};
use leaflet::pages::typeset::{PanelSetter, Slots, slot_mark};
use lopdf::{Document, Object, ObjectId};
use proptest::prelude::*;

use super::*;
use crate::support::pdf_reading::resolve;

/// Far more than an imprint takes, on a machine that does other things too.
const LONGEST: Duration = Duration::from_millis(1_500);

/// A leaflet with rooms and the values for them, as finished files.
struct Parts {
    leaflet: Vec<u8>,
    values: Vec<u8>,
    page: usize,
    marks: Vec<String>,
    /// How many pages the leaflet has.
    pages: usize,
}

impl Parts {
    fn new() -> Parts {
        let guide = Guide::built_in();
        let given = PersonGiven::default()
            .with(FactName::Patient, "Sample नमूना Patient")
            .with(FactName::Level, "L4–L5")
            .with(FactName::Reference, "نمونہ 123");
        let person = guide.person(&given);
        let leaflet = guide
            .ready
            .leaflet(&Person::default(), &mut Diagnostics::new())
            .unwrap();
        let panel = guide.composed.panel(&person);
        let setter = PanelSetter::new(&leaflet);
        let Ok(mut set) = setter.set(std::slice::from_ref(&panel), &guide.engine) else {
            panic!("the values cannot be set")
        };
        let values = set.pop().unwrap();
        let sizes = values.sizes().unwrap();
        let Ok((pages, rooms)) = Slots::typeset(&leaflet, &panel, &sizes, &guide.engine) else {
            panic!("the leaflet cannot be set")
        };
        let rooms = rooms.unwrap();
        let written = |pages| match export::pdf(pages, CONSTANT_DATE) {
            Ok(pdf) => pdf,
            Err(refusal) => panic!("{}", refusal.message),
        };
        Parts {
            leaflet: written(&pages),
            page: rooms.page,
            values: written(&values.at(&rooms)),
            marks: (0..panel.len()).map(slot_mark).collect(),
            pages: pages.pages(),
        }
    }

    fn stock(&self) -> Stock {
        Stock::prepare(&self.leaflet, self.page, &self.marks, true).unwrap()
    }

    /// The imprint of damaged values or into damaged stock: a file that can be opened, or a refusal.
    /// Gives whether it was made.
    fn printed(&self, leaflet: &[u8], values: &[u8]) -> bool {
        let started = Instant::now();
        let stock = Stock::prepare(leaflet, self.page, &self.marks, true);
        let printed = stock.and_then(|stock| stock.imprint(values));
        let took = started.elapsed();
        assert!(took < LONGEST, "it took {took:?}");
        match printed {
            Ok(pdf) => {
                // Stock is copied as it stands: what was unreadable in it stays so.
                let before = if leaflet == self.leaflet {
                    Some(self.pages)
                } else {
                    pages(leaflet)
                };
                let is_same = before.is_none() || pages(&pdf) == before;
                assert!(is_same, "the file cannot be opened");
                true
            }
            Err(Unfit) => false,
        }
    }
}

/// How many pages a reader finds; `None` if it cannot open the file.
fn pages(bytes: &[u8]) -> Option<usize> {
    Some(Document::load_mem(bytes).ok()?.page_iter().count())
}

/// Changes the contents of a page's middle stream, which is the one with the values.
pub(super) fn change_contents(
    document: &mut Document,
    page: usize,
    change: impl FnOnce(&mut String),
) {
    let page = document.page_iter().nth(page - 1).unwrap();
    let streams = document.get_page_contents(page);
    assert_eq!(streams.len(), 3, "the page is no imprint");
    let stream = document.get_object_mut(streams[1]).unwrap();
    let stream = stream.as_stream_mut().unwrap();
    let plain = stream.get_plain_content().unwrap();
    let mut contents: String = plain.iter().map(|byte| char::from(*byte)).collect();
    let before = contents.clone();
    change(&mut contents);
    assert_ne!(contents, before, "nothing was changed");
    stream.set_plain_content(contents.chars().map(|sign| sign as u8).collect());
    stream.compress().unwrap();
}

/// A changed file, written and read again.
pub(super) fn saved(document: &Document) -> FinishedPdf {
    let mut bytes = Vec::new();
    document.clone().save_to(&mut bytes).unwrap();
    FinishedPdf::read(bytes)
}

/// An imprint, opened, and the tags of its values, first to last.
fn an_imprint() -> (Document, Vec<ObjectId>) {
    let parts = Parts::new();
    let pdf = parts.stock().imprint(&parts.values).unwrap();
    let pdf = FinishedPdf::read(pdf);
    assert_eq!(faults_of_structure(&pdf), Vec::<String>::new());
    let tree = pdf.tag_tree();
    let values = ["Sample", "L4–L5", "123"].map(|words| {
        let tags = tree.all("P").into_iter();
        let mut holders = tags.filter(|tag| tag.text().contains(words));
        holders.next().and_then(|tag| tag.id).unwrap()
    });
    (pdf.document, values.to_vec())
}

#[test]
fn a_wrong_number_in_the_contents_is_caught() {
    let (mut document, _) = an_imprint();
    change_contents(&mut document, 1, |contents| {
        // The first value takes the number of what stands behind it.
        let first = contents.find("/MCID ").unwrap() + "/MCID ".len();
        let length = contents[first..].find('>').unwrap();
        contents.replace_range(first..first + length, "0");
    });
    let faults = faults_of_structure(&saved(&document));
    assert!(
        faults
            .iter()
            .any(|fault| fault.ends_with("the content 0 is used 2 times")),
        "{faults:?}"
    );
    assert!(
        faults
            .iter()
            .any(|fault| fault.ends_with("which is not drawn")),
        "{faults:?}"
    );
}

#[test]
fn a_wrong_number_in_a_tag_is_caught() {
    let (mut document, values) = an_imprint();
    let tag = document.get_dictionary_mut(values[1]).unwrap();
    tag.set("K", vec![Object::Integer(9_999)]);
    let faults = faults_of_structure(&saved(&document));
    assert!(
        faults
            .iter()
            .any(|fault| fault.ends_with("is owned by 0 elements")),
        "{faults:?}"
    );
    assert!(
        faults
            .iter()
            .any(|fault| fault.ends_with("names the content 9999, which is not drawn")),
        "{faults:?}"
    );
}

#[test]
fn a_piece_that_two_tags_own_is_caught() {
    let (mut document, values) = an_imprint();
    let kids = document
        .get_dictionary(values[0])
        .unwrap()
        .get(b"K")
        .unwrap()
        .clone();
    let mut both = kids.as_array().unwrap().clone();
    let other = document.get_dictionary_mut(values[1]).unwrap();
    both.extend(other.get(b"K").unwrap().as_array().unwrap().clone());
    other.set("K", both);
    let faults = faults_of_structure(&saved(&document));
    assert!(
        faults
            .iter()
            .any(|fault| fault.ends_with("is owned by 2 elements")),
        "{faults:?}"
    );
}

#[test]
fn a_parent_tree_that_leads_elsewhere_is_caught() {
    let (mut document, values) = an_imprint();
    let mut changed = 0;
    for object in document.objects.values_mut() {
        let Ok(owners) = object.as_array_mut() else {
            continue;
        };
        // Only the parent tree has lists of nothing but tags in which one of ours stands.
        for owner in owners.iter_mut() {
            if owner.as_reference().ok() == Some(values[0]) {
                *owner = Object::Reference(values[2]);
                changed += 1;
            }
        }
    }
    assert!(changed > 0);
    let faults = faults_of_structure(&saved(&document));
    assert!(
        faults
            .iter()
            .any(|fault| fault.contains("to another element than the P that holds it")),
        "{faults:?}"
    );
}

#[test]
fn nothing_in_an_imprint_is_left_over_or_missing() {
    let parts = Parts::new();
    let pdf = FinishedPdf::read(parts.stock().imprint(&parts.values).unwrap());
    let document = &pdf.document;
    let mut missing = Vec::new();
    let mut reached: BTreeSet<ObjectId> = BTreeSet::new();
    let mut open = vec![Object::Dictionary(document.trailer.clone())];
    while let Some(object) = open.pop() {
        match object {
            Object::Reference(id) if reached.insert(id) => match document.get_object(id) {
                Ok(target) => open.push(target.clone()),
                Err(_) => missing.push(id),
            },
            Object::Array(items) => open.extend(items),
            Object::Dictionary(entries) => {
                open.extend(entries.iter().map(|(_, value)| value.clone()))
            }
            Object::Stream(stream) => {
                open.extend(stream.dict.iter().map(|(_, value)| value.clone()))
            }
            _ => {}
        }
    }
    assert_eq!(missing, Vec::<ObjectId>::new());
    let numbers: Vec<u32> = document.objects.keys().map(|(number, _)| *number).collect();
    let all: Vec<u32> = (1..=u32::try_from(numbers.len()).unwrap()).collect();
    assert_eq!(numbers, all, "numbers of objects have gaps");
    let unreached: Vec<&ObjectId> = document
        .objects
        .keys()
        .filter(|id| !reached.contains(id))
        .collect();
    assert_eq!(unreached, Vec::<&ObjectId>::new());
    // No mark of a room is left.
    for mark in &parts.marks {
        assert_eq!(pdf.traces_off_the_pages(mark), Vec::<String>::new());
    }
    let root = resolve(
        document,
        document.catalog().unwrap().get(b"StructTreeRoot").unwrap(),
    );
    assert!(root.as_dict().is_ok());
}

#[test]
fn files_that_were_cut_off_are_refused() {
    let parts = Parts::new();
    assert!(parts.printed(&parts.leaflet, &parts.values));
    for part in 0..50 {
        let cut = |bytes: &[u8]| bytes[..bytes.len() * part / 50].to_vec();
        assert!(
            !parts.printed(&cut(&parts.leaflet), &parts.values),
            "{part}/50 of the stock"
        );
        assert!(
            !parts.printed(&parts.leaflet, &cut(&parts.values)),
            "{part}/50 of the values"
        );
    }
}

#[test]
fn files_without_one_of_their_objects_are_refused_or_can_be_opened() {
    let parts = Parts::new();
    for is_stock in [false, true] {
        let whole = if is_stock {
            &parts.leaflet
        } else {
            &parts.values
        };
        let printed = |damaged: &[u8]| match is_stock {
            true => parts.printed(damaged, &parts.values),
            false => parts.printed(&parts.leaflet, damaged),
        };
        let count = Document::load_mem(whole).unwrap().objects.len();
        let step = if is_stock { 7 } else { 1 };
        let mut refused = 0;
        for number in (1..=count).step_by(step) {
            let head = format!("\n{number} 0 obj\n");
            let at = find(whole, head.as_bytes()).unwrap_or_else(|| panic!("there is no {number}"));
            let end = at + find(&whole[at..], b"\nendobj").unwrap();
            // The object is there and holds nothing; its entry in the table is another's, or free.
            let mut empty = whole.clone();
            empty[at + head.len()..end].fill(b' ');
            refused += usize::from(!printed(&empty));
            let mut entry = |words: &[u8; 18]| {
                let table = find(whole, b"\nxref\n0 ").unwrap() + "\nxref\n".len();
                let line = find(&whole[table..], b"\n").unwrap() + 1;
                let mut other = whole.clone();
                let place = table + line + number * 20;
                other[place..place + 18].copy_from_slice(words);
                refused += usize::from(!printed(&other));
            };
            entry(b"0000000000 65535 f");
            entry(b"0000000015 00000 n");
            entry(b"9999999999 00000 n");
        }
        assert!(refused > count / step, "{refused} of {count} objects");
    }
}

/// Where a piece stands.
fn find(bytes: &[u8], piece: &[u8]) -> Option<usize> {
    bytes
        .windows(piece.len())
        .position(|window| window == piece)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 32, ..ProptestConfig::default() })]

    #[test]
    fn flipped_bytes_are_refused_or_can_be_opened(
        flips in prop::collection::vec((any::<prop::sample::Index>(), 1_u8..=255), 1..5),
        many in prop::collection::vec(any::<(prop::sample::Index, u8, u8)>(), 24),
    ) {
        thread_local! {
            static PARTS: Parts = Parts::new();
        }
        PARTS.with(|parts| {
            for is_stock in [true, false] {
                let whole = if is_stock { &parts.leaflet } else { &parts.values };
                let printed = |damaged: &[u8]| match is_stock {
                    true => parts.printed(damaged, &parts.values),
                    false => parts.printed(&parts.leaflet, damaged),
                };
                let mut damaged = whole.clone();
                for (at, flip) in &flips {
                    damaged[at.index(whole.len())] ^= flip;
                }
                printed(&damaged);
                // Packed streams are most of a file, so bytes of the plain objects are flipped apart.
                let plain: Vec<usize> = plain_places(whole);
                for (at, place, to) in &many {
                    let mut damaged = whole.clone();
                    let place = plain[(at.index(plain.len()) + usize::from(*place)) % plain.len()];
                    damaged[place] = b"0 9/<>[]()R\n%x"[usize::from(*to) % 14];
                    printed(&damaged);
                }
            }
        });
    }
}

/// The places of a file that are in no stream.
fn plain_places(bytes: &[u8]) -> Vec<usize> {
    let mut places = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let stream = find(&bytes[at..], b"stream\n").map_or(bytes.len(), |found| at + found);
        places.extend(at..stream);
        at = find(&bytes[stream..], b"\nendstream\n")
            .map_or(bytes.len(), |found| stream + found + 11);
    }
    places
}
