//! Which leaflets the library has.
//!
//! In: the content and the settings. Out: each leaflet with its file's name, in the order of guide,
//! language, edition and format. Promise: a file's name depends on its own leaflet alone, and two leaflets that
//! any system would take for one file are both refused; a language that a guide is written in and that
//! has no file is told.
//!
//! The rule of names: `<guide>-<language>.pdf`, and `<guide>-<language>-<edition>.pdf` for every
//! edition but the usual one; other formats have their own endings.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, quoted, rule};
use crate::base::fingerprint::{Fingerprint, Pieces};
use crate::base::share::Share;
use crate::base::span::Span;
use crate::commands::file_names::collisions;
use crate::commands::project::Project;
use crate::input::content::Content;
use crate::leaflet::Print;
use crate::leaflet::format::Format;

/// One leaflet of the library.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedLeaflet {
    /// The guide's name.
    pub guide: String,
    /// The language's tag.
    pub language: String,
    /// The edition and its sheet.
    pub print: Print,
    /// The format it is made in.
    pub format: &'static Format,
    /// The name of its file.
    pub file: String,
    /// The file of another leaflet that some systems would take for the same.
    pub same_as: Option<String>,
}

/// Every leaflet of the library.
#[derive(Debug, Clone, PartialEq)]
pub struct LibraryPlan {
    /// The leaflets, by guide, language and edition.
    pub leaflets: Vec<PlannedLeaflet>,
}

impl LibraryPlan {
    /// Plans the library: the guides, languages and editions that the settings name. Without them the
    /// clinic's own guides, or the built-in ones where it has none; every language that a guide is
    /// written in; the one edition of the paper that is set.
    pub fn of(project: &Project, content: &Content, found: &mut Diagnostics) -> Self {
        let known = content.languages();
        let asked: BTreeSet<&str> = project
            .languages
            .iter()
            .map(|words| words.text.as_str())
            .collect();
        let formats = project.formats();
        let made_as: Vec<(Print, &'static Format)> = project
            .prints()
            .into_iter()
            .flat_map(|print| formats.iter().map(move |format| (print, *format)))
            .collect();
        if let Some((place, sheet)) = project.sheet_as_edition {
            found.push(sheet_as_edition(place, sheet));
        }
        let mut leaflets = Vec::new();
        for (guide, written) in guides(project, content) {
            for language in written {
                if !asked.is_empty() && !asked.contains(language.as_str()) {
                    continue;
                }
                if !known.contains(&language) {
                    found.push(left_out(&guide, &language));
                    continue;
                }
                leaflets.extend(made_as.iter().map(|(print, format)| PlannedLeaflet {
                    file: file_name(&guide, &language, *print, format),
                    guide: guide.clone(),
                    language: language.clone(),
                    print: *print,
                    format,
                    same_as: None,
                }));
            }
        }
        let names = leaflets.iter().map(|leaflet| leaflet.file.as_str());
        for alike in collisions(names.enumerate()) {
            let files: Vec<String> = alike
                .iter()
                .filter_map(|at| leaflets.get(*at))
                .map(|leaflet| leaflet.file.clone())
                .collect();
            for at in alike {
                if let Some(leaflet) = leaflets.get_mut(at) {
                    let other = files.iter().find(|file| **file != leaflet.file);
                    // Two leaflets may have the very same name: guide `a-en` in `hi`, and `a` in `en-hi`.
                    leaflet.same_as = other.or(files.first()).cloned();
                }
            }
        }
        Self { leaflets }
    }

    /// The leaflets that a share takes. They are dealt out in the order of sums of their names, so that
    /// every share knows its own without asking the others.
    pub fn share(&self, share: Share) -> Vec<&PlannedLeaflet> {
        let mut order: Vec<(Fingerprint, usize)> = self
            .leaflets
            .iter()
            .enumerate()
            .map(|(at, leaflet)| (leaflet.sum(), at))
            .collect();
        order.sort_unstable();
        let dealt = order.into_iter().enumerate();
        let taken: BTreeSet<usize> = dealt
            .filter(|(position, _)| share.takes(*position))
            .map(|(_, (_, at))| at)
            .collect();
        taken
            .into_iter()
            .filter_map(|at| self.leaflets.get(at))
            .collect()
    }

    /// The names of all its files.
    pub fn files(&self) -> BTreeSet<&str> {
        let files = self.leaflets.iter();
        files.map(|leaflet| leaflet.file.as_str()).collect()
    }
}

impl PlannedLeaflet {
    /// A sum of what names it.
    fn sum(&self) -> Fingerprint {
        let mut pieces = Pieces::new()
            .with(&self.guide)
            .with(&self.language)
            .with(self.print.name());
        if !self.format.is_usual() {
            pieces = pieces.with(self.format.name);
        }
        pieces.finish()
    }
}

/// Says the new way where `editions` names a sheet.
fn sheet_as_edition(place: Span, sheet: &str) -> Diagnostic {
    let message = format!("`{sheet}` is a paper size, not an edition");
    Diagnostic::new(rule::SHEET_AS_EDITION, Severity::Note, Some(place), message)
        .hint("list paper sizes under `papers:`; this line is understood anyway")
}

/// The name of a leaflet's file.
fn file_name(guide: &str, language: &str, print: Print, format: &Format) -> String {
    let ending = format.ending();
    if print.is_usual() {
        format!("{guide}-{language}.{ending}")
    } else {
        format!("{guide}-{language}-{}.{ending}", print.name())
    }
}

/// The guides of the library, each with the languages it is written in. One that is set and does not
/// exist was told before.
fn guides(project: &Project, content: &Content) -> BTreeMap<String, Vec<String>> {
    let mut guides = content.guides();
    let set = project.guides.iter().map(|words| words.text.clone());
    let mut wanted: BTreeSet<String> = set.collect();
    if wanted.is_empty() {
        wanted = content.own_guides();
    }
    if !wanted.is_empty() {
        guides.retain(|guide, _| wanted.contains(guide));
    }
    guides
}

fn left_out(guide: &str, language: &str) -> Diagnostic {
    Diagnostic::new(
        rule::LANGUAGE_LEFT_OUT,
        Severity::Warning,
        None,
        format!(
            "no leaflet of the guide {} is made in `{language}`: there is no language with this \
             name",
            quoted(guide)
        ),
    )
    .hint(
        Advice::default()
            .control_with(Control::New, format!("language {language}"))
            .words(
                " creates one; `languages` in `leaflet.yaml` says for which languages leaflets \
                are made",
            ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(names: &[(&str, &str)]) -> LibraryPlan {
        let leaflets = names.iter().map(|(guide, language)| PlannedLeaflet {
            guide: (*guide).to_owned(),
            language: (*language).to_owned(),
            print: Print::usual(),
            format: Format::usual(),
            file: file_name(guide, language, Print::usual(), Format::usual()),
            same_as: None,
        });
        LibraryPlan {
            leaflets: leaflets.collect(),
        }
    }

    #[test]
    fn shares_do_not_depend_on_the_order_and_are_all_of_it_once() {
        let names: Vec<String> = (0..40).map(|number| format!("guide-{number}")).collect();
        let names: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "en")).collect();
        let forwards = plan(&names);
        let backwards = plan(&names.iter().rev().copied().collect::<Vec<_>>());
        let files = |plan: &LibraryPlan, share: &str| {
            let taken = plan.share(share.parse().unwrap());
            let files = taken.iter().map(|leaflet| leaflet.file.clone());
            files.collect::<BTreeSet<_>>()
        };
        let mut all = BTreeSet::new();
        for share in ["1/3", "2/3", "3/3"] {
            let taken = files(&forwards, share);
            assert_eq!(taken, files(&backwards, share));
            assert!((13..=14).contains(&taken.len()), "{}", taken.len());
            for file in taken {
                assert!(all.insert(file));
            }
        }
        assert_eq!(all.len(), 40);
    }

    #[test]
    fn only_the_usual_edition_has_no_part_of_the_name() {
        let names: Vec<String> = Print::all()
            .map(|print| file_name("knee", "pt-BR", print, Format::usual()))
            .collect();
        assert_eq!(names, ["knee-pt-BR.pdf", "knee-pt-BR-letter.pdf"]);
    }

    #[test]
    fn without_content_the_built_in_guides_are_the_library() {
        let mut found = Diagnostics::new();
        let plan = LibraryPlan::of(&Project::default(), &Content::default(), &mut found);
        assert!(found.is_empty());
        let files: Vec<&str> = plan.files().into_iter().collect();
        assert_eq!(files, ["minimally-invasive-spinal-fusion-en.pdf"]);
    }
}
