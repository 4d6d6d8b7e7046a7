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
    /// Whom to call, and where to ask for another form of the leaflet.
    WhomToCall,
    /// The sections.
    Sections,
    /// Room for the patient's own questions. It stands where the pages have most room for it.
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
            Self::WhomToCall => "whom_to_call",
            Self::Sections => "sections",
            Self::Questions => "questions",
            Self::About => "about",
        }
    }
}
