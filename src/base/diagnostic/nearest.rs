//! "Did you mean": the known word nearest to a mistyped one.
//!
//! Goes from a word and a list of known words to at most one of them. Differences of case, spaces
//! and hyphens count for nothing; then a word that is part of the other wins, then the fewest
//! wrong, missing, doubled or swapped letters, up to a third of the word.

/// Longest mistyped word, in characters, that is compared; longer ones are texts, not names.
const COMPARED_CHARACTERS: usize = 40;

/// Shortest word that counts as a part of another (`steps` of `procedure_steps`).
const PART_CHARACTERS: usize = 4;

/// The known word that the author probably meant, if any is near.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    if word.is_empty() || word.chars().count() > COMPARED_CHARACTERS {
        return None;
    }
    let written = plain_form(word);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let form = plain_form(candidate);
        let length = written.chars().count().max(form.chars().count());
        let distance = if written == form {
            0
        } else if is_part(&written, &form) || is_part(&form, &written) {
            1
        } else {
            strsim::damerau_levenshtein(&written, &form)
        };
        let allowed = length / 3;
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn is_part(part: &str, whole: &str) -> bool {
    part.chars().count() >= PART_CHARACTERS && whole.contains(part)
}

fn plain_form(word: &str) -> String {
    word.trim().to_lowercase().replace([' ', '-', '_'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_find_their_word() {
        let known = [
            "paragraph",
            "procedure_steps",
            "risks",
            "key_point",
            "figure",
        ];
        for (written, meant) in [
            ("paragaph", "paragraph"),
            ("Paragraph", "paragraph"),
            ("steps", "procedure_steps"),
            ("risk", "risks"),
            ("key point", "key_point"),
            ("figrue", "figure"),
        ] {
            assert_eq!(nearest(written, known), Some(meant), "{written}");
        }
        assert_eq!(nearest("medicine", known), None);
        assert_eq!(
            nearest("a", ["b", "c"]),
            None,
            "nothing is near to a single letter"
        );
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest(&"p".repeat(10_000), known), None);
    }
}
