//! What the command line calls its controls: the options and commands of which an advice speaks.
//!
//! In: a control, and perhaps the value it is to be given. Out: its name, ready for a sentence. Promise: this
//! is the one place where an advice meets the names of options; a test looks that each is one.

use crate::base::advice::Control;

/// A control as it is typed, between back quotes, with its values behind it.
pub(super) fn name(control: Control, values: &[String]) -> String {
    let typed = typed(control);
    match (control, values) {
        (_, []) => format!("`{typed}`"),
        (Control::CheckInLanguage, [guide, language]) => {
            format!("`{typed} {guide} --language {language}`")
        }
        (Control::ImportAs, [file, form]) => format!("`{typed} {file} --from {form}`"),
        (Control::ListOfBrand, [sort, brand]) => format!("`{typed} {sort} --brand {brand}`"),
        (Control::NewFrom, [kind, name]) => format!("`{typed} {kind} {name} --from {name}`"),
        (_, values) => format!("`{typed} {}`", values.join(" ")),
    }
}

/// What is typed for a control.
pub(super) fn typed(control: Control) -> &'static str {
    match control {
        Control::AllowOverdue => "--allow-overdue",
        Control::Batch => "leaflet batch",
        Control::Brand => "--brand",
        Control::Build => "leaflet build",
        Control::Check | Control::CheckInLanguage => "leaflet check",
        Control::Content => "--content",
        Control::DateOrder => "--dates",
        Control::Doctor => "leaflet doctor",
        Control::Encoding => "--encoding",
        Control::Explain => "leaflet explain",
        Control::Force => "--force",
        Control::Format => "--format",
        Control::GuideOfRows => "--guide",
        Control::HeaderRow => "--header-row",
        Control::Import | Control::ImportAs => "leaflet import",
        Control::Join => "--join",
        Control::Language => "--language",
        Control::List | Control::ListOfBrand => "leaflet list",
        Control::Manifest => "--manifest",
        Control::MakeRules => "--deps",
        Control::NamePattern => "--name",
        Control::New | Control::NewFrom => "leaflet new",
        Control::Output => "-o",
        Control::OutputFolder => "--output-dir",
        Control::PrintJob => "--combined",
        Control::PatientsInNames => "--patients-in-names",
        Control::Prune => "--prune",
        Control::PruneLibrary => "leaflet build --prune",
        Control::Purge => "leaflet purge",
        Control::ReferencesInNames => "--references-in-names",
        Control::RepairEncoding => "--repair-encoding",
        Control::Report => "--report",
        Control::Share => "--shard",
        Control::Sheet => "--sheet",
        Control::Strict => "--strict",
        Control::Surgeon => "--surgeon",
        Control::SurgeonInWords => "--surgeon-name",
        Control::Today => "--today",
        Control::VisibleOnly => "--visible-only",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Arguments;

    /// Every option and command that the command line knows, as it is typed.
    fn known() -> BTreeSet<String> {
        let root = Arguments::command();
        let mut known = BTreeSet::new();
        for command in root.get_subcommands() {
            known.insert(format!("leaflet {}", command.get_name()));
            for option in command.get_arguments() {
                known.extend(option.get_long().map(|long| format!("--{long}")));
                known.extend(option.get_short().map(|short| format!("-{short}")));
            }
        }
        known
    }

    #[test]
    fn every_name_of_a_control_is_an_option_or_a_command() {
        let known = known();
        let (_, names) = include_str!("controls.rs").split_once("fn typed").unwrap();
        let (names, _) = names.split_once("\n}\n").unwrap();
        let mut count = 0;
        for name in names.lines().filter_map(|line| line.split('"').nth(1)) {
            let mut words = name.split(' ');
            let first = match words.next() {
                Some("leaflet") => format!("leaflet {}", words.next().unwrap()),
                word => word.unwrap().to_owned(),
            };
            assert!(known.contains(&first), "{name}");
            assert!(words.all(|word| known.contains(word)), "{name}");
            count += 1;
        }
        assert!(count > 25, "{count}");
    }

    #[test]
    fn a_value_stands_behind_the_name_and_what_its_form_is_behind_that() {
        assert_eq!(name(Control::Force, &[]), "`--force`");
        let values = |values: &[&str]| -> Vec<String> {
            values.iter().map(|value| (*value).to_owned()).collect()
        };
        let guides = name(Control::List, &values(&["guides"]));
        assert_eq!(guides, "`leaflet list guides`");
        let page = name(Control::ImportAs, &values(&["a.yaml", "html"]));
        assert_eq!(page, "`leaflet import a.yaml --from html`");
    }
}
