//! A person's values in the panel and in the running head set by themselves, and leaflets with room for them.
//!
//! In: a leaflet whose person stands in the panel and in the head and nowhere else. Out: the values of each
//! person, each as high as it is; the leaflet with its panel, labels and all, and a marked room in the place of
//! each value and in each head; and the values alone on an otherwise empty page, exactly where their rooms are.
//! The words of the head stand on that page too, once, because all heads of a leaflet say the same.
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

use super::data::Alone;
use super::fit::Fit;
use super::widths::Widths;
use super::world::{LeafletWorld, Sheet};
use super::{Engine, Refusal, TypesetLeaflet, compile, data, set_pages};
use crate::leaflet::{Leaflet, PanelField, words_in_head};

/// What the room for a value says to whoever reads the finished file, before the value is printed in
/// it. It never reaches a patient.
pub fn slot_mark(index: usize) -> String {
    format!("leaflet: room for value {index}")
}

/// The label of each room's upper corner; the same name is in the templates.
const ROOM: &str = "value-room";

/// The label of the lower corner of the room in each head, where its lines begin; the same name is in the templates.
const HEAD_ROOM: &str = "head-room";

/// A page as narrow as this says that the head has no room for the person: points.
const NO_ROOM: f64 = 1.5;

/// How far the corners of heads may lie apart that are at the same place: points.
const NOISE: f64 = 0.001;

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
    place: Place,
    right_to_left: bool,
}

/// Where a value stands.
#[derive(PartialEq, Eq, Hash, Clone, Copy)]
enum Place {
    Field,
    WideField,
    Head,
}

impl ValueKey {
    fn of(alone: &Alone<'_>) -> Self {
        match alone {
            Alone::Value(field) => Self {
                value: field.value.clone(),
                place: if field.wide {
                    Place::WideField
                } else {
                    Place::Field
                },
                right_to_left: field.right_to_left,
            },
            Alone::Head(words) => Self {
                value: (*words).to_owned(),
                place: Place::Head,
                right_to_left: false,
            },
        }
    }
}

/// A person, as it is set by itself.
struct Person<'a> {
    panel: &'a [PanelField],
    /// What the heads say; empty where they say nothing.
    head: String,
}

impl<'a> Person<'a> {
    fn of(panel: &'a [PanelField]) -> Self {
        Self {
            panel,
            head: words_in_head(panel),
        }
    }

    /// What the heads say, if they say anything.
    fn head(&self) -> Option<Alone<'_>> {
        (!self.head.is_empty()).then_some(Alone::Head(&self.head))
    }

    /// All that is set.
    fn alone(&self) -> impl Iterator<Item = Alone<'_>> {
        self.panel.iter().map(Alone::Value).chain(self.head())
    }
}

/// The values of one person, each set by itself, in the order of the panel, and what the heads say.
pub struct TypesetValues {
    pages: Vec<Page>,
    head: Option<Page>,
    info: DocumentInfo,
}

/// How much room a person's values take, in points.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueSizes {
    /// The height of each value, in the order of the panel.
    pub heights: Vec<f64>,
    /// The width of the room for the person in the head; 0 where it says nothing of the person.
    pub head: f64,
}

/// Where a leaflet has room for values, in the order of the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Slots {
    /// The page, counted from 0.
    pub page: usize,
    sheet: Size,
    corners: Vec<Point>,
    /// The lower corner of the room in each head, where its lines begin; the heads are on every page but the first.
    head: Option<Point>,
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
        let people: Vec<Person<'_>> = panels.iter().map(|panel| Person::of(panel)).collect();
        let mut pages: HashMap<ValueKey, Option<Page>> = HashMap::new();
        let mut new = Vec::new();
        let mut info = {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            for alone in people.iter().flat_map(Person::alone) {
                let key = ValueKey::of(&alone);
                pages.entry(key).or_insert_with_key(|key| {
                    let page = known.pages.get(key).cloned();
                    if page.is_none() {
                        new.push(alone);
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
            for (alone, page) in new.iter().zip(document.pages()) {
                let key = ValueKey::of(alone);
                if key.place == Place::Field {
                    known.pages.insert(key.clone(), page.clone());
                }
                pages.insert(key, Some(page.clone()));
            }
            known.info = info.clone();
        }
        let page = |alone: Alone<'_>| {
            let page = pages.get(&ValueKey::of(&alone)).cloned().flatten();
            page.ok_or_else(|| Refusal::internal())
        };
        people
            .iter()
            .map(|person| {
                Ok(TypesetValues {
                    pages: person
                        .panel
                        .iter()
                        .map(|field| page(Alone::Value(field)))
                        .collect::<Result<_, _>>()?,
                    head: person.head().map(page).transpose()?,
                    info: info.clone(),
                })
            })
            .collect()
    }

    /// Sets values that are not remembered, each on a page.
    fn set_new(&self, alone: &[Alone<'_>], engine: &Engine) -> Result<PagedDocument, Refusal> {
        let values = data::values(&self.widths, alone);
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
        if document.pages().len() == alone.len() {
            Ok(document)
        } else {
            Err(Refusal::internal())
        }
    }
}

impl TypesetValues {
    /// How much room they take; `None` if they are so high together that a page might not keep their panel
    /// whole, or if the head has no room for so long a name.
    pub fn sizes(&self) -> Option<ValueSizes> {
        let heights = self.pages.iter().map(|page| page.frame.height());
        let together: Abs = heights.clone().sum();
        let head = self.head.as_ref().map(|page| page.frame.width().to_pt());
        let fits = together <= Abs::mm(HIGHEST_VALUES) && head.is_none_or(|head| head > NO_ROOM);
        fits.then(|| ValueSizes {
            heights: heights.map(Abs::to_pt).collect(),
            head: head.unwrap_or_default(),
        })
    }

    /// The values alone on a page as large as the leaflet's, each where the leaflet has room for it; before
    /// them, if the leaflet has heads, what they say of the person, where it stands on the other pages.
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
            // What the heads say comes first, so that it is found before the first value.
            if let (Some(head), Some(corner)) = (values.head, rooms.head) {
                let up = Point::with_y(head.frame.height());
                frame.push_frame(corner - up, head.frame);
            }
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
    /// Sets a leaflet with room for values of these sizes under the labels of a panel and in the heads, and
    /// says where they are; `None` if they are not where they can be printed into: the values all on one page,
    /// and the same room in the head of every page but the first, which then is the one with the values.
    ///
    /// # Errors
    /// What the engine refuses.
    pub fn typeset(
        leaflet: &Leaflet,
        panel: &[PanelField],
        sizes: &ValueSizes,
        engine: &Engine,
    ) -> Result<(TypesetLeaflet, Option<Self>), Refusal> {
        let widths = Widths::of(&leaflet.print.edition.measures);
        let fields = panel.iter().zip(&sizes.heights).enumerate();
        let fields = fields.map(|(index, (field, height))| {
            (field.label.as_str(), field.wide, *height, slot_mark(index))
        });
        let typeset = set_pages(leaflet, data::rooms(&widths, fields, sizes.head), engine)?;
        let rooms = Self::find(&typeset.document, sizes.head > 0.0);
        Ok((typeset, rooms))
    }

    /// Whether the heads of the leaflet have room for the person.
    pub fn has_head(&self) -> bool {
        self.head.is_some()
    }

    /// The rooms of a leaflet: those for values are all on one page, and those in heads, if the leaflet has
    /// any, are on every page but the first.
    fn find(document: &PagedDocument, has_heads: bool) -> Option<Self> {
        let mut page = None;
        let mut corners = Vec::new();
        for (on, corner) in marks(document, ROOM)? {
            if *page.get_or_insert(on) != on {
                return None;
            }
            corners.push(corner);
        }
        let page = page?;
        let sheet = document.pages().get(page)?.frame.size();
        let heads = marks(document, HEAD_ROOM)?;
        let head = heads.first().map(|(_, corner)| *corner);
        if has_heads {
            let others = document.pages().iter().skip(1);
            let are_alike = heads.iter().all(|(_, corner)| {
                let apart = head.map_or(Point::zero(), |head| *corner - head);
                apart.x.to_pt().abs() < NOISE && apart.y.to_pt().abs() < NOISE
            });
            let on = heads.iter().map(|(page, _)| *page);
            let are_everywhere = on.eq(1..document.pages().len());
            let are_alike_sheets = others
                .map(|page| page.frame.size())
                .all(|size| size == sheet);
            if page != 0 || !are_alike || !are_everywhere || !are_alike_sheets {
                return None;
            }
        }
        Some(Self {
            page,
            sheet,
            corners,
            head,
        })
    }
}

/// The marks with this label: on which page each is, counted from 0, and where.
fn marks(document: &PagedDocument, label: &str) -> Option<Vec<(usize, Point)>> {
    let label = Label::new(PicoStr::intern(label))?;
    let introspector: &dyn Introspector = document.introspector().as_ref();
    let marks = introspector.query(&Selector::Label(label));
    let places = marks.iter().map(|mark| {
        let place = introspector.position(mark.location()?)?;
        let place = DocumentPosition::as_paged(place)?;
        Some((place.page.get() - 1, place.point))
    });
    places.collect()
}
