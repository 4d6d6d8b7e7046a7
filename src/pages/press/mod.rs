//! From a leaflet's data to the bytes of its file: which way it takes, and what is made only once.
//!
//! In: a leaflet as [`Master`], and for each person the fields of the panel. Out: a finished file.
//! Promise: the way depends on the leaflet and the person alone, so that one leaflet has one form, to
//! the byte, whether it is made alone, among thousands, or in another order. A person's words that
//! stand in the panel and the heads only are printed into stock ([`crate::pages::imprint`]); where they stand in
//! the text too, or the panel is too high to be one piece, or is not on the first page, or the name is too long
//! for the head, the whole leaflet is set for that person.
//!
//! Why this shape: `make` and `batch` both print here, so neither can differ from the other. A master
//! is shared by threads; what it keeps is bounded, and what one of them makes no other makes again.

mod job;
mod once_cache;
mod program;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use once_cache::OnceCache;

use crate::base::fingerprint::Fingerprint;
use crate::leaflet::format::{Format, MadeFrom};
use crate::leaflet::{Leaflet, PanelField};
use crate::pages::export;
use crate::pages::imprint::Stock;
use crate::pages::typeset::{
    self, Engine, PanelSetter, Refusal, Slots, TypesetValues, ValueSizes, slot_mark,
};

pub use job::{JobContent, JobLeaflet, JobProblem, JobReport, print_job};
pub use program::program;

/// Most kinds of stock that are kept. One of the first guide takes 0.2 MB; names of all scripts and
/// panels of every fullness need some dozens.
const MOST_STOCKS: usize = 64;

/// A leaflet without its person, ready to be printed for many.
pub struct Master {
    number: Number,
    leaflet: Leaflet,
    panels: PanelSetter,
    stocks: OnceCache<StockKey, Ready>,
}

/// What tells one stock from another: of each field the label, whether it is wide, and the height of
/// its value, as the bits of its points; and the width of the room in the head, alike.
type StockKey = (Vec<(String, bool, u64)>, u64);

/// Stock for panels of one form.
struct Ready {
    number: Number,
    /// `None` where the finished file is of a form that cannot be printed into.
    stock: Option<(Stock, Slots)>,
    /// The file that it was prepared from, for print jobs; empty where there is no stock.
    pdf: Vec<u8>,
    pages: usize,
}

/// What a master or a stock is known by. It says nothing of what is in it and goes into no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Number(u64);

impl Number {
    /// One that nothing else has.
    fn next() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// A printed leaflet.
pub struct Printed {
    /// The bytes of its file.
    pub bytes: Vec<u8>,
    /// How many pages it has; 0 where its format has none.
    pub pages: usize,
    /// The fingerprint of the bytes.
    pub fingerprint: Fingerprint,
}

impl Printed {
    fn new(bytes: Vec<u8>, pages: usize) -> Self {
        Self {
            fingerprint: Fingerprint::of(&bytes),
            bytes,
            pages,
        }
    }
}

/// A leaflet in a format.
pub struct Finished {
    /// The bytes of its files: one, or one a page; never none.
    pub files: Vec<Vec<u8>>,
    /// How many pages it has; 0 where the format has none.
    pub pages: usize,
}

impl Master {
    /// A leaflet, ready to be printed. Its own panel is not looked at.
    pub fn new(leaflet: Leaflet) -> Self {
        Self {
            number: Number::next(),
            panels: PanelSetter::new(&leaflet),
            leaflet,
            stocks: OnceCache::new(MOST_STOCKS),
        }
    }

    /// Whether this leaflet's words depend on the person in more places than the panel: then each
    /// person needs a leaflet that was personalised for them, and [`Master::print`] must not be asked.
    pub fn has_placeholders(&self) -> bool {
        self.leaflet.has_placeholders
    }

    /// Prints it with this panel; with none, for everyone.
    ///
    /// # Errors
    /// What the engine or the standards refuse, said without the person's words.
    pub fn print(&self, panel: Vec<PanelField>, engine: &Engine) -> Result<Printed, Refusal> {
        let mut printed = self.print_each(vec![panel], engine);
        printed.pop().unwrap_or_else(|| Err(Refusal::internal()))
    }

    /// Prints it with each of these panels, in their order: to the byte what [`Master::print`] gives
    /// for each, and quicker, because the panels are set together.
    pub fn print_each(
        &self,
        panels: Vec<Vec<PanelField>>,
        engine: &Engine,
    ) -> Vec<Result<Printed, Refusal>> {
        let set = self.panels.set(&panels, engine);
        match set {
            Ok(values) => self.print_set(panels.into_iter().zip(values), engine),
            // One that the engine refuses must not take the others along.
            Err(_) if panels.len() > 1 => panels
                .into_iter()
                .map(|panel| self.print(panel, engine))
                .collect(),
            Err(refusal) => vec![Err(refusal)],
        }
    }

    /// Makes it in a format of one file, with each of these panels, in their order. Where that is the PDF it is
    /// what [`Master::print_each`] gives.
    pub fn make_each(
        &self,
        panels: Vec<Vec<PanelField>>,
        format: &Format,
        engine: &Engine,
    ) -> Vec<Result<Printed, Refusal>> {
        let MadeFrom::Elements(write) = format.made_from else {
            return self.print_each(panels, engine);
        };
        let mut leaflet = self.with(Vec::new());
        // Their bytes are in no element.
        leaflet.pictures.clear();
        let made = panels.into_iter().map(|panel| {
            leaflet.panel = panel;
            Ok(Printed::new(write(&leaflet), 0))
        });
        made.collect()
    }

    /// Prints it with panels whose values were set, in their order. Those whose stock another thread is
    /// making come last, and wait for it then.
    fn print_set(
        &self,
        people: impl Iterator<Item = (Vec<PanelField>, TypesetValues)>,
        engine: &Engine,
    ) -> Vec<Result<Printed, Refusal>> {
        let mut printed = Vec::new();
        let mut later = Vec::new();
        for (at, (panel, values)) in people.enumerate() {
            let sizes = slot_sizes(&panel, &values);
            let key = sizes.map(|sizes| stock_key(&panel, &sizes));
            if key.is_some_and(|key| self.stocks.is_in_the_making(&key)) {
                later.push((at, panel, values));
            } else {
                printed.push((at, self.print_one(panel, values, engine)));
            }
        }
        for (at, panel, values) in later {
            printed.push((at, self.print_one(panel, values, engine)));
        }
        printed.sort_unstable_by_key(|(at, _)| *at);
        printed.into_iter().map(|(_, printed)| printed).collect()
    }

    fn print_one(
        &self,
        panel: Vec<PanelField>,
        values: TypesetValues,
        engine: &Engine,
    ) -> Result<Printed, Refusal> {
        if let Some(sizes) = slot_sizes(&panel, &values) {
            let ready = self.ready(&panel, &sizes, engine)?;
            if let Some((stock, rooms)) = &ready.stock {
                let sheet = export::pdf_of_values(&values.at(rooms), self.leaflet.document_date)?;
                if let Ok(pdf) = stock.imprint(&sheet) {
                    return Ok(Printed {
                        fingerprint: stock.fingerprint(&pdf),
                        bytes: pdf,
                        pages: ready.pages,
                    });
                }
            }
        }
        print_whole(&self.with(panel), engine)
    }

    fn with(&self, panel: Vec<PanelField>) -> Leaflet {
        Leaflet {
            panel,
            ..self.leaflet.clone()
        }
    }

    /// The stock for panels of this form, made when the first is met; while another thread makes it, it
    /// is waited for.
    fn ready(
        &self,
        panel: &[PanelField],
        sizes: &ValueSizes,
        engine: &Engine,
    ) -> Result<Arc<Ready>, Refusal> {
        self.stocks.get(&stock_key(panel, sizes), || {
            let (pages, rooms) = Slots::typeset(&self.leaflet, panel, sizes, engine)?;
            let pdf = export::pdf(&pages, self.leaflet.document_date)?;
            let marks = marks(panel.len());
            let stock = rooms.and_then(|rooms| {
                let stock = Stock::prepare(&pdf, rooms.page, &marks, rooms.has_head()).ok()?;
                Some((stock, rooms))
            });
            let pdf = if stock.is_some() { pdf } else { Vec::new() };
            let pages = pages.pages();
            Ok(Ready {
                number: Number::next(),
                stock,
                pdf,
                pages,
            })
        })
    }
}

/// How much room the values of a panel take, if it is one that is printed into stock.
fn slot_sizes(panel: &[PanelField], values: &TypesetValues) -> Option<ValueSizes> {
    values.sizes().filter(|_| !panel.is_empty())
}

/// Which stock a panel with values of these sizes needs.
fn stock_key(panel: &[PanelField], sizes: &ValueSizes) -> StockKey {
    let forms = panel.iter().zip(&sizes.heights);
    let forms = forms.map(|(field, height)| (field.label.clone(), field.wide, height.to_bits()));
    (forms.collect(), sizes.head.to_bits())
}

/// What marks the rooms of a panel with so many fields.
fn marks(fields: usize) -> Vec<String> {
    (0..fields).map(slot_mark).collect()
}

/// Prints one leaflet with its own panel, in the one way that there is for it.
///
/// # Errors
/// What the engine or the standards refuse, said without the leaflet's words.
pub fn print(leaflet: Leaflet, engine: &Engine) -> Result<Printed, Refusal> {
    if leaflet.has_placeholders {
        print_whole(&leaflet, engine)
    } else {
        let panel = leaflet.panel.clone();
        Master::new(leaflet).print(panel, engine)
    }
}

/// Makes the files of a leaflet in a format. Pictures have so many dots an inch.
///
/// # Errors
/// What the engine or the standards refuse, said without the leaflet's words.
pub fn finished(
    leaflet: Leaflet,
    format: &Format,
    dots_per_inch: u16,
    engine: &Engine,
) -> Result<Finished, Refusal> {
    if let MadeFrom::Elements(write) = format.made_from {
        return Ok(Finished {
            files: vec![write(&leaflet)],
            pages: 0,
        });
    }
    let Printed {
        bytes: pdf, pages, ..
    } = print(leaflet, engine)?;
    let files = match format.made_from {
        MadeFrom::Pictures => export::png(&pdf, dots_per_inch)?,
        MadeFrom::Pages | MadeFrom::Elements(_) => vec![pdf],
    };
    Ok(Finished { files, pages })
}

/// Makes a whole leaflet, person and all, in a format of one file.
///
/// # Errors
/// What the engine or the standards refuse, said without the leaflet's words.
pub fn make_whole(leaflet: &Leaflet, format: &Format, engine: &Engine) -> Result<Printed, Refusal> {
    match format.made_from {
        MadeFrom::Elements(write) => Ok(Printed::new(write(leaflet), 0)),
        MadeFrom::Pages | MadeFrom::Pictures => print_whole(leaflet, engine),
    }
}

/// Sets and exports a whole leaflet, person and all.
///
/// # Errors
/// What the engine or the standards refuse, said without the leaflet's words.
pub fn print_whole(leaflet: &Leaflet, engine: &Engine) -> Result<Printed, Refusal> {
    let pages = typeset::typeset(leaflet, engine)?;
    let bytes = export::pdf(&pages, leaflet.document_date)?;
    Ok(Printed::new(bytes, pages.pages()))
}
