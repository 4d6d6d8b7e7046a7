//! What cannot happen, said so that it does not pass in silence.
//!
//! In: a text or a list, and places that were found in it. Out: the part between them. Promise: where the
//! places do not fit, the work at hand ends as a failure of the program that names the line of code, and
//! quotes nothing of the text, which may be a patient's name. Why this shape: an empty text in the place of
//! a word would be printed as if the author had written nothing; and a panic is enough to end the work,
//! because whoever does several pieces of work catches it for each (a row, a guide, a save, a command).

use std::cell::Cell;
use std::panic::Location;
use std::slice::SliceIndex;
use std::sync::Mutex;

/// A part of a text or of a list.
pub trait PartOf<R> {
    /// What a part of it is.
    type Out: ?Sized;

    /// The part between places that were found in it.
    fn part(&self, places: R) -> &Self::Out;
}

impl<R: SliceIndex<str>> PartOf<R> for str {
    type Out = R::Output;

    #[track_caller]
    fn part(&self, places: R) -> &R::Output {
        match self.get(places) {
            Some(part) => part,
            None => broken(),
        }
    }
}

impl<T, R: SliceIndex<[T]>> PartOf<R> for [T] {
    type Out = R::Output;

    #[track_caller]
    fn part(&self, places: R) -> &R::Output {
        match self.get(places) {
            Some(part) => part,
            None => broken(),
        }
    }
}

/// What is there for sure, such as the line of a table that has one for each case.
pub trait Certain<T> {
    /// The value.
    fn certain(self) -> T;
}

impl<T> Certain<T> for Option<T> {
    #[track_caller]
    fn certain(self) -> T {
        match self {
            Some(value) => value,
            None => broken(),
        }
    }
}

/// Ends the work at hand: something is not as this line of the program takes it to be.
#[track_caller]
fn broken() -> ! {
    panic!("the program found an error in itself")
}

thread_local! {
    /// Where this thread's work failed last.
    static OWN_PLACE: Cell<Option<String>> = const { Cell::new(None) };
}

/// Where any thread's work failed last: whoever waits for a thread learns it here.
static LAST_PLACE: Mutex<Option<String>> = Mutex::new(None);

/// From now on a panic prints nothing, and its place in the code is kept for [`place_of_failure`]; then
/// `and_then` is done.
pub fn keep_places_of_failures(and_then: impl Fn() + Send + Sync + 'static) {
    std::panic::set_hook(Box::new(move |failure| {
        let place = failure.location().map(written);
        OWN_PLACE.set(place.clone());
        if let Ok(mut last) = LAST_PLACE.lock() {
            *last = place;
        }
        and_then();
    }));
}

/// The file and the line of the code at which work failed that was just caught, if they are known.
pub fn place_of_failure() -> Option<String> {
    let own = OWN_PLACE.take();
    own.or_else(|| LAST_PLACE.lock().ok()?.take())
}

/// A place in the code, in few words: the end of the file's path, and the line.
pub(crate) fn written(place: &Location<'_>) -> String {
    // Of a crate's file the way to where crates are kept says nothing.
    let path = place.file().replace('\\', "/");
    let inside = path.rsplit_once("/registry/src/");
    let path = inside.and_then(|(_, inside)| inside.split_once('/'));
    let path = path.map_or_else(|| place.file().to_owned(), |(_, path)| path.to_owned());
    format!("{path}:{}", place.line())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line at which this work fails.
    fn line_of_failure(work: fn()) -> Option<String> {
        let before = std::panic::take_hook();
        keep_places_of_failures(|| {});
        let ended = std::panic::catch_unwind(work);
        std::panic::set_hook(before);
        assert!(ended.is_err());
        place_of_failure()
    }

    #[test]
    fn what_cannot_happen_names_its_own_line_and_quotes_nothing() {
        assert_eq!("ward 7".part(5..), "7");
        assert_eq!([1, 2, 3].part(..2), [1, 2]);
        assert_eq!(Some(1).certain(), 1);
        let works: [(u32, fn()); 3] = [
            (line!(), || drop("é".part(1..).to_owned())),
            (line!(), || drop([1].part(3..).to_vec())),
            (line!(), || None::<()>.certain()),
        ];
        for (line, work) in works {
            let place = line_of_failure(work).unwrap();
            assert_eq!(place, format!("{}:{line}", file!()));
        }
    }
}
