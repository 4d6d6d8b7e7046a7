//! `leaflet import` on saved pages in the shapes that pages really have: one form round the whole page,
//! themes that name the text after the sidebar, parts that open when they are pressed, Word's and
//! Google's pages, tables that lay out and tables that say something, ticks and pictures as bullets.
//!
//! Of each page the draft is held whole against what a person made of it by reading: headings, lists,
//! steps, risks and signs that must not wait are where they were, and nothing of the website is among
//! them. The account balances, what was said is what must be looked at, and the draft makes a leaflet.

use crate::support::workbench::Workbench;

/// A page: its name, its text, the draft without remarks, and what is said of it.
struct Case {
    name: &'static str,
    page: &'static str,
    draft: &'static str,
    says: &'static [&'static str],
    /// What stands in the remarks at the end, because it is the website's.
    leaves: &'static [&'static str],
}

macro_rules! case {
    ($stem:literal, $ending:literal, $says:expr, $leaves:expr) => {
        Case {
            name: concat!($stem, ".", $ending),
            page: include_str!(concat!("../fixtures/import/pages/", $stem, ".", $ending)),
            draft: include_str!(concat!("../fixtures/import/pages/", $stem, ".yaml")),
            says: $says,
            leaves: $leaves,
        }
    };
}

const CASES: &[Case] = &[
    case!(
        "aspnet-form",
        "html",
        &[],
        &[
            "form, line",
            "News from the harbour, once a month, in your inbox.",
            "menu, line"
        ]
    ),
    case!("sharepoint", "html", &[], &["menu, line", "Toes Heels"]),
    case!(
        "theme-with-sidebar",
        "html",
        &[],
        &[
            "cookie notice, line",
            "comments of readers, line",
            "share buttons, line",
            "Opening hours",
            "Risks of an anaesthetic",
        ]
    ),
    case!("accordion-and-tabs", "html", &[], &["button, line"]),
    case!(
        "boxes-and-windows",
        "html",
        &[
            "warning[import-furniture]: left out as footer of the website (12 words), although it \
             mentions when to get help: In an emergency call 999 at once and say where you are."
        ],
        &["We use cookies", "Related treatments"]
    ),
    case!("word-filtered", "htm", &[], &["Varicocele"]),
    case!("word-full", "htm", &[], &["menu, line"]),
    case!("google-docs", "html", &[], &[]),
    case!("old-layout-table", "html", &[], &["menu, line"]),
    case!(
        "signs-and-icons",
        "html",
        &["the page has a cross in front of this line, which may mean `do not`: `Eat seeds`"],
        &["picture, line"]
    ),
    case!(
        "tables",
        "html",
        &[
            "this part is on the page twice (17 words from here):",
            "; the guide repeats 8 of them: heads and cells of tables, at each cell that they \
             belong to",
        ],
        &["name of a table's first column, line"]
    ),
    case!(
        "contents-list",
        "html",
        &[],
        &["On this page", "Previous Next"]
    ),
    case!(
        "printed",
        "txt",
        &["this may be one word that was broken at the end of a line: `Xeno- drine`"],
        &[]
    ),
];

/// The draft without its remarks.
fn bare(draft: &str) -> String {
    let lines = draft.lines();
    let bare = lines.filter(|line| !line.trim_start().starts_with('#') && !line.is_empty());
    bare.map(|line| format!("{line}\n")).collect()
}

/// The remarks in one line.
fn remarks(draft: &str) -> String {
    let lines = draft.lines().filter_map(|line| line.strip_prefix('#'));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    words.join(" ")
}

#[test]
fn pages_of_every_shape_become_the_drafts_that_a_reader_would_make() {
    for case in CASES {
        let name = case.name;
        let (stem, _) = name.rsplit_once('.').unwrap();
        let bench = Workbench::new().with_file(name, case.page);
        let run = bench.leaflet(["import", name]).run();
        run.succeeds().output_is(&format!("{stem}.yaml\n"));
        let said = run.errors().to_owned();
        let draft = String::from_utf8(bench.bytes(&format!("{stem}.yaml"))).unwrap();
        assert_eq!(bare(&draft), case.draft, "{name}\n{said}");
        balances(name, &said);
        for words in case.says {
            assert!(said.contains(words), "{name}: {words}\n{said}");
        }
        let remarks = remarks(&draft);
        for words in case.leaves {
            assert!(remarks.contains(words), "{name}: {words}\n{remarks}");
        }
        bench
            .leaflet([
                "make",
                &format!("{stem}.yaml"),
                "--language",
                "en",
                "-o",
                "made.pdf",
            ])
            .run()
            .succeeds();
    }
}

/// Demands that the numbers of the account add up.
fn balances(name: &str, said: &str) {
    let line = said.lines().find(|line| line.contains("import-account"));
    let line = line
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default();
    let numbers: Vec<usize> = line
        .split(' ')
        .filter_map(|word| word.replace(',', "").parse().ok())
        .collect();
    let [page, guide, left, signs] = numbers[..] else {
        panic!("{name}: {said}");
    };
    assert_eq!(page, guide + left + signs, "{name}: {line}");
    assert!(guide > 50, "{name}: {line}");
}
