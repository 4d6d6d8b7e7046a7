//! Pictures of the tests' own making: sound ones of every format, and every trap.
//!
//! *What goes in and comes out*: sizes, colours and planted words go in, the bytes of files come out.
//! *What it promises*: the traps are what they say, with right lengths and checksums, so that a
//! refusal is for the trap and not for a slip. *Why this shape*: a picture that is written byte by
//! byte here shows what it holds, which a stored file does not. The few that no library here can
//! write (lossy WebP, progressive JPEG) stand in `tests/fixtures/pictures`.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ImageEncoder, RgbImage};

pub(super) const LOSSY_WEBP: &[u8] = include_bytes!("../../fixtures/pictures/lossy.webp");
pub(super) const LOSSY_ALPHA_WEBP: &[u8] =
    include_bytes!("../../fixtures/pictures/lossy-alpha.webp");
pub(super) const ANIMATED_WEBP: &[u8] = include_bytes!("../../fixtures/pictures/animated.webp");
pub(super) const PROGRESSIVE_JPEG: &[u8] =
    include_bytes!("../../fixtures/pictures/progressive.jpg");

/// Red, green, blue and white quarters: each corner tells which way up the picture is.
pub(super) fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        image::Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => [220, 30, 30],
            (false, true) => [30, 200, 30],
            (true, false) => [30, 30, 220],
            (false, false) => [240, 240, 240],
        })
    })
}

/// Something like a photograph: soft shades with some grain.
pub(super) fn photograph(width: u32, height: u32) -> RgbImage {
    let mut grain = 1_u32;
    RgbImage::from_fn(width, height, |x, y| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (grain >> 24) as u8 / 16;
        let across = (x * 200 / width) as u8;
        let down = (y * 200 / height) as u8;
        image::Rgb([across + grain, down + grain, 120 + grain])
    })
}

pub(super) fn jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 92)
        .encode_image(picture)
        .unwrap();
    bytes
}

/// The file with further segments behind its first mark.
pub(super) fn with_segments(jpeg: &[u8], segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    for (mark, content) in segments {
        bytes.extend([0xff, *mark]);
        bytes.extend(u16::try_from(content.len() + 2).unwrap().to_be_bytes());
        bytes.extend_from_slice(content);
    }
    bytes.extend_from_slice(&jpeg[2..]);
    bytes
}

/// The place of a segment's content.
pub(super) fn segment(jpeg: &[u8], mark: u8) -> usize {
    let mut at = 2;
    while jpeg[at + 1] != mark {
        at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
    }
    at + 4
}

/// EXIF with a way up, an owner, a GPS position and a place's name.
pub(super) fn exif(orientation: u16, owner: &str, place: &str) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| -> Vec<u8> {
        let mut bytes = tag.to_be_bytes().to_vec();
        bytes.extend(kind.to_be_bytes());
        bytes.extend(count.to_be_bytes());
        bytes.extend(value);
        bytes
    };
    let text = |tag: u16, at: u32, words: &str| {
        entry(
            tag,
            2,
            u32::try_from(words.len()).unwrap() + 1,
            at.to_be_bytes(),
        )
    };
    let [high, low] = orientation.to_be_bytes();
    let first = 8 + 2 + 3 * 12 + 4;
    let owner_at = first;
    let gps_at = owner_at + u32::try_from(owner.len()).unwrap() + 1;
    let place_at = gps_at + 2 + 12 + 4;
    let mut bytes = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x03".to_vec();
    bytes.extend(entry(0x0112, 3, 1, [high, low, 0, 0]));
    bytes.extend(text(0xa430, owner_at, owner));
    bytes.extend(entry(0x8825, 4, 1, gps_at.to_be_bytes()));
    bytes.extend([0; 4]);
    bytes.extend(owner.as_bytes());
    bytes.extend(b"\0\0\x01");
    bytes.extend(text(0x001d, place_at, place));
    bytes.extend([0; 4]);
    bytes.extend(place.as_bytes());
    bytes.push(0);
    bytes
}

/// A JPEG of four inks in one flat colour, as it stands in the file. `adobe` is the way Adobe's mark
/// says that the colours are told, if the mark is there.
pub(super) fn inks_jpeg(width: u16, height: u16, inks: [u8; 4], adobe: Option<u8>) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    let mut put = |mark: u8, content: &[u8]| {
        bytes.extend([0xff, mark]);
        bytes.extend(u16::try_from(content.len() + 2).unwrap().to_be_bytes());
        bytes.extend_from_slice(content);
    };
    if let Some(way) = adobe {
        put(0xee, &[b"Adobe\0\x64\0\0\0\0".as_slice(), &[way]].concat());
    }
    // All steps are 8, so that the first wave is the sample less 128.
    put(0xdb, &[[0_u8].as_slice(), &[8; 64]].concat());
    let ([y1, y0], [x1, x0]) = (height.to_be_bytes(), width.to_be_bytes());
    let mut frame = vec![8, y1, y0, x1, x0, 4];
    let mut pass = vec![4];
    for part in 1..=4 {
        frame.extend([part, 0x11, 0]);
        pass.extend([part, 0]);
    }
    pass.extend([0, 63, 0]);
    put(0xc0, &frame);
    // Nine lengths with a code of four bits each; and for the other waves the one code "no more".
    let lengths = |of_four: u8, of_one: u8| {
        let mut lengths = [0_u8; 16];
        (lengths[0], lengths[3]) = (of_one, of_four);
        lengths
    };
    let first: Vec<u8> = (0..9).collect();
    put(0xc4, &[[0x00].as_slice(), &lengths(9, 0), &first].concat());
    put(0xc4, &[[0x10].as_slice(), &lengths(0, 1), &[0]].concat());
    put(0xda, &pass);
    let mut bits: Vec<bool> = Vec::new();
    let mut write = |value: u32, count: u32| {
        bits.extend((0..count).rev().map(|bit| value >> bit & 1 == 1));
    };
    let mut before = [0_i32; 4];
    for _ in 0..u32::from(width.div_ceil(8)) * u32::from(height.div_ceil(8)) {
        for (ink, before) in inks.iter().zip(&mut before) {
            let wave = i32::from(*ink) - 128;
            let step = wave - *before;
            *before = wave;
            let length = 32 - step.unsigned_abs().leading_zeros();
            write(length, 4);
            let told = if step < 0 { step - 1 } else { step };
            write(told as u32 & ((1 << length) - 1), length);
            write(0, 1);
        }
    }
    bits.resize(bits.len().next_multiple_of(8), true);
    for eight in bits.chunks(8) {
        let byte = eight
            .iter()
            .fold(0_u8, |byte, bit| byte << 1 | u8::from(*bit));
        bytes.push(byte);
        if byte == 0xff {
            bytes.push(0);
        }
    }
    bytes.extend([0xff, 0xd9]);
    bytes
}

/// A CMYK profile that knows two things: no ink is white, and whatever ink is this colour (Lab).
pub(super) fn inks_profile(lab: [u8; 3], words: &str) -> Vec<u8> {
    let description = [
        b"desc\0\0\0\0".as_slice(),
        &length(words.len() + 1),
        words.as_bytes(),
        b"\0",
    ];
    let mut description = description.concat();
    description.resize(description.len() + 78, 0);
    description.resize(description.len().next_multiple_of(4), 0);
    let mut table = b"mft1\0\0\0\0\x04\x03\x02\0".to_vec();
    for row in 0..3 {
        for column in 0..3 {
            table.extend(if row == column { [0, 1, 0, 0] } else { [0; 4] });
        }
    }
    (0..4).for_each(|_| table.extend(0..=255));
    for corner in 0..16 {
        table.extend(if corner == 0 { [255, 128, 128] } else { lab });
    }
    (0..3).for_each(|_| table.extend(0..=255));
    profile(
        b"CMYK",
        b"Lab ",
        &[(b"desc", description), (b"A2B0", table)],
    )
}

/// An RGB profile whose red and green are changed over, with words in its description.
pub(super) fn swapped_profile(words: &str) -> Vec<u8> {
    let mut colours = moxcms::ColorProfile::new_srgb();
    (colours.red_colorant, colours.green_colorant) = (colours.green_colorant, colours.red_colorant);
    colours.cicp = None;
    colours.copyright = Some(moxcms::ProfileText::PlainString(words.to_owned()));
    colours.encode().unwrap()
}

fn length(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap().to_be_bytes()
}

fn profile(space: &[u8; 4], between: &[u8; 4], tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut table = length(tags.len()).to_vec();
    let mut content = Vec::new();
    for (name, tag) in tags {
        let at = 128 + 4 + 12 * tags.len() + content.len();
        table.extend([name.as_slice(), &length(at), &length(tag.len())].concat());
        content.extend_from_slice(tag);
        content.resize(content.len().next_multiple_of(4), 0);
    }
    let mut header = vec![0; 128];
    header[..4].copy_from_slice(&length(128 + table.len() + content.len()));
    header[8] = 2;
    header[12..16].copy_from_slice(b"prtr");
    header[16..20].copy_from_slice(space);
    header[20..24].copy_from_slice(between);
    header[36..40].copy_from_slice(b"acsp");
    // The white of the profile's own light (D50).
    header[68..80].copy_from_slice(&[0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d]);
    [header, table, content].concat()
}

/// The segments of a JPEG that hold a profile.
pub(super) fn profile_segment(profile: &[u8]) -> Vec<u8> {
    [b"ICC_PROFILE\0\x01\x01".as_slice(), profile].concat()
}

fn checksum(bytes: &[u8]) -> [u8; 4] {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
        }
    }
    (!sum).to_be_bytes()
}

pub(super) fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [name.as_slice(), content].concat();
    [length(content.len()).as_slice(), &named, &checksum(&named)].concat()
}

/// Bytes in a zlib stream without packing.
pub(super) fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let mut pieces = bytes.chunks(65_535).peekable();
    while let Some(piece) = pieces.next() {
        stream.push(u8::from(pieces.peek().is_none()));
        let length = u16::try_from(piece.len()).unwrap();
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend_from_slice(piece);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in bytes {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    stream.extend((b << 16 | a).to_be_bytes());
    stream
}

/// A zlib stream of very many noughts in few bytes, as a trap packs them: each of its
/// codes says "258 times the same again". Its checksum is wrong: no reader of pictures heeds it.
pub(super) fn very_many_noughts(packed_bytes: usize) -> Vec<u8> {
    // A block with fixed codes: a nought (00110000), then length 285 (11000101) and distance 1
    // (00000) over and over; bits are filled from the lowest.
    let mut bits: Vec<bool> = vec![true, true, false];
    let mut put = |code: &str| bits.extend(code.chars().map(|bit| bit == '1'));
    put("00110000");
    for _ in 0..packed_bytes * 8 / 13 {
        put("1100010100000");
    }
    put("0000000");
    bits.resize(bits.len().next_multiple_of(8), false);
    let bytes = bits.chunks(8).map(|eight| {
        let bits = eight.iter().rev();
        bits.fold(0_u8, |byte, bit| byte << 1 | u8::from(*bit))
    });
    [vec![0x78, 0x01], bytes.collect(), vec![0; 4]].concat()
}

/// A PNG of these chunks between its header and its end.
pub(super) fn png_of(width: u32, height: u32, kind: [u8; 5], chunks: &[Vec<u8>]) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &kind].concat();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &header),
        chunks.concat(),
        chunk(b"IEND", &[]),
    ]
    .concat()
}

/// A PNG by the library, which packs and filters.
pub(super) fn png(
    width: u32,
    height: u32,
    colours: png::ColorType,
    depth: png::BitDepth,
    samples: &[u8],
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(colours);
    encoder.set_depth(depth);
    encoder.set_compression(png::Compression::Balanced);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(samples).unwrap();
    writer.finish().unwrap();
    bytes
}

pub(super) fn rgb_png(picture: &RgbImage) -> Vec<u8> {
    let (width, height) = picture.dimensions();
    png(
        width,
        height,
        png::ColorType::Rgb,
        png::BitDepth::Eight,
        picture,
    )
}

/// The PNG with further chunks behind its header.
pub(super) fn with_chunks(png: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
    [&png[..33], &chunks.concat(), &png[33..]].concat()
}

/// An interlaced PNG: its rows come in seven passes (ISO/IEC 15948, 8.2).
pub(super) fn interlaced_png(picture: &RgbImage) -> Vec<u8> {
    let (width, height) = picture.dimensions();
    let mut rows = Vec::new();
    for (x, y, right, down) in [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ] {
        for line in (y..height).step_by(down) {
            if x < width {
                rows.push(0);
                for column in (x..width).step_by(right) {
                    rows.extend(picture.get_pixel(column, line).0);
                }
            }
        }
    }
    png_of(
        width,
        height,
        [8, 2, 0, 0, 1],
        &[chunk(b"IDAT", &stored(&rows))],
    )
}

pub(super) fn animated_png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 4, 4);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_animated(2, 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for shade in [0, 200] {
        writer.write_image_data(&[shade; 48]).unwrap();
    }
    writer.finish().unwrap();
    bytes
}

pub(super) fn lossless_webp(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    WebPEncoder::new_lossless(&mut bytes)
        .write_image(
            picture.as_bytes(),
            picture.width(),
            picture.height(),
            picture.color().into(),
        )
        .unwrap();
    bytes
}

/// A WebP of these pieces.
pub(super) fn webp_of(pieces: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut content = b"WEBP".to_vec();
    for (name, piece) in pieces {
        content.extend_from_slice(*name);
        content.extend(u32::try_from(piece.len()).unwrap().to_le_bytes());
        content.extend_from_slice(piece);
        content.resize(content.len().next_multiple_of(2), 0);
    }
    let length = u32::try_from(content.len()).unwrap().to_le_bytes();
    [b"RIFF".to_vec(), length.to_vec(), content].concat()
}

/// What a wrapped WebP says of itself: flags, and the size of its canvas.
pub(super) fn webp_canvas(flags: u8, width: u32, height: u32) -> Vec<u8> {
    let mut about = vec![flags, 0, 0, 0];
    about.extend(&(width - 1).to_le_bytes()[..3]);
    about.extend(&(height - 1).to_le_bytes()[..3]);
    about
}

/// The flag of a wrapped WebP that has alpha.
pub(super) const ALPHA: u8 = 0b0001_0000;

/// A lossy picture of one grey as it stands in a WebP. Behind the size all is nought: every choice
/// takes its first way, and each block is as its neighbours (RFC 6386, 9 and 11).
pub(super) fn grey_vp8(width: u16, height: u16) -> Vec<u8> {
    let blocks = usize::from(width.div_ceil(16)) * usize::from(height.div_ceil(16));
    // A block takes 4.1 bits where it is foretold, and 5.7 where it is filled.
    let (foretold, filled) = (blocks * 21 / 40 + 100, blocks * 3 / 4 + 100);
    let start = u32::try_from(foretold).unwrap() << 5 | 1 << 4;
    let mut bytes = start.to_le_bytes()[..3].to_vec();
    bytes.extend([0x9d, 0x01, 0x2a]);
    bytes.extend([width.to_le_bytes(), height.to_le_bytes()].concat());
    bytes.resize(bytes.len() + foretold + filled, 0);
    bytes
}

/// Lossless samples that are all nought: no changes, no store of colours, and five codes of one sign,
/// which then takes no bits (RFC 9649, 3.7).
pub(super) const NOUGHTS_VP8L: [u8; 3] = [0x88, 0x88, 0x08];

/// A lossless picture of noughts as it stands in a WebP.
pub(super) fn black_vp8l(width: u32, height: u32) -> Vec<u8> {
    let size = (width - 1) | (height - 1) << 14;
    [
        [0x2f].as_slice(),
        &size.to_le_bytes(),
        &NOUGHTS_VP8L,
        &[0; 8],
    ]
    .concat()
}

/// A progressive JPEG of one grey in three colours that are not thinned out. Each colour comes in two
/// passes, the second of which says that nothing follows.
pub(super) fn grey_progressive_jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    let mut put = |mark: u8, content: &[u8], noughts: usize| {
        bytes.extend([0xff, mark]);
        bytes.extend(u16::try_from(content.len() + 2).unwrap().to_be_bytes());
        bytes.extend_from_slice(content);
        bytes.resize(bytes.len() + noughts, 0);
    };
    put(0xdb, &[[0_u8].as_slice(), &[8; 64]].concat(), 0);
    let ([y1, y0], [x1, x0]) = (height.to_be_bytes(), width.to_be_bytes());
    put(
        0xc2,
        &[8, y1, y0, x1, x0, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0],
        0,
    );
    // The one code, a single nought, says in the first pass "as before", in the others "no more".
    let code = |class: u8| [[class].as_slice(), &[1], &[0; 15], &[0]].concat();
    put(0xc4, &code(0x00), 0);
    put(0xc4, &code(0x10), 0);
    let blocks = usize::from(width.div_ceil(8)) * usize::from(height.div_ceil(8));
    put(
        0xda,
        &[3, 1, 0, 2, 0, 3, 0, 0, 0, 0],
        (blocks * 3).div_ceil(8),
    );
    for part in 1..=3 {
        put(0xda, &[1, part, 0, 1, 63, 0], blocks.div_ceil(8));
    }
    bytes.extend([0xff, 0xd9]);
    bytes
}

/// The lossy WebP with a profile, EXIF and XMP beside its picture, and bytes behind its end.
pub(super) fn webp_with(profile: &[u8], exif: &[u8], xmp: &[u8], behind: &[u8]) -> Vec<u8> {
    // Flags for profile, EXIF and XMP.
    let about = webp_canvas(0b0010_1100, 24, 16);
    let picture = &LOSSY_WEBP[20..];
    let mut bytes = webp_of(&[
        (b"VP8X", &about),
        (b"ICCP", profile),
        (b"VP8 ", picture),
        (b"EXIF", exif),
        (b"XMP ", xmp),
    ]);
    bytes.extend_from_slice(behind);
    bytes
}
