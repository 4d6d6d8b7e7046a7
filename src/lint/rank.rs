//! Claims of rank: that a clinic, a hospital or a surgeon is the first or the best.
//!
//! In: a text. Out: where such a claim stands: `Mumbai's No. 1 joint surgeons`, `our clinic is number one`,
//! `the best knee surgeon in India`. Promise: a numbered part of a picture, a first step, the best position
//! for sleeping and the doctor who knows you best are none.

use std::ops::Range;

use super::phrase::{Phrase, SplitText};

/// Who may claim a rank.
const WHO: &str = "surgeon*|hospital*|clinic*|doctor*|physician*|specialist*|expert*|team|teams|institute*|centre|\
     center|centres|centers|orthopaedician*|orthopedician*|neurosurgeon*|gynaecologist*|urologist*|\
     cardiologist*|ophthalmologist*|dentist*|department|name|choice|destination|brand";

/// Who speaks, or of whom it is spoken, where a rank is claimed without a noun.
const SPEAKERS: &[&str] = &[
    "we",
    "we're",
    "our",
    "us",
    "clinic",
    "hospital",
    "centre",
    "center",
    "surgeon",
    "surgeons",
    "dr",
    "doctor",
    "team",
    "institute",
    "name",
    "choice",
    "brand",
    "department",
];

/// What may be first without anybody being praised.
const OTHERS: &[&str] = &[
    "cause",
    "causes",
    "reason",
    "reasons",
    "concern",
    "priority",
    "rule",
    "question",
    "worry",
    "risk",
    "goal",
    "complaint",
    "killer",
    "interest",
    "interests",
    "chance",
    "evidence",
    "advice",
    "position",
    "way",
    "time",
    "friend",
    "judge",
    "person",
    "thing",
    "tip",
    "step",
    "start",
];

/// Words that a claim of rank does not run over: another thing is said behind them.
const PARTING: &[&str] = &[
    "to",
    "is",
    "are",
    "was",
    "if",
    "when",
    "for",
    "with",
    "and",
    "or",
    "you",
    "your",
    "that",
    "which",
    "who",
    "whether",
    "ask",
    "tell",
    "see",
    "on",
    "at",
    "by",
    "from",
    "as",
    "not",
    "used",
    "done",
    "described",
    "performed",
    "tried",
    "carried",
    "made",
    "a",
    "the",
];

/// Fields of medicine in which somebody claims to be first.
const FIELDS: &[&str] = &[
    "joint",
    "knee",
    "hip",
    "spine",
    "spinal",
    "orthopaedics",
    "orthopaedic",
    "neurosurgery",
    "robotic",
    "laser",
    "heart",
    "cardiac",
    "eye",
    "cancer",
    "dental",
    "fertility",
    "ivf",
    "keyhole",
    "surgery",
    "healthcare",
    "care",
    "transplants",
];

/// Places of the world in which somebody claims to be first.
const REALMS: &[&str] = &[
    "india",
    "asia",
    "world",
    "country",
    "region",
    "city",
    "state",
    "town",
    "north",
    "south",
    "east",
    "west",
    "europe",
    "africa",
    "gulf",
    "nation",
    "delhi",
    "mumbai",
    "bengaluru",
    "bangalore",
    "chennai",
    "kolkata",
    "hyderabad",
    "pune",
    "ahmedabad",
    "jaipur",
    "lucknow",
    "kochi",
    "gurgaon",
    "gurugram",
    "noida",
    "punjab",
    "gujarat",
    "kerala",
    "maharashtra",
    "tamil",
    "karnataka",
    "telangana",
];

/// The claims of rank in a text, none within another.
pub(super) fn ranks_in(text: &SplitText<'_>) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut add = |place: Range<usize>| {
        let overlaps = |other: &Range<usize>| place.start < other.end && other.start < place.end;
        if !places.iter().any(overlaps) {
            places.push(place);
        }
    };
    for place in numbers_one(text) {
        add(place);
    }
    for place in superlatives(text) {
        add(place);
    }
    places.sort_by_key(|place| place.start);
    places
}

/// `No. 1`, `number one`, `# 1` where somebody is meant by it.
fn numbers_one(text: &SplitText<'_>) -> Vec<Range<usize>> {
    let one = Phrase::new("no|number|num|nr|# 1|one");
    let who = Phrase::new(WHO);
    let mut places = Vec::new();
    for place in one.places(text) {
        let sentence = text.sentence_of(place.start);
        let end = place.end;
        let is_parted = |at: usize| has_stop(text.behind(&(at - 1..at)));
        if OTHERS.contains(&text.word(end)) && !is_parted(end) {
            continue;
        }
        // `Mumbai's No. 1`, `the world's number one`: a place before it that owns it.
        if place.start > sentence.start && owns(text, place.start - 1) {
            places.push(place.start - 1..end);
            continue;
        }
        // `No. 1 joint replacement surgeon`: who it is, within a few words.
        let noun = (end..sentence.end.min(end + 4))
            .take_while(|at| !is_parted(*at) && !PARTING.contains(&text.word(*at)))
            .find(|at| who.at(text, *at).is_some());
        if let Some(noun) = noun {
            places.push(place.start..noun + 1);
            continue;
        }
        // `Our clinic is No. 1 in Mumbai`.
        let before = place.start.checked_sub(1).map_or("", |at| text.word(at));
        let before = if before == "the" {
            place.start.checked_sub(2).map_or("", |at| text.word(at))
        } else {
            before
        };
        let is_said = [
            "is", "are", "as", "rated", "ranked", "voted", "being", "remains", "we're",
        ]
        .contains(&before);
        let speaks = |at: usize| SPEAKERS.contains(&text.word(at));
        let in_realm = text.word(end) == "in" && is_realm(text, end + 1);
        let in_field = text.word(end) == "in" && FIELDS.contains(&text.word(end + 1));
        let is_numbered = ["on", "of"].contains(&text.word(end));
        if (is_said && sentence.clone().any(speaks) && !is_numbered) || in_realm || in_field {
            places.push(place);
        }
    }
    places
}

/// `the best knee surgeon`, `India's best`, `finest hospital`, `the first hospital in Asia to`.
fn superlatives(text: &SplitText<'_>) -> Vec<Range<usize>> {
    let best = Phrase::new("best|finest|topmost|greatest|safest");
    let first = Phrase::new("first|only");
    let who = Phrase::new(WHO);
    let is_parted =
        |at: usize| has_stop(text.behind(&(at - 1..at))) || PARTING.contains(&text.word(at));
    let mut places = Vec::new();
    for place in best.places(text) {
        let sentence = text.sentence_of(place.start);
        if place.start > sentence.start
            && owns(text, place.start - 1)
            && !OTHERS.contains(&text.word(place.end))
        {
            places.push(place.start - 1..place.end);
            continue;
        }
        let mut words = place.end..sentence.end.min(place.end + 5);
        let noun = words.find_map(|at| {
            if is_parted(at) {
                return Some(None);
            }
            who.at(text, at).map(|_| Some(at))
        });
        let Some(Some(noun)) = noun else { continue };
        // `The best doctor to ask`, `the best hospital for you`: a choice, and no rank.
        let behind = text.word(noun + 1);
        let is_choice = behind == "to" && !has_stop(text.behind(&(noun..noun + 1)))
            || behind == "for" && ["you", "your", "this"].contains(&text.word(noun + 2));
        if !is_choice {
            places.push(place.start..noun + 1);
        }
    }
    for place in first.places(text) {
        let sentence = text.sentence_of(place.start);
        let mut words = place.end..sentence.end.min(place.end + 5);
        let noun = words.find_map(|at| {
            if text.word(at) != "in" && is_parted(at) {
                return Some(None);
            }
            who.at(text, at).map(|_| Some(at))
        });
        let Some(Some(noun)) = noun else { continue };
        if text.word(noun + 1) == "in" && is_realm(text, noun + 2) {
            places.push(place.start..noun + 2);
        }
    }
    places
}

/// Whether a word is a place of the world that owns what follows: `India's`, `Mumbai's`.
fn owns(text: &SplitText<'_>, at: usize) -> bool {
    let word = text.word(at);
    let Some(owner) = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')) else {
        return false;
    };
    if REALMS.contains(&owner) {
        return true;
    }
    // Another name, in the middle of a sentence: `in Nagpur's best hospital`, but not `Today's best`.
    let sentence = text.sentence_of(at);
    let is_name = text
        .written(at..at + 1)
        .chars()
        .next()
        .is_some_and(char::is_uppercase);
    let of_days = [
        "today", "patient", "child", "doctor", "surgeon", "nurse", "mother", "father", "it",
        "that", "what", "here", "there", "who", "he", "she", "let", "life", "body",
    ];
    is_name && !of_days.contains(&owner) && (at > sentence.start || sentence.len() <= 8)
}

/// Whether these words name a place of the world.
fn is_realm(text: &SplitText<'_>, at: usize) -> bool {
    let at = if text.word(at) == "the" { at + 1 } else { at };
    let begins_large = text
        .written(at..at + 1)
        .chars()
        .next()
        .is_some_and(char::is_uppercase);
    REALMS.contains(&text.word(at)) || begins_large
}

fn has_stop(between: &str) -> bool {
    between.contains([',', ';', ':', '.', '(', '–', '—'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> usize {
        ranks_in(&SplitText::of(text)).len()
    }

    #[test]
    fn ranks_are_found_as_clinics_claim_them() {
        for text in [
            "Pune's No. 1 hip surgeons",
            "Our hospital is No. 1 in Nagpur.",
            "We are number one.",
            "The number one choice for knees",
            "Dr. Sample is the best hip surgeon in the country.",
            "Treated by the best doctors of the city",
            "India’s best",
            "Asia's finest spine centre",
            "The first hospital in Asia to do so",
            "Voted no 1 spine clinic",
            "The No.1 robotic joint replacement team",
            "Number one in joint replacement",
            "The best orthopaedic hospital",
        ] {
            assert_eq!(found(text), 1, "{text}");
        }
    }

    #[test]
    fn numbers_and_good_choices_are_no_ranks() {
        for text in [
            "No. 1 on the picture shows the disc.",
            "Exercise no. 1: lift your leg.",
            "Go to room no. 1 in the new building.",
            "Question number one: ask your doctor.",
            "Smoking is the number one cause of this illness.",
            "It is best to ask your surgeon.",
            "The best position for sleeping is on your back.",
            "The best doctor to ask is your own.",
            "Ask which hospital is best for you.",
            "It is in the patient's best interest.",
            "Your child's best friend may come too.",
            "The first doctor you see will take notes.",
            "The operation was first done in India in 1990.",
            "Do your best. The surgeon will help.",
            "It's safest to have a doctor near.",
            "That's the best way.",
        ] {
            assert_eq!(found(text), 0, "{text}");
        }
    }
}
