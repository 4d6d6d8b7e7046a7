//! The QR code of a brand's address: another program reads it off a grey picture of the page, it stands beside its words,
//! and a brand that asks for none has none.

use crate::support::outside::{ReadCode, Skipped, qr_codes};
use crate::support::pdf_reading::FinishedPdf;
use crate::support::pictures::picture_of_page;
use crate::support::workbench::Workbench;

const GUIDE: &str = "title: Example\nsections:\n  - heading: Heading\n    roles: [other]\n    blocks:\n      - paragraph: words\n";

/// The resolution of an office scanner.
const DOTS_PER_INCH: f32 = 300.0;

fn made(address: Option<&str>) -> (Workbench, FinishedPdf) {
    let code = address.map_or(String::new(), |address| format!("qr_code: {address}\n"));
    let bench = Workbench::new()
        .with_file(
            "content/brands/sample/brand.yaml",
            format!("name: Sample Clinic\ncolours:\n  brand: \"#0b4f58\"\n{code}"),
        )
        .with_file("content/guides/sample/en.yaml", GUIDE);
    bench
        .leaflet(["make", "sample", "--brand", "sample", "-o", "a.pdf"])
        .run()
        .succeeds();
    let pdf = bench.pdf("a.pdf");
    (bench, pdf)
}

/// The codes on a page, as another program reads them off a grey picture of it.
fn codes(bench: &Workbench, page: usize) -> Result<Vec<ReadCode>, Skipped> {
    let picture = picture_of_page(&bench.bytes("a.pdf"), page, DOTS_PER_INCH);
    let file = bench.path().join("page.png");
    std::fs::write(&file, picture.to_png()).unwrap();
    qr_codes(&file)
}

#[test]
fn another_program_reads_the_address_off_a_grey_picture() {
    let longest = format!("https://www.sample-clinic.example/{}", "a".repeat(86));
    assert_eq!(longest.len(), 120);
    for address in ["https://sample-clinic.example", &longest] {
        let (bench, pdf) = made(Some(address));
        let Ok(read) = codes(&bench, pdf.pages.len()) else {
            return;
        };
        assert_eq!(read.len(), 1, "{address}");
        assert_eq!(read[0].text, address);
        // That program tells corners to within a module of the shorter code, 0.7 mm.
        let millimetres = read[0].width / DOTS_PER_INCH * 25.4;
        assert!(
            (millimetres - 20.0).abs() < 0.8,
            "{address}: {millimetres} mm"
        );
    }
}

#[test]
fn the_code_has_its_words_and_a_link() {
    let address = "https://sample-clinic.example";
    let (bench, pdf) = made(Some(address));
    let tree = pdf.tag_tree();
    let figures = tree.all("Figure");
    assert_eq!(figures.len(), 1);
    assert_eq!(figures[0].alternative_text.as_deref(), Some("QR code"));
    let text = pdf.text_in_tag_order().replace('\u{200b}', "");
    assert!(
        text.contains("To open our website, point the camera of a phone at this code:"),
        "{text}"
    );
    assert!(text.contains(address), "{text}");
    assert!(
        pdf.links()
            .iter()
            .any(|link| link.address.as_deref() == Some(address))
    );
    bench
        .leaflet([
            "make", "sample", "--brand", "sample", "--format", "text", "-o", "a.txt",
        ])
        .run()
        .succeeds();
    let text = String::from_utf8(bench.bytes("a.txt")).unwrap();
    let told = format!(
        "[QR code]\n\nTo open our website, point the camera of a phone at this code:\n{address}\n"
    );
    assert!(text.contains(&told), "{text}");
}

#[test]
fn a_brand_that_asks_for_none_has_none() {
    let (bench, pdf) = made(None);
    assert!(pdf.tag_tree().all("Figure").is_empty());
    for page in 1..=pdf.pages.len() {
        let Ok(read) = codes(&bench, page) else {
            return;
        };
        assert_eq!(read, []);
    }
}
