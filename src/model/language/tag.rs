//! Language tags as files carry them.

/// Whether a name has the form of a language tag as files carry it: two or three small letters, and
/// perhaps further parts behind hyphens, as in `pt-BR` (BCP 47).
pub fn is_language_tag(name: &str) -> bool {
    let mut parts = name.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_short_and_small() {
        for tag in ["en", "hi", "pt-BR", "sat", "zh-Hant-TW"] {
            assert!(is_language_tag(tag), "{tag}");
        }
        for name in [
            "",
            "e",
            "EN",
            "sub/en",
            "draft",
            "en-",
            "my-guide-x-",
            "Hindi",
        ] {
            assert!(!is_language_tag(name), "{name}");
        }
    }
}
