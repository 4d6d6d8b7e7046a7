//! The person in the running heads of a leaflet: one form that every page but the first draws.
//!
//! In: the pages of a finished leaflet whose heads have room for the person, and a page of the same size that
//! holds the person's words where the room is, and nothing else. Out: the leaflet's pages with one more stream
//! and one more resource each, which are the same for every person, and the form, which is the person's own.
//! Promise: the form is an artifact and holds no tag; what is not exactly of the known form is `None`. Why a
//! form: whatever each page says of the person is then one object, however many pages there are
//! (ISO 32000-1, 8.10). It is drawn before the page's own content, so that nothing is assumed of the state in
//! which that content leaves the page.

use super::content::is_artifacts_alone;
use super::tagged::TaggedFile;
use crate::pages::pdf::object::Value;

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

/// The words that the heads say of a person.
pub(super) struct HeadSheet<'a> {
    /// The content as it stands in the file, and how it is packed, if it is.
    content: &'a [u8],
    filter: Option<Value>,
    /// What the content uses.
    pub(super) resources: Value,
}

impl<'a> HeadSheet<'a> {
    /// The words on a page of a file of values, which must be of this size and have nothing else.
    pub(super) fn of(values: &TaggedFile<'a>, page: usize, media_box: &Value) -> Option<Self> {
        if values.kids.iter().any(|(_, on)| *on == page) {
            return None;
        }
        let file = &values.file;
        let value = file.value(*values.pages.get(page)?)?;
        if value.get("MediaBox")? != media_box || value.get("Annots").is_some() {
            return None;
        }
        if let Some(key) = value.get("StructParents") {
            let owners = file.value(*values.owners.get(&key.count()?)?)?;
            if !owners.items()?.is_empty() {
                return None;
            }
        }
        let content = value.get("Contents")?.reference()?;
        is_artifacts_alone(&file.unpacked(content)?).then_some(())?;
        let (head, stream) = file.value_and_stream(content)?;
        Some(Self {
            content: stream?,
            filter: head.get("Filter").cloned(),
            resources: file.resolved(value.get("Resources")?)?,
        })
    }

    /// The form, with resources that have their numbers where it goes. The content is copied as it stands.
    pub(super) fn form(&self, resources: Value, media_box: &Value) -> (Value, &'a [u8]) {
        let mut head = Value::dictionary([
            ("Type", Value::name("XObject")),
            ("Subtype", Value::name("Form")),
            ("BBox", media_box.clone()),
            ("Resources", resources),
            ("Length", Value::number(self.content.len())),
        ]);
        if let Some(filter) = &self.filter {
            head.set("Filter", filter.clone());
        }
        (head, self.content)
    }
}

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
