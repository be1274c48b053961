//! One run of one program, captured.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use process_control::{ChildExt, Control};

use super::Failure;
use super::binary::BINARY;

/// Far above what any program here needs on a loaded machine; a run that takes longer hangs.
const TIME_LIMIT: Duration = Duration::from_secs(120);

/// What is run: the program and everything on its command line, but for the cache's own options.
#[derive(Clone, Default)]
pub struct Invocation {
    /// The program: an absolute path, as typed on the command line.
    pub file: PathBuf,
    /// Options of ours before the program.
    pub options: Vec<OsString>,
    /// Arguments of the program.
    pub arguments: Vec<OsString>,
    /// Environment variables on top of the sandbox's.
    pub environment: Vec<(OsString, OsString)>,
    /// Working directory; the program's own directory where it is not set.
    pub directory: Option<PathBuf>,
    /// What comes in on standard input, through a pipe; nothing without one.
    pub input: Option<Vec<u8>>,
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It exited with this code.
    Code(i64),
    /// It was killed (a crash of ours shows up here).
    Signal(i32),
}

/// What a run printed and how it ended.
#[derive(Clone, PartialEq, Eq)]
pub struct Outcome {
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    pub exit: Exit,
}

impl Invocation {
    /// The program with nothing else on its command line.
    pub fn of(file: impl Into<PathBuf>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }
}

/// Runs a command to its end, capturing both streams. Fails if it cannot be started or does not end in time.
pub fn capture(mut command: Command) -> Result<Outcome, Failure> {
    let describe = |error: std::io::Error| Failure::from(format!("{}: {error}", BINARY.path().display()));
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(describe)?;
    let id = child.id();
    let output = child
        .controlled_with_output()
        .time_limit(TIME_LIMIT)
        .terminate_for_timeout()
        .wait()
        .map_err(describe)?
        .ok_or_else(|| format!("still running after {} seconds", TIME_LIMIT.as_secs()))?;
    let exit = match (output.status.code(), output.status.signal()) {
        (Some(code), _) => Exit::Code(code),
        (None, signal) => Exit::Signal(signal.unwrap_or_default()),
    };
    Ok(Outcome { stdout: output.stdout, stderr: without_process_id(output.stderr, id), exit })
}

/// Warnings begin with the process's number, as Node.js's do: `(node:123) Warning: ...`. It becomes `(node:PID)`, so that runs
/// can be compared.
fn without_process_id(stderr: Vec<u8>, id: u32) -> Vec<u8> {
    match String::from_utf8(stderr) {
        Ok(text) => text.replace(&format!("(node:{id})"), "(node:PID)").into_bytes(),
        Err(not_text) => not_text.into_bytes(),
    }
}
