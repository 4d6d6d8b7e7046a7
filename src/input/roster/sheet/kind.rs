//! What kind of file it is, by its bytes.
//!
//! In: the bytes. Out: text or one of the two workbooks that are read; or the refusal of every other
//! kind that people take for a list, with what to do. A file's ending is not asked: hospital programs
//! write web pages that end in `.xls`.

use super::container::Container;
use super::{Refusal, rule};

/// The kinds that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// CSV, TSV and their kin.
    Text,
    /// A workbook of Excel.
    Xlsx,
    /// A workbook of LibreOffice.
    Ods,
}

const SAVE_AGAIN: &str =
    "open it in Excel or LibreOffice and save the list as `Excel workbook (.xlsx)` or `CSV UTF-8`";

impl Kind {
    pub(super) fn of(bytes: &[u8]) -> Result<Self, Refusal> {
        match bytes {
            [b'P', b'K', 3 | 5 | 7, 4 | 6 | 8, ..] => of_archive(bytes),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(of_compound(bytes)),
            [b'%', b'P', b'D', b'F', ..] => Err(other("a PDF").hint(
                "ask for the list as a workbook or as CSV, from the program that made the PDF",
            )),
            [b'{', b'\\', b'r', b't', b'f', ..] => Err(other("a Word document in the format RTF")
                .hint("copy the table into Excel and save it as `Excel workbook (.xlsx)`")),
            [0x89, b'P', b'N', b'G', ..]
            | [0xFF, 0xD8, 0xFF, ..]
            | [b'G', b'I', b'F', b'8', ..] => Err(other("a picture").hint(
                "a list of patients must contain text: use a workbook \
                    or a CSV file",
            )),
            [0x1F, 0x8B, ..] | [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] => {
                Err(other("packed").hint("unpack it first, and give the list that is in it"))
            }
            [9, 0 | 2 | 4 | 8, ..]
                if bytes.get(2..4) == Some(&[6, 0]) || bytes.get(3) == Some(&0) =>
            {
                Err(other("a workbook of a very old version of Excel").hint(SAVE_AGAIN))
            }
            _ => of_text(bytes),
        }
    }
}

/// Tells marked-up text from a list.
fn of_text(bytes: &[u8]) -> Result<Kind, Refusal> {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = start.get(..1_024).unwrap_or(start).trim_ascii_start();
    let start = String::from_utf8_lossy(start).to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| start.starts_with(word));
    if begins(&["<?xml"]) && start.contains("spreadsheet") {
        return Err(other("a workbook in the format XML").hint(SAVE_AGAIN));
    }
    if begins(&[
        "<!doctype html",
        "<html",
        "<table",
        "<head",
        "<body",
        "<meta",
        "<style",
        "<div",
    ]) {
        return Err(other("a web page, although its file name ends differently").hint(SAVE_AGAIN));
    }
    if begins(&["<?xml", "<"]) {
        return Err(other("XML").hint(SAVE_AGAIN));
    }
    Ok(Kind::Text)
}

/// Tells the workbooks from everything else that is packed as a ZIP archive.
fn of_archive(bytes: &[u8]) -> Result<Kind, Refusal> {
    let mut archive = Container::open(bytes)?;
    if archive.has_folder("index/") && archive.has_ending(".iwa") {
        return Err(other("a workbook of Numbers")
            .hint("in Numbers: `File`, `Export to`, then `Excel…` or `CSV…`"));
    }
    if archive.has("xl/workbook.bin") {
        return Err(other("a binary workbook of Excel (XLSB)").hint(SAVE_AGAIN));
    }
    if archive.has("[Content_Types].xml") || archive.has_folder("xl/") {
        return match ["word/", "ppt/"]
            .iter()
            .any(|folder| archive.has_folder(folder))
        {
            true => Err(other("a document of Word or PowerPoint")
                .hint("copy the table into Excel and save it as `Excel workbook (.xlsx)`")),
            false => Ok(Kind::Xlsx),
        };
    }
    let opendocument = "application/vnd.oasis.opendocument.";
    match archive.short_text("mimetype")? {
        Some(kind) if kind.starts_with(&format!("{opendocument}spreadsheet")) => Ok(Kind::Ods),
        Some(kind) if kind.starts_with(opendocument) => Err(other("a document of LibreOffice")
            .hint("copy the table into a spreadsheet and save that as `.ods` or `CSV`")),
        _ => {
            Err(other("an archive (ZIP)").hint("unpack it first, and give the list that is in it"))
        }
    }
}

/// Tells what lies in a compound file of Microsoft's by the names of its streams.
fn of_compound(bytes: &[u8]) -> Refusal {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if holds("EncryptedPackage") {
        return other("a workbook locked with a password").hint(
            "in Excel: `File`, `Info`, `Protect Workbook`, `Encrypt with Password`, and empty the field; \
             then save it under another name",
        );
    }
    if holds("WordDocument") {
        return other("a document of an old version of Word")
            .hint("copy the table into Excel and save it as `Excel workbook (.xlsx)`");
    }
    if holds("Workbook") || holds("Book") {
        return other("a workbook of an old version of Excel (XLS)").hint(SAVE_AGAIN);
    }
    other("a document of an old Microsoft program").hint(SAVE_AGAIN)
}

fn other(what: &str) -> Refusal {
    Refusal::new(
        rule::ROSTER_KIND,
        format!("this file is {what}, not a list that the program can read"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_that_are_no_list_are_named() {
        let compound = |stream: &str| {
            let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
            bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
            bytes
        };
        for (bytes, name) in [
            (b"%PDF-1.7".to_vec(), "a PDF"),
            (compound("Workbook"), "an old version of Excel (XLS)"),
            (compound("EncryptedPackage"), "locked with a password"),
            (compound("WordDocument"), "an old version of Word"),
            (compound("?"), "an old Microsoft program"),
            (b"{\\rtf1".to_vec(), "RTF"),
            (b"\x89PNG\r\n".to_vec(), "a picture"),
            (b"\x1f\x8b\x08".to_vec(), "packed"),
            (b"\x09\x08\x06\x00\x00".to_vec(), "very old version of Excel"),
            (b"\xEF\xBB\xBF\r\n <HTML><table>".to_vec(), "a web page"),
            (b"<table border=1>".to_vec(), "a web page"),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">".to_vec(),
                "in the format XML",
            ),
            (b"<?xml version=\"1.0\"?><list/>".to_vec(), "XML"),
        ] {
            let refusal = Kind::of(&bytes).unwrap_err();
            assert_eq!(refusal.rule, rule::ROSTER_KIND);
            assert!(refusal.message.contains(name), "{}", refusal.message);
            assert!(!refusal.hints.is_empty(), "{name}");
        }
    }

    #[test]
    fn words_are_text_whatever_they_begin_with() {
        for text in [
            "",
            "guide,patient\n",
            "PK,patient",
            "7z",
            "\u{feff}a;b",
            "GIF,x",
        ] {
            assert_eq!(Kind::of(text.as_bytes()).unwrap(), Kind::Text, "{text}");
        }
    }
}
