//! From the pieces of a page to the draft of a guide.
//!
//! In: a [`Page`]. Out: a [`Draft`] in which every word of the page stands once: in the guide, among
//! what was left out, or among the signs. Promises: the order of the text is kept; nothing is said in
//! other words; where a rule here guesses, the block carries a remark for the author, and what no rule
//! knows becomes a paragraph and is told. The rules are those an author would go by: a numbered list is
//! steps, a list below words about risks is risks, a heading with a question mark among the frequently
//! asked questions is a question.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cues::{self, ListOf};
use super::draft::{
    Draft, DraftBlock, DraftBullet, DraftKind, DraftRisk, DraftSection, DraftStep, Guessed, Left,
};
use super::item_sign::{SignKind, is_drawn, item_sign};
use super::labels::{self, Label};
use super::page::{Hint, LeftKind, Notice, Page, PageItem, PageList, PageTable, Piece, PieceKind};
use super::page_words::{PageWords, Style, words};
use super::tables::{self, Grid, GridCell, RiskColumns};
use crate::base::diagnostic::{quoted, rule};
use crate::base::invariant::PartOf;
use crate::model::guide::block::{
    MAXIMUM_ANSWER_PARAGRAPHS, MAXIMUM_BULLET_DEPTH, MAXIMUM_BULLETS, MAXIMUM_RISKS, MAXIMUM_SIGNS,
    MAXIMUM_STEPS,
};
use crate::model::guide::{MAXIMUM_OTHER_NAMES, MAXIMUM_READING_MINUTES, Role, holds_no_marks};
use crate::source::{MAXIMUM_PLAIN_CHARACTERS, MAXIMUM_TEXT_CHARACTERS};

/// Most words of a line before the title that is taken for the website's.
const HEAD_LINE_WORDS: usize = 20;

/// Most lines before the first sentence that are looked at for a title.
const MAXIMUM_TITLE_CANDIDATES: usize = 8;

/// Most words of a paragraph that is taken for the summary, and most full stops in it.
const SUMMARY_WORDS: usize = 60;
const SUMMARY_SENTENCES: usize = 3;

/// Most words of a piece without a full stop that is told as not understood.
const FRAGMENT_WORDS: usize = 6;

/// Fewest words of a line that tells somebody to get help: "Emergency? Call 999".
const COMMAND_WORDS: usize = 3;

/// Fewest words of an item that is a sentence and no name of a page.
const SENTENCE_WORDS: usize = 5;

/// Most words of a heading that is only set in strong words.
const STRONG_HEADING_WORDS: usize = 12;

/// Why a person should look at a heading that is only set in strong words.
const STRONG_HEADING: &str = "strong words by themselves, so taken for a heading";

/// Why a person should look at lines that the page marks with a cross.
const CROSSED: &str =
    "the page has a cross before a line here, which may mean `do not`: say it in words";

/// Most paragraphs between two parts of a numbered list that belong to the step before them.
const BETWEEN_STEPS: usize = 2;

/// Most words of a paragraph that is taken for a question.
const QUESTION_WORDS: usize = 25;

/// Most words of the sentence that a step begins with.
const LEAD_IN_WORDS: usize = 8;

/// What programs call a page in the browser's tab that has no name.
const NO_TITLES: &[&str] = &[
    "- no title specified",
    "no title specified",
    "untitled",
    "untitled document",
];

/// Ends of words that end no sentence.
const ABBREVIATIONS: &[&str] = &[
    "dr.", "prof.", "mr.", "mrs.", "ms.", "e.g.", "i.e.", "approx.", "vs.", "no.", "st.", "fig.",
    "etc.",
];

/// Recognises the parts of a page.
pub(super) fn recognise(mut page: Page) -> Draft {
    let mut pieces = std::mem::take(&mut page.pieces);
    for piece in &mut pieces {
        take_marks_of_heading(piece, &mut page);
    }
    let mut recogniser = Recogniser {
        draft: Draft {
            signs: page.signs,
            cut: page.cut,
            joined: page.joined,
            notices: page.notices,
            ..Draft::default()
        },
        crosses: BTreeSet::new(),
        counted: None,
        section_level: 1,
        level_here: 0,
        has_deeper_headings: false,
        is_about_questions: false,
        asking: None,
        lead: None,
        below: None,
        is_before_title: false,
    };
    for (words, place) in page.crosses {
        recogniser.crossed(&words, &place);
    }
    mark_website_lines(&mut pieces);
    promote_strong_lines(&mut pieces);
    recogniser.read(pieces);
    recogniser.finished()
}

/// A question whose answer is being gathered.
struct Asking {
    question: PageWords,
    answer: Vec<PageWords>,
    place: Range<usize>,
    check: Option<&'static str>,
}

struct Recogniser {
    draft: Draft,
    /// The level of headings that begin a section.
    section_level: u8,
    /// The level of the heading of this section.
    level_here: u8,
    /// Whether there are headings below that level.
    has_deeper_headings: bool,
    is_about_questions: bool,
    asking: Option<Asking>,
    /// The paragraph right before this piece.
    lead: Option<String>,
    /// The last sub-heading of the section.
    below: Option<String>,
    is_before_title: bool,
    /// Where lines begin that the page marks with a cross.
    crosses: BTreeSet<usize>,
    /// The number that goes on behind the last steps of this section.
    counted: Option<u32>,
}

/// Takes the marks of notes off a heading, which cannot raise them.
fn take_marks_of_heading(piece: &mut Piece, page: &mut Page) {
    let is_heading = match piece.kind {
        PieceKind::Heading(_) | PieceKind::Term => true,
        PieceKind::Paragraph => piece.words.is_strong(),
        _ => false,
    };
    let marks = piece.words.marks();
    if !is_heading || marks.is_empty() || piece.left.is_some() {
        return;
    }
    let joined = piece.words.joined();
    for bytes in &marks {
        let before = joined.part(..bytes.start);
        let mark = joined.part(bytes.clone()).trim();
        let behind = joined.part(bytes.end..);
        let rest = behind.split(char::is_whitespace).next().unwrap_or_default();
        if rest.is_empty() {
            page.signs.push(mark.to_owned());
        } else {
            // What stands right behind the mark goes to the word before it.
            let word = before.split_whitespace().next_back().unwrap_or_default();
            let whole = format!("{word}{rest}");
            page.joined
                .push(([word.to_owned(), format!("{mark}{rest}")], whole));
        }
    }
    piece.words = piece.words.without(&marks);
}

/// Makes headings of strong lines on a page that has no others.
fn promote_strong_lines(pieces: &mut [Piece]) {
    let has_headings = pieces
        .iter()
        .any(|piece| piece.left.is_none() && matches!(piece.kind, PieceKind::Heading(2..)));
    let first = pieces
        .iter()
        .filter(|piece| matches!(piece.kind, PieceKind::Heading(1)) && piece.left.is_none())
        .count();
    if has_headings || first > 1 {
        return;
    }
    let is_strong_line = |piece: &Piece| {
        let plain = piece.words.plain();
        matches!(piece.kind, PieceKind::Paragraph)
            && piece.left.is_none()
            && piece.words.is_strong()
            && piece.words.count() <= STRONG_HEADING_WORDS
            && can_be_plain(&piece.words)
            && !plain.ends_with(['.', ',', ';', '!'])
            && !cues::is_key_point(&plain)
            && labels::read(&plain).is_none()
    };
    let strong: Vec<bool> = pieces.iter().map(is_strong_line).collect();
    for (at, piece) in pieces.iter_mut().enumerate() {
        // What stands right above another strong line heads nothing.
        let is_above = strong.get(at + 1).is_some_and(|next| !next);
        if strong.get(at).copied().unwrap_or_default() && is_above {
            piece.kind = PieceKind::Heading(2);
            piece.words = piece.words.without_strong();
            piece.hint = Hint::Strong;
        }
    }
}

/// Marks what is the website's by its words.
fn mark_website_lines(pieces: &mut [Piece]) {
    let headings: BTreeSet<String> = pieces
        .iter()
        .filter(|piece| matches!(piece.kind, PieceKind::Heading(_) | PieceKind::Term))
        .map(|piece| piece.words.plain().to_lowercase())
        .collect();
    for piece in pieces.iter_mut().filter(|piece| piece.left.is_none()) {
        piece.left = match &piece.kind {
            PieceKind::List(list) => website_list(list, &headings),
            PieceKind::Table(_) | PieceKind::Code => None,
            PieceKind::Heading(_) | PieceKind::Term | PieceKind::Paragraph | PieceKind::Quote => {
                cues::website_line(&piece.words.plain())
            }
        };
    }
}

/// What a list is if it is the website's: links inside the website, or the headings of this page.
fn website_list(list: &PageList, headings: &BTreeSet<String>) -> Option<LeftKind> {
    let items: Vec<&PageItem> = list.items.iter().collect();
    let is_inside = |item: &PageItem| {
        item.words.is_link()
            && item.inner.iter().all(|piece| {
                matches!(&piece.kind, PieceKind::List(list) if website_list(list, headings).is_some())
            })
            && item.words.runs().iter().all(|run| {
                let address = run.style.address.as_deref().unwrap_or("#");
                !address.contains("://") && !address.starts_with("mailto:") && !address.starts_with("tel:")
            })
    };
    // Whole sentences are key points, wherever they lead to.
    let is_said = |item: &PageItem| {
        let plain = item.words.plain();
        plain.ends_with(['.', '!']) && item.words.count() >= SENTENCE_WORDS
    };
    if items.iter().any(|item| is_said(item)) {
        return None;
    }
    if items.iter().all(|item| is_inside(item)) {
        return Some(LeftKind::Menu);
    }
    let names_heading = |item: &&PageItem| {
        item.inner.is_empty() && headings.contains(&item.words.plain().to_lowercase())
    };
    if items.len() > 1 && items.iter().all(names_heading) {
        return Some(LeftKind::Menu);
    }
    let lines: Option<Vec<LeftKind>> = items
        .iter()
        .map(|item| {
            let is_plain = item.inner.is_empty();
            cues::website_line(&item.words.plain()).filter(|_| is_plain)
        })
        .collect();
    lines?.first().copied()
}

/// Where the title is.
enum TitlePlace {
    /// A heading.
    Piece { at: usize, is_guess: bool },
    /// The first part of the name in the browser's tab.
    Tab { at: usize },
}

/// What words that are left out speak of, where a patient may miss it. Names of other pages, such as
/// "Risks" in a menu, are none of it.
fn what_patients_may_miss(kind: LeftKind, words: &str) -> Option<&'static str> {
    let count = words.split_whitespace().count();
    let is_sentence = count >= SENTENCE_WORDS;
    match kind {
        LeftKind::TabName | LeftKind::PointColumn | LeftKind::FrontMatter => None,
        _ if count >= COMMAND_WORDS && cues::warns(words) => Some("when to get help"),
        LeftKind::Menu | LeftKind::PageFoot | LeftKind::Sharing | LeftKind::Button => None,
        _ if is_sentence && cues::speaks_of_harm(words) => Some("risks"),
        _ => None,
    }
}

/// Whether words can be a title, a heading or a name in a guide.
fn can_be_plain(words: &PageWords) -> bool {
    let plain = words.plain();
    plain.chars().count() <= MAXIMUM_PLAIN_CHARACTERS && holds_no_marks(&plain)
}

fn find_title(pieces: &[Piece]) -> Option<TitlePlace> {
    let can_be = |piece: &Piece| piece.left.is_none() && can_be_plain(&piece.words);
    let highest = |is_wanted: &dyn Fn(&Piece) -> bool| {
        pieces.iter().position(|piece| {
            matches!(piece.kind, PieceKind::Heading(1)) && can_be(piece) && is_wanted(piece)
        })
    };
    if let Some(at) = highest(&|piece| piece.hint != Hint::InHead).or_else(|| highest(&|_| true)) {
        if let Some(at) = strong_title(pieces, at) {
            return Some(TitlePlace::Piece { at, is_guess: true });
        }
        return Some(TitlePlace::Piece {
            at,
            is_guess: false,
        });
    }
    let is_tab = |piece: &Piece| {
        piece.left == Some(LeftKind::TabName)
            && can_be_plain(&piece.words)
            && !NO_TITLES.contains(&piece.words.plain().to_lowercase().as_str())
    };
    if let Some(at) = pieces.iter().position(is_tab) {
        return Some(TitlePlace::Tab { at });
    }
    // Without a first heading the title is a short line before the first sentence.
    let is_sentence = |piece: &Piece| {
        let plain = piece.words.plain();
        piece.left.is_none()
            && !matches!(piece.kind, PieceKind::Heading(_))
            && (piece.words.count() > HEAD_LINE_WORDS || plain.ends_with(['.', ':']))
    };
    let end = pieces.iter().position(is_sentence).unwrap_or(pieces.len());
    let candidates: Vec<usize> = pieces
        .iter()
        .take(end)
        .enumerate()
        .filter(|(_, piece)| {
            let plain = piece.words.plain();
            can_be(piece)
                && matches!(piece.kind, PieceKind::Heading(_))
                && !plain.ends_with('?')
                && !plain.contains(['·', '|', '›', '»', '/'])
                && !cues::is_about_questions(&plain)
                && labels::read(&plain).is_none()
        })
        .map(|(at, _)| at)
        .collect();
    // The name of a clinic above the title comes again now and then, the title's words all the time.
    let later = |at: usize| -> String {
        let pieces = pieces.iter().skip(at + 1);
        let texts = pieces.map(|piece| piece.all_words().plain().to_lowercase());
        texts.map(|text| text + "\n").collect()
    };
    let mut best: Option<(usize, usize)> = None;
    // All but a few lines before the first sentence are of no title.
    for at in candidates.into_iter().take(MAXIMUM_TITLE_CANDIDATES) {
        let often = pieces
            .get(at)
            .map_or(0, |piece| how_often(&piece.words, &later(at)));
        if best.is_none_or(|(_, most)| often > most) {
            best = Some((at, often));
        }
    }
    let (at, _) = best?;
    Some(TitlePlace::Piece { at, is_guess: true })
}

/// The strong line with which a page begins, right above the first of several highest headings, where that heading names a part of
/// every leaflet: writing programs set titles so.
fn strong_title(pieces: &[Piece], heading: usize) -> Option<usize> {
    let kept = |piece: &&Piece| piece.left.is_none();
    let headings = pieces.iter().filter(kept);
    let headings = headings.filter(|piece| matches!(piece.kind, PieceKind::Heading(1)));
    let first = pieces.get(heading)?;
    let at = pieces.iter().position(|piece| piece.left.is_none())?;
    let line = pieces.get(at)?;
    // A line below the title may stand between.
    let is_next = pieces
        .iter()
        .skip(at + 1)
        .filter(kept)
        .take(2)
        .any(|next| next.place == first.place);
    let is_title = matches!(line.kind, PieceKind::Paragraph)
        && line.words.is_strong()
        && line.words.count() <= STRONG_HEADING_WORDS
        && can_be_plain(&line.words)
        && !line.words.plain().ends_with(['.', ':', ',', ';', '!', '?']);
    let is_part = cues::roles(&first.words.plain()) != [Role::Other];
    (headings.count() > 1 && at < heading && is_next && is_title && is_part).then_some(at)
}

/// How often the longer words of a piece come in a text in small letters, on an average of hundredths.
fn how_often(words_of_piece: &PageWords, text: &str) -> usize {
    let long: Vec<String> = words(&words_of_piece.plain().to_lowercase())
        .into_iter()
        .map(|word| {
            word.trim_matches(|sign: char| !sign.is_alphanumeric())
                .to_owned()
        })
        .filter(|word| word.chars().count() > 3)
        .collect();
    let found: usize = long
        .iter()
        .map(|word| text.matches(word.as_str()).count())
        .sum();
    found * 100 / long.len().max(1)
}

impl Recogniser {
    fn read(&mut self, pieces: Vec<Piece>) {
        let title = find_title(&pieces);
        let body = match &title {
            Some(TitlePlace::Piece { at, .. }) => at + 1,
            _ => 0,
        };
        let levels = pieces
            .iter()
            .skip(body)
            .filter_map(|piece| match piece.kind {
                PieceKind::Heading(level) if piece.left.is_none() => Some(level),
                _ => None,
            });
        let levels: Vec<u8> = levels.collect();
        self.section_level = levels.iter().min().copied().unwrap_or(1);
        self.has_deeper_headings = levels.iter().any(|level| *level > self.section_level);
        self.is_before_title = body > 0;
        let category = pieces
            .iter()
            .take(body.saturating_sub(1))
            .rposition(|piece| piece.left.is_none())
            .filter(|at| pieces.get(*at).is_some_and(is_category));
        for (at, piece) in pieces.into_iter().enumerate() {
            match &title {
                Some(TitlePlace::Piece { at: here, is_guess }) if at == *here => {
                    self.draft.title = Some(Guessed {
                        value: piece.words.plain(),
                        is_guess: *is_guess,
                    });
                    self.is_before_title = false;
                }
                Some(TitlePlace::Tab { at: here }) if at == *here => self.title_of_tab(&piece),
                _ if category == Some(at) => {
                    self.draft.category = Some(Guessed {
                        value: piece.words.plain(),
                        is_guess: piece.hint != Hint::Category,
                    });
                }
                _ => self.piece(piece),
            }
        }
    }

    /// Takes the first part of the name in the browser's tab for the title.
    fn title_of_tab(&mut self, piece: &Piece) {
        let plain = piece.words.plain();
        let ends = [" | ", " – ", " — ", " - ", " · ", " » "];
        let end = ends.iter().filter_map(|end| plain.find(end)).min();
        let (title, rest) = plain.split_at(end.unwrap_or(plain.len()));
        self.draft.title = Some(Guessed {
            value: title.to_owned(),
            is_guess: true,
        });
        self.leave(LeftKind::TabName, rest, &piece.place);
    }

    fn leave(&mut self, kind: LeftKind, words: &str, place: &Range<usize>) {
        let words = words.trim();
        if !words.is_empty() {
            self.draft.left.push(Left {
                kind,
                words: words.to_owned(),
                place: place.clone(),
                holds: what_patients_may_miss(kind, words),
            });
        }
    }

    fn notice(
        &mut self,
        rule: &'static str,
        message: String,
        hint: Option<&'static str>,
        place: &Range<usize>,
    ) {
        self.draft.notices.push(Notice {
            rule,
            message,
            hint,
            place: place.clone(),
        });
    }

    fn not_understood(&mut self, what: &str, words: &str, place: &Range<usize>) {
        let message = match words.trim() {
            "" => what.to_owned(),
            words => format!("{what}: {}", quoted(words)),
        };
        self.notice(
            rule::IMPORT_NOT_UNDERSTOOD,
            message,
            Some("look at it in the draft, and make of it what it is"),
            place,
        );
    }

    fn piece(&mut self, piece: Piece) {
        if let Some(kind) = piece.left {
            let words = piece.all_words().plain();
            return self.leave(kind, &words, &piece.place);
        }
        let plain = piece.words.plain();
        let has_own_words = !matches!(piece.kind, PieceKind::List(_) | PieceKind::Table(_));
        if has_own_words
            && !matches!(piece.kind, PieceKind::Code)
            && let Some(parts) = labels::read(&plain)
            && self.labelled(parts, &piece)
        {
            return;
        }
        if self.is_before_title && has_own_words {
            if piece.words.count() <= HEAD_LINE_WORDS && !plain.ends_with('.') {
                return self.leave(LeftKind::PageHead, &plain, &piece.place);
            }
            self.not_understood(
                "kept, though it stands before the title",
                &plain,
                &piece.place,
            );
        }
        let Piece {
            kind,
            words,
            place,
            hint,
            ..
        } = piece;
        match kind {
            PieceKind::Heading(level) => {
                let check = (hint == Hint::Strong).then_some(STRONG_HEADING);
                self.heading(level, words, place, check);
            }
            PieceKind::Term => self.term(words, place),
            PieceKind::Paragraph => self.paragraph(words, place, hint),
            PieceKind::Quote => {
                let check = Some("set apart on the page, so taken for a key point");
                self.running(words, place, DraftKind::KeyPoint, check);
            }
            PieceKind::Code => {
                self.end_answer();
                let plain = words.plain();
                self.not_understood("kept as a paragraph", &plain, &place);
                self.running(words, place, DraftKind::Paragraph, None);
            }
            PieceKind::List(list) => self.list(list, place),
            PieceKind::Table(table) => self.table(table, place),
        }
    }

    /// Takes the parts of a line of labels; `false` if one of them cannot be had.
    fn labelled(&mut self, parts: Vec<labels::Labelled>, piece: &Piece) -> bool {
        let can_be_had = parts.iter().all(|part| {
            let value = part.value.join(" ");
            let is_plain =
                holds_no_marks(&value) && value.chars().count() <= MAXIMUM_PLAIN_CHARACTERS;
            match part.label {
                Label::ReadingMinutes => {
                    let minutes = value.parse::<u32>().unwrap_or_default();
                    self.draft.reading_minutes.is_none()
                        && (1..=MAXIMUM_READING_MINUTES).contains(&minutes)
                        && minutes.to_string() == value
                }
                Label::Reviewer => {
                    self.draft.reviewed_by.is_none() && is_plain && !value.is_empty()
                }
                Label::OtherNames => {
                    self.draft.also_known_as.is_empty()
                        && is_plain
                        && !value.is_empty()
                        && value.split([',', ';']).count() <= MAXIMUM_OTHER_NAMES
                }
                Label::Day | Label::Author => true,
            }
        });
        let labels: Vec<Label> = parts.iter().map(|part| part.label).collect();
        let is_doubled = labels.iter().enumerate().any(|(at, label)| {
            *label < Label::Day && labels.iter().skip(at + 1).any(|l| l == label)
        });
        if !can_be_had || is_doubled {
            return false;
        }
        for part in parts {
            let value = part.value.join(" ");
            match part.label {
                Label::ReadingMinutes => {
                    self.draft.reading_minutes = value.parse().ok();
                    self.reading_time_signs(&part.signs, &value);
                }
                Label::Reviewer => {
                    self.draft.reviewed_by = Some(value);
                    self.draft.signs.extend(part.signs);
                }
                Label::OtherNames => {
                    self.draft.signs.extend(part.signs);
                    self.other_names(&part.value);
                }
                Label::Day | Label::Author => {
                    let kind = if part.label == Label::Day {
                        LeftKind::Day
                    } else {
                        LeftKind::Author
                    };
                    let all: Vec<String> = part.signs.into_iter().chain(part.value).collect();
                    self.leave(kind, &all.join(" "), &piece.place);
                }
            }
        }
        true
    }

    /// The words of a reading time of which only the number is kept.
    fn reading_time_signs(&mut self, all: &[String], number: &str) {
        let mut is_kept = false;
        for word in all {
            if !is_kept && word.starts_with(number) {
                is_kept = true;
                if word != number {
                    self.draft.cut.push((word.clone(), number.to_owned()));
                }
            } else if !is_kept && word.trim_matches([':', ',']) == number {
                is_kept = true;
                self.draft.cut.push((word.clone(), number.to_owned()));
            } else {
                self.draft.signs.push(word.clone());
            }
        }
    }

    /// Other names, with commas or semicolons between them.
    fn other_names(&mut self, value: &[String]) {
        let mut name: Vec<String> = Vec::new();
        for word in value {
            let bare = word.trim_end_matches([',', ';']);
            if bare.is_empty() {
                self.draft.signs.push(word.clone());
            } else {
                name.push(bare.to_owned());
                if bare != word {
                    self.draft.cut.push((word.clone(), bare.to_owned()));
                }
            }
            if bare != word && !name.is_empty() {
                self.draft.also_known_as.push(name.join(" "));
                name.clear();
            }
        }
        if !name.is_empty() {
            self.draft.also_known_as.push(name.join(" "));
        }
    }

    fn heading(
        &mut self,
        level: u8,
        words: PageWords,
        place: Range<usize>,
        check: Option<&'static str>,
    ) {
        let plain = words.plain();
        if !can_be_plain(&words) {
            self.not_understood(
                "a heading with marks or too many words, kept as a paragraph",
                &plain,
                &place,
            );
            return self.running(words, place, DraftKind::Paragraph, None);
        }
        if let Some((label, question)) = behind_label(&words, QUESTION_LABELS) {
            self.draft.signs.push(label);
            return self.ask(question, place, None);
        }
        let is_question = plain.ends_with('?');
        let may_ask = level > self.section_level || !self.has_deeper_headings;
        if self.is_about_questions && is_question && may_ask {
            return self.ask(words, place, None);
        }
        self.end_answer();
        // A heading with no section above it begins one, whatever headings come later.
        let begins_section = level <= self.section_level
            || level <= self.level_here
            || self.draft.sections.is_empty();
        if !begins_section {
            self.is_about_questions |= cues::is_about_questions(&plain);
            self.below = Some(plain.clone());
            return self.put(DraftKind::SubHeading(plain), check, place);
        }
        self.level_here = level;
        self.counted = None;
        self.lead = None;
        self.below = None;
        self.is_about_questions = cues::is_about_questions(&plain);
        self.draft.sections.push(DraftSection {
            roles: cues::roles(&plain),
            heading: Some(plain),
            check,
            blocks: Vec::new(),
            place,
        });
    }

    /// What is pressed to see an answer, or a term that is explained.
    fn term(&mut self, words: PageWords, place: Range<usize>) {
        if words.plain().ends_with('?') && can_be_plain(&words) {
            return self.ask(words, place, None);
        }
        let level = self.section_level.saturating_add(1);
        self.heading(level, words, place, None);
    }

    fn paragraph(&mut self, words: PageWords, place: Range<usize>, hint: Hint) {
        let plain = words.plain();
        if let Some((label, question)) = behind_label(&words, QUESTION_LABELS)
            && can_be_plain(&question)
        {
            self.draft.signs.push(label);
            return self.ask(question, place, None);
        }
        if self.asking.is_some()
            && let Some((label, answer)) = behind_label(&words, ANSWER_LABELS)
        {
            self.draft.signs.push(label);
            return self.running(answer, place, DraftKind::Paragraph, None);
        }
        let count = words.count();
        let may_ask = self.is_about_questions && plain.ends_with('?') && can_be_plain(&words);
        if may_ask && count <= QUESTION_WORDS && !words.is_strong() {
            return self.ask(words, place, Some("a paragraph with a question mark"));
        }
        let ends_as_sentence =
            plain.ends_with(['.', '!', '”', '"', '…', ')', ':', ';', '।', '۔', '。']);
        if words.is_strong() && can_be_plain(&words) {
            if plain.ends_with('?') && self.is_about_questions {
                return self.ask(words, place, Some("strong words with a question mark"));
            }
            if count <= STRONG_HEADING_WORDS && !ends_as_sentence {
                self.end_answer();
                self.below = Some(plain.clone());
                return self.put(DraftKind::SubHeading(plain), Some(STRONG_HEADING), place);
            }
        }
        if self.draft.summary.is_none() && hint == Hint::Summary && self.is_in_introduction() {
            self.draft.summary = Some(Guessed {
                value: words,
                is_guess: false,
            });
            return;
        }
        if self.asking.is_none() {
            let is_key = hint == Hint::KeyPoint || cues::is_key_point(&plain);
            if is_key || (words.is_strong() && plain.ends_with('.')) {
                let check = Some("words that stand out, so taken for a key point");
                let words = words.without_strong();
                return self.running(words, place, DraftKind::KeyPoint, check);
            }
            if count <= FRAGMENT_WORDS && !ends_as_sentence && !plain.ends_with('?') {
                self.not_understood("kept as a paragraph", &plain, &place);
            }
        }
        self.running(words, place, DraftKind::Paragraph, None);
        self.lead = Some(plain);
    }

    fn is_in_introduction(&self) -> bool {
        self.draft.sections.is_empty()
    }

    /// Running words: part of an answer, or a block; in parts where they are too long for one.
    fn running(
        &mut self,
        words: PageWords,
        place: Range<usize>,
        kind: impl Fn(PageWords) -> DraftKind,
        check: Option<&'static str>,
    ) {
        let parts = parts_of(words);
        if parts.len() > 1 {
            let first = parts.first().map(PageWords::plain).unwrap_or_default();
            self.not_understood(
                "divided, because it is longer than a text may be",
                &first,
                &place,
            );
        }
        for part in parts {
            match &mut self.asking {
                Some(asking) if asking.answer.len() < MAXIMUM_ANSWER_PARAGRAPHS => {
                    asking.answer.push(part);
                }
                _ => {
                    self.end_answer();
                    self.put(kind(part), check, place.clone());
                }
            }
        }
    }

    /// Adds a block where the text is.
    fn put(&mut self, kind: DraftKind, check: Option<&'static str>, place: Range<usize>) {
        self.lead = None;
        let is_crossed = self
            .crosses
            .range(place.start..place.end.max(place.start + 1));
        let check = if is_crossed.count() > 0 {
            Some(CROSSED)
        } else {
            check
        };
        let blocks = match self.draft.sections.last_mut() {
            Some(section) => &mut section.blocks,
            None => &mut self.draft.introduction,
        };
        blocks.push(DraftBlock { kind, check, place });
    }

    fn ask(&mut self, question: PageWords, place: Range<usize>, check: Option<&'static str>) {
        self.end_answer();
        self.asking = Some(Asking {
            question,
            answer: Vec::new(),
            place,
            check,
        });
    }

    /// Ends the answer that is being gathered. A question without one stays as a heading.
    fn end_answer(&mut self) {
        let Some(asking) = self.asking.take() else {
            return;
        };
        let question = asking.question.plain();
        let kind = if asking.answer.is_empty() {
            self.below = Some(question.clone());
            DraftKind::SubHeading(question)
        } else {
            DraftKind::Question {
                question,
                answer: asking.answer,
            }
        };
        self.put(kind, asking.check, asking.place);
    }

    fn list(&mut self, mut list: PageList, place: Range<usize>) {
        self.end_answer();
        self.leave_inside(&mut list);
        self.take_signs(&mut list);
        if list.items.is_empty() {
            return;
        }
        let mut check_of_signs = "a list below words about signs that must not wait";
        if self.list_of() == Some(ListOf::WarningSigns) && has_lists_only(&list) {
            // A sign that holds signs is as urgent as they are.
            let words = all_items(&list);
            check_of_signs = "a list of signs that must not wait, with lists in it, made one list";
            list.items = words.into_iter().map(PageItem::of).collect();
        }
        let is_flat = list.items.iter().all(|item| item.inner.is_empty());
        let is_long = has_long_text(&list);
        let below = self.list_of();
        match below {
            _ if is_long => {
                self.not_understood(
                    "a list with a very long text, kept as paragraphs",
                    &first_words(&list),
                    &place,
                );
                for words in all_items(&list) {
                    self.running(words, place.clone(), DraftKind::Paragraph, None);
                }
            }
            Some(ListOf::Risks) if is_flat => {
                let check = Some("a list below words about risks");
                let risks: Vec<DraftRisk> = items(list).into_iter().map(DraftRisk::new).collect();
                for risks in risks.chunks(MAXIMUM_RISKS) {
                    self.put(DraftKind::Risks(risks.to_vec()), check, place.clone());
                }
            }
            Some(ListOf::WarningSigns) if is_flat => {
                let check = Some(check_of_signs);
                for signs in items(list).chunks(MAXIMUM_SIGNS) {
                    self.put(
                        DraftKind::WarningSigns(signs.to_vec()),
                        check,
                        place.clone(),
                    );
                }
            }
            _ if list.is_numbered && list.items.len() <= MAXIMUM_STEPS && !has_lists(&list) => {
                self.steps(list, place);
            }
            _ => {
                if below == Some(ListOf::Risks) {
                    self.not_understood(
                        "a list of risks that holds more than risks, kept as bullets",
                        &first_words(&list),
                        &place,
                    );
                } else if list.is_numbered {
                    self.not_understood(
                        "numbered steps that hold lists, or are very many, kept as bullets",
                        &first_words(&list),
                        &place,
                    );
                }
                let mut flattened = false;
                let bullets = bullets(&list, 1, &mut flattened);
                if flattened {
                    self.not_understood(
                        "lists that stand very deep in one another or hold more than words, made \
                         simpler",
                        &first_words(&list),
                        &place,
                    );
                }
                self.put_bullets(bullets, None, &place);
            }
        }
    }

    /// Steps, or the rest of those before, where the page counts on.
    fn steps(&mut self, list: PageList, place: Range<usize>) {
        let (first, is_uneven) = (list.first, list.is_uneven);
        let words = first_words(&list);
        let count = u32::try_from(list.items.len()).unwrap_or(u32::MAX);
        let mut steps = steps(list);
        let goes_on = first > 1 && self.counted == Some(first);
        if goes_on && let Some(before) = self.steps_before(steps.len()) {
            before.append(&mut steps);
            self.lead = None;
            self.counted = Some(first.saturating_add(count));
            return;
        }
        if first != 1 || is_uneven {
            self.notice(
                rule::IMPORT_NOT_UNDERSTOOD,
                format!(
                    "the numbers of this list begin with {first} on the page{} and with 1 in the \
                     guide: {}",
                    if is_uneven { " or leap," } else { "" },
                    quoted(&words)
                ),
                Some("if the text speaks of a step by its number, say it in other words"),
                &place,
            );
        }
        self.put(DraftKind::Steps(steps), None, place);
        self.counted = Some(first.saturating_add(count));
    }

    /// The steps that stand right before, perhaps with a few paragraphs behind them, which become a part
    /// of the last step; if there is room for so many more.
    fn steps_before(&mut self, more: usize) -> Option<&mut Vec<DraftStep>> {
        let blocks = match self.draft.sections.last_mut() {
            Some(section) => &mut section.blocks,
            None => &mut self.draft.introduction,
        };
        let behind = blocks
            .iter()
            .rev()
            .take_while(|block| matches!(block.kind, DraftKind::Paragraph(_)))
            .count();
        let at = blocks.len().checked_sub(behind + 1)?;
        let has_room = match &blocks.get(at)?.kind {
            DraftKind::Steps(steps) => steps.len() + more <= MAXIMUM_STEPS,
            _ => false,
        };
        let is_short = |block: &DraftBlock| match &block.kind {
            DraftKind::Paragraph(words) => !is_long(words),
            _ => false,
        };
        if !has_room || behind > BETWEEN_STEPS || !blocks.iter().skip(at + 1).all(is_short) {
            return None;
        }
        let between = blocks.split_off(at + 1);
        let block = blocks.last_mut()?;
        let DraftKind::Steps(steps) = &mut block.kind else {
            return None;
        };
        for one in between {
            block.check = Some("what stood between two parts of a numbered list is with its step");
            if let (DraftKind::Paragraph(words), Some(step)) = (one.kind, steps.last_mut()) {
                match &mut step.text {
                    Some(text) => text.append(&words),
                    None => step.text = Some(words),
                }
                let text = step.text.take();
                step.text = text.map(PageWords::finished);
            }
        }
        Some(steps)
    }

    /// Tells of a line that the page marks with a cross.
    fn crossed(&mut self, words: &str, place: &Range<usize>) {
        self.crosses.insert(place.start);
        self.notice(
            rule::IMPORT_NOT_UNDERSTOOD,
            format!(
                "the page has a cross before this line, which may mean `do not`: {}",
                quoted(words)
            ),
            Some("say in words what the cross means; the sign was taken off"),
            place,
        );
    }

    fn put_bullets(
        &mut self,
        bullets: Vec<DraftBullet>,
        check: Option<&'static str>,
        place: &Range<usize>,
    ) {
        let bullets = self.bullets_without_signs(bullets, place);
        for bullets in bullets.chunks(MAXIMUM_BULLETS) {
            self.put(DraftKind::Bullets(bullets.to_vec()), check, place.clone());
        }
    }

    /// What the list here holds, by the words right above it, else by the nearest heading.
    fn list_of(&self) -> Option<ListOf> {
        if let Some(found) = self.lead.as_deref().and_then(cues::list_behind) {
            return Some(found);
        }
        let section = self.draft.sections.last();
        let heading = section.and_then(|section| section.heading.as_deref());
        let nearest = self.below.as_deref().or(heading)?;
        cues::list_below(nearest)
    }

    /// Leaves out what the page itself takes out of a list.
    fn leave_inside(&mut self, list: &mut PageList) {
        for item in &mut list.items {
            let inner = std::mem::take(&mut item.inner);
            for mut piece in inner {
                let plain = piece.words.plain();
                let left = piece.left.or_else(|| cues::website_line(&plain));
                if let Some(kind) = left {
                    let words = piece.all_words().plain();
                    self.leave(kind, &words, &piece.place);
                    continue;
                }
                if let PieceKind::List(inner) = &mut piece.kind {
                    self.leave_inside(inner);
                }
                item.inner.push(piece);
            }
        }
        list.items
            .retain(|item| !item.words.is_empty() || !item.inner.is_empty());
    }

    /// Takes off the signs of bullets that the page wrote before the words of its items.
    fn take_signs(&mut self, list: &mut PageList) {
        for item in &mut list.items {
            item.words = self.without_signs(&item.words, &item.place);
            for piece in &mut item.inner {
                if let PieceKind::List(inner) = &mut piece.kind {
                    self.take_signs(inner);
                }
            }
        }
        list.items
            .retain(|item| !item.words.is_empty() || !item.inner.is_empty());
    }

    /// The words without the signs of bullets before them.
    fn without_signs(&mut self, words: &PageWords, place: &Range<usize>) -> PageWords {
        let joined = words.joined();
        let is_dot = |sign: char| {
            let mut text = [0; 4];
            let sign: &str = sign.encode_utf8(&mut text);
            item_sign(&format!("{sign} x")).is_some_and(|found| {
                matches!(
                    found.kind,
                    SignKind::Bullet | SignKind::Symbol | SignKind::Cross
                )
            })
        };
        let is_sign = |sign: char| {
            sign.is_whitespace()
                || (!sign.is_ascii() && (is_drawn(sign) || sign == '\u{fe0f}' || is_dot(sign)))
        };
        let behind = joined.trim_start_matches(is_sign);
        let end = joined.len() - behind.len();
        let taken = joined.part(..end);
        let is_cross = |found: &str| {
            item_sign(&format!("{found} x")).is_some_and(|found| found.kind == SignKind::Cross)
        };
        if taken.split_whitespace().any(is_cross) {
            self.crossed(behind, place);
        }
        let mut signs: Vec<&str> = taken.split_whitespace().collect();
        // The last sign may stand at the word behind it without a space.
        if !taken.ends_with(char::is_whitespace)
            && let Some(kept) = behind.split_whitespace().next()
            && let Some(last) = signs.pop()
        {
            let cut = (format!("{last}{kept}"), kept.to_owned());
            self.draft.cut.push(cut);
        }
        let signs = signs.into_iter().map(str::to_owned);
        self.draft.signs.extend(signs);
        words.part(end..joined.len())
    }

    /// Bullets without signs of bullets before their words.
    fn bullets_without_signs(
        &mut self,
        bullets: Vec<DraftBullet>,
        place: &Range<usize>,
    ) -> Vec<DraftBullet> {
        let mut made = Vec::new();
        for bullet in bullets {
            let words = self.without_signs(&bullet.words, place);
            let inner = self.bullets_without_signs(bullet.bullets, place);
            if words.is_empty() {
                made.extend(inner);
            } else {
                made.push(DraftBullet {
                    words,
                    bullets: inner,
                });
            }
        }
        made
    }

    fn table(&mut self, table: PageTable, place: Range<usize>) {
        self.end_answer();
        let grid = Grid::of(&table);
        let is_long = grid.rows.iter().flatten().any(|cell| is_long(&cell.words));
        if is_long {
            self.not_understood(
                "a table with a very long text, kept as paragraphs",
                &grid.first_words(),
                &place,
            );
            let rows = grid.rows.into_iter().flatten();
            let cells = rows.filter(|cell| !cell.is_again).map(|cell| cell.words);
            let heads = grid.heads.into_iter().map(|head| {
                // A head above several columns is said once.
                let own = words(&head.words.plain()).into_iter().zip(head.is_again);
                let own: Vec<String> = own
                    .filter(|(_, again)| !again)
                    .map(|(word, _)| word)
                    .collect();
                PageWords::plain_words(&own.join(" "))
            });
            for words in heads.chain(cells) {
                if !words.is_empty() {
                    self.running(words, place.clone(), DraftKind::Paragraph, None);
                }
            }
            return;
        }
        for cell in grid.rows.iter().flatten().filter(|cell| cell.is_again) {
            self.draft.again.extend(words(&cell.words.plain()));
        }
        let is_below_risks = self.list_of() == Some(ListOf::Risks);
        if let Some(columns) = grid.risk_columns(is_below_risks) {
            self.run_together(&grid, &place);
            self.table_of_risks(&grid, columns, &place);
        } else if grid.is_comparison(&can_be_plain) {
            self.run_together(&grid, &place);
            self.comparison(grid, place);
        } else {
            self.table_as_list(&grid, &place);
        }
    }

    /// Tells of cells whose paragraphs stand in one text.
    fn run_together(&mut self, grid: &Grid, place: &Range<usize>) {
        for cell in grid.rows.iter().flatten() {
            if cell.parts.len() > 1 && !cell.is_again {
                self.not_understood(
                    "lines of one cell of a table run together in the guide",
                    &cell.words.plain(),
                    place,
                );
            }
        }
    }

    fn comparison(&mut self, grid: Grid, place: Range<usize>) {
        let mut heads = grid.heads.into_iter();
        if let Some(name) = heads.next() {
            self.leave(LeftKind::PointColumn, &name.words.plain(), &place);
        }
        let rows = grid.rows.into_iter().filter_map(|row| {
            let mut cells = row.into_iter().map(|cell| cell.words);
            Some((cells.next()?.plain(), cells.collect()))
        });
        let kind = DraftKind::Comparison {
            columns: heads.map(|head| head.words.plain()).collect(),
            rows: rows.collect(),
        };
        self.put(kind, None, place);
    }

    /// A table of risks, each with how often it occurs and what it leads to.
    fn table_of_risks(&mut self, grid: &Grid, columns: RiskColumns, place: &Range<usize>) {
        for head in &grid.heads {
            self.leave(LeftKind::PointColumn, &head.words.plain(), place);
        }
        let mut risks = Vec::new();
        for row in &grid.rows {
            let Some(first) = Grid::cell(row, 0) else {
                continue;
            };
            let mut risk = DraftRisk::new(first.words.clone());
            risk.leads_to = columns
                .leads_to
                .and_then(|column| Grid::cell(row, column))
                .map(|cell| cell.words.clone());
            let often = columns.often.and_then(|column| Grid::cell(row, column));
            if let Some(often) = often {
                // The mark of a note at its end goes with the risk.
                let joined = often.words.joined();
                let marks = often.words.marks();
                let mark = marks.first().filter(|mark| mark.end == joined.len());
                let end = mark.map_or(joined.len(), |mark| mark.start);
                let written = often.words.part(0..end).plain();
                if tables::one_in(&written).is_some() {
                    risk.how_often = Some(written);
                    if mark.is_some() {
                        risk.risk.append(&often.words.part(end..joined.len()));
                    }
                } else {
                    // What no figure of a guide can say stands with the risk.
                    risk.risk = self.named(&first.words, ":", &often.words, &[]);
                }
            }
            risks.push(risk);
        }
        let check = Some("a table of risks on the page");
        for risks in risks.chunks(MAXIMUM_RISKS) {
            self.put(DraftKind::Risks(risks.to_vec()), check, place.clone());
        }
    }

    /// A table as a list: each row by its first cell, the others below it, named by their columns.
    fn table_as_list(&mut self, grid: &Grid, place: &Range<usize>) {
        self.not_understood(
            "a table that is no comparison of two or three ways, kept as a list",
            &grid.first_words(),
            place,
        );
        let mut is_said = vec![false; grid.heads.len()];
        let mut bullets: Vec<DraftBullet> = Vec::new();
        for row in &grid.rows {
            let mut inner = Vec::new();
            // A cell that takes several columns names its row where others stand beside it; one of several
            // lines does not where there are heads, for it holds what its column is about.
            let is_single = row.iter().filter(|cell| !cell.words.is_empty()).count() == 1;
            let point = Grid::cell(row, 0).filter(|cell| {
                (cell.across == 1 || !is_single) && (cell.parts.len() < 2 || grid.heads.is_empty())
            });
            for cell in row.iter().filter(|cell| !cell.words.is_empty()) {
                if point.is_none_or(|point| point.column != cell.column) {
                    inner.extend(self.bullets_of_cell(grid, cell, &mut is_said));
                }
            }
            match point {
                Some(point) => bullets.push(DraftBullet {
                    words: point.words.clone(),
                    bullets: inner,
                }),
                None => bullets.extend(inner),
            }
        }
        for (column, head) in grid.heads.iter().enumerate() {
            if !is_said.get(column).copied().unwrap_or_default() {
                let own = words(&head.words.plain()).into_iter().zip(&head.is_again);
                let own: Vec<String> = own
                    .filter(|(_, again)| !**again)
                    .map(|(word, _)| word)
                    .collect();
                self.leave(LeftKind::PointColumn, &own.join(" "), place);
            }
        }
        self.put_bullets(bullets, Some("a table on the page"), place);
    }

    /// The bullets of a cell, named by its columns: one, or one for each of its lines below the name.
    fn bullets_of_cell(
        &mut self,
        grid: &Grid,
        cell: &GridCell,
        is_said: &mut [bool],
    ) -> Vec<DraftBullet> {
        let plain = |words| DraftBullet {
            words,
            bullets: Vec::new(),
        };
        if cell.parts.len() < 2 || cell.parts.len() > MAXIMUM_BULLETS {
            if cell.parts.len() > 1 {
                self.not_understood(
                    "lines of one cell of a table run together in the guide",
                    &cell.words.plain(),
                    &(0..0),
                );
            }
            return vec![plain(self.named_by_column(grid, cell, is_said))];
        }
        let parts: Vec<DraftBullet> = cell.parts.iter().cloned().map(plain).collect();
        let nameless = GridCell {
            words: PageWords::default(),
            ..cell.clone()
        };
        let name = self.named_by_column(grid, &nameless, is_said);
        if name.is_empty() {
            return parts;
        }
        vec![DraftBullet {
            words: name,
            bullets: parts,
        }]
    }

    /// The words of a cell behind the heads of its columns.
    fn named_by_column(&mut self, grid: &Grid, cell: &GridCell, is_said: &mut [bool]) -> PageWords {
        let mut words = cell.words.clone();
        let columns = (cell.column..cell.column + cell.across).rev();
        for column in columns {
            let (Some(head), Some(is_said)) = (grid.heads.get(column), is_said.get_mut(column))
            else {
                continue;
            };
            if !head.words.is_empty() {
                let sign = if column + 1 == cell.column + cell.across {
                    ":"
                } else {
                    ","
                };
                let all_again = vec![true; head.is_again.len()];
                let is_again = if *is_said { &all_again } else { &head.is_again };
                words = self.named(&head.words, sign, &words, is_again);
                *is_said = true;
            }
        }
        words
    }

    /// Words behind a name and a sign, a colon mostly. `is_again` is, for each word of the name, whether
    /// it was said before.
    fn named(
        &mut self,
        name: &PageWords,
        sign: &str,
        behind: &PageWords,
        is_again: &[bool],
    ) -> PageWords {
        let plain = name.plain();
        let all = words(&plain);
        let mut named = name.clone();
        let has_end = plain.ends_with([':', '?', '.', '!', '–', '-', ',', ';']);
        if !has_end {
            named.push(sign, &Style::default());
        }
        for (number, word) in all.iter().enumerate() {
            let said = if number + 1 == all.len() && !has_end {
                format!("{word}{sign}")
            } else {
                word.clone()
            };
            if is_again.get(number).copied().unwrap_or_default() {
                self.draft.again.push(said);
            } else if said != *word {
                self.draft.cut.push((word.clone(), said));
            }
        }
        named.append(behind);
        named.finished()
    }

    fn finished(mut self) -> Draft {
        self.end_answer();
        self.take_summary();
        self.close_headings();
        self.draft.left.sort_by_key(|left| left.place.start);
        self.draft
    }

    /// Takes the first of several paragraphs before the first heading for the summary, if it is short.
    fn take_summary(&mut self) {
        if self.draft.summary.is_some() || self.draft.sections.is_empty() {
            return;
        }
        let is_short = |block: &DraftBlock| match &block.kind {
            DraftKind::Paragraph(words) => {
                let plain = words.plain();
                words.count() <= SUMMARY_WORDS
                    && plain.ends_with('.')
                    && plain.matches(". ").count() < SUMMARY_SENTENCES
            }
            _ => false,
        };
        let blocks = &mut self.draft.introduction;
        let second = blocks.get(1).map(|block| &block.kind);
        if blocks.first().is_some_and(is_short)
            && matches!(second, Some(DraftKind::Paragraph(_)))
            && let DraftKind::Paragraph(words) = blocks.remove(0).kind
        {
            self.draft.summary = Some(Guessed {
                value: words,
                is_guess: true,
            });
        }
    }

    /// Headings under which nothing stands become paragraphs, because a guide cannot hold them.
    fn close_headings(&mut self) {
        let mut notices = Vec::new();
        let mut lone = |words: &str, place: &Range<usize>| {
            notices.push((words.to_owned(), place.clone()));
            DraftBlock {
                kind: DraftKind::Paragraph(PageWords::plain_words(words)),
                check: None,
                place: place.clone(),
            }
        };
        let draft = &mut self.draft;
        let all = draft.sections.iter_mut().map(|section| &mut section.blocks);
        for blocks in all.chain([&mut draft.introduction]) {
            for at in 0..blocks.len() {
                let is_next_heading = blocks
                    .get(at + 1)
                    .is_none_or(|block| matches!(block.kind, DraftKind::SubHeading(_)));
                if let Some(block) = blocks.get_mut(at)
                    && let DraftKind::SubHeading(words) = &block.kind
                    && is_next_heading
                {
                    *block = lone(words, &block.place);
                }
            }
        }
        let mut sections: Vec<DraftSection> = Vec::new();
        for section in std::mem::take(&mut draft.sections) {
            if !section.blocks.is_empty() {
                sections.push(section);
                continue;
            }
            let block = lone(&section.heading.unwrap_or_default(), &section.place);
            match sections.last_mut() {
                Some(before) => before.blocks.push(block),
                None => draft.introduction.push(block),
            }
        }
        if sections.is_empty() {
            let mut blocks = std::mem::take(&mut draft.introduction);
            if blocks.is_empty()
                && let Some(summary) = draft.summary.take()
            {
                blocks.push(DraftBlock {
                    kind: DraftKind::Paragraph(summary.value),
                    check: None,
                    place: 0..0,
                });
            }
            if !blocks.is_empty() {
                sections.push(DraftSection {
                    heading: None,
                    roles: vec![Role::Other],
                    check: None,
                    blocks,
                    place: 0..0,
                });
            }
        }
        draft.sections = sections;
        for (words, place) in notices {
            self.not_understood(
                "a heading with nothing below it, kept as a paragraph",
                &words,
                &place,
            );
        }
    }
}

/// Labels before a question and before its answer.
const QUESTION_LABELS: &[&str] = &["q:", "q.", "question:"];
const ANSWER_LABELS: &[&str] = &["a:", "a.", "answer:"];

/// The label that words begin with, if it is one of these, and the words behind it.
fn behind_label(words: &PageWords, labels: &[&str]) -> Option<(String, PageWords)> {
    let joined = words.joined();
    let (first, rest) = joined.split_once(' ')?;
    let is_label = labels.contains(&first.to_lowercase().as_str()) && !rest.trim().is_empty();
    is_label.then(|| (first.to_owned(), words.part(first.len()..usize::MAX)))
}

fn is_category(piece: &Piece) -> bool {
    let plain = piece.words.plain();
    matches!(piece.kind, PieceKind::Heading(_) | PieceKind::Paragraph)
        && can_be_plain(&piece.words)
        && (piece.hint == Hint::Category || cues::is_category(&plain))
}

fn is_long(words: &PageWords) -> bool {
    // Every sign may need a backslash before it.
    words.plain().len() > MAXIMUM_TEXT_CHARACTERS / 2
}

/// The words in parts that are short enough for a text each, divided between words.
fn parts_of(words: PageWords) -> Vec<PageWords> {
    if !is_long(&words) {
        return vec![words];
    }
    let joined = words.joined();
    let most = MAXIMUM_TEXT_CHARACTERS / 4;
    let mut parts = Vec::new();
    let mut start = 0;
    let mut last_space = None;
    for (at, sign) in joined.char_indices() {
        if sign == ' ' {
            if at - start > most
                && let Some(space) = last_space.replace(at)
                && space > start
            {
                parts.push(words.part(start..space));
                start = space;
            } else {
                last_space = Some(at);
            }
        }
    }
    parts.push(words.part(start..joined.len()));
    parts.retain(|part| !part.is_empty());
    parts
}

fn items(list: PageList) -> Vec<PageWords> {
    list.items.into_iter().map(|item| item.words).collect()
}

/// The words of all items, those inside others behind them.
fn all_items(list: &PageList) -> Vec<PageWords> {
    let mut all = Vec::new();
    for item in &list.items {
        if !item.words.is_empty() {
            all.push(item.words.clone());
        }
        for piece in &item.inner {
            match &piece.kind {
                PieceKind::List(list) => all.extend(all_items(list)),
                _ => all.push(piece.all_words()),
            }
        }
    }
    all
}

fn has_long_text(list: &PageList) -> bool {
    list.items.iter().any(|item| {
        let whole: usize = item
            .inner
            .iter()
            .map(|piece| piece.all_words().plain().len())
            .sum();
        is_long(&item.words) || whole > MAXIMUM_TEXT_CHARACTERS / 2
    })
}

/// Whether what stands inside the items is nothing but lists.
fn has_lists_only(list: &PageList) -> bool {
    let mut inner = list.items.iter().flat_map(|item| &item.inner).peekable();
    inner.peek().is_some()
        && inner.all(|piece| match &piece.kind {
            PieceKind::List(list) => list.items.iter().all(|item| item.inner.is_empty()),
            _ => false,
        })
}

fn has_lists(list: &PageList) -> bool {
    let mut inner = list.items.iter().flat_map(|item| &item.inner);
    inner.any(|piece| !matches!(piece.kind, PieceKind::Paragraph))
}

fn first_words(list: &PageList) -> String {
    let mut all = list.items.iter().flat_map(|item| {
        let inner = item.inner.iter().map(|piece| piece.all_words().plain());
        [item.words.plain()].into_iter().chain(inner)
    });
    all.find(|words| !words.is_empty()).unwrap_or_default()
}

/// Bullets of a list that stands at this depth.
fn bullets(list: &PageList, depth: usize, flattened: &mut bool) -> Vec<DraftBullet> {
    let mut made: Vec<DraftBullet> = Vec::new();
    for item in &list.items {
        let mut words = item.words.clone();
        let mut inner = Vec::new();
        for piece in &item.inner {
            match &piece.kind {
                PieceKind::List(list) => inner.extend(bullets(list, depth + 1, flattened)),
                kind => {
                    *flattened |= !matches!(kind, PieceKind::Paragraph);
                    let more = piece.all_words();
                    match inner.is_empty() {
                        true => words.append(&more),
                        false => inner.push(DraftBullet {
                            words: more,
                            bullets: Vec::new(),
                        }),
                    }
                }
            }
        }
        let words = words.finished();
        *flattened |= inner.len() > MAXIMUM_BULLETS;
        if words.is_empty() || depth >= MAXIMUM_BULLET_DEPTH || inner.len() > MAXIMUM_BULLETS {
            *flattened |= !inner.is_empty();
            if !words.is_empty() {
                made.push(DraftBullet {
                    words,
                    bullets: Vec::new(),
                });
            }
            made.extend(inner);
        } else {
            made.push(DraftBullet {
                words,
                bullets: inner,
            });
        }
    }
    made
}

/// The steps of a numbered list, each with the words it begins with where those are strong, or where
/// every step begins with a short sentence.
fn steps(list: PageList) -> Vec<DraftStep> {
    let all: Vec<PageWords> = list
        .items
        .into_iter()
        .map(|item| {
            let mut words = item.words;
            for piece in &item.inner {
                words.append(&piece.all_words());
            }
            words.finished()
        })
        .collect();
    let begin_with_sentence =
        all.len() > 1 && all.iter().all(|words| first_sentence(words).is_some());
    all.into_iter()
        .map(|words| {
            let joined = words.joined();
            let strong = words.strong_beginning();
            let (strong_part, rest) = joined.split_at_checked(strong).unwrap_or((&joined, ""));
            let is_parted =
                strong_part.ends_with(char::is_whitespace) || rest.starts_with(char::is_whitespace);
            let end = if strong > 0 && is_parted && !rest.trim().is_empty() {
                Some(strong)
            } else if begin_with_sentence {
                first_sentence(&words)
            } else {
                None
            };
            match end {
                Some(end) => DraftStep {
                    step: words.part(0..end).without_strong(),
                    text: Some(words.part(end..joined.len())),
                },
                None if words.is_strong() => DraftStep {
                    step: words.without_strong(),
                    text: None,
                },
                None => DraftStep {
                    step: words,
                    text: None,
                },
            }
        })
        .collect()
}

/// Where the first sentence ends, in bytes of the joined words, if it is short and more follows.
fn first_sentence(words: &PageWords) -> Option<usize> {
    let joined = words.joined();
    let mut at = 0;
    for (number, word) in joined.split_inclusive(' ').enumerate() {
        at += word.len();
        let bare = word.trim();
        let is_initial = bare.chars().count() == 2;
        let ends = bare.ends_with(['.', ':', '?', '!'])
            && !is_initial
            && !ABBREVIATIONS.contains(&bare.to_lowercase().as_str());
        if ends && number < LEAD_IN_WORDS && at < joined.len() {
            return Some(at);
        }
        if number >= LEAD_IN_WORDS {
            return None;
        }
    }
    None
}
