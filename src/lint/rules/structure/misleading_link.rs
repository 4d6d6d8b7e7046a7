//! A link that shows one address and leads to another.
//!
//! ## What it finds
//!
//! A link whose words are an address of another host, another mailbox or another telephone number than the one
//! it leads to. `www.` before a host and the country's code before a number make no difference.
//!
//! ## Why it matters
//!
//! On paper only the words can be read, on the telephone only the link is followed: one of the two readers
//! reaches somebody else. It is also how people are led to false websites.
//!
//! ## Source
//!
//! The rule is ours. PEMAT, items 20 to 22, asks that each step can be taken as it is told.
//!
//! ## Example
//!
//! `[clinic.example](https://other.example/clinic)`
//!
//! ## Write instead
//!
//! `[clinic.example](https://clinic.example)`, or words that are not an address: `[our page on going
//! home](https://clinic.example/home)`.

use crate::base::diagnostic::{Severity, quoted};
use crate::base::invariant::PartOf;
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};

pub(in crate::lint) const RULE: Rule = Rule {
    name: "misleading-link",
    family: Family::Structure,
    harm: Harm::Falsehood,
    severity: Severity::Error,
    languages: &[],
    file: include_str!("misleading_link.rs"),
    check: Check::Guide(check),
};

/// Fewest digits by which words are a telephone number, and by which two are compared.
const FEWEST_DIGITS: usize = 5;

fn check(subject: &Subject<'_>, found: &mut Findings) {
    for passage in subject.prose.all() {
        for link in &passage.links {
            if leads_elsewhere(&link.words, &link.address) {
                let message = format!(
                    "the words {} are an address, but the link leads to another one",
                    quoted(&link.words)
                );
                found
                    .tell(subject.place_of(&link.words, passage.span), message)
                    .hint(format!(
                        "it leads to {}; make both the same, or use words that are not an address",
                        quoted(&link.address)
                    ));
            }
        }
    }
}

/// Whether words are an address of their own that is not the link's.
fn leads_elsewhere(words: &str, address: &str) -> bool {
    let Some((scheme, target)) = address.split_once(':') else {
        return false;
    };
    let words = words.trim();
    match scheme.to_ascii_lowercase().as_str() {
        "tel" => match digits_of(words) {
            Some(shown) => !same_number(&shown, target),
            None => false,
        },
        "mailto" => {
            let target = target.split('?').next().unwrap_or_default();
            words.contains('@') && is_one_word(words) && !same(trimmed(words), target)
                || host_in(words).is_some() && !words.contains('@')
        }
        _ => {
            let Some(shown) = host_in(words) else {
                return false;
            };
            let real = host_of(target.trim_start_matches('/'));
            !same(bare_host(shown), bare_host(real))
        }
    }
}

fn is_one_word(words: &str) -> bool {
    !words.contains(char::is_whitespace)
}

fn trimmed(words: &str) -> &str {
    words.trim_matches(|character: char| !character.is_alphanumeric())
}

fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// The digits of words that are a telephone number and nothing else; those of an emergency number too.
fn digits_of(words: &str) -> Option<String> {
    let is_number = words
        .chars()
        .all(|character| character.is_ascii_digit() || " \u{a0}+-–().:/".contains(character));
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    (is_number && digits.len() >= 3).then_some(digits)
}

/// Whether two numbers are one but for the country's code and the zeros before it.
fn same_number(shown: &str, target: &str) -> bool {
    let target: String = target.chars().filter(char::is_ascii_digit).collect();
    let one = shown.trim_start_matches('0');
    let other = target.trim_start_matches('0');
    if one.len().min(other.len()) < FEWEST_DIGITS {
        return one == other;
    }
    one.ends_with(other) || other.ends_with(one)
}

/// The host that words name, where they are an address and nothing else: `www.a.example`, `a.example/b`,
/// `https://a.example`.
fn host_in(words: &str) -> Option<&str> {
    if !is_one_word(words) || words.contains('@') {
        return None;
    }
    let (is_address, rest) = match words.split_once("://") {
        Some((_, rest)) => (true, rest),
        None => (false, words),
    };
    let host = trimmed(host_of(rest));
    let labels: Vec<&str> = host.split('.').collect();
    let last = labels.last()?;
    let has_labels = labels.len() >= 2 && labels.iter().all(|label| !label.is_empty());
    // `Fig.2`, `L4.5` and `e.g` are no hosts.
    let ends_like_one = last.len() >= 2 && last.chars().all(char::is_alphabetic);
    let begins_like_one = labels.first().is_some_and(|first| first.len() >= 2);
    (has_labels && (is_address || ends_like_one && begins_like_one)).then_some(host)
}

fn host_of(rest: &str) -> &str {
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    rest.part(..end)
}

fn bare_host(host: &str) -> &str {
    let has_www = host.get(..4).is_some_and(|start| same(start, "www."));
    if has_www { host.part(4..) } else { host }
}

#[cfg(test)]
mod tests {
    use super::leads_elsewhere;

    #[test]
    fn words_and_link_are_compared() {
        for (words, address) in [
            ("https://bank.example", "https://evil.example/"),
            ("www.clinic.example", "https://clinic.example.evil.example"),
            ("clinic.example/home", "http://other.example/home"),
            ("ward@clinic.example", "mailto:ward@other.example"),
            ("011 2345 6789", "tel:+911123456780"),
            ("112", "tel:118"),
            ("clinic.example", "mailto:a@other.example"),
        ] {
            assert!(leads_elsewhere(words, address), "{words} {address}");
        }
        for (words, address) in [
            ("our page", "https://clinic.example"),
            ("clinic.example", "https://www.clinic.example/page"),
            ("WWW.Clinic.example.", "https://clinic.example"),
            (
                "ward@clinic.example",
                "mailto:ward@clinic.example?subject=Knee",
            ),
            ("98200 12345", "tel:+919820012345"),
            ("011 2345 6789", "tel:+911123456789"),
            ("112", "tel:112"),
            ("Fig.2", "https://clinic.example/2"),
            ("e.g.", "https://clinic.example"),
            ("call the ward", "tel:112"),
        ] {
            assert!(!leads_elsewhere(words, address), "{words} {address}");
        }
    }
}
