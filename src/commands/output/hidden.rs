//! Names of the files in the hidden folder of a folder of leaflets.

/// What the key is called.
pub(super) const KEY: &str = "key";
/// What ledgers' names begin with.
pub(super) const LEDGER: &str = "ledger-";
