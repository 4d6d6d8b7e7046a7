//! Fills the pages well: looks at a layout, and where it is poor tries a few others.
//!
//! In: the paper and a way to lay the leaflet out with a given [`Fit`]. Out: the best document.
//! Promise: a leaflet whose first layout is good is laid out once, or twice where its last page has
//! room for more ruled lines; the choice depends on the leaflet alone. The tries are few and in a
//! fixed order, because a page that looks right matters more than the last line saved.

use typst::layout::{Frame, FrameItem, Point};
use typst_layout::PagedDocument;

use super::Refusal;
use crate::leaflet::Paper;

/// How the templates fill the pages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fit {
    /// Scale of all white space between lines and blocks; 1 is as designed.
    pub(super) density: f64,
    /// Whether a list of steps or risks is kept whole up to six tenths of a page.
    pub(super) keep_lists: bool,
    /// Ruled lines under each prompt for the patient's own questions.
    pub(super) lines_per_prompt: u32,
}

/// The layouts tried, best looking first.
const TRIES: &[(f64, bool)] =
    &[(1.0, true), (1.0, false), (0.95, true), (0.95, false), (0.9, true), (0.9, false)];

/// Lines under a prompt to begin with, and at the most.
const FEWEST_LINES: u32 = 2;
const MOST_LINES: u32 = 5;

/// From one ruled line to the next, in millimetres: room for handwriting.
const RULED_LINE: f64 = 8.0;

/// The prompts that share the room; a language has two or three.
const PROMPTS: f64 = 3.0;

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
    mut lay_out: impl FnMut(Fit) -> Result<PagedDocument, Refusal>,
) -> Result<PagedDocument, Refusal> {
    let mut best: Option<(f64, Fit, PagedDocument)> = None;
    for &(density, keep_lists) in TRIES {
        let fit = Fit { density, keep_lists, lines_per_prompt: FEWEST_LINES };
        let document = lay_out(fit)?;
        let cost = cost(&document, paper, fit);
        let good = cost < BASE_COST;
        let better = best.as_ref().is_none_or(|(least, _, _)| cost < *least);
        if better {
            best = Some((cost, fit, document));
        }
        if good {
            break;
        }
    }
    let Some((_, fit, document)) = best else {
        return Err(Refusal::internal());
    };
    let room = (1.0 - last_page_filled(&document, paper)) * text_height(paper);
    let more = (room / (RULED_LINE * PROMPTS)).floor().clamp(0.0, f64::from(MOST_LINES));
    let lines_per_prompt = (FEWEST_LINES + more as u32).min(MOST_LINES);
    if lines_per_prompt == fit.lines_per_prompt {
        return Ok(document);
    }
    let filled = lay_out(Fit { lines_per_prompt, ..fit })?;
    // More lines that open another page would undo what was just chosen.
    if filled.pages().len() == document.pages().len() { Ok(filled) } else { Ok(document) }
}

/// The cost of a layout without a fault is below this.
const BASE_COST: f64 = 1.0;

/// What a layout costs: a fraction of 1 for each departure from the design, 2 and more for a hole
/// or a nearly empty last page, and 4 a page, counted only when there is a fault to weigh it with.
fn cost(document: &PagedDocument, paper: &Paper, fit: Fit) -> f64 {
    let pages = document.pages();
    let holes: f64 = pages
        .iter()
        .take(pages.len().saturating_sub(1))
        .map(|page| filled(&page.frame, paper))
        .filter(|filled| *filled < WELL_FILLED)
        .map(|filled| 2.0 + (WELL_FILLED - filled) * 4.0)
        .sum();
    let ending = if last_page_filled(document, paper) < NEARLY_EMPTY { 3.0 } else { 0.0 };
    let departure =
        (1.0 - fit.density) * 4.0 + if fit.keep_lists { 0.0 } else { 0.3 };
    if holes + ending > 0.0 {
        BASE_COST + holes + ending + departure
    } else {
        departure
    }
}

fn last_page_filled(document: &PagedDocument, paper: &Paper) -> f64 {
    document.pages().last().map_or(1.0, |page| filled(&page.frame, paper))
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
                FrameItem::Text(_) | FrameItem::Shape(..) | FrameItem::Image(..) => at.y.to_pt(),
                FrameItem::Link(..) | FrameItem::Tag(_) => 0.0,
            }
        })
        .filter(|y| *y < foot)
        .fold(0.0, f64::max)
}
