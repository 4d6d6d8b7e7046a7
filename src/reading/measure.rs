//! Counts of a text and the reading grades made of them.
//!
//! In: units of text (a paragraph, an item of a list, a heading), one after the other. Out:
//! [`Measures`], which add up, and from them the grades of two formulas, each as a [`GradeRange`].
//!
//! The caller decides what is a unit. Each ends a sentence even without a stop, as the guidance of
//! the NHS on readability asks for headings and list items before SMOG is calculated: given the
//! paragraphs and the items, the result is the body's; given the headings too, it is the NHS's.
//!
//! # Why a range
//!
//! No formula knows a patient. What can be said of each figure is how far counting alone may move
//! it, so a range holds that and no more:
//!
//! - Flesch–Kincaid: the syllables are counted by rules that were within
//!   [`SYLLABLE_ERROR`] of a pronouncing dictionary's total; the range is the grade with so many
//!   fewer and so many more. For ordinary texts this is about half a grade to either side.
//! - SMOG: the same share of the long words may be taken for short ones or the reverse. With fewer
//!   than [`SMOG_SENTENCES`] sentences the formula is used outside its design, and the range is
//!   widened by its author's standard error, [`SMOG_STANDARD_ERROR`].
//! - [`Measures::grades`], the one to print, reaches from the lower end of the first to the upper
//!   end of the second. SMOG usually gives the higher grade, because it was fitted to readers who
//!   understood everything, Flesch–Kincaid to readers who understood three quarters.

use std::ops::{Add, AddAssign};

use super::{sentences, syllables, words};

/// Sentences that SMOG is made for: McLaughlin takes ten from the beginning, ten from the middle
/// and ten from the end.
pub const SMOG_SENTENCES: u32 = 30;

/// Share of a text's syllables that counting by rules may be wrong by. The test against a
/// pronouncing dictionary demands it, see `tests/fixtures/reading/README.md`.
pub const SYLLABLE_ERROR: f64 = 0.03;

/// Standard error of a predicted SMOG grade (McLaughlin 1969, Journal of Reading 12, 639-646).
pub const SMOG_STANDARD_ERROR: f64 = 1.5;

/// Syllables from which a word is long for SMOG.
const LONG_WORD_SYLLABLES: u32 = 3;

/// What is counted of a text. Adding two gives the counts of both texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measures {
    /// Sentences; a unit without a stop is one.
    pub sentences: u32,
    /// Words and numbers.
    pub words: u32,
    /// Syllables of all words, each number one.
    pub syllables: u32,
    /// Words of three or more syllables.
    pub words_of_three_syllables: u32,
}

impl Measures {
    /// The counts of one unit of text: a paragraph, an item of a list or a heading.
    pub fn of_unit(text: &str) -> Self {
        let mut measures = Self {
            sentences: whole(sentences(text).len()),
            ..Self::default()
        };
        for word in words(text) {
            let count = syllables(word.text);
            measures.words = measures.words.saturating_add(1);
            measures.syllables = measures.syllables.saturating_add(count);
            let long = u32::from(count >= LONG_WORD_SYLLABLES);
            measures.words_of_three_syllables =
                measures.words_of_three_syllables.saturating_add(long);
        }
        // A text of numbers in brackets has words and no sentence: it is one.
        if measures.words > 0 {
            measures.sentences = measures.sentences.max(1);
        }
        measures
    }

    /// The counts of several units.
    pub fn of_units<'t>(units: impl IntoIterator<Item = &'t str>) -> Self {
        units
            .into_iter()
            .fold(Self::default(), |sum, unit| sum + Self::of_unit(unit))
    }

    /// Words in a sentence, on average; none without a sentence.
    pub fn words_a_sentence(&self) -> Option<f64> {
        ratio(self.words, self.sentences)
    }

    /// The Flesch–Kincaid grade (Kincaid and others 1975), in years of schooling in the United
    /// States; none without a word. May be below nothing for a few short words.
    pub fn flesch_kincaid_grade(&self) -> Option<f64> {
        self.flesch_kincaid_with(1.0)
    }

    fn flesch_kincaid_with(&self, syllables: f64) -> Option<f64> {
        let sentence = self.words_a_sentence()?;
        let word = ratio(self.syllables, self.words)? * syllables;
        Some(0.39 * sentence + 11.8 * word - 15.59)
    }

    /// The Flesch reading ease (Flesch 1948): 100 is very easy, 30 very hard; none without a word.
    pub fn flesch_reading_ease(&self) -> Option<f64> {
        let sentence = self.words_a_sentence()?;
        let word = ratio(self.syllables, self.words)?;
        Some(206.835 - 1.015 * sentence - 84.6 * word)
    }

    /// The SMOG grade (McLaughlin 1969), in years of schooling; none without a sentence. Below
    /// [`SMOG_SENTENCES`] sentences it is rough: see [`Measures::smog_is_rough`].
    pub fn smog_grade(&self) -> Option<f64> {
        self.smog_with(1.0)
    }

    fn smog_with(&self, long_words: f64) -> Option<f64> {
        let a_sentence = ratio(self.words_of_three_syllables, self.sentences)?;
        Some(1.043 * (a_sentence * long_words * f64::from(SMOG_SENTENCES)).sqrt() + 3.1291)
    }

    /// Whether the text has fewer sentences than SMOG is made for.
    pub fn smog_is_rough(&self) -> bool {
        self.sentences < SMOG_SENTENCES
    }

    /// What the Flesch–Kincaid grade can be said to be.
    pub fn flesch_kincaid_range(&self) -> Option<GradeRange> {
        Some(GradeRange {
            low: self.flesch_kincaid_with(1.0 - SYLLABLE_ERROR)?,
            high: self.flesch_kincaid_with(1.0 + SYLLABLE_ERROR)?,
        })
    }

    /// What the SMOG grade can be said to be.
    pub fn smog_range(&self) -> Option<GradeRange> {
        let error = if self.smog_is_rough() {
            SMOG_STANDARD_ERROR
        } else {
            0.0
        };
        Some(GradeRange {
            low: self.smog_with(1.0 - SYLLABLE_ERROR)? - error,
            high: self.smog_with(1.0 + SYLLABLE_ERROR)? + error,
        })
    }

    /// The reading grade as it is told: from the lower end of the one formula to the upper end of
    /// the other, without the error that a short text adds to SMOG.
    pub fn grades(&self) -> Option<GradeRange> {
        let kincaid = self.flesch_kincaid_range()?;
        let smog = GradeRange {
            low: self.smog_with(1.0 - SYLLABLE_ERROR)?,
            high: self.smog_with(1.0 + SYLLABLE_ERROR)?,
        };
        Some(GradeRange {
            low: kincaid.low.min(smog.low),
            high: kincaid.high.max(smog.high),
        })
    }
}

impl Add for Measures {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl AddAssign for Measures {
    fn add_assign(&mut self, other: Self) {
        self.sentences = self.sentences.saturating_add(other.sentences);
        self.words = self.words.saturating_add(other.words);
        self.syllables = self.syllables.saturating_add(other.syllables);
        self.words_of_three_syllables = self
            .words_of_three_syllables
            .saturating_add(other.words_of_three_syllables);
    }
}

/// A reading grade as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GradeRange {
    /// The grade that can be excluded to be lower.
    pub low: f64,
    /// The grade that can be excluded to be higher.
    pub high: f64,
}

impl GradeRange {
    /// The middle of the range, for a limit that is one number.
    pub fn middle(&self) -> f64 {
        f64::midpoint(self.low, self.high)
    }
}

/// As `10 to 12`, in whole grades: down to the one the range begins in and up to the one it ends
/// in. Below nothing is `0`.
impl std::fmt::Display for GradeRange {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (low, high) = (self.low.floor().max(0.0), self.high.ceil().max(0.0));
        if (high - low).abs() < f64::EPSILON {
            write!(to, "{low:.0}")
        } else {
            write!(to, "{low:.0} to {high:.0}")
        }
    }
}

fn ratio(part: u32, of: u32) -> Option<f64> {
    (of > 0).then(|| f64::from(part) / f64::from(of))
}

fn whole(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN: &str = "Your surgeon will talk to you before the operation. You can ask anything.";

    #[test]
    fn counts_are_those_counted_by_hand() {
        let measures = Measures::of_unit(TEN);
        // your sur-geon will talk to you be-fore the op-er-a-tion / you can ask an-y-thing
        assert_eq!(
            measures,
            Measures {
                sentences: 2,
                words: 13,
                syllables: 20,
                words_of_three_syllables: 2,
            }
        );
        let near = |found: Option<f64>, expected: f64| {
            assert!((found.unwrap() - expected).abs() < 1e-9, "{found:?}");
        };
        near(
            measures.flesch_kincaid_grade(),
            0.39 * 6.5 + 11.8 * 20.0 / 13.0 - 15.59,
        );
        near(
            measures.flesch_reading_ease(),
            206.835 - 1.015 * 6.5 - 84.6 * 20.0 / 13.0,
        );
        near(measures.smog_grade(), 1.043 * 30.0_f64.sqrt() + 3.1291);
    }

    #[test]
    fn measures_add_up() {
        let both = Measures::of_units([TEN, "Risks", "Infection"]);
        assert_eq!(
            both,
            Measures::of_unit(TEN) + Measures::of_unit("Risks") + Measures::of_unit("Infection")
        );
        assert_eq!(both.sentences, 4, "a heading and an item end a sentence");
    }

    #[test]
    fn nothing_has_no_grade() {
        for empty in ["", " ", "…", "—"] {
            let measures = Measures::of_unit(empty);
            assert_eq!(measures, Measures::default());
            assert_eq!(measures.flesch_kincaid_grade(), None);
            assert_eq!(measures.smog_grade(), None);
            assert!(measures.grades().is_none());
        }
    }

    #[test]
    fn a_range_holds_its_grade_and_is_told_in_whole_grades() {
        let measures = Measures::of_unit(TEN);
        let range = measures.flesch_kincaid_range().unwrap();
        let grade = measures.flesch_kincaid_grade().unwrap();
        assert!(range.low < grade && grade < range.high);
        assert!((range.middle() - grade).abs() < 1e-9);
        assert!(range.high - range.low < 1.5);
        let smog = measures.smog_range().unwrap();
        assert!(measures.smog_is_rough() && smog.high - smog.low > 3.0);
        let all = measures.grades().unwrap();
        assert!(all.low <= range.low && all.high >= range.high);
        let told = |low, high| GradeRange { low, high }.to_string();
        assert_eq!(told(10.7, 12.2), "10 to 13");
        assert_eq!(told(-2.0, -0.5), "0");
    }
}
