//! Whether the guides can be read, with their pictures, and which are to be reviewed soon.
//!
//! In: the content that was found. Out: lines of the page. Promise: each guide is read as `make` reads it, pictures
//! and all, and of many faults a few are told and the rest are counted.

use super::page::{Mark, Page};
use super::{DoctorOptions, LINES_OF_A_SORT, checking, more};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::{Diagnostics, quoted};
use crate::base::failure::Failure;
use crate::commands::make::{Order, Texts, review_due, reviews};
use crate::commands::project::Project;
use crate::commands::report::counted;
use crate::input::content::Content;
use crate::model::brand::Brand;
use crate::model::patient::Person;
use crate::source::SourceSet;

/// Reads the clinic's own guides, or the built-in ones where it has none, with their pictures.
pub(super) fn guides(
    options: &DoctorOptions,
    project: &Project,
    content: &Content,
    brand: Option<Brand>,
    page: &mut Page,
) {
    let own = content.own_guides();
    let known = content.languages();
    let (mut read, mut wrong) = (0, Vec::new());
    for (guide, languages) in content.guides() {
        if !own.is_empty() && !own.contains(&guide) {
            continue;
        }
        for language in languages {
            if !known.contains(&language) {
                page.look(
                    "guides",
                    format!(
                        "{} is written in `{language}`, but that language does not exist",
                        quoted(&guide)
                    ),
                    Advice::from("begin it with ")
                        .control_with(Control::New, format!("language {language}")),
                );
                continue;
            }
            let mut order = Order::new(guide.clone());
            order.language = Some(language.clone());
            order.brand = brand.as_ref().map(|brand| brand.id.clone());
            order.print = project.print();
            order.today = Some(options.today);
            match read_with_pictures(&order, content) {
                Ok(()) => read += 1,
                Err(failure) => wrong.push((guide.clone(), language, failure)),
            }
        }
    }
    if read > 0 {
        let texts = counted(read, "text", "texts");
        page.ok(
            "guides",
            format!("{texts} read without a fault, with their pictures"),
        );
    }
    let count = wrong.len();
    for (guide, language, failure) in wrong.into_iter().take(LINES_OF_A_SORT) {
        let command = Advice::default().control_of(
            Control::CheckInLanguage,
            [guide.as_str(), language.as_str()],
        );
        let what = format!("{} in `{language}`", quoted(&guide));
        page.failure("guides", &what, failure, command);
    }
    if let Some(more) = more(count) {
        let hints = vec![checking().words(" tells them all")];
        page.content_fault("guides", format!("{more} texts with faults"), hints);
    }
}

/// Which of the clinic's own guides are to be reviewed soon, or of the built-in ones where it has none.
pub(super) fn reviews_due(
    options: &DoctorOptions,
    project: &Project,
    content: &Content,
    page: &mut Page,
) {
    let own = content.own_guides();
    let guides = content.guides();
    let pairs = guides
        .iter()
        .filter(|(guide, _)| own.is_empty() || own.contains(*guide))
        .flat_map(|(guide, languages)| {
            let languages = languages.iter();
            languages.map(move |language| (guide.as_str(), language.as_str()))
        });
    let due = review_due(
        reviews(pairs, content),
        options.today,
        project.days_before_review(),
    );
    if let Some(due) = due {
        page.add(Mark::Look, "guides", due.message, due.hints);
    }
}

/// Reads what a leaflet for everyone is made of, as far as its pages.
fn read_with_pictures(order: &Order, content: &Content) -> Result<(), Failure> {
    let (mut sources, mut found) = (SourceSet::new(), Diagnostics::new());
    let texts = Texts::named(order, content)?;
    let ready = texts.open(order, &mut sources, &mut found)?;
    match ready.leaflet(&Person::default(), &mut found) {
        Some(_) => Ok(()),
        None => Err(Failure::Content(found)),
    }
}
