//! `leaflet import`: pages of three formats become drafts that make leaflets, no word is lost, and what
//! is in the way is told. The clinic's own page becomes the guide that was made of it by hand.

use leaflet::model::guide::{Block, Bullet, Guide, Reviewer};
use leaflet::source::SourceSet;

use crate::standards::broken_rules;
use crate::support::workbench::Workbench;

const SEED: &str = include_str!("../fixtures/seed/minimally-invasive-spinal-fusion.txt");
const BY_HAND: &str = include_str!("../../content/guides/minimally-invasive-spinal-fusion/en.yaml");
const HTML: &str = include_str!("../fixtures/import/splinter.html");
const MARKDOWN: &str = include_str!("../fixtures/import/splinter.md");
const TEXT: &str = include_str!("../fixtures/import/splinter.txt");

fn guide(text: &str) -> Guide {
    let mut sources = SourceSet::new();
    let file = sources.add("guide", text);
    let (guide, found) = Guide::read(&sources, file);
    assert!(found.is_empty(), "{found:?}");
    guide.unwrap()
}

fn bullets(all: &[Bullet], depth: usize, lines: &mut Vec<String>) {
    for bullet in all {
        lines.push(format!("bullet {depth}: {}", bullet.text.plain()));
        bullets(&bullet.bullets, depth + 1, lines);
    }
}

fn block(block: &Block, lines: &mut Vec<String>) {
    match block {
        Block::Paragraph(one) => lines.push(format!("paragraph: {}", one.text.plain())),
        // What stands in the box, and pictures, are an editor's work.
        Block::AtAGlance(_) | Block::Figure(_) => {}
        Block::Prepare(prepare) => {
            for one in &prepare.preparations {
                lines.extend(
                    one.when
                        .iter()
                        .map(|when| format!("when: {}", when.plain())),
                );
                lines.extend(
                    one.to_do
                        .iter()
                        .map(|thing| format!("prepare: {}", thing.plain())),
                );
            }
        }
        Block::DoAndDont(lists) => {
            lines.extend(
                lists
                    .to_do
                    .iter()
                    .map(|thing| format!("do: {}", thing.plain())),
            );
            lines.extend(
                lists
                    .not_to_do
                    .iter()
                    .map(|thing| format!("do not: {}", thing.plain())),
            );
        }
        Block::Timeline(timeline) => {
            for moment in &timeline.moments {
                lines.push(format!(
                    "moment: {}: {}",
                    moment.when.plain(),
                    moment.what.plain()
                ));
            }
        }
        Block::Medicines(medicines) => {
            for medicine in &medicines.medicines {
                lines.push(format!("medicine: {}", medicine.medicine.text));
                lines.extend(medicine.texts().map(|text| format!("  {}", text.plain())));
            }
        }
        Block::Benefits(benefits) => {
            lines.extend(
                benefits
                    .benefits
                    .iter()
                    .map(|text| format!("benefit: {}", text.plain())),
            );
        }
        Block::Terms(terms) => {
            for term in &terms.terms {
                lines.push(format!(
                    "term: {}: {}",
                    term.term.text,
                    term.meaning.plain()
                ));
            }
        }
        Block::Urgent(one) => lines.push(format!("urgent: {}", one.text.plain())),
        Block::KeyPoint(one) => lines.push(format!("key point: {}", one.text.plain())),
        Block::SubHeading(one) => lines.push(format!("sub-heading: {}", one.heading.text)),
        Block::Bullets(one) => bullets(&one.bullets, 1, lines),
        Block::ProcedureSteps(steps) => {
            for step in &steps.steps {
                let text = step.text.as_ref().map(|text| text.plain());
                lines.push(format!(
                    "step: {} / {}",
                    step.step.plain(),
                    text.unwrap_or_default()
                ));
            }
        }
        Block::Risks(risks) => {
            for risk in &risks.risks {
                assert!(risk.leads_to.is_none() && risk.how_often.is_none());
                lines.push(format!("risk: {}", risk.risk.plain()));
            }
        }
        Block::WarningSigns(signs) => {
            for sign in &signs.signs {
                assert!(sign.what_to_do.is_none());
                lines.push(format!("sign: {}", sign.sign.plain()));
            }
        }
        Block::Question(one) => {
            lines.push(format!("question: {}", one.question.text));
            lines.extend(
                one.answer_texts()
                    .into_iter()
                    .map(|text| format!("answer: {}", text.plain())),
            );
        }
        Block::Comparison(table) => {
            let columns: Vec<&str> = table.columns.iter().map(|one| one.text.as_str()).collect();
            lines.push(format!("columns: {}", columns.join(" | ")));
            for row in &table.rows {
                let cells = row.cells.iter().flatten();
                let cells: Vec<String> = cells.map(|cell| cell.plain()).collect();
                lines.push(format!("row: {} | {}", row.point.text, cells.join(" | ")));
            }
        }
        Block::Contact(_) => panic!("no page becomes a contact"),
    }
}

/// Everything a guide holds, line by line: what differs in two guides differs here.
fn lines(guide: &Guide) -> Vec<String> {
    let mut lines = vec![format!("title: {}", guide.title.text)];
    lines.extend(
        guide
            .subtitle
            .iter()
            .map(|one| format!("subtitle: {}", one.text)),
    );
    lines.extend(
        guide
            .category
            .iter()
            .map(|one| format!("category: {}", one.text)),
    );
    lines.extend(
        guide
            .also_known_as
            .iter()
            .map(|one| format!("name: {}", one.text)),
    );
    lines.extend(
        guide
            .summary
            .iter()
            .map(|one| format!("summary: {}", one.plain())),
    );
    if let Some(Reviewer::AsWritten(name)) = &guide.reviewer {
        lines.push(format!("reviewer: {}", name.text));
    }
    lines.extend(
        guide
            .reading_minutes
            .map(|minutes| format!("minutes: {minutes}")),
    );
    for one in &guide.introduction {
        block(one, &mut lines);
    }
    for section in &guide.sections {
        let roles: Vec<&str> = section.roles.iter().map(|role| role.name()).collect();
        lines.push(format!(
            "section: {} ({})",
            section.heading.text,
            roles.join(", ")
        ));
        for one in &section.blocks {
            block(one, &mut lines);
        }
    }
    let absent: Vec<&str> = guide.absent().iter().map(|absent| absent.name()).collect();
    lines.push(format!("absent: {}", absent.join(", ")));
    lines
}

/// The lines of the first guide that may be others, each with why a person must judge it.
const ALLOWED_DIFFERENCES: &[(&str, &str, &str)] = &[(
    "absent: code, version, reviewed_on, next_review, sources, contacts, warning_signs",
    "absent: code, version, reviewed_on, next_review, sources, contacts",
    "which sentence goes into the urgent box is for an editor to say",
)];

/// Where the draft of the clinic's page asks a person to look, and why no rule can know.
const TO_BE_JUDGED: &[(&str, usize, &str)] = &[
    (
        "the page does not mark its title",
        1,
        "a plain text has no marks: the line could be a motto",
    ),
    (
        "the line above the title",
        1,
        "it could be the name of a department",
    ),
    (
        "the first paragraph, taken as the summary",
        1,
        "whether it is what a patient should take home is for a surgeon to say",
    ),
    (
        "guessed from the heading",
        8,
        "what a section is for decides what a consent check finds; a heading may promise more",
    ),
    (
        "a list below words about risks",
        1,
        "each item becomes a line of the checklist that is worked through with the patient",
    ),
];

/// The lines with each urgent sentence back in the paragraph that an editor lifted it out of.
fn with_urgent_sentences_back(lines: Vec<String>) -> Vec<String> {
    let mut back: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in lines {
        let urgent = line.strip_prefix("urgent: ");
        let rest = line.strip_prefix("paragraph: ").filter(|_| is_open);
        match (urgent.or(rest), back.last_mut()) {
            (Some(words), Some(paragraph)) => *paragraph = format!("{paragraph} {words}"),
            _ => back.push(line.clone()),
        }
        is_open = urgent.is_some();
    }
    back
}

#[test]
fn the_clinics_page_becomes_the_guide_that_was_made_by_hand() {
    let bench = Workbench::new().with_file("page.txt", SEED);
    let run = bench.leaflet(["import", "page.txt"]).run();
    run.succeeds()
        .output_is("page.yaml\n")
        .makes(&["page.yaml"])
        .errors_have(
            "note[import-account]: 1,543 words in the page = 1,487 in the guide + 30 left out",
        )
        .never_says("warning[");
    let draft = String::from_utf8(bench.bytes("page.yaml")).unwrap();
    let imported = lines(&guide(&draft));
    let by_hand = with_urgent_sentences_back(lines(&guide(BY_HAND)));
    assert_eq!(imported.len(), by_hand.len());
    assert!(by_hand.len() > 60, "{}", by_hand.len());
    for (imported, by_hand) in imported.iter().zip(&by_hand) {
        let is_allowed = ALLOWED_DIFFERENCES
            .iter()
            .any(|(one, other, _)| imported == one && by_hand == other);
        assert!(imported == by_hand || is_allowed, "{imported}\n{by_hand}");
    }
    let mut remarks = draft.matches("# please check: ").count();
    for (remark, count, why) in TO_BE_JUDGED {
        let found = draft
            .matches(&format!("# please check: {remark}\n"))
            .count();
        assert_eq!(found, *count, "{remark}: {why}");
        remarks -= count;
    }
    assert_eq!(remarks, 0, "a remark that is not listed:\n{draft}");
    for left in [
        "# - header of the website, line 2: Dr. Prof. Bhavuk Garg Professor of Orthopaedics & \
         Spine",
        "# - header of the website, line 3: Anatomical model of the spine and ribcage",
        "# - date of the page, line 11: Updated",
    ] {
        assert!(draft.contains(left), "{left}\n{draft}");
    }
}

/// Imports a page, demands that its account balances and that its draft makes a sound leaflet, and gives
/// the draft and what was said.
fn draft_of(name: &str, page: &str) -> (String, String) {
    let bench = Workbench::new().with_file(name, page);
    let run = bench.leaflet(["import", name]).run();
    run.succeeds().output_is("splinter.yaml\n");
    let said = run.errors().to_owned();
    assert_balances(&said);
    let draft = String::from_utf8(bench.bytes("splinter.yaml")).unwrap();
    bench
        .leaflet(["make", "splinter.yaml", "-o", "made.pdf"])
        .run()
        .succeeds();
    assert_eq!(broken_rules(&bench.bytes("made.pdf")), Vec::<String>::new());
    (draft, said)
}

/// Demands that the numbers of the account add up, and that there are many.
fn assert_balances(said: &str) {
    let line = said
        .lines()
        .find(|line| line.contains("import-account"))
        .expect(said);
    let numbers: Vec<usize> = line
        .split(' ')
        .filter_map(|word| word.replace(',', "").parse().ok())
        .collect();
    let [page, guide, left, signs] = numbers[..] else {
        panic!("{line}");
    };
    assert_eq!(page, guide + left + signs, "{line}");
    assert!(guide > 100 && left > 0 && signs + left > 5, "{line}");
}

/// Demands of a draft what stands in it as words of the guide, and what does only in its remarks.
fn holds(draft: &str, in_guide: &[&str], in_remarks: &[&str]) {
    let (remarks, words): (Vec<&str>, Vec<&str>) = draft
        .lines()
        .partition(|line| line.trim_start().starts_with('#'));
    let words = flat(&words.join(" "));
    let remarks: Vec<&str> = remarks
        .iter()
        .map(|line| line.trim_start().trim_start_matches('#'))
        .collect();
    let remarks = flat(&remarks.join(" "));
    for piece in in_guide {
        assert!(words.contains(&flat(piece)), "{piece}\n{draft}");
    }
    for piece in in_remarks {
        let is_there = remarks.contains(piece) && !words.contains(piece);
        assert!(is_there, "{piece}\n{draft}");
    }
}

/// The text with single spaces, wherever its lines end.
fn flat(text: &str) -> String {
    let words: Vec<&str> = text
        .split([' ', '\n'])
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

#[test]
fn a_web_page_becomes_a_draft_without_the_website() {
    let (draft, said) = draft_of("splinter.html", HTML);
    holds(
        &draft,
        &[
            "title: \"Taking out a\u{a0}splinter\"\n",
            "category: Treatment · hand\n",
            "also_known_as:\n  - splinter removal\n  - sliver removal\n",
            "summary: A splinter is drawn out of the skin",
            "reviewed_by: Dr. Sample Person\nreading_minutes: 3\n",
            "mm^2^",
            "**most can be seen**",
            "(https://www.example.org/wood(soft))",
            "- key_point: \"Important: do not press on the skin.\"",
            "- step: Looking.\n            text: The place is looked at under a lamp.",
            "- step: Cleaning.\n            text: The skin is washed\n",
            "- risk: A piece that stays behind.",
            "roles: [benefits, risks]",
            "- point: Time\n              cells:\n                - A minute\n                - Some minutes",
            "- sign: a red streak on the arm",
            "question: Can I wash my hand?\n          answer: Yes, on the same day.",
            "- sub_heading: Who pays?",
            "- paragraph: Code 12-345",
        ],
        &[
            "menu, line 15: Home Treatments Splinters",
            "button, line 12: Accept all",
            "Book an appointment",
            "picture, line 27: A hand with a splinter",
            "caption of a picture, line 27: Image: Sample Agency",
            "share buttons, line 26: Share this page Facebook",
            "box next to the text, line 82: Related treatments",
            "name in the browser's tab, line 6: Taking out a splinter | Sample Clinic",
            "name of a table's first column, line 63: Point",
            "date of the page, line 25: Last updated: 3 May 2024",
            "Addresses inside the website, removed from their words: /glass",
        ],
    );
    for said_of in [
        "these are not words of the page and were not counted as words (comments: 1, styles: 1, \
         scripts: 2",
        "templates: 1",
        "texts for browsers without scripts: 1",
        "warning[import-not-understood]: kept as a paragraph: `Code 12-345`",
        "kept as a list: `Monday`",
        "lists nested very deep, or with more than words in them, made simpler",
        "splinter.html:86:",
        "`leaflet make splinter.yaml`",
    ] {
        assert!(said.contains(said_of), "{said_of}\n{said}");
    }
    for nowhere in ["window.track", "never shown", "not counted", "font-size"] {
        assert!(!draft.contains(nowhere), "{nowhere}");
    }
}

#[test]
fn markdown_becomes_a_draft_in_which_marks_stay_words() {
    let (draft, said) = draft_of("splinter.md", MARKDOWN);
    holds(
        &draft,
        &[
            "title: Taking out a splinter\n",
            "\\{patient\\}",
            "C:\\\\temp",
            "reading_minutes: 3\n",
            "[the page on wood](https://www.example.org/wood)",
            "- key_point: Do not press on the skin.",
            "- text: \"**Cleaning.** The skin is washed.\"\n            bullets:\n",
            "- risk: A small bleeding.",
            "columns:\n            - Tweezers\n            - Needle",
            "- paragraph: Washing\n",
            "- sub_heading: Working\n",
            "question: Does it hurt?\n          answer: A little.",
            "[Note]: everybody",
        ],
        &[
            "front matter, line 2: layout: treatment",
            "picture, line 16: A hand with a splinter",
            "Addresses inside the website, removed from their words: ../glass.md",
        ],
    );
    for said_of in [
        "numbered steps that contain lists, or too many steps, kept as bullets: `Looking.",
        "a heading with nothing below it, kept as a paragraph: `Washing`",
        "kept as a paragraph: `[Note]: everybody`",
    ] {
        assert!(said.contains(said_of), "{said_of}\n{said}");
    }
}

#[test]
fn plain_text_becomes_a_draft_by_its_lines() {
    let (draft, said) = draft_of("splinter.txt", TEXT);
    holds(
        &draft,
        &[
            "title: TAKING OUT A SPLINTER\n",
            "small - a few millimetres - and can be seen.",
            "heading: What to bring\n",
            "- text: \"papers:\"\n            bullets:\n              - your card\n",
            "else came with it",
            "- risk: A piece that stays behind.",
            "- step: \"Looking:\"\n            text: the place is looked at under a lamp.",
            "question: Who pays?\n          answer: The state, or you.",
            "reviewed_by: Dr. Sample Person\n",
        ],
        &[
            "header of the website, line 1: Riverside Clinic",
            "menu, line 2: Home > Treatments > Splinter",
            "menu, line 10: On this page:",
            "share buttons, line 50: Share this page",
            "date of the page, line 52: Last reviewed: 3 May 2024",
        ],
    );
    assert!(said.contains("kept as a paragraph: `Ward 3`"), "{said}");
}

#[test]
fn the_draft_goes_where_it_is_told_and_replaces_nothing() {
    let bench = Workbench::new()
        .with_file("page.md", "# Knee\n\n## What\n\nWords of it.\n")
        .with_file("page.yaml", "mine");
    bench
        .leaflet(["import", "page.md"])
        .run()
        .exits_with(2)
        .errors_have("page.yaml")
        .makes_nothing();
    bench
        .leaflet(["import", "page.md", "-o", "content/guides/knee/en.yaml"])
        .run()
        .succeeds()
        .makes(&["content/guides/knee/en.yaml"]);
    bench.leaflet(["make", "knee"]).run().succeeds();
    let printed = bench.leaflet(["import", "page.md", "-o", "-", "-q"]).run();
    printed.succeeds().errors_are("").makes_nothing();
    assert_eq!(
        printed.output_bytes(),
        bench.bytes("content/guides/knee/en.yaml")
    );
    bench
        .leaflet(["import", "-", "--from", "HTML"])
        .input("<html lang=hi-IN><h1>घुटना</h1><h2>क्या</h2><p>शब्द।</p>")
        .run()
        .succeeds()
        .output_is("guide.yaml\n")
        .errors_have("--language hi")
        .makes(&["guide.yaml"]);
}

#[test]
fn what_is_in_the_way_is_told() {
    let bench = Workbench::new()
        .with_file("page.docx", "PK\u{3}\u{4}")
        .with_file("page.odd", "<h1>T</h1>")
        .with_file("page.rtf", "{\\rtf1\\ansi a}")
        .with_file(
            "page.odt",
            "PK\u{3}\u{4}mimetypeapplication/vnd.oasis.opendocument.text",
        )
        .with_file(
            "page.fodt",
            "<?xml version=\"1.0\"?><office:document office:version=\"1.3\">",
        )
        .with_file("page.doc", "Words of an old file.")
        .with_file("word.html", "PK\u{3}\u{4}")
        .with_file("empty.html", "<script>words()</script><nav>Home</nav>")
        .with_file("latin.txt", b"caf\xe9")
        .with_file("large.md", "x ".repeat(1_100_000))
        .with_file(
            "many.html",
            format!(
                "<h1>T</h1><h2>S</h2><ul>{}</ul>",
                "<li>one of many".repeat(450)
            ),
        );
    for (page, code, words) in [
        ("page.docx", 1, "error[import-format]"),
        ("page.odd", 2, "`--from html`"),
        ("page.rtf", 1, "this is a Rich Text file (RTF)"),
        ("page.odt", 1, "this is a LibreOffice text (.odt)"),
        ("page.fodt", 1, "save it as `Word document (.docx)`"),
        ("page.doc", 1, "`Word document (.docx)`"),
        ("absent.html", 2, "absent.html"),
        ("word.html", 1, "error[import-format]"),
        ("empty.html", 1, "error[import-nothing]"),
        ("latin.txt", 1, "error[not-utf-8]"),
        ("large.md", 1, "error[file-too-large]"),
        ("many.html", 1, "error[import-too-large]"),
        ("-", 2, "`--from html`"),
    ] {
        bench
            .leaflet(["import", page])
            .run()
            .exits_with(code)
            .errors_have(words)
            .output_is("")
            .makes_nothing();
    }
    let json = bench
        .leaflet(["import", "empty.html", "--message-format", "json"])
        .run();
    json.exits_with(1).errors_have("\"import-nothing\"");
}

#[test]
fn letters_are_read_in_the_encoding_that_the_page_names() {
    let page = |head: &str| {
        let mut bytes = format!("<html><head>{head}</head><h1>T</h1><h2>S</h2><p>caf").into_bytes();
        bytes.extend(b"\xe9 \x93so\x94.</p>");
        bytes
    };
    let utf16: Vec<u8> = "\u{feff}T\r\n\r\nWhat\r\n\r\nSo: café.\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let bench = Workbench::new()
        .with_file("named.html", page("<meta charset=windows-1252>"))
        .with_file("nameless.html", page(""))
        .with_file("sixteen.txt", utf16)
        .with_file(
            "lost.html",
            "<h1>T</h1><h2>S</h2><p>caf\u{fffd} and soft\u{ad}hyphen.</p>",
        );
    bench
        .leaflet(["import", "named.html"])
        .run()
        .succeeds()
        .never_says("import-letters");
    bench
        .leaflet(["import", "nameless.html"])
        .run()
        .succeeds()
        .errors_have("warning[import-letters]: this page was read as windows-1252");
    bench.leaflet(["import", "sixteen.txt"]).run().succeeds();
    bench
        .leaflet(["import", "lost.html"])
        .run()
        .succeeds()
        .errors_have("warning[import-letters]: a letter was lost here")
        .errors_have("invisible characters, which are not allowed in a guide, were removed: 1");
    for (name, words) in [
        ("named.yaml", "café “so”."),
        ("nameless.yaml", "café “so”."),
        ("sixteen.yaml", "So: café."),
        ("lost.yaml", "caf and softhyphen."),
    ] {
        let draft = String::from_utf8(bench.bytes(name)).unwrap();
        assert!(draft.contains(words), "{draft}");
    }
}

/// Pages of two megabytes that would take long if anything were done over and over.
#[test]
fn no_page_takes_long() {
    let many = |piece: &str| piece.repeat(2_000_000 / piece.len());
    let pages = [
        ("deep.html", many("<div>")),
        ("lists.html", many("<ul><li>a")),
        ("open.html", many("<b><i><a href=x>w ")),
        ("ends.html", format!("{}{}", "<p>".repeat(90), many("</b>"))),
        (
            "address.html",
            format!(
                "<a href='{}'>{}",
                "x".repeat(900_000),
                "w<b>v</b>".repeat(100_000)
            ),
        ),
        ("signs.html", format!("<ul><li>{}", many("•"))),
        ("tables.html", many("<table><tr><td>a")),
        ("headings.html", many("<h2>a</h2>")),
        ("bytes.html", many("&#x;<!--")),
        ("links.md", many("[a](b) ")),
        ("quotes.md", many("> ")),
        ("nests.md", many("- ")),
        ("names.md", many("[a]: b c\n")),
        ("lines.txt", many("a\n")),
        ("dots.txt", many("• a\n\n")),
        ("one.txt", many("word ")),
        ("word.txt", many("a")),
    ];
    for (name, page) in pages {
        let bench = Workbench::new().with_file(name, page);
        let run = bench.leaflet(["import", name, "-o", "-"]).run();
        assert!(
            matches!(run.code(), Some(0 | 1)),
            "{name}: {:?} {}",
            run.code(),
            run.errors()
        );
        run.stays_under(900, std::time::Duration::from_secs(120));
    }
}
