//! A handle by which a call is asked to stop.
//!
//! In: a request, from any thread. Out: whether it was made. Promise: clones are one handle; a request is
//! never taken back.
//!
//! Why a value: two lists in one process are stopped one without the other, and nothing of a call is a
//! state of the whole process.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Asks a call to stop; its clones ask the same call.
#[derive(Debug, Clone, Default)]
pub struct Stop {
    is_requested: Arc<AtomicBool>,
}

impl Stop {
    /// A handle by which nothing was asked yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks whoever has this handle to stop. Gives whether it is asked for the first time.
    pub fn request(&self) -> bool {
        !self.is_requested.swap(true, Ordering::Relaxed)
    }

    /// Whether a stop was asked for.
    pub fn is_requested(&self) -> bool {
        self.is_requested.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_is_the_same_handle_and_another_is_not() {
        let (stop, other) = (Stop::new(), Stop::new());
        let clone = stop.clone();
        assert!(!clone.is_requested());
        assert!(stop.request());
        assert!(!clone.request(), "it was asked for before");
        assert!(clone.is_requested());
        assert!(!other.is_requested());
    }
}
