//! Text: the leaflet in plain UTF-8, to be pasted into a mail, shown in large letters or read aloud.
//!
//! In: a [`Leaflet`]. Out: its words, in the order in which a screen reader meets them in the PDF. What it adds to
//! the words of the PDF's tags, and changes in them, is this and no more:
//!
//! - a point behind the number of a step, a bullet before a risk (where the PDF draws a box to tick) and before a label
//!   of a picture (where it draws a line to its place);
//! - the address of a link in brackets, where the words do not say it; the description of a picture in square ones;
//! - a colon between a fact of the patient and its label, and between the head of a column and a cell, before which
//!   the head is said again, as a screen reader says it;
//! - a dash between the parts of a risk where no sentence ends, and a point in the middle between the heads of a table
//!   or of a list of risks;
//! - no squares beside the figure of a risk, because their description is that figure;
//! - what is raised or lowered is written with the characters that Unicode has for it, so that 10⁹ is not read as
//!   109.
//!
//! Why it looks as it does. A paragraph is one line, however long: mail programs, telephones and magnifiers break
//! lines where their reader's window ends, and a line that was broken here would be broken twice there. Nothing is
//! underlined, framed or written in capitals or stars: a screen reader spells such characters, capitals do not exist in
//! most scripts, and a line of dashes is as wide as a heading in one typeface only. A heading is known by the empty
//! lines round it: two before a section and one behind it; one before a heading inside a section, which stands right
//! over its text. What belongs to an item of a list is drawn in under it. Words that are strong are plain. A cell of
//! a table is a line with its column's head, because columns of blanks fall apart in any typeface but one. Lines end
//! in `\n`, and the file has no mark of byte order: it would be the one character of the file that nobody can see.
//!
//! Of the characters that print nothing those stay that a reader needs: isolates keep a telephone number in the order
//! of its figures in a line of Urdu wherever it is shown (UAX #9). What only keeps the engine from ending a line is
//! left out.

use super::{Files, Format, KnownBy, MadeFrom};
use crate::leaflet::direction::{self, JOINER, is_unseen};
use crate::leaflet::{
    Element, Leaflet, LeafletPicture, Marks, PanelField, Piece, SEPARATOR, Words, elements,
};
use crate::model::guide::digit;
use crate::model::language::Direction;

/// The format.
pub static TEXT: Format = Format {
    name: "text",
    called: "leaflet in text",
    purpose: "Plain text in UTF-8, for a mail and for people who read on a screen or listen",
    endings: &["txt"],
    naming: "a leaflet in plain text: end its name in `.txt`",
    media_type: "text/plain; charset=utf-8",
    known_by: KnownBy::Whole(is_one),
    may_be_personal: true,
    files: Files::One,
    made_from: MadeFrom::Elements(|leaflet| text(leaflet).into_bytes()),
};

/// The bullets of a list, of one inside it, and of one inside that: those of the PDF.
const BULLETS: [&str; 3] = ["•", "–", "•"];

/// What text inside a note or a table is drawn in by.
const INDENT: &str = "  ";

/// Most figures of the codes of a country (three, by ITU-T E.164) and of the nought behind them, which a number is
/// often printed without.
const MOST_CODES: usize = 4;

/// Characters at which a sentence, or what leads into the next words, ends; those of scripts that the languages use among
/// them.
const ENDS: &[char] = &['.', '!', '?', ':', ';', '…', '।', '॥', '۔', '؟', '؛', '。'];

/// A leaflet as text.
pub fn text(leaflet: &Leaflet) -> String {
    of_elements(
        &elements(leaflet),
        leaflet.direction,
        leaflet.digits.as_deref(),
    )
}

/// Elements as text, in lines that run in this direction, with numbers in these ten figures.
fn of_elements(elements: &[Element], line: Direction, digits: Option<&str>) -> String {
    let mut writer = Writer {
        line,
        digits: digits.map(|digits| digits.chars().collect()),
        text: String::new(),
        indent: String::new(),
        mark: None,
        blank_lines: 0,
    };
    writer.elements(elements, 0);
    writer.text
}

/// Whether a file is a leaflet in text. Text has no bytes of its own to begin with, so it is known by how it is laid
/// out: two empty lines before each section, and never more; lines that end in `\n` alone and in no space; no tab
/// and no other control character. A guide, a list of patients, or notes of an author look otherwise.
fn is_one(bytes: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(bytes) else {
        return false;
    };
    let is_clean = |line: &str| !line.contains(char::is_control) && !line.ends_with(' ');
    text.ends_with('\n')
        && !text.ends_with("\n\n")
        && !text.starts_with(['\n', '\u{feff}'])
        && text.contains("\n\n\n")
        && !text.contains("\n\n\n\n")
        && text.split('\n').all(is_clean)
}

struct Writer {
    line: Direction,
    digits: Option<Vec<char>>,
    text: String,
    /// What the next line is drawn in by.
    indent: String,
    /// What stands before the next line in the place of the last part of that.
    mark: Option<String>,
    /// Empty lines before the next line.
    blank_lines: usize,
}

impl Writer {
    /// Writes elements; `depth` is how deep the next list stands, from 0.
    fn elements(&mut self, elements: &[Element], depth: usize) {
        for element in elements {
            self.element(element, depth);
        }
    }

    /// Asks for at least so many empty lines before the next line.
    fn apart(&mut self, blank_lines: usize) {
        self.blank_lines = self.blank_lines.max(blank_lines);
    }

    fn element(&mut self, element: &Element, depth: usize) {
        match element {
            Element::Heading { level, words } => {
                let is_section = *level <= 2;
                self.apart(if is_section { 2 } else { 1 });
                self.words(words);
                self.blank_lines = usize::from(is_section);
            }
            Element::Paragraph(words) => {
                self.words(words);
                self.apart(1);
            }
            Element::Lines(lines) => {
                lines.iter().for_each(|words| self.words(words));
                self.apart(1);
            }
            Element::List { marks, head, items } => self.list(*marks, head, items, depth),
            Element::Table { head, rows } => self.table(head, rows),
            Element::Note {
                level: _,
                label,
                elements,
            } => {
                self.apart(1);
                self.words(label);
                self.blank_lines = 0;
                self.elements(elements, depth);
                self.apart(1);
            }
            Element::Figure { pictures, caption } => {
                self.apart(1);
                caption.iter().for_each(|words| self.words(words));
                for picture in pictures {
                    self.picture(picture, depth);
                    self.apart(1);
                }
            }
            Element::Facts(facts) => {
                facts.iter().for_each(|fact| self.fact(fact));
                self.apart(1);
            }
        }
    }

    /// A picture: the words over it, its description, and under that its labels.
    fn picture(&mut self, picture: &LeafletPicture, depth: usize) {
        picture.heading.iter().for_each(|words| self.words(words));
        self.say(&format!("[{}]", picture.alternative_text));
        let labels = picture.labels.iter();
        let labels: Vec<Vec<Element>> = labels
            .map(|label| vec![Element::Paragraph(label.words.clone())])
            .collect();
        self.list(Marks::Bullets, &[], &labels, depth);
    }

    fn list(&mut self, marks: Marks, head: &[Words], items: &[Vec<Element>], depth: usize) {
        if !head.is_empty() {
            self.say(&self.joined(head));
            self.apart(1);
        }
        // Items of one line stand close together, and so do those that only hold further lists.
        let is_list = |element: &&Element| matches!(element, Element::List { .. });
        let lines = |item: &Vec<Element>| item.iter().filter(|one| !is_list(one)).count();
        let is_close = marks == Marks::Boxes || items.iter().all(|item| lines(item) < 2);
        let blank_lines = usize::from(!is_close && depth == 0);
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.blank_lines = blank_lines;
            }
            let mark = match marks {
                Marks::Numbers => format!("{}. ", self.figures(index + 1)),
                Marks::Bullets | Marks::Boxes => {
                    let bullet = BULLETS.get(depth).or(BULLETS.last());
                    format!("{} ", bullet.copied().unwrap_or_default())
                }
            };
            let outside = self.indent.len();
            self.indent.extend(mark.chars().map(|_| ' '));
            self.mark = Some(mark);
            if marks == Marks::Boxes {
                self.in_one_line(item, depth + 1);
            } else {
                for element in item {
                    self.element(element, depth + 1);
                    self.blank_lines = 0;
                }
            }
            self.mark = None;
            self.indent.truncate(outside);
        }
        self.apart(1);
    }

    /// An item whose paragraphs stand on one line; what is no paragraph follows under it.
    fn in_one_line(&mut self, item: &[Element], depth: usize) {
        let mut line = String::new();
        let mut others = Vec::new();
        for element in item {
            let Element::Paragraph(words) = element else {
                others.push(element);
                continue;
            };
            let words = self.plain(words);
            if !line.is_empty() {
                let seen = line.trim_end_matches(is_unseen);
                line.push_str(if seen.ends_with(ENDS) { " " } else { " – " });
            }
            line.push_str(&words);
        }
        self.say(&line);
        for element in others {
            self.element(element, depth);
        }
        self.blank_lines = 0;
    }

    /// A table, row by row. Where there is one column beside the first, a row is a line; else each cell is one, behind
    /// the head of its column.
    fn table(&mut self, head: &[Words], rows: &[(Words, Vec<Option<Words>>)]) {
        self.apart(1);
        self.say(&self.joined(head));
        self.apart(1);
        let columns = head.get(1..).unwrap_or_default();
        let is_narrow = columns.len() < 2;
        for (point, cells) in rows {
            let filled = columns.iter().zip(cells);
            let filled = filled.filter_map(|(column, cell)| Some((column, cell.as_ref()?)));
            let mut filled = filled.peekable();
            if is_narrow && let Some((_, cell)) = filled.peek() {
                self.say(&labelled(&self.plain(point), &self.plain(cell)));
                self.blank_lines = 0;
                continue;
            }
            self.words(point);
            let outside = self.indent.len();
            self.indent.push_str(INDENT);
            for (column, cell) in filled {
                self.say(&labelled(&self.plain(column), &self.plain(cell)));
            }
            self.indent.truncate(outside);
            self.apart(usize::from(!is_narrow));
        }
        self.apart(1);
    }

    fn fact(&mut self, fact: &PanelField) {
        let value = direction::value(&fact.value, self.line);
        self.say(&labelled(
            &without_joiners(&fact.label),
            &without_joiners(&value),
        ));
    }

    /// Several texts as one line.
    fn joined(&self, texts: &[Words]) -> String {
        let texts: Vec<String> = texts.iter().map(|words| self.plain(words)).collect();
        texts.join(SEPARATOR)
    }

    fn words(&mut self, words: &Words) {
        self.say(&self.plain(words));
    }

    /// Writes one line, if it says anything.
    fn say(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.extend((0..self.blank_lines).map(|_| '\n'));
        }
        self.blank_lines = 0;
        let mark = self.mark.take().unwrap_or_default();
        // An indent is of spaces, each a byte.
        let drawn_in = self.indent.len().saturating_sub(mark.chars().count());
        self.text.extend((0..drawn_in).map(|_| ' '));
        self.text.push_str(&mark);
        self.text.push_str(words);
        self.text.push('\n');
    }

    /// A number in the language's own figures.
    fn figures(&self, number: usize) -> String {
        let own = |figure: char| {
            let digits = self.digits.as_ref()?;
            digits.get(figure.to_digit(10)? as usize).copied()
        };
        let figures = number.to_string();
        figures
            .chars()
            .map(|figure| own(figure).unwrap_or(figure))
            .collect()
    }

    /// Running text without marks.
    fn plain(&self, words: &[Piece]) -> String {
        let mut plain = String::new();
        self.collect(words, &mut plain);
        plain.truncate(plain.trim_end().len());
        plain
    }

    fn collect(&self, pieces: &[Piece], plain: &mut String) {
        for piece in pieces {
            match piece {
                Piece::Words(words) => plain.push_str(&without_joiners(words)),
                Piece::Strong(inner) => self.collect(inner, plain),
                Piece::Link { address, words } => {
                    plain.push_str(&without_joiners(words));
                    if let Some(address) = unsaid(address, words) {
                        let address = direction::dialled(address, self.line);
                        plain.push_str(&format!(" ({address})"));
                    }
                }
                Piece::Superscript(words) => moved(words, SUPERSCRIPTS, '^', plain),
                Piece::Subscript(words) => moved(words, SUBSCRIPTS, '_', plain),
            }
        }
    }
}

/// A label with what belongs to it; a label that ends a sentence needs no colon.
fn labelled(label: &str, words: &str) -> String {
    let seen = label.trim_end_matches(is_unseen);
    let colon = if seen.is_empty() || seen.ends_with(ENDS) {
        ""
    } else {
        ":"
    };
    format!("{label}{colon} {words}").trim_start().to_owned()
}

fn without_joiners(words: &str) -> String {
    words.replace(JOINER, "")
}

/// The address of a link as a reader would write it down, if its words do not say it.
fn unsaid<'a>(address: &'a str, words: &str) -> Option<&'a str> {
    let said: String = words
        .chars()
        .filter(|character| !is_unseen(*character))
        .collect();
    if let Some(number) = address.strip_prefix("tel:") {
        return (!says_number(&said, number)).then_some(number);
    }
    let shown = match address.strip_prefix("mailto:") {
        Some(mail) => mail.split('?').next().unwrap_or(mail),
        None => address,
    };
    let bare = shown.split_once("://").map_or(shown, |(_, bare)| bare);
    let bare = bare.trim_end_matches('/');
    (!said.contains(bare)).then_some(shown)
}

/// Whether words say a telephone number, as far as it is dialled by somebody near: without the codes of country and
/// area that may stand before it.
fn says_number(words: &str, number: &str) -> bool {
    let figures = |text: &str| text.chars().filter_map(digit).collect::<String>();
    let (said, dialled) = (figures(words), figures(number));
    let said = said.trim_start_matches('0');
    let dialled = dialled.trim_start_matches('0');
    let is_said = dialled.ends_with(said) && dialled.len() - said.len() <= MOST_CODES;
    // One of noughts alone is a sample.
    is_said && !(said.is_empty() && figures(words).is_empty())
}

/// Characters, and those that Unicode has for them where they are raised.
const SUPERSCRIPTS: &str = "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾";
/// The same where they are lowered.
const SUBSCRIPTS: &str = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎";

/// Writes raised or lowered words: with the characters that Unicode has for them; letters alone as they are, because a
/// raised "th" says the same; figures that have no such characters, and those that stand beside letters, behind `mark`,
/// so that they do not run into a number before them.
fn moved(words: &str, known: &str, mark: char, plain: &mut String) {
    let words = without_joiners(words);
    let own = |character: char| {
        let mut pairs = known.chars();
        std::iter::from_fn(|| Some((pairs.next()?, pairs.next()?)))
            .find(|(usual, _)| *usual == character)
            .map(|(_, moved)| moved)
    };
    if let Some(moved) = words.chars().map(own).collect::<Option<String>>() {
        plain.push_str(&moved);
        return;
    }
    if words.contains(char::is_numeric) {
        plain.push(mark);
    }
    plain.push_str(&words);
}

#[cfg(test)]
mod tests {
    use super::*;

    const URDU: Direction = Direction::RightToLeft;

    fn words(text: &str) -> Words {
        Piece::plain(text)
    }

    fn paragraph(text: &str) -> Element {
        Element::Paragraph(words(text))
    }

    fn heading(level: u8, text: &str) -> Element {
        Element::Heading {
            level,
            words: words(text),
        }
    }

    fn list(marks: Marks, items: Vec<Vec<Element>>) -> Element {
        Element::List {
            marks,
            head: Vec::new(),
            items,
        }
    }

    fn written(elements: &[Element]) -> String {
        of_elements(elements, Direction::LeftToRight, None)
    }

    #[test]
    fn headings_are_known_by_the_empty_lines_round_them() {
        let text = written(&[
            heading(1, "Title"),
            paragraph("One."),
            heading(2, "Section"),
            heading(3, "Question?"),
            paragraph("Answer."),
            heading(2, "Section"),
        ]);
        let expected = "Title\n\nOne.\n\n\nSection\n\nQuestion?\nAnswer.\n\n\nSection\n";
        assert_eq!(text, expected);
        assert!(is_one(text.as_bytes()));
    }

    #[test]
    fn what_belongs_to_an_item_is_drawn_in_under_it() {
        let inner = list(
            Marks::Bullets,
            vec![vec![paragraph("c")], vec![paragraph("d")]],
        );
        let text = written(&[
            list(
                Marks::Numbers,
                vec![vec![paragraph("a"), paragraph("b")]; 10],
            ),
            list(
                Marks::Bullets,
                vec![vec![paragraph("e"), inner], vec![paragraph("f")]],
            ),
        ]);
        assert!(text.starts_with("1. a\n   b\n\n2. a\n"), "{text}");
        assert!(
            text.ends_with("10. a\n    b\n\n• e\n  – c\n  – d\n• f\n"),
            "{text}"
        );
    }

    #[test]
    fn a_risk_is_one_line_whatever_it_ends_in() {
        let item = |texts: &[&str]| texts.iter().map(|text| paragraph(text)).collect();
        let text = written(&[list(
            Marks::Boxes,
            vec![
                item(&["A", "1 in 10", "Source: B"]),
                item(&["It leaks.", "So: C", "2 %"]),
            ],
        )]);
        assert_eq!(text, "• A – 1 in 10 – Source: B\n• It leaks. So: C – 2 %\n");
    }

    #[test]
    fn a_table_says_the_head_of_a_column_before_each_cell() {
        let row = |point, cells: [Option<&str>; 2]| {
            (words(point), cells.map(|cell| cell.map(words)).to_vec())
        };
        let table = |count: usize| Element::Table {
            head: ["Point", "A", "B"]
                .iter()
                .take(count)
                .map(|head| words(head))
                .collect(),
            rows: [
                row("Pain", [Some("less"), Some("more")]),
                row("Cost?", [Some("low"), None]),
            ]
            .map(|(point, cells)| (point, cells.into_iter().take(count - 1).collect()))
            .to_vec(),
        };
        let wide = "Point · A · B\n\nPain\n  A: less\n  B: more\n\nCost?\n  A: low\n";
        assert_eq!(written(&[table(3)]), wide);
        assert_eq!(written(&[table(2)]), "Point · A\n\nPain: less\nCost? low\n");
    }

    #[test]
    fn an_address_is_said_once() {
        let link = |address: &str, words: &str| {
            let link = Piece::Link {
                address: address.to_owned(),
                words: words.to_owned(),
            };
            written(&[Element::Paragraph(vec![link])])
        };
        for (address, words, text) in [
            ("https://a.example/b", "page", "page (https://a.example/b)"),
            ("https://a.example/", "a.example", "a.example"),
            (
                "https://a.example/b",
                "a.example",
                "a.example (https://a.example/b)",
            ),
            (
                "mailto:a@b.example?subject=Hip",
                "write",
                "write (a@b.example)",
            ),
            ("mailto:a@b.example", "a@b.example", "a@b.example"),
            ("tel:+911140554055", "(0)11 4055 4055", "(0)11 4055 4055"),
            ("tel:01140554055", "०११ ४०५५ ४०५५", "०११ ४०५५ ४०५५"),
            (
                "tel:+911140554055",
                "call in the first 24 hours",
                "call in the first 24 hours (+911140554055)",
            ),
            ("tel:108", "call us", "call us (108)"),
        ] {
            assert_eq!(link(address, words), format!("{text}\n"), "{address}");
        }
    }

    #[test]
    fn a_raised_figure_is_no_figure_of_the_number_before_it() {
        let plain = |pieces: Words| written(&[Element::Paragraph(pieces)]);
        let after =
            |before: &str, moved: Piece| plain(vec![Piece::Words(before.to_owned()), moved]);
        let raised = |text: &str| Piece::Superscript(text.to_owned());
        let lowered = |text: &str| Piece::Subscript(text.to_owned());
        assert_eq!(after("10", raised("9")), "10⁹\n");
        assert_eq!(after("10", raised("-3")), "10⁻³\n");
        assert_eq!(after("10", raised("2a")), "10^2a\n");
        assert_eq!(after("10", raised("९")), "10^९\n");
        assert_eq!(after("5", raised("th")), "5th\n");
        assert_eq!(after("H", lowered("2")), "H₂\n");
        assert_eq!(after("V", lowered("max")), "Vmax\n");
    }

    #[test]
    fn in_a_line_of_another_direction_what_runs_the_other_way_is_held_together() {
        let link = vec![Piece::Link {
            address: "https://a.example".to_owned(),
            words: "صفحہ".to_owned(),
        }];
        let text = of_elements(&[Element::Paragraph(link)], URDU, Some("۰۱۲۳۴۵۶۷۸۹"));
        assert_eq!(text, "صفحہ (\u{2066}https://a.example\u{2069})\n");
        let fact = PanelField {
            label: "Prepared for".to_owned(),
            value: "نمونہ\u{2060} مریض".to_owned(),
            wide: true,
            right_to_left: true,
            in_head: None,
        };
        let text = written(&[Element::Facts(vec![fact])]);
        assert_eq!(text, "Prepared for: \u{2067}نمونہ مریض\u{2069}\n");
        let steps = list(Marks::Numbers, vec![vec![paragraph("الف")]]);
        assert_eq!(of_elements(&[steps], URDU, Some("۰۱۲۳۴۵۶۷۸۹")), "۱. الف\n");
    }

    #[test]
    fn other_texts_are_not_taken_for_a_leaflet() {
        let ours = "Clinic\n\n\nTitle\n\nWords.\n";
        assert!(is_one(ours.as_bytes()));
        for other in [
            "title: Knee\n\nsections:\n  - heading: Why?\n",
            "patient,guide\nSample,knee\n",
            "Clinic\r\n\r\n\r\nTitle\r\n",
            "Clinic\n\n\n\nTitle\n",
            "Clinic\n\n\nTitle",
            "Clinic\n\n\nTitle \n",
            "Clinic\n\n\n\tTitle\n",
            "\u{feff}Clinic\n\n\nTitle\n",
            "",
        ] {
            assert!(!is_one(other.as_bytes()), "{other:?}");
        }
        assert!(!is_one(b"Clinic\n\n\n\xff\n"));
    }
}
