//! Files that are no list, whatever their ending says.

use super::{Case, case};
use crate::rosters::workbook::archive;

fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(1_024, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4_096, 0);
    bytes
}

pub(super) fn cases() -> Vec<Case> {
    let packed = |parts: &[&str]| {
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|name| (*name, &b"<x/>"[..])).collect();
        archive(&parts)
    };
    let no_list = |name, file, bytes: Vec<u8>, what: &str| {
        let told = format!(
            "error {file}: this file is {what}, not a list that the program can \
            read"
        );
        case(name, file, bytes, &[], &[&told])
    };
    let of_text = archive(&[("mimetype", b"application/vnd.oasis.opendocument.text")]);
    vec![
        no_list("a PDF", "list.csv", b"%PDF-1.7\n\0".to_vec(), "a PDF"),
        no_list(
            "an old workbook",
            "list.xls",
            compound("Workbook"),
            "a workbook of an old version of Excel (XLS)",
        ),
        no_list(
            "a workbook with a password",
            "list.xlsx",
            compound("EncryptedPackage"),
            "a workbook locked with a password",
        ),
        no_list(
            "an old letter",
            "list.doc",
            compound("WordDocument"),
            "a document of an old version of Word",
        ),
        no_list(
            "a web page that ends in xls",
            "list.xls",
            b"\r\n<html><body><table><tr><td>Qxanna".to_vec(),
            "a web page, although its file name ends differently",
        ),
        no_list(
            "a workbook in XML",
            "list.xls",
            b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook \
              xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"
                .to_vec(),
            "a workbook in the format XML",
        ),
        no_list(
            "a letter",
            "list.xlsx",
            packed(&["[Content_Types].xml", "word/document.xml"]),
            "a document of Word or PowerPoint",
        ),
        no_list(
            "a binary workbook",
            "list.xlsb",
            packed(&["xl/workbook.bin"]),
            "a binary workbook of Excel (XLSB)",
        ),
        no_list(
            "a workbook of Numbers",
            "list.xlsx",
            packed(&["Index/Document.iwa"]),
            "a workbook of Numbers",
        ),
        no_list(
            "a text of LibreOffice",
            "list.ods",
            of_text,
            "a document of LibreOffice",
        ),
        no_list(
            "an archive",
            "list.csv",
            packed(&["list.csv"]),
            "an archive (ZIP)",
        ),
        no_list(
            "a picture",
            "list.csv",
            b"\x89PNG\r\n\x1a\n\0\0".to_vec(),
            "a picture",
        ),
        case(
            "an archive that is cut off",
            "list.xlsx",
            packed(&["xl/workbook.xml"])[..40].to_vec(),
            &[],
            &["error list.xlsx: the workbook is damaged and cannot be read to its end"],
        ),
        case(
            "an archive of twenty thousand parts",
            "list.xlsx",
            b"PK\x03\x04"
                .iter()
                .copied()
                .chain(b"PK\x01\x02".repeat(20_000))
                .collect::<Vec<u8>>(),
            &[],
            &[
                "error list.xlsx: the archive has more than 10000 parts, the most that a workbook \
                can have",
            ],
        ),
    ]
}
