//! Letters in the code of web pages, such as `&eacute;` and `&#39;`, that were left in a fact.
//!
//! In: words. Out: whether such a code stands in them, and the words with the letters in its place.
//! Promise: `AT&T`, `R&D` and `A&B;` are no codes: a name counts only if it is in the list here, which is
//! that of Latin letters and of the characters that occur in names and short texts (from HTML 4).

/// Names of letters and characters that web pages write; each with what it stands for.
const NAMED: &[(&str, char)] = &[
    ("ge", '≥'),
    ("le", '≤'),
    ("ne", '≠'),
    ("asymp", '≈'),
    ("rarr", '→'),
    ("larr", '←'),
    ("uarr", '↑'),
    ("darr", '↓'),
    ("harr", '↔'),
    ("alpha", 'α'),
    ("beta", 'β'),
    ("gamma", 'γ'),
    ("delta", 'δ'),
    ("Delta", 'Δ'),
    ("mu", 'μ'),
    ("Omega", 'Ω'),
    ("infin", '∞'),
    ("sup1", '¹'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("sect", '§'),
    ("pound", '£'),
    ("yen", '¥'),
    ("cent", '¢'),
    ("check", '✓'),
    ("cross", '✗'),
    ("star", '☆'),
    ("permil", '‰'),
    ("minus", '−'),
    ("not", '¬'),
    ("para", '¶'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("iexcl", '¡'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("reg", '®'),
    ("copy", '©'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("acute", '´'),
    ("micro", 'µ'),
    ("middot", '·'),
    ("ordf", 'ª'),
    ("ordm", 'º'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("iquest", '¿'),
    ("shy", '\u{ad}'),
    ("szlig", 'ß'),
    ("times", '×'),
    ("divide", '÷'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Yuml", 'Ÿ'),
    ("yuml", 'ÿ'),
    ("AElig", 'Æ'),
    ("aelig", 'æ'),
    ("Aring", 'Å'),
    ("aring", 'å'),
    ("Ccedil", 'Ç'),
    ("ccedil", 'ç'),
    ("ETH", 'Ð'),
    ("eth", 'ð'),
    ("THORN", 'Þ'),
    ("thorn", 'þ'),
    ("Oslash", 'Ø'),
    ("oslash", 'ø'),
    ("Agrave", 'À'),
    ("agrave", 'à'),
    ("Aacute", 'Á'),
    ("aacute", 'á'),
    ("Acirc", 'Â'),
    ("acirc", 'â'),
    ("Atilde", 'Ã'),
    ("atilde", 'ã'),
    ("Auml", 'Ä'),
    ("auml", 'ä'),
    ("Egrave", 'È'),
    ("egrave", 'è'),
    ("Eacute", 'É'),
    ("eacute", 'é'),
    ("Ecirc", 'Ê'),
    ("ecirc", 'ê'),
    ("Euml", 'Ë'),
    ("euml", 'ë'),
    ("Igrave", 'Ì'),
    ("igrave", 'ì'),
    ("Iacute", 'Í'),
    ("iacute", 'í'),
    ("Icirc", 'Î'),
    ("icirc", 'î'),
    ("Iuml", 'Ï'),
    ("iuml", 'ï'),
    ("Ntilde", 'Ñ'),
    ("ntilde", 'ñ'),
    ("Ograve", 'Ò'),
    ("ograve", 'ò'),
    ("Oacute", 'Ó'),
    ("oacute", 'ó'),
    ("Ocirc", 'Ô'),
    ("ocirc", 'ô'),
    ("Otilde", 'Õ'),
    ("otilde", 'õ'),
    ("Ouml", 'Ö'),
    ("ouml", 'ö'),
    ("Ugrave", 'Ù'),
    ("ugrave", 'ù'),
    ("Uacute", 'Ú'),
    ("uacute", 'ú'),
    ("Ucirc", 'Û'),
    ("ucirc", 'û'),
    ("Uuml", 'Ü'),
    ("uuml", 'ü'),
    ("Yacute", 'Ý'),
    ("yacute", 'ý'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("hellip", '…'),
    ("bull", '•'),
    ("prime", '′'),
    ("Prime", '″'),
    ("euro", '€'),
    ("trade", '™'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
];

/// What stands between `&` and `;`.
enum Entity {
    /// A letter.
    Letter(char),
    /// A number that is no letter.
    NoLetter,
    /// Something else: no code.
    Not,
}

fn read(name: &str) -> Entity {
    let Some(number) = name.strip_prefix('#') else {
        let mut named = NAMED.iter();
        // Programs write the first few in capitals too.
        let found = named.find(|(known, _)| {
            *known == name || (known.len() < 5 && known.to_ascii_uppercase() == name)
        });
        return found.map_or(Entity::Not, |(_, letter)| Entity::Letter(*letter));
    };
    let digits = number.strip_prefix(['x', 'X']);
    let (digits, radix) = digits.map_or((number, 10), |digits| (digits, 16));
    if digits.is_empty()
        || digits.len() > 7
        || !digits.chars().all(|character| character.is_digit(radix))
    {
        return Entity::Not;
    }
    let letter = u32::from_str_radix(digits, radix).ok();
    match letter.and_then(char::from_u32) {
        Some(letter) if !letter.is_control() => Entity::Letter(letter),
        _ => Entity::NoLetter,
    }
}

/// The pieces between one `&` and the next: each with the code at its beginning, and how long it is.
fn codes(words: &str) -> impl Iterator<Item = Entity> {
    words
        .split('&')
        .skip(1)
        .map(|behind| match behind.split_once(';') {
            Some((name, _)) => read(name),
            None => Entity::Not,
        })
}

pub(super) fn holds_entity(words: &str) -> bool {
    codes(words).any(|code| !matches!(code, Entity::Not))
}

/// The words with letters in the place of codes; `None` where a code is none.
pub(crate) fn without_entities(words: &str) -> Option<String> {
    let mut pieces = words.split('&');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once(';').map(|(name, rest)| (read(name), rest)) {
            Some((Entity::Letter(letter), rest)) => {
                plain.push(letter);
                plain.push_str(rest);
            }
            Some((Entity::NoLetter, _)) => return None,
            _ => {
                plain.push('&');
                plain.push_str(piece);
            }
        }
    }
    Some(plain)
}
