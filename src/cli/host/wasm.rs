//! WebAssembly, as a command with WASI: no signals, no terminal, no other program. What goes in and comes out
//! is said in the folder's `mod.rs`.

use std::path::Path;

use super::NothingOpens;

/// No signal comes here: whoever runs the module ends it.
pub(in super::super) fn on_signal(_: impl FnMut() + Send + 'static) {}

/// No image of the memory is made here.
pub(in super::super) fn keep_memory_off_the_disk() {}

/// Nothing can be opened from here.
pub(in super::super) fn open(_: &Path) -> Result<(), NothingOpens> {
    Err(NothingOpens)
}

/// No bar: [`Bar::of`] never gives one.
pub(in super::super) enum Bar {}

impl Bar {
    pub(in super::super) fn of(_: usize) -> Option<Self> {
        None
    }

    pub(in super::super) fn set(&self, _: usize) {
        match *self {}
    }

    pub(in super::super) fn end(&self) {
        match *self {}
    }
}
