//! The values of the personal panel set by themselves, and leaflets with room for them.
//!
//! In: a leaflet whose person stands in the panel and nowhere else. Out: the values of each person,
//! each as high as it is; the leaflet with its panel, labels and all, and a marked room in the place of
//! each value; and the values alone on an otherwise empty page, exactly where their rooms are.
//! Promise: a value is set by the same template, at the same width, as inside its field, so that both
//! ways print the same dots; it comes out the same whichever others are set with it. Why this shape: of
//! a clinic's list nothing but the values differ, and most of those repeat from row to row.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use typst::foundations::{Bytes, Label, Selector};
use typst::introspection::{DocumentPosition, Introspector};
use typst::layout::{Abs, Frame, Point, Size};
use typst::model::DocumentInfo;
use typst::utils::PicoStr;
use typst_layout::{Page, PagedDocument};

use super::fit::Fit;
use super::widths::Widths;
use super::world::{LeafletWorld, Sheet};
use super::{Engine, Refusal, TypesetLeaflet, compile, data, set_pages};
use crate::leaflet::{Leaflet, PanelField};

/// What the room for a value says to whoever reads the finished file, before the value is printed in
/// it. It never reaches a patient.
pub fn slot_mark(index: usize) -> String {
    format!("leaflet: room for value {index}")
}

/// The label of each room's upper corner; the same name is in the templates.
const ROOM: &str = "value-room";

/// The most that the values of a panel may be high together, in millimetres. A panel is then surely one
/// piece that a page keeps whole: seven values of one line take 21, their labels and what lies between
/// them 55, and half a page of Letter is 118.
const HIGHEST_VALUES: f64 = 45.0;

/// Most values that are remembered: surgeons, dates, levels and sides come again and again. Names do not,
/// so wide values are not among them.
const MOST_REMEMBERED: usize = 300;

/// How many times values are set until a result that the engine cached and did not use goes. Few, because
/// what one person's words leave behind serves nobody else.
const CACHE_AGE: usize = 2;

/// Sets the values of one leaflet's panels.
pub struct PanelSetter {
    look: [(String, Bytes); 3],
    widths: Widths,
    fit: Bytes,
    known: Mutex<Known>,
}

/// Values that were set.
#[derive(Default)]
struct Known {
    pages: HashMap<ValueKey, Page>,
    info: DocumentInfo,
}

/// What a value's look depends on.
#[derive(PartialEq, Eq, Hash, Clone)]
struct ValueKey {
    value: String,
    wide: bool,
    right_to_left: bool,
}

impl ValueKey {
    fn of(field: &PanelField) -> Self {
        Self {
            value: field.value.clone(),
            wide: field.wide,
            right_to_left: field.right_to_left,
        }
    }
}

/// The values of one person, each set by itself, in the order of the panel.
pub struct TypesetValues {
    pages: Vec<Page>,
    info: DocumentInfo,
}

/// Where a leaflet has room for values, in the order of the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Slots {
    /// The page, counted from 0.
    pub page: usize,
    sheet: Size,
    corners: Vec<Point>,
}

impl PanelSetter {
    /// For the panels of this leaflet.
    pub fn new(leaflet: &Leaflet) -> Self {
        Self {
            look: data::look(leaflet),
            widths: Widths::of(&leaflet.print.edition.measures),
            fit: Bytes::new(data::fit(&Fit::as_designed())),
            known: Mutex::default(),
        }
    }

    /// Sets the values of several people.
    ///
    /// # Errors
    /// What the engine refuses, said again without quoting the people's words.
    pub fn set(
        &self,
        panels: &[Vec<PanelField>],
        engine: &Engine,
    ) -> Result<Vec<TypesetValues>, Refusal> {
        let mut pages: HashMap<ValueKey, Option<Page>> = HashMap::new();
        let mut new = Vec::new();
        let mut info = {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            for field in panels.iter().flatten() {
                let key = ValueKey::of(field);
                pages.entry(key).or_insert_with_key(|key| {
                    let page = known.pages.get(key).cloned();
                    if page.is_none() {
                        new.push(field);
                    }
                    page
                });
            }
            known.info.clone()
        };
        if !new.is_empty() {
            let document = self.set_new(&new, engine)?;
            info = typst::model::Document::info(&document).clone();
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            if known.pages.len() + new.len() > MOST_REMEMBERED {
                known.pages.clear();
            }
            for (field, page) in new.into_iter().zip(document.pages()) {
                let key = ValueKey::of(field);
                if !key.wide {
                    known.pages.insert(key.clone(), page.clone());
                }
                pages.insert(key, Some(page.clone()));
            }
            known.info = info.clone();
        }
        let page = |field: &PanelField| pages.get(&ValueKey::of(field)).cloned().flatten();
        panels
            .iter()
            .map(|panel| {
                let pages: Option<Vec<Page>> = panel.iter().map(page).collect();
                let pages = pages.ok_or_else(|| Refusal::internal())?;
                let info = info.clone();
                Ok(TypesetValues { pages, info })
            })
            .collect()
    }

    /// Sets values that are not remembered, each on a page.
    fn set_new(&self, fields: &[&PanelField], engine: &Engine) -> Result<PagedDocument, Refusal> {
        let values = data::values(&self.widths, fields.iter().copied());
        let files = [
            (data::FIT_PATH.to_owned(), self.fit.clone()),
            (data::VALUES_PATH.to_owned(), Bytes::new(values)),
        ];
        let look = self.look.iter().cloned();
        comemo::evict(CACHE_AGE);
        let document = compile(&LeafletWorld::new(
            engine,
            Sheet::Values,
            files.into_iter().chain(look),
        ))?;
        if document.pages().len() == fields.len() {
            Ok(document)
        } else {
            Err(Refusal::internal())
        }
    }
}

impl TypesetValues {
    /// The height of each value in points; `None` if they are so high together that a page might not
    /// keep their panel whole.
    pub fn heights(&self) -> Option<Vec<f64>> {
        let heights = self.pages.iter().map(|page| page.frame.height());
        let together: Abs = heights.clone().sum();
        (together <= Abs::mm(HIGHEST_VALUES)).then(|| heights.map(Abs::to_pt).collect())
    }

    /// The values alone on a page as large as the leaflet's, each where the leaflet has room for it.
    pub fn at(self, rooms: &Slots) -> TypesetLeaflet {
        Self::at_all([(self, rooms)])
    }

    /// The values of several people, each's alone on a page where their leaflet has room for them. The
    /// leaflets must have one language, because the pages become one document.
    pub fn at_all<'a>(people: impl IntoIterator<Item = (Self, &'a Slots)>) -> TypesetLeaflet {
        let mut pages = Vec::new();
        let mut info = DocumentInfo::default();
        for (values, rooms) in people {
            info = values.info;
            let mut frame = Frame::hard(rooms.sheet);
            let mut page = None;
            for (value, corner) in values.pages.into_iter().zip(&rooms.corners) {
                frame.push_frame(*corner, value.frame.clone());
                page.get_or_insert(value);
            }
            pages.extend(page.map(|page| Page {
                frame,
                number: pages.len() as u64 + 1,
                ..page
            }));
        }
        TypesetLeaflet {
            document: PagedDocument::new(pages.into_iter().collect(), info),
            files: Vec::new(),
        }
    }
}

impl Slots {
    /// Sets a leaflet with room for values of these heights, in points, under the labels of a panel,
    /// and says where they are; `None` if they are not all on one page.
    ///
    /// # Errors
    /// What the engine refuses.
    pub fn typeset(
        leaflet: &Leaflet,
        panel: &[PanelField],
        heights: &[f64],
        engine: &Engine,
    ) -> Result<(TypesetLeaflet, Option<Self>), Refusal> {
        let widths = Widths::of(&leaflet.print.edition.measures);
        let fields = panel.iter().zip(heights).enumerate();
        let fields = fields.map(|(index, (field, height))| {
            (field.label.as_str(), field.wide, *height, slot_mark(index))
        });
        let typeset = set_pages(leaflet, panel, data::rooms(&widths, fields), engine)?;
        let rooms = Self::find(&typeset.document);
        Ok((typeset, rooms))
    }

    /// The rooms of a leaflet, which are all on one page.
    fn find(document: &PagedDocument) -> Option<Self> {
        let label = Label::new(PicoStr::intern(ROOM))?;
        let introspector: &dyn Introspector = document.introspector().as_ref();
        let mut page = None;
        let mut corners = Vec::new();
        for mark in introspector.query(&Selector::Label(label)) {
            let place = introspector.position(mark.location()?)?;
            let place = DocumentPosition::as_paged(place)?;
            if *page.get_or_insert(place.page) != place.page {
                return None;
            }
            corners.push(place.point);
        }
        let page = page?.get() - 1;
        Some(Self {
            page,
            sheet: document.pages().get(page)?.frame.size(),
            corners,
        })
    }
}
