//! Many leaflets printed into one file, for the printer.
//!
//! In: leaflets in the order in which they are wanted, each with its bookmark and perhaps a separator
//! sheet. Out: one PDF, written as it grows ([`crate::pages::imprint::print_job`] says what it promises), and a
//! [`JobReport`]. Promise: each leaflet is the one that [`super::Master::print`] gives; of a fault it is
//! said which leaflet has it, by its place, and never in its words.
//!
//! Why this shape: some hundred leaflets are printed together, whatever their guides. The engine sets
//! and exports the values of all in one document, so that the letters of their names are stored once,
//! and all separator sheets in another; so memory is bounded, and a leaflet costs what it differs in.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::Arc;

use super::{Master, Number, Ready, marks, print_whole};
use crate::leaflet::{Leaflet, PanelField};
use crate::pages::export;
use crate::pages::imprint::print_job::{JobCopy, JobFault, Opened, Plate, PrintJob, Which};
use crate::pages::typeset::{self, Engine, Refusal, Separator, SeparatorWords, TypesetValues};

/// How many leaflets are printed together. Each five hundred have typefaces of their own for names,
/// which take some ten kilobytes a script.
const TOGETHER: usize = 500;

/// A leaflet of a job.
pub struct JobLeaflet<'a> {
    /// The leaflet.
    pub content: JobContent<'a>,
    /// What its bookmark says.
    pub bookmark: String,
    /// What the sheet before it says, if there is to be one.
    pub separator: Option<SeparatorWords>,
}

/// What is printed.
pub enum JobContent<'a> {
    /// A leaflet with this panel; with none, for everyone.
    Panel {
        /// The leaflet without its person.
        master: &'a Master,
        /// The person.
        panel: Vec<PanelField>,
    },
    /// A leaflet that was personalised for this person: its words hold placeholders.
    Whole(Box<Leaflet>),
}

/// What became of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobReport {
    /// How many pages the file has, empty ones and all. It is an even number.
    pub pages: usize,
    /// The page on which each leaflet begins, counted from 1.
    pub first_pages: Vec<usize>,
}

impl JobReport {
    /// How many sheets of paper it takes, printed on both sides.
    pub fn sheets(&self) -> usize {
        self.pages / 2
    }
}

/// Why there is no job.
#[derive(Debug)]
pub enum JobProblem {
    /// A leaflet cannot be printed.
    Refused {
        /// Which, counted from 0.
        leaflet: usize,
        /// Why.
        refusal: Refusal,
    },
    /// The file could not be written.
    Write(io::Error),
}

impl fmt::Display for JobProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { refusal, .. } => refusal.fmt(formatter),
            Self::Write(problem) => problem.fmt(formatter),
        }
    }
}

impl std::error::Error for JobProblem {}

/// What goes wrong with one leaflet, whose place is known further out.
enum Fault {
    Refused(Refusal),
    Write(io::Error),
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<JobFault> for Fault {
    fn from(fault: JobFault) -> Self {
        match fault {
            JobFault::Unfit => Self::Refused(Refusal::internal()),
            JobFault::Write(problem) => Self::Write(problem),
        }
    }
}

impl Fault {
    fn of(self, leaflet: usize) -> JobProblem {
        match self {
            Self::Refused(refusal) => JobProblem::Refused { leaflet, refusal },
            Self::Write(problem) => JobProblem::Write(problem),
        }
    }
}

/// Prints leaflets into one file with this title.
///
/// # Errors
/// [`JobProblem`]; what was written until then is no whole file. A job without leaflets is refused.
pub fn print_job<'a>(
    leaflets: impl IntoIterator<Item = JobLeaflet<'a>>,
    title: &str,
    engine: &Engine,
    out: impl Write,
) -> Result<JobReport, JobProblem> {
    let at_start = |fault: JobFault| Fault::from(fault).of(0);
    let mut printing = Printing {
        job: PrintJob::begin(out).map_err(at_start)?,
        engine,
        plates: BTreeMap::new(),
        for_everyone: BTreeMap::new(),
        first_pages: Vec::new(),
    };
    let mut leaflets = leaflets.into_iter();
    loop {
        let together: Vec<JobLeaflet<'a>> = leaflets.by_ref().take(TOGETHER).collect();
        if together.is_empty() {
            break;
        }
        printing.print(&together)?;
    }
    let report = JobReport {
        pages: printing.job.pages(),
        first_pages: printing.first_pages,
    };
    let finished = printing.job.finish(title);
    let mut out = finished.map_err(at_start)?;
    out.flush().map_err(JobProblem::Write)?;
    Ok(report)
}

/// A job that is being printed.
struct Printing<'a, W: Write> {
    job: PrintJob<W>,
    engine: &'a Engine,
    /// Of each stock.
    plates: BTreeMap<Number, Option<Rc<Plate>>>,
    /// Of each master.
    for_everyone: BTreeMap<Number, Rc<Plate>>,
    first_pages: Vec<usize>,
}

/// A leaflet that is ready to be added to the job.
struct Prepared {
    plate: Rc<Plate>,
    /// Its values: which document of values they are in, and on which page.
    values: Option<(usize, usize)>,
}

/// The values of leaflets of one language, which become one document.
struct ValuesOf<'a> {
    look: &'a Leaflet,
    people: Vec<(TypesetValues, Arc<Ready>)>,
}

impl JobContent<'_> {
    /// The leaflet, perhaps without its person.
    fn leaflet(&self) -> &Leaflet {
        match self {
            Self::Panel { master, .. } => &master.leaflet,
            Self::Whole(leaflet) => leaflet,
        }
    }
}

impl<W: Write> Printing<'_, W> {
    /// Prints some leaflets together.
    fn print(&mut self, leaflets: &[JobLeaflet<'_>]) -> Result<(), JobProblem> {
        let before = self.first_pages.len();
        let mut values = self.set_values(leaflets);
        let mut documents: Vec<ValuesOf<'_>> = Vec::new();
        let mut prepared = Vec::with_capacity(leaflets.len());
        for (at, leaflet) in leaflets.iter().enumerate() {
            let values = values.get_mut(at).and_then(Option::take);
            let ready = self.prepare(&leaflet.content, values, &mut documents);
            prepared.push(ready.map_err(|fault| fault.of(before + at))?);
        }
        // Values that the engine refuses together are tried one by one, further down.
        let documents: Vec<Option<Vec<u8>>> = documents
            .into_iter()
            .map(|values| values.export().ok())
            .collect();
        let mut documents: Vec<Option<Opened<'_>>> = documents
            .iter()
            .map(|document| Opened::read(document.as_deref()?).ok())
            .collect();
        let separators = self.separators(leaflets, &prepared);
        let separators = separators.map_err(|(at, refusal)| JobProblem::Refused {
            leaflet: before + at,
            refusal,
        })?;
        let mut separators = match &separators {
            Some(separators) => {
                let opened = Opened::read(separators);
                Some(opened.map_err(|fault| Fault::from(fault).of(before))?)
            }
            None => None,
        };
        let mut separator = 0;
        let look = leaflets.first().map(|leaflet| leaflet.content.leaflet());
        for (at, (leaflet, prepared)) in leaflets.iter().zip(&prepared).enumerate() {
            let fault = |fault: Fault| fault.of(before + at);
            if let (Some(_), Some(opened), Some(look)) = (&leaflet.separator, &mut separators, look)
            {
                let added = self.add_separator(opened, separator, look);
                added.map_err(|problem| fault(problem.into()))?;
                separator += 1;
            }
            let added = self.add(leaflet, prepared, &mut documents);
            self.first_pages.push(added.map_err(fault)?);
        }
        Ok(())
    }

    /// The values of all leaflets that have some, set together for each master; none where the engine
    /// refuses.
    fn set_values(&self, leaflets: &[JobLeaflet<'_>]) -> Vec<Option<TypesetValues>> {
        let mut masters: Vec<(&Master, Vec<usize>)> = Vec::new();
        for (at, leaflet) in leaflets.iter().enumerate() {
            if let JobContent::Panel { master, panel } = &leaflet.content
                && !panel.is_empty()
            {
                match masters
                    .iter_mut()
                    .find(|(known, _)| known.number == master.number)
                {
                    Some((_, own)) => own.push(at),
                    None => masters.push((master, vec![at])),
                }
            }
        }
        let mut values: Vec<Option<TypesetValues>> = Vec::new();
        values.resize_with(leaflets.len(), || None);
        for (master, own) in masters {
            let own_leaflets = own.iter().filter_map(|at| leaflets.get(*at));
            let panels = own_leaflets.filter_map(|leaflet| match &leaflet.content {
                JobContent::Panel { panel, .. } => Some(panel.clone()),
                JobContent::Whole(_) => None,
            });
            let panels: Vec<Vec<PanelField>> = panels.collect();
            let Ok(set) = master.panels.set(&panels, self.engine) else {
                continue;
            };
            for (at, set) in own.into_iter().zip(set) {
                if let Some(place) = values.get_mut(at) {
                    *place = Some(set);
                }
            }
        }
        values
    }

    fn prepare<'l>(
        &mut self,
        content: &'l JobContent<'_>,
        values: Option<TypesetValues>,
        documents: &mut Vec<ValuesOf<'l>>,
    ) -> Result<Prepared, Fault> {
        let JobContent::Panel { master, panel } = content else {
            return self.prepare_whole(content);
        };
        if panel.is_empty() {
            return self.prepare_for_everyone(master, content);
        }
        let Some((values, sizes)) = values.and_then(|values| {
            let sizes = values.sizes()?;
            Some((values, sizes))
        }) else {
            return self.prepare_whole(content);
        };
        let ready = master.ready(panel, &sizes, self.engine)?;
        let Some(plate) = self.plate(&ready, panel.len())? else {
            return self.prepare_whole(content);
        };
        let language = &master.leaflet.language;
        let known = documents
            .iter()
            .position(|document| document.look.language == *language);
        let document = known.unwrap_or_else(|| {
            documents.push(ValuesOf {
                look: &master.leaflet,
                people: Vec::new(),
            });
            documents.len() - 1
        });
        let people = documents.get_mut(document).map(|known| &mut known.people);
        let values = people.map(|people| {
            people.push((values, ready));
            (document, people.len() - 1)
        });
        Ok(Prepared { plate, values })
    }

    fn prepare_for_everyone(
        &mut self,
        master: &Master,
        content: &JobContent<'_>,
    ) -> Result<Prepared, Fault> {
        if let Some(plate) = self.for_everyone.get(&master.number) {
            let plate = Rc::clone(plate);
            let values = None;
            return Ok(Prepared { plate, values });
        }
        let prepared = self.prepare_whole(content)?;
        let plate = Rc::clone(&prepared.plate);
        self.for_everyone.insert(master.number, plate);
        Ok(prepared)
    }

    /// A leaflet that is set and exported by itself, and taken in as it is.
    fn prepare_whole(&mut self, content: &JobContent<'_>) -> Result<Prepared, Fault> {
        let printed = match content {
            JobContent::Panel { master, panel } => master.print(panel.clone(), self.engine)?,
            JobContent::Whole(leaflet) => print_whole(leaflet, self.engine)?,
        };
        let mut opened = Opened::read(&printed.bytes)?;
        Ok(Prepared {
            plate: Rc::new(self.job.plate(&mut opened, &Which::All)?),
            values: None,
        })
    }

    /// The plate of a stock; `None` if it cannot be printed into.
    fn plate(&mut self, ready: &Ready, fields: usize) -> Result<Option<Rc<Plate>>, Fault> {
        if let Some(plate) = self.plates.get(&ready.number) {
            return Ok(plate.clone());
        }
        let plate = match &ready.stock {
            Some((_, rooms)) => {
                let marks = marks(fields);
                let which = Which::WithRooms {
                    page: rooms.page,
                    marks: &marks,
                    has_head: rooms.has_head(),
                };
                let made = Opened::read(&ready.pdf)
                    .and_then(|mut opened| self.job.plate(&mut opened, &which));
                match made {
                    Ok(plate) => Some(Rc::new(plate)),
                    Err(JobFault::Unfit) => None,
                    Err(JobFault::Write(problem)) => return Err(Fault::Write(problem)),
                }
            }
            None => None,
        };
        self.plates.insert(ready.number, plate.clone());
        Ok(plate)
    }

    /// The separator sheets of these leaflets, in one document; `None` if there are none. Of a refusal
    /// it is said at which leaflet.
    fn separators(
        &self,
        leaflets: &[JobLeaflet<'_>],
        prepared: &[Prepared],
    ) -> Result<Option<Vec<u8>>, (usize, Refusal)> {
        let sheets = leaflets.iter().zip(prepared).enumerate();
        let sheets = sheets.filter_map(|(at, (leaflet, prepared))| {
            let separator = Separator {
                words: leaflet.separator.as_ref()?,
                pages: prepared.plate.pages(),
                print: leaflet.content.leaflet().print,
            };
            Some((at, separator))
        });
        let (places, sheets): (Vec<usize>, Vec<Separator<'_>>) = sheets.unzip();
        let look = leaflets.first().map(|leaflet| leaflet.content.leaflet());
        let Some(look) = look.filter(|_| !sheets.is_empty()) else {
            return Ok(None);
        };
        let print = |sheets: &[Separator<'_>]| {
            let pages = typeset::separators(sheets, look, self.engine)?;
            export::pdf(&pages, look.document_date)
        };
        print(&sheets).map(Some).map_err(|refusal| {
            // One by one, to see which it is.
            let each = places.iter().zip(sheets.chunks(1));
            let mut refused = each.filter_map(|(at, sheet)| Some((*at, print(sheet).err()?)));
            refused.next().unwrap_or((0, refusal))
        })
    }

    fn add_separator(
        &mut self,
        opened: &mut Opened<'_>,
        page: usize,
        look: &Leaflet,
    ) -> Result<(), JobFault> {
        let plate = self.job.plate(opened, &Which::One(page))?;
        let copy = JobCopy {
            language: &look.language,
            bookmark: None,
        };
        self.job.add(&plate, None, &copy)?;
        Ok(())
    }

    fn add(
        &mut self,
        leaflet: &JobLeaflet<'_>,
        prepared: &Prepared,
        documents: &mut [Option<Opened<'_>>],
    ) -> Result<usize, Fault> {
        let copy = JobCopy {
            language: &leaflet.content.leaflet().language,
            bookmark: Some(&leaflet.bookmark),
        };
        let Some((document, page)) = prepared.values else {
            return Ok(self.job.add(&prepared.plate, None, &copy)?);
        };
        if let Some(Some(document)) = documents.get_mut(document) {
            match self.job.add(&prepared.plate, Some((document, page)), &copy) {
                Err(JobFault::Unfit) => {}
                added => return Ok(added?),
            }
        }
        let whole = self.prepare_whole(&leaflet.content)?;
        Ok(self.job.add(&whole.plate, None, &copy)?)
    }
}

impl ValuesOf<'_> {
    fn export(self) -> Result<Vec<u8>, Refusal> {
        let (values, ready): (Vec<_>, Vec<_>) = self.people.into_iter().unzip();
        let rooms = ready.iter().filter_map(|ready| ready.stock.as_ref());
        let rooms = rooms.map(|(_, rooms)| rooms);
        let pages = TypesetValues::at_all(values.into_iter().zip(rooms));
        export::pdf_of_values(&pages, self.look.document_date)
    }
}
