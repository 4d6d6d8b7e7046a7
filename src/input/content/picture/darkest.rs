//! How dark a picture gets, so that somebody can be told of a mark that nobody will see on white paper.
//!
//! In: the bytes of a picture file that can be printed. Out: the darkest colour that a part of it has on
//! white paper, large enough to be seen; `None` where that is not known, as of a drawing with gradients.
//! Promise: it is only looked at and never changed; a fault in it gives `None`, and is told elsewhere.

use roxmltree::{Document, Node};

use super::{PictureFormat, PrintSize, prepare_picture};

/// A colour as it is printed: red, green and blue, 0 to 255.
type Printed = [u8; 3];

/// One dot in so many must be as dark, so that the rim of a shape or a speck does not count.
const ONE_DOT_IN: usize = 500;

/// A room of the size of a mark: few dots are enough.
const ROOM: PrintSize = PrintSize {
    width: 20.0,
    height: 20.0,
};

/// The darkest colour of a picture on white paper.
pub fn darkest_colour(bytes: &[u8]) -> Option<Printed> {
    let prepared = prepare_picture(bytes, ROOM).ok()?;
    match prepared.format {
        PictureFormat::Svg => of_drawing(std::str::from_utf8(&prepared.bytes).ok()?),
        PictureFormat::Png | PictureFormat::Jpeg => of_dots(&prepared.bytes),
    }
}

fn of_dots(bytes: &[u8]) -> Option<Printed> {
    let dots = image::load_from_memory(bytes).ok()?.into_rgba8();
    let mut colours: Vec<Printed> = dots
        .pixels()
        .map(|dot| {
            let [red, green, blue, opacity] = dot.0;
            [red, green, blue].map(|part| on_white(part, f64::from(opacity) / 255.0))
        })
        .collect();
    colours.sort_by_key(|colour| light(*colour));
    colours.get(colours.len() / ONE_DOT_IN).copied()
}

/// What an ink of this strength leaves of white.
fn on_white(part: u8, opacity: f64) -> u8 {
    (f64::from(part) * opacity + 255.0 * (1.0 - opacity)).round() as u8
}

/// How light a colour is, for an order (luma of ITU-R BT.601, in thousandths).
fn light([red, green, blue]: Printed) -> u32 {
    299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue)
}

/// The darkest colour that a shape of a drawing is painted with.
fn of_drawing(text: &str) -> Option<Printed> {
    const SHAPES: [&str; 7] = [
        "path", "rect", "circle", "ellipse", "polygon", "polyline", "line",
    ];
    let document = Document::parse(text).ok()?;
    // What a style sheet paints, or what is seen through something else, is not looked into.
    const BEYOND: [&str; 5] = ["style", "mask", "pattern", "clipPath", "filter"];
    let elements = || document.descendants().filter(Node::is_element);
    if elements().any(|node| BEYOND.contains(&node.tag_name().name())) {
        return None;
    }
    let mut darkest: Option<Printed> = None;
    for shape in elements().filter(|node| SHAPES.contains(&node.tag_name().name())) {
        for (paint, opacity, usual) in [
            ("fill", "fill-opacity", Some([0, 0, 0])),
            ("stroke", "stroke-opacity", None),
        ] {
            let colour = match property(shape, paint).as_deref() {
                None => usual,
                Some("none" | "transparent") => None,
                Some(written) => Some(colour(written)?),
            };
            let strength = |name: &str| {
                let written = property(shape, name);
                written.map_or(Some(1.0), |written| written.parse::<f64>().ok())
            };
            let strength = strength(opacity)? * strength("opacity")?;
            let painted =
                colour.map(|colour| colour.map(|part| on_white(part, strength.clamp(0.0, 1.0))));
            darkest = match (darkest, painted) {
                (Some(known), Some(other)) if light(known) <= light(other) => Some(known),
                (known, other) => other.or(known),
            };
        }
    }
    darkest
}

/// A property of a shape, its own or of what it stands in.
fn property(shape: Node<'_, '_>, name: &str) -> Option<String> {
    shape.ancestors().find_map(|node| {
        let of_style = node.attribute("style").and_then(|style| {
            let mut parts = style.split(';').filter_map(|part| part.split_once(':'));
            parts.find_map(|(known, value)| (known.trim() == name).then(|| value.trim()))
        });
        let written = of_style.or_else(|| node.attribute(name).map(str::trim));
        written
            .filter(|written| *written != "inherit")
            .map(str::to_ascii_lowercase)
    })
}

/// A colour as drawings write it; `None` for one that is not known, such as a gradient.
fn colour(written: &str) -> Option<Printed> {
    if let Some(digits) = written.strip_prefix('#') {
        let digit = |at: usize| u8::from_str_radix(digits.get(at..=at)?, 16).ok();
        return match digits.len() {
            3 => Some([digit(0)? * 17, digit(1)? * 17, digit(2)? * 17]),
            6 => Some([
                digit(0)? * 16 + digit(1)?,
                digit(2)? * 16 + digit(3)?,
                digit(4)? * 16 + digit(5)?,
            ]),
            _ => None,
        };
    }
    match written {
        "white" => Some([255; 3]),
        "black" => Some([0; 3]),
        "ivory" => Some([255, 255, 240]),
        "yellow" => Some([255, 255, 0]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(inside: &str) -> Vec<u8> {
        format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{inside}</svg>")
            .into_bytes()
    }

    #[test]
    fn a_white_mark_is_white_and_one_dark_line_makes_it_dark() {
        for (inside, expected) in [
            ("<path fill='#fff' d='M0 0L9 9'/>", Some([255, 255, 255])),
            (
                "<g style='fill:#FFFFFF'><path d='M0 0L9 9'/></g>",
                Some([255, 255, 255]),
            ),
            ("<path d='M0 0L9 9'/>", Some([0, 0, 0])),
            (
                "<path fill='white' stroke='#123456' d='M0 0L9 9'/>",
                Some([0x12, 0x34, 0x56]),
            ),
            (
                "<rect fill='#000' opacity='0.1' width='9' height='9'/>",
                Some([230, 230, 230]),
            ),
            ("<rect fill='none' width='9' height='9'/>", None),
            ("<rect fill='teal' width='9' height='9'/>", None),
            ("<style>path{fill:#fff}</style><path d='M0 0L9 9'/>", None),
        ] {
            assert_eq!(darkest_colour(&drawing(inside)), expected, "{inside}");
        }
        assert_eq!(darkest_colour(b"no picture"), None);
    }

    #[test]
    fn a_speck_is_no_mark() {
        let mut white = image::RgbaImage::from_pixel(50, 50, image::Rgba([255, 255, 255, 255]));
        let png = |picture: &image::RgbaImage| {
            let mut bytes = std::io::Cursor::new(Vec::new());
            picture
                .write_to(&mut bytes, image::ImageFormat::Png)
                .unwrap();
            bytes.into_inner()
        };
        white.put_pixel(3, 3, image::Rgba([0, 0, 0, 255]));
        let lightest = darkest_colour(&png(&white)).unwrap();
        assert!(lightest.iter().all(|part| *part > 240), "{lightest:?}");
        for at in 0..50 {
            white.put_pixel(at, 7, image::Rgba([0, 0, 0, 255]));
            white.put_pixel(at, 8, image::Rgba([0, 0, 0, 255]));
        }
        assert_eq!(darkest_colour(&png(&white)), Some([0, 0, 0]));
        // White on nothing is white on paper.
        let clear = image::RgbaImage::from_pixel(50, 50, image::Rgba([0, 0, 0, 0]));
        assert_eq!(darkest_colour(&png(&clear)), Some([255, 255, 255]));
    }
}
