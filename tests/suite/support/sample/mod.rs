//! A finished file that is known word for word, to test the reader of finished files itself.
//!
//! *What is here*: `sample.pdf` and the Typst source it was made from; its tag tree, as the reader
//! must print it, is `tests/references/sample-tags.txt`.
//! *What it promises*: the file passes veraPDF for PDF/UA-1 and PDF/A-2a, and holds every kind of
//! element that the reader must understand: headings, lists in lists, a table, links out of and
//! within the file, a picture, clusters with an actual text, and a right-to-left run.
//! *Why this shape*: a stored file does not move when the program or its engine does, so a failing
//! test here means the reader, and nothing else.

/// The file.
pub(crate) const PDF: &[u8] = include_bytes!("sample.pdf");
