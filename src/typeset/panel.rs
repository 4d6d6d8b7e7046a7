//! The personal panel set by itself, and leaflets with room for one.
//!
//! In: a leaflet whose person stands in the panel and nowhere else. Out: the panel on a sheet of its
//! own, as high as it needs; the leaflet with a marked room of that height; and the panel put on an
//! otherwise empty page exactly where that room is. Promise: the panel is set by the same template,
//! at the same width, as inside a leaflet, so that both ways print the same dots. Why this shape: of a
//! clinic's list nothing but the panel differs, and setting it alone takes a tenth of the time.

use std::num::NonZeroUsize;

use typst::foundations::{Bytes, Label, Selector};
use typst::introspection::{DocumentPosition, Introspector};
use typst::layout::{Abs, Frame, Point, Size};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::fit::Fit;
use super::world::{LeafletWorld, Sheet};
use super::{Refusal, TypesetLeaflet, Workshop, compile, data, set_pages};
use crate::leaflet::{Leaflet, PanelField, Paper};

/// What the room for a panel says to whoever reads the finished file, before the panel is printed in
/// it. It never reaches a patient.
pub const PANEL_MARK: &str = "leaflet: room for the personal panel";

/// The label of the room's upper corner; the same name is in the templates.
const ROOM: &str = "panel-room";

/// How many panels old a cached result of the engine may grow. A panel leaves little behind, and the
/// leaflets among the cached results serve all panels of another height.
const CACHE_AGE: usize = 200;

/// Sets the panels of one leaflet.
pub struct PanelSetter {
    look: Bytes,
    fit: Bytes,
    paper: &'static Paper,
}

/// A panel, set by itself.
pub struct TypesetPanel {
    document: PagedDocument,
    paper: &'static Paper,
}

/// Where a leaflet has room for a panel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PanelRoom {
    /// The page, counted from 0.
    pub page: usize,
    /// From the sheet's left edge to the panel's, in points.
    left: Abs,
    /// From the sheet's upper edge to the panel's, in points.
    top: Abs,
}

impl PanelSetter {
    /// For the panels of this leaflet.
    pub fn new(leaflet: &Leaflet) -> Self {
        Self {
            look: Bytes::new(data::leaflet(leaflet)),
            fit: Bytes::new(data::fit(&Fit::as_designed())),
            paper: leaflet.paper,
        }
    }

    /// Sets one panel.
    ///
    /// # Errors
    /// What the engine refuses, said again without quoting the person's words.
    pub fn set(&self, panel: &[PanelField], workshop: &Workshop) -> Result<TypesetPanel, Refusal> {
        let files = [
            (data::LEAFLET_PATH.to_owned(), self.look.clone()),
            (data::FIT_PATH.to_owned(), self.fit.clone()),
            (
                data::PERSON_PATH.to_owned(),
                Bytes::new(data::person(panel)),
            ),
        ];
        comemo::evict(CACHE_AGE);
        let document = compile(&LeafletWorld::new(workshop, Sheet::PanelAlone, files))?;
        Ok(TypesetPanel {
            document,
            paper: self.paper,
        })
    }
}

impl TypesetPanel {
    /// Its height in points, if it is one piece that a page keeps whole: it stands on one sheet, and
    /// is no higher than half the text of a page.
    pub fn height(&self) -> Option<f64> {
        let [page] = self.document.pages() else {
            return None;
        };
        let height = page.frame.height();
        (height <= Abs::mm(self.paper.text_height() / 2.0)).then_some(height.to_pt())
    }

    /// The panel alone on a page as large as the leaflet's, where the leaflet has room for it.
    pub fn at(&self, room: PanelRoom) -> TypesetLeaflet {
        let sheet = Size::new(Abs::mm(self.paper.width), Abs::mm(self.paper.height));
        let pages = self.document.pages().iter().map(|page| {
            let mut frame = Frame::hard(sheet);
            frame.push_frame(Point::new(room.left, room.top), page.frame.clone());
            let mut page = page.clone();
            page.frame = frame;
            page
        });
        let info = typst::model::Document::info(&self.document).clone();
        TypesetLeaflet {
            document: PagedDocument::new(pages.collect(), info),
            files: Vec::new(),
        }
    }
}

/// Sets a leaflet with room for a panel of this height, in points, and says where the room is.
///
/// # Errors
/// What the engine refuses; or that the room is not to be found, which is a fault of the program.
pub fn typeset_with_room(
    leaflet: &Leaflet,
    height: f64,
    workshop: &Workshop,
) -> Result<(TypesetLeaflet, PanelRoom), Refusal> {
    let room = data::room_for_person(height, PANEL_MARK);
    let typeset = set_pages(leaflet, room, workshop)?;
    let room = find_room(&typeset.document).ok_or_else(Refusal::internal)?;
    Ok((typeset, room))
}

fn find_room(document: &PagedDocument) -> Option<PanelRoom> {
    let label = Label::new(PicoStr::intern(ROOM))?;
    let introspector: &dyn Introspector = document.introspector().as_ref();
    let found = introspector.query(&Selector::Label(label));
    let [mark] = &found[..] else {
        return None;
    };
    let place = introspector.position(mark.location()?)?;
    let place = DocumentPosition::as_paged(place)?;
    Some(PanelRoom {
        page: NonZeroUsize::get(place.page) - 1,
        left: place.point.x,
        top: place.point.y,
    })
}
