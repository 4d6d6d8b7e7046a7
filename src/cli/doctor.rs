//! `leaflet doctor`: whether leaflets can be made here, what was found, and what to do.
//!
//! In: the settings, the content, the folders leaflets go to, and the environment. Out: one page on
//! standard output, a line for each thing that was looked at, marked with a word; or one JSON object a
//! line. Promise: it looks at everything even where something is in the way; it changes nothing and
//! leaves nothing; it names no person, and no path but those that somebody named and those of content.
//!
//! To look at a further thing, write a function that adds its [`Line`]s, and call it in [`doctor`].

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::{DoctorArguments, MessageFormat, TodayArgument};
use super::environment::{source_date, today};
use super::outcome::Outcome;
use super::review::{days_before, due_in_words};
use super::settings;
use super::terminal::{Terminal, harmless_path, shown};
use crate::base::diagnostic::{Diagnostics, Severity, harmless, quoted};
use crate::base::failure::{Advice, Failure};
use crate::commands::batch::PATIENTS_FOLDER;
use crate::commands::library::USUAL_FOLDER;
use crate::commands::make::{
    Order, PersonGiven, PersonRead, SurgeonGiven, Texts, make, read_brand, read_languages, reviews,
};
use crate::commands::output;
use crate::commands::project::Project;
use crate::input::content::{Content, Workplace};
use crate::model::brand::Brand;
use crate::model::patient::Person;
use crate::pages::typeset::Workshop;
use crate::pages::typeset::fonts::FAMILIES;
use crate::source::SourceSet;

/// Version of the JSON lines; it grows when a field changes its meaning.
const VERSION: u32 = 1;

/// Most lines about things of one sort, so that the page stays one.
const LINES_OF_A_SORT: usize = 20;

/// Programs that judge finished files, by the name of their command. The tests of this program ask them.
const VALIDATORS: &[(&str, &str)] = &[
    ("veraPDF", "verapdf"),
    ("qpdf", "qpdf"),
    ("pdftoppm", "pdftoppm"),
];

/// What the environment says of the letters of messages, the first that is set (POSIX, 8.2).
const LOCALE: &[&str] = &["LC_ALL", "LC_CTYPE", "LANG"];

/// How it is with a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Nothing to do.
    Ok,
    /// Somebody should look at it; leaflets can be made.
    Look,
    /// It keeps leaflets from being made.
    Fault,
}

impl Mark {
    fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Look => "look",
            Self::Fault => "fault",
        }
    }
}

/// What was found of one thing.
#[derive(Debug)]
struct Line {
    mark: Mark,
    topic: &'static str,
    message: String,
    hints: Vec<String>,
}

/// All that was found so far.
struct Page {
    lines: Vec<Line>,
    outcome: Outcome,
}

impl Page {
    fn add(&mut self, mark: Mark, topic: &'static str, message: String, hints: Vec<String>) {
        self.lines.push(Line {
            mark,
            topic,
            message,
            hints,
        });
    }

    fn ok(&mut self, topic: &'static str, message: impl Into<String>) {
        self.add(Mark::Ok, topic, message.into(), Vec::new());
    }

    fn look(&mut self, topic: &'static str, message: impl Into<String>, hint: impl Into<String>) {
        self.add(Mark::Look, topic, message.into(), vec![hint.into()]);
    }

    /// A fault of what people wrote.
    fn content_fault(&mut self, topic: &'static str, message: String, hints: Vec<String>) {
        self.add(Mark::Fault, topic, message, hints);
        if self.outcome == Outcome::Done {
            self.outcome = Outcome::ContentHasProblems;
        }
    }

    /// A fault of the computer, or of a name that was given.
    fn machine_fault(&mut self, topic: &'static str, message: String, hints: Vec<String>) {
        self.add(Mark::Fault, topic, message, hints);
        self.outcome = Outcome::UsageOrMachine;
    }

    /// Why something cannot be had: what is wrong with `what`, and which command tells all of it.
    fn failure(&mut self, topic: &'static str, what: &str, failure: Failure, command: &str) {
        match failure {
            Failure::Content(found) => {
                let (message, mut hints) = in_short(what, &found);
                hints.push(format!("`{command}` tells each with its place"));
                self.content_fault(topic, message, hints);
            }
            Failure::Usage(Advice { message, hints })
            | Failure::System(Advice { message, hints })
            | Failure::Program(Advice { message, hints }) => {
                self.machine_fault(topic, message, hints);
            }
            Failure::Interrupted => {}
        }
    }

    /// The page as people read it.
    fn for_people(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            let (mark, topic) = (line.mark.name(), line.topic);
            text.push_str(&format!("{mark:<7}{topic:<11}{}\n", safe(&line.message)));
            for hint in &line.hints {
                text.push_str(&format!("{:18}hint: {}\n", "", safe(hint)));
            }
        }
        text
    }

    /// The page as programs read it: one object a line.
    fn for_machines(&self) -> String {
        let objects = self.lines.iter().map(|line| {
            let hints: Vec<String> = line.hints.iter().map(|hint| safe(hint)).collect();
            let object = json!({
                "version": VERSION,
                "mark": line.mark.name(),
                "topic": line.topic,
                "message": safe(&line.message),
                "hints": hints,
            });
            format!("{object}\n")
        });
        objects.collect()
    }
}

/// A text harmless to the terminal.
fn safe(text: &str) -> String {
    text.chars().map(harmless).collect()
}

/// A number with its word.
fn counted(count: usize, one: &str, more: &str) -> String {
    let word = if count == 1 { one } else { more };
    format!("{count} {word}")
}

/// How many faults something has, with the first of them and what to do about it.
fn in_short(what: &str, found: &Diagnostics) -> (String, Vec<String>) {
    let errors = found.iter().filter(|one| one.severity == Severity::Error);
    let errors: Vec<_> = errors.collect();
    let count = counted(errors.len(), "fault", "faults");
    match errors.first() {
        Some(first) => (
            format!("{what} has {count}: {}", first.message),
            first.hints.iter().take(1).cloned().collect(),
        ),
        None => (format!("{what} has {count}"), Vec::new()),
    }
}

/// Looks at everything and prints the page.
pub(super) fn doctor(arguments: &DoctorArguments, terminal: Terminal) -> Outcome {
    let mut page = Page {
        lines: Vec::new(),
        outcome: Outcome::Done,
    };
    program(&mut page);
    trial(&mut page);
    scripts(&mut page);
    let project = project(&mut page);
    if let Some(content) = content_found(arguments, project.as_ref(), &mut page) {
        let project = project.clone().unwrap_or_default();
        languages(&content, &mut page);
        let brand = brands(arguments, &project, &content, &mut page);
        guides(&project, &content, brand, &mut page);
        reviews_due(&project, &content, &mut page);
    }
    folders(arguments, project.as_ref(), &mut page);
    dates(&mut page);
    letters(&mut page);
    validators(&mut page);
    let outcome = page.outcome;
    match outcome {
        Outcome::Done => page.ok("summary", "leaflets can be made here"),
        _ => page.add(
            Mark::Fault,
            "summary",
            "something keeps leaflets from being made".to_owned(),
            vec!["mend what is marked `fault`, then run `leaflet doctor` again".to_owned()],
        ),
    }
    let text = match terminal.format {
        MessageFormat::Json => page.for_machines(),
        _ => page.for_people(),
    };
    match terminal.print(&text) {
        Outcome::Done => outcome,
        printed => printed,
    }
}

fn program(page: &mut Page) {
    let (system, processor) = (std::env::consts::OS, std::env::consts::ARCH);
    let version = env!("CARGO_PKG_VERSION");
    page.ok(
        "program",
        format!("leaflet {version}, for {system} on {processor}"),
    );
}

/// A leaflet of a guide that is built in, made and thrown away.
fn trial(page: &mut Page) {
    let content = Content::default();
    let Some((guide, _)) = content.guides().pop_first() else {
        return;
    };
    let (order, workshop) = (Order::new(guide), Workshop::new());
    match make(&order, &content, &workshop, &mut SourceSet::new()) {
        Ok(made) => {
            let pages = counted(made.pages, "page", "pages");
            let size = made.file().len().div_ceil(1_000);
            let message = format!("a leaflet of the built-in guide was made: {pages}, {size} KB");
            page.ok("trial", message);
        }
        Err(failure) => {
            let message = match (&failure, failure.advice()) {
                (_, Some(advice)) => advice.message.clone(),
                (Failure::Content(found), _) => in_short("the built-in guide", found).0,
                _ => String::new(),
            };
            let hint = "get the program anew; this one is damaged".to_owned();
            page.machine_fault("trial", message, vec![hint]);
        }
    }
}

fn scripts(page: &mut Page) {
    let scripts: Vec<&str> = FAMILIES
        .iter()
        .flat_map(|family| family.scripts)
        .copied()
        .collect();
    let families = counted(FAMILIES.len(), "typeface is", "typefaces are");
    page.ok(
        "scripts",
        format!(
            "{families} built in, and none of the computer's is used; guides and names can be \
             printed in {}",
            scripts.join(", ")
        ),
    );
}

/// The settings; `None` where they cannot be read.
fn project(page: &mut Page) -> Option<Project> {
    let is_there = !matches!(Workplace::of_process().project_file(), Ok(None));
    match settings::project(&mut SourceSet::new()) {
        Ok(project) => {
            page.ok(
                "settings",
                if is_there {
                    "`leaflet.yaml` can be read"
                } else {
                    "there is no `leaflet.yaml` in this folder, and none is needed"
                },
            );
            Some(project)
        }
        Err(failure) => {
            page.failure("settings", "`leaflet.yaml`", failure, "leaflet list guides");
            None
        }
    }
}

/// The content, and what is never used of it; `None` where it cannot be had.
fn content_found(
    arguments: &DoctorArguments,
    project: Option<&Project>,
    page: &mut Page,
) -> Option<Content> {
    if project.is_none() && arguments.content.content.is_none() {
        // Where content is to be looked for is not known.
        return None;
    }
    let nothing_set = Project::default();
    let project = project.unwrap_or(&nothing_set);
    let (content, unused) = match settings::content_and_unused(&arguments.content, project) {
        Ok(found) => found,
        Err(failure) => {
            page.failure("content", "`leaflet.yaml`", failure, "leaflet list guides");
            return None;
        }
    };
    match content.own_folder() {
        Some(folder) => {
            let guides = counted(
                content.own_guides().len(),
                "guide of the clinic's own",
                "guides of the clinic's own",
            );
            let folder = folder.display();
            page.ok("content", format!("the folder `{folder}` holds {guides}"));
        }
        None => page.ok(
            "content",
            "there is no content folder of the clinic's own; what is built in is used",
        ),
    }
    for one in unused.iter().take(LINES_OF_A_SORT) {
        page.add(
            Mark::Look,
            "content",
            one.message.clone(),
            one.hints.clone(),
        );
    }
    if let Some(more) = more(unused.len()) {
        let hint = "`leaflet list guides` names them all";
        page.look("content", format!("{more} files that are not used"), hint);
    }
    Some(content)
}

/// What to say of the rest of a sort; `None` if all were told.
fn more(count: usize) -> Option<String> {
    let rest = count.saturating_sub(LINES_OF_A_SORT);
    (rest > 0).then(|| format!("and {rest} more"))
}

fn languages(content: &Content, page: &mut Page) {
    let (mut sources, mut found) = (SourceSet::new(), Diagnostics::new());
    match read_languages(content, &mut sources, &mut found) {
        Ok(languages) => {
            let tags: Vec<&str> = languages.iter().map(|(tag, _)| tag.as_str()).collect();
            let wrong: Vec<&str> = languages
                .iter()
                .filter(|(_, name)| name.is_none())
                .map(|(tag, _)| tag.as_str())
                .collect();
            if wrong.is_empty() {
                page.ok(
                    "languages",
                    format!("read without a fault: {}", tags.join(", ")),
                );
                for one in found.iter() {
                    page.look("languages", one.message.clone(), one.hints.join("; "));
                }
            } else {
                let what = format!("what is said in {}", wrong.join(", "));
                let failure = Failure::Content(found);
                page.failure("languages", &what, failure, "leaflet list languages");
            }
        }
        Err(failure) => page.failure("languages", "", failure, "leaflet list languages"),
    }
}

/// Reads every brand; gives the one that leaflets wear when none is named, or else the first.
fn brands(
    arguments: &DoctorArguments,
    project: &Project,
    content: &Content,
    page: &mut Page,
) -> Option<Brand> {
    let strange = settings::checked(project.clone(), content, &arguments.content, None);
    if let Err(failure) = strange {
        page.failure("settings", "`leaflet.yaml`", failure, "leaflet check");
    }
    let set = project.brand.as_ref().map(|words| &words.text);
    let chosen = arguments.content.brand.as_ref().or(set).cloned();
    let chosen = chosen.or_else(|| content.only_brand());
    let mut names = content.brands();
    // One that is asked for and does not exist is told like one that cannot be read.
    if let Some(asked) = &arguments.content.brand
        && !names.contains(asked)
    {
        names.push(asked.clone());
    }
    let mut read = Vec::new();
    for name in &names {
        match read_brand(Some(name), content, &mut SourceSet::new()) {
            Ok(brand) => read.push((name, brand)),
            Err(failure) => {
                let command = format!("leaflet list surgeons --brand {name}");
                page.failure(
                    "brands",
                    &format!("the brand {}", quoted(name)),
                    failure,
                    &command,
                );
            }
        }
    }
    let known: Vec<&str> = read.iter().map(|(name, _)| name.as_str()).collect();
    if !known.is_empty() {
        page.ok(
            "brands",
            format!("read without a fault: {}", known.join(", ")),
        );
    }
    if chosen.is_none() {
        page.look(
            "brands",
            "there are several, and none is chosen",
            "name one with `brand:` in `leaflet.yaml`, or with `--brand` in each command",
        );
    }
    let is_chosen = |name: &str| chosen.as_ref().is_none_or(|chosen| chosen == name);
    let (_, brand) = read.into_iter().find(|(name, _)| is_chosen(name))?;
    let given = PersonGiven {
        surgeon: project.surgeon.clone().map(SurgeonGiven::Set),
        ..PersonGiven::default()
    };
    let mut said = Diagnostics::new();
    let surgeon = PersonRead::of(&given, Some(&brand), None);
    said.extend(surgeon.found.into_iter().map(|(_, found)| found));
    if said.has_errors() {
        let failure = Failure::Content(said);
        page.failure("settings", "`leaflet.yaml`", failure, "leaflet check");
    }
    Some(brand)
}

/// Reads the clinic's own guides, or the built-in ones where it has none, with their pictures.
fn guides(project: &Project, content: &Content, brand: Option<Brand>, page: &mut Page) {
    let own = content.own_guides();
    let known = content.languages();
    let (mut read, mut wrong) = (0, Vec::new());
    for (guide, languages) in content.guides() {
        if !own.is_empty() && !own.contains(&guide) {
            continue;
        }
        for language in languages {
            if !known.contains(&language) {
                page.look(
                    "guides",
                    format!(
                        "{} is written in `{language}`, and there is no such language",
                        quoted(&guide)
                    ),
                    format!("begin it with `leaflet new language {language}`"),
                );
                continue;
            }
            let mut order = Order::new(guide.clone());
            order.language = Some(language.clone());
            order.brand = brand.as_ref().map(|brand| brand.id.clone());
            order.print = project.print();
            order.today = Some(today(&TodayArgument { today: None }));
            match read_with_pictures(&order, content) {
                Ok(()) => read += 1,
                Err(failure) => wrong.push((guide.clone(), language, failure)),
            }
        }
    }
    if read > 0 {
        let texts = counted(read, "text", "texts");
        page.ok(
            "guides",
            format!("{texts} read without a fault, with their pictures"),
        );
    }
    let count = wrong.len();
    for (guide, language, failure) in wrong.into_iter().take(LINES_OF_A_SORT) {
        let command = format!("leaflet check {guide} --language {language}");
        let what = format!("{} in `{language}`", quoted(&guide));
        page.failure("guides", &what, failure, &command);
    }
    if let Some(more) = more(count) {
        let hints = vec!["`leaflet check` tells them all".to_owned()];
        page.content_fault("guides", format!("{more} texts with faults"), hints);
    }
}

/// Which of the clinic's own guides are to be reviewed soon, or of the built-in ones where it has none.
fn reviews_due(project: &Project, content: &Content, page: &mut Page) {
    let own = content.own_guides();
    let guides = content.guides();
    let pairs = guides
        .iter()
        .filter(|(guide, _)| own.is_empty() || own.contains(*guide))
        .flat_map(|(guide, languages)| {
            let languages = languages.iter();
            languages.map(move |language| (guide.as_str(), language.as_str()))
        });
    let today = today(&TodayArgument { today: None });
    let due = due_in_words(reviews(pairs, content), today, days_before(project));
    if let Some((message, hint)) = due {
        page.look("guides", message, hint);
    }
}

/// Reads what a leaflet for everyone is made of, as far as its pages.
fn read_with_pictures(order: &Order, content: &Content) -> Result<(), Failure> {
    let (mut sources, mut found) = (SourceSet::new(), Diagnostics::new());
    let texts = Texts::named(order, content)?;
    let ready = texts.open(order, &mut sources, &mut found)?;
    match ready.leaflet(&Person::default(), &mut found) {
        Some(_) => Ok(()),
        None => Err(Failure::Content(found)),
    }
}

/// Whether files can be written where leaflets go.
fn folders(arguments: &DoctorArguments, project: Option<&Project>, page: &mut Page) {
    match output::try_writing(Path::new(".")) {
        Ok(()) => page.ok("folders", "files can be written in the working folder"),
        Err(error) => page.machine_fault(
            "folders",
            format!(
                "no file can be written in the working folder: {}",
                error.kind()
            ),
            vec!["go to a folder of your own, or name the leaflet with `-o`".to_owned()],
        ),
    }
    let set = project.and_then(|project| project.output.as_ref());
    let named = arguments.output_dir.clone();
    let named = named.or_else(|| set.map(|words| PathBuf::from(&words.text)));
    let usual = PathBuf::from(USUAL_FOLDER);
    let known = [
        PathBuf::from("."),
        PathBuf::from(PATIENTS_FOLDER),
        usual.clone(),
    ];
    let looked_at: BTreeSet<PathBuf> = known.into_iter().chain(named.clone()).collect();
    looked_at
        .iter()
        .for_each(|folder| left_behind(folder, page));
    let Some(folder) = named.or_else(|| usual.is_dir().then_some(usual)) else {
        return;
    };
    let shown = format!("`{}`", folder.display());
    let mut folders = folder.ancestors().map(|folder| {
        if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        }
    });
    // The first that is there, as it is made below that one.
    let there = folders.find(|folder| folder.symlink_metadata().is_ok());
    let there = there.unwrap_or(Path::new("."));
    if !there.is_dir() {
        let hints = vec!["name another folder, or take away what stands there".to_owned()];
        page.machine_fault("folders", format!("{shown} is no folder"), hints);
        return;
    }
    match output::try_writing(there) {
        Ok(()) if there == folder => {
            page.ok("folders", format!("files can be written in {shown}"));
        }
        Ok(()) => page.ok(
            "folders",
            format!("{shown} is not there yet; the command that needs it makes it"),
        ),
        Err(error) => page.machine_fault(
            "folders",
            format!("no file can be written in {shown}: {}", error.kind()),
            vec!["choose a folder you may write to with `--output-dir`".to_owned()],
        ),
    }
}

/// What broken-off runs left in a folder, which may hold patients' words.
fn left_behind(folder: &Path, page: &mut Page) {
    // A folder that cannot be read is told where it is needed.
    let left = output::folder::left_in(folder).unwrap_or_default();
    for path in left.iter().take(LINES_OF_A_SORT) {
        let path = shown(path.strip_prefix(".").unwrap_or(path));
        page.look(
            "folders",
            format!("a run that was broken off left {path}; it may hold a patient's words"),
            format!("`leaflet purge {}` takes it away", harmless_path(folder)),
        );
    }
    if let Some(more) = more(left.len()) {
        page.look(
            "folders",
            format!("{more} such files in {}", shown(folder)),
            format!("`leaflet purge {}` takes them away", harmless_path(folder)),
        );
    }
}

/// The computer's date, and the one that is put into leaflets in its place.
fn dates(page: &mut Page) {
    let today = today(&TodayArgument { today: None });
    page.ok(
        "dates",
        format!("today is {today} on this computer; by it `leaflet check` judges what is overdue"),
    );
    match source_date() {
        Ok(None) => {}
        Ok(Some(date)) => page.look(
            "dates",
            format!(
                "`SOURCE_DATE_EPOCH` is set: where a guide has no date of review, its leaflet bears {date}"
            ),
            "nothing, if that is wanted; else unset it",
        ),
        Err(failure) => page.failure("dates", "`SOURCE_DATE_EPOCH`", failure, "leaflet make"),
    }
}

/// Whether messages can show all letters.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line is where the environment is read"
)]
fn letters(page: &mut Page) {
    if cfg!(windows) {
        page.ok("letters", "messages are written as UTF-8");
        return;
    }
    let set = LOCALE.iter().find_map(|name| {
        let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
        Some((*name, value.to_string_lossy().to_ascii_lowercase()))
    });
    let hint = "set it before the command, for example with `export LC_ALL=C.UTF-8`; leaflets are \
                the same in any case";
    match set {
        Some((name, value)) if value.contains("utf-8") || value.contains("utf8") => {
            page.ok(
                "letters",
                format!("messages can show all letters: `{name}` says UTF-8"),
            );
        }
        Some((name, _)) => page.look(
            "letters",
            format!("messages may show some letters wrongly: `{name}` does not say UTF-8"),
            hint,
        ),
        None => page.look(
            "letters",
            "messages may show some letters wrongly: neither `LC_ALL` nor `LANG` is set",
            hint,
        ),
    }
}

/// Which programs that judge finished files are here. They are not started.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line is where the environment is read"
)]
fn validators(page: &mut Page) {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    for (name, command) in VALIDATORS {
        let files = ["", ".exe", ".bat"].map(|ending| format!("{command}{ending}"));
        let is_here = folders
            .iter()
            .any(|folder| files.iter().any(|file| folder.join(file).is_file()));
        let found = if is_here { "is here" } else { "is not here" };
        page.ok(
            "validators",
            format!("{name} {found}; it is not needed to make leaflets"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        Page {
            lines: Vec::new(),
            outcome: Outcome::Done,
        }
    }

    #[test]
    fn the_gravest_fault_decides_how_it_ends() {
        let mut page = page();
        page.look("a", "b", "c");
        assert_eq!(page.outcome, Outcome::Done);
        page.content_fault("a", "b".to_owned(), Vec::new());
        assert_eq!(page.outcome, Outcome::ContentHasProblems);
        page.machine_fault("a", "b".to_owned(), Vec::new());
        page.content_fault("a", "b".to_owned(), Vec::new());
        assert_eq!(page.outcome, Outcome::UsageOrMachine);
    }

    #[test]
    fn a_line_is_harmless_in_both_forms() {
        let mut page = page();
        page.look("topic", "odd \u{1b}[31m", "do \u{202e}this");
        let people = "look   topic      odd ␛[31m\n                  hint: do \u{fffd}this\n";
        assert_eq!(page.for_people(), people);
        let line: serde_json::Value = serde_json::from_str(&page.for_machines()).unwrap();
        assert_eq!(line["mark"], "look");
        assert_eq!(line["message"], "odd ␛[31m");
        assert_eq!(line["hints"][0], "do \u{fffd}this");
    }
}
