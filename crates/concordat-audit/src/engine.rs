//! From a site to an audit.

use crate::by_hand;
use crate::pack::{Kept, Key, Pack, Wanted, decode, encode};
use crate::panels::Spreadsheets;
use crate::second_look;
use crate::site::{FoundFile, Site, tell_tables};
use crate::{PanelSettings, overlap};
use concordat_checks::{Area, Options};
use concordat_findings::{Audit, Handling, OverlapView, People};
use concordat_ingest::Limits;
use concordat_panels::{AgendasRead, agenda_in};
use concordat_reading::{Load, Reader, Source, map, resolve};
use concordat_register::{
    Correction, Date, DocumentFacts, PassageKind, Problem, ProblemKind, Read, Theme,
    citation::{CitationFacts, Reference},
    currency::CurrencyFacts,
    meaning::{
        MeaningFacts,
        copying::{CopyFacts, Drift},
    },
    meeting::{Meeting, MeetingFacts},
    workbook::Workbook,
};
use concordat_routes::Network;
use concordat_standard::{Standard, panels::PanelWords};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::mem::take;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

/// What to hold a site against, and how.
#[derive(Debug, Clone)]
pub struct Order<'a> {
    /// The site's name as the report gives it.
    pub name: String,
    /// The day everything is judged at.
    pub as_at: Date,
    /// The standard.
    pub standard: &'a Standard,
    /// What `concordat.toml` says of documents, by path.
    pub corrections: BTreeMap<String, Correction>,
    /// Guides adopted and checks turned off.
    pub options: Options,
    /// How agendas are read, overlap is counted, and what other structures must keep within.
    pub panels: PanelSettings,
    /// What one document may cost.
    pub limits: Limits,
    /// Makes the limits of one document as it is begun, so that each has a deadline of its own.
    pub limits_of: Option<fn(&Limits) -> Limits>,
}

/// What an audit gives besides itself.
#[derive(Debug)]
pub struct Outcome {
    /// The audit.
    pub audit: Audit,
    /// How many documents were not read again because nothing had changed.
    pub remembered: usize,
    /// What the agendas said, names included: for the restricted list, and for nothing that is not encrypted.
    pub agendas: AgendasRead,
    /// The reader, if one was made. Giving it back takes longer than many a document, and a program that ends need not.
    pub reader: Option<Reader>,
}

/// Told as work goes on; called from several threads.
pub trait Progress: Sync {
    /// So many documents are to be read.
    fn begin(&self, _documents: usize) {}
    /// One more document is done.
    fn read(&self, _file: &str) {}
    /// The documents are read and are being compared.
    fn comparing(&self) {}
}

impl Progress for () {}

/// What is said of a document that is left out as somebody else's.
pub const NOT_OWN: &str = "which is not the area’s own";

/// Fewer documents than this are read faster by a reader that is soon made.
const FEW: usize = 12;

/// One file, read or not.
#[derive(Default)]
struct ReadFile {
    /// Whether its facts are those of the pack.
    remembered: bool,
    facts: Option<DocumentFacts>,
    /// Its tables, where they are an agenda: it is then no document, and nothing of it is kept.
    agenda: Option<Workbook>,
    problems: Vec<Problem>,
}

/// Audits `site`. The same site, order and day give the same audit, whatever the number of threads and whatever `pack` holds.
pub fn audit(site: &dyn Site, order: &Order<'_>, pack: &Pack, progress: &dyn Progress) -> Outcome {
    let mut listing = site.list();
    let wanted = |file: &FoundFile| wanted(order, pack, file);
    let (kept, mut known) = pack.open(&listing.documents.iter().map(wanted).collect::<Vec<_>>());
    // What `concordat.toml` speaks of as a document is one.
    tell_tables(site, &mut listing, |file| order.corrections.contains_key(&file.path) || known.contains_key(&wanted(file).place));
    progress.begin(listing.documents.len());
    // What is known by its stamp came out of the pack sooner than it could be handed to other threads.
    let begun: Vec<(Wanted, Option<DocumentFacts>)> =
        listing.documents.iter().map(wanted).map(|wanted| (wanted, known.remove(&wanted.place))).collect();
    let unknown = begun.iter().filter(|(_, known)| known.is_none()).count();
    // Made when the first document must be read, which may be none.
    let load = if unknown < FEW { Load::Few } else { Load::Many };
    let made = OnceLock::new();
    let reader = || made.get_or_init(|| Reader::for_load(order.standard, load));
    let of_panels = OnceLock::new();
    let words = || of_panels.get_or_init(|| PanelWords::peer_on_peer_abuse().ok()).as_ref();
    let read: Vec<ReadFile> = listing
        .documents
        .par_iter()
        .zip(begun)
        .map(|(file, (wanted, known))| {
            let done = match known {
                Some(facts) => remembered(facts),
                None => read_file(site, order, &kept, (&reader, &words), file, &wanted),
            };
            // A list of children may be called after one of them.
            progress.read(if done.agenda.is_some() { "a list of children in a document" } else { &file.path });
            done
        })
        .collect();
    progress.comparing();
    let remembered = read.iter().filter(|f| f.remembered).count();
    let (mut documents, tabled) = sort_out(&listing.documents, read, &mut listing.unread);
    listing.left_alone.extend(set_aside(&mut documents, order));
    let mut unread = std::mem::take(&mut listing.unread);
    let mut spreadsheets = Spreadsheets::read(site, order, &listing.spreadsheets, &reader);
    spreadsheets.add(tabled);
    unread.extend(spreadsheets.problems.iter().cloned());
    map::families(&mut documents, order.standard);
    let references = resolve::resolve(&mut documents, order.standard);
    unread.extend(by_hand::apply(&mut documents, &order.options, &order.standard.routes, &reader));
    unread.extend(by_hand::drawn(&documents));
    unread.extend(by_hand::lost(&documents));
    concordat_routes::settle(&mut documents, &order.standard.routes);
    let (drifts, left) = second_look::drifts(site, order, &documents, &kept);
    unread.extend(left);
    kept.finish();
    // Nothing after this asks for prints of passages.
    documents.iter_mut().for_each(|facts| facts.meaning.copying = CopyFacts::default());
    let meetings = spreadsheets.meetings(order, &documents, &reader);
    let agendas = spreadsheets.agendas(order, &meetings);
    without_names(&agendas, &mut unread);
    unread.extend(agendas.problems.iter().cloned());
    unread.sort_by(|a, b| a.0.cmp(&b.0));
    let told = |(file, why): (String, String)| (agendas.filed.told(&file).to_owned(), why);
    listing.left_alone.extend(spreadsheets.left_alone(&agendas).into_iter().map(told));
    listing.left_alone.sort();
    spreadsheets.tell_by(&agendas);
    let overlap = overlap::view(&agendas, &meetings, order);
    let audit = compare(order, documents, &drifts, references, Panels { spreadsheets: spreadsheets.facts, meetings, overlap });
    let audit = Audit { left_alone: listing.left_alone, unread, ..audit };
    Outcome { audit, remembered, agendas, reader: made.into_inner() }
}

/// Puts what files are told by that are called after somebody in place of their names.
fn without_names(agendas: &AgendasRead, unread: &mut [(String, Problem)]) {
    for (file, problem) in unread {
        problem.message = agendas.filed.without(file, &problem.message);
        problem.help = agendas.filed.without(file, &problem.help);
        *file = agendas.filed.told(file).to_owned();
    }
}

/// The documents of what was read, and the agendas that stand in tables of others; what could not be read goes to `unread`.
fn sort_out(
    files: &[FoundFile],
    read: Vec<ReadFile>,
    unread: &mut Vec<(String, Problem)>,
) -> (Vec<DocumentFacts>, Vec<(String, Workbook)>) {
    let (mut documents, mut tabled) = (Vec::with_capacity(read.len()), Vec::new());
    for (file, done) in files.iter().zip(read) {
        tabled.extend(done.agenda.map(|agenda| (file.path.clone(), agenda)));
        match done.facts {
            Some(mut facts) => {
                facts.problems = done.problems;
                documents.push(facts);
            }
            None => unread.extend(done.problems.into_iter().map(|p| (file.path.clone(), p))),
        }
    }
    (documents, tabled)
}

/// Takes copies of national publications out of the area's own documents, each with the reason, unless `concordat.toml` speaks of
/// one or there is nothing else: an area can neither mend the words of the government's guidance nor make it point to a local
/// procedure.
fn set_aside(documents: &mut Vec<DocumentFacts>, order: &Order<'_>) -> Vec<(String, String)> {
    let is_spoken_of = |file: &str| {
        order.corrections.get(file).is_some_and(|row| *row != Correction::default())
            || order.options.off_in.contains_key(file)
            || order.options.routes.rows.iter().any(|row| row.document == file)
    };
    let is_own = |facts: &DocumentFacts| facts.entry.publication.is_none() || is_spoken_of(&facts.entry.file);
    if order.options.alone || !documents.iter().any(is_own) {
        return Vec::new();
    }
    documents
        .extract_if(.., |facts| !is_own(facts))
        .map(|facts| {
            let title = facts.entry.publication.unwrap_or_default();
            let why = format!("a copy of “{title}”, {NOT_OWN}; say anything of it in concordat.toml to have it audited");
            (facts.entry.file, why)
        })
        .collect()
}

/// The meetings of an area, and the spreadsheets that some of them rest on.
struct Panels {
    spreadsheets: Vec<DocumentFacts>,
    meetings: Vec<Meeting>,
    overlap: Option<OverlapView>,
}

/// The highest marking that the documents come to.
fn handling(order: &Order<'_>, documents: &[DocumentFacts]) -> Option<Handling> {
    let markings = &order.standard.instruments.markings;
    let borne = documents.iter().filter_map(|d| d.entry.marking.as_deref()).filter(|m| !m.trim().is_empty());
    let tiers: Vec<_> = borne.map(|marking| markings.tier(marking)).collect();
    let highest = tiers.iter().map(|(tier, _)| *tier).max()?;
    let such = || tiers.iter().filter(|(tier, _)| *tier == highest);
    let printed = such().filter(|(_, as_printed)| *as_printed).count();
    Some(Handling { words: markings.words(highest).to_owned(), documents: such().count(), printed })
}

/// Holds documents that have been read against the standard.
fn compare(order: &Order<'_>, mut documents: Vec<DocumentFacts>, drifts: &[Drift], references: Vec<Reference>, panels: Panels) -> Audit {
    let network = Network::of(&documents, &order.standard.routes);
    let cases = concordat_checks::cases(&documents, &network, order.standard);
    let area = Area {
        documents: &documents,
        references: &references,
        drifts,
        spreadsheets: &panels.spreadsheets,
        meetings: &panels.meetings,
        overlap: panels.overlap.as_ref().map(|o| &o.shared),
        network: &network,
        cases: &cases,
        standard: order.standard,
        options: &order.options,
        as_at: order.as_at,
    };
    let people = People::of(&panels.meetings, &order.standard.terms.bodies.titles);
    let mut findings = concordat_checks::run(&area);
    findings.iter_mut().for_each(|finding| people.leave_out_of(finding));
    let mut strengths = concordat_checks::strengths(&area, &findings);
    strengths.iter_mut().for_each(|strength| people.leave_out_of_strength(strength));
    let at_the_door = concordat_checks::at_the_door(&area);
    let mut audit = Audit {
        site: order.name.clone(),
        standards: std::iter::once(&order.standard.id).chain(order.standard.additions.iter().map(|a| &a.file)).cloned().collect(),
        as_at: Some(order.as_at),
        handling: handling(order, &documents),
        references: Vec::new(),
        sense_check: concordat_checks::sense_check(&area, &findings),
        strengths,
        messages: concordat_checks::messages(&area, &findings),
        priorities: concordat_checks::priorities(&area),
        definitions: concordat_checks::definitions(&area),
        framing: concordat_checks::framing(&area),
        themes: order.standard.themes.themes.iter().map(|t| (Theme(t.id.as_str().into()), t.name.clone())).collect(),
        purposes: concordat_checks::purposes(order.standard),
        shared_members: concordat_checks::shared_members(&area),
        people,
        sitting_minutes: order.options.sitting_minutes(),
        proposal: crate::charts::proposal(order.standard, &documents, &cases),
        unproposed: crate::charts::unproposed(&documents, &cases),
        charts: crate::charts::charts(order.standard, &documents, &network, &findings),
        findings,
        ..Audit::default()
    };
    let drawn = audit.proposal.iter_mut().filter_map(|joined| joined.chart.as_mut());
    for chart in audit.charts.iter_mut().map(|area| &mut area.chart).chain(drawn) {
        audit.people.leave_out_of_chart(chart);
    }
    documents.iter_mut().for_each(let_go);
    let coverage = concordat_checks::coverage(order.standard, &mut documents, &at_the_door);
    Audit {
        documents,
        references,
        coverage,
        spreadsheets: panels.spreadsheets,
        meetings: panels.meetings,
        overlap: panels.overlap,
        cases,
        ..audit
    }
}

/// Lets go of what no view of the documents that is still to be made asks for, and no report: at ten thousand documents what is
/// read and what is made of it do not stand in memory side by side.
fn let_go(facts: &mut DocumentFacts) {
    let MeaningFacts { coverage, assessment, .. } = take(&mut facts.meaning);
    facts.meaning = MeaningFacts { coverage, assessment, ..MeaningFacts::default() };
    // Letters and what they stand for join the bodies of routes, which the command line walks and draws. It asks for levels, tools and
    // what is replaced as well.
    let CitationFacts { citations, acronyms, replaces, .. } = take(&mut facts.citations);
    facts.citations = CitationFacts { citations, acronyms, replaces, ..CitationFacts::default() };
    facts.currency = CurrencyFacts { instruments: take(&mut facts.currency.instruments), ..CurrencyFacts::default() };
    // Whom panels take by their own terms is asked for as well, and neither who sits at them nor how they divide their work.
    let mut panels = take(&mut facts.meetings).panels;
    panels.retain(|panel| panel.terms);
    panels.iter_mut().for_each(|panel| panel.members = Vec::new());
    facts.meetings = MeetingFacts { panels, ..MeetingFacts::default() };
}

/// A file as the pack is asked for it.
fn wanted(order: &Order<'_>, pack: &Pack, file: &FoundFile) -> Wanted {
    Wanted { place: place_of(pack, &file.path, order.corrections.get(&file.path)), stamp: file.stamp }
}

fn read_file<'r>(
    site: &dyn Site,
    order: &Order<'_>,
    kept: &Kept<'_>,
    (reader, words): (&(dyn Fn() -> &'r Reader + Sync), &(dyn Fn() -> Option<&'r PanelWords> + Sync)),
    file: &FoundFile,
    wanted: &Wanted,
) -> ReadFile {
    let correction = order.corrections.get(&file.path);
    let bytes = match site.read(&file.path) {
        Ok(bytes) => bytes,
        Err(problem) => return ReadFile { problems: vec![problem], ..ReadFile::default() },
    };
    let content: [u8; 32] = Sha256::digest(&bytes).into();
    if let Some(facts) = kept.same(wanted, &content) {
        return remembered(facts);
    }
    let limits = order.limits_of.map_or_else(|| order.limits.clone(), |make| make(&order.limits));
    let mut read = guarded(|| concordat_ingest::read(&file.path, &bytes, &limits));
    drop(bytes);
    if is_a_scan(&read)
        && let Some(recognised) = site.recognise(&file.path)
    {
        read = recognised;
    }
    let Read { value, mut problems } = read;
    let Some(document) = value else { return ReadFile { problems, ..ReadFile::default() } };
    // The words of agendas are asked for by the first document that has a table at all.
    let tabled = document.passages.iter().any(|p| matches!(p.kind, PassageKind::Cell { .. }));
    if correction.is_none()
        && tabled
        && let Some(words) = words()
        && let Some(agenda) = guarded(|| Read::whole(agenda_in(&file.path, &document, words))).value.flatten()
    {
        problems.push(Problem::new(
            ProblemKind::Note,
            "it holds a list of children in a table, so it is read as an agenda and not as a document",
            "save the table as a spreadsheet; where it is no agenda, say under [documents] in concordat.toml what kind of document it is",
        ));
        return ReadFile { agenda: Some(agenda), problems, ..ReadFile::default() };
    }
    let source = Source { file: file.path.clone(), sha256: hex(&content), correction: correction.cloned().unwrap_or_default() };
    let facts = guarded(|| Read::whole(reader().read(&document, &source)));
    drop(document);
    problems.extend(facts.problems);
    let mut facts = facts.value;
    // A document recognised from pictures is a guess that depends on other programs, so it is never remembered.
    let keep = !problems.iter().any(|p| p.kind == ProblemKind::Note && p.message.contains("recognised"));
    if let Some(facts) = &mut facts {
        facts.problems.clone_from(&problems);
        let packed = encode(facts);
        // As they come out of a pack their words are one allocation and no list has room to spare, which halves what they take.
        if let Some(close) = packed.as_deref().and_then(decode) {
            *facts = close;
        }
        if let Some(packed) = packed.filter(|_| keep) {
            kept.keep(wanted, content, &packed);
        }
    }
    ReadFile { facts, problems, ..ReadFile::default() }
}

fn remembered(mut facts: DocumentFacts) -> ReadFile {
    let problems = std::mem::take(&mut facts.problems);
    ReadFile { remembered: true, facts: Some(facts), agenda: None, problems }
}

fn is_a_scan<T>(read: &Read<T>) -> bool {
    read.value.is_none() && read.problems.iter().any(|p| p.kind == ProblemKind::Unsupported && p.message.contains("pictures"))
}

/// Runs a reader so that a fault in it, or in a library beneath it, costs one document and not the audit.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Read<T>) -> Read<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Read::failed(Problem::new(
            ProblemKind::Damaged,
            "the reader failed on this file",
            "open it in its own program, save it again under another name, and report the fault if it stays",
        ))
    })
}

/// The hash of all that a document's facts depend on but the bytes of its file.
fn place_of(pack: &Pack, path: &str, correction: Option<&Correction>) -> Key {
    let mut hash = Sha256::new();
    hash.update(pack.fingerprint());
    hash.update(path.as_bytes());
    if let Some(correction) = correction {
        hash.update(format!("\0{correction:?}").as_bytes());
    }
    hash.finalize().into()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
