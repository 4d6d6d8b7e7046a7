//! Work done by several threads.
//!
//! In: items and what to do with one. Out: the results, handed over one at a time as they come. Promise:
//! so many threads work as were asked for, or as the system gives, and the calling thread is one of them; one
//! worker starts no thread; items are begun in their order; a stop is obeyed before the next item; for two threads no more than one result waits, so
//! that memory stays flat; whatever panics ends the call with a panic, and never leaves it waiting.
//!
//! Why threads of our own: the engine divides its work with rayon, and items inside rayon's loops make it
//! steal work from itself until the stack ends; so each thread is the whole of a pool of its own. Why the
//! calling thread works: one thread is then one in truth, without another that takes its results, and
//! what was set free before the work began lies where this thread's allocations take it up again. Where
//! several work, the results are taken in a thread besides, because that one mostly waits for the disk.
//!
//! Here alone threads are started, because a system may have none (WebAssembly) or give no more of them: then
//! the calling thread does everything, and what is made is the same.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::Builder;

/// How many threads are of use here: as many as there are processors.
pub fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Does `work` on each item in `threads` threads, this one among them, and hands each result to `done`
/// until that breaks off; what is being worked on then is finished and handed over no more. With one
/// thread, `done` is called in it; with more, in one that does nothing else.
pub fn each<I, R>(
    threads: usize,
    items: impl Iterator<Item = I> + Send,
    work: impl Fn(I) -> R + Sync,
    done: impl FnMut(R) -> ControlFlow<()> + Send,
) where
    I: Send,
    R: Send,
{
    if threads <= 1 {
        return one_after_another(items, work, done);
    }
    let (items, done) = (Mutex::new(items), Mutex::new(done));
    let stop = AtomicBool::new(false);
    let (sender, results) = sync_channel(threads.div_ceil(2));
    std::thread::scope(|scope| {
        let (items, done, stop, work) = (&items, &done, &stop, &work);
        let working = move |sender: SyncSender<R>| {
            alone(|| {
                while !stop.load(Ordering::Relaxed) {
                    let next = locked(items).next();
                    let Some(item) = next else {
                        break;
                    };
                    if sender.send(work(item)).is_err() {
                        break;
                    }
                }
            });
        };
        let taking = move || {
            let mut done = locked(done);
            for result in results {
                if done(result).is_break() {
                    stop.store(true, Ordering::Relaxed);
                    break;
                }
            }
        };
        if Builder::new().spawn_scoped(scope, taking).is_err() {
            return one_after_another(&mut *locked(items), work, &mut *locked(done));
        }
        for _ in 1..threads {
            let sender = sender.clone();
            let started = Builder::new().spawn_scoped(scope, move || working(sender));
            if started.is_err() {
                break;
            }
        }
        working(sender);
    });
}

/// Does `work` on each item in this thread, and `done` too.
fn one_after_another<I, R>(
    items: impl Iterator<Item = I> + Send,
    work: impl Fn(I) -> R + Sync,
    mut done: impl FnMut(R) -> ControlFlow<()> + Send,
) {
    alone(|| {
        for item in items {
            if done(work(item)).is_break() {
                break;
            }
        }
    });
}

/// What a lock holds: a panic elsewhere ends the whole call, and leaves nothing half done here.
fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does one piece of work, which the engine may divide among so many threads.
pub fn divided<R: Send>(threads: usize, work: impl FnOnce() -> R + Send) -> R {
    if threads <= 1 {
        return alone(work);
    }
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(work),
        Err(_) => alone(work),
    }
}

/// Runs in this thread as the only one of a pool; without a pool, where none can be had.
///
/// The thread then belongs to that pool for as long as it lives: rayon does not let it go. So a second
/// time no pool can be built, and what runs is in the first one, which is the same. Whatever this thread
/// has the engine do afterwards stays in it too, unless [`divided`] gives it more.
fn alone<R: Send>(run: impl FnOnce() -> R + Send) -> R {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread()
        .build();
    match pool {
        Ok(pool) => pool.install(run),
        Err(_) => run(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::thread::{ThreadId, current};

    #[test]
    fn every_item_is_worked_on_once() {
        for threads in [0, 1, 3] {
            let mut found = Vec::new();
            each(
                threads,
                0..100,
                |item| item * 2,
                |result| {
                    found.push(result);
                    ControlFlow::Continue(())
                },
            );
            found.sort_unstable();
            assert_eq!(found, (0..100).map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_stop_is_obeyed() {
        for threads in [1, 2] {
            let begun = AtomicBool::new(false);
            let mut handed = 0;
            each(
                threads,
                0..1_000_000,
                |item: usize| {
                    begun.store(true, Ordering::Relaxed);
                    item
                },
                |_| {
                    handed += 1;
                    if handed == 10 {
                        ControlFlow::Break(())
                    } else {
                        ControlFlow::Continue(())
                    }
                },
            );
            assert!(begun.load(Ordering::Relaxed));
            assert_eq!(handed, 10);
        }
    }

    /// The threads that work, and those in which results are taken.
    fn threads_of(threads: usize) -> (BTreeSet<String>, BTreeSet<String>) {
        let name = |id: ThreadId| format!("{id:?}");
        // Nobody goes on before all are there.
        let all_work = std::sync::Barrier::new(threads);
        let (mut working, mut taking) = (BTreeSet::new(), BTreeSet::new());
        each(
            threads,
            0..threads,
            |_| {
                all_work.wait();
                current().id()
            },
            |worker| {
                working.insert(name(worker));
                taking.insert(name(current().id()));
                ControlFlow::Continue(())
            },
        );
        (working, taking)
    }

    #[test]
    fn the_calling_thread_works_and_one_thread_does_everything() {
        let here = format!("{:?}", current().id());
        let (working, taking) = threads_of(1);
        assert_eq!(working, BTreeSet::from([here.clone()]));
        assert_eq!(taking, working);
        let (working, taking) = threads_of(3);
        assert_eq!(working.len(), 3);
        assert!(working.contains(&here));
        assert_eq!(taking.len(), 1);
        assert!(taking.is_disjoint(&working));
    }

    #[test]
    fn the_engine_stays_in_its_thread_the_first_time_and_the_second() {
        let mut seen = Vec::new();
        for _ in 0..2 {
            each(
                1,
                0..1,
                |_| {
                    let (one, other) = rayon::join(|| current().id(), || current().id());
                    (rayon::current_num_threads(), one, other)
                },
                |result| {
                    seen.push(result);
                    ControlFlow::Continue(())
                },
            );
        }
        let here = current().id();
        assert_eq!(seen, [(1, here, here), (1, here, here)]);
        assert_eq!(divided(1, rayon::current_num_threads), 1);
        assert_eq!(divided(3, rayon::current_num_threads), 3);
    }

    #[test]
    fn a_panic_ends_the_call_whoever_panics() {
        for threads in [1, 2, 3] {
            for panicking in ["work", "done"] {
                let ended = catch_unwind(AssertUnwindSafe(|| {
                    each(
                        threads,
                        0..100,
                        |item| assert!(item != 7 || panicking != "work", "the eighth"),
                        |()| {
                            assert!(panicking != "done", "the first");
                            ControlFlow::Continue(())
                        },
                    );
                }));
                assert!(ended.is_err(), "{threads} {panicking}");
            }
        }
    }
}
