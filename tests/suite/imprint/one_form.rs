//! One leaflet has one form: the bytes are the same, whichever way it is asked for.
//!
//! *What goes in and comes out*: the same people by `make`, by `batch` in several orders and with several
//! threads, and by the library in groups of several sizes; their files are held against each other.
//! *What it promises*: folder, time zone, locale and what was printed before change nothing.
//! *Why this shape*: a clinic that prints one leaflet again must get the one that it gave out.

use leaflet::model::fact::FactName;
use std::collections::BTreeMap;

use super::people::people;
use super::*;

/// A row of a list, and what `make` is asked for the same person.
struct Asked {
    output: String,
    facts: Vec<(&'static str, &'static str, String)>,
}

/// People of whom a list and a command line can say the same.
fn asked() -> Vec<Asked> {
    let everyone = people(18).into_iter();
    // A list is one of patients.
    everyone
        .filter(|given| given.facts[FactName::Patient].is_some())
        .enumerate()
        .map(|(at, given)| {
            let surgeon = given.surgeon.and_then(|surgeon| match surgeon {
                SurgeonGiven::Named(name) => Some(("surgeon", "--surgeon-name", name)),
                SurgeonGiven::Listed(id) => Some(("surgeon", "--surgeon", id)),
                SurgeonGiven::Set(_) => None,
            });
            let mut facts = given.facts;
            let mut fact = |column, option, fact| Some((column, option, facts[fact].take()?));
            let facts = [
                fact("patient", "--patient", FactName::Patient),
                surgeon,
                fact(
                    "procedure date",
                    "--procedure-date",
                    FactName::ProcedureDate,
                ),
                fact("level", "--level", FactName::Level),
                fact("side", "--side", FactName::Side),
                fact("reference", "--reference", FactName::Reference),
            ];
            Asked {
                output: format!("bed-{at}"),
                facts: facts.into_iter().flatten().collect(),
            }
        })
        .collect()
}

/// A list of them in this order.
fn list(asked: &[Asked], order: &[usize]) -> Vec<u8> {
    let columns = [
        "output",
        "patient",
        "surgeon",
        "procedure date",
        "level",
        "side",
        "reference",
    ];
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns).unwrap();
    for at in order {
        let row = &asked[*at];
        let cell = |column: &str| {
            let mut facts = row.facts.iter();
            let fact = facts.find(|(name, ..)| *name == column);
            fact.map_or("", |(.., fact)| fact.as_str())
        };
        let cells = columns.map(|column| match column {
            "output" => row.output.as_str(),
            _ => cell(column),
        });
        writer.write_record(cells).unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn make_and_batch_give_the_same_bytes_whatever_surrounds_them() {
    let asked = asked();
    let bench = Workbench::new().with_folder("elsewhere/deep down");
    let mut made = BTreeMap::new();
    for row in &asked {
        let facts = row.facts.iter();
        let file = format!("{}.pdf", row.output);
        bench
            .leaflet(["make", GUIDE, "-q", "-o", &file])
            .with(facts.map(|(_, option, fact)| format!("{option}={fact}")))
            .run()
            .succeeds();
        made.insert(file.clone(), bench.bytes(&file));
    }
    let forwards: Vec<usize> = (0..asked.len()).collect();
    let backwards: Vec<usize> = forwards.iter().rev().copied().collect();
    let mixed: Vec<usize> = forwards.iter().map(|at| at * 5 % asked.len()).collect();
    assert!(forwards.iter().all(|at| mixed.contains(at)));
    for (at, (order, jobs)) in [
        (&forwards, "1"),
        (&backwards, "2"),
        (&mixed, "7"),
        (&backwards, "1"),
    ]
    .into_iter()
    .enumerate()
    {
        let folder = format!("out-{at}");
        bench.put("elsewhere/deep down/list.csv", list(&asked, order));
        let run = bench
            .leaflet(["batch", "list.csv", "-q", "--guide", GUIDE, "--jobs", jobs])
            .with(["--output-dir", &format!("../../{folder}")])
            .in_folder("elsewhere/deep down");
        let run = match jobs {
            "1" => run,
            _ => run
                .env("TZ", "Asia/Kolkata")
                .env("LC_ALL", "hi_IN")
                .umask("077"),
        };
        run.run().succeeds();
        for (file, bytes) in &made {
            assert!(
                bench.bytes(&format!("{folder}/{file}")) == *bytes,
                "{file} differs with --jobs {jobs} in the order {order:?}"
            );
        }
    }
}

#[test]
fn leaflets_are_the_same_in_groups_of_every_size_and_behind_others() {
    let everyone = people(32);
    let guide = Guide::built_in();
    let together = guide.printed(&everyone);
    let other = Guide::built_in();
    // One by one, backwards, by a master that has printed nothing before; then in fives.
    let alone = everyone.iter().rev();
    let alone: Vec<Vec<u8>> = alone
        .map(|given| other.printed(std::slice::from_ref(given)).remove(0))
        .collect();
    let fives: Vec<Vec<u8>> = everyone
        .chunks(5)
        .flat_map(|five| other.printed(five))
        .collect();
    for (at, bytes) in together.iter().enumerate() {
        assert!(*bytes == alone[everyone.len() - 1 - at], "{at}: alone");
        assert!(*bytes == fives[at], "{at}: among five");
    }
}
