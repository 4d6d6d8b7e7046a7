//! What was measured on the pages that were set.

/// The pages of a leaflet, measured.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    /// How many there are.
    pub count: usize,
}
