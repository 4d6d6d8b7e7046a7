//! A guide on standard input: its name, its pictures, its faults and its limits.

use crate::explain::guide_around;
use crate::support::workbench::Workbench;

#[test]
fn a_guide_is_read_from_standard_input() {
    let bench = Workbench::new();
    bench
        .leaflet(["make", "-"])
        .input(guide_around("- paragraph: Given words.\n"))
        .run()
        .succeeds()
        .output_is("guide-en.pdf\n")
        .makes(&["guide-en.pdf"]);
    let text = bench.pdf("guide-en.pdf").text_in_tag_order();
    assert!(text.contains("Given words."), "{text}");
    let run = bench
        .leaflet(["make", "-", "-o", "-"])
        .input(guide_around("- paragraph: Given words.\n"))
        .run();
    run.succeeds().makes_nothing();
    assert!(run.output_bytes() == bench.bytes("guide-en.pdf"));
}

#[test]
fn its_pictures_are_those_of_the_working_folder() {
    let drawing = include_str!("../fixtures/manual/spine.svg");
    let figure = |name: &str| {
        guide_around(&format!(
            "- figure:\n    picture: {name}\n    alternative_text: Words\n"
        ))
    };
    let bench = Workbench::new()
        .with_file("below/spine.svg", drawing)
        .with_file("outside.svg", drawing);
    bench
        .leaflet(["make", "-"])
        .in_folder("below")
        .input(figure("spine.svg"))
        .run()
        .succeeds()
        .makes(&["below/guide-en.pdf"]);
    bench
        .leaflet(["make", "-"])
        .in_folder("below")
        .input(figure("../outside.svg"))
        .run()
        .exits_with(1)
        .makes_nothing();
    bench
        .leaflet(["make", "-"])
        .input(figure("below/spine.svg"))
        .run()
        .succeeds();
}

#[test]
fn its_faults_are_told_like_those_of_a_file() {
    let bench = Workbench::new();
    bench
        .leaflet(["make", "-"])
        .input("title: T\nsectoins: []\n")
        .run()
        .exits_with(1)
        .output_is("")
        .makes_nothing()
        .errors_have("<standard input>:2:1")
        .errors_have("did you mean `sections`?");
    bench
        .leaflet(["make", "-"])
        .run()
        .exits_with(1)
        .makes_nothing()
        .errors_have("this file is empty");
    bench
        .leaflet(["make", "-"])
        .input("#".repeat(2 * 1024 * 1024 + 1))
        .run()
        .exits_with(1)
        .makes_nothing()
        .errors_have("more than 2 MiB");
    bench
        .leaflet(["make", "-", "--language", "xx"])
        .input(guide_around("- paragraph: P\n"))
        .run()
        .exits_with(2)
        .makes_nothing()
        .errors_have("there is no language `xx`");
}

#[test]
fn one_standard_input_cannot_hold_two_things() {
    Workbench::new()
        .leaflet(["make", "-", "--patient", "-"])
        .input("Zyxwvut")
        .run()
        .exits_with(2)
        .output_is("")
        .makes_nothing()
        .never_says("Zyxwvut")
        .errors_have("standard input can hold the guide or the patient's name, but not both");
}
