//! Advertising that is told by what stands round a word: numbers of patients, rates of success, a laser as
//! praise.
//!
//! In: a text. Out: where it advertises. Promise: a figure of a study, a rate with its source and a laser
//! that is only said to be used are no advertising.

use std::ops::Range;

use super::phrase::{Phrase, SplitText};

/// What is counted when somebody boasts of a number.
const COUNTED: &str = "patient*|surger*|operation*|procedure*|case|cases|knee|knees|hip|hips|joint|joints|\
     spine|spines|replacement*|transplant*|implant*|eye|eyes|cataract*|delivery|deliveries|baby|babies|smile|smiles|\
     family|families|client*|people|lives|bypass*|angioplast*|arthroscop*";

/// Words that praise what was counted.
const PRAISED: &[&str] = &[
    "happy",
    "successful",
    "successfully",
    "satisfied",
    "smiling",
    "delighted",
    "cured",
    "grateful",
];

/// Words with which a number is one of a study, a register or a country.
const OF_A_STUDY: &[&str] = &[
    "study",
    "studies",
    "trial",
    "trials",
    "research",
    "register",
    "registry",
    "review",
    "survey",
    "data",
    "paper",
    "report",
    "published",
    "followed",
    "source",
    "sources",
    "audit",
    "uk",
    "england",
    "nhs",
    "national",
    "worldwide",
    "nationwide",
    "world",
    "scientists",
    "researchers",
    "average",
    "found",
    "counted",
    "compared",
    "group",
];

/// Words that count thousands.
const LARGE: &[&str] = &[
    "lakh",
    "lakhs",
    "crore",
    "crores",
    "thousand",
    "thousands",
    "million",
    "millions",
];

/// Fewest patients of whom anybody boasts; fewer are those of an example.
const FEWEST: f64 = 50.0;

/// Words with which a number of patients or operations is somebody's own.
const OWN: &[&str] = &[
    "our",
    "we",
    "we've",
    "he",
    "she",
    "his",
    "her",
    "dr",
    "prof",
    "team",
    "performed",
    "done",
    "completed",
    "treated",
    "operated",
    "experience",
];

/// Words behind or before a figure with which the sentence says whose it is.
const WITH_SOURCE: &[&str] = &[
    "study",
    "studies",
    "trial",
    "register",
    "registry",
    "review",
    "survey",
    "data",
    "paper",
    "audit",
    "source",
    "published",
    "et",
    "reports",
    "report",
    "figures",
    "national",
];

/// Adjectives with which a laser is praise.
const LASER_PRAISE: &[&str] = &[
    "advanced",
    "latest",
    "newest",
    "modern",
    "revolutionary",
    "superior",
    "best",
    "unique",
    "painless",
    "bladeless",
    "bloodless",
    "scarless",
    "imported",
    "german",
    "american",
    "usfda",
    "fda",
    "ultramodern",
    "art",
    "edge",
    "tech",
    "magic",
    "miracle",
    "generation",
    "world",
    "class",
    "premium",
    "fastest",
    "safest",
];

/// Everything in a text that advertises, none within another. `is_brand` says whether it is a line of the
/// clinic's own, such as the tagline, which explains nothing.
pub(super) fn advertising_in(text: &SplitText<'_>, is_brand: bool) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let found = [
        success_rates(text),
        numbers_of_patients(text, is_brand),
        lasers(text, is_brand),
    ];
    for place in found.into_iter().flatten() {
        let overlaps = |other: &Range<usize>| place.start < other.end && other.start < place.end;
        if !places.iter().any(overlaps) {
            places.push(place);
        }
    }
    places.sort_by_key(|place| place.start);
    places
}

/// `success rate of 99%`, `98 % success`: a rate without whose it is.
fn success_rates(text: &SplitText<'_>) -> Vec<Range<usize>> {
    let rates = Phrase::all(&[
        "success|cure|recovery|satisfaction rate|rates … # %|percent|per",
        "success|successful … # %|percent",
        "# %|percent|plus ?of ?our success*|cure|satisfaction|satisfied|happy",
        "# per cent success*|cure|satisfaction",
        "highest|excellent|unmatched|proven|high|best success|cure rate|rates|ratio",
        "success|cure rate|rates … highest|best|excellent|unmatched|unrivalled",
        "rated # ?stars|?star|?out|?on|?by ?of ?# ?on google|stars|practo|star",
        "zero|lowest|least|minimal infection|complication|failure rate|rates",
    ]);
    let mut places: Vec<Range<usize>> = Vec::new();
    for place in rates.iter().flat_map(|rate| rate.places(text)) {
        let sentence = text.sentence_of(place.start);
        let has_source = sentence.clone().any(|at| {
            let word = text.word(at);
            WITH_SOURCE.contains(&word) || is_year(word)
        });
        let overlaps = |other: &Range<usize>| place.start < other.end && other.start < place.end;
        if !has_source
            && !text.is_question(&place)
            && !text.is_denied(&place)
            && !places.iter().any(overlaps)
        {
            places.push(place);
        }
    }
    places
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word
            .parse::<u32>()
            .is_ok_and(|year| (1950..2100).contains(&year))
}

/// `10,000+ happy patients`, `over 20,000 knees`, `1 lakh successful operations`.
fn numbers_of_patients(text: &SplitText<'_>, is_brand: bool) -> Vec<Range<usize>> {
    let counted = Phrase::new(COUNTED);
    let mut places: Vec<Range<usize>> = Vec::new();
    for at in 0..text.count() {
        let Some(number) = number(text.word(at)) else {
            continue;
        };
        let sentence = text.sentence_of(at);
        let mut end = at + 1;
        let mut is_many = number >= FEWEST;
        while LARGE.contains(&text.word(end)) && end < sentence.end {
            is_many = true;
            end += 1;
        }
        // `90 in 100 patients` is how often something happens.
        if ["in", "out", "of", "per", "to"].contains(&text.word(end)) {
            continue;
        }
        if !is_many || is_year(text.word(at)) || number >= 1e9 {
            continue;
        }
        let is_praised = PRAISED.contains(&text.word(end));
        if ["plus", "successful", "successfully"].contains(&text.word(end)) || is_praised {
            end += 1;
        }
        // Up to two words say of what kind: `total knee replacements`.
        let noun = (end..sentence.end.min(end + 4)).find(|at| counted.at(text, *at).is_some());
        let Some(noun) = noun else {
            if is_praised {
                places.push(at..end);
            }
            continue;
        };
        let mut words = sentence.clone();
        if words.any(|at| OF_A_STUDY.contains(&text.word(at))) {
            continue;
        }
        let has_plus = text.behind(&(at..at + 1)).trim_start().starts_with('+');
        let before = |steps: usize| at.checked_sub(steps).map_or("", |at| text.word(at));
        let is_over = has_plus
            || ["over", "above", "than"].contains(&before(1))
            || LARGE.contains(&text.word(at + 1));
        let mut words = sentence.clone();
        let is_own = words.any(|at| OWN.contains(&text.word(at)));
        let stands_alone = sentence.len() <= 7;
        let of_people = ["people", "lives", "family", "families", "baby", "babies"]
            .iter()
            .any(|noun_of| text.word(noun) == *noun_of);
        // Where nobody is praised, many people may be those who have an illness.
        let is_boast = is_praised
            || has_plus && (is_own || stands_alone || is_brand)
            || is_brand
            || is_over && is_own && !of_people
            || is_over && stands_alone && !of_people;
        if is_boast
            && text
                .written(at..noun + 1)
                .find(['.', ';', ':'])
                .is_none_or(|stop| {
                    // A point inside a number is none.
                    text.written(at..at + 1).contains('.') && stop < text.written(at..at + 1).len()
                })
        {
            places.push(at..noun + 1);
        }
    }
    places
}

/// A word as a number: `10,000`, `5000`, `2.5`.
fn number(word: &str) -> Option<f64> {
    if !word.starts_with(|character: char| character.is_ascii_digit()) {
        return None;
    }
    let digits = word.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    let number: f64 = digits.replace(',', "").parse().ok()?;
    match word.get(digits.len()..) {
        Some("k") => Some(number * 1_000.0),
        Some("") => Some(number),
        _ => None,
    }
}

/// `advanced laser`, `laser is the best`; in a line of the clinic's own any laser.
fn lasers(text: &SplitText<'_>, is_brand: bool) -> Vec<Range<usize>> {
    let better = Phrase::all(&[
        "is|are|offers|gives|means ?the ?a ?much ?far ?no best|better|safer|safest|superior|modern|latest|painless|faster|\
         quicker|advanced",
    ]);
    let mut places = Vec::new();
    for at in 0..text.count() {
        if !["laser", "lasers"].contains(&text.word(at)) {
            continue;
        }
        let sentence = text.sentence_of(at);
        let before = (at.saturating_sub(3).max(sentence.start)..at)
            .find(|at| LASER_PRAISE.contains(&text.word(*at)));
        if let Some(start) = before {
            if !text.is_denied(&(start..at + 1)) {
                places.push(start..at + 1);
            }
            continue;
        }
        let mut behind = at + 1..sentence.end.min(at + 4);
        let praised = behind.find_map(|at| better.iter().find_map(|phrase| phrase.at(text, at)));
        if let Some(end) = praised {
            let place = at..end;
            if !text.is_denied(&place) && !text.is_question(&place) {
                places.push(place);
            }
            continue;
        }
        let mut words = sentence.clone();
        let is_department =
            words.any(|at| ["department", "unit", "service"].contains(&text.word(at)));
        if is_brand && !is_department {
            places.push(at..at + 1);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, is_brand: bool) -> usize {
        advertising_in(&SplitText::of(text), is_brand).len()
    }

    #[test]
    fn advertising_is_found() {
        for text in [
            "Over 12,000 successful hips.",
            "8,000+ happy patients",
            "More than 5000 knee replacements done by our team.",
            "Dr. Sample has performed over 3,000 operations.",
            "2 lakh smiles",
            "10000+ surgeries",
            "Success rate of 99%.",
            "Our success rates are above 98 %.",
            "98% success",
            "A cure rate of over 95 per cent",
            "The highest success rate",
            "We use the most advanced laser.",
            "Laser surgery is the best way.",
            "15k+ knees",
            "Zero infection rate",
        ] {
            assert_eq!(found(text, false), 1, "{text}");
        }
        assert_eq!(found("Laser for piles", true), 1);
        assert_eq!(found("20,000 joint replacements", true), 1);
    }

    #[test]
    fn facts_are_none() {
        for text in [
            "The surgeon uses a laser to shape the lens.",
            "A laser beam melts the stone.",
            "A study followed over 10,000 patients.",
            "More than 10,000 people in India have this illness.",
            "Each year over 80,000 hips are replaced in England.",
            "The success rate depends on your age.",
            "Ask your surgeon about the success rate.",
            "Success rates were 85% after five years (Sample Register, 2023).",
            "After 2 successful weeks you may drive.",
            "Do not take more than 4,000 mg a day if you have operations planned.",
            "Laser is not better than drops.",
            "Is laser the best way?",
            "About 90 in 100 patients go home the next day.",
            "Walk 100 steps, then rest your knees.",
            "You may need 50 sessions.",
        ] {
            assert_eq!(found(text, false), 0, "{text}");
        }
        assert_eq!(found("Laser for piles", false), 0);
        assert_eq!(found("Department of Laser Eye Surgery", true), 0);
    }
}
