//! The facts about a person: as somebody gave them, and as they can be printed.
//!
//! In: a [`PersonGiven`], and the brand and language, as far as they were read. Out: a [`PersonRead`],
//! with every fault beside the name of its fact, so that a list can tell it by row and column. Promise:
//! no message quotes a fact.

use super::find::unknown_hints;
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, rule};
use crate::base::failure::Explanation;
use crate::model::brand::{Brand, unknown_person};
use crate::model::fact::{FactKind, FactName, Facts};
use crate::model::guide::Words;
use crate::model::language::Language;
use crate::model::patient::{self, Fact, FactProblem, Person, ReadFact};
use crate::pages::typeset::fonts;

/// A person as typed: nothing is checked yet.
#[derive(Clone, Default)]
pub struct PersonGiven {
    /// The facts but the surgeon's name, which is given in a way of its own.
    pub facts: Facts<String>,
    /// The surgeon.
    pub surgeon: Option<SurgeonGiven>,
}

impl PersonGiven {
    /// With one more fact.
    #[must_use]
    pub fn with(mut self, fact: FactName, words: impl Into<String>) -> Self {
        self.facts[fact] = Some(words.into());
        self
    }

    /// With this surgeon.
    #[must_use]
    pub fn with_surgeon(mut self, surgeon: SurgeonGiven) -> Self {
        self.surgeon = Some(surgeon);
        self
    }
}

impl std::fmt::Debug for PersonGiven {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("PersonGiven(•••)")
    }
}

/// A surgeon as typed.
#[derive(Clone)]
pub enum SurgeonGiven {
    /// One of the brand's people, by id.
    Listed(String),
    /// One of the brand's people, as the settings of the working folder name them.
    Set(Words),
    /// Somebody else, by name.
    Named(String),
}

/// A person as far as the facts can be printed, and what is to be said of them.
pub struct PersonRead {
    /// The facts that can be printed.
    pub person: Person,
    /// Faults and warnings, each of a fact.
    pub found: Vec<(FactName, Diagnostic)>,
    /// What is wrong with the surgeon's id, and what to do, if the brand lists nobody of this id.
    pub unknown_surgeon: Option<Explanation>,
}

impl PersonRead {
    /// Reads the facts. What needs a brand or a language that has faults is left out; there is no
    /// leaflet then.
    pub fn of(given: &PersonGiven, brand: Option<&Brand>, language: Option<&Language>) -> Self {
        let mut found = Vec::new();
        let mut unknown_surgeon = None;
        let is_surgeon_typed = matches!(given.surgeon, Some(SurgeonGiven::Named(_)));
        let surgeon = match (&given.surgeon, brand) {
            (None, _) | (Some(SurgeonGiven::Listed(_) | SurgeonGiven::Set(_)), None) => None,
            (Some(SurgeonGiven::Named(name)), _) => Some(name.as_str()),
            (Some(SurgeonGiven::Listed(id)), Some(brand)) => {
                let person = brand.person(id);
                if person.is_none() {
                    unknown_surgeon = Some(self::unknown_surgeon(id, brand));
                }
                person.map(|person| person.name.text.as_str())
            }
            (Some(SurgeonGiven::Set(words)), Some(brand)) => {
                let person = brand.person(&words.text);
                if person.is_none() {
                    let fault = unknown_person(&words.text, words.span, &brand.people);
                    let fault = fault.hint(Advice::naming(
                        "or name another with {}",
                        &[Control::Surgeon],
                    ));
                    found.push((FactName::Surgeon, fault));
                }
                person.map(|person| person.name.text.as_str())
            }
        };
        let mut fact = |name: FactName, given: Option<&str>| {
            let given = given?;
            // What the brand says of its people is no export of another program.
            let checked = match name {
                FactName::Surgeon if !is_surgeon_typed => Ok(()),
                _ => patient::check_value(given, name.kind()),
            };
            let read = checked.and_then(|()| match language {
                Some(language) if name.kind() == FactKind::Day => {
                    patient::read_date(given, language)
                }
                _ => patient::read_fact(given),
            });
            check_fact(name, read, &mut found)
        };
        let facts = Facts::each(|name| match name.kind() {
            FactKind::Surgeon => fact(name, surgeon),
            _ => fact(name, given.facts[name].as_deref()),
        });
        let person = Person { facts };
        Self {
            person,
            found,
            unknown_surgeon,
        }
    }

    /// Adds everything there is to say to `found`, and gives the person. An unknown surgeon is a fault
    /// of the command, which is given back; where there are faults beside it, it is told with them.
    pub(super) fn told(self, found: &mut Diagnostics) -> (Person, Option<Explanation>) {
        found.extend(self.found.into_iter().map(|(_, diagnostic)| diagnostic));
        match self.unknown_surgeon {
            Some(unknown) if found.has_errors() => {
                found.push(unknown.into_diagnostic());
                (self.person, None)
            }
            unknown => (self.person, unknown),
        }
    }
}

/// What is said of a surgeon the brand does not list. What was typed may be somebody's name: it is
/// said again only if it looks like an id.
fn unknown_surgeon(id: &str, brand: &Brand) -> Explanation {
    let known: Vec<&str> = brand
        .people
        .iter()
        .map(|person| person.id.text.as_str())
        .collect();
    let mut hints = unknown_hints(id, &known, "surgeons");
    hints.push(Advice::naming(
        "for somebody else, use {}",
        &[Control::SurgeonInWords],
    ));
    let message = if looks_like_an_id(id) {
        format!("the brand has no surgeon `{id}`")
    } else {
        "the brand has no surgeon with this id".to_owned()
    };
    Explanation::new(message, hints)
}

/// Whether words are of the characters of an id, and so can be said again: they are nobody's name as it is written.
pub(crate) fn looks_like_an_id(words: &str) -> bool {
    words.chars().all(|character| {
        character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-'
    })
}

/// A fact that can be printed; else what is wrong with it, without quoting it.
fn check_fact(
    name: FactName,
    read: Result<ReadFact, FactProblem>,
    found: &mut Vec<(FactName, Diagnostic)>,
) -> Option<Fact> {
    let what = name.words();
    let ReadFact { fact, taken_out } = match read {
        Ok(read) => read,
        Err(problem) => {
            found.push((
                name,
                Diagnostic::new(
                    rule::UNPRINTABLE_FACT,
                    Severity::Error,
                    None,
                    format!("{what} {problem}"),
                )
                .hint(problem.hint()),
            ));
            return None;
        }
    };
    if taken_out > 0 {
        let characters = if taken_out == 1 {
            "an invisible character"
        } else {
            "invisible characters"
        };
        found.push((
            name,
            Diagnostic::new(
                rule::INVISIBLE_CHARACTER,
                Severity::Warning,
                None,
                format!("{what} contained {characters}, removed before printing"),
            )
            .hint(
                "such characters often come from copied text and can change the order of letters; \
                 check the printed line",
            ),
        ));
    }
    if let Some(character) = fonts::unprintable(fact.words()) {
        found.push((
            name,
            Diagnostic::new(
                rule::UNPRINTABLE_FACT,
                Severity::Error,
                None,
                format!(
                    "{what} contains a character that no built-in typeface has ({})",
                    character.script()
                ),
            )
            .hint(if character.in_ordinary_letters().is_some() {
                Advice::from(
                    "it is a letter with an unusual width, or one character made of several \
                     letters: type it again with ordinary letters",
                )
            } else {
                Advice::from("write it in a script that ")
                    .control_with(Control::List, "scripts")
                    .words(" shows, Latin letters for instance")
            }),
        ));
        return None;
    }
    Some(fact)
}
