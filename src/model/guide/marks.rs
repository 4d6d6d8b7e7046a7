//! The inline marks: a small subset of Markdown, typed when it is read.
//!
//! Takes the value of a text; gives its [`Run`]s and the faults in it, each with its bytes in the
//! value. Marks are `**strong**`, `[words](address)`, `^super^`, `~sub~` and `{placeholder}`; a
//! backslash takes its meaning from a character. A character that opens nothing is printed, but two stars that
//! are never closed are a fault, because they are always a slip.
//!
//! Promises: one pass, so time grows with the length of the text; white space folds to single
//! spaces across runs and is taken off both ends; every run is NFC and none is empty.

use unicode_normalization::UnicodeNormalization;

use super::link::link_problem;
use super::run::{Run, plain};
use crate::base::diagnostic::{nearest, quoted, rule};
use crate::base::invariant::PartOf;
use crate::model::fact::{FACTS, FactName};
use crate::source::{folded, is_foldable_space};

/// Characters that a backslash makes ordinary.
const ESCAPABLE: &str = "\\*_^~{}[]()";

/// What a text is found to hold when it is read: its words, and how many marks of each kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReadBack {
    /// The words without their marks.
    pub(crate) plain: String,
    /// Pieces of strong words.
    pub(crate) strong: usize,
    /// Links.
    pub(crate) links: usize,
    /// Raised and lowered words.
    pub(crate) shifted: usize,
    /// Placeholders.
    pub(crate) placeholders: usize,
}

/// Reads a text as a guide would, for whoever writes one; `None` where a fault is found.
pub(crate) fn read_back(text: &str) -> Option<ReadBack> {
    let marked = read_marks(text, 0);
    if !marked.faults.is_empty() {
        return None;
    }
    let count = |wanted: &[MarkKind]| {
        let marks = marked.marks.iter();
        marks.filter(|mark| wanted.contains(&mark.kind)).count()
    };
    Some(ReadBack {
        plain: plain(&marked.runs),
        strong: count(&[MarkKind::Strong]),
        links: count(&[MarkKind::Link]),
        shifted: count(&[MarkKind::Raised, MarkKind::Lowered]),
        placeholders: count(&[MarkKind::Placeholder]),
    })
}

/// Whether words can stand where no marks may: in a heading, a title or a name.
pub(crate) fn holds_no_marks(words: &str) -> bool {
    read_marks(words, 0).marks.is_empty()
}

/// The text with every character made ordinary that could open a mark.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if ESCAPABLE.contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// A fault, by the bytes of the value that it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MarkFault {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) rule: &'static str,
    pub(super) message: String,
    pub(super) hints: Vec<String>,
}

/// A mark that was found, for texts in which none may stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundMark {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: MarkKind,
}

/// The kinds of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    Strong,
    Link,
    Raised,
    Lowered,
    Placeholder,
}

/// What a text holds.
#[derive(Debug, Default)]
pub(super) struct Marked {
    pub(super) runs: Vec<Run>,
    pub(super) faults: Vec<MarkFault>,
    pub(super) marks: Vec<FoundMark>,
}

/// Reads the marks of one paragraph, which begins at byte `base` of its value.
pub(super) fn read_marks(paragraph: &str, base: usize) -> Marked {
    let mut reader = Reader {
        text: paragraph,
        base,
        ..Reader::default()
    };
    let runs = reader.runs(None);
    Marked {
        runs,
        faults: reader.faults,
        marks: reader.marks,
    }
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    base: usize,
    at: usize,
    /// A space is due before the next word.
    space_due: bool,
    /// Whether the last thing written was a word, so that a space may follow it.
    behind_word: bool,
    faults: Vec<MarkFault>,
    marks: Vec<FoundMark>,
}

impl<'t> Reader<'t> {
    /// The runs up to the end, or up to the `**` that closes the ones opened at `strong`.
    fn runs(&mut self, strong: Option<usize>) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut words = String::new();
        while let Some(character) = self.rest().chars().next() {
            let start = self.at;
            match character {
                '\\' => {
                    let escaped = self
                        .rest()
                        .chars()
                        .nth(1)
                        .filter(|c| ESCAPABLE.contains(*c));
                    self.at += 1 + escaped.map_or(0, char::len_utf8);
                    self.write(&mut words, escaped.unwrap_or(character));
                }
                '*' if self.rest().starts_with("**") => {
                    self.at += 2;
                    if let Some(open) = strong {
                        finish(&mut runs, &mut words);
                        self.mark(open, self.at, MarkKind::Strong);
                        if runs.is_empty() {
                            self.empty_strong(open);
                        }
                        return runs;
                    }
                    self.write_due_space(&mut words);
                    let faults = self.faults.len();
                    let marks = self.marks.len();
                    let inner = self.runs(Some(start));
                    if self.marks.part(marks..).iter().any(|mark| {
                        mark.kind == MarkKind::Strong && mark.start == self.base + start
                    }) {
                        finish(&mut runs, &mut words);
                        runs.push(Run::Strong(inner));
                    } else {
                        // Never closed: reported once, and what was read in it is kept as it is.
                        self.unclosed_strong(start, faults);
                        finish(&mut runs, &mut words);
                        runs.extend(inner);
                    }
                }
                '^' | '~' => match self.raised_or_lowered(character) {
                    Some(inside) => {
                        self.write_due_space(&mut words);
                        finish(&mut runs, &mut words);
                        self.behind_word = true;
                        let kind = if character == '^' {
                            runs.push(Run::Superscript(inside));
                            MarkKind::Raised
                        } else {
                            runs.push(Run::Subscript(inside));
                            MarkKind::Lowered
                        };
                        self.mark(start, self.at, kind);
                    }
                    None => self.write_character(&mut words, character),
                },
                '{' => match self.braced_name() {
                    Some(name) => {
                        self.at += name.len() + 2;
                        self.mark(start, self.at, MarkKind::Placeholder);
                        if let Some(placeholder) = self.placeholder(name, start) {
                            self.write_due_space(&mut words);
                            finish(&mut runs, &mut words);
                            self.behind_word = true;
                            runs.push(Run::Placeholder(placeholder));
                        }
                    }
                    None => self.write_character(&mut words, character),
                },
                '[' => match self.link_words() {
                    Some(length) => {
                        let link = self.link(length);
                        self.mark(start, self.at, MarkKind::Link);
                        if let Some(link) = link {
                            self.write_due_space(&mut words);
                            finish(&mut runs, &mut words);
                            self.behind_word = true;
                            runs.push(link);
                        }
                    }
                    None => self.write_character(&mut words, character),
                },
                _ => self.write_character(&mut words, character),
            }
        }
        finish(&mut runs, &mut words);
        runs
    }

    fn rest(&self) -> &'t str {
        self.text.part(self.at..)
    }

    fn write_character(&mut self, words: &mut String, character: char) {
        self.at += character.len_utf8();
        self.write(words, character);
    }

    fn write(&mut self, words: &mut String, character: char) {
        if is_foldable_space(character) {
            self.space_due |= self.behind_word;
        } else {
            self.write_due_space(words);
            self.behind_word = true;
            words.push(character);
        }
    }

    fn write_due_space(&mut self, words: &mut String) {
        if self.space_due {
            words.push(' ');
            self.space_due = false;
            self.behind_word = false;
        }
    }

    fn mark(&mut self, start: usize, end: usize, kind: MarkKind) {
        self.marks.push(FoundMark {
            start: self.base + start,
            end: self.base + end,
            kind,
        });
    }

    fn fault(
        &mut self,
        start: usize,
        end: usize,
        rule: &'static str,
        message: String,
        hints: Vec<String>,
    ) {
        let (start, end) = (self.base + start, self.base + end);
        self.faults.push(MarkFault {
            start,
            end,
            rule,
            message,
            hints,
        });
    }

    fn unclosed_strong(&mut self, open: usize, before: usize) {
        self.fault(
            open,
            open + 2,
            rule::UNCLOSED_STRONG,
            "the two stars `**` opened here are never closed".to_owned(),
            vec![
                "put `**` after the words that should be bold".to_owned(),
                "to print the stars themselves, write `\\*\\*`".to_owned(),
            ],
        );
        // Faults are kept in the order of the text: this one stands before those inside it.
        if let Some(later) = self.faults.get_mut(before..) {
            later.rotate_right(1);
        }
    }

    fn empty_strong(&mut self, open: usize) {
        self.fault(
            open,
            self.at,
            rule::UNCLOSED_STRONG,
            "there are no words between these stars".to_owned(),
            vec!["put the bold words between them, or delete the stars".to_owned()],
        );
    }

    /// The words between two `^` or two `~`, unless a space stands there; moves behind them.
    fn raised_or_lowered(&mut self, mark: char) -> Option<String> {
        let mut inside = String::new();
        let mut characters = self.rest().char_indices().skip(1);
        while let Some((at, character)) = characters.next() {
            if character == mark {
                if inside.is_empty() {
                    return None;
                }
                self.at += at + character.len_utf8();
                return Some(inside.nfc().collect());
            }
            if character.is_whitespace() {
                return None;
            }
            if character == '\\' {
                match characters.clone().next() {
                    Some((_, next)) if ESCAPABLE.contains(next) => {
                        inside.push(next);
                        characters.next();
                        continue;
                    }
                    _ => {}
                }
            }
            inside.push(character);
        }
        None
    }

    /// The name between braces, if only letters, underscores and spaces stand there.
    fn braced_name(&self) -> Option<&'t str> {
        let inside = self.rest().get(1..)?;
        let end = inside.find(|c: char| !c.is_alphabetic() && c != '_' && c != ' ')?;
        let name = inside.get(..end)?;
        (inside[end..].starts_with('}') && name.contains(char::is_alphabetic)).then_some(name)
    }

    fn placeholder(&mut self, name: &str, start: usize) -> Option<FactName> {
        let found = FactName::named(name);
        if found.is_none() {
            let known = FACTS.iter().map(|entry| entry.name);
            let hint = match nearest(name, known.clone()) {
                Some(meant) => format!("did you mean `{{{meant}}}`?"),
                None => {
                    let known: Vec<String> = known.map(|name| format!("`{{{name}}}`")).collect();
                    format!("the placeholders are {}", known.join(", "))
                }
            };
            let written = quoted(&format!("{{{name}}}"));
            self.fault(
                start,
                self.at,
                rule::UNKNOWN_PLACEHOLDER,
                format!("{written} is not a known placeholder"),
                vec![hint, "to print the brace itself, write `\\{`".to_owned()],
            );
        }
        found
    }

    /// Length of the words of a link at this place, if `](` follows them.
    fn link_words(&self) -> Option<usize> {
        let inside = self.rest().get(1..)?;
        let mut characters = inside.char_indices();
        while let Some((at, character)) = characters.next() {
            match character {
                '\\' => {
                    characters.next();
                }
                ']' => return inside[at..].starts_with("](").then_some(at),
                '[' => return None,
                _ => {}
            }
        }
        None
    }

    /// The link whose words have `length` bytes; moves behind it. Faults give `None`.
    fn link(&mut self, length: usize) -> Option<Run> {
        let start = self.at;
        let words_start = start + 1;
        let words = self.text.get(words_start..words_start + length)?;
        let address_start = words_start + length + 2;
        let rest = self.text.get(address_start..)?;
        let mut open = 0_usize;
        let end = rest.find(|character: char| match character {
            '(' => {
                open += 1;
                false
            }
            ')' if open == 0 => true,
            ')' => {
                open -= 1;
                false
            }
            '[' => true,
            _ => false,
        });
        let Some(end) = end.filter(|end| rest[*end..].starts_with(')')) else {
            let end = address_start + end.unwrap_or(rest.len());
            self.at = end;
            self.fault(
                start,
                address_start,
                rule::WRONG_LINK,
                "the link opened here is not closed by `)`".to_owned(),
                vec!["write a link as `[words](https://…)`".to_owned()],
            );
            return None;
        };
        let address = rest.get(..end)?.trim_matches(is_foldable_space);
        self.at = address_start + end + 1;
        let words_end = words_start + length;
        let faults = self.faults.len();
        if address.is_empty() {
            self.fault(
                start,
                self.at,
                rule::WRONG_LINK,
                "this link has no address".to_owned(),
                vec!["write the address between the round brackets".to_owned()],
            );
        } else if let Some(problem) = link_problem(address) {
            let address_end = address_start + end;
            self.fault(
                address_start,
                address_end,
                rule::WRONG_LINK,
                format!("the address {} {}", quoted(address), problem.message),
                vec![problem.hint.to_owned()],
            );
        }
        if folded(words).is_empty() {
            self.fault(
                start,
                self.at,
                rule::WRONG_LINK,
                "this link has no words to show".to_owned(),
                vec!["write words that say where the link leads: `[words](https://…)`".to_owned()],
            );
        }
        self.marks_in_link_words(words, words_start, words_end);
        if self.faults.len() > faults {
            return None;
        }
        Some(Run::Link {
            address: address.to_owned(),
            words: folded(&unescaped(words)),
        })
    }

    /// A link's words are plain: no placeholder and no strong words stand in them.
    fn marks_in_link_words(&mut self, words: &str, start: usize, end: usize) {
        let inner = Reader {
            text: words,
            base: self.base + start,
            ..Reader::default()
        }
        .all();
        for mark in inner.marks {
            let (rule, message, hint) = match mark.kind {
                MarkKind::Placeholder => (
                    rule::PLACEHOLDER_NOT_HERE,
                    "a placeholder is not allowed in the words of a link",
                    "write the placeholder before or after the link",
                ),
                MarkKind::Strong => (
                    rule::MARK_NOT_HERE,
                    "stars are not allowed in the words of a link",
                    "put the stars around the whole link: `**[words](https://…)**`",
                ),
                MarkKind::Link | MarkKind::Raised | MarkKind::Lowered => continue,
            };
            let hints = vec![hint.to_owned()];
            let message = message.to_owned();
            let place = (mark.start, mark.end.min(self.base + end));
            self.faults.push(MarkFault {
                start: place.0,
                end: place.1,
                rule,
                message,
                hints,
            });
        }
    }

    fn all(mut self) -> Marked {
        let runs = self.runs(None);
        Marked {
            runs,
            faults: self.faults,
            marks: self.marks,
        }
    }
}

/// Ends a run of words.
fn finish(runs: &mut Vec<Run>, words: &mut String) {
    if !words.is_empty() {
        runs.push(Run::Words(words.nfc().collect()));
        words.clear();
    }
}

/// Words without the backslashes that take a character's meaning away.
fn unescaped(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut characters = words.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '\\'
            && let Some(next) = characters.next_if(|next| ESCAPABLE.contains(*next))
        {
            plain.push(next);
        } else {
            plain.push(character);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs in a short notation, faults as their rules.
    fn read(text: &str) -> String {
        fn show(runs: &[Run]) -> String {
            let show_one = |run: &Run| match run {
                Run::Words(words) => format!("{words:?}"),
                Run::Strong(inner) => format!("S[{}]", show(inner)),
                Run::Link { address, words } => format!("L({words}|{address})"),
                Run::Superscript(words) => format!("^{words}"),
                Run::Subscript(words) => format!("~{words}"),
                Run::Placeholder(placeholder) => format!("{{{}}}", placeholder.name()),
            };
            runs.iter().map(show_one).collect::<Vec<_>>().join(" ")
        }
        let marked = read_marks(text, 0);
        let faults: Vec<String> = marked
            .faults
            .iter()
            .map(|fault| format!(" !{}@{}..{}", fault.rule, fault.start, fault.end))
            .collect();
        show(&marked.runs) + &faults.concat()
    }

    #[test]
    fn marks_become_runs() {
        for (text, expected) in [
            ("plain", r#""plain""#),
            ("a **b** c", r#""a " S["b"] " c""#),
            (
                "**a [b](https://c.org) {patient}**",
                r#"S["a " L(b|https://c.org) " " {patient}]"#,
            ),
            ("CO~2~ and m^2^.", r#""CO" ~2 " and m" ^2 ".""#),
            ("{surgeon} will", r#"{surgeon} " will""#),
            (
                "[a (b)](https://c.org/(d)) e",
                r#"L(a (b)|https://c.org/(d)) " e""#,
            ),
            ("2 * 3 ^ 4 ~ 5 { [ ] x_y", r#""2 * 3 ^ 4 ~ 5 { [ ] x_y""#),
            ("~ 4 to ~ 5 and ^^", r#""~ 4 to ~ 5 and ^^""#),
            (
                r"\*\*a\*\* \{patient\} \[b\](c) \\ \x",
                r#""**a** {patient} [b](c) \\ \\x""#,
            ),
            ("[a] (b) {5} {}", r#""[a] (b) {5} {}""#),
            ("  a \n  ** b ** c  ", r#""a " S["b"] " c""#),
            ("e\u{301} a\u{a0}b", "\"é a\\u{a0}b\""),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn slips_are_faults_at_their_place() {
        for (text, expected) in [
            ("a **b", r#""a " "b" !unclosed-strong@2..4"#),
            (
                "a **b** **c",
                r#""a " S["b"] " " "c" !unclosed-strong@8..10"#,
            ),
            ("a **** b", r#""a " S[] "b" !unclosed-strong@2..6"#),
            ("{surgoen}", " !unknown-placeholder@0..9"),
            ("{procedure date}", " !unknown-placeholder@0..16"),
            ("[a](b)", " !wrong-link@4..5"),
            ("[a](javascript:x)", " !wrong-link@4..16"),
            ("[a](https://b.org", " !wrong-link@0..4"),
            ("[ ](https://b.org)", " !wrong-link@0..18"),
            ("[a]()", " !wrong-link@0..5"),
            ("[{patient}](https://b.org)", " !placeholder-not-here@1..10"),
            ("[**a**](https://b.org)", " !mark-not-here@1..6"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn characters_without_end_take_no_time() {
        for character in ["[", "{", "~", "^", "*", "\\", "[a](", "**a", "{a ", "[]("] {
            let _ = read_marks(&character.repeat(20_000), 0);
        }
    }
}
