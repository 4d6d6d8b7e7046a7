//! From a list to its leaflets: what is made, what is told, and what is told of bad rows.

use super::{bench, ends, guide, hidden, line, list, lying, name, numbers, paths};
use crate::support::workbench::Workbench;

const SEED: &str = "minimally-invasive-spinal-fusion";

/// A list as Excel saves it: a mark at its beginning, semicolons, CRLF, and a column of the clinic's own.
const OF_EXCEL: &str = "\u{feff}Patient;Guide;Surgeon;Appointment;Procedure date;Level;Side;Reference;Ward\r\n\
    Qxanna Example;minimally-invasive-spinal-fusion;bhavuk-garg;2026-12-01 09:30;2026-12-03;L4/L5;left;Qx-1;4B\r\n\
    Qxमीरा नमूना;minimally-invasive-spinal-fusion;Dr. Else;2026-12-01 08:30;2026-12-04;L5/S1;right;Qx-2;4B\r\n\
    \"Qxample; Otto\";minimally-invasive-spinal-fusion;;2026-12-01 10:00;;;;;4A\r\n";

#[test]
fn a_list_of_excel_becomes_leaflets_in_its_order() {
    let bench = Workbench::new().with_file("today.csv", OF_EXCEL);
    let run = bench
        .leaflet(["batch", "today.csv", "--output-dir", "today"])
        .umask("022")
        .run();
    let names = ["0002", "0003", "0004"].map(|row| format!("{row}-{SEED}-en.pdf"));
    run.succeeds()
        .output_is(&names.clone().map(|name| format!("today/{name}\n")).concat())
        .never_says("Qx")
        .errors_have("the column `Ward` is unknown and is not used");
    ends(&run, "3 leaflets asked for: 3 made, 0 unchanged, 0 failed");
    let made = lying(&bench.path().join("today"));
    assert_eq!(
        made.keys().collect::<Vec<_>>(),
        names.iter().collect::<Vec<_>>()
    );
    for (name, lying) in &made {
        assert_eq!(lying.mode, 0o600, "{name}");
    }
    let second = bench.pdf(&format!("today/{}", names[1]));
    let text = second.text_in_tag_order();
    for words in [
        "Qxमीरा नमूना",
        "Dr. Else",
        "4 December 2026",
        "L5/S1",
        "Qx-2",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!second.metadata().contains("Qx"));
}

#[test]
fn a_leaflet_of_a_list_is_the_one_that_make_makes() {
    let bench = Workbench::new().with_file("today.csv", OF_EXCEL);
    bench
        .leaflet(["batch", "today.csv", "--output-dir", "today"])
        .run()
        .succeeds();
    bench
        .leaflet(["make", SEED, "-o", "one.pdf", "--patient", "Qxanna Example"])
        .with(["--surgeon", "bhavuk-garg", "--procedure-date", "2026-12-03"])
        .with(["--level", "L4/L5", "--side", "left", "--reference", "Qx-1"])
        .run()
        .succeeds();
    let of_list = bench.bytes(&format!("today/0002-{SEED}-en.pdf"));
    assert!(of_list == bench.bytes("one.pdf"), "the two differ");
}

#[test]
fn a_quiet_run_says_nothing_but_errors() {
    let bench = bench().with_file("today.csv", list(2));
    bench
        .leaflet(["batch", "today.csv", "-q"])
        .run()
        .succeeds()
        .errors_are("")
        .output_is(&paths("patients", 2..=3));
    let json = ["--message-format", "json"];
    bench
        .leaflet(["batch", "today.csv", "-q"])
        .with(json)
        .run()
        .succeeds()
        .errors_are("");
    bench.put("today.csv", "guide,patient\nknee,Qx\nknee,\n");
    let run = bench.leaflet(["batch", "today.csv", "-q"]).run();
    run.exits_with(1)
        .errors_have("row 3, column `patient` is empty")
        .never_says("list-done");
}

#[test]
fn machines_are_told_each_row_and_numbers_that_add_up() {
    let bench = bench().with_file("today.csv", list(4) + "knee,,L1,left\nknee,Qx,L1,left\n");
    bench.put(&format!("patients/{}", name(3)), "%PDF-1.7 another's");
    let json = ["--message-format", "json"];
    let run = bench.leaflet(["batch", "today.csv"]).with(json).run();
    run.exits_with(2).never_says("Qx");
    let summary = numbers(&run);
    assert_eq!(summary["asked"], 6);
    assert_eq!(summary["made"], 4);
    assert_eq!(summary["failed"], 2);
    let mut told: Vec<(String, u64, String)> = Vec::new();
    for line in run.errors().lines() {
        let line: serde_json::Value = serde_json::from_str(line).expect(line);
        if let (Some(event), Some(row)) = (line["event"].as_str(), line["row"].as_u64()) {
            let file = line["file"].as_str().unwrap().to_owned();
            told.push((event.to_owned(), row, file));
            assert_eq!(
                line["pages"].as_u64().unwrap() > 0,
                event != "failed",
                "{line}"
            );
        }
    }
    told.sort_by_key(|(_, row, _)| *row);
    let expected = [
        (2, "made"),
        (3, "failed"),
        (4, "made"),
        (5, "made"),
        (7, "made"),
    ];
    let expected = expected.map(|(row, event)| {
        let file = if row == 7 {
            "0007-knee-en.pdf".to_owned()
        } else {
            name(row)
        };
        (event.to_owned(), row as u64, file)
    });
    assert_eq!(told, expected);
    let again = bench.leaflet(["batch", "today.csv"]).with(json).run();
    assert_eq!(numbers(&again)["unchanged"], 4);
    let dry = bench
        .leaflet(["batch", "today.csv", "--dry-run"])
        .with(json)
        .run();
    assert_eq!(numbers(&dry)["not_begun"], 5);
}

#[test]
fn good_rows_are_made_beside_bad_ones_unless_told_otherwise() {
    let words =
        "guide,patient,procedure date\nknee,Qxa,2026-12-01\nknee,Qxb,2026-02-30\nhip,Qxc,\n";
    let bench = bench().with_file("today.csv", words);
    let dry = bench.leaflet(["batch", "today.csv", "--dry-run"]).run();
    dry.exits_with(1)
        .makes_nothing()
        .output_is("patients/0002-knee-en.pdf\npatients/0004-hip-en.pdf\n");
    ends(
        &dry,
        "3 leaflets asked for: 2 would be made, 1 with a fault; nothing was written",
    );
    assert!(!bench.path().join("patients").exists());
    let strict = bench.leaflet(["batch", "today.csv", "--strict"]).run();
    strict
        .exits_with(1)
        .makes_nothing()
        .output_is("")
        .errors_have("leave out `--strict`");
    ends(
        &strict,
        "3 leaflets asked for: 0 made, 0 unchanged, 1 failed, 2 not started",
    );
    assert!(!bench.path().join("patients").exists());
    let run = bench.leaflet(["batch", "today.csv"]).run();
    run.exits_with(1)
        .output_is("patients/0002-knee-en.pdf\npatients/0004-hip-en.pdf\n")
        .errors_have("row 3, column `procedure date` is a date that does not exist");
    ends(&run, "3 leaflets asked for: 2 made, 0 unchanged, 1 failed");
    bench.put("today.csv", words.replace("02-30", "02-28"));
    let strict = bench.leaflet(["batch", "today.csv", "--strict"]).run();
    strict.succeeds().makes(&[
        "patients/.leaflet/ledger-whole",
        "patients/0003-knee-en.pdf",
    ]);
}

#[test]
fn everything_that_is_wrong_is_told_in_one_run() {
    let header = "patient,guide,language,edition,surgeon,procedure date,side,output\n";
    let rows = [
        // Row 2: each cell has a fault of its own.
        "Qx\u{13080},kneee,xx,a5,nobody-here,31.02.2026,Qx\u{13080},Qx/x\n",
        // Row 3: a guide that is there, in a language that it is not written in.
        ",knee,hi,a3,somebody,12.2026,,../x\n",
        // Row 4: no guide, beside another fault.
        "Qxc,,,,,2026-13-01,,\n",
        // Row 5 is good.
        "Qxd,hip,en,Letter,bhavuk-garg,2026-12-01,left,bed-5\n",
    ];
    let bench = bench().with_file("today.csv", header.to_owned() + &rows.concat());
    let run = bench.leaflet(["batch", "today.csv", "--dry-run"]).run();
    run.exits_with(1)
        .output_is("patients/bed-5.pdf\n")
        .never_says("Qx");
    for told in [
        "row 2, column `patient` contains a character that no built-in typeface has",
        "row 2, column `guide` names a guide that does not exist",
        "hint: there are: hip, knee, minimally-invasive-spinal-fusion",
        "row 2, column `language` names a language that does not exist",
        "rows 2, 3, column `edition`: names an edition that does not exist",
        "rows 2, 3, column `surgeon`: looks like a short name",
        "rows 2 and 4, column `procedure date`: is a date that does not exist",
        "row 2, column `side` contains a character that no built-in typeface has",
        "rows 2, 3, column `output`: is not a plain file name",
        "row 3, column `patient` is empty",
        "row 3, column `language` asks for a language that the guide is not written in",
        "row 3, column `procedure date` is not a date that the program understands",
        "row 4, column `guide` is empty, and the command does not name a guide",
    ] {
        run.errors_have(told);
    }
    run.never_says("row 5, column `guide`")
        .never_says("nobody-here")
        .never_says("kneee");
    ends(
        &run,
        "4 leaflets asked for: 1 would be made, 3 with a fault; nothing was written",
    );
}

#[test]
fn a_row_whose_cells_are_shifted_is_told_once_and_not_read() {
    let bench = bench().with_file("today.csv", "guide,patient\nknee,Qxa,more\nknee,Qxb\n");
    let run = bench.leaflet(["batch", "today.csv"]).run();
    run.exits_with(1)
        .errors_have("row 2 has more cells than the header")
        .never_says("row 2, column")
        .output_is("patients/0003-knee-en.pdf\n");
}

#[test]
fn what_is_wrong_with_a_guide_is_told_once() {
    let rows: String = (0..300)
        .map(|row| format!("ankle,Qx{row}\nknee,Qx{row}\n"))
        .collect();
    let bench = bench()
        .with_file("content/guides/ankle/en.yaml", "title: The ankle\n")
        .with_file("today.csv", format!("guide,patient\n{rows}"));
    let run = bench.leaflet(["batch", "today.csv", "--dry-run"]).run();
    run.exits_with(1)
        .errors_have("content/guides/ankle/en.yaml:1:1")
        .errors_have("no leaflet can be made from the guide `ankle`, which rows 2, 4, 6,")
        .errors_have("and 270 more ask for");
    let lines = run.errors().lines().count();
    assert!(lines < 40, "{lines} lines");
    ends(
        &run,
        "600 leaflets asked for: 300 would be made, 300 with a fault; nothing was written",
    );
}

#[test]
fn the_same_warning_of_many_rows_is_told_for_a_few() {
    let rows: String = (0..100).map(|row| format!("Qx\u{200b}{row}\n")).collect();
    let bench = bench().with_file("today.csv", format!("patient\n{rows}"));
    let run = bench
        .leaflet(["batch", "today.csv", "--dry-run", "--guide", "knee"])
        .run();
    run.succeeds()
        .errors_have("rows 2 to 4, column `patient`: contained an invisible character")
        .never_says("row 5, column")
        .errors_have(
            "the same for column `patient` in rows 5 to 101: contained an invisible character",
        );
}

#[test]
fn what_the_command_says_holds_for_rows_that_say_nothing() {
    let bench = bench()
        .with_file("content/guides/hip/hi.yaml", guide("Hindi."))
        .with_file(
            "content/languages/hi.yaml",
            include_str!("../../../content/languages/en.yaml")
                .replace("\ntag: en", "\ntag: hi")
                .replace("\nname: English", "\nname: Hindi"),
        )
        .with_file(
            "today.csv",
            "guide,patient,language,edition,surgeon\n,Qxa,,,\nknee,Qxb,en,LETTER,Dr. Row\n",
        );
    let run = bench
        .leaflet(["batch", "today.csv", "--guide", "hip", "--language", "hi"])
        .with([
            "--surgeon",
            "bhavuk-garg",
            "--date",
            "2026-11-30",
            "--paper",
            "a4",
        ])
        .with(["--name", "{row}-{guide}-{language}-{edition}"])
        .run();
    run.succeeds()
        .output_is("patients/0002-hip-hi-a4.pdf\npatients/0003-knee-en-letter.pdf\n");
    let first = bench.pdf("patients/0002-hip-hi-a4.pdf");
    assert_eq!(first.page_sizes()[0].0.round(), 595.0);
    let text = first.text_in_tag_order();
    assert!(
        text.contains("Your surgeon\nDr. Prof. Bhavuk Garg\nDate\n30 November 2026"),
        "{text}"
    );
    let second = bench.pdf("patients/0003-knee-en-letter.pdf");
    assert_eq!(second.page_sizes()[0].0.round(), 612.0);
    let text = second.text_in_tag_order();
    assert!(text.contains("Your surgeon\nDr. Row\n"), "{text}");
}

#[test]
fn what_the_command_names_wrongly_is_no_fault_of_the_rows() {
    let bench = bench().with_file("today.csv", list(50));
    for (arguments, told) in [
        (["--guide", "kneee"], "there is no guide `kneee`"),
        (["--language", "xx"], "there is no language `xx`"),
        (["--brand", "nope"], "there is no brand `nope`"),
        (["--surgeon", "nobody"], "the brand has no surgeon `nobody`"),
        (["--encoding", "klingon"], "the encoding given with"),
        (["--content", "nowhere"], "there is no folder `nowhere`"),
        (
            ["--name", "{guide}"],
            "the pattern would give every leaflet the same name",
        ),
        (
            ["--name", "{row}/{guide}"],
            "the pattern of file names contains `/`",
        ),
        (
            ["--name", "{row}-{nam}"],
            "the pattern of file names contains `{nam}`",
        ),
        (
            ["--manifest", "none/list.json"],
            "there is no folder `none`",
        ),
    ] {
        let run = bench.leaflet(["batch", "today.csv"]).with(arguments).run();
        run.exits_with(2)
            .makes_nothing()
            .output_is("")
            .errors_have(told)
            .never_says("row 2")
            .never_says("--surgeon-name");
    }
    bench.put("leaflet.yaml", "surgeon: nobody-else\n");
    let run = bench.leaflet(["batch", "today.csv"]).run();
    run.exits_with(1)
        .makes_nothing()
        .errors_have("leaflet.yaml:1:10")
        .never_says("row 2");
    assert_eq!(run.errors().matches("leaflet.yaml:1:10").count(), 1);
}

#[test]
fn a_surgeon_is_one_of_the_brand_or_somebody_else_by_name() {
    let rows = "bhavuk-garg\nDr. Bhavuk Garg\nDr. Else\nnobody-here\n";
    let bench = bench();
    let listed = bench.leaflet(["list", "surgeons"]).run().output();
    let listed = listed.trim_end().split('\t').nth(1).unwrap().to_owned();
    let rows: String = rows
        .replace("Dr. Bhavuk Garg", &listed)
        .lines()
        .map(|surgeon| format!("knee,Qx,{surgeon}\n"))
        .collect();
    bench.put("today.csv", format!("guide,patient,surgeon\n{rows}"));
    let run = bench.leaflet(["batch", "today.csv"]).run();
    run.exits_with(1)
        .errors_have(
            "row 5, column `surgeon` looks like a short name, but the brand has nobody \
            with that name",
        )
        .errors_have("the brand has: bhavuk-garg");
    let surgeons = [&listed, &listed, "Dr. Else"];
    for (row, surgeon) in (2..).zip(surgeons) {
        let text = bench
            .pdf(&format!("patients/{row:04}-knee-en.pdf"))
            .text_in_tag_order();
        let shown = format!("Your surgeon\n{surgeon}\n");
        assert!(text.contains(&shown), "{row}: {text}");
    }
    assert!(!bench.path().join("patients/0005-knee-en.pdf").exists());
}

#[test]
fn the_clinics_own_headers_are_known_from_the_settings() {
    let bench = bench()
        .with_file(
            "leaflet.yaml",
            "columns:\n  patient: Naam\n  guide: Behandeling\n",
        )
        .with_file("today.csv", "NAAM;behandeling\nQxa;knee\n");
    bench
        .leaflet(["batch", "today.csv"])
        .run()
        .succeeds()
        .output_is("patients/0002-knee-en.pdf\n")
        .errors_have("1 leaflet asked for: 1 made");
}

#[test]
fn the_list_of_what_was_made_names_nobody() {
    let bench = bench().with_file("today.csv", list(3) + "knee,,L1,left\n");
    let manifest = ["--manifest", "made.json"];
    bench
        .leaflet(["batch", "today.csv"])
        .with(manifest)
        .run()
        .exits_with(1);
    let text = String::from_utf8(bench.bytes("made.json")).unwrap();
    assert!(!text.contains("Qx"), "{text}");
    let made: serde_json::Value = serde_json::from_str(&text).unwrap();
    let leaflets = made["leaflets"].as_array().unwrap();
    assert_eq!(leaflets.len(), 3);
    for (row, leaflet) in (2..).zip(leaflets) {
        assert_eq!(leaflet["row"], row);
        assert_eq!(leaflet["file"], name(row));
        assert!(leaflet["pages"].as_u64().is_some_and(|pages| pages > 0));
        // By a sum or a length a guessed name could be proved.
        assert!(leaflet.get("fingerprint").is_none() && leaflet.get("bytes").is_none());
    }
    // Only where it is asked for.
    let with_sums = ["--manifest", "made.json", "--sums-in-manifest"];
    let run = bench.leaflet(["batch", "today.csv"]).with(with_sums).run();
    run.exits_with(1);
    let made: serde_json::Value = serde_json::from_slice(&bench.bytes("made.json")).unwrap();
    for (row, leaflet) in (2..5).zip(made["leaflets"].as_array().unwrap()) {
        let bytes = bench.bytes(&format!("patients/{}", name(row)));
        assert_eq!(leaflet["bytes"], bytes.len());
        let sum = leaflet::base::fingerprint::Fingerprint::of(&bytes).to_string();
        assert_eq!(leaflet["fingerprint"], sum);
    }
}

#[test]
fn a_file_that_is_no_list_of_ours_is_kept() {
    let bench = bench().with_file("today.csv", list(3));
    let batch = |further: &[&str]| {
        let named = ["batch", "today.csv", "--manifest", "made.json"];
        bench.leaflet(named).with(further).run()
    };
    // Somebody's JSON is replaced by force alone, and anything else never.
    let package = "{\n  \"name\": \"page\",\n  \"leaflets\": [1]\n}\n";
    bench.put("made.json", package);
    batch(&[])
        .exits_with(2)
        .makes_nothing()
        .errors_have("`made.json` already exists, and this program did not write it")
        .errors_have("give another name, or add `--force` to replace it");
    assert_eq!(bench.bytes("made.json"), package.as_bytes());
    bench.put("made.json", "mine");
    for further in [&[][..], &["--force"]] {
        batch(further)
            .exits_with(2)
            .makes_nothing()
            .errors_have("`made.json` is not a JSON file, so it was not replaced")
            .errors_have("give another name with `--manifest`, or move or delete the file first");
    }
    bench.put("made.json", package);
    batch(&["--force"]).succeeds();
    let text = String::from_utf8(bench.bytes("made.json")).unwrap();
    assert!(text.contains("\"program\": \"leaflet "), "{text}");
    batch(&[]).succeeds();
}

#[test]
fn a_manifest_may_stand_in_the_folder_that_the_run_makes() {
    let bench = bench().with_file("today.csv", list(2));
    let run = bench
        .leaflet(["batch", "today.csv", "--output-dir", "new/today"])
        .with(["--manifest", "new/today/list.json"])
        .with(["--combined", "new/today/print.pdf"])
        .run();
    run.succeeds();
    assert!(bench.path().join("new/today/list.json").is_file());
    // Elsewhere its folder is to be there.
    let run = bench
        .leaflet(["batch", "today.csv", "--output-dir", "other"])
        .with(["--manifest", "other/deep/list.json"])
        .run();
    run.exits_with(2)
        .makes_nothing()
        .errors_have("there is no folder `other/deep`");
}

#[test]
fn nothing_hidden_holds_a_word_of_the_list() {
    let bench = bench().with_file("today.csv", list(20));
    bench.leaflet(["batch", "today.csv"]).run().succeeds();
    let folder = bench.path().join("patients");
    assert_eq!(hidden(&folder), ["key", "ledger-whole", "lock-whole"]);
    for file in hidden(&folder) {
        let bytes = bench.bytes(&format!("patients/.leaflet/{file}"));
        assert!(!bytes.windows(2).any(|words| words == b"Qx"), "{file}");
    }
    assert!(line(2).contains("Qx"));
}

#[test]
fn rows_that_get_the_same_sheet_are_told() {
    let rows = [
        "knee,QxAnna,L1,left,09:00",
        "knee,QxBen,L1,left,09:10",
        "hip,QxAnna,L1,left,09:20",
        "knee,QxAnna,L1,left,10:30",
        "knee,QxBen,L1,right,10:40",
        "knee,QxCid,,,10:50",
        "knee,QxAnna,L1,left,09:00",
        "knee,QxCid,,,10:50",
    ];
    let header = "guide,patient,level,side,appointment\n";
    let bench = bench().with_file("today.csv", header.to_owned() + &rows.join("\n"));
    let run = bench.leaflet(["batch", "today.csv"]).run();
    run.succeeds()
        .errors_have(
            "note[twins]: rows 2, 5 and 8 get the same leaflet: the same name and the same facts",
        )
        .errors_have("note[twins]: rows 7 and 9 get the same leaflet")
        .errors_have(
            "if they are different patients, give each a reference, so that nobody gets \
            another patient's leaflet; if it is one patient, delete a row",
        )
        .never_says("Qx");
    assert_eq!(run.errors().matches("note[twins]").count(), 2);
    // A reference tells them apart.
    let referred: Vec<String> = (1..)
        .zip(rows)
        .map(|(at, row)| format!("{row},R{at}"))
        .collect();
    let header = "guide,patient,level,side,appointment,reference\n";
    bench.put("today.csv", header.to_owned() + &referred.join("\n"));
    let run = bench.leaflet(["batch", "today.csv"]).run();
    run.succeeds().never_says("twins");
}
