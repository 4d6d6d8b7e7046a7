//! The program `leaflet`: hands the command line to [`leaflet::cli`] and ends with its exit code.

use std::process::ExitCode;

#[expect(
    clippy::disallowed_methods,
    reason = "main is where the arguments come in"
)]
fn main() -> ExitCode {
    leaflet::cli::run(std::env::args_os())
}
