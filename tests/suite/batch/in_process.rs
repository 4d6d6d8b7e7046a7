//! Lists without a terminal: made by the library, several at once in one process, each in a folder of its own.

use std::path::Path;
use std::sync::Mutex;

use jiff::civil::date;
use leaflet::base::stop::Stop;
use leaflet::commands::batch::{
    Call, End, Event, ListSource, Options, Outcome, RowState, Summary, make_list,
};
use leaflet::input::content::Workplace;
use leaflet::source::SourceSet;
use leaflet::source::messages::short;

use super::{bench, bytes, hidden, list, name, paths};
use crate::support::workbench::Workbench;

/// What a list told, one line an event; those of rows are left out.
#[derive(Default)]
struct Told(String);

impl Told {
    fn hear(&mut self, event: &mut Event<'_>) {
        let line = match event {
            Event::List(found, sources) => short::render(found, sources),
            Event::NotMade(rows, _) => format!("{} not made\n", rows.len()),
            Event::Remarks(found) => short::render(found, &SourceSet::new()),
            Event::Begun { rows } => format!("begun {rows}\n"),
            Event::Leaflets(leaflets) => {
                let folder = leaflets.folder.to_owned();
                let paths =
                    (&mut *leaflets.names).map(|name| format!("{}\n", folder.join(name).display()));
                paths.collect()
            }
            Event::Printed(path) => format!("printed {}\n", path.display()),
            Event::Summary(_) => "summary\n".to_owned(),
            Event::UnderReview | Event::Stoppable | Event::RowsEnded | Event::Row(_) => return,
        };
        self.0.push_str(&line);
    }
}

/// Makes `today.csv` of a folder; `change` says what is asked of it besides its leaflets, `heard` hears each
/// event.
fn make(
    folder: &Path,
    stop: &Stop,
    change: impl FnOnce(&mut Options<'_>),
    mut heard: impl FnMut(&Event<'_>) + Send,
) -> (Outcome, String) {
    let workplace = Workplace::at(folder);
    let mut options = Options::of(ListSource::file("today.csv"), date(2026, 12, 1));
    change(&mut options);
    let call = Call {
        workplace: &workplace,
        stop,
    };
    let mut told = Told::default();
    let outcome = make_list(
        options,
        &call,
        &mut SourceSet::new(),
        &mut |mut event: Event<'_>| {
            heard(&event);
            told.hear(&mut event);
        },
    );
    (outcome, told.0)
}

/// The numbers of a list that ended so.
fn ended(outcome: &Outcome, end: End) -> &Summary {
    match &outcome.ended {
        Ok((ended, Some(summary))) if *ended == end => summary,
        other => panic!("{end:?} was expected: {other:?}"),
    }
}

/// What the program makes of the same list.
fn of_program(rows: usize) -> Workbench {
    let bench = bench().with_file("today.csv", list(rows));
    bench
        .leaflet(["batch", "today.csv", "--manifest", "patients/made.json"])
        .with(["--combined", "patients/print.pdf", "--separator-sheets"])
        .run()
        .succeeds();
    bench
}

fn with_all_files(options: &mut Options<'_>) {
    options.manifest = Some("patients/made.json".into());
    options.job.path = Some("patients/print.pdf".into());
    options.job.has_separators = true;
}

#[test]
fn a_whole_list_is_made_without_a_terminal() {
    let program = of_program(5);
    let bench = bench().with_file("today.csv", list(5));
    let mut done = Vec::new();
    let (outcome, told) = make(bench.path(), &Stop::new(), with_all_files, |event| {
        if let Event::Row(row) = event {
            assert_eq!((row.state, row.file), (RowState::Made, &*name(row.row)));
            done.push(row.done);
        }
    });
    let summary = ended(&outcome, End::Done);
    assert_eq!((summary.asked, summary.made, summary.not_begun), (5, 5, 0));
    assert_eq!((outcome.untouched, outcome.reviews), (None, Vec::new()));
    assert_eq!(done, [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]);
    // Paths are told as they were named.
    let end = format!(
        "begun 5\n{}printed patients/print.pdf\nsummary\n",
        paths("patients", 2..=6)
    );
    assert!(told.ends_with(&end), "{told}");
    let folder = bench.path().join("patients");
    assert!(bytes(&folder) == bytes(&program.path().join("patients")));
    assert_eq!(
        hidden(&folder),
        hidden(&program.path().join("patients")),
        "the ledger and its key"
    );
    // The ledger knows them again, and so does the program.
    let (outcome, _) = make(bench.path(), &Stop::new(), with_all_files, |_| {});
    assert_eq!(ended(&outcome, End::Done).unchanged, 5);
    let again = bench.leaflet(["batch", "today.csv"]).run();
    again.succeeds();
    super::ends(
        &again,
        "5 leaflets asked for: 0 made, 5 unchanged, 0 failed",
    );
}

#[test]
fn what_is_wrong_is_told_as_the_program_tells_it() {
    let bad = "guide,patient,side\nknee,Qx1 Example,left\nnose,Qx2 Example,left\nhip,,left\n";
    let settings = "batch:\n  output: wards/today\n";
    let bench = || {
        bench()
            .with_file("today.csv", bad)
            .with_file("leaflet.yaml", settings)
    };
    let (program, library) = (bench(), bench());
    let run = program
        .leaflet(["batch", "today.csv", "--message-format", "short"])
        .run();
    run.exits_with(1);
    let (outcome, told) = make(library.path(), &Stop::new(), |_| {}, |_| {});
    let summary = ended(&outcome, End::ContentHasProblems);
    assert_eq!((summary.asked, summary.made, summary.failed), (3, 1, 2));
    let faults: Vec<&str> = told
        .lines()
        .filter(|line| line.contains(": error"))
        .collect();
    assert_eq!(faults.len(), 2, "{told}");
    for fault in faults {
        run.errors_have(fault);
        assert!(fault.starts_with("today.csv"), "{fault}");
    }
    assert!(told.contains("wards/today/0002-knee-en.pdf\n"), "{told}");
    assert!(library.path().join("wards/today/0002-knee-en.pdf").exists());
    assert!(!told.contains("Qx"), "{told}");
}

#[test]
fn two_lists_are_made_at_once_in_two_folders() {
    let program = [of_program(20), of_program(30)];
    let library = [20, 30].map(|rows| bench().with_file("today.csv", list(rows)));
    std::thread::scope(|scope| {
        let made = library.each_ref().map(|bench| {
            scope.spawn(move || make(bench.path(), &Stop::new(), with_all_files, |_| {}).0)
        });
        for (made, rows) in made.into_iter().zip([20, 30]) {
            assert_eq!(ended(&made.join().unwrap(), End::Done).made, rows);
        }
    });
    for (program, library) in program.iter().zip(&library) {
        let [program, library] = [program, library].map(|bench| bench.path().join("patients"));
        assert!(bytes(&program) == bytes(&library));
    }
}

#[test]
fn one_of_two_lists_is_stopped_and_the_other_is_not() {
    const ROWS: usize = 200;
    let benches = [0, 1].map(|_| bench().with_file("today.csv", list(ROWS)));
    let stops = [Stop::new(), Stop::new()];
    // The second does not end before the first was stopped.
    let stopped = Mutex::new(false);
    let changed = std::sync::Condvar::new();
    let (first, second) = std::thread::scope(|scope| {
        let first = scope.spawn(|| {
            let heard = |event: &Event<'_>| {
                if let Event::Row(row) = event
                    && row.done.0 == 3
                {
                    stops[0].request();
                }
            };
            let made = make(benches[0].path(), &stops[0], |_| {}, heard).0;
            *stopped.lock().unwrap() = true;
            changed.notify_all();
            made
        });
        let second = scope.spawn(|| {
            let heard = |event: &Event<'_>| {
                if let Event::Row(row) = event
                    && row.done.0 == 3
                {
                    let is_running = stopped.lock().unwrap();
                    let _ended = changed.wait_while(is_running, |stopped| !*stopped);
                }
            };
            make(benches[1].path(), &stops[1], |_| {}, heard).0
        });
        (first.join().unwrap(), second.join().unwrap())
    });
    let first = ended(&first, End::Stopped);
    assert!(first.is_stopped && first.made >= 3 && first.not_begun > 0);
    assert_eq!(first.made + first.not_begun, ROWS);
    let second = ended(&second, End::Done);
    assert_eq!((second.made, second.not_begun), (ROWS, 0));
    // What was stopped is finished by the next call.
    let (rest, _) = make(benches[0].path(), &Stop::new(), |_| {}, |_| {});
    assert_eq!(ended(&rest, End::Done).unchanged, first.made);
    let [one, other] = benches.map(|bench| bytes(&bench.path().join("patients")));
    assert!(one == other);
}

#[test]
fn a_list_that_is_not_there_is_told_by_the_name_it_was_given() {
    let bench = bench().with_file("todya.csv", list(1));
    let (outcome, told) = make(bench.path(), &Stop::new(), |_| {}, |_| {});
    let failure = outcome.ended.unwrap_err();
    let advice = failure.explanation().unwrap();
    assert_eq!(advice.message, "there is no file `today.csv`");
    assert_eq!(advice.hints[0].to_string(), "did you mean `todya.csv`?");
    assert_eq!(told, "");
}
