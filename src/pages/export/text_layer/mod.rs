//! What other software reads from a finished file: the words, whatever the letters look like.
//!
//! In: the engine's pages, and the engine's file of them. Out: pages and a file that look the same, and in
//! which each shape on the paper says its own letters. Promise: joined in the order in which the shapes are
//! drawn, the letters are the words, with no blank too many; not a dot changes; the spans with whole
//! syllables (ActualText), which the engine writes for readers that heed them, stay.
//!
//! Why: in a font a shape says one text, wherever it stands. In most of the world's scripts one shape
//! takes part in many syllables, so the engine writes what each syllable says beside it. Firefox, MuPDF,
//! Ghostscript and the usual libraries do not look there, and then a Hindi leaflet cannot be searched.
//! The format lets codes and shapes differ, so here each pair of a shape and its letters gets a code
//! ([`codes`]). What the letters of a shape are, [`deal`] decides; [`runs`] prepares the pages for it; and
//! [`flow`] takes the engine's new beginnings out of the text, which some readers take for gaps.

mod codes;
mod deal;
mod flow;
mod runs;

pub(super) use codes::{Content, with_own_codes};
pub(super) use runs::joined_runs;
