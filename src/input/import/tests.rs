//! Imports of whole pages: what becomes of their parts, and that no input loses a word or takes long.

use proptest::prelude::*;

use super::{ImportProblem, Imported, PageFormat, import};
use crate::model::guide::Guide;
use crate::source::SourceSet;
use crate::source::messages::human;

#[track_caller]
fn imported(format: PageFormat, page: &str) -> (Imported, String) {
    let mut sources = SourceSet::new();
    match import("page", page.as_bytes(), format, &mut sources) {
        Ok(imported) => {
            let told = human::render(&imported.diagnostics, &sources, false);
            (imported, told)
        }
        Err(ImportProblem::Program(message)) => panic!("{message}"),
        Err(ImportProblem::Page(found)) => panic!("{}", human::render(&found, &sources, false)),
    }
}

/// The draft without its remarks.
fn bare(imported: &Imported) -> String {
    let lines = imported.yaml.lines();
    let bare = lines.filter(|line| !line.trim_start().starts_with('#') && !line.is_empty());
    bare.map(|line| format!("{line}\n")).collect()
}

fn html(page: &str) -> String {
    bare(&imported(PageFormat::Html, page).0)
}

fn markdown(page: &str) -> String {
    bare(&imported(PageFormat::Markdown, page).0)
}

fn text(page: &str) -> String {
    bare(&imported(PageFormat::PlainText, page).0)
}

#[test]
fn headings_make_sections_and_what_is_below_them_sub_headings() {
    let page =
        "<h1>T</h1><h3>One</h3><p>First.</p><h4>Below</h4><p>Second.</p><h3>Two</h3><p>Third.</p>";
    let expected = "title: T\nsections:\n  - heading: One\n    roles: [other]\n    blocks:\n      - \
                    paragraph: First.\n      - sub_heading: Below\n      - paragraph: Second.\n  - \
                    heading: Two\n    roles: [other]\n    blocks:\n      - paragraph: Third.\n";
    assert_eq!(html(page), expected);
    assert_eq!(
        markdown("# T\n### One\nFirst.\n#### Below\nSecond.\n### Two\nThird.\n"),
        expected
    );
}

#[test]
fn what_a_page_lacks_stands_as_a_prompt() {
    let (found, _) = imported(
        PageFormat::Html,
        "<p>Only words, and no heading at all.</p>",
    );
    assert_eq!(
        bare(&found),
        "title: \"[Name of the treatment]\"\nsections:\n  - heading: \"[Heading]\"\n    roles: \
         [other]\n    blocks:\n      - paragraph: Only words, and no heading at all.\n"
    );
    let account = found.account;
    assert_eq!((account.page, account.guide, account.left), (7, 7, 0));
}

#[test]
fn signs_of_a_typeface_are_those_that_are_seen() {
    let page = "<h1>T</h1><h2>Call</h2><p>fever <span style='font-family:Symbol;mso-ascii-font-family:Arial;\
                mso-char-type:symbol;mso-symbol-font-family:Symbol'><span style='mso-char-type:symbol;\
                mso-symbol-font-family:Symbol'>&#179;</span></span> 38 °C, below <font face=Symbol>£</font> 60 \
                and 5 <font face='Symbol, serif'>m</font>g</p><p style='font-family: Symbol'>Long words stay.</p><ul>\
                <li><span style='font-family:Arial'>a, b</span></li></ul>";
    let (draft, told) = imported(PageFormat::Html, page);
    let draft = bare(&draft);
    for expected in [
        "fever ≥ 38 °C, below ≤ 60 and 5 μg",
        "Long words stay.",
        "- a, b",
    ] {
        assert!(draft.contains(expected), "{expected} in {draft}");
    }
    assert!(
        told.contains(
            "3 characters used the typefaces Symbol or Wingdings; the draft has the \
            characters that they looked like:"
        ),
        "{told}"
    );
    // What Word draws before the lines of a list is no sign of the text.
    let page = "<h1>T</h1><h2>Call</h2><p>Words.</p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>\
                <span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt \
                \"Times New Roman\"'>&nbsp; </span></span></span>one</p><p class=MsoListParagraph \
                style='mso-list:l0 level1 lfo1'><span style='font-family:Symbol'>·</span> two</p>";
    let (draft, told) = imported(PageFormat::Html, page);
    assert!(bare(&draft).contains("- bullets:"), "{}", bare(&draft));
    assert!(!told.contains("Symbol"), "{told}");
}

#[test]
fn words_that_are_crossed_out_are_left_out_and_told() {
    for (format, page) in [
        (
            PageFormat::Html,
            "<h1>T</h1><h2>H</h2><p>Take <del>500</del> 250 mg, <s>do</s> do not <span style='text-decoration: \
             line-through'>run <b>far</b></span> drive.</p><p>Rest <strike>never</p><ul><li>eat</li></ul>",
        ),
        (
            PageFormat::Markdown,
            "# T\n## H\nTake ~~500~~ 250 mg, <s>do</s> do not ~~run **far**~~ drive.\n\nRest <del>never\n\n- eat\n",
        ),
    ] {
        let (draft, told) = imported(format, page);
        let draft = bare(&draft);
        assert!(draft.contains("Take 250 mg, do not drive."), "{draft}");
        assert!(draft.contains("eat"), "{draft}");
        for left in ["500", "far", "never"] {
            assert!(!draft.contains(left), "{left} in {draft}");
        }
        assert!(told.contains("500"), "{told}");
    }
}

#[test]
fn what_is_left_out_in_a_table_never_enters_and_is_told() {
    let rows = |row: &str, cell: &str| {
        format!(
            "<table><tr><th>Day<del>DDAY</del></th><th>Pills</th></tr><{row}><{cell}>Monday</{cell}><{cell}>2 pills \
             <del>99 pills</del> <s>88</s> <img src=x alt=ALTWORD></{cell}></{row}></table>"
        )
    };
    let list = "<table><tr><td>Take 2 <del>99</del> pills<ul><li>or 3 <s>88</s></ul></td><td>x <img src=y \
                alt=ALTWORD><table><tr><th>in <del>DDAY</del></th><th>b</th></tr><tr><td>c</td><td>d</td></tr>\
                </table></td></tr></table>";
    let risks = "<h2>Risks</h2><table><tr><th>Risk</th><th>How often</th></tr><tr><td>Rash<del>99</del></td>\
                 <td>1 in 20 <s>88</s><img src=y alt=ALTWORD></td></tr><tr><td><s>DDAY</s></td><td></td></tr></table>";
    let compared = "<table><tr><th>A</th><th>B</th><th>C <s>DDAY</s></th></tr><tr><td>one <s>88</s></td><td>2 \
                    <del>99</del></td><td>3 <img src=y alt=ALTWORD></td></tr></table>";
    let in_item = format!("<ol><li>Doses {}</li><li>Rest</li></ol>", rows("tr", "td"));
    let marks = "# T\n## H\n| Day ~~DDAY~~ | Pills |\n|---|---|\n| Monday | 2 pills ~~99 pills~~ <s>88</s> \
                 ![ALTWORD](x) |\n";
    let page = |table: &str| {
        (
            PageFormat::Html,
            format!("<h1>T</h1><h2>H</h2><p>Words.</p>{table}"),
        )
    };
    for (format, page) in [
        page(&rows("tr", "td")),
        page(list),
        page(risks),
        page(compared),
        page(&in_item),
        (PageFormat::Markdown, marks.to_owned()),
    ] {
        let (draft, told) = imported(format, &page);
        let words = bare(&draft);
        for left in ["99", "88", "ALTWORD", "DDAY"] {
            assert!(!words.contains(left), "{left} in {words}");
            assert!(told.contains(left), "{left}: {told}");
            assert!(draft.yaml.contains(left), "{left}: {}", draft.yaml);
        }
        assert!(!told.contains("``"), "{told}");
    }
    assert!(html(&page(risks).1).contains("how_often: 1 in 20"));
    assert!(html(&page(compared).1).contains("- comparison:"));
}

#[test]
fn labels_of_items_that_are_words_of_the_page_are_taken_off() {
    let item = |label: &str, words: &str| {
        format!(
            "<li><p><span class='ListLabel_20_28' style='display:block;float:left;min-width:0cm;'>{label}</span>{words}\
             <span class='odfLiEnd'/> </p></li>"
        )
    };
    let page = format!(
        "<h1>T</h1><h2>H</h2><ol>{}{}</ol><p>Then rest.</p><ol>{}</ol><h2>I</h2><ul>{}{}</ul><ul><li>\
         <div style='float:left'>a</div><span style='float:left'>Day 1:</span>7 ml</li></ul>",
        item("1.", "5 ml in the morning"),
        item("2.", "10 ml at night"),
        item("3.", "2 ml later"),
        item("•", "3 tablets"),
        item("✗", "4 eggs"),
    );
    let (draft, told) = imported(PageFormat::Html, &page);
    let words = bare(&draft);
    for expected in [
        "- procedure_steps:\n          - step: 5 ml in the morning\n          - step: 10 ml at night\n            text: Then rest.\n          \
         - step: 2 ml later\n",
        "- 3 tablets\n",
        "- 4 eggs\n",
        "Day 1: 7 ml",
    ] {
        assert!(words.contains(expected), "{expected} in {words}");
    }
    assert!(
        told.contains(
            "the page has a cross in front of this line, which may mean `do not`: `4 \
            eggs`"
        ),
        "{told}"
    );
}

#[test]
fn marks_of_notes_are_no_part_of_the_number_before_them() {
    for mark in [
        "<span title='Footnote: Children: 2.'><a href='#ftn1' id=b>1</a></span>",
        "<sup><a href='#n1'>1</a></sup>",
        "<a class=sdfootnoteanc href='#sdfootnote1sym'><sup>1</sup></a>",
        "<a href='https://example.org/page#_ftn1'>[1]</a>",
        "<a href='#x' role=doc-noteref>1</a>",
    ] {
        let page = format!(
            "<h1>T</h1><h2>H</h2><p>No more than 4{mark} tablets.</p><p><span class=footnodeNumber><a id=ftn1 \
             href='#body_ftn1'>1</a></span>Children: not more than 2.</p>"
        );
        let words = html(&page);
        assert!(words.contains("4\u{a0}"), "{words}");
        assert!(
            !words.contains("41") && !words.contains("1Children"),
            "{words}"
        );
        assert!(words.contains("^1^ Children: not"), "{words}");
        if !mark.contains("example") {
            assert!(words.contains("4\u{a0}^1^ tablets"), "{words}");
        }
    }
    // Other links and numbers are as they were.
    let words =
        html("<h1>T</h1><h2>H</h2><p>5 cm<sup>2</sup> and see <a href='#more'>part 2</a>.</p>");
    assert!(words.contains("5 cm^2^ and see part 2."), "{words}");
}

#[test]
fn classes_that_raise_strike_or_hide_words_are_heeded() {
    let page = "<style>.T4{vertical-align:super; font-size:58%;} span.T1 , .T2 {text-decoration:line-through;} \
                .T3{display:none;} .more { display: none }</style><h1>T</h1><h2>H</h2><p>Above 10<span class=T4>9\
                </span> per litre, CO<span style='vertical-align: sub'>2</span>.</p><p>Take <span class=T1>20 ml</span> 5 ml \
                only.</p><p>Do not<span class=T3> HIDDEN</span> run.</p><p>Take<span style='visibility: hidden'> INLINE\
                </span> it.</p><div class=more>A part that opens.</div><p><span class=T3>A line that opens.</span></p>\
                <p>Walk<span id=m class=more> every day</span>.</p>";
    let (draft, told) = imported(PageFormat::Html, page);
    let words = bare(&draft);
    for expected in [
        "Above 10^9^ per litre, CO~2~.",
        "Take 5 ml only.",
        "Do not run.",
        "Take it.",
        "A part that opens.",
        "A line that opens.",
        "Walk every day.",
    ] {
        assert!(words.contains(expected), "{expected} in {words}");
    }
    for hidden in ["HIDDEN", "INLINE"] {
        let warning = format!(
            "these words are in the middle of a sentence but hidden on the \
            page, so they were left out: `{hidden}`"
        );
        assert!(told.contains(&warning), "{told}");
        assert!(draft.yaml.contains(hidden));
    }
    assert!(
        told.contains("left out as struck-out words (2 words): `20 ml`"),
        "{told}"
    );
}

#[test]
fn remarks_that_libreoffice_writes_into_a_sentence_are_left_out() {
    let page = "<h1>T</h1><h2>H</h2><p>One drop in the left eye<span class='annotation_style_by_filter'><br/>\
                [ANNOTATION:<br/><br/><span title='dc:creator'>BY 'Some Person'</span><br/><span>NOTE: '<span \
                class=T5>check the dose</span>'</span>]</span> each morning.</p>";
    let (draft, told) = imported(PageFormat::Html, page);
    assert!(
        bare(&draft).contains("One drop in the left eye each morning."),
        "{}",
        bare(&draft)
    );
    assert!(told.contains("left out as comment in the margin"), "{told}");
    assert!(told.contains("check the dose"), "{told}");
}

#[test]
fn a_line_that_is_broken_in_struck_words_parts_the_words_around() {
    let words = markdown("# One<s><br>old</s>two\n## H\nWords.\n");
    assert!(words.starts_with("title: One two\n"), "{words}");
}

#[test]
fn text_above_text_stands_apart() {
    let words = html("<h1>T</h1><h2>H</h2><p><ruby>BASE<rt>TOP</rt></ruby>s stay.</p>");
    assert!(words.contains("BASE TOP s stay."), "{words}");
}

#[test]
fn headings_and_tables_in_items_are_what_they_are_elsewhere() {
    let page = "<p><b>Rash</b></p><p>For adults</p><ol><li><h1>Risks</h1></ol><ul><li><p>bleeding</p><li><p>infection</p></ul>\
                <ol start=2><li><h1>3.Call 112 if you have</h1></ol><ul><li><p>a stiff neck</p><li><p>a fever</p></ul>\
                <ol start=3><li><h1>Doses</h1><table><tr><th>Day</th><th>Pills</th></tr><tr><td>Monday</td><td>2</td></tr>\
                </table><li><h1>Later</h1></ol><ol><li>Wash<li>Take <table><tr><th>Day</th><th>Pills</th></tr><tr><td>\
                Tuesday</td><td>3</td></tr></table><li>Rest</ol><ul><li><h3>Tea</h3><li><h3>Milk</h3></ul>";
    let (draft, told) = imported(PageFormat::Html, page);
    let words = bare(&draft);
    for expected in [
        "title: Rash\n",
        "- heading: Risks\n    roles: [risks]\n    blocks:\n      - risks:\n          - risk: bleeding\n",
        "    roles: [when to seek help]\n    blocks:\n      - warning_signs:\n          - sign: a stiff neck\n",
        "- heading: Doses\n    roles: [other]\n    blocks:\n      - bullets:\n          - text: Monday\n            \
         bullets:\n              - \"Pills: 2\"\n",
        "- heading: Later\n    roles: [other]\n    blocks:\n      - procedure_steps:\n          - step: Wash\n          \
         - step: Take\n      - bullets:\n          - text: Tuesday\n",
        "- step: Rest\n      - bullets:\n          - Tea\n          - Milk\n",
    ] {
        assert!(words.contains(expected), "{expected} in {words}");
    }
    assert!(!told.contains("``"), "{told}");
}

#[test]
fn closed_sentences_announce_no_list_of_harms() {
    let page = |lead: &str| {
        format!(
            "<h1>T</h1><h2>At home</h2><p>Rest.</p><p>{lead}</p><ul><li>Rest well</li><li>Wash</li></ul>"
        )
    };
    for lead in [
        "Call 112 if you faint.",
        "There is a small risk of infection.",
        "To lower these risks:",
    ] {
        let words = html(&page(lead));
        assert!(
            words.contains("- bullets:\n          - Rest well\n"),
            "{words}"
        );
    }
    assert!(html(&page("Call 112 if you:")).contains("- warning_signs:"));
}

#[test]
fn lines_of_one_cell_stay_lines() {
    let words = html(
        "<h1>T</h1><h2>H</h2><table><tr><th>Time</th><th>How many</th></tr><tr><td>Evening</td><td><p>2 tablets</p>\
         <p>never 3</p></td></tr><tr><td>Noon</td><td>1</td></tr></table><h2>I</h2><table><tr><th>Allowed</th>\
         <th>Not allowed</th></tr><tr><td><ul><li>walk<li>read</ul></td><td><ul><li>run<li>lift</ul></td></tr></table>\
         <h2>J</h2><table><tr><th>Day</th><th>Time</th><th>How many</th></tr><tr><td colspan=2>Day 1</td><td>1 tablet</td>\
         </tr><tr><td>Day 2</td><td>Evening</td><td></td></tr></table>",
    );
    for expected in [
        "- text: Evening\n            bullets:\n              - text: \"How many:\"\n                bullets:\n                  \
         - 2 tablets\n                  - never 3\n",
        "- text: \"Allowed:\"\n            bullets:\n              - walk\n              - read\n          - text: \
         \"Not allowed:\"\n            bullets:\n              - run\n              - lift\n",
        "- text: Day 1\n            bullets:\n              - \"How many: 1 tablet\"\n",
    ] {
        assert!(words.contains(expected), "{expected} in {words}");
    }
    let (_, told) = imported(
        PageFormat::Html,
        "<h1>T</h1><h2>H</h2><table><tr><th>A</th><th>B</th><th>C</th></tr><tr><td>one</td><td><p>2</p><p>3</p></td>\
         <td>4</td></tr></table>",
    );
    assert!(
        told.contains("the lines of one table cell are joined in the guide: `2 3`"),
        "{told}"
    );
}

#[test]
fn titles_are_those_that_libreoffice_marks_and_no_names_of_nothing() {
    let page = "<title>- no title specified</title><p class=Title>Nose wash</p><h1>How to do it</h1><p>Boil the \
                water.</p><h1>After</h1><p>Rest.</p>";
    let words = html(page);
    assert!(
        words.starts_with("title: Nose wash\nsections:\n  - heading: How to do it\n"),
        "{words}"
    );
    let words = html("<title>- no title specified</title><h2>How</h2><p>Boil the water.</p>");
    assert!(!words.contains("no title specified"), "{words}");
}

#[test]
fn addresses_of_signs_that_no_text_holds_are_taken_off() {
    for (format, page) in [
        (
            PageFormat::Markdown,
            "# T\n## H\nSee [g](&#0;) and [h](https://a.b/&#0;).\n",
        ),
        (
            PageFormat::Html,
            "<h1>T</h1><h2>H</h2><p>See <a href=\"&#0;\">g</a> and <a href=\"https://a.b/&#0;\">h</a>.</p>",
        ),
        (
            PageFormat::Html,
            "<h1>T</h1><h2>H</h2><p>See <a href=\"&#x1;&#8203;\">g</a>.</p>",
        ),
    ] {
        let (draft, _) = imported(format, page);
        assert!(bare(&draft).contains("See g"), "{}", bare(&draft));
    }
}

#[test]
fn lines_with_dots_are_a_list_and_other_lines_are_none() {
    let page = |lines: &str| format!("<h1>T</h1><h2>S</h2><p>{lines}</p>");
    let yaml = html(&page(
        "Any operation has risks:<br>&bull; Infection.<br>&bull; Bleeding.",
    ));
    assert!(
        yaml.contains("has risks:\n      - risks:\n          - risk: Infection.\n"),
        "{yaml}"
    );
    let yaml = html(&page(
        "First line.<br>Second line.<br/>- A dash.<br><br>Another paragraph.",
    ));
    let expected = "- paragraph: First line. Second line. - A dash.\n      - paragraph: Another";
    assert!(yaml.contains(expected), "{yaml}");
}

#[test]
fn questions_that_are_pressed_are_kept() {
    let yaml = html(
        "<h1>T</h1><h2>FAQ</h2><div role=button>How long?</div><div><p>Two hours.</p></div>\
         <div>Is it far?</div><div>No.</div><h2>S</h2><p>W.</p>",
    );
    for question in [
        "How long?\n          answer: Two hours.",
        "Is it far?\n          answer: No.",
    ] {
        assert!(yaml.contains(&format!("question: {question}")), "{yaml}");
    }
}

#[test]
fn marks_of_ours_stay_words() {
    let page =
        "<h1>T</h1><h2>S</h2><p>{patient} **x** [a](b) 2^3^ H~2~ a\\*b</p><h2>{side}</h2><p>w.</p>";
    let yaml = html(page);
    assert!(yaml.contains("\\\\{patient\\\\} \\\\*"), "{yaml}");
    // A heading cannot say such words, a paragraph can.
    assert!(yaml.contains("- paragraph: \"\\\\{side\\\\}\""), "{yaml}");
}

#[test]
fn a_text_that_calls_itself_a_menu_is_kept() {
    let yaml = html("<div class=menu><h1>T</h1><h2>S</h2><p>All the words of the page.</p></div>");
    assert!(
        yaml.contains("- paragraph: All the words of the page."),
        "{yaml}"
    );
    let (found, told) = imported(
        PageFormat::Html,
        "<div class=menu><p>A / B</p></div><h1>T</h1><h2>S</h2><p>All the words of the page.</p>",
    );
    assert!(!bare(&found).contains("A / B"));
    assert!(
        told.contains("left out as menu (3 words): `A / B`"),
        "{told}"
    );
}

#[test]
fn lists_inside_the_website_are_menus_and_others_are_not() {
    let page = |address: &str| {
        format!("<h1>T</h1><h2>S</h2><p>W.</p><ul><li><a href='{address}'>Other page</a></ul>")
    };
    assert!(!html(&page("/other")).contains("Other page"));
    let yaml = html(&page("https://www.example.org/other"));
    assert!(
        yaml.contains("[Other page](https://www.example.org/other)"),
        "{yaml}"
    );
}

#[test]
fn a_numbered_list_is_steps_and_its_short_sentences_are_lead_ins() {
    let list = |items: &[&str]| {
        let items: Vec<String> = items.iter().map(|item| format!("1. {item}")).collect();
        text(&format!(
            "T\n\nWhat\n\nThese are they:\n\n{}\n\nThe end.\n",
            items.join("\n")
        ))
    };
    let yaml = list(&["Wash. Use soap.", "Dry. Dr. A looks."]);
    assert!(
        yaml.contains("- step: Dry.\n            text: Dr. A looks."),
        "{yaml}"
    );
    // One without a short sentence, and none has one.
    let yaml = list(&["Wash. Use soap.", "Dry the hand well"]);
    assert!(yaml.contains("- step: Wash. Use soap.\n"), "{yaml}");
}

#[test]
fn lines_of_text_are_joined_where_they_were_broken_and_nowhere_else() {
    let yaml = text(
        "Title\r\n\r\nWhat is it\r\n\r\nThis line was broken by a program to fit its width of some\r\n\
         Sixty signs, and so it goes on here.\r\nA line of its own.\r\n",
    );
    assert!(
        yaml.contains("its width of some Sixty signs, and"),
        "{yaml}"
    );
    assert!(yaml.contains("- paragraph: A line of its own."), "{yaml}");
}

#[test]
fn a_page_that_names_no_title_is_asked_for_it_among_its_first_lines() {
    let body =
        "What is a knee\n\nA knee is a joint.\n\nReplacement\n\nA knee replacement is done.\n";
    let yaml = text(&format!("Riverside Clinic\n\nKnee replacement\n\n{body}"));
    assert!(yaml.starts_with("title: Knee replacement\n"), "{yaml}");
    let yaml = html("<title>Knee replacement | Riverside</title><h2>S</h2><p>Words.</p>");
    assert!(yaml.starts_with("title: Knee replacement\n"), "{yaml}");
}

#[test]
fn long_words_and_many_items_are_refused_with_what_to_do() {
    let refused = |page: &str| {
        let mut sources = SourceSet::new();
        match import("page", page.as_bytes(), PageFormat::Html, &mut sources) {
            Err(ImportProblem::Page(found)) => human::render(&found, &sources, false),
            other => panic!("{other:?}"),
        }
    };
    let said = refused(&format!(
        "<h1>T</h1><h2>S</h2><p>{}</p>",
        "a".repeat(30_000)
    ));
    assert!(said.contains("error[import-too-large]"), "{said}");
    let (found, told) = imported(
        PageFormat::Html,
        &format!("<h1>T</h1><h2>S</h2><p>{}</p>", "many words ".repeat(3_000)),
    );
    assert!(told.contains("divided"), "{told}");
    assert_eq!(found.account.guide, 6_002);
}

/// What a page does to the program: a draft, a refusal that tells its author what to do, and nothing
/// else.
fn is_borne(format: PageFormat, bytes: &[u8]) -> Result<(), TestCaseError> {
    let mut sources = SourceSet::new();
    match import("page", bytes, format, &mut sources) {
        Ok(imported) => {
            let account = imported.account;
            let told = human::render(&imported.diagnostics, &sources, false);
            prop_assert!(told.contains("import-account"));
            prop_assert_eq!(account.page, account.guide + account.left + account.markers);
            let mut again = SourceSet::new();
            let file = again.add("draft", imported.yaml);
            let (guide, found) = Guide::read(&again, file);
            prop_assert!(guide.is_some(), "{}", human::render(&found, &again, false));
        }
        Err(ImportProblem::Page(found)) => prop_assert!(found.has_errors()),
        Err(ImportProblem::Program(message)) => prop_assert!(false, "{}", message),
    }
    Ok(())
}

/// Pieces of pages in all three formats, and what could be taken for marks of ours or of YAML's.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<h1>",
    "</h1>",
    "<h2>",
    "</h2>",
    "<h3>",
    "<ul>",
    "</ul>",
    "<ol>",
    "</ol>",
    "<li>",
    "</li>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<th>",
    "</td>",
    "<b>",
    "</b>",
    "<a href='https://example.org/a(b'>",
    "<a href=\"https://example.org\">",
    "<a href=#x>",
    "</a>",
    "<nav>",
    "</nav>",
    "<div class='menu'>",
    "<div>",
    "</div>",
    "<sup>",
    "</sup>",
    "<sub>",
    "</sub>",
    "<br>",
    "<img alt='a picture'>",
    "<script>",
    "</script>",
    "<template>",
    "</template>",
    "<!-- x -->",
    "<dl><dt>",
    "<dd>",
    "<details><summary>",
    "</summary>",
    "<blockquote>",
    "</blockquote>",
    "<pre>",
    "</pre>",
    "<title>",
    "</title>",
    "<button>",
    "</button>",
    "&amp;",
    "&nbsp;",
    "&#8203;",
    "<span>",
    "</span>",
    "<span class=ListLabel_1>",
    "<span class=annotation_style_by_filter>",
    "<span title='Footnote: a'>",
    "<a href='#ftn1'>",
    "<style>.T{display:none} .S{text-decoration:line-through}</style>",
    "<span class=T>",
    "<span class=S>",
    "<s>",
    "</s>",
    "<rt>",
    "1.",
    "✗",
    "<header>",
    "</header>",
    "\n",
    "\n\n",
    "\n\n\n",
    " ",
    "  ",
    "\t",
    "\r\n",
    "# ",
    "## ",
    "### ",
    "- ",
    "* ",
    "1. ",
    "2) ",
    "    ",
    "> ",
    "```\n",
    "| ",
    "|---|---|\n",
    "**",
    "__",
    "_",
    "`",
    "[a](https://example.org)",
    "[a]: b c\n",
    "[x]",
    "![alt](p)",
    "![a",
    "](p)",
    "---\n",
    "===\n",
    "title: T\n",
    "{patient}",
    "{x}",
    "^2^",
    "~x~",
    "\\",
    "\"",
    "'",
    "#",
    ": ",
    ":",
    "?",
    ".",
    ",",
    "•",
    "• ",
    "✔ ",
    "❌ ",
    "⚠️",
    "o ",
    "§\u{a0}",
    "a) ",
    "i. ",
    "ii. ",
    "①",
    "- a",
    "opera- ",
    "opera\u{ad} tion",
    "tion",
    "<br>- ",
    "<br>• ",
    "<p class=MsoListParagraph>·&nbsp;",
    "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>o ",
    "<p class=MsoTitle>",
    "<ul class=lst-kix_a-0>",
    "<ul class=lst-kix_a-1>",
    "<ol start=3>",
    "<li value=7>",
    "<li aria-level=2>",
    "<td rowspan=2>",
    "<td colspan=2>",
    "<th colspan=3>",
    "<table role=presentation>",
    "<caption>",
    "<tr>",
    "Risk",
    "How often",
    "1 in 100",
    "<form>",
    "</form>",
    "<label for=x>",
    "<aside role=alert>",
    "</aside>",
    "<dialog>",
    "<div class='has-sidebar'>",
    "<div class='accordion-header'>",
    "<a role=tab href='#t'>",
    "<span aria-expanded=false>",
    "<div id=t>",
    "<button aria-expanded=false>",
    "<a data-toggle=collapse>",
    "Call us if you have:",
    "<img src=a>",
    "<i class=fa>",
    "<svg>",
    "</svg>",
    "–",
    "a",
    "risk",
    "Risks include:",
    "What is it?",
    "Questions",
    "FAQ",
    "Frequently asked questions",
    "5 min read",
    "Reviewed by",
    "Also known as: A, B;",
    "Updated",
    "Dr.",
    "word",
    "Another sentence stands here, and it is long enough to be a paragraph of the page.",
    "Home / A / B",
    "Book an appointment",
    "Q: ",
    "A: ",
    "e\u{301}",
    "\u{301}",
    "\u{ad}",
    "\u{200b}",
    "\u{a0}",
    "\u{fffd}",
    "\u{2028}",
    "\u{85}",
    "\u{7}",
    "हिन्दी",
    "عربي",
    "…",
    "5",
    "null",
    "true",
    "@",
    "%",
    "&",
    "!",
    "|",
    ">",
    "*a",
    "-",
    "?a",
    "Important: ",
];

fn page_of_pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => "[a-zA-Z ]{0,12}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn format() -> impl Strategy<Value = PageFormat> {
    prop::sample::select(vec![
        PageFormat::Html,
        PageFormat::Markdown,
        PageFormat::PlainText,
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases * 12, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_fail(format in format(), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        is_borne(format, &bytes)?;
    }

    #[test]
    fn no_page_loses_a_word(format in format(), page in page_of_pieces()) {
        is_borne(format, page.as_bytes())?;
    }
}

#[test]
fn lists_below_do_and_dont_are_one_block() {
    let block = "      - do_and_dont:\n          do:\n            - Walk a little\n            - Drink water\n          \
                 dont:\n            - Lift a bag\n";
    let section = |heading: &str, rest: &str| {
        format!(
            "title: T\nsections:\n  - heading: {heading}\n    roles: [other]\n    blocks:\n{block}{rest}"
        )
    };
    assert_eq!(
        html(
            "<h1>T</h1><h2>Do&rsquo;s and don&rsquo;ts</h2><h3>Do&rsquo;s</h3><ul><li>Walk a little</li><li>Drink water\
             </li></ul><h3>Don&rsquo;ts</h3><ul><li>Lift a bag</li></ul><p>Ask if you are not sure.</p>"
        ),
        section(
            "Do’s and don’ts",
            "      - paragraph: Ask if you are not sure.\n"
        )
    );
    let marked =
        "# T\n## In bed\nDo:\n\n- Walk a little\n- Drink water\n\nDo not:\n\n- Lift a bag\n";
    assert_eq!(markdown(marked), section("In bed", ""));
    // Without a label for each list nobody can know which one forbids.
    let unlabelled = "# T\n## Dos and don'ts\n- Walk a little\n\n\n1. Lift a bag\n2. Run\n";
    assert!(!markdown(unlabelled).contains("do_and_dont"));
    let other = "# T\n## In bed\n### Do\n- Walk a little\n### Eat\n- Soup\n";
    assert!(!markdown(other).contains("do_and_dont"));
    // The mark of a cross stays a thing to look at.
    let (draft, _) = imported(PageFormat::Markdown, marked);
    assert!(
        draft
            .yaml
            .contains("please check: two lists below words for what to do")
    );
}

#[test]
fn entries_below_the_heading_of_a_glossary_are_terms() {
    let terms = "      - terms:\n          - term: Vertebra\n            meaning: a bone of the spine\n          - \
                 term: Bone graft\n            meaning: pieces of bone. They help two bones to grow together.\n";
    let expected = |heading: &str, lead: &str| {
        format!(
            "title: T\nsections:\n  - heading: {heading}\n    roles: [other]\n    blocks:\n{lead}{terms}"
        )
    };
    assert_eq!(
        html(
            "<h1>T</h1><h2>Glossary</h2><dl><dt>Vertebra</dt><dd>a bone of the spine</dd><dt>Bone graft</dt><dd>pieces of \
             bone. They help two bones to grow together.</dd></dl>"
        ),
        expected("Glossary", "")
    );
    assert_eq!(
        markdown(
            "# T\n## Words explained\nThese words are used here.\n\n- **Vertebra:** a bone of the spine\n- Bone graft: \
             pieces of bone. They help two bones to grow together.\n"
        ),
        expected(
            "Words explained",
            "      - paragraph: These words are used here.\n"
        )
    );
    // One entry without a meaning, and everything stays as it is.
    for page in [
        "# T\n## Glossary\n- Vertebra: a bone of the spine\n- Bone graft\n",
        "# T\n## Glossary\n- Vertebra: a bone of the spine\n",
        "# T\n## The spine\n- Vertebra: a bone of the spine\n- Disc: a cushion\n",
    ] {
        assert!(!markdown(page).contains("terms:"), "{page}");
    }
}
