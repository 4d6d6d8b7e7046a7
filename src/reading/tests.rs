//! The counts held against two outside judges: a pronouncing dictionary and another program.
//!
//! Both are files under `tests/fixtures/reading/`, whose README says how they were made and what
//! was measured, so no network and no Python is needed here.

use super::*;

const DICTIONARY: &str = include_str!("../../tests/fixtures/reading/cmudict-extract.txt");
const TEXTSTAT: &str = include_str!("../../tests/fixtures/reading/textstat.tsv");

const TEXTS: &[(&str, &str)] = &[
    (
        "hard-leaflet.txt",
        include_str!("../../tests/fixtures/reading/texts/hard-leaflet.txt"),
    ),
    (
        "instructions.txt",
        include_str!("../../tests/fixtures/reading/texts/instructions.txt"),
    ),
    (
        "plain-leaflet.txt",
        include_str!("../../tests/fixtures/reading/texts/plain-leaflet.txt"),
    ),
    (
        "report.txt",
        include_str!("../../tests/fixtures/reading/texts/report.txt"),
    ),
    (
        "story.txt",
        include_str!("../../tests/fixtures/reading/texts/story.txt"),
    ),
];

/// Each word of the extract with the syllables of its pronunciations, the first one first.
fn pronounced() -> Vec<(&'static str, Vec<u32>)> {
    let mut list: Vec<(&str, Vec<u32>)> = Vec::new();
    for line in DICTIONARY.lines() {
        let (written, sounds) = line.split_once(' ').unwrap();
        // Each vowel of the dictionary carries a digit for its stress.
        let count = sounds.chars().filter(char::is_ascii_digit).count();
        let count = u32::try_from(count).unwrap();
        let word = written.split('(').next().unwrap();
        match list.last_mut() {
            Some((last, counts)) if *last == word => counts.push(count),
            _ => list.push((word, vec![count])),
        }
    }
    list
}

#[test]
fn syllables_are_those_of_a_pronouncing_dictionary() {
    let list = pronounced();
    assert!(list.len() >= 1_500, "{} words", list.len());
    let (mut ours, mut theirs, mut first, mut any) = (0, 0, 0, 0);
    let (mut long_ours, mut long_theirs) = (0, 0);
    let mut wrong = Vec::new();
    for (word, counts) in &list {
        let count = syllables(word);
        ours += count;
        theirs += counts[0];
        first += usize::from(count == counts[0]);
        any += usize::from(counts.contains(&count));
        long_ours += u32::from(count >= 3);
        long_theirs += u32::from(counts[0] >= 3);
        if !counts.contains(&count) {
            wrong.push(format!("{word} {count}, not {}", counts[0]));
        }
    }
    let error = (f64::from(ours) - f64::from(theirs)) / f64::from(theirs);
    let share = |count: usize| count * 1_000 / list.len();
    let told = format!(
        "{} words: {ours} syllables of {theirs} ({:+.2} %), right {} of 1,000 by the first \
         pronunciation, {} by any; long words {long_ours} of {long_theirs}; wrong: {}",
        list.len(),
        error * 100.0,
        share(first),
        share(any),
        wrong.join("; ")
    );
    assert!(error.abs() < 0.03, "{told}");
    assert!(share(first) >= 950, "{told}");
    let long = (f64::from(long_ours) - f64::from(long_theirs)) / f64::from(long_theirs);
    assert!(long.abs() < 0.03, "{told}");
}

#[test]
fn grades_are_within_half_a_grade_of_textstat() {
    let mut compared = 0;
    for line in TEXTSTAT.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let number = |at: usize| fields[at].parse::<f64>().unwrap();
        let (name, text) = TEXTS.iter().find(|(name, _)| *name == fields[0]).unwrap();
        let count = text.split_whitespace().count();
        assert!((200..=600).contains(&count), "{name}: {count} words");
        let measures = Measures::of_units(text.split("\n\n"));
        let grade = measures.flesch_kincaid_grade().unwrap();
        let ease = measures.flesch_reading_ease().unwrap();
        let smog = measures.smog_grade().unwrap();
        assert!((grade - number(5)).abs() < 0.5, "{name}: {grade}");
        assert!((smog - number(7)).abs() < 0.5, "{name}: {smog}");
        // Ease moves about seven times as fast as the grade with the same syllables.
        assert!((ease - number(6)).abs() < 3.5, "{name}: {ease}");
        // The README explains each difference; more than these would need a new explanation.
        assert!(
            (f64::from(measures.sentences) - number(1)).abs() < 2.0,
            "{name}"
        );
        assert!(
            (f64::from(measures.words) - number(2)).abs() < 1.0,
            "{name}"
        );
        compared += 1;
    }
    assert_eq!(compared, TEXTS.len());
}

#[test]
fn a_story_is_easier_than_a_report() {
    let grade = |name: &str| {
        let (_, text) = TEXTS.iter().find(|(found, _)| *found == name).unwrap();
        Measures::of_units(text.split("\n\n"))
            .flesch_kincaid_grade()
            .unwrap()
    };
    assert!(grade("plain-leaflet.txt") + 5.0 < grade("hard-leaflet.txt"));
    assert!(grade("story.txt") + 5.0 < grade("report.txt"));
}

#[test]
fn hostile_texts_are_counted_in_linear_time() {
    for piece in [
        "a",
        "é",
        "a.",
        "a-",
        "'s",
        "ab'",
        "-",
        "ied ",
        "is ",
        "is is done ",
        "\u{301}",
        "A.A ",
    ] {
        let text = piece.repeat(60_000 / piece.len());
        let _ = Measures::of_unit(&text);
        let _ = passives_in(&text);
        let _ = plainer_words_in(&text);
        let _ = medical_terms_in(&text);
        let _ = vague_wordings_in(&text);
    }
}
