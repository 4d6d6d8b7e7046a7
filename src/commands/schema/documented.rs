//! What is said of a name of a file, found in the documentation that authors read anyway.
//!
//! In: the Markdown beside a kind of block or a section, where a name is a point of a list
//! (`` - `risk` (needed): what may happen; ``), or the commented file that `leaflet new` writes, where
//! a name stands below the remark that explains it. Out: one sentence or a few. Promise: nothing is
//! said here that is not said there; a name that is not explained gets nothing, and a test demands that
//! there is none.

/// Where names are explained.
#[derive(Debug, Clone)]
pub(super) enum Documentation<'t> {
    /// The points of a Markdown text.
    Manual(&'t str),
    /// The remarks of a commented file, for the names below this way of names.
    Remarks {
        /// Each way of names, with its remark.
        remarks: Vec<(Vec<&'t str>, String)>,
        /// The way to the map whose names are asked for.
        way: Vec<&'t str>,
    },
}

impl<'t> Documentation<'t> {
    /// The documentation of a kind of block, or of a section.
    pub(super) fn of_manual(markdown: &'t str) -> Self {
        Self::Manual(markdown)
    }

    /// The documentation of a file by its commented starter.
    pub(super) fn of_remarks(starter: &'t str) -> Self {
        Self::Remarks {
            remarks: remarks_of(starter),
            way: Vec::new(),
        }
    }

    /// The documentation of the names in the value of this name.
    pub(super) fn below(&self, name: &'t str) -> Self {
        match self {
            Self::Manual(markdown) => Self::Manual(markdown),
            Self::Remarks { remarks, way } => Self::Remarks {
                remarks: remarks.clone(),
                way: way.iter().copied().chain([name]).collect(),
            },
        }
    }

    /// What is said of a name; of one that has no words of its own, what is said of what it stands in.
    pub(super) fn said_of(&self, name: &str) -> Option<String> {
        match self {
            Self::Manual(markdown) => point(markdown, name),
            Self::Remarks { remarks, way } => {
                let said = |wanted: &[&str]| {
                    let found = remarks.iter().find(|(way, _)| way.as_slice() == wanted);
                    found.map(|(_, remark)| remark.clone())
                };
                let whole: Vec<&str> = way.iter().copied().chain([name]).collect();
                said(&whole).or_else(|| said(way))
            }
        }
    }

    /// The first two paragraphs of a Markdown text: what the thing is, and what it is for.
    pub(super) fn opening(&self) -> String {
        match self {
            Self::Manual(markdown) => {
                let paragraphs = markdown.split("\n\n").take(2).map(one_line);
                paragraphs.collect::<Vec<_>>().join("\n\n")
            }
            Self::Remarks { .. } => String::new(),
        }
    }
}

fn one_line(paragraph: &str) -> String {
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The point of a list in Markdown that is about a name, as a sentence.
fn point(markdown: &str, name: &str) -> Option<String> {
    let opening = format!("- `{name}` (");
    let mut lines = markdown.lines().map(str::trim_start);
    let first = lines.find(|line| line.starts_with(&opening))?;
    let (_, first) = first.split_once("): ")?;
    let further = lines.take_while(|line| !line.is_empty() && !line.starts_with("- "));
    let words = one_line(
        &[first]
            .into_iter()
            .chain(further)
            .collect::<Vec<_>>()
            .join(" "),
    );
    let words = words.trim_end_matches([';', '.', ':', ',']);
    let mut characters = words.chars();
    let capital = characters.next()?.to_uppercase();
    Some(format!("{capital}{}.", characters.as_str()))
}

/// Each name of a commented file, with the names it stands in, and the remark nearest above it. Lines
/// that are switched off count as if they were not.
fn remarks_of(starter: &str) -> Vec<(Vec<&str>, String)> {
    let mut found: Vec<(Vec<&str>, String)> = Vec::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut remark = String::new();
    let mut goes_on = false;
    for line in starter.lines() {
        let behind = line.trim_start().strip_prefix('#');
        let is_remark = behind.is_some_and(|behind| {
            behind.is_empty() || (behind.starts_with(' ') && !behind.starts_with("  "))
        });
        if let Some(words) = behind.filter(|_| is_remark) {
            if !goes_on || words.is_empty() {
                remark.clear();
            }
            goes_on = !words.is_empty();
            remark = one_line(&format!("{remark} {words}"));
            continue;
        }
        goes_on = false;
        let line = behind.unwrap_or(line);
        let item = line.trim_start().trim_start_matches("- ");
        let indent = line.len() - item.len();
        let Some((name, _)) = item.split_once(':') else {
            continue;
        };
        let is_name = |character: char| {
            character.is_ascii_lowercase() || character == '_' || character == ' '
        };
        if name.is_empty() || !name.chars().all(is_name) {
            continue;
        }
        while open.last().is_some_and(|(outer, _)| *outer >= indent) {
            open.pop();
        }
        open.push((indent, name));
        let way: Vec<&str> = open.iter().map(|(_, name)| *name).collect();
        if !found.iter().any(|(known, _)| *known == way) {
            found.push((way, remark.clone()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_become_sentences() {
        let markdown = "- `a` (needed): what it is,\n  and why;\n  - `b` (may be left out): `c`.\n";
        assert_eq!(point(markdown, "a").unwrap(), "What it is, and why.");
        assert_eq!(point(markdown, "b").unwrap(), "`c`.");
        assert_eq!(point(markdown, "c"), None);
    }

    #[test]
    fn remarks_belong_to_the_names_below_them() {
        let starter = "# The file.\n#\n# More.\n\n# One thing,\n# in two lines.\na: 1\n#b: 2\n\n\
                       # Others.\n#c:\n#  - d: e\n#    f: g\n\n# The last.\nd: x\n";
        let documentation = Documentation::of_remarks(starter);
        let said = |name: &str| documentation.said_of(name).unwrap_or_default();
        assert_eq!(said("a"), "One thing, in two lines.");
        assert_eq!(said("b"), "One thing, in two lines.");
        assert_eq!(said("d"), "The last.");
        assert_eq!(said("z"), "");
        let below = documentation.below("c");
        assert_eq!(below.said_of("d").unwrap(), "Others.");
        assert_eq!(below.said_of("z").unwrap(), "Others.");
    }
}
