//! A person's values in the panel and in the running head set by themselves, and leaflets with room for them.
//!
//! In: a leaflet whose person stands in the panel and in the head and nowhere else. Out: the values of each
//! person, each as high as it is; the leaflet with its panel, labels and all, and a marked room in the place of
//! each value and in each head; and the values alone on an otherwise empty page, exactly where their rooms are.
//! The words of the head stand on that page too, once, because all heads of a leaflet say the same.
//! Promise: a value is set by the same template, at the same width, as inside its field, so that both
//! ways print the same dots; it comes out the same whichever others are set with it. Why this shape: of
//! a clinic's list nothing but the values differ, and most of those repeat from row to row.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use typst::foundations::{Bytes, Label, Selector};
use typst::introspection::{DocumentPosition, Introspector};
use typst::layout::{Abs, Frame, Point, Size};
use typst::model::DocumentInfo;
use typst::utils::PicoStr;
use typst_layout::{Page, PagedDocument};

use super::data::{Alone, HeadRoom};
use super::fit::Fit;
use super::head_line::joined;
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
    /// How high the words in the head may be.
    head_lines: Abs,
    /// The room in the head that nearly everybody has.
    short_room: Abs,
    /// On either side of what stands between the name and the reference.
    gap: Abs,
    /// Whether the heads can take values from the panel as they are.
    has_one_type: bool,
    known: Mutex<Known>,
}

/// Values that were set.
#[derive(Default)]
struct Known {
    pages: Pages,
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
    Between,
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
            Alone::Between => Self {
                value: String::new(),
                place: Place::Between,
                right_to_left: false,
            },
            Alone::Head(words, _) => Self {
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
    /// The fields whose values the heads say as they are, if they do.
    parts: Option<Vec<&'a PanelField>>,
}

impl<'a> Person<'a> {
    fn of(panel: &'a [PanelField], has_one_type: bool) -> Self {
        Self {
            panel,
            head: words_in_head(panel),
            parts: data::parts_of_head(has_one_type, panel),
        }
    }

    /// What the heads say, if they say anything, in the usual room.
    fn head(&self) -> Option<Alone<'_>> {
        (!self.head.is_empty()).then_some(Alone::Head(&self.head, HeadRoom::Short))
    }

    /// All that is set at first.
    fn alone(&self) -> impl Iterator<Item = Alone<'_>> {
        let head = match &self.parts {
            Some(_) => Some(Alone::Between),
            None => self.head(),
        };
        self.panel.iter().map(Alone::Value).chain(head)
    }
}

/// Values by what their look depends on.
type Pages = HashMap<ValueKey, Page>;

/// The values of one person, each set by itself, in the order of the panel, and what the heads say.
pub struct TypesetValues {
    pages: Vec<Page>,
    head: Option<Page>,
    is_head_too_high: bool,
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
        let measures = &leaflet.print.edition.measures;
        Self {
            look: data::look(leaflet),
            widths: Widths::of(measures),
            fit: Bytes::new(data::fit(&Fit::as_designed())),
            head_lines: Abs::mm(measures.head_lines),
            short_room: Abs::mm(measures.full_width() * measures.head_person_short),
            gap: Abs::pt(measures.head * measures.head_gap),
            has_one_type: data::has_one_type(leaflet),
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
        let people = panels.iter();
        let people: Vec<Person<'_>> = people
            .map(|panel| Person::of(panel, self.has_one_type))
            .collect();
        let mut pages = Pages::new();
        let mut new = Vec::new();
        {
            let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            let mut is_new = HashSet::new();
            for alone in people.iter().flat_map(Person::alone) {
                let key = ValueKey::of(&alone);
                if let Some(page) = known.pages.get(&key) {
                    pages.insert(key, page.clone());
                } else if is_new.insert(key) {
                    new.push(alone);
                }
            }
        }
        self.set_new(new, &mut pages, engine)?;
        let mut heads = Vec::new();
        for person in &people {
            let (Some(parts), Some(head)) = (&person.parts, person.head()) else {
                continue;
            };
            let key = ValueKey::of(&head);
            if pages.contains_key(&key) {
                continue;
            }
            let joined = self.joined(parts, &pages);
            if let Some(page) = joined {
                pages.insert(key, page);
            } else {
                heads.push(head);
            }
        }
        self.set_new(heads, &mut pages, engine)?;
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let info = known.info.clone();
        drop(known);
        let page = |alone: Alone<'_>| {
            let page = pages.get(&ValueKey::of(&alone)).cloned();
            page.ok_or_else(Refusal::internal)
        };
        people
            .iter()
            .map(|person| {
                let head = person.head().map(page).transpose()?;
                Ok(TypesetValues {
                    pages: person
                        .panel
                        .iter()
                        .map(|field| page(Alone::Value(field)))
                        .collect::<Result<_, _>>()?,
                    is_head_too_high: head.as_ref().is_some_and(|head| self.is_too_high(head)),
                    head,
                    info: info.clone(),
                })
            })
            .collect()
    }

    /// The head of a person, put together from values, if they are one line and have room.
    fn joined(&self, parts: &[&PanelField], pages: &Pages) -> Option<Page> {
        let parts = parts
            .iter()
            .map(|part| pages.get(&ValueKey::of(&Alone::Value(part))));
        let parts: Option<Vec<&Page>> = parts.collect();
        let between = pages.get(&ValueKey::of(&Alone::Between))?;
        joined(&parts?, between, self.gap, self.short_room)
    }

    /// Sets what is not there yet. Words that are too high in a room of the head are set again in a wider one.
    fn set_new(
        &self,
        mut new: Vec<Alone<'_>>,
        pages: &mut Pages,
        engine: &Engine,
    ) -> Result<(), Refusal> {
        while !new.is_empty() {
            let document = self.set_pages(&new, engine)?;
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            if known.pages.len() + new.len() > MOST_REMEMBERED {
                known.pages.clear();
            }
            let mut again = Vec::new();
            for (alone, page) in new.into_iter().zip(document.pages()) {
                if let Alone::Head(words, room) = alone
                    && self.is_too_high(page)
                    && let Some(wider) = room.wider()
                {
                    again.push(Alone::Head(words, wider));
                    continue;
                }
                let key = ValueKey::of(&alone);
                if matches!(key.place, Place::Field | Place::Between) {
                    known.pages.insert(key.clone(), page.clone());
                }
                pages.insert(key, page.clone());
            }
            known.info = typst::model::Document::info(&document).clone();
            new = again;
        }
        Ok(())
    }

    /// Whether a head has no room for the words on this page.
    fn is_too_high(&self, page: &Page) -> bool {
        page.frame.height() > self.head_lines
    }

    /// Sets values, each on a page.
    fn set_pages(&self, alone: &[Alone<'_>], engine: &Engine) -> Result<PagedDocument, Refusal> {
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
    /// whole, or if the head has no room for so long a name and the pages must make more.
    pub fn sizes(&self) -> Option<ValueSizes> {
        let heights = self.pages.iter().map(|page| page.frame.height());
        let together: Abs = heights.clone().sum();
        let fits = together <= Abs::mm(HIGHEST_VALUES) && !self.is_head_too_high;
        let head = self.head.as_ref().map(|page| page.frame.width().to_pt());
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
        let data = data::rooms(&widths, fields, sizes.head);
        let typeset = set_pages(leaflet, panel, data, engine)?;
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
