//! What a command does: one leaflet, a list, the library, a check, a draft; and where its files go.
//!
//! In: an order, settings and content. Out: files, and what there is to say of them. Promise: nothing here
//! prints.

pub mod batch;
pub mod check;
pub mod doctor;
pub mod explain;
pub mod file_names;
pub mod library;
pub mod make;
pub mod new;
pub mod output;
pub mod project;
pub mod report;
pub mod schema;
pub mod settings;
pub mod starter;
pub mod watch;
