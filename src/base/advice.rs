//! What to do next, as a value: a sentence in which the controls of a front stand by what they do.
//!
//! In: words, and the [`Control`]s they speak of. Out: an [`Advice`], which a front puts into words with its
//! own names for its controls: `--force` on a command line, the label of a box on a page. Promise: nothing
//! but a front knows how a control is called; a front can tell what an advice asks for without reading it.
//!
//! Why a sentence with controls in it, and not a case for each sentence: a new advice is written in one
//! place, where it is given, and a front has to name some thirty controls and not twice as many sentences.

use std::fmt;

/// What to do next, in one sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Advice {
    parts: Vec<Part>,
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Part {
    Words(String),
    Control(Control, Vec<String>),
}

impl Advice {
    /// A sentence in which each `{}` is one of these controls, in their order.
    pub fn naming(sentence: &'static str, controls: &[Control]) -> Self {
        let mut controls = controls.iter();
        let mut advice = Self { parts: Vec::new() };
        for (number, words) in sentence.split("{}").enumerate() {
            if let Some(control) = (number > 0).then(|| controls.next()).flatten() {
                advice = advice.control(*control);
            }
            advice = advice.words(words);
        }
        advice
    }

    /// The same, with more words behind.
    #[must_use]
    pub fn words(mut self, words: impl Into<String>) -> Self {
        let words = words.into();
        if !words.is_empty() {
            self.parts.push(Part::Words(words));
        }
        self
    }

    /// The same, with a control behind.
    #[must_use]
    pub fn control(mut self, control: Control) -> Self {
        self.parts.push(Part::Control(control, Vec::new()));
        self
    }

    /// The same, with a control behind that is to be given this value.
    #[must_use]
    pub fn control_with(self, control: Control, value: impl Into<String>) -> Self {
        self.control_of(control, [value.into()])
    }

    /// The same, with a control behind that is to be given these values.
    #[must_use]
    pub fn control_of<V: Into<String>>(
        mut self,
        control: Control,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let values = values.into_iter().map(Into::into).collect();
        self.parts.push(Part::Control(control, values));
        self
    }

    /// Several in one sentence, with these words between them.
    pub fn joined(all: &[Self], between: &str) -> Self {
        let mut joined = Self::default();
        for (at, advice) in all.iter().enumerate() {
            if at > 0 {
                joined = joined.words(between);
            }
            joined.parts.extend(advice.parts.iter().cloned());
        }
        joined
    }

    /// Whether it speaks of this control.
    pub fn names(&self, control: Control) -> bool {
        self.parts
            .iter()
            .any(|part| matches!(part, Part::Control(named, _) if *named == control))
    }

    /// That a thing can be explained, and what is shown then.
    pub fn explaining(thing: &str, shows: &str) -> Self {
        Self::default()
            .control_with(Control::Explain, thing)
            .words(shows)
    }

    /// That all of a sort can be listed, and what the list shows.
    pub fn listing(sort: &str, shows: &str) -> Self {
        Self::default()
            .control_with(Control::List, sort)
            .words(shows)
    }

    /// The sentence, with the names that a front has for its controls and their values.
    pub fn worded(&self, name: impl Fn(Control, &[String]) -> String) -> String {
        let words = self.parts.iter().map(|part| match part {
            Part::Words(words) => words.clone(),
            Part::Control(control, values) => name(*control, values),
        });
        words.collect()
    }

    /// Gives back the memory that is set aside for more.
    pub fn shrink(&mut self) {
        self.parts.shrink_to_fit();
        for part in &mut self.parts {
            match part {
                Part::Words(words) => words.shrink_to_fit(),
                Part::Control(_, values) => values.shrink_to_fit(),
            }
        }
    }
}

impl From<String> for Advice {
    fn from(words: String) -> Self {
        Self {
            parts: vec![Part::Words(words)],
        }
    }
}

impl From<&String> for Advice {
    fn from(words: &String) -> Self {
        Self::from(words.clone())
    }
}

impl From<&str> for Advice {
    fn from(words: &str) -> Self {
        Self::from(words.to_owned())
    }
}

/// The sentence where no front has named the controls: by what they are in the code.
impl fmt::Display for Advice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |control: Control, values: &[String]| match values {
            [] => format!("`{control:?}`"),
            values => format!("`{control:?} {}`", values.join(" ")),
        };
        formatter.write_str(&self.worded(name))
    }
}

/// Something that a front lets its user choose or do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Control {
    /// Make a leaflet of a guide whose review is overdue, for a reason.
    AllowOverdue,
    /// Make a leaflet for each patient of a list.
    Batch,
    /// The brand.
    Brand,
    /// Make the library.
    Build,
    /// Hold guides against the rules.
    Check,
    /// The same of one guide in one language: both are its values.
    CheckInLanguage,
    /// The folder of the clinic's content.
    Content,
    /// How figures of a date are read.
    DateOrder,
    /// Look whether leaflets can be made.
    Doctor,
    /// The encoding of a list that is not Unicode.
    Encoding,
    /// Explain a thing, by its name.
    Explain,
    /// Replace what is there.
    Force,
    /// The format of leaflets.
    Format,
    /// The guide of rows that name none.
    GuideOfRows,
    /// The row of a list that names its columns.
    HeaderRow,
    /// Make the draft of a guide of a file.
    Import,
    /// The same, where the name does not say of what form it is: file and form are its values.
    ImportAs,
    /// Prove that the shares of a list are all there.
    Join,
    /// The language.
    Language,
    /// List what there is of a sort.
    List,
    /// The same of one brand: sort and brand are its values.
    ListOfBrand,
    /// The list of finished files.
    Manifest,
    /// The rules of what files are made of.
    MakeRules,
    /// How the files of a list are named.
    NamePattern,
    /// Begin a file, by its kind and name.
    New,
    /// The same with the text of what is there under this name: kind and name are its values.
    NewFrom,
    /// Where one file is written.
    Output,
    /// The folder where files are written.
    OutputFolder,
    /// The file of the print job.
    PrintJob,
    /// Let the patient's name enter the names of files.
    PatientsInNames,
    /// Take away leaflets of earlier lists.
    Prune,
    /// Take away leaflets of the library that no guide makes any more.
    PruneLibrary,
    /// Let a folder of leaflets forget how they were made.
    Purge,
    /// Let the clinic's reference enter the names of files.
    ReferencesInNames,
    /// Put letters right that were read in a wrong encoding.
    RepairEncoding,
    /// The record of a check.
    Report,
    /// Make one share of a list: its number and how many there are.
    Share,
    /// The sheet of a workbook.
    Sheet,
    /// Take rows that are doubtful for faults.
    Strict,
    /// The surgeon, by the name that the brand lists.
    Surgeon,
    /// The surgeon's name in words.
    SurgeonInWords,
    /// The day that counts as today.
    Today,
    /// Leave out what a workbook does not show.
    VisibleOnly,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_front_names_the_controls_of_a_sentence_and_can_ask_for_them() {
        let advice = Advice::naming(
            "add {} or name it with {}",
            &[Control::Force, Control::Output],
        )
        .words(", e.g. ")
        .control_with(Control::Output, "a {}.pdf");
        let worded = advice.worded(|control, values| match (control, values) {
            (Control::Force, _) => "[x]".to_owned(),
            (_, values) => format!("<{}>", values.concat()),
        });
        assert_eq!(worded, "add [x] or name it with <>, e.g. <a {}.pdf>");
        assert!(advice.names(Control::Force) && !advice.names(Control::Brand));
        assert_eq!(Advice::from("plain {}").to_string(), "plain {}");
    }
}
