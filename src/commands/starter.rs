//! The commented files that `leaflet new` writes, so that nobody begins with an empty page.
//!
//! In: the kind of file and its name. Out: its text, and whether a name is one that files, commands
//! and people can bear. Promise: a guide makes a leaflet at once, and its words are prompts in
//! brackets, never medicine. The texts stand in `assets/starters/`; a language begins as a copy of
//! the built-in English, so that it can never lack a phrase.

use crate::model::language::{Direction, conventions};

/// The built-in English.
const ENGLISH: &str = include_str!("../../content/languages/en.yaml");

/// What stands in a starter where its name goes.
const NAME: &str = "@NAME@";

/// Most characters of the name of a guide or brand; it is typed on the command line and becomes the
/// name of a folder.
pub const MAXIMUM_NAME_CHARACTERS: usize = 60;

/// The kinds of files that can be begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starter {
    /// A guide.
    Guide,
    /// A brand.
    Brand,
    /// A language.
    Language,
    /// The settings of a working folder.
    Project,
}

/// The text of a starter for this name.
pub fn text(starter: Starter, name: &str) -> String {
    let text = match starter {
        Starter::Guide => include_str!("../../assets/starters/guide.yaml").to_owned(),
        Starter::Brand => include_str!("../../assets/starters/brand.yaml").to_owned(),
        Starter::Project => include_str!("../../assets/starters/leaflet.yaml").to_owned(),
        Starter::Language => language(name),
    };
    text.replace(NAME, name)
}

/// The text of a guide that begins with another text. `opening` says where the words come from, `make` is
/// the command that makes its leaflet.
pub fn continued(text: &str, name: &str, opening: &str, make: &str) -> String {
    headed(
        &format!("The guide `{name}`, {opening}."),
        &format!("Make its leaflet with:  {make}"),
        "../../guide.schema.json",
        text,
    )
}

/// The text of a brand that begins with that of another.
pub fn continued_brand(text: &str, name: &str, opening: &str, make: &str) -> String {
    headed(
        &format!("The brand `{name}`, {opening}."),
        &format!("Choose it with:  {make}"),
        "../../brand.schema.json",
        text,
    )
}

/// A text under its own opening remarks, with the remark by which an editor helps unless it has one.
fn headed(first: &str, second: &str, schema: &str, text: &str) -> String {
    const HELP: &str = "# yaml-language-server: $schema=";
    let help = if text.lines().any(|line| line.starts_with(HELP)) {
        String::new()
    } else {
        format!("{HELP}{schema}\n")
    };
    format!("# {first}\n# {second}\n#\n{help}\n{}", text.trim_start())
}

/// A built-in text without its opening remarks, which speak of where the program comes from.
pub fn without_opening(text: &str) -> &str {
    let is_opening = |line: &str| line.starts_with('#');
    let opening: usize = text
        .split_inclusive('\n')
        .take_while(|line| is_opening(line))
        .map(str::len)
        .sum();
    text.get(opening..).unwrap_or(text)
}

/// The text of a language under another tag; under its own it stays as it is but for the built-in
/// opening remarks.
pub fn language_from(text: &str, from: &str, name: &str) -> String {
    let opening = include_str!("../../assets/starters/language.yaml").replace(NAME, name);
    let opening = opening.replace("a copy of English", &format!("a copy of `{from}`"));
    let phrases = without_opening(text).trim_start();
    let mut written = format!("{opening}\n");
    for line in phrases.split_inclusive('\n') {
        if from != name && line.starts_with("tag:") {
            written.push_str(&format!("tag: {name}\n"));
        } else if from != name && line.starts_with("name:") {
            written.push_str("name: \"[The language's name]\"\n");
        } else {
            written.push_str(line);
        }
    }
    written
}

/// English under another tag and without its own opening remarks, written as the tag says.
fn language(tag: &str) -> String {
    let opening = include_str!("../../assets/starters/language.yaml");
    let phrases = ENGLISH.split_once("\n\n").map_or(ENGLISH, |(_, rest)| rest);
    let conventions = conventions(tag);
    let direction = match conventions.direction {
        Direction::LeftToRight => "direction: left-to-right      # or right-to-left",
        Direction::RightToLeft => "direction: right-to-left      # or left-to-right",
    };
    let digits = conventions.digits.map_or(String::new(), |digits| {
        format!(
            "# The figures from nought to nine, for dates, page numbers and steps. Without this line they \
             are 0 to 9.\ndigits: \"{digits}\"\n\n"
        )
    });
    let grouping = format!("number_grouping: \"{}\"", conventions.number_grouping);
    let separator = format!("list_separator: \"{}\"", conventions.list_separator);
    let phrases = phrases
        .replacen("tag: en ", &format!("tag: {NAME} "), 1)
        .replacen("name: English ", "name: \"[The language's name]\" ", 1)
        .replacen(
            "direction: left-to-right      # or right-to-left",
            direction,
            1,
        )
        .replacen("number_grouping: \",\"", &grouping, 1)
        .replacen("list_separator: \", \"", &separator, 1)
        .replacen(
            "# What stands between thousands",
            &format!("{digits}# What stands between thousands"),
            1,
        );
    format!("{opening}\n{phrases}")
}

/// Names that mean a device to some systems, which can then never open such a folder.
const RESERVED: &[&str] = &[
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1",
    "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// Whether some systems take a file or folder of this name for a device.
pub fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

/// Why a name cannot be that of a guide or brand; `None` if it can. What is said follows the name.
pub fn name_problem(name: &str) -> Option<&'static str> {
    let are_known = |character: char| {
        character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-'
    };
    if name.is_empty() {
        Some("is empty")
    } else if !name.chars().all(are_known) {
        Some("contains more than small letters a to z, digits and hyphens")
    } else if name.chars().count() > MAXIMUM_NAME_CHARACTERS {
        Some("is longer than 60 characters")
    } else if name.starts_with('-') || name.ends_with('-') || name.contains("--") {
        Some("has a hyphen that joins nothing")
    } else if is_reserved(name) {
        Some("is the name of a device for some computers, so they could not open the folder")
    } else {
        None
    }
}

/// A name that can be had, made of one that cannot; `None` if nothing is left of it.
pub fn better_name(name: &str) -> Option<String> {
    let words: Vec<String> = name
        .to_lowercase()
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let joined: String = words
        .join("-")
        .chars()
        .take(MAXIMUM_NAME_CHARACTERS)
        .collect();
    let better = joined.trim_end_matches('-').to_owned();
    (name_problem(&better).is_none()).then_some(better)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::project::Project;
    use crate::model::brand::Brand;
    use crate::model::guide::Guide;
    use crate::model::language::{Language, Phrase};
    use crate::source::messages::human;
    use crate::source::{FileId, SourceSet};

    /// The same with every line switched on that a starter has switched off.
    fn switched_on(text: &str) -> String {
        let lines = text.lines().map(|line| {
            let rest = line.trim_start();
            let is_off = rest.strip_prefix('#').is_some_and(|behind| {
                !behind.is_empty() && (!behind.starts_with(' ') || behind.starts_with("  "))
            });
            if is_off {
                line.replacen('#', "", 1)
            } else {
                line.to_owned()
            }
        });
        lines.map(|line| line + "\n").collect()
    }

    fn is_sound<T>(
        text: &str,
        read: impl Fn(&SourceSet, FileId) -> (Option<T>, crate::base::diagnostic::Diagnostics),
    ) -> T {
        let mut sources = SourceSet::new();
        let file = sources.add("starter.yaml", text);
        let (value, found) = read(&sources, file);
        let shown = human::render(&found, &sources, false);
        assert!(found.is_empty(), "{shown}");
        value.unwrap()
    }

    #[test]
    fn every_starter_is_sound_as_written_and_with_every_line_switched_on() {
        let form = |starter| [text(starter, "xx"), switched_on(&text(starter, "xx"))];
        for text in form(Starter::Guide) {
            is_sound(&text, Guide::read);
        }
        for text in form(Starter::Brand) {
            is_sound(&text, |sources, file| {
                Brand::read(sources, file, "xx", "en")
            });
        }
        for text in form(Starter::Project) {
            is_sound(&text, Project::read);
        }
        let text = text(Starter::Language, "xx");
        let language = is_sound(&text, |sources, file| Language::read(sources, file, "xx"));
        assert_eq!(language.tag, "xx");
        assert_eq!(language.name, "[The language's name]");
        assert!(text.starts_with("# The language `xx`") && !text.contains("tag: en"));
    }

    #[test]
    fn a_new_language_is_written_as_its_tag_says() {
        let read = |tag: &str| {
            let text = text(Starter::Language, tag);
            is_sound(&text, |sources, file| Language::read(sources, file, tag))
        };
        let urdu = read("ur");
        assert_eq!(urdu.direction, Direction::RightToLeft);
        assert_eq!(urdu.phrases[Phrase::ListSeparator].text, "، ");
        let persian = read("fa");
        assert_eq!(persian.direction, Direction::RightToLeft);
        assert_eq!(persian.format_number(1000), "۱٬۰۰۰");
        assert_eq!(read("de").format_number(1000), "1.000");
        assert_eq!(read("pt-PT").format_number(1000), "1\u{a0}000");
        assert_eq!(read("hi").direction, Direction::LeftToRight);
    }

    #[test]
    fn switching_on_leaves_nothing_switched_off() {
        for starter in [Starter::Guide, Starter::Brand, Starter::Project] {
            let text = text(starter, "xx");
            let on = switched_on(&text);
            assert_ne!(on, text);
            assert_eq!(switched_on(&on), on);
            assert!(!text.contains(NAME));
        }
    }

    #[test]
    fn names_can_be_typed_and_opened_everywhere() {
        for name in ["a", "knee-replacement", "mis-fusion-2", "3d"] {
            assert_eq!(name_problem(name), None, "{name}");
        }
        for (name, better) in [
            ("Knee Replacement", Some("knee-replacement")),
            ("../x", Some("x")),
            ("-x-", Some("x")),
            ("a--b", Some("a-b")),
            ("my_guide", Some("my-guide")),
            ("घुटना", None),
            ("", None),
            ("con", None),
            (".", None),
        ] {
            assert!(name_problem(name).is_some(), "{name}");
            assert_eq!(better_name(name).as_deref(), better, "{name}");
        }
        let long = "a".repeat(MAXIMUM_NAME_CHARACTERS + 1);
        assert!(name_problem(&long).is_some());
        assert_eq!(better_name(&long).map(|name| name.len()), Some(60));
    }
}
