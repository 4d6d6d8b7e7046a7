//! The reading measures of a guide and its parts: what the rules of the reading family and the summary
//! share.
//!
//! In: a guide's prose. Out: for the guide and for each part of it two counts. The *text* is what a patient
//! reads in sentences: paragraphs, points, answers and the questions they answer, each ending a sentence.
//! The *prepared text* holds the headings and lead-ins too, each ending a sentence, which is what the
//! guidance of the NHS on readability asks for before SMOG is calculated. Names, labels of tables and sources
//! are in neither. The figures mean something in English only: ask [`crate::reading::is_english`] first.

use super::{Passage, PassageKind, Prose, Subject};
use crate::model::guide::Role;
use crate::reading::Measures;
use crate::source::Span;

/// Fewest words of a part that is graded: below that one long word moves the grade by more than one.
pub const FEWEST_WORDS_GRADED: u32 = 50;

/// What is counted of a guide or of a part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadingPart {
    /// The part's heading; the guide's title for the whole and for what stands before the first section.
    pub heading: String,
    /// Where that stands.
    pub span: Span,
    /// The section, by its place among the guide's; `None` before the first and for the whole.
    pub section: Option<usize>,
    /// The text that a patient reads in sentences.
    pub text: Measures,
    /// The same with headings and lead-ins, each ending a sentence.
    pub prepared: Measures,
}

/// The whole guide's counts.
pub fn reading_of_whole(subject: &Subject<'_>) -> ReadingPart {
    let title = &subject.guide.title;
    part(&title.text, title.span, None, subject.prose.all().iter())
}

/// The counts of each part, in order: what stands before the first section, if anything, and each section.
pub fn reading_of_parts(subject: &Subject<'_>) -> Vec<ReadingPart> {
    let title = &subject.guide.title;
    let opening = part(&title.text, title.span, None, subject.prose.opening());
    let sections = subject.guide.sections.iter().enumerate();
    let sections = sections.map(|(at, section)| {
        let heading = &section.heading;
        let passages = subject.prose.of_section(at);
        part(&heading.text, heading.span, Some(at), passages)
    });
    let parts = std::iter::once(opening).chain(sections);
    parts.filter(|part| part.text.words > 0).collect()
}

fn part<'p>(
    heading: &str,
    span: Span,
    section: Option<usize>,
    passages: impl Iterator<Item = &'p Passage>,
) -> ReadingPart {
    let (mut text, mut prepared) = (Measures::default(), Measures::default());
    for passage in passages.filter(|passage| passage.kind.is_read()) {
        let measures = Measures::of_unit(&passage.text);
        prepared += measures;
        if is_read_in_sentences(passage.kind) {
            text += measures;
        }
    }
    ReadingPart {
        heading: heading.to_owned(),
        span,
        section,
        text,
        prepared,
    }
}

/// Running text, and questions, which are sentences too.
pub(super) fn is_read_in_sentences(kind: PassageKind) -> bool {
    kind.is_running_text() || kind == PassageKind::Question
}

/// The passages that say when to seek help, with the place of their box or heading: the boxes of warning
/// signs, and, where there is none, the sections of that role. Empty where there is neither.
pub(super) fn warning_passages<'p>(
    subject: &Subject<'_>,
    prose: &'p Prose,
) -> (Option<Span>, Vec<&'p Passage>) {
    let first_box = subject.guide.blocks().find(|block| block.warns());
    if let Some(first) = first_box {
        let is_warning = |passage: &&Passage| passage.kind.warns();
        return (
            Some(first.span()),
            prose.all().iter().filter(is_warning).collect(),
        );
    }
    let mut span = None;
    let mut passages = Vec::new();
    for (at, section) in subject.guide.sections.iter().enumerate() {
        if section.roles.contains(&Role::WhenToSeekHelp) {
            span = span.or(Some(section.heading.span));
            passages.extend(prose.of_section(at));
        }
    }
    (span, passages)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::content::Content;
    use crate::lint::{Profile, Selection, check};
    use crate::model::brand::Brand;
    use crate::model::guide::Guide;
    use crate::model::language::Language;
    use crate::source::SourceSet;

    const SEED: &str =
        include_str!("../../content/guides/minimally-invasive-spinal-fusion/en.yaml");

    /// What `ask` says of a guide in a language, of which there need be no file.
    fn asked<T>(guide: &str, tag: &str, ask: impl Fn(&Subject<'_>) -> T) -> T {
        let mut sources = SourceSet::new();
        let guide = sources.add("guide.yaml", guide);
        let brand = "name: Sample Clinic\ncolours:\n  brand: \"#0b4f58\"\n";
        let brand = sources.add("brand.yaml", brand);
        let english = Content::default().language("en").unwrap();
        let english = sources.add_bytes("en.yaml", &english.bytes).unwrap();
        let guide = Guide::read(&sources, guide).0.unwrap();
        let brand = Brand::read(&sources, brand, "sample", "en").0.unwrap();
        let mut language = Language::read(&sources, english, "en").0.unwrap();
        language.tag = tag.to_owned();
        let today = "2027-01-31".parse().unwrap();
        let profile = Profile::usual();
        ask(&Subject::new(
            &guide, &brand, &language, profile, today, &sources,
        ))
    }

    /// The rules that find something, and those that cannot read the language.
    fn rules(guide: &str, tag: &str) -> (Vec<&'static str>, Vec<&'static str>) {
        asked(guide, tag, |subject| {
            let checked = check(subject, None, &Selection::default());
            let reads = |name: &&str| {
                crate::lint::Rule::named(name).unwrap().family == crate::lint::Family::Reading
            };
            let mut found: Vec<_> = checked
                .found
                .iter()
                .map(|one| one.rule)
                .filter(reads)
                .collect();
            found.dedup();
            (found, checked.silent.into_iter().filter(reads).collect())
        })
    }

    /// The figures of the first guide, as an independent program counted them: textstat 0.7.13 gives
    /// 12.08 and 14.06 for the text, 11.56 and 13.64 for the prepared text.
    #[test]
    fn the_seed_has_the_figures_that_another_program_gives_it() {
        let whole = asked(SEED, "en", reading_of_whole);
        let near = |found: Option<f64>, expected: f64| {
            assert!(
                (found.unwrap() - expected).abs() < 0.5,
                "{found:?}, not {expected}"
            );
        };
        near(whole.text.flesch_kincaid_grade(), 12.08);
        near(whole.text.smog_grade(), 14.06);
        near(whole.prepared.flesch_kincaid_grade(), 11.56);
        near(whole.prepared.smog_grade(), 13.64);
        assert_eq!((whole.text.words, whole.prepared.words), (1_409, 1_468));
    }

    #[test]
    fn the_seed_is_hardest_where_it_warns_and_easiest_where_it_has_steps_or_questions() {
        let parts = asked(SEED, "en", reading_of_parts);
        let grade = |part: &ReadingPart| part.text.flesch_kincaid_grade().unwrap();
        let hardest = parts
            .iter()
            .max_by(|one, other| grade(one).total_cmp(&grade(other)));
        assert_eq!(
            hardest.unwrap().heading,
            "When to seek a specialist opinion"
        );
        let easiest = parts
            .iter()
            .min_by(|one, other| grade(one).total_cmp(&grade(other)));
        assert_eq!(easiest.unwrap().heading, "How the procedure is performed");
        let sum = parts
            .iter()
            .fold(Measures::default(), |sum, part| sum + part.text);
        assert_eq!(sum, asked(SEED, "en", reading_of_whole).text);
    }

    #[test]
    fn in_other_languages_sentences_and_paragraphs_still_count() {
        let long = "शब्द ".repeat(21);
        let guide = |text: &str| {
            format!(
                "title: A\nsections:\n  - heading: B\n    roles: [other]\n    blocks:\n      - paragraph: {text}\n"
            )
        };
        let hindi = guide(&format!(
            "{}। एक दो तीन चार। दो तीन चार। तीन चार पाँच।",
            long.trim_end()
        ));
        let (found, silent) = rules(&hindi, "hi");
        assert_eq!(found, ["long-paragraph", "long-sentence"]);
        let silent_in_hindi = [
            "reading-grade-high",
            "warning-signs-hard-to-read",
            "smog-high",
            "patient-spoken-about",
            "undefined-medical-term",
            "acronym-before-expansion",
            "long-word",
            "passive-heavy",
            "vague-wording",
        ];
        assert_eq!(silent, silent_in_hindi);
        // Thai parts neither words nor sentences by signs.
        assert_eq!(
            rules(&guide(&"word. ".repeat(30)), "th").0,
            Vec::<&str>::new()
        );
        assert_eq!(
            rules(&guide("手術です。はい。いいえ。痛い。"), "ja").0,
            ["long-paragraph"]
        );
    }
}
