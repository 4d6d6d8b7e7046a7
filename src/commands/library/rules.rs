//! What each leaflet is made of, as rules that `make` reads.
//!
//! In: leaflets with the files that go into them. Out: the text of a file to include. Promise: every
//! name is written so that `make` takes it for what it is, and one that `make` cannot read is left out
//! and told; each file that a leaflet is made of is a target of its own without a rule, so that deleting
//! one is no error; the order is always the same.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::commands::output::RULES_BEGINNING;

/// Rules, and what is not in them.
pub(super) struct Rules {
    /// The text of the file.
    pub text: String,
    /// The paths that `make` cannot read.
    pub left_out: Vec<PathBuf>,
}

/// The rules of leaflets in this folder; each is made of its files and of `settings` too.
pub(super) fn rules<'a>(
    folder: &Path,
    leaflets: impl IntoIterator<Item = (&'a str, &'a [PathBuf])>,
    settings: Option<&Path>,
) -> Rules {
    let mut text = format!("{RULES_BEGINNING}; do not change it.\n");
    let mut all = BTreeSet::new();
    let mut left_out = BTreeSet::new();
    for (file, made_of) in leaflets {
        let leaflet = folder.join(file);
        let Some(target) = escaped(&leaflet, Place::Target) else {
            left_out.insert(leaflet);
            continue;
        };
        let made_of = made_of.iter().map(PathBuf::as_path).chain(settings);
        let mut known = BTreeSet::new();
        text.push_str(&format!("\n{target}:"));
        for path in made_of {
            match escaped(path, Place::Prerequisite) {
                Some(name) if known.insert(path) => text.push_str(&format!(" \\\n  {name}")),
                Some(_) => {}
                None => {
                    left_out.insert(path.to_owned());
                }
            }
        }
        text.push('\n');
        all.extend(
            known
                .into_iter()
                .filter_map(|path| escaped(path, Place::Target)),
        );
    }
    for name in all {
        text.push_str(&format!("\n{name}:\n"));
    }
    Rules {
        text,
        left_out: left_out.into_iter().collect(),
    }
}

/// Where a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the colon, where a percent sign means something.
    Target,
    /// Behind it.
    Prerequisite,
}

/// A path as `make` reads it; `None` for one that it cannot read, whatever is done with it.
fn escaped(path: &Path, place: Place) -> Option<String> {
    let path = path.to_str()?;
    let mut text = String::with_capacity(path.len());
    if path.starts_with('~') {
        // Somebody's own folder otherwise.
        text.push_str("./");
    }
    let mut backslashes = 0;
    for character in path.chars() {
        let is_escaped = match character {
            ';' | '|' | '=' | '(' | ')' => return None,
            character if character.is_control() => return None,
            '$' => {
                text.push('$');
                false
            }
            ' ' | '#' | ':' | '*' | '?' | '[' | ']' => true,
            '%' => place == Place::Target,
            _ => false,
        };
        if is_escaped {
            // Backslashes before a character that is escaped are taken two for one.
            text.push_str(&"\\".repeat(backslashes));
            text.push('\\');
        }
        backslashes = if character == '\\' {
            backslashes + 1
        } else {
            0
        };
        text.push(character);
    }
    (backslashes == 0).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_mean_something_to_make_are_escaped() {
        for (name, expected) in [
            ("a/b-en.pdf", Some("a/b-en.pdf")),
            ("a b#c", Some("a\\ b\\#c")),
            ("$HOME", Some("$$HOME")),
            ("~a", Some("./~a")),
            ("a\\ b", Some("a\\\\\\ b")),
            ("a\\b", Some("a\\b")),
            ("50%", Some("50%")),
            ("a:b", Some("a\\:b")),
            ("a;b", None),
            ("a(b)", None),
            ("a\nb", None),
            ("a\\", None),
        ] {
            let name = Path::new(name);
            let shown = escaped(name, Place::Prerequisite);
            assert_eq!(shown.as_deref(), expected, "{}", name.display());
        }
        let target = escaped(Path::new("50%"), Place::Target);
        assert_eq!(target.as_deref(), Some("50\\%"));
    }

    #[test]
    fn a_leaflet_is_made_of_each_file_once() {
        let files = ["g/en.yaml", "g/p.png", "g/p.png", "g/a;b.png"].map(PathBuf::from);
        let settings = Path::new("leaflet.yaml");
        let leaflets = [("g-en.pdf", files.as_slice()), ("h-en.pdf", &[])];
        let rules = rules(Path::new("out"), leaflets, Some(settings));
        let (_, text) = rules.text.split_once('\n').unwrap();
        assert_eq!(
            text,
            "\nout/g-en.pdf: \\\n  g/en.yaml \\\n  g/p.png \\\n  leaflet.yaml\n\
             \nout/h-en.pdf: \\\n  leaflet.yaml\n\
             \ng/en.yaml:\n\ng/p.png:\n\nleaflet.yaml:\n"
        );
        assert_eq!(rules.left_out, [Path::new("g/a;b.png")]);
    }
}
