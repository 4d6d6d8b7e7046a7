//! A guide whose review is overdue is refused, by `make`, `batch` and `build`, until somebody says why it is
//! printed all the same; then every page says so.

use crate::support::workbench::Workbench;

const GUIDE: &str = "title: A\nreviewed_on: 2024-06-30\nnext_review: 2026-06-30\nsections:\n  - heading: \
                     B\n    roles: [other]\n    blocks:\n      - paragraph: Words.\n";

fn bench() -> Workbench {
    Workbench::new()
        .with_file("content/guides/old/en.yaml", GUIDE)
        .with_file("list.csv", "guide,patient\nold,Sample Patient\n")
}

#[test]
fn an_overdue_guide_is_refused_at_its_day() {
    let bench = bench();
    for arguments in [
        ["make", "old"].as_slice(),
        &["batch", "list.csv"],
        &["build"],
    ] {
        bench
            .leaflet(arguments)
            .with(["--today", "2026-07-01"])
            .run()
            .exits_with(1)
            .errors_have("error[review-overdue]: the guide was to be reviewed by 2026-06-30")
            .errors_have("en.yaml:3:14");
    }
    let files = bench.files();
    assert!(
        !files.iter().any(|file| file.ends_with(".pdf")),
        "{files:?}"
    );
    bench
        .leaflet(["make", "old", "--today", "2026-06-30"])
        .run()
        .succeeds()
        .never_says("review-overdue");
}

#[test]
fn a_reason_lets_it_be_printed_and_every_page_says_so() {
    let bench = bench();
    let today = ["--today", "2026-07-01"];
    bench
        .leaflet(["make", "old", "--allow-overdue", "the reviewer is ill"])
        .with(today)
        .run()
        .succeeds()
        .errors_have("warning[under-review]")
        .errors_have("the reviewer is ill");
    let pdf = bench.pdf("old-en.pdf");
    let shown = pdf.text_in_content_order();
    let times = shown.matches("Under review").count();
    assert!(
        times >= 3,
        "in the quiet line, at the end, and in the foot: {shown}"
    );
    assert!(!shown.contains("the reviewer is ill"));
    bench
        .leaflet([
            "batch",
            "list.csv",
            "--allow-overdue",
            "the reviewer is ill",
        ])
        .with(today)
        .run()
        .succeeds()
        .errors_have("warning[under-review]");
    bench
        .leaflet(["make", "old", "--allow-overdue", ""])
        .run()
        .exits_with(2);
}
