//! Which blocks of a guide a leaflet carries.
//!
//! In: a guide, and the print that it is made for. Out: its blocks, in their order. Promise: what the edition
//! leaves out is looked at nowhere else either: none of its pictures is read, none of its phrases missed.

use super::Print;
use crate::model::guide::{Block, Guide};

/// The blocks of a guide that an edition carries.
pub(super) fn carried(guide: &Guide, print: Print) -> impl Iterator<Item = &Block> {
    let left_out = print.edition.selection.left_out;
    guide
        .blocks()
        .filter(|block| !left_out.contains(&block.kind().name))
}
