//! Plans where the pages of a leaflet turn.
//!
//! In: the pieces of a leaflet with their heights. Out: the best [`Plan`], of all places where pages may turn, of a
//! few densities of white space, and of the places for the patient's own questions. Promise: the same pieces give
//! the same plan; costs are told in pages, so that they can be weighed against a page more. Heights are shares of a
//! page's text height.

use super::{Fit, MOST_LINES, Outline, Place};

/// A piece that pages may turn before.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    /// What begins with it.
    pub(super) what: Place,
    /// Its height, with the white space under it.
    pub(super) height: f64,
    /// What of that is scaled with the density, at density 1.
    pub(super) white: f64,
    /// The white space between the piece before and it, which a page turn swallows.
    pub(super) above: f64,
    /// What a page turn before it costs; `None` where none may be.
    pub(super) turn: Option<f64>,
}

/// Where pages turn, and what speaks against it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    pub(super) fit: Fit,
    pub(super) cost: f64,
}

/// The densities planned for, the best looking first.
const DENSITIES: &[f64] = &[1.0, 0.85, 0.7];

/// A page turn where a page is full, in the middle of a piece.
pub(super) const IN_THE_MIDDLE: f64 = 0.6;

/// A plan that is not better by this is not laid out.
pub(super) const WORTH_A_TRY: f64 = 0.02;

/// A layout that costs so much more than its plan did not come out as planned.
pub(super) const MISSED: f64 = 0.3;

/// A page but the last that is filled less than this has a hole.
const WELL_FILLED: f64 = 0.72;

/// What a whole page of hole would cost.
const HOLE: f64 = 1.2;

/// A last page that is filled less than this looks like an accident.
const NEARLY_EMPTY: f64 = 0.2;

/// What that costs: more than a page, because its reader thinks that a page went missing.
const ACCIDENT: f64 = 1.0;

/// A sheet whose back is empty.
const EMPTY_BACK: f64 = 0.3;

/// White space that is drawn to nothing would cost.
const CLOSER: f64 = 1.5;

/// A line less under each prompt.
const FEWER_LINES: f64 = 0.06;

/// The patient's own questions in another place than the end.
const ELSEWHERE: f64 = 0.1;

/// The end of a page that is left free, because heights are known to about a line's tenth.
const SPARE: f64 = 0.002;

/// All that speaks against pages that are filled so, with turns that cost so much together.
pub(super) fn cost(fit: &Fit, fills: &[f64], turns: f64) -> f64 {
    let (last, others) = fills
        .split_last()
        .map_or((1.0, &[][..]), |(last, others)| (*last, others));
    let holes: f64 = others.iter().copied().map(hole).sum();
    ending(fills.len(), last) + holes + turns + departure(fit)
}

/// How far from the design.
fn departure(fit: &Fit) -> f64 {
    (1.0 - fit.density) * CLOSER
        + f64::from(MOST_LINES - fit.lines_per_prompt) * FEWER_LINES
        + if fit.questions_before.is_some() {
            ELSEWHERE
        } else {
            0.0
        }
}

fn hole(filled: f64) -> f64 {
    (WELL_FILLED - filled).max(0.0) * HOLE
}

fn ending(pages: usize, last: f64) -> f64 {
    let accident = if pages > 1 && last < NEARLY_EMPTY {
        ACCIDENT
    } else {
        0.0
    };
    let back = if !pages.is_multiple_of(2) && pages > 1 {
        EMPTY_BACK
    } else {
        0.0
    };
    pages as f64 + accident + back
}

/// The best plan for these pieces, which were laid out at this density; for it and for what is closer.
pub(super) fn best(units: &[Unit], outline: &Outline, measured_at: f64) -> Option<Plan> {
    let mut best: Option<Plan> = None;
    for &density in DENSITIES.iter().filter(|density| **density <= measured_at) {
        let closer = measured_at - density;
        let units: Vec<Unit> = units
            .iter()
            .map(|unit| Unit {
                height: unit.height - unit.white * closer,
                ..unit.clone()
            })
            .collect();
        for plan in with_questions(&units, outline, density) {
            if best
                .as_ref()
                .is_none_or(|best| plan.cost < best.cost - 1e-9)
            {
                best = Some(plan);
            }
        }
    }
    best
}

/// Plans with the patient's own questions at the end or in the largest room that other pages leave, with as many
/// lines as there is room for.
fn with_questions(units: &[Unit], outline: &Outline, density: f64) -> Vec<Plan> {
    let fit = Fit {
        density,
        ..Fit::as_designed()
    };
    let Some(at) = units.iter().position(|unit| unit.what == Place::Questions) else {
        return Search::of(units)
            .plan(fit)
            .into_iter()
            .map(|(plan, _)| plan)
            .collect();
    };
    let a_line = outline.print.edition.measures.ruled_line * outline.prompts as f64
        / outline.print.text_height();
    let (most, above) = units
        .get(at)
        .map_or((0.0, 0.0), |unit| (unit.height, unit.above));
    let height = |lines: u32| most - f64::from(MOST_LINES - lines) * a_line;
    let mut plans = Vec::new();
    for lines in 1..=MOST_LINES {
        let mut units = units.to_vec();
        if let Some(unit) = units.get_mut(at) {
            unit.height = height(lines);
        }
        let fit = Fit {
            lines_per_prompt: lines,
            ..fit.clone()
        };
        plans.extend(Search::of(&units).plan(fit).map(|(plan, _)| plan));
    }
    let mut others = units.to_vec();
    others.remove(at);
    if let Some((plan, rooms)) = Search::of(&others).plan(fit) {
        for lines in 1..=MOST_LINES {
            let room = rooms
                .iter()
                .filter(|(_, room)| *room >= above + height(lines) + SPARE)
                .max_by(|one, other| one.1.total_cmp(&other.1));
            if let Some((section, room)) = room {
                let fit = Fit {
                    lines_per_prompt: lines,
                    questions_before: Some(*section),
                    ..plan.fit.clone()
                };
                let filled = 1.0 - room;
                let cost = plan.cost - departure(&plan.fit) + departure(&fit) - hole(filled)
                    + hole(filled + above + height(lines));
                plans.push(Plan { fit, cost });
            }
        }
    }
    plans
}

/// The search for the best turns: for each piece and number of pages before it, the best way to come there.
struct Search<'u> {
    units: &'u [Unit],
    /// The height of all pieces before each.
    before: Vec<f64>,
}

/// A way to come to a piece.
#[derive(Clone, Copy)]
struct Way {
    cost: f64,
    /// The piece that the last stretch of pages began with, and the pages before it.
    from: usize,
    pages_before: usize,
    /// How much of the last page is used.
    filled: f64,
}

impl<'u> Search<'u> {
    fn of(units: &'u [Unit]) -> Self {
        let mut before = vec![0.0];
        let mut height = 0.0;
        for unit in units {
            height += unit.height;
            before.push(height);
        }
        Self { units, before }
    }

    /// How many pages a stretch of pieces takes, and how much of the last is used.
    fn stretch(&self, from: usize, to: usize) -> (usize, f64) {
        let height = |at: usize| self.before.get(at).copied().unwrap_or(0.0);
        let below = self.units.get(to).map_or(0.0, |unit| unit.above);
        let height = (height(to) - height(from) - below).max(0.0);
        let pages = ((height + SPARE).ceil() as usize).max(1);
        (pages, height - (pages - 1) as f64)
    }

    /// The best plan, and for each page turn before a section how much room is left above it.
    fn plan(&self, fit: Fit) -> Option<(Plan, Vec<(usize, f64)>)> {
        let count = self.units.len();
        let (most, _) = self.stretch(0, count);
        let most = most * 2 + 2;
        let mut ways: Vec<Vec<Option<Way>>> = vec![vec![None; most + 1]; count + 1];
        if let Some(start) = ways.first_mut().and_then(|ways| ways.first_mut()) {
            *start = Some(Way {
                cost: 0.0,
                from: 0,
                pages_before: 0,
                filled: 1.0,
            });
        }
        for from in 0..count {
            let turn = if from == 0 {
                Some(0.0)
            } else {
                self.units.get(from).and_then(|unit| unit.turn)
            };
            let Some(turn) = turn else {
                continue;
            };
            for pages_before in 0..=most {
                let Some(Some(way)) = ways
                    .get(from)
                    .and_then(|ways| ways.get(pages_before))
                    .copied()
                else {
                    continue;
                };
                for to in from + 1..=count {
                    let (pages, filled) = self.stretch(from, to);
                    let pages_after = pages_before + pages;
                    if pages_after > most {
                        break;
                    }
                    let inside = (pages - 1) as f64 * IN_THE_MIDDLE;
                    let cost =
                        way.cost + turn + inside + if to == count { 0.0 } else { hole(filled) };
                    let slot = ways.get_mut(to).and_then(|ways| ways.get_mut(pages_after));
                    if let Some(slot) = slot
                        && slot.as_ref().is_none_or(|known| cost < known.cost)
                    {
                        *slot = Some(Way {
                            cost,
                            from,
                            pages_before,
                            filled,
                        });
                    }
                }
            }
        }
        let last = ways.last()?.iter().enumerate();
        let last = last.filter_map(|(pages, way)| {
            way.map(|way| (pages, way, way.cost + ending(pages, way.filled)))
        });
        let (_, way, cost) = last.min_by(|one, other| one.2.total_cmp(&other.2))?;
        let mut plan = Plan {
            cost: cost + departure(&fit),
            fit,
        };
        let mut rooms = Vec::new();
        let mut at = way;
        while at.from > 0 {
            let Some(Some(before)) = ways
                .get(at.from)
                .and_then(|ways| ways.get(at.pages_before))
                .copied()
            else {
                break;
            };
            match self.units.get(at.from).map(|unit| unit.what) {
                Some(Place::Section(number)) => {
                    plan.fit.section_breaks.push(number);
                    rooms.push((number, 1.0 - before.filled));
                }
                Some(Place::Block(number)) => plan.fit.block_breaks.push(number),
                _ => {}
            }
            at = before;
        }
        plan.fit.section_breaks.reverse();
        plan.fit.block_breaks.reverse();
        Some((plan, rooms))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leaflet::Print;

    fn outline() -> Outline {
        Outline {
            print: Print::usual(),
            prompts: 3,
            blocks: Vec::new(),
        }
    }

    fn unit(what: Place, height: f64) -> Unit {
        Unit {
            what,
            height,
            white: 0.1,
            above: 0.03,
            turn: match what {
                Place::Start => None,
                Place::Section(_) => Some(0.0),
                Place::Block(_) => Some(super::super::INSIDE_A_SECTION),
                _ => Some(0.05),
            },
        }
    }

    fn sections(heights: &[f64]) -> Vec<Unit> {
        let start = [unit(Place::Start, 0.5)];
        let sections = heights.iter().enumerate();
        let sections = sections.map(|(number, height)| unit(Place::Section(number), *height));
        start.into_iter().chain(sections).collect()
    }

    fn plan(units: &[Unit]) -> Plan {
        best(units, &outline(), 1.0).unwrap()
    }

    #[test]
    fn a_page_turns_at_a_section() {
        let found = plan(&sections(&[0.45, 0.6, 0.38, 0.9]));
        assert_eq!(found.fit.section_breaks, [1, 3]);
        assert_eq!(found.fit.density, 1.0);
    }

    #[test]
    fn a_section_that_is_a_little_too_high_is_drawn_closer() {
        let found = plan(&sections(&[0.45, 0.6, 0.46, 0.9, 0.9]));
        assert_eq!(found.fit.section_breaks, [1, 3, 4]);
        assert_eq!(found.fit.density, 0.85);
    }

    #[test]
    fn a_section_is_broken_between_blocks_before_a_page_is_half_empty() {
        let mut units = sections(&[0.95]);
        if let Some(start) = units.first_mut() {
            start.height = 0.65;
        }
        units.insert(2, unit(Place::Block(1), 0.45));
        units.extend([unit(Place::Section(1), 0.5)]);
        let found = plan(&units);
        assert_eq!(found.fit.section_breaks, [0]);
        assert_eq!(found.fit.block_breaks, [1]);
        // Where no page may turn there, it does not.
        if let Some(unit) = units.get_mut(2) {
            unit.turn = None;
        }
        assert!(plan(&units).fit.block_breaks.is_empty());
    }

    #[test]
    fn the_patients_questions_stand_at_the_end_where_there_is_room() {
        let mut units = sections(&[0.45, 0.4]);
        units.push(unit(Place::Questions, 0.55));
        let found = plan(&units);
        assert_eq!(found.fit.questions_before, None);
        assert_eq!(found.fit.lines_per_prompt, MOST_LINES);
    }

    #[test]
    fn the_patients_questions_fill_a_hole_before_they_cost_a_sheet() {
        let mut units = sections(&[0.45, 0.75, 0.9, 0.95]);
        units.push(unit(Place::Questions, 0.55));
        let found = plan(&units);
        assert_eq!(found.fit.questions_before, Some(2));
        assert!(found.fit.lines_per_prompt < MOST_LINES);
        assert_eq!(found.fit.section_breaks, [1, 2, 3]);
    }

    #[test]
    fn pieces_higher_than_a_page_flow() {
        let units = [unit(Place::Start, 2.4), unit(Place::Section(0), 1.7)];
        assert!(plan(&units).cost >= 5.0);
    }
}
