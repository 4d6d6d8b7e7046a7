//! Work done by several threads.
//!
//! In: items and what to do with one. Out: the results, handed to the calling thread as they come.
//! Promise: items are begun in their order; a stop is obeyed before the next item; no more results
//! wait than there are threads, so that memory stays flat. Why threads of our own: the engine divides
//! its work with rayon, and items inside rayon's loops make it steal work from itself until the stack
//! ends; so each thread is the whole of a pool of its own.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, PoisonError};

/// How many threads are of use here: as many as there are processors.
pub fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Does `work` on each item in `threads` threads, and hands each result to `done` until that breaks
/// off; what is being worked on then is finished and handed over no more.
pub fn each<I, R>(
    threads: usize,
    items: impl Iterator<Item = I> + Send,
    work: impl Fn(I) -> R + Sync,
    mut done: impl FnMut(R) -> ControlFlow<()>,
) where
    I: Send,
    R: Send,
{
    let threads = threads.max(1);
    let items = Mutex::new(items);
    let stop = AtomicBool::new(false);
    let (sender, results) = sync_channel(threads);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            let (items, stop, work) = (&items, &stop, &work);
            scope.spawn(move || {
                alone(|| {
                    while !stop.load(Ordering::Relaxed) {
                        let next = items.lock().unwrap_or_else(PoisonError::into_inner).next();
                        let Some(item) = next else {
                            break;
                        };
                        if sender.send(work(item)).is_err() {
                            break;
                        }
                    }
                });
            });
        }
        drop(sender);
        for result in results {
            if done(result).is_break() {
                stop.store(true, Ordering::Relaxed);
                break;
            }
        }
    });
}

/// Runs in this thread as the only one of a pool; without a pool, where none can be had.
fn alone(run: impl FnOnce() + Send) {
    let run = Mutex::new(Some(run));
    let once = || {
        let run = run.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(run) = run {
            run();
        }
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread()
        .build();
    match pool {
        Ok(pool) => pool.install(once),
        Err(_) => once(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_worked_on_once() {
        let mut found = Vec::new();
        each(
            3,
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

    #[test]
    fn a_stop_is_obeyed() {
        let begun = AtomicBool::new(false);
        let mut handed = 0;
        each(
            2,
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
