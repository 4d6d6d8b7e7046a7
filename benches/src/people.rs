//! The invented people of the roster.
//!
//! In: `people.tsv`. Out: as many people as are asked for, each with a name, facts of a procedure
//! and a reference, and rosters of them for `leaflet batch`. Promise: the person at a place is
//! always the same; up to [`MOST`] no two names and no two references are; neighbours seldom have a
//! given or a family name in common, so that little of one leaflet can serve the next by chance; the
//! scripts come mixed, in the same shares in every two hundred.

use std::collections::HashSet;

use leaflet_benches_way::Problem;

use crate::{GUIDE, SURGEON};

/// How many people there are at the most.
pub const MOST: usize = 10_000;

/// People after whom the scripts begin anew, and by how many places one goes on in the list of
/// scripts from person to person: the two have no factor in common.
const ROUND: usize = 200;
const STEP: usize = 77;

/// Every how many people of a script one has two given names: a name that may take a second line.
const LONG: usize = 8;

const LEVELS: [&str; 8] = [
    "L4–L5", "L5–S1", "L3–L4", "L2–L3", "L3–L5", "L4–S1", "T12–L1", "L2–L5",
];

/// Sides, where there is one to name.
const SIDES: [&str; 7] = ["left", "right", "left", "right", "left", "both sides", ""];

/// Every how many people one has no level.
const NO_LEVEL: usize = 40;

/// One invented person.
pub struct Invented {
    /// The script of the name, as `people.tsv` calls it.
    pub script: &'static str,
    /// The name.
    pub name: String,
    /// The date of the procedure: year, month and day.
    pub procedure_date: String,
    /// The level; empty for some.
    pub level: &'static str,
    /// The side; empty for some.
    pub side: &'static str,
    /// The clinic's own number.
    pub reference: String,
}

/// All of them.
pub struct People {
    scripts: Vec<Script>,
}

struct Script {
    name: &'static str,
    share: usize,
    given: Vec<&'static str>,
    family: Vec<&'static str>,
}

impl People {
    /// Reads the list of names.
    ///
    /// # Errors
    /// The list is not as its own head says, or two of its people would be the same.
    pub fn read() -> Result<Self, Problem> {
        let lines = include_str!("../people.tsv").lines();
        let scripts = lines
            .filter(|line| !line.starts_with('#') && !line.is_empty())
            .map(script)
            .collect::<Result<Vec<_>, Problem>>()?;
        if scripts.iter().map(|script| script.share).sum::<usize>() != ROUND {
            return Err(format!("the shares in people.tsv do not make {ROUND}").into());
        }
        let people = Self { scripts };
        let (mut names, mut references) = (HashSet::new(), HashSet::new());
        for place in 0..MOST {
            let person = people.person(place)?;
            if !names.insert(person.name) || !references.insert(person.reference) {
                return Err(format!("person {place} of people.tsv was there before").into());
            }
        }
        Ok(people)
    }

    /// The person at this place.
    ///
    /// # Errors
    /// The list of names is too short.
    pub fn person(&self, place: usize) -> Result<Invented, Problem> {
        let mut in_script = place * STEP % ROUND;
        let mut scripts = self.scripts.iter();
        let script = loop {
            let script = scripts.next().ok_or("people.tsv has too few scripts")?;
            if in_script < script.share {
                break script;
            }
            in_script -= script.share;
        };
        Ok(Invented {
            script: script.name,
            name: script.full_name(place / ROUND * script.share + in_script)?,
            procedure_date: format!("2027-{:02}-{:02}", 1 + place / 28 % 12, 1 + place % 28),
            level: if place % NO_LEVEL == NO_LEVEL - 1 {
                ""
            } else {
                LEVELS[place * 3 % LEVELS.len()]
            },
            side: SIDES[place % SIDES.len()],
            // 7,919 is a prime number, so that no two are the same, and neighbours are far apart.
            reference: format!("MH-{}", 100_000 + place * 7_919 % 900_000),
        })
    }

    /// The roster of the first so many people, for `leaflet batch`.
    ///
    /// # Errors
    /// The list of names is too short.
    pub fn roster(&self, rows: usize) -> Result<String, Problem> {
        let mut roster =
            String::from("guide,patient,surgeon,procedure date,level,side,reference\r\n");
        for place in 0..rows {
            let person = self.person(place)?;
            let cells = [
                GUIDE,
                &person.name,
                SURGEON,
                &person.procedure_date,
                person.level,
                person.side,
                &person.reference,
            ];
            // No cell has a comma or a quotation mark.
            roster.push_str(&cells.join(","));
            roster.push_str("\r\n");
        }
        Ok(roster)
    }
}

impl Script {
    /// The name at this place of the script: two given names for some, and where there would be no
    /// other left.
    fn full_name(&self, place: usize) -> Result<String, Problem> {
        let (given_names, family_names) = (self.given.len(), self.family.len());
        let given = place % given_names;
        let turn = place / given_names;
        // Seven further for the next person, so that neighbours are of different families.
        let family = self.family[(given * 7 + turn) % family_names];
        if place % LONG != LONG - 1 && turn < family_names {
            return Ok(format!("{} {family}", self.given[given]));
        }
        let apart = 1 + turn / family_names;
        if apart >= given_names {
            return Err(format!("people.tsv has too few names in {}", self.name).into());
        }
        let second = self.given[(given + apart) % given_names];
        Ok(format!("{} {second} {family}", self.given[given]))
    }
}

fn script(line: &'static str) -> Result<Script, Problem> {
    let parts: Vec<&str> = line.split('\t').collect();
    let [name, share, given, family] = parts[..] else {
        return Err(format!("people.tsv has a line of {} parts", parts.len()).into());
    };
    Ok(Script {
        name,
        share: share.parse()?,
        given: given.split(' ').collect(),
        family: family.split(' ').collect(),
    })
}
