//! What a job says about itself: its properties in XMP, and words as strings of a PDF file.
//!
//! In: a title, a name that no other file has, the number of pages. Out: the bytes of the properties,
//! which claim PDF/UA-1 and PDF/A-2a. Promise: no date and no word but those given.

use crate::pages::pdf::object::Value;

/// The properties of a file (ISO 16684-1; ISO 14289-1, 5; ISO 19005-2, 6.6).
pub(super) fn properties(title: &str, language: &str, name: &str) -> Vec<u8> {
    let (title, language) = (escaped(title), escaped(language));
    let tool = escaped(&tool());
    let namespaces = [
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("xmp", "http://ns.adobe.com/xap/1.0/"),
        ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/"),
        ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
        ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
        ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
        ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
        ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
    ];
    let namespaces = namespaces.map(|(prefix, address)| format!(" xmlns:{prefix}=\"{address}\""));
    let namespaces = namespaces.concat();
    let schema = schema(
        "PDF/UA identification",
        "http://www.aiim.org/pdfua/ns/id/",
        "pdfuaid",
        (
            "part",
            "Integer",
            "the part of ISO 14289 that the file keeps to",
        ),
    );
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\"{namespaces}>\
         <dc:format>application/pdf</dc:format>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\
         <xmp:CreatorTool>{tool}</xmp:CreatorTool>\
         <xmpMM:DocumentID>{name}</xmpMM:DocumentID>\
         <pdfaExtension:schemas><rdf:Bag>{schema}</rdf:Bag></pdfaExtension:schemas>\
         <pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\
         <pdfuaid:part>1</pdfuaid:part>\
         </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
    )
    .into_bytes()
}

/// The program that made the file.
pub(super) fn tool() -> String {
    format!("leaflet {}", env!("CARGO_PKG_VERSION"))
}

/// Says what a property means that PDF/A does not know by itself.
fn schema(name: &str, address: &str, prefix: &str, property: (&str, &str, &str)) -> String {
    let (property, kind, meaning) = property;
    format!(
        "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>{name}</pdfaSchema:schema>\
         <pdfaSchema:namespaceURI>{address}</pdfaSchema:namespaceURI>\
         <pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>\
         <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
         <pdfaProperty:category>internal</pdfaProperty:category>\
         <pdfaProperty:description>{meaning}</pdfaProperty:description>\
         <pdfaProperty:name>{property}</pdfaProperty:name>\
         <pdfaProperty:valueType>{kind}</pdfaProperty:valueType>\
         </rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>"
    )
}

/// Words as they may stand in XML; what XML cannot hold is left out.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            character if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') => {
            }
            character => escaped.push(character),
        }
    }
    escaped
}

/// Words as a string of a PDF file (ISO 32000-1, 7.9.2.2).
pub(super) fn text_string(words: &str) -> Value {
    let is_plain = words.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    let mut text = Vec::with_capacity(words.len() + 2);
    if is_plain {
        text.push(b'(');
        for byte in words.bytes() {
            if matches!(byte, b'(' | b')' | b'\\') {
                text.push(b'\\');
            }
            text.push(byte);
        }
        text.push(b')');
    } else {
        text.extend_from_slice(b"<FEFF");
        for unit in words.encode_utf16() {
            text.extend_from_slice(format!("{unit:04X}").as_bytes());
        }
        text.push(b'>');
    }
    Value::Plain(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn another_reader_reads_the_words(words in any::<String>()) {
            let mut text = b"<</Words".to_vec();
            text_string(&words).write(&mut text);
            text.extend_from_slice(b">>");
            let table = (text.len() + 25).to_string();
            let file = [
                b"%PDF-1.7\n1 0 obj\n".as_slice(),
                &text,
                b"\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n",
                b"trailer\n<</Size 2/Root 1 0 R>>\nstartxref\n",
                table.as_bytes(),
                b"\n%%EOF",
            ];
            let read = lopdf::Document::load_mem(&file.concat()).unwrap();
            let found = read.get_dictionary((1, 0)).unwrap().get(b"Words").unwrap();
            prop_assert_eq!(lopdf::decode_text_string(found).unwrap(), words);
        }

        #[test]
        fn any_title_is_xml(title in any::<String>()) {
            let properties = String::from_utf8(properties(&title, "en", "name")).unwrap();
            let read = roxmltree::Document::parse(&properties);
            prop_assert!(read.is_ok(), "{:?}", read.err());
        }
    }
}
