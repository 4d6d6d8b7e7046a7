//! The fingerprint of the program itself.
//!
//! In: nothing. Out: one fingerprint of all that the program puts into a leaflet: its version, its typefaces and
//! its templates. Promise: two programs of one fingerprint make the same bytes of the same order.

use std::sync::LazyLock;

use crate::base::fingerprint::{Fingerprint, Pieces};
use crate::pages::typeset::built_in_parts;

/// The program's fingerprint. A leaflet made by a program of another fingerprint is made again.
pub fn program() -> Fingerprint {
    static PROGRAM: LazyLock<Fingerprint> = LazyLock::new(|| {
        let mut pieces = Pieces::new().with(env!("CARGO_PKG_VERSION"));
        for part in built_in_parts() {
            pieces = pieces.with(part);
        }
        pieces.finish()
    });
    *PROGRAM
}
