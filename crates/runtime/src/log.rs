//! The cache log: a line per module on stderr when the program ends, in the order of a walk from the program.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use crate::modules::Outcome;
use crate::{LogFormat, Runtime};

/// Version of the JSON objects.
const SCHEMA: u32 = 1;

pub(crate) fn write(runtime: &Runtime) {
    let Some(format) = runtime.options().log else { return };
    let Ok(graph) = runtime.graph.try_borrow() else { return };
    let mut text = String::new();
    let mut summary = Summary::default();
    for id in graph.in_order() {
        let module = graph.module(id);
        let (outcome, reason) = match module.outcome {
            Some(Outcome::Hit) => ("hit", None),
            Some(Outcome::Miss(reason)) => ("miss", Some(reason.to_string())),
            Some(Outcome::Uncached) | None => continue,
        };
        let microseconds = module.duration.as_micros();
        summary.add(outcome == "hit", microseconds);
        // Strings grow; writing to them cannot fail.
        let _ = match format {
            LogFormat::Text => {
                let reason = reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
                writeln!(text, "parbake: {outcome}{reason} {} {microseconds} us", module.url)
            }
            LogFormat::Json => writeln!(
                text,
                "{{\"schema\":{SCHEMA},\"module\":{},\"outcome\":\"{outcome}\",\"reason\":{},\"us\":{microseconds}}}",
                quote(&module.url),
                reason.map_or_else(|| "null".to_owned(), |reason| quote(&reason)),
            ),
        };
    }
    summary.write(format, &mut text);
    let _ = io::stderr().write_all(text.as_bytes());
}

#[derive(Default)]
struct Summary {
    hits: u32,
    misses: u32,
    microseconds: u128,
}

impl Summary {
    fn add(&mut self, hit: bool, microseconds: u128) {
        if hit {
            self.hits += 1;
        } else {
            self.misses += 1;
        }
        self.microseconds += microseconds;
    }

    fn write(&self, format: LogFormat, text: &mut String) {
        let Self { hits, misses, microseconds } = self;
        let modules = hits + misses;
        let count = |count: u32, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        let _ = match format {
            LogFormat::Text => {
                let (hits, misses) = (count(*hits, "hit", "hits"), count(*misses, "miss", "misses"));
                let modules = count(modules, "module", "modules");
                writeln!(text, "parbake: {hits}, {misses}, {modules}, {microseconds} us")
            }
            LogFormat::Json => writeln!(
                text,
                "{{\"schema\":{SCHEMA},\"summary\":{{\"hits\":{hits},\"misses\":{misses},\"modules\":{modules},\"us\":{microseconds}}}}}"
            ),
        };
    }
}

/// A JSON string (RFC 8259, section 7).
fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c < ' ' => _ = write!(out, "\\u{:04x}", u32::from(c)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
