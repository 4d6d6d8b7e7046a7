//! The names of all kinds of fault, warning and note that the program can tell.
//!
//! A name is stable: machines, manuals and searches depend on it. [`RULES`] lists every one with a
//! sentence of explanation, so that a command or a manual page can print them; whoever tells one uses
//! the constants below, and the macro keeps list and constants together. A test looks that no name is
//! made up elsewhere.

/// One kind of fault: its stable name and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Stable name, small letters and hyphens.
    pub name: &'static str,
    /// What the fault is, in one sentence.
    pub explanation: &'static str,
}

macro_rules! rules {
    ($($constant:ident = $name:literal, $explanation:literal;)*) => {
        $(
            #[doc = $explanation]
            pub const $constant: &str = $name;
        )*

        /// Every rule, in the order of the manual.
        pub const RULES: &[Rule] = &[$(Rule { name: $name, explanation: $explanation },)*];
    };
}

rules! {
    NOT_UTF8 = "not-utf-8", "The file holds bytes that are not UTF-8.";
    NOT_A_TEXT = "not-a-text", "The file is a document of another program, not a text.";
    FILE_TOO_LARGE = "file-too-large", "The file has more bytes than are read.";
    CONTROL_CHARACTER = "control-character", "An invisible character that may not be printed.";
    TAB = "tab", "A tab stands where YAML wants spaces.";
    UNQUOTED_COLON = "unquoted-colon", "A colon and a space in a text without quotes.";
    BULLET_COLON = "bullet-colon", "A bullet without quotes ends in a colon.";
    CURLY_QUOTES = "curly-quotes", "Curly quotes stand where YAML wants straight ones.";
    NEEDS_QUOTES = "needs-quotes", "A text begins with a character that means something in YAML.";
    WORDS_AS_REMARK = "words-as-remark", "Words behind a number sign, which YAML drops as a remark.";
    UNCLOSED_QUOTE = "unclosed-quote", "A quoted text has no closing quote.";
    TEXT_AFTER_QUOTE = "text-after-quote", "Words follow the closing quote of a text.";
    UNKNOWN_ESCAPE = "unknown-escape", "A backslash in double quotes that YAML does not know.";
    UNCLOSED_BRACKET = "unclosed-bracket", "A list or map in brackets is not closed.";
    WRONG_INDENTATION = "wrong-indentation", "A line begins further in or out than its place allows.";
    MISSING_COLON = "missing-colon", "A name is not followed by a colon and a space.";
    CONFLICT_MARKS = "conflict-marks", "Marks of git where two people changed the same lines.";
    YAML_SYNTAX = "yaml-syntax", "A place that cannot be read as YAML.";
    ALIAS = "alias", "A YAML anchor or alias, which is not used here.";
    TAG = "yaml-tag", "A YAML tag, which is not used here.";
    DIRECTIVE = "yaml-directive", "A YAML directive, which is not used here.";
    SECOND_DOCUMENT = "second-document", "The file holds a second YAML document.";
    DEEP_NESTING = "deep-nesting", "Lists and maps stand too deep in one another.";
    TOO_MANY_NODES = "too-many-nodes", "The file holds too many values.";
    TEXT_TOO_LONG = "text-too-long", "A text, or all texts of a guide together, have too many characters.";
    TOO_MANY_ITEMS = "too-many-items", "A list has too many items.";
    DUPLICATE_KEY = "duplicate-key", "A name stands twice in one map.";
    UNKNOWN_KEY = "unknown-key", "A name that is not known at this place.";
    UNKNOWN_BLOCK = "unknown-block", "A block of a kind that is not known.";
    WRONG_BLOCK = "wrong-block", "A block that is not a map of one name.";
    MISSING_FIELD = "missing-field", "A name that must be there is missing.";
    EMPTY_VALUE = "empty-value", "A name or bullet has no value.";
    WRONG_TYPE = "wrong-type", "A text, list or map stands where another of them is expected.";
    EMPTY_GUIDE = "empty-guide", "The file holds nothing.";
    HEADING_WITHOUT_CONTENT = "heading-without-content", "A section has a heading and no blocks.";
    SUB_HEADING_WITHOUT_CONTENT = "sub-heading-without-content", "Nothing follows a sub-heading.";
    FIGURE_WITHOUT_ALTERNATIVE_TEXT = "figure-without-alternative-text",
        "A picture has no words for those who cannot see it.";
    WRONG_PICTURE_NAME = "wrong-picture-name", "A picture is not a file beside the guide or brand.";
    UNKNOWN_CHOICE = "unknown-choice", "A word that is not one of the words to choose from.";
    UNKNOWN_ROLE = "unknown-role", "A section's role that is not one of the known roles.";
    DOUBLED_ROLE = "doubled-role", "A section names a role twice.";
    WRONG_FREQUENCY = "wrong-frequency", "How often a risk happens is in none of the forms that are printed.";
    WRONG_NUMBER = "wrong-number", "A number that is no whole number or out of range.";
    WRONG_DATE = "wrong-date", "A date that is no day of the calendar as YYYY-MM-DD.";
    TOO_FEW_FACTS = "too-few-facts", "A block of facts at a glance has a single one.";
    WRONG_COLUMNS = "wrong-columns", "A comparison has too few or too many columns or cells.";
    WRONG_LINK = "wrong-link", "A link that is no link.";
    WRONG_EMAIL = "wrong-email", "An email address that is none.";
    ONE_PARAGRAPH = "one-paragraph", "A blank line where only one paragraph may stand.";
    UNCLOSED_STRONG = "unclosed-strong", "Two stars open strong words and nothing closes them.";
    MARK_NOT_HERE = "mark-not-here", "Marks for strong words or links where only plain words stand.";
    UNKNOWN_PLACEHOLDER = "unknown-placeholder", "A placeholder that is not known.";
    PLACEHOLDER_NOT_HERE = "placeholder-not-here", "A placeholder where none may stand.";
    LIST_IN_TEXT = "list-in-text", "A line of a text begins like an item of a list.";
    BULLET_CHARACTER = "bullet-sign", "A bullet begins with a bullet sign of its own.";
    NESTED_BULLETS = "nested-bullets", "Bullets stand too deep in one another.";
    WRONG_COLOUR = "wrong-colour", "A colour that is not written as #rrggbb.";
    LOW_CONTRAST = "low-contrast", "A colour too pale to be read on its ground.";
    WRONG_PERSON_ID = "wrong-person-id", "A person's id with other characters than a-z, 0-9 and hyphens.";
    DOUBLED_PERSON = "doubled-person", "Two people have the same id.";
    UNKNOWN_PERSON = "unknown-person", "A person's id that is not among the people.";
    WRONG_LANGUAGE_TAG = "wrong-language-tag",
        "A language tag that is none, or not the name of its file.";
    WRONG_MONTHS = "wrong-months", "A language does not name twelve months.";
    WRONG_PHRASE = "wrong-phrase", "A phrase lacks a variable or holds one that is not known.";
    UNPRINTABLE_CHARACTER = "unprintable-character", "A character that no built-in typeface has.";
    UNPRINTABLE_FACT = "unprintable-fact", "A personal fact that cannot be printed.";
    INVISIBLE_CHARACTER = "invisible-sign", "Invisible characters were taken out of a personal fact.";
    PICTURE = "picture", "A picture that cannot be found, read or printed.";
    PROMPT_LEFT = "prompt-left", "A text is still the prompt that stood in its place.";
    AGAINST_DIRECTION = "against-direction", "Letters that run against the direction of their language.";
    STILL_ENGLISH = "still-english", "Phrases of another language are still the English ones.";
    BUILT_IN_BRAND = "built-in-brand", "A guide of the clinic's own is printed with the built-in brand.";
    ABSENT = "absent", "Something good to have that the guide does not give.";
    TYPESETTING = "typesetting", "The pages could not be made.";
    UNUSED_CONTENT = "unused-content", "Something in the content folder that is never used.";
    WRONG_FOLDER = "wrong-folder", "The content folder that the settings name cannot be used.";
    ROSTER_KIND = "roster-kind", "The roster is a file of a kind that is not read.";
    ROSTER_TOO_LARGE = "roster-too-large", "The roster is larger than a limit, or unpacks to more.";
    ROSTER_DAMAGED = "roster-damaged", "The roster's workbook is damaged.";
    ROSTER_ENCODING = "roster-encoding", "The roster's bytes are no text in the expected encoding.";
    ROSTER_QUOTE = "roster-quote", "A quote in the roster is not closed, or words follow it.";
    ROSTER_SHEET = "roster-sheet", "The sheet of a workbook that holds the roster is not clear.";
    ROSTER_EMPTY = "roster-empty", "The roster holds no header or no rows.";
    ROSTER_COLUMNS = "roster-columns", "A column of the roster is missing or named twice.";
    UNKNOWN_COLUMN = "unknown-column", "A column of the roster that is not known and not used.";
    ROSTER_ROW = "roster-row", "A row of the roster does not fit under its header.";
    ROSTER_CELL = "roster-cell", "A cell of the roster that cannot be used.";
    ROSTER_DATE = "roster-date", "A date or time of the roster that cannot be read in one way only.";
    ROSTER_OUTPUT = "roster-output", "A row's file has no name, or the name of another row's.";
    NAMES_IN_NAMES = "names-in-names", "Files are named after what a roster holds.";
    OTHER_LEAFLETS = "other-leaflets", "Leaflets in the folder that are not of this list.";
    SHEET_AS_EDITION = "sheet-as-edition", "A sheet of paper stands where an edition is meant.";
    TWINS = "twins", "Rows of a list whose leaflets differ in nothing.";
    OTHER_PATIENT = "other-patient", "Files that held another patient's leaflet until now.";
    OTHER_PARTS = "other-parts", "Files of an earlier print job that lie beside the new one.";
    READ_BY_OTHERS = "read-by-others", "Others can read what should be its owner's alone.";
    KEPT_FROM_GIT = "kept-from-git", "A folder of patients' leaflets inside a folder of git.";
    NOT_MADE = "not-made", "A leaflet of a list that could not be made or written.";
    WRONG_NAMES = "wrong-names", "A pattern of names for the files of a list that cannot be used.";
    ONLY_GUIDE = "only-guide", "A list names no guide, and the only one there is was taken.";
    LIST_LOOKS = "list-looks", "Which columns of a list were taken for what, without a word of it.";
    LIST_DONE = "list-done", "What became of a list of leaflets.";
    HIDDEN_ROWS = "hidden-rows", "Rows that are hidden in the workbook are read like the others.";
    HIDDEN_COLUMNS = "hidden-columns", "A column that is hidden in the workbook is read like the others.";
    STRUCK_ROWS = "struck-rows", "Rows that are struck out in the workbook are read like the others.";
    NOT_COMING = "not-coming", "Rows whose status says that the patient does not come.";
    ABOVE_HEADER = "above-header", "Rows above the header of a roster hold a title or facts.";
    NO_PATIENT = "no-patient", "Rows of a roster that are no patients are left out.";
    NAME_ALONE = "name-alone", "A row of a roster holds a name and nothing else that other rows have.";
    SAME_FILE = "same-file", "Two leaflets of the library would be one file.";
    LANGUAGE_LEFT_OUT = "language-left-out", "A guide in a language that has no file is not made.";
    ORPHAN = "orphan", "A leaflet of the library that no guide makes any more.";
    LEFT_OUT_OF_RULES = "left-out-of-rules", "A file that `make` cannot name is not in the rules.";
    REVIEW_DUE = "review-due", "A guide is to be reviewed soon; after that day no leaflet of it is made.";
    UNDER_REVIEW = "under-review", "A leaflet of a guide whose review is overdue, made for a reason.";
    IMPORT_NOTHING = "import-nothing", "A page holds no text that could become a guide.";
    IMPORT_FORMAT = "import-format", "A file of a kind that is not imported, or a damaged one.";
    IMPORT_TOO_LARGE = "import-too-large", "A page holds more than a guide may.";
    IMPORT_LETTERS = "import-letters", "Letters of a page were lost, or characters in it taken out.";
    IMPORT_FURNITURE = "import-furniture", "Words of a page that are the website's were left out.";
    IMPORT_NOT_UNDERSTOOD = "import-not-understood",
        "A part of a page was kept, and what it is was not understood.";
    IMPORT_LINK = "import-link", "Addresses of a page that no leaflet can lead to were taken off.";
    IMPORT_CHECK = "import-check", "Places of a draft were guessed and are to be looked at.";
    IMPORT_ACCOUNT = "import-account", "Where the words of a page went.";
    NEXT_STEP = "next-step", "What to do with a file that was just begun.";
    ODD_ENDING = "odd-ending", "The name of a leaflet's file does not say what it is.";
    WAITING = "waiting", "The program waits for something to be typed.";
    USAGE = "usage", "The command was not understood, or could not be carried out.";
    NOT_SHOWN = "not-shown", "More was found than is shown in one run.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_well_formed() {
        let mut seen = std::collections::BTreeSet::new();
        for rule in RULES {
            assert!(seen.insert(rule.name), "{}", rule.name);
            assert!(
                rule.name
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit())
            );
            assert!(rule.explanation.ends_with('.'), "{}", rule.name);
        }
    }
}
