//! A guide that never tells the patient what to do.
//!
//! ## What it finds
//!
//! A guide in which no sentence asks the patient to do anything: no "ask", "bring", "call" or "walk", no
//! "you should", and no warning sign with what to do. One such sentence is enough for this rule.
//!
//! ## Why it matters
//!
//! A leaflet that only describes leaves people alone with what it describes. What patients can do
//! themselves, before and after, is often what they came for.
//!
//! ## Source
//!
//! CDC Clear Communication Index, item 5; PEMAT, items 20 to 22.
//!
//! ## Example
//!
//! "Follow-up imaging is used to confirm progress", and nowhere when to come for it.
//!
//! ## Write instead
//!
//! Steps that begin with what to do: "Walk a little further each day." "Bring your tablets with you." "Ask your
//! surgeon how this applies to you."

use crate::base::diagnostic::Severity;
use crate::lint::phrase::{Phrase, SplitText};
use crate::lint::{Check, Family, Findings, Harm, PassageKind, Rule, Subject};
use crate::model::guide::Block;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "no-call-to-action",
    family: Family::Structure,
    harm: Harm::Ignorance,
    severity: Severity::Warning,
    languages: &["en"],
    file: include_str!("no_call_to_action.rs"),
    check: Check::Guide(check),
};

/// What a sentence begins with that asks for something to be done.
const DEEDS: &[&str] = &[
    "always", "arrange", "ask", "avoid", "book", "bring", "call", "check", "come", "consider",
    "contact", "continue", "cover", "cut", "do", "don't", "drink", "dress", "eat", "exercise",
    "follow", "get", "give", "go", "have", "hold", "keep", "leave", "let", "lie", "limit", "list",
    "look", "make", "move", "never", "note", "phone", "plan", "please", "practise", "prepare",
    "put", "raise", "read", "remember", "report", "rest", "return", "ring", "see", "seek", "send",
    "show", "shower", "sit", "sleep", "speak", "stand", "start", "stay", "stop", "take", "talk",
    "tell", "think", "try", "turn", "use", "wait", "walk", "wash", "watch", "wear", "write",
];

/// Other ways of asking for it.
const ASKED: &[&str] = &[
    "you should|must|ought",
    "you need to",
    "you can|may|will ?need ?to ask|bring|call|contact|help|try|use|practise|walk|start|stop|take|tell|keep",
    "you will|may be asked|advised to",
    "you are asked|advised to",
    "please",
];

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let has_sign_with_deed = subject.guide.blocks().any(|block| {
        matches!(block, Block::WarningSigns(warning)
            if warning.signs.iter().any(|sign| sign.what_to_do.is_some()))
    });
    let asked = Phrase::all(ASKED);
    let asks = || {
        let passages = subject.prose.all().iter().filter(|passage| {
            passage.kind.is_running_text() || matches!(passage.kind, PassageKind::Step)
        });
        passages
            .into_iter()
            .any(|passage| asks(&passage.text, &asked))
    };
    if !has_sign_with_deed && !asks() {
        found
            .tell(
                subject.title(),
                "no sentence in this guide tells the patient what to do",
            )
            .hint("begin a sentence with what to do: `Ask …`, `Bring …`, `Walk …`, `Call … if …`")
            .hint(
                "write it where it belongs: before the operation, in the recovery, in the \
                warning signs",
            );
    }
}

/// Whether a text asks for something to be done: at the start of a sentence, or behind its first comma.
fn asks(text: &str, asked: &[Phrase]) -> bool {
    let split = SplitText::of(text);
    split.sentences().into_iter().any(|sentence| {
        // "Follow-up imaging" and "Check-up" are things, no deeds.
        let is_thing = split.word(sentence.start + 1) == "up";
        let begins = DEEDS.contains(&split.word(sentence.start)) && !is_thing;
        let first = sentence
            .clone()
            .find(|at| split.behind(&(*at..at + 1)).starts_with(','));
        let turns = first.is_some_and(|at| {
            split.word(sentence.start) == "if" && DEEDS.contains(&split.word(at + 1))
        });
        let asks = |phrase: &Phrase| phrase.is_in(&split, sentence.clone());
        begins || turns || asked.iter().any(asks)
    })
}
