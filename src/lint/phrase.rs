//! Phrases looked for in a text, word by word.
//!
//! In: a text of plain words, and [`Phrase`]s as they stand in the tables of the rules. Out: where the
//! phrases stand, as ranges of words, from which the words themselves and the sentence round them can be
//! had. Promise: case, hyphens and the shape of apostrophes do not matter; no phrase runs over the end of a
//! sentence; time grows with the length of the text.
//!
//! A phrase is written in small letters, its words divided by spaces. A word may give a choice
//! (`hospital|clinic`), end or begin with a star for any ending or beginning (`guarant*`), be left out
//! (`?very`), be any number (`#`), or be up to four words of any kind (`…`).
//!
//! Why so and not with regular expressions: tables in this form can be read and mended by people who know
//! the words and not the machine, and a phrase such as `risk free` finds `Risk-free` without a thought.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::invariant::PartOf;
use crate::reading::{WordList, listed, sentences};

/// Most words that `…` stands for.
const GAP_WORDS: usize = 4;

/// Most places of one phrase that are told of one text; whoever sees so many mends them all.
const MOST_PLACES: usize = 20;

/// The lists of words, for people to read and correct.
const TABLE: &str = include_str!("../reading/words/denials.tsv");

/// Words that deny what follows them.
static DENIALS: WordList = LazyLock::new(|| listed(TABLE, "denials"));

/// Those of them that deny what stands before them: `a cure is not known`. `No` and `without` deny what
/// follows: in `100 % safe with no pain` nothing is denied.
static DENIALS_BEHIND: WordList = LazyLock::new(|| listed(TABLE, "denials_behind"));

/// Words that say, promise or believe what follows: where they are denied, so is all of it.
static CARRIES: WordList = LazyLock::new(|| listed(TABLE, "carries"));

/// Verbs under which a list of words goes on: `no operation is painless, quick or …`.
static VERBS: WordList = LazyLock::new(|| listed(TABLE, "verbs"));

/// Words with which another clause begins behind a comma or `and`.
static CLAUSE_BEGINS: WordList = LazyLock::new(|| listed(TABLE, "clause_begins"));

/// Words that begin another clause by themselves.
static CLAUSE_PARTS: WordList = LazyLock::new(|| listed(TABLE, "clause_parts"));

/// Words behind `not` with which it denies nothing of what is claimed.
static NO_DENIALS: WordList = LazyLock::new(|| listed(TABLE, "no_denials"));

/// A text, divided into words and sentences.
pub(super) struct SplitText<'a> {
    text: &'a str,
    words: Vec<Word>,
}

/// A word of a text.
struct Word {
    /// Its bytes.
    bytes: Range<usize>,
    /// In small letters, with straight apostrophes.
    lower: String,
    /// The sentence it belongs to, counted from 0.
    sentence: usize,
}

impl<'a> SplitText<'a> {
    /// Divides a text.
    pub(super) fn of(text: &'a str) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let mut ends = sentences(text).into_iter().map(|sentence| sentence.end);
        let mut end = ends.next();
        for bytes in word_ranges(text) {
            let lower = lower(text.part(bytes.clone()));
            let mut sentence = words.last().map_or(0, |last| last.sentence);
            // A line ends what is said, too: a heading stands above its text, a point above the next.
            if let Some(last) = words.last()
                && text.part(last.bytes.end..bytes.start).contains('\n')
            {
                sentence += 1;
            }
            while end.is_some_and(|end| end <= bytes.start) {
                sentence += 1;
                end = ends.next();
            }
            words.push(Word {
                bytes,
                lower,
                sentence,
            });
        }
        Self { text, words }
    }

    /// How many words there are.
    pub(super) fn count(&self) -> usize {
        self.words.len()
    }

    /// A word in small letters; empty where there is none.
    pub(super) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    /// The bytes of these words, from the first to the last.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let first = self.words.get(range.start);
        let last = range
            .end
            .checked_sub(1)
            .and_then(|last| self.words.get(last));
        let (Some(first), Some(last)) = (first, last) else {
            return 0..0;
        };
        first.bytes.start..last.bytes.end
    }

    /// Words as they are written, with what stands between them.
    pub(super) fn written(&self, range: Range<usize>) -> &'a str {
        self.text.get(self.bytes(range)).unwrap_or_default()
    }

    /// What stands behind these words up to the next word.
    pub(super) fn behind(&self, range: &Range<usize>) -> &'a str {
        let from = range
            .end
            .checked_sub(1)
            .and_then(|last| self.words.get(last));
        let from = from.map_or(0, |word| word.bytes.end);
        let to = self.words.get(range.end);
        let to = to.map_or(self.text.len(), |word| word.bytes.start);
        self.text.get(from..to).unwrap_or_default()
    }

    /// The words of the sentence in which a word stands.
    pub(super) fn sentence_of(&self, at: usize) -> Range<usize> {
        let Some(word) = self.words.get(at) else {
            return at..at;
        };
        let start = self
            .words
            .partition_point(|other| other.sentence < word.sentence);
        let end = self
            .words
            .partition_point(|other| other.sentence <= word.sentence);
        start..end
    }

    /// The sentences, in order.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let sentence = self.sentence_of(at);
            at = sentence.end.max(at + 1);
            sentences.push(sentence);
        }
        sentences
    }

    /// Whether the sentence of these words is a question.
    pub(super) fn is_question(&self, range: &Range<usize>) -> bool {
        let sentence = self.sentence_of(range.start);
        self.behind(&sentence).trim_start().starts_with('?')
    }

    /// Whether the sentence denies what these words say: a denial before them in their own clause, or one
    /// right behind them.
    pub(super) fn is_denied(&self, range: &Range<usize>) -> bool {
        let sentence = self.sentence_of(range.start);
        let before = (sentence.start..range.start).any(|at| {
            DENIALS.contains(&self.word(at))
                && !NO_DENIALS.contains(&self.word(at + 1))
                && self.denial_reaches(at, range.start)
        });
        // `A cure is not known`, but not `we guarantee that you will not …`, nor what follows a comma.
        let others = [
            "you", "we", "i", "they", "it", "that", "your", "he", "she", "and", "but", "so", "with",
        ];
        let is_parted = |at: usize| {
            let between = self.behind(&(at - 1..at));
            between.contains([',', ';', ':', '–', '—']) || others.contains(&self.word(at))
        };
        let behind = (range.end..sentence.end.min(range.end + 6))
            .take_while(|at| !is_parted(*at))
            .any(|at| {
                DENIALS_BEHIND.contains(&self.word(at)) && !self.word(at + 1).starts_with("fail")
            });
        before || behind
    }

    /// Whether a denial still holds at a later word of its sentence. It ends with its clause: in `we do not
    /// cut, and it is painless` nothing denies the last word. A denied promise or belief (`nobody can say
    /// that …`) holds to the end of the sentence.
    fn denial_reaches(&self, denial: usize, word: usize) -> bool {
        let mut has_verb = denial > 0 && VERBS.contains(&self.word(denial - 1));
        for at in denial + 1..=word {
            let between = self.behind(&(at - 1..at));
            let this = self.word(at);
            let begins = |at: usize| CLAUSE_BEGINS.contains(&self.word(at));
            let ends_by_character = between.contains([';', ':', '–', '—']);
            let ends_by_word = CLAUSE_PARTS.contains(&this) || this == "and" && begins(at + 1);
            let is_closed = VERBS.contains(&this) || self.verb_follows(at, word);
            let ends_by_comma = between.contains(',') && (begins(at) || !has_verb && !is_closed);
            if ends_by_character || ends_by_word || ends_by_comma {
                return false;
            }
            if CARRIES.contains(&this) {
                return true;
            }
            has_verb |= VERBS.contains(&this);
        }
        true
    }

    /// Whether words that begin behind a comma are set between two, with a verb behind the second:
    /// `no operation, however small, is …`.
    fn verb_follows(&self, from: usize, to: usize) -> bool {
        (from + 1..=to)
            .any(|at| VERBS.contains(&self.word(at)) && self.behind(&(at - 1..at)).contains(','))
    }

    /// Whether one of these words stands up to `reach` words before the range, in its sentence.
    pub(super) fn has_before(&self, range: &Range<usize>, reach: usize, words: &[&str]) -> bool {
        let sentence = self.sentence_of(range.start);
        let from = range.start.saturating_sub(reach).max(sentence.start);
        (from..range.start).any(|at| words.contains(&self.word(at)))
    }
}

/// A phrase to look for.
pub(super) struct Phrase {
    parts: Vec<Part>,
    /// The first bytes of the words with which it can begin; empty where any word will do. Most words of a
    /// text are passed over by it.
    first_bytes: Vec<u8>,
}

enum Part {
    /// One of these words.
    OneOf(Vec<&'static str>),
    /// One of these words, or nothing.
    Perhaps(Vec<&'static str>),
    /// A number.
    Number,
    /// Up to four words of any kind.
    Gap,
}

impl Phrase {
    /// Reads a phrase as it stands in a table.
    pub(super) fn new(written: &'static str) -> Self {
        let part = |word: &'static str| match word {
            "#" => Part::Number,
            "…" => Part::Gap,
            _ if word.starts_with('?') => {
                let choices = word.split('|');
                Part::Perhaps(choices.map(|word| word.trim_start_matches('?')).collect())
            }
            _ => Part::OneOf(word.split('|').collect()),
        };
        let parts: Vec<Part> = written.split(' ').map(part).collect();
        let first_bytes = match parts.first() {
            Some(Part::OneOf(choices)) if !choices.iter().any(|one| one.starts_with('*')) => {
                let bytes = choices.iter().filter_map(|one| one.bytes().next());
                bytes.collect()
            }
            Some(Part::Number) => b"0123456789".to_vec(),
            _ => Vec::new(),
        };
        Self { parts, first_bytes }
    }

    /// Reads a table of phrases.
    pub(super) fn all(written: &[&'static str]) -> Vec<Self> {
        written.iter().map(|written| Self::new(written)).collect()
    }

    /// Where it stands in a text, at most twenty times.
    pub(super) fn places(&self, text: &SplitText<'_>) -> Vec<Range<usize>> {
        self.places_within(text, 0..text.count())
    }

    /// Where it stands among these words.
    pub(super) fn places_within(
        &self,
        text: &SplitText<'_>,
        range: Range<usize>,
    ) -> Vec<Range<usize>> {
        let mut places: Vec<Range<usize>> = Vec::new();
        let mut at = range.start;
        while at < range.end && places.len() < MOST_PLACES {
            match self.at(text, at).filter(|end| *end <= range.end) {
                Some(end) if end > at => {
                    places.push(at..end);
                    at = end;
                }
                _ => at += 1,
            }
        }
        places
    }

    /// Whether it stands among these words.
    pub(super) fn is_in(&self, text: &SplitText<'_>, range: Range<usize>) -> bool {
        !self.places_within(text, range).is_empty()
    }

    /// The word behind the phrase, where it begins at this word.
    pub(super) fn at(&self, text: &SplitText<'_>, at: usize) -> Option<usize> {
        let word = text.words.get(at)?;
        let first = word.lower.bytes().next()?;
        if !self.first_bytes.is_empty() && !self.first_bytes.contains(&first) {
            return None;
        }
        matched(&self.parts, text, at, word.sentence)
    }
}

fn matched(parts: &[Part], text: &SplitText<'_>, at: usize, sentence: usize) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else {
        return Some(at);
    };
    let word = text
        .words
        .get(at)
        .filter(|word| word.sentence == sentence)
        .map(|word| word.lower.as_str());
    match part {
        Part::OneOf(choices) => {
            let word = word?;
            let fits = choices.iter().any(|choice| fits(choice, word));
            fits.then(|| matched(rest, text, at + 1, sentence))?
        }
        Part::Number => {
            let is_number = word?.starts_with(|character: char| character.is_ascii_digit());
            is_number.then(|| matched(rest, text, at + 1, sentence))?
        }
        Part::Perhaps(choices) => {
            let is_there = word.is_some_and(|word| choices.iter().any(|one| fits(one, word)));
            let with = is_there.then(|| matched(rest, text, at + 1, sentence));
            with.flatten().or_else(|| matched(rest, text, at, sentence))
        }
        Part::Gap => (at..=at + GAP_WORDS).find_map(|next| matched(rest, text, next, sentence)),
    }
}

fn fits(choice: &str, word: &str) -> bool {
    if let Some(beginning) = choice.strip_suffix('*') {
        return word.starts_with(beginning);
    }
    match choice.strip_prefix('*') {
        Some(ending) => word.ends_with(ending),
        None => word == choice,
    }
}

/// The bytes of each word: letters and digits, with apostrophes inside and the points and commas of
/// numbers. `%` and `#` are words of their own. They are not those of [`crate::reading::words`], because a
/// hyphen parts them: a phrase such as `risk free` is to find `risk-free`.
fn word_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut begun: Option<usize> = None;
    let mut end = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let is_inside = character.is_alphanumeric()
            || begun.is_some()
                && match character {
                    '\'' | '’' => next.is_some_and(char::is_alphabetic),
                    '.' | ',' => {
                        let before = text.get(..at).and_then(|before| before.chars().next_back());
                        before.is_some_and(|before| before.is_ascii_digit())
                            && next.is_some_and(|next| next.is_ascii_digit())
                    }
                    _ => false,
                };
        if is_inside {
            begun.get_or_insert(at);
            end = at + character.len_utf8();
            continue;
        }
        if let Some(start) = begun.take() {
            ranges.push(start..end);
        }
        if matches!(character, '%' | '#') {
            ranges.push(at..at + character.len_utf8());
        }
    }
    ranges.extend(begun.map(|start| start..end));
    ranges
}

/// Small letters and straight apostrophes.
fn lower(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrase: &'static str, text: &str) -> Vec<String> {
        let split = SplitText::of(text);
        let places = Phrase::new(phrase).places(&split);
        places
            .into_iter()
            .map(|range| split.written(range).to_owned())
            .collect()
    }

    #[test]
    fn phrases_are_found_whatever_their_dress() {
        assert_eq!(
            found("risk free", "A Risk-free way. Risk. Free."),
            ["Risk-free"]
        );
        assert_eq!(
            found("# years of excellence", "25+ Years of Excellence"),
            ["25+ Years of Excellence"]
        );
        assert_eq!(
            found("guarant*", "We guarantee, guaranteed"),
            ["guarantee", "guaranteed"]
        );
        assert_eq!(found("100 % success", "100% success"), ["100% success"]);
        assert_eq!(found("*'s no 1", "India’s No. 1 clinic"), ["India’s No. 1"]);
        assert_eq!(
            found("is ?very safe", "is safe, is very safe"),
            ["is safe", "is very safe"]
        );
        assert_eq!(
            found("loss of … bowel", "loss of bladder or bowel control"),
            ["loss of bladder or bowel"]
        );
        assert!(found("loss of … bowel", "loss of a b c d e bowel").is_empty());
    }

    #[test]
    fn sentences_are_kept_apart() {
        let split = SplitText::of("Ask Dr. Rao. It is 2.5 cm, e.g. long. Is it? Yes");
        let sentences: Vec<&str> = split
            .sentences()
            .into_iter()
            .map(|range| split.written(range))
            .collect();
        assert_eq!(
            sentences,
            ["Ask Dr. Rao", "It is 2.5 cm, e.g. long", "Is it", "Yes"]
        );
    }

    #[test]
    fn denials_and_questions_are_told_from_claims() {
        for (text, denied) in [
            ("No operation is risk-free.", true),
            ("A cure is not known.", true),
            ("Do not worry, it is risk-free.", false),
            ("It is a cure. Nothing else is.", false),
            ("A cure that you will not forget.", false),
            ("We do not cut, and it is risk-free.", false),
            ("There is no wound, so it is risk-free.", false),
            ("No cuts, risk-free.", false),
            ("A risk-free way with no pain.", false),
            ("No operation, however small, is risk-free.", true),
            ("It is not quick, easy or risk-free.", true),
            (
                "Nobody can say that it is quick and that it is risk-free.",
                true,
            ),
            ("No operation is quick and risk-free.", true),
        ] {
            let split = SplitText::of(text);
            let phrase = if text.contains("cure") {
                "cure"
            } else {
                "risk free"
            };
            let place = Phrase::new(phrase).places(&split).remove(0);
            assert_eq!(split.is_denied(&place), denied, "{text}");
        }
        let split = SplitText::of("Is it a cure? It is.");
        assert!(split.is_question(&(3..4)));
        assert!(!split.is_question(&(5..6)));
    }

    #[test]
    fn hostile_texts_take_linear_time() {
        for piece in [".", "a", "a ", "1,", "’", "no. ", "loss of "] {
            let text = piece.repeat(100_000);
            let split = SplitText::of(&text);
            assert!(split.sentences().len() <= 100_001);
            assert!(Phrase::new("loss of … bowel").places(&split).is_empty());
        }
    }
}
