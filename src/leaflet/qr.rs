//! The QR code of a web address, as a drawing.
//!
//! In: an address. Out: an SVG drawing of its code with the white edge that readers of codes need (four modules,
//! ISO/IEC 18004, 7.3.8). Promise: black on white and nothing else; one closed shape, so that no fine line shows between
//! two modules; the same address gives the same drawing. The address is the brand's, never a patient's.

use std::collections::BTreeMap;
use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

use super::Picture;

/// The drawing's path inside the leaflet.
const PATH: &str = "/pictures/qr-code.svg";

/// White on each side of the code, in modules.
const QUIET_ZONE: u32 = 4;

/// Side of the code without its white edge: millimetres.
const CODE_SIDE: f64 = 20.0;

/// The drawing of an address, and how wide it is printed with its white edge: millimetres.
pub(super) struct Code {
    pub(super) picture: Picture,
    pub(super) width: f64,
}

/// The code of an address; `None` for one that no code holds.
pub(super) fn code(address: &str) -> Option<Code> {
    // A code that is folded, smudged or copied loses modules: of level M it may lose 15 %.
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let modules = u32::try_from(code.size()).ok()?;
    let whole = modules + 2 * QUIET_ZONE;
    let shape = outline(&code);
    let drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{whole}\" height=\"{whole}\" \
         viewBox=\"-{QUIET_ZONE} -{QUIET_ZONE} {whole} {whole}\">\
         <path fill=\"#fff\" d=\"M-{QUIET_ZONE} -{QUIET_ZONE}h{whole}v{whole}h-{whole}z\"/>\
         <path fill=\"#000\" fill-rule=\"evenodd\" d=\"{shape}\"/></svg>"
    );
    Some(Code {
        picture: Picture {
            path: PATH.to_owned(),
            bytes: drawing.into_bytes().into(),
        },
        width: CODE_SIDE * f64::from(whole) / f64::from(modules),
    })
}

/// The edges between dark modules and light ones, as closed lines.
fn outline(code: &QrCode) -> String {
    let size = code.size();
    // Each edge runs with the dark module on its right. Two begin in one place at most.
    let mut edges: BTreeMap<(i32, i32), Vec<(i32, i32)>> = BTreeMap::new();
    let mut add = |from, to| edges.entry(from).or_default().push(to);
    for y in 0..size {
        for x in 0..size {
            if !code.get_module(x, y) {
                continue;
            }
            let sides = [
                ((x, y - 1), (x, y), (x + 1, y)),
                ((x + 1, y), (x + 1, y), (x + 1, y + 1)),
                ((x, y + 1), (x + 1, y + 1), (x, y + 1)),
                ((x - 1, y), (x, y + 1), (x, y)),
            ];
            for ((beside_x, beside_y), from, to) in sides {
                if !code.get_module(beside_x, beside_y) {
                    add(from, to);
                }
            }
        }
    }
    let mut shape = String::new();
    while let Some((start, _)) = edges.first_key_value() {
        let start = *start;
        let mut at = start;
        let mut letter = 'M';
        while let Some(to) = next(&mut edges, at) {
            let _ = write!(shape, "{letter}{} {}", at.0, at.1);
            letter = 'L';
            at = to;
        }
        shape.push('z');
    }
    shape
}

/// Takes an edge that begins here.
fn next(edges: &mut BTreeMap<(i32, i32), Vec<(i32, i32)>>, from: (i32, i32)) -> Option<(i32, i32)> {
    let ends = edges.get_mut(&from)?;
    let to = ends.pop();
    if ends.is_empty() {
        edges.remove(&from);
    }
    to
}
