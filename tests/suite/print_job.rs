//! Many leaflets in one file for the printer: each as its single file, on a front side, stored once.

use std::path::Path;

use leaflet::base::diagnostic::Diagnostics;
use leaflet::base::stop::Stop;
use leaflet::commands::batch::{Defaults, Plan, job};
use leaflet::commands::file_names::{NamePattern, USUAL_PATTERN};
use leaflet::commands::make::{Order, PersonGiven, ReadyGuide, SurgeonGiven};
use leaflet::input::content::Content;
use leaflet::input::roster::sheet::{Sheet, SheetOptions};
use leaflet::input::roster::{ColumnNames, Roster};
use leaflet::leaflet::{Leaflet, PAPERS, PanelField, Print};
use leaflet::model::fact::FactName;
use leaflet::model::patient::{Person, read_fact};
use leaflet::pages::imprint::print_job::{JobCopy, JobFault, Opened, PrintJob, Which};
use leaflet::pages::press::{
    JobContent, JobLeaflet, JobProblem, JobReport, Master, print_job, print_whole,
};
use leaflet::pages::typeset::{Engine, SeparatorWords};
use leaflet::source::SourceSet;

use crate::names::names_by_script;
use crate::standards::broken_rules;
use crate::support::outside;
use crate::support::pdf_reading::{Element, FinishedPdf, PageContents};
use crate::support::pictures::picture_of_page;
use crate::support::structure_check::faults_of_structure;
use crate::support::workbench::Workbench;

const SEED: &str = "minimally-invasive-spinal-fusion";
const LONG_NAME: &str = "Wilhelmina Exemplara Beispielova-Przykladowa of Sampleton and Placeholder";

/// A guide, read, with its papers and leaflets.
struct Read {
    guide: ReadyGuide,
}

fn read(guide: &str, content: Option<&str>, paper: usize) -> Read {
    let content = content.map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let content = Content::open(content.as_deref()).unwrap();
    let order = Order {
        print: Print::on(&PAPERS[paper]),
        ..Order::new(guide)
    };
    let mut found = Diagnostics::new();
    let guide = ReadyGuide::open(&order, &content, &mut SourceSet::new(), &mut found).unwrap();
    Read { guide }
}

impl Read {
    fn person(&self, patient: &str) -> Person {
        let given = PersonGiven::default()
            .with(FactName::Patient, patient)
            .with_surgeon(SurgeonGiven::Named("Sample Surgeon".to_owned()))
            .with(FactName::Side, "left");
        self.guide.person(&given).person
    }

    fn panel(&self, patient: &str) -> Vec<PanelField> {
        let composed = self.guide.compose(&mut Diagnostics::new()).unwrap();
        composed.panel(&self.person(patient))
    }

    fn leaflet(&self, person: &Person) -> Leaflet {
        self.guide.leaflet(person, &mut Diagnostics::new()).unwrap()
    }

    fn master(&self) -> Master {
        Master::new(self.leaflet(&Person::default()))
    }
}

/// A leaflet of a job, and the single file that it must be like.
struct Case<'a> {
    leaflet: JobLeaflet<'a>,
    single: Vec<u8>,
}

fn printed<'a>(master: &'a Master, panel: Vec<PanelField>, engine: &Engine) -> Case<'a> {
    let single = master.print(panel.clone(), engine).unwrap().bytes;
    let content = JobContent::Panel { master, panel };
    case(content, single)
}

fn whole<'a>(leaflet: Leaflet, engine: &Engine) -> Case<'a> {
    let single = print_whole(&leaflet, engine).unwrap().bytes;
    case(JobContent::Whole(Box::new(leaflet)), single)
}

fn case(content: JobContent<'_>, single: Vec<u8>) -> Case<'_> {
    let leaflet = JobLeaflet {
        content,
        bookmark: String::new(),
        separator: None,
    };
    Case { leaflet, single }
}

/// Prints a job; every second leaflet has a separator.
fn job(cases: Vec<Case<'_>>, engine: &Engine) -> (Vec<u8>, JobReport, Vec<FinishedPdf>) {
    let mut singles = Vec::new();
    let leaflets = cases.into_iter().enumerate().map(|(at, case)| {
        singles.push(FinishedPdf::read(case.single));
        let words = SeparatorWords {
            serial: None,
            row: at + 2,
            appointment: Some("2026-11-25 09:30".to_owned()),
            patient: Some(read_fact("محمد علی").unwrap().fact),
            guide: "A sample (guide)".to_owned(),
            language: "English".to_owned(),
        };
        JobLeaflet {
            bookmark: format!("Row {} · A sample (guide)", at + 2),
            separator: (at % 2 == 1).then_some(words),
            ..case.leaflet
        }
    });
    let mut bytes = Vec::new();
    let report = print_job(leaflets, "Leaflets to print", engine, &mut bytes).unwrap();
    (bytes, report, singles)
}

/// The tree below an element in words, without what sets one copy's names apart from another's.
fn tags_of(element: &Element) -> String {
    let snapshot = element.to_snapshot();
    let mut tags = String::new();
    let mut rest = snapshot.as_str();
    // Eight figures and a stroke before the names of header cells.
    while let Some(at) = rest.find("-U") {
        let sign = at.checked_sub(8).and_then(|from| rest.get(from..at));
        let is_sign = sign.is_some_and(|sign| sign.bytes().all(|byte| byte.is_ascii_digit()));
        let before = if is_sign { at - 8 } else { at + 1 };
        tags.push_str(&rest[..before]);
        rest = &rest[at + 1..];
    }
    tags.push_str(rest);
    tags
}

fn text_of(page: &PageContents) -> String {
    page.pieces
        .iter()
        .map(|piece| piece.text.as_str())
        .collect()
}

/// The words below an element, with their languages where they are not that of the whole.
fn words_of(element: &Element) -> Vec<(String, Option<String>)> {
    let whole = Element {
        language: None,
        ..element.clone()
    };
    let passages = whole.passages().into_iter();
    passages
        .map(|passage| (passage.text, passage.language))
        .collect()
}

#[test]
fn every_page_of_a_job_names_its_own_person_and_nobody_else() {
    let seed = read(SEED, None, 0);
    let engine = Engine::new();
    let master = seed.master();
    let names = ["Zqxva Onepatient", LONG_NAME, "Zqxvb Otherpatient"];
    let cases = names.map(|name| printed(&master, seed.panel(name), &engine));
    let (bytes, _, singles) = job(cases.into(), &engine);
    let job = FinishedPdf::read(bytes);
    let firsts = names.map(|name| name.split(' ').next().unwrap());
    let mut pages = [0; 3];
    for page in &job.pages {
        let words: String = page
            .pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect();
        let named: Vec<usize> = (0..3).filter(|at| words.contains(firsts[*at])).collect();
        assert!(named.len() < 2, "page {} names {named:?}", page.number);
        for at in named {
            pages[at] += 1;
        }
    }
    let own = singles.iter().map(|single| single.pages.len());
    assert!(own.eq(pages), "{pages:?}");
    for first in firsts {
        assert_eq!(job.traces_off_the_pages(first), Vec::<String>::new());
    }
}

#[test]
fn each_leaflet_of_a_job_is_its_single_file_page_by_page() {
    let engine = Engine::new();
    let example = "examples/every-block";
    let (seed, on_letter) = (read(SEED, None, 0), read(SEED, None, 1));
    let pictures = read("every-block", Some(example), 0);
    let (a4, letter, everyone) = (seed.master(), on_letter.master(), pictures.master());
    let hindi = Master::new(Leaflet {
        language: "hi".to_owned(),
        ..seed.leaflet(&Person::default())
    });
    let person = pictures.person("नमूना रोगी");
    let cases = vec![
        printed(&a4, seed.panel("Sample Patient"), &engine),
        printed(&everyone, Vec::new(), &engine),
        printed(&letter, on_letter.panel("محمد علی"), &engine),
        whole(pictures.leaflet(&person), &engine),
        printed(&a4, seed.panel(LONG_NAME), &engine),
        printed(&hindi, seed.panel("क्ष्मालक्ष्मी ज्ञानेश्वरी"), &engine),
        printed(&a4, Vec::new(), &engine),
        whole(pictures.leaflet(&person), &engine),
        printed(&a4, seed.panel("محمد علی"), &engine),
        printed(&everyone, Vec::new(), &engine),
        // A panel that is too high for stock.
        printed(&a4, seed.panel(&[LONG_NAME; 8].join(" ")), &engine),
    ];
    let (count, in_hindi) = (cases.len(), 5);
    let (bytes, report, singles) = job(cases, &engine);
    let pdf = FinishedPdf::read(bytes.clone());

    assert_eq!(report.first_pages.len(), count);
    assert_eq!(report.pages, pdf.pages.len());
    assert_eq!(report.sheets() * 2, pdf.pages.len());
    let document = document_of(&pdf);
    let parts: Vec<&Element> = document.elements().collect();
    assert!(parts.iter().all(|part| part.role == "Part"));
    let leaflets = parts.iter().filter(|part| !part.all("H1").is_empty());
    let leaflets: Vec<&Element> = leaflets.copied().collect();
    assert_eq!((leaflets.len(), parts.len()), (count, count + count / 2));
    let (sizes, mut used) = (pdf.page_sizes(), vec![false; pdf.pages.len()]);
    let mut odd = 0;
    for (at, single) in singles.iter().enumerate() {
        let first = report.first_pages[at];
        assert_eq!(first % 2, 1, "leaflet {at} begins on a back side");
        for page in 1..=single.pages.len() {
            let here = first + page - 1;
            used[here - 1] = true;
            let own = picture_of_page(&single.bytes, page, 60.0);
            let in_job = picture_of_page(&bytes, here, 60.0);
            assert!(own.dots == in_job.dots, "leaflet {at}, page {page}");
            assert!(
                own.dots.iter().any(|dot| *dot < 128),
                "leaflet {at}, page {page} is empty"
            );
            assert_eq!(sizes[here - 1], single.page_sizes()[page - 1]);
            assert_eq!(
                text_of(&pdf.pages[here - 1]),
                text_of(&single.pages[page - 1])
            );
        }
        odd += single.pages.len() % 2;
        if single.pages.len() % 2 == 1 {
            let empty = &pdf.pages[first + single.pages.len() - 1];
            assert!(empty.pieces.is_empty() && empty.glyphs.is_empty());
        }
        let own = &document_of(single);
        assert_eq!(tags_of(leaflets[at]), tags_of(own), "leaflet {at}");
        let (in_job, alone) = (words_of(leaflets[at]), words_of(own));
        assert_eq!(in_job.len(), alone.len(), "leaflet {at}");
        for (in_job, alone) in in_job.iter().zip(&alone) {
            assert_eq!(in_job, alone, "leaflet {at}");
        }
        let language = if at == in_hindi { "hi" } else { "en" };
        assert_eq!(leaflets[at].language.as_deref(), Some(language));
        assert_eq!(
            links_from(&pdf, first, single),
            links_from(single, 1, single)
        );
    }
    assert!(odd > 0, "no leaflet has an odd number of pages");
    // A separator stands right before its leaflet, its back is empty.
    for at in (1..count).step_by(2) {
        let separator = report.first_pages[at] - 2;
        let words = text_of(&pdf.pages[separator - 1]);
        for printed in [(at + 2).to_string(), "2026-11-25 09:30".to_owned()] {
            assert!(words.contains(&printed), "{words}");
        }
        assert!(pdf.pages[separator].glyphs.is_empty());
        used[separator - 1] = true;
    }
    let unused = used.iter().enumerate().filter(|(_, used)| !**used);
    for (page, _) in unused {
        assert!(pdf.pages[page].glyphs.is_empty(), "page {}", page + 1);
    }

    let bookmarks = pdf.bookmarks();
    assert_eq!(bookmarks.len(), count);
    for (at, bookmark) in bookmarks.iter().enumerate() {
        assert_eq!(bookmark.title, format!("Row {} · A sample (guide)", at + 2));
        assert_eq!(bookmark.page, Some(report.first_pages[at]));
        assert_eq!(bookmark.level, 1);
    }
    assert_eq!(
        pdf.information("Title").as_deref(),
        Some("Leaflets to print")
    );
    assert!(pdf.shows_its_title() && pdf.says_that_it_is_tagged());
    assert_eq!(pdf.language().as_deref(), Some("en"));
    for name in [LONG_NAME, "محمد علی", "Sample Patient", "नमूना रोगी"] {
        assert_eq!(pdf.traces_off_the_pages(name), Vec::<String>::new());
    }
    judge(&bytes, &pdf);
}

fn document_of(pdf: &FinishedPdf) -> Element {
    let tree = pdf.tag_tree();
    let documents: Vec<&Element> = tree.elements().collect();
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0].role, "Document");
    documents[0].clone()
}

/// A tag with its page, its words, its box and its alternative text, as far as it has them.
type Traced = (usize, Option<String>, [f32; 4], Option<String>);

/// The links of a leaflet that begins on this page, with their pages counted from its first.
fn links_from(pdf: &FinishedPdf, first: usize, single: &FinishedPdf) -> Vec<Traced> {
    let range = first..first + single.pages.len();
    let links = pdf.links().into_iter();
    links
        .filter(|link| range.contains(&link.page))
        .map(|link| {
            (
                link.page + 1 - first,
                link.address,
                link.rectangle,
                link.owner,
            )
        })
        .collect()
}

/// Whatever can judge a file judges it.
fn judge(bytes: &[u8], pdf: &FinishedPdf) {
    assert_eq!(faults_of_structure(pdf), Vec::<String>::new());
    assert_eq!(broken_rules(bytes), Vec::<String>::new());
    let bench = Workbench::new().with_file("job.pdf", bytes);
    let path = bench.path().join("job.pdf");
    if let Ok(faults) = outside::qpdf_faults(&path) {
        assert!(faults.is_empty(), "{faults:?}");
    }
    if let Ok(faults) = outside::verapdf_faults(&[&path]) {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

/// So many leaflets of the first guide, for invented people of all scripts.
fn many(count: usize, seed: &Read) -> Vec<Vec<PanelField>> {
    let names: Vec<&str> = names_by_script().into_values().flatten().collect();
    let name = |at: usize| {
        let (one, other) = (
            names[at % names.len()],
            names[at / names.len() % names.len()],
        );
        format!("{one} {other}")
    };
    (0..count).map(|at| seed.panel(&name(at))).collect()
}

fn print_many(master: &Master, panels: &[Vec<PanelField>], engine: &Engine) -> Vec<u8> {
    let leaflets = panels.iter().enumerate().map(|(at, panel)| JobLeaflet {
        content: JobContent::Panel {
            master,
            panel: panel.clone(),
        },
        bookmark: format!("Row {}", at + 2),
        separator: None,
    });
    let mut bytes = Vec::new();
    print_job(leaflets, "Leaflets to print", engine, &mut bytes).unwrap();
    bytes
}

#[test]
fn a_job_is_small_and_the_same_every_time() {
    let engine = Engine::new();
    let seed = read(SEED, None, 0);
    let panels = many(60, &seed);
    let master = seed.master();
    let bytes = print_many(&master, &panels, &engine);
    let singles = master.print_each(panels.clone(), &engine).into_iter();
    let singles: Vec<Vec<u8>> = singles.map(|single| single.unwrap().bytes).collect();
    let together: usize = singles.iter().map(Vec::len).sum();
    let pages = FinishedPdf::read(singles[0].clone()).pages.len();
    assert!(
        bytes.len() * 100 <= together * 10,
        "{} bytes of {together}",
        bytes.len()
    );
    let pdf = FinishedPdf::read(bytes.clone());
    assert_eq!(pdf.pages.len(), 60 * pages.next_multiple_of(2));
    judge(&bytes, &pdf);

    for master in [&master, &seed.master()] {
        let again = print_many(master, &panels, &Engine::new());
        assert!(again == bytes, "another run gives other bytes");
    }
    let other = print_many(&master, &panels[1..], &engine);
    assert_ne!(FinishedPdf::read(other).metadata(), pdf.metadata());
}

#[test]
fn tags_of_another_copy_are_found_by_the_judges() {
    // The judges must be able to say no: two copies that have each other's owners.
    let engine = Engine::new();
    let seed = read(SEED, None, 0);
    let mut pdf = FinishedPdf::read(print_many(&seed.master(), &many(2, &seed), &engine));
    assert_eq!(faults_of_structure(&pdf), Vec::<String>::new());
    let ids = [1, pdf.pages.len() / 2 + 1].map(|at| pdf.pages[at].id);
    let key = |pdf: &FinishedPdf, id| {
        let page = pdf.document.get_dictionary(id).unwrap();
        page.get(b"StructParents").unwrap().clone()
    };
    let keys = ids.map(|id| key(&pdf, id));
    for (id, other) in ids.into_iter().zip(keys.into_iter().rev()) {
        let page = pdf.document.get_object_mut(id).unwrap();
        page.as_dict_mut().unwrap().set("StructParents", other);
    }
    let faults = faults_of_structure(&pdf);
    assert!(faults.len() > 50, "{faults:?}");
}

#[test]
fn a_job_without_leaflets_is_refused() {
    let none: [JobLeaflet<'_>; 0] = [];
    let refused = print_job(none, "Nothing", &Engine::new(), Vec::new());
    assert!(matches!(
        refused,
        Err(JobProblem::Refused { leaflet: 0, .. })
    ));
}

#[test]
fn a_full_disk_is_told() {
    struct Full(usize);
    impl std::io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self
                .0
                .checked_sub(bytes.len())
                .ok_or(std::io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let seed = read(SEED, None, 0);
    let master = seed.master();
    for room in [0, 20_000, 60_000] {
        let leaflets = many(3, &seed).into_iter().map(|panel| JobLeaflet {
            content: JobContent::Panel {
                master: &master,
                panel,
            },
            bookmark: String::new(),
            separator: None,
        });
        let problem = print_job(leaflets, "Full", &Engine::new(), Full(room)).unwrap_err();
        let JobProblem::Write(problem) = problem else {
            panic!("{room}: {problem}");
        };
        assert_eq!(problem.kind(), std::io::ErrorKind::StorageFull);
    }
}

#[test]
fn a_broken_file_is_refused_or_taken_and_never_a_panic() {
    let engine = Engine::new();
    let example = read("every-block", Some("examples/every-block"), 0);
    let whole = example.master().print(Vec::new(), &engine).unwrap().bytes;
    let copy = JobCopy {
        language: "en",
        bookmark: Some("broken"),
    };
    let take = |pdf: &[u8]| -> Result<Vec<u8>, JobFault> {
        let mut job = PrintJob::begin(Vec::new())?;
        let mut opened = Opened::read(pdf)?;
        let plate = job.plate(&mut opened, &Which::All)?;
        job.add(&plate, None, &copy)?;
        let no_rooms = job.plate(
            &mut opened,
            &Which::WithRooms {
                page: 0,
                marks: &["no mark".to_owned()],
                has_head: false,
            },
        );
        assert!(no_rooms.is_err());
        assert!(job.plate(&mut opened, &Which::One(99)).is_err());
        job.finish("Broken")
    };
    assert!(take(&whole).is_ok());
    let (mut refused, mut count) = (0, 0);
    // Objects stand after the tags' beginning; the contents of streams are not looked at.
    for at in (15..whole.len()).step_by(401) {
        for sign in [b'0', b'9', b'/', b'>', b'R', 0xff] {
            let mut broken = whole.clone();
            broken[at] = sign;
            count += 1;
            refused += usize::from(take(&broken).is_err());
        }
    }
    for length in (0..whole.len()).step_by(997) {
        count += 1;
        refused += usize::from(take(&whole[..length]).is_err());
    }
    assert!(refused > count / 20, "{refused} of {count} refused");
}

#[test]
fn a_job_is_made_of_what_was_read_when_it_was_planned() {
    let guide = "title: The knee\nsections:\n  - heading: A\n    roles: [other]\n    blocks:\n      \
                 - paragraph: Ask {surgeon}.\n      \
                 - figure: { picture: new.svg, alternative_text: A }\n";
    let picture =
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>";
    let bench = Workbench::new()
        .with_file("content/guides/knee/en.yaml", guide)
        .with_file("content/guides/knee/new.svg", picture);
    let content = Content::open(Some(&bench.path().join("content"))).unwrap();
    let mut sources = SourceSet::new();
    let list = b"patient\nQx Anna\nQx Berta\n";
    let sheet = Sheet::read("list.csv", list, &SheetOptions::default(), &mut sources).unwrap();
    let (roster, _) = Roster::read(&sheet, &ColumnNames::default(), None, false);
    let defaults = Defaults {
        order: Order::new("knee"),
        has_guide: true,
        surgeon: None,
        date: None,
        names: NamePattern::read(USUAL_PATTERN).unwrap(),
    };
    let mut found = Diagnostics::new();
    let plan = Plan::of(
        &roster.unwrap(),
        &defaults,
        &content,
        &mut sources,
        &mut found,
    )
    .unwrap();
    let print = || {
        let (engine, stop) = (Engine::new(), Stop::new());
        let mut out = Vec::new();
        let report = job::print_rows(&plan, &[0, 1], false, &stop, &engine, &mut out);
        assert_eq!(report.unwrap().unwrap().first_pages.len(), 2);
        out
    };
    let before = print();
    std::fs::remove_file(bench.path().join("content/guides/knee/new.svg")).unwrap();
    assert!(print() == before, "the picture was looked for once more");
}
