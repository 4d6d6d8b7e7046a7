//! Prints a person's values into the panel of a finished leaflet.
//!
//! In: a leaflet whose panel has its labels and room for values, finished once ([`Stock::prepare`]),
//! and for each person the values alone on a page of the same size, finished too ([`Stock::imprint`]).
//! Out: the bytes of that person's leaflet. Promise: every dot, every word and every tag is as if the
//! whole leaflet had been set for this person; the tests hold that against the way which does set it.
//! What is the same for all is copied as it stands, so that a leaflet costs a few words.
//!
//! Why this shape: a clinic's morning is hundreds of leaflets that differ in a few words of the first
//! page. Printers have long done it so: a form is printed once, and each copy gets its imprint. Many
//! leaflets in one file for the printer are made of the same parts: [`print_job`]. The person's name stands in
//! the head of every other page too: there each page draws one form, which is all that a person adds to them.
//!
//! Invariants, each checked, and each a refusal ([`Unfit`]) and never a wrong file: a room is one
//! marked piece at the outermost level of the page, owned by one tag; the sheet of values is one page
//! of the same size, without annotations, with a tag for each room; before the first value stand the artifacts of the head and
//! nothing else; pages with heads have resources of their own; every object that it needs is
//! copied, shared or mapped, and no other; numbers of objects leave no gap; nothing of the stock
//! changes but the content between the rooms, the rooms' tags, the page's resources, the owners of its
//! marked pieces, the form in the heads and the name that the file has for itself.

mod content;
mod head;
pub mod print_job;
pub mod readback;
mod slots;
mod stock;
mod tagged;

pub use stock::{Stock, Unfit};
