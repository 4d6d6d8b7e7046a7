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
            .errors_have("error[review-overdue]: the guide should have been reviewed by 2026-06-30")
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
    assert!(times >= 2, "with the title, and in the foot: {shown}");
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

#[test]
fn every_command_warns_before_the_day_and_the_day_after_is_no_surprise() {
    let bench = bench();
    let due = "warning[review-due]: the review of `old` (en) is due in 60 days, by 2026-06-30";
    for arguments in [
        ["make", "old", "-o", "a.pdf"].as_slice(),
        &["batch", "list.csv"],
        &["batch", "list.csv", "--dry-run"],
        &["build"],
        &["build"],
        &["build", "--check"],
        &["check", "old"],
    ] {
        let early = bench
            .leaflet(arguments)
            .with(["--today", "2026-04-30"])
            .run();
        early.never_says("review-due");
        let run =
            bench
                .leaflet(arguments)
                .with(["--today", "2026-05-01", "--message-format", "short"]);
        let run = if arguments[0] == "make" {
            run.with(["--force"])
        } else {
            run
        }
        .run();
        let errors = run.errors();
        let last = errors.lines().last().unwrap_or_default();
        assert!(last.contains("review-due"), "{arguments:?}: {errors}");
    }
    bench
        .leaflet(["make", "old", "-o", "b.pdf", "--today", "2026-05-01"])
        .run()
        .succeeds()
        .errors_have(due);
    bench
        .leaflet(["make", "old", "-o", "c.pdf", "--today", "2026-06-30"])
        .run()
        .succeeds()
        .errors_have("is due today, by 2026-06-30; after that day no leaflet is made from it");
    bench
        .leaflet(["list", "guides", "--today", "2026-06-29"])
        .run()
        .succeeds()
        .output_has("old\ten\tA\treview in 1 day, by 2026-06-30\n");
    bench
        .leaflet(["list", "guides", "--today", "2026-07-01"])
        .run()
        .output_has("old\ten\tA\treview overdue since 2026-06-30\n");
}

#[test]
fn the_settings_say_from_when_on_it_is_warned() {
    let bench = bench().with_file("leaflet.yaml", "warn_before_review: 7\n");
    let make = |day: &str, name: &str| {
        bench
            .leaflet(["make", "old", "-o", name, "--today", day])
            .run()
    };
    make("2026-06-22", "a.pdf")
        .succeeds()
        .never_says("review-due");
    make("2026-06-23", "b.pdf")
        .succeeds()
        .errors_have("due in 7 days");
}

#[test]
fn a_library_says_that_a_leaflet_is_overdue_and_no_guide_is_faulty() {
    let bench = bench();
    let day = |day: &'static str| ["--today", day];
    bench
        .leaflet(["build"])
        .with(day("2026-06-30"))
        .run()
        .succeeds();
    bench
        .leaflet(["build", "--check"])
        .with(day("2026-06-30"))
        .run()
        .succeeds();
    let late = day("2026-07-01");
    bench
        .leaflet(["build", "--check"])
        .with(late)
        .run()
        .exits_with(1)
        .output_has("overdue\t")
        .errors_have("error[review-overdue]")
        .never_says("faulty");
    let run = bench
        .leaflet(["build", "--check", "--message-format", "github"])
        .with(late)
        .run();
    run.exits_with(1)
        .output_has("::error file=content/guides/old/en.yaml,line=1,title=overdue::")
        .errors_have("en.yaml,line=3,col=14");
    bench
        .leaflet(["build"])
        .with(late)
        .run()
        .exits_with(1)
        .errors_have("review-overdue");
}
