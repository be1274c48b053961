//! What a run must have printed and returned.

use similar::TextDiff;

use super::Failure;
use super::run::{Exit, Outcome};

/// What a run must have printed and returned.
pub struct Expectation {
    /// The whole of stdout.
    pub stdout: String,
    pub stderr: Stderr,
    pub exit: Exit,
}

/// What must stand on stderr.
pub enum Stderr {
    /// Exactly this.
    Exactly(String),
    /// Each of these somewhere in it.
    Containing(Vec<String>),
    /// Anything: another runtime's error texts are its own.
    Anything,
}

impl Expectation {
    /// This on stdout, nothing on stderr, exit code 0.
    pub fn prints(stdout: impl Into<String>) -> Self {
        Self { stdout: stdout.into(), stderr: Stderr::Exactly(String::new()), exit: Exit::Code(0) }
    }

    /// Nothing on stdout, exit code 1, and each of these texts on stderr.
    pub fn fails_with(needles: &[&str]) -> Self {
        let needles = needles.iter().map(ToString::to_string).collect();
        Self { stdout: String::new(), stderr: Stderr::Containing(needles), exit: Exit::Code(1) }
    }

    /// Every way in which the outcome differs, or nothing.
    pub fn check(&self, outcome: &Outcome) -> Result<(), Failure> {
        let stdout = String::from_utf8_lossy(&outcome.stdout);
        let stderr = String::from_utf8_lossy(&outcome.stderr);
        let mut faults = Vec::new();
        if outcome.exit != self.exit {
            faults.push(format!("exit: expected {:?}, got {:?}", self.exit, outcome.exit));
        }
        if stdout != self.stdout {
            faults.push(difference("stdout", &self.stdout, &stdout));
        }
        match &self.stderr {
            Stderr::Exactly(expected) if *expected != stderr => faults.push(difference("stderr", expected, &stderr)),
            Stderr::Containing(needles) => {
                let absent = needles.iter().filter(|needle| !stderr.contains(needle.as_str()));
                faults.extend(absent.map(|needle| format!("stderr does not contain: {needle}")));
            }
            Stderr::Exactly(_) | Stderr::Anything => {}
        }
        if faults.is_empty() {
            return Ok(());
        }
        if !stderr.is_empty() {
            faults.push(format!("stderr was:\n{}", shortened(&stderr)));
        }
        Err(faults.join("\n").into())
    }
}

/// A unified diff of two texts, headed by what they are.
pub fn difference(name: &str, expected: &str, actual: &str) -> String {
    let diff = TextDiff::from_lines(expected, actual);
    shortened(&diff.unified_diff().header(&format!("expected {name}"), &format!("actual {name}")).to_string())
}

/// Enough of a text to see what happened.
fn shortened(text: &str) -> String {
    const LIMIT: usize = 4000;
    match text.char_indices().nth(LIMIT) {
        Some((end, _)) => format!("{}\n... ({} bytes in all)", &text[..end], text.len()),
        None => text.to_owned(),
    }
}
