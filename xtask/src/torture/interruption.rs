//! Processes that are killed, and system calls that fail, at every point: by strace(1).

use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::lab::files_below;
use super::{Amount, Lab};

/// The calls that change something. Nothing but the cache makes them: the program prints nothing.
const WRITING: [&str; 6] = ["mkdirat", "write", "renameat", "renameat2", "unlinkat", "flock"];

/// The calls that only look, which the program and its start make too: they are failed for the cache's directories alone.
const LOOKING: [&str; 4] = ["openat", "newfstatat", "fstat", "getdents64"];

const ERRORS: [&str; 8] = ["ENOSPC", "EDQUOT", "EIO", "EACCES", "EROFS", "EMFILE", "EINTR", "ESTALE"];

/// More calls of one kind than the cache makes in a run, for one thread.
const MOST_CALLS: usize = 60;

/// SIGKILL.
const KILLED: i32 = 9;

const CODE: i32 = 7;

/// Writes a program of a few modules that prints nothing.
fn program(lab: &Lab, text: &str) -> Result<PathBuf> {
    for index in 0..4 {
        lab.write(&format!("work/m{index}.mjs"), &format!("export const v{index} = '{text}';\n"))?;
    }
    let imports: String = (0..4).map(|index| format!("import './m{index}.mjs';\n")).collect();
    lab.write("work/main.mjs", &format!("{imports}process.exitCode = {CODE};\n"))
}

/// Kills runs on an empty cache, and runs that have something new to file.
pub fn kills(lab: &Lab, amount: Amount) -> Result<String> {
    let (mut killed, mut runs) = (0, 0);
    let calls = amount.of(2, MOST_CALLS);
    for state in ["empty", "changed"] {
        for call in WRITING {
            for number in 1..=calls {
                lab.forget()?;
                let mut main = program(lab, "first")?;
                if state == "changed" {
                    succeeds(lab, &main)?;
                    main = program(lab, "second")?;
                }
                let injection = format!("inject={call}:signal=KILL:when={number}");
                let status = traced(lab, &injection, &[], &main)?;
                runs += 1;
                // The calls of this kind are used up.
                if status.code() == Some(CODE) {
                    break;
                }
                ensure!(
                    status.signal() == Some(KILLED) || status.code() == Some(128 + KILLED),
                    "{injection}: {status}"
                );
                killed += 1;
                recovers(lab, &main).with_context(|| format!("{state} cache, killed by {injection}"))?;
            }
        }
    }
    ensure!(killed > 0, "nothing was killed");
    Ok(format!("{killed} processes killed in {runs} runs"))
}

/// Fails each call of the cache once, and from there on.
pub fn errors(lab: &Lab, amount: Amount) -> Result<String> {
    let (mut failed, mut runs) = (0, 0);
    let calls = amount.of(1, MOST_CALLS);
    let errors = &ERRORS[..amount.of(2, ERRORS.len())];
    for call in WRITING.into_iter().chain(LOOKING) {
        for error in errors {
            // Interrupted without an end is what nobody outlives: the call is to be made again.
            for onwards in if *error == "EINTR" { &[""][..] } else { &["", "+"] } {
                for number in 1..=calls {
                    lab.forget()?;
                    let main = program(lab, "text")?;
                    let injection = format!("inject={call}:error={error}:when={number}{onwards}");
                    let places = if LOOKING.contains(&call) { cache_places(lab) } else { Vec::new() };
                    let status = traced(lab, &injection, &places, &main)?;
                    ensure!(status.code() == Some(CODE), "{injection}: {status}");
                    runs += 1;
                    if !injected(lab)? {
                        break;
                    }
                    failed += 1;
                    let left = leftovers(lab)?;
                    // What cannot be removed stays.
                    ensure!(call == "unlinkat" || *onwards == "+" || left.is_empty(), "{injection} left {left:?}");
                    recovers(lab, &main).context(injection)?;
                }
            }
        }
    }
    ensure!(failed > 0, "nothing failed");
    Ok(format!("{failed} failures in {runs} runs"))
}

/// Directories that only the cache looks into.
fn cache_places(lab: &Lab) -> Vec<PathBuf> {
    let (cache, state) = (lab.cache_dir(), lab.path("state/parbake"));
    let mut places = vec![cache.clone(), state.clone(), state.join("tag-key"), state.join("runs")];
    for room in ["packs", "entries", "builds", "old"] {
        places.push(cache.join(room));
        places.extend("0123456789abcdef".chars().map(|shard| cache.join(room).join(shard.to_string())));
    }
    places
}

fn traced(lab: &Lab, injection: &str, places: &[PathBuf], main: &Path) -> Result<std::process::ExitStatus> {
    let trace = lab.path("trace").display().to_string();
    let call = injection.trim_start_matches("inject=").split(':').next().unwrap_or_default();
    let filter = format!("trace={call}");
    let mut words: Vec<String> =
        ["strace", "-f", "-qq", "-o", &trace, "-e", &filter, "-e", injection].map(ToOwned::to_owned).into();
    for place in places {
        words.extend(["-P".to_owned(), place.display().to_string()]);
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    lab.command(&words, &[], main).output().map(|output| output.status).context("strace")
}

/// Whether the last traced run had a call failed.
fn injected(lab: &Lab) -> Result<bool> {
    Ok(std::fs::read_to_string(lab.path("trace"))?.contains("(INJECTED)"))
}

/// The next runs are right, what they file is used, and pruning leaves nothing behind.
fn recovers(lab: &Lab, main: &Path) -> Result<()> {
    succeeds(lab, main)?;
    succeeds(lab, main)?;
    let output = lab.run(&["--cache=require"], main)?;
    ensure!(output.status.code() == Some(CODE), "misses on the third run: {}", String::from_utf8_lossy(&output.stderr));
    lab.prune();
    let left = leftovers(lab)?;
    ensure!(left.is_empty(), "left behind: {left:?}");
    Ok(())
}

fn succeeds(lab: &Lab, main: &Path) -> Result<()> {
    let output = lab.run(&[], main)?;
    let is_quiet = output.stdout.is_empty() && output.stderr.is_empty();
    ensure!(output.status.code() == Some(CODE) && is_quiet, "{output:?}");
    Ok(())
}

fn leftovers(lab: &Lab) -> Result<Vec<PathBuf>> {
    let mut files = files_below(&lab.path("cache"))?;
    files.extend(files_below(&lab.path("state"))?);
    files.retain(|path| path.extension().is_some_and(|e| e == "new") || path.to_string_lossy().contains("/first-"));
    Ok(files)
}
