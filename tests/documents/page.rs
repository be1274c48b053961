//! A page of Markdown: its fenced blocks, and the commands in them.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::harness::Failure;

/// Begins and ends a block.
const FENCE: &str = "```";

/// What a block is called whose commands are run.
const CONSOLE: &str = "console";

/// Behind that name, before the reason: the block is not run.
const NOT_RUN: &str = "not-run:";

/// Words that begin a command: a line that begins with one stands in a `console` block.
const PROGRAMS: [&str; 6] = ["$ ", "parbake ", "make ", "cargo ", "docker ", "PARBAKE_"];

/// A page.
pub struct Page {
    pub path: PathBuf,
    pub text: String,
}

/// A fenced block.
pub struct Block<'a> {
    /// What stands behind the fence.
    info: &'a str,
    /// The number of the fence's line, from 1.
    pub line: usize,
    /// How many headings of the second level stand before it.
    pub section: usize,
    /// Why it is not run, if it is not.
    pub not_run: Option<&'a str>,
    lines: Vec<&'a str>,
}

/// A command and what it prints.
pub struct Command {
    pub text: String,
    pub output: Vec<String>,
    /// Where the output stands among the page's lines, from 0.
    pub output_lines: Range<usize>,
}

impl Page {
    pub fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self { path, text }
    }

    pub fn new(path: &Path, text: String) -> Self {
        Self { path: path.to_owned(), text }
    }

    /// The file's name without `.md`.
    pub fn name(&self) -> String {
        self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// All blocks, in their order.
    pub fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        let mut lines = self.text.lines().zip(1..);
        let mut section = 0;
        std::iter::from_fn(move || {
            loop {
                let (line, number) = lines.next()?;
                section += usize::from(line.starts_with("## "));
                if let Some(info) = line.strip_prefix(FENCE) {
                    let lines = lines.by_ref().map(|(line, _)| line).take_while(|line| *line != FENCE).collect();
                    let not_run = info.split_once(NOT_RUN).map(|(_, reason)| reason.trim());
                    return Some(Block { info, line: number, section, not_run, lines });
                }
            }
        })
    }

    /// Fails if a command stands in a block that nobody runs, without a word of why.
    pub fn refuse_stray_commands(&self) -> Result<(), Failure> {
        for block in self.blocks().filter(|block| !block.is_console()) {
            // What is not a shell's has its own words.
            let is_shell = matches!(block.info, "" | "sh" | "bash" | "shell");
            if let Some(line) = block.lines.iter().find(|line| is_shell && PROGRAMS.iter().any(|p| line.starts_with(p)))
            {
                return Err(format!("{}:{}: `{line}` belongs into a console block", self.name(), block.line).into());
            }
        }
        Ok(())
    }
}

impl Block<'_> {
    /// Whether its commands are run.
    pub fn is_run(&self) -> bool {
        self.is_console() && self.not_run.is_none()
    }

    fn is_console(&self) -> bool {
        self.info.split(' ').next() == Some(CONSOLE)
    }

    /// `$ ` begins a command, `> ` goes on with it, and all else is output.
    pub fn commands(&self) -> Vec<Command> {
        let mut commands: Vec<Command> = Vec::new();
        // The fence's line has the number that the first line of the block has when one counts from 0.
        for (line, place) in self.lines.iter().zip(self.line..) {
            match (commands.last_mut(), line.strip_prefix("$ "), line.strip_prefix("> ")) {
                (_, Some(text), _) => {
                    let output_lines = place + 1..place + 1;
                    commands.push(Command { text: text.to_owned(), output: Vec::new(), output_lines });
                }
                (Some(command), None, Some(more)) if command.output.is_empty() => {
                    command.text = format!("{}\n{more}", command.text);
                    command.output_lines = place + 1..place + 1;
                }
                (Some(command), None, _) => {
                    command.output.push((*line).to_owned());
                    command.output_lines.end = place + 1;
                }
                (None, None, _) => {}
            }
        }
        commands
    }
}
