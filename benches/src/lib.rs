//! What is measured: the guide, its language, and the surgeon of every leaflet.

/// The guide, as the program names it.
pub const GUIDE: &str = "minimally-invasive-spinal-fusion";

/// The language it is written in.
pub const LANGUAGE: &str = "en";

/// The surgeon, as the brand names him.
pub const SURGEON: &str = "bhavuk-garg";
