//! Completions, read off the tables: one script a shell.
//!
//! The three scripts work alike. They walk the words before the cursor to find the command, then offer a flag's values, the
//! command's flags, or its operands. Where a program's own arguments begin they offer files: what a program takes, only the
//! program knows.

mod bash;
mod fish;
mod zsh;

use crate::flags::hints::{Hint, hint};
use crate::flags::table::FLAGS;
use crate::flags::value::Shell;
use crate::flags::{Command, CommandSpec, Flag, Operands, Value, commands};

/// The script for a shell.
pub fn script(shell: Shell) -> String {
    match shell {
        Shell::Bash => bash::script(),
        Shell::Fish => fish::script(),
        Shell::Zsh => zsh::script(),
    }
}

/// The words that may stand where no command was named yet, with their summaries: commands of one word, and groups.
fn first_words() -> Vec<(&'static str, &'static str)> {
    let mut words: Vec<(&str, &str)> = Vec::new();
    for spec in commands::COMMANDS {
        let word = spec.words[0];
        let summary = if spec.words.len() == 1 { spec.summary } else { "See and steer the cache" };
        if words.iter().all(|(known, _)| *known != word) {
            words.push((word, summary));
        }
    }
    words
}

/// The first words of commands of two words.
fn groups() -> Vec<&'static str> {
    let mut groups: Vec<&str> =
        commands::COMMANDS.iter().filter(|spec| spec.words.len() > 1).map(|s| s.words[0]).collect();
    groups.dedup();
    groups
}

/// The members of a group, with their summaries.
fn members(group: &str) -> Vec<(&'static str, &'static str)> {
    commands::in_group(group).map(|spec| (spec.words[1], spec.summary)).collect()
}

fn flags_of(command: Command) -> impl Iterator<Item = &'static Flag> {
    FLAGS.iter().filter(move |flag| flag.belongs_to(command))
}

/// Every way to write a flag, with the dashes.
fn spellings(flag: &Flag) -> Vec<String> {
    let no = flag.negatable.then(|| format!("--no-{}", flag.long));
    let short = flag.short.map(|letter| format!("-{letter}"));
    [short, Some(format!("--{}", flag.long)), no].into_iter().flatten().collect()
}

/// The name of a flag's value, and whether it is a word of its own.
fn value_of(flag: &Flag) -> Option<(&'static str, bool)> {
    match flag.value {
        Value::None => None,
        Value::Required(name) => Some((name, true)),
        Value::Optional(name) => Some((name, false)),
    }
}

/// The flags whose value is a word of its own, as alternatives of a `case`.
fn takers_of_words() -> String {
    let takers = FLAGS.iter().filter(|flag| value_of(flag).is_some_and(|(_, apart)| apart));
    takers.flat_map(spellings).collect::<Vec<_>>().join(" | ")
}

/// A command as the pattern of a `case`: `run` is also what stands for no command.
fn pattern_of(spec: &CommandSpec) -> String {
    if spec.command == Command::Run { "'' | run".to_owned() } else { format!("'{}'", spec.name()) }
}

/// The lines of a `case` of "the command so far, and the next word" that find the command.
fn lines_that_find_the_command() -> String {
    let mut lines = String::new();
    for spec in commands::COMMANDS.iter().filter(|spec| spec.words.len() > 1) {
        let name = spec.name();
        lines += &format!("                '{name}') command='{name}' ;;\n");
    }
    for (word, _) in first_words() {
        lines += &format!("                ' {word}') command={word} ;;\n");
    }
    lines
}

/// What may stand in an operand's place.
fn operand_hint(spec: &CommandSpec) -> Option<Hint> {
    match spec.operands {
        Operands::None => None,
        Operands::One(name) | Operands::Maybe(name) | Operands::Some(name) | Operands::Any(name) => Some(hint(name)),
        Operands::Program => Some(Hint::File),
    }
}
