//! Fills the pages well: looks at a layout, and where it is poor tries a few others.
//!
//! In: the paper and a way to lay the leaflet out with a given [`Fit`]. Out: the best document.
//! Promise: a leaflet whose first layout is good is laid out once, or twice where its last page has
//! room for more ruled lines; the choice depends on the leaflet alone. The tries are few and in a
//! fixed order, because a page that looks right matters more than the last line saved.

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::layout::{Frame, FrameItem, Point};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::Refusal;
use crate::leaflet::Paper;

/// How the templates fill the pages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fit {
    /// Scale of all white space between lines and blocks; 1 is as designed.
    pub(super) density: f64,
    /// Whether a list of steps is kept whole up to six tenths of a page.
    pub(super) keep_steps: bool,
    /// Whether a list of risks is kept whole up to six tenths of a page.
    pub(super) keep_risks: bool,
    /// Ruled lines under each prompt for the patient's own questions.
    pub(super) lines_per_prompt: u32,
}

/// The densities tried, and for each whether steps and risks are kept whole; best looking first.
/// Another density is another layout of every line; the rest is mostly found in the engine's cache.
const DENSITIES: &[f64] = &[1.0, 0.75];
const KEPT: &[(bool, bool)] = &[(true, true), (true, false), (false, true), (false, false)];

/// A leaflet of more pages is not tried in other ways: it is a booklet, where a hole is soon turned over, and
/// each try would cost as much as a dozen leaflets.
const MOST_PAGES_TRIED: usize = 12;

/// Lines under a prompt to begin with, and at the most.
const FEWEST_LINES: u32 = 2;
const MOST_LINES: u32 = 4;

/// From one ruled line to the next, in millimetres: room for handwriting.
const RULED_LINE: f64 = 8.0;

/// A page but the last that is filled less than this has a hole.
const WELL_FILLED: f64 = 0.72;

/// A last page that is filled less than this looks like an accident.
const NEARLY_EMPTY: f64 = 0.22;

/// What lies on the sheet above and below the text, in millimetres; the templates' margins.
const TOP_MARGIN: f64 = 22.0;
const BOTTOM_MARGIN: f64 = 20.0;

const MILLIMETRE: f64 = 72.0 / 25.4;

/// Lays out with the tries in turn until one is good, then fills its last page with ruled lines.
pub(super) fn best(
    paper: &Paper,
    prompts: usize,
    mut lay_out: impl FnMut(Fit) -> Result<PagedDocument, Refusal>,
) -> Result<PagedDocument, Refusal> {
    let mut best: Option<(f64, Fit, PagedDocument)> = None;
    let mut fewest_pages = f64::INFINITY;
    'tries: for &density in DENSITIES {
        for &(keep_steps, keep_risks) in KEPT {
            let fit = Fit {
                density,
                keep_steps,
                keep_risks,
                lines_per_prompt: FEWEST_LINES,
            };
            let document = lay_out(fit)?;
            let fills: Vec<f64> = document
                .pages()
                .iter()
                .map(|page| filled(&page.frame, paper))
                .collect();
            fewest_pages = fewest_pages.min(fills.iter().sum::<f64>().ceil());
            let lists = lists(&document);
            let faults = faults(&fills, &lists);
            let departure = departure(&lists, fit);
            let cost = faults + departure + fills.len() as f64;
            if best.as_ref().is_none_or(|(least, _, _)| cost < *least) {
                best = Some((cost, fit, document));
            }
            let as_short_as_can_be = fills.len() as f64 <= fewest_pages;
            if fills.len() > MOST_PAGES_TRIED {
                break 'tries;
            }
            if faults == 0.0 && (departure == 0.0 || as_short_as_can_be && departure <= SPLIT_LIST)
            {
                break 'tries;
            }
            if lists.is_empty() {
                // Nothing is kept whole, so the other three would be the same pages.
                break;
            }
        }
    }
    let Some((_, fit, document)) = best else {
        return Err(Refusal::internal());
    };
    let room = (1.0 - last_page_filled(&document, paper)) * text_height(paper);
    let more = (room / (RULED_LINE * prompts.max(1) as f64))
        .floor()
        .clamp(0.0, f64::from(MOST_LINES));
    let lines_per_prompt = (FEWEST_LINES + more as u32).min(MOST_LINES);
    if lines_per_prompt == fit.lines_per_prompt {
        return Ok(document);
    }
    let filled = lay_out(Fit {
        lines_per_prompt,
        ..fit
    })?;
    // More lines that open another page would undo what was just chosen.
    if filled.pages().len() == document.pages().len() {
        Ok(filled)
    } else {
        Ok(document)
    }
}

/// What spoils a layout, in pages: a hole 1 and more, by its size; a nearly empty last page 2,
/// because its reader thinks that a page went missing; one step or risk alone on a page a half.
fn faults(fills: &[f64], lists: &[List]) -> f64 {
    let holes: f64 = fills
        .iter()
        .take(fills.len().saturating_sub(1))
        .filter(|filled| **filled < WELL_FILLED)
        .map(|filled| 1.0 + (WELL_FILLED - filled) * 4.0)
        .sum();
    let ending = match fills.last() {
        Some(filled) if *filled < NEARLY_EMPTY => 2.0,
        _ => 0.0,
    };
    let stranded = lists
        .iter()
        .filter(|list| list.is_split() && list.strands_one())
        .count();
    holes + ending + stranded as f64 / 2.0
}

/// What a list of steps or risks on two pages costs, in pages: a little more than white space that
/// is drawn closer, so that one list is saved by it, and less than a page.
const SPLIT_LIST: f64 = 0.6;

/// How far a layout is from the design, in pages.
fn departure(lists: &[List], fit: Fit) -> f64 {
    let split = lists.iter().filter(|list| list.is_split()).count();
    split as f64 * SPLIT_LIST + (1.0 - fit.density) * 2.0
}

/// How many steps or risks of one list stand on each of its pages.
struct List(Vec<usize>);

impl List {
    fn is_split(&self) -> bool {
        self.0.len() > 1
    }

    fn strands_one(&self) -> bool {
        self.0.contains(&1)
    }
}

/// The lists of steps and risks, found by the marks that the templates set at each item.
fn lists(document: &PagedDocument) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let Some(label) = Label::new(PicoStr::intern(ITEM_LABEL)) else {
        return lists;
    };
    let introspector: &dyn Introspector = document.introspector().as_ref();
    let mut last_page = None;
    for mark in introspector.query(&Selector::Label(label)) {
        let page = mark.location().and_then(|place| introspector.page(place));
        let is_first = mark
            .to_packed::<MetadataElem>()
            .is_some_and(|metadata| metadata.value == Value::Int(0));
        if is_first {
            lists.push(List(Vec::new()));
        }
        let Some(List(pages)) = lists.last_mut() else {
            continue;
        };
        match pages.last_mut() {
            Some(items) if page == last_page => *items += 1,
            _ => pages.push(1),
        }
        last_page = page;
    }
    lists
}

/// What the templates call the mark at each item; its value is the item's index in its list.
const ITEM_LABEL: &str = "list-item";

fn last_page_filled(document: &PagedDocument, paper: &Paper) -> f64 {
    document
        .pages()
        .last()
        .map_or(1.0, |page| filled(&page.frame, paper))
}

/// The share of the text's height that is used on a page, from 0 to 1.
fn filled(frame: &Frame, paper: &Paper) -> f64 {
    let foot = (paper.height - BOTTOM_MARGIN) * MILLIMETRE;
    let lowest = lowest(frame, Point::zero(), foot) / MILLIMETRE;
    ((lowest - TOP_MARGIN) / text_height(paper)).clamp(0.0, 1.0)
}

fn text_height(paper: &Paper) -> f64 {
    paper.height - TOP_MARGIN - BOTTOM_MARGIN
}

/// The lowest mark above `foot`, in points from the top.
fn lowest(frame: &Frame, origin: Point, foot: f64) -> f64 {
    frame
        .items()
        .map(|(position, item)| {
            let at = origin + *position;
            match item {
                FrameItem::Group(group) => lowest(&group.frame, at, foot),
                FrameItem::Text(_) | FrameItem::Shape(..) => at.y.to_pt(),
                FrameItem::Image(_, size, _) => (at.y + size.y).to_pt(),
                FrameItem::Link(..) | FrameItem::Tag(_) => 0.0,
            }
        })
        .filter(|y| *y < foot)
        .fold(0.0, f64::max)
}
