//! The list of the library's leaflets for other programs, as JSON.
//!
//! In: the leaflets that are there. Out: the text of a file. Promise: the order is the plan's, no date
//! and no path of the machine is in it, and the same library gives the same list.

use serde_json::{Value, json};

use super::build::Shelved;
use crate::base::share::Share;
use crate::pages::press::program;

/// Version of the list's form; it grows when a field changes its meaning.
const FORM: u32 = 1;

/// The list.
pub(super) fn listing(shelved: &[Shelved], share: Share) -> String {
    let leaflets: Vec<Value> = shelved
        .iter()
        .map(|shelved| {
            let leaflet = &shelved.leaflet;
            json!({
                "file": leaflet.file,
                "guide": leaflet.guide,
                "language": leaflet.language,
                "edition": leaflet.print.name(),
                "version": shelved.version,
                "input": shelved.input.to_string(),
                "output": shelved.output.to_string(),
                "pages": shelved.pages,
                "bytes": shelved.bytes,
            })
        })
        .collect();
    let listing = json!({
        "form": FORM,
        "program": format!("leaflet {}", env!("CARGO_PKG_VERSION")),
        "program_fingerprint": program().to_string(),
        "fingerprints": "BLAKE3",
        "share": share.to_string(),
        "leaflets": leaflets,
    });
    format!("{listing:#}\n")
}
