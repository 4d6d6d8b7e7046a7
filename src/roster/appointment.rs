//! When a patient comes: the order in which leaflets are wanted.
//!
//! In: a cell. Out: a day, a time, or both, to sort by. Promise: it is for the order alone and is never
//! printed; a cell that cannot be understood is a problem and not a guess.

use std::fmt;

use jiff::civil::{Date, Time};

use super::date::{DateOrder, DayProblem, DayRead, apart, read_day, read_time};
use super::sheet::Cell;

/// A day, a time, or both.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Appointment {
    /// The day.
    pub day: Option<Date>,
    /// The time.
    pub time: Option<Time>,
}

/// What a cell says of an appointment.
pub(super) enum AppointmentRead {
    Known(Appointment),
    /// Figures whose order is not said.
    Asked(Option<DateOrder>),
    Problem(DayProblem),
}

impl Appointment {
    /// What to sort by: those without a day behind the others, a day alone before its times.
    pub fn order(&self) -> impl Ord + use<> {
        (self.day.is_none(), self.day, self.time)
    }

    pub(super) fn read(cell: Cell<'_>, order: Option<DateOrder>) -> AppointmentRead {
        let known = |day, time| AppointmentRead::Known(Self { day, time });
        match cell {
            Cell::Day(day) => known(Some(day), None),
            Cell::Moment(moment) => known(Some(moment.date()), Some(moment.time())),
            Cell::Time(time) => known(None, Some(time)),
            Cell::Unreadable(_) => AppointmentRead::Problem(DayProblem::Unknown),
            Cell::Text(words) => {
                if let Some(time) = read_time(words) {
                    return known(None, Some(time));
                }
                let (day, time) = match apart(words) {
                    Some((day, time)) => (day, Some(time)),
                    None => (words, None),
                };
                match read_day(day, order) {
                    DayRead::Day(day) => known(Some(day), time),
                    DayRead::InWords => AppointmentRead::Problem(DayProblem::Unknown),
                    DayRead::Asked(only) => AppointmentRead::Asked(only),
                    DayRead::Problem(problem) => AppointmentRead::Problem(problem),
                }
            }
        }
    }
}

impl fmt::Debug for Appointment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Appointment(•••)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Option<Appointment> {
        match Appointment::read(Cell::Text(words), Some(DateOrder::DayFirst)) {
            AppointmentRead::Known(appointment) => Some(appointment),
            _ => None,
        }
    }

    #[test]
    fn appointments_sort_by_day_then_time_and_those_without_a_day_come_last() {
        let mut appointments: Vec<Appointment> = [
            "8:15",
            "2026-04-01",
            "31/03/2026 14:00",
            "2026-03-31 9:30 am",
            "2026-03-31",
            "07:00",
        ]
        .map(|words| read(words).unwrap())
        .to_vec();
        appointments.sort_by_key(Appointment::order);
        let told: Vec<String> = appointments
            .iter()
            .map(|it| format!("{:?} {:?}", it.day, it.time))
            .collect();
        assert_eq!(
            told,
            [
                "Some(2026-03-31) None",
                "Some(2026-03-31) Some(09:30:00)",
                "Some(2026-03-31) Some(14:00:00)",
                "Some(2026-04-01) None",
                "None Some(07:00:00)",
                "None Some(08:15:00)"
            ]
        );
    }

    #[test]
    fn what_is_neither_day_nor_time_is_no_appointment() {
        for words in [
            "soon",
            "31 March 2026",
            "9:30-10:00",
            "2026-02-30",
            "0930",
            "31/13/2026",
        ] {
            assert!(read(words).is_none(), "{words}");
        }
        assert_eq!(format!("{:?}", read("9:30").unwrap()), "Appointment(•••)");
    }
}
