//! What a print dialogue begins with, where a reader of the file heeds it.
//!
//! In: a finished file of the engine. Out: the same file, whose catalogue asks to be printed at its own size, and on
//! both sides if it has more than one page (ISO 32000-1, 12.2). Promise: everything else stays. A file that is not of
//! the engine's form is left as it is.
//!
//! Why: a page that is made smaller to fit a printer's margins has letters below 12 pt, and tick boxes and rooms to
//! write in that are too small. Both sides of a sheet make a leaflet that stays together. Who prints may still choose
//! otherwise.

use crate::pages::pdf::file::{WrittenFile, write_object};
use crate::pages::pdf::object::Value;

/// The file with what it asks of a print dialogue.
pub(super) fn with_print_preferences(pdf: Vec<u8>) -> Vec<u8> {
    rewritten(&pdf).unwrap_or(pdf)
}

fn rewritten(pdf: &[u8]) -> Option<Vec<u8>> {
    let file = WrittenFile::open(pdf)?;
    let root = file.trailer.get("Root")?.reference()?;
    let mut catalogue = file.value(root)?;
    let known = catalogue.get("ViewerPreferences");
    let mut preferences = known
        .and_then(|known| file.resolved(known))
        .unwrap_or_else(|| Value::dictionary([]));
    for (name, value) in print_preferences(file.roots()?.pages.len()) {
        preferences.set(name, value);
    }
    catalogue.set("ViewerPreferences", preferences);
    file.with_changed(|number, out| {
        if number == root {
            write_object(out, number, &catalogue, None);
        }
        number == root
    })
}

/// What a file of so many pages asks of a print dialogue.
pub(in crate::pages) fn print_preferences(
    pages: usize,
) -> impl Iterator<Item = (&'static str, Value)> {
    let two_sided = ("Duplex", Value::name("DuplexFlipLongEdge"));
    let scaling = ("PrintScaling", Value::name("None"));
    [scaling]
        .into_iter()
        .chain((pages > 1).then_some(two_sided))
}
