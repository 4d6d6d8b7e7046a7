//! When a patient comes: the order in which leaflets are wanted.
//!
//! In: the cells of one or more columns (a day and a time may stand apart), row by row; at the end all of
//! them are looked at together. Out: for each row a day, a time, both, or the number of a slot, to sort by.
//! Promise: it is for the order of the print job alone and is on no leaflet, so nothing here is a fault:
//! what cannot be understood costs the order of its row, is told once with all rows, and is no guess.

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::num::NonZeroU32;

use jiff::civil::{Date, Time};

use super::date::{
    Clock, DATE_ORDERS, DateOrder, DayRead, apart, day_as_written, is_in_figures, read_clock,
    read_day,
};
use super::sheet::Cell;
use crate::base::advice::{Advice, Control};
use crate::model::patient::figures_in_ascii;
use crate::model::patient::no_value::{self, is_no_day};

/// A day, a time, or both; or the number of a slot.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Appointment {
    /// The day.
    pub day: Option<Date>,
    /// The time.
    pub time: Option<Time>,
    /// The number of the slot, where slots are numbered.
    pub slot: Option<NonZeroU32>,
}

impl Appointment {
    /// What to sort by: those without a day behind the others, a day alone before its times.
    pub fn order(&self) -> impl Ord + use<> {
        (self.day.is_none(), self.day, self.time, self.slot)
    }
}

impl fmt::Debug for Appointment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Appointment(•••)")
    }
}

/// What the cells of a row say, before the whole column is known.
#[derive(Clone, Copy, Default)]
struct Heard {
    day: Option<Date>,
    /// Whether the day is a spreadsheet's own.
    is_spreadsheets_day: bool,
    /// Figures of a day whose order is not said: the sum of its words.
    asked: Option<u64>,
    /// Whether the day is words in figures.
    is_in_figures: bool,
    clock: Option<Clock>,
    /// A number, and of how many figures it is written.
    number: Option<(u32, usize)>,
    is_unreadable: bool,
}

/// The appointments of a list in the making.
#[derive(Default)]
pub(super) struct Appointments {
    heard: Vec<Heard>,
}

/// What is to be told of appointments, each of some rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Remark {
    /// Not read as day or time.
    Unreadable,
    /// A day in figures whose order is not said.
    Asked,
    /// Days of a spreadsheet beside days in figures, which may be swapped.
    Mixed,
    /// Without a day, where others have one.
    WithoutDay,
    /// Times from one to six without `pm`, taken for the afternoon.
    Afternoon,
}

/// That one of the orders of day and month is to be said.
pub(super) fn say_order() -> Advice {
    let orders = DATE_ORDERS.iter().enumerate();
    orders.fold(Advice::from("say "), |advice, (at, (name, _))| {
        let or = if at == 0 { "" } else { " or " };
        advice.words(or).control_with(Control::DateOrder, *name)
    })
}

impl Remark {
    /// The sentence behind `rows 3 and 4, column …: `.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Unreadable => {
                "this cannot be read as a date or a time, so these leaflets come last in the \
                 print job"
            }
            Self::Asked => {
                "it is not clear which number is the day and which the month, so these leaflets \
                 come last in the print job"
            }
            Self::Mixed => {
                "some cells are real dates of the spreadsheet and others are text, so day and \
                 month may be swapped in some; these leaflets are printed in the order of the list"
            }
            Self::WithoutDay => {
                "this is a time without a date, but other rows have a date: these leaflets come \
                 last in the print job"
            }
            Self::Afternoon => {
                "this is taken as a time after noon, because of its place in the list"
            }
        }
    }

    pub(super) fn hint(self) -> Advice {
        match self {
            Self::Unreadable => {
                "write it as 2026-03-31 09:30, or only the time, as 09:30; it is not printed on \
                 the leaflet"
                    .into()
            }
            Self::Asked => say_order().words("; it is not printed on the leaflet"),
            Self::Mixed => {
                "use one format in the whole column: write each date as 2026-03-31".into()
            }
            Self::WithoutDay => "give every row a date and a time, or every row only a time".into(),
            Self::Afternoon => "write `pm` after it, or 13:15 instead of 1:15".into(),
        }
    }
}

impl Appointments {
    /// Takes down what the cells of the next row say; none where the row has no cell of it.
    pub(super) fn hear<'s>(
        &mut self,
        cells: impl Iterator<Item = Cell<'s>>,
        dates: Option<DateOrder>,
    ) {
        let mut heard = Heard::default();
        for cell in cells {
            heard.add(cell, dates);
        }
        self.heard.push(heard);
    }

    /// All appointments, in the order in which they were heard, and what is to be told of which of them.
    pub(super) fn resolve(mut self) -> (Vec<Option<Appointment>>, BTreeMap<Remark, Vec<usize>>) {
        let mut remarks: BTreeMap<Remark, Vec<usize>> = BTreeMap::new();
        self.settle_numbers();
        self.settle_days(&mut remarks);
        for (at, heard) in self.heard.iter().enumerate() {
            if heard.is_unreadable {
                remarks.entry(Remark::Unreadable).or_default().push(at);
            }
        }
        self.settle_halves(&mut remarks);
        let appointments: Vec<Option<Appointment>> =
            self.heard.iter().map(Heard::appointment).collect();
        if appointments.iter().flatten().any(|it| it.day.is_some()) {
            for (at, appointment) in appointments.iter().enumerate() {
                if appointment.is_some_and(|it| it.day.is_none()) {
                    remarks.entry(Remark::WithoutDay).or_default().push(at);
                }
            }
        }
        (appointments, remarks)
    }

    /// Numbers are times without a colon, if all can be, and nothing else stands in their column; or numbers
    /// of slots.
    fn settle_numbers(&mut self) {
        let has_clock = self.heard.iter().any(|heard| heard.clock.is_some());
        let numbers = || self.heard.iter().filter_map(|heard| heard.number);
        let are_times = numbers().all(|number| time_of_number(number).is_some());
        let has_four = numbers().any(|(_, figures)| figures == 4);
        for heard in &mut self.heard {
            let Some(number) = heard.number.take() else {
                continue;
            };
            if are_times && (has_four || has_clock) {
                heard.clock = time_of_number(number);
            } else if has_clock {
                heard.is_unreadable = true;
            } else {
                heard.number = Some(number);
            }
        }
    }

    fn settle_days(&mut self, remarks: &mut BTreeMap<Remark, Vec<usize>>) {
        let is_mixed = self.heard.iter().any(|heard| heard.is_spreadsheets_day)
            && self.heard.iter().any(|heard| heard.is_in_figures);
        // Where all days are the same words, their order is nothing to ask for.
        let mut sums = self.heard.iter().filter_map(|heard| heard.asked);
        let first = sums.next();
        let has_other_days = self.heard.iter().any(|heard| heard.day.is_some());
        let is_one_day = first.is_some() && sums.all(|sum| Some(sum) == first) && !has_other_days;
        for (at, heard) in self.heard.iter_mut().enumerate() {
            let remark = match heard {
                _ if is_mixed && (heard.day.is_some() || heard.asked.is_some()) => Remark::Mixed,
                _ if heard.asked.is_some() && !is_one_day => Remark::Asked,
                _ => continue,
            };
            remarks.entry(remark).or_default().push(at);
            *heard = Heard::default();
        }
    }

    /// Times of a clock of twelve hours without `am` and `pm`: where they fall in the list's own order, as
    /// from 12:15 to 1:15, those behind are after noon.
    fn settle_halves(&mut self, remarks: &mut BTreeMap<Remark, Vec<usize>>) {
        let mut days: BTreeMap<Option<Date>, Vec<usize>> = BTreeMap::new();
        for (at, heard) in self.heard.iter().enumerate() {
            if heard.clock.is_some() {
                days.entry(heard.day).or_default().push(at);
            }
        }
        let mut later = Vec::new();
        for rows in days.into_values() {
            let clocks: Vec<Clock> = rows
                .iter()
                .filter_map(|at| self.heard.get(*at)?.clock)
                .collect();
            let after_noon = after_noon(&clocks);
            later.extend(
                after_noon
                    .into_iter()
                    .filter_map(|at| rows.get(at).copied()),
            );
        }
        later.sort_unstable();
        for at in &later {
            if let Some(clock) = self
                .heard
                .get_mut(*at)
                .and_then(|heard| heard.clock.as_mut())
            {
                clock.time = half_a_day_later(clock.time);
            }
        }
        if !later.is_empty() {
            remarks.insert(Remark::Afternoon, later);
        }
    }
}

/// Which of some times, in the order of the list, are after noon though nothing says so.
fn after_noon(clocks: &[Clock]) -> Vec<usize> {
    /// Hours at which nobody comes before noon, and many after it.
    const EARLY: std::ops::Range<i8> = 1..7;
    if clocks.iter().any(|clock| clock.is_half_said) {
        return Vec::new();
    }
    let times: Vec<Time> = clocks.iter().map(|clock| clock.time).collect();
    let falls: Vec<usize> = (1..times.len())
        .filter(|at| times.get(*at) < times.get(at - 1))
        .collect();
    if let [fall] = falls.as_slice() {
        let shifted = times.iter().enumerate().map(|(at, time)| match at < *fall {
            true => *time,
            false => half_a_day_later(*time),
        });
        let shifted: Vec<Time> = shifted.collect();
        let is_early = |at: usize| {
            times
                .get(at)
                .is_some_and(|time| EARLY.contains(&time.hour()))
        };
        if shifted.is_sorted() && is_early(*fall) && !is_early(0) {
            return (*fall..times.len())
                .filter(|at| times.get(*at).is_some_and(|time| time.hour() != 12))
                .collect();
        }
    }
    if falls.is_empty() {
        return Vec::new();
    }
    let early = times.iter().enumerate();
    let early = early.filter(|(_, time)| EARLY.contains(&time.hour()));
    let early: Vec<usize> = early.map(|(at, _)| at).collect();
    // A list of nothing but such hours has no other half.
    if early.len() == times.len() {
        Vec::new()
    } else {
        early
    }
}

/// The same time of the other half of the day; noon stays.
fn half_a_day_later(time: Time) -> Time {
    match time.hour() {
        hour @ 1..12 => time.with().hour(hour + 12).build().unwrap_or(time),
        _ => time,
    }
}

/// A number as a time without its colon: 930 is half past nine.
fn time_of_number((number, figures): (u32, usize)) -> Option<Clock> {
    if !matches!(figures, 3 | 4) {
        return None;
    }
    let hour = i8::try_from(number / 100).ok()?;
    let minute = i8::try_from(number % 100).ok()?;
    Some(Clock {
        time: Time::new(hour, minute, 0, 0).ok()?,
        is_half_said: hour == 0 || hour > 12 || figures == 4 && number < 1_000,
        is_world_time: false,
    })
}

impl Heard {
    fn add(&mut self, cell: Cell<'_>, dates: Option<DateOrder>) {
        match cell {
            Cell::Day(day) => self.put_day(day, true),
            Cell::Moment(moment) => {
                self.put_day(moment.date(), true);
                self.put_clock(of_spreadsheet(moment.time()));
            }
            Cell::Time(time) => self.put_clock(of_spreadsheet(time)),
            Cell::Unreadable(_) => self.is_unreadable = true,
            Cell::Text(words) => self.add_words(words, dates),
        }
    }

    fn add_words(&mut self, words: &str, dates: Option<DateOrder>) {
        let words = words.strip_prefix(['\'', '’']).unwrap_or(words).trim();
        match no_value::in_fact(words) {
            Some(none) if none.is_lost() => {
                self.is_unreadable = true;
                return;
            }
            Some(_) => return,
            None => {}
        }
        if let Some(clock) = read_clock(words) {
            return self.put_clock(clock);
        }
        if let Some(number) = slot_number(words) {
            self.number = self.number.or(Some(number));
            return;
        }
        let plain = figures_in_ascii(words);
        if let Some((_, clock)) = apart(&plain) {
            self.put_clock(clock);
        }
        match read_day(words, dates) {
            DayRead::Day(day) | DayRead::DayAndTime(day) => {
                self.put_day(day, false);
                self.is_in_figures |= is_in_figures(words);
            }
            DayRead::Asked(_) => {
                let mut hasher = DefaultHasher::new();
                day_as_written(&plain).hash(&mut hasher);
                self.asked = Some(hasher.finish());
                self.is_in_figures = true;
            }
            // Time of Greenwich has a day too, which is right but for hours; that is enough for an order.
            _ => match apart(&plain).map(|(day, _)| read_day(day, dates)) {
                Some(DayRead::Day(day)) => self.put_day(day, false),
                _ => self.is_unreadable = true,
            },
        }
    }

    fn put_day(&mut self, day: Date, is_spreadsheets: bool) {
        if self.day.is_none() && !is_no_day(day) {
            self.day = Some(day);
            self.is_spreadsheets_day = is_spreadsheets;
        }
    }

    fn put_clock(&mut self, clock: Clock) {
        self.clock = self.clock.or(Some(clock));
    }

    fn appointment(&self) -> Option<Appointment> {
        let time = self.clock.map(|clock| clock.time);
        let slot = self.number.and_then(|(number, _)| NonZeroU32::new(number));
        let is_known = self.day.is_some() || time.is_some() || slot.is_some();
        // Half of what stands there would put the row in a wrong place.
        (is_known && !self.is_unreadable).then_some(Appointment {
            day: self.day,
            time,
            slot,
        })
    }
}

/// A time that a spreadsheet keeps: whether it was typed with `pm` is not stored.
fn of_spreadsheet(time: Time) -> Clock {
    Clock {
        time,
        is_half_said: time.hour() == 0 || time.hour() > 12,
        is_world_time: false,
    }
}

/// The number of a slot, `7`, `#7` or `Slot 7`, and how many figures it has.
fn slot_number(words: &str) -> Option<(u32, usize)> {
    const BEFORE: &[&str] = &["slot", "token", "number", "no", "nr", "queue", "turn", "#"];
    let words = figures_in_ascii(words).to_lowercase();
    let named = BEFORE.iter().find_map(|before| words.strip_prefix(before));
    let figures = named
        .unwrap_or(&words)
        .trim_start_matches(['.', ':', '#', ' ', '-']);
    let is_number =
        (1..=4).contains(&figures.len()) && figures.bytes().all(|it| it.is_ascii_digit());
    let number = is_number.then(|| figures.parse().ok()).flatten()?;
    // A number with its word is never a time.
    Some((number, if named.is_some() { 0 } else { figures.len() }))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// The rows in their order, by their places in the list; and what is told of which.
    fn ordered(
        cells: &[&str],
        dates: Option<DateOrder>,
    ) -> (Vec<usize>, Vec<(Remark, Vec<usize>)>) {
        let mut all = Appointments::default();
        for cell in cells {
            let parts = cell.split('|').filter(|part| !part.is_empty());
            all.hear(parts.map(Cell::Text), dates);
        }
        let (appointments, remarks) = all.resolve();
        let mut order: Vec<usize> = (0..cells.len()).collect();
        order.sort_by_key(|at| {
            let order = appointments[*at].as_ref().map(Appointment::order);
            (order.is_none(), order)
        });
        (order, remarks.into_iter().collect())
    }

    #[test]
    fn appointments_sort_by_day_then_time_and_those_without_a_day_come_last() {
        let cells = [
            "8:15",
            "2026-04-01",
            "31/03/2026 14:00",
            "2026-03-31 9:30 am",
            "2026-03-31",
            "07:00",
        ];
        let (order, told) = ordered(&cells, Some(DateOrder::DayFirst));
        assert_eq!(order, [4, 3, 2, 1, 5, 0]);
        assert_eq!(told, [(Remark::WithoutDay, vec![0, 5])]);
    }

    #[test]
    fn a_day_and_a_time_may_stand_in_two_columns() {
        let (order, told) = ordered(
            &["2026-04-01|08:30", "2026-03-31|14:00", "2026-03-31|9 am"],
            None,
        );
        assert_eq!((order, told), (vec![2, 1, 0], Vec::new()));
        let (order, _) = ordered(
            &["14:00|31-Mar-26", "9:00|Tue, 31 Mar 2026", "|30 March 2026"],
            None,
        );
        assert_eq!(order, [2, 1, 0]);
    }

    #[test]
    fn spans_figures_without_a_colon_and_numbers_of_slots_have_an_order() {
        for (cells, expected) in [
            (
                &["10:00 to 10:15", "09.45-10.00", "09:30 - 09:45"][..],
                &[2, 1, 0][..],
            ),
            (&["1015", "0930", "930"], &[1, 2, 0]),
            (&["10", "9", "2"], &[2, 1, 0]),
            (&["Slot 10", "#9", "Token 2"], &[2, 1, 0]),
            (
                &["2026-03-31T14:00:00+05:30", "2026-03-31T09:30:00.000Z"],
                &[1, 0],
            ),
            (
                &[
                    "31-Mar-2026 09:30 PM",
                    "31 March 2026 at 9:30",
                    "Tue, 31 Mar 2026",
                ],
                &[2, 1, 0],
            ),
            (&["11:30 - 12:15 pm", "9-10 am"], &[1, 0]),
            (&["noon", "11:00"], &[1, 0]),
            (&["31/03/2026 14:00", "31/03/2026 09:00"], &[1, 0]),
        ] {
            assert_eq!(
                ordered(cells, None),
                (expected.to_vec(), Vec::new()),
                "{cells:?}"
            );
        }
    }

    #[test]
    fn times_that_fall_from_twelve_to_one_go_on_after_noon() {
        for (cells, expected, after) in [
            (
                &["9:00", "11:30", "12:15", "1:15", "2:00"][..],
                &[0, 1, 2, 3, 4][..],
                &[3, 4][..],
            ),
            (&["10:00", "1:00", "8:00"], &[0, 1, 2], &[1, 2]),
            (&["11:00", "1:15", "9:00", "2:00"], &[2, 0, 1, 3], &[1, 3]),
            (
                &["9:00", "12:00", "1:00", "9:30", "12:30", "1:30"],
                &[0, 3, 1, 4, 2, 5],
                &[2, 5],
            ),
        ] {
            let (order, told) = ordered(cells, None);
            assert_eq!(order, expected, "{cells:?}");
            assert_eq!(told, [(Remark::Afternoon, after.to_vec())], "{cells:?}");
        }
        for cells in [
            &["6:30", "9:00", "11:00"][..],
            &["2:00", "3:00", "5:30"],
            &["3:00", "2:00"],
            &["10:00", "8:00"],
            &["14:00", "9:00", "1:00"],
            &["9:00 am", "1:00 pm"],
        ] {
            assert_eq!(ordered(cells, None).1, Vec::new(), "{cells:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_costs_the_order_and_nothing_else() {
        let cells = ["soon", "9:30", "#VALUE!", "-", "9.5", "2026-02-30", "8:00"];
        let (order, told) = ordered(&cells, None);
        assert_eq!(order, [6, 1, 0, 2, 3, 4, 5]);
        assert_eq!(told, [(Remark::Unreadable, vec![0, 2, 4, 5])]);
        let (order, told) = ordered(&["03/04/2026", "02/04/2026"], None);
        assert_eq!(
            (order, told),
            (vec![0, 1], vec![(Remark::Asked, vec![0, 1])])
        );
        let mut mixed = Appointments::default();
        mixed.hear(
            [Cell::Day(date(2026, 4, 3))].into_iter(),
            Some(DateOrder::DayFirst),
        );
        mixed.hear(
            [Cell::Text("31/03/2026")].into_iter(),
            Some(DateOrder::DayFirst),
        );
        let (appointments, told) = mixed.resolve();
        assert_eq!(appointments, [None, None]);
        assert_eq!(
            told.into_iter().collect::<Vec<_>>(),
            [(Remark::Mixed, vec![0, 1])]
        );
        let nine = Appointment {
            day: None,
            time: None,
            slot: NonZeroU32::new(9),
        };
        assert_eq!(format!("{nine:?}"), "Appointment(•••)");
    }
}
