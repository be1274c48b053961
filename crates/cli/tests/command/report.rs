//! The start-up report: what the files hold, and the page in a real browser.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use xtask::programs::Set;

use crate::sandbox::{Ran, Sandbox};

const MAIN: &str = "import { path } from './other.mjs';\nimport data from './data.json' with { type: 'json' };\n\
                    console.log(path, data.name);\nawait 0;\n";

/// A program of three modules, one of them with a name that is markup.
fn program() -> Sandbox {
    let sandbox = Sandbox::new();
    let root = sandbox.root();
    fs::write(root.join("main.mjs"), MAIN).unwrap();
    fs::write(root.join("other.mjs"), "export { sep as path } from 'node:path';\n").unwrap();
    fs::write(root.join("data.json"), r#"{ "name": "</script><b>" }"#).unwrap();
    sandbox
}

fn run(sandbox: &Sandbox, options: &[&str]) -> Ran {
    let ran = sandbox.run(&[options, &["main.mjs"]].concat());
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (Some(0), "/ </script><b>\n", ""), "{options:?}");
    ran
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn sum(spans: &Value, phase: &str) -> f64 {
    let spans = spans.as_array().unwrap().iter().filter(|span| span["phase"] == phase);
    spans.map(|span| span["self_us"].as_f64().unwrap()).sum()
}

#[test]
fn cold_and_warm_are_told_apart_and_add_up() {
    let sandbox = program();
    run(&sandbox, &["--report", "cold.json"]);
    run(&sandbox, &["--report=warm.json"]);
    let [cold, warm] = ["cold.json", "warm.json"].map(|name| json(&sandbox.root().join(name)));
    assert_eq!((&cold["schema"], &cold["hits"], &cold["misses"]), (&1.into(), &0.into(), &3.into()));
    assert_eq!((&warm["hits"], &warm["misses"]), (&3.into(), &0.into()));
    let reasons: Vec<_> = cold["modules"].as_array().unwrap().iter().map(|module| &module["reason"]).collect();
    assert!(reasons.iter().filter(|reason| **reason == "absent").count() == 3, "{reasons:?}");
    assert!(sum(&cold["spans"], "compiling") > 0.0 && sum(&cold["spans"], "reading") > 0.0, "{cold}");
    assert!(sum(&warm["spans"], "compiling") == 0.0 && sum(&warm["spans"], "reading") == 0.0, "{warm}");
    assert!(sum(&warm["spans"], "decoding") > 0.0 && sum(&warm["spans"], "evaluating") > 0.0, "{warm}");
    for report in [cold, warm] {
        let phases = report["phases"].as_array().unwrap().iter().map(|phase| phase["us"].as_f64().unwrap());
        let (total, us) = (phases.sum::<f64>(), report["us"].as_f64().unwrap());
        assert!((total - us).abs() < 1.0, "{total} is not {us}");
        assert!(report["program"].as_str().unwrap().ends_with("/main.mjs"), "{report}");
    }
}

#[test]
fn a_report_is_written_when_the_start_is_over() {
    let sandbox = Sandbox::new();
    let text = "setTimeout(() => console.log('later'), 20);\n";
    fs::write(sandbox.root().join("main.mjs"), text).unwrap();
    fs::write(sandbox.root().join("throws.mjs"), "import './main.mjs';\nthrow new Error('no');\n").unwrap();
    fs::write(sandbox.root().join("exits.mjs"), "process.exit(7);\n").unwrap();
    for (file, code) in [("main.mjs", 0), ("throws.mjs", 1), ("exits.mjs", 7), ("missing.mjs", 1)] {
        let plain = sandbox.run(&[file]);
        let reported = sandbox.run(&["--report", "r.json", file]);
        assert_eq!((plain.code, &plain.stdout, &plain.stderr), (Some(code), &reported.stdout, &reported.stderr));
        assert_eq!(reported.code, Some(code));
        let path = sandbox.root().join("r.json");
        assert_eq!(json(&path)["report"], "start", "{file}");
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn trace_events_are_what_profilers_read() {
    let sandbox = program();
    run(&sandbox, &["--report", "start.trace.json"]);
    let trace = json(&sandbox.root().join("start.trace.json"));
    let events = trace["traceEvents"].as_array().unwrap();
    let complete: Vec<_> = events.iter().filter(|event| event["ph"] == "X").collect();
    assert!(complete.iter().all(|event| event["ts"].is_number() && event["dur"].is_number() && event["pid"] == 1));
    let compiled = |event: &&&Value| event["name"] == "compiling" && event["args"]["module"].is_string();
    assert_eq!(complete.iter().filter(compiled).count(), 2);
}

#[test]
fn what_makes_no_report_is_said_before_anything_runs() {
    let sandbox = program();
    let ran = sandbox.run(&["--report=report.txt", "main.mjs"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert!(ran.stderr.contains("expected a file name that ends in .html, .json or .trace.json"), "{}", ran.stderr);
    fs::write(sandbox.root().join("other.json"), "{}").unwrap();
    for (beside, message) in [("other.json", "is not a report that"), ("missing.json", "No such file")] {
        let ran = sandbox.run(&["--report=r.html", "--report-beside", beside, "main.mjs"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
        assert!(ran.stderr.contains(message), "{}", ran.stderr);
    }
    let ran = sandbox.run(&["--report=/no/such/directory/r.html", "main.mjs"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), "/ </script><b>\n"));
    assert!(
        ran.stderr.starts_with("parbake: the report cannot be written to `/no/such/directory/r.html`"),
        "{}",
        ran.stderr
    );
}

#[test]
fn the_page_works_in_a_browser() {
    let (Some(packages), Some(chromium)) = (Set::Checks.installed(), find_chromium()) else {
        eprintln!(
            "chromium or playwright-core is not installed (make setup, cargo xtask programs): the page is not opened"
        );
        return;
    };
    let sandbox = program();
    run(&sandbox, &["--report", "cold.json"]);
    run(&sandbox, &["--report", "report.html", "--report-beside", "cold.json"]);
    let screenshots = concat!(env!("CARGO_TARGET_TMPDIR"), "/report");
    fs::create_dir_all(screenshots).unwrap();
    let driver = xtask::repository::root().join("crates/cli/tests/command/report.mjs");
    let output = Command::new("node")
        .args([&driver, &packages, Path::new(chromium), &sandbox.root().join("report.html"), Path::new(screenshots)])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Debian's name, and the one that others give it.
fn find_chromium() -> Option<&'static str> {
    ["/usr/bin/chromium", "/usr/bin/chromium-browser"].into_iter().find(|path| Path::new(path).exists())
}
