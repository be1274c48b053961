//! Help, read off the tables.

use std::fmt::Write as _;

use crate::flags::low_args::Topic;
use crate::flags::table::FLAGS;
use crate::flags::{Command, CommandSpec, Example, Flag, Group, Operands, Value, commands};
use crate::printer::Styles;

/// Lines of help are at most this many columns wide.
pub const WIDTH: usize = 96;

/// The column at which descriptions begin.
const COLUMN: usize = 30;

/// What parbake is, in a sentence.
pub const TAGLINE: &str = "parbake runs JavaScript programs made of ES modules, and runs them again from bytecode.";

/// Where to read on after a usage error.
pub const POINTER: &str = "`parbake --help` lists the commands and options";

/// The variables that no flag owns.
pub const VARIABLES: &[(&str, &str)] = &[
    ("NO_COLOR", "no colours, unless `--color` says otherwise"),
    ("FORCE_COLOR", "colours, unless `NO_COLOR` or `--color` says otherwise"),
    ("XDG_CACHE_HOME", "where caches are, instead of `~/.cache`"),
    ("XDG_STATE_HOME", "where the cache's secret key is, instead of `~/.local/state`"),
];

/// The exit codes.
pub const EXIT_CODES: &[(&str, &str)] = &[
    ("1", "an uncaught exception, a module that cannot be found or parsed, or a failed check"),
    ("2", "a command line that makes no sense"),
    ("13", "a top-level `await` that never settled"),
    ("70", "a bug in parbake itself"),
    ("128+N", "ended by signal N"),
    ("other", "whatever the program chose"),
];

/// The page for a topic.
pub fn page(topic: Topic, styles: Styles) -> String {
    let mut page = Page { text: String::new(), styles };
    match topic {
        Topic::Nothing => page.everything(),
        Topic::Group(group) => page.group(group),
        Topic::Command(command) => page.command(commands::spec(command)),
    }
    page.finish()
}

/// What is shown where nothing was asked for: how to begin.
pub fn short(styles: Styles) -> String {
    let mut page = Page { text: String::new(), styles };
    page.paragraph(TAGLINE);
    page.examples(&commands::spec(Command::Run).examples.iter().collect::<Vec<_>>());
    page.usage(&["parbake [OPTIONS] FILE [ARGS...]", "parbake COMMAND"]);
    page.paragraph(&format!("{POINTER}."));
    page.finish()
}

struct Page {
    text: String,
    styles: Styles,
}

impl Page {
    fn everything(&mut self) {
        let run = commands::spec(Command::Run);
        self.paragraph(TAGLINE);
        self.examples(&run.examples.iter().collect::<Vec<_>>());
        self.usage(&["parbake [OPTIONS] FILE [ARGS...]", "parbake COMMAND"]);
        self.commands(commands::COMMANDS.iter());
        self.paragraph(run.details);
        self.flags(Command::Run);
        self.rows("Environment", VARIABLES);
        self.rows("Exit codes", EXIT_CODES);
    }

    fn group(&mut self, group: &str) {
        self.examples(&commands::in_group(group).flat_map(|spec| spec.examples).collect::<Vec<_>>());
        self.usage(&[&format!("parbake {group} COMMAND")]);
        self.commands(commands::in_group(group));
        self.paragraph(&format!("`parbake help {group} COMMAND` explains one of them."));
    }

    fn command(&mut self, spec: &CommandSpec) {
        self.paragraph(&format!("{}.", spec.summary));
        self.examples(&spec.examples.iter().collect::<Vec<_>>());
        self.usage(&[&usage_line(spec)]);
        if !spec.details.is_empty() {
            self.paragraph(spec.details);
        }
        self.flags(spec.command);
    }

    fn examples(&mut self, examples: &[&Example]) {
        self.heading("Examples");
        let column = examples.iter().map(|(line, _)| line.len()).max().unwrap_or(0) + 4;
        for (line, meaning) in examples {
            self.row(line, meaning, column);
        }
        self.text.push('\n');
    }

    fn usage(&mut self, lines: &[&str]) {
        self.heading("Usage");
        for line in lines {
            let _ = writeln!(self.text, "  {line}");
        }
        self.text.push('\n');
    }

    fn commands<'a>(&mut self, specs: impl Iterator<Item = &'a CommandSpec>) {
        self.heading("Commands");
        for spec in specs {
            let operands = operands(spec);
            self.row(format!("{} {operands}", spec.name()).trim_end(), spec.summary, COLUMN);
        }
        self.text.push('\n');
    }

    fn flags(&mut self, command: Command) {
        for (group, heading) in
            [(Group::Program, "Options"), (Group::Cache, "Cache options"), (Group::Output, "Other options")]
        {
            let flags: Vec<_> = FLAGS.iter().filter(|flag| flag.belongs_to(command) && flag.group == group).collect();
            if flags.is_empty() {
                continue;
            }
            self.heading(heading);
            for flag in flags {
                self.row(&spelling(flag), &description(flag), COLUMN);
            }
            self.text.push('\n');
        }
    }

    fn rows(&mut self, heading: &str, rows: &[(&str, &str)]) {
        self.heading(heading);
        for (name, meaning) in rows {
            self.row(name, meaning, COLUMN);
        }
        self.text.push('\n');
    }

    /// A name and, from `column` on, what it means; on lines of its own where the name is too long.
    fn row(&mut self, name: &str, meaning: &str, column: usize) {
        let indent = " ".repeat(column);
        let wrapped = textwrap::fill(meaning, wrapping().initial_indent(&indent).subsequent_indent(&indent));
        let fits = name.len() + 4 <= column;
        let literal = self.styles.literal(name);
        let _ = if fits {
            writeln!(self.text, "  {literal}{}", &wrapped[name.len() + 2..])
        } else {
            writeln!(self.text, "  {literal}\n{wrapped}")
        };
    }

    fn paragraph(&mut self, text: &str) {
        let _ = writeln!(self.text, "{}\n", textwrap::fill(text, wrapping()));
    }

    /// Every part ends with an empty line, and a page does not.
    fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text.push('\n');
        self.text
    }

    fn heading(&mut self, text: &str) {
        let _ = writeln!(self.text, "{}", self.styles.heading(&format!("{text}:")));
    }
}

/// Between words only: a flag that is broken at a hyphen is another flag.
fn wrapping() -> textwrap::Options<'static> {
    textwrap::Options::new(WIDTH)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// How a command is typed.
pub fn usage_line(spec: &CommandSpec) -> String {
    let name = spec.name();
    format!("parbake {name} [OPTIONS] {}", operands(spec)).trim_end().to_owned()
}

fn operands(spec: &CommandSpec) -> String {
    match spec.operands {
        Operands::None => String::new(),
        Operands::One(name) => name.to_owned(),
        Operands::Maybe(name) => format!("[{name}]"),
        Operands::Some(name) => format!("{name}..."),
        Operands::Any(name) => format!("[{name}...]"),
        Operands::Program => "FILE [ARGS...]".to_owned(),
    }
}

/// How a flag is typed, all its spellings at once.
pub fn spelling(flag: &Flag) -> String {
    let short = flag.short.map(|letter| format!("-{letter}, ")).unwrap_or_default();
    let no = if flag.negatable { "[no-]" } else { "" };
    let value = match flag.value {
        Value::None => String::new(),
        Value::Required(name) => format!(" {name}"),
        Value::Optional(name) => format!("[={name}]"),
    };
    format!("{short}--{no}{}{value}", flag.long)
}

fn description(flag: &Flag) -> String {
    let mut text = flag.summary.to_owned();
    if !flag.details.is_empty() {
        let _ = write!(text, ". {}", flag.details);
    }
    if let Some(variable) = flag.variable {
        let _ = write!(text, " [{variable}]");
    }
    text
}
