//! Which addresses a printed link, a website or an email may have.
//!
//! Takes an address as the author wrote it; gives what is wrong with it and what to do, or nothing.
//! Only the form is looked at: nothing here touches the network. The schemes are those a patient's
//! reader can open safely; `javascript:` and its like never get into a PDF.

use crate::base::invariant::PartOf;
use crate::source::{MAXIMUM_PLAIN_CHARACTERS, WrittenForm};

/// Longest address in bytes; browsers and mail programs agree on about 2,000.
const MAXIMUM_ADDRESS_BYTES: usize = 2_000;

/// What alone may stand behind the address of a mail: other names attach files, add readers or write the
/// letter.
const SUBJECT: &str = "subject=";

/// The form of an email address, as [`is_email`] knows it.
pub(crate) const EMAIL: WrittenForm = WrittenForm {
    pattern: r"^[A-Za-z0-9.!$'*+_~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$",
    most: MAXIMUM_PLAIN_CHARACTERS,
    may_look_like_a_number: false,
    hint: "write it as name@example.org",
};

/// The form of a website's address, as [`website_problem`] knows it.
pub(crate) const WEBSITE: WrittenForm = WrittenForm {
    pattern: concat!(
        r"^[Hh][Tt][Tt][Pp][Ss]?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::[0-9]+)?",
        r#"(?:[/?#][!#-;=?-\[\]_a-z~]*)?$"#
    ),
    most: MAXIMUM_PLAIN_CHARACTERS,
    may_look_like_a_number: false,
    hint: "write the whole address, for example https://www.example.org/page",
};

/// What is wrong with an address: a part of a sentence that follows the quoted address, and a hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AddressProblem {
    pub(crate) message: &'static str,
    pub(crate) hint: &'static str,
}

const fn problem(message: &'static str, hint: &'static str) -> Option<AddressProblem> {
    Some(AddressProblem { message, hint })
}

/// What is wrong with the address of a link, if anything.
pub(crate) fn link_problem(address: &str) -> Option<AddressProblem> {
    if address.len() > MAXIMUM_ADDRESS_BYTES {
        return problem(
            "is too long for an address",
            "shorten the address to 2,000 characters",
        );
    }
    if address.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c))
    {
        return problem(
            "contains a space or a character that is not allowed in an address",
            "copy the address from the browser, which writes such characters as %20 and so on",
        );
    }
    if !address.is_ascii() {
        return problem(
            "contains a letter that is not allowed in an address",
            "copy the address from the browser, which writes such letters as %C3%A9 or xn--…",
        );
    }
    let Some((scheme, rest)) = address.split_once(':') else {
        return if address.contains('@') {
            problem(
                "does not say what kind of address it is",
                "write `mailto:` in front of an email address",
            )
        } else {
            problem(
                "is not a link",
                "write the whole address, with `https://` at its start",
            )
        };
    };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => match rest.strip_prefix("//") {
            Some(rest) if is_host(rest) => None,
            Some(_) => problem(
                "names no website",
                "write the whole address, for example `https://www.example.org/page`",
            ),
            None => problem(
                "is not a link",
                "write two slashes after the colon: `https://…`",
            ),
        },
        "mailto" => {
            let (email, query) = rest.split_once('?').unwrap_or((rest, "subject="));
            let is_subject = query
                .get(..SUBJECT.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(SUBJECT));
            if is_email(email) && (!is_subject || query.contains('&')) {
                problem(
                    "gives the mail program more than a subject",
                    "only `?subject=…` is allowed after the address",
                )
            } else if is_email(email) {
                None
            } else {
                problem(
                    "contains no email address",
                    "write it as `mailto:name@example.org`",
                )
            }
        }
        "tel" => {
            let digits = rest.bytes().filter(u8::is_ascii_digit).count();
            if digits >= 2
                && rest
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b"+-.()".contains(&b))
            {
                None
            } else {
                problem(
                    "contains no telephone number",
                    "write it as `tel:+911112345678`",
                )
            }
        }
        _ => problem(
            "is a kind of address that cannot be used for a link",
            "links must begin with `https://`, `http://`, `mailto:` or `tel:`",
        ),
    }
}

/// What is wrong with the address of a website, if anything.
pub(crate) fn website_problem(address: &str) -> Option<AddressProblem> {
    let lower = address.to_ascii_lowercase();
    if lower.starts_with("mailto:") || lower.starts_with("tel:") {
        return problem(
            "is not a website",
            "the address of a website begins with `https://` or `http://`",
        );
    }
    link_problem(address)
}

/// Whether a text has the form of an email address that can stand behind `mailto:` as it is. Characters
/// that mean something there (`?`, `&`, `#`, `%`, `/`) are refused, though a few addresses have them.
pub(crate) fn is_email(address: &str) -> bool {
    let Some((name, domain)) = address.split_once('@') else {
        return false;
    };
    !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b".!$'*+-_~".contains(&b))
        && is_domain(domain)
}

/// Whether what follows `//` begins with a website's name.
fn is_host(rest: &str) -> bool {
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = rest.part(..end);
    let (host, port) = authority.split_once(':').unwrap_or((authority, "0"));
    is_domain(host) && !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit())
}

fn is_domain(domain: &str) -> bool {
    domain.contains('.')
        && domain.split('.').all(|label| {
            !label.is_empty()
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_patterns_know_the_same_addresses() {
        let website = regex::Regex::new(WEBSITE.pattern).unwrap();
        let email = regex::Regex::new(EMAIL.pattern).unwrap();
        let bases = [
            "https://example.org",
            "HTTP://a.b:80/",
            "https://a.b:",
            "https://a",
            "https://.a",
            "https://a..b",
            "https://a.b?",
            "https://a.b#",
            "https://u@a.b",
            "https:/a.b",
            "mailto:a@b.c",
            "tel:123",
            "a@b.c",
            "a@b",
            "@b.c",
            "a@@b.c",
            "a b@c.d",
            "a@b.c.",
            "ftp://a.b",
            "",
            "https://a.b/é",
            "https://a.b:8x",
            "https://a.b/c:d@e",
        ];
        let characters: Vec<String> = (' '..='\u{80}')
            .map(|character| character.to_string())
            .collect();
        for base in bases {
            for character in characters.iter().map(String::as_str).chain([""]) {
                for address in [
                    format!("{base}{character}"),
                    format!("{base}/{character}a"),
                    format!("{character}{base}"),
                ] {
                    let is_site = website_problem(&address).is_none();
                    assert_eq!(website.is_match(&address), is_site, "{address:?}");
                    assert_eq!(email.is_match(&address), is_email(&address), "{address:?}");
                }
            }
        }
    }

    #[test]
    fn addresses_that_a_reader_can_open_are_links() {
        for address in [
            "https://example.org",
            "http://www.example.org:8080/a?b#c",
            "https://ex-ample.org/a(b)",
            "mailto:a.b@example.org?subject=x",
            "tel:+91-11-1234",
            "HTTPS://example.org",
            "https://xn--j2bd4cyac6f.example",
        ] {
            assert_eq!(link_problem(address), None, "{address}");
        }
    }

    #[test]
    fn everything_else_is_refused_with_a_hint() {
        for address in [
            "",
            "page",
            "www.example.org",
            "a@b.org",
            "https:example.org",
            "https://",
            "https://localhost",
            "https://good.org@evil.org",
            "https://a..b",
            "https://example.org/a b",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "mailto:nobody",
            "mailto:a#b@example.org",
            "mailto:a@example.org?attach=/etc/passwd",
            "mailto:a@example.org?subject=x&body=y",
            "mailto:a@example.org?cc=b@example.org",
            "mailto:a@example.org?",
            "https://हिन्दी.example",
            "https://example.org/é",
            "tel:",
            "tel:call",
        ] {
            assert!(link_problem(address).is_some(), "{address}");
        }
        for email in [
            "a?b@c.org",
            "a&b@c.org",
            "a b@c.org",
            "é@c.org",
            "a@é.org",
            "a%b@c.org",
        ] {
            assert!(!is_email(email), "{email}");
        }
        assert!(link_problem(&format!("https://a.b/{}", "x".repeat(3_000))).is_some());
        assert!(website_problem("mailto:a@b.org").is_some());
    }
}
