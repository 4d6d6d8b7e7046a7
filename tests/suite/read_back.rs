//! What a finished file says, read by the program itself, is what an independent reading of it says.

use leaflet::pages::imprint::readback::read_back;

use crate::names::names_by_script;
use crate::support::workbench::Workbench;

/// The words of every tag but those of pictures, whose alternative texts are no words of a page.
fn own_reading(pdf: &[u8]) -> Vec<String> {
    let pieces = read_back(pdf).unwrap().into_iter();
    let words = pieces.filter(|piece| piece.tag != "Figure");
    words.map(|piece| piece.text.trim().to_owned()).collect()
}

#[test]
fn both_readings_say_the_same_of_every_script() {
    let mut guide = String::from("title: A\nsections:\n");
    for (script, names) in names_by_script() {
        guide.push_str(&format!(
            "  - heading: {script}\n    roles: [other]\n    blocks:\n"
        ));
        for name in names {
            guide.push_str(&format!("      - paragraph: {name}\n"));
        }
    }
    let bench = Workbench::new().with_file("en.yaml", guide);
    bench
        .leaflet(["make", "./en.yaml", "-o", "scripts.pdf"])
        .run()
        .succeeds();
    let pdf = bench.pdf("scripts.pdf");
    let independent = pdf.text_in_tag_order();
    let independent: Vec<&str> = independent.lines().map(str::trim).collect();
    assert_eq!(own_reading(&pdf.bytes), independent);
}

#[test]
fn a_leaflet_with_pictures_tables_and_a_person_is_read_whole() {
    let bench = Workbench::new();
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/every-block");
    bench
        .leaflet([
            "make",
            "every-block",
            "--content",
            examples,
            "-o",
            "all.pdf",
        ])
        .with(["--patient", "Sample Patient"])
        .run()
        .succeeds();
    let pdf = bench.pdf("all.pdf");
    let own = own_reading(&pdf.bytes);
    let independent = pdf.text_in_tag_order();
    let independent: Vec<&str> = independent.lines().map(str::trim).collect();
    assert_eq!(own, independent);
    assert!(own.iter().any(|words| words == "Sample Patient"));
    let pictures = read_back(&pdf.bytes).unwrap();
    let described = pictures.iter().filter(|piece| piece.tag == "Figure");
    assert!(described.count() >= 4);
}
