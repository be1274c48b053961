//! The report as data: docs/schemas/report.json describes it.

use std::time::Duration;

use parbake_runtime::{Phase, Span, Start, StartedModule};
use serde::Serialize;
use serde_json::Value;

/// What is known of a run before it begins.
#[derive(Debug, Clone, Serialize)]
pub struct About {
    /// The version of parbake.
    pub parbake: &'static str,
    /// The build of the engine.
    pub build_id: String,
    /// The cache's policy.
    pub policy: &'static str,
    /// When, as RFC 3339 in UTC.
    pub time: String,
}

/// A start, measured. All times are microseconds.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    schema: u32,
    report: &'static str,
    #[serde(flatten)]
    about: &'a About,
    /// The program's module; null for a program that did not get as far.
    program: Option<&'a str>,
    us: f64,
    hits: usize,
    misses: usize,
    /// What the main thread was busy with, in the order of [`PHASES`]; `other` is the rest of `us`.
    phases: Vec<PhaseTime>,
    threads: u32,
    modules: Vec<Module<'a>>,
    /// The pieces of built-in JavaScript that the start evaluated.
    built_ins: &'a [&'static str],
    spans: Vec<SpanRow>,
}

#[derive(Debug, Serialize)]
struct PhaseTime {
    phase: &'static str,
    us: f64,
}

#[derive(Debug, Serialize)]
struct Module<'a> {
    url: &'a str,
    outcome: &'static str,
    reason: Option<&'static str>,
}

/// A span; of two on one thread, one lies within the other or they do not touch.
#[derive(Debug, Serialize)]
pub(super) struct SpanRow {
    pub(super) phase: &'static str,
    pub(super) thread: u32,
    pub(super) module: Option<u32>,
    pub(super) start_us: f64,
    pub(super) us: f64,
    /// Without what lies within it.
    pub(super) self_us: f64,
}

/// Says of a JSON object that it is a report.
const KIND: &str = "start";

/// Every phase, in the order in which a start comes to them.
const PHASES: [Phase; 13] = [
    Phase::Process,
    Phase::Engine,
    Phase::Checking,
    Phase::Fetching,
    Phase::Reading,
    Phase::Compiling,
    Phase::Encoding,
    Phase::Decoding,
    Phase::Waiting,
    Phase::Instantiating,
    Phase::Linking,
    Phase::Evaluating,
    Phase::Running,
];

impl<'a> Report<'a> {
    /// The report of a start.
    pub fn new(about: &'a About, start: &'a Start) -> Self {
        let Start { modules, built_ins, spans, duration } = start;
        let spans = rows(spans);
        let mut phases: Vec<_> = PHASES.iter().map(|phase| on_main(&spans, name(*phase))).collect();
        let us = microseconds(*duration);
        let named: f64 = phases.iter().map(|time| time.us).sum();
        phases.push(PhaseTime { phase: "other", us: round((us - named).max(0.0)) });
        let count = |hit| modules.iter().filter(|module| module.outcome.is_some_and(|o| o.is_ok() == hit)).count();
        Self {
            schema: 1,
            report: KIND,
            about,
            program: modules.first().map(|module| module.url.as_str()),
            us,
            hits: count(true),
            misses: count(false),
            phases,
            threads: spans.iter().map(|span| span.thread + 1).max().unwrap_or(1),
            modules: modules.iter().map(Module::from).collect(),
            built_ins,
            spans,
        }
    }

    pub(super) fn spans(&self) -> &[SpanRow] {
        &self.spans
    }

    pub(super) fn threads(&self) -> u32 {
        self.threads
    }

    pub(super) fn url(&self, module: u32) -> &str {
        self.modules.get(module as usize).map_or("", |module| module.url)
    }
}

impl<'a> From<&'a StartedModule> for Module<'a> {
    fn from(module: &'a StartedModule) -> Self {
        let (outcome, reason) = match module.outcome {
            None => ("uncached", None),
            Some(Ok(())) => ("hit", None),
            Some(Err(reason)) => ("miss", Some(reason.name())),
        };
        Self { url: &module.url, outcome, reason }
    }
}

/// Whether a JSON object is a report of this version.
pub(super) fn is_report(value: &Value) -> bool {
    value["schema"] == 1 && value["report"] == KIND
}

fn on_main(spans: &[SpanRow], phase: &'static str) -> PhaseTime {
    let own = spans.iter().filter(|span| span.thread == 0 && span.phase == phase).map(|span| span.self_us);
    PhaseTime { phase, us: round(own.sum()) }
}

/// Takes from each span what lies within it on the same thread.
fn rows(spans: &[Span]) -> Vec<SpanRow> {
    let mut rows: Vec<_> = spans.iter().map(row).collect();
    // Of spans that begin together the longer contains the other.
    rows.sort_by(|a, b| (a.thread, a.start_us, -a.us).partial_cmp(&(b.thread, b.start_us, -b.us)).expect("finite"));
    let mut around: Vec<usize> = Vec::new();
    for index in 0..rows.len() {
        let (thread, start, us) = (rows[index].thread, rows[index].start_us, rows[index].us);
        while let Some(&outer) = around.last() {
            let ended = rows[outer].thread != thread || rows[outer].start_us + rows[outer].us <= start;
            if !ended {
                rows[outer].self_us = round((rows[outer].self_us - us).max(0.0));
                break;
            }
            around.pop();
        }
        around.push(index);
    }
    rows.sort_by(|a, b| a.start_us.total_cmp(&b.start_us));
    rows
}

fn row(span: &Span) -> SpanRow {
    let Span { phase, thread, module, start, duration } = *span;
    let us = microseconds(duration);
    SpanRow { phase: name(phase), thread, module, start_us: microseconds(start), us, self_us: us }
}

fn name(phase: Phase) -> &'static str {
    match phase {
        Phase::Process => "process",
        Phase::Engine => "engine",
        Phase::Checking => "checking",
        Phase::Fetching => "fetching",
        Phase::Reading => "reading",
        Phase::Decoding => "decoding",
        Phase::Compiling => "compiling",
        Phase::Encoding => "encoding",
        Phase::Instantiating => "instantiating",
        Phase::Linking => "linking",
        Phase::Evaluating => "evaluating",
        Phase::Waiting => "waiting",
        Phase::Running => "running",
    }
}

/// To a tenth of a microsecond: clocks are no finer.
fn microseconds(duration: Duration) -> f64 {
    round(duration.as_secs_f64() * 1e6)
}

fn round(us: f64) -> f64 {
    // Zero has no sign here.
    (us * 10.0).round() / 10.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(phase: Phase, thread: u32, start: u64, duration: u64) -> Span {
        let (start, duration) = (Duration::from_micros(start), Duration::from_micros(duration));
        Span { phase, thread, module: None, start, duration }
    }

    #[test]
    fn a_phase_is_not_counted_within_another() {
        let spans = [
            span(Phase::Waiting, 0, 10, 50),
            span(Phase::Fetching, 0, 20, 30),
            span(Phase::Reading, 0, 25, 5),
            span(Phase::Decoding, 0, 30, 10),
            span(Phase::Decoding, 1, 15, 100),
            span(Phase::Linking, 0, 60, 7),
        ];
        let own: Vec<_> = rows(&spans).iter().map(|row| (row.phase, row.thread, row.self_us)).collect();
        assert_eq!(
            own,
            [
                ("waiting", 0, 20.0),
                ("decoding", 1, 100.0),
                ("fetching", 0, 15.0),
                ("reading", 0, 5.0),
                ("decoding", 0, 10.0),
                ("linking", 0, 7.0)
            ]
        );
    }

    #[test]
    fn phases_add_up_to_the_whole() {
        let about = About { parbake: "0", build_id: String::new(), policy: "rw", time: String::new() };
        let spans =
            vec![span(Phase::Process, 0, 0, 10), span(Phase::Engine, 0, 12, 20), span(Phase::Decoding, 1, 13, 9)];
        let start = Start { modules: Vec::new(), built_ins: Vec::new(), spans, duration: Duration::from_micros(50) };
        let report = Report::new(&about, &start);
        let sum: f64 = report.phases.iter().map(|time| time.us).sum();
        assert_eq!((report.us, sum, report.threads), (50.0, 50.0, 2));
        assert_eq!(report.phases.last().map(|time| (time.phase, time.us)), Some(("other", 20.0)));
    }
}
