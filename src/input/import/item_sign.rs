//! The signs that lines of a list begin with where a page does not say that they are one.
//!
//! In: a line. Out: its sign, with what kind it is: a dot, a number that counts, a picture drawn as a
//! letter. Promises: a sign that is also a letter or a dash ([`SignKind::Company`]) is one only among
//! others of its kind, which whoever asks looks after; a cross is told from a tick, because it turns the
//! meaning of its line round; no letter or digit of a word is taken.

/// What a line of a list begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ItemSign<'t> {
    pub(super) sign: &'t str,
    pub(super) kind: SignKind,
    /// Whether the first word stands at it without a space.
    pub(super) is_attached: bool,
}

/// The kinds of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SignKind {
    /// A dot or square that is made for lists.
    Bullet,
    /// A sign that is drawn before lines for its looks: a tick, an arrow, a hand.
    Symbol,
    /// A cross: what stands behind it is not to be done.
    Cross,
    /// A dash, or a letter that is a bullet in another typeface: `-`, `o`, `§`, `Ø`.
    Company,
    /// A number or letter that counts.
    Number(Counting, u32),
}

/// Ways to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counting {
    /// 1, 2, 3; the sign behind it, or `◯` for digits in circles.
    Digits(char),
    /// a, b, c.
    Letters(char),
    /// A, B, C.
    Capitals(char),
    /// i, ii, iii.
    Roman(char),
}

/// Dots and squares.
const BULLETS: &[char] = &[
    '•', '‣', '⁃', '∙', '⋅', '·', '▪', '▫', '■', '□', '●', '○', '◦', '◆', '◇', '◉', '❖', '➢', '➤',
    '►', '▶', '▸', '▹', '‧', '・', '◾', '◽', '❍', '❏', '❑', '❒',
];

/// Dashes, and letters that Word's typefaces draw as bullets.
const COMPANY: &[char] = &[
    '-', '–', '—', '−', '‐', '‑', '*', '+', '~', '>', '»', '›', 'o', '§', 'Ø', 'ü', 'q', 'v', 'Ÿ',
    'à', 'è', '×', '¨', '¤',
];

/// Signs of what is not to be done, in Unicode and in the place of Wingdings.
const CROSSES: &[char] = &[
    '✗', '✘', '✕', '✖', '❌', '❎', '⛔', '🚫', '☒', '☠', '👎', '\u{f0fb}', '\u{f0fd}', '\u{f078}',
];

/// Invisible parts of drawn signs: another look, and what joins two of them.
const INVISIBLE: &[char] = &['\u{fe0e}', '\u{fe0f}', '\u{200d}', '\u{20e3}'];

/// Whether a sign is drawn: arrows, technical signs, shapes, dingbats, pictures, and the private codes
/// of Wingdings and its kin (U+F000 and on).
pub(super) fn is_drawn(sign: char) -> bool {
    matches!(u32::from(sign),
        0x2190..=0x21ff | 0x2300..=0x23ff | 0x25a0..=0x27bf | 0x27f0..=0x27ff | 0x2900..=0x297f
        | 0x2b00..=0x2bff | 0xf000..=0xf0ff | 0x1f000..=0x1faff)
        && !matches!(sign, '♀' | '♂')
}

/// Whether a sign is a dot or square that is made for lists.
pub(super) fn is_bullet(sign: char) -> bool {
    BULLETS.contains(&sign)
}

/// The sign at the start of a line, if words follow it.
pub(super) fn item_sign(line: &str) -> Option<ItemSign<'_>> {
    let end = line.find(char::is_whitespace).unwrap_or(line.len());
    let (token, behind) = line.split_at_checked(end)?;
    if !behind.trim().is_empty()
        && let Some(kind) = kind_of(token)
    {
        return Some(ItemSign {
            sign: token,
            kind,
            is_attached: false,
        });
    }
    attached(token)
}

/// What a token is that stands by itself.
fn kind_of(token: &str) -> Option<SignKind> {
    if let Some((style, value)) = number(token) {
        return Some(SignKind::Number(style, value));
    }
    let mut visible = token.chars().filter(|sign| !INVISIBLE.contains(sign));
    let first = visible.next()?;
    let is_alone = visible.clone().next().is_none();
    if CROSSES.contains(&first) {
        let is_all = visible.all(|sign| CROSSES.contains(&sign));
        return is_all.then_some(SignKind::Cross);
    }
    if is_alone && (BULLETS.contains(&first) || matches!(u32::from(first), 0xf000..=0xf0ff)) {
        return Some(SignKind::Bullet);
    }
    if is_alone && COMPANY.contains(&first) {
        return Some(SignKind::Company);
    }
    let is_drawn_whole = is_drawn(first) && visible.all(is_drawn);
    is_drawn_whole.then_some(SignKind::Symbol)
}

/// A sign at the start of a word.
fn attached(token: &str) -> Option<ItemSign<'_>> {
    let is_sign = |sign: char| {
        BULLETS.contains(&sign) || is_drawn(sign) || INVISIBLE.contains(&sign) || circled(sign) > 0
    };
    let rest = token.trim_start_matches(is_sign);
    let (sign, rest) = if rest.len() < token.len() {
        (token.get(..token.len() - rest.len())?, rest)
    } else {
        // A dash without a space, before a word and not before a figure.
        let rest = token.strip_prefix(['-', '–', '—', '*'])?;
        if !rest.starts_with(char::is_alphabetic) {
            return None;
        }
        (token.get(..token.len() - rest.len())?, rest)
    };
    if !rest.starts_with(|sign: char| sign.is_alphanumeric() || "\"“‘'(".contains(sign)) {
        return None;
    }
    Some(ItemSign {
        sign,
        kind: kind_of(sign)?,
        is_attached: true,
    })
}

/// The number that a sign counts to: `1.`, `2)`, `(3)`, `a)`, `iv.`, `①`.
fn number(token: &str) -> Option<(Counting, u32)> {
    let mut signs = token.chars().filter(|sign| !INVISIBLE.contains(sign));
    if let (Some(only), None) = (signs.next(), signs.next()) {
        let value = circled(only);
        if value > 0 {
            return Some((Counting::Digits('◯'), value));
        }
        if token.ends_with('\u{20e3}') {
            return Some((Counting::Digits('◯'), only.to_digit(10)?));
        }
    }
    let end = token
        .chars()
        .next_back()
        .filter(|end| ".)".contains(*end))?;
    let bare = token.strip_suffix(end)?;
    let bare = bare.strip_prefix('(').unwrap_or(bare);
    if (1..=2).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((Counting::Digits(end), bare.parse().ok()?));
    }
    if let Some(value) = roman(bare) {
        // A single letter may be either; `i` begins to count in Roman numbers.
        if bare.len() > 1 || bare == "i" {
            return Some((Counting::Roman(end), value));
        }
    }
    let mut letters = bare.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else {
        return None;
    };
    let place = |first: char| u32::from(letter) - u32::from(first) + 1;
    match letter {
        'a'..='z' => Some((Counting::Letters(end), place('a'))),
        // `A.` before a name is an initial.
        'A'..='Z' if end == ')' => Some((Counting::Capitals(end), place('A'))),
        _ => None,
    }
}

/// The value of a sign that goes on where another counted: `v.` behind `iv.` is five.
pub(super) fn goes_on(kind: SignKind, sign: &str, before: Counting, next: u32) -> bool {
    match (kind, before) {
        (SignKind::Number(style, value), _) if style == before => value == next,
        (SignKind::Number(Counting::Letters(end), _), Counting::Roman(roman_end)) => {
            let bare = sign.trim_matches(['(', ')', '.']);
            end == roman_end && roman(bare) == Some(next)
        }
        (SignKind::Number(Counting::Roman(end), _), Counting::Letters(letter_end)) => {
            // `i)` behind `h)`.
            end == letter_end && sign.trim_matches(['(', ')', '.']) == "i" && next == 9
        }
        _ => false,
    }
}

/// The value of a digit in a circle, or 0.
fn circled(sign: char) -> u32 {
    match u32::from(sign) {
        code @ 0x2460..=0x2473 => code - 0x245f,
        code @ 0x2776..=0x277f => code - 0x2775,
        code @ 0x2780..=0x2789 => code - 0x277f,
        code @ 0x278a..=0x2793 => code - 0x2789,
        _ => 0,
    }
}

/// The value of a small Roman number up to 39.
fn roman(bare: &str) -> Option<u32> {
    let tens = bare.bytes().take_while(|byte| *byte == b'x').count();
    let ones = match bare.get(tens..)? {
        "" if tens > 0 => 0,
        "i" => 1,
        "ii" => 2,
        "iii" => 3,
        "iv" => 4,
        "v" => 5,
        "vi" => 6,
        "vii" => 7,
        "viii" => 8,
        "ix" => 9,
        _ => return None,
    };
    let tens = u32::try_from(tens).ok().filter(|tens| *tens <= 3)?;
    Some(tens * 10 + ones)
}

/// How deep a bullet stands that Word draws below others: `o` below `•`, `§` below `o`.
pub(super) fn depth_by_look(sign: &str, before: &[&str]) -> usize {
    let is_round = |sign: &&&str| matches!(**sign, "•" | "·" | "●" | "\u{f0b7}");
    let has_round = before.iter().any(|sign| is_round(&sign));
    match sign {
        "o" if has_round => 1,
        "§" | "▪" | "\u{f0a7}" if has_round && before.contains(&"o") => 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_told_from_words() {
        use SignKind::{Bullet, Company, Cross, Number, Symbol};
        for (line, sign, kind) in [
            ("• Infection", "•", Bullet),
            ("•Infection", "•", Bullet),
            ("\u{f0b7} Infection", "\u{f0b7}", Bullet),
            ("✔ Pain goes", "✔", Symbol),
            ("✔️Pain goes", "✔️", Symbol),
            ("⚠️ Stop", "⚠️", Symbol),
            ("👉 Drink", "👉", Symbol),
            ("❌ Eat", "❌", Cross),
            ("- Swelling", "-", Company),
            ("-Swelling", "-", Company),
            ("o vomiting", "o", Company),
            ("§\u{a0}fever", "§", Company),
            ("1. Wash", "1.", Number(Counting::Digits('.'), 1)),
            ("(2) Wash", "(2)", Number(Counting::Digits(')'), 2)),
            ("b) Wash", "b)", Number(Counting::Letters(')'), 2)),
            ("i. Wash", "i.", Number(Counting::Roman('.'), 1)),
            ("iv) Wash", "iv)", Number(Counting::Roman(')'), 4)),
            ("③ Wash", "③", Number(Counting::Digits('◯'), 3)),
            ("3️⃣ Wash", "3️⃣", Number(Counting::Digits('◯'), 3)),
        ] {
            let found = item_sign(line).unwrap();
            assert_eq!((found.sign, found.kind), (sign, kind), "{line}");
        }
        for line in [
            "-5 °C",
            "•",
            "o'clock",
            "1.5 ml",
            "2024. A year",
            "≥ 38",
            "₹ 500",
            "(see below)",
            "é a",
            "e.g. this",
            "Dr. A",
            "A. Sample",
            "+",
            "",
            "₂ a",
            "★★",
        ] {
            assert_eq!(item_sign(line), None, "{line}");
        }
    }
}
