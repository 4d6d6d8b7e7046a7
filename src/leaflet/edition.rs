//! The editions a leaflet is made in.
//!
//! In: an edition's name. Out: what sets it apart. Today that is the sheet alone, so that an edition is
//! named after its paper; one that differs in more gets a field here, and its leaflets a name of their
//! own. The usual edition is the one whose name stands in no file's name.

use super::{PAPERS, Paper};

/// An edition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edition {
    /// The sheet it is printed on.
    pub paper: &'static Paper,
}

impl Edition {
    /// The edition of leaflets of which nobody says otherwise.
    pub const USUAL: Self = Self { paper: &PAPERS[0] };

    /// Every edition.
    pub fn all() -> impl Iterator<Item = Self> {
        PAPERS.iter().map(|paper| Self { paper })
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.paper.name
    }

    /// Whether it is the usual one.
    pub fn is_usual(self) -> bool {
        self == Self::USUAL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edition_is_the_usual_one_and_no_two_share_a_name() {
        assert_eq!(
            Edition::all().filter(|edition| edition.is_usual()).count(),
            1
        );
        let names: Vec<&str> = Edition::all().map(Edition::name).collect();
        let different: std::collections::BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(different.len(), names.len());
    }
}
