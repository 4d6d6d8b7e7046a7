//! Completions and manual pages: every command and option is in them, and the pages are written all
//! or not at all.

use crate::support::outside;
use crate::support::workbench::Workbench;

const COMMANDS: &[&str] = &[
    "make",
    "watch",
    "batch",
    "build",
    "purge",
    "list",
    "explain",
    "new",
    "doctor",
    "import",
    "completions",
    "man",
    "licences",
];

/// The long options that the help of a command shows.
fn options(bench: &Workbench, command: &[&str]) -> Vec<String> {
    let run = bench.leaflet(command).with(["--help"]).run();
    let help = run.succeeds().output();
    let lines = help.lines().map(str::trim_start);
    let found: Vec<String> = lines
        .filter(|line| line.starts_with('-'))
        .filter_map(|line| line.split("--").nth(1))
        .map(|option| format!("--{}", option.split([' ', '\n']).next().unwrap()))
        .collect();
    assert!(found.len() > 2, "{found:?}");
    found
}

#[test]
fn every_shell_gets_every_command_and_option() {
    let bench = Workbench::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = bench.leaflet(["completions", shell]).run();
        let script = run.succeeds().errors_are("").output();
        for command in COMMANDS {
            assert!(script.contains(command), "{shell} lacks {command}");
        }
        for option in options(&bench, &["make"]) {
            // Fish names long options without their dashes.
            let name = option.trim_start_matches('-');
            assert!(script.contains(name), "{shell} lacks {option}");
        }
    }
    bench
        .leaflet(["completions", "bahs"])
        .run()
        .exits_with(2)
        .output_is("")
        .errors_have("bash");
    bench
        .leaflet(["completions", "--help"])
        .run()
        .succeeds()
        .output_has("~/.config/fish/completions/leaflet.fish");
}

#[test]
fn bash_completes_commands_options_and_values() {
    let bench = Workbench::new();
    let script = bench.leaflet(["completions", "bash"]).run().output();
    for (words, expected) in [
        ("leaflet mak", "make"),
        ("leaflet new lang", "language"),
        ("leaflet make x --pap", "--paper"),
        ("leaflet make x --paper l", "letter"),
        ("leaflet completions z", "zsh"),
    ] {
        // As bash does it: the words so far, the last of which is to be completed.
        let asked = format!(
            "{script}\nCOMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n\
             _leaflet leaflet \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD - 1]}}\"\n\
             echo \"${{COMPREPLY[*]}}\"\n"
        );
        if let Ok(said) = outside::bash(&asked) {
            assert_eq!(said.trim(), expected, "{words}");
        }
    }
}

#[test]
fn a_page_says_what_the_help_says() {
    let bench = Workbench::new();
    let plain = |page: String| page.replace("\\-", "-").replace("\\*(Aq", "'");
    for command in [
        [].as_slice(),
        &["make"],
        &["list"],
        &["new", "guide"],
        &["man"],
    ] {
        let run = bench.leaflet(["man"]).with(command).run();
        let page = plain(run.succeeds().errors_are("").output());
        let name = ["leaflet"].iter().chain(command).copied();
        let name = name.collect::<Vec<_>>().join("-").to_uppercase();
        assert!(page.starts_with(&format!(".TH {name} 1 ")), "{page}");
        for heading in [
            "NAME",
            "SYNOPSIS",
            "OPTIONS",
            "EXIT STATUS",
            "FILES",
            "ENVIRONMENT",
        ] {
            let line = format!(".SH {heading}\n");
            let quoted = format!(".SH \"{heading}\"\n");
            assert!(
                page.contains(&line) || page.contains(&quoted),
                "{command:?} lacks {heading}"
            );
        }
        for option in options(&bench, command) {
            assert!(page.contains(&option), "{command:?} lacks {option}");
        }
        for words in ["130  interrupted", "leaflet.yaml", "SOURCE_DATE_EPOCH"] {
            assert!(page.contains(words), "{command:?} lacks {words}");
        }
    }
    for (command, expected) in [
        (["man", "mak"].as_slice(), "did you mean `make`?"),
        (&["man", "new", "guid"], "did you mean `guide`?"),
        (&["man", "make", "x"], "`make` has no commands of its own"),
    ] {
        bench
            .leaflet(command)
            .run()
            .exits_with(2)
            .output_is("")
            .errors_have(expected);
    }
}

#[test]
fn all_pages_are_written_or_none() {
    let bench = Workbench::new();
    let run = bench.leaflet(["man", "--output-dir", "man/man1"]).run();
    run.succeeds().errors_are("");
    for command in COMMANDS {
        run.output_has(&format!("man/man1/leaflet-{command}.1\n"));
    }
    run.output_has("man/man1/leaflet.1\n")
        .output_has("man/man1/leaflet-new-guide.1\n");
    assert_eq!(run.made().len(), run.output().lines().count());
    let one = bench.leaflet(["man", "make"]).run();
    assert_eq!(one.output_bytes(), bench.bytes("man/man1/leaflet-make.1"));

    let bench = Workbench::new().with_file("man1/leaflet.1", "mine");
    bench
        .leaflet(["man", "--output-dir", "man1"])
        .run()
        .exits_with(2)
        .output_is("")
        .makes_nothing()
        .errors_have("`man1/leaflet.1` already exists");
    bench
        .leaflet(["man", "--output-dir", "man1/leaflet.1"])
        .run()
        .exits_with(2)
        .makes_nothing()
        .errors_have("`man1/leaflet.1` is not a folder");
}
