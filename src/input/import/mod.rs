//! A saved page about a treatment becomes the draft of a guide.
//!
//! In: the bytes of a web page, a file of Word, a Markdown or a plain text. Out: the YAML of a guide, what a person
//! should look at, and an account of every word. The way is: a reader of the format makes one stream of
//! pieces of it (`from_html` with `dress`, `from_docx`, `from_markdown`, `from_text`, all of them into `page`); `lists`, `hyphens`
//! and `twice` put together what a page only draws; `recognise` makes a draft of the pieces, by the cues
//! of `cues`, `red_flags` and `labels`; `write` makes YAML of the draft; the YAML
//! is read back as any guide is; `account` holds its words against the page's.
//!
//! Promises: nothing is said in other words and no fact is added; what was left out is listed word for
//! word; a draft whose words do not balance with the page's is never given out; no input makes it panic,
//! and its time and memory grow with the length of the page only.

mod account;
mod cues;
mod draft;
mod dress;
mod from_docx;
mod from_html;
mod from_markdown;
mod from_text;
mod furniture;
mod html_tokens;
mod hyphens;
mod kind;
mod labels;
mod list_marker;
mod lists;
mod mhtml;
mod page;
mod page_words;
mod recognise;
mod red_flags;
mod tables;
mod twice;
mod typeface;
mod word_page;
mod write;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub use account::Account;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity, forbidden, quoted, rule};
use crate::model::guide::{Guide, MAXIMUM_BLOCKS_OF_A_GUIDE, MAXIMUM_SECTIONS};
use crate::source::{FileId, MAXIMUM_FILE_BYTES, SourceSet, Span};
use draft::Draft;
use page::Page;

/// The bytes in which a web page names its encoding (HTML, "prescan a byte stream").
const BYTES_THAT_NAME_THE_ENCODING: usize = 1024;

/// Largest file of a page, pictures included: a page saved in one file has some megabytes of them. Its
/// words are held to the limit of a guide.
pub const MAXIMUM_PAGE_BYTES: usize = 64 * 1024 * 1024;

/// Most words told of an account that does not balance.
const WORDS_TOLD: usize = 5;

/// The formats of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageFormat {
    /// A web page, as a browser saves it.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    PlainText,
    /// A file of Word.
    Word,
}

impl PageFormat {
    /// The format that a file's ending names.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "html" | "htm" | "xhtml" | "mhtml" | "mht" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Markdown),
            "txt" | "text" => Some(Self::PlainText),
            // What is no file of today's Word is told by its first bytes.
            "docx" | "docm" | "doc" | "dot" | "rtf" | "odt" | "ott" | "fodt" => Some(Self::Word),
            _ => None,
        }
    }
}

/// A draft that was made.
#[derive(Debug)]
pub struct Imported {
    /// The guide's file.
    pub yaml: String,
    /// Where the words went.
    pub account: Account,
    /// What was left out, not understood or guessed.
    pub diagnostics: Diagnostics,
    /// The language that the page names, as a tag.
    pub language: Option<String>,
}

/// Why there is no draft.
#[derive(Debug)]
pub enum ImportProblem {
    /// The page holds none, or cannot be read: its author can do something.
    Page(Diagnostics),
    /// The words do not balance, or the draft cannot be read back: the program is at fault.
    Program(String),
}

/// Makes a draft of a page. `name` is the page's file as its author knows it.
///
/// # Errors
/// [`ImportProblem`]: the page is too large, in no known encoding, empty, or holds more than a guide
/// may; or the program would have lost a word.
pub fn import(
    name: &str,
    bytes: &[u8],
    format: PageFormat,
    sources: &mut SourceSet,
) -> Result<Imported, ImportProblem> {
    let mut found = Diagnostics::new();
    let (file, mut page) =
        read_page(name, bytes, format, sources, &mut found).map_err(|problem| {
            let mut found = Diagnostics::new();
            found.push(problem);
            ImportProblem::Page(found)
        })?;
    let text = sources.get(file).text().to_owned();
    lists::put_together(&mut page);
    hyphens::join(&mut page);
    twice::tell(&mut page);
    lost_letters(&text, file, &mut found);
    apart(&page, &mut found);
    let shown = page.shown.clone();
    let language = page.language.clone();
    let draft = recognise::recognise(page);
    if draft.sections.is_empty() {
        let mut found = Diagnostics::new();
        let place = span(file, &(0..0));
        found.push(
            Diagnostic::error(
                rule::IMPORT_NOTHING,
                place,
                "this page contains no text for a guide",
            )
            .hint("check that the whole page was saved: open the saved file in a browser"),
        );
        return Err(ImportProblem::Page(found));
    }
    refuse_too_much(&draft, file)?;
    let file_name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let written = write::write(&draft, file_name);
    let guide = read_again(&written.text, &draft, file)?;
    let account = Account::balance(&shown, &draft, &guide).map_err(|imbalance| {
        let told = |words: &[String]| -> String {
            let words: Vec<String> = words
                .iter()
                .take(WORDS_TOLD)
                .map(|word| quoted(word))
                .collect();
            words.join(", ")
        };
        ImportProblem::Program(format!(
            "the words of the page and of the draft are not the same (missing: {}; added: {})",
            told(&imbalance.missing),
            told(&imbalance.added)
        ))
    })?;
    let yaml = {
        let source = sources.get(file);
        let line_of = |place: &Range<usize>| source.position(place.start).line;
        let sentence = format!("{}.", account.sentence());
        written.text.clone() + &write::closing(&draft, &written.addresses, &sentence, &line_of)
    };
    read_again(&yaml, &draft, file)?;
    report(&draft, &written, &account, file, &mut found);
    Ok(Imported {
        yaml,
        account,
        diagnostics: found,
        language,
    })
}

/// The pieces of a page, and its text among the sources.
fn read_page(
    name: &str,
    bytes: &[u8],
    format: PageFormat,
    sources: &mut SourceSet,
    found: &mut Diagnostics,
) -> Result<(FileId, Page), Diagnostic> {
    let unread = |sources: &mut SourceSet, message: &str, hint: &str| {
        let file = sources.add(name, "");
        Diagnostic::error(rule::IMPORT_FORMAT, span(file, &(0..0)), message).hint(hint)
    };
    if bytes.len() > MAXIMUM_PAGE_BYTES {
        let message = format!(
            "this page is larger than {} MB, the largest size that the program reads",
            MAXIMUM_PAGE_BYTES / 1024 / 1024
        );
        return Err(unread(sources, &message, "save it without its pictures"));
    }
    let format = kind::of(bytes, format).map_err(|kind| {
        let message = format!(
            "this is {}, which the program cannot read as a page",
            kind.name
        );
        unread(sources, &message, kind.hint)
    })?;
    if mhtml::is_mhtml(bytes) {
        let Some((page, encoding)) = mhtml::page(bytes) else {
            let hint = "save the page again as `Webpage, HTML Only`";
            return Err(unread(
                sources,
                "this saved page is damaged: it contains no HTML",
                hint,
            ));
        };
        let file = decoded(
            name,
            &without_pictures(&page),
            PageFormat::Html,
            encoding,
            sources,
            found,
        )?;
        let text = sources.get(file).text().to_owned();
        return Ok((file, from_html::read(&text)));
    }
    if format == PageFormat::Word {
        let problem = |sources: &mut SourceSet, problem: from_docx::WordProblem| {
            unread(sources, problem.message(), problem.hint())
        };
        return match from_docx::read(bytes) {
            Ok(word) if word.text.len() <= MAXIMUM_FILE_BYTES => {
                Ok((sources.add(name, word.text), word.page))
            }
            Ok(_) => Err(problem(sources, from_docx::WordProblem::TooLarge)),
            Err(found) => Err(problem(sources, found)),
        };
    }
    let lean = if format == PageFormat::Html {
        without_pictures(bytes)
    } else {
        bytes.into()
    };
    let file = decoded(name, &lean, format, None, sources, found)?;
    let text = sources.get(file).text().to_owned();
    let page = match format {
        PageFormat::Html => from_html::read(&text),
        PageFormat::Markdown => from_markdown::read(&text),
        PageFormat::PlainText | PageFormat::Word => from_text::read(&text),
    };
    Ok((file, page))
}

/// The bytes of a web page without the pictures that stand in it as letters (`data:` addresses), which are
/// no words and may be megabytes.
fn without_pictures(bytes: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    const START: &[u8] = b"data:";
    if bytes.len() <= MAXIMUM_FILE_BYTES {
        return bytes.into();
    }
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"\"'()<>".contains(byte);
    let mut lean = Vec::with_capacity(MAXIMUM_FILE_BYTES);
    let mut rest = bytes;
    while let Some(at) = rest.windows(START.len()).position(|window| window == START) {
        let (before, address) = rest.split_at(at + START.len());
        lean.extend_from_slice(before);
        let end = address.iter().position(is_end).unwrap_or(address.len());
        let (address, behind) = address.split_at(end);
        // Short ones may be words: "the data: see below".
        lean.extend_from_slice(if address.len() > 100 { b"," } else { address });
        rest = behind;
    }
    lean.extend_from_slice(rest);
    lean.into()
}

/// Refuses a draft of more parts than a guide may have, before it is written.
fn refuse_too_much(draft: &Draft, file: FileId) -> Result<(), ImportProblem> {
    let in_sections = draft.sections.iter().map(|section| section.blocks.len());
    let blocks = draft.introduction.len() + in_sections.sum::<usize>();
    let limits = [
        (draft.sections.len(), MAXIMUM_SECTIONS, "sections"),
        (blocks, MAXIMUM_BLOCKS_OF_A_GUIDE, "blocks"),
    ];
    for (count, most, what) in limits {
        if count > most {
            let message = format!("{count} {what}, and at most {most} are allowed");
            return Err(too_large(&message, draft, file));
        }
    }
    Ok(())
}

fn too_large(what: &str, draft: &Draft, file: FileId) -> ImportProblem {
    let place = draft.sections.first().map(|section| &section.place);
    let mut found = Diagnostics::new();
    found.push(
        Diagnostic::error(
            rule::IMPORT_TOO_LARGE,
            span(file, place.unwrap_or(&(0..0))),
            format!("this page contains more than a guide can: {what}"),
        )
        .hint("save the page in parts, one for each treatment, and import each part"),
    );
    ImportProblem::Page(found)
}

fn span(file: FileId, place: &Range<usize>) -> Span {
    Span {
        file,
        start: place.start,
        end: place.end.max(place.start),
    }
}

/// The page's text among the sources. A mark at its start names its encoding, else the file around it
/// does, else a web page itself; what names none and is no UTF-8 is taken for the encoding of old Windows programs, as browsers
/// take it.
fn decoded(
    name: &str,
    bytes: &[u8],
    format: PageFormat,
    said: Option<&'static Encoding>,
    sources: &mut SourceSet,
    found: &mut Diagnostics,
) -> Result<FileId, Diagnostic> {
    if bytes.len() > MAXIMUM_FILE_BYTES {
        return sources.add_bytes(name, bytes);
    }
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let named = marked
        .or(said)
        .or_else(|| (format == PageFormat::Html).then(|| named_encoding(bytes))?);
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let encoding = match named {
        Some(encoding) if encoding != UTF_8 => encoding,
        None if format == PageFormat::Html && !is_utf8 => WINDOWS_1252,
        _ => return sources.add_bytes(name, bytes),
    };
    // A page that says it is UTF-16 in words that are not is UTF-8 (HTML, the same algorithm).
    let is_sixteen = encoding == UTF_16LE || encoding == UTF_16BE;
    if is_sixteen && marked.is_none() {
        return sources.add_bytes(name, bytes);
    }
    let (text, _, has_faults) = encoding.decode(bytes);
    if text.len() > 2 * MAXIMUM_FILE_BYTES {
        return sources.add_bytes(name, bytes);
    }
    let file = sources.add(name, text);
    if has_faults || (named.is_none() && !is_utf8) {
        found.push(
            Diagnostic::new(
                rule::IMPORT_LETTERS,
                Severity::Warning,
                Some(span(file, &(0..0))),
                format!(
                    "this page was read as {}, so some letters may be wrong",
                    encoding.name()
                ),
            )
            .hint("check letters with accents, quotes and dashes in the draft")
            .hint("if they are wrong, save the page again as UTF-8"),
        );
    }
    Ok(file)
}

/// The encoding that a web page names near its start: `charset=…` in an element `meta`.
fn named_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(BYTES_THAT_NAME_THE_ENCODING))?;
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    for (at, _) in start.match_indices("charset") {
        let before = start.get(..at)?;
        if before.rfind("<meta") <= before.rfind('>') {
            continue;
        }
        let behind = start.get(at + "charset".len()..)?.trim_start();
        let Some(value) = behind.strip_prefix('=') else {
            continue;
        };
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|character: char| {
            !character.is_ascii_alphanumeric() && !"-_:.".contains(character)
        });
        let label = value.get(..end.unwrap_or(value.len()))?;
        if let Some(encoding) = Encoding::for_label(label.as_bytes()) {
            return Some(encoding);
        }
    }
    None
}

/// Warns of letters that were lost before the page came here; they cannot stand in a guide.
fn lost_letters(text: &str, file: FileId, found: &mut Diagnostics) {
    for (at, mark) in text.match_indices(char::REPLACEMENT_CHARACTER) {
        found.push(
            Diagnostic::new(
                rule::IMPORT_LETTERS,
                Severity::Warning,
                Some(span(file, &(at..at + mark.len()))),
                "a letter was lost here before the page was saved; the mark that stood for it was \
                 removed",
            )
            .hint("type the right letter in the draft"),
        );
    }
    let invisible = text
        .chars()
        .filter(|character| !character.is_whitespace() && *character != char::REPLACEMENT_CHARACTER)
        .filter(|character| forbidden(*character).is_some())
        .count();
    if invisible > 0 {
        found.push(Diagnostic::new(
            rule::IMPORT_LETTERS,
            Severity::Note,
            None,
            format!(
                "invisible characters, which are not allowed in a guide, were removed: \
                {invisible}"
            ),
        ));
    }
}

/// Tells what is in the file and is no word of the page.
fn apart(page: &Page, found: &mut Diagnostics) {
    let parts: Vec<String> = page
        .apart
        .iter()
        .map(|(name, count)| format!("{name}: {count}"))
        .collect();
    if !parts.is_empty() {
        found.push(Diagnostic::new(
            rule::IMPORT_FURNITURE,
            Severity::Note,
            None,
            format!(
                "these are not words of the page and were not counted as words ({})",
                parts.join(", ")
            ),
        ));
    }
}

/// Reads a draft as any guide is read. What it holds too much of is the page's fault, all else ours.
fn read_again(yaml: &str, draft: &Draft, file: FileId) -> Result<Guide, ImportProblem> {
    let mut sources = SourceSet::new();
    let draft_file = sources.add("draft", yaml);
    let (guide, faults) = Guide::read(&sources, draft_file);
    if let Some(guide) = guide {
        return Ok(guide);
    }
    let of_size = [
        rule::TOO_MANY_ITEMS,
        rule::TEXT_TOO_LONG,
        rule::TOO_MANY_NODES,
        rule::FILE_TOO_LARGE,
    ];
    let is_too_much = |fault: &&Diagnostic| of_size.contains(&fault.rule);
    if let Some(fault) = faults.iter().find(is_too_much) {
        return Err(too_large(&fault.message, draft, file));
    }
    let fault = faults.iter().next();
    let (line, message) = fault.map_or((0, ""), |fault| {
        let line = fault.span.map(|span| sources.position(span).0);
        (line.unwrap_or_default(), fault.message.as_str())
    });
    Err(ImportProblem::Program(format!(
        "the finished draft could not be read: line {line}, {message}"
    )))
}

/// Tells everything, at its place in the page.
fn report(
    draft: &Draft,
    written: &write::Written,
    account: &Account,
    file: FileId,
    found: &mut Diagnostics,
) {
    for left in &draft.left {
        let count = write::count(&left.words);
        let words = if count == 1 { "word" } else { "words" };
        let what = format!("left out as {} ({count} {words})", left.kind.name());
        let place = Some(span(file, &left.place));
        let diagnostic =
            |severity, message| Diagnostic::new(rule::IMPORT_FURNITURE, severity, place, message);
        found.push(match left.holds {
            None => {
                let message = format!("{what}: {}", quoted(&left.words));
                diagnostic(Severity::Note, message)
            }
            Some(holds) => {
                let message = format!("{what}, although it mentions {holds}: {}", left.words);
                diagnostic(Severity::Warning, message).hint(
                    "if it belongs to the treatment, copy it from the end of the draft to \
                        the right place",
                )
            }
        });
    }
    for notice in &draft.notices {
        let place = Some(span(file, &notice.place));
        let message = notice.message.as_str();
        let diagnostic = Diagnostic::new(notice.rule, Severity::Warning, place, message);
        found.push(match notice.hint {
            Some(hint) => diagnostic.hint(hint),
            None => diagnostic,
        });
    }
    if !written.addresses.is_empty() {
        let count = written.addresses.len();
        found.push(
            Diagnostic::new(
                rule::IMPORT_LINK,
                Severity::Warning,
                None,
                if count == 1 {
                    "1 address works only inside the website and was removed".to_owned()
                } else {
                    format!("{count} addresses work only inside the website and were removed")
                },
            )
            .hint("the words are kept; the addresses are listed at the end of the draft"),
        );
    }
    if written.checks > 0 {
        found.push(Diagnostic::new(
            rule::IMPORT_CHECK,
            Severity::Note,
            None,
            match written.checks {
                1 => format!(
                    "1 place of the draft was guessed; it has a remark `{}`",
                    write::PLEASE_CHECK
                ),
                checks => format!(
                    "{checks} places of the draft were guessed; each has a remark `{}`",
                    write::PLEASE_CHECK
                ),
            },
        ));
    }
    found.push(Diagnostic::new(
        rule::IMPORT_ACCOUNT,
        Severity::Note,
        None,
        account.sentence(),
    ));
}
