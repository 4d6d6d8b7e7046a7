//! What the computer has for a command line: signals that end it, a bar that is drawn again and again, a
//! program that opens files, memory that can be kept off the disk.
//!
//! In: what to do on a signal, how far the work is, a file. Out: nothing, or that the computer has no such
//! thing. Promise: every system has the same few functions, so that the rest of the command line is the same
//! everywhere.
//!
//! Why a folder of its own: the crates that know these things (`ctrlc`, `indicatif`, `open`, `rustix`) do not
//! compile for WebAssembly, where there is nothing to know. Here alone they are named.

#[cfg(not(target_family = "wasm"))]
mod native;
#[cfg(target_family = "wasm")]
mod wasm;

#[cfg(not(target_family = "wasm"))]
pub(super) use native::{Bar, keep_memory_off_the_disk, on_signal, open};
#[cfg(target_family = "wasm")]
pub(super) use wasm::{Bar, keep_memory_off_the_disk, on_signal, open};

/// The computer has nothing that opens files of this kind.
#[derive(Debug)]
pub(super) struct NothingOpens;
