//! Prints the leaflets of some rows of one guide, so that none takes another along.
//!
//! In: a guide and people. Out: for each of them a leaflet or a refusal, in their order. Promise: whoever
//! makes the program fail gets a refusal, and the others their leaflets. They are printed together, which
//! is quicker, and only after a failure one by one.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::plan::PlannedGuide;
use crate::leaflet::PanelField;
use crate::model::patient::Person;
use crate::pages::press::{self, Printed};
use crate::pages::typeset::{Engine, Refusal};

/// Prints the leaflets of a guide for these people, with what their panels show.
pub(super) fn print_safely(
    guide: &PlannedGuide,
    people: &[(&Person, &[PanelField])],
    engine: &Engine,
) -> Vec<Result<Printed, Refusal>> {
    each_safely(people, &|people| print(guide, people, engine))
}

fn each_safely<P, R>(
    people: &[P],
    print: &impl Fn(&[P]) -> Vec<Result<R, Refusal>>,
) -> Vec<Result<R, Refusal>> {
    match catch_unwind(AssertUnwindSafe(|| print(people))) {
        Ok(printed) => printed,
        Err(_) if people.len() > 1 => people
            .iter()
            .flat_map(|person| each_safely(std::slice::from_ref(person), print))
            .collect(),
        Err(_) => vec![Err(Refusal::caught())],
    }
}

fn print(
    guide: &PlannedGuide,
    people: &[(&Person, &[PanelField])],
    engine: &Engine,
) -> Vec<Result<Printed, Refusal>> {
    if guide.master.has_placeholders() {
        return people
            .iter()
            .map(|(person, _)| {
                let leaflet = guide.composed.personalise(person);
                press::make_whole(&leaflet, guide.ready.format, engine)
            })
            .collect();
    }
    let panels = people.iter().map(|(_, panel)| panel.to_vec()).collect();
    let format = guide.ready.format;
    guide.master.make_each(panels, format, engine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_who_makes_the_program_fail_takes_no_other_along() {
        let people = [1, 2, 3, 4, 5];
        let printed = each_safely(&people, &|people| {
            assert!(!people.contains(&3), "the third makes it fail");
            people.iter().map(|person| Ok(person * 10)).collect()
        });
        let printed: Vec<Result<i32, bool>> = printed
            .into_iter()
            .map(|printed| printed.map_err(|refusal| refusal.is_internal))
            .collect();
        assert_eq!(printed, [Ok(10), Ok(20), Err(true), Ok(40), Ok(50)]);
    }
}
