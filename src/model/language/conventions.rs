//! What a language tag says of writing: direction, figures, and the characters in lists and long numbers.
//!
//! In: a language tag (BCP 47). Out: its [`Conventions`], for a new language file to begin with. Promise:
//! every tag gets an answer; one that is not in the table is written as English is, but for the direction
//! if the tag names a script.
//!
//! Source: Unicode CLDR 45, of each locale the character order of its layout, its default numbering system,
//! the group character of its decimal numbers and the middle of its standard list pattern. Why a table and not
//! the crates of ICU4X: `icu_locale` knows the direction, but with features that would have the engine
//! compiled anew; figures and lists are in further crates, with data for many more facts than these four,
//! which a clinic looks over in its new file anyway.

use super::Direction;

/// How a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conventions {
    /// Which way its lines run.
    pub direction: Direction,
    /// Its ten figures from nought to nine; `None` for 0 to 9.
    pub digits: Option<&'static str>,
    /// What stands between thousands.
    pub number_grouping: &'static str,
    /// What stands between the entries of a list that runs on.
    pub list_separator: &'static str,
}

const ARABIC: &str = "٠١٢٣٤٥٦٧٨٩";
const PERSIAN: &str = "۰۱۲۳۴۵۶۷۸۹";
const BENGALI: &str = "০১২৩৪৫৬৭৮৯";
const DEVANAGARI: &str = "०१२३४५६७८९";
const BURMESE: &str = "၀၁၂၃၄၅၆၇၈၉";

const POINT: &str = ".";
const COMMA: &str = ",";
const SPACE: &str = "\u{a0}";
const NARROW_SPACE: &str = "\u{202f}";
const ARABIC_GROUPING: &str = "٬";

/// A language that is not written as English is: its tag, figures, group character and list separator.
type Row = (
    &'static str,
    Option<&'static str>,
    &'static str,
    &'static str,
);

/// By primary tag, or by tag and script or region where that differs.
const TABLE: &[Row] = &[
    ("af", None, SPACE, ", "),
    ("ar", Some(ARABIC), ARABIC_GROUPING, " و"),
    ("ar-AE", None, COMMA, " و"),
    ("ar-DZ", None, POINT, " و"),
    ("ar-EH", None, COMMA, " و"),
    ("ar-LY", None, POINT, " و"),
    ("ar-MA", None, POINT, " و"),
    ("ar-TN", None, POINT, " و"),
    ("as", Some(BENGALI), COMMA, ", "),
    ("az", None, POINT, ", "),
    ("be", None, SPACE, ", "),
    ("bg", None, SPACE, ", "),
    ("bn", Some(BENGALI), COMMA, ", "),
    ("bs", None, POINT, ", "),
    ("ca", None, POINT, ", "),
    ("ckb", Some(ARABIC), ARABIC_GROUPING, "، "),
    ("cs", None, SPACE, ", "),
    ("da", None, POINT, ", "),
    ("de", None, POINT, ", "),
    ("de-AT", None, SPACE, ", "),
    ("de-CH", None, "’", ", "),
    ("el", None, POINT, ", "),
    ("es", None, POINT, ", "),
    ("es-419", None, COMMA, ", "),
    ("es-MX", None, COMMA, ", "),
    ("es-US", None, COMMA, ", "),
    ("et", None, SPACE, ", "),
    ("eu", None, POINT, ", "),
    ("fa", Some(PERSIAN), ARABIC_GROUPING, "، "),
    ("fi", None, SPACE, ", "),
    ("fr", None, NARROW_SPACE, ", "),
    ("fr-CA", None, SPACE, ", "),
    ("fr-CH", None, NARROW_SPACE, ", "),
    ("gl", None, POINT, ", "),
    ("hr", None, POINT, ", "),
    ("hu", None, SPACE, ", "),
    ("hy", None, SPACE, ", "),
    ("id", None, POINT, ", "),
    ("is", None, POINT, ", "),
    ("it", None, POINT, ", "),
    ("ja", None, COMMA, "、"),
    ("ka", None, SPACE, ", "),
    ("kk", None, SPACE, ", "),
    ("km", None, POINT, " "),
    ("ks", Some(PERSIAN), ARABIC_GROUPING, "، "),
    ("ky", None, SPACE, ", "),
    ("lo", None, POINT, " "),
    ("lt", None, SPACE, ", "),
    ("lv", None, SPACE, ", "),
    ("mk", None, POINT, ", "),
    ("mn", None, COMMA, ", "),
    ("mr", Some(DEVANAGARI), COMMA, ", "),
    ("my", Some(BURMESE), COMMA, " - "),
    ("nb", None, SPACE, ", "),
    ("ne", Some(DEVANAGARI), COMMA, ", "),
    ("nl", None, POINT, ", "),
    ("nn", None, SPACE, ", "),
    ("no", None, SPACE, ", "),
    ("pa-Arab", Some(PERSIAN), ARABIC_GROUPING, "، "),
    ("pl", None, SPACE, ", "),
    ("ps", Some(PERSIAN), ARABIC_GROUPING, "، "),
    ("pt", None, POINT, ", "),
    ("pt-PT", None, SPACE, ", "),
    ("ro", None, POINT, ", "),
    ("ru", None, SPACE, ", "),
    ("sa", Some(DEVANAGARI), COMMA, ", "),
    ("sd", Some(ARABIC), ARABIC_GROUPING, "، "),
    ("sk", None, SPACE, ", "),
    ("sl", None, POINT, ", "),
    ("sq", None, SPACE, ", "),
    ("sr", None, POINT, ", "),
    ("sv", None, SPACE, ", "),
    ("th", None, COMMA, " "),
    ("tr", None, POINT, ", "),
    ("ug", None, COMMA, "، "),
    ("uk", None, SPACE, ", "),
    ("ur", None, COMMA, "، "),
    ("ur-IN", Some(PERSIAN), ARABIC_GROUPING, "، "),
    ("uz", None, SPACE, ", "),
    ("uz-Arab", Some(PERSIAN), ARABIC_GROUPING, "، "),
    ("vi", None, POINT, ", "),
    ("yue", None, COMMA, "、"),
    ("zh", None, COMMA, "、"),
];

/// Languages that run from right to left unless their tag names another script.
const RIGHT_TO_LEFT_LANGUAGES: &[&str] = &[
    "ar", "arc", "arz", "azb", "bal", "bgn", "bqi", "ckb", "dv", "fa", "glk", "he", "iw", "ji",
    "ks", "lrc", "luz", "mzn", "nqo", "ota", "ps", "rhg", "sam", "sd", "sdh", "skr", "syr", "ug",
    "ur", "yi",
];

/// Scripts that run from right to left (ISO 15924).
const RIGHT_TO_LEFT_SCRIPTS: &[&str] = &[
    "Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi",
];

/// Languages of two scripts, of which this region's runs from right to left (CLDR, likely subtags).
const RIGHT_TO_LEFT_REGIONS: &[(&str, &str)] = &[
    ("az", "IQ"),
    ("az", "IR"),
    ("ku", "IQ"),
    ("ku", "IR"),
    ("kk", "CN"),
    ("ky", "CN"),
    ("pa", "PK"),
    ("tg", "PK"),
    ("tk", "AF"),
    ("uz", "AF"),
];

/// What a tag says.
pub fn conventions(tag: &str) -> Conventions {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default().to_ascii_lowercase();
    let rest: Vec<&str> = parts.collect();
    let is_letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let script = rest.iter().find(|part| part.len() == 4 && is_letters(part));
    let region = rest.iter().find(|part| {
        (part.len() == 2 && is_letters(part))
            || (part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let is_one =
        |known: &[&str], part: &str| known.iter().any(|one| one.eq_ignore_ascii_case(part));
    let runs_left = match (script, region) {
        (Some(script), _) => is_one(RIGHT_TO_LEFT_SCRIPTS, script),
        (None, Some(region))
            if RIGHT_TO_LEFT_REGIONS
                .iter()
                .any(|(tag, of)| *tag == primary && of.eq_ignore_ascii_case(region)) =>
        {
            true
        }
        _ => is_one(RIGHT_TO_LEFT_LANGUAGES, &primary),
    };
    let direction = if runs_left {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    };
    let row = |wanted: &str| {
        TABLE
            .iter()
            .find(|(tag, ..)| tag.eq_ignore_ascii_case(wanted))
    };
    let with = |part: &&str| row(&format!("{primary}-{part}"));
    let nearer = region.and_then(with).or_else(|| script.and_then(with));
    let Some((_, digits, number_grouping, list_separator)) = nearer.or_else(|| row(&primary))
    else {
        let list_separator = if runs_left { "، " } else { ", " };
        return Conventions {
            direction,
            digits: None,
            number_grouping: COMMA,
            // Hebrew writes the comma of Latin.
            list_separator: match primary.as_str() {
                "he" | "iw" | "yi" => ", ",
                _ => list_separator,
            },
        };
    };
    Conventions {
        direction,
        digits: *digits,
        number_grouping,
        list_separator,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_direction_is_that_of_the_language_or_its_script() {
        for tag in [
            "ar",
            "ur",
            "fa",
            "ps",
            "sd",
            "ks",
            "ug",
            "he",
            "dv",
            "yi",
            "ckb",
            "ur-IN",
            "pa-Arab",
            "uz-Arab-AF",
            "pa-PK",
            "ks-IN",
            "AR",
        ] {
            assert_eq!(conventions(tag).direction, Direction::RightToLeft, "{tag}");
        }
        for tag in [
            "en",
            "hi",
            "ta",
            "pa",
            "sd-Deva",
            "ks-Deva-IN",
            "ku",
            "uz",
            "xx",
            "az-AZ",
            "ur-Latn",
        ] {
            assert_eq!(conventions(tag).direction, Direction::LeftToRight, "{tag}");
        }
    }

    #[test]
    fn figures_and_characters_are_those_of_the_locale() {
        let urdu = conventions("ur");
        assert_eq!((urdu.digits, urdu.list_separator), (None, "، "));
        assert_eq!(conventions("fa").digits, Some("۰۱۲۳۴۵۶۷۸۹"));
        assert_eq!(conventions("ar-AE").digits, None);
        assert_eq!(conventions("ar-EG").digits, Some("٠١٢٣٤٥٦٧٨٩"));
        assert_eq!(conventions("de").number_grouping, ".");
        assert_eq!(conventions("de-CH").number_grouping, "’");
        assert_eq!(conventions("pt-BR").number_grouping, ".");
        assert_eq!(conventions("hi").number_grouping, ",");
        assert_eq!(conventions("he").list_separator, ", ");
    }

    #[test]
    fn every_row_has_ten_figures_and_its_own_tag() {
        let mut tags: Vec<&str> = TABLE.iter().map(|(tag, ..)| *tag).collect();
        for (tag, digits, grouping, separator) in TABLE {
            assert!(
                digits.is_none_or(|digits| digits.chars().count() == 10),
                "{tag}"
            );
            assert!(
                grouping.chars().count() <= 1 && !separator.is_empty(),
                "{tag}"
            );
        }
        let count = tags.len();
        tags.sort_unstable();
        tags.dedup();
        assert_eq!(tags.len(), count);
    }
}
