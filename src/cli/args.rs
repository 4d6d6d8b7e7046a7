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

    /// Say nothing but errors.
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

Settings for a folder stand in its file `leaflet.yaml`; `leaflet new project` begins one.

Exit codes:
  0  done
  1  the content has problems: a guide, a brand, a language, or a name that cannot be printed
  2  the command was not understood, or could not be carried out (a file is there already, say)
  130  interrupted";

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make one leaflet: for everyone, or for one named patient.
    Make(Box<MakeArguments>),
    /// Make a guide's leaflet again each time something of it is saved, until Ctrl-C ends it.
    Watch(WatchArguments),
    /// Make a leaflet for each patient of a list, and the print job of them all.
    Batch(Box<BatchArguments>),
    /// Forget what was made in a folder of leaflets: its ledger and its key. The leaflets stay.
    Purge(PurgeArguments),
    /// Make the leaflets of all guides for everyone, again only where something changed.
    Build(Box<BuildArguments>),
    /// Hold guides against what patients, the law and the printer need, and say how to correct them.
    Check(Box<CheckArguments>),
    /// List what there is to choose from.
    List(ListArguments),
    /// Explain a kind of block, a file, or what `leaflet check` finds, with an example.
    Explain(ExplainArguments),
    /// Begin a guide, a brand, a language or settings with a commented file.
    New(NewArguments),
    /// Print the JSON Schema of a file, by which an editor helps while you write it.
    Schema(SchemaArguments),
    /// Say whether leaflets can be made here, what was found, and what to do.
    Doctor(DoctorArguments),
    /// Turn a saved page about a treatment into the draft of a guide; no word is lost or changed.
    Import(ImportArguments),
    /// Print a script that lets a shell complete commands and options.
    Completions(CompletionsArguments),
    /// Print the manual page of a command, or write all of them.
    Man(ManArguments),
    /// Print the licences of the program and of all that it is made of.
    #[command(alias = "licenses")]
    Licences,
}

/// What is printed: an edition on a sheet.
#[derive(Debug, Clone, Args)]
pub(super) struct PrintArguments {
    /// The edition, from `leaflet list editions`; `standard` where this says nothing.
    #[arg(long, value_parser = edition_parser(), ignore_case = true, value_name = "EDITION")]
    pub(super) edition: Option<&'static Edition>,

    /// The sheet it is printed on; a4 where neither this nor `leaflet.yaml` says otherwise.
    #[arg(long, value_parser = paper_parser(), ignore_case = true, value_name = "PAPER")]
    pub(super) paper: Option<&'static Paper>,
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
        .try_map(|name| Paper::named(&name).ok_or("there is no such sheet"))
}

/// Where content is looked for.
#[derive(Debug, Clone, Args)]
pub(super) struct ContentArguments {
    /// Folder with the clinic's own guides, brands and languages; they win over the built-in ones.
    ///
    /// Without this option the folder of `leaflet.yaml` is used, or `content` in the working
    /// folder, if there is one.
    #[arg(long, value_name = "FOLDER")]
    pub(super) content: Option<PathBuf>,

    /// The clinic's brand.
    ///
    /// Needed only where there are several and `leaflet.yaml` names none.
    #[arg(long, value_name = "BRAND")]
    pub(super) brand: Option<String>,
}

/// Options of `leaflet make`.
#[derive(Debug, Args)]
#[command(after_help = MAKE_EXAMPLES)]
pub(super) struct MakeArguments {
    /// The guide: a name from `leaflet list guides`, the path of a guide's file, or that of a folder
    /// that holds one, named after its language (`en.yaml`); `-` reads it from standard input, with
    /// its pictures in the working folder.
    #[arg(value_hint = ValueHint::AnyPath)]
    pub(super) guide: String,

    #[arg(short, long, value_name = "FILE", help = OUTPUT_HELP)]
    pub(super) output: Option<PathBuf>,

    /// Replace the leaflet given with `--output` if it is there.
    ///
    /// A file of another kind is kept.
    #[arg(long, requires = "output")]
    pub(super) force: bool,

    /// What to write: a PDF, a picture of each page to look at, or plain text.
    ///
    /// Without this option the ending of `--output` decides.
    #[arg(long, value_parser = format_parser(|_| true), ignore_case = true, value_name = "FORMAT")]
    pub(super) format: Option<&'static Format>,

    /// Dots an inch of the pictures.
    #[arg(long, help = format!("Dots an inch of the pictures. [default: {}]", export::USUAL_DOTS))]
    #[arg(value_name = "DOTS", value_parser = clap::value_parser!(u16).range(dots_per_inch()))]
    pub(super) dpi: Option<u16>,

    /// Open the leaflet when it is made, in the program that the computer opens such files with.
    #[arg(long)]
    pub(super) open: bool,

    /// Write what the engine is given into this folder: templates and data, for whoever looks for a fault in a template.
    ///
    /// Only of a leaflet for everyone.
    #[arg(long, value_name = "FOLDER", hide_short_help = true, value_hint = ValueHint::DirPath)]
    #[arg(conflicts_with = PERSONAL)]
    pub(super) keep_engine_files: Option<PathBuf>,

    /// Language of the leaflet, as a tag such as `en` or `hi`; without it the one of `leaflet.yaml`,
    /// the only one the guide is written in, or English.
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
    /// Make leaflets of a guide even if its review is overdue, for this reason.
    ///
    /// Every page then says that the leaflet is under review.
    #[arg(long, value_name = "REASON", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub(super) allow_overdue: Option<String>,

    #[command(flatten)]
    pub(super) today: TodayArgument,
}

/// What `--output` is for. The number's place is written with an escape sequence inside it, which is
/// never shown: clap would take the three characters for the end of a line.
const OUTPUT_HELP: &str = "Where to write the leaflet; `-` for standard output, and \
    `{\x1b[0mn}` for the page's number in the names of pictures. Without it the leaflet is named \
    after the guide and its language, in the working folder, and never replaces a file";

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
    /// The guide: a name from `leaflet list guides`, the path of a guide's file, or that of a folder
    /// that holds one, named after its language (`en.yaml`).
    #[arg(value_hint = ValueHint::AnyPath)]
    pub(super) guide: String,

    /// Where to write the leaflet, a PDF.
    ///
    /// Without it the leaflet is named after the guide and its language, in the working folder, and
    /// never replaces a file that this command did not make.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Replace the leaflet given with `--output` if it is there when the command begins.
    ///
    /// A file of another kind is kept.
    #[arg(long, requires = "output")]
    pub(super) force: bool,

    /// Open the first leaflet, in the program that the computer opens such files with.
    #[arg(long)]
    pub(super) open: bool,

    /// Language of the leaflet, as a tag such as `en` or `hi`; without it the one of `leaflet.yaml`,
    /// the only one the guide is written in, or English.
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

It looks at the guide, its pictures, the brand, the language and `leaflet.yaml` several times a second,
in network folders too, and makes the leaflet for everyone when one of them holds something else than
before. What `leaflet check` newly finds is told, a line each. While the guide cannot be read, its faults
are told and the last good leaflet stays.";

/// Options of `leaflet batch`.
#[derive(Debug, Clone, Args)]
#[command(after_help = BATCH_EXAMPLES)]
pub(super) struct BatchArguments {
    /// The list: CSV, TSV, XLSX or ODS, with a header; `-` reads it from standard input.
    ///
    /// Columns, in any order: guide, patient, surgeon, language, edition, appointment, procedure
    /// date, level, side, reference, output, status, serial.
    #[arg(value_hint = ValueHint::FilePath)]
    pub(super) roster: PathBuf,

    /// The folder for the leaflets, which is made if it is not there.
    ///
    /// A folder of `leaflet build` is none: what is for everyone and what is for one patient are
    /// kept apart.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) output_dir: Option<PathBuf>,

    /// The guide of rows that name none.
    #[arg(long, value_name = "GUIDE")]
    pub(super) guide: Option<String>,

    /// Language of rows that name none, as a tag such as `en` or `hi`.
    #[arg(long, value_name = "TAG")]
    pub(super) language: Option<String>,

    #[command(flatten)]
    pub(super) content: ContentArguments,

    #[command(flatten)]
    pub(super) print: PrintArguments,

    /// What to make for each row: a PDF, which it is without this option, or plain text.
    #[arg(long, value_parser = format_parser(Format::fits_a_list), ignore_case = true, value_name = "FORMAT")]
    pub(super) format: Option<&'static Format>,

    /// The surgeon of rows that name none, by name from `leaflet list surgeons`.
    #[arg(long, value_name = "SURGEON")]
    pub(super) surgeon: Option<String>,

    /// The date on every leaflet, as 2026-03-31 or in words.
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,

    #[command(flatten)]
    pub(super) review: ReviewArguments,

    /// Look at the whole list, say what is wrong and what would be made, and make nothing.
    #[arg(long)]
    pub(super) dry_run: bool,

    /// Make nothing if any row has a fault, is left out as no patient, or is hidden, struck out or
    /// cancelled.
    ///
    /// Without this the good rows are made.
    #[arg(long)]
    pub(super) strict: bool,

    /// How many leaflets are made at the same time; as many as there are processors without it.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,

    /// Replace leaflets that are there and that this folder's ledger does not know, a print job or
    /// list that was not made here, and take away parts of an earlier, longer print job.
    ///
    /// A file of another kind is kept.
    #[arg(long)]
    pub(super) force: bool,

    /// Take away leaflets of earlier lists from the folder, as far as nobody changed them; without this
    /// they are named and kept.
    #[arg(long, conflicts_with_all = ["no_ledger", "shard", "reprint"])]
    pub(super) prune: bool,

    /// Keep no ledger of what was made: a run that broke off begins again then.
    #[arg(long, conflicts_with_all = ["join", "shard"])]
    pub(super) no_ledger: bool,

    /// Write a list of the leaflets, as JSON without a name in it.
    #[arg(long, value_name = "FILE")]
    pub(super) manifest: Option<PathBuf>,

    /// Put the sum and the bytes of each leaflet into the list of `--manifest`.
    ///
    /// Whoever has it can then find out by trying whether somebody was on the list.
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

    /// The sheet of a workbook that has several: its name, or its number.
    #[arg(long, value_name = "SHEET")]
    pub(super) sheet: Option<String>,

    /// Whether 03/04/2026 is the 3rd of April or the 4th of March.
    #[arg(long, value_name = "ORDER", value_parser = date_orders())]
    pub(super) dates: Option<String>,

    /// The row that names the columns, as Excel counts rows; found by itself where rows above it hold a
    /// title or facts.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_048_576))]
    pub(super) header_row: Option<u32>,

    /// Leave out what the workbook does not show: hidden, filtered and struck-out rows and hidden columns;
    /// and patients who do not come by the column `status`.
    #[arg(long)]
    pub(super) visible_only: bool,

    /// Put letters right that were read in a wrong encoding or stand in the code of web pages
    /// (`JosÃ©`, `O&#39;Brien`), where that is exact, and say in which rows.
    ///
    /// Without this such rows have a fault.
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
    /// Write all leaflets into this one file too, in the order of the appointments, each beginning on a
    /// front side.
    #[arg(long, value_name = "FILE")]
    pub(super) combined: Option<PathBuf>,

    /// Most leaflets in one file; further ones go into files numbered -2, -3 and so on.
    #[arg(long, value_name = "N", requires = "combined")]
    #[arg(value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) combined_max: Option<u32>,

    /// Put a sheet with the row's number, the patient's name and the appointment before each leaflet.
    #[arg(long, requires = "combined")]
    pub(super) separator_sheets: bool,

    /// Print these rows of the list again, such as `17-19` or `4,17-19`: only the file of `--combined` is
    /// made.
    #[arg(long, value_name = "ROWS", requires = "combined")]
    pub(super) reprint: Option<String>,
}

/// A list that several machines make.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Several machines")]
pub(super) struct SharingArguments {
    /// Make one share of the list only, such as `2/4`: the second of four.
    #[arg(long, value_name = "I/N", conflicts_with_all = ["combined", "manifest"])]
    pub(super) shard: Option<Share>,

    /// Make nothing: prove that the shares together made all leaflets, and write the print job and the
    /// list of them that were asked for.
    #[arg(long, conflicts_with_all = ["shard", "dry_run", "reprint"])]
    pub(super) join: bool,
}

/// What `--name` is for. The brackets are written as for `--output`.
const NAME_HELP: &str = "How files are named, from the parts `{\x1b[0mrow}`, `{\x1b[0mserial}` (the \
    list's own number), `{\x1b[0mguide}`, `{\x1b[0mlanguage}`, `{\x1b[0medition}`, and \
    `{\x1b[0mreference}` and `{\x1b[0mpatient}` where they are \
    allowed. [default: {\x1b[0mrow}-{\x1b[0mguide}-{\x1b[0mlanguage}]";
const REFERENCES_HELP: &str = "Allow `{\x1b[0mreference}` in the names of files, where whoever sees \
    the folder can read it";
const PATIENTS_HELP: &str = "Allow `{\x1b[0mpatient}` in the names of files, where whoever sees the \
    folder can read it";

const BATCH_EXAMPLES: &str = "\
Examples:
  leaflet batch today.csv --dry-run
  leaflet batch today.xlsx --guide minimally-invasive-spinal-fusion --prune
  leaflet batch today.csv --output-dir today --combined today/print.pdf --separator-sheets
  leaflet batch today.csv --output-dir today --combined today/again.pdf --reprint 17-19
  leaflet batch today.csv --output-dir today --shard 2/4
  leaflet batch today.csv --output-dir today --join

The same command again finishes what a run that broke off left undone. No name enters a message, a
file's name or the ledger; rows are told by their number in the list.";

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
    /// The folder for the leaflets, which is made if it is not there; without this option the one of
    /// `leaflet.yaml`, or `leaflets`.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) output_dir: Option<PathBuf>,

    /// One edition of the library and no other, from `leaflet list editions`.
    #[arg(long, value_parser = edition_parser(), ignore_case = true, value_name = "EDITION")]
    pub(super) edition: Option<&'static Edition>,

    /// One format of the library and no other: a PDF, or plain text.
    #[arg(long, value_parser = format_parser(Format::fits_a_library), ignore_case = true, value_name = "FORMAT")]
    pub(super) format: Option<&'static Format>,

    #[command(flatten)]
    pub(super) content: ContentArguments,

    /// Write nothing; list the leaflets that are not as they would be made, and end with 1 if there are
    /// any.
    #[arg(long, conflicts_with_all = ["force", "prune", "manifest", "deps"])]
    pub(super) check: bool,

    /// Replace leaflets that are there and are not known as the library's, and other JSON in the
    /// place of the list of `--manifest`.
    ///
    /// A file of another kind is kept.
    #[arg(long)]
    pub(super) force: bool,

    /// Take away leaflets of the library that no guide makes any more; without this they are named and
    /// kept.
    #[arg(long)]
    pub(super) prune: bool,

    /// How many leaflets are made at the same time; as many as there are processors without it.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,

    /// Write a list of the leaflets into this file, as JSON.
    #[arg(long, value_name = "FILE")]
    pub(super) manifest: Option<PathBuf>,

    /// Write what each leaflet is made of into this file, as rules for `make`.
    #[arg(long, value_name = "FILE")]
    pub(super) deps: Option<PathBuf>,

    /// Make one share of the library only, such as `2/4`: the second of four.
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

Which guides, languages and editions the library has is set in `leaflet.yaml`; without that it is each
of the clinic's own guides in every language it is written in. A leaflet is called
GUIDE-LANGUAGE.pdf; behind that stand the edition where it is not the standard one, and the sheet where
it is not a4. Leaflets that are as they would be made are left alone.";

/// Options of `leaflet check`.
#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub(super) struct CheckArguments {
    /// The guides: names from `leaflet list guides`, or paths as for `leaflet make`.
    ///
    /// Without any, every guide of the clinic's own content is checked, in every language it is
    /// written in; where there is none, the built-in ones.
    #[arg(value_name = "GUIDE", value_hint = ValueHint::AnyPath)]
    pub(super) guides: Vec<String>,

    /// Check guides in this language only, a tag such as `en` or `hi`.
    #[arg(long, value_name = "TAG")]
    pub(super) language: Option<String>,

    #[command(flatten)]
    pub(super) content: ContentArguments,

    /// By whose demands the guides are judged; the one of `leaflet.yaml`, or `generic`, without it.
    #[arg(long, value_name = "PROFILE", value_parser = profiles())]
    pub(super) profile: Option<String>,

    /// Let this rule look alone; can be given several times.
    ///
    /// `leaflet explain rules` lists them.
    #[arg(long, value_name = "RULE", action = clap::ArgAction::Append)]
    pub(super) rule: Vec<String>,

    /// Tell only findings at least so grave.
    #[arg(long, value_enum, ignore_case = true, value_name = "SEVERITY")]
    pub(super) min_severity: Option<SeverityName>,

    /// End with 1 for warnings too, and not for errors alone.
    #[arg(long)]
    pub(super) strict: bool,

    /// Do not set the pages: what only they show is not looked for then.
    #[arg(long)]
    pub(super) no_pages: bool,

    #[command(flatten)]
    pub(super) today: TodayArgument,

    /// Write the quality record of one guide into this file: a page for the quality file that says what was
    /// found, as a PDF.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) report: Option<PathBuf>,

    /// Replace the quality record given with `--report` if it is there.
    ///
    /// A file of another kind is kept.
    #[arg(long, requires = "report")]
    pub(super) force: bool,

    #[command(flatten)]
    pub(super) print: PrintArguments,
}

/// The day on which a guide is judged.
#[derive(Debug, Clone, Args)]
pub(super) struct TodayArgument {
    /// The day that counts as today, as 2026-03-31; without it the computer's date.
    #[arg(long, value_name = "DATE")]
    pub(super) today: Option<jiff::civil::Date>,
}

/// How grave findings are, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SeverityName {
    /// What must be corrected.
    Error,
    /// What a person should look at.
    Warning,
    /// What is better done otherwise.
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

Findings go to standard output. A check shows what a program can find; whether a guide is right, fair
and well translated, people must judge.

Exit codes: 0 no errors, 1 errors (with --strict warnings too), 2 usage or machine";

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
    /// Guides, and the languages each is written in.
    Guides,
    /// Brands.
    Brands,
    /// The people of a brand.
    Surgeons,
    /// Kinds of blocks a guide is made of, each with an example.
    Blocks,
    /// Languages.
    Languages,
    /// The built-in typefaces.
    Fonts,
    /// The scripts that can be printed.
    Scripts,
    /// The editions a leaflet is made in, and what each is for.
    Editions,
}

/// Options of `leaflet new`.
#[derive(Debug, Args)]
#[command(after_help = NEW_EXAMPLES)]
pub(super) struct NewArguments {
    /// What to begin.
    #[command(subcommand)]
    pub(super) file: NewFile,
}

/// What can be begun.
#[derive(Debug, Subcommand)]
pub(super) enum NewFile {
    /// A guide with every kind of block, which makes a leaflet at once.
    Guide(NewGuide),
    /// A brand: the clinic's name, colours, mark and people.
    Brand(NewCopy),
    /// A language: a copy of the English phrases to translate. Its name is a tag, such as `hi`.
    Language(NewCopy),
    /// Settings of the working folder: its file `leaflet.yaml`.
    Project,
}

/// Options of `leaflet new guide`.
#[derive(Debug, Args)]
pub(super) struct NewGuide {
    #[command(flatten)]
    pub(super) named: Named,

    /// Language the guide is to be written in, as a tag such as `en` or `hi`.
    ///
    /// Where the guide is there in another language, the new file begins with those words, each in
    /// brackets.
    #[arg(long, value_name = "TAG")]
    pub(super) language: Option<String>,

    /// Begin with the text and the pictures of this guide, built-in or of your own.
    #[arg(long, value_name = "GUIDE")]
    pub(super) from: Option<String>,
}

/// Options of `leaflet new brand` and `leaflet new language`.
#[derive(Debug, Args)]
pub(super) struct NewCopy {
    #[command(flatten)]
    pub(super) named: Named,

    /// Begin with the text of this one, built-in or of your own.
    #[arg(long, value_name = "NAME")]
    pub(super) from: Option<String>,
}

/// A new file of the content folder.
#[derive(Debug, Args)]
pub(super) struct Named {
    /// Its name: small letters a to z, digits, and hyphens between them.
    pub(super) name: String,

    /// The content folder it belongs to; without this option the one of `leaflet.yaml`, or
    /// `content` in the working folder.
    ///
    /// It is made if it is not there.
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

A file that is there is never changed.";

/// Options of `leaflet import`.
#[derive(Debug, Args)]
#[command(after_help = IMPORT_EXAMPLES)]
pub(super) struct ImportArguments {
    /// The page: a file whose name ends in `.html`, `.mhtml`, `.docx`, `.md` or `.txt`; `-` reads it from
    /// standard input.
    #[arg(value_name = "PAGE", value_hint = ValueHint::FilePath)]
    pub(super) page: PathBuf,

    /// What kind of page it is, where its name does not say so.
    #[arg(long, value_enum, ignore_case = true, value_name = "KIND")]
    pub(super) from: Option<PageName>,

    /// Where to write the draft; `-` for standard output.
    ///
    /// Without it the draft is named after the page, in the working folder. A file that is there is
    /// never replaced.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
}

const IMPORT_EXAMPLES: &str = "\
Examples:
  leaflet import knee-replacement.html
  leaflet import page.txt -o content/guides/knee-replacement/en.yaml
  leaflet import - --from html < page.html

Headings, lists, steps, risks, questions and tables become blocks of a guide, in the words of the page.
Menus, buttons, captions and the like are left out and listed; what was not understood is kept and
told. At the end every word is accounted for; a draft that lost one is not written.";

/// The kinds of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PageName {
    /// A web page, saved from a browser.
    Html,
    /// Markdown.
    Md,
    /// Plain text.
    Txt,
    /// A file of Word.
    Docx,
}

/// Options of `leaflet explain`.
#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub(super) struct ExplainArguments {
    /// What to explain: a kind of block, `guide`, `section`, `brand`, `language`, `project`,
    /// `rules`, or the name of a finding such as `long-list`.
    ///
    /// Without it everything is listed with one line.
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

    /// Where to write the schema; without it, and with `-`, it goes to standard output.
    ///
    /// An earlier schema is replaced.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,

    /// Replace the file given with `--output` if it is other JSON.
    ///
    /// A file of another kind is kept.
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

`leaflet new` writes these files too, where they are not there yet, and names them in a remark of the new
file, by which an editor finds them. After a new version of the program write them again.";

/// Options of `leaflet doctor`.
#[derive(Debug, Args)]
#[command(after_help = DOCTOR_EXAMPLES)]
pub(super) struct DoctorArguments {
    #[command(flatten)]
    pub(super) content: ContentArguments,

    /// The folder for the leaflets; without this option the one of `leaflet.yaml`, or `leaflets`.
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(super) output_dir: Option<PathBuf>,
}

const DOCTOR_EXAMPLES: &str = "\
Examples:
  leaflet doctor
  leaflet doctor --content our-content
  leaflet doctor --message-format json

Each line begins with `ok`, with `look` where somebody should look at it, or with `fault` where it keeps
leaflets from being made. Nothing is changed and nothing stays: a file without meaning is written into
each folder where leaflets go, and taken away again. It ends with 0 when leaflets can be made, with 1
when content has faults, and with 2 when the computer or a name that was given is in the way.";

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

Make the folder first if it is not there, and begin a new shell afterwards.";

/// Options of `leaflet man`.
#[derive(Debug, Args)]
#[command(after_help = MAN_EXAMPLES)]
pub(super) struct ManArguments {
    /// The command the page is about, such as `make` or `new guide`; without one, the program.
    #[arg(value_name = "COMMAND")]
    pub(super) command: Vec<String>,

    /// Write all pages into this folder, which is made if it is not there.
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
    /// For people: the line at fault, drawn.
    Human,
    /// For editors and `grep`: a line each, with place and rule.
    Short,
    /// For programs: one JSON object a line; of `leaflet check` one document.
    Json,
    /// For builds on GitHub: commands that mark lines of files.
    Github,
    /// For build machines: findings of `leaflet check` as tests, in XML.
    Junit,
    /// For services that gather findings of `leaflet check`: SARIF 2.1.0.
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
