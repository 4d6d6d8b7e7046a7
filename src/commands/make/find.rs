//! Finds what an order names: the guide's file, its language, the brand.
//!
//! In: an [`Order`] and the content there is. Out: files that were found, or a [`Failure`] that says
//! what there is instead. Promise: nothing is guessed; of two things of one name the nearer is taken,
//! in an order that is written here and nowhere else.

use std::path::Path;

use super::{Order, USUAL_LANGUAGE};
use crate::base::advice::{Advice, Control};
use crate::base::diagnostic::nearest;
use crate::base::failure::Failure;
use crate::input::content::{self, Content, ContentProblem, Found};
use crate::model::language::is_language_tag;

/// What an order asks for, found.
pub(super) struct Asked {
    /// The guide's file.
    pub(super) file: Found,
    /// The guide's name, for the leaflet's file name.
    pub(super) name: String,
    /// The language's tag.
    pub(super) language: String,
    /// The language's file.
    pub(super) language_file: Found,
}

/// Finds guide and language. A folder that holds a guide is taken before a name, so that whoever
/// works beside it gets that one; a name is taken before a file without ending.
pub(super) fn find_guide(order: &Order, content: &Content) -> Result<Asked, Failure> {
    if let Some(bytes) = &order.guide_text {
        let language = language_of(order, &[]);
        return Ok(Asked {
            language_file: find_language(&language, content)?,
            file: Content::guide_given(content.workplace(), bytes.clone()),
            name: "guide".to_owned(),
            language,
        });
    }
    let path = Path::new(&order.guide);
    let is_known = content.guides().contains_key(&order.guide);
    match Content::languages_in(content.workplace(), path)? {
        Some(written) if !written.is_empty() => return guide_in_folder(order, &written, content),
        Some(_) if !is_known => {
            return Err(Failure::usage(
                format!("the folder `{}` contains no guide", order.guide),
                vec![
                    Advice::from(
                        "the file of a guide is named after its language, for example `en.yaml`",
                    ),
                    Advice::listing("guides", " shows all guides that have a name"),
                ],
            ));
        }
        Some(_) | None => {}
    }
    let is_path = content::is_there(&content.workplace().path(path))
        || order.guide.ends_with(".yaml")
        || order.guide.ends_with(".yml")
        || order.guide.contains(std::path::is_separator);
    if is_path && !is_known {
        guide_in_file(order, content)
    } else {
        guide_by_name(order, content)
    }
}

/// A guide of the content by its name alone, whatever lies in the working folder.
pub(super) fn find_named(order: &Order, content: &Content) -> Result<Asked, Failure> {
    let language = language_of(order, &[]);
    Ok(Asked {
        language_file: find_language(&language, content)?,
        file: content
            .guide(&order.guide, &language)
            .map_err(|problem| say("guide", problem, "guides"))?,
        name: order.guide.clone(),
        language,
    })
}

fn guide_by_name(order: &Order, content: &Content) -> Result<Asked, Failure> {
    let say_guide = |problem| say("guide", problem, "guides");
    let guides = content.guides();
    let Some(written) = guides.get(&order.guide) else {
        return Err(say_guide(ContentProblem::Unknown {
            name: order.guide.clone(),
            known: guides.into_keys().collect(),
        }));
    };
    let language = language_of(order, written);
    Ok(Asked {
        language_file: find_language(&language, content)?,
        file: content
            .guide(&order.guide, &language)
            .map_err(|problem| of_set_language(order, say_guide(problem)))?,
        name: order.guide.clone(),
        language,
    })
}

fn guide_in_folder(order: &Order, written: &[String], content: &Content) -> Result<Asked, Failure> {
    let folder = Path::new(&order.guide);
    let name = folder_name(&content.workplace().path(folder));
    let language = language_of(order, written);
    let language_file = find_language(&language, content)?;
    if !written.contains(&language) {
        let problem = ContentProblem::NotWritten {
            guide: name,
            language,
            written: written.to_vec(),
        };
        return Err(of_set_language(order, problem.into()));
    }
    Ok(Asked {
        file: Content::guide_at(
            content.workplace(),
            &folder.join(format!("{language}.yaml")),
        )?,
        name,
        language,
        language_file,
    })
}

fn guide_in_file(order: &Order, content: &Content) -> Result<Asked, Failure> {
    let path = Path::new(&order.guide);
    let file = Content::guide_at(content.workplace(), path)?;
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    let stem = stem.unwrap_or("guide");
    let named_after = names_language(stem, content).then_some(stem);
    let language = match (&order.language, named_after) {
        (Some(asked), Some(written)) if asked != written => {
            // `it.yaml` may be a guide about something; `en.yaml` is surely one in English.
            if content.languages().iter().any(|known| known == written) {
                return Err(Failure::usage(
                    format!("the guide `{}` is not written in `{asked}`", order.guide),
                    vec![
                        Advice::from(format!("its name says that it is written in `{written}`")),
                        Advice::naming(
                            "give the file of the other language, or leave {} out",
                            &[Control::Language],
                        ),
                    ],
                ));
            }
            asked.as_str()
        }
        (Some(asked), _) => asked,
        (None, Some(written)) => written,
        (None, None) => order.set_language.as_deref().unwrap_or(USUAL_LANGUAGE),
    };
    let is_of_its_name = named_after == Some(language);
    let language_file = find_language(language, content).map_err(|failure| {
        if !is_of_its_name || order.language.is_some() {
            return failure;
        }
        failure.explained(|advice| {
            let begun = format!(
                "the file name `{stem}` looks like a language; if it is not a language, name the \
                 guide's language with "
            );
            let hint = Advice::from(begun).control(Control::Language);
            advice.hints.push(hint);
        })
    })?;
    Ok(Asked {
        file,
        name: if is_of_its_name {
            folder_name(
                &content
                    .workplace()
                    .path(path.parent().unwrap_or(Path::new(""))),
            )
        } else {
            stem.to_owned()
        },
        language: language.to_owned(),
        language_file,
    })
}

/// Whether the name of a file is that of a language: one that the program or the clinic has, or the tag of
/// one of the world's, with its country or script perhaps. `hip.yaml`, `acl-repair.yaml` and `mri.yaml`
/// are guides, although their names have the form of a tag.
fn names_language(stem: &str, content: &Content) -> bool {
    if content.languages().iter().any(|known| known == stem) {
        return true;
    }
    let (language, rest) = stem.split_once('-').unwrap_or((stem, ""));
    // A country has two capitals or three digits, a script four letters of which the first is large.
    let is_country_or_script = |part: &str| {
        let bytes = part.as_bytes();
        match bytes.len() {
            2 => bytes.iter().all(u8::is_ascii_uppercase),
            3 => bytes.iter().all(u8::is_ascii_digit),
            4 => bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_lowercase),
            _ => false,
        }
    };
    is_language_tag(stem)
        && LANGUAGES.split(' ').any(|known| known == language)
        && (rest.is_empty() || rest.split('-').all(is_country_or_script))
}

/// The languages that have a tag of two letters: ISO 639-1. Those of three letters are left out: there are
/// 8,000, and most short words are among them.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu \
                         cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he \
                         hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko \
                         kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd \
                         ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se \
                         sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty \
                         ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// The language that was asked for or set, or the only one, or the usual one.
fn language_of(order: &Order, written: &[String]) -> String {
    match (
        order.language.as_ref().or(order.set_language.as_ref()),
        written,
    ) {
        (Some(language), _) => language.clone(),
        (None, [only]) => only.clone(),
        (None, _) => USUAL_LANGUAGE.to_owned(),
    }
}

/// The same failure, and where its language comes from if no option named it.
fn of_set_language(order: &Order, failure: Failure) -> Failure {
    if order.language.is_some() || order.set_language.is_none() {
        return failure;
    }
    failure.explained(|advice| {
        let hint = Advice::naming(
            "`leaflet.yaml` sets this language; {} asks for another",
            &[Control::Language],
        );
        advice.hints.insert(0, hint);
    })
}

fn find_language(tag: &str, content: &Content) -> Result<Found, Failure> {
    content
        .language(tag)
        .map_err(|problem| say("language", problem, "languages"))
}

/// A folder's name; where the path does not show it (`.`, `..`, nothing), its real one.
fn folder_name(folder: &Path) -> String {
    let here = Path::new(".");
    let folder = if folder.as_os_str().is_empty() {
        here
    } else {
        folder
    };
    let real = content::whole_path(folder);
    let name = folder
        .file_name()
        .or_else(|| real.as_deref().and_then(Path::file_name));
    name.and_then(|name| name.to_str())
        .unwrap_or("guide")
        .to_owned()
}

pub(super) fn brand_name(asked: Option<&str>, content: &Content) -> Result<String, Failure> {
    asked
        .map(str::to_owned)
        .or_else(|| content.only_brand())
        .ok_or_else(|| {
            Failure::usage(
                "there are several brands, and the command does not name one",
                vec![
                    Advice::naming("add {} with one of: ", &[Control::Brand])
                        .words(content.brands().join(", ")),
                ],
            )
        })
}

pub(super) fn find_brand(name: &str, content: &Content) -> Result<Found, Failure> {
    content
        .brand(name)
        .map_err(|problem| say("brand", problem, "brands"))
}

/// What a content problem means to somebody who typed a name; `list` is the sort that can be listed.
pub fn say(what: &str, problem: ContentProblem, list: &str) -> Failure {
    match problem {
        ContentProblem::Unknown { name, known } => {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            Failure::usage(
                format!("there is no {what} `{name}`"),
                unknown_hints(&name, &known, list),
            )
        }
        ContentProblem::NotWritten {
            guide,
            language,
            written,
        } => Failure::usage(
            format!("the guide `{guide}` is not written in `{language}`"),
            vec![
                Advice::from(format!("it is written in: {}", written.join(", "))),
                Advice::listing("guides", " shows the languages of each guide"),
            ],
        ),
        ContentProblem::Unreadable { path, error } => Failure::system(
            format!("`{}` cannot be read: {error}", path.display()),
            vec!["check the path and that you may read it".to_owned()],
        ),
        ContentProblem::LeadsOut(path) => Failure::usage(
            format!(
                "`{}` is a link that leads out of the content folder",
                path.display()
            ),
            vec!["copy what the link leads to into the content folder".to_owned()],
        ),
        ContentProblem::NoFolder(path) => Failure::usage(
            format!("there is no folder `{}`", path.display()),
            vec![Advice::naming(
                "check the name given with {}, or leave the option out",
                &[Control::Content],
            )],
        ),
        ContentProblem::NotAFolder(path) => Failure::usage(
            format!("`{}` is a file, not a folder", path.display()),
            vec![CONTENT_FOLDER.to_owned()],
        ),
        ContentProblem::NoContent(path) => Failure::usage(
            format!(
                "the folder `{}` contains no guides, brands or languages",
                path.display()
            ),
            vec![CONTENT_FOLDER.to_owned()],
        ),
    }
}

/// What a content folder is.
const CONTENT_FOLDER: &str =
    "a content folder contains one or more of the folders `guides`, `brands` and `languages`";

/// What to do where nothing of a sort has this name.
pub(super) fn unknown_hints(name: &str, known: &[&str], list: &str) -> Vec<Advice> {
    let near = nearest(name, known.iter().copied());
    let mut hints: Vec<Advice> = near
        .map(|near| format!("did you mean `{near}`?").into())
        .into_iter()
        .collect();
    if !known.is_empty() && known.len() <= 12 {
        hints.push(format!("there are: {}", known.join(", ")).into());
    }
    hints.push(Advice::listing(list, " shows them all"));
    hints
}
