//! Workbooks made by the tests, part by part, so that every one can be as odd as it must be.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An archive of parts.
pub(crate) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of Excel in the making.
pub(crate) struct Xlsx {
    /// Name, attributes of the sheet, and its part.
    sheets: Vec<(String, String, String)>,
    strings: Option<String>,
    workbook_properties: &'static str,
}

/// Number formats of the styles: 0 plain, 1 a day, 2 a time, 3 both, 4 five figures, 5 thousands,
/// 6 a length of time, 7 text, 8 a typeface that draws Hindi over Latin letters, 9 five figures behind words,
/// 10 figures parted by a hyphen; 11 is plain and struck out.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="5"><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/>
<numFmt numFmtId="165" formatCode="00000"/><numFmt numFmtId="166" formatCode="[h]:mm"/>
<numFmt numFmtId="167" formatCode="&quot;MRN &quot;00000"/><numFmt numFmtId="168" formatCode="000\-000"/></numFmts>
<fonts count="4"><font><name val="Calibri"/></font><font><sz val="14"/><name val="Kruti Dev 010"/></font>
<font><strike/></font><font><strike val="0"/></font></fonts>
<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>
<cellXfs count="12"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="22"/>
<xf numFmtId="165"/><xf numFmtId="3"/><xf numFmtId="166"/><xf numFmtId="49"/><xf numFmtId="0" fontId="1"/>
<xf numFmtId="167" fontId="3"/><xf numFmtId="168" fontId="0"/><xf numFmtId="0" fontId="2"/></cellXfs>
</styleSheet>"#;

impl Xlsx {
    pub(crate) fn new() -> Self {
        Self {
            sheets: Vec::new(),
            strings: None,
            workbook_properties: "",
        }
    }

    /// Adds a sheet with these rows, each the XML of its cells.
    pub(crate) fn sheet(self, name: &str, rows: &[&str]) -> Self {
        let rows: String = rows
            .iter()
            .map(|cells| format!("<row>{cells}</row>"))
            .collect();
        self.data(name, "", &format!("<sheetData>{rows}</sheetData>"))
    }

    /// Adds a sheet with attributes and everything inside its root element.
    pub(crate) fn data(mut self, name: &str, attributes: &str, inside: &str) -> Self {
        let part = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<worksheet \
             xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{inside}</worksheet>"
        );
        self.sheets
            .push((name.to_owned(), attributes.to_owned(), part));
        self
    }

    /// Sets the shared strings, each the XML inside its `si`.
    pub(crate) fn strings(self, strings: &[&str]) -> Self {
        let items: String = strings.iter().map(|it| format!("<si>{it}</si>")).collect();
        let count = strings.len();
        self.strings_part(&format!(
            "<sst count=\"{count}\" uniqueCount=\"{count}\">{items}</sst>"
        ))
    }

    pub(crate) fn strings_part(mut self, part: &str) -> Self {
        self.strings = Some(part.to_owned());
        self
    }

    pub(crate) fn counting_from_1904(mut self) -> Self {
        self.workbook_properties = "<workbookPr date1904=\"1\"/>";
        self
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut sheets = String::new();
        let mut targets = String::new();
        let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
        for (index, (name, attributes, part)) in self.sheets.iter().enumerate() {
            let number = index + 1;
            sheets += &format!(
                "<sheet name=\"{name}\" sheetId=\"{number}\" {attributes} r:id=\"rId{number}\"/>"
            );
            targets += &format!(
                "<Relationship Id=\"rId{number}\" Type=\"http://schemas.openxmlformats.org/\
                 officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
            );
            parts.push((
                format!("xl/worksheets/sheet{number}.xml"),
                part.clone().into_bytes(),
            ));
        }
        let mut all: Vec<(&str, Vec<u8>)> = vec![
            ("[Content_Types].xml", b"<Types/>".to_vec()),
            (
                "_rels/.rels",
                b"<Relationships><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/\
                  officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>\
                  </Relationships>"
                    .to_vec(),
            ),
            (
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns:r=\"r\">{}<sheets>{sheets}</sheets></workbook>",
                    self.workbook_properties
                )
                .into_bytes(),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                format!("<Relationships>{targets}</Relationships>").into_bytes(),
            ),
            ("xl/styles.xml", STYLES.as_bytes().to_vec()),
        ];
        if let Some(strings) = &self.strings {
            all.push(("xl/sharedStrings.xml", strings.clone().into_bytes()));
        }
        let parts = parts
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        let all: Vec<(&str, &[u8])> = all
            .iter()
            .map(|(name, bytes)| (*name, bytes.as_slice()))
            .chain(parts)
            .collect();
        archive(&all)
    }
}

/// A cell with words of its own.
pub(crate) fn words(words: &str) -> String {
    format!("<c t=\"inlineStr\"><is><t>{words}</t></is></c>")
}

/// A row of cells with words of their own.
pub(crate) fn row(cells: &[&str]) -> String {
    cells.iter().map(|cell| words(cell)).collect()
}

/// A cell with words of its own that are struck out.
pub(crate) fn struck(words: &str) -> String {
    format!("<c s=\"11\" t=\"inlineStr\"><is><t>{words}</t></is></c>")
}

/// A cell of whose words the first are struck out.
pub(crate) fn struck_words(first: &str, second: &str) -> String {
    format!(
        "<c t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>{first}</t></r><r><rPr><b/></rPr><t> {second}</t></r>\
         </is></c>"
    )
}

/// A number in a style of those above.
pub(crate) fn number(stored: &str, style: usize) -> String {
    format!("<c s=\"{style}\"><v>{stored}</v></c>")
}

/// A workbook of LibreOffice with these tables, each the XML of its rows.
pub(crate) fn ods(tables: &[&str]) -> Vec<u8> {
    ods_with(&content(tables), "<manifest:manifest/>")
}

/// The part of a LibreOffice workbook that holds its tables.
pub(crate) fn content(tables: &[&str]) -> String {
    let tables: String = tables
        .iter()
        .map(|rows| format!("<table:table table:name=\"Qxtable\">{rows}</table:table>"))
        .collect();
    format!(
        "<office:document-content><office:automatic-styles><style:style style:name=\"ta9\">\
         <style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
         </office:document-content>"
    )
}

pub(crate) fn ods_with(content: &str, manifest: &str) -> Vec<u8> {
    archive(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ])
}

/// A row of cells with words in a LibreOffice workbook.
pub(crate) fn ods_row(cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .map(|words| match *words {
            "" => "<table:table-cell/>".to_owned(),
            words => format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{words}</text:p>\
                 </table:table-cell>"
            ),
        })
        .collect();
    format!("<table:table-row>{cells}</table:table-row>")
}

/// A row of cells, each the XML of its words and the name of its style, with attributes of the row.
pub(crate) fn ods_cells(cells: &[(&str, &str)], attributes: &str) -> String {
    let cells: String = cells
        .iter()
        .map(|(words, style)| {
            let style = match *style {
                "" => String::new(),
                style => format!("table:style-name=\"{style}\""),
            };
            format!(
                "<table:table-cell {style} office:value-type=\"string\"><text:p>{words}</text:p>\
                 </table:table-cell>"
            )
        })
        .collect();
    format!("<table:table-row {attributes}>{cells}</table:table-row>")
}
