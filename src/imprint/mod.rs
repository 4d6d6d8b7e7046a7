//! Prints a personal panel into a finished leaflet.
//!
//! In: a leaflet with room for a panel, finished once ([`Stock::prepare`]), and for each person the
//! panel alone on a page of the same size, finished too ([`Stock::imprint`]). Out: the bytes of that
//! person's leaflet. Promise: every dot, every word and every tag is as if the whole leaflet had been
//! set for this person; the tests hold that against the way which does set it. What is the same for all
//! is copied as it stands, so that a leaflet costs a panel.
//!
//! Why this shape: a clinic's morning is hundreds of leaflets that differ in a few lines of the first
//! page. Printers have long done it so: stock is printed once, and each copy gets its imprint.
//!
//! Invariants, each checked, and each a refusal ([`Unfit`]) and never a wrong file: the room is one
//! marked piece at the outermost level of one page, owned by one tag; the panel is one page of the
//! same size without annotations; every object that the panel needs is copied, shared or mapped, and
//! no other; numbers of objects leave no gap; nothing of the stock changes but the five objects that
//! are written anew.

mod content;
mod file;
mod object;
mod stock;

pub use stock::{Stock, Unfit};
