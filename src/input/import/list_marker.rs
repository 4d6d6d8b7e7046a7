//! The markers that lines of a list begin with where a page does not say that they are one.
//!
//! In: a line. Out: its marker, with what kind it is: a dot, a number that counts, a picture drawn as a
//! letter. Promises: a marker that is also a letter or a dash ([`MarkerKind::Company`]) is one only among
//! others of its kind, which whoever asks looks after; a cross is told from a tick, because it turns the
//! meaning of its line round; no letter or digit of a word is taken.

/// What a line of a list begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ListMarker<'t> {
    pub(super) marker: &'t str,
    pub(super) kind: MarkerKind,
    /// Whether the first word stands at it without a space.
    pub(super) is_attached: bool,
}

/// The kinds of markers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkerKind {
    /// A dot or square that is made for lists.
    Bullet,
    /// A marker that is drawn before lines for its looks: a tick, an arrow, a hand.
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
    /// 1, 2, 3; the marker behind it, or `◯` for digits in circles.
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

/// Invisible parts of drawn markers: another look, and what joins two of them.
const INVISIBLE: &[char] = &['\u{fe0e}', '\u{fe0f}', '\u{200d}', '\u{20e3}'];

/// Whether a marker is drawn: arrows, technical signs, shapes, dingbats, pictures, and the private codes
/// of Wingdings and its kin (U+F000 and on).
pub(super) fn is_drawn(character: char) -> bool {
    matches!(u32::from(character),
        0x2190..=0x21ff | 0x2300..=0x23ff | 0x25a0..=0x27bf | 0x27f0..=0x27ff | 0x2900..=0x297f
        | 0x2b00..=0x2bff | 0xf000..=0xf0ff | 0x1f000..=0x1faff)
        && !matches!(character, '♀' | '♂')
}

/// Whether a marker is a dot or square that is made for lists.
pub(super) fn is_bullet(character: char) -> bool {
    BULLETS.contains(&character)
}

/// The marker at the start of a line, if words follow it.
pub(super) fn list_marker(line: &str) -> Option<ListMarker<'_>> {
    let end = line.find(char::is_whitespace).unwrap_or(line.len());
    let (token, behind) = line.split_at_checked(end)?;
    if !behind.trim().is_empty()
        && let Some(kind) = kind_of(token)
    {
        return Some(ListMarker {
            marker: token,
            kind,
            is_attached: false,
        });
    }
    attached(token)
}

/// What a token is that stands by itself.
fn kind_of(token: &str) -> Option<MarkerKind> {
    if let Some((style, value)) = number(token) {
        return Some(MarkerKind::Number(style, value));
    }
    let mut visible = token
        .chars()
        .filter(|character| !INVISIBLE.contains(character));
    let first = visible.next()?;
    let is_alone = visible.clone().next().is_none();
    if CROSSES.contains(&first) {
        let is_all = visible.all(|character| CROSSES.contains(&character));
        return is_all.then_some(MarkerKind::Cross);
    }
    if is_alone && (BULLETS.contains(&first) || matches!(u32::from(first), 0xf000..=0xf0ff)) {
        return Some(MarkerKind::Bullet);
    }
    if is_alone && COMPANY.contains(&first) {
        return Some(MarkerKind::Company);
    }
    let is_drawn_whole = is_drawn(first) && visible.all(is_drawn);
    is_drawn_whole.then_some(MarkerKind::Symbol)
}

/// A marker at the start of a word.
fn attached(token: &str) -> Option<ListMarker<'_>> {
    let is_marker = |character: char| {
        BULLETS.contains(&character)
            || is_drawn(character)
            || INVISIBLE.contains(&character)
            || circled(character) > 0
    };
    let rest = token.trim_start_matches(is_marker);
    let (marker, rest) = if rest.len() < token.len() {
        (token.get(..token.len() - rest.len())?, rest)
    } else {
        // A dash without a space, before a word and not before a figure.
        let rest = token.strip_prefix(['-', '–', '—', '*'])?;
        if !rest.starts_with(char::is_alphabetic) {
            return None;
        }
        (token.get(..token.len() - rest.len())?, rest)
    };
    if !rest
        .starts_with(|character: char| character.is_alphanumeric() || "\"“‘'(".contains(character))
    {
        return None;
    }
    Some(ListMarker {
        marker,
        kind: kind_of(marker)?,
        is_attached: true,
    })
}

/// The number that a marker counts to: `1.`, `2)`, `(3)`, `a)`, `iv.`, `①`.
fn number(token: &str) -> Option<(Counting, u32)> {
    let mut characters = token
        .chars()
        .filter(|character| !INVISIBLE.contains(character));
    if let (Some(only), None) = (characters.next(), characters.next()) {
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

/// The value of a marker that goes on where another counted: `v.` behind `iv.` is five.
pub(super) fn goes_on(kind: MarkerKind, marker: &str, before: Counting, next: u32) -> bool {
    match (kind, before) {
        (MarkerKind::Number(style, value), _) if style == before => value == next,
        (MarkerKind::Number(Counting::Letters(end), _), Counting::Roman(roman_end)) => {
            let bare = marker.trim_matches(['(', ')', '.']);
            end == roman_end && roman(bare) == Some(next)
        }
        (MarkerKind::Number(Counting::Roman(end), _), Counting::Letters(letter_end)) => {
            // `i)` behind `h)`.
            end == letter_end && marker.trim_matches(['(', ')', '.']) == "i" && next == 9
        }
        _ => false,
    }
}

/// The value of a digit in a circle, or 0.
fn circled(character: char) -> u32 {
    match u32::from(character) {
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
pub(super) fn depth_by_look(marker: &str, before: &[&str]) -> usize {
    let is_round = |character: &&&str| matches!(**character, "•" | "·" | "●" | "\u{f0b7}");
    let has_round = before.iter().any(|character| is_round(&character));
    match marker {
        "o" if has_round => 1,
        "§" | "▪" | "\u{f0a7}" if has_round && before.contains(&"o") => 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_words() {
        use MarkerKind::{Bullet, Company, Cross, Number, Symbol};
        for (line, marker, kind) in [
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
            let found = list_marker(line).unwrap();
            assert_eq!((found.marker, found.kind), (marker, kind), "{line}");
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
            assert_eq!(list_marker(line), None, "{line}");
        }
    }
}
