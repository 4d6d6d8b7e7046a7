//! Tests of the workbench with programs whose answers are known.

use std::time::Duration;

use super::super::pdf_reading::FinishedPdf;
use super::super::sample;
use super::Workbench;

#[test]
fn the_built_program_is_run() {
    Workbench::new()
        .leaflet(["--version"])
        .run()
        .succeeds()
        .output_has("leaflet");
}

#[test]
fn a_run_is_judged_by_its_code_its_words_and_its_files() {
    let bench = Workbench::new()
        .with_file("kept/a.txt", "a")
        .with_folder("empty");
    assert_eq!(bench.files(), ["kept/a.txt"]);
    assert_eq!(bench.bytes("kept/a.txt"), b"a");
    let script = "cat; pwd >&2; echo new > made.txt; echo b > ../kept/a.txt; exit 3";
    let run = bench
        .program("sh")
        .with(["-c", script])
        .in_folder("empty")
        .input("words")
        .run();
    run.exits_with(3)
        .output_is("words")
        .output_has("ord")
        .errors_have("/empty\n");
    run.makes(&["kept/a.txt", "empty/made.txt"])
        .never_says("panicked");
    run.stays_under(300, Duration::from_secs(20));
    assert_eq!((run.code(), run.output_bytes()), (Some(3), &b"words"[..]));
    assert_eq!(run.made(), ["empty/made.txt", "kept/a.txt"]);
    assert!(run.errors().ends_with("/empty\n") && run.took() > Duration::ZERO);
    bench
        .program("true")
        .run()
        .succeeds()
        .errors_are("")
        .makes_nothing();
}

#[test]
#[should_panic(expected = "it worked for")]
fn a_run_that_works_too_long_is_found() {
    let bench = Workbench::new();
    let script = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done";
    let run = bench.program("sh").with(["-c", script]).run();
    run.stays_under(300, Duration::from_millis(20));
}

#[test]
fn the_environment_is_what_the_test_gives() {
    let bench = Workbench::new();
    let run = bench
        .program("env")
        .env("NO_COLOR", "1")
        .env("TZ", "Asia/Kolkata")
        .run();
    let output = run.output();
    let names: Vec<&str> = output
        .lines()
        .filter_map(|line| line.split('=').next())
        .collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, ["HOME", "LC_ALL", "NO_COLOR", "PATH", "TZ"]);
    run.output_has("TZ=Asia/Kolkata\n");
}

#[test]
fn memory_and_umask_are_limited() {
    let bench = Workbench::new();
    let limits = bench.program("sh").with(["-c", "ulimit -v; umask"]);
    limits
        .memory_limit(2000)
        .umask("027")
        .run()
        .output_is("2048000\n0027\n");
    // No program starts in one MiB of address space.
    assert_ne!(bench.program("true").memory_limit(1).run().code(), Some(0));
    let script = "x=$(head -c 30000000 /dev/zero | tr '\\0' x); sleep 0.2; echo ${#x}";
    let hungry = bench.program("sh").with(["-c", script]).run();
    hungry.succeeds().output_is("30000000\n");
    assert!(
        hungry.peak_memory() > 30_000_000,
        "{} bytes were seen",
        hungry.peak_memory()
    );
}

#[test]
fn the_output_of_a_run_can_be_closed() {
    // That a run can be interrupted is shown by the program itself: a shell that was started with
    // the signal ignored, as in the background of another, cannot take it up again.
    let bench = Workbench::new();
    let writer = bench.program("sh").with(["-c", "sleep 0.2; yes || exit 7"]);
    writer
        .with_closed_output()
        .run()
        .exits_with(7)
        .output_is("");
}

#[test]
fn a_pdf_is_opened_from_the_bench() {
    let bench = Workbench::new().with_file("a.pdf", sample::PDF);
    assert_eq!(bench.pdf("a.pdf").pages.len(), 2);
    assert_eq!(
        FinishedPdf::open(&bench.path().join("a.pdf")).pages.len(),
        2
    );
}

#[test]
#[should_panic(expected = "exit code 0 was expected")]
fn a_failed_demand_says_what_the_run_said() {
    Workbench::new().program("false").run().succeeds();
}

#[test]
#[should_panic(expected = "the run took longer than")]
fn a_run_that_does_not_end_is_ended() {
    let bench = Workbench::new();
    bench
        .program("sleep")
        .with(["100"])
        .time_limit(Duration::from_millis(200))
        .run();
}
