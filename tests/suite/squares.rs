//! Squares that show the figure of a risk: as many as there are people, told apart on a grey picture of the page, said as
//! the figure, and absent from text.

use crate::standards::broken_rules;
use crate::support::pictures::{Picture, picture_of_page};
use crate::support::structure_check::faults_of_structure;
use crate::support::workbench::Workbench;

const DOTS_PER_INCH: f32 = 300.0;

/// A guide of one risk, with these lines more.
fn guide(lines: &str) -> String {
    format!(
        "title: Pots\nsections:\n  - heading: Risks\n    roles: [risks]\n    blocks:\n      - risks:\n          - \
         risk: A pot may fall.\n{lines}"
    )
}

fn figure(how_often: &str) -> String {
    format!(
        "            how_often: {how_often}\n            source: The shed book\n            shown_as: squares\n"
    )
}

/// How many squares of this side a picture has, filled ones and empty ones.
fn squares(picture: &Picture, millimetres: f32) -> (usize, usize) {
    let is_dark = |at: usize| picture.dots[at] < 128;
    let mut seen = vec![false; picture.dots.len()];
    let mut found = (0, 0);
    for start in 0..picture.dots.len() {
        if seen[start] || !is_dark(start) {
            continue;
        }
        // All dark dots that touch each other.
        let (mut open, mut dots) = (vec![start], Vec::new());
        seen[start] = true;
        while let Some(at) = open.pop() {
            dots.push(at);
            for beside in [at - 1, at + 1, at - picture.width, at + picture.width] {
                if is_dark(beside) && !seen[beside] {
                    seen[beside] = true;
                    open.push(beside);
                }
            }
        }
        let ends = |values: &mut dyn Iterator<Item = usize>| {
            values.fold((usize::MAX, 0), |(least, most), value| {
                (least.min(value), most.max(value))
            })
        };
        let (left, right) = ends(&mut dots.iter().map(|at| at % picture.width));
        let (top, bottom) = ends(&mut dots.iter().map(|at| at / picture.width));
        let (width, height) = (right - left + 1, bottom - top + 1);
        let side = millimetres / 25.4 * DOTS_PER_INCH;
        let is_side = |length: usize| (length as f32 - side).abs() <= 2.0;
        // A letter of that size is white in some corner; a square's corner may lie between two dots.
        let corners = [(left, top), (right, top), (left, bottom), (right, bottom)];
        let is_inked = |(x, y): (usize, usize)| {
            let rows = y - 1..=y + 1;
            let mut around = rows.flat_map(|y| (x - 1..=x + 1).map(move |x| y * picture.width + x));
            around.any(is_dark)
        };
        if is_side(width) && is_side(height) && corners.into_iter().all(is_inked) {
            match dots.len() as f32 / (width * height) as f32 {
                share if share > 0.95 => found.0 += 1,
                share if share < 0.6 => found.1 += 1,
                _ => {}
            }
        }
    }
    found
}

#[test]
fn a_square_stands_for_each_person_and_is_told_apart_in_grey() {
    for (how_often, side, filled, whole) in [
        ("3 in 100", 2.38, 3, 100),
        ("1 in 100", 2.38, 1, 100),
        ("15 in 1,000", 0.88, 15, 1_000),
    ] {
        let bench = Workbench::new().with_file("pots.yaml", guide(&figure(how_often)));
        bench
            .leaflet(["make", "pots.yaml", "-o", "pots.pdf"])
            .run()
            .succeeds();
        let picture = picture_of_page(&bench.bytes("pots.pdf"), 1, DOTS_PER_INCH);
        assert_eq!(
            squares(&picture, side),
            (filled, whole - filled),
            "{how_often}"
        );
        let tree = bench.pdf("pots.pdf").tag_tree();
        let drawn = tree.all("Figure");
        let said = drawn.iter().map(|tag| tag.alternative_text.as_deref());
        assert_eq!(
            said.filter(|text| *text == Some(how_often)).count(),
            1,
            "{how_often}"
        );
        assert_eq!(broken_rules(&bench.bytes("pots.pdf")), Vec::<String>::new());
        let faults = faults_of_structure(&bench.pdf("pots.pdf"));
        assert!(faults.is_empty(), "{faults:?}");
    }
}

#[test]
fn text_has_the_figure_alone() {
    let bench = Workbench::new()
        .with_file("with.yaml", guide(&figure("3 in 100")))
        .with_file(
            "without.yaml",
            guide(&figure("3 in 100").replace("            shown_as: squares\n", "")),
        );
    for name in ["with", "without"] {
        let (guide, text) = (format!("{name}.yaml"), format!("{name}.txt"));
        bench
            .leaflet(["make", &guide, "--format", "text", "-o", &text])
            .run()
            .succeeds();
    }
    assert_eq!(bench.bytes("with.txt"), bench.bytes("without.txt"));
}

#[test]
fn what_cannot_be_drawn_is_told_with_what_can() {
    for (how_often, hint) in [
        ("3%", "3% is the same as `how_often: 3 in 100`"),
        ("0.5%", "0.5% is the same as `how_often: 5 in 1000`"),
        ("1 in 250", "1 in 250 is the same as `how_often: 4 in 1000`"),
        ("1 in 3", "delete `shown_as`"),
        ("7 in 10,000", "delete `shown_as`"),
    ] {
        let bench = Workbench::new().with_file("pots.yaml", guide(&figure(how_often)));
        bench
            .leaflet(["make", "pots.yaml", "-o", "pots.pdf"])
            .run()
            .exits_with(1)
            .errors_have("squares can show a number in 100 or in 1,000")
            .errors_have(hint);
    }
}
