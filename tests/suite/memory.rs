//! Memory stays bounded, however long a list, a library or a guide is.

use std::time::Duration;

use crate::support::workbench::Workbench;

/// The first guide, as the program holds it.
const GUIDE: &str = include_str!("../../content/guides/minimally-invasive-spinal-fusion/en.yaml");

const TIME: Duration = Duration::from_secs(60);

#[test]
fn a_row_of_millions_of_cells_takes_no_more_memory_than_its_bytes() {
    let commas = ",".repeat(19_000_000);
    for (list, fault) in [
        (
            format!("patient\n{commas}"),
            "the list has no rows below the header",
        ),
        (
            format!("patient\nQxanna{commas}x\n"),
            "column 19000001 is not empty, but the program reads at most 200 columns",
        ),
        (
            format!("patient{}x,y\nQxanna\n", ",".repeat(5_000)),
            "column 5001 is not empty, but the program reads at most 200 columns",
        ),
    ] {
        let bench = Workbench::new().with_file("list.csv", list);
        bench
            .leaflet(["batch", "list.csv", "--output-dir", "out"])
            .run()
            .exits_with(1)
            .errors_have(fault)
            .never_says("Qxanna")
            .stays_under(120, TIME);
    }
}

#[test]
fn a_check_of_many_guides_keeps_no_guide() {
    let bench = Workbench::new();
    for number in 0..150 {
        let title = format!("title: Sample treatment {number}");
        let lines = GUIDE.lines().map(|line| {
            if line.starts_with("title:") {
                title.as_str()
            } else {
                line
            }
        });
        let guide: Vec<&str> = lines.collect();
        bench.put(
            &format!("content/guides/sample-{number}/en.yaml"),
            guide.join("\n"),
        );
    }
    for (form, most) in [("human", 75), ("json", 80), ("junit", 80), ("sarif", 80)] {
        let arguments = [
            "check",
            "--no-pages",
            "--today",
            "2026-12-01",
            "--message-format",
            form,
        ];
        bench
            .leaflet(arguments)
            .run()
            .exits_with(1)
            .stays_under(most, TIME);
    }
}

#[test]
fn a_guide_of_the_most_characters_stays_in_bounds_and_one_more_is_refused() {
    let cell = "x".repeat(99);
    let row = format!("            - point: p\n              cells: [{cell}, {cell}, {cell}]\n");
    let section = format!(
        "  - heading: H\n    roles: [other]\n    blocks:\n      - comparison:\n          columns: [A, B, \
         C]\n          rows:\n{}",
        row.repeat(50)
    );
    // 1 + 8 * (1 + 3 + 50 * (1 + 3 * 99)) = 119,233.
    let guide = |rest: usize| {
        format!(
            "title: T\nsections:\n{}      - paragraph: {}\n",
            section.repeat(8),
            "x".repeat(rest)
        )
    };
    let bench = Workbench::new()
        .with_file("most.yaml", guide(767))
        .with_file("more.yaml", guide(768));
    bench
        .leaflet(["make", "most.yaml", "-o", "most.pdf"])
        .run()
        .succeeds()
        .stays_under(300, TIME);
    bench
        .leaflet(["make", "more.yaml", "-o", "more.pdf"])
        .run()
        .exits_with(1)
        .errors_have("more.yaml:851:20")
        .errors_have("this guide has 120001 characters in all")
        .errors_have("divide it into several guides")
        .stays_under(60, TIME);
}
