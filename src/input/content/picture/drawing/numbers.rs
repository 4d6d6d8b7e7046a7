//! The numbers of a drawing: none may be so large that the page cannot hold it.
//!
//! In: an element. Out: whether all its measures, and the scales of it and of the groups around it,
//! stay within bounds. Promise: no coordinate of a drawing that passes leaves the range of a PDF's
//! whole numbers (2,147,483,647, ISO 19005-2, 6.1.13), with scales, units and shifts worked in. Why
//! this shape: the engine writes what it is given, and a file with a larger number breaks the archive
//! standard without a word; drawing programs stay far below (A0 in hundredths of a millimetre is
//! 118,900).

use roxmltree::Node;

/// The largest coordinate, width or shift, in pixels of a drawing.
const COORDINATE: f64 = 1_000_000.0;

/// The largest factor by which an element is enlarged, by itself and by all groups around it.
const SCALE: f64 = 1_000.0;

/// Attributes and properties that hold coordinates, widths or shifts.
const MEASURES: &[&str] = &[
    "d",
    "points",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "fx",
    "fy",
    "fr",
    "width",
    "height",
    "viewBox",
    "offset",
    "stroke-width",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-miterlimit",
    "stroke",
    "font-size",
];

/// Attributes and properties that move, turn or enlarge.
const TRANSFORMS: &[&str] = &["transform", "gradientTransform", "patternTransform"];

/// Pixels of each unit of length; `em` and `ex` by the largest usual size of letters.
const UNITS: &[(&str, f64)] = &[
    ("px", 1.0),
    ("pt", 4.0 / 3.0),
    ("pc", 16.0),
    ("mm", 96.0 / 25.4),
    ("cm", 96.0 / 2.54),
    ("in", 96.0),
    ("em", 100.0),
    ("ex", 100.0),
];

/// Whether a number of an element, or of a style sheet's text, is too large for a page.
pub(super) fn too_large(element: Node<'_, '_>) -> bool {
    let drawn = element
        .attributes()
        .filter(|attribute| attribute.namespace().is_none());
    for attribute in drawn {
        let (name, value) = (attribute.name(), attribute.value());
        let is_large = if name == "style" {
            style_too_large(value)
        } else {
            property_too_large(name, value)
        };
        if is_large {
            return true;
        }
    }
    let enlarged = element
        .ancestors()
        .map(enlarged_by)
        .fold(1.0_f64, |product, scale| product * scale);
    enlarged > SCALE
}

/// Whether a style, or the text of a style sheet, holds a number that is too large.
pub(super) fn style_too_large(style: &str) -> bool {
    let declarations = style.split(['{', '}', ';']);
    declarations
        .filter_map(|one| one.split_once(':'))
        .any(|(name, value)| property_too_large(name.trim(), value))
}

fn property_too_large(name: &str, value: &str) -> bool {
    if MEASURES.contains(&name) {
        numbers(value).any(|number| number > COORDINATE)
    } else if TRANSFORMS.contains(&name) {
        scale_of(value) > SCALE || numbers(value).any(|number| number > COORDINATE)
    } else {
        false
    }
}

/// By how much an element's own attributes enlarge what is in it; at least 1.
fn enlarged_by(element: Node<'_, '_>) -> f64 {
    let of_attributes = TRANSFORMS
        .iter()
        .filter_map(|name| element.attribute(*name))
        .map(scale_of);
    let of_style = element
        .attribute("style")
        .into_iter()
        .flat_map(|style| style.split(';'))
        .filter_map(|one| one.split_once(':'))
        .filter(|(name, _)| TRANSFORMS.contains(&name.trim()))
        .map(|(_, value)| scale_of(value));
    of_attributes
        .chain(of_style)
        .fold(1.0, |product, scale| product * scale)
}

/// The largest factor of a list of transforms: the numbers of `scale` and the first four of `matrix`,
/// each at least 1; `skewX` and `skewY` as the tangent of their angle.
fn scale_of(transforms: &str) -> f64 {
    let mut product = 1.0_f64;
    for one in transforms.split(')') {
        let Some((name, values)) = one.split_once('(') else {
            continue;
        };
        let values: Vec<f64> = numbers(values).collect();
        let largest = |values: &[f64]| values.iter().copied().fold(1.0_f64, f64::max);
        let name = name
            .trim_start_matches([' ', ',', '\n', '\r', '\t'])
            .trim_end();
        product *= match name {
            "scale" | "scaleX" | "scaleY" => largest(&values),
            // A row of two numbers lengthens by at most their sum.
            "matrix" => 2.0 * largest(values.get(..4).unwrap_or(&values)) - 1.0,
            "skewX" | "skewY" => values
                .first()
                .map_or(1.0, |angle| 1.0 + angle.to_radians().tan().abs()),
            _ => 1.0,
        };
    }
    product
}

/// The numbers in a text, without their plus or minus, in pixels. What follows a `#` is a colour or a name.
fn numbers(text: &str) -> impl Iterator<Item = f64> + '_ {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let start =
                rest.find(|character: char| character.is_ascii_digit() || character == '#')?;
            if rest[start..].starts_with('#') {
                rest = rest[start + 1..]
                    .trim_start_matches(|character: char| character.is_alphanumeric());
                continue;
            }
            // A point before the digits makes the number smaller: it is left out of account.
            let found = &rest[start..];
            let mut end = digits(found);
            if found[end..].starts_with('.') {
                end += 1 + digits(&found[end + 1..]);
            }
            if let Some(exponent) = found[end..].strip_prefix(['e', 'E']) {
                let character = usize::from(exponent.starts_with(['+', '-']));
                let count = digits(&exponent[character..]);
                if count > 0 {
                    end += 1 + character + count;
                }
            }
            let number: f64 = found[..end].parse().unwrap_or(f64::INFINITY);
            rest = &found[end..];
            let unit = UNITS.iter().find(|(unit, _)| rest.starts_with(unit));
            return Some(number * unit.map_or(1.0, |(_, pixels)| *pixels));
        }
    })
}

/// How many digits a text begins with.
fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use roxmltree::Document;

    fn any_too_large(inside: &str) -> bool {
        let text = format!("<svg>{inside}</svg>");
        let document = Document::parse(&text).unwrap();
        let mut elements = document.descendants().filter(Node::is_element);
        elements.any(too_large)
    }

    #[test]
    fn what_drawing_programs_write_passes() {
        for inside in [
            "<path d='M0-118900.5.5L84100 1e3z'/>",
            "<path fill='#1e9999' style='fill:#9e99999;stroke:url(#a1e40)'/>",
            "<g transform='translate(0,1052.4) scale(.1 -.1)'><path d='M 0 0'/></g>",
            "<g transform='matrix(3.7795 0 0 3.7795 -400 8)'><g transform='scale(30)'/></g>",
            "<g transform='rotate(720)'/>",
            "<rect width='210mm' height='100%' id='x9999999999' data-note='99999999999'/>",
        ] {
            assert!(!any_too_large(inside), "{inside}");
        }
    }

    #[test]
    fn what_a_page_cannot_hold_is_seen() {
        for inside in [
            "<path d='M0 0L1e30 5'/>",
            "<path d='M0 0L99999999999999 5'/>",
            "<path d='M0 0L1e999 5'/>",
            "<polygon points='0,0 0,-1000001'/>",
            "<rect stroke-width='1e20'/>",
            "<rect style='stroke-width: 1e20'/>",
            "<rect width='200000in'/>",
            "<g transform='scale(1e20)'/>",
            "<g transform='translate(1e20)'/>",
            "<g transform='scale(100)'><g transform='scale(100)'><path/></g></g>",
            "<g transform='scale(100)scale(100)'/>",
            "<g transform='scale(100)' style='transform:scale(100)'/>",
            "<g transform='matrix(1 0 1e10 1 0 0)'/>",
            "<g transform='skewX(89.9999)'/>",
            "<linearGradient gradientTransform='scale(1e9)'/>",
        ] {
            assert!(any_too_large(inside), "{inside}");
        }
        assert!(style_too_large(".a{fill:none;stroke-width:1e20}"));
        assert!(!style_too_large(".a{fill:#1e9999;stroke-width:2}"));
    }
}
