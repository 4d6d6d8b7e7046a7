//! Plans where the pages of a leaflet turn.
//!
//! In: the pieces of a leaflet with their heights. Out: the best [`Plan`], of all places where pages may turn, of a
//! few densities of white space, and of the places for the patient's own questions. Promise: the same pieces give
//! the same plan; costs are told in pages, so that they can be weighed against a page more. Heights are shares of a
//! page's text height.

use super::{FEWEST_LISTED, Fit, MOST_LINES, Outline, Place};

/// A piece that pages may turn before.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    /// What begins with it.
    pub(super) what: Place,
    /// Its height, with the white space under it.
    pub(super) height: f64,
    /// What of that is scaled with the density, at density 1.
    pub(super) white: f64,
    /// The same of the white space under it, which a page turn swallows.
    pub(super) under: f64,
    /// The white space between the piece before and it, which a page turn swallows.
    pub(super) above: f64,
    /// What a page turn before it costs; `None` where none may be.
    pub(super) turn: Option<f64>,
    /// Whether no page turns inside it.
    pub(super) is_whole: bool,
}

/// Where pages turn, and what speaks against it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plan {
    pub(super) fit: Fit,
    pub(super) cost: f64,
}

/// The densities of a page, the best looking first.
const DENSITIES: &[f64] = &[1.6, 1.4, 1.2, 1.0, 0.9, 0.8, 0.7, 0.6];

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

/// A leaflet of some pages without a list of its sections, and one of few pages with it.
const CONTENTS: f64 = 0.2;

/// From so many pages on the list of sections helps.
const LISTED_FROM: usize = 4;

/// The end of a page that is left free, because heights are known to about a line's tenth.
const SPARE: f64 = 0.002;

/// All that speaks against pages that are filled so, with turns that cost so much together.
pub(super) fn cost(fit: &Fit, fills: &[f64], turns: f64, outline: &Outline) -> f64 {
    let (last, others) = fills
        .split_last()
        .map_or((1.0, &[][..]), |(last, others)| (*last, others));
    let holes: f64 = others.iter().copied().map(hole).sum();
    ending(fills.len(), last) + holes + turns + departure(fit) + contents(fills.len(), fit, outline)
}

/// What speaks against listing the sections, or against not listing them.
fn contents(pages: usize, fit: &Fit, outline: &Outline) -> f64 {
    let helps = outline.sections >= FEWEST_LISTED && pages >= LISTED_FROM;
    if fit.contents == helps { 0.0 } else { CONTENTS }
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

/// The best plan for these pieces: with the list of sections or without, with the patient's own questions at the end or
/// in the largest room that other pages leave, with as many lines as there is room for.
pub(super) fn best(units: &[Unit], outline: &Outline) -> Option<Plan> {
    let mut plans = Vec::new();
    let listed = units.iter().position(|unit| unit.what == Place::Contents);
    if let Some(at) = listed {
        with_questions(units, true, outline, &mut plans);
        with_questions(&without(units, at), false, outline, &mut plans);
    } else {
        with_questions(units, false, outline, &mut plans);
    }
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

/// The pieces but one. What stood before it is as far from what follows now as from anything.
fn without(units: &[Unit], at: usize) -> Vec<Unit> {
    let mut others = units.to_vec();
    let removed = others.remove(at);
    let gap = others.get(at).map_or(0.0, |next| next.above);
    if let Some(before) = at.checked_sub(1).and_then(|before| others.get_mut(before)) {
        before.height += gap - removed.above;
        before.under = removed.under;
    }
    others
}

fn with_questions(units: &[Unit], is_listed: bool, outline: &Outline, plans: &mut Vec<Plan>) {
    let as_designed = Fit {
        contents: is_listed,
        ..Fit::as_designed()
    };
    let Some(at) = units.iter().position(|unit| unit.what == Place::Questions) else {
        plans.extend(Search::of(units, outline).plan(as_designed, None));
        return;
    };
    let a_line = outline.lines_of_prompts();
    let (most, above) = units
        .get(at)
        .map_or((0.0, 0.0), |unit| (unit.height, unit.above));
    let height = |lines: u32| most - f64::from(MOST_LINES - lines) * a_line;
    let others = without(units, at);
    let elsewhere = Search::of(&others, outline);
    for lines in (0..=MOST_LINES).rev() {
        let fit = Fit {
            lines_per_prompt: lines,
            ..as_designed.clone()
        };
        let mut units = units.to_vec();
        if let Some(unit) = units.get_mut(at) {
            unit.height = height(lines);
        }
        plans.extend(Search::of(&units, outline).plan(fit.clone(), None));
        plans.extend(elsewhere.plan(fit, Some(above + height(lines))));
    }
}

/// The search for the best turns: for each piece and number of pages before it, the best way to come there.
struct Search<'u> {
    units: &'u [Unit],
    outline: &'u Outline,
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
    /// What its page turns cost, and the holes before them.
    inside: f64,
}

/// The best way to each piece, by the pages before it, without and with the panel on one of them.
type Ways = Vec<Vec<[Option<Way>; 2]>>;

impl<'u> Search<'u> {
    fn of(units: &'u [Unit], outline: &'u Outline) -> Self {
        let mut before = vec![(0.0, 0.0)];
        let (mut height, mut white) = (0.0, 0.0);
        for unit in units {
            height += unit.height;
            white += unit.white + unit.under;
            before.push((height, white));
        }
        Self {
            units,
            outline,
            before,
        }
    }

    fn what(&self, at: usize) -> Option<Place> {
        self.units.get(at).map(|unit| unit.what)
    }

    /// The pages of a stretch of pieces, with a panel of this height behind them; `None` if they are not one page with it.
    fn stretch(&self, from: usize, to: usize, panel: Option<f64>) -> Option<Stretch> {
        let before = |at: usize| self.before.get(at).copied().unwrap_or_default();
        let below = self.units.get(to).map_or(0.0, |unit| unit.above);
        let height = (before(to).0 - before(from).0 - below).max(0.0) + panel.unwrap_or(0.0);
        let last = to.checked_sub(1).and_then(|last| self.units.get(last));
        let white = before(to).1 - before(from).1 - last.map_or(0.0, |last| last.under);
        // White space is scaled section by section.
        let is_whole = |at: usize| {
            let what = self.what(at);
            !matches!(
                what,
                Some(Place::Block(_) | Place::WhomToCall | Place::Contents)
            )
        };
        if is_whole(from) && is_whole(to) {
            let at = |density: &f64| height + white * (density - 1.0);
            let density = DENSITIES.iter().find(|density| at(density) + SPARE <= 1.0);
            if let Some(density) = density {
                return Some(Stretch {
                    pages: 1,
                    filled: at(density),
                    density: *density,
                    inside: 0.0,
                });
            }
        }
        if height + SPARE <= 1.0 {
            return Some(Stretch {
                pages: 1,
                filled: height,
                density: 1.0,
                inside: 0.0,
            });
        }
        panel
            .is_none()
            .then(|| self.flow(self.units.get(from..to).unwrap_or_default(), below))
    }

    /// Pieces that flow from page to page, with this white space under the last that the next page turn swallows. One
    /// that is kept whole and has no room any more begins a page, and leaves a hole.
    fn flow(&self, units: &[Unit], below: f64) -> Stretch {
        let mut stretch = Stretch {
            pages: 1,
            filled: 0.0,
            density: 1.0,
            inside: 0.0,
        };
        for (index, unit) in units.iter().enumerate() {
            let under = units.get(index + 1).map_or(below, |next| next.above);
            let needed = (unit.height - under).max(0.0);
            if stretch.filled + needed + SPARE <= 1.0 {
                stretch.filled += unit.height;
                continue;
            }
            let taken = if unit.is_whole && stretch.filled > 0.0 {
                stretch.inside += hole(stretch.filled);
                1.0
            } else {
                stretch.filled
            };
            let height = taken + needed + SPARE;
            let turns = (height.ceil() - 1.0).max(1.0);
            stretch.pages += turns as usize;
            stretch.inside += turns * IN_THE_MIDDLE;
            stretch.filled = taken + unit.height - turns;
        }
        stretch.filled = (stretch.filled - below).clamp(0.0, 1.0);
        stretch
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
                inside: 0.0,
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
            let ending = ending(pages, way.stretch.filled);
            Some((way, way.cost + ending + contents(pages, &fit, self.outline)))
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
                let hole = if to == self.units.len() {
                    0.0
                } else {
                    hole(stretch.filled)
                };
                let cost = cost + stretch.inside + hole + closer(stretch.density);
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
            sections: 0,
            panel_white: 0.0,
            blocks: Vec::new(),
        }
    }

    fn unit(what: Place, height: f64) -> Unit {
        Unit {
            what,
            height,
            white: 0.1,
            under: 0.0,
            above: 0.03,
            is_whole: false,
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
        assert_eq!(found.fit.densities, [1.2, 0.8, 0.8, 1.6, 1.6]);
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

    /// A first page with an introduction, a list of nine sections so high, and a page for each three of them.
    fn listed(list: f64) -> Plan {
        let mut units = vec![
            unit(Place::Start, 0.6),
            unit(Place::Block(0), 0.2),
            unit(Place::Contents, list),
        ];
        units.extend((0..9).map(|number| unit(Place::Section(number), 0.31)));
        let outline = Outline {
            sections: 9,
            ..outline()
        };
        best(&units, &outline).unwrap()
    }

    #[test]
    fn the_sections_are_listed_where_the_first_page_has_room() {
        let found = listed(0.2);
        assert!(found.fit.contents);
        assert_eq!(found.fit.section_breaks.first(), Some(&0));
        // It is left out before it stands on a page behind the first.
        let found = listed(0.4);
        assert!(!found.fit.contents);
        assert_eq!(found.fit.section_breaks.first(), Some(&0));
    }

    #[test]
    fn a_piece_taken_out_leaves_the_white_space_of_the_next() {
        let mut units = sections(&[0.45, 0.6]);
        if let Some(unit) = units.get_mut(2) {
            unit.above = 0.08;
        }
        let left = without(&units, 1);
        assert_eq!(left.len(), 2);
        assert!((left[0].height - (0.5 + 0.08 - 0.03)).abs() < 1e-9);
        assert!((without(&units, 2)[1].height - (0.45 - 0.08)).abs() < 1e-9);
    }

    #[test]
    fn a_piece_that_is_kept_whole_leaves_a_hole() {
        let mut units = vec![unit(Place::Start, 0.6), unit(Place::Block(0), 0.6)];
        let outline = outline();
        let flow = |units: &[Unit]| Search::of(units, &outline).flow(units, 0.0);
        let found = flow(&units);
        assert_eq!(found.pages, 2);
        assert!((found.filled - 0.2).abs() < 1e-9);
        units[1].is_whole = true;
        let found = flow(&units);
        assert_eq!(found.pages, 2);
        assert!((found.filled - 0.6).abs() < 1e-9);
        assert!(found.inside > IN_THE_MIDDLE);
    }

    #[test]
    fn pieces_higher_than_a_page_flow() {
        let units = [unit(Place::Start, 2.4), unit(Place::Section(0), 1.7)];
        assert!(plan(&units).cost >= 5.0);
    }
}
