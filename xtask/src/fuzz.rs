//! `cargo xtask fuzz`: what reads bytes from outside, given all sorts of bytes, under AddressSanitizer.
//!
//! libFuzzer and the sanitizer need switches that the compiler keeps for itself on its stable channel; `RUSTC_BOOTSTRAP`
//! lifts that for this workspace alone, which nothing else depends on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::repository;

/// Seconds for each target if nothing else is said.
const SECONDS: u64 = 5;

/// Memory for each target, in MiB. Nothing here needs more, whatever its input claims.
const MEMORY: u64 = 1024;

/// Freed memory is kept from being used again up to some MiB, which is plenty for one input: with the sanitizer's 256 each
/// input gets pages that the system has to clear first. Where memory was allocated is left out: a finding is run again.
const SANITIZER: &str = "quarantine_size_mb=8:thread_local_quarantine_size_kb=64:malloc_context_size=0";

/// Seconds for each input: nothing hangs.
const PATIENCE: u64 = 10;

/// Fuzzes each target, or those named, for some seconds: `[SECONDS] [TARGET...]`.
pub fn run(arguments: &[&str]) -> Result<()> {
    let (seconds, only) = match arguments.split_first() {
        Some((first, rest)) if first.bytes().all(|byte| byte.is_ascii_digit()) => (first.parse()?, rest),
        _ => (SECONDS, arguments),
    };
    let directory = repository::root().join("fuzz");
    let targets = targets(&directory)?;
    if let Some(unknown) = only.iter().find(|name| !targets.iter().any(|target| target == *name)) {
        bail!("there is no fuzz target {unknown}; there are {}", targets.join(", "));
    }
    cargo_fuzz(&directory, "build")?.status().context("cargo fuzz")?;
    let mut total = 0;
    for target in targets.iter().filter(|target| only.is_empty() || only.contains(&target.as_str())) {
        let executions = fuzz(&directory, target, seconds)?;
        println!("fuzz: {target}: {executions} executions in {seconds} s, no finding");
        total += executions;
    }
    println!("fuzz: {total} executions in all");
    Ok(())
}

fn targets(directory: &Path) -> Result<Vec<String>> {
    let sources = directory.join("fuzz_targets");
    let names = fs::read_dir(&sources).with_context(|| sources.display().to_string())?.map(|entry| {
        let path = entry?.path();
        Ok(path.file_stem().unwrap_or_default().to_string_lossy().into_owned())
    });
    let mut names: Vec<String> = names.collect::<Result<_>>()?;
    names.sort();
    Ok(names)
}

/// How often the target was given something.
fn fuzz(directory: &Path, target: &str, seconds: u64) -> Result<u64> {
    let corpus = corpus(target)?;
    let output = cargo_fuzz(directory, "run")?
        .arg(target)
        .args([corpus, directory.join("seeds").join(target)])
        .args(["--".to_owned(), format!("-max_total_time={seconds}"), format!("-rss_limit_mb={MEMORY}")])
        .args([format!("-timeout={PATIENCE}"), "-print_final_stats=1".to_owned(), "-verbosity=0".to_owned()])
        .env("ASAN_OPTIONS", SANITIZER)
        .output()
        .context("cargo fuzz")?;
    let log = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{target}: a finding\n{log}");
    let executed = log.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    executed.and_then(|count| count.trim().parse().ok()).with_context(|| format!("{target}: no count\n{log}"))
}

/// What was found interesting so far: kept between runs, outside of the clone.
fn corpus(target: &str) -> Result<PathBuf> {
    let path = repository::shared_build_directory()?.join("fuzz-corpus").join(target);
    fs::create_dir_all(&path).with_context(|| path.display().to_string())?;
    Ok(path)
}

fn cargo_fuzz(directory: &Path, command: &str) -> Result<Command> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut fuzz = Command::new(cargo);
    fuzz.args(["fuzz", command, "--fuzz-dir"]).arg(directory).arg("--target-dir").arg(build_directory()?);
    fuzz.env("RUSTC_BOOTSTRAP", "1").current_dir(directory);
    Ok(fuzz)
}

/// Beside the workspace's own.
fn build_directory() -> Result<PathBuf> {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(target) => Ok(PathBuf::from(target).join("fuzz")),
        None => Ok(repository::shared_build_directory()?.join("fuzz")),
    }
}
