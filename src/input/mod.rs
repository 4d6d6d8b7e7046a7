//! What comes from outside: the clinic's content and pictures, lists of patients, pages to import.
//!
//! In: files, as bytes. Out: content that is found, rosters that are read, drafts of guides. Promise: nothing here
//! is believed before it was looked at, and every bound holds.

pub mod content;
pub mod import;
pub mod roster;
