//! The person in the running heads of a leaflet: one form that every page but the first draws.
//!
//! In: the pages of a finished leaflet whose heads have room for the person, and the content of a sheet of values
//! before the first value, which holds the person's words where the room is. Out: the leaflet's pages with one more stream
//! and one more resource each, which are the same for every person, and the form, which is the person's own.
//! Promise: the form is an artifact and holds no tag; what is not exactly of the known form is `None`. Why a
//! form: whatever each page says of the person is then one object, however many pages there are
//! (ISO 32000-1, 8.10). It is drawn before the page's own content, so that nothing is assumed of the state in
//! which that content leaves the page.

use super::content::is_artifacts_alone;
use super::slots::resources_with;
use crate::pages::pdf::file::packed;
use crate::pages::pdf::object::{Value, is_space};

/// The name under which the pages know the form. The engine's own begin with other letters.
const NAME: &str = "Head";

/// The content that draws the form.
pub(super) const DRAWN: &[u8] = b"/Head Do\n";

/// A page's resources with the form among them.
pub(super) fn resources_with_head(own: &Value, form: Value) -> Option<Value> {
    let mut objects = match own.get("XObject") {
        Some(objects) => objects.clone(),
        None => Value::dictionary([]),
    };
    if objects
        .entries()?
        .iter()
        .any(|(name, _)| name == NAME.as_bytes())
    {
        return None;
    }
    objects.set(NAME, form);
    let mut resources = own.clone();
    resources.entries()?;
    resources.set("XObject", objects);
    Some(resources)
}

/// The form, of the artifacts of the head that stand before the first value of a sheet, renamed as the values are;
/// `resources` are the sheet's with their numbers where the form goes.
pub(super) fn form(
    content: Vec<u8>,
    resources: &Value,
    number: &impl Fn(usize) -> Option<usize>,
    media_box: &Value,
) -> Option<(Value, Vec<u8>)> {
    if !is_artifacts_alone(&content) || content.iter().copied().all(is_space) {
        return None;
    }
    let (mut head, bytes) = if content.len() > WORTH_PACKING {
        packed(&content)?
    } else {
        let length = Value::number(content.len());
        (Value::dictionary([("Length", length)]), content)
    };
    head.set("Type", Value::name("XObject"));
    head.set("Subtype", Value::name("Form"));
    head.set("BBox", media_box.clone());
    let resources = resources_with(&Value::dictionary([]), resources, number)?;
    head.set("Resources", resources);
    Some((head, bytes))
}

/// To pack less takes longer than the few bytes are worth.
const WORTH_PACKING: usize = 1_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        Value::read(text.as_bytes()).unwrap().0
    }

    #[test]
    fn the_form_is_one_more_resource() {
        let with = |own: &str| resources_with_head(&value(own), Value::Reference(7));
        assert_eq!(
            with("<</Font<</f0 3 0 R>>>>"),
            Some(value("<</Font<</f0 3 0 R>>/XObject<</Head 7 0 R>>>>"))
        );
        assert_eq!(
            with("<</XObject<</x0 3 0 R>>>>"),
            Some(value("<</XObject<</x0 3 0 R/Head 7 0 R>>>>"))
        );
        for unknown in [
            "<</XObject<</Head 3 0 R>>>>",
            "<</XObject 3 0 R>>",
            "[3 0 R]",
        ] {
            assert_eq!(with(unknown), None, "{unknown}");
        }
    }
}
