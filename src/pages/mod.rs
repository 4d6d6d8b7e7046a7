//! From a leaflet to finished files: pages by the engine, PDF and pictures, personal copies, print jobs.
//!
//! In: a leaflet. Out: the bytes of files. Promise: this is the only room that knows the engine.

pub mod export;
pub mod imprint;
mod pdf;
pub mod press;
pub mod typeset;
