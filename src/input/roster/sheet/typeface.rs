//! Typefaces that draw other letters than those that are stored.
//!
//! In: the name of a typeface, as a workbook gives it. Out: whether it is one of those by which Hindi, Tamil
//! and other languages were written before Unicode, over the places of Latin letters, or one of symbols. What
//! such a cell shows, its words do not say: they would print as nonsense in Latin letters. Promise: the names
//! are data; the Unicode typefaces of the same makers (`Nudi Unicode`, `Shree Devanagari 714`, `Kartika`) are
//! none of them.

use super::Refusal;
use super::container::Container;
use super::damaged::damaged;
use super::xml::Token;

/// How names begin, in small letters and without spaces, hyphens, underscores and points. A `#` stands for a
/// figure.
const BEGINNINGS: &[&str] = &[
    // Devanagari: Hindi, Marathi, Nepali, Sanskrit.
    "krutidev",
    "krutipad",
    "devlys",
    "chanakya",
    "walkmanchanakya",
    "shreedev#",
    "shivaji",
    "shusha",
    "susha",
    "akruti",
    "apsdv",
    "dvtt",
    "dvbtt",
    "dvwtt",
    "dvbwtt",
    "dvdivyae",
    "xdvng",
    "naidunia",
    "jagran",
    "4cgandhi",
    "4chaman",
    "agrathin",
    "marathikanak",
    "millenniumvarun",
    "yogesh",
    "preeti",
    "kantipur",
    "himali",
    "sagarmatha",
    "himalb",
    "sanskrit9#",
    "sanskrit#",
    "vivekdev",
    "bhaskar",
    "hemawati",
    "kundli",
    "aarti#",
    "amar#",
    "divyae",
    // Tamil.
    "bamini",
    "baamini",
    "tam#",
    "tamelango",
    "tab#",
    "tabelango",
    "tscu",
    "vanavil",
    "senthamil",
    "shreetam#",
    "elango",
    "tmtt",
    "tmbtt",
    "kalaham",
    "sarukesi",
    "amudham",
    "mylai",
    "anantha",
    // Gujarati, Punjabi.
    "lmgarun",
    "lmg",
    "gopika#",
    "gopikatwo",
    "gopika",
    "terafont",
    "harikrishna",
    "saumil",
    "shreeguj#",
    "gjtt",
    "krishna#",
    "anmollipi",
    "asees",
    "satluj",
    "gurbanilipi",
    "drchatrik",
    "pntt",
    "shreepun#",
    "gurmukhilys",
    // Bengali, Assamese, Odia.
    "sutonnymj",
    "sutonny",
    "sulekhat",
    "bijoy",
    "boishakhi",
    "bntt",
    "shreeban#",
    "geetanjali",
    "ramdhenu",
    "astt",
    "shreeass#",
    "ortt",
    "shreeor#",
    "akrutiori",
    // Telugu, Kannada, Malayalam, Sinhala.
    "hemalatha",
    "tikkana",
    "eenadu",
    "shreetel#",
    "tltt",
    "anupama",
    "priyaanka",
    "nudi",
    "brh",
    "shreekan#",
    "kntt",
    "mltt",
    "mlttkarthika",
    "mlttrevathi",
    "fml",
    "karthika",
    "revathi",
    "shreemal#",
    "fmabhaya",
    "fmbindumathi",
    "fmganganee",
    "fmemanee",
    "fmmalithi",
    "fmsamantha",
    "dlmanel",
    "dlaraliya",
    // Characters.
    "wingdings",
    "webdings",
    "symbol",
    "zapfdingbats",
    "marlett",
];

/// What a name holds that is a Unicode typeface in spite of its beginning.
const UNICODE: &[&str] = &["unicode", "devanagari", "opentype", "symbola"];

/// Whether a typeface draws other letters.
pub(super) fn draws_other_letters(name: &str) -> bool {
    let plain: String = name
        .to_lowercase()
        .chars()
        .filter(|character| {
            !character.is_whitespace() && !matches!(character, '-' | '_' | '.' | '\'' | '"')
        })
        .collect();
    let begins = |beginning: &str| match beginning.strip_suffix('#') {
        Some(before) => plain
            .strip_prefix(before)
            .is_some_and(|rest| rest.starts_with(|character: char| character.is_ascii_digit())),
        None => plain.starts_with(beginning),
    };
    let is_unicode = UNICODE.iter().any(|part| plain.contains(part)) || plain.ends_with("uni");
    !is_unicode && BEGINNINGS.iter().any(|beginning| begins(beginning))
}

/// Most typefaces and looks of cells that are taken down.
const STYLES: usize = 70_000;

/// Which looks of cells of a workbook of Excel draw other letters, by their number; empty where none does.
pub(super) fn of_excel(container: &mut Container<'_>, folder: &str) -> Result<Vec<bool>, Refusal> {
    let (mut fonts, mut looks) = (Vec::new(), Vec::new());
    let (mut of_fonts, mut of_cells) = (None, None);
    let Some(mut part) = container.part(&format!("{folder}styles.xml"))? else {
        return Ok(looks);
    };
    loop {
        match part.next()? {
            Token::Start(element) if element.is("fonts") => of_fonts = Some(part.depth()),
            Token::Start(element) if element.is("cellXfs") => of_cells = Some(part.depth()),
            Token::Start(element) if element.is("font") && of_fonts.is_some() => fonts.push(false),
            Token::Start(element) if element.is("name") && of_fonts.is_some() => {
                if let (Some(font), Some(name)) = (fonts.last_mut(), element.attribute("val")) {
                    *font = draws_other_letters(&name);
                }
            }
            Token::Start(element) if element.is("xf") && of_cells.is_some() => {
                let font = element.attribute("fontId").and_then(|id| id.parse().ok());
                let font = fonts.get(font.unwrap_or(0_usize));
                looks.push(font.copied().unwrap_or(false));
            }
            Token::End(depth) => {
                of_fonts = of_fonts.filter(|of| depth >= *of);
                of_cells = of_cells.filter(|of| depth >= *of);
            }
            Token::EndOfPart => break,
            _ => {}
        }
        if fonts.len().max(looks.len()) > STYLES {
            return Err(damaged());
        }
    }
    if !looks.contains(&true) {
        looks.clear();
    }
    Ok(looks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typefaces_from_before_unicode_are_known_by_their_names() {
        for name in [
            "Kruti Dev 010",
            "KrutiDev010",
            "DevLys 010",
            "Chanakya",
            "Walkman-Chanakya-905",
            "SHREE-DEV-0708",
            "Shivaji01",
            "DV-TTYogesh",
            "Bamini",
            "TSCu_Paranar",
            "Vanavil-Avvaiyar",
            "LMG-Arun",
            "AnmolLipi",
            "SutonnyMJ",
            "Nudi 01 e",
            "BRH Kannada",
            "ML-TTKarthika",
            "Preeti",
            "FMAbhaya",
            "Wingdings 2",
            "Shree-Tam-0802",
        ] {
            assert!(draws_other_letters(name), "{name}");
        }
        for name in [
            "Calibri",
            "Arial",
            "Arial Unicode MS",
            "Mangal",
            "Nirmala UI",
            "Kokila",
            "Latha",
            "Kartika",
            "Shruti",
            "Raavi",
            "Tunga",
            "Noto Sans Devanagari",
            "Shree Devanagari 714",
            "Nudi Unicode",
            "AnmolUni",
            "Tahoma",
            "Agency FB",
            "Symbola",
            "Agrandir",
            "Times New Roman",
            "Liberation Sans",
            "Taboo",
        ] {
            assert!(!draws_other_letters(name), "{name}");
        }
    }
}
