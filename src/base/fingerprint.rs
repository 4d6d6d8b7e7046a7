//! Fingerprints: of what goes into leaflets, of finished files.
//!
//! In: bytes, and lists of named pieces. Out: a [`Fingerprint`] (BLAKE3, 256 bits). Promise: two
//! different lists of pieces never have one fingerprint for having been joined differently, because
//! each piece is counted before it is added. What was made from the same pieces by the same program is
//! the same, and need not be made again.

use std::fmt;

/// A sum of bytes that no two different ones share.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// Reads what [`fmt::Display`] writes.
    pub fn read(text: &str) -> Option<Self> {
        let hash = blake3::Hash::from_hex(text).ok()?;
        Some(Self(*hash.as_bytes()))
    }

    /// Its first eight bytes as a number, to share things out by.
    pub fn number(&self) -> u64 {
        let mut first = [0; 8];
        for (to, from) in first.iter_mut().zip(self.0) {
            *to = from;
        }
        u64::from_be_bytes(first)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(blake3::Hash::from_bytes(self.0).to_hex().as_str())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// What many files begin with, summed up once for all of them.
pub struct Beginning {
    length: usize,
    hasher: blake3::Hasher,
}

impl Beginning {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(bytes);
        let length = bytes.len();
        Self { length, hasher }
    }

    /// The fingerprint of a file that begins with these bytes.
    pub fn fingerprint(&self, file: &[u8]) -> Fingerprint {
        let mut hasher = self.hasher.clone();
        hasher.update(file.get(self.length..).unwrap_or_default());
        Fingerprint(*hasher.finalize().as_bytes())
    }
}

/// A fingerprint in the making.
pub struct Pieces(blake3::Hasher);

impl Pieces {
    /// Of nothing yet.
    pub fn new() -> Self {
        Self(blake3::Hasher::new())
    }

    /// Of nothing yet, and never the same as without this key: whoever lacks it cannot find out by
    /// trying which pieces went in.
    pub fn keyed(key: &[u8; 32]) -> Self {
        Self(blake3::Hasher::new_keyed(key))
    }

    /// With one more piece.
    #[must_use]
    pub fn with(mut self, piece: impl AsRef<[u8]>) -> Self {
        let piece = piece.as_ref();
        self.0.update(&(piece.len() as u64).to_le_bytes());
        self.0.update(piece);
        self
    }

    /// With one more piece that may be absent, which is not the same as empty.
    #[must_use]
    pub fn with_optional(self, piece: Option<&str>) -> Self {
        match piece {
            Some(piece) => self.with([1]).with(piece),
            None => self.with([0]),
        }
    }

    /// With more bytes of one long piece, which is not counted; nothing else may be added to it.
    #[must_use]
    pub fn continued(mut self, bytes: &[u8]) -> Self {
        self.0.update(bytes);
        self
    }

    /// The fingerprint.
    pub fn finish(self) -> Fingerprint {
        Fingerprint(*self.0.finalize().as_bytes())
    }
}

impl Default for Pieces {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_joined_in_another_way_are_other_pieces() {
        let one = Pieces::new().with("ab").with("c").finish();
        let other = Pieces::new().with("a").with("bc").finish();
        assert_ne!(one, other);
        let absent = Pieces::new().with_optional(None).finish();
        let empty = Pieces::new().with_optional(Some("")).finish();
        assert_ne!(absent, empty);
        assert_ne!(
            Pieces::keyed(&[1; 32]).with("a").finish(),
            Pieces::keyed(&[2; 32]).with("a").finish()
        );
    }

    #[test]
    fn a_beginning_that_is_known_changes_no_fingerprint() {
        let file: Vec<u8> = (0..9_000_u32).flat_map(u32::to_le_bytes).collect();
        for length in [0, 1, 1_024, 20_001, file.len()] {
            let beginning = Beginning::of(&file[..length]);
            assert_eq!(beginning.fingerprint(&file), Fingerprint::of(&file));
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let fingerprint = Fingerprint::of(b"a leaflet");
        assert_eq!(
            Fingerprint::read(&fingerprint.to_string()),
            Some(fingerprint)
        );
        assert_eq!(Fingerprint::read("no fingerprint"), None);
    }
}
