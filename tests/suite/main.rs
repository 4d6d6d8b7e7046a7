//! The one integration test binary: it links the engine once and holds all tests of the program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test ends with a panic when something is missing, says what it skips, reads the \
              clock to judge times, and writes the files it needs"
)]

mod addresses;
mod arrows;
mod authors;
mod batch;
mod check_report;
mod clinic;
mod command;
mod doctor;
mod editions;
mod explain;
mod false_positives;
mod faults;
mod figures;
mod formats;
mod honest_guides;
mod import;
mod import_pages;
mod imprint;
mod input;
mod languages;
mod library;
mod memory;
mod mended;
mod names;
mod notices;
mod odd_names;
mod overdue;
mod pages;
mod pictures;
mod preview;
mod print_job;
mod privacy;
mod properties;
mod quality_record;
mod read_back;
mod readme;
mod reproducible;
mod right_to_left;
mod rosters;
mod rules;
mod schema;
mod seed;
mod settings;
mod standards;
mod starters;
mod support;
mod tags;
mod text_layer;
mod tidy;
mod watch;
mod written;
