//! Files of the engine, read and written again piece by piece.
//!
//! In: the bytes of a PDF that the engine has just written. Out: its objects, strings, tables of letters
//! and the words of its contents. Promise: no input makes anything here panic, and what is not of the
//! engine's form is `None`. Why our own: see [`object`]. [`crate::pages::export`] finishes files with it, and
//! [`crate::pages::imprint`] makes files of finished ones.

pub(crate) mod file;
pub(crate) mod letters;
pub(crate) mod object;
pub(crate) mod string;
pub(crate) mod token;
