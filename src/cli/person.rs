//! The options for one patient: one for each personal fact, and one more for a surgeon by name.
//!
//! In: [`FACTS`]. Out: [`PersonArguments`]. Promise: every fact has its option, because the options are made
//! from the table of facts; what is given is kept out of the debugging output.

use clap::{Arg, ArgGroup, ArgMatches, Args, Command, FromArgMatches, error::Error};

use crate::model::fact::{FACTS, FactEntry, FactKind, FactName, Facts};

/// The group of all options that make a leaflet personal, by which another option can refuse them.
pub(super) const PERSONAL: &str = "personal";

const HEADING: &str = "For one patient (each is optional, and shown only when given)";

const SURGEON_NAME: &str = "surgeon_name";

/// What was given for one patient; of the surgeon, the name by which the brand lists them.
#[derive(Clone, Default)]
pub(super) struct PersonArguments {
    pub(super) facts: Facts<String>,
    /// The surgeon's name in words.
    pub(super) surgeon_name: Option<String>,
}

impl std::fmt::Debug for PersonArguments {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("PersonArguments(•••)")
    }
}

/// The option of a fact.
fn option(entry: &FactEntry) -> Arg {
    let (value, help) = match entry.kind {
        FactKind::Patient => (
            "NAME",
            "The patient's name, printed exactly as given; `-` reads it from standard input, so \
             that it is not stored in the shell's history.",
        ),
        FactKind::Surgeon => (
            "SURGEON",
            "The surgeon: a name from `leaflet list surgeons`; without this option, the one in \
             `leaflet.yaml`, if there is one.",
        ),
        FactKind::Day => ("DATE", entry.help),
        FactKind::Words | FactKind::Number => ("TEXT", entry.help),
    };
    let option = Arg::new(entry.name)
        .long(entry.name.replace('_', "-"))
        .value_name(value)
        .help(help.trim_end_matches('.'));
    match entry.kind {
        FactKind::Surgeon => option.conflicts_with(SURGEON_NAME),
        _ => option,
    }
}

impl Args for PersonArguments {
    fn augment_args(command: Command) -> Command {
        let mut command = command.next_help_heading(HEADING);
        for entry in FACTS {
            command = command.arg(option(entry));
            if entry.kind == FactKind::Surgeon {
                command = command.arg(
                    Arg::new(SURGEON_NAME)
                        .long("surgeon-name")
                        .value_name("NAME")
                        .help(
                            "The surgeon's full name, for a surgeon whom the brand does not list",
                        ),
                );
            }
        }
        let personal = FACTS
            .iter()
            .filter(|entry| entry.kind != FactKind::Surgeon)
            .map(|entry| entry.name);
        command.group(ArgGroup::new(PERSONAL).args(personal).multiple(true))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for PersonArguments {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let given = |name: &str| matches.get_one::<String>(name).cloned();
        Ok(Self {
            facts: Facts::each(|fact: FactName| given(fact.name())),
            surgeon_name: given(SURGEON_NAME),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
