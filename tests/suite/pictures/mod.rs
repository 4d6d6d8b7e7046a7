//! Pictures: every format that is accepted comes out right, every trap is refused at its place, and
//! nothing of a file but its pixels reaches the leaflet.

mod made;
mod printed;

use std::time::Duration;

use image::DynamicImage;
use leaflet::input::content::{PrintSize, prepare_picture};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use png::{BitDepth, ColorType};
use proptest::prelude::*;

use crate::support::outside;
use crate::support::pdf_reading::{FinishedPdf, PageContents, name_in};
use crate::support::structure_check::faults_of_structure;
use crate::support::workbench::Workbench;
use made::*;
use printed::{Printed, printed, stored_pictures};

/// What a leaflet with any picture may take.
const MEBIBYTES: usize = 300;
const TIME: Duration = Duration::from_secs(2);

const RED: [u8; 4] = [220, 30, 30, 255];
const GREEN: [u8; 4] = [30, 200, 30, 255];
const BLUE: [u8; 4] = [30, 30, 220, 255];
const WHITE: [u8; 4] = [240, 240, 240, 255];
const QUARTERS: [[u8; 4]; 4] = [RED, GREEN, BLUE, WHITE];

/// A guide whose one section holds a figure for each picture.
fn guide(pictures: &[&str]) -> String {
    let mut guide =
        "title: T\nsections:\n  - heading: What\n    roles: [other]\n    blocks:\n".to_owned();
    for picture in pictures {
        guide.push_str(&format!(
            "      - figure: {{picture: {picture}, alternative_text: A picture}}\n"
        ));
    }
    guide
}

/// Makes a leaflet with this picture.
fn leaflet_with(name: &str, bytes: &[u8]) -> FinishedPdf {
    leaflet_within(TIME, name, bytes)
}

/// Makes a leaflet with this picture, in this time at the most.
fn leaflet_within(time: Duration, name: &str, bytes: &[u8]) -> FinishedPdf {
    let bench = Workbench::new()
        .with_file(name, bytes)
        .with_file("guide.yaml", guide(&[name]));
    bench
        .leaflet(["make", "guide.yaml", "-o", "leaflet.pdf"])
        .run()
        .succeeds()
        .stays_under(MEBIBYTES, time);
    bench.pdf("leaflet.pdf")
}

/// The one picture of a leaflet with this picture.
fn only(name: &str, bytes: &[u8]) -> Printed {
    let mut pictures = printed(&leaflet_with(name, bytes));
    assert_eq!(pictures.len(), 1, "{name}");
    pictures.remove(0)
}

#[track_caller]
fn assert_near(what: &str, found: [u8; 4], expected: [u8; 4], tolerance: u8) {
    let near = |(one, other): (&u8, &u8)| one.abs_diff(*other) <= tolerance;
    assert!(
        found.iter().zip(&expected).all(near),
        "{what}: {found:?} instead of {expected:?}"
    );
}

fn two_bytes_each(samples: &[u8]) -> Vec<u8> {
    samples.iter().flat_map(|sample| [*sample, 0x80]).collect()
}

#[test]
fn every_format_comes_out_right() {
    let quarters = quarters(64, 48);
    let alpha = DynamicImage::from(quarters.clone()).to_rgba8();
    let shades: Vec<u8> = (0..64 * 48).map(|at| (at % 64 * 4) as u8).collect();
    let grey = |samples: &[u8], depth| png(64, 48, ColorType::Grayscale, depth, samples);
    let palette = {
        let colours: Vec<u8> = QUARTERS
            .iter()
            .flat_map(|colour| colour[..3].to_vec())
            .collect();
        let rows: Vec<u8> = (0..48)
            .flat_map(|row| {
                let line = if row < 24 { [0, 1] } else { [2, 3] };
                [vec![0], vec![line[0]; 32], vec![line[1]; 32]].concat()
            })
            .collect();
        let chunks = [chunk(b"PLTE", &colours), chunk(b"IDAT", &stored(&rows))];
        png_of(64, 48, [8, 3, 0, 0, 0], &chunks)
    };
    let deep = two_bytes_each(&quarters);
    for (name, bytes, is_jpeg) in [
        ("rgb.png", rgb_png(&quarters), false),
        (
            "deep.png",
            png(64, 48, ColorType::Rgb, BitDepth::Sixteen, &deep),
            false,
        ),
        (
            "opaque.png",
            png(64, 48, ColorType::Rgba, BitDepth::Eight, &alpha),
            false,
        ),
        ("palette.png", palette, false),
        ("interlaced.png", interlaced_png(&quarters), false),
        ("colours.jpg", jpeg(&quarters), true),
        (
            "lossless.webp",
            lossless_webp(&quarters.clone().into()),
            false,
        ),
        (
            "lossless-alpha.webp",
            lossless_webp(&alpha.clone().into()),
            false,
        ),
        // What the bytes are decides, not the ending.
        ("called.jpg", rgb_png(&quarters), false),
        ("called.svg", jpeg(&quarters), true),
    ] {
        let found = only(name, &bytes);
        assert_eq!(found.dots.dimensions(), (64, 48), "{name}");
        assert_eq!((found.is_grey, found.is_jpeg), (false, is_jpeg), "{name}");
        let tolerance = if is_jpeg { 4 } else { 1 };
        for (corner, expected) in found.corners().into_iter().zip(QUARTERS) {
            assert_near(name, corner, expected, tolerance);
        }
    }
    for (name, bytes) in [
        ("grey.png", grey(&shades, BitDepth::Eight)),
        (
            "deep-grey.png",
            grey(&two_bytes_each(&shades), BitDepth::Sixteen),
        ),
        ("grey.jpg", {
            let mut bytes = Vec::new();
            let shades = image::GrayImage::from_raw(64, 48, shades.clone()).unwrap();
            let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 100);
            shades.write_with_encoder(encoder).unwrap();
            bytes
        }),
    ] {
        let found = only(name, &bytes);
        assert!(found.is_grey, "{name}");
        assert_near(
            name,
            found.dots.get_pixel(40, 20).0,
            [160, 160, 160, 255],
            3,
        );
    }
    let bits = only("bits.png", &grey(&[0b1111_0000; 8 * 48], BitDepth::One));
    assert_eq!(bits.dots.get_pixel(3, 0).0, [255; 4]);
    assert_eq!(bits.dots.get_pixel(4, 0).0, [0, 0, 0, 255]);
}

#[test]
fn what_is_seen_through_stays_so() {
    let mut picture = DynamicImage::from(quarters(64, 48)).to_rgba8();
    for pixel in picture.pixels_mut().take(64 * 24) {
        pixel.0[3] = 100;
    }
    let expected = [[220, 30, 30, 100], [30, 200, 30, 100], BLUE, WHITE];
    let see_through = png(64, 48, ColorType::Rgba, BitDepth::Eight, &picture);
    let deep = png(
        64,
        48,
        ColorType::Rgba,
        BitDepth::Sixteen,
        &two_bytes_each(&picture),
    );
    let webp = lossless_webp(&picture.into());
    for (name, bytes) in [("a.png", see_through), ("b.png", deep), ("c.webp", webp)] {
        let found = only(name, &bytes);
        for (corner, expected) in found.corners().into_iter().zip(expected) {
            assert_near(name, corner, expected, 1);
        }
    }
    // A colour that stands for nothing (`tRNS`), here red.
    let key = [0, 220, 0, 30, 0, 30];
    let keyed = with_chunks(&rgb_png(&quarters(64, 48)), &[chunk(b"tRNS", &key)]);
    let found = only("keyed.png", &keyed);
    assert_eq!(found.corners().map(|corner| corner[3]), [0, 255, 255, 255]);
    // Upper edge red and whole, lower edge blue and gone.
    let found = only("lossy.webp", LOSSY_ALPHA_WEBP);
    assert!(!found.is_jpeg);
    assert!(found.dots.get_pixel(12, 0).0[3] > 240);
    assert!(found.dots.get_pixel(12, 15).0[3] < 15);
}

#[test]
fn lossy_webp_and_progressive_jpeg_are_photographs() {
    for (name, bytes, height) in [("a.webp", LOSSY_WEBP, 16), ("b.jpg", PROGRESSIVE_JPEG, 32)] {
        let found = only(name, bytes);
        assert!(found.is_jpeg, "{name}");
        assert_near(name, found.dots.get_pixel(10, 0).0, [250, 0, 5, 255], 16);
        assert_near(
            name,
            found.dots.get_pixel(10, height - 1).0,
            [5, 0, 250, 255],
            16,
        );
    }
}

#[test]
fn a_photograph_is_turned_upright() {
    let upright = quarters(64, 48);
    let image = DynamicImage::from(upright.clone());
    // What a camera stores for each way up, so that turning gives the upright picture again.
    let stored = [
        image.clone(),
        image.fliph(),
        image.rotate180(),
        image.flipv(),
        image.rotate270().flipv(),
        image.rotate270(),
        image.rotate90().flipv(),
        image.rotate90(),
    ];
    for (stored, way) in stored.into_iter().zip(1..) {
        let stored = stored.to_rgb8();
        let exif = exif(way, "a", "b");
        for (name, bytes) in [
            ("a.jpg", with_segments(&jpeg(&stored), &[(0xe1, &exif)])),
            (
                "b.png",
                with_chunks(&rgb_png(&stored), &[chunk(b"eXIf", &exif[6..])]),
            ),
        ] {
            let found = only(name, &bytes);
            assert_eq!(found.dots.dimensions(), (64, 48), "{name} {way}");
            for (corner, expected) in found.corners().into_iter().zip(QUARTERS) {
                assert_near(&format!("{name} {way}"), corner, expected, 4);
            }
        }
    }
    // EXIF that leads nowhere, and a way up that there is not, say nothing.
    let mut broken = exif(6, "a", "b");
    broken[10..14].copy_from_slice(&[0xff; 4]);
    for exif in [broken, exif(9, "a", "b"), b"Exif\0\0MM".to_vec()] {
        let found = only("a.jpg", &with_segments(&jpeg(&upright), &[(0xe1, &exif)]));
        assert_eq!(found.dots.dimensions(), (64, 48));
    }
}

#[test]
fn inks_become_the_colours_they_print() {
    // A fifth of cyan and four fifths of yellow, a tenth of black, as Adobe writes them and plainly.
    let inks = [51, 0, 204, 26];
    let turned = inks.map(|ink| 255 - ink);
    let expected = [183, 229, 46, 255];
    let plain = inks_jpeg(24, 16, inks, None);
    let adobe = inks_jpeg(24, 16, turned, Some(0));
    // Brightness and two colours of what the three inks leave out (ITU-T T.871).
    let [c, m, y] = [0, 1, 2].map(|at| f64::from(inks[at]));
    let bright = 0.299 * c + 0.587 * m + 0.114 * y;
    let blue = (y - bright) / 1.772 + 128.0;
    let red = (c - bright) / 1.402 + 128.0;
    let told = [bright, blue, red].map(|value| value.round() as u8);
    let bright = inks_jpeg(24, 16, [told[0], told[1], told[2], turned[3]], Some(2));
    for (name, bytes) in [("a.jpg", &plain), ("b.jpg", &adobe), ("c.jpg", &bright)] {
        let found = only(name, bytes);
        assert_near(name, found.dots.get_pixel(12, 8).0, expected, 3);
    }
    // With a profile, ink is what the profile says: here any ink is the Lab colour 53, 80, 67, the
    // red of a screen.
    let profile = profile_segment(&inks_profile([136, 208, 195], "Secret Press"));
    let full = inks_jpeg(24, 16, [0; 4], Some(0));
    let found = only("d.jpg", &with_segments(&full, &[(0xe2, &profile)]));
    assert_near(
        "profile",
        found.dots.get_pixel(12, 8).0,
        [255, 0, 0, 255],
        12,
    );
    let found = only("e.jpg", &with_segments(&plain_paper(), &[(0xe2, &profile)]));
    assert_near("paper", found.dots.get_pixel(12, 8).0, [255; 4], 4);
}

fn plain_paper() -> Vec<u8> {
    inks_jpeg(24, 16, [255; 4], Some(0))
}

#[test]
fn colours_of_another_space_become_those_of_a_screen() {
    let swapped = swapped_profile("Secret Lab");
    let packed = [b"name\0\0".as_slice(), &stored(&swapped)].concat();
    let quarters = quarters(64, 48);
    let exif = exif(1, "a", "b");
    for (name, bytes) in [
        (
            "a.png",
            with_chunks(&rgb_png(&quarters), &[chunk(b"iCCP", &packed)]),
        ),
        (
            "b.jpg",
            with_segments(&jpeg(&quarters), &[(0xe2, &profile_segment(&swapped))]),
        ),
    ] {
        let found = only(name, &bytes).corners();
        assert_near(name, found[0], [30, 220, 30, 255], 5);
        assert_near(name, found[1], [200, 30, 30, 255], 5);
        assert_near(name, found[2], BLUE, 5);
    }
    let webp = only("c.webp", &webp_with(&swapped, &exif, b"<x/>", b""));
    assert_near("c.webp", webp.dots.get_pixel(12, 0).0, [0, 250, 5, 255], 16);
    // The colours of many telephones: their red is more than a screen's.
    let wide = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let segment = profile_segment(&wide);
    let found = only(
        "d.jpg",
        &with_segments(&jpeg(&quarters), &[(0xe2, &segment)]),
    );
    assert!(found.corners()[0][0] > 232, "{:?}", found.corners());
    // A profile for other samples than the picture has is passed over.
    let inks = profile_segment(&inks_profile([0; 3], "x"));
    let found = only("e.jpg", &with_segments(&jpeg(&quarters), &[(0xe2, &inks)]));
    assert_near("e.jpg", found.corners()[0], RED, 4);
}

/// What is planted into the files.
const PLANTED: &[&str] = &[
    "Asha Example",
    "Ward Seven",
    "planted-remark",
    "planted-xmp",
    "planted-words",
    "planted-profile",
    "planted-after-the-end",
    "planted-app",
    "planted-title",
    "planted-note",
    "planted-editor",
    "planted-preview",
];

#[test]
fn nothing_but_the_pixels_reaches_the_leaflet() {
    let picture = photograph(300, 200);
    let exif = exif(1, "Asha Example", "Ward Seven");
    let profile = swapped_profile("planted-profile");
    let mut jpeg = with_segments(
        &jpeg(&picture),
        &[
            (0xe1, &exif),
            (0xe1, b"http://ns.adobe.com/xap/1.0/\0<x>planted-xmp</x>"),
            (0xe2, &profile_segment(&profile)),
            (0xed, b"Photoshop 3.0\0planted-app"),
            (0xef, b"planted-app"),
            (0xfe, b"planted-remark"),
        ],
    );
    jpeg.extend(b"planted-after-the-end");
    let packed = |words: &str| stored(words.as_bytes());
    let packed_profile = [b"planted-profile\0\0".as_slice(), &stored(&profile)].concat();
    let mut png = with_chunks(
        &rgb_png(&picture),
        &[
            chunk(b"iCCP", &packed_profile),
            chunk(b"eXIf", &exif[6..]),
            chunk(b"tEXt", b"Author\0planted-words"),
            chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0planted-xmp"),
            chunk(
                b"zTXt",
                &[b"Comment\0\0".as_slice(), &packed("planted-words")].concat(),
            ),
            chunk(b"prVt", b"planted-preview"),
        ],
    );
    png.extend(b"planted-after-the-end");
    let webp = webp_with(&profile, &exif, b"planted-xmp", b"planted-after-the-end");
    let svg = "<!-- planted-remark --><svg xmlns='http://www.w3.org/2000/svg' \
        xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape' viewBox='0 0 30 20' \
        inkscape:export-filename='planted-editor' id='planted-editor'>\
        <?planted-note planted-note?><title>planted-title</title><desc>planted-title</desc>\
        <metadata><a>planted-note</a></metadata><inkscape:note>planted-editor</inkscape:note>\
        <style>.planted-words{fill:red} /* planted-words */</style>\
        <g id='planted-words' inkscape:label='planted-editor' class='planted-words' \
        data-name='planted-note'><title>planted-title</title>\
        <path id='planted-editor' d='M0 0h30v20z'/></g></svg><!-- planted-after-the-end -->";
    let names = [
        "Asha-name.jpg",
        "Asha-name.png",
        "Asha-name.webp",
        "Asha-name.svg",
    ];
    let bench = Workbench::new()
        .with_file(names[0], &jpeg)
        .with_file(names[1], &png)
        .with_file(names[2], &webp)
        .with_file(names[3], svg)
        .with_file("guide.yaml", guide(&names));
    for (name, planted) in [(names[0], 6), (names[1], 7), (names[2], 4), (names[3], 6)] {
        let bytes = bench.bytes(name);
        let found = PLANTED.iter().filter(|words| {
            bytes
                .windows(words.len())
                .any(|window| window == words.as_bytes())
        });
        assert!(found.count() >= planted, "{name}");
    }
    bench
        .leaflet(["make", "guide.yaml", "-o", "leaflet.pdf"])
        .run()
        .succeeds();
    let pdf = bench.pdf("leaflet.pdf");
    assert_eq!(pdf.picture_count(), 3);
    for words in PLANTED
        .iter()
        .chain(&["Asha", "name.jpg", "ICC_PROFILE", "Exif", "inkscape"])
    {
        assert_eq!(pdf.traces_of(words), [], "{words}");
    }
    // The search finds them where a file is copied whole, as the engine by itself would do.
    let mut document = pdf.document.clone();
    let copied = document.objects.values_mut().find_map(|object| {
        let stream = object.as_stream_mut().ok()?;
        (name_in(&stream.dict, b"Filter") == b"DCTDecode").then_some(stream)
    });
    copied.unwrap().set_content(jpeg);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let copied = FinishedPdf::read(bytes);
    for words in [
        "Asha Example",
        "Ward Seven",
        "planted-profile",
        "planted-after-the-end",
    ] {
        assert_ne!(copied.traces_of(words), [], "{words}");
    }
}

/// The traps, each with what is said of it.
fn traps() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let quarters = quarters(64, 48);
    let photograph = jpeg(&quarters);
    let png = rgb_png(&quarters);
    let svg = |inside: &str| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{inside}</svg>")
            .into_bytes()
    };
    let frame = segment(&photograph, 0xc0);
    let changed = |at: usize, bytes: &[u8]| {
        let mut changed = photograph.clone();
        changed[at..at + bytes.len()].copy_from_slice(bytes);
        changed
    };
    let noughts = very_many_noughts(400_000);
    let filters: String = (0..9)
        .map(|at| {
            format!(
                "<filter id='f{at}'><feGaussianBlur stdDeviation='999'/></filter>\
                     <g filter='url(#f{at})'>"
            )
        })
        .collect();
    let huge = |width: u32, packed: &[u8]| {
        png_of(width, width, [8, 6, 0, 0, 0], &[chunk(b"IDAT", packed)])
    };
    let webp_header = {
        // One, then width and height less one in 14 bits each.
        let size: u32 = 0x3ffe | 0x3ffe << 14;
        webp_of(&[(
            b"VP8L",
            &[[0x2f].as_slice(), &size.to_le_bytes(), &[0; 40]].concat(),
        )])
    };
    let many_segments: Vec<(u8, &[u8])> = vec![(0xe5, &[7; 65_000]); 950];
    let deep_interlaced = png_of(6000, 6000, [16, 6, 0, 0, 1], &[chunk(b"IDAT", &noughts)]);
    let mut late_end = photograph.clone();
    late_end.truncate(photograph.len() / 2);
    late_end.extend([0xff, 0xd9]);
    vec![
        (
            "gif.png",
            b"GIF89a\x01\0\x01\0\x80\0\0".to_vec(),
            "is a GIF file",
        ),
        (
            "bmp.png",
            b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0".to_vec(),
            "is a BMP file",
        ),
        (
            "tiff.png",
            b"II*\0\x08\0\0\0\0\0".to_vec(),
            "is a TIFF file",
        ),
        (
            "heic.jpg",
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(),
            "is a HEIC file",
        ),
        (
            "avif.png",
            b"\0\0\0\x18ftypavif\0\0\0\0mif1avif".to_vec(),
            "is an AVIF file",
        ),
        (
            "jp2.jpg",
            b"\0\0\0\x0cjP  \r\n\x87\n".to_vec(),
            "is a JPEG 2000 file",
        ),
        ("jxl.jpg", b"\xff\x0a\x7a\x43".to_vec(), "is a JPEG XL file"),
        ("page.png", b"%PDF-1.7\n".to_vec(), "is a PDF file"),
        ("moving.png", animated_png(), "is an animated PNG file"),
        (
            "moving.webp",
            ANIMATED_WEBP.to_vec(),
            "is an animated WebP file",
        ),
        (
            "huge.png",
            huge(50_000, &noughts[..3_000]),
            "has 50000 by 50000 pixels, 2500 million",
        ),
        (
            "long.png",
            png_of(39_000_000, 1, [8, 6, 0, 0, 0], &[chunk(b"IDAT", &noughts)]),
            "has 39000000 by 1 pixels",
        ),
        (
            "short.png",
            huge(6000, &noughts),
            "is a PNG file that is cut off or damaged",
        ),
        (
            "deep.png",
            deep_interlaced,
            "has 6000 by 6000 pixels, too many for an interlaced PNG file",
        ),
        ("huge.webp", webp_header, "has 16383 by 16383 pixels"),
        (
            "canvas.webp",
            webp_of(&[
                (b"VP8X", &webp_canvas(0, 100, 100)),
                (b"VP8 ", &grey_vp8(15_000, 15_000)),
            ]),
            "is a WebP file that is cut off or damaged",
        ),
        (
            "second.webp",
            webp_of(&[
                (b"VP8L", &black_vp8l(6300, 6300)),
                (b"VP8 ", &grey_vp8(6300, 6300)),
            ]),
            "has 6300 by 6300 pixels, too many for a lossless WebP file",
        ),
        (
            "huge.jpg",
            changed(frame + 1, &[0xff; 4]),
            "has 65535 by 65535 pixels",
        ),
        (
            "flat.jpg",
            changed(frame + 1, &[0; 2]),
            "is a JPEG file that is cut off or damaged",
        ),
        (
            "twelve.jpg",
            changed(frame, &[12]),
            "is a JPEG file of a rare kind (12 bits)",
        ),
        (
            "arithmetic.jpg",
            changed(frame - 3, &[0xc9]),
            "is a JPEG file of a rare kind (arithmetic coding)",
        ),
        (
            "heavy.jpg",
            with_segments(&photograph, &many_segments),
            "has 59 megabytes",
        ),
        (
            "cut.jpg",
            photograph[..photograph.len() - 30].to_vec(),
            "is a JPEG file that is cut off or damaged",
        ),
        (
            "mended.jpg",
            late_end,
            "is a JPEG file that is cut off or damaged",
        ),
        (
            "cut.png",
            png[..png.len() / 2].to_vec(),
            "is a PNG file that is cut off or damaged",
        ),
        (
            "cut.webp",
            LOSSY_WEBP[..80].to_vec(),
            "is a WebP file that is cut off or damaged",
        ),
        (
            "profile.jpg",
            with_segments(&photograph, &[(0xe2, b"ICC_PROFILE\0\x01\x02junk")]),
            "is a JPEG file whose colour profile is damaged or too large",
        ),
        (
            "junk.jpg",
            with_segments(&photograph, &[(0xe2, b"ICC_PROFILE\0\x01\x01junk")]),
            "is a JPEG file whose colour profile is damaged or too large",
        ),
        (
            "profile.png",
            with_chunks(
                &png,
                &[chunk(b"iCCP", &[b"n\0\0".as_slice(), &noughts].concat())],
            ),
            "is a PNG file whose colour profile is damaged or too large",
        ),
        (
            "junk.png",
            with_chunks(&png, &[chunk(b"iCCP", b"name\0\0junk")]),
            "is a PNG file whose colour profile is damaged or too large",
        ),
        (
            "palette.png",
            png_of(4, 4, [8, 3, 0, 0, 0], &[chunk(b"IDAT", &stored(&[0; 20]))]),
            "is a PNG file that is cut off or damaged",
        ),
        (
            "local.svg",
            svg("<image href='file:///etc/passwd'/>"),
            "is an SVG file that contains a picture",
        ),
        (
            "beside.svg",
            svg("<path fill='url(other.svg#a)' d='M0 0h9v9z'/>"),
            "is an SVG file that refers to another file or address",
        ),
        (
            "remote.svg",
            svg("<style>@import 'https://example.org/a.css';</style>"),
            "is an SVG file that refers to another file or address",
        ),
        (
            "filters.svg",
            svg(&(filters + &"</g>".repeat(9))),
            "is an SVG file that contains a filter",
        ),
        (
            "laughs.svg",
            b"<!DOCTYPE svg [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><svg xmlns='x'/>".to_vec(),
            "is an SVG file with a document type that contains more than plain names",
        ),
        (
            "foreign.svg",
            b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'a.txt'>]><svg xmlns='x'>&a;</svg>".to_vec(),
            "is an SVG file with a document type that contains more than plain names",
        ),
        (
            "words.png",
            b"This is no picture.".to_vec(),
            "is not a picture",
        ),
        ("nothing.png", Vec::new(), "is not a picture"),
    ]
}

#[test]
fn every_trap_is_refused_at_its_place() {
    let traps = traps();
    assert!(
        traps
            .iter()
            .any(|(name, bytes, _)| *name == "huge.png" && bytes.len() < 4_000)
    );
    let names: Vec<&str> = traps.iter().map(|(name, _, _)| *name).collect();
    let bench = Workbench::new();
    for (name, bytes, expected) in &traps {
        bench.put(name, bytes);
        bench.put("guide.yaml", guide(&[name]));
        bench
            .leaflet(["make", "guide.yaml"])
            .run()
            .exits_with(1)
            .makes_nothing()
            .errors_have("guide.yaml:6:27")
            .errors_have(&format!("the picture `{name}` {expected}"))
            .errors_have("hint: ")
            .never_says("fault in the program")
            .stays_under(MEBIBYTES, TIME);
    }
    // All of them in one run, each at its line.
    bench.put("guide.yaml", guide(&names));
    let run = bench.leaflet(["make", "guide.yaml"]).run();
    run.exits_with(1).makes_nothing();
    for line in 6..6 + names.len() {
        run.errors_have(&format!("guide.yaml:{line}:27"));
    }
}

#[test]
fn a_file_that_says_little_in_many_bytes_is_no_trap() {
    let quarters = quarters(64, 48);
    let noughts = very_many_noughts(400_000);
    let text = [b"Comment\0\0".as_slice(), &noughts].concat();
    let long_text = with_chunks(&rgb_png(&quarters), &[chunk(b"zTXt", &text)]);
    assert_eq!(only("text.png", &long_text).dots.dimensions(), (64, 48));
    // One dot a metre, and 256 times as many the other way.
    let dots = chunk(b"pHYs", &[0, 0, 1, 0, 0, 0, 0, 1, 1]);
    let uneven = with_chunks(&rgb_png(&quarters), &[dots]);
    assert_eq!(only("uneven.png", &uneven).dots.dimensions(), (64, 48));
    let segments: Vec<(u8, &[u8])> = vec![(0xe5, &[7; 65_000]); 250];
    let heavy = with_segments(&jpeg(&quarters), &segments);
    assert_eq!(only("heavy.jpg", &heavy).dots.dimensions(), (64, 48));
}

#[test]
fn the_largest_pictures_stay_within_memory() {
    // 39.7 million pixels of one bit, and of four times sixteen.
    let bits = png(
        6300,
        6300,
        ColorType::Grayscale,
        BitDepth::One,
        &vec![0x55; 788 * 6300],
    );
    let rows = very_many_noughts(6300 * (6300 * 8 + 1) / 258 * 13 / 8 + 64);
    let deep = png_of(6300, 6300, [16, 6, 0, 0, 0], &[chunk(b"IDAT", &rows)]);
    // What has to be held whole, each close to what it may have: 200 megabytes.
    let rows = very_many_noughts((4990 * 8 + 2) * 4990 / 258 * 13 / 8 + 8_000);
    let interlaced = png_of(4990, 4990, [16, 6, 0, 0, 1], &[chunk(b"IDAT", &rows)]);
    let alpha = webp_of(&[
        (b"VP8X", &webp_canvas(ALPHA, 4260, 4260)),
        (b"ALPH", &[[1].as_slice(), &NOUGHTS_VP8L, &[0; 8]].concat()),
        (b"VP8 ", &grey_vp8(4260, 4260)),
    ]);
    for (name, bytes, width) in [
        ("bits.png", bits, 1502),
        ("deep.png", deep, 1502),
        ("large.jpg", photograph_in_blocks(7300, 5470), 1818),
        ("passes.jpg", grey_progressive_jpeg(4710, 4710), 1502),
        ("interlaced.png", interlaced, 1502),
        (
            "lossy.webp",
            webp_of(&[(b"VP8 ", &grey_vp8(6320, 6320))]),
            1502,
        ),
        ("alpha.webp", alpha, 1502),
        (
            "lossless.webp",
            webp_of(&[(b"VP8L", &black_vp8l(5340, 5340))]),
            1502,
        ),
    ] {
        // Alone each takes about a second; other tests run beside this one.
        let found = printed(&leaflet_within(5 * TIME, name, &bytes));
        assert_eq!(found[0].dots.width(), width, "{name}");
    }
}

#[test]
fn large_pictures_together_stay_within_memory() {
    let bench = Workbench::new();
    let mut grain = 1_u32;
    let names = ["1.png", "2.png", "3.png", "4.png"];
    for name in names {
        // Grain alone cannot be packed.
        let samples: Vec<u8> = (0..1700 * 1500 * 4)
            .map(|_| {
                grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (grain >> 24) as u8
            })
            .collect();
        bench.put(
            name,
            png(1700, 1500, ColorType::Rgba, BitDepth::Eight, &samples),
        );
    }
    bench.put("guide.yaml", guide(&names));
    bench
        .leaflet(["make", "guide.yaml"])
        .run()
        .exits_with(1)
        .makes_nothing()
        .errors_have("guide.yaml:9:27")
        .errors_have("the picture `4.png` is too large in addition to the others")
        .errors_have(
            "save the largest pictures with half as many pixels on each side, and \
            photographs as JPEG; or leave some pictures out",
        )
        .stays_under(MEBIBYTES, 5 * TIME);
    // One that is printed again takes nothing more.
    bench.put("guide.yaml", guide(&[&names[..3], &names[..3]].concat()));
    bench
        .leaflet(["make", "guide.yaml", "-o", "leaflet.pdf"])
        .run()
        .succeeds()
        .stays_under(MEBIBYTES, 5 * TIME);
    let pdf = bench.pdf("leaflet.pdf");
    assert_eq!((pdf.picture_count(), stored_pictures(&pdf)), (6, 3));
}

/// A large JPEG that is quickly written: the same photograph over and over.
fn photograph_in_blocks(width: u32, height: u32) -> Vec<u8> {
    let small = photograph(64, 64);
    jpeg(&image::RgbImage::from_fn(width, height, |x, y| {
        *small.get_pixel(x % 64, y % 64)
    }))
}

#[test]
fn size_and_resolution_are_those_of_the_paper() {
    let large = rgb_png(&photograph(2600, 1300));
    let tall = jpeg(&photograph(1300, 2600));
    let small = rgb_png(&quarters(170, 85));
    let brand = "name: A\ncolours: {brand: \"#0b4f58\"}\n\
                 logo: {picture: mark.png, alternative_text: A mark}\n";
    let text = "title: T\nsections:\n  - heading: What\n    roles: [other]\n    blocks:\n\
        \x20     - figure: {picture: large.png, alternative_text: A picture}\n\
        \x20     - figure: {picture: wide.png, alternative_text: A picture, width: full}\n\
        \x20     - figure: {picture: tall.jpg, alternative_text: A picture}\n\
        \x20     - figure: {picture: small.png, alternative_text: A picture}\n";
    let wide = rgb_png(&photograph(2600, 1200));
    let bench = Workbench::new()
        .with_file("content/brands/ours/brand.yaml", brand)
        .with_file(
            "content/brands/ours/mark.png",
            rgb_png(&photograph(1200, 600)),
        )
        .with_file("large.png", large)
        .with_file("wide.png", wide)
        .with_file("tall.jpg", tall)
        .with_file("small.png", small)
        .with_file("guide.yaml", text);
    for (paper, half_page) in [("a4", 127.5), ("letter", 118.7)] {
        bench
            .leaflet([
                "make",
                "guide.yaml",
                "--brand",
                "ours",
                "--paper",
                paper,
                "--force",
            ])
            .with(["-o", "leaflet.pdf"])
            .run()
            .succeeds();
        let found = printed(&bench.pdf("leaflet.pdf"));
        let expected = [
            ((30.0, 15.0), (299.0, 300.01)),
            ((154.0, 77.0), (299.0, 300.01)),
            ((166.0, 76.56), (299.0, 300.01)),
            ((half_page / 2.0, half_page), (299.0, 300.01)),
            ((154.0, 77.0), (28.0, 28.1)),
        ];
        assert_eq!(found.len(), expected.len());
        for (found, (size, dots)) in found.iter().zip(expected) {
            let (width, height) = found.millimetres;
            let is_size = (width - size.0).abs() < 0.3 && (height - size.1).abs() < 0.3;
            assert!(
                is_size,
                "{width} by {height} instead of {size:?} on {paper}"
            );
            let (across, down) = found.dots_per_inch;
            for dots_found in [across, down] {
                let is_right = (dots.0..dots.1).contains(&dots_found);
                assert!(is_right, "{dots_found} instead of {dots:?} on {paper}");
            }
        }
    }
}

#[test]
fn the_same_picture_is_stored_once() {
    let mark = rgb_png(&photograph(1200, 600));
    let noted = with_chunks(&mark, &[chunk(b"tEXt", b"Author\0somebody")]);
    let brand = "name: A\ncolours: {brand: \"#0b4f58\"}\n\
                 logo: {picture: mark.png, alternative_text: A mark}\n";
    let bench = Workbench::new()
        .with_file("content/brands/ours/brand.yaml", brand)
        .with_file("content/brands/ours/mark.png", &mark)
        .with_file("one.png", &mark)
        .with_file("two.jpg", &mark)
        .with_file("guide.yaml", guide(&["one.png", "two.jpg", "one.png"]));
    let make = || {
        bench
            .leaflet([
                "make",
                "guide.yaml",
                "--brand",
                "ours",
                "--force",
                "-o",
                "leaflet.pdf",
            ])
            .run()
            .succeeds();
        bench.pdf("leaflet.pdf")
    };
    let pdf = make();
    assert_eq!((pdf.picture_count(), stored_pictures(&pdf)), (4, 1));
    // It has the dots of its largest room, and that is not the mark's.
    assert!(
        printed(&pdf)
            .iter()
            .all(|picture| picture.dots.width() == 1200)
    );
    // Other words in the file, the same picture.
    bench.put("one.png", noted);
    let pdf = make();
    assert_eq!((pdf.picture_count(), stored_pictures(&pdf)), (4, 1));
    let bytes = make().bytes;
    assert_eq!(make().bytes, bytes);
}

#[test]
fn every_format_keeps_to_the_standards() {
    let picture = photograph(600, 400);
    let alpha = DynamicImage::from(picture.clone()).to_rgba8();
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("a.jpg", jpeg(&picture)),
        ("b.png", rgb_png(&picture)),
        ("c.png", png(600, 400, ColorType::Rgba, BitDepth::Sixteen, &two_bytes_each(&alpha))),
        ("d.webp", LOSSY_WEBP.to_vec()),
        ("e.webp", LOSSY_ALPHA_WEBP.to_vec()),
        ("f.jpg", inks_jpeg(24, 16, [10, 20, 30, 40], Some(0))),
        ("g.png", png(64, 8, ColorType::Grayscale, BitDepth::Eight, &[99; 512])),
        ("h.png", png(64, 8, ColorType::GrayscaleAlpha, BitDepth::Eight, &[99; 1024])),
        ("i.svg", b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 3'><path d='M0 0h9v3z'/></svg>".to_vec()),
        ("j.jpg", PROGRESSIVE_JPEG.to_vec()),
    ];
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let bench = Workbench::new().with_file("guide.yaml", guide(&names));
    for (name, bytes) in &files {
        bench.put(name, bytes);
    }
    bench
        .leaflet(["make", "guide.yaml", "-o", "leaflet.pdf"])
        .run()
        .succeeds();
    let pdf = bench.pdf("leaflet.pdf");
    assert_eq!(faults_of_structure(&pdf), Vec::<String>::new());
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        let options = ValidationOptions::default().profile(profile);
        let failures = validate_pdf_bytes(&pdf.bytes, &options).unwrap().failures;
        let failures: Vec<String> = failures
            .iter()
            // A packed stream whose last byte happens to be a carriage return is misjudged here.
            .filter(|failure| !failure.rule_id.ends_with(":6.1.7.1:1"))
            .map(ToString::to_string)
            .collect();
        assert_eq!(failures, Vec::<String>::new());
    }
    if let Ok(broken) = outside::verapdf_faults(&[&bench.path().join("leaflet.pdf")]) {
        assert_eq!(broken, []);
    }
}

#[test]
fn a_figure_stays_with_the_words_before_it_and_loses_none() {
    let tall = rgb_png(&quarters(40, 60));
    let bench = Workbench::new().with_file("tall.png", tall);
    let before = "The marked bone has slipped forward. ".repeat(8);
    for filler in 0..16 {
        let mut text =
            "title: T\nsections:\n  - heading: What\n    roles: [other]\n    blocks:\n".to_owned();
        for line in 0..filler {
            text.push_str(&format!("      - paragraph: Filler {line}.\n"));
        }
        text.push_str(&format!(
            "      - paragraph: Beginning. {before}\n      - figure: {{picture: tall.png, \
             alternative_text: A, caption: A caption.}}\n      - paragraph: End.\n"
        ));
        bench.put("guide.yaml", text);
        bench
            .leaflet(["make", "guide.yaml", "--force", "-o", "leaflet.pdf"])
            .run()
            .succeeds();
        let pdf = bench.pdf("leaflet.pdf");
        let pages_with = |words: &str| -> Vec<usize> {
            let text = |page: &PageContents| -> String {
                page.pieces
                    .iter()
                    .map(|piece| piece.text.as_str())
                    .collect()
            };
            let pages = pdf.pages.iter().filter(|page| text(page).contains(words));
            pages.map(|page| page.number).collect()
        };
        let picture = pdf.pages.iter().find(|page| !page.placed.is_empty());
        let picture = picture
            .map(|page| page.number)
            .into_iter()
            .collect::<Vec<_>>();
        assert_eq!(pages_with("Beginning."), picture, "{filler}");
        assert_eq!(pages_with("A caption."), picture, "{filler}");
    }
    // A caption may be longer than a page.
    for words in [300, 600, 2_900] {
        let caption: String = (0..words).map(|word| format!(" w{word}")).collect();
        bench.put(
            "guide.yaml",
            format!(
                "{}          caption: Long{caption} over.\n",
                guide(&["tall.png"]).replace(
                    "{picture: tall.png, alternative_text: A picture}",
                    "\n          picture: tall.png\n          alternative_text: A"
                )
            ),
        );
        bench
            .leaflet(["make", "guide.yaml", "--force", "-o", "leaflet.pdf"])
            .run()
            .succeeds();
        let pdf = bench.pdf("leaflet.pdf");
        assert_eq!(faults_of_structure(&pdf), Vec::<String>::new());
        let found = pdf.text_in_tag_order();
        let found: Vec<&str> = found.split_whitespace().collect();
        let told: Vec<String> = (0..words).map(|word| format!("w{word}")).collect();
        assert!(
            found.windows(words).any(|window| window == told),
            "{words} words"
        );
    }
}

#[test]
fn a_leaflet_holds_forty_different_pictures() {
    let bench = Workbench::new();
    let mut names = Vec::new();
    for number in 0..41_u8 {
        let name = format!("{number}.png");
        bench.put(
            &name,
            png(8, 8, ColorType::Grayscale, BitDepth::Eight, &[number; 64]),
        );
        names.push(name);
    }
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    bench.put("guide.yaml", guide(&all));
    bench
        .leaflet(["make", "guide.yaml"])
        .run()
        .exits_with(1)
        .errors_have("guide.yaml:46:27")
        .errors_have("`40.png` is one more than the 40 pictures that a leaflet can contain");
    // The built-in brand's mark is one of the forty.
    let fewer = [&all[..39], &all[..39]].concat();
    bench.put("guide.yaml", guide(&fewer));
    bench
        .leaflet(["make", "guide.yaml", "-o", "leaflet.pdf"])
        .run()
        .succeeds();
    let pdf = bench.pdf("leaflet.pdf");
    assert_eq!((pdf.picture_count(), stored_pictures(&pdf)), (78, 39));
}

/// A sound file of each kind, small.
fn sound() -> Vec<Vec<u8>> {
    let picture = quarters(20, 14);
    let profile = swapped_profile("x");
    let packed = [b"n\0\0".as_slice(), &stored(&profile)].concat();
    let exif = exif(6, "a", "b");
    vec![
        with_segments(
            &jpeg(&picture),
            &[(0xe1, &exif), (0xe2, &profile_segment(&profile))],
        ),
        PROGRESSIVE_JPEG.to_vec(),
        with_segments(
            &inks_jpeg(20, 14, [9, 99, 199, 20], Some(2)),
            &[(0xe2, &profile_segment(&inks_profile([90; 3], "x")))],
        ),
        with_chunks(
            &rgb_png(&picture),
            &[chunk(b"iCCP", &packed), chunk(b"eXIf", &exif[6..])],
        ),
        interlaced_png(&picture),
        lossless_webp(&picture.into()),
        LOSSY_ALPHA_WEBP.to_vec(),
        ANIMATED_WEBP.to_vec(),
        webp_with(&profile, &exif, b"<x/>", b"behind"),
    ]
}

const ROOM: PrintSize = PrintSize {
    width: 1.5,
    height: 1.5,
};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_makes_the_program_fall(
        which in 0_usize..9,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = sound().swap_remove(which);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let first = prepare_picture(&bytes, ROOM);
        prop_assert_eq!(first, prepare_picture(&bytes, ROOM));
    }

    #[test]
    fn no_bytes_make_the_program_fall(
        start in prop::sample::select(vec![
            b"\x89PNG\r\n\x1a\n".to_vec(),
            b"\xff\xd8\xff".to_vec(),
            b"RIFF\x40\0\0\0WEBPVP8 ".to_vec(),
            b"RIFF\x40\0\0\0WEBPVP8L".to_vec(),
            b"RIFF\x40\0\0\0WEBPVP8X".to_vec(),
            b"<svg xmlns='http://www.w3.org/2000/svg'".to_vec(),
            Vec::new(),
        ]),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let bytes = [start, bytes].concat();
        prop_assert!(prepare_picture(&bytes, ROOM).is_err());
    }
}
