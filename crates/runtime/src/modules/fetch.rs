//! One module, from its place to code that can be instantiated: looked up in the cache, else read and compiled.
//!
//! Nothing here needs the engine's context, so any thread can do it.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Instant;

use parbake_bmes::{BuildId, Digest, Entry, EntryKey, Kind, ModuleType, SourceView};
use parbake_cache::stamp::Stamp;
use parbake_cache::{Cache, KeyInput, Origin, PackedEntry, Quarantine, Reason};
use parbake_engine::{Engine, Frontend};
use parbake_loader::{Format, Resolver, Target};

use super::company::Others;
use super::compilation::name;
use super::format_code;
use super::known::Known;
use super::later::Recipe;
use super::member::{Held, Parts};
use super::order::{Body, Facts, FetchError, Fetched, Order, Outcome, Place};
use super::prefetch::Prefetch;
use super::source::{Raw, Source};
use super::written::{Prepared, Reading, Rewritten};
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
    /// Nothing is run: what is compiled is compiled whole.
    pub(crate) compiles_ahead: bool,
    /// Where somebody wants to know what takes how long.
    pub(crate) timeline: Option<Arc<Timeline>>,
    pub(crate) prefetch: Prefetch,
    pub(crate) rewritten: Rewritten,
}

/// Counts changes of the rules by which options follow from a text, so that old entries are not taken for new ones.
const COMPILE_RULES: u8 = 1;

/// A text, and what it is.
struct Text {
    text: String,
    /// Of the file, in bytes.
    length: u64,
    kind: Kind,
    format: Format,
    /// Neither extension nor package says what it is: it was looked at.
    detected: bool,
    lazy_source: bool,
    /// How it is to be rewritten; `None` of JavaScript.
    reading: Option<Reading>,
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

    pub(super) fn timed<R>(&self, phase: Phase, order: &Order, work: impl FnOnce() -> R) -> R {
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

    /// The content is known, the entry perhaps not: another program, or this one before a change that was undone, may have
    /// made it.
    pub(super) fn fetch_bytes(
        &self,
        frontend: &mut Frontend,
        order: &Order,
        raw: Raw,
        reason: Option<Reason>,
    ) -> Option<Fetched> {
        let (text, facts) = match self.identify(order, raw) {
            Ok(identified) => identified,
            Err(error) => return Some(Fetched::new(order.id, Err(error), Outcome::Uncached)),
        };
        let missed = match reason {
            Some(reason) => reason,
            None => match self.look_up(frontend, order, &facts) {
                Ok(hit) => return Some(hit),
                Err(missed) => missed,
            },
        };
        // Entries of CommonJS modules are made at the end, and those of data at once; hooks wait for nobody.
        let others = self.others.as_ref().filter(|_| text.kind == Kind::Module && !order.hooked);
        let claim = match others.map(|others| others.claim(&self.cache, &facts.key, order.wait.get())) {
            Some(Err(awaited)) => {
                order.wait.set(Some(awaited));
                return None;
            }
            Some(Ok(claim)) => claim,
            None => None,
        };
        // Whoever had it before may have filed it just now, or written it into the pack.
        if (claim.is_some() || others.is_some_and(Others::have_written))
            && let Ok(hit) = self.look_up(frontend, order, &facts)
        {
            return Some(hit);
        }
        let absent = missed == Reason::Absent;
        let outcome = Outcome::Miss(if absent { self.why_absent(order, &facts.digest, &facts.key) } else { missed });
        let mut fetched = match self.make(frontend, order, text, &facts, outcome) {
            Ok(fetched) => fetched,
            // The same text again, for what it is.
            Err(text) => {
                let Facts { file, digest, stamp, .. } = facts;
                let raw = Raw { file, bytes: text.into_bytes(), digest, stamp, format: Format::Module };
                return self.fetch_bytes(frontend, order, raw, None);
            }
        };
        if missed == Reason::Quarantined {
            // The same text gives the same bytes.
            fetched.held = None;
        }
        if let (Some(others), Some(held)) = (others, &fetched.held) {
            others.share(&self.cache, &facts.key, held);
        }
        drop(claim);
        if fetched.body.is_ok() {
            fetched.facts = Some(facts);
        }
        Some(fetched)
    }

    /// What the bytes are, and what their entry is filed under.
    fn identify(&self, order: &Order, raw: Raw) -> Result<(Text, Facts), FetchError> {
        let Raw { file, bytes, digest, stamp, format } = raw;
        let length = bytes.len() as u64;
        let text = parbake_loader::decode(bytes);
        let reading = match &file {
            Some(file) if order.module_type == ModuleType::JavaScript => {
                Reading::of(file, &self.resolver).map_err(FetchError::Project)?
            }
            _ => None,
        };
        let detected = format == Format::Detect;
        let format = match (detected, &reading) {
            (false, _) => format,
            (true, None) => self.likely_format(order, &digest, &text),
            (true, Some(reading)) if reading.is_module(&text) => Format::Module,
            (true, Some(_)) => Format::CommonJs,
        };
        let kind = kind_of(format).ok_or(FetchError::Format(format))?;
        let lazy_source = kind == Kind::CommonJs || parbake_loader::starts_with_module_syntax(&text);
        let options = match &reading {
            Some(reading) => reading.key_options(COMPILE_RULES),
            None => vec![COMPILE_RULES, u8::from(lazy_source)],
        };
        let key = self.key(digest, kind, &options);
        let recorded = self.is_recorded(order, &digest, stamp, key);
        let facts = Facts { file, format: format_code::from_format(format), stamp, digest, key, recorded };
        Ok((Text { text, length, kind, format, detected, lazy_source, reading }, facts))
    }

    /// Makes of a text what the engine instantiates, and its entry. Gives back what was taken for CommonJS and is none.
    fn make(
        &self,
        frontend: &mut Frontend,
        order: &Order,
        text: Text,
        facts: &Facts,
        outcome: Outcome,
    ) -> Result<Fetched, String> {
        let Text { text, length, kind, format, detected, lazy_source, reading } = text;
        let &Facts { digest, key, .. } = facts;
        let prepared = match &reading {
            None => Ok(Prepared { text, lazy_source, map: None }),
            Some(reading) => self.timed(Phase::Compiling, order, || reading.transform(&text, kind == Kind::Module)),
        };
        let prepared = match prepared {
            Ok(prepared) => prepared,
            Err(error) => return Ok(Fetched::new(order.id, Err(FetchError::Transform(error)), outcome)),
        };
        let map = prepared.map.as_deref();
        let source = match (kind, facts.file.is_some(), map) {
            (Kind::Module | Kind::CommonJs, true, None) => parbake_bmes::Source::File { digest, length },
            _ => parbake_bmes::Source::Text { digest, text: &prepared.text, map },
        };
        if let Some(map) = map {
            self.rewritten.add(key, &prepared.text, map);
        }
        let parts = Parts { kind, build_id: self.build_id, key, source };
        let fetched = match kind {
            Kind::Module => self.compile(frontend, order, &prepared, outcome, Some(parts)),
            Kind::CommonJs => {
                let Prepared { text, map, .. } = prepared;
                let recipe = Recipe { text, map, build_id: self.build_id, key, digest, length };
                // Erased types are in the file only, which is where functions take their text from.
                let lazily = !self.compiles_ahead && (reading.is_none() || recipe.map.is_some());
                match self.compile_common_js(frontend, order, recipe, lazily, outcome) {
                    Ok(fetched) => fetched,
                    Err((_, Recipe { text, .. })) if detected && parbake_loader::has_module_syntax(&text) => {
                        return Err(text);
                    }
                    Err((error, _)) => Fetched::new(order.id, Err(FetchError::Compile(error)), outcome),
                }
            }
            _ => {
                let held = if self.publishes { parts.data() } else { None };
                let text = prepared.text;
                let body = if format == Format::Json { Body::Json(text) } else { Body::Text(text) };
                Fetched { held, ..Fetched::new(order.id, Ok(body), outcome) }
            }
        };
        Ok(Fetched { source_bytes: length, ..fetched })
    }

    /// What a text that no extension and no package type places most likely is. Text that begins as modules do is one; all
    /// else is CommonJS until it does not compile as that (Node documentation, "Modules: Packages", syntax detection).
    fn likely_format(&self, order: &Order, digest: &Digest, text: &str) -> Format {
        // Resolved anew, it may be of another package type than the pack knows.
        let row = order.row.filter(|_| matches!(order.place, Place::Row));
        let view = row.and_then(|row| self.known()?.row(row));
        match view.filter(|view| view.source_digest == *digest).map(|view| format_code::to_format(view.format)) {
            Some(recorded @ (Format::Module | Format::CommonJs)) => recorded,
            _ if parbake_loader::starts_with_module_syntax(text) => Format::Module,
            _ => Format::CommonJs,
        }
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
}

/// What a file of this format becomes; `None` for what cannot be run.
fn kind_of(format: Format) -> Option<Kind> {
    match format {
        Format::Module => Some(Kind::Module),
        Format::CommonJs => Some(Kind::CommonJs),
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

/// What an entry holds; `None` where the engine refuses it, or it is not what the pack says.
fn open_entry(frontend: &mut Frontend, entry: &Entry<'static>, url: &str, format: u8) -> Option<Body> {
    match entry.kind() {
        Kind::Module => {
            let has_top_level_await = entry.metadata()?.has_top_level_await();
            let mut stencil = frontend.decode(entry)?;
            name(frontend, &mut stencil, Kind::Module, url);
            Some(Body::Code { stencil, has_top_level_await })
        }
        Kind::CommonJs => {
            let mut stencil = frontend.decode(entry)?;
            name(frontend, &mut stencil, Kind::CommonJs, url);
            let names = entry.metadata()?.commonjs().map(|names| names.to_owned());
            Some(Body::CommonJs { stencil, names })
        }
        Kind::Json => {
            let SourceView::Text { text, .. } = entry.source()? else { return None };
            let text = text.unpack().ok()?.into_owned();
            Some(if format_code::to_format(format) == Format::Text { Body::Text(text) } else { Body::Json(text) })
        }
        Kind::Script | Kind::Builtin => None,
    }
}
