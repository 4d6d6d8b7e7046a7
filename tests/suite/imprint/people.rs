//! Invented people for the imprint's tests: names of every script, on panels of every fullness.
//!
//! *What goes in and comes out*: a number goes in, so many people come out, always the same.
//! *What it promises*: the first 60 hold every script and every number of fields from one to seven;
//! among them are names of several lines, of one long word, and of signs that mean something to the
//! engine, to YAML or to a shell.
//! *Why this shape*: what can go wrong depends on script, height and number of fields together, so the
//! three are turned at different speeds.

use leaflet::commands::make::{PersonGiven, SurgeonGiven};
use leaflet::model::fact::{FACTS, FactName, Facts};

use crate::names::{names_by_script, printable_odd_names};

/// Most characters of an odd name that is of use here: a longer one fills the panel alone.
const LONGEST_ODD: usize = 70;

const LEVELS: [&str; 7] = [
    "L4–L5",
    "C5/C6 & C6/C7",
    "एल४–एल५",
    "#panic(\"x\") *_$<",
    "L1, L2, L3, L4, L5 and S1, from behind",
    "ਐਲ 4",
    "ﬁfth office",
];
const SIDES: [&str; 5] = [
    "left",
    "بائیں",
    "दोनों ओर",
    "Right (and a little left)",
    "ఎడమ",
];
const REFERENCES: [&str; 6] = [
    "REF-0017/26",
    "0",
    "Z\u{300}\u{301}\u{302}oe 12",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "نمونہ 123 (مریض)",
    "\\u{41} {patient} ../..",
];
const DATES: [&str; 3] = ["2026-03-31", "1 April 2027", "2026-12-09"];

/// One person's fields, in the panel's order.
const FIELDS: usize = FACTS.len();

/// So many people.
pub(super) fn people(count: usize) -> Vec<PersonGiven> {
    let names = names();
    let of = |list: &[&str], at: usize| Some(list[at % list.len()].to_owned());
    (0..count)
        .map(|at| {
            // Every fourth panel may lack the patient; all others begin with it.
            let first = if at % 4 == 3 { at / 4 % FIELDS } else { 0 };
            let fullness = 1 + (at + at / FIELDS) % FIELDS;
            let has = |field: usize| (field + FIELDS - first) % FIELDS < fullness;
            let surgeon = names[(at * 31 + 7) % names.len()].clone();
            let facts = Facts::each(|fact| {
                let value = match fact {
                    FactName::Patient => Some(names[at % names.len()].clone()),
                    FactName::Surgeon => None,
                    FactName::Date => of(&DATES, at),
                    FactName::ProcedureDate => of(&DATES, at + 1),
                    FactName::Level => of(&LEVELS, at / 2),
                    FactName::Side => of(&SIDES, at / 3),
                    _ => of(&REFERENCES, at / 2),
                };
                value.filter(|_| has(fact as usize))
            });
            PersonGiven {
                facts,
                surgeon: has(FactName::Surgeon as usize).then(|| match at % 3 {
                    0 => SurgeonGiven::Listed("bhavuk-garg".to_owned()),
                    _ => SurgeonGiven::Named(surgeon),
                }),
            }
        })
        .collect()
}

/// Names of all scripts in turn: short ones, of two lines, of three, of one long word, and odd ones.
fn names() -> Vec<String> {
    let scripts = names_by_script();
    let mut odd = printable_odd_names()
        .into_iter()
        // A list takes what begins with an equals sign for a formula.
        .filter(|name| name.chars().count() <= LONGEST_ODD && !name.starts_with('='));
    let mut names = Vec::new();
    for round in 0..6 {
        for of_script in scripts.values() {
            let short = of_script[round % of_script.len()];
            names.push(match round {
                1 => of_script[..3].join(" "),
                2 => {
                    let long = [of_script.join(" "), of_script[..2].join("-")];
                    long.join(" ")
                        .chars()
                        .take(110)
                        .collect::<String>()
                        .trim()
                        .to_owned()
                }
                3 => one_long_word(short),
                _ => short.to_owned(),
            });
            names.extend(odd.next());
        }
    }
    names.extend(odd);
    names
}

/// A name's letters without spaces, as often as is needed to be longer than a line.
fn one_long_word(name: &str) -> String {
    let letters: String = name.chars().filter(|sign| !sign.is_whitespace()).collect();
    letters.repeat(1 + 50 / letters.chars().count())
}

/// What the people must hold to be worth anything: told by the tests that use 60 of them.
pub(super) fn assert_varied(people: &[PersonGiven]) {
    let scripts = names_by_script();
    for (script, names) in &scripts {
        let has = people.iter().any(|person| {
            let patient = person.facts[FactName::Patient]
                .as_deref()
                .unwrap_or_default();
            names.iter().any(|name| patient.contains(name))
        });
        assert!(has, "nobody has a name in {script}");
    }
    for fullness in 1..=FIELDS {
        let filled = |person: &PersonGiven| {
            person.facts.iter().count() + usize::from(person.surgeon.is_some())
        };
        let count = people
            .iter()
            .filter(|person| filled(person) == fullness)
            .count();
        assert!(count >= 3, "{count} panels of {fullness} fields");
    }
}
