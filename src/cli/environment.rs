//! What a command takes from the computer it runs on: the day, the working folder, and the date that build
//! systems fix. Nothing else asks for them.

use std::num::IntErrorKind;
use std::path::PathBuf;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::args::TodayArgument;
use crate::base::failure::Failure;

/// The day that counts as today; here alone the computer's clock is read.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place where the day is asked for, and `--today` says it instead"
)]
pub(super) fn today(argument: &TodayArgument) -> Date {
    argument.today.unwrap_or_else(|| Zoned::now().date())
}

/// The working folder, to which files are told; `None` where the machine does not say.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line is where the working folder is asked for"
)]
pub(super) fn working_folder() -> Option<PathBuf> {
    std::env::current_dir().ok()
}

/// The variable by which build systems fix the date of what they make (reproducible-builds.org).
const SOURCE_DATE_EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The last second of the year 9998: a PDF names years by four digits (ISO 32000-1, 7.9.4), and the
/// last days of 9999 are not the same day everywhere.
const LAST_SECOND: i64 = 253_370_764_799;

#[expect(
    clippy::disallowed_methods,
    reason = "the command line is where the environment is read"
)]
pub(super) fn source_date() -> Result<Option<Date>, Failure> {
    match std::env::var_os(SOURCE_DATE_EPOCH) {
        Some(seconds) if !seconds.is_empty() => read_source_date(seconds.to_str()).map(Some),
        _ => Ok(None),
    }
}

fn read_source_date(seconds: Option<&str>) -> Result<Date, Failure> {
    let problem = |what: &str| {
        Failure::usage(
            format!("{SOURCE_DATE_EPOCH} {what}"),
            vec!["set it to whole seconds since 1970, or unset it".to_owned()],
        )
    };
    let is_beyond = "is outside the years 1970 to 9998";
    let seconds = match seconds.map(str::parse::<i64>) {
        Some(Ok(seconds)) if (0..=LAST_SECOND).contains(&seconds) => seconds,
        Some(Ok(_)) => return Err(problem(is_beyond)),
        Some(Err(error)) => {
            return Err(problem(match error.kind() {
                IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => is_beyond,
                _ => "is not a number of seconds",
            }));
        }
        None => return Err(problem("is not a number of seconds")),
    };
    let moment = Timestamp::from_second(seconds).map_err(|_| problem(is_beyond))?;
    Ok(moment.to_zoned(TimeZone::UTC).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_become_a_day_or_a_true_sentence() {
        let said = |seconds: &str| match read_source_date(Some(seconds)) {
            Ok(date) => date.to_string(),
            Err(failure) => failure.explanation().unwrap().message.clone(),
        };
        assert_eq!(said("0"), "1970-01-01");
        assert_eq!(said("253370764799"), "9998-12-31");
        for beyond in ["253370764800", "-1", "99999999999999999999"] {
            assert!(said(beyond).contains("outside the years"), "{beyond}");
        }
        for wrong in ["soon", "1.5", " "] {
            assert!(said(wrong).contains("not a number"), "{wrong}");
        }
    }
}
