//! The report in the Trace Event format ("Trace Event Format", Google), which chrome://tracing, Perfetto and Firefox's profiler
//! open: complete events (`ph: "X"`), and the names of process and threads as metadata.

use serde_json::{Value, json};

use super::Report;

pub(super) fn write(report: &Report<'_>) -> String {
    let mut events = vec![json!({"name": "process_name", "ph": "M", "pid": 1, "tid": 0, "args": {"name": "parbake"}})];
    events.extend((0..report.threads()).map(|thread| {
        let name = if thread == 0 { "main".to_owned() } else { format!("modules {thread}") };
        json!({"name": "thread_name", "ph": "M", "pid": 1, "tid": thread, "args": {"name": name}})
    }));
    events.extend(report.spans().iter().map(|span| {
        let module = span.module.map(|module| report.url(module));
        let args: Value = module.map_or_else(|| json!({}), |url| json!({"module": url}));
        json!({
            "name": span.phase, "cat": "start", "ph": "X", "pid": 1, "tid": span.thread,
            "ts": span.start_us, "dur": span.us, "args": args
        })
    }));
    json!({"traceEvents": events, "displayTimeUnit": "ms"}).to_string() + "\n"
}
