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

/// The densities of a page, the best looking first.
const DENSITIES: &[f64] = &[1.6, 1.4, 1.2, 1.0, 0.85, 0.7];

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

/// What the white space of a page that is drawn to nothing would cost.
const CLOSER: f64 = 0.75;

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
    // Neighbours of one density stand on one page, as far as is known here.
    let mut densities = vec![fit.opening];
    densities.extend(&fit.densities);
    densities.dedup();
    let closer: f64 = densities.into_iter().map(closer).sum();
    closer
        + f64::from(MOST_LINES - fit.lines_per_prompt) * FEWER_LINES
        + if fit.questions_before.is_some() {
            ELSEWHERE
        } else {
            0.0
        }
}

fn closer(density: f64) -> f64 {
    (1.0 - density).max(0.0) * CLOSER
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

/// The best plan for these pieces: with the patient's own questions at the end, or in the largest room that other
/// pages leave, with as many lines as there is room for.
pub(super) fn best(units: &[Unit], outline: &Outline) -> Option<Plan> {
    let plans = with_questions(units, outline);
    let mut best: Option<Plan> = None;
    for plan in plans {
        if best
            .as_ref()
            .is_none_or(|best| plan.cost < best.cost - 1e-9)
        {
            best = Some(plan);
        }
    }
    best
}

fn with_questions(units: &[Unit], outline: &Outline) -> Vec<Plan> {
    let Some(at) = units.iter().position(|unit| unit.what == Place::Questions) else {
        return Search::of(units)
            .plan(Fit::as_designed(), None)
            .into_iter()
            .collect();
    };
    let a_line = outline.print.edition.measures.ruled_line * outline.prompts as f64
        / outline.print.text_height();
    let (most, above) = units
        .get(at)
        .map_or((0.0, 0.0), |unit| (unit.height, unit.above));
    let height = |lines: u32| most - f64::from(MOST_LINES - lines) * a_line;
    let mut others = units.to_vec();
    others.remove(at);
    let elsewhere = Search::of(&others);
    let mut plans = Vec::new();
    for lines in (1..=MOST_LINES).rev() {
        let fit = Fit {
            lines_per_prompt: lines,
            ..Fit::as_designed()
        };
        let mut units = units.to_vec();
        if let Some(unit) = units.get_mut(at) {
            unit.height = height(lines);
        }
        plans.extend(Search::of(&units).plan(fit.clone(), None));
        plans.extend(elsewhere.plan(fit, Some(above + height(lines))));
    }
    plans
}

/// The search for the best turns: for each piece and number of pages before it, the best way to come there.
struct Search<'u> {
    units: &'u [Unit],
    /// The height of all pieces before each, and the white space in them.
    before: Vec<(f64, f64)>,
}

/// A way to come to a piece.
#[derive(Clone, Copy)]
struct Way {
    cost: f64,
    /// The piece that the last stretch of pages began with, the pages before it, and whether the panel stood already.
    from: usize,
    pages_before: usize,
    had_panel: bool,
    stretch: Stretch,
}

/// A stretch of pages without a planned turn.
#[derive(Clone, Copy)]
struct Stretch {
    pages: usize,
    /// How much of its last page is used.
    filled: f64,
    density: f64,
}

/// The best way to each piece, by the pages before it, without and with the panel on one of them.
type Ways = Vec<Vec<[Option<Way>; 2]>>;

impl<'u> Search<'u> {
    fn of(units: &'u [Unit]) -> Self {
        let mut before = vec![(0.0, 0.0)];
        let (mut height, mut white) = (0.0, 0.0);
        for unit in units {
            height += unit.height;
            white += unit.white;
            before.push((height, white));
        }
        Self { units, before }
    }

    fn what(&self, at: usize) -> Option<Place> {
        self.units.get(at).map(|unit| unit.what)
    }

    /// The pages of a stretch of pieces, with a panel of this height behind them; `None` if they are not one page with it.
    fn stretch(&self, from: usize, to: usize, panel: Option<f64>) -> Option<Stretch> {
        let before = |at: usize| self.before.get(at).copied().unwrap_or_default();
        let below = self.units.get(to).map_or(0.0, |unit| unit.above);
        let height = (before(to).0 - before(from).0 - below).max(0.0) + panel.unwrap_or(0.0);
        let white = before(to).1 - before(from).1;
        // White space is scaled section by section.
        let is_whole =
            |at: usize| !matches!(self.what(at), Some(Place::Block(_) | Place::WhomToCall));
        if is_whole(from) && is_whole(to) {
            let at = |density: &f64| height + white * (density - 1.0);
            let density = DENSITIES.iter().find(|density| at(density) + SPARE <= 1.0);
            if let Some(density) = density {
                return Some(Stretch {
                    pages: 1,
                    filled: at(density),
                    density: *density,
                });
            }
        }
        let pages = ((height + SPARE).ceil() as usize).max(1);
        (pages == 1 || panel.is_none()).then_some(Stretch {
            pages,
            filled: height - (pages - 1) as f64,
            density: 1.0,
        })
    }

    /// The best plan; with a panel of this height at the end of a page before a section.
    fn plan(&self, fit: Fit, panel: Option<f64>) -> Option<Plan> {
        let count = self.units.len();
        let most = self.stretch(0, count, None)?.pages * 2 + 2;
        let mut ways: Ways = vec![vec![[None; 2]; most + 1]; count + 1];
        let start = ways.first_mut()?.first_mut()?;
        start[0] = Some(Way {
            cost: 0.0,
            from: 0,
            pages_before: 0,
            had_panel: false,
            stretch: Stretch {
                pages: 0,
                filled: 1.0,
                density: 1.0,
            },
        });
        for from in 0..count {
            let turn = match from {
                0 => Some(0.0),
                _ => self.units.get(from).and_then(|unit| unit.turn),
            };
            let Some(turn) = turn else {
                continue;
            };
            for pages_before in 0..=most {
                let Some(known) = ways
                    .get(from)
                    .and_then(|ways| ways.get(pages_before))
                    .copied()
                else {
                    continue;
                };
                for (had_panel, way) in [(false, known[0]), (true, known[1])] {
                    let Some(way) = way else {
                        continue;
                    };
                    self.go_on(
                        &mut ways,
                        (from, pages_before, had_panel),
                        way.cost + turn,
                        panel,
                    );
                }
            }
        }
        let has_panel = usize::from(panel.is_some());
        let last = ways.last()?.iter().enumerate();
        let last = last.filter_map(|(pages, ways)| {
            let way = ways.get(has_panel).copied().flatten()?;
            Some((way, way.cost + ending(pages, way.stretch.filled)))
        });
        let (way, cost) = last.min_by(|one, other| one.1.total_cmp(&other.1))?;
        self.read_back(&ways, way, cost, fit)
    }

    /// Adds all stretches that begin with a piece.
    fn go_on(
        &self,
        ways: &mut Ways,
        (from, pages_before, had_panel): (usize, usize, bool),
        cost: f64,
        panel: Option<f64>,
    ) {
        for to in from + 1..=self.units.len() {
            let may_have_panel = !had_panel && matches!(self.what(to), Some(Place::Section(_)));
            let with = panel.filter(|_| may_have_panel);
            for panel in [None, with] {
                let Some(stretch) = self.stretch(from, to, panel) else {
                    continue;
                };
                let inside = (stretch.pages - 1) as f64 * IN_THE_MIDDLE;
                let hole = if to == self.units.len() {
                    0.0
                } else {
                    hole(stretch.filled)
                };
                let cost = cost + inside + hole + closer(stretch.density);
                let has = had_panel || panel.is_some();
                let slot = ways
                    .get_mut(to)
                    .and_then(|ways| ways.get_mut(pages_before + stretch.pages));
                if let Some(slot) = slot.and_then(|slot| slot.get_mut(usize::from(has)))
                    && slot.as_ref().is_none_or(|known| cost < known.cost)
                {
                    *slot = Some(Way {
                        cost,
                        from,
                        pages_before,
                        had_panel,
                        stretch,
                    });
                }
            }
        }
    }

    /// Follows the best way back, and says how its pages are filled.
    fn read_back(&self, ways: &Ways, last: Way, cost: f64, fit: Fit) -> Option<Plan> {
        let mut fit = fit;
        let sections = self
            .units
            .iter()
            .filter(|unit| matches!(unit.what, Place::Section(_)));
        fit.densities = vec![1.0; sections.count()];
        let mut closer_pages = 0.0;
        let (mut way, mut to) = (last, self.units.len());
        loop {
            closer_pages += closer(way.stretch.density);
            for unit in self.units.get(way.from..to)? {
                match unit.what {
                    Place::Start => fit.opening = way.stretch.density,
                    Place::Section(number) => {
                        if let Some(density) = fit.densities.get_mut(number) {
                            *density = way.stretch.density;
                        }
                    }
                    _ => {}
                }
            }
            if way.from == 0 {
                break;
            }
            let before = ways.get(way.from)?.get(way.pages_before)?;
            let before = before.get(usize::from(way.had_panel)).copied().flatten()?;
            match self.what(way.from)? {
                Place::Section(number) => {
                    fit.section_breaks.push(number);
                    if way.had_panel && !before.had_panel {
                        fit.questions_before = Some(number);
                    }
                }
                Place::Block(number) => fit.block_breaks.push(number),
                _ => {}
            }
            to = way.from;
            way = before;
        }
        fit.section_breaks.reverse();
        fit.block_breaks.reverse();
        Some(Plan {
            cost: cost - closer_pages + departure(&fit),
            fit,
        })
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
        best(units, &outline()).unwrap()
    }

    #[test]
    fn a_page_turns_at_a_section() {
        let found = plan(&sections(&[0.45, 0.6, 0.38, 0.9]));
        assert_eq!(found.fit.section_breaks, [1, 3]);
        // Pages with room are drawn wider.
        assert!(found.fit.opening >= 1.0 && found.fit.densities.iter().all(|one| *one >= 1.0));
    }

    #[test]
    fn a_section_that_is_a_little_too_high_is_drawn_closer() {
        let found = plan(&sections(&[0.45, 0.6, 0.45, 0.9, 0.9]));
        assert_eq!(found.fit.section_breaks, [1, 3, 4]);
        assert_eq!(found.fit.densities, [1.2, 0.85, 0.85, 1.6, 1.6]);
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
