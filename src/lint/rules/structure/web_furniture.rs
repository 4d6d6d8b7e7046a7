//! Leftovers of a web page.
//!
//! ## What it finds
//!
//! Words that belong to a web page and not to a leaflet: "5 min read", "Click here", "Share this page", "Back
//! to top", words on cookies, "Updated" without a date, a button such as "Book an appointment" that stands
//! alone, and tags of HTML. "This page explains …" is reported as advice.
//!
//! ## Why it matters
//!
//! Nobody can click on paper. A patient who is told to book "here" and finds nothing to press doubts the
//! rest; "Updated" without a date says nothing.
//!
//! ## Source
//!
//! Ours, and so is the list of words.
//!
//! ## Example
//!
//! "Updated · 5 min read" under the title.
//!
//! ## Write instead
//!
//! The telephone number and the hours at which to book. `reviewed_on:` for the date, which the program
//! prints. The reading time is calculated by the program, or given as `reading_minutes:`.

use std::ops::Range;

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::phrase::{Phrase, SplitText};
use crate::lint::{Check, Family, Findings, Harm, Passage, PassageKind, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "web-furniture",
    family: Family::Structure,
    harm: Harm::Falsehood,
    severity: Severity::Warning,
    languages: &["en"],
    file: include_str!("web_furniture.rs"),
    check: Check::Guide(check),
};

/// Furniture wherever it stands.
const ANYWHERE: &[&str] = &[
    "# min|mins|minute|minutes read",
    "click|tap here",
    "click|tap ?on the|this link|button|icon|image|picture|below|above",
    "click to expand|enlarge|play|call|read|open|see|view",
    "share this page|article|post",
    "share ?this on|via facebook|twitter|linkedin|whatsapp|instagram|x",
    "back to top",
    "skip to ?main content",
    "jump to section|content|navigation",
    "we|site|website use|uses cookies",
    "accept ?all cookies",
    "cookie policy|settings|preferences|notice|consent",
    "subscribe to our|the newsletter|channel|blog",
    "sign up for|to our|the newsletter",
    "follow us on",
    "like us on",
    "leave a|your comment|reply",
    "you might|may also like",
    "request a call back|callback",
    "scroll down|up to|for",
    "enable|requires javascript",
    "your browser does",
    "download the|our app",
    "print this page|article",
    "chat with us",
    "terms of use|service",
    "skip advertisement|ad",
];

/// Furniture where it is all there is of a sentence or a heading, or nearly all.
const ALONE: &[&str] = &[
    "book an|your appointment|consultation",
    "book now|online|today",
    "make|schedule|request an|your appointment|consultation",
    "enquire|inquire|apply|register|call now",
    "read|learn|view|show|see|find ?out more",
    "share this",
    "related articles|posts|pages|topics|treatments|reading",
    "on this page",
    "in this article",
    "advertisement",
    "breadcrumb",
    "log|sign in",
    "login",
    "next|previous article|page|post",
    "all rights reserved",
    "privacy policy",
    "watch the|this|our ?full video",
    "get directions|started",
    "loading",
    "sponsored",
];

/// A date that is announced and not given.
const UPDATED: &[&str] = &[
    "?last|?page|?article updated|modified ?on|?at",
    "last reviewed",
    "published|posted|updated on|at",
];

/// A leaflet that calls itself what it is no longer.
const CALLS_ITSELF: &[&str] = &[
    "this page|article|website|webpage|blog explains|describes|covers|tells|provides|discusses|gives|aims|contains|answers|outlines",
    "this page|article|website|webpage|blog is|will about|explain|describe|help|tell",
];

/// Tags of HTML, which are printed as they stand.
const HTML: &[&str] = &[
    "&nbsp;", "&amp;", "&quot;", "&lt;", "&gt;", "<br", "</", "<p>", "<div", "<span", "<a ",
    "<li>", "<ul>", "<strong>", "<b>", "<img",
];

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let anywhere = Phrase::all(ANYWHERE);
    let alone = Phrase::all(ALONE);
    let updated = Phrase::all(UPDATED);
    let calls_itself = Phrase::all(CALLS_ITSELF);
    for passage in subject.prose.all() {
        if matches!(passage.kind, PassageKind::Source | PassageKind::RiskSource) {
            continue;
        }
        let split = SplitText::of(&passage.text);
        for place in anywhere.iter().flat_map(|phrase| phrase.places(&split)) {
            tell(subject, passage, split.written(place), found);
        }
        for character in HTML
            .iter()
            .filter(|character| passage.text.contains(**character))
        {
            tell(subject, passage, character, found);
        }
        for sentence in split.sentences() {
            let stands_alone = |phrase: &Phrase| {
                let mut places = phrase.places_within(&split, sentence.clone()).into_iter();
                // "Book an appointment now" is a button, "Book an appointment with your surgeon if it
                // hurts" is a sentence for people: more words stand beside the phrase than in it.
                places.any(|place| sentence.len() < 2 * place.len())
            };
            if alone.iter().any(stands_alone) && !split.is_question(&sentence) {
                tell(subject, passage, split.written(sentence.clone()), found);
            }
            if updated.iter().any(stands_alone) && !has_number(&split, &sentence) {
                let words = split.written(sentence.clone());
                found
                    .tell(
                        subject.place_of(words, passage.span),
                        format!("there is no date after {}", quoted(words)),
                    )
                    .hint("delete it, and give the date as `reviewed_on:`; the program prints it");
            }
        }
        for place in calls_itself.iter().flat_map(|phrase| phrase.places(&split)) {
            let words = split.written(place);
            found
                .tell_as(
                    Severity::Advice,
                    subject.place_of(words, passage.span),
                    format!("{} was written about a web page", quoted(words)),
                )
                .hint("write `This leaflet …` if you mean the whole leaflet");
        }
    }
}

fn tell(subject: &Subject<'_>, passage: &Passage, words: &str, found: &mut Findings) {
    found
        .tell(
            subject.place_of(words, passage.span),
            format!("{} belongs to a web page", quoted(words)),
        )
        .hint(
            "delete it, or say what a reader of a printed leaflet can do: whom to call, where \
            to go",
        );
}

fn has_number(split: &SplitText<'_>, sentence: &Range<usize>) -> bool {
    let mut words = sentence.clone().map(|at| split.word(at));
    words.any(|word| word.contains(|character: char| character.is_ascii_digit()))
}
