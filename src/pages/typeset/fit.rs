//! Fills the pages well: looks at a layout, and where it is poor tries a few others.
//!
//! In: the paper and a way to lay the leaflet out with a given [`Fit`]. Out: the best document,
//! and the fit it was laid out with.
//! Promise: a leaflet whose first layout is good is laid out once, and another try is made only where
//! a look at the pages says that it can help; the choice depends on the leaflet alone. The tries are
//! few and in a fixed order, because a page that looks right matters more than the last line saved.
//! Why this shape: laying out is nearly all the time a leaflet takes, and a look at finished pages
//! costs nothing.

use typst::foundations::{Label, Selector, Value};
use typst::introspection::{DocumentPosition, Introspector, MetadataElem};
use typst::layout::{Frame, FrameItem, Point};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::Refusal;
use crate::leaflet::Print;

/// How the templates fill the pages.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fit {
    /// Scale of all white space between lines and blocks; 1 is as designed.
    pub(super) density: f64,
    /// The lists of steps and risks that are kept on one page, by their number in the leaflet.
    pub(super) whole_lists: Vec<usize>,
    /// Ruled lines under each prompt for the patient's own questions.
    pub(super) lines_per_prompt: u32,
}

impl Fit {
    /// As designed: nothing is drawn closer, and nothing kept whole.
    pub(super) fn as_designed() -> Self {
        Self {
            density: 1.0,
            whole_lists: Vec::new(),
            lines_per_prompt: MOST_LINES,
        }
    }
}

/// The densities tried, the best looking first.
const DENSITIES: &[f64] = &[1.0, 0.85, 0.65];

/// A leaflet of more pages is not tried in other ways: it is a booklet, where a hole is soon turned
/// over, and each try would cost as much as a dozen leaflets.
const MOST_PAGES_TRIED: usize = 12;

/// What white space that is drawn closest may save of a leaflet, in pages; a leaflet of more than that is not tried.
const CLOSER_SAVES: f64 = 0.5;

/// How much closer that is: the last of the densities.
const CLOSEST: f64 = 0.35;

/// Most lists that are tried whole at one density.
const MOST_LISTS_TRIED: usize = 3;

/// What the ends of other pages may take of what is moved on, in pages. A list whose hole is larger than that and the
/// room on the last page would cost a page, which is more than it is worth.
const GAPS: f64 = 0.1;

/// Lines under a prompt, as many as the last page has room for.
const MOST_LINES: u32 = 4;
const FEWEST_LINES: u32 = 2;

/// A page but the last that is filled less than this has a hole.
const WELL_FILLED: f64 = 0.72;

/// A last page that is filled less than this looks like an accident.
const NEARLY_EMPTY: f64 = 0.22;

/// A list higher than this share of a page is not kept whole: the hole before it would be too large.
const HIGHEST_WHOLE_LIST: f64 = 0.6;

/// What a list takes along to the next page, as a share of it: the words that lead into it.
const LEAD_IN: f64 = 0.07;

const MILLIMETRE: f64 = 72.0 / 25.4;

/// Lays out with the tries in turn until one is good.
pub(super) fn best(
    print: Print,
    prompts: usize,
    mut lay_out: impl FnMut(&Fit) -> Result<PagedDocument, Refusal>,
) -> Result<(PagedDocument, Fit), Refusal> {
    let mut attempt = |fit: Fit| lay_out(&fit).map(|document| Attempt::new(fit, document, print));
    let saved_by_a_line = print.edition.measures.ruled_line * prompts as f64 / print.text_height();
    let mut best: Option<Attempt> = None;
    for &density in DENSITIES {
        let mut found = attempt(Fit {
            density,
            ..Fit::as_designed()
        })?;
        let is_booklet = found.fills.len() > MOST_PAGES_TRIED;
        if !is_booklet {
            if best.is_none()
                && let Some(saved) = with_saved_sheet(&found, saved_by_a_line, &mut attempt)?
            {
                best = Some(saved);
                break;
            }
            found = with_fewer_lines(found, saved_by_a_line, &mut attempt)?;
            found = with_whole_lists(found, &mut attempt)?;
        }
        let is_good = found.faults() == 0.0 && found.is_as_short_as_can_be();
        if best.as_ref().is_none_or(|best| found.cost() < best.cost()) {
            best = Some(found);
        }
        if is_good || is_booklet {
            break;
        }
    }
    best.map(|best| (best.document, best.fit))
        .ok_or_else(|| Refusal::internal())
}

/// Saves the last sheet, if only its front is printed and the other pages have about room for what stands there: with
/// fewer ruled lines, and drawn closer as far as that takes. A layout with a fault saves nothing.
fn with_saved_sheet(
    designed: &Attempt,
    saved_by_a_line: f64,
    attempt: &mut impl FnMut(Fit) -> Result<Attempt, Refusal>,
) -> Result<Option<Attempt>, Refusal> {
    let pages = designed.fills.len();
    let saved = f64::from(MOST_LINES - FEWEST_LINES) * saved_by_a_line;
    let too_much = designed.fills.iter().sum::<f64>() - saved - (pages as f64 - 1.0);
    if pages == 1 || pages.is_multiple_of(2) || too_much > CLOSER_SAVES {
        return Ok(None);
    }
    let is_worth_it = |density: &&f64| (1.0 - **density) * CLOSER_SAVES / CLOSEST >= too_much;
    for &density in DENSITIES.iter().filter(is_worth_it) {
        let found = attempt(Fit {
            density,
            lines_per_prompt: FEWEST_LINES,
            ..Fit::as_designed()
        })?;
        if found.fills.len() < pages {
            let found = with_whole_lists(found, attempt)?;
            return Ok((found.faults() == 0.0).then_some(found));
        }
    }
    Ok(None)
}

/// Saves a page with fewer ruled lines, where they take as much room as is used on the last.
fn with_fewer_lines(
    best: Attempt,
    saved_by_a_line: f64,
    attempt: &mut impl FnMut(Fit) -> Result<Attempt, Refusal>,
) -> Result<Attempt, Refusal> {
    let [_, .., on_last_page] = best.fills[..] else {
        return Ok(best);
    };
    let is_enough = |lines: &u32| f64::from(MOST_LINES - lines) * saved_by_a_line >= on_last_page;
    let Some(lines_per_prompt) = (FEWEST_LINES..MOST_LINES).rev().find(is_enough) else {
        return Ok(best);
    };
    let found = attempt(Fit {
        lines_per_prompt,
        ..best.fit.clone()
    })?;
    Ok(better(best, found))
}

/// Keeps lists on one page where the page before stays well filled.
fn with_whole_lists(
    mut best: Attempt,
    attempt: &mut impl FnMut(Fit) -> Result<Attempt, Refusal>,
) -> Result<Attempt, Refusal> {
    let mut tried: Vec<usize> = Vec::new();
    while tried.len() < MOST_LISTS_TRIED {
        let room = 1.0 - best.fills.last().copied().unwrap_or_default() + GAPS;
        let worth_it = |(index, list): &(usize, &List)| {
            !tried.contains(index) && list.is_worth_keeping_whole(room)
        };
        let Some((index, _)) = best.lists.iter().enumerate().find(worth_it) else {
            break;
        };
        tried.push(index);
        let mut fit = best.fit.clone();
        fit.whole_lists.push(index);
        best = better(best, attempt(fit)?);
    }
    Ok(best)
}

fn better(best: Attempt, found: Attempt) -> Attempt {
    if found.cost() < best.cost() {
        found
    } else {
        best
    }
}

/// A layout, and what was seen of it.
struct Attempt {
    fit: Fit,
    document: PagedDocument,
    /// The share of each page's text height that is used.
    fills: Vec<f64>,
    lists: Vec<List>,
}

impl Attempt {
    fn new(fit: Fit, document: PagedDocument, print: Print) -> Self {
        let pages = document.pages().iter();
        let fills = pages.map(|page| filled(&page.frame, print)).collect();
        let lists = lists(&document, print);
        Self {
            fit,
            document,
            fills,
            lists,
        }
    }

    /// What spoils the layout, in pages: a hole 1 and more, by its size; a nearly empty last page 2,
    /// because its reader thinks that a page went missing; one step or risk alone on a page a half.
    fn faults(&self) -> f64 {
        let holes: f64 = self
            .fills
            .iter()
            .take(self.fills.len().saturating_sub(1))
            .filter(|filled| **filled < WELL_FILLED)
            .map(|filled| 1.0 + (WELL_FILLED - filled) * 4.0)
            .sum();
        let ending = match &self.fills[..] {
            [_, .., last] if *last < NEARLY_EMPTY => 2.0,
            _ => 0.0,
        };
        let stranded = self.lists.iter().filter(|list| list.strands_one()).count();
        holes + ending + stranded as f64 / 2.0
    }

    /// Whether what stands on its pages would not fit on one page less.
    fn is_as_short_as_can_be(&self) -> bool {
        self.fills.len() as f64 <= self.fills.iter().sum::<f64>().ceil()
    }

    /// All that speaks against it, in pages: its faults, its pages, and how far it is from the design.
    /// A list on two pages costs a little more than white space that is drawn closer, so that one
    /// list is saved by it, and less than a page; fewer ruled lines cost next to nothing.
    fn cost(&self) -> f64 {
        let split = self.lists.iter().filter(|list| list.is_split()).count();
        let departure = split as f64 * SPLIT_LIST
            + (1.0 - self.fit.density) * 2.0
            + f64::from(MOST_LINES - self.fit.lines_per_prompt) * 0.05;
        self.faults() + self.fills.len() as f64 + departure
    }
}

/// What a list of steps or risks on two pages costs, in pages.
const SPLIT_LIST: f64 = 0.6;

/// Where a list of steps or risks stands.
struct List {
    /// How many items begin on each page on which one begins.
    items: Vec<usize>,
    /// Its first page, and how much of that is filled above it.
    first_page: usize,
    filled_above: f64,
    /// The page it ends on, and how much of that is filled down to its end.
    last_page: usize,
    filled_to_end: f64,
}

impl List {
    fn is_split(&self) -> bool {
        self.last_page != self.first_page
    }

    fn strands_one(&self) -> bool {
        self.is_split() && self.items.contains(&1)
    }

    /// Whether it is split, the page it begins on stays well filled without it, it is not too high for
    /// the next (the engine would cut off what a page cannot hold), and the pages have room for the hole it
    /// leaves; for one that strands an item a further page is worth a try.
    fn is_worth_keeping_whole(&self, room: f64) -> bool {
        let height = 1.0 - self.filled_above + self.filled_to_end;
        let hole = 1.0 - self.filled_above + LEAD_IN;
        self.last_page == self.first_page + 1
            && self.filled_above - LEAD_IN >= WELL_FILLED
            && height <= HIGHEST_WHOLE_LIST
            && (self.strands_one() || hole <= room)
    }
}

/// The lists of steps and risks, found by the marks that the templates set at each item's beginning
/// and each list's end.
fn lists(document: &PagedDocument, print: Print) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let Some(label) = Label::new(PicoStr::intern(MARK)) else {
        return lists;
    };
    let introspector: &dyn Introspector = document.introspector().as_ref();
    let mut items_page = 0;
    for mark in introspector.query(&Selector::Label(label)) {
        let place = mark
            .location()
            .and_then(|place| introspector.position(place));
        let Some(place) = place.and_then(DocumentPosition::as_paged) else {
            continue;
        };
        let page = place.page.get();
        let from_top = share_of_text(place.point.y.to_pt() / MILLIMETRE, print);
        let value = mark.to_packed::<MetadataElem>().map(|mark| &mark.value);
        if value == Some(&Value::Int(0)) {
            items_page = 0;
            lists.push(List {
                items: Vec::new(),
                first_page: page,
                filled_above: from_top,
                last_page: page,
                filled_to_end: from_top,
            });
        }
        let Some(list) = lists.last_mut() else {
            continue;
        };
        (list.last_page, list.filled_to_end) = (page, from_top);
        if value == Some(&Value::Int(END)) {
            continue;
        }
        match list.items.last_mut() {
            Some(items) if items_page == page => *items += 1,
            _ => list.items.push(1),
        }
        items_page = page;
    }
    lists
}

/// What the templates call the mark at each item, whose value is the item's index in its list, and
/// the value of the mark behind the last.
const MARK: &str = "list-item";
const END: i64 = -1;

/// The share of the text's height that is used on a page, from 0 to 1.
pub(super) fn filled(frame: &Frame, print: Print) -> f64 {
    let foot = (print.paper.height - print.edition.measures.bottom_margin) * MILLIMETRE;
    let lowest = lowest(frame, Point::zero(), foot) / MILLIMETRE;
    share_of_text(lowest, print)
}

/// A height in millimetres from the top of the sheet, as a share of the text's height.
fn share_of_text(height: f64, print: Print) -> f64 {
    ((height - print.edition.measures.top_margin) / print.text_height()).clamp(0.0, 1.0)
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
