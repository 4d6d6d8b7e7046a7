//! What a file may hold, written down as data: the names of its maps, and the form of each value.
//!
//! Nothing goes in; each [`MapForm`] stands beside the function that reads such a map. Its names are
//! those that [`Reading::map`](super::Reading::map) lets pass, and the JSON Schema of `schema` is made
//! of the whole of it: so a name cannot be known to the reader and unknown to an author's editor. What
//! is said of a name stands in the manual alone, and is looked up there by that name.

/// Most characters of a title, heading, name or other plain words: some ten lines of print.
/// Such words stand on one line or a few; more is a paragraph in the wrong place.
pub const MAXIMUM_PLAIN_CHARACTERS: usize = 1_000;

/// A map with fixed names.
#[derive(Debug)]
pub(crate) struct MapForm {
    /// What it is, with its article: "a section".
    pub(crate) what: &'static str,
    /// The Markdown that documents its names; `None` where that is the documentation of what it stands
    /// in.
    pub(crate) documentation: Option<&'static str>,
    /// Its names, in the order of the manual.
    pub(crate) fields: &'static [FieldForm],
}

/// A name in a map, and its value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FieldForm {
    /// The name.
    pub(crate) name: &'static str,
    /// Whether it must be there.
    pub(crate) is_needed: bool,
    /// Another name without which it has no place.
    pub(crate) only_with: Option<&'static str>,
    /// Its value.
    pub(crate) value: ValueForm,
}

/// The form of a value.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ValueForm {
    /// Plain words of at most so many characters.
    Words {
        /// Most characters.
        most: usize,
    },
    /// Running text.
    Text,
    /// Nothing, or quotes with nothing between them.
    Nothing,
    /// A text of a fixed form.
    Written(&'static WrittenForm),
    /// A whole number.
    Number {
        /// The least.
        least: u32,
        /// The largest.
        most: u32,
    },
    /// A word of a closed list.
    Choice(fn() -> Vec<&'static str>),
    /// A list of at least `least` and at most `most` items; `once` where none may come again.
    List {
        /// Fewest items.
        least: usize,
        /// Most items.
        most: usize,
        /// Whether each may stand there once only.
        once: bool,
        /// Each item.
        item: &'static ValueForm,
    },
    /// A map.
    Map(&'static MapForm),
    /// A map whose names are those of something else, each with a sentence about it; all values are of
    /// one form.
    Named {
        /// The names and sentences.
        names: fn() -> Vec<(&'static str, &'static str)>,
        /// Each value.
        value: &'static ValueForm,
    },
    /// A map of one name, which says what its value is.
    OneOf(&'static KindsForm),
    /// A value, or a map of language tags with a value for each.
    InLanguages(&'static ValueForm),
    /// One form or another.
    Either(&'static [ValueForm]),
}

/// A text of a fixed form.
#[derive(Debug)]
pub(crate) struct WrittenForm {
    /// A regular expression of the whole text, in the syntax that ECMA-262 and the crate `regex` share.
    pub(crate) pattern: &'static str,
    /// Most characters.
    pub(crate) most: usize,
    /// Whether YAML may take such a text for a number or for yes and no.
    pub(crate) may_look_like_a_number: bool,
    /// How to write it, as an editor shows it.
    pub(crate) hint: &'static str,
}

/// Kinds, of which a map names one.
#[derive(Debug)]
pub(crate) struct KindsForm {
    /// What each is called: "block".
    pub(crate) name: &'static str,
    /// The kinds in the order of the manual.
    pub(crate) kinds: fn() -> Vec<KindForm>,
}

/// One kind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KindForm {
    /// Its name.
    pub(crate) name: &'static str,
    /// What is behind its name.
    pub(crate) value: ValueForm,
    /// Its documentation, in Markdown.
    pub(crate) documentation: &'static str,
    /// Its example in YAML: a list that begins with one of this kind.
    pub(crate) example: &'static str,
}

impl MapForm {
    /// Its names, for the reader.
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.fields.iter().map(|field| field.name).collect()
    }
}

impl FieldForm {
    /// A name that must be there.
    pub(crate) const fn needed(name: &'static str, value: ValueForm) -> Self {
        Self {
            name,
            is_needed: true,
            only_with: None,
            value,
        }
    }

    /// A name that may be left out.
    pub(crate) const fn optional(name: &'static str, value: ValueForm) -> Self {
        Self {
            is_needed: false,
            ..Self::needed(name, value)
        }
    }

    /// The same, with no place where the other name is left out.
    pub(crate) const fn only_with(self, other: &'static str) -> Self {
        Self {
            only_with: Some(other),
            ..self
        }
    }
}

impl ValueForm {
    /// Plain words, as titles and names are.
    pub(crate) const WORDS: Self = Self::Words {
        most: MAXIMUM_PLAIN_CHARACTERS,
    };

    /// A list of any number of items up to `most`, none among them.
    pub(crate) const fn list_or_none(most: usize, item: &'static Self) -> Self {
        Self::List {
            least: 0,
            most,
            once: false,
            item,
        }
    }

    /// A list of one item or more.
    pub(crate) const fn list(most: usize, item: &'static Self) -> Self {
        Self::List {
            least: 1,
            most,
            once: false,
            item,
        }
    }
}
