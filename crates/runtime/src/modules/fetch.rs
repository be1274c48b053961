//! One module, from its place to code that can be instantiated: looked up in the cache, else read and compiled.
//!
//! Nothing here needs the engine's context, so any thread can do it.

use std::ffi::CString;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use parbake_bmes::{BuildId, Digest, Entry, EntryKey, Kind, Metadata, ModuleType, SourceView};
use parbake_cache::stamp::{self, Stamp};
use parbake_cache::{Cache, KeyInput, ModuleView, Origin, PackedEntry, Quarantine, Reason};
use parbake_engine::{CompileError, Engine, Frontend, Stencil};
use parbake_loader::{Format, ResolveError, Resolver, Target};
use parbake_transform::SyntaxError;

use super::company::{Others, Wait};
use super::format_code;
use super::known::Known;
use super::member::{Held, Parts};
use super::prefetch::Prefetch;
use super::want::Want;
use super::written::{Prepared, Reading, Rewritten, restore_error, restore_places};
use crate::timeline::{Phase, Timeline, timed};

/// What fetching needs, for all threads.
pub(crate) struct Shared {
    pub(crate) engine: Engine,
    pub(crate) resolver: Resolver,
    pub(crate) cache: Cache,
    pub(crate) build_id: BuildId,
    /// The program's pack, or why there is none.
    pub(crate) known: Result<Known, Reason>,
    /// What ended a process before.
    pub(crate) quarantine: Quarantine,
    /// Who else runs the program for the first time, where there is no pack.
    pub(crate) others: Option<Others>,
    /// So many threads work, the main one included; `None`: one for each core.
    pub(crate) jobs: Option<usize>,
    /// Entries are worth making: the cache will take them.
    pub(crate) publishes: bool,
    /// Where somebody wants to know what takes how long.
    pub(crate) timeline: Option<Arc<Timeline>>,
    pub(crate) prefetch: Prefetch,
    pub(crate) rewritten: Rewritten,
}

/// A module to be fetched.
pub(crate) struct Order {
    pub(crate) id: u32,
    pub(crate) url: String,
    pub(crate) module_type: ModuleType,
    pub(crate) place: Place,
    /// The module's row in the program's pack.
    pub(crate) row: Option<u32>,
    /// The file is the one that the row was made from.
    pub(crate) proven: bool,
    pub(crate) wait: Wait,
}

/// Where a module is.
#[derive(Clone)]
pub(crate) enum Place {
    /// Where its row says.
    Row,
    Resolved {
        target: Target,
        format: Format,
    },
    /// Text given on the command line or on standard input.
    Inline(String),
}

pub(crate) struct Fetched {
    pub(crate) id: u32,
    pub(crate) body: Result<Body, FetchError>,
    pub(crate) wants: Vec<Want>,
    pub(crate) facts: Option<Facts>,
    pub(crate) outcome: Outcome,
    pub(crate) duration: Duration,
    /// The size of the source, where it is known.
    pub(crate) source_bytes: u64,
    /// The module's entry, for the program's next pack.
    pub(crate) held: Option<Held>,
}

/// What the module is made of.
pub(crate) enum Body {
    Code(Stencil),
    Json(String),
    Text(String),
    BuiltIn(String),
}

#[derive(Debug)]
pub(crate) enum FetchError {
    Read {
        path: PathBuf,
        error: io::Error,
    },
    Compile(CompileError),
    /// It is not what its extension says it is written in.
    Transform(SyntaxError),
    /// What its project says about it cannot be read.
    Project(Box<ResolveError>),
    /// The file is of a format that cannot be run.
    Format(Format),
}

/// What the program's pack says of a module.
#[derive(Clone)]
pub(crate) struct Facts {
    pub(crate) file: Option<PathBuf>,
    pub(crate) format: u8,
    pub(crate) stamp: Option<Stamp>,
    pub(crate) digest: Digest,
    pub(crate) key: EntryKey,
    /// The pack on disk says this already.
    pub(crate) recorded: bool,
}

impl Facts {
    pub(crate) fn of_row(view: &ModuleView<'_>) -> Self {
        Self {
            file: view.file.map(|place| place.to_path_buf()),
            format: view.format,
            stamp: view.stamp,
            digest: view.source_digest,
            key: view.entry,
            recorded: true,
        }
    }
}

/// How the cache served a module.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    Hit,
    Miss(Reason),
    /// Nothing to cache: a built-in, or text from the command line.
    Uncached,
}

/// Counts changes of the rules by which options follow from a text, so that old entries are not taken for new ones.
const COMPILE_RULES: u8 = 1;

/// Bytes read, before they are text.
struct Raw {
    file: Option<PathBuf>,
    bytes: Vec<u8>,
    digest: Digest,
    stamp: Option<Stamp>,
    format: Format,
}

impl Shared {
    /// Goes on with the order where another process is about to do it.
    pub(crate) fn fetch(&self, frontend: &mut Frontend, order: Order) -> ControlFlow<Fetched, Order> {
        let began = Instant::now();
        match self.timed(Phase::Fetching, &order, || self.fetch_untimed(frontend, &order)) {
            Some(fetched) => ControlFlow::Break(Fetched { duration: began.elapsed(), ..fetched }),
            None => ControlFlow::Continue(order),
        }
    }

    /// `None`: later.
    fn fetch_untimed(&self, frontend: &mut Frontend, order: &Order) -> Option<Fetched> {
        if let (Some(others), Some(awaited)) = (&self.others, order.wait.get())
            && others.is_to_come(&self.cache, awaited)
        {
            return None;
        }
        if let Place::Inline(text) = &order.place {
            return Some(self.compile_inline(frontend, order, text));
        }
        let mut reason = None;
        if let Some(proven) = self.facts_that_hold(order) {
            match self.look_up(frontend, order, &proven) {
                Ok(hit) => return Some(hit),
                Err(missed) => reason = Some(missed),
            }
        }
        let raw = match self.read(order) {
            Ok(Source::Bytes(raw)) => raw,
            Ok(Source::BuiltIn(name)) => {
                return Some(Fetched::new(order.id, Ok(Body::BuiltIn(name)), Outcome::Uncached));
            }
            Err(error) => return Some(Fetched::new(order.id, Err(error), Outcome::Uncached)),
        };
        self.fetch_bytes(frontend, order, raw, reason)
    }

    fn timed<R>(&self, phase: Phase, order: &Order, work: impl FnOnce() -> R) -> R {
        timed(self.timeline.as_deref(), phase, Some(order.id), work)
    }

    /// What the record says of a module whose file is the one it was made from.
    fn proven_facts(&self, order: &Order) -> Option<Facts> {
        let view = self.known().filter(|_| order.proven)?.row(order.row?)?;
        Some(Facts::of_row(&view))
    }

    /// The pack's word on a module, where the module's project says what it said when the pack was made.
    fn facts_that_hold(&self, order: &Order) -> Option<Facts> {
        let facts = self.proven_facts(order)?;
        let Place::Resolved { .. } = order.place else { return Some(facts) };
        // Resolved anew: something that resolutions rest on has changed, and it may have been the project's file.
        let Some(file) = &facts.file else { return Some(facts) };
        match Reading::of(file, &self.resolver).ok()? {
            None => Some(facts),
            Some(reading) => {
                let kind = kind_of(format_code::to_format(facts.format))?;
                let holds = self.key(facts.digest, kind, &reading.key_options(COMPILE_RULES)) == facts.key;
                holds.then_some(facts)
            }
        }
    }

    fn key(&self, source: Digest, kind: Kind, options: &[u8]) -> EntryKey {
        KeyInput { source, kind, build_id: self.build_id, options }.key()
    }

    fn look_up(&self, frontend: &mut Frontend, order: &Order, facts: &Facts) -> Result<Fetched, Reason> {
        if self.quarantine.covers(&facts.key) {
            return Err(Reason::Quarantined);
        }
        let (entry, held) = self.timed(Phase::Checking, order, || self.find(&facts.key))?;
        let opened = self.timed(Phase::Decoding, order, || open_entry(frontend, &entry, &order.url, facts.format));
        let body = opened.ok_or(Reason::EngineRejected)?;
        self.rewritten.note(&facts.key, &entry);
        let mut fetched = Fetched::new(order.id, Ok(body), Outcome::Hit);
        fetched.source_bytes = source_bytes(&entry);
        let requests = entry.metadata().into_iter().flat_map(|view| view.requests());
        fetched.wants = self.answer(order, requests.map(|request| request.to_owned()).collect());
        fetched.facts = Some(Facts { recorded: facts.recorded && held.origin == Origin::Own, ..facts.clone() });
        fetched.held = Some(held);
        Ok(fetched)
    }

    /// What a module of the pack that is known to be as it was is made of, and how long its source is.
    pub(super) fn decode_row(&self, frontend: &mut Frontend, row: u32) -> Option<(Body, u64)> {
        let known = self.known().filter(|known| known.is_proven_at_start(row))?;
        let view = known.row(row)?;
        if self.quarantine.covers(&view.entry) {
            return None;
        }
        let id = Some(row);
        match timed(self.timeline.as_deref(), Phase::Checking, id, || known.pack().entry(row)).ok()? {
            Some(entry) => {
                let open = || open_entry(frontend, &entry, &view.url(), view.format);
                let body = timed(self.timeline.as_deref(), Phase::Decoding, id, open)?;
                self.rewritten.note(&view.entry, &entry);
                Some((body, source_bytes(&entry)))
            }
            None => match self.place_without_file(&view.url(), view.module_type).0 {
                Target::Builtin(name) => Some((Body::BuiltIn(name), 0)),
                Target::File(_) | Target::Data { .. } => None,
            },
        }
    }

    /// The entry with this key: in the program's own pack, or in another's.
    pub(super) fn find(&self, key: &EntryKey) -> Result<(Entry<'static>, Held), Reason> {
        let known = self.known.as_ref().map_err(|reason| *reason);
        let own = known.and_then(|known| Ok((known.pack().find(key)?, known.origin())));
        let of_others = || self.others.as_ref()?.find(&self.cache, key);
        let elsewhere = || self.cache.find_shared(key).or_else(of_others);
        let found = own.or_else(|reason| Ok((elsewhere().ok_or(reason)?, Origin::Other)));
        found.map(|(PackedEntry { entry, bytes }, origin)| (entry, Held::packed(bytes, origin)))
    }

    pub(crate) fn known(&self) -> Option<&Known> {
        self.known.as_ref().ok()
    }

    fn read(&self, order: &Order) -> Result<Source, FetchError> {
        let (target, format) = self.place(order);
        let bytes = match target {
            Target::Builtin(name) => return Ok(Source::BuiltIn(name)),
            Target::Data { bytes } => {
                let digest = Digest::of(&bytes);
                return Ok(Source::Bytes(Raw { file: None, bytes, digest, stamp: None, format }));
            }
            Target::File(path) => path,
        };
        let read = self.timed(Phase::Reading, order, || stamp::read(&bytes));
        let read = read.map_err(|error| FetchError::Read { path: bytes.clone(), error })?;
        Ok(Source::Bytes(Raw { file: Some(bytes), bytes: read.bytes, digest: read.digest, stamp: read.stamp, format }))
    }

    fn place(&self, order: &Order) -> (Target, Format) {
        match &order.place {
            Place::Resolved { target, format } => (target.clone(), *format),
            Place::Row => {
                let view = order.row.and_then(|row| self.known()?.row(row)).expect("the order names a row");
                match view.file {
                    Some(file) => (Target::File(file.to_path_buf()), format_code::to_format(view.format)),
                    None => self.place_without_file(&view.url(), view.module_type),
                }
            }
            Place::Inline(_) => unreachable!("inline text is compiled where it is"),
        }
    }

    /// `data:` and `node:` URLs say all there is to know.
    fn place_without_file(&self, url: &str, module_type: ModuleType) -> (Target, Format) {
        match self.resolver.resolve(url, url, module_type) {
            Ok(resolved) => (resolved.target, resolved.format),
            Err(_) => (Target::Data { bytes: Vec::new() }, Format::Detect),
        }
    }

    /// The content is known, the entry perhaps not: another program, or this one before a change that was undone, may have
    /// made it.
    fn fetch_bytes(&self, frontend: &mut Frontend, order: &Order, raw: Raw, reason: Option<Reason>) -> Option<Fetched> {
        let Raw { file, bytes, digest, stamp, format } = raw;
        let length = bytes.len() as u64;
        let text = parbake_loader::decode(bytes);
        let reading = match &file {
            Some(file) if order.module_type == ModuleType::JavaScript => Reading::of(file, &self.resolver),
            _ => Ok(None),
        };
        let reading = match reading {
            Ok(reading) => reading,
            Err(error) => return Some(Fetched::new(order.id, Err(FetchError::Project(error)), Outcome::Uncached)),
        };
        let is_module = || match &reading {
            Some(reading) => reading.is_module(&text),
            None => parbake_loader::has_module_syntax(&text),
        };
        let format = match format {
            Format::Detect if is_module() => Format::Module,
            Format::Detect => Format::CommonJs,
            other => other,
        };
        let Some(kind) = kind_of(format) else {
            return Some(Fetched::new(order.id, Err(FetchError::Format(format)), Outcome::Uncached));
        };
        let lazy_source = parbake_loader::starts_with_module_syntax(&text);
        let key_options = match &reading {
            Some(reading) => reading.key_options(COMPILE_RULES),
            None => vec![COMPILE_RULES, u8::from(lazy_source)],
        };
        let key = self.key(digest, kind, &key_options);
        let recorded = self.is_recorded(order, &digest, stamp, key);
        let is_file = file.is_some();
        let facts = Facts { file, format: format_code::from_format(format), stamp, digest, key, recorded };
        let missed = match reason {
            Some(reason) => reason,
            None => match self.look_up(frontend, order, &facts) {
                Ok(hit) => return Some(hit),
                Err(missed) => missed,
            },
        };
        let claim = match self.others.as_ref().map(|others| others.claim(&self.cache, &key, order.wait.get())) {
            Some(Err(awaited)) => {
                order.wait.set(Some(awaited));
                return None;
            }
            Some(Ok(claim)) => claim,
            None => None,
        };
        // Whoever had it before may have filed it just now.
        if claim.is_some()
            && let Ok(hit) = self.look_up(frontend, order, &facts)
        {
            return Some(hit);
        }
        let absent = missed == Reason::Absent;
        let outcome = Outcome::Miss(if absent { self.why_absent(order, &digest, &key) } else { missed });
        let prepared = match &reading {
            None => Ok(Prepared { text, lazy_source, map: None }),
            Some(reading) => self.timed(Phase::Compiling, order, || reading.transform(&text, kind == Kind::Module)),
        };
        let prepared = match prepared {
            Ok(prepared) => prepared,
            Err(error) => return Some(Fetched::new(order.id, Err(FetchError::Transform(error)), outcome)),
        };
        let map = prepared.map.as_deref();
        let source = match (kind, is_file, map) {
            (Kind::Module, true, None) => parbake_bmes::Source::File { digest, length },
            _ => parbake_bmes::Source::Text { digest, text: &prepared.text, map },
        };
        if let Some(map) = map {
            self.rewritten.add(key, &prepared.text, map);
        }
        let parts = Parts { kind, build_id: self.build_id, key, source };
        let mut fetched = match kind {
            Kind::Module => self.compile(frontend, order, &prepared, outcome, Some(parts)),
            _ => {
                let held = if self.publishes { parts.data() } else { None };
                let text = prepared.text;
                let body = if format == Format::Json { Body::Json(text) } else { Body::Text(text) };
                Fetched { held, ..Fetched::new(order.id, Ok(body), outcome) }
            }
        };
        fetched.source_bytes = length;
        if missed == Reason::Quarantined {
            // The same text gives the same bytes.
            fetched.held = None;
        }
        if let (Some(others), Some(held)) = (&self.others, &fetched.held) {
            others.share(&self.cache, &key, held);
        }
        drop(claim);
        if fetched.body.is_ok() {
            fetched.facts = Some(facts);
        }
        Some(fetched)
    }

    fn is_recorded(&self, order: &Order, digest: &Digest, stamp: Option<Stamp>, key: EntryKey) -> bool {
        let view = order.row.and_then(|row| self.known()?.row(row));
        view.is_some_and(|view| view.source_digest == *digest && view.stamp == stamp && view.entry == key)
    }

    /// Why there is no entry, by what the last run had.
    fn why_absent(&self, order: &Order, digest: &Digest, key: &EntryKey) -> Reason {
        let known = self.known();
        let row = order.row.or_else(|| known?.find(&order.url, order.module_type));
        match row.and_then(|row| known?.row(row)) {
            Some(view) if view.source_digest != *digest => Reason::SourceChanged,
            Some(view) if view.entry != *key => Reason::OptionsMismatch,
            _ => Reason::Absent,
        }
    }

    fn compile_inline(&self, frontend: &mut Frontend, order: &Order, text: &str) -> Fetched {
        let prepared = Prepared { text: text.to_owned(), lazy_source: false, map: None };
        self.compile(frontend, order, &prepared, Outcome::Uncached, None)
    }

    fn compile(
        &self,
        frontend: &mut Frontend,
        order: &Order,
        prepared: &Prepared,
        outcome: Outcome,
        parts: Option<Parts<'_>>,
    ) -> Fetched {
        let (text, map) = (&prepared.text, prepared.map.as_deref());
        let options = prepared.options();
        let mut stencil = match self.timed(Phase::Compiling, order, || frontend.compile(text, &options)) {
            Ok(stencil) => stencil,
            Err(error) => {
                let error = restore_error(error, map);
                return Fetched::new(order.id, Err(FetchError::Compile(error)), outcome);
            }
        };
        let mut metadata = stencil.metadata().unwrap_or_default();
        restore_places(&mut metadata, map);
        // Encoded before it has a name and before anything runs: equal texts give equal bytes.
        let parts = parts.filter(|_| self.publishes);
        let encode = || if parts.is_some() { frontend.encode(&stencil) } else { None };
        let bytecode = self.timed(Phase::Encoding, order, encode);
        name(frontend, &mut stencil, &order.url);
        let requests = metadata.requests.clone();
        let mut fetched = Fetched::new(order.id, Ok(Body::Code(stencil)), outcome);
        if let (Some(parts), Some(bytecode)) = (parts, bytecode) {
            add_scan(&mut metadata, text);
            fetched.held = parts.module(&metadata, &bytecode);
        }
        fetched.wants = self.answer(order, requests);
        fetched
    }
}

enum Source {
    Bytes(Raw),
    BuiltIn(String),
}

impl Fetched {
    fn new(id: u32, body: Result<Body, FetchError>, outcome: Outcome) -> Self {
        Self {
            id,
            body,
            wants: Vec::new(),
            facts: None,
            outcome,
            duration: Duration::ZERO,
            source_bytes: 0,
            held: None,
        }
    }
}

/// What a file of this format becomes; `None` for what cannot be run.
fn kind_of(format: Format) -> Option<Kind> {
    match format {
        Format::Module => Some(Kind::Module),
        Format::Json | Format::Text => Some(Kind::Json),
        _ => None,
    }
}

fn source_bytes(entry: &Entry<'_>) -> u64 {
    match entry.source() {
        Some(SourceView::File { length, .. }) => length,
        Some(SourceView::Text { text, .. }) => text.len() as u64,
        None => 0,
    }
}

fn add_scan(metadata: &mut Metadata, text: &str) {
    let scan = parbake_loader::scan(text);
    metadata.uses_import_meta = scan.uses_import_meta;
    metadata.uses_dynamic_import = scan.uses_dynamic_import;
    metadata.dynamic_imports = scan
        .dynamic_imports
        .into_iter()
        .map(|import| parbake_bmes::DynamicImport { specifier: import.specifier, module_type: import.module_type })
        .collect();
}

fn name(frontend: &mut Frontend, stencil: &mut Stencil, url: &str) {
    // A URL has no zero bytes: they are percent-encoded.
    let name = CString::new(url).unwrap_or_default();
    frontend.name(stencil, &name);
}

/// What an entry holds; `None` where the engine refuses it, or it is not what the pack says.
fn open_entry(frontend: &mut Frontend, entry: &Entry<'static>, url: &str, format: u8) -> Option<Body> {
    match entry.kind() {
        Kind::Module => {
            entry.metadata()?;
            let mut stencil = frontend.decode(entry)?;
            name(frontend, &mut stencil, url);
            Some(Body::Code(stencil))
        }
        Kind::Json => {
            let SourceView::Text { text, .. } = entry.source()? else { return None };
            let text = text.unpack().ok()?.into_owned();
            Some(if format_code::to_format(format) == Format::Text { Body::Text(text) } else { Body::Json(text) })
        }
        Kind::CommonJs | Kind::Script | Kind::Builtin => None,
    }
}

/// The text of a file exactly as it was compiled, if the file still is what it was.
pub(crate) fn reread(path: &Path, digest: &Digest) -> Option<String> {
    let read = stamp::read(path).ok()?;
    (read.digest == *digest).then(|| parbake_loader::decode(read.bytes))
}
