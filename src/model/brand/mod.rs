//! A brand: one clinic's name, colours, mark, contact lines and people.
//!
//! [`Brand::read`] takes `brand.yaml` and the language of a leaflet, and gives the typed brand in that
//! language, or every fault in it: whatever is printed may have a value for each language. A [`Brand`]
//! in hand can be read by patients: its brand and warning colours reach 4.5:1 on white and on the
//! tint, in colour and as a black-and-white printer shows them. The logo is named here and loaded
//! elsewhere.

mod colour;
mod in_languages;

pub use colour::{Colour, MINIMUM_CONTRAST};

use in_languages::{in_language, optional_in_language, required_in_language};

use crate::base::diagnostic::{Diagnostic, Diagnostics, nearest, quoted, rule};
use crate::model::design::{DESIGNS, Design};
use crate::model::guide::{
    MAXIMUM_CONTACTS, PICTURE_NAME, WEBSITE, Words, list, optional_words, picture_name,
    read_lines_of_words, read_words, website_problem,
};
use crate::source::{
    FieldForm, Fields, FileId, MapForm, Node, Reading, SourceSet, Span, ValueForm, WrittenForm,
    folded, names_of,
};

/// Most people of a brand: a large department.
pub const MAXIMUM_PEOPLE: usize = 200;

/// Longest id of a person, in letters; it is typed on the command line.
pub const MAXIMUM_ID_CHARACTERS: usize = 60;

/// The tint of a brand that names none: a grey just off white.
pub const DEFAULT_TINT: Colour = Colour {
    red: 0xf3,
    green: 0xf4,
    blue: 0xf4,
};

/// The warning colour of a brand that names none: a dark red, 8.9:1 on white, nearly black in grey.
pub const DEFAULT_WARNING: Colour = Colour {
    red: 0x8c,
    green: 0x1d,
    blue: 0x18,
};

/// The form of a brand's file.
pub(crate) const BRAND: MapForm = MapForm {
    what: "a brand",
    documentation: None,
    fields: &[
        FieldForm::needed("name", ValueForm::InLanguages(&ValueForm::WORDS)),
        FieldForm::optional("place", ValueForm::InLanguages(&ValueForm::WORDS)),
        FieldForm::optional("tagline", ValueForm::InLanguages(&ValueForm::WORDS)),
        FieldForm::needed("colours", ValueForm::Map(&COLOURS)),
        FieldForm::optional("logo", ValueForm::Map(&LOGO)),
        FieldForm::optional("design", ValueForm::Choice(|| names_of(DESIGNS))),
        FieldForm::optional("contacts", ValueForm::InLanguages(&CONTACTS)),
        FieldForm::optional("qr_code", ValueForm::Written(&CODED_ADDRESS)),
        FieldForm::optional(
            "people",
            ValueForm::list_or_none(MAXIMUM_PEOPLE, &ValueForm::Map(&PERSON)),
        ),
        FieldForm::optional("masthead_person", ValueForm::Written(&PERSON_ID)),
    ],
};

/// The form of the contact lines.
const CONTACTS: ValueForm =
    ValueForm::list_or_none(MAXIMUM_CONTACTS, &ValueForm::InLanguages(&ValueForm::WORDS));

/// The form of the colours.
const COLOURS: MapForm = MapForm {
    what: "a list of colours",
    documentation: None,
    fields: &[
        FieldForm::needed("brand", ValueForm::Written(&COLOUR)),
        FieldForm::optional("tint", ValueForm::Written(&COLOUR)),
        FieldForm::optional("warning", ValueForm::Written(&COLOUR)),
    ],
};

/// The form of a mark.
const LOGO: MapForm = MapForm {
    what: "a logo",
    documentation: None,
    fields: &[
        FieldForm::needed("picture", ValueForm::Written(&PICTURE_NAME)),
        FieldForm::needed(
            "alternative_text",
            ValueForm::InLanguages(&ValueForm::WORDS),
        ),
    ],
};

/// The form of a person.
const PERSON: MapForm = MapForm {
    what: "a person",
    documentation: None,
    fields: &[
        FieldForm::needed("id", ValueForm::Written(&PERSON_ID)),
        FieldForm::needed("name", ValueForm::InLanguages(&ValueForm::WORDS)),
        FieldForm::optional("title", ValueForm::InLanguages(&ValueForm::WORDS)),
        FieldForm::optional("credentials", ValueForm::InLanguages(&ValueForm::WORDS)),
        FieldForm::optional("telephone", ValueForm::WORDS),
    ],
};

/// The form of a colour, as [`Colour::parse`] reads it.
const COLOUR: WrittenForm = WrittenForm {
    pattern: "^#[0-9A-Fa-f]{6}$",
    most: 7,
    may_look_like_a_number: false,
    hint: "write a number sign and six characters 0-9 or a-f in quotes, such as \"#0b4f58\"",
};

/// The form of a person's id.
const PERSON_ID: WrittenForm = WrittenForm {
    pattern: "^[a-z0-9][a-z0-9-]*$",
    most: MAXIMUM_ID_CHARACTERS,
    may_look_like_a_number: true,
    hint: "use letters a to z, digits and hyphens, for example bhavuk-garg",
};

/// Most characters of the address of a QR code: of a code 20 mm wide, modules are then still 0.4 mm wide, as
/// a telephone's camera needs them (version 7 with error correction M, ISO/IEC 18004, table 7).
pub const MAXIMUM_CODED_CHARACTERS: usize = 120;

/// The form of the address of a QR code.
const CODED_ADDRESS: WrittenForm = WrittenForm {
    most: MAXIMUM_CODED_CHARACTERS,
    ..WEBSITE
};

/// A clinic's brand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// The brand's id: the name of its folder.
    pub id: String,
    /// The clinic's name.
    pub name: Words,
    /// Where it is.
    pub place: Option<Words>,
    /// The line under the name.
    pub tagline: Option<Words>,
    /// Its colours.
    pub colours: Colours,
    /// Its mark.
    pub logo: Option<Logo>,
    /// How its leaflets look; `None` for the usual design.
    pub design: Option<&'static Design>,
    /// Lines that say how to reach it.
    pub contacts: Vec<Words>,
    /// The address of its website that is printed as a QR code.
    pub qr_code: Option<Words>,
    /// Who can be surgeon or reviewer; no id twice.
    pub people: Vec<Person>,
    /// The place in `people` of who is named in the masthead.
    pub masthead_person: Option<usize>,
}

/// The colours of a brand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    /// For headings, numerals and lines.
    pub brand: Colour,
    /// The ground of texts set apart.
    pub tint: Colour,
    /// For warning signs.
    pub warning: Colour,
}

/// A brand's mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The picture's file, relative to the brand's folder.
    pub picture: Words,
    /// What it shows, for those who do not see it.
    pub alternative_text: Words,
}

/// Somebody who can be surgeon or reviewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The id used on the command line: letters a to z, digits, hyphens.
    pub id: Words,
    /// The name as it is printed, with its title of address.
    pub name: Words,
    /// The post, for instance "Professor of Orthopaedics".
    pub title: Option<Words>,
    /// Degrees and memberships.
    pub credentials: Option<Words>,
    /// The telephone number, as it is printed.
    pub telephone: Option<Words>,
}

impl Brand {
    /// Reads a brand; `id` is the name of its folder, `language` the tag of the language in which its
    /// words are wanted. What has no words in that language is given in the first that is written.
    ///
    /// Gives the brand, unless there are faults, and everything found, in file order.
    pub fn read(
        sources: &SourceSet,
        file: FileId,
        id: &str,
        language: &str,
    ) -> (Option<Self>, Diagnostics) {
        let (mut reading, root) = Reading::open(sources, file);
        let brand = root.and_then(|root| {
            let fields = reading.map(&root, &BRAND)?;
            read_brand(&mut reading, &fields, id, language)
        });
        reading.close(brand)
    }

    /// Every word of it that can be printed, with its place.
    pub fn wording(&self) -> impl Iterator<Item = &Words> {
        let lines = [Some(&self.name), self.place.as_ref(), self.tagline.as_ref()];
        let people = self.people.iter().flat_map(|person| {
            [
                Some(&person.name),
                person.title.as_ref(),
                person.credentials.as_ref(),
                person.telephone.as_ref(),
            ]
        });
        let words = lines.into_iter().chain(people).flatten();
        words.chain(&self.contacts)
    }

    /// Where a prompt stands, as `leaflet new brand` writes them, that was not filled in: a text in square
    /// brackets from end to end.
    pub fn prompts_left(&self) -> Vec<Span> {
        // What a clinic is called holds no brackets of its own, so that a part is a prompt too.
        let is_prompt = |words: &&Words| {
            let inside = words.text.split_once('[').map(|(_, inside)| inside);
            inside.is_some_and(|inside| inside.contains(']'))
        };
        let prompts = self.wording().filter(is_prompt);
        prompts.map(|words| words.span).collect()
    }

    /// The person with an id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id.text == id)
    }
}

fn read_brand(
    reading: &mut Reading<'_>,
    fields: &Fields<'_>,
    id: &str,
    language: &str,
) -> Option<Brand> {
    let name = required_in_language(reading, fields, "name", language);
    let place = optional_in_language(reading, fields, "place", language);
    let tagline = optional_in_language(reading, fields, "tagline", language);
    let colours = reading.required(fields, "colours");
    let colours = colours.and_then(|node| read_colours(reading, node));
    let logo = reading.optional(fields, "logo");
    let logo = logo.and_then(|node| read_logo(reading, node, language));
    let design = reading.optional(fields, "design");
    let design =
        design.and_then(|node| reading.choice(node, "design", rule::UNKNOWN_CHOICE, DESIGNS));
    let contacts = reading.optional(fields, "contacts");
    let contacts = contacts.and_then(|node| {
        in_language(reading, node, "contacts", language, |reading, node| {
            if reading.is_empty_list(node) {
                return Some(Vec::new());
            }
            let items = reading.items(node, "contacts", MAXIMUM_CONTACTS)?;
            // Behind `|` an item may hold several lines.
            let lines = |item| {
                in_language(reading, item, "contacts", language, |reading, node| {
                    Some(read_lines_of_words(reading, node, "contacts"))
                })
            };
            let lines = items.items.iter().filter_map(lines);
            Some(lines.flatten().collect::<Vec<Words>>())
        })
    });
    let qr_code = optional_words(reading, fields, "qr_code");
    if let Some(address) = &qr_code {
        check_coded_address(reading, address);
    }
    let people = list(
        reading,
        fields,
        "people",
        MAXIMUM_PEOPLE,
        |reading, node| read_person(reading, node, language),
    );
    for (at, person) in people.iter().enumerate() {
        if people
            .iter()
            .take(at)
            .any(|earlier| earlier.id.text == person.id.text)
        {
            reading.fault(
                Diagnostic::error(
                    rule::DOUBLED_PERSON,
                    person.id.span,
                    format!("two people have the id {}", quoted(&person.id.text)),
                )
                .hint("give each person a different id, for example with a first name in it"),
            );
        }
    }
    let masthead = optional_words(reading, fields, "masthead_person");
    let masthead_person = masthead
        .as_ref()
        .and_then(|id| people.iter().position(|one| one.id.text == id.text));
    if let (Some(id), None) = (&masthead, masthead_person) {
        reading.fault(unknown_person(&id.text, id.span, &people));
    }
    Some(Brand {
        id: id.to_owned(),
        name: name?,
        place,
        tagline,
        colours: colours?,
        logo,
        design,
        contacts: contacts.unwrap_or_default(),
        qr_code,
        people,
        masthead_person,
    })
}

/// Whether the address of a QR code is one, and short enough.
fn check_coded_address(reading: &mut Reading<'_>, address: &Words) {
    if let Some(problem) = website_problem(&address.text) {
        let fault = Diagnostic::error(
            rule::WRONG_LINK,
            address.span,
            format!("the address {} {}", quoted(&address.text), problem.message),
        );
        return reading.fault(fault.hint(problem.hint));
    }
    let characters = address.text.chars().count();
    if characters > MAXIMUM_CODED_CHARACTERS {
        let fault = Diagnostic::error(
            rule::TEXT_TOO_LONG,
            address.span,
            format!(
                "this address has {characters} characters; a QR code of 20 mm holds at most \
                 {MAXIMUM_CODED_CHARACTERS}"
            ),
        );
        reading
            .fault(fault.hint("give a shorter address, such as that of the clinic's first page"));
    }
}

/// The fault of an id that is none of a brand's people.
pub fn unknown_person(id: &str, place: Span, people: &[Person]) -> Diagnostic {
    let known: Vec<&str> = people
        .iter()
        .map(|person| person.id.text.as_str())
        .collect();
    let fault = Diagnostic::error(
        rule::UNKNOWN_PERSON,
        place,
        format!("{} is not one of the brand's people", quoted(id)),
    );
    match nearest(id, known.iter().copied()) {
        Some(meant) => fault.hint(format!("did you mean `{meant}`?")),
        None if known.is_empty() => fault.hint("add the person to the brand's `people:`"),
        None => fault.hint(format!("the people are {}", known.join(", "))),
    }
}

fn read_logo(reading: &mut Reading<'_>, node: &Node, language: &str) -> Option<Logo> {
    let fields = reading.map(node, &LOGO)?;
    let picture = reading.required(&fields, "picture");
    let picture = picture.and_then(|node| picture_name(reading, node));
    let alternative_text = required_in_language(reading, &fields, "alternative_text", language);
    Some(Logo {
        picture: picture?,
        alternative_text: alternative_text?,
    })
}

fn read_person(reading: &mut Reading<'_>, node: &Node, language: &str) -> Option<Person> {
    let fields = reading.map(node, &PERSON)?;
    let id = reading.required(&fields, "id");
    let id = id.and_then(|node| read_words(reading, node, "id"));
    if let Some(id) = id.as_ref().filter(|id| !is_id(&id.text)) {
        reading.fault(
            Diagnostic::error(
                rule::WRONG_PERSON_ID,
                id.span,
                format!(
                    "the id {} contains more than small letters and hyphens",
                    quoted(&id.text)
                ),
            )
            .hint(match better_id(&id.text) {
                Some(better) => format!("write it as `{better}`"),
                None => {
                    "use letters a to z, digits and hyphens, for example `bhavuk-garg`".to_owned()
                }
            }),
        );
    }
    let name = required_in_language(reading, &fields, "name", language);
    let title = optional_in_language(reading, &fields, "title", language);
    let credentials = optional_in_language(reading, &fields, "credentials", language);
    let telephone = optional_words(reading, &fields, "telephone");
    Some(Person {
        id: id?,
        name: name?,
        title,
        credentials,
        telephone,
    })
}

/// An id that can be had, made of one that cannot; `None` if nothing is left of it.
fn better_id(id: &str) -> Option<String> {
    let words: Vec<String> = id
        .to_lowercase()
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let letters: String = words.concat();
    let written: String = id
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let better = words.join("-");
    // With a letter of another alphabet left out, it would be another name.
    (letters == written && is_id(&better)).then_some(better)
}

fn is_id(id: &str) -> bool {
    id.len() <= MAXIMUM_ID_CHARACTERS
        && id.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn read_colours(reading: &mut Reading<'_>, node: &Node) -> Option<Colours> {
    let fields = reading.map(node, &COLOURS)?;
    let brand_node = reading.required(&fields, "brand");
    let brand = brand_node.and_then(|node| read_colour(reading, node, "brand"));
    let tint = reading.optional(&fields, "tint");
    let tint = tint.map(|node| read_colour(reading, node, "tint"));
    let warning_node = reading.optional(&fields, "warning");
    let warning = warning_node.map(|node| read_colour(reading, node, "warning"));
    // A tint that could not be read says nothing about contrast.
    let ground = tint.unwrap_or(Some(DEFAULT_TINT));
    if let (Some(node), Some(colour)) = (brand_node, brand) {
        check_contrast(reading, node.span, "brand", colour, ground);
    }
    if let (Some(node), Some(Some(colour))) = (warning_node, warning) {
        check_contrast(reading, node.span, "warning", colour, ground);
    }
    Some(Colours {
        brand: brand?,
        tint: ground?,
        warning: warning.unwrap_or(Some(DEFAULT_WARNING))?,
    })
}

fn read_colour(reading: &mut Reading<'_>, node: &Node, what: &str) -> Option<Colour> {
    let scalar = reading.scalar(node, what)?;
    let written = folded(&scalar.value);
    let colour = Colour::parse(&written);
    if colour.is_none() {
        reading.fault(
            Diagnostic::error(
                rule::WRONG_COLOUR,
                node.span,
                format!("`{what}` is {}, which is not a colour", quoted(&written)),
            )
            .hint(
                "write a number sign and six characters 0-9 or a-f in quotes, such as \
                \"#0b4f58\"",
            ),
        );
    }
    colour
}

/// Reports a colour that is too pale on white or on the tint, in colour or in grey.
fn check_contrast(
    reading: &mut Reading<'_>,
    place: Span,
    what: &str,
    colour: Colour,
    tint: Option<Colour>,
) {
    let grounds = [
        Some((Colour::WHITE, "white")),
        tint.map(|tint| (tint, "the tint")),
    ];
    let ratios = grounds.into_iter().flatten().flat_map(|(ground, name)| {
        [
            (colour.contrast(ground), name, ""),
            (
                colour.grey().contrast(ground.grey()),
                name,
                " when printed in grey",
            ),
        ]
    });
    let Some((ratio, ground, how)) = ratios.min_by(|one, two| one.0.total_cmp(&two.0)) else {
        return;
    };
    if ratio >= MINIMUM_CONTRAST {
        return;
    }
    // Rounded down, so that a ratio just too small is never shown as 4.5.
    let shown = (ratio * 100.0).floor() / 100.0;
    let fault = Diagnostic::error(
        rule::LOW_CONTRAST,
        place,
        format!(
            "`{what}` {colour} on {ground} has a contrast of {shown:.2}:1{how}; text needs at \
             least {MINIMUM_CONTRAST}:1"
        ),
    );
    let darker = darker(colour, tint);
    let fault = match darker {
        Some(darker) => fault.hint(format!(
            "the nearest colour that is dark enough is \"{darker}\""
        )),
        None => fault.hint("choose a darker colour"),
    };
    reading.fault(if ground == "white" {
        fault
    } else {
        fault.hint("or choose a lighter tint")
    });
}

/// The lightest colour of the same tone that can be read on white and on the tint, in colour and in
/// grey; `None` where the tint is too dark for any.
fn darker(colour: Colour, tint: Option<Colour>) -> Option<Colour> {
    let can_be_read = |colour: Colour| {
        [Some(Colour::WHITE), tint]
            .into_iter()
            .flatten()
            .all(|ground| {
                colour.contrast(ground) >= MINIMUM_CONTRAST
                    && colour.grey().contrast(ground.grey()) >= MINIMUM_CONTRAST
            })
    };
    let steps = (0..=255).rev().map(|step| colour.scaled(step));
    steps.into_iter().find(|darker| can_be_read(*darker))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let mut sources = SourceSet::new();
        let file = sources.add("brand.yaml", text);
        let (brand, found) = Brand::read(&sources, file, "test", "en");
        assert_eq!(brand.is_none(), found.has_errors());
        found
            .iter()
            .map(|one| {
                let (line, column) = one.span.map(|s| sources.position(s)).unwrap_or_default();
                format!("{line}:{column} {}", one.rule)
            })
            .collect()
    }

    #[test]
    fn the_default_colours_can_be_read() {
        for ground in [Colour::WHITE, DEFAULT_TINT] {
            assert!(DEFAULT_WARNING.contrast(ground) > 7.0);
            assert!(DEFAULT_WARNING.grey().contrast(ground.grey()) > 7.0);
        }
    }

    #[test]
    fn a_short_brand_is_sound() {
        assert!(faults("name: A\ncolours: { brand: \"#0b4f58\" }\n").is_empty());
    }

    #[test]
    fn words_are_those_of_the_language() {
        let text = "\
name: {en: Sample Clinic, hi: नमूना क्लिनिक}
place: Sampletown
tagline: {pt: Perto de si}
colours: { brand: \"#0b4f58\" }
contacts: {en: [One Street], hi: [एक सड़क, नमूना नगर]}
people:
  - {id: asha, name: {en: Dr Asha Sample, hi: डॉ॰ आशा नमूना}, title: Surgeon}
";
        let read = |language: &str| {
            let mut sources = SourceSet::new();
            let file = sources.add("brand.yaml", text);
            let (brand, found) = Brand::read(&sources, file, "test", language);
            assert!(found.is_empty());
            brand.unwrap()
        };
        let hindi = read("hi");
        assert_eq!(hindi.name.text, "नमूना क्लिनिक");
        assert_eq!(hindi.place.unwrap().text, "Sampletown");
        assert_eq!(hindi.contacts.len(), 2);
        assert_eq!(hindi.people[0].name.text, "डॉ॰ आशा नमूना");
        assert_eq!(hindi.people[0].title.as_ref().unwrap().text, "Surgeon");
        // A region has the words of its language, and a language without words those written first.
        assert_eq!(read("pt-BR").tagline.unwrap().text, "Perto de si");
        assert_eq!(read("hi-IN").name.text, "नमूना क्लिनिक");
        assert_eq!(read("ta").name.text, "Sample Clinic");
        assert_eq!(read("en-GB").contacts.len(), 1);
    }

    #[test]
    fn each_fault_stands_at_its_place() {
        let sound = "name: A\ncolours:\n  brand: \"#0b4f58\"\n";
        for (text, expected) in [
            (
                "place: B\n".to_owned(),
                vec!["1:1 missing-field", "1:1 missing-field"],
            ),
            (
                "name: A\ncolours: {brand: \"#777777\"}\n".to_owned(),
                vec!["2:18 low-contrast"],
            ),
            (
                "name: A\ncolours: {brand: \"#0b4f58\", tint: \"#334455\"}\n".to_owned(),
                vec!["2:18 low-contrast"],
            ),
            (
                "name: A\ncolours:\n  brand: #0b4f58\n".to_owned(),
                vec!["3:3 empty-value"],
            ),
            (
                "name: A\ncolours:\n  brand: teal\n".to_owned(),
                vec!["3:10 wrong-colour"],
            ),
            (
                format!("{sound}  warning: \"#ffcc00\"\n"),
                vec!["4:12 low-contrast"],
            ),
            (
                format!("{sound}logo:\n  picture: m.svg\n"),
                vec!["5:3 missing-field"],
            ),
            (
                format!("{sound}logo: {{picture: ../m.svg, alternative_text: x}}\n"),
                vec!["4:17 wrong-picture-name"],
            ),
            (
                format!("{sound}people:\n  - id: A B\n    name: C\n"),
                vec!["5:9 wrong-person-id"],
            ),
            (
                format!("{sound}people:\n  - {{id: a, name: C}}\n  - {{id: a, name: D}}\n"),
                vec!["6:10 doubled-person"],
            ),
            (
                format!("{sound}people: [{{id: ab, name: C}}]\nmasthead_person: ac\n"),
                vec!["5:18 unknown-person"],
            ),
            (
                format!("{sound}place: \"{{patient}}\"\n"),
                vec!["4:9 placeholder-not-here"],
            ),
            (
                format!("{sound}place: {{english: A, hi: B}}\n"),
                vec!["4:9 wrong-language-tag"],
            ),
            (
                format!("{sound}place: {{en: A, hi: \"{{patient}}\"}}\n"),
                vec!["4:21 placeholder-not-here"],
            ),
            (format!("{sound}tagline: {{}}\n"), vec!["4:10 empty-value"]),
        ] {
            assert_eq!(faults(&text), expected, "{text}");
        }
    }
}
