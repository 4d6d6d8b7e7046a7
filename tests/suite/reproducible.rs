//! Same inputs, same bytes: whatever folder, time zone, locale, umask or moment.

use crate::support::workbench::Workbench;

const GUIDE: &str = "minimally-invasive-spinal-fusion";

#[test]
fn nothing_of_the_machine_is_in_the_bytes() {
    let bench = Workbench::new().with_folder("elsewhere/deep down");
    let arguments = ["make", GUIDE, "--patient", "Sample Patient", "-o"];
    bench.leaflet(arguments).with(["a.pdf"]).run().succeeds();
    bench.leaflet(arguments).with(["b.pdf"]).run().succeeds();
    bench
        .leaflet(arguments)
        .with(["c.pdf"])
        .in_folder("elsewhere/deep down")
        .env("TZ", "Asia/Kolkata")
        .env("LC_ALL", "hi_IN")
        .env("LANG", "hi_IN.UTF-8")
        .umask("077")
        .run()
        .succeeds();
    bench
        .leaflet(arguments)
        .with(["d.pdf"])
        .env("TZ", "America/Lima")
        .run()
        .succeeds();
    let first = bench.bytes("a.pdf");
    for other in ["b.pdf", "elsewhere/deep down/c.pdf", "d.pdf"] {
        assert!(first == bench.bytes(other), "{other} differs");
    }
}

#[test]
fn the_embedded_content_is_that_of_the_repository() {
    let bench = Workbench::new();
    let arguments = ["make", GUIDE, "--patient", "Sample Patient", "-o"];
    bench.leaflet(arguments).with(["a.pdf"]).run().succeeds();
    bench
        .leaflet(arguments)
        .with(["b.pdf", "--content"])
        .with([concat!(env!("CARGO_MANIFEST_DIR"), "/content")])
        .run()
        .succeeds()
        .never_says("is not used");
    assert!(bench.bytes("a.pdf") == bench.bytes("b.pdf"));
}

#[test]
fn the_date_is_the_review_or_the_given_or_the_constant_one() {
    let bench = Workbench::new();
    let date = |name: &str| bench.pdf(name).information("CreationDate").unwrap();
    bench
        .leaflet(["make", GUIDE, "-o", "a.pdf"])
        .run()
        .succeeds();
    assert!(
        date("a.pdf").starts_with("D:20000101000000"),
        "{}",
        date("a.pdf")
    );
    bench
        .leaflet(["make", GUIDE, "-o", "b.pdf"])
        .env("SOURCE_DATE_EPOCH", "1767225600")
        .run()
        .succeeds();
    assert!(
        date("b.pdf").starts_with("D:20260101000000"),
        "{}",
        date("b.pdf")
    );
    let content = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/every-block");
    bench
        .leaflet(["make", "every-block", "--content", content, "-o", "c.pdf"])
        .env("SOURCE_DATE_EPOCH", "1767225600")
        .run()
        .succeeds();
    assert!(
        date("c.pdf").starts_with("D:20260331000000"),
        "{}",
        date("c.pdf")
    );
    bench
        .leaflet(["make", GUIDE, "-o", "d.pdf"])
        .env("SOURCE_DATE_EPOCH", "soon")
        .run()
        .exits_with(2)
        .makes_nothing();
}
