//! The closed list of personal facts that running text may ask for.
//!
//! A guide writes `{surgeon}`; the leaflet of a person prints that person's surgeon, any other
//! leaflet the neutral wording of its language ("your surgeon"). The list is closed, so that a
//! guide can never ask for a fact that nobody gives. To add one, add a variant and follow the
//! compiler: the person and every language file must then know it.

/// A personal fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Placeholder {
    /// The patient's name.
    Patient,
    /// The surgeon's name.
    Surgeon,
    /// The day on which the leaflet is given.
    Date,
    /// The day of the procedure.
    ProcedureDate,
    /// The level of the spine or the part of the body, as the clinic writes it.
    Level,
    /// Left, right or both, as the clinic writes it.
    Side,
    /// The clinic's own number for the patient or the visit.
    Reference,
}

/// Every placeholder, in the order of the manual.
pub const PLACEHOLDERS: &[Placeholder] = &[
    Placeholder::Patient,
    Placeholder::Surgeon,
    Placeholder::Date,
    Placeholder::ProcedureDate,
    Placeholder::Level,
    Placeholder::Side,
    Placeholder::Reference,
];

impl Placeholder {
    /// The name written between braces.
    pub fn name(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Surgeon => "surgeon",
            Self::Date => "date",
            Self::ProcedureDate => "procedure_date",
            Self::Level => "level",
            Self::Side => "side",
            Self::Reference => "reference",
        }
    }

    /// The placeholder of a name, exactly as written.
    pub fn named(name: &str) -> Option<Self> {
        PLACEHOLDERS
            .iter()
            .copied()
            .find(|placeholder| placeholder.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_placeholder_is_found_by_its_name() {
        for placeholder in PLACEHOLDERS {
            assert_eq!(Placeholder::named(placeholder.name()), Some(*placeholder));
        }
        assert_eq!(Placeholder::named("Patient"), None);
    }
}
