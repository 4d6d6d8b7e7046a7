//! The list of what was made, for machines.
//!
//! In: a plan and what became of its rows. Out: JSON. Promise: rows by number, nothing of a person. Sums and
//! lengths of leaflets are left out unless they are asked for: leaflets are the same for the same words, so
//! that a sum is proof of a guessed name.

use serde_json::{Value, json};

use super::plan::Plan;
use super::report::{FileThere, Report};

/// What was made, as a text.
pub(super) fn text(report: &Report, plan: &Plan, has_sums: bool) -> String {
    let leaflets = report.files.iter();
    let leaflets: Vec<Value> = leaflets
        .filter_map(|there| leaflet(there, plan, has_sums))
        .collect();
    let manifest = json!({
        "program": format!("leaflet {}", env!("CARGO_PKG_VERSION")),
        "leaflets": leaflets,
    });
    format!("{manifest:#}\n")
}

fn leaflet(there: &FileThere, plan: &Plan, has_sums: bool) -> Option<Value> {
    let row = plan.rows.get(there.row())?;
    let ready = &plan.guides.get(row.guide())?.ready;
    let mut leaflet = json!({
        "row": row.number(),
        "file": plan.file(row),
        "guide": ready.name,
        "language": ready.language.tag,
        "edition": ready.print.name(),
        "version": ready.version(),
        "pages": there.pages(),
    });
    if has_sums {
        leaflet["fingerprint"] = json!(there.file.to_string());
        leaflet["bytes"] = json!(there.bytes());
    }
    Some(leaflet)
}
