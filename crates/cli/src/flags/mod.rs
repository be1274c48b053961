//! The command line's language.
//!
//! One table of commands ([`commands::COMMANDS`]) and one of flags ([`table::FLAGS`]) say everything there is to say: parsing,
//! help, suggestions, completions and the manual are read off them, so a flag that is not documented cannot exist. Parsing only looks at what was
//! typed and at the environment it is handed; it opens no file and asks the system nothing.

pub mod commands;
pub mod completions;
pub mod help;
pub mod hints;
pub mod low_args;
pub mod manual;
pub mod parse;
mod suggest;
pub mod table;
#[cfg(test)]
mod tests;
pub mod usage_error;
pub mod value;

use std::ffi::{OsStr, OsString};

use crate::flags::low_args::LowArgs;
use crate::flags::value::Refusal;

/// What the user wants done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Run a program: the command when none is named.
    Run,
    /// Compile programs without running them.
    CacheCompile,
    /// Print where the cache is.
    CacheDir,
    /// Write a program's pack to be carried elsewhere.
    CacheExport,
    /// Take in a pack from elsewhere.
    CacheImport,
    /// Remove what is of no use and what the limits do not allow.
    CachePrune,
    /// Remove what the cache holds.
    CacheClean,
    /// Say what a run would have from the cache, and why not.
    CacheExplain,
    /// Say what runs had from the cache.
    CacheStats,
    /// List entries.
    CacheLs,
    /// Check entries.
    CacheVerify,
    /// Show one cache entry.
    CacheInspect,
    /// Print the completions for a shell.
    Completions,
    /// Print the manual.
    Man,
    /// Explain a command.
    Help,
}

/// A row of the table of commands.
#[derive(Debug)]
pub struct CommandSpec {
    /// Which command the row describes.
    pub command: Command,
    /// The words that select it, in order.
    pub words: &'static [&'static str],
    /// What may follow the words and options.
    pub operands: Operands,
    /// One line for lists, without a full stop.
    pub summary: &'static str,
    /// What a user of the command needs to know beyond the summary.
    pub details: &'static str,
    /// How it is used.
    pub examples: &'static [Example],
}

/// A command line, and what it does.
pub type Example = (&'static str, &'static str);

impl CommandSpec {
    /// The command as it is typed, such as `cache dir`.
    pub fn name(&self) -> String {
        self.words.join(" ")
    }
}

/// The operands a command takes, as its usage line shows them.
#[derive(Debug)]
pub enum Operands {
    /// None at all.
    None,
    /// Exactly one, called this in messages.
    One(&'static str),
    /// One or none.
    Maybe(&'static str),
    /// At least one, called this in messages.
    Some(&'static str),
    /// Any number.
    Any(&'static str),
    /// A program and, from there on, the program's own arguments.
    Program,
}

/// A row of the table of flags.
#[derive(Debug)]
pub struct Flag {
    /// The long name, without dashes.
    pub long: &'static str,
    /// The one-letter name, if any.
    pub short: Option<char>,
    /// Whether `--no-LONG` is a spelling of it too.
    pub negatable: bool,
    /// What follows it.
    pub value: Value,
    /// The environment variable that gives it a value when the command line does not.
    pub variable: Option<&'static str>,
    /// The commands that accept it; empty means all of them.
    pub commands: &'static [Command],
    /// The heading it stands under in help.
    pub group: Group,
    /// One line for lists, without a full stop.
    pub summary: &'static str,
    /// The rest of what there is to know; may be empty.
    pub details: &'static str,
    /// How it changes the arguments.
    pub apply: fn(&mut LowArgs, &Given) -> Result<(), Refusal>,
}

impl Flag {
    /// Whether `command` accepts the flag.
    pub fn belongs_to(&self, command: Command) -> bool {
        self.commands.is_empty() || self.commands.contains(&command)
    }

    /// Whether the flag asks about the command instead of for its work, so that nothing else need be in order.
    pub fn informs(&self) -> bool {
        matches!(self.long, "help" | "version")
    }
}

/// What follows a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Nothing: it is on or off.
    None,
    /// A value, called this in help.
    Required(&'static str),
    /// `=VALUE` or nothing, called this in help.
    Optional(&'static str),
}

/// The heading a flag stands under in help, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// What is run, and how its modules are found.
    Program,
    /// What the cache does.
    Cache,
    /// What is shown.
    Output,
}

/// A flag's use: by the command line or by its environment variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A flag without a value: `true`, or `false` for its negation.
    Switch(bool),
    /// A flag with this value.
    Value(OsString),
    /// A flag whose value is optional, without one.
    Bare,
}

impl Given {
    /// Whether the flag is switched on.
    pub fn is_on(&self) -> bool {
        !matches!(self, Self::Switch(false))
    }

    /// The value, or nothing where none was given.
    pub fn value(&self) -> &OsStr {
        match self {
            Self::Value(value) => value,
            Self::Switch(_) | Self::Bare => OsStr::new(""),
        }
    }
}
