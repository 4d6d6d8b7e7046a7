//! Bytes by chance, from the system: for a folder's key and for names that nobody else has.
//!
//! In: how many. Out: these bytes, or what the system says. Promise: nothing that is printed depends on them.
//! Here alone they are asked for.

use std::io;

/// So many bytes by chance.
///
/// # Errors
/// What the system says, where it has none to give.
pub(super) fn bytes<const COUNT: usize>() -> io::Result<[u8; COUNT]> {
    let mut bytes = [0; COUNT];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(bytes)
}

/// Sixteen letters and digits by chance, for a name.
///
/// # Errors
/// What the system says, where it has none to give.
pub(super) fn name() -> io::Result<String> {
    bytes().map(|bytes| format!("{:016x}", u64::from_le_bytes(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_names_are_never_one() {
        let (one, other) = (name().unwrap(), name().unwrap());
        assert_eq!(one.len(), 16);
        assert_ne!(one, other);
    }
}
