//! Where the time of a start goes, for whoever asked. Nothing is measured, and no clock is read, where nobody did.

use std::cell::Cell;
use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use crate::Runtime;
use crate::modules::{Id, Outcome};

/// What a span of time was spent on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// The system's and the command's own beginning: processor time used before the runtime began.
    Process,
    /// Starting the engine and its realm.
    Engine,
    /// Reading from the cache, checking tags and stamps.
    Checking,
    /// The rest of what it takes to have a module: digests, what its requests mean.
    Fetching,
    /// Reading a source file.
    Reading,
    /// Making a stencil of bytecode.
    Decoding,
    /// Making a stencil of text.
    Compiling,
    /// Making bytecode of a stencil, for the cache.
    Encoding,
    /// Making a module record of a stencil.
    Instantiating,
    /// Connecting and linking module records (ECMA-262 16.2.1.6.1.2).
    Linking,
    /// Running module bodies (ECMA-262 16.2.1.6.1.3).
    Evaluating,
    /// The main thread waits for other threads.
    Waiting,
    /// The event loop, until the program's module has settled.
    Running,
}

/// A span of time on one thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub phase: Phase,
    /// 0 is the main thread.
    pub thread: u32,
    /// The place of the module in [`Start::modules`], where the work was for one.
    pub module: Option<u32>,
    /// Since the start of the process.
    pub start: Duration,
    pub duration: Duration,
}

/// A module as it was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartedModule {
    pub url: String,
    /// `None`: nothing to cache. Otherwise whether it was a hit, or why not.
    pub outcome: Option<Result<(), parbake_cache::Reason>>,
}

/// A program's start, measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// Main module first.
    pub modules: Vec<StartedModule>,
    /// The pieces of built-in JavaScript that were evaluated, by name.
    pub built_ins: Vec<&'static str>,
    /// Ordered by start.
    pub spans: Vec<Span>,
    /// From the start of the process to the end of the start.
    pub duration: Duration,
}

/// Somebody who wants to know where the time of a start goes.
pub trait Observer: fmt::Debug {
    /// The program's module has settled, or the program ends without that.
    fn started(&self, start: &Start);
}

/// The spans so far.
pub(crate) struct Timeline {
    /// The process began this long before the runtime did, as far as its processor time says.
    before: Duration,
    began: Instant,
    spans: Mutex<Vec<Span>>,
    threads: AtomicU32,
    /// When the event loop began.
    running: OnceLock<Duration>,
}

thread_local! {
    /// This thread's number, once it has measured something.
    static THREAD: Cell<Option<u32>> = const { Cell::new(None) };
}

impl Timeline {
    /// Begins with what has happened already. Called on the main thread, which becomes number 0.
    pub(crate) fn begin(began: Instant) -> Self {
        let used = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        let before = Duration::try_from(used).unwrap_or_default();
        let timeline =
            Self { before, began, spans: Mutex::default(), threads: AtomicU32::new(0), running: OnceLock::new() };
        let span = Span {
            phase: Phase::Process,
            thread: timeline.thread(),
            module: None,
            start: Duration::ZERO,
            duration: before,
        };
        timeline.add(span);
        timeline
    }

    fn time<R>(&self, phase: Phase, module: Option<Id>, work: impl FnOnce() -> R) -> R {
        let start = self.began.elapsed();
        let result = work();
        let duration = self.began.elapsed() - start;
        self.add(Span { phase, thread: self.thread(), module, start: self.before + start, duration });
        result
    }

    /// The event loop begins.
    pub(crate) fn begin_running(&self) {
        // A second event loop would not be the start's.
        let _ = self.running.set(self.began.elapsed());
    }

    fn end_running(&self) {
        let Some(&start) = self.running.get() else { return };
        let duration = self.began.elapsed() - start;
        let (phase, thread) = (Phase::Running, self.thread());
        self.add(Span { phase, thread, module: None, start: self.before + start, duration });
    }

    fn thread(&self) -> u32 {
        THREAD.get().unwrap_or_else(|| {
            let number = self.threads.fetch_add(1, Ordering::Relaxed);
            THREAD.set(Some(number));
            number
        })
    }

    fn add(&self, span: Span) {
        self.spans.lock().unwrap_or_else(PoisonError::into_inner).push(span);
    }

    /// What there is to tell; nothing is left afterwards.
    fn take(&self) -> Vec<Span> {
        let mut spans = std::mem::take(&mut *self.spans.lock().unwrap_or_else(PoisonError::into_inner));
        spans.sort_by_key(|span| span.start);
        spans
    }
}

/// Does some work, and takes its time where a timeline is kept.
pub(crate) fn timed<R>(timeline: Option<&Timeline>, phase: Phase, module: Option<Id>, work: impl FnOnce() -> R) -> R {
    match timeline {
        None => work(),
        Some(timeline) => timeline.time(phase, module, work),
    }
}

impl Runtime {
    /// Tells the observer, the first time this is called.
    pub(crate) fn end_of_start(&self) {
        let Some((observer, timeline)) = self.options().observer.as_ref().zip(self.timeline()) else { return };
        if self.start_told.replace(true) {
            return;
        }
        let Ok(graph) = self.graph.try_borrow() else { return };
        let modules = graph.all().map(|module| StartedModule {
            url: module.url.to_string(),
            outcome: match module.outcome {
                Some(Outcome::Hit) => Some(Ok(())),
                Some(Outcome::Miss(reason)) => Some(Err(reason)),
                Some(Outcome::Uncached) | None => None,
            },
        });
        let modules = modules.collect();
        timeline.end_running();
        let duration = timeline.before + timeline.began.elapsed();
        let mut built_ins: Vec<_> = self.built_ins.borrow().keys().copied().collect();
        built_ins.sort_unstable();
        observer.started(&Start { modules, built_ins, spans: timeline.take(), duration });
    }
}
