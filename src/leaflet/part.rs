//! The parts of a leaflet, by which an edition says what it carries and in which order.
//!
//! In: nothing. Out: the parts and their names. They stand apart from the editions, because whatever goes through
//! a leaflet part by part needs them and no edition.

/// A part of a leaflet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Masthead, title, summary and the patient's panel.
    Opening,
    /// What stands before the first section.
    Introduction,
    /// The sections.
    Sections,
    /// PrintSize for the patient's own questions.
    Questions,
    /// What there is to say of the leaflet itself.
    About,
}

impl Part {
    /// Its name in the templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Introduction => "introduction",
            Self::Sections => "sections",
            Self::Questions => "questions",
            Self::About => "about",
        }
    }
}
