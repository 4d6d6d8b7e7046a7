//! What leaflets are made of, as typed values: guide, brand, language, patient, and facts of finished pages.
//!
//! In: located trees of YAML, and facts as they are typed. Out: values that are whole, or every fault.

pub mod brand;
pub mod design;
pub mod fact;
pub mod guide;
pub mod language;
pub mod page_facts;
pub mod patient;
