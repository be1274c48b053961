//! The manual, read off the tables: one list of blocks, written as a man page or as Markdown.

mod markdown;
mod roff;

use crate::flags::commands::COMMANDS;
use crate::flags::help::{self, EXIT_CODES, TAGLINE, VARIABLES};
use crate::flags::table::FLAGS;
use crate::flags::value::ManualFormat;
use crate::flags::{Command, CommandSpec, Flag};

/// A piece of the manual. Text between backticks is to be typed or stands for something typed.
enum Block {
    /// A heading; commands have one below that of their list.
    Section(&'static str),
    Command(String),
    Paragraph(String),
    /// Command lines as they are typed.
    Lines(Vec<String>),
    /// What something is, and what there is to say of it.
    Item(String, String),
}

/// The whole manual.
pub fn text(format: ManualFormat) -> String {
    let blocks = blocks();
    match format {
        ManualFormat::Roff => roff::write(&blocks),
        ManualFormat::Markdown => markdown::write(&blocks),
    }
}

fn blocks() -> Vec<Block> {
    let run = COMMANDS.iter().find(|spec| spec.command == Command::Run).expect("there is a command that runs programs");
    let mut blocks = vec![
        Block::Section("Synopsis"),
        Block::Lines(vec!["parbake [OPTIONS] FILE [ARGS...]".to_owned(), "parbake COMMAND".to_owned()]),
        Block::Section("Description"),
        Block::Paragraph(TAGLINE.to_owned()),
        Block::Paragraph(run.details.to_owned()),
        Block::Section("Examples"),
    ];
    blocks.extend(examples(run));
    blocks.push(Block::Section("Options"));
    blocks.extend(FLAGS.iter().filter(|flag| flag.belongs_to(Command::Run)).map(item));
    blocks.push(Block::Section("Commands"));
    for spec in COMMANDS.iter().filter(|spec| spec.command != Command::Run) {
        blocks.extend(command(spec));
    }
    blocks.push(Block::Section("Environment"));
    blocks.push(Block::Paragraph(
        "The variables that stand in for options are named with them. A variable that is set to nothing counts as not set. \
         These belong to no option:"
            .to_owned(),
    ));
    blocks.extend(VARIABLES.iter().map(|(name, meaning)| Block::Item(format!("`{name}`"), sentence(meaning))));
    blocks.push(Block::Section("Exit status"));
    blocks.extend(EXIT_CODES.iter().map(|(code, meaning)| Block::Item(format!("`{code}`"), sentence(meaning))));
    blocks
}

fn command(spec: &CommandSpec) -> Vec<Block> {
    let mut blocks = vec![
        Block::Command(spec.name()),
        Block::Lines(vec![help::usage_line(spec)]),
        Block::Paragraph(format!("{}.", spec.summary)),
    ];
    if !spec.details.is_empty() {
        blocks.push(Block::Paragraph(spec.details.to_owned()));
    }
    blocks.extend(examples(spec));
    // What every command has is said once, under the options.
    blocks.extend(FLAGS.iter().filter(|flag| flag.commands.contains(&spec.command)).map(item));
    blocks
}

fn examples(spec: &CommandSpec) -> impl Iterator<Item = Block> {
    spec.examples.iter().map(|(line, meaning)| Block::Item(format!("`{line}`"), sentence(meaning)))
}

fn item(flag: &Flag) -> Block {
    let mut text = sentence(flag.summary);
    if !flag.details.is_empty() {
        text = format!("{text} {}", flag.details);
    }
    if let Some(variable) = flag.variable {
        text = format!("{text} Variable: `{variable}`.");
    }
    Block::Item(format!("`{}`", help::spelling(flag)), text)
}

/// A summary as a sentence.
fn sentence(summary: &str) -> String {
    let mut letters = summary.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    // What begins with something to be typed stays as it is.
    format!("{first}{}.", letters.as_str())
}

/// The parts of a text: each is typed (`true`) or prose.
fn parts(text: &str) -> impl Iterator<Item = (bool, &str)> {
    text.split('`').enumerate().map(|(place, part)| (place % 2 == 1, part)).filter(|(_, part)| !part.is_empty())
}
