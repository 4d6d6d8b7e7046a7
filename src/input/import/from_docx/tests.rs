//! Files of Word, put together by hand: what each form becomes, and that every word is accounted for.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;
use crate::input::import::page::{LeftKind, Piece, PieceKind};
use crate::input::import::page_words::words;

const SPACES: &str =
    "xmlns:w=\"w\" xmlns:r=\"r\" xmlns:mc=\"mc\" xmlns:wp=\"wp\" xmlns:wps=\"wps\"";

const STYLES: &str = "<w:style w:type='paragraph' w:default='1' w:styleId='Standard'><w:name w:val='Normal'/></w:style>\
    <w:style w:type='paragraph' w:styleId='Titel'><w:name w:val='Title'/></w:style>\
    <w:style w:type='paragraph' w:styleId='b1'><w:name w:val='heading 1'/></w:style>\
    <w:style w:type='paragraph' w:styleId='own'><w:name w:val='Own'/><w:basedOn w:val='b1'/></w:style>\
    <w:style w:type='paragraph' w:styleId='lp'><w:name w:val='List Paragraph'/></w:style>\
    <w:style w:type='paragraph' w:styleId='bul'><w:name w:val='List Bullet'/>\
    <w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>";

const NUMBERING: &str = "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/></w:lvl>\
    <w:lvl w:ilvl='1'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/></w:lvl></w:abstractNum>\
    <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>";

/// A file of Word with this body, and further parts: kind, content of its root.
pub(crate) fn word_file(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut put = |name: &str, text: &str| {
        writer.start_file(name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    };
    let mut relations = String::new();
    let known = [("styles", STYLES), ("numbering", NUMBERING)];
    let usual = known
        .iter()
        .filter(|(kind, _)| !parts.iter().any(|(given, _)| given == kind));
    for (kind, content) in usual.chain(parts) {
        if *kind == "hyperlink" {
            relations.push_str(&format!(
                "<Relationship Id='link' Type='x/hyperlink' Target='{content}'/>"
            ));
            continue;
        }
        relations.push_str(&format!(
            "<Relationship Id='{kind}' Type='x/{kind}' Target='{kind}.xml'/>"
        ));
        put(
            &format!("word/{kind}.xml"),
            &format!("<w:{kind} {SPACES}>{content}</w:{kind}>"),
        );
    }
    put(
        "word/document.xml",
        &format!("<w:document {SPACES}><w:body>{body}</w:body></w:document>"),
    );
    put(
        "word/_rels/document.xml.rels",
        &format!("<Relationships>{relations}</Relationships>"),
    );
    writer.finish().unwrap().into_inner()
}

fn read_all(body: &str, parts: &[(&str, &str)]) -> WordFile {
    let file = read(&word_file(body, parts)).unwrap();
    // The pieces hold the words that were gathered in the other way.
    let mut in_pieces: Vec<String> = Vec::new();
    for piece in &file.page.pieces {
        in_pieces.extend(words(&piece.all_words().plain()));
    }
    let mut shown = words(&file.page.shown);
    in_pieces.sort();
    shown.sort();
    assert_eq!(in_pieces, shown, "{body}");
    file
}

fn told(pieces: &[Piece]) -> Vec<String> {
    let mut all = Vec::new();
    for piece in pieces {
        let words = piece.words.plain();
        all.push(match (&piece.kind, piece.left) {
            (_, Some(kind)) => format!("({}) {}", kind.name(), piece.all_words().plain()),
            (PieceKind::Heading(level), _) => format!("{} {words}", "#".repeat((*level).into())),
            (PieceKind::List(list), _) => {
                let mut told = String::new();
                for (number, item) in list.items.iter().enumerate() {
                    let marker = if list.is_numbered {
                        format!("{}.", number + list.first as usize)
                    } else {
                        "-".to_owned()
                    };
                    told.push_str(&format!("{marker} {} ", item.words.plain()));
                    if !item.inner.is_empty() {
                        told.push_str(&format!("{:?} ", self::told(&item.inner)));
                    }
                }
                told.trim_end().to_owned()
            }
            (PieceKind::Table(table), _) => {
                let rows = table.rows.iter().map(|row| {
                    let cells = row.cells.iter().map(|cell| {
                        format!("{}[{}x{}]", cell.words().plain(), cell.across, cell.down)
                    });
                    let cells: Vec<String> = cells.collect();
                    format!(
                        "{}{}",
                        if row.is_head { "= " } else { "" },
                        cells.join(" | ")
                    )
                });
                rows.collect::<Vec<_>>().join(" / ")
            }
            _ => words,
        });
    }
    all
}

fn paragraph(style: &str, list: &str, words: &str) -> String {
    let style = if style.is_empty() {
        String::new()
    } else {
        format!("<w:pStyle w:val='{style}'/>")
    };
    let list = match list.split_once('.') {
        Some((list, level)) => {
            format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>")
        }
        None => String::new(),
    };
    format!("<w:p><w:pPr>{style}{list}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// The draft of a file of Word, and what is said of it.
fn draft_of(body: &str, parts: &[(&str, &str)]) -> (String, String) {
    use crate::source::messages::human;
    let mut sources = crate::source::SourceSet::new();
    let bytes = word_file(body, parts);
    match crate::input::import::import(
        "page",
        &bytes,
        crate::input::import::PageFormat::Word,
        &mut sources,
    ) {
        Ok(imported) => {
            let told = human::render(&imported.diagnostics, &sources, false);
            (imported.yaml, told)
        }
        Err(problem) => panic!("{problem:?}"),
    }
}

/// A draft without its remarks.
fn bare(yaml: &str) -> String {
    let lines = yaml.lines();
    let lines = lines.filter(|line| !line.trim_start().starts_with('#') && !line.is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn what_is_left_out_in_a_cell_never_enters_the_guide() {
    let cell = |words: &str| format!("<w:tc><w:p>{words}</w:p></w:tc>");
    let run = |properties: &str, words: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>")
    };
    let body = format!(
        "{}{}<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{}{}</w:tr></w:tbl>",
        paragraph("Titel", "", "Tablets"),
        paragraph("b1", "", "Plan"),
        cell(&run("<w:b/>", "Day")),
        cell(&run("<w:b/>", "Pills")),
        cell(&(run("", "Monday ") + &run("<w:vanish/>", "HIDDEN"))),
        cell(&format!(
            "{}<w:del><w:r><w:delText>99</w:delText></w:r></w:del>{}<w:r><w:drawing><wp:docPr descr='ALTWORD'/>\
             </w:drawing></w:r>",
            run("", "2 pills "),
            run("<w:strike/>", "88"),
        )),
        cell(&run("", "Tuesday")),
        cell(&run("", "77")),
    );
    let (draft, told) = draft_of(&body, &[]);
    let words = bare(&draft);
    assert!(
        words.contains("bullets:\n              - \"Pills: 2 pills\"\n"),
        "{words}"
    );
    for left in ["99", "88", "77", "HIDDEN", "ALTWORD", "Tuesday"] {
        assert!(!words.contains(left), "{left} in {words}");
        assert!(told.contains(left), "{left}: {told}");
    }
}

/// A list whose items have this format and label, in this typeface.
fn form(id: &str, format: &str, label: &str, typeface: &str) -> String {
    format!(
        "<w:abstractNum w:abstractNumId='{id}'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='{format}'/>\
         <w:lvlText w:val='{label}'/><w:rPr><w:rFonts w:ascii='{typeface}'/></w:rPr></w:lvl></w:abstractNum>"
    )
}

#[test]
fn lists_with_ticks_and_crosses_stay_apart_and_crosses_are_told() {
    let numbering = [
        form("1", "bullet", "\u{f0fc}", "Wingdings"),
        form("2", "bullet", "\u{f0fb}", "Wingdings"),
        "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='2'/></w:num>"
            .to_owned(),
    ]
    .concat();
    let body = [
        paragraph("Titel", "", "Eye care"),
        paragraph("b1", "", "At home"),
        paragraph("", "1.0", "walk"),
        paragraph("", "1.0", "read"),
        paragraph("", "2.0", "swim"),
    ]
    .concat();
    let (draft, told) = draft_of(&body, &[("numbering", &numbering)]);
    let expected =
        "- bullets:\n          - walk\n          - read\n      - bullets:\n          - swim\n";
    assert!(bare(&draft).contains(expected), "{draft}");
    assert!(
        told.contains(
            "the page has a cross in front of this line, which may mean `do not`: `swim`"
        ),
        "{told}"
    );
    assert!(!told.contains("`walk`"), "{told}");
}

#[test]
fn labels_that_are_words_stay_with_their_items() {
    let numbering = form("1", "decimal", "Day %1:", "Arial")
        + &form("2", "upperRoman", "Week %1", "Arial")
        + "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='2'/></w:num>";
    let body = [
        paragraph("", "1.0", "Take 2 tablets."),
        paragraph("", "1.0", "Take 1 tablet."),
        paragraph("", "2.0", "Rest"),
    ]
    .concat();
    let file = read_all(&body, &[("numbering", &numbering)]);
    assert_eq!(
        told(&file.page.pieces),
        [
            "- Day 1: Take 2 tablets. - Day 2: Take 1 tablet.",
            "- Week I Rest"
        ]
    );
}

#[test]
fn lists_of_one_form_count_on_and_others_begin_where_they_say() {
    let numbering = form("1", "decimal", "%1.", "Arial")
        + "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/>\
           <w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>\
           <w:num w:numId='3'><w:abstractNumId w:val='1'/></w:num>";
    let body = [
        paragraph("Titel", "", "Cream"),
        paragraph("b1", "", "Care"),
        paragraph("", "1.0", "Wash."),
        paragraph("", "2.0", "Rub."),
        paragraph("", "3.0", "Wait."),
        paragraph("", "", "Repeat step 6."),
    ]
    .concat();
    let (draft, told) = draft_of(&body, &[("numbering", &numbering)]);
    assert!(
        bare(&draft).contains("- step: Rub.\n          - step: Wait.\n"),
        "{draft}"
    );
    assert!(
        told.contains("the numbers of this list start at 5 on the page and at 1 in the guide:"),
        "{told}"
    );
}

#[test]
fn notes_of_items_and_cells_stand_behind_with_their_marks() {
    let reference = |id: &str| format!("<w:r><w:footnoteReference w:id='{id}'/></w:r>");
    let with_note = |list: &str, words: &str, id: &str| {
        paragraph("", list, words).replace("</w:p>", &format!("{}</w:p>", reference(id)))
    };
    let note = |id: &str, words: &str| {
        format!(
            "<w:footnote w:id='{id}'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>"
        )
    };
    let cell = |content: &str| format!("<w:tc>{content}</w:tc>");
    let body = [
        paragraph("Titel", "", "Rash"),
        paragraph("b1", "", "When to call"),
        with_note("", "Call us if you have:", "2"),
        with_note("1.0", "a swollen tongue", "3"),
        paragraph("", "1.0", "a fever"),
        paragraph("b1", "", "Risks").replace("</w:p>", &format!("{}</w:p>", reference("4"))),
        format!(
            "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell(&paragraph("", "", "Risk")),
            cell(&paragraph("", "", "How often")),
            cell(&paragraph("", "", "Bleeding")),
            cell(&with_note("", "1 in 20", "5")),
        ),
        "<w:p><w:r><w:t>Rest.</w:t></w:r><w:del><w:r><w:footnoteReference w:id='6'/></w:r></w:del></w:p>".to_owned(),
    ]
    .concat();
    let notes = [
        note("2", "By telephone."),
        note("3", "Or lips."),
        note("4", "Of all kinds."),
        note("5", "In one study."),
        note("6", "GONE"),
    ]
    .concat();
    let (draft, told) = draft_of(&body, &[("footnotes", &notes)]);
    let words = bare(&draft);
    for expected in [
        "- warning_signs:\n          - sign: \"a swollen tongue\u{a0}^2^\"\n          - sign: a fever\n      - \
         paragraph: \"^1^ By telephone.\"\n      - paragraph: \"^2^ Or lips.\"\n",
        "- heading: Risks\n",
        "- risk: \"Bleeding ^4^\"\n            how_often: 1 in 20\n      - paragraph: \"^3^ Of all kinds.\"\n      - \
         paragraph: \"^4^ In one study.\"\n      - paragraph: Rest.\n",
    ] {
        assert!(words.contains(expected), "{expected} in {words}");
    }
    assert!(!words.contains("GONE") && told.contains("GONE"), "{words}");
}

#[test]
fn lines_that_are_broken_stay_lines() {
    let lines = |lines: &[&str]| {
        let lines: Vec<String> = lines
            .iter()
            .map(|line| format!("<w:t>{line}</w:t>"))
            .collect();
        format!("<w:p><w:r>{}</w:r></w:p>", lines.join("<w:br/>"))
    };
    let body = [
        paragraph("Titel", "", "Tablets"),
        paragraph("b1", "", "Plan"),
        lines(&["Call 112 if you have:", "chest pain", "a stiff neck"]),
        lines(&["Morning: 2", "Noon: none", "Evening: 1"]),
        lines(&["Morning 3", "Night 1"]),
        lines(&[
            "A long sentence that was broken here",
            "and goes on to its end.",
        ]),
    ]
    .concat();
    let (draft, _) = draft_of(&body, &[]);
    let words = bare(&draft);
    for expected in [
        "- warning_signs:\n          - sign: chest pain\n          - sign: a stiff neck\n",
        "- paragraph: \"Morning: 2\"\n      - paragraph: \"Noon: none\"\n      - paragraph: \"Evening: 1\"\n",
        "- paragraph: Morning 3\n      - paragraph: Night 1\n",
        "broken here and goes on",
    ] {
        assert!(words.contains(expected), "{expected} in {words}");
    }
}

#[test]
fn what_is_deleted_in_typed_items_parts_no_list() {
    let deleted = "<w:del><w:r><w:delText>99</w:delText></w:r></w:del></w:p>";
    let body = [
        paragraph("Titel", "", "Knee"),
        paragraph("b1", "", "Plan"),
        paragraph("", "", "1) Wash").replace("</w:p>", deleted),
        paragraph("", "", "2) Rest"),
    ]
    .concat();
    let (draft, _) = draft_of(&body, &[]);
    let expected = "- procedure_steps:\n          - step: Wash\n          - step: Rest\n";
    assert!(bare(&draft).contains(expected), "{draft}");
}

#[test]
fn paragraphs_whose_parting_was_deleted_are_one_and_text_above_text_is_kept() {
    let body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>You may drive only</w:t></w:r></w:p>\
                <w:p><w:r><w:t>after two weeks.</w:t></w:r></w:p>\
                <w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>TOP</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>BASE</w:t></w:r>\
                </w:rubyBase></w:ruby></w:r><w:r><w:t>s stay.</w:t></w:r></w:p>";
    let file = read_all(body, &[]);
    assert_eq!(
        told(&file.page.pieces),
        ["You may drive only after two weeks.", "BASE TOP s stay."]
    );
}

#[test]
fn titles_headings_and_lists_keep_their_form() {
    let body = [
        paragraph("Titel", "", "The knee"),
        paragraph("own", "", "Before"),
        paragraph("", "", "Come early."),
        paragraph("bul", "", "Tablets"),
        paragraph("lp", "1.1", "all of them"),
        paragraph("bul", "", "Letters"),
        paragraph("lp", "", "also old ones"),
        paragraph("b1", "", "Steps"),
        paragraph("lp", "2.0", "First"),
        paragraph("lp", "2.0", "Second"),
        paragraph("", "", "Then we wait."),
        paragraph("lp", "2.0", "Third"),
    ]
    .concat();
    let file = read_all(&body, &[]);
    assert_eq!(
        told(&file.page.pieces),
        [
            "# The knee",
            "# Before",
            "Come early.",
            "- Tablets [\"- all of them\"] - Letters [\"also old ones\"]",
            "# Steps",
            "1. First 2. Second",
            "Then we wait.",
            "3. Third",
        ]
    );
    assert!(file.text.starts_with("The knee\nBefore\nCome early.\n"));
    let second = &file.page.pieces[1];
    assert_eq!(&file.text[second.place.clone()], "Before");
}

#[test]
fn what_is_deleted_hidden_struck_or_remarked_never_enters() {
    let run = |properties: &str, words: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>")
    };
    let body = format!(
        "<w:p>{}<w:del><w:r><w:delText>ten</w:delText></w:r></w:del><w:ins>{}</w:ins>{}{}{}</w:p>\
         <w:p><w:del><w:r><w:delText>Never</w:delText></w:r></w:del></w:p>\
         <w:moveFrom><w:p><w:r><w:t>Elsewhere</w:t></w:r></w:p></w:moveFrom>",
        run("", "Take "),
        run("", "five"),
        run("<w:vanish/>", "secret"),
        run("<w:strike/>", "old"),
        run("<w:strike w:val='0'/><w:b/>", " days"),
    );
    let comments =
        "<w:comment w:id='0'><w:p><w:r><w:t>Is this right?</w:t></w:r></w:p></w:comment>";
    let file = read_all(&body, &[("comments", comments)]);
    assert_eq!(
        told(&file.page.pieces),
        [
            "Take five days",
            "(deleted words (tracked changes)) ten",
            "(hidden words) secret",
            "(struck-out words) old",
            "(deleted words (tracked changes)) Never",
            "(deleted words (tracked changes)) Elsewhere",
            "(comment in the margin) Is this right?",
        ]
    );
}

#[test]
fn tables_notes_boxes_and_pictures_are_read() {
    let cell = |properties: &str, words: &str| {
        format!(
            "<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"
        )
    };
    let body = format!(
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>\
         <w:p><w:r><w:t>Eat well</w:t><w:footnoteReference w:id='2'/><w:t>.</w:t></w:r>\
         <w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:docPr descr='A knee'/><wps:txbx><w:txbxContent>{}\
         </w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{}</w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r></w:p>",
        cell("", "Day"),
        cell("<w:gridSpan w:val='2'/>", "Dose"),
        cell("<w:vMerge w:val='restart'/>", "Monday"),
        cell("", "one"),
        cell("<w:vMerge/>", ""),
        cell("", "two"),
        paragraph("", "", "Call 112 if you bleed."),
        paragraph("", "", "Call 112 if you bleed."),
    );
    let notes = "<w:footnote w:id='0' w:type='separator'><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id='2'><w:p><w:r><w:t>Fruit above all.</w:t></w:r></w:p></w:footnote>";
    let header = "<w:p><w:r><w:t>Lake Clinic</w:t></w:r></w:p>";
    let file = read_all(&body, &[("footnotes", notes), ("header", header)]);
    assert_eq!(
        told(&file.page.pieces),
        [
            "(header of the pages) Lake Clinic",
            "= Day[1x1] | Dose[2x1] / Monday[1x2] | one[1x1] / two[1x1]",
            "Eat well\u{a0}1.",
            "(picture) A knee",
            "1 Fruit above all.",
            "Call 112 if you bleed.",
        ]
    );
    assert_eq!(file.page.pieces[3].left, Some(LeftKind::Picture));
}

#[test]
fn links_breaks_and_signs_are_kept() {
    let body = "<w:p><w:hyperlink r:id='link'><w:r><w:t>our page</w:t></w:r></w:hyperlink>\
        <w:r><w:br/><w:t>L4</w:t><w:noBreakHyphen/><w:t>L5</w:t><w:tab/><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>\
        <w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType='end'/></w:r></w:p>";
    let file = read_all(body, &[("hyperlink", "https://example.org/")]);
    assert_eq!(told(&file.page.pieces), ["our page", "L4\u{2011}L5 ✓"]);
    assert!(file.page.pieces[1].line.is_joint);
    assert!(file.page.pieces[0].words.is_link());
}

#[test]
fn signs_of_a_typeface_are_those_that_are_seen() {
    let body = "<w:p><w:r><w:t xml:space='preserve'>fever </w:t></w:r><w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>\
        <w:r><w:t xml:space='preserve'> 38 °C, 5 </w:t></w:r><w:r><w:rPr><w:rFonts w:ascii='Symbol' w:hAnsi='Symbol'/></w:rPr>\
        <w:t>m</w:t></w:r><w:r><w:t>g</w:t></w:r></w:p>\
        <w:p><w:r><w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr><w:t>Words of a whole line</w:t></w:r></w:p>";
    let file = read_all(body, &[]);
    assert_eq!(
        told(&file.page.pieces),
        ["fever ≥ 38 °C, 5 μg", "Words of a whole line"]
    );
    let [notice] = file.page.notices.as_slice() else {
        panic!("{:?}", file.page.notices)
    };
    assert_eq!(
        notice.message,
        "2 characters used the typefaces Symbol or Wingdings; the draft has the characters that \
         they looked like: `μ`, `≥`"
    );
}

#[test]
fn what_is_no_sound_file_is_refused() {
    assert_eq!(
        read(b"PK\x03\x04 and nothing").unwrap_err(),
        WordProblem::Damaged
    );
    let whole = word_file(&paragraph("", "", "a"), &[]);
    for length in (0..whole.len()).step_by(7) {
        let _refused_or_read = read(&whole[..length]);
    }
    let deep = format!("{}{}", "<w:sdt>".repeat(500), "</w:sdt>".repeat(500));
    assert_eq!(
        read(&word_file(&deep, &[])).unwrap_err(),
        WordProblem::Damaged
    );
    let broken = word_file("<w:p>", &[]);
    assert_eq!(read(&broken).unwrap_err(), WordProblem::Damaged);
    let ring = "<w:style w:type='paragraph' w:styleId='a'><w:basedOn w:val='a'/></w:style>";
    let file = read(&word_file(&paragraph("a", "", "x"), &[("styles", ring)])).unwrap();
    assert_eq!(file.page.pieces.len(), 1);
}
