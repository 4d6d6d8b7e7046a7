//! What everything stands on: places in files, diagnostics, advice, failures, fingerprints, shares of work, threads, stops.
//!
//! In: nothing of a leaflet. Out: values and small tools. Promise: no room of the library is used here, and
//! nothing here knows a guide, a terminal or the engine.

pub mod advice;
pub mod diagnostic;
pub mod failure;
pub mod fingerprint;
pub mod invariant;
pub mod share;
pub mod span;
pub mod stop;
pub mod workers;
