//! A reviewer whose role is not said.
//!
//! ## What it finds
//!
//! A reviewer who is one of the brand's people without a `title`, or a name that stands alone, with nothing
//! after a comma or in brackets. An organisation has no role: "NHS.UK", "Ministry of Health".
//!
//! ## Why it matters
//!
//! A name means nothing to readers who do not know the person. "Consultant spinal surgeon" does.
//!
//! ## Source
//!
//! NHS standard for creating health content: the reviewer is named with the role.
//!
//! ## Example
//!
//! `reviewed_by: Dr. A. Sample`
//!
//! ## Write instead
//!
//! `reviewed_by: Dr. A. Sample, consultant spinal surgeon`, or `{ person: a-sample }` with the `title` in the
//! brand.

use crate::base::diagnostic::{Severity, quoted};
use crate::lint::{Check, Family, Findings, Harm, Rule, Subject};
use crate::model::guide::Reviewer;

pub(in crate::lint) const RULE: Rule = Rule {
    name: "reviewer-without-role",
    family: Family::Governance,
    harm: Harm::Disorder,
    severity: Severity::Warning,
    languages: &[],
    file: include_str!("reviewer_without_role.rs"),
    check: Check::Guide(check),
};

/// Stems of words that name an organisation, in the languages of reviewers.
const ORGANISATIONS: &[&str] = &[
    "hospital",
    "clinic",
    "institut",
    "minist",
    "department",
    "society",
    "association",
    "college",
    "council",
    "board",
    "service",
    "trust",
    "foundation",
    "centre",
    "center",
    "universit",
    "committee",
    "team",
    "group",
    "office",
    "agency",
    "government",
    "state of",
    "nhs",
    "authority",
    "federation",
    "academy",
    "unit",
    "panel",
    "network",
    "charity",
    "organis",
    "organiz",
    "bureau",
    "administration",
    "union",
    "company",
    "limited",
    " ltd",
    " inc",
    "press",
    "research",
    "without",
    "campaign",
    "alliance",
    "library",
    "programme",
    "program",
    "project",
    "school",
    "faculty",
    "division",
    "section",
    "directorate",
    "chamber",
    "information",
    "publications",
    "international",
    "national",
    "health",
    "readers",
    "patients",
    "carers",
    "support",
    "action",
    "hôpital",
    "société",
    "associ",
    "sociedad",
    "fundaci",
    "krankenhaus",
    "gesellschaft",
    "verband",
    "zentrum",
    "verein",
    "stiftung",
    "behörde",
    "szpital",
    "ośrodek",
    "больниц",
    "министерств",
    "институт",
    "अस्पताल",
    "संस्थान",
    "मंत्रालय",
    "समिति",
    "विभाग",
    "केंद्र",
    "केन्द्र",
    "परिषद",
    "ہسپتال",
    "وزارت",
    "ادارہ",
    "وزارة",
    "مستشفى",
    "معهد",
    "جمعية",
    "مركز",
    "هيئة",
    "மருத்துவமனை",
    "அமைச்ச",
    "நிறுவன",
    "மையம்",
    "হাসপাতাল",
    "মন্ত্রণালয়",
    "ఆసుపత్రి",
    "ఆస్పత్రి",
    "હોસ્પિટલ",
    "ਹਸਪਤਾਲ",
    "ಆಸ್ಪತ್ರೆ",
    "ആശുപത്രി",
    "医院",
    "部",
    "病院",
    "学会",
    "協会",
    "병원",
];

/// Titles with which a person is named, and no organisation.
const TITLES: &[&str] = &[
    "dr",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "sister",
    "sir",
    "dame",
    "shri",
    "smt",
];

/// Whether a name is that of an organisation: a word of it says so, it is an address, or it is all in capitals.
fn is_organisation(name: &str) -> bool {
    let lower = name.to_lowercase();
    let first = lower.split([' ', '.']).next().unwrap_or_default();
    if TITLES.contains(&first) {
        return false;
    }
    let is_address = !name.contains(' ')
        && name.split('.').count() > 1
        && name.split('.').all(|part| part.len() > 1);
    let letters = name.chars().filter(|character| character.is_alphabetic());
    let is_initials = !name.contains(' ')
        && letters.clone().count() > 1
        && letters.clone().all(char::is_uppercase);
    is_address || is_initials || ORGANISATIONS.iter().any(|stem| lower.contains(stem))
}

fn check(subject: &Subject<'_>, found: &mut Findings) {
    let (name, span) = match &subject.guide.reviewer {
        Some(Reviewer::AsWritten(name))
            if !name.text.contains([',', '(', '،', '、', '–', '—'])
                && !is_organisation(&name.text) =>
        {
            (&name.text, name.span)
        }
        Some(Reviewer::Person(id)) => match subject.brand.person(&id.text) {
            Some(person) if person.title.is_none() => (&person.name.text, id.span),
            _ => return,
        },
        Some(Reviewer::AsWritten(_)) | None => return,
    };
    found
        .tell(
            span,
            format!("the reviewer {} is named without a role", quoted(name)),
        )
        .hint("add the role after a comma, or name one of the brand's people who has a `title`");
}
