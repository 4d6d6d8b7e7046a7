//! The objects of a PDF file as the engine writes them: values read from bytes and written again.
//!
//! In: the bytes of one value. Out: a [`Value`], or `None` where the bytes are none. Promise: no input
//! causes a panic; nesting is bounded; what is not understood is kept as it stands, to the byte. Why
//! our own: the engine's files are plain (no object streams, no indirect lengths), and of each panel a
//! handful of small objects is read a thousand times a second; a reader for all PDF files builds a
//! tree of the whole file first.

use crate::base::invariant::PartOf;

/// Deepest nesting that is read. The engine's objects go four deep.
const DEEPEST: usize = 16;

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// `<< /Key value … >>`, in the order of the file; keys are without their stroke.
    Dictionary(Vec<(Vec<u8>, Value)>),
    /// `[ … ]`.
    Array(Vec<Value>),
    /// `12 0 R`.
    Reference(usize),
    /// A whole number.
    Integer(i64),
    /// `/Name`, without its stroke.
    Name(Vec<u8>),
    /// Anything else, as it stands: a string, a number with a point, `true`.
    Plain(Vec<u8>),
}

impl Value {
    /// Reads one value and says what is left behind it.
    pub(crate) fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let mut reader = Reader { bytes, at: 0 };
        let value = reader.value(DEEPEST)?;
        Some((value, bytes.get(reader.at..)?))
    }

    /// The value of a key, if this is a dictionary that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Dictionary(entries) = self else {
            return None;
        };
        let found = entries.iter().find(|(name, _)| name == key.as_bytes());
        found.map(|(_, value)| value)
    }

    /// Gives a key of a dictionary a value, at the key's place or at the end.
    pub(crate) fn set(&mut self, key: &str, value: Self) {
        if let Self::Dictionary(entries) = self {
            match entries.iter_mut().find(|(name, _)| name == key.as_bytes()) {
                Some((_, old)) => *old = value,
                None => entries.push((key.as_bytes().to_vec(), value)),
            }
        }
    }

    /// Takes a key out of a dictionary.
    pub(crate) fn remove(&mut self, key: &str) -> Option<Self> {
        let Self::Dictionary(entries) = self else {
            return None;
        };
        let at = entries
            .iter()
            .position(|(name, _)| name == key.as_bytes())?;
        Some(entries.remove(at).1)
    }

    /// The entries, if this is a dictionary.
    pub(crate) fn entries(&self) -> Option<&[(Vec<u8>, Self)]> {
        match self {
            Self::Dictionary(entries) => Some(entries),
            _ => None,
        }
    }

    /// The items, if this is an array.
    pub(crate) fn items(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The number of the object, if this is a reference.
    pub(crate) fn reference(&self) -> Option<usize> {
        match self {
            Self::Reference(number) => Some(*number),
            _ => None,
        }
    }

    /// The whole number, if this is one that can count or number something.
    pub(crate) fn count(&self) -> Option<usize> {
        match self {
            Self::Integer(number) => usize::try_from(*number).ok(),
            _ => None,
        }
    }

    /// Whether this is the name.
    pub(crate) fn is_name(&self, name: &str) -> bool {
        matches!(self, Self::Name(found) if found == name.as_bytes())
    }

    /// A dictionary of these entries.
    pub(crate) fn dictionary<const N: usize>(entries: [(&str, Self); N]) -> Self {
        let entries = entries.into_iter();
        Self::Dictionary(
            entries
                .map(|(key, value)| (key.as_bytes().to_vec(), value))
                .collect(),
        )
    }

    /// A name.
    pub(crate) fn name(name: &str) -> Self {
        Self::Name(name.as_bytes().to_vec())
    }

    /// A whole number.
    pub(crate) fn number(number: usize) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// Calls for every reference in it, in order.
    pub(crate) fn each_reference(&self, call: &mut impl FnMut(usize)) {
        match self {
            Self::Reference(number) => call(*number),
            Self::Array(items) => items.iter().for_each(|item| item.each_reference(call)),
            Self::Dictionary(entries) => entries
                .iter()
                .for_each(|(_, value)| value.each_reference(call)),
            Self::Integer(_) | Self::Name(_) | Self::Plain(_) => {}
        }
    }

    /// Gives every reference another number; `None` if one has none.
    pub(crate) fn renumber(&mut self, number: &impl Fn(usize) -> Option<usize>) -> Option<()> {
        match self {
            Self::Reference(old) => *old = number(*old)?,
            Self::Array(items) => {
                for item in items {
                    item.renumber(number)?;
                }
            }
            Self::Dictionary(entries) => {
                for (_, value) in entries {
                    value.renumber(number)?;
                }
            }
            Self::Integer(_) | Self::Name(_) | Self::Plain(_) => {}
        }
        Some(())
    }

    /// Writes it, with no more space than is needed.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        self.write_with(out, &mut write_reference);
    }

    /// Writes it as [`Value::write`] does, but for what stands in the place of each reference.
    pub(crate) fn write_with(
        &self,
        out: &mut Vec<u8>,
        reference: &mut impl FnMut(&mut Vec<u8>, usize),
    ) {
        match self {
            Self::Dictionary(entries) => {
                out.extend_from_slice(b"<<");
                for (key, value) in entries {
                    out.push(b'/');
                    out.extend_from_slice(key);
                    value.write_apart(out, reference);
                }
                out.extend_from_slice(b">>");
            }
            Self::Array(items) => {
                out.push(b'[');
                for (at, item) in items.iter().enumerate() {
                    if at == 0 {
                        item.write_with(out, reference);
                    } else {
                        item.write_apart(out, reference);
                    }
                }
                out.push(b']');
            }
            Self::Reference(number) => reference(out, *number),
            Self::Integer(number) => out.extend_from_slice(number.to_string().as_bytes()),
            Self::Name(name) => {
                out.push(b'/');
                out.extend_from_slice(name);
            }
            Self::Plain(bytes) => out.extend_from_slice(bytes),
        }
    }

    /// Writes it so that it does not run into what stands before it.
    fn write_apart(&self, out: &mut Vec<u8>, reference: &mut impl FnMut(&mut Vec<u8>, usize)) {
        let parts_itself = match self {
            Self::Dictionary(_) | Self::Array(_) | Self::Name(_) => true,
            Self::Reference(_) | Self::Integer(_) => false,
            Self::Plain(bytes) => bytes.first().is_some_and(|first| is_delimiter(*first)),
        };
        if !parts_itself {
            out.push(b' ');
        }
        self.write_with(out, reference);
    }
}

/// Writes a reference to the object with this number.
pub(crate) fn write_reference(out: &mut Vec<u8>, number: usize) {
    write_number(out, number);
    out.extend_from_slice(b" 0 R");
}

/// Writes a number in figures.
pub(crate) fn write_number(out: &mut Vec<u8>, mut number: usize) {
    let mut figures = [0_u8; 20];
    let mut from = figures.len();
    loop {
        from -= 1;
        if let (Some(place), Ok(figure)) = (figures.get_mut(from), u8::try_from(number % 10)) {
            *place = b'0' + figure;
        }
        number /= 10;
        if number == 0 || from == 0 {
            break;
        }
    }
    out.extend_from_slice(figures.part(from..));
}

/// White space (ISO 32000-1, 7.2.2).
pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

/// A character that ends what stands before it (ISO 32000-1, 7.2.2).
pub(crate) fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

/// Whether a byte belongs to a word: a name, a number, an operator.
pub(crate) fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !is_delimiter(byte)
}

/// How many bytes a string in round brackets takes that begins here; `None` if it does not end.
pub(crate) fn string_length(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
    }

    fn take(&mut self, character: &[u8]) -> bool {
        let is_there = self.rest().starts_with(character);
        if is_there {
            self.at += character.len();
        }
        is_there
    }

    fn word(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().take_while(|byte| is_regular(**byte)).count();
        self.at += length;
        rest.part(..length)
    }

    fn plain(&mut self, length: usize) -> Option<Value> {
        let bytes = self.rest().get(..length)?;
        self.at += length;
        Some(Value::Plain(bytes.to_vec()))
    }

    fn value(&mut self, deepest: usize) -> Option<Value> {
        let deepest = deepest.checked_sub(1)?;
        self.skip_space();
        if self.take(b"<<") {
            return self.dictionary(deepest);
        }
        match self.peek()? {
            b'[' => {
                self.at += 1;
                self.array(deepest)
            }
            b'/' => {
                self.at += 1;
                Some(Value::Name(self.word().to_vec()))
            }
            b'(' => self.plain(string_length(self.rest())?),
            b'<' => {
                let length = self.rest().iter().position(|byte| *byte == b'>')? + 1;
                self.plain(length)
            }
            byte if is_regular(byte) => Some(self.number_or_word()),
            _ => None,
        }
    }

    fn dictionary(&mut self, deepest: usize) -> Option<Value> {
        let mut entries = Vec::new();
        loop {
            self.skip_space();
            if self.take(b">>") {
                return Some(Value::Dictionary(entries));
            }
            if !self.take(b"/") {
                return None;
            }
            let key = self.word().to_vec();
            entries.push((key, self.value(deepest)?));
        }
    }

    fn array(&mut self, deepest: usize) -> Option<Value> {
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.take(b"]") {
                return Some(Value::Array(items));
            }
            items.push(self.value(deepest)?);
        }
    }

    fn number_or_word(&mut self) -> Value {
        let word = self.word();
        let Some(number) = integer(word) else {
            return Value::Plain(word.to_vec());
        };
        let behind = self.at;
        if let Ok(object) = usize::try_from(number) {
            self.skip_space();
            if self.word() == b"0" {
                self.skip_space();
                if self.word() == b"R" {
                    return Value::Reference(object);
                }
            }
        }
        self.at = behind;
        Value::Integer(number)
    }
}

/// A whole number in figures.
pub(crate) fn integer(word: &[u8]) -> Option<i64> {
    std::str::from_utf8(word).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(value: &Value) -> String {
        let mut out = Vec::new();
        value.write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_the_engine_writes_is_read_and_written_alike() {
        for text in [
            "<</Type/StructElem/S/P/P 36 0 R/K[2 3<</Type/MCR/MCID 0/Pg 252 0 R>>]/Pg 251 0 R>>",
            "[251 0 R/XYZ 59.527557 -313.703 0]",
            "<</Registry(Adobe \\) \\( (x))/Lang<656e>/Marked true/T null>>",
            "[0 0 600 1 1 943]",
            "[]",
        ] {
            let (value, rest) = Value::read(text.as_bytes()).unwrap();
            assert_eq!(written(&value), text);
            assert!(rest.is_empty());
        }
    }

    #[test]
    fn references_are_found_and_changed_and_strings_are_not() {
        let (mut value, _) = Value::read(b"<</A 3 0 R/B(3 0 R)/C[3 0 R 4 0 R]>>").unwrap();
        let mut found = Vec::new();
        value.each_reference(&mut |number| found.push(number));
        assert_eq!(found, [3, 3, 4]);
        value.renumber(&|number| Some(number + 10)).unwrap();
        assert_eq!(written(&value), "<</A 13 0 R/B(3 0 R)/C[13 0 R 14 0 R]>>");
    }

    #[test]
    fn numbers_are_written_in_figures() {
        for number in [0, 7, 10, 65_535, usize::MAX] {
            let mut out = Vec::new();
            write_number(&mut out, number);
            assert_eq!(String::from_utf8(out).unwrap(), number.to_string());
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _value = Value::read(&bytes);
        }

        #[test]
        fn no_characters_make_it_panic(text in "[<>\\[\\]()/ 0-9R\\\\a]{0,80}") {
            let _value = Value::read(text.as_bytes());
        }
    }
}
