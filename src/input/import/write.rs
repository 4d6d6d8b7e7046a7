//! From the draft of a guide to its YAML, in the form in which guides are written by hand.
//!
//! In: a [`Draft`] and the name of the page. Out: the text of a file that the program's own reader
//! reads without a fault, with remarks for its author: what is absent, where to look, what was left
//! out. Promises: words are written so that they are read back as they are; what would mean something
//! to YAML stands in quotes, what would be a mark of ours has a backslash before it; lines are at most a
//! hundred characters wide where that can be.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::draft::{Draft, DraftBlock, DraftBullet, DraftKind};
use super::page_words::{PageRun, PageWords, Shift, words};
use crate::base::diagnostic::{forbidden, harmless};
use crate::base::invariant::PartOf;
use crate::model::guide::{Absent, Role, escaped, link_problem, read_back};

/// Most characters of a line.
const WIDTH: usize = 100;

/// What stands for a title that the page does not show; the same as in a guide just begun.
pub(super) const TITLE_PROMPT: &str = "[Name of the treatment]";

/// What stands for the heading of a page without headings.
pub(super) const HEADING_PROMPT: &str = "[Heading]";

/// The words with which a remark asks an author to look.
pub(super) const PLEASE_CHECK: &str = "please check";

/// Signs that begin an item of a list when a space follows.
const ITEM_MARKERS: &[char] = &['-', '*', '•', '▪', '●', '◦', '‣', '#'];

/// Words that YAML takes for something else when they stand alone.
const RESERVED: &[&str] = &[
    "null", "true", "false", "yes", "no", "on", "off", "y", "n", "none", "nan", "inf",
];

/// The words of a text by which it is asked after when it is absent.
const ABSENT_FROM_PAGES: &[Absent] = &[
    Absent::Code,
    Absent::Version,
    Absent::ReviewedOn,
    Absent::NextReview,
    Absent::Sources,
    Absent::Contacts,
];

/// What was written.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// The file's text, without the remarks at its end.
    pub(super) text: String,
    /// How many places a person is asked to look at.
    pub(super) checks: usize,
    /// Addresses that were taken off words, because no leaflet can lead there.
    pub(super) addresses: BTreeSet<String>,
}

/// Writes a draft that came from a page of this name.
pub(super) fn write(draft: &Draft, page: &str) -> Written {
    let mut writer = Writer::default();
    writer.opening(draft, page);
    writer.head(draft);
    if !draft.introduction.is_empty() {
        writer.line(0, "");
        writer.line(0, "introduction:");
        writer.blocks(2, &draft.introduction);
    }
    writer.line(0, "");
    writer.line(0, "sections:");
    for (number, section) in draft.sections.iter().enumerate() {
        if number > 0 {
            writer.line(0, "");
        }
        if let Some(why) = section.check {
            writer.check(2, why);
        }
        match &section.heading {
            Some(heading) => writer.plain(2, "- heading:", heading),
            None => {
                writer.check(2, "the page has no headings");
                writer.plain(2, "- heading:", HEADING_PROMPT);
            }
        }
        let roles: Vec<&str> = section.roles.iter().map(|role| role.name()).collect();
        if section.roles != [Role::Other] {
            writer.check(4, "guessed from the heading");
        }
        writer.line(4, &format!("roles: [{}]", roles.join(", ")));
        writer.line(4, "blocks:");
        writer.blocks(6, &section.blocks);
    }
    writer.written
}

/// The remarks at the end: what was left out, word for word, and how many words there are.
pub(super) fn closing(
    draft: &Draft,
    addresses: &BTreeSet<String>,
    account: &str,
    line_of: &dyn Fn(&Range<usize>) -> usize,
) -> String {
    let mut writer = Writer::default();
    writer.line(0, "");
    if !draft.left.is_empty() {
        writer.remark("Left out, word for word:", "");
        for left in &draft.left {
            let what = left.kind.name();
            let line = line_of(&left.place);
            writer.remark(&format!("- {what}, line {line}: {}", left.words), "  ");
        }
        writer.line(0, "#");
    }
    if !draft.markers.is_empty() {
        let mut characters: Vec<&str> = Vec::new();
        for character in &draft.markers {
            if !characters.contains(&character.as_str()) && characters.len() < 100 {
                characters.push(character);
            }
        }
        let text = format!(
            "Characters and labels that the structure of the guide replaces: {}",
            characters.join(" ")
        );
        writer.remark(&text, "  ");
        writer.line(0, "#");
    }
    if !addresses.is_empty() {
        let text = format!(
            "Addresses inside the website, removed from their words: {}",
            addresses
                .iter()
                .map(String::as_str)
                .collect::<Vec<&str>>()
                .join(" ")
        );
        writer.remark(&text, "  ");
        writer.line(0, "#");
    }
    writer.remark(account, "");
    writer.written.text
}

#[derive(Default)]
struct Writer {
    written: Written,
}

impl Writer {
    fn line(&mut self, indent: usize, text: &str) {
        if !text.is_empty() {
            self.written.text.extend(std::iter::repeat_n(' ', indent));
        }
        self.written.text.push_str(text);
        self.written.text.push('\n');
    }

    /// Lines of remarks, broken between words; lines behind the first begin with `behind`.
    fn remark(&mut self, text: &str, behind: &str) {
        let mut line = String::from("#");
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let width = line.chars().count() + 1 + word.chars().count();
            if width > WIDTH && line.len() > behind.len() + 1 {
                self.line(0, &line);
                line = format!("#{behind}");
            }
            line.push(' ');
            line.extend(word.chars().map(harmless));
        }
        self.line(0, &line);
    }

    fn check(&mut self, indent: usize, why: &str) {
        self.written.checks += 1;
        self.line(indent, &format!("# {PLEASE_CHECK}: {why}"));
    }

    fn opening(&mut self, draft: &Draft, page: &str) {
        self.remark(
            &format!("A draft, made by `leaflet import` from the page {page}."),
            "",
        );
        self.line(0, "#");
        self.remark(
            "Every word of the page is in the draft or listed at its end. Nothing was added or \
             reworded.",
            "",
        );
        self.remark(
            &format!(
                "Compare it with the page, look at each remark `{PLEASE_CHECK}`, and delete the \
                 remarks when the guide is right."
            ),
            "",
        );
        self.line(0, "#");
        let mut absent: Vec<Absent> = Vec::new();
        if draft.summary.is_none() {
            absent.push(Absent::Summary);
        }
        if draft.reviewed_by.is_none() {
            absent.push(Absent::Reviewer);
        }
        absent.extend(ABSENT_FROM_PAGES);
        let all = draft.sections.iter().flat_map(|section| &section.blocks);
        let mut all = all.chain(&draft.introduction);
        if !all.any(|block| matches!(block.kind, DraftKind::WarningSigns(_))) {
            absent.push(Absent::WarningSigns);
        }
        let names: Vec<&str> = absent.iter().map(|absent| absent.name()).collect();
        self.remark(
            &format!(
                "Not found on the page, so missing here: {}. `leaflet explain guide` shows how to \
                 write each.",
                names.join(", ")
            ),
            "",
        );
        self.line(0, "");
    }

    fn head(&mut self, draft: &Draft) {
        match &draft.title {
            Some(title) => {
                if title.is_guess {
                    self.check(0, "the page does not mark its title");
                }
                self.plain(0, "title:", &title.value);
            }
            None => {
                self.check(0, "no title was found");
                self.plain(0, "title:", TITLE_PROMPT);
            }
        }
        if let Some(category) = &draft.category {
            if category.is_guess {
                self.check(0, "the line above the title");
            }
            self.plain(0, "category:", &category.value);
        }
        if !draft.also_known_as.is_empty() {
            self.line(0, "also_known_as:");
            for name in &draft.also_known_as {
                self.plain(2, "-", name);
            }
        }
        if let Some(summary) = &draft.summary {
            if summary.is_guess {
                self.check(0, "the first paragraph, taken as the summary");
            }
            self.text(0, "summary:", &summary.value);
        }
        if let Some(reviewer) = &draft.reviewed_by {
            self.plain(0, "reviewed_by:", reviewer);
        }
        if let Some(minutes) = draft.reading_minutes {
            self.line(0, &format!("reading_minutes: {minutes}"));
        }
    }

    fn blocks(&mut self, indent: usize, blocks: &[DraftBlock]) {
        for block in blocks {
            if let Some(why) = block.check {
                self.check(indent, why);
            }
            self.block(indent, &block.kind);
        }
    }

    fn block(&mut self, indent: usize, kind: &DraftKind) {
        match kind {
            DraftKind::Paragraph(words) => self.text(indent, "- paragraph:", words),
            DraftKind::KeyPoint(words) => self.text(indent, "- key_point:", words),
            DraftKind::SubHeading(words) => self.plain(indent, "- sub_heading:", words),
            DraftKind::Bullets(bullets) => {
                self.line(indent, "- bullets:");
                self.bullets(indent + 4, bullets);
            }
            DraftKind::Steps(steps) => {
                self.line(indent, "- procedure_steps:");
                for step in steps {
                    self.text(indent + 4, "- step:", &step.step);
                    if let Some(text) = &step.text {
                        self.text(indent + 6, "text:", text);
                    }
                }
            }
            DraftKind::Risks(risks) => {
                self.line(indent, "- risks:");
                for risk in risks {
                    self.text(indent + 4, "- risk:", &risk.risk);
                    if let Some(leads_to) = &risk.leads_to {
                        self.text(indent + 6, "leads_to:", leads_to);
                    }
                    if let Some(how_often) = &risk.how_often {
                        self.plain(indent + 6, "how_often:", how_often);
                    }
                }
            }
            DraftKind::WarningSigns(signs) => {
                self.line(indent, "- warning_signs:");
                for sign in signs {
                    self.text(indent + 4, "- sign:", sign);
                }
            }
            DraftKind::DoAndDont { to_do, not_to_do } => {
                self.line(indent, "- do_and_dont:");
                for (name, list) in [("do:", to_do), ("dont:", not_to_do)] {
                    self.line(indent + 4, name);
                    for thing in list {
                        self.text(indent + 6, "-", thing);
                    }
                }
            }
            DraftKind::Terms(terms) => {
                self.line(indent, "- terms:");
                for term in terms {
                    self.plain(indent + 4, "- term:", &term.term);
                    self.text(indent + 6, "meaning:", &term.meaning);
                }
            }
            DraftKind::Comparison { columns, rows } => {
                self.line(indent, "- comparison:");
                self.line(indent + 4, "columns:");
                for column in columns {
                    self.plain(indent + 6, "-", column);
                }
                self.line(indent + 4, "rows:");
                for (point, cells) in rows {
                    self.plain(indent + 6, "- point:", point);
                    self.line(indent + 8, "cells:");
                    for cell in cells {
                        self.text(indent + 10, "-", cell);
                    }
                }
            }
            DraftKind::Question { question, answer } => {
                self.line(indent, "- question:");
                self.plain(indent + 4, "question:", question);
                if let [only] = answer.as_slice() {
                    self.text(indent + 4, "answer:", only);
                } else {
                    self.line(indent + 4, "answer:");
                    for paragraph in answer {
                        self.text(indent + 6, "-", paragraph);
                    }
                }
            }
        }
    }

    fn bullets(&mut self, indent: usize, bullets: &[DraftBullet]) {
        for bullet in bullets {
            if bullet.bullets.is_empty() {
                self.text(indent, "-", &bullet.words);
            } else {
                self.text(indent, "- text:", &bullet.words);
                self.line(indent + 2, "bullets:");
                self.bullets(indent + 4, &bullet.bullets);
            }
        }
    }

    /// A name with running words behind it.
    fn text(&mut self, indent: usize, name: &str, words: &PageWords) {
        let marked = marked(words, &mut self.written.addresses);
        self.scalar(indent, name, &marked);
    }

    /// A name with plain words behind it.
    fn plain(&mut self, indent: usize, name: &str, words: &str) {
        self.scalar(indent, name, words);
    }

    /// A name with a text behind it: on its line where there is room, else on lines of its own.
    fn scalar(&mut self, indent: usize, name: &str, text: &str) {
        let width = indent + name.len() + 1 + text.chars().count();
        if width <= WIDTH && is_plain_in_yaml(text) {
            return self.line(indent, &format!("{name} {text}"));
        }
        // Behind a dash and a name, lines of a text begin two further in than the name.
        let is_item = name.starts_with("- ") && name.len() > 1;
        let inner = indent + if is_item { 4 } else { 2 };
        let is_on_its_own = width > WIDTH || (name == "- paragraph:" && text.ends_with(':'));
        if is_on_its_own && let Some(lines) = folded(text, WIDTH.saturating_sub(inner).max(40)) {
            self.line(indent, &format!("{name} >-"));
            for line in lines {
                self.line(inner, &line);
            }
            return;
        }
        let mut quoted = String::from("\"");
        for character in text.chars() {
            if matches!(character, '"' | '\\') {
                quoted.push('\\');
            }
            quoted.push(character);
        }
        quoted.push('"');
        self.line(indent, &format!("{name} {quoted}"));
    }
}

/// Whether YAML reads a text behind a name as it is, without quotes.
fn is_plain_in_yaml(text: &str) -> bool {
    let first = text.chars().next();
    let has_words = text.contains(' ');
    first.is_some_and(|character| {
        character.is_alphabetic() || (character.is_ascii_digit() && has_words)
    }) && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && text.chars().all(|character| {
            character.is_alphanumeric() || " .,;:()'’‘“”–—-/%&+?!=°·\"".contains(character)
        })
        && !RESERVED.contains(&text.to_lowercase().as_str())
}

/// A text in lines, broken between words and never where a line would begin like an item of a list;
/// `None` for a text that begins like one.
fn folded(text: &str, width: usize) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            None => {
                if word.is_empty() || begins_item(word) {
                    return None;
                }
                lines.push(word.to_owned());
            }
            Some(line) => {
                let is_full = line.chars().count() + 1 + word.chars().count() > width;
                if is_full && !word.is_empty() && !begins_item(word) {
                    lines.push(word.to_owned());
                } else {
                    line.push(' ');
                    line.push_str(word);
                }
            }
        }
    }
    Some(lines)
}

fn begins_item(word: &str) -> bool {
    let digits = word.trim_start_matches(|character: char| character.is_ascii_digit());
    word.starts_with(ITEM_MARKERS)
        || (digits.len() < word.len() && digits.starts_with(['.', ')']))
        || word.starts_with(char::is_whitespace)
}

/// Running words with the marks of a guide, read back as they are. Addresses that no leaflet can lead
/// to are taken off their words and kept in the list.
fn marked(words: &PageWords, addresses: &mut BTreeSet<String>) -> String {
    let expected: String = words.plain().nfc().collect();
    for escapes in [false, true] {
        let mut assembly = Assembly {
            escapes,
            ..Assembly::default()
        };
        let text = assembly.of(words.runs());
        let is_right = read_back(&text).is_some_and(|read| {
            let plain: String = read.plain.nfc().collect();
            plain == expected
                && read.placeholders == 0
                && (read.strong, read.links, read.shifted)
                    == (assembly.strong, assembly.links, assembly.shifted)
        });
        if is_right {
            addresses.extend(assembly.taken_off);
            return text;
        }
    }
    // What no marks can say is said without them.
    let taken_off = words
        .runs()
        .iter()
        .filter_map(|run| run.style.address.as_deref());
    addresses.extend(
        taken_off
            .filter(|address| !address.is_empty())
            .map(str::to_owned),
    );
    escaped(&expected)
}

/// Puts a marked text together and counts its marks.
#[derive(Default)]
struct Assembly {
    escapes: bool,
    strong: usize,
    links: usize,
    shifted: usize,
    taken_off: Vec<String>,
}

impl Assembly {
    fn of(&mut self, runs: &[PageRun]) -> String {
        let mut text = String::new();
        for group in runs.chunk_by(|one, other| one.style.strong == other.style.strong) {
            let is_strong = group.first().is_some_and(|run| run.style.strong);
            let inner: String = group.iter().map(|run| self.run(run)).collect();
            let trimmed = inner.trim();
            if !is_strong || trimmed.is_empty() {
                text.push_str(&inner);
                continue;
            }
            self.strong += 1;
            between(&mut text, &inner, trimmed, "**", "**");
        }
        text
    }

    fn run(&mut self, run: &PageRun) -> String {
        let words = if self.escapes {
            escaped(&run.text)
        } else {
            run.text.clone()
        };
        let trimmed = words.trim();
        if trimmed.is_empty() {
            return words;
        }
        let mut text = String::new();
        if let Some(address) = &run.style.address {
            // Signs that no guide may hold are taken out of addresses as they are out of words.
            let address: String = address
                .chars()
                .filter(|character| forbidden(*character).is_none())
                .collect();
            if link_problem(&address).is_none() {
                self.links += 1;
                between(&mut text, &words, trimmed, "[", &format!("]({address})"));
                return text;
            }
            if !address.is_empty() {
                self.taken_off.push(address);
            }
        }
        let character = match run.style.shift {
            Shift::Raised => "^",
            Shift::Lowered => "~",
            Shift::None => return words,
        };
        if trimmed.contains(char::is_whitespace) {
            return words;
        }
        self.shifted += 1;
        between(&mut text, &words, trimmed, character, character);
        text
    }
}

/// Puts marks round words, and not round the white space at their ends.
fn between(text: &mut String, whole: &str, trimmed: &str, before: &str, behind: &str) {
    let start = whole.len() - whole.trim_start().len();
    text.push_str(whole.part(..start));
    text.push_str(before);
    text.push_str(trimmed);
    text.push_str(behind);
    text.push_str(whole.part(start + trimmed.len()..));
}

/// A number with commas between its thousands.
pub(super) fn with_commas(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How many words a text has, for whoever reports it.
pub(super) fn count(text: &str) -> usize {
    words(text).len()
}
