//! Keeps words of one direction together in lines that run the other way.
//!
//! In: texts of a leaflet, and the direction of its language. Out: the same texts with Unicode's isolates
//! (U+2066 to U+2069) round every run of the other direction: Latin words, numbers and everything that is
//! dialled in lines that run from right to left, Arabic words in lines that run from left to right.
//! Promise: nothing is added but these characters, which print nothing; without words of the other direction
//! nothing changes. Why here and not in the templates: whatever prints or shows a leaflet gets the texts
//! with their isolates, and cannot forget them.
//!
//! Why not leave it to the Unicode Bidirectional Algorithm (UAX #9) alone: it orders plain text by
//! guesses. In a line from right to left it turns the groups of a telephone number round, parts a bracket
//! or a full stop from its name, and puts a unit on the wrong side of its figure. An isolate says what
//! belongs together. Two numbers with a dash between them are left to run from right to left, because
//! that is how a span of days or hours is read there (W3C, "Use cases for bidi and language metadata").

use unicode_bidi::{BidiClass, bidi_class};

use super::{
    Element, Leaflet, LeafletBlock, LeafletBullet, LeafletContact, LeafletPicture, LeafletRisk,
    Piece, Words,
};
use crate::base::invariant::PartOf;
use crate::model::language::{Direction, Phrase};

/// Begins a run that runs from left to right.
const LEFT_TO_RIGHT: &str = "\u{2066}";
/// Begins a run that runs from right to left.
const RIGHT_TO_LEFT: &str = "\u{2067}";
/// Ends a run.
const END: &str = "\u{2069}";
/// Inside an isolate: every character of what follows runs from left to right, Arabic figures too.
const OVERRIDE: &str = "\u{202d}";
/// Ends an override.
const END_OVERRIDE: &str = "\u{202c}";
/// Parts no line: it stands behind a space that keeps two words together.
pub const JOINER: char = '\u{2060}';

/// Fewest figures of a number that is surely dialled, as no quantity in a leaflet has so many in groups.
const DIALLED: usize = 7;

/// Fewest figures of a number that is dialled where it begins with a nought.
const DIALLED_WITH_NOUGHT: usize = 5;

/// Whether this character orders or joins what stands round it, and prints nothing.
pub fn is_unseen(character: char) -> bool {
    matches!(character, '\u{2066}'..='\u{2069}' | '\u{202a}'..='\u{202e}' | JOINER)
}

/// The direction of a text by itself: that of its first letter; `None` if it has no letter.
pub fn own_direction(text: &str) -> Option<Direction> {
    text.chars()
        .find_map(|character| match bidi_class(character) {
            BidiClass::L => Some(Direction::LeftToRight),
            BidiClass::R | BidiClass::AL => Some(Direction::RightToLeft),
            _ => None,
        })
}

/// Whether a text holds anything that is written from right to left.
pub fn has_right_to_left(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|character| kind(character) == Kind::Right)
}

/// Whether a text is in Arabic letters or figures, which have a typeface and a size of their own.
pub fn is_arabic(text: &str) -> bool {
    let is_figure = |character| matches!(character, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}');
    has_right_to_left(text) || text.chars().any(is_figure)
}

/// A value with a direction of its own, such as a name, an address or a source, for a line of this
/// direction: in an isolate if it runs the other way.
pub fn value(text: &str, line: Direction) -> String {
    let mut pieces = Piece::plain(text);
    isolate_value(&mut pieces, line);
    plain(pieces)
}

/// A value with a direction of its own, that may hold marks.
pub fn isolate_value(words: &mut Words, line: Direction) {
    let mut leaves = Vec::new();
    leaves_of(words, &mut leaves);
    let own = leaves.iter().find_map(|leaf| own_direction(leaf));
    let Some(own) = own.filter(|own| *own != line) else {
        isolate(words, line);
        return;
    };
    isolate(words, own);
    let mut leaves = Vec::new();
    leaves_of(words, &mut leaves);
    if let Some(first) = leaves.first_mut() {
        first.insert_str(0, opener(own));
    }
    if let Some(last) = leaves.last_mut() {
        last.push_str(END);
    }
}

/// Words that run from right to left, for a line that does not.
pub fn right_to_left(words: &str) -> String {
    format!("{RIGHT_TO_LEFT}{words}{END}")
}

/// Words that run from left to right, for a line that does not.
pub fn left_to_right(words: &str) -> String {
    format!("{LEFT_TO_RIGHT}{words}{END}")
}

/// What is dialled: it runs from left to right, if it is made of figures and punctuation alone.
pub fn dialled(number: &str, line: Direction) -> String {
    if line == Direction::LeftToRight || own_direction(number).is_some() || number.is_empty() {
        return value(number, line);
    }
    let is_arabic = |character: char| bidi_class(character) == BidiClass::AN;
    if number.contains(is_arabic) {
        format!("{LEFT_TO_RIGHT}{OVERRIDE}{number}{END_OVERRIDE}{END}")
    } else {
        format!("{LEFT_TO_RIGHT}{number}{END}")
    }
}

/// A running text with its runs of the other direction in isolates.
pub fn running(text: &str, line: Direction) -> String {
    let mut pieces = Piece::plain(text);
    isolate(&mut pieces, line);
    plain(pieces)
}

/// The words of running text without marks.
pub(super) fn plain(mut pieces: Words) -> String {
    let mut leaves = Vec::new();
    leaves_of(&mut pieces, &mut leaves);
    leaves.iter().map(|leaf| leaf.as_str()).collect()
}

/// Puts the runs of the other direction of a running text into isolates. Those that are there stay.
pub fn isolate(words: &mut Words, line: Direction) {
    let mut leaves = Vec::new();
    leaves_of(words, &mut leaves);
    let whole: String = leaves.iter().map(|leaf| leaf.as_str()).collect();
    let is_plain = line == Direction::LeftToRight && !has_right_to_left(&whole);
    if is_plain || whole.is_empty() {
        return;
    }
    let characters = placed_characters(&whole);
    let mut found = Vec::new();
    plan(&characters, line, &mut found);
    if found.is_empty() {
        return;
    }
    // An opening character goes into the piece in which its run begins, a closing one into that in which it
    // ends.
    let mut at = 0;
    for leaf in leaves {
        let end = at + leaf.len();
        let mut written = String::with_capacity(leaf.len() + 6);
        let mut from = at;
        for mark in &found {
            let is_here = if mark.opens {
                (at..end).contains(&mark.at)
            } else {
                at < mark.at && mark.at <= end
            };
            if is_here {
                written.push_str(whole.part(from..mark.at));
                written.push_str(mark.character);
                from = mark.at;
            }
        }
        written.push_str(whole.part(from..end));
        *leaf = written;
        at = end;
    }
}

/// Keeps a day with its month: no line ends behind a figure that a word follows.
pub fn keep_days_together(text: &str) -> String {
    let mut kept = String::with_capacity(text.len() + 3);
    let mut characters = text.chars().peekable();
    let mut before = None;
    while let Some(character) = characters.next() {
        kept.push(character);
        let is_behind_figure = before.is_some_and(char::is_numeric);
        if character == ' '
            && is_behind_figure
            && characters.peek().is_some_and(|next| next.is_alphabetic())
        {
            kept.push(JOINER);
        }
        before = Some(character);
    }
    kept
}

/// Puts every text of a leaflet in order.
pub(super) fn isolate_leaflet(leaflet: &mut Leaflet) {
    let line = leaflet.direction;
    leaflet.phrases = leaflet.phrases.map(|phrase, text| match phrase {
        // This one is filled in page by page.
        Phrase::PageOf => text.clone(),
        _ => running(text, line),
    });
    for prompt in &mut leaflet.prompts {
        *prompt = running(prompt, line);
    }
    let mut each = |words: &mut Words| isolate(words, line);
    let masthead = &mut leaflet.masthead;
    each(&mut masthead.name);
    masthead.tagline.iter_mut().for_each(&mut each);
    if let Some((name, lines)) = &mut masthead.person {
        each(name);
        lines.iter_mut().for_each(&mut each);
    }
    each(&mut leaflet.title);
    leaflet.subtitle.iter_mut().for_each(&mut each);
    leaflet.category.iter_mut().for_each(&mut each);
    leaflet.summary.iter_mut().for_each(&mut each);
    leaflet.quiet.iter_mut().for_each(&mut each);
    leaflet.foot.iter_mut().for_each(&mut each);
    leaflet
        .introduction
        .iter_mut()
        .for_each(|block| each_of_block(block, &mut each));
    for section in &mut leaflet.sections {
        each(&mut section.heading);
        section
            .blocks
            .iter_mut()
            .for_each(|block| each_of_block(block, &mut each));
    }
    leaflet.about.iter_mut().for_each(&mut each);
    leaflet.sources.iter_mut().for_each(&mut each);
    leaflet
        .contacts
        .iter_mut()
        .for_each(|contact| each_of_contact(contact, &mut each));
    leaflet.closing.iter_mut().for_each(&mut each);
}

fn each_of_block(block: &mut LeafletBlock, each: &mut impl FnMut(&mut Words)) {
    match block {
        LeafletBlock::Paragraph { text, .. }
        | LeafletBlock::Urgent { text, .. }
        | LeafletBlock::KeyPoint(text) => each(text),
        LeafletBlock::Bullets(bullets) => each_of_bullets(bullets, each),
        LeafletBlock::ProcedureSteps(steps) => {
            for (step, text) in steps {
                each(step);
                text.iter_mut().for_each(&mut *each);
            }
        }
        LeafletBlock::Risks(risks) => {
            for risk in risks {
                let LeafletRisk {
                    risk,
                    leads_to,
                    how_often,
                    source,
                    squares: _,
                } = risk;
                each(risk);
                let more = [leads_to, how_often, source];
                more.into_iter().flatten().for_each(&mut *each);
            }
        }
        LeafletBlock::Comparison {
            first_column,
            columns,
            rows,
        } => {
            each(first_column);
            columns.iter_mut().for_each(&mut *each);
            for (point, cells) in rows {
                each(point);
                cells.iter_mut().flatten().for_each(&mut *each);
            }
        }
        LeafletBlock::Figure {
            pictures, caption, ..
        } => each_of_figure(pictures, caption, each),
        LeafletBlock::WarningSigns { signs, .. } => {
            for (sign, what_to_do) in signs {
                each(sign);
                what_to_do.iter_mut().for_each(&mut *each);
            }
        }
        LeafletBlock::AtAGlance { facts, .. } => {
            for fact in facts {
                each(&mut fact.label);
                each(&mut fact.words);
            }
        }
        LeafletBlock::Prepare(preparations) => {
            for (when, to_do) in preparations {
                when.iter_mut().chain(to_do).for_each(&mut *each);
            }
        }
        LeafletBlock::DoAndDont {
            to_do, not_to_do, ..
        } => to_do.iter_mut().chain(not_to_do).for_each(each),
        LeafletBlock::Timeline(moments) => {
            for moment in moments {
                each(&mut moment.when);
                each(&mut moment.what);
            }
        }
        LeafletBlock::Medicines { head, rows, .. } => {
            head.iter_mut().for_each(&mut *each);
            for (medicine, cells) in rows {
                each(medicine);
                cells.iter_mut().flatten().for_each(&mut *each);
            }
        }
        LeafletBlock::Benefits(benefits) => benefits.iter_mut().for_each(each),
        LeafletBlock::Terms(terms) => {
            for (term, meaning) in terms {
                each(term);
                each(meaning);
            }
        }
        LeafletBlock::Question {
            question, answer, ..
        } => {
            each(question);
            for part in answer {
                each_of_block(part, each);
            }
        }
        LeafletBlock::Contact(contact) => each_of_contact(contact, each),
        LeafletBlock::SubHeading { heading, .. } => each(heading),
        LeafletBlock::Elements(elements) => each_of_elements(elements, each),
    }
}

fn each_of_elements(elements: &mut [Element], each: &mut impl FnMut(&mut Words)) {
    for element in elements {
        match element {
            Element::Heading { words, .. } | Element::Paragraph(words) => each(words),
            Element::Lines(lines) => lines.iter_mut().for_each(&mut *each),
            Element::List { head, items, .. } => {
                head.iter_mut().for_each(&mut *each);
                for item in items {
                    each_of_elements(item, each);
                }
            }
            Element::Table { head, rows } => {
                head.iter_mut().for_each(&mut *each);
                for (point, cells) in rows {
                    each(point);
                    cells.iter_mut().flatten().for_each(&mut *each);
                }
            }
            Element::Note {
                label, elements, ..
            } => {
                each(label);
                each_of_elements(elements, each);
            }
            Element::Figure { pictures, caption } => each_of_figure(pictures, caption, each),
            // Their words are in order when they are made.
            Element::Facts(_) => {}
        }
    }
}

fn each_of_figure(
    pictures: &mut [LeafletPicture],
    caption: &mut Option<Words>,
    each: &mut impl FnMut(&mut Words),
) {
    caption.iter_mut().for_each(&mut *each);
    for picture in pictures {
        picture.heading.iter_mut().for_each(&mut *each);
        for label in &mut picture.labels {
            each(&mut label.words);
        }
    }
}

fn each_of_bullets(bullets: &mut [LeafletBullet], each: &mut impl FnMut(&mut Words)) {
    for bullet in bullets {
        each(&mut bullet.text);
        each_of_bullets(&mut bullet.bullets, each);
    }
}

fn each_of_contact(contact: &mut LeafletContact, each: &mut impl FnMut(&mut Words)) {
    each(&mut contact.name);
    contact.lines.iter_mut().for_each(each);
}

/// The strings of running text, in their order.
fn leaves_of<'a>(words: &'a mut [Piece], leaves: &mut Vec<&'a mut String>) {
    for piece in words {
        match piece {
            Piece::Words(words)
            | Piece::Link { words, .. }
            | Piece::Superscript(words)
            | Piece::Subscript(words) => leaves.push(words),
            Piece::Strong(inner) => leaves_of(inner, leaves),
        }
    }
}

fn opener(direction: Direction) -> &'static str {
    match direction {
        Direction::LeftToRight => LEFT_TO_RIGHT,
        Direction::RightToLeft => RIGHT_TO_LEFT,
    }
}

/// What a character says about direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A letter that runs from left to right.
    Left,
    /// A letter, or a mark between words, that runs from right to left.
    Right,
    /// A figure, which runs from left to right whatever stands round it.
    Figure,
    /// A mark on the letter before it.
    OnLetter,
    /// What is in an isolate already.
    Apart,
    /// Anything else, which takes the direction of what stands round it.
    Neutral,
}

fn kind(character: char) -> Kind {
    // The marks between Arabic words have no direction of their own, but belong to such words.
    if matches!(character, '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{6d4}') {
        return Kind::Right;
    }
    match bidi_class(character) {
        BidiClass::L => Kind::Left,
        BidiClass::R | BidiClass::AL => Kind::Right,
        BidiClass::EN | BidiClass::AN => Kind::Figure,
        BidiClass::NSM => Kind::OnLetter,
        _ => Kind::Neutral,
    }
}

/// A character of a text.
#[derive(Debug, Clone, Copy)]
struct Placed {
    at: usize,
    character: char,
    kind: Kind,
}

impl Placed {
    fn end(&self) -> usize {
        self.at + self.character.len_utf8()
    }
}

fn placed_characters(text: &str) -> Vec<Placed> {
    let mut depth = 0_usize;
    let characters = text.char_indices().map(|(at, character)| {
        let opens = matches!(character, '\u{2066}'..='\u{2068}');
        let closes = character == '\u{2069}';
        depth += usize::from(opens);
        let kind = if depth > 0 || closes {
            Kind::Apart
        } else {
            kind(character)
        };
        depth = depth.saturating_sub(usize::from(closes));
        Placed {
            at,
            character,
            kind,
        }
    });
    characters.collect()
}

/// A character to be put into a text.
#[derive(Debug, PartialEq, Eq)]
struct Mark {
    at: usize,
    character: &'static str,
    opens: bool,
}

fn open(found: &mut Vec<Mark>, at: usize, character: &'static str) {
    found.push(Mark {
        at,
        character,
        opens: true,
    });
}

fn close(found: &mut Vec<Mark>, at: usize, character: &'static str) {
    found.push(Mark {
        at,
        character,
        opens: false,
    });
}

/// Finds the runs of the other direction.
fn plan(characters: &[Placed], line: Direction, found: &mut Vec<Mark>) {
    let has = |wanted: Kind| characters.iter().any(|character| character.kind == wanted);
    let (own, other) = match line {
        Direction::LeftToRight => (Kind::Left, Kind::Right),
        Direction::RightToLeft => (Kind::Right, Kind::Left),
    };
    // What is of the other direction throughout is one run, with all its marks.
    if has(other) && !has(own) && !has(Kind::Apart) {
        put_apart(without_spaces(characters), line, found);
        return;
    }
    let starts = |character: &Placed| {
        character.kind == other
            || (line == Direction::RightToLeft && character.kind == Kind::Figure)
    };
    let mut from = 0;
    // What stands before it is in a run already: no character belongs to two.
    let mut free = 0;
    while let Some(first) =
        (from..characters.len()).find(|at| characters.get(*at).is_some_and(starts))
    {
        let mut last = first;
        let mut at = first + 1;
        while let Some(character) = characters.get(at) {
            let is_list_mark = matches!(character.character, '·' | '•' | '|')
                && characters
                    .get(at + 1)
                    .is_some_and(|next| next.character == ' ');
            match character.kind {
                kind if kind == own || kind == Kind::Apart || is_list_mark => break,
                Kind::OnLetter if at == last + 1 => last = at,
                Kind::Figure if line == Direction::LeftToRight => {}
                Kind::Left | Kind::Right | Kind::Figure => last = at,
                Kind::OnLetter | Kind::Apart | Kind::Neutral => {}
            }
            at += 1;
        }
        from = last + 1;
        for (first, last) in whole_brackets(characters, first, last) {
            from = from.max(last + 1);
            let Some(run) = characters.get(first..=last) else {
                continue;
            };
            if run.iter().any(|character| character.kind == other) {
                let (first, last) = with_marks(characters, free, first, last, line);
                free = last + 1;
                from = from.max(free);
                put_apart(characters.part(first..=last), line, found);
            } else {
                free = numbers(characters, free, first, last, found);
                from = from.max(free);
            }
        }
    }
}

/// Puts one run of the other direction into an isolate, and what runs against it there into another.
fn put_apart(run: &[Placed], line: Direction, found: &mut Vec<Mark>) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return;
    };
    let own = match line {
        Direction::LeftToRight => Direction::RightToLeft,
        Direction::RightToLeft => Direction::LeftToRight,
    };
    open(found, first.at, opener(own));
    if own == Direction::RightToLeft {
        plan(run, own, found);
    }
    close(found, last.end(), END);
}

fn without_spaces(characters: &[Placed]) -> &[Placed] {
    let is_word = |character: &Placed| !character.character.is_whitespace();
    let first = characters.iter().position(is_word).unwrap_or(0);
    let last = characters.iter().rposition(is_word).map_or(0, |at| at + 1);
    characters.part(first..last)
}

/// Brackets and quotation marks that come in pairs.
const PAIRS: &[(char, char)] = &[
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('“', '”'),
    ('«', '»'),
    ('‹', '›'),
];

/// A part of a line: its first character and its last.
type Part = (usize, usize);

/// The parts of a run in which every bracket has its other half, or into which its other half can be
/// taken.
fn whole_brackets(characters: &[Placed], first: usize, last: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = vec![(first, last)];
    while let Some((first, last)) = rest.pop() {
        let (whole, behind) = parted_at_bracket(characters, first, last);
        parts.extend(whole);
        rest.extend(behind);
    }
    parts
}

/// A run up to the first bracket without its other half, and what stands behind that bracket.
fn parted_at_bracket(characters: &[Placed], first: usize, last: usize) -> (Vec<Part>, Vec<Part>) {
    let character_at = |at: usize| characters.get(at).map(|character| character.character);
    let closer_of = |character: char| PAIRS.iter().find(|(open, _)| *open == character);
    let opener_of = |character: char| PAIRS.iter().find(|(_, close)| *close == character);
    let mut start = first;
    let mut open_at: Vec<usize> = Vec::new();
    for at in first..=last {
        let Some(character) = character_at(at) else {
            break;
        };
        if closer_of(character).is_some() {
            open_at.push(at);
        } else if let Some((opener, _)) = opener_of(character) {
            if open_at.pop().is_some() {
                continue;
            }
            let before = start.checked_sub(1);
            if before.and_then(character_at) == Some(*opener) {
                start -= 1;
            } else {
                // Its other half stands among words of the line's own direction.
                let whole = trimmed(characters, start, at.saturating_sub(1));
                return (whole, trimmed(characters, at + 1, last));
            }
        }
    }
    let mut last = last;
    while let Some(open) = open_at.pop() {
        let closing = character_at(open)
            .and_then(closer_of)
            .map(|(_, close)| *close);
        // Marks such as a full stop may stand before the bracket that closes.
        let is_mark = |at: &usize| {
            characters.get(*at).is_some_and(|character| {
                character.kind == Kind::Neutral && !character.character.is_whitespace()
            })
        };
        let mut marks = (last + 1..characters.len()).take_while(is_mark);
        match marks.find(|at| character_at(*at) == closing) {
            Some(at) => last = at,
            None => {
                let whole = trimmed(characters, start, open.saturating_sub(1));
                return (whole, trimmed(characters, open + 1, last));
            }
        }
    }
    (vec![(start, last)], Vec::new())
}

/// A part of a run from its first letter or figure to its last; none if it has neither.
fn trimmed(characters: &[Placed], first: usize, last: usize) -> Vec<Part> {
    let is_word = |at: &usize| {
        characters.get(*at).is_some_and(|character| {
            matches!(character.kind, Kind::Left | Kind::Right | Kind::Figure)
        })
    };
    let mut inside = (first..=last).filter(is_word);
    let Some(start) = inside.next() else {
        return Vec::new();
    };
    vec![(start, inside.next_back().unwrap_or(start))]
}

/// Characters that belong to the figure or word behind them.
const BEFORE: &[char] = &[
    '+', '-', '−', '±', '#', '*', '@', '$', '€', '£', '₹', '<', '>', '≤', '≥', '≈', '~',
];

/// Characters that belong to the figure or word before them.
const BEHIND: &[char] = &['%', '‰', '°', '′', '″', '+', '#', '®', '™', '©'];

/// Characters that make the figure before them a quantity, which nobody dials.
const UNITS: &[char] = &['%', '‰', '°', '′', '″'];

/// Signs of comparison, which may stand a space away from their figure.
const COMPARISONS: &[char] = &['<', '>', '≤', '≥', '≈', '±'];

/// A run with the characters that belong to its first and its last word, of those from `free` on.
fn with_marks(
    characters: &[Placed],
    free: usize,
    first: usize,
    last: usize,
    line: Direction,
) -> (usize, usize) {
    let character_at = |at: usize| characters.get(at).map(|character| character.character);
    if line == Direction::LeftToRight {
        // Marks of the run's own writing.
        return (first, last);
    }
    let mut first = first;
    let before = |at: usize| {
        let before = at.checked_sub(1).filter(|at| *at >= free);
        before.and_then(character_at)
    };
    let begins_word = |at: usize| {
        let kind = at.checked_sub(1).and_then(|at| characters.get(at));
        kind.is_none_or(|character| character.kind == Kind::Neutral)
    };
    while before(first).is_some_and(|character| BEFORE.contains(&character))
        && begins_word(first - 1)
    {
        first -= 1;
    }
    let is_figure = characters
        .get(first)
        .is_some_and(|character| character.kind == Kind::Figure);
    if is_figure
        && before(first) == Some(' ')
        && first
            .checked_sub(1)
            .and_then(before)
            .is_some_and(|character| COMPARISONS.contains(&character))
    {
        first -= 2;
    }
    let mut last = last;
    while character_at(last + 1).is_some_and(|character| BEHIND.contains(&character)) {
        last += 1;
    }
    // An address ends with its slash.
    let word_start = (first..=last)
        .rev()
        .find(|at| character_at(*at).is_some_and(char::is_whitespace))
        .map_or(first, |at| at + 1);
    let word: String = (word_start..=last).filter_map(character_at).collect();
    let is_address = word.contains("://") || word.starts_with("www.");
    while is_address
        && character_at(last + 1).is_some_and(|character| "/=?&#-_~".contains(character))
    {
        last += 1;
    }
    (first, last)
}

/// Puts numbers into isolates: what is dialled as one, other numbers one by one, with the characters that
/// belong to them, of those from `free` on. Gives the first character behind all of them.
fn numbers(
    characters: &[Placed],
    mut free: usize,
    first: usize,
    last: usize,
    found: &mut Vec<Mark>,
) -> usize {
    let character_at = |at: usize| characters.get(at).map(|character| character.character);
    let is_figure = |at: usize| {
        characters
            .get(at)
            .is_some_and(|one| one.kind == Kind::Figure)
    };
    let mut from = first;
    while from <= last {
        // A part without a mark between sentences or entries of a list.
        let is_between = |at: usize| {
            let Some(character) = character_at(at) else {
                return true;
            };
            let is_space_behind = character_at(at + 1).is_none_or(char::is_whitespace);
            let is_space_before = at.checked_sub(1).and_then(character_at) == Some(' ');
            (matches!(character, ',' | ';' | '.' | ':' | '!' | '?') && is_space_behind)
                || (matches!(character, '/' | '|' | '·' | '•' | '=') && is_space_before)
        };
        let stop = (from..=last).find(|at| is_between(*at)).unwrap_or(last + 1);
        let part = trimmed(characters, from, stop.saturating_sub(1));
        for (mut first, mut last) in part {
            let holds_closing = (first..=last).any(|at| character_at(at) == Some(')'));
            if holds_closing
                && let Some(opening) = first.checked_sub(1).filter(|at| *at >= from)
                && character_at(opening) == Some('(')
            {
                first = opening;
            }
            while let Some(before) = first.checked_sub(1).filter(|at| *at >= free)
                && character_at(before)
                    .is_some_and(|character| matches!(character, '+' | '*' | '#'))
            {
                first = before;
            }
            while character_at(last + 1).is_some_and(|character| matches!(character, '#' | '*')) {
                last += 1;
            }
            // What a unit follows is a figure, however it begins: +5%.
            let is_quantity =
                character_at(last + 1).is_some_and(|character| UNITS.contains(&character));
            if !is_quantity && isolate_dialled(characters.part(first..=last), found) {
                free = last + 1;
                continue;
            }
            let mut at = first;
            while at <= last {
                if !is_figure(at) {
                    at += 1;
                    continue;
                }
                let mut stop = at;
                // Figures with one character between them: 1,000 or 3.5 or 12:30 or 120/80.
                loop {
                    if is_figure(stop + 1) {
                        stop += 1;
                    } else if character_at(stop + 1)
                        .is_some_and(|character| ".,:/'’٫٬".contains(character))
                        && is_figure(stop + 2)
                    {
                        stop += 2;
                    } else {
                        break;
                    }
                }
                let is_arabic = characters
                    .get(at)
                    .is_some_and(|character| bidi_class(character.character) == BidiClass::AN);
                let (start, finish) =
                    with_marks(characters, free, at, stop, Direction::RightToLeft);
                at = finish + 1;
                free = finish + 1;
                if isolate_dialled(characters.part(start..=finish), found) {
                    continue;
                }
                // Arabic figures run rightly by themselves, and their marks stand on the left.
                if !is_arabic
                    && let (Some(start), Some(finish)) =
                        (characters.get(start), characters.get(finish))
                {
                    open(found, start.at, LEFT_TO_RIGHT);
                    close(found, finish.end(), END);
                }
            }
        }
        from = stop + 1;
    }
    free.max(last + 1)
}

/// Isolates figures and what stands between them, if they are dialled.
fn isolate_dialled(run: &[Placed], found: &mut Vec<Mark>) -> bool {
    let (Some(start), Some(finish)) = (run.first(), run.last()) else {
        return false;
    };
    if !is_dialled(run) {
        return false;
    }
    // Arabic figures with other characters between them run from the right, which is not how they are dialled.
    let has_arabic_figures = run
        .iter()
        .any(|character| bidi_class(character.character) == BidiClass::AN);
    open(found, start.at, LEFT_TO_RIGHT);
    if has_arabic_figures {
        open(found, start.at, OVERRIDE);
        close(found, finish.end(), END_OVERRIDE);
    }
    close(found, finish.end(), END);
    true
}

/// Whether figures and what stands between them are dialled, or another number of many groups.
fn is_dialled(run: &[Placed]) -> bool {
    let text: String = run.iter().map(|character| character.character).collect();
    let figures = run
        .iter()
        .filter(|character| character.kind == Kind::Figure)
        .count();
    let is_of_telephones = |character: &Placed| {
        character.kind == Kind::Figure || " \u{a0}()+-–‑./*#".contains(character.character)
    };
    if !run.iter().all(is_of_telephones) {
        return false;
    }
    if text.starts_with(['+', '*', '#', '(']) {
        return true;
    }
    let is_no_figure = |character: char| kind(character) != Kind::Figure;
    let groups: Vec<&str> = text
        .split(is_no_figure)
        .filter(|group| !group.is_empty())
        .collect();
    let length = |group: &str| group.chars().count();
    // A number in groups of three: 10 000.
    if let [first, rest @ ..] = groups.as_slice()
        && !rest.is_empty()
        && length(first) <= 3
        && rest.iter().all(|group| length(group) == 3)
        && text
            .chars()
            .all(|character| !is_no_figure(character) || character.is_whitespace())
    {
        return true;
    }
    if let [one, other] = groups.as_slice() {
        let between = text.trim_start_matches(|character| !is_no_figure(character));
        let between = between
            .trim_end_matches(|character| !is_no_figure(character))
            .trim();
        let is_year = |group: &str| (1800..2200).contains(&number(group));
        if matches!(between, "-" | "–" | "‑") && is_year(one) && is_year(other) {
            return false;
        }
    }
    let begins_with_nought = groups
        .first()
        .is_some_and(|group| length(group) > 2 && group.chars().next().map(figure) == Some(0));
    let has_dashes = text.matches(['-', '–', '‑']).count() > 1;
    (groups.len() > 1 && figures >= DIALLED)
        || (begins_with_nought && figures >= DIALLED_WITH_NOUGHT)
        || (has_dashes && groups.len() > 2)
}

/// The number that figures write.
fn number(figures: &str) -> u32 {
    figures.chars().fold(0, |number: u32, character| {
        number.saturating_mul(10).saturating_add(figure(character))
    })
}

/// What a figure counts, in European and in both kinds of Arabic figures.
fn figure(character: char) -> u32 {
    let code = u32::from(character);
    match code {
        0x660..=0x669 => code - 0x660,
        0x6f0..=0x6f9 => code - 0x6f0,
        _ => character.to_digit(10).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Isolates as brackets that can be seen: `<` and `[` begin one from the left and from the right.
    fn shown(text: &str) -> String {
        let characters = text.chars().map(|character| match character {
            '\u{2066}' => '<',
            '\u{2067}' => '[',
            '\u{2069}' => '>',
            '\u{202d}' => '{',
            '\u{202c}' => '}',
            JOINER => '_',
            character => character,
        });
        characters.collect()
    }

    fn in_arabic(text: &str) -> String {
        shown(&running(text, Direction::RightToLeft))
    }

    #[test]
    fn what_is_dialled_is_one_run() {
        for (text, expected) in [
            ("اتصل 011 4055 4055 فورا", "اتصل <011 4055 4055> فورا"),
            ("اتصل +91 11 4055 4055.", "اتصل <+91 11 4055 4055>."),
            ("هاتف (833) 422-4255 ليلا", "هاتف <(833) 422-4255> ليلا"),
            ("هاتف (011 4055 4055)", "هاتف (<011 4055 4055>)"),
            ("هاتف +(44) 20 7946 0000", "هاتف <+(44) 20 7946 0000>"),
            (
                "هاتف 98100-12345، 022 5550 1234",
                "هاتف <98100-12345>، <022 5550 1234>",
            ),
            ("هاتف 011 4055, 022 4055", "هاتف <011 4055>, <022 4055>"),
            ("اطلب *123# أو 112", "اطلب <*123#> أو <112>"),
            ("هاتف ٠١١ ٤٠٥٥ ٤٠٥٥", "هاتف <{٠١١ ٤٠٥٥ ٤٠٥٥}>"),
            ("فون ۰۲۱ ۴۰۵۵ ۴۰۵۵", "فون <۰۲۱ ۴۰۵۵ ۴۰۵۵>"),
            ("يوم 2026-03-01", "يوم <2026-03-01>"),
            ("العدد 10 000 مرة", "العدد <10 000> مرة"),
        ] {
            assert_eq!(in_arabic(text), expected);
        }
        assert_eq!(shown(&dialled("108", Direction::RightToLeft)), "<108>");
        assert_eq!(
            shown(&dialled("011 4055 تحويلة 5", Direction::RightToLeft)),
            "<011 4055> تحويلة <5>"
        );
        assert_eq!(dialled("011 4055", Direction::LeftToRight), "011 4055");
    }

    #[test]
    fn figures_keep_their_signs_and_spans_run_as_the_line_does() {
        for (text, expected) in [
            ("نسبة 80% من", "نسبة <80%> من"),
            ("حرارة 38 °C أو", "حرارة <38 °C> أو"),
            ("فوق > 38.5 درجة", "فوق <> 38.5> درجة"),
            ("ضغط 120/80 عادي", "ضغط <120/80> عادي"),
            ("من 30-45 دقيقة", "من <30>-<45> دقيقة"),
            ("9:00–17:00", "<9:00>–<17:00>"),
            ("2024-2026", "<2024>-<2026>"),
            ("خذ 2 × 500 mg يوميا", "خذ <2 × 500 mg> يوميا"),
            ("نسبة ٨٠٪ من", "نسبة ٨٠٪ من"),
            ("1 من 1,000", "<1> من <1,000>"),
            // A character between two figures belongs to one of them.
            ("1%+٣", "<1%+>٣"),
            ("1%+2", "<1%+><2>"),
            ("+٣%1", "+٣%<1>"),
            ("خذ +5% منه", "خذ <+5%> منه"),
        ] {
            assert_eq!(in_arabic(text), expected);
        }
    }

    #[test]
    fn names_and_terms_keep_their_brackets_and_hyphens() {
        for (text, expected) in [
            ("ثم L4-L5 level هنا", "ثم <L4-L5 level> هنا"),
            ("MIS-TLIF and OLIF", "<MIS-TLIF and OLIF>"),
            ("أحمد (طبيب) هنا", "أحمد (طبيب) هنا"),
            (
                "دواء (aspirin, warfarin) هنا",
                "دواء (<aspirin, warfarin>) هنا",
            ),
            ("Walls (RWW-19) هنا", "<Walls (RWW-19)> هنا"),
            ("فحص MRI (قديم) scan", "فحص <MRI> (قديم) <scan>"),
            ("فحص (قديم MRI) scan هنا", "فحص (قديم <MRI>) <scan> هنا"),
            ("فحص MRI، CT، ECG.", "فحص <MRI>، <CT>، <ECG>."),
            ("Take 2 tablets (500 mg).", "<Take 2 tablets (500 mg).>"),
            (
                "موقع https://www.a.example/b/ هنا",
                "موقع <https://www.a.example/b/> هنا",
            ),
            ("قسم · Unit-2 · Block C", "قسم · <Unit-2> · <Block C>"),
        ] {
            assert_eq!(in_arabic(text), expected);
        }
        let name = value("St. Mary’s (Trust), Block C-12.", Direction::RightToLeft);
        assert_eq!(shown(&name), "<St. Mary’s (Trust), Block C-12.>");
        assert_eq!(shown(&value("أحمد", Direction::RightToLeft)), "أحمد");
        assert_eq!(
            shown(&value("12/4 Ring Road, أحمد (2).", Direction::RightToLeft)),
            "<12/4 Ring Road, [أحمد> (2).>"
        );
    }

    #[test]
    fn arabic_words_are_kept_together_in_lines_from_the_left() {
        let in_english = |text: &str| shown(&running(text, Direction::LeftToRight));
        assert_eq!(
            in_english("no letters of the kind - 5"),
            "no letters of the kind - 5"
        );
        assert_eq!(in_english("see أحمد علي, now"), "see [أحمد علي>, now");
        assert_eq!(in_english("see أحمد (طبيب) now"), "see [أحمد (طبيب)> now");
        assert_eq!(in_english("see أحمد 2 علي 3"), "see [أحمد <2> علي> 3");
        assert_eq!(in_english("أهلا، 5 مرات!"), "[أهلا، <5> مرات!>");
    }

    #[test]
    fn a_run_may_begin_in_one_piece_and_end_in_another() {
        let mut words = vec![
            Piece::Words("ثم H".to_owned()),
            Piece::Subscript("2".to_owned()),
            Piece::Strong(Piece::plain("O-x")),
            Piece::Words(" هنا".to_owned()),
        ];
        isolate(&mut words, Direction::RightToLeft);
        let expected = vec![
            Piece::Words("ثم \u{2066}H".to_owned()),
            Piece::Subscript("2".to_owned()),
            Piece::Strong(Piece::plain("O-x\u{2069}")),
            Piece::Words(" هنا".to_owned()),
        ];
        assert_eq!(words, expected);
        // What is in order stays as it is.
        isolate(&mut words, Direction::RightToLeft);
        assert_eq!(words, expected);
    }

    #[test]
    fn a_day_stays_with_its_month() {
        assert_eq!(
            shown(&keep_days_together("19 October 2018")),
            "19 _October 2018"
        );
        assert_eq!(shown(&keep_days_together("May 3, 2018")), "May 3, 2018");
    }

    /// Fails unless nothing but isolates was added, and each of them is closed.
    fn judge(text: &str, made: &str) -> Result<(), TestCaseError> {
        let seen: String = made
            .chars()
            .filter(|character| !is_unseen(*character))
            .collect();
        prop_assert_eq!(&seen, text);
        let mut open = Vec::new();
        for character in made.chars().filter(|character| is_unseen(*character)) {
            match character {
                '\u{2069}' => {
                    let is_isolate = matches!(open.pop(), Some('\u{2066}' | '\u{2067}'));
                    prop_assert!(is_isolate);
                }
                '\u{202c}' => prop_assert_eq!(open.pop(), Some('\u{202d}')),
                character => open.push(character),
            }
        }
        prop_assert!(open.is_empty(), "{}", shown(made));
        Ok(())
    }

    fn all_ways(text: &str, is_left: bool) -> (Direction, [String; 3]) {
        let line = if is_left {
            Direction::LeftToRight
        } else {
            Direction::RightToLeft
        };
        (
            line,
            [running(text, line), value(text, line), dialled(text, line)],
        )
    }

    /// Words of leaflets.
    const WORDS: [&str; 12] = [
        "أحمد",
        "علي،",
        "(طبيب)",
        "«قسم»",
        "هنا.",
        "هل؟",
        "MRI",
        "L4-L5",
        "Dr.",
        "(aspirin)",
        "“Unit”",
        "mg",
    ];

    /// Numbers of leaflets, each of which stands between words.
    const NUMBERS: [&str; 13] = [
        "",
        "5",
        "1,000",
        "80%",
        "+5%",
        "38°",
        "30-45",
        "011 4055 4055",
        "+91 11 4055 4055",
        "(833) 422-4255",
        "٣",
        "٨٠٪",
        "٠١١ ٤٠٥٥ ٤٠٥٥",
    ];

    proptest! {
        #[test]
        fn nothing_else_is_added_and_every_isolate_is_closed(
            text in "[a-c1-3 ().,:+%/أبج٣،؟°“”#*≥=·@\\[\\]«»-]{0,24}",
            is_left in any::<bool>(),
        ) {
            let (line, all) = all_ways(&text, is_left);
            for made in all {
                judge(&text, &made)?;
                judge(&text, &running(&made, line))?;
            }
        }

        #[test]
        fn what_is_in_order_is_not_changed_again(
            pairs in prop::collection::vec((0..WORDS.len(), 0..NUMBERS.len()), 0..8),
            is_left in any::<bool>(),
        ) {
            let pairs = pairs.iter().map(|(word, number)| format!("{} {}", WORDS[*word], NUMBERS[*number]));
            let text = pairs.collect::<Vec<_>>().join(" ");
            let (line, all) = all_ways(&text, is_left);
            for made in all {
                prop_assert_eq!(&running(&made, line), &made);
            }
        }
    }
}
