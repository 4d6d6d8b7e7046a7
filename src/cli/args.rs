//! Every option and its help text; no logic.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

use super::person::{PERSONAL, PersonArguments};
use crate::base::share::Share;
use crate::input::roster::DATE_ORDERS;
use crate::leaflet::format::{FORMATS, Format};
use crate::leaflet::{EDITIONS, Edition, PAPERS, Paper};
use crate::lint::PROFILES;
use crate::model::design::{DESIGNS, Design};
use crate::pages::export;

/// Turns a treatment guide into a branded patient leaflet, ready to print, mail and read aloud.
#[derive(Debug, Parser)]
#[command(name = "leaflet", version, arg_required_else_help = true, after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,

    /// Format of the messages, and of the findings of `leaflet check`.
    #[arg(long, global = true, value_enum, default_value_t = MessageFormat::Human, value_name = "FORMAT")]
    pub(super) message_format: MessageFormat,

    /// Print errors only.
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  leaflet list guides
  leaflet make minimally-invasive-spinal-fusion
  leaflet make minimally-invasive-spinal-fusion --patient \"Sample Patient\" --surgeon bhavuk-garg
  leaflet new guide my-guide
  leaflet make my-guide --open
  leaflet watch my-guide --open
  leaflet batch today.csv --output-dir today
  leaflet build
  leaflet explain
  leaflet doctor

The settings of a folder are in its file `leaflet.yaml`; `leaflet new project` creates one.

Exit codes:
  0  done
  1  the content has problems: a guide, a brand, a language, or a name that cannot be printed
  2  the command was not understood, or could not be carried out (for example, a file already exists)
  130  interrupted";

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make one leaflet: for everyone, or for one named patient.
    Make(Box<MakeArguments>),
    /// Make a guide's leaflet again each time one of its files is saved, until you press Ctrl-C.
    Watch(WatchArguments),
    /// Make a leaflet for each patient in a list, and one print job of all these leaflets.
    Batch(Box<BatchArguments>),
    /// Delete the records of a folder of leaflets: its ledger and its key. The leaflets stay.
    Purge(PurgeArguments),
    /// Make the leaflets for everyone from all guides; only those that changed are made again.
    Build(Box<BuildArguments>),
    /// Check guides against what patients, the law and printing require, and say how to correct
    /// them.
    Check(Box<CheckArguments>),
    /// List the guides, brands, languages and other things that you can choose from.
    List(ListArguments),
    /// Explain a kind of block, a file, or what `leaflet check` finds, with an example.
    Explain(ExplainArguments),
    /// Create a guide, a brand, a language or settings as a file with explanations in it.
    New(NewArguments),
    /// Print the JSON Schema of a file; with it an editor can help you while you write.
    Schema(SchemaArguments),
    /// Check whether leaflets can be made on this computer, and say what to do if not.
    Doctor(DoctorArguments),
    /// Turn a saved page about a treatment into a draft guide; no word is lost or changed.
    Import(ImportArguments),
    /// Print a script that lets a shell complete commands and options.
    Completions(CompletionsArguments),
    /// Print the manual page of a command, or write all of them.
    Man(ManArguments),
    /// Print the licences of the program and of everything it contains.
    #[command(alias = "licenses")]
    Licences,
}

/// What is printed: an edition on a sheet.
#[derive(Debug, Clone, Args)]
pub(super) struct PrintArguments {
    /// The edition, from `leaflet list editions`; without this option, `standard`.
    #[arg(long, value_parser = edition_parser(), ignore_case = true, value_name = "EDITION")]
    pub(super) edition: Option<&'static Edition>,

    /// The paper size; a4, unless this option or `leaflet.yaml` names another.
    #[arg(long, value_parser = paper_parser(), ignore_case = true, value_name = "PAPER")]
    pub(super) paper: Option<&'static Paper>,

    /// The design, from `leaflet list designs`; without this option, the one that the brand names, or `clear`.
    #[arg(long, value_parser = design_parser(), ignore_case = true, value_name = "DESIGN")]
    pub(super) design: Option<&'static Design>,
}

/// Reads the name of a design.
fn design_parser() -> impl TypedValueParser<Value = &'static Design> {
    PossibleValuesParser::new(DESIGNS.iter().map(|(name, _)| *name))
        .try_map(|name| Design::named(&name).ok_or("there is no such design"))
}

/// Reads the name of an edition.
fn edition_parser() -> impl TypedValueParser<Value = &'static Edition> {
    PossibleValuesParser::new(EDITIONS.iter().map(|edition| edition.name))
        .try_map(|name| Edition::named(&name).ok_or("there is no such edition"))
}

/// Reads the name of a format, of those that fit what is made.
fn format_parser(fits: fn(&Format) -> bool) -> impl TypedValueParser<Value = &'static Format> {
    let formats = FORMATS.iter().filter(move |format| fits(format));
    PossibleValuesParser::new(formats.map(|one| PossibleValue::new(one.name).help(one.purpose)))
        .try_map(|name| Format::named(&name).ok_or("there is no such format"))
}

/// Reads the name of a sheet.
fn paper_parser() -> impl TypedValueParser<Value = &'static Paper> {
    PossibleValuesParser::new(PAPERS.iter().map(|paper| paper.name))
        .try_map(|name| Paper::named(&name).ok_or("there is no such paper size"))
}

/// Where content is looked for.
#[derive(Debug, Clone, Args)]
pub(super) struct ContentArguments {
    /// Folder with the clinic's own guides, brands and languages; they are used instead of built-in
    /// ones with the same name.
    ///
    /// Without this option, the folder set in `leaflet.yaml` is used, or the folder `content` in
    /// the working folder, if it exists.
    #[arg(long, value_name = "FOLDER")]
    pub(super) content: Option<PathBuf>,

    /// The clinic's brand.
    ///
    /// Needed only if there are several brands and `leaflet.yaml` does not name one.
    #[arg(long, value_name = "BRAND")]
    pub(super) brand: Option<String>,
}

/// Options of `leaflet make`.
#[derive(Debug, Args)]
#[command(after_help = MAKE_EXAMPLES)]
pub(super) struct MakeArguments {
    /// The guide: a name from `leaflet list guides`, the path of a guide's file, or the path of a
    /// folder with a file named after its language (`en.yaml`); `-` reads the guide from standard
    /// input, and its pictures from the working folder.
    #[arg(value_hint = ValueHint::AnyPath)]
    pub(super) guide: String,

    #[arg(short, long, value_name = "FILE", help = OUTPUT_HELP)]
    pub(super) output: Option<PathBuf>,

    /// Replace the leaflet given with `--output` if it already exists.
    ///
    /// A file of another kind is never replaced.
    #[arg(long, requires = "output")]
    pub(super) force: bool,

    /// What to write: a PDF, a picture of each page to look at, or plain text.
    ///
    /// Without this option, the ending of the file name in `--output` decides.
    #[arg(long, value_parser = format_parser(|_| true), ignore_case = true, value_name = "FORMAT")]
    pub(super) format: Option<&'static Format>,

    /// Resolution of the pictures, in dots per inch.
    #[arg(long, help = format!("Resolution of the pictures, in dots per inch. [default: {}]", export::USUAL_DOTS))]
    #[arg(value_name = "DOTS", value_parser = clap::value_parser!(u16).range(dots_per_inch()))]
    pub(super) dpi: Option<u16>,

    /// Open the finished leaflet in the program that this computer uses for such files.
    #[arg(long)]
    pub(super) open: bool,

    /// Write the templates and data of the typesetting engine into this folder, to find a fault in
    /// a template.
    ///
    /// Only for a leaflet for everyone, not for one patient.
    #[arg(long, value_name = "FOLDER", hide_short_help = true, value_hint = ValueHint::DirPath)]
    #[arg(conflicts_with = PERSONAL)]
    pub(super) keep_engine_files: Option<PathBuf>,

    /// Language of the leaflet, as a tag such as `en` or `hi`; without this option, the language in
    /// `leaflet.yaml`, the only language of the guide, or English.
    #[arg(long, value_name = "TAG")]
    pub(super) language: Option<String>,

    #[command(flatten)]
    pub(super) content: ContentArguments,

    #[command(flatten)]
    pub(super) print: PrintArguments,

    #[command(flatten)]
    pub(super) review: ReviewArguments,

    #[command(flatten)]
    pub(super) person: PersonArguments,
}

/// What becomes of a guide whose next review is overdue.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Guides whose review is overdue")]
pub(super) struct ReviewArguments {
    /// Make leaflets from a guide although its review is overdue, for the reason you give here.
    ///
    /// Every page then says that the leaflet is under review.
    #[arg(long, value_name = "REASON", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub(super) allow_overdue: Option<String>,

    #[command(flatten)]
    pub(super) today: TodayArgument,
}

/// What `--output` is for. The number's place is written with an escape sequence inside it, which is
/// never shown: clap would take the three characters for the end of a line.
const OUTPUT_HELP: &str = "Where to write the leaflet; `-` means standard output, and \
    `{\x1b[0mn}` is the page number in the names of pictures. Without this option, the leaflet \
    goes into the working folder, is named after the guide and its language, and never replaces a \
    file";

const MAKE_EXAMPLES: &str = "\
Examples:
  leaflet make minimally-invasive-spinal-fusion
  leaflet make minimally-invasive-spinal-fusion --patient \"Sample Patient\" --surgeon bhavuk-garg
  leaflet make minimally-invasive-spinal-fusion --patient - -o leaflet.pdf < name.txt
  leaflet make minimally-invasive-spinal-fusion -o - | lp
  leaflet make minimally-invasive-spinal-fusion --open
  leaflet make minimally-invasive-spinal-fusion --format png -o 'page-{\x1b[0mn}.png'
  leaflet make minimally-invasive-spinal-fusion --format text
  leaflet make - < my-guide.yaml";

/// Options of `leaflet watch`.
#[derive(Debug, Args)]
#[command(after_help = WATCH_EXAMPLES)]
pub(super) struct WatchArguments {
    /// The guide: a name from `leaflet list guides`, the path of a guide's file, or the path of a
    /// folder with a file named after its language (`en.yaml`).
    #[arg(value_hint = ValueHint::AnyPath)]
    pub(super) guide: String,

    /// Where to write the leaflet, a PDF.
    ///
    /// Without this option, the leaflet goes into the working folder, is named after the guide and
    /// its language, and never replaces a file that this command did not make.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Replace the leaflet given with `--output` if it already exists when the command starts.
    ///
    /// A file of another kind is never replaced.
    #[arg(long, requires = "output")]
    pub(super) force: bool,

    /// Open the first leaflet in the program that this computer uses for such files.
    #[arg(long)]
    pub(super) open: bool,

    /// Language of the leaflet, as a tag such as `en` or `hi`; without this option, the language in
    /// `leaflet.yaml`, the only language of the guide, or English.
    #[arg(long, value_name = "TAG")]
    pub(super) language: Option<String>,

    #[command(flatten)]
    pub(super) content: ContentArguments,

    #[command(flatten)]
    pub(super) print: PrintArguments,

    #[command(flatten)]
    pub(super) today: TodayArgument,
}

const WATCH_EXAMPLES: &str = "\
Examples:
  leaflet watch my-guide --open
  leaflet watch my-guide -o draft.pdf --force
  leaflet watch some-folder/en.yaml --brand my-clinic --paper letter

The command looks at the guide, its pictures, the brand, the language and `leaflet.yaml` several times a
second, in network folders too. When one of them has changed, it makes the leaflet for everyone again and
shows what `leaflet check` newly finds, one line each. While the guide cannot be read, its faults are shown
and the last good leaflet stays.";

/// Options of `leaflet batch`.
#[derive(Debug, Clone, Args)]
#[command(after_help = BATCH_EXAMPLES)]
pub(super) struct BatchArguments {
    /// The list of patients: a CSV, TSV, XLSX or ODS file with a header row; `-` reads it from
    /// standard input.
    ///
    /// Columns, in any order: guide, patient, surgeon, language, edition, appointment, procedure
    /// date, level, side, reference, output, status, serial.
    #[arg(value_hint = ValueHint::FilePath)]
    pub(super) roster: PathBuf,

    /// The folder for the leaflets, which is created if it does not exist.
    ///
    /// It cannot be a folder of `leaflet build`: leaflets for everyone and leaflets for one patient
    /// are kept apart.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) output_dir: Option<PathBuf>,

    /// The guide for rows that do not name one.
    #[arg(long, value_name = "GUIDE")]
    pub(super) guide: Option<String>,

    /// The language for rows that do not name one, as a tag such as `en` or `hi`.
    #[arg(long, value_name = "TAG")]
    pub(super) language: Option<String>,

    #[command(flatten)]
    pub(super) content: ContentArguments,

    #[command(flatten)]
    pub(super) print: PrintArguments,

    /// What to make for each row: a PDF (the default) or plain text.
    #[arg(long, value_parser = format_parser(Format::fits_a_list), ignore_case = true, value_name = "FORMAT")]
    pub(super) format: Option<&'static Format>,

    /// The surgeon for rows that do not name one: a name from `leaflet list surgeons`.
    #[arg(long, value_name = "SURGEON")]
    pub(super) surgeon: Option<String>,

    /// The date on every leaflet, as 2026-03-31 or in words.
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,

    #[command(flatten)]
    pub(super) review: ReviewArguments,

    /// Check the whole list and say what is wrong and what would be made, but make nothing.
    #[arg(long)]
    pub(super) dry_run: bool,

    /// Make nothing if any row has a fault, is left out because it is not a patient, or is hidden,
    /// struck out or cancelled.
    ///
    /// Without this option, leaflets are made for the good rows.
    #[arg(long)]
    pub(super) strict: bool,

    /// How many leaflets are made at the same time; without this option, one for each processor.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,

    /// Replace existing leaflets that are not in this folder's ledger, and a print job or list that
    /// was not made here; delete parts of an earlier, longer print job.
    ///
    /// A file of another kind is never replaced.
    #[arg(long)]
    pub(super) force: bool,

    /// Delete leaflets of earlier lists from the folder, unless somebody changed them; without this
    /// option, they are listed and kept.
    #[arg(long, conflicts_with_all = ["no_ledger", "shard", "reprint"])]
    pub(super) prune: bool,

    /// Keep no ledger of what was made; an interrupted run then starts again from the beginning.
    #[arg(long, conflicts_with_all = ["join", "shard"])]
    pub(super) no_ledger: bool,

    /// Write a list of the leaflets into this file, as JSON without any person's name.
    #[arg(long, value_name = "FILE")]
    pub(super) manifest: Option<PathBuf>,

    /// Add the checksum and the size in bytes of each leaflet to the list of `--manifest`.
    ///
    /// Anybody who has that list can then find out, by trying names, whether a person was on the
    /// list of patients.
    #[arg(long, requires = "manifest")]
    pub(super) sums_in_manifest: bool,

    #[command(flatten)]
    pub(super) reading: ReadingArguments,

    #[command(flatten)]
    pub(super) naming: NamingArguments,

    #[command(flatten)]
    pub(super) job: JobArguments,

    #[command(flatten)]
    pub(super) sharing: SharingArguments,
}

/// How a list is read.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Reading the list")]
pub(super) struct ReadingArguments {
    /// Encoding of a list that is not Unicode, such as `windows-1252`.
    #[arg(long, value_name = "NAME")]
    pub(super) encoding: Option<String>,

    /// The sheet to read, if the workbook has several: its name or its number.
    #[arg(long, value_name = "SHEET")]
    pub(super) sheet: Option<String>,

    /// Whether 03/04/2026 is the 3rd of April or the 4th of March.
    #[arg(long, value_name = "ORDER", value_parser = date_orders())]
    pub(super) dates: Option<String>,

    /// The number of the row that names the columns, as Excel counts rows; without this option, the
    /// program finds it, even below rows with a title or facts.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_048_576))]
    pub(super) header_row: Option<u32>,

    /// Leave out hidden, filtered and struck-out rows and hidden columns of the workbook, and
    /// patients who do not come, as the column `status` says.
    #[arg(long)]
    pub(super) visible_only: bool,

    /// Repair letters that were read in a wrong encoding or are written in the code of web pages
    /// (`JosÃ©`, `O&#39;Brien`), if the right letters are certain, and say in which rows.
    ///
    /// Without this option, such rows count as faults.
    #[arg(long)]
    pub(super) repair_encoding: bool,
}

/// How the leaflets of a list are named.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Names of the files")]
pub(super) struct NamingArguments {
    #[arg(long, value_name = "PATTERN", help = NAME_HELP)]
    pub(super) name: Option<String>,

    #[arg(long, help = REFERENCES_HELP)]
    pub(super) references_in_names: bool,

    #[arg(long, help = PATIENTS_HELP)]
    pub(super) patients_in_names: bool,
}

/// The print job of a list.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "One print job")]
pub(super) struct JobArguments {
    /// Also write all leaflets into this one file, in the order of the appointments; each begins on
    /// a front side.
    #[arg(long, value_name = "FILE")]
    pub(super) combined: Option<PathBuf>,

    /// The largest number of leaflets in one file; further ones go into files numbered -2, -3 and
    /// so on.
    #[arg(long, value_name = "N", requires = "combined")]
    #[arg(value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) combined_max: Option<u32>,

    /// Put a sheet with the row number, the patient's name and the appointment in front of each
    /// leaflet.
    #[arg(long, requires = "combined")]
    pub(super) separator_sheets: bool,

    /// Print these rows of the list again, such as `17-19` or `4,17-19`: only the file of
    /// `--combined` is written.
    #[arg(long, value_name = "ROWS", requires = "combined")]
    pub(super) reprint: Option<String>,
}

/// A list that several machines make.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Several machines")]
pub(super) struct SharingArguments {
    /// Make only one share of the list, such as `2/4`: the second of four.
    #[arg(long, value_name = "I/N", conflicts_with_all = ["combined", "manifest"])]
    pub(super) shard: Option<Share>,

    /// Make no leaflets: check that the shares together made all of them, then write the print job
    /// and the list of leaflets that you asked for.
    #[arg(long, conflicts_with_all = ["shard", "dry_run", "reprint"])]
    pub(super) join: bool,
}

/// What `--name` is for. The brackets are written as for `--output`.
const NAME_HELP: &str = "The pattern for the names of the files, made of the parts \
    `{\x1b[0mrow}`, `{\x1b[0mserial}` (the list's own number), `{\x1b[0mguide}`, \
    `{\x1b[0mlanguage}`, `{\x1b[0medition}`, and, if they are allowed, `{\x1b[0mreference}` and \
    `{\x1b[0mpatient}`. [default: {\x1b[0mrow}-{\x1b[0mguide}-{\x1b[0mlanguage}]";
const REFERENCES_HELP: &str = "Allow `{\x1b[0mreference}` in the names of files; everybody who \
    sees the folder can then read it";
const PATIENTS_HELP: &str = "Allow `{\x1b[0mpatient}` in the names of files; everybody who sees \
    the folder can then read it";

const BATCH_EXAMPLES: &str = "\
Examples:
  leaflet batch today.csv --dry-run
  leaflet batch today.xlsx --guide minimally-invasive-spinal-fusion --prune
  leaflet batch today.csv --output-dir today --combined today/print.pdf --separator-sheets
  leaflet batch today.csv --output-dir today --combined today/again.pdf --reprint 17-19
  leaflet batch today.csv --output-dir today --shard 2/4
  leaflet batch today.csv --output-dir today --join

If a run was interrupted, the same command finishes it. Messages and the ledger contain no person's name,
nor do the names of files unless you allow it; messages give the number of the row in the list.";

/// Options of `leaflet purge`.
#[derive(Debug, Args)]
pub(super) struct PurgeArguments {
    /// The folder of leaflets.
    #[arg(value_hint = ValueHint::DirPath)]
    pub(super) folder: PathBuf,
}

/// Options of `leaflet build`.
#[derive(Debug, Args)]
#[command(after_help = BUILD_EXAMPLES)]
pub(super) struct BuildArguments {
    /// The folder for the leaflets, which is created if it does not exist; without this option, the
    /// one in `leaflet.yaml`, or `leaflets`.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) output_dir: Option<PathBuf>,

    /// Make only this edition of the library, from `leaflet list editions`.
    #[arg(long, value_parser = edition_parser(), ignore_case = true, value_name = "EDITION")]
    pub(super) edition: Option<&'static Edition>,

    /// Make only this format of the library: PDF or plain text.
    #[arg(long, value_parser = format_parser(Format::fits_a_library), ignore_case = true, value_name = "FORMAT")]
    pub(super) format: Option<&'static Format>,

    #[command(flatten)]
    pub(super) content: ContentArguments,

    /// Write nothing; list the leaflets that are missing or not up to date, and end with exit code
    /// 1 if there are any.
    #[arg(long, conflicts_with_all = ["force", "prune", "manifest", "deps"])]
    pub(super) check: bool,

    /// Replace existing leaflets that are not known to belong to the library, and another JSON file
    /// in the place of the list of `--manifest`.
    ///
    /// A file of another kind is never replaced.
    #[arg(long)]
    pub(super) force: bool,

    /// Delete leaflets of the library that no longer belong to a guide; without this option, they
    /// are listed and kept.
    #[arg(long)]
    pub(super) prune: bool,

    /// How many leaflets are made at the same time; without this option, one for each processor.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,

    /// Write a list of the leaflets into this file, as JSON.
    #[arg(long, value_name = "FILE")]
    pub(super) manifest: Option<PathBuf>,

    /// Write into this file which files each leaflet is made from, as rules for the tool `make`.
    #[arg(long, value_name = "FILE")]
    pub(super) deps: Option<PathBuf>,

    /// Make only one share of the library, such as `2/4`: the second of four.
    #[arg(long, value_name = "I/N")]
    pub(super) shard: Option<Share>,

    #[command(flatten)]
    pub(super) today: TodayArgument,
}

const BUILD_EXAMPLES: &str = "\
Examples:
  leaflet build
  leaflet build --check
  leaflet build --output-dir public/leaflets --prune
  leaflet build --manifest leaflets.json
  leaflet build --deps leaflets.d
  leaflet build --shard 2/4

`leaflet.yaml` sets which guides, languages and editions the library has; without that, it has each of the
clinic's own guides in every language it is written in. A leaflet is called GUIDE-LANGUAGE.pdf; the
edition is added to the name if it is not the standard one, and the paper size if it is not a4. Leaflets
that are up to date are not made again.";

/// Options of `leaflet check`.
#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub(super) struct CheckArguments {
    /// The guides: names from `leaflet list guides`, or paths as for `leaflet make`.
    ///
    /// Without a name, every guide in the clinic's own content is checked, in every language it is
    /// written in; if the clinic has no guides, the built-in ones are checked.
    #[arg(value_name = "GUIDE", value_hint = ValueHint::AnyPath)]
    pub(super) guides: Vec<String>,

    /// Check guides in this language only, a tag such as `en` or `hi`.
    #[arg(long, value_name = "TAG")]
    pub(super) language: Option<String>,

    #[command(flatten)]
    pub(super) content: ContentArguments,

    /// The profile: the set of requirements that guides are checked against; without this option,
    /// the one in `leaflet.yaml`, or `generic`.
    #[arg(long, value_name = "PROFILE", value_parser = profiles())]
    pub(super) profile: Option<String>,

    /// Check this rule only; can be given several times.
    ///
    /// `leaflet explain rules` lists them.
    #[arg(long, value_name = "RULE", action = clap::ArgAction::Append)]
    pub(super) rule: Vec<String>,

    /// Show only findings that are at least this severe.
    #[arg(long, value_enum, ignore_case = true, value_name = "SEVERITY")]
    pub(super) min_severity: Option<SeverityName>,

    /// End with exit code 1 for warnings too, not only for errors.
    #[arg(long)]
    pub(super) strict: bool,

    /// Do not set the pages; problems that can be seen only on the pages are then not found.
    #[arg(long)]
    pub(super) no_pages: bool,

    #[command(flatten)]
    pub(super) today: TodayArgument,

    /// Write the quality record of one guide into this file: a PDF for the clinic's quality file
    /// that says what was found.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) report: Option<PathBuf>,

    /// Replace the quality record given with `--report` if it already exists.
    ///
    /// A file of another kind is never replaced.
    #[arg(long, requires = "report")]
    pub(super) force: bool,

    #[command(flatten)]
    pub(super) print: PrintArguments,
}

/// The day on which a guide is judged.
#[derive(Debug, Clone, Args)]
pub(super) struct TodayArgument {
    /// The date that counts as today, such as 2026-03-31; without this option, the computer's date.
    #[arg(long, value_name = "DATE")]
    pub(super) today: Option<jiff::civil::Date>,
}

/// How grave findings are, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SeverityName {
    /// Something that must be corrected.
    Error,
    /// Something that a person should look at.
    Warning,
    /// Something that could be done better.
    Advice,
}

fn profiles() -> PossibleValuesParser {
    PossibleValuesParser::new(PROFILES.iter().map(|profile| profile.name))
}

const CHECK_EXAMPLES: &str = "\
Examples:
  leaflet check
  leaflet check minimally-invasive-spinal-fusion
  leaflet check my-guide --profile india
  leaflet check my-guide --rule long-sentence --rule long-list
  leaflet check --min-severity error --message-format json > findings.json
  leaflet check my-guide --report quality-record.pdf

Findings go to standard output. A program finds only some problems; whether a guide is right, fair
and well translated, people must judge.

Exit codes: 0 no errors, 1 errors (with --strict warnings too), 2 wrong command or system problem";

/// Options of `leaflet list`.
#[derive(Debug, Args)]
pub(super) struct ListArguments {
    /// What to list.
    #[arg(value_enum, ignore_case = true)]
    pub(super) what: Listed,

    #[command(flatten)]
    pub(super) content: ContentArguments,

    #[command(flatten)]
    pub(super) today: TodayArgument,
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Listed {
    /// Guides, and the languages in which each is written.
    Guides,
    /// Brands.
    Brands,
    /// The people of a brand.
    Surgeons,
    /// The kinds of blocks that a guide is made of, each with an example.
    Blocks,
    /// Languages.
    Languages,
    /// The built-in typefaces.
    Fonts,
    /// The scripts that can be printed.
    Scripts,
    /// The editions of a leaflet, and what each is for.
    Editions,
    /// The designs of a leaflet, and what each looks like.
    Designs,
}

/// Options of `leaflet new`.
#[derive(Debug, Args)]
#[command(after_help = NEW_EXAMPLES)]
pub(super) struct NewArguments {
    /// What to create.
    #[command(subcommand)]
    pub(super) file: NewFile,
}

/// What can be begun.
#[derive(Debug, Subcommand)]
pub(super) enum NewFile {
    /// A guide with every kind of block; you can make a leaflet from it at once.
    Guide(NewGuide),
    /// A brand: the clinic's name, colours, logo and people.
    Brand(NewCopy),
    /// A language: a copy of the English phrases to translate. Its name is a tag, such as `hi`.
    Language(NewCopy),
    /// The settings of the working folder: its file `leaflet.yaml`.
    Project,
}

/// Options of `leaflet new guide`.
#[derive(Debug, Args)]
pub(super) struct NewGuide {
    #[command(flatten)]
    pub(super) named: Named,

    /// The language of the guide, as a tag such as `en` or `hi`.
    ///
    /// If the guide exists in another language, the new file begins with the words of that
    /// language, each in brackets.
    #[arg(long, value_name = "TAG")]
    pub(super) language: Option<String>,

    /// Begin with a copy of the text and pictures of this guide, which can be built in or your own.
    #[arg(long, value_name = "GUIDE")]
    pub(super) from: Option<String>,
}

/// Options of `leaflet new brand` and `leaflet new language`.
#[derive(Debug, Args)]
pub(super) struct NewCopy {
    #[command(flatten)]
    pub(super) named: Named,

    /// Begin with a copy of the text of this one, which can be built in or your own.
    #[arg(long, value_name = "NAME")]
    pub(super) from: Option<String>,
}

/// A new file of the content folder.
#[derive(Debug, Args)]
pub(super) struct Named {
    /// Its name: small letters a to z, digits, and hyphens between them.
    pub(super) name: String,

    /// The content folder for the new file; without this option, the one in `leaflet.yaml`, or
    /// `content` in the working folder.
    ///
    /// It is created if it does not exist.
    #[arg(long, value_name = "FOLDER")]
    pub(super) content: Option<PathBuf>,
}

const NEW_EXAMPLES: &str = "\
Examples:
  leaflet new guide knee-replacement
  leaflet new guide knee-replacement --language hi
  leaflet new guide spinal-fusion --from minimally-invasive-spinal-fusion
  leaflet new brand my-clinic
  leaflet new language hi
  leaflet new language en --from en
  leaflet new project

An existing file is never changed.";

/// Options of `leaflet import`.
#[derive(Debug, Args)]
#[command(after_help = IMPORT_EXAMPLES)]
pub(super) struct ImportArguments {
    /// The page: a file whose name ends in `.html`, `.mhtml`, `.docx`, `.md` or `.txt`; `-` reads it from
    /// standard input.
    #[arg(value_name = "PAGE", value_hint = ValueHint::FilePath)]
    pub(super) page: PathBuf,

    /// What kind of page it is, if its name does not say so.
    #[arg(long, value_enum, ignore_case = true, value_name = "KIND")]
    pub(super) from: Option<PageName>,

    /// Where to write the draft; `-` for standard output.
    ///
    /// Without this option, the draft goes into the working folder and is named after the page. An
    /// existing file is never replaced.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
}

const IMPORT_EXAMPLES: &str = "\
Examples:
  leaflet import knee-replacement.html
  leaflet import page.txt -o content/guides/knee-replacement/en.yaml
  leaflet import - --from html < page.html

Headings, lists, steps, risks, questions and tables become blocks of a guide, in the words of the page.
Menus, buttons, captions and the like are left out and listed. What the program did not understand is
kept, and a message says so. At the end all words are counted; a draft that lost one is not written.";

/// The kinds of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PageName {
    /// A web page, saved from a browser.
    Html,
    /// Markdown.
    Md,
    /// Plain text.
    Txt,
    /// A Word document.
    Docx,
}

/// Options of `leaflet explain`.
#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub(super) struct ExplainArguments {
    /// What to explain: a kind of block, `guide`, `section`, `brand`, `language`, `project`,
    /// `rules`, or the name of a finding such as `long-list`.
    ///
    /// Without a name, everything is listed, with one line each.
    #[arg(value_name = "NAME")]
    pub(super) topic: Option<String>,
}

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  leaflet explain
  leaflet explain risks
  leaflet explain rules
  leaflet explain long-list
  leaflet explain guide | less";

/// Options of `leaflet schema`.
#[derive(Debug, Args)]
#[command(after_help = SCHEMA_EXAMPLES)]
pub(super) struct SchemaArguments {
    /// The file that the schema describes.
    #[arg(value_enum, ignore_case = true)]
    pub(super) file: SchemaFile,

    /// Where to write the schema; without this option, or with `-`, it goes to standard output.
    ///
    /// An earlier schema is replaced.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,

    /// Replace the file given with `--output` even if it is another JSON file.
    ///
    /// A file of another kind is never replaced.
    #[arg(long, requires = "output")]
    pub(super) force: bool,
}

/// A file that a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaFile {
    /// A guide.
    Guide,
    /// A brand.
    Brand,
    /// The settings of a folder, `leaflet.yaml`.
    Project,
    /// What `leaflet check --message-format json` writes.
    CheckReport,
}

const SCHEMA_EXAMPLES: &str = "\
Examples:
  leaflet schema guide -o content/guide.schema.json
  leaflet schema brand -o content/brand.schema.json
  leaflet schema project -o project.schema.json
  leaflet schema guide | less

`leaflet new` writes these files too, if they do not exist yet, and names them in a remark in the new file,
so that an editor finds them. Write them again after you have installed a new version of the program.";

/// Options of `leaflet doctor`.
#[derive(Debug, Args)]
#[command(after_help = DOCTOR_EXAMPLES)]
pub(super) struct DoctorArguments {
    #[command(flatten)]
    pub(super) content: ContentArguments,

    /// The folder for the leaflets; without this option, the one in `leaflet.yaml`, or `leaflets`.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) output_dir: Option<PathBuf>,
}

const DOCTOR_EXAMPLES: &str = "\
Examples:
  leaflet doctor
  leaflet doctor --content our-content
  leaflet doctor --message-format json

Each line begins with `ok`, with `look` if somebody should look at it, or with `fault` if it prevents
leaflets from being made. Nothing is changed: a test file is written into each folder where leaflets go,
and deleted again. The exit code is 0 if leaflets can be made, 1 if the content has faults, and 2 if there
is a problem with the computer or with a name that you gave.";

/// Options of `leaflet completions`.
#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS_PLACES)]
pub(super) struct CompletionsArguments {
    /// The shell.
    #[arg(value_enum, ignore_case = true)]
    pub(super) shell: clap_complete::Shell,
}

const COMPLETIONS_PLACES: &str = "\
Where to put it:
  bash        leaflet completions bash > ~/.local/share/bash-completion/completions/leaflet
  zsh         leaflet completions zsh > ~/.zfunc/_leaflet
              (and in ~/.zshrc, before compinit: fpath+=(~/.zfunc))
  fish        leaflet completions fish > ~/.config/fish/completions/leaflet.fish
  powershell  leaflet completions powershell >> $PROFILE
  elvish      leaflet completions elvish >> ~/.config/elvish/rc.elv

Create the folder first if it does not exist, and start a new shell afterwards.";

/// Options of `leaflet man`.
#[derive(Debug, Args)]
#[command(after_help = MAN_EXAMPLES)]
pub(super) struct ManArguments {
    /// The command to print the page of, such as `make` or `new guide`; without it, the page of the
    /// whole program.
    #[arg(value_name = "COMMAND")]
    pub(super) command: Vec<String>,

    /// Write all pages into this folder, which is created if it does not exist.
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub(super) output_dir: Option<PathBuf>,
}

const MAN_EXAMPLES: &str = "\
Examples:
  leaflet man | man -l -
  leaflet man make > leaflet-make.1
  leaflet man --output-dir ~/.local/share/man/man1";

/// The form of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// For people: shows the line with the problem.
    Human,
    /// For editors and `grep`: one line for each message, with place and rule.
    Short,
    /// For programs: one JSON object on each line; for `leaflet check`, one document.
    Json,
    /// For builds on GitHub: commands that mark lines in files.
    Github,
    /// For build servers: the findings of `leaflet check` as test results, in XML.
    Junit,
    /// For services that collect the findings of `leaflet check`: SARIF 2.1.0.
    Sarif,
}

impl MessageFormat {
    /// Whether it is a form of findings alone, which holds no other message.
    pub(super) fn is_of_findings(self) -> bool {
        matches!(self, Self::Junit | Self::Sarif)
    }

    /// The form of messages on standard error.
    pub(super) fn of_messages(self) -> Self {
        if self.is_of_findings() {
            Self::Human
        } else {
            self
        }
    }

    /// Its name, as it is typed.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Short => "short",
            Self::Json => "json",
            Self::Github => "github",
            Self::Junit => "junit",
            Self::Sarif => "sarif",
        }
    }
}

/// The names of the orders of figures in dates.
fn date_orders() -> PossibleValuesParser {
    PossibleValuesParser::new(DATE_ORDERS.iter().map(|(name, _)| *name))
}

/// Fewest and most dots an inch of a picture.
fn dots_per_inch() -> RangeInclusive<i64> {
    i64::from(export::FEWEST_DOTS)..=i64::from(export::MOST_DOTS)
}
