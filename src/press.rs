//! From a leaflet's data to the bytes of its file: which way it takes, and what is made only once.
//!
//! In: a leaflet as [`Master`], and for each person the fields of the panel. Out: a finished file.
//! Promise: the way depends on the leaflet and the person alone, so that one leaflet has one form, to
//! the byte, whether it is made alone, among thousands, or in another order. A person's words that
//! stand in the panel only are printed into stock ([`crate::imprint`]); where they stand in the text
//! too, or the panel is too high to be one piece, the whole leaflet is set for that person.
//!
//! Why this shape: `make` and `batch` both print here, so neither can differ from the other. A master
//! is shared by threads; what it keeps is bounded.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::export;
use crate::imprint::Stock;
use crate::leaflet::{Leaflet, PanelField};
use crate::typeset::{
    self, PANEL_MARK, PanelRoom, PanelSetter, Refusal, Workshop, typeset_with_room,
};

/// Most heights of panels for which stock is kept. A stock of the first guide takes 0.1 MB, and names
/// of all scripts need a dozen.
const MOST_STOCKS: usize = 64;

/// A leaflet without its person, ready to be printed for many.
pub struct Master {
    leaflet: Leaflet,
    panels: PanelSetter,
    /// By the height of the panel, as the bits of its points.
    stocks: Mutex<BTreeMap<u64, Arc<Ready>>>,
}

/// Stock for panels of one height.
struct Ready {
    room: PanelRoom,
    stock: Option<Stock>,
    pages: usize,
}

/// A printed leaflet.
pub struct Printed {
    /// The bytes of the file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

impl Master {
    /// A leaflet, ready to be printed. Its own panel is not looked at.
    pub fn new(leaflet: Leaflet) -> Self {
        Self {
            panels: PanelSetter::new(&leaflet),
            leaflet,
            stocks: Mutex::default(),
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
    pub fn print(&self, panel: Vec<PanelField>, workshop: &Workshop) -> Result<Printed, Refusal> {
        if panel.is_empty() {
            return print_whole(&self.with(panel), workshop);
        }
        let alone = self.panels.set(&panel, workshop)?;
        if let Some(height) = alone.height() {
            let ready = self.ready(height, workshop)?;
            if let Some(stock) = &ready.stock {
                let sheet = export::pdf(&alone.at(ready.room), self.leaflet.document_date)?;
                if let Ok(pdf) = stock.imprint(&sheet) {
                    return Ok(Printed {
                        pdf,
                        pages: ready.pages,
                    });
                }
            }
        }
        print_whole(&self.with(panel), workshop)
    }

    fn with(&self, panel: Vec<PanelField>) -> Leaflet {
        Leaflet {
            panel,
            ..self.leaflet.clone()
        }
    }

    /// The stock for panels of this height, made when the first is met. Threads that meet it at the
    /// same moment may each make it; they make the same.
    fn ready(&self, height: f64, workshop: &Workshop) -> Result<Arc<Ready>, Refusal> {
        let key = height.to_bits();
        let stocks = || self.stocks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(ready) = stocks().get(&key) {
            return Ok(Arc::clone(ready));
        }
        let (pages, room) = typeset_with_room(&self.leaflet, height, workshop)?;
        let pdf = export::pdf(&pages, self.leaflet.document_date)?;
        let ready = Arc::new(Ready {
            room,
            stock: Stock::prepare(&pdf, room.page, PANEL_MARK).ok(),
            pages: pages.pages(),
        });
        let mut stocks = stocks();
        if stocks.len() >= MOST_STOCKS {
            stocks.pop_first();
        }
        stocks.insert(key, Arc::clone(&ready));
        Ok(ready)
    }
}

/// Sets and exports a whole leaflet, person and all.
///
/// # Errors
/// What the engine or the standards refuse, said without the leaflet's words.
pub fn print_whole(leaflet: &Leaflet, workshop: &Workshop) -> Result<Printed, Refusal> {
    let pages = typeset::typeset(leaflet, workshop)?;
    Ok(Printed {
        pdf: export::pdf(&pages, leaflet.document_date)?,
        pages: pages.pages(),
    })
}
