//! The patient's name, where it stands in more than one column.
//!
//! In: the headers, and the rows below them where only these can tell. Out: of which columns the name is put
//! together, in which order; and the name of a row. Promise: half a name is never taken for the whole one:
//! `Name` beside `Surname` is the given name, unless the cells show that it holds the surname too; a title
//! is put before a name only where the column holds nothing but titles.

use super::column_header::Header;
use super::sheet::{Cell, Sheet, SheetRow};

/// A column of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamePart {
    pub(super) index: usize,
    pub(super) kind: PartKind,
    /// Its header, which is one that is known or set.
    pub(super) header: String,
}

/// What a column of a name holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    /// The whole name, or what the settings say.
    Whole,
    /// The given name, or in some rows the whole one.
    MaybeWhole,
    Title,
    Given,
    Middle,
    Family,
}

impl NamePart {
    /// One that the settings name.
    pub(super) fn set(header: &Header) -> Self {
        Self::new(header, PartKind::Whole)
    }

    fn new(header: &Header, kind: PartKind) -> Self {
        Self {
            index: header.index,
            kind,
            header: header.words.clone(),
        }
    }

    /// Whether a name without this part is likely only half of one.
    pub(super) fn is_half(&self) -> bool {
        matches!(
            self.kind,
            PartKind::MaybeWhole | PartKind::Given | PartKind::Family
        )
    }
}

/// Headers of parts of a name, in their plain form.
const PARTS: &[(PartKind, &[&str])] = &[
    (
        PartKind::Given,
        &[
            "first name",
            "firstname",
            "first names",
            "given name",
            "given names",
            "givenname",
            "forename",
            "forenames",
            "christian name",
            "fname",
            "f name",
            "patient first name",
            "patient's first name",
            "patient given name",
            "patient forename",
            "pt first name",
            "first",
            "vorname",
            "vornamen",
            "prénom",
            "prénoms",
            "prenom",
            "nombre",
            "nombres",
            "nome",
            "imię",
            "प्रथम नाम",
            "पहला नाम",
        ],
    ),
    (
        PartKind::Middle,
        &[
            "middle name",
            "middle names",
            "middlename",
            "middle initial",
            "middle",
            "mname",
            "m name",
            "patient middle name",
            "patient's middle name",
            "second given name",
            "zweiter vorname",
            "segundo nombre",
            "मध्य नाम",
        ],
    ),
    (
        PartKind::Family,
        &[
            "last name",
            "lastname",
            "last names",
            "surname",
            "surnames",
            "sur name",
            "family name",
            "familyname",
            "lname",
            "l name",
            "last",
            "patient last name",
            "patient's last name",
            "patient surname",
            "patient's surname",
            "patient family name",
            "pt last name",
            "pt surname",
            "nachname",
            "familienname",
            "zuname",
            "nom",
            "nom de famille",
            "apellido",
            "apellidos",
            "sobrenome",
            "apelido",
            "cognome",
            "nazwisko",
            "उपनाम",
            "कुलनाम",
            "आडनाव",
        ],
    ),
    (
        PartKind::Title,
        &[
            "title",
            "salutation",
            "prefix",
            "name prefix",
            "honorific",
            "patient title",
            "anrede",
            "titel",
            "civilité",
            "tratamiento",
        ],
    ),
];

/// What stands before a name, in small letters and without points.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "mstr",
    "master",
    "dr",
    "prof",
    "professor",
    "sir",
    "lady",
    "lord",
    "rev",
    "fr",
    "sr",
    "shri",
    "sri",
    "shree",
    "smt",
    "srimati",
    "shrimati",
    "kumari",
    "kum",
    "km",
    "mst",
    "baby",
    "baby of",
    "b/o",
    "hon",
    "capt",
    "col",
    "maj",
    "gen",
    "lt",
    "adv",
    "er",
    "herr",
    "frau",
    "hr",
    "m",
    "mme",
    "mlle",
    "sig",
    "sra",
    "srta",
    "señor",
    "señora",
    "don",
    "doña",
    "dona",
    "senhor",
    "senhora",
    "pan",
    "pani",
    "श्री",
    "श्रीमती",
    "कुमारी",
    "कुमार",
    "सुश्री",
    "डॉ",
    "मिस्टर",
];

/// What the headers say of the name.
pub(super) enum Found<'h> {
    /// It is put together of these.
    Parts(Vec<NamePart>),
    /// Two columns are the whole name.
    Two(&'h Header, &'h Header),
    /// Nothing.
    None,
}

/// Whether a header, in its plain form, is that of a given or a family name.
pub(super) fn is_part(plain_header: &str) -> bool {
    matches!(
        kind_of(plain_header),
        Some(PartKind::Given | PartKind::Family)
    )
}

fn kind_of(plain_header: &str) -> Option<PartKind> {
    let found = PARTS
        .iter()
        .find(|(_, names)| names.contains(&plain_header));
    found.map(|(kind, _)| *kind)
}

/// Of what the name is put together: `whole` are the headers of a whole name, `all` all that are not set for
/// another column.
pub(super) fn parts<'h>(
    sheet: &Sheet,
    header: &SheetRow<'_>,
    whole: &[&'h Header],
    all: &[&'h Header],
) -> Found<'h> {
    let of = |kind: PartKind| {
        let mut found = all
            .iter()
            .filter(|header| kind_of(&header.plain) == Some(kind));
        match (found.next(), found.next()) {
            (Some(one), None) => Some(*one),
            _ => None,
        }
    };
    let below = || sheet.rows().filter(|row| row.number() > header.number());
    let title =
        of(PartKind::Title).filter(|title| below().all(|row| holds_title(&row, title.index)));
    let put = |given: NamePart, family: &Header| {
        let title = title.map(|header| NamePart::new(header, PartKind::Title));
        let middle = of(PartKind::Middle).map(|header| NamePart::new(header, PartKind::Middle));
        let family = NamePart::new(family, PartKind::Family);
        let parts = [title, Some(given), middle, Some(family)];
        Found::Parts(parts.into_iter().flatten().collect())
    };
    let alone = |whole: &Header| Found::Parts(vec![NamePart::new(whole, PartKind::Whole)]);
    match (whole, of(PartKind::Given), of(PartKind::Family)) {
        ([], Some(given), Some(family)) => put(NamePart::new(given, PartKind::Given), family),
        ([], _, _) => Found::None,
        // A column that is called a whole name is one, if it is filled where its parts are; `Name` may be
        // anything beside them.
        ([whole], Some(given), Some(family)) => {
            let is_filled = |row: SheetRow<'_>| {
                row.cell(whole.index).is_some() || row.cell(given.index).is_none()
            };
            match whole.plain != "name" && below().all(is_filled) {
                true => alone(whole),
                false => put(NamePart::new(given, PartKind::Given), family),
            }
        }
        ([whole], None, Some(family)) if !whole.plain.contains("full") => {
            let is_whole = below()
                .any(|row| holds_family(&row, whole.index, family.index) == Some(true))
                && !below().any(|row| holds_family(&row, whole.index, family.index) == Some(false));
            match is_whole {
                true => alone(whole),
                false => put(NamePart::new(whole, PartKind::MaybeWhole), family),
            }
        }
        ([whole], _, _) => alone(whole),
        ([first, second, ..], _, _) => Found::Two(first, second),
    }
}

/// The headers that are parts of a name.
pub(super) fn parts_by_header(headers: &[Header]) -> Vec<&Header> {
    let is_part = |header: &&Header| {
        matches!(
            kind_of(&header.plain),
            Some(PartKind::Given | PartKind::Family)
        )
    };
    headers.iter().filter(is_part).collect()
}

fn words_of<'s>(row: &SheetRow<'s>, column: usize) -> Option<&'s str> {
    match row.cell(column)?.1 {
        Cell::Text(words) => Some(words),
        _ => None,
    }
}

/// Whether a cell holds a title, or nothing.
fn holds_title(row: &SheetRow<'_>, column: usize) -> bool {
    match row.cell(column) {
        None => true,
        Some((_, Cell::Text(words))) => is_title(words),
        Some(_) => false,
    }
}

pub(super) fn is_title(words: &str) -> bool {
    let words = words.to_lowercase().replace('.', " ");
    let mut words = words.split_whitespace();
    let whole = words.clone().collect::<Vec<_>>().join(" ");
    TITLES.contains(&whole.as_str())
        || words.clone().next().is_some() && words.all(|word| TITLES.contains(&word))
}

/// Whether the words of a name hold the family name too and more than it; `None` where one is empty.
fn holds_family(row: &SheetRow<'_>, name: usize, family: usize) -> Option<bool> {
    Some(is_with_family(words_of(row, name)?, words_of(row, family)?))
}

/// Whether a name begins with this title, however it is written.
pub(super) fn begins_with_title(name: &str, title: &str) -> bool {
    let plain = |words: &str| words.to_lowercase().replace('.', " ");
    let (name, title) = (plain(name), plain(title));
    let title: Vec<&str> = title.split_whitespace().collect();
    let name: Vec<&str> = name.split_whitespace().collect();
    !title.is_empty() && name.len() > title.len() && name.starts_with(&title)
}

/// Whether a name holds the family name as words of its own, and is more than that.
pub(super) fn is_with_family(name: &str, family: &str) -> bool {
    let words = |text: &str| {
        let small = text.to_lowercase().replace([',', '.'], " ");
        small
            .split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (name, family) = (words(name), words(family));
    !family.is_empty()
        && name.len() > family.len()
        && name.windows(family.len()).any(|words| words == family)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_one_part_only() {
        let mut seen = std::collections::BTreeSet::new();
        for name in PARTS.iter().flat_map(|(_, names)| *names) {
            assert!(seen.insert(*name), "{name}");
        }
    }

    #[test]
    fn titles_are_titles_and_names_are_not() {
        for words in ["Mr", "Mrs.", "Dr. Prof.", "SMT", "श्री", "Baby of", "b/o"] {
            assert!(is_title(words), "{words}");
        }
        for words in ["Consultation", "Anna", "", "Mr Sample", "."] {
            assert!(!is_title(words), "{words}");
        }
    }

    #[test]
    fn a_name_with_its_family_name_is_whole() {
        assert!(
            is_with_family("Anna Sample", "Sample") && is_with_family("SAMPLE, Anna", "Sample")
        );
        assert!(is_with_family("Anna van der Muster", "van der Muster"));
        assert!(is_with_family("Mr Sample Anna", "Sample"));
        assert!(is_with_family("Anna Sample Jr", "Sample"));
        assert!(begins_with_title("Mrs. Anna Sample", "Mrs"));
        assert!(!begins_with_title("Mrsa Sample", "Mrs"));
        assert!(!begins_with_title("Mrs", "Mrs"));
        for (name, family) in [
            ("Anna", "Sample"),
            ("Sample", "Sample"),
            ("Anna Samples", "Sample"),
            ("Anna", ""),
        ] {
            assert!(!is_with_family(name, family), "{name} {family}");
        }
    }
}
