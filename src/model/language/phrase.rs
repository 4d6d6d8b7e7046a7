//! The fixed phrases of a leaflet: which there are, and the variables that each must hold.
//!
//! In: the table below. Out: [`Phrase`], a case for each phrase; [`Phrases`], a value for each of them.
//! Promise: a phrase that does not exist cannot be named, and a [`Phrases`] lacks none. Why this shape: one
//! line of the table makes the case, its key in language files and templates, and its place in
//! [`Phrases`], so that the compiler finds whatever does not fit together.

use std::ops::Index;

/// Makes the cases, their keys and variables, and a struct with a field for each.
macro_rules! phrases {
    ($($phrase:ident = $key:ident($($variable:ident),*),)+) => {
        /// A fixed phrase of a leaflet.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Phrase {
            $(
                #[doc = concat!("The phrase `", stringify!($key), "` of language files.")]
                $phrase,
            )+
        }

        /// Every phrase, in the order of language files.
        pub const PHRASES: &[Phrase] = &[$(Phrase::$phrase),+];

        impl Phrase {
            /// Its key in language files and in the data of templates.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$phrase => stringify!($key),)+
                }
            }

            /// The variables that it must hold, each once.
            pub fn variables(self) -> &'static [&'static str] {
                match self {
                    $(Self::$phrase => &[$(stringify!($variable)),*],)+
                }
            }
        }

        /// One value for each phrase.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Phrases<T> {
            $($key: T,)+
        }

        impl<T> Phrases<T> {
            /// The values that `make` gives, asked for each phrase in their order.
            pub fn each(mut make: impl FnMut(Phrase) -> T) -> Self {
                Self {
                    $($key: make(Phrase::$phrase),)+
                }
            }
        }

        impl<T> Phrases<Option<T>> {
            /// The values, if there is one for each phrase.
            pub fn whole(self) -> Option<Phrases<T>> {
                Some(Phrases {
                    $($key: self.$key?,)+
                })
            }
        }

        impl<T> Index<Phrase> for Phrases<T> {
            type Output = T;

            fn index(&self, phrase: Phrase) -> &T {
                match phrase {
                    $(Phrase::$phrase => &self.$key,)+
                }
            }
        }
    };
}

phrases! {
    PageOf = page_of(page, pages),
    PreparedFor = prepared_for(),
    YourSurgeon = your_surgeon(),
    Date = date(),
    ProcedureDate = procedure_date(),
    Level = level(),
    Side = side(),
    Reference = reference(),
    ReviewedBy = reviewed_by(name),
    ReadingTime = reading_time(minutes),
    AlsoKnownAs = also_known_as(names),
    Code = code(code),
    Version = version(version),
    ReviewedOn = reviewed_on(date),
    NextReview = next_review(date),
    UnderReview = under_review(),
    AtAGlance = at_a_glance(),
    Urgent = urgent(),
    ToDo = to_do(),
    NotToDo = not_to_do(),
    KeyPoint = key_point(),
    WarningSigns = warning_signs(),
    WhatToDo = what_to_do(),
    Benefits = benefits(),
    RiskTick = risk_tick(),
    RiskWhat = risk_what(),
    RiskLeadsTo = risk_leads_to(),
    RiskHowOften = risk_how_often(),
    OneIn = one_in(number),
    Source = source(source),
    ComparisonPoint = comparison_point(),
    Medicine = medicine(),
    MedicineMorning = medicine_morning(),
    MedicineMidday = medicine_midday(),
    MedicineEvening = medicine_evening(),
    MedicineNight = medicine_night(),
    MedicineNote = medicine_note(),
    ContactTelephone = contact_telephone(),
    ContactEmail = contact_email(),
    ContactWebsite = contact_website(),
    ContactHours = contact_hours(),
    YourQuestions = your_questions(),
    AboutThisLeaflet = about_this_leaflet(),
    Sources = sources(),
    Contacts = contacts(),
    OtherFormats = other_formats(),
    ListSeparator = list_separator(),
}

impl Phrase {
    /// A phrase's text with a value in the place of its variable.
    pub fn filled(self, text: &str, value: &str) -> String {
        if self.variables().is_empty() {
            return text.to_owned();
        }
        let (before, after) = self.around(text);
        format!("{before}{value}{after}")
    }

    /// What a phrase's text says before its variable and behind it; the whole text is before where there is
    /// none, which the reader of languages lets nobody write.
    pub fn around(self, text: &str) -> (&str, &str) {
        let mut variables = self.variables().iter();
        variables
            .find_map(|variable| text.split_once(&format!("{{{variable}}}")))
            .unwrap_or((text, ""))
    }
}

impl<T> Phrases<T> {
    /// The values with their phrases, in the order of language files.
    pub fn iter(&self) -> impl Iterator<Item = (Phrase, &T)> {
        PHRASES.iter().map(|phrase| (*phrase, &self[*phrase]))
    }

    /// Another value for each phrase.
    pub fn map<U>(&self, mut change: impl FnMut(Phrase, &T) -> U) -> Phrases<U> {
        Phrases::each(|phrase| change(phrase, &self[phrase]))
    }
}
