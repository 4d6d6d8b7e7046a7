//! What every test of the suite stands on.
//!
//! *What is here*: a workbench that runs the built program in a folder of its own, a reader of
//! finished PDF files, a check of their structure tree, page pictures, and the outside tools; a
//! validator of JSON Schema, and YAML as an editor reads it.
//! *What it promises*: nothing here knows how a leaflet is made; a finished file is judged by what
//! stands in it, as a reader's software would judge it. A failed assertion says what was found.
//! *Why this shape*: one test binary links the engine once, so all of this is one module tree.

pub(crate) mod json_schema;
pub(crate) mod outside;
pub(crate) mod pdf_reading;
pub(crate) mod pictures;
pub(crate) mod snapshots;
pub(crate) mod structure_check;
pub(crate) mod workbench;
pub(crate) mod yaml_value;

mod sample;
