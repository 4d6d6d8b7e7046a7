//! The ways to make the leaflets of a roster, and what is seen of them.
//!
//! In: where things are, and whether the program has a command for a roster. Out: the ways in the order
//! of the table. Promise: versions are read and not typed.

use std::path::PathBuf;

use leaflet_benches::ROSTER_ROWS;
use leaflet_benches::measuring::{Places, in_lock};
use leaflet_benches_way::Problem;

/// How many leaflets the slow ways make; the others make [`ROSTER_ROWS`].
pub(crate) const FEW: usize = 100;

/// One way to make the leaflets of a roster.
pub(crate) struct Way {
    /// What stands in the table.
    pub(crate) name: String,
    /// A word for standard error.
    pub(crate) short: &'static str,
    pub(crate) call: Call,
    /// How many leaflets it makes.
    pub(crate) count: usize,
    /// With one thread, and with two.
    pub(crate) seen: [Seen; 2],
}

/// How a way is called.
pub(crate) enum Call {
    /// Our own command, with these options beside the roster, the folder and the number of threads.
    Leaflet(&'static [&'static str]),
    /// Our own command with its ledger, started so many times, each with one thread and its share of
    /// the rows.
    Shares,
    /// Our own command, where the program has none.
    Missing,
    /// A program as `way` says that takes the number of threads.
    Threads(Vec<PathBuf>),
    /// A program as `way` says that spreads one document over all processors.
    Spread(Vec<PathBuf>),
    /// A program as `way` says, started so many times, each with its share.
    Processes(Vec<PathBuf>),
}

/// What was measured of a way with one number of threads.
#[derive(Default)]
pub(crate) struct Seen {
    /// Of each round, for all rows of the roster.
    pub(crate) seconds: Vec<f64>,
    /// Of each round: the processor's time by the clock's.
    pub(crate) busy: Vec<f64>,
    /// Of each round, of all processes together.
    pub(crate) peaks: Vec<f64>,
    /// The leaflets that the way could not make, in one round.
    pub(crate) failed: usize,
}

/// The place of our own command with its ledger in [`ways`].
pub(crate) const LEDGER: usize = 1;

/// The place of the same in two processes at the same time, which have nothing in common but the
/// machine and the folder: what they make is the most that two threads of one process can. It is measured
/// with two alone.
pub(crate) const CONTROL: usize = 2;

/// The place of the bare engine in [`ways`], and those of the same in two processes and as it comes:
/// other ways to keep two processors busy with it, which are measured with two alone.
pub(crate) const BARE: usize = 3;
pub(crate) const BARE_PROCESSES: usize = 4;
pub(crate) const BARE_SPREAD: usize = 5;

pub(crate) fn ways(places: &Places, has_batch: bool) -> Result<Vec<Way>, Problem> {
    let leaflet = places.said_version()?;
    let batch = |options| {
        if has_batch {
            Call::Leaflet(options)
        } else {
            Call::Missing
        }
    };
    let way = |name: String, short, call, count| Way {
        name,
        short,
        call,
        count,
        seen: Default::default(),
    };
    let bare = vec![places.ours.join("bench-bare")];
    let typst = in_lock("typst", "")?;
    Ok(vec![
        way(
            leaflet.clone(),
            "leaflet",
            batch(&["--no-ledger"]),
            ROSTER_ROWS,
        ),
        way(
            format!("{leaflet}, with its ledger"),
            "leaflet, ledger",
            batch(&[]),
            ROSTER_ROWS,
        ),
        way(
            "the same, as two processes with half the rows each".to_owned(),
            "leaflet, processes",
            match has_batch {
                true => Call::Shares,
                false => Call::Missing,
            },
            ROSTER_ROWS,
        ),
        way(
            format!("the engine bare (Typst {typst})"),
            "bare, threads",
            Call::Threads(bare.clone()),
            ROSTER_ROWS,
        ),
        way(
            format!("the engine bare (Typst {typst})"),
            "bare, processes",
            Call::Processes(bare.clone()),
            ROSTER_ROWS,
        ),
        way(
            format!("the engine bare (Typst {typst})"),
            "bare, spread",
            Call::Spread(bare),
            ROSTER_ROWS,
        ),
        way(
            format!(
                "genpdf {} + printpdf {}",
                in_lock("genpdf", "")?,
                in_lock("printpdf", "0.3.")?
            ),
            "genpdf",
            Call::Processes(vec![places.baselines.join("bench-genpdf")]),
            FEW,
        ),
        way(
            format!("WeasyPrint {}", places.of_python("weasyprint")?),
            "weasyprint",
            Call::Processes(places.python_way("weasyprint_way.py")),
            FEW,
        ),
        way(
            format!("Python binding of Typst {}", places.of_python("typst")?),
            "typst-py",
            Call::Processes(places.python_way("typst_way.py")),
            ROSTER_ROWS,
        ),
    ])
}
