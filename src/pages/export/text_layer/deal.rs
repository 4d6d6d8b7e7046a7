//! Which letters of a syllable each of its shapes says.
//!
//! In: the letters of one syllable, and for each of its shapes, in the order in which they are drawn,
//! whether it takes room on the line. Out: some letters for each. Promise: joined in that order they are
//! the syllable (in a script from right to left: joined from the end); no shape is left without letters.
//!
//! Why not by meaning: a shape may be drawn before the letter that it belongs to (the Hindi `ि`), or be
//! several letters at once. Readers join what they find, so that order is all that counts. And some hold
//! whatever says a mark for a shape that takes no room (PDF.js), or garble what says more than one letter
//! (Ghostscript 10.00): so each shape says one letter, and a mark goes to a shape that takes no room. Where
//! the shapes are too few for that, [`Dealer::with_blanks`] says where invisible ones help.

use crate::base::invariant::PartOf;
use std::cell::RefCell;
use std::collections::HashMap;

use unicode_bidi::{BidiClass, bidi_class};
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Most letters of a syllable, and most shapes, for which the best way is looked for. The longest
/// syllables of honest words have a dozen.
const MOST: usize = 40;

/// Most invisible shapes that a syllable is given.
const MOST_BLANKS: usize = 8;

/// What it costs that a shape with room on the line says a mark, that a shape says one letter more, and that
/// one without room says a letter that has some: what most readers stumble over costs most.
const MARK_WITH_ROOM: usize = 20;
const FURTHER_LETTER: usize = 4;
const LETTER_WITHOUT_ROOM: usize = 1;

/// What is said for a shape that no letter is left for: nothing that is seen or heard (word joiner).
const NOTHING: char = '\u{2060}';

/// Most syllables that are remembered: many times those of a language.
const MOST_REMEMBERED: usize = 20_000;

thread_local! {
    /// What was dealt on this thread: a list of patients has the same syllables again and again.
    static SHARED: RefCell<Dealer> = RefCell::default();
}

/// A syllable, and for each of its shapes whether it takes room.
type Syllable = (String, Vec<bool>);

/// Deals letters to shapes, and remembers how.
#[derive(Default)]
pub(super) struct Dealer {
    known: HashMap<Syllable, Dealt>,
    helped: HashMap<Syllable, Option<Vec<bool>>>,
}

/// Letters for each shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dealt {
    /// In the order in which the shapes are drawn.
    pub(super) letters: Vec<String>,
    cost: usize,
}

impl Dealer {
    /// Works with the dealer of this thread, which remembers.
    pub(super) fn shared<T>(work: impl FnOnce(&mut Self) -> T) -> T {
        SHARED.with_borrow_mut(|dealer| {
            if dealer.known.len() > MOST_REMEMBERED {
                *dealer = Self::default();
            }
            work(dealer)
        })
    }

    /// Deals the letters of a syllable to its shapes; `with_room` says of each whether it takes room on
    /// the line.
    pub(super) fn deal(&mut self, syllable: &str, with_room: &[bool]) -> Dealt {
        let key = (syllable.to_owned(), with_room.to_vec());
        let known = self.known.entry(key);
        known
            .or_insert_with(|| deal_once(syllable, with_room))
            .clone()
    }

    /// The same shapes and invisible ones where these help: for each whether it is one of the given.
    /// `None` where none helps.
    pub(super) fn with_blanks(&mut self, syllable: &str, with_room: &[bool]) -> Option<Vec<bool>> {
        let key = (syllable.to_owned(), with_room.to_vec());
        if let Some(known) = self.helped.get(&key) {
            return known.clone();
        }
        let found = self.look_for_blanks(syllable, with_room);
        self.helped.insert(key, found.clone());
        found
    }

    fn look_for_blanks(&mut self, syllable: &str, with_room: &[bool]) -> Option<Vec<bool>> {
        let from_right = is_from_right(syllable);
        let mut best = self.deal(syllable, with_room).cost;
        let mut shapes: Vec<(bool, bool)> = with_room.iter().map(|room| (true, *room)).collect();
        for _ in 0..MOST_BLANKS {
            let mut better = None;
            for place in 0..=shapes.len() {
                // The nearer to the end of the syllable, the better.
                let place = if from_right {
                    place
                } else {
                    shapes.len() - place
                };
                let mut tried = shapes.clone();
                tried.insert(place, (false, false));
                let rooms: Vec<bool> = tried.iter().map(|(_, room)| *room).collect();
                let cost = self.deal(syllable, &rooms).cost;
                if cost + LETTER_WITHOUT_ROOM < best {
                    best = cost;
                    better = Some(tried);
                }
            }
            match better {
                Some(better) => shapes = better,
                None => break,
            }
        }
        let own: Vec<bool> = shapes.into_iter().map(|(own, _)| own).collect();
        (own.len() > with_room.len()).then_some(own)
    }
}

/// Whether a reader may take what says this for a thing without width: marks, and what is never seen.
pub(super) fn is_mark(letter: char) -> bool {
    matches!(
        letter.general_category(),
        GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark | GeneralCategory::Format
    )
}

/// Whether a syllable is of a script that runs from right to left.
fn is_from_right(syllable: &str) -> bool {
    let mut classes = syllable.chars().map(bidi_class);
    classes
        .find(|class| matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL))
        .is_some_and(|class| class != BidiClass::L)
}

fn deal_once(syllable: &str, with_room: &[bool]) -> Dealt {
    let mut with_room = with_room.to_vec();
    let from_right = is_from_right(syllable);
    if from_right {
        with_room.reverse();
    }
    let mut letters: Vec<char> = syllable.chars().collect();
    if letters.len() < with_room.len() {
        letters = syllable.nfd().collect();
    }
    while letters.len() < with_room.len() {
        letters.push(NOTHING);
    }
    let (mut parts, cost) = if letters.len() > MOST {
        (one_each(&letters, with_room.len()), 0)
    } else {
        cheapest(&letters, &with_room)
    };
    if from_right {
        parts.reverse();
    }
    Dealt {
        letters: parts,
        cost,
    }
}

/// One letter each, and what is left to the last.
fn one_each(letters: &[char], shapes: usize) -> Vec<String> {
    let Some(last) = shapes.checked_sub(1) else {
        return Vec::new();
    };
    let (each, left) = letters.split_at(last.min(letters.len()));
    let each = each.iter().map(|letter| letter.to_string());
    each.chain([left.iter().collect()]).collect()
}

/// The cheapest way; of equal ones, the one in which the first shapes say least.
fn cheapest(letters: &[char], with_room: &[bool]) -> (Vec<String>, usize) {
    let cost_of = |from: usize, to: usize, has_room: bool| -> usize {
        let said = letters.part(from..to).iter();
        let cost = |letter: &char| match (is_mark(*letter), has_room) {
            (true, true) => MARK_WITH_ROOM,
            (false, false) => LETTER_WITHOUT_ROOM,
            _ => 0,
        };
        said.map(cost).sum::<usize>() + (to - from).saturating_sub(1) * FURTHER_LETTER
    };
    // For each first letter that is still to be dealt to the shapes from one on: the least cost, and up
    // to where the first of them takes. From the last shape backwards.
    let nobody = |from: usize| {
        if from == letters.len() {
            Some((0, from))
        } else {
            None
        }
    };
    let mut best: Vec<Option<(usize, usize)>> = (0..=letters.len()).map(nobody).collect();
    let mut ways = Vec::with_capacity(with_room.len());
    for has_room in with_room.iter().rev() {
        let way = (0..=letters.len()).map(|from| {
            let ends = (from + 1)..=letters.len();
            let ways = ends.filter_map(|to| {
                let (behind, _) = (*best.get(to)?)?;
                Some((cost_of(from, to, *has_room) + behind, to))
            });
            ways.min()
        });
        let way: Vec<Option<(usize, usize)>> = way.collect();
        best.clone_from(&way);
        ways.push(way);
    }
    let cost = best.first().copied().flatten().map_or(0, |(cost, _)| cost);
    let mut from = 0;
    let parts = ways.iter().rev().map(|way| {
        let to = way.get(from).copied().flatten().map_or(from, |(_, to)| to);
        let said = letters.part(from..to).iter().collect();
        from = to;
        said
    });
    (parts.collect(), cost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dealt(syllable: &str, with_room: &[bool]) -> Vec<String> {
        Dealer::default().deal(syllable, with_room).letters
    }

    /// The shapes, each with whether it takes room, after invisible ones were added; a dash is one.
    fn blanks(syllable: &str, with_room: &[bool]) -> String {
        let own = Dealer::default().with_blanks(syllable, with_room);
        let own = own.unwrap_or_default().into_iter();
        own.map(|own| if own { 'o' } else { '-' }).collect()
    }

    #[test]
    fn letters_go_to_shapes_in_the_order_of_drawing() {
        assert_eq!(dealt("कि", &[true, true]), ["क", "ि"]);
        assert_eq!(dealt("कु", &[true, false]), ["क", "ु"]);
        // A mark goes where no room is taken, and what follows it too.
        assert_eq!(dealt("क्षि", &[true, false, true]), ["क", "्", "षि"]);
        assert_eq!(dealt("क्ष", &[true, false]), ["क", "्ष"]);
    }

    #[test]
    fn a_letter_of_two_shapes_is_taken_apart() {
        assert_eq!(dealt("கொ", &[true, true, true]), ["க", "ெ", "ா"]);
        assert_eq!(dealt("a", &[true, true]), ["a", "\u{2060}"]);
    }

    #[test]
    fn from_right_to_left_the_first_shape_says_the_end() {
        assert_eq!(dealt("بَ", &[false, true]), ["َ", "ب"]);
        assert_eq!(dealt("بَّ", &[false, true]), ["َّ", "ب"]);
    }

    #[test]
    fn invisible_shapes_take_the_letters_that_nothing_else_can() {
        assert_eq!(blanks("क्ष", &[true]), "o--");
        assert_eq!(blanks("क्षि", &[true, true]), "o-o-");
        assert_eq!(blanks("कु", &[true, false]), "");
        assert_eq!(blanks("कि", &[true, true]), "");
        assert_eq!(blanks("क", &[true]), "");
        assert_eq!(blanks("ffi", &[true]), "o--");
    }

    proptest! {
        #[test]
        fn joined_in_order_the_letters_are_the_syllable(
            syllable in "[कषरिु्\u{200d}ொொa]{1,12}",
            with_room in proptest::collection::vec(any::<bool>(), 1..12),
        ) {
            let parts = dealt(&syllable, &with_room);
            prop_assert_eq!(parts.len(), with_room.len());
            prop_assert!(parts.iter().all(|part| !part.is_empty()));
            let joined: String = parts.concat().replace(NOTHING, "");
            prop_assert_eq!(joined.nfc().collect::<String>(), syllable.nfc().collect::<String>());
        }

        #[test]
        fn no_letters_make_it_panic(
            syllable in any::<String>(),
            with_room in proptest::collection::vec(any::<bool>(), 0..60),
        ) {
            let mut dealer = Dealer::default();
            let _dealt = dealer.deal(&syllable, &with_room);
            let _blanks = dealer.with_blanks(&syllable, &with_room);
        }
    }
}
