//! `cargo xtask torture`: the cache's promises (docs/security.md), held for as long as it takes. The tests run the short form
//! of each.

mod census;
mod crowd;
mod damage;
mod forgery;
mod interruption;
mod lab;
mod staleness;

use std::time::Instant;

use anyhow::{Context, Result, ensure};

pub use lab::Lab;

/// A promise.
pub struct Row {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What must hold.
    pub promise: &'static str,
    run: fn(&Lab, Amount) -> Result<String>,
}

/// How much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// Seconds: for every change.
    Short,
    /// What the promise says: for a release.
    Full,
}

/// Every promise that takes long to hold.
pub const ROWS: &[Row] = &[
    Row {
        name: "damage",
        promise: "every single-bit flip, truncation and extension of a pack is refused",
        run: damage::run,
    },
    Row { name: "forgery", promise: "without the key nobody gets a byte executed", run: forgery::run },
    Row {
        name: "kill",
        promise: "killed before any system call that writes: the next run is right, and nothing stays behind",
        run: interruption::kills,
    },
    Row {
        name: "errors",
        promise: "any system call of the cache fails: output and exit code are those of --no-cache",
        run: interruption::errors,
    },
    Row {
        name: "crowd",
        promise: "64 processes, pruning once a second: no wrong output, and the size stays within the limit",
        run: crowd::run,
    },
    Row {
        name: "stampede",
        promise: "200 first runs at once: all of them are right, and no module is compiled more than twice",
        run: crowd::stampede,
    },
    Row { name: "staleness", promise: "a changed source is never taken for the old one", run: staleness::run },
];

impl Amount {
    const fn of(self, short: usize, full: usize) -> usize {
        match self {
            Self::Short => short,
            Self::Full => full,
        }
    }
}

impl Row {
    /// Holds the promise, or says how it was broken. Answers what was done, in numbers.
    pub fn hold(&self, lab: &Lab, amount: Amount) -> Result<String> {
        (self.run)(lab, amount).with_context(|| format!("{}: broken: {}", self.name, self.promise))
    }
}

/// Runs rows by name, or all of them; `--short` in their short form.
pub fn run(arguments: &[&str]) -> Result<()> {
    let (options, names): (Vec<&str>, Vec<&str>) = arguments.iter().partition(|word| word.starts_with("--"));
    ensure!(options.iter().all(|option| *option == "--short"), "torture knows no option but --short");
    let unknown = names.iter().find(|name| ROWS.iter().all(|row| row.name != **name));
    ensure!(unknown.is_none(), "torture knows no row {}", unknown.unwrap_or(&""));
    let amount = if options.is_empty() { Amount::Full } else { Amount::Short };
    for row in ROWS.iter().filter(|row| names.is_empty() || names.contains(&row.name)) {
        let began = Instant::now();
        let counts = row.hold(&Lab::new(crate::binary::parbake()?)?, amount)?;
        println!("{}: {}: {counts} in {:.0} s", row.name, row.promise, began.elapsed().as_secs_f64());
    }
    Ok(())
}
