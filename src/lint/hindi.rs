//! Promises and praise in Hindi, as they stand on signboards and in newspapers.
//!
//! In: a Hindi text. Out: where one of the phrases stands in a sentence that denies nothing. Promise: `कोई
//! गारंटी नहीं` (no guarantee) and a painless lump are passed over. Letters are compared, not words, because the
//! endings of Hindi words vary; the text is in the form NFC, as every guide is read.

use std::ops::Range;

/// Promises.
pub(super) const PROMISES: &[&str] = &[
    "गारंटी",
    "गारण्टी",
    "100% सफल",
    "100 % सफल",
    "100 प्रतिशत सफल",
    "१००% सफल",
    "१०० प्रतिशत सफल",
    "सौ प्रतिशत सफल",
    "शत प्रतिशत सफल",
    "शत-प्रतिशत सफल",
    "100% सुरक्षित",
    "पूरी तरह सुरक्षित",
    "पूर्णतः सुरक्षित",
    "जड़ से खत्म",
    "जड़ से ख़त्म",
    "जड़ से इलाज",
    "हमेशा के लिए छुटकारा",
    "हमेशा के लिए ठीक",
    "स्थायी इलाज",
    "स्थायी समाधान",
    "पक्का इलाज",
    "शर्तिया इलाज",
    "बिना दर्द के ऑपरेशन",
    "बिना दर्द का ऑपरेशन",
    "बिना दर्द ऑपरेशन",
    "बिना दर्द के सर्जरी",
    "बिना दर्द सर्जरी",
    "बिना दर्द के इलाज",
    "बिना दर्द इलाज",
    "दर्द रहित",
    "दर्दरहित",
    "दर्द-रहित",
    "कोई खतरा नहीं",
    "कोई ख़तरा नहीं",
    "कोई जोखिम नहीं",
    "नंबर 1",
    "नम्बर 1",
    "नं. 1",
    "नंबर १",
    "नंबर वन",
    "नम्बर वन",
    "सबसे अच्छे सर्जन",
    "सबसे अच्छे डॉक्टर",
    "सबसे अच्छा अस्पताल",
    "सर्वश्रेष्ठ",
    "सर्वोत्तम अस्पताल",
    "सर्वोत्तम सर्जन",
];

/// Praise.
pub(super) const PRAISE: &[&str] = &[
    "विश्वस्तरीय",
    "विश्व स्तरीय",
    "विश्व-स्तरीय",
    "अत्याधुनिक",
    "विश्व प्रसिद्ध",
    "विश्वप्रसिद्ध",
    "सुप्रसिद्ध",
    "प्रसिद्ध सर्जन",
    "प्रसिद्ध डॉक्टर",
    "मशहूर सर्जन",
    "मशहूर डॉक्टर",
    "पुरस्कार",
    "सफलता दर",
    "खुश मरीज",
    "संतुष्ट मरीज",
    "सफल ऑपरेशन",
    "सफल सर्जरी",
    "सबसे अनुभवी",
    "सालों का अनुभव",
    "वर्षों का अनुभव",
    "साल का अनुभव",
    "वर्ष का अनुभव",
    "द्वारा प्रमाणित",
    "लाखों मरीज",
    "हज़ारों मरीज",
    "हजारों मरीज",
    "का भरोसा",
];

/// Words that deny the sentence they stand in.
const DENIALS: &[&str] = &["नहीं", "कोई भी", "नामुमकिन", "असंभव", "?"];

/// Phrases that hold their own denial.
const DENYING: &[&str] = &["कोई खतरा नहीं", "कोई ख़तरा नहीं", "कोई जोखिम नहीं"];

/// What may be painless, and what is only numbered.
const PLAIN_FACTS: &[&str] = &[
    "गाँठ",
    "गांठ",
    "सूजन",
    "जाँच",
    "जांच",
    "स्कैन",
    "चित्र",
    "तस्वीर",
    "कमरा",
];

/// The bytes at which these phrases stand, in order.
pub(super) fn phrases_in(text: &str, phrases: &[&str]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if text.is_ascii() {
        return found;
    }
    let mut start = 0;
    for sentence in text.split_inclusive(['।', '?', '!', '\n']) {
        for phrase in phrases {
            for (at, _) in sentence.match_indices(phrase) {
                let is_denied = !DENYING.contains(phrase)
                    && DENIALS.iter().any(|denial| sentence.contains(denial));
                let is_fact = PLAIN_FACTS.iter().any(|fact| sentence.contains(fact));
                let range = start + at..start + at + phrase.len();
                let overlaps =
                    |other: &Range<usize>| range.start < other.end && other.start < range.end;
                if !is_denied && !is_fact && !found.iter().any(overlaps) {
                    found.push(range);
                }
            }
        }
        start += sentence.len();
    }
    found.sort_by_key(|range| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promises_are_told_from_denials_and_facts() {
        for text in [
            "घुटने का दर्द रहित ऑपरेशन।",
            "पूरे इलाज की गारंटी।",
            "शहर का नंबर 1 अस्पताल",
            "इसमें कोई जोखिम नहीं है।",
        ] {
            assert_eq!(phrases_in(text, PROMISES).len(), 1, "{text}");
        }
        for text in [
            "कोई गारंटी नहीं दी जा सकती।",
            "दर्द रहित गाँठ डॉक्टर को दिखाएँ।",
            "चित्र में नंबर 1 देखें।",
            "आप बिना दर्द के चल सकेंगे।",
            "क्या यह दर्द रहित है?",
        ] {
            assert!(phrases_in(text, PROMISES).is_empty(), "{text}");
        }
        assert_eq!(phrases_in("5,000 सफल ऑपरेशन", PRAISE).len(), 1);
    }
}
