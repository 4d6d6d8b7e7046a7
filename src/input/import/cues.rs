//! The words by which an English page says what its parts are.
//!
//! In: a heading, a sentence before a list, a short line. Out: what it speaks of. Promise: nothing is
//! decided by a word inside another; a line is taken for the website's only if it is short and holds a
//! phrase that no text about a treatment is made of. Pages in other languages keep their form (headings,
//! lists, steps), and their parts are of the role `other`.

use super::page::LeftKind;
use super::page_words::words;
use super::red_flags;
use crate::model::guide::{ROLES, Role};

/// Words of headings, by the role of what stands below them. What [`Role::WhatItIs`] goes by counts
/// only where nothing else is found: "What are the risks?".
const ROLE_CUES: &[(Role, &[&str])] = &[
    (
        Role::Candidates,
        &[
            "candidate",
            "candidates",
            "who is it for",
            "who may",
            "who might",
            "who can have",
            "who needs",
            "who should",
            "suitable",
            "suitability",
            "indications",
            "eligible",
            "when is it recommended",
            "when is it needed",
            "why is it done",
            "why might i need",
        ],
    ),
    (
        Role::Procedure,
        &[
            "procedure",
            "how it is done",
            "how is it done",
            "how it is performed",
            "how is it performed",
            "is performed",
            "is carried out",
            "what happens during",
            "during the operation",
            "during surgery",
            "during the surgery",
            "the operation itself",
            "steps",
            "technique",
            "what happens in the operation",
            "how it works",
        ],
    ),
    (
        Role::Comparison,
        &[
            "vs",
            "versus",
            "compared",
            "comparison",
            "compare",
            "compares",
            "difference between",
            "differences",
        ],
    ),
    (
        Role::Benefits,
        &["benefit", "benefits", "advantage", "advantages", "pros"],
    ),
    (
        Role::Risks,
        &[
            "risk",
            "risks",
            "complication",
            "complications",
            "side effect",
            "side effects",
            "side-effects",
            "go wrong",
            "cons",
            "disadvantages",
            "dangers",
        ],
    ),
    (
        Role::Alternatives,
        &[
            "alternative",
            "alternatives",
            "other treatments",
            "other options",
            "other ways",
            "treatment options",
        ],
    ),
    (
        Role::NoTreatment,
        &[
            "no treatment",
            "without treatment",
            "without surgery",
            "not have the operation",
            "not having",
            "do nothing",
            "doing nothing",
            "untreated",
            "not treated",
        ],
    ),
    (
        Role::Recovery,
        &[
            "recovery",
            "recover",
            "recovering",
            "outlook",
            "aftercare",
            "after the operation",
            "after surgery",
            "after your operation",
            "after the procedure",
            "after your surgery",
            "rehabilitation",
            "going home",
            "at home",
            "back to work",
            "return to work",
            "healing",
            "prognosis",
        ],
    ),
    (
        Role::WhenToSeekHelp,
        &[
            "seek",
            "get help",
            "getting help",
            "warning signs",
            "red flags",
            "urgent",
            "emergency",
            "call your doctor",
            "call your surgeon",
            "contact your",
            "when to call",
            "when to contact",
            "see a doctor",
            "specialist opinion",
        ],
    ),
];

/// Beginnings of headings below which a page says what a treatment is.
const WHAT_IT_IS: &[&str] = &[
    "what is",
    "what are",
    "about",
    "overview",
    "introduction",
    "understanding",
    "what does",
];

/// Words that speak of harm.
const RISK_CUES: &[&str] = &[
    "risk",
    "risks",
    "complication",
    "complications",
    "side effect",
    "side effects",
    "side-effects",
    "adverse effects",
    "go wrong",
];

/// Words that speak of good.
const BENEFIT_CUES: &[&str] = &["benefit", "benefits", "advantage", "advantages", "improve"];

/// Headings of parts that are made of questions.
const QUESTION_CUES: &[&str] = &[
    "frequently asked",
    "questions",
    "faq",
    "faqs",
    "questions and answers",
    "common questions",
    "q&a",
    "questions patients ask",
    "your questions",
];

/// Words of a closed sentence that names what follows it.
const FOLLOWING: &[&str] = &["below", "following", "as follows", "these are", "listed"];

/// Beginnings of lines that say what must not be forgotten.
const KEY_POINT_LABELS: &[&str] = &[
    "important:",
    "remember:",
    "key point:",
    "key message:",
    "please note:",
    "take-home message:",
    "in short:",
];

/// Words of headings and lines that say what kind of page it is.
const CATEGORY_CUES: &[&str] = &[
    "treatment",
    "treatments",
    "procedure",
    "procedures",
    "condition",
    "conditions",
    "surgery",
    "operation",
    "operations",
    "therapy",
    "test",
    "tests",
    "patient information",
    "patient leaflet",
];

/// Words that a website speaks of itself with.
const WEBSITE_CUES: &[&str] = &[
    "newsletter",
    "newsletters",
    "mailing list",
    "our emails",
    "inbox",
    "follow us",
    "share this",
    "opening hours",
    "opening times",
    "quick links",
    "useful links",
    "you may also like",
    "you might also like",
    "latest news",
    "recent posts",
    "recent articles",
    "popular posts",
    "leave a reply",
    "leave a comment",
    "post a comment",
    "book an appointment",
    "book your appointment",
    "book a consultation",
    "book your consultation",
    "book online",
    "request an appointment",
    "request a callback",
    "request a call back",
    "enquiry form",
    "send us a message",
    "send a message",
    "get in touch",
    "this website",
    "our website",
    "this site",
    "privacy",
    "sponsored",
    "advertisement",
    "social media",
    "was this page helpful",
    "is this page useful",
    "did you find this",
    "rate this page",
    "email address",
    "e-mail address",
    "required fields",
    "all rights reserved",
    "download our app",
    "our app",
    "comments",
    "cookie",
    "cookies",
];

/// Words that a line of a website begins with.
const WEBSITE_BEGINNINGS: &[&str] = &[
    "related",
    "subscribe",
    "sign up",
    "sign in",
    "log in",
    "login",
    "register",
    "search",
    "share",
    "follow",
    "find us",
    "visit us",
    "contact us",
    "contact",
    "about us",
    "about the author",
    "our team",
    "our doctors",
    "our locations",
    "meet",
    "more articles",
    "more about",
    "categories",
    "tags",
    "archives",
    "book now",
    "enquire",
    "ready to book",
    "chat",
    "copyright",
    "©",
    "menu",
    "navigation",
    "contents",
    "in this section",
    "in this article",
    "on this page",
];

/// Phrases of websites with what they are. A line is one if it begins with the phrase and has at most
/// three words more.
const PHRASES: &[(&str, LeftKind)] = &[
    ("book an appointment", LeftKind::Button),
    ("book appointment", LeftKind::Button),
    ("book now", LeftKind::Button),
    ("book a consultation", LeftKind::Button),
    ("request an appointment", LeftKind::Button),
    ("request a callback", LeftKind::Button),
    ("request a call back", LeftKind::Button),
    ("call now", LeftKind::Button),
    ("chat with us", LeftKind::Button),
    ("get directions", LeftKind::Button),
    ("enquire now", LeftKind::Button),
    ("read more", LeftKind::Button),
    ("learn more", LeftKind::Button),
    ("find out more", LeftKind::Button),
    ("show more", LeftKind::Button),
    ("view all", LeftKind::Button),
    ("see all", LeftKind::Button),
    ("click here", LeftKind::Button),
    ("download pdf", LeftKind::Button),
    ("print this page", LeftKind::Button),
    ("listen to this page", LeftKind::Button),
    ("skip to", LeftKind::Menu),
    ("back to top", LeftKind::Menu),
    ("jump to", LeftKind::Menu),
    ("toggle navigation", LeftKind::Menu),
    ("main menu", LeftKind::Menu),
    ("on this page", LeftKind::Menu),
    ("in this article", LeftKind::Menu),
    ("table of contents", LeftKind::Menu),
    ("you are here", LeftKind::Menu),
    ("related articles", LeftKind::Menu),
    ("related treatments", LeftKind::Menu),
    ("related pages", LeftKind::Menu),
    ("you may also like", LeftKind::Menu),
    ("log in", LeftKind::Menu),
    ("share this", LeftKind::Sharing),
    ("share on", LeftKind::Sharing),
    ("follow us", LeftKind::Sharing),
    ("subscribe to", LeftKind::Form),
    ("sign up", LeftKind::Form),
    ("accept all", LeftKind::Cookies),
    ("accept cookies", LeftKind::Cookies),
    ("cookie settings", LeftKind::Cookies),
    ("cookie policy", LeftKind::Cookies),
    ("all rights reserved", LeftKind::PageFoot),
    ("privacy policy", LeftKind::PageFoot),
    ("terms of use", LeftKind::PageFoot),
    ("terms and conditions", LeftKind::PageFoot),
    ("image credit", LeftKind::Caption),
    ("image:", LeftKind::Caption),
    ("photo:", LeftKind::Caption),
    ("photo credit", LeftKind::Caption),
    ("picture credit", LeftKind::Caption),
    ("advertisement", LeftKind::Aside),
];

/// Lines of a website that are whole lines.
const WHOLE_LINES: &[(&str, LeftKind)] = &[
    ("home", LeftKind::Menu),
    ("menu", LeftKind::Menu),
    ("search", LeftKind::Form),
    ("close", LeftKind::Button),
    ("next", LeftKind::Menu),
    ("previous", LeftKind::Menu),
    ("share", LeftKind::Sharing),
    ("tweet", LeftKind::Sharing),
    ("print", LeftKind::Button),
    ("facebook", LeftKind::Sharing),
    ("twitter", LeftKind::Sharing),
    ("linkedin", LeftKind::Sharing),
    ("instagram", LeftKind::Sharing),
    ("youtube", LeftKind::Sharing),
    ("whatsapp", LeftKind::Sharing),
    ("subscribe", LeftKind::Form),
    ("login", LeftKind::Menu),
];

/// Most words behind a phrase of a website.
const WORDS_BEHIND_A_PHRASE: usize = 3;

/// Most words of a path from page to page.
const PATH_WORDS: usize = 16;

/// Most words of a notice about cookies.
const COOKIE_WORDS: usize = 80;

/// A text in small letters, its words with single spaces, one at each end, and straight apostrophes.
/// Marks at the ends of words are taken off, so that cues are found whole.
pub(super) fn flat(text: &str) -> String {
    let text = without_number(text);
    let mut flat = String::from(" ");
    for word in words(&text.to_lowercase()) {
        let word = word.replace('’', "'");
        let word = word.trim_matches(|character: char| "?.,;:!()[]“”\"'*".contains(character));
        if !word.is_empty() {
            flat.push_str(word);
            flat.push(' ');
        }
    }
    flat
}

/// A heading without the number that some programs write right before its words: `3.Risks`, `4.1) Call`.
fn without_number(text: &str) -> &str {
    let behind = text.trim_start().trim_start_matches(|character: char| {
        character.is_ascii_digit() || ".)".contains(character)
    });
    let number = text.trim_start().strip_suffix(behind).unwrap_or_default();
    let is_number = number.starts_with(|character: char| character.is_ascii_digit())
        && number.ends_with(['.', ')'])
        && behind.trim_start().starts_with(char::is_alphabetic);
    if is_number { behind } else { text }
}

fn holds(flat: &str, cues: &[&str]) -> bool {
    red_flags::holds(flat, cues)
}

/// Whether the words begin with one of these.
fn begins(flat: &str, cues: &[&str]) -> bool {
    let words = flat.trim_start();
    cues.iter().any(|cue| {
        let behind = words.strip_prefix(cue);
        behind.is_some_and(|behind| behind.starts_with(' '))
    })
}

/// The roles a heading speaks of, in their order; [`Role::Other`] where it speaks of none.
pub(super) fn roles(heading: &str) -> Vec<Role> {
    let flat = flat(heading);
    let is_about_help = red_flags::are_told(&flat);
    let is_about_causes = red_flags::are_causes(&flat);
    let mut found: Vec<Role> = ROLE_CUES
        .iter()
        .filter(|(role, cues)| match role {
            Role::WhenToSeekHelp => is_about_help || holds(&flat, cues),
            Role::Risks => !is_about_causes && holds(&flat, cues),
            _ => holds(&flat, cues),
        })
        .map(|(role, _)| *role)
        .collect();
    if is_about_questions(heading) {
        found.clear();
    } else if found.is_empty() && begins(&flat, WHAT_IT_IS) {
        found.push(Role::WhatItIs);
    }
    let mut roles: Vec<Role> = ROLES
        .iter()
        .map(|(_, role)| *role)
        .filter(|role| found.contains(role))
        .collect();
    if roles.is_empty() {
        roles.push(Role::Other);
    }
    roles
}

/// What a sentence or heading says of the list below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListOf {
    /// Harm that may come.
    Risks,
    /// Good that may come.
    Benefits,
    /// Signs that must not wait.
    WarningSigns,
    /// Neither: causes, advice. The heading above says nothing about it.
    OtherThings,
}

/// What the list right below a paragraph holds, if it says so. A sentence that is closed ("Call 112 if you
/// faint.") announces no list of harms or signs, unless it names what follows.
pub(super) fn list_behind(paragraph: &str) -> Option<ListOf> {
    let is_closed = paragraph.trim_end().ends_with(['.', '!', '।', '۔', '。']);
    let found = list_below(paragraph)?;
    let is_of_harm = matches!(found, ListOf::Risks | ListOf::WarningSigns);
    let announces = || holds(&flat(paragraph), FOLLOWING);
    (!is_closed || !is_of_harm || announces()).then_some(found)
}

/// What the list below these words holds, if they say it; nothing where they speak of good and harm.
pub(super) fn list_below(lead: &str) -> Option<ListOf> {
    let flat = flat(lead);
    if red_flags::are_told(&flat) {
        return Some(ListOf::WarningSigns);
    }
    if red_flags::are_causes(&flat) {
        return Some(ListOf::OtherThings);
    }
    match (holds(&flat, RISK_CUES), holds(&flat, BENEFIT_CUES)) {
        (true, true) => None,
        (true, false) => Some(ListOf::Risks),
        (false, true) => Some(ListOf::Benefits),
        (false, false) => red_flags::are_advice(&flat).then_some(ListOf::OtherThings),
    }
}

/// Whether words tell when to get help.
pub(super) fn warns(text: &str) -> bool {
    red_flags::are_told(&flat(text))
}

/// Whether words speak of harm that may come.
pub(super) fn speaks_of_harm(text: &str) -> bool {
    holds(&flat(text), RISK_CUES)
}

/// Whether a heading or line speaks of the website and not of a treatment.
pub(super) fn speaks_of_website(text: &str) -> bool {
    let flat = flat(text);
    holds(&flat, WEBSITE_CUES) || begins(&flat, WEBSITE_BEGINNINGS)
}

/// Whether words speak of cookies.
pub(super) fn speaks_of_cookies(text: &str) -> bool {
    holds(&flat(text), &["cookie", "cookies"])
}

/// Whether a heading stands above questions and their answers.
pub(super) fn is_about_questions(heading: &str) -> bool {
    holds(&flat(heading), QUESTION_CUES)
}

/// Whether a line begins with a label that says it must not be forgotten.
pub(super) fn is_key_point(line: &str) -> bool {
    let line = line.to_lowercase();
    KEY_POINT_LABELS.iter().any(|label| line.starts_with(label))
}

/// Whether a short line says what kind of page it is.
pub(super) fn is_category(line: &str) -> bool {
    let flat = flat(line);
    let count = words(line).len();
    count <= 8
        && !line.ends_with(['.', '?', ':'])
        && begins(&flat, CATEGORY_CUES)
        && (count == 1 || line.contains(['·', '|', '/', '–', '-', '›', ':']) || count <= 3)
}

/// What a line of a website is; `None` for words of the text.
pub(super) fn website_line(line: &str) -> Option<LeftKind> {
    let written = line.trim().to_lowercase();
    let count = words(line).len();
    let bare =
        written.trim_matches(|character: char| !character.is_alphanumeric() && character != ':');
    if let Some((_, kind)) = WHOLE_LINES.iter().find(|(whole, _)| *whole == bare) {
        return Some(*kind);
    }
    if count <= PATH_WORDS && is_path(&written) {
        return Some(LeftKind::Menu);
    }
    if count <= COOKIE_WORDS
        && ["we use cookies", "uses cookies", "use of cookies"]
            .iter()
            .any(|phrase| written.contains(phrase))
    {
        return Some(LeftKind::Cookies);
    }
    if count <= 20 && (written.starts_with('©') || written.starts_with("copyright ")) {
        return Some(LeftKind::PageFoot);
    }
    PHRASES
        .iter()
        .find(|(phrase, _)| {
            let behind = bare.strip_prefix(phrase);
            let ends = |behind: &str| {
                behind.is_empty()
                    || phrase.ends_with(':')
                    || behind.starts_with([' ', ':', '!', ','])
            };
            let most = if matches!(phrase.as_bytes().last(), Some(b':')) {
                COOKIE_WORDS / 4
            } else {
                WORDS_BEHIND_A_PHRASE
            };
            behind.is_some_and(|behind| ends(behind) && words(behind).len() <= most)
                && !written.ends_with('.')
        })
        .map(|(_, kind)| *kind)
}

/// Whether a line leads from the first page to this one: `Home / Treatments / Fusion`.
fn is_path(line: &str) -> bool {
    let Some(behind) = line.strip_prefix("home") else {
        return false;
    };
    behind
        .trim_start()
        .starts_with(['/', '>', '›', '»', '→', '|', '·'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_speak_of_roles() {
        let named =
            |heading| -> Vec<&str> { roles(heading).iter().map(|role| role.name()).collect() };
        for (heading, expected) in [
            ("What is a discectomy?", vec!["what it is"]),
            ("What are the risks?", vec!["risks"]),
            ("Benefits and risks", vec!["benefits", "risks"]),
            ("Keyhole vs open", vec!["comparison"]),
            ("After your operation", vec!["recovery"]),
            ("What if I do nothing?", vec!["no treatment"]),
            ("When to seek help", vec!["when to seek help"]),
            ("3.Risks", vec!["risks"]),
            ("4.1) What is it?", vec!["what it is"]),
            ("4.Call 112 if you have", vec!["when to seek help"]),
            ("1.5 risks", vec!["risks"]),
            ("FAQs about the procedure", vec!["other"]),
            ("Asterisk procedures", vec!["other"]),
            ("रीढ़ की सर्जरी", vec!["other"]),
        ] {
            assert_eq!(named(heading), expected, "{heading}");
        }
    }

    #[test]
    fn what_is_below_is_told_by_whole_words() {
        assert_eq!(list_below("Possible risks include:"), Some(ListOf::Risks));
        assert_eq!(list_below("Benefits and risks"), None);
        assert_eq!(list_below("An asterisk marks:"), None);
        assert_eq!(
            list_below("Call us if you have:"),
            Some(ListOf::WarningSigns)
        );
        for closed in [
            "Call 112 if you faint.",
            "There is a small risk of infection.",
        ] {
            assert_eq!(list_behind(closed), None, "{closed}");
        }
        assert_eq!(
            list_behind("The risks are listed below."),
            Some(ListOf::Risks)
        );
        assert_eq!(
            list_behind("To lower these risks:"),
            Some(ListOf::OtherThings)
        );
    }

    #[test]
    fn lines_of_websites_are_short_and_sentences_are_none() {
        for (line, kind) in [
            ("Home / Treatments / Fusion", LeftKind::Menu),
            ("Home › Spine › Fusion", LeftKind::Menu),
            ("Book an appointment", LeftKind::Button),
            ("Share this page", LeftKind::Sharing),
            (
                "We use cookies to make this website better. Accept",
                LeftKind::Cookies,
            ),
            (
                "© 2026 Some Clinic. All rights reserved.",
                LeftKind::PageFoot,
            ),
            ("Image: A. Person / Agency", LeftKind::Caption),
            ("Read more »", LeftKind::Button),
        ] {
            assert_eq!(website_line(line), Some(kind), "{line}");
        }
        for line in [
            "Book an appointment with your surgeon if the wound is red or hot",
            "Home care after the operation",
            "Sign up to the register before the operation with your surgeon.",
            "Searching for a cause",
            "Close the wound",
            "Next, the surgeon closes the wound",
        ] {
            assert_eq!(website_line(line), None, "{line}");
        }
    }
}
