//! The running heads of personal leaflets: whose leaflet it is, on every page but the first.
//!
//! *What goes in and comes out*: people with short, long and absent names; what the heads of their leaflets say.
//! *What it promises*: the patient and the reference are there whole and nothing else of the person is; the guide's
//! title gives way to them; a head touches neither itself nor the text nor the edge of the paper; it is the page's
//! content and nothing else, and an artifact of pagination; a leaflet for everyone has the guide's title alone.
//! *Why this shape*: that both ways draw the same heads is held by the oracle; here it is said what they draw.

use leaflet::leaflet::PAPERS;
use leaflet::model::design::DESIGNS;

use super::*;
use crate::support::pdf_reading::{Glyph, Mark, plain_bytes};

/// Sixty letters and more.
const LONG: &str = "Sample Extraordinarily Longnamed Patient-Example of Elsewhere";

fn is_head(mark: &Mark) -> bool {
    matches!(mark, Mark::Artifact { kind } if kind == "header")
}

/// Words without the spaces between them, which are not said where a line ends.
fn spaceless(text: &str) -> String {
    text.replace(char::is_whitespace, "")
}

/// What the head of each page says, the words apart that are artifacts of their own.
fn heads(pdf: &FinishedPdf) -> Vec<String> {
    let pages = pdf.pages.iter().map(|page| {
        let head = page.pieces.iter().filter(|piece| is_head(&piece.mark));
        let words: Vec<&str> = head.map(|piece| piece.text.as_str()).collect();
        words.join("|")
    });
    pages.collect()
}

/// What every head but the first says of the person, without spaces, and of the title.
fn person_and_title(heads: &[String]) -> (String, String) {
    assert_eq!(heads[0], "");
    assert!(heads.len() > 2);
    assert!(heads[1..].iter().all(|head| head == &heads[1]), "{heads:?}");
    let (person, title) = heads[1].split_once('|').unwrap_or((&heads[1], ""));
    (spaceless(person), title.to_owned())
}

fn heads_of(guide: &Guide, given: PersonGiven) -> (Vec<String>, bool) {
    let mut printed = guide.printed(&[given]);
    let pdf = FinishedPdf::read(printed.pop().unwrap());
    let is_imprint = likeness::imprinted_page(&pdf.document).is_some();
    (heads(&pdf), is_imprint)
}

#[test]
fn every_page_but_the_first_says_whose_leaflet_it_is() {
    let guide = Guide::built_in();
    let given = PersonGiven::default()
        .with(FactName::Patient, "Sample Patient")
        .with(FactName::Level, "L4–L5")
        .with(FactName::Reference, "REF-17");
    let (heads, is_imprint) = heads_of(&guide, given);
    assert!(is_imprint);
    let (person, title) = person_and_title(&heads);
    assert_eq!(person, "SamplePatient·REF-17");
    assert_eq!(title, "Minimally Invasive Spinal Fusion");
}

#[test]
fn a_long_name_is_never_shortened() {
    let guide = Guide::built_in();
    assert!(LONG.len() >= 60);
    let given = PersonGiven::default()
        .with(FactName::Patient, LONG)
        .with(FactName::Reference, "REF 0017 26");
    let (heads, is_imprint) = heads_of(&guide, given);
    assert!(is_imprint);
    let (person, title) = person_and_title(&heads);
    assert_eq!(person, spaceless(&format!("{LONG} · REF 0017 26")));
    assert_eq!(spaceless(&title), "MinimallyInvasiveSpinalFusion");
}

#[test]
fn the_title_gives_way_to_a_name_that_needs_the_whole_line() {
    let guide = Guide::built_in();
    let name = format!("{LONG} and Farther Away");
    let given = PersonGiven::default()
        .with(FactName::Patient, name.as_str())
        .with(FactName::Reference, "REF 0017 26");
    let (heads, is_imprint) = heads_of(&guide, given);
    assert!(is_imprint);
    let (person, title) = person_and_title(&heads);
    assert_eq!(person, spaceless(&format!("{name} · REF 0017 26")));
    assert_eq!(title, "");
}

#[test]
fn the_pages_make_room_for_a_name_that_no_two_lines_hold() {
    let guide = Guide::built_in();
    let name = "Sample Patient ".repeat(20);
    let given = PersonGiven::default().with(FactName::Patient, name.as_str());
    let (heads, is_imprint) = heads_of(&guide, given.clone());
    assert!(!is_imprint);
    let (person, title) = person_and_title(&heads);
    assert_eq!(person, spaceless(&name));
    assert_eq!(title, "");
    let pdf = FinishedPdf::read(guide.printed(&[given]).remove(0));
    assert_eq!(collisions(&pdf), Vec::<String>::new());
}

#[test]
fn without_a_name_and_a_reference_the_heads_have_the_title_alone() {
    let guide = Guide::built_in();
    for given in [
        PersonGiven::default(),
        PersonGiven::default().with(FactName::Level, "L4–L5"),
    ] {
        let (heads, _) = heads_of(&guide, given);
        assert_eq!(
            heads[1],
            "Minimally Invasive Spinal Fusion: A Patient Guide"
        );
    }
}

/// Where the head of a page touches itself, the text or the edge of the paper.
fn collisions(pdf: &FinishedPdf) -> Vec<String> {
    let mut found = Vec::new();
    let sizes = pdf.page_sizes();
    for (page, (width, height)) in pdf.pages.iter().zip(sizes).skip(1) {
        let inked = page.glyphs.iter().filter(|glyph| !glyph.is_blank());
        let (head, rest): (Vec<&Glyph>, Vec<&Glyph>) =
            inked.partition(|glyph| is_head(&glyph.mark));
        assert!(!head.is_empty(), "page {} has no head", page.number);
        let mut note = |glyph: &Glyph, what: &str| {
            found.push(format!("page {}: `{}` {what}", page.number, glyph.text));
        };
        // What a letter may take above its line and below it, as shares of its size.
        let (above, below) = (1.1, 0.45);
        let lowest = head.iter().map(|glyph| glyph.baseline - below * glyph.size);
        let lowest = lowest.fold(f32::INFINITY, f32::min);
        for glyph in &rest {
            if glyph.baseline + 0.75 * glyph.size > lowest {
                note(glyph, "touches the head");
            }
        }
        for glyph in &head {
            if glyph.baseline + above * glyph.size > height - 14.0
                || glyph.left < 28.0
                || glyph.right > width - 28.0
            {
                note(glyph, "is too near to the edge");
            }
            let touches = |other: &&&Glyph| {
                (glyph.baseline - other.baseline).abs() < 2.0
                    && glyph.left + 0.5 < other.left
                    && glyph.right > other.left + 0.4 * glyph.size
            };
            if let Some(other) = head.iter().find(touches) {
                note(glyph, &format!("lies on `{}`", other.text));
            }
        }
    }
    found
}

#[test]
fn a_head_touches_nothing_in_any_design_on_any_paper_in_any_script() {
    let names = [
        ("Sample Patient", "REF-17"),
        (LONG, "REF 0017 26"),
        (
            "Sample-Patient-of-an-extraordinarily-long-hyphenated-family-name",
            "REF-0000000000000017-26",
        ),
        (
            "श्रीकृष्णज्ञानेश्वर उदाहरणकर द्विनमूना कल्पनाधर राष्ट्रवृन्दा पढ़ाईवाला",
            "REF 17",
        ),
        ("லக்ஷ்மி கற்பனைச்செல்வி எடுத்துக்காட்டு பாவனை உதாரணன் மாதிரி", "REF 17"),
        ("گلناز مثالپوری تصوراتی خیالی مثالیہ نمونوی شبنم", "REF 17"),
    ];
    for (design_name, design) in DESIGNS {
        for paper in PAPERS {
            let mut order = Order::new(GUIDE);
            order.print.design = Some(design);
            order.print.paper = paper;
            let guide = Guide::open(&order, None);
            let people = names.map(|(name, reference)| {
                PersonGiven::default()
                    .with(FactName::Patient, name)
                    .with(FactName::Reference, reference)
            });
            for (pdf, (name, reference)) in guide.printed(&people).into_iter().zip(names) {
                let pdf = FinishedPdf::read(pdf);
                assert_eq!(
                    collisions(&pdf),
                    Vec::<String>::new(),
                    "{} {} {name}",
                    design_name,
                    paper.name
                );
                let (person, _) = person_and_title(&heads(&pdf));
                // Letters that run from right to left are told in the order of their pieces.
                let sorted = |text: &str| {
                    let mut letters: Vec<char> = spaceless(text).chars().collect();
                    letters.sort_unstable();
                    letters
                };
                let is_arabic = name.starts_with('گ');
                let whole = format!("{name} · {reference}");
                let visible = |text: &str| {
                    let letters = sorted(text).into_iter();
                    letters
                        .filter(|letter| !matches!(letter, '\u{2060}'..='\u{206f}'))
                        .collect::<String>()
                };
                if is_arabic {
                    assert_eq!(visible(&person), visible(&whole));
                } else {
                    assert_eq!(person, spaceless(&whole), "{} {}", design_name, paper.name);
                }
            }
        }
    }
}

#[test]
fn the_words_of_a_head_are_on_the_pages_and_nowhere_else() {
    let guide = Guide::built_in();
    let [one, other] = [("Zqxva Onepatient", "ZQ-1"), ("Zqxvb Otherpatient", "ZQ-2")];
    let people = [one, other].map(|(name, reference)| {
        PersonGiven::default()
            .with(FactName::Patient, name)
            .with(FactName::Reference, reference)
    });
    let printed = guide.printed(&people).into_iter().map(FinishedPdf::read);
    let printed: Vec<FinishedPdf> = printed.collect();
    for (pdf, (own, foreign)) in printed.iter().zip([(one, other), (other, one)]) {
        for words in own.0.split(' ').chain([own.1]) {
            assert_eq!(pdf.traces_off_the_pages(words), Vec::<String>::new());
            let pages = pdf.pages.iter();
            let heads = pages.filter(|page| {
                let mut head = page.pieces.iter().filter(|piece| is_head(&piece.mark));
                head.any(|piece| piece.text.contains(words))
            });
            assert_eq!(heads.count(), pdf.pages.len() - 1, "{words}");
            // The tags say it once: in the panel.
            let tagged = pdf.text_in_tag_order();
            assert_eq!(tagged.matches(words).count(), 1, "{words}");
        }
        for words in foreign.0.split(' ').chain([foreign.1]) {
            assert_eq!(pdf.traces_of(words), Vec::new(), "{words}");
        }
    }
    let forms = printed.iter().map(|pdf| {
        let objects = pdf.document.objects.values();
        let streams = objects.filter_map(|object| object.as_stream().ok());
        let forms = streams.filter(|stream| {
            let subtype = stream.dict.get(b"Subtype").and_then(lopdf::Object::as_name);
            subtype.is_ok_and(|subtype| subtype == b"Form")
        });
        forms.map(plain_bytes).collect::<Vec<_>>()
    });
    for forms in forms {
        let [form] = &forms[..] else {
            panic!("{} forms", forms.len());
        };
        let begin = String::from_utf8_lossy(form.get(..70).unwrap()).into_owned();
        assert!(begin.starts_with("/Artifact<<"), "{begin}");
        assert!(begin.contains("/Type/Pagination"), "{begin}");
        assert!(begin.contains("/Subtype/Header"), "{begin}");
    }
}
