//! An SVG file, looked through element by element.
//!
//! In: the text. Out: nothing, or why it cannot be printed. Promise: whatever the engine would
//! leave out, replace, look for elsewhere or choke on is refused here, with a name for it: words
//! (they need typefaces that the file does not bring), pictures in pictures, other files, scripts,
//! filters, and forms that grow without end when they are drawn (entities, clones, markers, masks
//! inside masks, gradients of thousands of colours on thousands of forms), and numbers that no page can
//! hold. Why this shape: a drawing comes from a program the clinic chose, and a part that
//! is silently missing from a medical drawing is worse than a refusal.

mod numbers;

use std::borrow::Cow;
use std::collections::BTreeMap;

use roxmltree::{Document, Error, Node, NodeId, ParsingOptions};

use super::problem::{DEPTH, ELEMENTS, WORDS};
use super::{PictureProblem, document_type};

/// Most names that a drawing's style sheets give a pattern, mask or clip to; drawing programs write
/// one for each look.
const SELECTORS: usize = 1_000;

/// Most nodes of the XML: elements, and the white space and remarks between them.
const NODES: u32 = 4 * ELEMENTS as u32;

/// Bounds of a width or height, in the drawing's own units.
const SIDES: std::ops::RangeInclusive<f64> = 0.01..=1_000_000.0;

const SVG: &str = "http://www.w3.org/2000/svg";

const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Elements that are refused, and what each is called.
const REFUSED: &[(&str, &str)] = &[
    ("image", "a picture"),
    ("feImage", "a picture"),
    ("text", WORDS),
    ("tspan", WORDS),
    ("textPath", WORDS),
    ("flowRoot", WORDS),
    ("foreignObject", "a foreign object"),
    ("script", "a script"),
    ("use", "a clone (`use`)"),
    ("filter", "a filter, such as a shadow or blur"),
    ("marker", "line ends drawn as markers"),
    ("animate", "an animation"),
    ("animateMotion", "an animation"),
    ("animateTransform", "an animation"),
    ("set", "an animation"),
    ("switch", "a choice between parts (`switch`)"),
];

/// Elements whose content is drawn wherever something refers to them.
const REUSED: &[&str] = &["pattern", "mask", "clipPath"];

/// Elements whose colours are written again wherever something refers to them.
const GRADIENTS: &[&str] = &["linearGradient", "radialGradient"];

/// Looks through a drawing; gives its text as the engine is to have it, without a document type.
pub(super) fn read(text: &str) -> Result<Cow<'_, str>, PictureProblem> {
    let text = document_type::taken_out(text)?;
    check(&text)?;
    Ok(text)
}

fn check(text: &str) -> Result<(), PictureProblem> {
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        Error::DtdDetected => PictureProblem::DocumentType,
        Error::NodesLimitReached => PictureProblem::TooManyElements,
        _ => PictureProblem::BrokenSvg(error.pos().row),
    })?;
    let root = document.root_element();
    if !is_svg(root, "svg") {
        return Err(PictureProblem::NoPicture);
    }
    check_nesting(&document)?;
    check_size(root)?;
    for element in root.descendants().filter(Node::is_element) {
        check_element(element)?;
    }
    check_reuse(root)
}

fn is_svg(node: Node<'_, '_>, name: &str) -> bool {
    node.tag_name().namespace() == Some(SVG) && node.tag_name().name() == name
}

/// Counts elements and their depth in one walk in document order.
fn check_nesting(document: &Document<'_>) -> Result<(), PictureProblem> {
    let mut count = 0;
    let mut open: Vec<NodeId> = Vec::new();
    for node in document.descendants().filter(Node::is_element) {
        count += 1;
        if count > ELEMENTS {
            return Err(PictureProblem::TooManyElements);
        }
        let parent = node.parent().map(|parent| parent.id());
        while open.last().is_some_and(|last| Some(*last) != parent) {
            open.pop();
        }
        open.push(node.id());
        if open.len() > DEPTH {
            return Err(PictureProblem::TooDeep);
        }
    }
    Ok(())
}

fn check_element(element: Node<'_, '_>) -> Result<(), PictureProblem> {
    if element.tag_name().namespace() != Some(SVG) {
        // What drawing programs note for themselves is never drawn.
        return Ok(());
    }
    let name = element.tag_name().name();
    if is_program_note(element) {
        return Ok(());
    }
    if let Some((_, what)) = REFUSED.iter().find(|(refused, _)| *refused == name) {
        return Err(PictureProblem::Holds(what));
    }
    let drawn = element
        .attributes()
        .filter(|attribute| matches!(attribute.namespace(), None | Some(XLINK)));
    for attribute in drawn {
        let is_reference = attribute.name() == "href" && !attribute.value().starts_with('#');
        if is_reference || names_another(attribute.value()) {
            return Err(PictureProblem::NamesAnother);
        }
    }
    if numbers::too_large(element) {
        return Err(PictureProblem::TooLargeNumber);
    }
    if name == "style" {
        let sheet: String = element
            .descendants()
            .filter_map(|node| node.text())
            .collect();
        if names_another(&sheet) || sheet.to_ascii_lowercase().contains("@import") {
            return Err(PictureProblem::NamesAnother);
        }
        if numbers::style_too_large(&sheet) {
            return Err(PictureProblem::TooLargeNumber);
        }
    }
    Ok(())
}

/// Whether it is what Illustrator keeps in a drawing for itself: a choice (`switch`) between a note that
/// only Illustrator understands and the drawing. Every reader draws the drawing.
fn is_program_note(element: Node<'_, '_>) -> bool {
    let is_note = |node: &Node<'_, '_>| {
        is_svg(*node, "foreignObject")
            && node
                .attribute("requiredExtensions")
                .is_some_and(|extensions| !extensions.trim().is_empty())
    };
    let is_choice = |node: Node<'_, '_>| {
        let parts: Vec<Node<'_, '_>> = node.children().filter(Node::is_element).collect();
        let Some((drawing, notes)) = parts.split_last() else {
            return false;
        };
        let conditions = ["requiredExtensions", "requiredFeatures", "systemLanguage"];
        is_svg(*drawing, "g")
            && conditions
                .iter()
                .all(|name| drawing.attribute(*name).is_none())
            && !notes.is_empty()
            && notes.iter().all(is_note)
    };
    if is_svg(element, "switch") {
        return is_choice(element);
    }
    let parent = element.parent();
    is_note(&element) && parent.is_some_and(|parent| is_svg(parent, "switch") && is_choice(parent))
}

/// Whether a style names something outside the drawing: `url(` without a `#` behind it. A backslash
/// can spell the word in other letters, and no drawing program writes one.
fn names_another(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let other = references(&style).any(|target| !target.starts_with('#'));
    other || (style.contains('\\') && style.contains('('))
}

/// What stands in each `url(…)`, without quotes.
fn references(style: &str) -> impl Iterator<Item = &str> {
    style.split("url(").skip(1).map(|rest| {
        let target = rest.split(')').next().unwrap_or_default();
        target.trim_matches(|character: char| {
            character.is_whitespace() || character == '"' || character == '\''
        })
    })
}

/// How much a style refers to, of names that each stand for so much.
fn sum_of(names: &BTreeMap<&str, usize>, style: &str) -> usize {
    references(style)
        .filter_map(|target| names.get(target.strip_prefix('#')?))
        .fold(0, |sum, weight| sum.saturating_add(*weight))
}

/// A rule of a style sheet, with what it makes an element draw: colours of gradients, and elements of
/// patterns, masks and clips (the colours of their gradients worked in).
struct Rule<'a> {
    selector: &'a str,
    gradients: usize,
    reused: usize,
}

/// How many colours each gradient has: its own, or those of the one it is made after.
fn colours_of_gradients<'a>(root: Node<'a, '_>) -> BTreeMap<&'a str, usize> {
    let is_gradient = |node: &Node<'_, '_>| GRADIENTS.iter().any(|name| is_svg(*node, name));
    let mut own: BTreeMap<&str, (usize, Option<&str>)> = BTreeMap::new();
    for node in root.descendants().filter(is_gradient) {
        let Some(id) = node.attribute("id") else {
            continue;
        };
        let stops = node
            .children()
            .filter(|child| is_svg(*child, "stop"))
            .count();
        let href = node.attributes().find(|one| one.name() == "href");
        let after = href.and_then(|href| href.value().strip_prefix('#'));
        let known = own.entry(id).or_insert((stops, after));
        if stops > known.0 {
            *known = (stops, after);
        }
    }
    let count = |id: &str| {
        let mut next = Some(id);
        // No chain without a ring is longer than there are gradients; long chains are not followed
        // to their end, because each step would be taken for each gradient.
        for _ in 0..own.len().min(DEPTH) {
            let Some((stops, after)) = next.and_then(|id| own.get(id)) else {
                return 0;
            };
            if *stops > 0 {
                return *stops;
            }
            next = *after;
        }
        next.map_or(0, |_| ELEMENTS)
    };
    own.keys().map(|id| (*id, count(id))).collect()
}

/// Patterns, masks and clips may not use one another, because each level would multiply the one
/// below; and what they hold, like the colours of a gradient, counts as often as it is drawn.
fn check_reuse(root: Node<'_, '_>) -> Result<(), PictureProblem> {
    let is_reused = |node: Node<'_, '_>| REUSED.iter().any(|name| is_svg(node, name));
    let gradients = colours_of_gradients(root);
    if gradients.is_empty() && !root.descendants().any(is_reused) {
        return Ok(());
    }
    let sheet = style_rules(root);
    let mut rules: Vec<Rule<'_>> = sheet
        .iter()
        .map(|(selector, body)| Rule {
            selector,
            gradients: sum_of(&gradients, body),
            reused: 0,
        })
        .collect();
    // What one element draws of gradients, by its own words and by the sheet's.
    let gradients_of = |element: Node<'_, '_>, rules: &[Rule<'_>]| -> usize {
        let by_itself = element
            .attributes()
            .map(|one| sum_of(&gradients, one.value()));
        let by_sheet = rules
            .iter()
            .filter(|rule| rule.gradients > 0 && may_mean(rule.selector, element))
            .map(|rule| rule.gradients);
        by_itself.chain(by_sheet).fold(0, usize::saturating_add)
    };
    let with_gradients = rules.iter().filter(|rule| rule.gradients > 0);
    if with_gradients
        .flat_map(|rule| rule.selector.split(','))
        .count()
        > SELECTORS
    {
        return Err(PictureProblem::Holds("a style sheet with too many rules"));
    }
    let mut reused: BTreeMap<&str, usize> = BTreeMap::new();
    for node in root.descendants().filter(|node| is_reused(*node)) {
        if let Some(id) = node.attribute("id") {
            let size = node
                .descendants()
                .filter(Node::is_element)
                .map(|element| gradients_of(element, &rules).saturating_add(1))
                .fold(0, usize::saturating_add);
            reused
                .entry(id)
                .and_modify(|known| *known = size.max(*known))
                .or_insert(size);
        }
    }
    for (rule, (_, body)) in rules.iter_mut().zip(&sheet) {
        rule.reused = sum_of(&reused, body);
    }
    rules.retain(|rule| rule.gradients > 0 || rule.reused > 0);
    let selectors = rules.iter().flat_map(|rule| rule.selector.split(','));
    if selectors.count() > SELECTORS {
        return Err(PictureProblem::Holds("a style sheet with too many rules"));
    }
    let mut drawn = 0_usize;
    for element in root.descendants().filter(Node::is_element) {
        let by_itself = element.attributes().map(|one| sum_of(&reused, one.value()));
        let by_sheet = rules
            .iter()
            .filter(|rule| rule.reused > 0 && may_mean(rule.selector, element))
            .map(|rule| rule.reused);
        let used = by_itself.chain(by_sheet).fold(0, usize::saturating_add);
        let inherits = is_reused(element) && element.attributes().any(|one| one.name() == "href");
        if (used > 0 || inherits) && element.ancestors().any(is_reused) {
            return Err(PictureProblem::Holds(
                "patterns, masks or clips that use one another",
            ));
        }
        drawn = drawn
            .saturating_add(used)
            .saturating_add(gradients_of(element, &rules))
            .saturating_add(1);
        if drawn > ELEMENTS {
            return Err(PictureProblem::TooManyElements);
        }
    }
    Ok(())
}

/// The rules of all style sheets: what each is for, and what it says.
fn style_rules(root: Node<'_, '_>) -> Vec<(String, String)> {
    let sheets = root.descendants().filter(|node| is_svg(*node, "style"));
    let text: String = sheets
        .flat_map(|sheet| sheet.descendants().filter_map(|node| node.text()))
        .collect();
    text.split('}')
        .filter_map(|rule| rule.split_once('{'))
        .map(|(selector, body)| (selector.to_owned(), body.to_owned()))
        .collect()
}

/// Whether a rule may be for an element: a class or an id is looked up, and whatever else stands
/// there is taken to mean every element.
fn may_mean(selector: &str, element: Node<'_, '_>) -> bool {
    let is_word = |name: &str| {
        name.chars()
            .all(|character| character.is_alphanumeric() || character == '-' || character == '_')
    };
    selector.split(',').map(str::trim).any(|one| {
        if let Some(class) = one.strip_prefix('.').filter(|name| is_word(name)) {
            let mut classes = element
                .attribute("class")
                .unwrap_or_default()
                .split_whitespace();
            classes.any(|name| name == class)
        } else if let Some(id) = one.strip_prefix('#').filter(|name| is_word(name)) {
            element.attribute("id") == Some(id)
        } else {
            true
        }
    })
}

/// A view box, or a width and a height, within honest bounds.
fn check_size(root: Node<'_, '_>) -> Result<(), PictureProblem> {
    let usable = |side: &f64| SIDES.contains(side);
    let sides = ["width", "height"].map(|name| root.attribute(name).map(length));
    let wrong = |side: &Option<Side>| match side {
        Some(Side::Absolute(side)) => !usable(side),
        Some(Side::Wrong) => true,
        Some(Side::Relative) | None => false,
    };
    if sides.iter().any(wrong) {
        return Err(PictureProblem::NoSize);
    }
    let sound = match root.attribute("viewBox") {
        Some(written) => {
            let numbers: Option<Vec<f64>> = written
                .split(|character: char| character.is_whitespace() || character == ',')
                .filter(|part| !part.is_empty())
                .map(|part| part.parse().ok())
                .collect();
            match numbers.as_deref() {
                Some([left, top, width, height]) => {
                    left.is_finite() && top.is_finite() && usable(width) && usable(height)
                }
                _ => false,
            }
        }
        None => sides
            .iter()
            .all(|side| matches!(side, Some(Side::Absolute(_)))),
    };
    if sound {
        Ok(())
    } else {
        Err(PictureProblem::NoSize)
    }
}

/// A width or height as written.
enum Side {
    /// A number with a unit of length or none.
    Absolute(f64),
    /// A share of the view box.
    Relative,
    /// Neither.
    Wrong,
}

fn length(written: &str) -> Side {
    let written = written.trim();
    if written == "auto" || written.ends_with('%') {
        return Side::Relative;
    }
    let units = ["px", "pt", "pc", "mm", "cm", "in"];
    let number = units
        .iter()
        .find_map(|unit| written.strip_suffix(unit))
        .unwrap_or(written);
    number.trim().parse().map_or(Side::Wrong, Side::Absolute)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(inside: &str) -> String {
        format!(
            "<svg xmlns='{SVG}' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 9 9'>{inside}</svg>"
        )
    }

    #[test]
    fn plain_drawings_pass() {
        for inside in [
            "",
            "<title>A pot</title><g><path d='M0 0L9 9' style='fill:#333'/></g>",
            "<defs><linearGradient id='a'/><linearGradient id='b' xlink:href='#a'/></defs>\
             <rect width='9' height='9' fill='url(#b)' stroke=\"url('#a')\"/>",
            "<clipPath id='c'><rect width='4' height='4'/></clipPath>\
             <g clip-path='url(#c)'><rect width='9' height='9'/></g>",
            "<style>.a{fill:url(#b)}</style><path class='a' d='M0 0'/>",
            "<style>.a{fill:none}.b,#d{clip-path:url(#c)}</style>\
             <clipPath id='c'><rect class='a'/></clipPath><g class='b x'><path d='M0 0'/></g>",
            "<g xmlns:own='https://example.org' own:file='C:\\pots (1).png' own:href='x'/>",
            "<metadata><note xmlns='https://example.org' href='https://example.org'/></metadata>",
        ] {
            assert_eq!(check(&drawing(inside)), Ok(()), "{inside}");
        }
        assert_eq!(
            check(include_str!(
                "../../../../content/brands/max-hospital-delhi/mark.svg"
            )),
            Ok(())
        );
    }

    #[test]
    fn what_is_not_printed_faithfully_is_named() {
        for (inside, what) in [
            ("<image href='#a'/>", "a picture"),
            ("<text>L4</text>", WORDS),
            ("<g><text><tspan>L4</tspan></text></g>", WORDS),
            ("<foreignObject/>", "a foreign object"),
            ("<script>x</script>", "a script"),
            ("<use href='#a'/>", "a clone (`use`)"),
            (
                "<defs><filter id='f'/></defs>",
                "a filter, such as a shadow or blur",
            ),
            (
                "<defs><marker id='m'/></defs>",
                "line ends drawn as markers",
            ),
        ] {
            assert_eq!(
                check(&drawing(inside)),
                Err(PictureProblem::Holds(what)),
                "{inside}"
            );
        }
    }

    #[test]
    fn nothing_outside_the_drawing_is_named() {
        for inside in [
            "<a xlink:href='https://example.org'><path d='M0 0'/></a>",
            "<linearGradient href='other.svg#a'/>",
            "<path style='fill:url(other.svg#a)'/>",
            "<path fill='url( \"file:///etc/passwd\" )'/>",
            "<path style='fill:URL(other.svg#a)'/>",
            "<style>path{fill:url(https://example.org/a)}</style>",
            "<style><![CDATA[@import 'a.css';]]></style>",
            "<path style='fill:\\75rl(other.svg)'/>",
        ] {
            assert_eq!(
                check(&drawing(inside)),
                Err(PictureProblem::NamesAnother),
                "{inside}"
            );
        }
    }

    #[test]
    fn what_illustrator_keeps_for_itself_is_passed_over() {
        let kept = "<switch><foreignObject requiredExtensions='https://example.org/ai' width='1' \
                    height='1'><note xmlns='https://example.org'>AAAA</note></foreignObject>\
                    <g><path d='M0 0L9 9'/></g></switch>";
        assert_eq!(check(&drawing(kept)), Ok(()));
        for other in [
            "<switch><g systemLanguage='hi'><path d='M0 0'/></g><g><path d='M1 1'/></g></switch>",
            "<switch><foreignObject/><g><path d='M0 0'/></g></switch>",
            "<switch><g><path d='M0 0'/></g></switch>",
            "<foreignObject requiredExtensions='https://example.org/ai'/>",
            &kept.replace("<g><path", "<g><text>L4</text><path"),
        ] {
            assert!(
                matches!(check(&drawing(other)), Err(PictureProblem::Holds(_))),
                "{other}"
            );
        }
    }

    #[test]
    fn a_document_type_and_broken_xml_are_refused() {
        let laughs = format!(
            "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>{}",
            drawing("<title>&b;</title>")
        );
        assert_eq!(check(&laughs), Err(PictureProblem::DocumentType));
        assert_eq!(read(&laughs), Err(PictureProblem::DocumentType));
        assert_eq!(
            check(&drawing("\n\n<g>")),
            Err(PictureProblem::BrokenSvg(3))
        );
        assert_eq!(
            check("<svg viewBox='0 0 1 1'/>"),
            Err(PictureProblem::NoPicture)
        );
    }

    #[test]
    fn bombs_are_refused() {
        let many = drawing(&"<g/>".repeat(ELEMENTS));
        assert_eq!(check(&many), Err(PictureProblem::TooManyElements));
        let nodes = drawing(&"<g/> ".repeat(NODES as usize));
        assert_eq!(check(&nodes), Err(PictureProblem::TooManyElements));
        let deep = drawing(&format!("{}{}", "<g>".repeat(DEPTH), "</g>".repeat(DEPTH)));
        assert_eq!(check(&deep), Err(PictureProblem::TooDeep));
        let just = drawing(&format!("{}{}", "<g>".repeat(99), "</g>".repeat(99)));
        assert_eq!(check(&just), Ok(()));
        let often = format!(
            "<mask id='a'>{}</mask>{}",
            "<path d='M0 0'/>".repeat(1_000),
            "<rect mask='url(#a)'/>".repeat(100)
        );
        assert_eq!(
            check(&drawing(&often)),
            Err(PictureProblem::TooManyElements)
        );
        let by_sheet = often.replace(" mask='url(#a)'", "");
        let by_sheet = format!("<style>rect{{mask:url(#a)}}</style>{by_sheet}");
        assert!(check(&drawing(&by_sheet)).is_err());
        let stops = "<stop/>".repeat(300);
        for gradient in [
            format!("<linearGradient id='a'>{stops}</linearGradient>"),
            format!(
                "<radialGradient id='b'>{stops}</radialGradient><linearGradient id='a' href='#b'/>"
            ),
        ] {
            for uses in [
                "<rect fill='url(#a)'/>".repeat(300),
                "<path style='stroke:url(#a)'/>".repeat(300),
                format!(
                    "<style>rect{{fill:url(#a)}}</style>{}",
                    "<rect/>".repeat(300)
                ),
                format!(
                    "<pattern id='p'>{}</pattern>{}",
                    "<rect fill='url(#a)'/>".repeat(20),
                    "<rect fill='url(#p)'/>".repeat(20)
                ),
            ] {
                let inside = format!("{gradient}{uses}");
                assert_eq!(
                    check(&drawing(&inside)),
                    Err(PictureProblem::TooManyElements),
                    "{inside:.100}"
                );
            }
            let few = format!("{gradient}{}", "<rect fill='url(#a)'/>".repeat(100));
            assert_eq!(check(&drawing(&few)), Ok(()));
        }
        let names = ".a,".repeat(SELECTORS);
        let long = format!("<style>{names}.b{{mask:url(#a)}}</style><mask id='a'/>");
        assert_eq!(
            check(&drawing(&long)),
            Err(PictureProblem::Holds("a style sheet with too many rules"))
        );
    }

    #[test]
    fn numbers_that_no_page_can_hold_are_refused() {
        for inside in [
            "<path d='M0 0L1e30 5'/>",
            "<style>path{stroke-width:1e20}</style><path d='M0 0'/>",
        ] {
            assert_eq!(
                check(&drawing(inside)),
                Err(PictureProblem::TooLargeNumber),
                "{inside}"
            );
        }
    }

    #[test]
    fn nothing_that_multiplies_is_inside_another() {
        for inside in [
            "<pattern id='a'><path d='M0 0'/></pattern>\
             <pattern id='b'><path fill='url(#a)'/><path fill='url(#a)'/></pattern>",
            "<pattern id='a'><path d='M0 0'/></pattern><pattern id='b' href='#a'/>",
            "<style>.p{mask:url(#a)}</style><mask id='a'><path class='p'/></mask>",
            "<style>#p{mask:url(#a)}</style><mask id='a'><path id='p'/></mask>",
            "<style>path{mask:url(#a)}</style><mask id='a'><path/></mask>",
            "<style>@media all{.p{mask:url(#a)}}</style><mask id='a'><path class='p'/></mask>",
        ] {
            assert!(
                matches!(check(&drawing(inside)), Err(PictureProblem::Holds(_))),
                "{inside}"
            );
        }
    }

    #[test]
    fn a_drawing_needs_a_size() {
        let sized = |attributes: &str| check(&format!("<svg xmlns='{SVG}' {attributes}/>"));
        for sound in [
            "viewBox='0 0 10 10'",
            "viewBox='0,0,10,10' width='100%' height='100%'",
            "width='10mm' height='2.5'",
        ] {
            assert_eq!(sized(sound), Ok(()), "{sound}");
        }
        for unusable in [
            "",
            "width='10'",
            "width='100%' height='100%'",
            "viewBox='0 0 0 10'",
            "viewBox='0 0 10'",
            "viewBox='a b c d'",
            "viewBox='0 0 NaN 10'",
            "viewBox='0 0 1e30 10'",
            "viewBox='0 0 10 10' width='0'",
            "width='-1' height='10'",
            "width='ten' height='10'",
        ] {
            assert_eq!(sized(unusable), Err(PictureProblem::NoSize), "{unusable}");
        }
    }
}
