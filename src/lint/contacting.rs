//! Words of contacting, and numbers that belong to the public: what rules ask before they take a number for a
//! patient's, or a warning sign for one that does not say what to do.
//!
//! In: words of a text in any language, or the digits of a number. Out: whether they ask to call, to go or to
//! write; whether the number is a public line. The words are stems in the languages that patients of such
//! clinics read; a text in another language holds none of them, and the rules then do without.

/// Stems of words that say to call, to ring or to write, in small letters.
const CONTACTING: &[&str] = &[
    // Hindi, Marathi, Nepali
    "फोन",
    "फ़ोन",
    "कॉल",
    "संपर्क",
    "सम्पर्क",
    "दूरभाष",
    "हेल्पलाइन",
    "नंबर पर",
    "व्हाट्सएप",
    "ईमेल",
    "लिखें",
    // Urdu, Arabic, Persian
    "فون",
    "کال",
    "رابطہ",
    "رابطه",
    "اتصل",
    "اتصال",
    "الاتصال",
    "هاتف",
    "بالرقم",
    "الرقم",
    "راسل",
    "نمبر",
    "تماس",
    "تلفن",
    // Bengali, Assamese
    "ফোন",
    "কল",
    "যোগাযোগ",
    "হেল্পলাইন",
    // Gujarati, Punjabi, Odia
    "ફોન",
    "કૉલ",
    "કોલ",
    "સંપર્ક",
    "ਫੋਨ",
    "ਫ਼ੋਨ",
    "ਕਾਲ",
    "ਸੰਪਰਕ",
    "ଫୋନ",
    "କଲ",
    "ଯୋଗାଯୋଗ",
    // Tamil, Telugu, Kannada, Malayalam
    "தொலைபேசி",
    "அழை",
    "தொடர்பு",
    "ஃபோன்",
    "போன்",
    "ఫోన్",
    "కాల్",
    "సంప్రదించ",
    "ಫೋನ್",
    "ಕರೆ",
    "ಸಂಪರ್ಕ",
    "ഫോൺ",
    "വിളിക്ക",
    "ബന്ധപ്പെട",
    // French, Spanish, Portuguese, Italian
    "téléphon",
    "appel",
    "contact",
    "composez",
    "écriv",
    "courriel",
    "llam",
    "teléfono",
    "telefono",
    "escrib",
    "ligue",
    "ligar",
    "telefone",
    "contat",
    "escrev",
    "chiam",
    "scriv",
    // German, Dutch, Scandinavian
    "anruf",
    "rufen",
    "telefon",
    "schreib",
    "bellen",
    "skriv",
    // Polish, Czech, Russian, Ukrainian, Turkish, Romanian
    "zadzwoń",
    "dzwoń",
    "napisz",
    "volejte",
    "позвон",
    "звон",
    "телефон",
    "пиш",
    "зателефон",
    "arayın",
    "sunați",
    // Indonesian, Swahili, Vietnamese, Chinese, Japanese, Korean, Thai
    "hubungi",
    "piga simu",
    "gọi",
    "điện thoại",
    "拨打",
    "电话",
    "致电",
    "電話",
    "연락",
    "전화",
    "โทร",
];

/// Stems of words that say to go somewhere or to see somebody at once.
const GOING: &[&str] = &[
    // Hindi, Marathi
    "जाएँ",
    "जाएं",
    "जायें",
    "आएँ",
    "आएं",
    "तुरंत",
    "तुरन्त",
    "बताएँ",
    "बताएं",
    "दिखाएँ",
    "दिखाएं",
    "पहुँचें",
    "पहुंचें",
    "बुलाएँ",
    "बुलाएं",
    // Urdu, Arabic
    "جائیں",
    "فوراً",
    "فورا",
    "بتائیں",
    "دکھائیں",
    "بلائیں",
    "اذهب",
    "توجه",
    "اطلب",
    "راجع",
    "أخبر",
    "استشر",
    "تواصل",
    "اتصلوا",
    "اذهبي",
    "توجهي",
    // Bengali
    "যান",
    "আসুন",
    "জানান",
    "দেখান",
    "অবিলম্বে",
    // Gujarati, Punjabi, Odia
    "જાઓ",
    "તરત",
    "જણાવો",
    "ਜਾਓ",
    "ਤੁਰੰਤ",
    "ਦੱਸੋ",
    "ଯାଆନ୍ତୁ",
    "ତୁରନ୍ତ",
    // Tamil, Telugu, Kannada, Malayalam
    "உடனடியாக",
    "உடனே",
    "செல்ல",
    "வாருங்கள்",
    "சொல்லுங்கள்",
    "தெரிவி",
    "அணுக",
    "వెంటనే",
    "వెళ్ళ",
    "వెళ్ల",
    "చెప్ప",
    "ತಕ್ಷಣ",
    "ಹೋಗಿ",
    "ತಿಳಿಸಿ",
    "ഉടൻ",
    "ഉടനെ",
    "പോക",
    "അറിയിക്ക",
    // French, Spanish, Portuguese, Italian, German
    "allez",
    "rendez-vous aux",
    "consultez",
    "urgence",
    "prévenez",
    "vaya",
    "acuda",
    "avise",
    "urgencias",
    "consulte",
    "vá ",
    "procure",
    "vada",
    "pronto soccorso",
    "gehen sie",
    "notaufnahme",
    "notruf",
    "wenden sie",
    // Polish, Russian, Turkish, Indonesian, Swahili, Chinese, Japanese
    "jedź",
    "zgłoś",
    "natychmiast",
    "обрати",
    "немедленно",
    "вызов",
    "gidin",
    "başvurun",
    "segera",
    "pergi",
    "nenda",
    "立即",
    "马上",
    "就医",
    "すぐ",
    "受診",
];

/// Whether a text in another language than English asks to call or to write.
pub(super) fn asks_to_call(text: &str) -> bool {
    let lower = text.to_lowercase();
    CONTACTING.iter().any(|stem| lower.contains(stem))
}

/// Whether a text in another language than English says what to do: to call, to go, to see somebody.
pub(super) fn says_what_to_do(text: &str) -> bool {
    let lower = text.to_lowercase();
    asks_to_call(text) || GOING.iter().any(|stem| lower.contains(stem))
}

/// Beginnings of numbers that are lines for everybody: free of charge or at a shared price. India 1800 and
/// 1860, North America 1-800 and its kin, the United Kingdom 0800, 0808, 03 and 084, France and Italy 08 and
/// 800, Germany 0800, Australia 1300 and 1800.
const PUBLIC_BEGINNINGS: &[&str] = &[
    "1800", "1860", "1300", "0800", "0808", "0300", "0303", "0330", "0333", "0343", "0344", "0345",
    "0843", "0844", "0845", "0870", "0801", "0802", "0803", "0804", "0805", "0806", "0809", "0810",
    "0820", "1888", "1877", "1866", "1855", "1844", "1833", "1822", "800", "803",
];

/// Beginnings of free lines of North America, which are public where a number is written as one there: three
/// digits, three and four. A mobile number of India can begin so too.
const NORTH_AMERICA: &[&str] = &["800", "888", "877", "866", "855", "844", "833", "822"];

/// Countries whose code may stand before a public line, without the `+`.
const COUNTRIES: &[&str] = &[
    "1", "27", "33", "34", "39", "44", "48", "49", "61", "64", "92", "353", "880", "94", "971",
    "966", "977",
];

/// Longest emergency or short number, in digits: nobody's own telephone has so few.
const SHORT: usize = 6;

/// Whether a number as it is written is a public line: an emergency number, a short one, or one that is free
/// for everybody. Its country's code may stand before it.
pub(super) fn is_public_line(written: &str) -> bool {
    let groups: Vec<&str> = written
        .split(|character: char| !character.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .collect();
    let digits: String = groups.concat();
    if digits.len() <= SHORT {
        return true;
    }
    if written.trim_start_matches('(').starts_with('+') {
        if let Some(number) = digits.strip_prefix("91") {
            return begins_with(number, &["1800", "1860"]);
        }
        let mut national = COUNTRIES
            .iter()
            .filter_map(|code| digits.strip_prefix(code));
        return national
            .any(|number| begins_publicly(number) || begins_publicly(&format!("0{number}")))
            || digits
                .strip_prefix('1')
                .is_some_and(|number| begins_with(number, NORTH_AMERICA));
    }
    // `011 …` is the code of Delhi, and `080 0…` that of Bengaluru with another digit.
    let has_area_code = groups.first().is_some_and(|first| *first == "080");
    if begins_publicly(&digits) && !has_area_code && !is_mobile(&groups) {
        return true;
    }
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    match lengths.as_slice() {
        [3, 3, 4] => begins_with(&digits, NORTH_AMERICA),
        [1, 3, 3, 4] => digits
            .strip_prefix('1')
            .is_some_and(|number| begins_with(number, NORTH_AMERICA)),
        _ => false,
    }
}

/// Ten digits that begin like a free line but are written as a mobile number of India.
fn is_mobile(groups: &[&str]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    lengths.iter().sum::<usize>() == 10
        && groups.first().is_some_and(|first| first.starts_with('8'))
        && matches!(lengths.as_slice(), [10] | [5, 5] | [4, 6] | [4, 3, 3])
}

fn begins_publicly(digits: &str) -> bool {
    begins_with(digits, PUBLIC_BEGINNINGS)
}

fn begins_with(digits: &str, beginnings: &[&str]) -> bool {
    beginnings
        .iter()
        .any(|beginning| digits.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_lines_are_known() {
        for number in [
            "112",
            "108",
            "999",
            "1-800-555-0100",
            "1 800 555 0100",
            "(833) 555-0100",
            "0800 123 456",
            "0 800 123 456",
            "800 123 456",
            "1800 123 4567",
            "1800-11-4567",
            "1860 500 1234",
            "0345 123 4567",
            "0808 800 1234",
            "+44 800 123 456",
            "+1 888 555 0100",
            "+91 1800 123 456",
            "116 123",
            "+33 800 123 456",
            "0300 123 1234",
        ] {
            assert!(is_public_line(number), "{number}");
        }
        for number in [
            "98765 43210",
            "+91 98765 43210",
            "011 2345 6789",
            "020 7946 0018",
            "80012 34567",
            "8001234567",
            "88888 12345",
            "080 0234 5678",
            "07700 900123",
            "(212) 555-0100",
            "+91 80 2345 6789",
        ] {
            assert!(!is_public_line(number), "{number}");
        }
    }

    #[test]
    fn words_of_contacting_are_known_in_many_languages() {
        for text in [
            "वार्ड को फ़ोन करें",
            "اتصل بالرقم",
            "vous pouvez téléphoner au",
            "Llame al hospital",
            "மருத்துவமனையை அழைக்கவும்",
            "Rufen Sie uns an: Telefon",
        ] {
            assert!(asks_to_call(text), "{text}");
        }
        assert!(says_what_to_do("तुरंत अस्पताल जाएँ"));
        assert!(!says_what_to_do("पैर में सूजन"));
    }
}
