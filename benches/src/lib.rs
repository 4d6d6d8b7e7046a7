//! What is measured (the guide, its language, the surgeon, the people of the roster), and what the
//! programs that prepare and measure have in common.

pub mod measuring;
pub mod people;
pub mod words;

/// The guide, as the program names it.
pub const GUIDE: &str = "minimally-invasive-spinal-fusion";

/// The language it is written in.
pub const LANGUAGE: &str = "en";

/// The surgeon, as the brand names him.
pub const SURGEON: &str = "bhavuk-garg";

/// The folder in the prepared one that holds the same for the people of the roster, and the rosters.
pub const ROSTER_FOLDER: &str = "roster";

/// How many people of the roster all ways are prepared for.
pub const ROSTER_ROWS: usize = 1_000;

/// The longest roster, for the program's own peak memory.
pub const LONG_ROSTER_ROWS: usize = people::MOST;

/// The shortest roster, for the program's own peak memory.
pub const SHORT_ROSTER_ROWS: usize = 100;

/// The roster that becomes one print job.
pub const PRINT_JOB_ROWS: usize = 500;

/// A roster's file in the folder of rosters.
pub fn roster_file(rows: usize) -> String {
    format!("{rows}.csv")
}
