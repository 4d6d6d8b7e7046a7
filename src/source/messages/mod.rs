//! Diagnostics as text: how people, programs and build machines read them.
//!
//! In: [`Diagnostics`](crate::base::diagnostic::Diagnostics) and the sources that their places are in. Out: text.
//! `human` draws each with its line and a caret, `short` gives each a line, `github` marks them in a build
//! on GitHub, and `json` writes them for programs. Promise: control characters are made harmless, so that
//! no guide can colour, retitle or rewrite the terminal it is shown in. Why a module of its own: a diagnostic
//! is a value that readers of sources make, and only drawing one needs the sources.

pub mod github;
pub mod human;
pub mod json;
pub mod short;
