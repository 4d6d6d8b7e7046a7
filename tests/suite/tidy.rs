//! The repository's own rules, checked: documented modules, who may do what, complete registries.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use leaflet::model::guide::KINDS;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![repository().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The program's part of a source file, without its unit tests.
fn program(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    // A module of tests in a file of its own is named among the others, at the top.
    let tests = ["#[cfg(test)]\nmod tests {", "#[cfg(test)]\n#["];
    let end = tests.iter().filter_map(|tests| text.find(tests)).min();
    text[..end.unwrap_or(text.len())].to_owned()
}

fn inside(path: &Path, folders: &[&str]) -> bool {
    let path = path.strip_prefix(repository().join("src")).unwrap();
    folders.iter().any(|folder| path.starts_with(folder))
}

#[test]
fn every_file_opens_with_what_it_is() {
    for path in files("src", "rs").into_iter().chain(files("tests", "rs")) {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{}", path.display());
    }
    for path in files("src", "typ") {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("// "), "{}", path.display());
    }
}

/// Each crate that `cargo tree` names for these kinds of dependencies, with its features.
fn crates_and_features(kinds: &str) -> BTreeSet<String> {
    let run = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--edges", kinds])
        .args(["--prefix", "none", "--format", "{p} {f}"])
        .current_dir(repository())
        .output()
        .unwrap();
    assert!(run.status.success(), "{run:?}");
    let text = String::from_utf8(run.stdout).unwrap();
    let lines = text.lines().map(|line| line.trim_end_matches(" (*)"));
    lines.map(str::to_owned).collect()
}

#[test]
fn the_tests_change_no_crate_of_the_program() {
    let program = crates_and_features("normal");
    let with_tests = crates_and_features("normal,dev");
    let changed: Vec<_> = program.difference(&with_tests).collect();
    assert!(
        changed.is_empty(),
        "name these features in [dependencies]: {changed:?}"
    );
}

#[test]
fn each_thing_is_done_in_its_place() {
    let rules: &[(&str, &[&str])] = &[
        ("typst", &["pages/typeset", "pages/export"]),
        ("saphyr_parser", &["source"]),
        (
            "std::fs",
            &["input/content", "work/output", "lint/tests.rs"],
        ),
        ("std::env", &["cli", "main.rs"]),
        ("std::net", &[]),
        ("SystemTime", &[]),
        ("println!", &[]),
        ("io::stdout", &["cli/terminal.rs"]),
        ("stderr", &["cli/terminal.rs", "cli/progress.rs"]),
        ("unsafe", &[]),
    ];
    for path in files("src", "rs") {
        let text = program(&path);
        for (word, folders) in rules {
            let code = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            let used = code.filter(|line| line.contains(word)).collect::<Vec<_>>();
            assert!(
                used.is_empty() || inside(&path, folders),
                "{} has `{word}`: {used:?}",
                path.display()
            );
        }
    }
}

#[test]
fn every_kind_of_block_has_its_template_and_its_line() {
    let kinds: Vec<&str> = leaflet::model::guide::KINDS
        .iter()
        .map(|kind| kind.name)
        .collect();
    let mut expected: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    expected.push("kinds".to_owned());
    expected.sort();
    let templates: Vec<String> = files("src/pages/typeset/templates/blocks", "typ")
        .iter()
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(templates, expected);
    let registry = include_str!("../../src/pages/typeset/templates/blocks/kinds.typ");
    let example = include_str!("../../examples/every-block/guides/every-block/en.yaml");
    for kind in kinds {
        assert!(
            registry.contains(&format!("{kind}: {kind}.render")),
            "{kind}"
        );
        assert!(
            example.contains(&format!("- {kind}:")),
            "the example has no {kind}"
        );
    }
}

#[test]
fn every_kind_of_block_is_documented_in_one_form() {
    let kinds = KINDS
        .iter()
        .map(|kind| (kind.name, format!("src/model/guide/block/{}", kind.name)));
    let section = [("section", "src/model/guide/section".to_owned())];
    for (name, path) in kinds.chain(section) {
        let documentation =
            std::fs::read_to_string(repository().join(format!("{path}.md"))).unwrap();
        let code = program(&repository().join(format!("{path}.rs")));
        assert!(
            code.contains(&format!("#![doc = include_str!(\"{name}.md\")]")),
            "{name}: the code's own documentation is another"
        );
        let first = documentation.lines().next().unwrap();
        assert!(first.ends_with('.'), "{name}: {first}");
        let headings: Vec<&str> = documentation
            .lines()
            .filter(|line| line.starts_with('#'))
            .collect();
        assert_eq!(
            headings,
            [
                "## What the patient sees",
                "## How it is written",
                "## Example"
            ],
            "{name}"
        );
        assert_eq!(documentation.matches("```yaml\n").count(), 1, "{name}");
        assert!(documentation.ends_with("```\n"), "{name}");
        // What the code limits, the documentation says.
        for line in code
            .lines()
            .filter(|line| line.starts_with("pub const MAXIMUM_"))
        {
            let value = line.split('=').nth(1).unwrap().trim().trim_end_matches(';');
            let value = value.replace('_', ",");
            let says = documentation
                .split(|sign: char| !sign.is_ascii_digit() && sign != ',')
                .any(|word| word.trim_end_matches(',') == value);
            assert!(says, "{name} does not say {value}");
        }
    }
    for (role, _) in leaflet::model::guide::ROLES {
        let documentation = leaflet::model::guide::SECTION_DOCUMENTATION;
        let flat = documentation.replace("\n  ", " ");
        assert!(flat.contains(&format!("`{role}`")), "{role}");
    }
}

/// The names that a file's code accepts, by the forms it gives to the reader; the schemas are made of
/// the same forms.
fn names_known_in(path: &str) -> Vec<String> {
    let code = program(&repository().join(path));
    assert!(
        !code.contains("reading.fields("),
        "{path}: names that no schema knows; read the map with `reading.map` and a `MapForm`"
    );
    let forms = ["FieldForm::needed(", "FieldForm::optional("];
    let names = forms.iter().flat_map(|form| {
        let behind = code.split(form).skip(1);
        behind.map(|behind| behind.split('"').nth(1).unwrap_or_default().to_owned())
    });
    names.collect()
}

#[test]
fn every_name_is_documented_and_stands_in_a_starter() {
    let guide_starter = include_str!("../../assets/starters/guide.yaml");
    let mut count = 0;
    for kind in KINDS {
        assert!(
            guide_starter.contains(&format!("- {}:", kind.name)),
            "the starter has no {}",
            kind.name
        );
        for name in names_known_in(&format!("src/model/guide/block/{}.rs", kind.name)) {
            let documented = format!("- `{name}` (");
            assert!(
                kind.documentation.contains(&documented),
                "{}: {name}",
                kind.name
            );
            let in_starter = [format!("{name}:"), format!("`{name}`")];
            assert!(
                in_starter.iter().any(|form| guide_starter.contains(form)),
                "the starter does not know {name}"
            );
            count += 1;
        }
    }
    let starters = [
        ("src/model/guide/mod.rs", guide_starter),
        ("src/model/guide/section.rs", guide_starter),
        (
            "src/model/brand/mod.rs",
            include_str!("../../assets/starters/brand.yaml"),
        ),
        (
            "src/work/project/mod.rs",
            include_str!("../../assets/starters/leaflet.yaml"),
        ),
    ];
    for (path, starter) in starters {
        for name in names_known_in(path) {
            assert!(starter.contains(&format!("{name}:")), "{path}: {name}");
            count += 1;
        }
    }
    assert!(count > 60, "{count} names");
}

#[test]
fn every_template_is_embedded() {
    let world = include_str!("../../src/pages/typeset/world.rs");
    let folder = repository().join("src/pages/typeset/templates");
    for path in files("src/pages/typeset/templates", "typ") {
        let name = path
            .strip_prefix(&folder)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        assert!(world.contains(&format!("templates/{name}")), "{name}");
    }
}

#[test]
fn every_font_has_its_licence() {
    for entry in std::fs::read_dir(repository().join("fonts")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let licence = std::fs::read_to_string(path.join("OFL.txt")).unwrap();
            assert!(
                licence.contains("SIL OPEN FONT LICENSE"),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn the_margins_are_said_once_and_the_same() {
    let style = include_str!("../../src/pages/typeset/templates/style.typ");
    let paper = include_str!("../../src/leaflet/paper.rs");
    for (name, constant) in [
        ("top-margin", "TOP_MARGIN"),
        ("bottom-margin", "BOTTOM_MARGIN"),
    ] {
        let in_style = style.split(&format!("#let {name} = ")).nth(1).unwrap();
        let in_style: f64 = in_style.split("mm").next().unwrap().parse().unwrap();
        let in_paper = paper
            .split(&format!("const {constant}: f64 = "))
            .nth(1)
            .unwrap();
        let in_paper: f64 = in_paper.split(';').next().unwrap().parse().unwrap();
        assert!((in_style - in_paper).abs() < f64::EPSILON, "{name}");
    }
}

#[test]
fn the_room_of_pictures_is_that_of_the_templates() {
    use leaflet::leaflet::{LOGO_ROOM, PAPERS, figure_room};
    use leaflet::model::guide::FigureWidth;

    let style = include_str!("../../src/pages/typeset/templates/style.typ")
        .replace("if is-right-to-left { 132mm } else { 144mm }", "144mm");
    let style = style.as_str();
    let furniture = include_str!("../../src/pages/typeset/templates/furniture.typ");
    let figure = include_str!("../../src/pages/typeset/templates/blocks/figure.typ");
    let millimetres = |text: &str, name: &str| -> f64 {
        let behind = text.split(&format!("#let {name} = ")).nth(1).unwrap();
        behind.split("mm").next().unwrap().parse().unwrap()
    };
    let near = |one: f64, other: f64| (one - other).abs() < 1e-9;
    assert!(near(LOGO_ROOM.width, millimetres(furniture, "logo-width")));
    assert!(near(
        LOGO_ROOM.height,
        millimetres(furniture, "logo-height")
    ));
    let column = millimetres(style, "measure-width");
    let full = column + millimetres(style, "hang");
    assert!(style.contains("#let full-width = measure-width + hang"));
    assert!(style.contains("#let keep-limit = page-height / 2"));
    assert!(figure.contains("picture(height: keep-limit)"));
    for paper in PAPERS {
        let margins = millimetres(style, "top-margin") + millimetres(style, "bottom-margin");
        let room = figure_room(FigureWidth::Column, paper);
        assert!(near(room.width, column));
        assert!(near(room.height, (paper.height - margins) / 2.0));
        assert!(near(figure_room(FigureWidth::Full, paper).width, full));
    }
}

/// What is reckoned in `data.rs` from the widths of the templates, so that nothing has to be measured,
/// follows those widths: never more, and little less.
#[test]
fn the_widths_that_are_reckoned_with_are_those_of_the_templates() {
    let data = include_str!("../../src/pages/typeset/data.rs");
    let room = include_str!("../../src/pages/typeset/room.rs");
    let fit = include_str!("../../src/pages/typeset/fit.rs");
    let template = |name: &str| {
        let path = repository().join("src/pages/typeset/templates").join(name);
        std::fs::read_to_string(path).unwrap()
    };
    let number = |text: &str, before: &str| -> f64 {
        let behind = text.split(before).nth(1).expect(before);
        let digits = behind.find(|sign: char| !sign.is_ascii_digit() && sign != '.');
        behind[..digits.unwrap()].parse().unwrap()
    };
    let (style, furniture) = (template("style.typ"), template("furniture.typ"));
    let style = style.replace("if is-right-to-left { 132mm } else { 144mm }", "144mm");
    let column = number(&style, "#let measure-width = ");
    let hang = number(&style, "#let hang = ");
    let gutter = number(&style, "#let gutter = ");
    let full = column + hang;
    let risks = template("blocks/risks.typ");
    let often = number(&risks, "#let often-width = ");
    assert!(risks.contains("#let risk-width = measure-width - often-width - gutter"));
    let comparison = template("blocks/comparison.typ");
    let point = number(&comparison, "let point-width = (64mm, ");
    let side = number(&comparison, "#let side-inset = ");
    let signs = template("blocks/warning_signs.typ");
    let frame = number(&signs, "#let frame-inset = ");
    assert!(signs.contains("let width = full-width - 2 * frame-inset - hang + frame-inset\n"));
    assert!(signs.contains("width: width - 6mm"));
    let logo = number(&furniture, "#let logo-width = ");
    let person = full * number(&furniture, "#let person-width = full-width * ");
    assert!(furniture.contains("measure(logo).width + 4mm"));
    let panel = template("panel.typ");
    assert!(panel.contains("let column = (full-width - 10mm - 2 * gutter) / 3"));
    let bullets = number(&template("blocks/bullets.typ"), "#let indent = ");

    // Ems of a size in points, from millimetres.
    let ems = |millimetres: f64, points: f64| millimetres / 25.4 * 72.0 / points;
    let body = number(&style, "#let body-size = ");
    // Where lines run from right to left the column is narrower, and what a place has in any case is that.
    let narrow = 132.0 + hang;
    assert!(template("style.typ").contains("if is-right-to-left { 132mm } else"));
    let person = person / full * narrow;
    let cells = [
        ems(point - side, body),
        ems((narrow - point) / 3.0 - 2.0 * side, body),
        ems(often, body),
        ems(narrow - logo - 4.0 - person - gutter, 15.0),
    ];
    let narrowest_cell = cells.into_iter().fold(f64::INFINITY, f64::min);
    for (name, there) in [
        (
            "Self::Column => ",
            ems(narrow, number(&style, "#let title-size = ")),
        ),
        (
            "Self::Field => ",
            ems((narrow - 10.0 - 2.0 * gutter) / 3.0, body),
        ),
        ("Self::Cell => ", narrowest_cell),
        (
            "Self::Label => ",
            ems(hang - 2.0, number(&style, "#let head-size = ")),
        ),
        ("const COLUMN: f64 = ", ems(column, body)),
        ("const RISK: f64 = ", ems(column - often - gutter, body)),
        ("const HOW_OFTEN: f64 = ", ems(often, body)),
        ("const SIGN: f64 = ", ems(full - frame - hang - 6.0, body)),
        ("const KEY_POINT: f64 = ", ems(column - 9.0, body)),
    ] {
        let reckoned = number(data, name);
        let spare = there - reckoned;
        assert!(
            (0.0..0.5).contains(&spare),
            "{name}{reckoned} of {there:.2}"
        );
    }
    let indent = number(data, "const BULLET_INDENT: f64 = ");
    assert!(
        (0.0..0.1).contains(&(indent - ems(bullets, body))),
        "{indent}"
    );
    assert!(style.contains(&format!(
        "font: leaflet.fonts_right_to_left,\n  size: {}em,",
        number(room, "const ARABIC_LARGER: f64 = ")
    )));
    let line = number(fit, "const RULED_LINE: f64 = ");
    assert!(furniture.contains(&format!("v({line}mm, weak: false)")));

    // What is surely short is less than half of the lowest page.
    let margins = number(&style, "#let top-margin = ") + number(&style, "#let bottom-margin = ");
    let lowest = leaflet::leaflet::PAPERS.iter().map(|paper| paper.height);
    let half = (lowest.fold(f64::INFINITY, f64::min) - margins) / 2.0;
    // Capitals of Noto Sans, 0.714 em, and the gap between lines; a name from right to left is larger.
    let pitch = body / 72.0 * 25.4 * (0.714 + number(&style, "#let line-gap = ")) * 1.2;
    let short = number(data, "const SURELY_SHORT: usize = ");
    assert!(
        short * pitch + 10.0 < half,
        "{short} lines of {pitch:.1} mm in {half}"
    );
}

#[test]
fn every_limit_is_in_the_manual() {
    let manual = include_str!("../../docs/limits.md");
    let mut count = 0;
    for path in files("src", "rs") {
        let text = std::fs::read_to_string(&path).unwrap();
        for line in text
            .lines()
            .filter(|line| line.starts_with("pub const MAXIMUM_"))
        {
            let name = line["pub const ".len()..].split(':').next().unwrap();
            let value = line.split('=').nth(1).unwrap().trim().trim_end_matches(';');
            // What bounds the program's own work, or is said in other words, is named here.
            let shown = match name {
                "MAXIMUM_FILE_BYTES" => "2 MiB".to_owned(),
                "MAXIMUM_PAGE_BYTES" => "64 MiB".to_owned(),
                "MAXIMUM_BYTES_PARSED" | "MAXIMUM_KEPT" => continue,
                _ => value.replace('_', ","),
            };
            assert!(
                manual.contains(&format!(" {shown} ")) || manual.contains(&format!("{shown};")),
                "{name} = {shown}"
            );
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn every_rule_that_is_told_is_in_the_list_of_rules() {
    let known: Vec<&str> = leaflet::base::diagnostic::rule::RULES
        .iter()
        .map(|rule| rule.name)
        .collect();
    let mut told = 0;
    for path in files("src", "rs") {
        if path.ends_with("tests.rs") {
            continue;
        }
        let text = program(&path);
        for call in ["Diagnostic::error(", "Diagnostic::new("] {
            for behind in text.split(call).skip(1) {
                told += 1;
                let Some(literal) = behind.trim_start().strip_prefix('"') else {
                    continue;
                };
                let name = literal.split('"').next().unwrap_or_default();
                assert!(known.contains(&name), "{}: {name}", path.display());
            }
        }
    }
    assert!(told > 50, "{told}");
}

#[test]
fn the_drawings_of_the_example_are_the_programs() {
    let example = repository().join("examples/every-block/guides/every-block");
    let mut count = 0;
    for entry in std::fs::read_dir(repository().join("assets/drawings")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "svg") {
            let shown = std::fs::read(example.join(path.file_name().unwrap())).unwrap();
            assert!(shown == std::fs::read(&path).unwrap(), "{}", path.display());
            count += 1;
        }
    }
    assert_eq!(count, 2);
}
