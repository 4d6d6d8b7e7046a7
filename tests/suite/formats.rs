//! Formats: text says what the PDF's tags say, a new kind of block is in every format, and a new format has every
//! kind of block.

use leaflet::base::diagnostic::Diagnostics;
use leaflet::commands::make::{self, Order, PersonGiven, ReadyGuide};
use leaflet::input::content::Content;
use leaflet::leaflet::format::{FORMATS, Files, Format, KnownBy, MadeFrom, TEXT};
use leaflet::leaflet::{
    Edition, Element, Imposition, Leaflet, LeafletBlock, LeafletPicture, Marks, Paper, Piece,
    Print, Selection, elements,
};
use leaflet::model::patient::Person;
use leaflet::pages::press;
use leaflet::pages::typeset::Engine;
use leaflet::source::SourceSet;
use unicode_normalization::UnicodeNormalization;

use crate::support::pdf_reading::{Element as Tag, FinishedPdf, Node};
use crate::support::snapshots;
use crate::support::workbench::Workbench;

const GUIDE: &str = "minimally-invasive-spinal-fusion";
const EVERY_BLOCK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/every-block");
const RIGHT_TO_LEFT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/right-to-left");

/// The words of a text, in order: what prints nothing and what stands between words is left out, and raised figures
/// are figures.
fn words(text: &str) -> Vec<String> {
    let is_unseen = |sign: &char| matches!(sign, '\u{2060}'..='\u{2069}' | '\u{202a}'..='\u{202e}');
    let text: String = text
        .chars()
        .filter(|sign| !is_unseen(sign))
        .nfkc()
        .collect();
    let is_of_word =
        |sign: char| sign.is_alphanumeric() || unicode_normalization::char::is_combining_mark(sign);
    text.split(|sign| !is_of_word(sign))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What a screen reader says of an element: words, the description of a picture, the address of a link whose words
/// are another's, the head of its column before each cell.
fn said(tag: &Tag, into: &mut String) {
    match tag.role.as_str() {
        "Figure" => {
            into.push_str(tag.alternative_text.as_deref().unwrap());
            into.push('\n');
            return;
        }
        "Table" => return said_of_table(tag, into),
        _ => {}
    }
    if let Some(actual) = &tag.actual_text {
        into.push_str(actual);
        return;
    }
    let mut address = None;
    for child in &tag.children {
        match child {
            Node::Element(inner) => said(inner, into),
            Node::Words { text, .. } => into.push_str(text),
            Node::Object { address: found, .. } => address = found.clone(),
        }
    }
    if let Some(address) = address
        && tag.role == "Link"
        && let Some((scheme, bare)) = address.split_once(':')
        && scheme != "tel"
        && !tag.text().contains(bare.trim_matches('/'))
    {
        into.push_str(&format!(" ({address}) ").replace("mailto:", ""));
    }
    if !matches!(tag.role.as_str(), "Span" | "Strong" | "Link") {
        into.push('\n');
    }
}

fn said_of_table(table: &Tag, into: &mut String) {
    let rows = table.all("TR");
    let heads: Vec<String> = rows[0].elements().map(Tag::text).collect();
    into.push_str(&heads.join("\n"));
    into.push('\n');
    for row in &rows[1..] {
        for (cell, head) in row.elements().zip(&heads) {
            let mut text = String::new();
            said(cell, &mut text);
            // A row of two columns is one line, and a cell that says nothing is none.
            if cell.role == "TD" && heads.len() > 2 && !text.trim().is_empty() {
                into.push_str(&format!("{head}\n"));
            }
            into.push_str(&text);
            into.push('\n');
        }
    }
}

/// The words without the room for the patient's own questions, which on paper stands where the pages have most of it.
fn without_room(mut words: Vec<String>) -> Vec<String> {
    let room =
        "Your questions What matters most to me What I would like to ask What I was told today";
    let room: Vec<&str> = room.split(' ').collect();
    if let Some(at) = words.windows(room.len()).position(|some| some == room) {
        words.drain(at..at + room.len());
    }
    words
}

/// Makes a leaflet as text and as PDF, and holds the words of one against the tags of the other; gives the text.
#[track_caller]
fn text_as_the_tags_say(bench: &Workbench, arguments: &[&str]) -> String {
    let make = |file: &str| {
        let run = bench
            .leaflet(["make"])
            .with(arguments)
            .with(["-o", file])
            .run();
        run.succeeds();
    };
    make("made.txt");
    make("made.pdf");
    let text = String::from_utf8(bench.bytes("made.txt")).unwrap();
    let mut expected = String::new();
    said(&bench.pdf("made.pdf").tag_tree(), &mut expected);
    let (found, expected) = (without_room(words(&text)), without_room(words(&expected)));
    let first = found
        .iter()
        .zip(&expected)
        .position(|(one, other)| one != other);
    if let Some(at) = first {
        let around = at.saturating_sub(5)..at + 5;
        panic!(
            "text: {:?}\ntags: {:?}",
            found.get(around.clone()),
            expected.get(around)
        );
    }
    assert_eq!(found.len(), expected.len());
    assert!(found.len() > 100);
    text
}

#[test]
fn text_says_what_the_tags_say() {
    let bench = Workbench::new();
    let text = text_as_the_tags_say(&bench, &[GUIDE]);
    // Every line is one paragraph, and nothing is there that cannot be seen.
    assert!(text.lines().all(|line| line == line.trim_end()));
    assert!(!text.contains(|sign: char| sign.is_control() && sign != '\n'));
    assert!(!text.contains(['\u{feff}', '\u{2060}', '\u{2066}', '\u{200b}']));
    let bench = Workbench::new();
    let personal = text_as_the_tags_say(
        &bench,
        &[
            GUIDE,
            "--patient",
            "Sample Patient",
            "--surgeon",
            "bhavuk-garg",
            "--level",
            "L4–L5",
        ],
    );
    assert!(personal.contains(
        "\n\nPrepared for: Sample Patient\nYour surgeon: Dr. Prof. Bhavuk Garg\nLevel: L4–L5\n\n"
    ));
}

#[test]
fn every_kind_of_block_reads_in_text_as_accepted() {
    let bench = Workbench::new();
    let text = text_as_the_tags_say(&bench, &["every-block", "--content", EVERY_BLOCK]);
    snapshots::assert_reads_like("every-block", &text);
}

#[test]
fn text_in_urdu_and_in_hindi_says_what_the_tags_say() {
    let bench = Workbench::new();
    let urdu = [
        "knee",
        "--content",
        RIGHT_TO_LEFT,
        "--brand",
        "sample",
        "--language",
        "ur",
    ];
    let person = [
        "--patient",
        "Mr. Sample Patient (Jr.)",
        "--reference",
        "HS/2026-0417 B",
    ];
    let text = text_as_the_tags_say(&bench, &[&urdu[..], &person].concat());
    // A name in Latin letters keeps its order in a line of Urdu.
    assert!(text.contains("\u{2066}Mr. Sample Patient (Jr.)\u{2069}\n"));
    assert!(!text.contains('\u{2060}'));
    for line in text.lines() {
        let count = |signs: &[char]| line.chars().filter(|sign| signs.contains(sign)).count();
        let opened = count(&['\u{2066}', '\u{2067}', '\u{2068}']);
        assert_eq!(opened, count(&['\u{2069}']), "{line}");
    }

    let hindi = include_str!("../../content/languages/en.yaml")
        .replace("\ntag: en", "\ntag: hi\ndigits: \"०१२३४५६७८९\"")
        .replace("\nname: English", "\nname: हिन्दी")
        .replace("What to do ", "क्या करें ");
    let guide = "\
title: घुटने का दर्द
summary: यह पर्चा घुटने के दर्द के बारे में है।
sections:
  - heading: ऑपरेशन कैसे होता है
    roles: [procedure]
    blocks:
      - procedure_steps:
          - step: पहले आपको बेहोश किया जाता है।
            text: आपको दर्द नहीं होगा।
          - step: फिर डॉक्टर जोड़ को साफ़ करते हैं।
  - heading: जोखिम
    roles: [risks]
    blocks:
      - risks:
          - risk: संक्रमण
            leads_to: दूसरा ऑपरेशन।
            how_often: 1 in 1,000
      - warning_signs:
          - sign: तेज़ बुखार
            what_to_do: 011 4055 4055 पर फ़ोन करें।
      - question:
          question: मैं कब चल सकूँगा?
          answer: अगले दिन से, धीरे-धीरे। पूरी ताक़त लौटने में छह से बारह हफ़्ते लग सकते हैं, और हर मरीज़ में यह अलग होता है।
";
    let bench = Workbench::new()
        .with_file("content/languages/hi.yaml", hindi)
        .with_file("content/guides/knee/hi.yaml", guide);
    let text = text_as_the_tags_say(&bench, &["knee", "--language", "hi"]);
    assert!(text.contains("\n१. पहले आपको बेहोश किया जाता है।\n   आपको दर्द नहीं होगा।\n\n२. फिर"));
    assert!(text.contains("\n• संक्रमण – What it may lead to: दूसरा ऑपरेशन। "));
}

/// A leaflet with a block that is nothing but its elements, of each kind one.
fn with_a_dummy_block(words_of: impl Fn(&str) -> Vec<Piece>) -> Leaflet {
    let mut found = Diagnostics::new();
    let ready = ReadyGuide::open(
        &Order::new(GUIDE),
        &Content::default(),
        &mut SourceSet::new(),
        &mut found,
    );
    let ready = ready.unwrap();
    let mut leaflet = ready.leaflet(&Person::default(), &mut found).unwrap();
    let paragraph = |text: &str| Element::Paragraph(words_of(text));
    let list = |marks| Element::List {
        marks,
        head: vec![words_of("dummyhead")],
        items: vec![
            vec![paragraph("dummyitem"), paragraph("dummymore")],
            vec![paragraph("dummyitem")],
        ],
    };
    let picture = leaflet.pictures[0].path.clone();
    let dummy = LeafletBlock::Elements(vec![
        Element::Heading {
            level: 3,
            words: words_of("dummyheading"),
        },
        paragraph("dummyparagraph"),
        Element::Lines(vec![words_of("dummyline"), words_of("dummyline")]),
        list(Marks::Bullets),
        list(Marks::Numbers),
        list(Marks::Boxes),
        Element::Table {
            head: vec![words_of("dummypoint"), words_of("dummycolumn")],
            rows: vec![(words_of("dummyrow"), vec![Some(words_of("dummycell"))])],
        },
        Element::Note {
            level: Some(4),
            label: words_of("dummylabel"),
            elements: vec![paragraph("dummynote")],
        },
        Element::Figure {
            pictures: vec![LeafletPicture::alone(picture, "dummydescription")],
            caption: Some(words_of("dummycaption")),
        },
    ]);
    leaflet.sections[0].blocks.insert(0, dummy);
    leaflet
}

#[test]
fn a_new_kind_of_block_is_in_every_format() {
    let leaflet = with_a_dummy_block(|text| Piece::plain(text));
    let dummies = |text: &str| -> Vec<String> {
        let words = words(text).into_iter();
        words.filter(|word| word.starts_with("dummy")).collect()
    };
    let expected = dummies(&leaflet::leaflet::format::text(&leaflet));
    assert_eq!(expected.len(), 24);
    for format in FORMATS {
        let engine = Engine::new();
        let finished = press::finished(leaflet.clone(), format, 30, &engine).unwrap();
        let of_files = match format.made_from {
            MadeFrom::Pages => {
                let pdf = FinishedPdf::read(finished.files[0].clone());
                let mut text = String::new();
                said(&pdf.tag_tree(), &mut text);
                dummies(&text)
            }
            MadeFrom::Elements(_) => dummies(std::str::from_utf8(&finished.files[0]).unwrap()),
            // Of pictures only their number is known: the dummy takes a page.
            MadeFrom::Pictures => {
                let usual = with_a_dummy_block(|_| Piece::plain("a"));
                let usual = press::finished(usual, format, 30, &engine).unwrap();
                assert!(usual.files != finished.files);
                expected.clone()
            }
        };
        assert_eq!(of_files, expected, "{}", format.name);
        assert!(
            finished.files.iter().all(|file| format.is_of(file)),
            "{}",
            format.name
        );
        let is_one = format.files == Files::One;
        assert_eq!(finished.files.len() == 1, is_one, "{}", format.name);
    }
}

/// A format that is in no list: how many elements there are.
static DUMMY: Format = Format {
    name: "dummy",
    called: "dummy",
    purpose: "a test",
    endings: &["dum"],
    naming: "a dummy: end its name in `.dum`",
    media_type: "application/x-dummy",
    known_by: KnownBy::Beginning(b"elements: "),
    may_be_personal: false,
    files: Files::One,
    made_from: MadeFrom::Elements(|leaflet| {
        format!("elements: {}", elements(leaflet).len()).into_bytes()
    }),
};

static ONLY_DUMMY: &[&Format] = &[&DUMMY];

#[test]
fn a_new_format_is_its_own_values() {
    let usual = Print::usual().edition;
    let edition: &'static Edition = Box::leak(Box::new(Edition {
        name: "dummy",
        purpose: "a test",
        measures: usual.measures.clone(),
        selection: Selection {
            parts: usual.selection.parts,
            left_out: &[],
        },
        imposition: Imposition::PageByPage,
        formats: ONLY_DUMMY,
    }));
    let make = |format: &'static Format, person: PersonGiven| {
        let order = Order {
            print: Print {
                edition,
                paper: Paper::usual(),
                design: None,
            },
            format,
            person,
            ..Order::new(GUIDE)
        };
        let sources = &mut SourceSet::new();
        make::make(&order, &Content::default(), &Engine::new(), sources)
    };
    let made = make(&DUMMY, PersonGiven::default()).unwrap();
    assert!(DUMMY.is_of(made.file()) && made.files.len() == 1 && made.pages == 0);
    // The edition comes as nothing else, and the format is for nobody's name.
    assert!(make(&TEXT, PersonGiven::default()).is_err());
    let person = PersonGiven::default().with(leaflet::model::fact::FactName::Patient, "Asha Test");
    assert!(make(&DUMMY, person).is_err());
}

#[test]
fn text_is_asked_for_by_name_or_by_ending_and_never_replaces_other_texts() {
    let bench = Workbench::new();
    let make = |arguments: &[&str]| bench.leaflet(["make", GUIDE]).with(arguments).run();
    make(&["--format", "text"])
        .succeeds()
        .makes(&[&format!("{GUIDE}-en.txt")]);
    let text = bench.bytes(&format!("{GUIDE}-en.txt"));
    make(&["-o", "a.TXT"]).succeeds().makes(&["a.TXT"]);
    assert!(bench.bytes("a.TXT") == text);
    let run = make(&["-o", "-", "--format", "TEXT"]);
    run.succeeds().makes_nothing();
    assert!(run.output_bytes() == text);
    make(&["-o", "b.pdf", "--format", "text"])
        .succeeds()
        .errors_have("the file name given with `-o` does not end in `.txt`");
    make(&["--format", "text", "--dpi", "100"])
        .exits_with(2)
        .errors_have("`--dpi` is for pictures of the pages");
    make(&["-o", "a.TXT"])
        .exits_with(2)
        .errors_have("already exists");
    make(&["-o", "a.TXT", "--force"]).succeeds();
    for (name, notes) in [
        ("guide.txt", "title: Knee\n\nsections: []\n"),
        ("b.txt", "a\r\n\r\n\r\nb\r\n"),
    ] {
        bench.put(name, notes);
        make(&["-o", name, "--force"])
            .exits_with(2)
            .errors_have("is not a leaflet in text; --force replaces leaflets only");
        assert!(bench.bytes(name) == notes.as_bytes());
    }
}

#[cfg(unix)]
#[test]
fn a_text_for_one_patient_is_read_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Workbench::new();
    let run = bench
        .leaflet(["make", GUIDE, "--format", "text", "--patient", "Asha Test"])
        .run();
    run.succeeds();
    let file = format!("{GUIDE}-en-personal.txt");
    run.makes(&[&file]);
    let metadata = std::fs::metadata(bench.path().join(&file)).unwrap();
    assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_list_becomes_texts_beside_its_pdfs() {
    let list = "patient,level\nAsha Test,L4–L5\nRavi Test,\n";
    let bench = Workbench::new().with_file("list.csv", list);
    let batch = |options: &[&str]| {
        let run = bench.leaflet(["batch", "list.csv", "--guide", GUIDE]);
        run.with(options).run()
    };
    let file = |row: usize, ending: &str| format!("patients/{row:04}-{GUIDE}-en.{ending}");
    batch(&[]).succeeds();
    let pdf = bench.bytes(&file(2, "pdf"));
    let run = batch(&["--format", "text"]);
    run.succeeds().errors_have("2 made");
    assert!(bench.bytes(&file(2, "pdf")) == pdf);
    let text = bench.bytes(&file(2, "txt"));
    bench
        .leaflet([
            "make",
            GUIDE,
            "--patient",
            "Asha Test",
            "--level",
            "L4–L5",
            "-o",
            "one.txt",
        ])
        .run()
        .succeeds();
    assert!(bench.bytes("one.txt") == text);
    // Made once, known again; neither format takes the other for an earlier list's.
    batch(&["--format", "text", "--prune"])
        .succeeds()
        .errors_have("2 unchanged");
    batch(&["--prune"]).succeeds().errors_have("2 unchanged");
    assert!(bench.bytes(&file(3, "txt")).starts_with(b"["));
    // Ours is made again, also where it was changed, and notes are kept.
    let changed = [&text[..], b"One more line.\n"].concat();
    bench.put(&file(2, "txt"), changed);
    bench.put(&file(3, "txt"), "Ring Ravi.\n");
    batch(&["--format", "text"]).errors_have("or was changed later");
    batch(&["--format", "text", "--force"]).errors_have("it is not a leaflet in text");
    assert!(bench.bytes(&file(2, "txt")) == text);
    assert_eq!(bench.bytes(&file(3, "txt")), b"Ring Ravi.\n");
    batch(&["--format", "text", "--combined", "print.pdf"])
        .exits_with(2)
        .errors_have("a print job consists of PDFs, but another format was asked for");
    batch(&["--format", "png"])
        .exits_with(2)
        .errors_have("pdf, text");
}

#[test]
fn a_library_comes_in_the_formats_that_are_set() {
    let bench = Workbench::new().with_file("leaflet.yaml", "formats: [text, pdf]\n");
    let build = |options: &[&str]| bench.leaflet(["build"]).with(options).run();
    let (pdf, text) = (
        format!("leaflets/{GUIDE}-en.pdf"),
        format!("leaflets/{GUIDE}-en.txt"),
    );
    build(&[]).succeeds().output_is(&format!("{pdf}\n{text}\n"));
    bench
        .leaflet(["make", GUIDE, "-o", "one.txt"])
        .run()
        .succeeds();
    assert!(bench.bytes("one.txt") == bench.bytes(&text));
    build(&[])
        .succeeds()
        .output_is("")
        .errors_have("2 unchanged");
    build(&["--check"]).succeeds().output_is("");
    std::fs::remove_file(bench.path().join(&text)).unwrap();
    build(&["--format", "text"])
        .succeeds()
        .output_is(&format!("{text}\n"));
    // A text that is no longer made is told, and taken away where that is asked for; other texts are nobody's.
    bench.put("leaflet.yaml", "");
    bench.put("leaflets/knee-en.txt", "Ring the printer.\n");
    build(&[])
        .succeeds()
        .errors_have(&text)
        .never_says("knee-en.txt");
    build(&["--prune"]).succeeds();
    assert!(!bench.files().contains(&text));
    assert!(bench.files().contains(&"leaflets/knee-en.txt".to_owned()));
    bench.put("leaflet.yaml", "formats: [png]\n");
    build(&[]).exits_with(1).errors_have("png");
}

#[test]
fn every_file_of_a_format_has_its_line() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/leaflet/format");
    let files = std::fs::read_dir(folder).unwrap().count();
    // Beside them stands `mod.rs`.
    assert_eq!(files - 1, FORMATS.len());
}
