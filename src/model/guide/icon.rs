//! The icons that a guide can name: small line drawings of our own for facts.
//!
//! In: a name. Out: what it shows, in words, and its drawing. Promise: each is drawn on one grid of 24 units in black
//! lines of one width, holds no word and nothing that moves, and only ever stands beside words that say the same, so
//! that nothing is lost by who does not see it. Why drawings inside the program: they look alike, they print sharp at
//! any size, and no guide has to bring its own. The table `assets/icons/icons.tsv` says what each shows.

/// An icon.
#[derive(Debug, PartialEq, Eq)]
pub struct Icon {
    /// Its name in a guide.
    pub name: &'static str,
    /// Its drawing: SVG, 24 by 24 units, with lines in `#000`.
    pub drawing: &'static str,
}

/// Lists the icons by name; each is a file of `assets/icons`.
macro_rules! icons {
    ($($name:literal),+ $(,)?) => {
        /// Every icon, by its name.
        pub static ICONS: &[(&str, &Icon)] = &[$((
            $name,
            &Icon {
                name: $name,
                drawing: include_str!(concat!("../../../assets/icons/", $name, ".svg")),
            },
        )),+];
    };
}

icons![
    "allergy",
    "ambulance",
    "anaesthesia",
    "bag",
    "bandage",
    "bed",
    "blood",
    "blood-test",
    "bone",
    "breathing",
    "calendar",
    "clean-hands",
    "clock",
    "cross",
    "drink",
    "drive",
    "duration",
    "eat",
    "exercise",
    "eye",
    "family",
    "fever",
    "follow-up",
    "heart",
    "home",
    "hospital",
    "info",
    "injection",
    "leg",
    "medicines",
    "money",
    "night",
    "no-food",
    "no-lifting",
    "no-smoking",
    "nurse",
    "pain",
    "papers",
    "patient",
    "phone",
    "pill",
    "pregnancy",
    "question",
    "scan",
    "shower",
    "sleep",
    "spine",
    "stairs",
    "surgeon",
    "tick",
    "toilet",
    "walk",
    "warning",
    "work",
    "wound",
    "write",
    "x-ray",
];

/// What each shows, as a list in Markdown.
pub fn icons_documentation() -> String {
    let told = TABLE.lines().filter_map(|line| line.split_once('\t'));
    told.map(|(name, shows)| format!("- `{name}`: {shows}\n"))
        .collect()
}

/// What each shows: its name, a tab, the words.
const TABLE: &str = include_str!("../../../assets/icons/icons.tsv");

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_drawing_is_listed_and_told_in_words() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/icons");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
            .filter_map(|name| name.strip_suffix(".svg").map(str::to_owned))
            .collect();
        let listed: BTreeSet<String> = ICONS.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(listed, files);
        let told = TABLE.lines().filter_map(|line| line.split_once('\t'));
        let told: BTreeSet<String> = told
            .inspect(|(name, shows)| assert!(shows.len() > 10, "{name}"))
            .map(|(name, _)| name.to_owned())
            .collect();
        assert_eq!(told, files);
    }

    #[test]
    fn every_drawing_is_black_lines_on_the_grid() {
        for (name, icon) in ICONS {
            assert!(icon.drawing.contains("viewBox=\"0 0 24 24\""), "{name}");
            assert!(icon.drawing.contains("stroke=\"#000\""), "{name}");
            assert!(icon.drawing.len() < 1_500, "{name}");
            for word in ["<text", "<image", "<style", "href", "<script", "#fff"] {
                assert!(!icon.drawing.contains(word), "{name}: {word}");
            }
        }
    }
}
