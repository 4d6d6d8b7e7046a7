//! What the leaflets of a job have in common, stored once.
//!
//! In: objects of opened files. Out: their numbers in the job. Promise: two objects that are alike to
//! the byte, with all that they lead to, have one number, whichever files they come from. Why this
//! shape: fonts, pictures, colour profiles and the contents of whole pages repeat from leaflet to
//! leaflet, and nothing need know which; an object's text holds the numbers of what it leads to, so that
//! looking at it alone is enough.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;

use super::super::tagged::TaggedFile;
use super::JobFault;
use super::compact::CompactFile;
use crate::base::fingerprint::{Fingerprint, Pieces};
use crate::pages::pdf::object::Value;

/// Deepest way from an object to the last that it leads to. A page's go six deep.
const DEEPEST: usize = 60;

/// What belongs to a whole file or to one leaflet, and is never shared.
const NEVER_SHARED: [&str; 5] = ["Catalog", "Pages", "Page", "StructTreeRoot", "StructElem"];

/// A finished file that is taken into a job.
pub struct Opened<'a> {
    pub(super) tagged: TaggedFile<'a>,
    /// The number in the job of each object that was taken; `None` while it is being taken.
    numbers: BTreeMap<usize, Option<usize>>,
}

impl<'a> Opened<'a> {
    /// Opens a file.
    ///
    /// # Errors
    /// [`JobFault::Unfit`], if it is not of the form that the engine writes.
    pub fn read(pdf: &'a [u8]) -> Result<Self, JobFault> {
        Ok(Self {
            tagged: TaggedFile::open(pdf).ok_or(JobFault::Unfit)?,
            numbers: BTreeMap::new(),
        })
    }

    /// How many pages it has.
    pub fn pages(&self) -> usize {
        self.tagged.pages.len()
    }
}

/// The shared objects of a job, by what they are.
#[derive(Default)]
pub(super) struct Shared {
    numbers: HashMap<Fingerprint, usize>,
}

impl Shared {
    /// The number in the job of an object of a file, which is put there with all that it leads to
    /// unless it is there already.
    ///
    /// # Errors
    /// [`JobFault`].
    pub(super) fn number<W: Write>(
        &mut self,
        file: &mut CompactFile<W>,
        opened: &mut Opened<'_>,
        object: usize,
    ) -> Result<usize, JobFault> {
        self.number_within(file, opened, object, DEEPEST)
    }

    fn number_within<W: Write>(
        &mut self,
        file: &mut CompactFile<W>,
        opened: &mut Opened<'_>,
        object: usize,
        deepest: usize,
    ) -> Result<usize, JobFault> {
        let deepest = deepest.checked_sub(1).ok_or(JobFault::Unfit)?;
        if let Some(known) = opened.numbers.get(&object) {
            // Without a number: it leads back to itself.
            return known.ok_or(JobFault::Unfit);
        }
        opened.numbers.insert(object, None);
        let found = opened.tagged.file.value_and_stream(object);
        let (mut value, stream) = found.ok_or(JobFault::Unfit)?;
        let kind = value.get("Type");
        if kind.is_some_and(|kind| NEVER_SHARED.iter().any(|never| kind.is_name(never))) {
            return Err(JobFault::Unfit);
        }
        self.renumber_within(file, opened, &mut value, deepest)?;
        let mut text = Vec::new();
        value.write(&mut text);
        let number = self.put(file, &text, stream)?;
        opened.numbers.insert(object, Some(number));
        Ok(number)
    }

    /// Gives every reference in a value the number that its object has in the job.
    ///
    /// # Errors
    /// [`JobFault`].
    pub(super) fn renumber<W: Write>(
        &mut self,
        file: &mut CompactFile<W>,
        opened: &mut Opened<'_>,
        value: &mut Value,
    ) -> Result<(), JobFault> {
        self.renumber_within(file, opened, value, DEEPEST)
    }

    fn renumber_within<W: Write>(
        &mut self,
        file: &mut CompactFile<W>,
        opened: &mut Opened<'_>,
        value: &mut Value,
        deepest: usize,
    ) -> Result<(), JobFault> {
        let mut leads_to = Vec::new();
        value.each_reference(&mut |object| leads_to.push(object));
        let mut numbers = BTreeMap::new();
        for object in leads_to {
            let number = self.number_within(file, opened, object, deepest)?;
            numbers.insert(object, number);
        }
        let renumbered = value.renumber(&|object| numbers.get(&object).copied());
        renumbered.ok_or(JobFault::Unfit)
    }

    /// The number of an object that is known in full: its text, and its bytes if it is a stream.
    ///
    /// # Errors
    /// [`JobFault`].
    pub(super) fn put<W: Write>(
        &mut self,
        file: &mut CompactFile<W>,
        text: &[u8],
        stream: Option<&[u8]>,
    ) -> Result<usize, JobFault> {
        let pieces = Pieces::new().with(text);
        let fingerprint = match stream {
            Some(stream) => pieces.with(stream).finish(),
            None => pieces.finish(),
        };
        if let Some(known) = self.numbers.get(&fingerprint) {
            return Ok(*known);
        }
        let number = file.reserve(1);
        match stream {
            Some(stream) => file.put_stream(number, text, stream)?,
            None => file.put(number, text)?,
        }
        self.numbers.insert(fingerprint, number);
        Ok(number)
    }
}
