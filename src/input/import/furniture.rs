//! Which parts of a web page are the website's, and which are the text's, whatever they are called.
//!
//! In: for each element that its name, its role or its classes make suspect, what stands in it. Out:
//! whether it is left out. Promises: a name alone decides nothing. What has headings, lists or sentences
//! of its own that speak of no website, what holds most of the page, and what warns of something is
//! text, for a theme calls the text `has-sidebar`, and a red box `emergency-cta`. Menus, notices about
//! cookies, share buttons, newsletters and the comments of readers are left out, because they consist of
//! links, or say themselves what they are. Each part is looked at once, so that time grows with the page.

use super::cues;
use super::page::LeftKind;
use crate::model::guide::Role;

/// What makes an element suspect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// The element or its role says that it is the website's: `nav`, `footer`.
    Element,
    /// The element or its role may hold text as well: `form`, `aside`, `dialog`.
    Open,
    /// Its class or id is a name of furniture and nothing else: `sidebar`, `site-footer`.
    WholeName,
    /// A part of its class or id is such a name: `menu-after-surgery`.
    PartOfName,
}

/// What an element is suspected to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) kind: LeftKind,
    pub(super) ground: Ground,
    /// Whether it stands in what the page calls its text.
    pub(super) in_text: bool,
    /// Whether it is one item, cell or paragraph and no wrapper of such.
    pub(super) is_small: bool,
}

impl Claim {
    /// Whether only a class or an id makes the claim.
    pub(super) fn is_by_name(&self) -> bool {
        matches!(self.ground, Ground::WholeName | Ground::PartOfName)
    }
}

/// Elements that belong to the website.
const ELEMENTS: &[(&str, LeftKind, Ground)] = &[
    ("nav", LeftKind::Menu, Ground::Element),
    ("footer", LeftKind::PageFoot, Ground::Element),
    ("aside", LeftKind::Aside, Ground::Open),
    ("form", LeftKind::Form, Ground::Open),
    ("label", LeftKind::Form, Ground::Element),
    ("select", LeftKind::Form, Ground::Element),
    ("textarea", LeftKind::Form, Ground::Element),
    ("search", LeftKind::Form, Ground::Element),
    ("dialog", LeftKind::Window, Ground::Open),
    ("button", LeftKind::Button, Ground::Element),
    ("title", LeftKind::TabName, Ground::Element),
    ("figcaption", LeftKind::Caption, Ground::Element),
    ("svg", LeftKind::Picture, Ground::Element),
];

/// What the roles of elements say (WAI-ARIA 1.2, landmark and window roles).
const ROLES: &[(&str, LeftKind, Ground)] = &[
    ("navigation", LeftKind::Menu, Ground::Element),
    ("contentinfo", LeftKind::PageFoot, Ground::Element),
    ("complementary", LeftKind::Aside, Ground::Open),
    ("search", LeftKind::Form, Ground::Element),
    ("form", LeftKind::Form, Ground::Open),
    ("dialog", LeftKind::Window, Ground::Open),
    ("button", LeftKind::Button, Ground::Element),
];

/// Roles of elements that say that their words must be heeded.
const ALERTS: &[&str] = &["alert", "alertdialog"];

/// Parts of the names of classes by which pages mark what is the website's.
const NAMES: &[(&str, LeftKind)] = &[
    ("nav", LeftKind::Menu),
    ("navbar", LeftKind::Menu),
    ("navigation", LeftKind::Menu),
    ("menu", LeftKind::Menu),
    ("breadcrumb", LeftKind::Menu),
    ("breadcrumbs", LeftKind::Menu),
    ("pagination", LeftKind::Menu),
    ("skip", LeftKind::Menu),
    ("toc", LeftKind::Menu),
    ("footer", LeftKind::PageFoot),
    ("copyright", LeftKind::PageFoot),
    ("sidebar", LeftKind::Aside),
    ("related", LeftKind::Aside),
    ("popup", LeftKind::Window),
    ("modal", LeftKind::Window),
    ("advert", LeftKind::Aside),
    ("advertisement", LeftKind::Aside),
    ("newsletter", LeftKind::Form),
    ("cookie", LeftKind::Cookies),
    ("cookies", LeftKind::Cookies),
    ("gdpr", LeftKind::Cookies),
    ("share", LeftKind::Sharing),
    ("sharing", LeftKind::Sharing),
    ("social", LeftKind::Sharing),
    ("btn", LeftKind::Button),
    ("cta", LeftKind::Button),
    ("caption", LeftKind::Caption),
    ("credit", LeftKind::Caption),
];

/// Whole names of the comments that readers left below a page.
const COMMENTS: &[&str] = &[
    "comments",
    "comments-area",
    "comment-list",
    "commentlist",
    "comment-respond",
    "disqus_thread",
    "respond",
];

/// Words beside a name in a class that say what stands beside the text, and not what the text is:
/// `has-sidebar`, `no-sidebar`, `content-sidebar-wrap`.
const BESIDE: &[&str] = &[
    "has", "no", "not", "with", "without", "content", "main", "body", "article", "layout", "open",
    "right", "left", "rel",
];

/// Words beside a name in a class that change nothing about it: `site-footer`, `main-menu`,
/// `sidebar-box`.
const OF_WEBSITES: &[&str] = &[
    "site",
    "page",
    "top",
    "bottom",
    "primary",
    "secondary",
    "global",
    "web",
    "header",
    "widget",
    "widgets",
    "box",
    "bar",
    "banner",
    "links",
    "link",
    "list",
    "item",
    "items",
    "area",
    "section",
    "block",
    "wrapper",
    "container",
    "inner",
    "icons",
    "icon",
    "buttons",
    "button",
    "col",
    "column",
    "row",
    "posts",
    "articles",
    "pages",
    "treatments",
    "consent",
    "notice",
    "signup",
    "form",
    "tabs",
    "pills",
    "media",
    "mobile",
    "desktop",
    "overlay",
    "content",
    "main",
];

/// Most words of a part that is only a title and a line.
const FEW_WORDS: usize = 2;

/// Fewest words of a paragraph that is a sentence.
const SENTENCE_WORDS: usize = 3;

/// Fewest words that can be most of a page.
const MUCH: usize = 20;

/// The claim that an element makes by its names, if any. `heeds_names` is whether classes count.
pub(super) fn claim(
    element: &str,
    role: &str,
    classes: &str,
    id: &str,
    in_text: bool,
    heeds_names: bool,
) -> Option<Claim> {
    if matches!(element, "html" | "body" | "main" | "article") || ALERTS.contains(&role) {
        return None;
    }
    let is_small = matches!(
        element,
        "p" | "li" | "td" | "th" | "tr" | "dd" | "dt" | "blockquote" | "table" | "tbody"
    );
    let claim = |kind, ground| Claim {
        kind,
        ground,
        in_text,
        is_small,
    };
    let by = |list: &[(&str, LeftKind, Ground)], word: &str| {
        let mut found = list.iter().filter(|(known, ..)| *known == word);
        found.next().map(|(_, kind, ground)| claim(*kind, *ground))
    };
    let named = by(ELEMENTS, element).or_else(|| by(ROLES, role));
    if named.is_some() || !heeds_names {
        return named;
    }
    let names = || classes.split_whitespace().chain([id]);
    if names().any(|name| COMMENTS.contains(&name)) {
        return Some(claim(LeftKind::Comments, Ground::Element));
    }
    names().find_map(|name| {
        let kind = name.split(['-', '_']).find_map(|part| {
            let mut known = NAMES.iter().filter(|(known, _)| *known == part);
            known.next().map(|(_, kind)| *kind)
        })?;
        let is_named = |part: &str| NAMES.iter().any(|(known, _)| *known == part);
        let mut parts = name.split(['-', '_']).filter(|part| !part.is_empty());
        let is_whole = parts.all(|part| is_named(part) || OF_WEBSITES.contains(&part));
        let is_beside = name.split(['-', '_']).any(|part| BESIDE.contains(&part))
            && matches!(kind, LeftKind::Aside | LeftKind::Sharing | LeftKind::Menu);
        let is_whole = is_whole && !is_beside;
        let ground = if is_whole {
            Ground::WholeName
        } else {
            Ground::PartOfName
        };
        Some(claim(kind, ground))
    })
}

/// What one piece of a page says of the parts that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A heading.
    Heading,
    /// An item of a list.
    Item,
    /// Any other words.
    Running,
}

/// What stands in a part.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    /// Words that are no links and no headings.
    words: usize,
    /// Words of links.
    links: usize,
    /// Headings that speak of no website, and those among them that speak of a treatment.
    headings: usize,
    medical: usize,
    /// Items of lists, and sentences, that are no links and speak of no website.
    items: usize,
    sentences: usize,
    /// Headings and lines that speak of the website, and those about cookies.
    website: usize,
    cookies: usize,
    /// Words that warn.
    warnings: usize,
}

impl Evidence {
    /// What a piece says that stands in no suspect part: only how many words there are.
    pub(super) fn of_text(form: Form, count: usize, is_link: bool) -> Self {
        let mut evidence = Self::default();
        match form {
            _ if is_link => evidence.links = count,
            Form::Heading => {}
            Form::Item | Form::Running => evidence.words = count,
        }
        evidence
    }

    /// What a piece says.
    pub(super) fn of(form: Form, plain: &str, count: usize, is_link: bool) -> Self {
        let mut evidence = Self::default();
        let is_cookies = cues::speaks_of_cookies(plain);
        evidence.cookies = usize::from(is_cookies);
        if is_link && !(plain.ends_with('.') && count >= SENTENCE_WORDS) {
            evidence.links = count;
            return evidence;
        }
        if cues::warns(plain) {
            evidence.warnings = 1;
        }
        let is_website = cues::speaks_of_website(plain) || cues::website_line(plain).is_some();
        evidence.website = usize::from(is_website);
        match form {
            Form::Heading if !is_website => {
                evidence.headings = 1;
                let roles = cues::roles(plain);
                evidence.medical = usize::from(roles.iter().any(|role| *role != Role::Other));
            }
            Form::Heading => {}
            Form::Item | Form::Running => {
                evidence.words = count;
                let is_sentence = count >= SENTENCE_WORDS
                    && plain.ends_with(['.', '!', '?', ':', '।', '۔', '。'])
                    && !is_website;
                evidence.sentences = usize::from(is_sentence);
                evidence.items = usize::from(form == Form::Item && !is_website);
            }
        }
        evidence
    }

    /// Adds what stands in a part inside this one.
    pub(super) fn add(&mut self, other: &Self) {
        self.words += other.words;
        self.links += other.links;
        self.headings += other.headings;
        self.medical += other.medical;
        self.items += other.items;
        self.sentences += other.sentences;
        self.website += other.website;
        self.cookies += other.cookies;
        self.warnings += other.warnings;
    }

    /// Whether a part has a form of its own: a heading with words below it, a list, or a sentence.
    fn has_form(&self) -> bool {
        let has_heading = self.headings > 0 && self.words + self.links >= FEW_WORDS;
        let is_menu = self.links > self.words;
        !is_menu && (has_heading || self.items > 1 || self.sentences > 0)
    }

    /// Whether a part is one in so many of all words, and has some form.
    fn is_much(&self, all: &Self, share: usize) -> bool {
        let has_form = self.headings > 0 || self.items > 1 || self.sentences > 1;
        self.words >= MUCH && self.words * share >= all.words && has_form
    }
}

/// A suspect part of the page.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) claim: Claim,
    /// The suspect part around it, which stands before it in the list.
    pub(super) outer: Option<usize>,
    pub(super) evidence: Evidence,
}

impl Part {
    /// Whether it is text, held against all words of the page.
    fn is_text(&self, all: &Evidence) -> bool {
        let found = &self.evidence;
        let Claim {
            kind,
            ground,
            in_text,
            is_small,
        } = self.claim;
        let has_form = found.has_form();
        // A treatment's own headings, and words that warn.
        let is_medical = found.warnings > 0 || (found.medical > 0 && has_form);
        match (ground, kind) {
            (_, LeftKind::Comments | LeftKind::Button | LeftKind::TabName | LeftKind::Picture)
                if ground == Ground::Element =>
            {
                false
            }
            (_, LeftKind::Cookies | LeftKind::Window)
                if found.cookies > 0 && !found.is_much(all, 2) =>
            {
                false
            }
            (Ground::Element, LeftKind::PageFoot) if in_text => is_medical || found.is_much(all, 2),
            (Ground::Element, LeftKind::Menu | LeftKind::PageFoot) => {
                found.medical > 1 && has_form && found.is_much(all, 2)
            }
            (Ground::Element, _) => found.warnings > 0 && kind == LeftKind::Caption,
            // A caption is a sentence.
            (_, LeftKind::Caption) => is_medical || found.headings > 0 || found.items > 1,
            _ if is_medical || found.is_much(all, 3) => true,
            (Ground::Open, LeftKind::Form) => {
                has_form && (found.website == 0 || found.headings > 1)
            }
            (Ground::Open, LeftKind::Aside) => in_text && has_form && found.website == 0,
            (_, LeftKind::Window) => has_form && found.website == 0,
            (Ground::WholeName, LeftKind::Aside | LeftKind::PageFoot | LeftKind::Form) => {
                in_text && has_form && found.website == 0
            }
            (Ground::WholeName | Ground::PartOfName, _) if is_small => {
                found.words >= FEW_WORDS && found.links == 0 && found.website == 0
            }
            (Ground::WholeName, _) => has_form && found.website == 0,
            (Ground::Open | Ground::PartOfName, _) => has_form,
        }
    }
}

/// For each suspect part whether it is text. What is left out of a part says nothing about it.
pub(super) fn verdicts(mut parts: Vec<Part>, mut all: Evidence) -> Vec<bool> {
    // All words, wherever they stand; parts inside are counted with those around them below.
    for part in &parts {
        all.add(&part.evidence);
    }
    let mut verdicts = vec![false; parts.len()];
    for at in (0..parts.len()).rev() {
        let Some(part) = parts.get(at) else {
            continue;
        };
        let is_text = part.is_text(&all);
        let (outer, evidence) = (part.outer, part.evidence);
        if let Some(verdict) = verdicts.get_mut(at) {
            *verdict = is_text;
        }
        if is_text && let Some(outer) = outer.and_then(|outer| parts.get_mut(outer)) {
            outer.evidence.add(&evidence);
        }
    }
    verdicts
}

/// Whether a role says that the words must be heeded.
pub(super) fn is_alert(role: &str) -> bool {
    ALERTS.contains(&role)
}
