//! The machine that was measured on.

use std::fs;
use std::process::Command;

use anyhow::Result;

/// Processor, cores, memory, kernel and C library in a line.
pub fn description() -> Result<String> {
    let model = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".to_owned());
    let cores = std::thread::available_parallelism()?;
    let memory = field("/proc/meminfo", "MemTotal").and_then(|text| text.trim_end_matches(" kB").parse::<u64>().ok());
    let memory = memory.map_or_else(String::new, |kibibytes| format!(", {} GiB", (kibibytes + (1 << 19)) >> 20));
    let kernel = output("uname", &["-sr"]);
    let library = output("getconf", &["GNU_LIBC_VERSION"]);
    Ok(format!("{model}, {cores} cores{memory}, {kernel}, {library}"))
}

/// The first value of a `name : value` line of a file of the kernel's.
fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map_or_else(|_| program.to_owned(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
