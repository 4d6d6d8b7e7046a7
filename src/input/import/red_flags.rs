//! Whether words tell a patient when to get help, and which words only sound like harm.
//!
//! In: a heading, or the sentence before a list, in the form of [`super::cues`]: small letters, single
//! spaces, one at each end. Out: whether what stands below are signs that must not wait; whether it is
//! no list of harms, although it speaks of risk. Promise: the sentence is read by its parts (to do
//! something, with somebody who helps, on a condition or without delay), because no list of phrases
//! holds all ways to say it: "Go to A&E if", "See a GP urgently or call 999 if you".

use crate::base::invariant::PartOf;

/// Phrases that say it whole.
const PHRASES: &[&str] = &[
    "warning signs",
    "warning sign",
    "warning symptoms",
    "danger signs",
    "danger sign",
    "alarm signs",
    "red flags",
    "red flag",
    "seek urgent",
    "seek immediate",
    "urgent medical",
    "urgent help",
    "urgent advice",
    "emergency",
    "immediate action",
    "immediately if",
    "immediately for",
    "straight away if",
    "at once if",
    "when to call",
    "when to contact",
    "when to phone",
    "when to ring",
    "when to get help",
    "when to get medical",
    "when to seek",
    "when to see a doctor",
    "when to go to hospital",
    "when should i call",
    "when should i seek",
    "when should i contact",
    "when should i get help",
    "when should i see",
    "when should you call",
    "when should you seek",
    "when do i need help",
    "do not wait if",
    "don't wait if",
];

/// What somebody does to get help.
const ACTS: &[&str] = &[
    "call",
    "calling",
    "ring",
    "phone",
    "telephone",
    "dial",
    "contact",
    "contacting",
    "see",
    "seek",
    "seeking",
    "get",
    "go",
    "come",
    "return",
    "attend",
    "visit",
    "consult",
    "alert",
    "inform",
    "tell",
    "speak",
    "ask",
];

/// Acts that are only about an emergency where the help is one for emergencies.
const SOFT_ACTS: &[&str] = &["inform", "tell", "speak", "ask"];

/// Who or what helps.
const HELP: &[&str] = &[
    "us",
    "doctor",
    "doctors",
    "gp",
    "surgeon",
    "surgeons",
    "nurse",
    "nurses",
    "team",
    "ward",
    "clinic",
    "hospital",
    "help",
    "advice",
    "attention",
    "care",
    "helpline",
    "unit",
    "department",
    "consultant",
    "physician",
    "midwife",
    "dentist",
    "pharmacist",
];

/// Help for emergencies: places, and the numbers of Britain, Europe, India, America and Australia.
const EMERGENCY_HELP: &[&str] = &[
    "a&e",
    "a+e",
    "casualty",
    "ambulance",
    "emergency",
    "999",
    "112",
    "108",
    "102",
    "911",
    "111",
    "000",
];

/// On what condition.
const CONDITIONS: &[&str] = &["if", "when", "should", "unless"];

/// Words that say that it must not wait.
const URGENCY: &[&str] = &[
    "urgently",
    "urgent",
    "immediately",
    "at once",
    "straight away",
    "straightaway",
    "right away",
    "now",
    "without delay",
    "as soon as possible",
    "the same day",
];

/// What makes such a sentence one about appointments and the like.
const NOT_URGENT: &[&str] = &[
    "non-urgent",
    "not urgent",
    "would like",
    "want to",
    "wish to",
    "have questions",
    "have a question",
    "have any questions",
    "any questions",
    "to book",
    "to change your",
    "to cancel",
    "need an interpreter",
    "before the operation",
    "before your operation",
    "before the surgery",
    "before your surgery",
    "before surgery",
    "before the procedure",
    "before your procedure",
    "before your appointment",
    "before your admission",
    "no need to",
    "do not need to",
    "don't need to",
];

/// Most words between what is done and who helps: "see a general practitioner or an urgent care clinic".
const WORDS_BETWEEN: usize = 7;

/// Most words of a line that sends to an emergency and names no condition.
const SHORT_LINE: usize = 12;

/// Hindi for who or what helps, and for a condition or urgency.
const HINDI_HELP: &[&str] = &[
    "डॉक्टर",
    "अस्पताल",
    "फोन",
    "फ़ोन",
    "कॉल",
    "संपर्क",
    "एम्बुलेंस",
    "एंबुलेंस",
    "दिखाएँ",
    "दिखाएं",
];
const HINDI_URGENCY: &[&str] = &["तुरंत", "तत्काल", "फौरन", "फ़ौरन", "जल्द से जल्द"];
const HINDI_PHRASES: &[&str] = &[
    "खतरे के संकेत",
    "ख़तरे के संकेत",
    "खतरे के लक्षण",
    "चेतावनी के संकेत",
    "आपात स्थिति",
];

/// Words that make of risk what leads to it, or what keeps it away.
const CAUSES: &[&str] = &[
    "factor",
    "factors",
    "who is at risk",
    "who's at risk",
    "am i at risk",
    "at risk if",
    "at risk when",
    "at risk because",
    "at greater risk if",
    "at higher risk if",
    "at increased risk if",
    "more at risk",
    "risk is higher",
    "risk is greater",
    "risk is increased",
    "risks are higher",
    "risks are greater",
    "risk increases",
    "higher risk if",
    "greater risk if",
    "increased risk if",
    "reduce",
    "reduces",
    "reducing",
    "lower the risk",
    "lower your risk",
    "lower the risks",
    "lower your risks",
    "lower these risks",
    "lower this risk",
    "lowering",
    "limit the risk",
    "limit these risks",
    "decrease the risk",
    "decrease these risks",
    "less likely",
    "prevent",
    "preventing",
    "prevention",
    "minimise",
    "minimize",
    "avoid",
    "avoiding",
    "caused by",
];

/// Words that do so unless the sentence ends with a word that announces the harms themselves.
const PERHAPS_CAUSES: &[&str] = &[
    "cause",
    "causes",
    "more likely",
    "likelier",
    "increase the risk",
    "increases the risk",
    "increased risk",
    "raise the risk",
    "raises the risk",
    "depends on",
    "depend on",
];

/// Ends of sentences that announce the harms themselves: "a higher risk of".
const ANNOUNCING: &[&str] = &[
    " of ",
    " such as ",
    " include ",
    " includes ",
    " including ",
    " these complications ",
    " following complications ",
];

/// Beginnings and words of sentences before a list of advice.
const ADVICE: &[&str] = &[
    "you can",
    "you should",
    "you may",
    "please",
    "to help",
    "it helps to",
    "try to",
    "bring",
    "tips",
    "ways to",
    "tell us",
    "tell your",
    "ask your",
];

/// Whether one of these phrases stands in the words, whole.
pub(super) fn holds(flat: &str, phrases: &[&str]) -> bool {
    let mut phrases = phrases.iter();
    phrases.any(|phrase| {
        let mut found = flat.match_indices(phrase);
        found.any(|(at, _)| {
            let before = flat.part(..at);
            let behind = flat.part(at + phrase.len()..);
            before.ends_with(' ') && behind.starts_with(' ')
        })
    })
}

/// Whether the words say when to get help.
pub(super) fn are_told(flat: &str) -> bool {
    let flat = flat.replace('/', " ");
    if holds(&flat, NOT_URGENT) {
        return false;
    }
    holds(&flat, PHRASES) || sends_to_help(&flat) || are_told_in_hindi(&flat)
}

/// Whether the words send to somebody who helps, on a condition or without delay.
fn sends_to_help(flat: &str) -> bool {
    let words: Vec<&str> = flat.split_whitespace().collect();
    let is_urgent = holds(flat, URGENCY);
    let has_condition = words.iter().any(|word| CONDITIONS.contains(word));
    let mut last_act = None;
    for (at, word) in words.iter().enumerate() {
        let act = last_act.filter(|(act_at, _)| at - act_at <= WORDS_BETWEEN);
        if let Some((_, act)) = act {
            let is_soft = SOFT_ACTS.contains(&act);
            if EMERGENCY_HELP.contains(word) && !is_soft {
                return has_condition || is_urgent || words.len() <= SHORT_LINE;
            }
            if HELP.contains(word) && (is_urgent || (has_condition && !is_soft)) {
                return true;
            }
        }
        // What comes behind the condition is the sign itself: "if you see blood".
        if CONDITIONS.contains(word) && last_act.is_some() {
            break;
        }
        if ACTS.contains(word) {
            last_act = Some((at, *word));
        }
    }
    false
}

fn are_told_in_hindi(flat: &str) -> bool {
    let has = |list: &[&str]| list.iter().any(|word| flat.contains(word));
    has(HINDI_PHRASES)
        || (has(HINDI_HELP) && (has(HINDI_URGENCY) || flat.contains("108") || flat.contains("112")))
}

/// Whether words that speak of risk announce what leads to it or keeps it away, and not the harms.
pub(super) fn are_causes(flat: &str) -> bool {
    let announces = ANNOUNCING.iter().any(|end| flat.ends_with(end));
    holds(flat, CAUSES) || (holds(flat, PERHAPS_CAUSES) && !announces)
}

/// Whether words announce what a patient should do.
pub(super) fn are_advice(flat: &str) -> bool {
    holds(flat, ADVICE)
}

#[cfg(test)]
mod tests {
    use super::super::cues::flat;
    use super::*;

    #[test]
    fn signs_that_must_not_wait_are_known_by_what_is_to_be_done() {
        for line in [
            "Go to A&E if:",
            "See a GP urgently or go to A&E if you have back pain and you:",
            "See a GP now or go to A&E",
            "See a GP urgently if you:",
            "Call 999 if you have:",
            "Call 999/112 if",
            "Dial 108 at once if you notice",
            "Call 911 right away if your child:",
            "Call an ambulance if",
            "See a doctor urgently if",
            "Get medical help at once if:",
            "Get medical advice straight away if you",
            "Come back to hospital if you have:",
            "Come back to the hospital straight away if",
            "Contact the ward immediately if:",
            "Phone the ward if you are worried about:",
            "Ring your surgeon's team if the wound:",
            "You should go to your nearest emergency department if you have",
            "Return to casualty if",
            "When should I call?",
            "When to get help",
            "Danger signs",
            "Seek medical attention if you have",
            "Tell the nurse immediately if you feel",
            "Call us if you have:",
            "If you have any of these, call the ward at once:",
            "तुरंत अस्पताल आएँ यदि आपको:",
            "इनमें से कुछ हो तो 108 पर कॉल करें:",
        ] {
            assert!(are_told(&flat(line)), "{line}");
        }
    }

    #[test]
    fn appointments_and_harmless_calls_are_none() {
        for line in [
            "Call us if you would like to change your appointment:",
            "Non-urgent advice: See a GP if:",
            "Tell us before the operation if you take:",
            "Contact us if you have any questions:",
            "Ask your surgeon about:",
            "You will see the surgeon, who explains:",
            "What you will see",
            "People get better if they:",
            "We call it a hernia when:",
            "After the operation",
            "The ward has:",
        ] {
            assert!(!are_told(&flat(line)), "{line}");
        }
    }

    #[test]
    fn causes_of_harm_are_no_harm() {
        for line in [
            "You're more at risk if you:",
            "Three major factors may affect nutrition:",
            "Risk factors include:",
            "Factors that may affect the risk of complications:",
            "Who is at risk?",
            "The risk is higher if you:",
            "You can reduce the risk of infection by:",
            "Problems are more likely if you:",
            "How to prevent side effects",
            "What causes complications?",
        ] {
            assert!(are_causes(&flat(line)), "{line}");
        }
        for line in [
            "What are the risks?",
            "Smokers have an increased risk of:",
            "The operation may cause complications such as:",
            "Possible complications include:",
        ] {
            assert!(!are_causes(&flat(line)), "{line}");
        }
    }
}
