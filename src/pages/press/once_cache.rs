//! Things that several threads need and one of them makes.
//!
//! In: what tells one thing from another, and how it is made. Out: the thing, shared. Promise: it is made
//! once, by the thread that asks first, and whoever asks meanwhile waits for it; if it cannot be made, or
//! its making panics, the next that waits tries, so that nobody waits for what never comes; no more is
//! kept than was said. A thread that is making one thing must not ask for another.
//!
//! Why this shape: at the beginning of a list all threads meet the same few kinds of stock at the same
//! moment, and making one takes as long as printing a dozen leaflets.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Things that were made or are being made.
pub(super) struct OnceCache<K, V> {
    places: Mutex<BTreeMap<K, Place<V>>>,
    /// Told when a place changes.
    changed: Condvar,
    /// Most things that are kept.
    most: usize,
    /// How many were made.
    made: AtomicUsize,
}

enum Place<V> {
    /// A thread is making it.
    InTheMaking,
    /// It is made, and when: a count of all that were made before.
    Made(Arc<V>, usize),
}

/// A place that this thread holds while it makes what belongs there; left, it is given up.
struct Claim<'a, K: Ord, V> {
    cache: &'a OnceCache<K, V>,
    key: &'a K,
}

impl<K: Ord + Clone, V> OnceCache<K, V> {
    /// An empty one, for so many things.
    pub(super) fn new(most: usize) -> Self {
        Self {
            places: Mutex::default(),
            changed: Condvar::new(),
            most,
            made: AtomicUsize::new(0),
        }
    }

    /// Whether a thread is making this at the moment, so that whoever asks for it would have to wait.
    pub(super) fn is_in_the_making(&self, key: &K) -> bool {
        matches!(self.places().get(key), Some(Place::InTheMaking))
    }

    /// What is there under this key; if it is not there, it is made.
    ///
    /// # Errors
    /// Why it cannot be made.
    pub(super) fn get<E>(&self, key: &K, make: impl FnOnce() -> Result<V, E>) -> Result<Arc<V>, E> {
        let mut places = self.places();
        loop {
            match places.get(key) {
                Some(Place::Made(made, _)) => return Ok(Arc::clone(made)),
                Some(Place::InTheMaking) => {
                    let waited = self.changed.wait(places);
                    places = waited.unwrap_or_else(PoisonError::into_inner);
                }
                None => break,
            }
        }
        places.insert(key.clone(), Place::InTheMaking);
        drop(places);
        let claim = Claim { cache: self, key };
        let made = Arc::new(make()?);
        claim.fulfil(Arc::clone(&made));
        Ok(made)
    }

    fn put(&self, key: &K, made: Arc<V>) {
        let mut places = self.places();
        let made_when = places.iter().filter_map(|(key, place)| match place {
            Place::Made(_, when) => Some((*when, key)),
            Place::InTheMaking => None,
        });
        let made_when: Vec<(usize, &K)> = made_when.collect();
        // The oldest goes: those that are asked for now were made last.
        if made_when.len() >= self.most
            && let Some((_, oldest)) = made_when.into_iter().min()
        {
            let oldest = oldest.clone();
            places.remove(&oldest);
        }
        let when = self.made.fetch_add(1, Ordering::Relaxed);
        places.insert(key.clone(), Place::Made(made, when));
    }
}

impl<K: Ord, V> OnceCache<K, V> {
    fn places(&self) -> MutexGuard<'_, BTreeMap<K, Place<V>>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Ord + Clone, V> Claim<'_, K, V> {
    fn fulfil(self, made: Arc<V>) {
        self.cache.put(self.key, made);
    }
}

impl<K: Ord, V> Drop for Claim<'_, K, V> {
    /// Fulfilled or given up: whoever waits is to look again.
    fn drop(&mut self) {
        let mut places = self.cache.places();
        if matches!(places.get(self.key), Some(Place::InTheMaking)) {
            places.remove(self.key);
        }
        drop(places);
        self.cache.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::mpsc::channel;
    use std::thread;
    use std::time::Duration;

    /// Time enough for a thread to begin to wait.
    const A_WHILE: Duration = Duration::from_millis(30);

    #[test]
    fn what_many_ask_for_is_made_once() {
        let cache: OnceCache<u8, usize> = OnceCache::new(8);
        let made = AtomicUsize::new(0);
        let make = || {
            thread::sleep(A_WHILE);
            Ok::<_, ()>(made.fetch_add(1, Ordering::SeqCst))
        };
        thread::scope(|scope| {
            let asking: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| cache.get(&1, make)))
                .collect();
            for asked in asking {
                assert_eq!(asked.join().unwrap().as_deref(), Ok(&0));
            }
        });
        assert_eq!(made.load(Ordering::SeqCst), 1);
    }

    /// One thread makes something and ends in this way, while another asks for it and waits.
    fn while_another_waits(end: fn() -> Result<u8, &'static str>) -> bool {
        let cache: OnceCache<u8, u8> = OnceCache::new(8);
        let (begun, begins) = channel();
        thread::scope(|scope| {
            let first = scope.spawn(|| {
                catch_unwind(AssertUnwindSafe(|| {
                    cache.get(&1, || {
                        begun.send(()).unwrap();
                        thread::sleep(A_WHILE);
                        end()
                    })
                }))
            });
            begins.recv().unwrap();
            assert!(cache.is_in_the_making(&1));
            assert!(!cache.is_in_the_making(&2));
            let second = cache.get(&1, || Ok::<_, &str>(2));
            assert_eq!(second.as_deref(), Ok(&2));
            assert!(!cache.is_in_the_making(&1));
            first.join().unwrap().is_err()
        })
    }

    #[test]
    fn who_waits_goes_on_when_the_maker_fails_or_panics() {
        assert!(!while_another_waits(|| Err("it cannot be made")));
        assert!(while_another_waits(|| panic!("it makes the program fail")));
    }

    #[test]
    fn who_fails_is_told_and_what_failed_can_be_asked_for_again() {
        let cache: OnceCache<u8, u8> = OnceCache::new(8);
        assert_eq!(cache.get(&1, || Err("no")).err(), Some("no"));
        assert!(!cache.is_in_the_making(&1));
        assert_eq!(cache.get(&1, || Ok::<_, ()>(3)).as_deref(), Ok(&3));
        let again = cache.get(&1, || -> Result<u8, ()> { panic!("it is there") });
        assert_eq!(again.as_deref(), Ok(&3));
    }

    #[test]
    fn no_more_is_kept_than_was_said_and_what_is_in_the_making_stays() {
        let cache: OnceCache<u8, u8> = OnceCache::new(2);
        let get = |key: u8| cache.get(&key, || Ok::<_, ()>(key)).unwrap();
        let outer = cache.get(&0, || {
            thread::scope(|scope| {
                scope
                    .spawn(|| {
                        for key in 1..=5 {
                            assert_eq!(*get(key), key);
                        }
                        assert!(cache.is_in_the_making(&0));
                        assert_eq!(cache.places().len(), 3);
                    })
                    .join()
                    .map_err(|_| ())
            })?;
            Ok::<_, ()>(9)
        });
        assert_eq!(outer.as_deref(), Ok(&9));
        assert_eq!(cache.places().len(), 2);
        assert_eq!(*get(0), 9);
    }

    #[test]
    fn the_oldest_goes_and_not_the_smallest() {
        let cache: OnceCache<u8, u8> = OnceCache::new(2);
        let made = AtomicUsize::new(0);
        let get = |key: u8| {
            let make = || {
                made.fetch_add(1, Ordering::SeqCst);
                Ok::<_, ()>(key)
            };
            cache.get(&key, make).unwrap();
        };
        // The third takes the place of the first, which is the larger key.
        for key in [9, 1, 2, 1, 2] {
            get(key);
        }
        assert_eq!(made.load(Ordering::SeqCst), 3);
    }
}
