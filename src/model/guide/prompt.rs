//! Texts that are still prompts of the file a guide was begun with.
//!
//! In: a guide. Out: the places of texts that stand in square brackets from end to end, as
//! `leaflet new guide` writes them. Promise: nothing is changed by it; a text with a link or a
//! bracketed remark somewhere in it is none of them.

use super::Guide;
use crate::source::Span;

impl Guide {
    /// Where a prompt stands, in the guide's order.
    pub fn prompts_left(&self) -> Vec<Span> {
        let mut left = Vec::new();
        let wording = self.wording();
        for pieces in wording.chunk_by(|(one, _), (other, _)| one == other) {
            let [(span, first), ..] = pieces else {
                continue;
            };
            let last = pieces.last().map_or(*first, |(_, last)| last);
            if first.trim_start().starts_with('[') && last.trim_end().ends_with(']') {
                left.push(*span);
            }
        }
        left
    }
}
