//! The personal facts: which there are, and all that is said of each.
//!
//! In: the table below. Out: [`FactName`], a case for each fact; [`FactName::entry`], what is known of it;
//! [`Facts`], a value or none for each. Promise: options of the command line, columns of lists, placeholders of guides and
//! fields of the panel all come from this one table, so that none of them can forget a fact. To add one, add
//! its line here, its label to the phrases, and its phrase and neutral wording to each language file.

use std::fmt;
use std::ops::{Index, IndexMut};

use crate::model::language::phrase::Phrase;

/// What is known of a fact.
#[derive(Debug, Clone, Copy)]
pub struct FactEntry {
    /// The fact.
    pub fact: FactName,
    /// Its name in guides, between braces, and in language files.
    pub name: &'static str,
    /// What it holds, which says how it is read and judged.
    pub kind: FactKind,
    /// The label of its field in the panel.
    pub label: Phrase,
    /// What it is called in a message.
    pub words: &'static str,
    /// What it is, for whoever gives it on the command line.
    pub help: &'static str,
    /// The headers by which lists know its column, its own name first; none where a list has no such column.
    pub headers: &'static [&'static str],
}

/// What a fact holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    /// The patient's name.
    Patient,
    /// The surgeon's name.
    Surgeon,
    /// A day.
    Day,
    /// Words that many patients may share.
    Words,
    /// A number or code that is one patient's own.
    Number,
}

/// Makes the cases and the table.
macro_rules! facts {
    ($($fact:ident = $name:literal, $kind:ident, $label:ident, $words:literal, $help:literal, [$($header:literal),* $(,)?];)+) => {
        /// A personal fact.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FactName {
            $(
                #[doc = $help]
                $fact,
            )+
        }

        /// Every fact, in the order of the panel and of the manual.
        pub const FACTS: &[FactEntry] = &[
            $(FactEntry {
                fact: FactName::$fact,
                name: $name,
                kind: FactKind::$kind,
                label: Phrase::$label,
                words: $words,
                help: $help,
                headers: &[$($header),*],
            },)+
        ];

        impl FactName {
            /// What is known of it.
            pub const fn entry(self) -> &'static FactEntry {
                match self {
                    $(Self::$fact => &const { FACTS[FactName::$fact as usize] },)+
                }
            }
        }
    };
}

facts! {
    Patient = "patient", Patient, PreparedFor, "the patient's name",
        "The patient's name, printed exactly as given.",
        ["patient", "patient name", "patient full name", "name of patient", "name of the patient",
         "patient's name", "pt name", "full name", "name", "नाम", "रोगी", "रोगी का नाम", "मरीज", "मरीज का नाम",
         "मरीज़ का नाम", "रुग्णाचे नाव"];
    Surgeon = "surgeon", Surgeon, YourSurgeon, "the surgeon's name",
        "The surgeon's name.",
        ["surgeon", "surgeon name", "name of surgeon", "operating surgeon", "consultant", "consultant name",
         "doctor", "doctor name", "name of doctor", "treating doctor", "dr", "dr name", "doctor incharge",
         "डॉक्टर", "सर्जन"];
    Date = "date", Day, Date, "the date",
        "The date on the leaflet, as 2026-03-31 or in words.",
        [];
    ProcedureDate = "procedure_date", Day, ProcedureDate, "the date of the procedure",
        "The date of the procedure, as 2026-03-31 or in words.",
        ["procedure date", "date of procedure", "operation date", "date of operation", "surgery date",
         "date of surgery", "op date", "surg date", "operation day", "surgery day", "ot date",
         "planned procedure date", "planned date of surgery"];
    Level = "level", Words, Level, "the level",
        "The level of the spine that will be treated, such as L4–L5.",
        ["level", "levels", "spinal level"];
    Side = "side", Words, Side, "the side",
        "The side that will be treated.",
        ["side", "laterality", "op side", "operation side", "operative side", "side of operation",
         "side of surgery"];
    Reference = "reference", Number, Reference, "the reference",
        "The clinic's own reference number.",
        ["reference", "reference number", "reference no", "ref", "ref no", "mrn", "mrn no", "mr no", "mrd no",
         "uhid", "uhid no", "uhid number", "uhid mrn", "hosp no", "hosp number", "hospital number",
         "hospital no", "hospital id", "cr no", "cr number", "registration no", "registration number",
         "reg no", "file no", "file number", "file", "case no", "case number", "op no", "opd no", "ip no",
         "ipd no", "patient id", "patient number", "patient no", "pid"];
}

impl FactName {
    /// The fact that is called so in guides, exactly as written.
    pub fn named(name: &str) -> Option<Self> {
        let known = FACTS.iter().find(|entry| entry.name == name);
        known.map(|entry| entry.fact)
    }

    /// Its name in guides.
    pub const fn name(self) -> &'static str {
        self.entry().name
    }

    /// What it is called in a message.
    pub const fn words(self) -> &'static str {
        self.entry().words
    }

    /// What it holds.
    pub const fn kind(self) -> FactKind {
        self.entry().kind
    }
}

impl FactKind {
    /// Whether it is a name, which is judged in another way than other facts.
    pub const fn is_name(self) -> bool {
        matches!(self, Self::Patient | Self::Surgeon)
    }

    /// Whether many patients may well have the same.
    pub const fn is_shared(self) -> bool {
        !matches!(self, Self::Patient | Self::Number)
    }
}

/// A value or none for each fact. For debugging it says which are given, and never their words.
#[derive(Clone, PartialEq, Eq)]
pub struct Facts<T>([Option<T>; FACTS.len()]);

impl<T> fmt::Debug for Facts<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = self.iter().map(|(fact, _)| fact);
        formatter.debug_set().entries(given).finish()
    }
}

impl<T> Default for Facts<T> {
    fn default() -> Self {
        Self([const { None }; FACTS.len()])
    }
}

impl<T> Facts<T> {
    /// What `make` gives, asked for each fact in their order.
    pub fn each(mut make: impl FnMut(FactName) -> Option<T>) -> Self {
        Self(std::array::from_fn(|at| {
            FACTS.get(at).and_then(|entry| make(entry.fact))
        }))
    }

    /// The facts that are given, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (FactName, &T)> {
        let names = FACTS.iter().map(|entry| entry.fact);
        names
            .zip(&self.0)
            .filter_map(|(name, value)| Some((name, value.as_ref()?)))
    }

    /// Of each fact that is given what `change` makes of it.
    pub fn map<U>(&self, mut change: impl FnMut(FactName, &T) -> Option<U>) -> Facts<U> {
        Facts::each(|name| self[name].as_ref().and_then(|value| change(name, value)))
    }
}

impl<T> Index<FactName> for Facts<T> {
    type Output = Option<T>;

    fn index(&self, name: FactName) -> &Option<T> {
        &self.0[name as usize]
    }
}

impl<T> IndexMut<FactName> for Facts<T> {
    fn index_mut(&mut self, name: FactName) -> &mut Option<T> {
        &mut self.0[name as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fact_stands_at_its_own_place_and_is_found_by_its_name() {
        for (at, entry) in FACTS.iter().enumerate() {
            assert_eq!(entry.fact as usize, at);
            assert_eq!(FactName::named(entry.name), Some(entry.fact));
        }
        assert_eq!(FactName::named("Patient"), None);
    }

    #[test]
    fn of_given_facts_each_has_its_own_name() {
        let mut facts = Facts::default();
        assert_eq!(facts.iter().count(), 0);
        facts[FactName::Side] = Some("left");
        facts[FactName::Patient] = Some("Sample Patient");
        let given: Vec<_> = facts.iter().collect();
        assert_eq!(
            given,
            [
                (FactName::Patient, &"Sample Patient"),
                (FactName::Side, &"left")
            ]
        );
        assert_eq!(format!("{facts:?}"), "{Patient, Side}");
    }
}
