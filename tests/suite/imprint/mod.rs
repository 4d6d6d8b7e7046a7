//! The imprint of a person's values into a finished leaflet is the leaflet that is set whole.
//!
//! *What is here*: the oracle, which holds the quick way against the slow one; [`people`], invented;
//! [`likeness`], what is compared; [`guides`], other guides, papers and languages;
//! [`heads`], what the heads of the pages say; [`one_form`],
//! that `make` and `batch` give the same bytes; [`damage`], what becomes of files that are not as the
//! engine writes them, and that a broken imprint is seen.
//! *What it promises*: with LEAFLET_ORACLE=300 in the environment, 300 people are compared instead of 60.
//! *Why this shape*: the slow way is the older and simpler one, and nobody reads a thousand leaflets.

mod damage;
mod guides;
mod heads;
mod likeness;
mod one_form;
mod people;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Mutex;

use leaflet::base::diagnostic::Diagnostics;
use leaflet::base::workers;
use leaflet::commands::make::{Order, PersonGiven, ReadyGuide, SurgeonGiven};
use leaflet::input::content::Content;
use leaflet::leaflet::Composed;
use leaflet::model::fact::FactName;
use leaflet::model::patient::Person;
use leaflet::pages::press::{self, Master};
use leaflet::pages::typeset::Engine;
use leaflet::source::SourceSet;

use crate::standards::broken_rules;
use crate::support::outside;
use crate::support::pdf_reading::FinishedPdf;
use crate::support::structure_check::faults_of_structure;
use crate::support::workbench::Workbench;

const GUIDE: &str = "minimally-invasive-spinal-fusion";

/// People that are compared when nobody asks for more.
const USUAL_COUNT: usize = 60;

/// People whose leaflets are printed together.
const TOGETHER: usize = 12;

/// A guide that can be made for people.
struct Guide {
    ready: ReadyGuide,
    composed: Composed,
    master: Master,
    engine: Engine,
}

impl Guide {
    /// Opens a guide; `content` is a folder of content, if it is not the built-in.
    fn open(order: &Order, content: Option<&Path>) -> Guide {
        let content = Content::open(content).unwrap();
        let mut sources = SourceSet::new();
        let mut found = Diagnostics::new();
        let ready = ReadyGuide::open(order, &content, &mut sources, &mut found);
        let ready = ready.unwrap_or_else(|failure| panic!("{failure:?}"));
        let composed = ready.compose(&mut found).unwrap();
        Guide {
            ready,
            master: Master::new(composed.personalise(&Person::default())),
            composed,
            engine: Engine::new(),
        }
    }

    fn built_in() -> Guide {
        Guide::open(&Order::new(GUIDE), None)
    }

    fn person(&self, given: &PersonGiven) -> Person {
        let read = self.ready.person(given);
        assert!(read.unknown_surgeon.is_none());
        read.person
    }

    /// The leaflets as a clinic gets them.
    fn printed(&self, people: &[PersonGiven]) -> Vec<Vec<u8>> {
        let panels = people
            .iter()
            .map(|given| self.composed.panel(&self.person(given)));
        let printed = self.master.print_each(panels.collect(), &self.engine);
        printed
            .into_iter()
            .map(|printed| {
                printed
                    .unwrap_or_else(|refusal| panic!("{}", refusal.message))
                    .bytes
            })
            .collect()
    }

    /// The leaflet set whole for this person.
    fn whole(&self, given: &PersonGiven) -> Vec<u8> {
        let person = self.person(given);
        let leaflet = self.composed.personalise(&person);
        match press::print_whole(&leaflet, &self.engine) {
            Ok(printed) => printed.bytes,
            Err(refusal) => panic!("{}", refusal.message),
        }
    }
}

/// What was seen of compared leaflets.
#[derive(Default)]
struct Compared {
    /// The page into which values were printed, of each leaflet that was not set whole.
    imprinted: Vec<usize>,
    /// Leaflets that were set whole after all.
    whole: usize,
    /// A few files that were printed, for other judges.
    samples: Vec<Vec<u8>>,
}

/// Compares both ways for these people; a difference fails the test, when all were compared.
#[track_caller]
fn compare(guide: &Guide, people: &[PersonGiven]) -> Compared {
    let compared = Mutex::new(Compared::default());
    let mut faults: Vec<String> = Vec::new();
    let bench = Workbench::new();
    workers::each(
        workers::processors(),
        people.chunks(TOGETHER).enumerate(),
        |(chunk, people)| {
            let printed = guide.printed(people).into_iter().zip(people);
            let faults = printed.enumerate().map(|(at, (bytes, given))| {
                let at = chunk * TOGETHER + at;
                let whole = guide.whole(given);
                let imprint = FinishedPdf::read(bytes);
                let page = likeness::imprinted_page(&imprint.document);
                {
                    let mut compared = compared.lock().unwrap();
                    match page {
                        Some(page) => compared.imprinted.push(page),
                        None => compared.whole += 1,
                    }
                    if at.is_multiple_of(people.len() / 2 + 1) {
                        compared.samples.push(imprint.bytes.clone());
                    }
                }
                let faults = faults_of(&bench, at, imprint, whole, page);
                faults
                    .into_iter()
                    .map(move |fault| format!("person {at}: {fault}"))
            });
            faults.flatten().collect::<Vec<String>>()
        },
        |found| {
            faults.extend(found);
            ControlFlow::Continue(())
        },
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    compared.into_inner().unwrap()
}

/// What is wrong with one leaflet that was printed, held against the one that was set whole.
fn faults_of(
    bench: &Workbench,
    at: usize,
    imprint: FinishedPdf,
    whole: Vec<u8>,
    page: Option<usize>,
) -> Vec<String> {
    let Some(page) = page else {
        let is_same = imprint.bytes == whole;
        let fault = "it was set whole, and the bytes are others".to_owned();
        return if is_same { Vec::new() } else { vec![fault] };
    };
    let [ours, theirs] = ["ours", "theirs"].map(|whose| format!("{at}-{whose}.pdf"));
    bench.put(&ours, &imprint.bytes);
    bench.put(&theirs, &whole);
    let whole = FinishedPdf::read(whole);
    let mut faults = likeness::differences(&imprint, &whole, page);
    faults.extend(faults_of_structure(&imprint));
    faults.extend(broken_rules(&imprint.bytes));
    faults.extend(imprint.fonts().iter().filter_map(|font| {
        let is_bad = !font.embedded || !font.subset;
        is_bad.then(|| format!("{font:?}"))
    }));
    let [ours, theirs] = [ours, theirs].map(|name| bench.path().join(name));
    if let (Ok(text), Ok(other)) = (outside::pdftotext(&ours), outside::pdftotext(&theirs))
        && text != other
    {
        faults.push("pdftotext reads other words".to_owned());
    }
    if let Ok(complaints) = outside::qpdf_faults(&ours) {
        faults.extend(complaints);
    }
    faults
}

#[test]
fn an_imprint_is_the_leaflet_that_is_set_whole() {
    let count = std::env::var("LEAFLET_ORACLE").ok();
    let count = count.and_then(|count| count.parse().ok());
    let count = count.unwrap_or(USUAL_COUNT);
    let people = people::people(count);
    people::assert_varied(&people);
    let compared = compare(&Guide::built_in(), &people);
    eprintln!(
        "of {count} leaflets {} were imprints and {} were set whole",
        compared.imprinted.len(),
        compared.whole
    );
    assert!(
        compared.imprinted.len() * 10 >= count * 8,
        "too few are imprints"
    );
    assert!(compared.imprinted.iter().all(|page| *page == 1));
}

#[test]
fn a_difference_is_seen() {
    // The judge must be able to say no: one letter, one tag, one dot.
    let guide = Guide::built_in();
    let named = |patient: &str| {
        PersonGiven::default()
            .with(FactName::Patient, patient)
            .with(FactName::Level, "L4–L5")
    };
    let [ours] = &guide.printed(&[named("Sample Patient")])[..] else {
        panic!("one leaflet was asked for")
    };
    let imprint = FinishedPdf::read(ours.clone());
    let whole = FinishedPdf::read(guide.whole(&named("Sample Patient")));
    let none: Vec<String> = Vec::new();
    assert_eq!(likeness::differences(&imprint, &whole, 1), none);

    let other = FinishedPdf::read(guide.whole(&named("Sample Patienl")));
    let faults = likeness::differences(&imprint, &other, 1).join("\n");
    for part in [
        "words in the order of tags",
        "the words 0 of",
        "page 1: `",
        "110 dots",
    ] {
        assert!(faults.contains(part), "{part}: {faults}");
    }

    // A value a tenth of a point aside is seen in its glyphs and in its dots.
    let mut moved = imprint.document.clone();
    damage::change_contents(&mut moved, 1, |contents| {
        let colour = contents.find(" cm/pc0").unwrap();
        let state = contents[..colour].rfind("q ").unwrap();
        contents.insert_str(state + 2, "1 0 0 1 0.1 0 cm ");
    });
    let faults = likeness::differences(&damage::saved(&moved), &whole, 1).join("\n");
    assert!(
        faults.contains("page 1: `") && faults.contains("page 1 at 110"),
        "{faults}"
    );
}

#[test]
fn an_imprint_keeps_to_the_standards_as_verapdf_reads_them() {
    let people: Vec<PersonGiven> = people::people(USUAL_COUNT).into_iter().step_by(5).collect();
    let bench = Workbench::new();
    let mut files = Vec::new();
    let mut imprinted = 0;
    for (at, pdf) in Guide::built_in().printed(&people).into_iter().enumerate() {
        let pdf = FinishedPdf::read(pdf);
        imprinted += usize::from(likeness::imprinted_page(&pdf.document).is_some());
        bench.put(&format!("{at}.pdf"), &pdf.bytes);
        files.push(bench.path().join(format!("{at}.pdf")));
    }
    // A leaflet whose values are too high is set whole.
    assert!(
        imprinted + 1 >= files.len(),
        "{imprinted} of {}",
        files.len()
    );
    let files: Vec<&Path> = files.iter().map(|file| file.as_path()).collect();
    if let Ok(faults) = outside::verapdf_faults(&files) {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
