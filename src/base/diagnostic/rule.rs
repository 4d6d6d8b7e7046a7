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
    NOT_UTF8 = "not-utf-8", "The file contains bytes that are not UTF-8.";
    NOT_A_TEXT = "not-a-text", "The file is a document of another program, not a text.";
    FILE_TOO_LARGE = "file-too-large", "The file has more bytes than the program reads.";
    CONTROL_CHARACTER = "control-character", "An invisible character that must not be printed.";
    TAB = "tab", "There is a tab where YAML needs spaces.";
    UNQUOTED_COLON = "unquoted-colon", "A colon and a space in a text without quotes.";
    BULLET_COLON = "bullet-colon", "A bullet without quotes ends in a colon.";
    CURLY_QUOTES = "curly-quotes", "There are curly quotes where YAML needs straight ones.";
    NEEDS_QUOTES = "needs-quotes", "A text begins with a character that means something in YAML.";
    WORDS_AS_REMARK = "words-as-remark", "Words after a number sign, which YAML ignores as a \
        comment.";
    UNCLOSED_QUOTE = "unclosed-quote", "A quoted text has no closing quote.";
    TEXT_AFTER_QUOTE = "text-after-quote", "Words follow the closing quote of a text.";
    UNKNOWN_ESCAPE = "unknown-escape", "A backslash in double quotes that YAML does not know.";
    UNCLOSED_BRACKET = "unclosed-bracket", "A list or map in brackets is not closed.";
    WRONG_INDENTATION = "wrong-indentation", "A line is indented too far or not far enough.";
    MISSING_COLON = "missing-colon", "A name is not followed by a colon and a space.";
    CONFLICT_MARKS = "conflict-marks", "Marks of git where two people changed the same lines.";
    YAML_SYNTAX = "yaml-syntax", "A place that cannot be read as YAML.";
    ALIAS = "alias", "A YAML anchor or alias, which is not allowed here.";
    TAG = "yaml-tag", "A YAML tag, which is not allowed here.";
    DIRECTIVE = "yaml-directive", "A YAML directive, which is not allowed here.";
    SECOND_DOCUMENT = "second-document", "The file contains a second YAML document.";
    DEEP_NESTING = "deep-nesting", "Lists and maps are nested too deep.";
    TOO_MANY_NODES = "too-many-nodes", "The file contains too many values.";
    TEXT_TOO_LONG = "text-too-long", "A text, or all texts of a guide together, have too many characters.";
    TOO_MANY_ITEMS = "too-many-items", "A list has too many items.";
    DUPLICATE_KEY = "duplicate-key", "A name is used twice in one map.";
    UNKNOWN_KEY = "unknown-key", "A name that is not known at this place.";
    UNKNOWN_BLOCK = "unknown-block", "A block of a kind that is not known.";
    WRONG_BLOCK = "wrong-block", "A block that is not a map of one name.";
    MISSING_FIELD = "missing-field", "A name that must be there is missing.";
    EMPTY_VALUE = "empty-value", "A name or bullet has no value.";
    WRONG_TYPE = "wrong-type", "A text, list or map where another of them is expected.";
    EMPTY_GUIDE = "empty-guide", "The file is empty.";
    HEADING_WITHOUT_CONTENT = "heading-without-content", "A section has a heading and no blocks.";
    SUB_HEADING_WITHOUT_CONTENT = "sub-heading-without-content", "Nothing follows a sub-heading.";
    FIGURE_WITHOUT_ALTERNATIVE_TEXT = "figure-without-alternative-text",
        "A picture has no words for those who cannot see it.";
    WRONG_PICTURE_NAME = "wrong-picture-name", "A picture is not a file next to the guide or \
        brand.";
    UNKNOWN_CHOICE = "unknown-choice", "A word that is not one of the words to choose from.";
    UNKNOWN_ROLE = "unknown-role", "A section's role that is not one of the known roles.";
    DOUBLED_ROLE = "doubled-role", "A section names a role twice.";
    WRONG_FREQUENCY = "wrong-frequency", "How often a risk happens is not written in a way that \
        can be printed.";
    WRONG_NUMBER = "wrong-number", "A number that is not a whole number or is out of range.";
    WRONG_DATE = "wrong-date", "A date that does not exist or is not written as YYYY-MM-DD.";
    TOO_FEW_FACTS = "too-few-facts", "A box of facts at a glance has only one fact.";
    WRONG_LABEL = "wrong-label", "The place of a label of a picture is not two whole numbers from 0 to 100.";
    WRONG_PAIR = "wrong-pair", "A figure of two pictures holds one, or more than pictures and a caption.";
    WRONG_COLUMNS = "wrong-columns", "A comparison has too few or too many columns or cells.";
    WRONG_LINK = "wrong-link", "A link that cannot be used.";
    WRONG_EMAIL = "wrong-email", "An email address that is not valid.";
    ONE_PARAGRAPH = "one-paragraph", "A blank line where only one paragraph is allowed.";
    UNCLOSED_STRONG = "unclosed-strong", "Two stars begin bold words and nothing ends them.";
    MARK_NOT_HERE = "mark-not-here", "Marks for bold words or links where only plain words are \
        allowed.";
    UNKNOWN_PLACEHOLDER = "unknown-placeholder", "A placeholder that is not known.";
    PLACEHOLDER_NOT_HERE = "placeholder-not-here", "A placeholder where it is not allowed.";
    LIST_IN_TEXT = "list-in-text", "A line of a text begins like an item of a list.";
    BULLET_CHARACTER = "bullet-sign", "A bullet begins with its own bullet character.";
    NESTED_BULLETS = "nested-bullets", "Bullets are nested too deep.";
    WRONG_COLOUR = "wrong-colour", "A colour that is not written as #rrggbb.";
    LOW_CONTRAST = "low-contrast", "A colour too pale to be read on its background.";
    WRONG_PERSON_ID = "wrong-person-id", "A person's id with characters other than a-z, 0-9 and \
        hyphens.";
    DOUBLED_PERSON = "doubled-person", "Two people have the same id.";
    UNKNOWN_PERSON = "unknown-person", "A person's id that is not among the people.";
    WRONG_LANGUAGE_TAG = "wrong-language-tag",
        "A language tag that is not valid, or is not the name of its file.";
    WRONG_MONTHS = "wrong-months", "A language does not name twelve months.";
    WRONG_PHRASE = "wrong-phrase", "A phrase has no variable or an unknown one.";
    UNPRINTABLE_CHARACTER = "unprintable-character", "A character that no built-in typeface has.";
    UNPRINTABLE_FACT = "unprintable-fact", "A personal fact that cannot be printed.";
    INVISIBLE_CHARACTER = "invisible-sign", "Invisible characters were removed from a personal \
        fact.";
    PICTURE = "picture", "A picture that cannot be found, read or printed.";
    PROMPT_LEFT = "prompt-left", "A text is still the prompt of the template.";
    AGAINST_DIRECTION = "against-direction", "Letters that are written against the direction of \
        their language.";
    STILL_ENGLISH = "still-english", "Phrases of another language are still the English ones.";
    BUILT_IN_BRAND = "built-in-brand", "A guide made by the clinic is printed with the built-in \
        brand.";
    ABSENT = "absent", "Something good to have that the guide does not give.";
    TYPESETTING = "typesetting", "The pages could not be made.";
    UNUSED_CONTENT = "unused-content", "Something in the content folder that is never used.";
    WRONG_FOLDER = "wrong-folder", "The content folder that the settings name cannot be used.";
    ROSTER_KIND = "roster-kind", "The list is a kind of file that the program cannot read.";
    ROSTER_TOO_LARGE = "roster-too-large", "The list is larger than a limit, as it is or unpacked.";
    ROSTER_DAMAGED = "roster-damaged", "The workbook of the list is damaged.";
    ROSTER_ENCODING = "roster-encoding", "The bytes of the list are not text in the expected \
        encoding.";
    ROSTER_QUOTE = "roster-quote", "A quote in the list is not closed, or words follow it.";
    ROSTER_SHEET = "roster-sheet", "It is not clear which sheet of a workbook contains the list.";
    ROSTER_EMPTY = "roster-empty", "The list has no header or no rows.";
    ROSTER_COLUMNS = "roster-columns", "A column of the list is missing or named twice.";
    UNKNOWN_COLUMN = "unknown-column", "A column of the list that is unknown and not used.";
    ROSTER_ROW = "roster-row", "A row of the list does not fit its header.";
    ROSTER_CELL = "roster-cell", "A cell of the list that cannot be used.";
    ROSTER_DATE = "roster-date", "A date or time in the list that can be read in more than one \
        way.";
    ROSTER_OUTPUT = "roster-output", "The file of a row has no name, or the same name as that of \
        another row.";
    NAMES_IN_NAMES = "names-in-names", "Files are named after what is in a list.";
    OTHER_LEAFLETS = "other-leaflets", "Leaflets in the folder that do not belong to this list.";
    SHEET_AS_EDITION = "sheet-as-edition", "A paper size is given in place of an edition.";
    TWINS = "twins", "Rows of a list that get the same leaflet.";
    OTHER_PATIENT = "other-patient", "Files that contained another patient's leaflet until now.";
    OTHER_PARTS = "other-parts", "Files of an earlier print job next to the new one.";
    READ_BY_OTHERS = "read-by-others", "Other people can read files that only the owner should \
        read.";
    KEPT_FROM_GIT = "kept-from-git", "A folder of patients' leaflets inside a git folder.";
    NOT_MADE = "not-made", "A leaflet of a list that could not be made or written.";
    WRONG_NAMES = "wrong-names", "A pattern of names for the files of a list that cannot be used.";
    ONLY_GUIDE = "only-guide", "A list does not name a guide, so the only one that exists was \
        used.";
    LIST_LOOKS = "list-looks", "How the columns of a list were understood, without any of their \
        words.";
    LIST_DONE = "list-done", "The result of making a list of leaflets.";
    HIDDEN_ROWS = "hidden-rows", "Rows that are hidden in the workbook are read like the others.";
    HIDDEN_COLUMNS = "hidden-columns", "A column that is hidden in the workbook is read like the others.";
    STRUCK_ROWS = "struck-rows", "Rows that are struck out in the workbook are read like the others.";
    NOT_COMING = "not-coming", "Rows whose status says that the patient does not come.";
    ABOVE_HEADER = "above-header", "Rows above the header of a list contain a title or facts.";
    NO_PATIENT = "no-patient", "Rows of a list that are not patients are left out.";
    NAME_ALONE = "name-alone", "A row of a list contains only a name, but other rows contain more.";
    SAME_FILE = "same-file", "Two leaflets of the library would be the same file.";
    LANGUAGE_LEFT_OUT = "language-left-out", "No leaflet is made in a language that has no file.";
    ORPHAN = "orphan", "A leaflet of the library that no longer belongs to a guide.";
    LEFT_OUT_OF_RULES = "left-out-of-rules", "A file that `make` cannot name is not in the rules.";
    REVIEW_DUE = "review-due", "A guide must be reviewed soon; after that day no leaflet is made \
        from it.";
    UNDER_REVIEW = "under-review", "A leaflet of a guide with an overdue review, made for a given \
        reason.";
    IMPORT_NOTHING = "import-nothing", "A page contains no text that could become a guide.";
    IMPORT_FORMAT = "import-format", "A kind of file that cannot be imported, or a damaged one.";
    IMPORT_TOO_LARGE = "import-too-large", "A page contains more than a guide can.";
    IMPORT_LETTERS = "import-letters", "Letters of a page were lost, or characters in it were \
        removed.";
    IMPORT_FURNITURE = "import-furniture", "Words of a page that belong to the website were left \
        out.";
    IMPORT_NOT_UNDERSTOOD = "import-not-understood",
        "A part of a page was kept, but the program did not understand what it is.";
    IMPORT_LINK = "import-link", "Addresses of a page that do not work in a leaflet were removed.";
    IMPORT_CHECK = "import-check", "Places of a draft were guessed and must be checked.";
    IMPORT_ACCOUNT = "import-account", "Where the words of a page went.";
    NEXT_STEP = "next-step", "What to do with a file that was just created.";
    ODD_ENDING = "odd-ending", "The name of a leaflet's file does not say what kind of file it is.";
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
