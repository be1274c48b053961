//! From the typed words to [`LowArgs`]: what was asked for, checked as far as the words alone can be.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use lexopt::{Arg, Parser};
use parbake_cache::Policy;
use thiserror::Error;

use crate::environment::Environment;
use crate::flags::help;
use crate::flags::suggest::nearest;
use crate::flags::table::{self, FLAGS};
use crate::flags::value::{self, ColorChoice, LogFormat, VersionFormat};
use crate::flags::{Command, Flag, Given, Operands, Value, commands};

/// What was asked for, in the words it was asked in: nothing is looked up, opened or decided yet.
#[derive(Debug, PartialEq, Eq)]
pub struct LowArgs {
    /// What to do.
    pub topic: Topic,
    /// The operands; for [`Command::Run`] the program, if it is one by name, and its arguments.
    pub operands: Vec<OsString>,
    /// The flags as typed, to be passed on to processes that the program starts.
    pub typed: Vec<OsString>,
    /// `--eval`
    pub eval: Option<String>,
    /// `--conditions`, in the order given
    pub conditions: Vec<String>,
    /// `--preserve-symlinks`
    pub preserve_symlinks: bool,
    /// `--cache` and its shorthands
    pub policy: Option<Policy>,
    /// `--cache-dir`
    pub cache_dir: Option<PathBuf>,
    /// `--cache-max-size`, in bytes
    pub max_size: Option<u64>,
    /// `--cache-log`
    pub cache_log: Option<LogFormat>,
    /// `--dry-run`
    pub dry_run: bool,
    /// `--imports`
    pub imports: bool,
    /// `--hex`
    pub hex: bool,
    /// `--json`
    pub json: bool,
    /// `--color`
    pub color: Option<ColorChoice>,
    /// `--help`
    pub help: bool,
    /// `--version`
    pub version: Option<VersionFormat>,
}

/// What a command line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// No command and no program was named.
    Nothing,
    /// A family of commands was named and none of its members.
    Group(&'static str),
    /// A command.
    Command(Command),
}

/// The command line, or a variable that stands in for a part of it, makes no sense.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum UsageError {
    /// No command has such a flag.
    #[error("unknown option `{flag}`")]
    UnknownFlag {
        /// As typed.
        flag: String,
        /// A flag that the command does have.
        suggestion: Option<String>,
    },
    /// Another command has it.
    #[error("`{command}` has no option `{flag}`")]
    ForeignFlag {
        /// With its dashes.
        flag: String,
        /// The command that was named.
        command: String,
    },
    /// A flag that needs a value stands at the end.
    #[error("`{flag}` needs a value")]
    MissingValue {
        /// With its dashes.
        flag: String,
    },
    /// A flag that takes no value got one.
    #[error("`{flag}` takes no value, and `{value}` was given")]
    UnexpectedValue {
        /// With its dashes.
        flag: String,
        /// As typed.
        value: String,
    },
    /// A value means nothing.
    #[error("`{value}` is no value for {origin}: expected {expected}")]
    InvalidValue {
        /// Who gave it.
        origin: Origin,
        /// As given.
        value: String,
        /// What would have been accepted.
        expected: &'static str,
    },
    /// A family of commands has no such member.
    #[error("unknown command `{group} {word}`")]
    UnknownCommand {
        /// The family.
        group: String,
        /// As typed.
        word: String,
        /// A member that exists, whole.
        suggestion: Option<String>,
    },
    /// `help` was asked about something that does not exist.
    #[error("there is no command `{words}` to explain")]
    UnknownTopic {
        /// As typed.
        words: String,
    },
    /// A command lacks an operand.
    #[error("`{command}` needs {operand}")]
    MissingOperand {
        /// The command.
        command: String,
        /// The operand's name in the usage line.
        operand: &'static str,
    },
    /// A command got more operands than it takes.
    #[error("`{command}` has no use for `{operand}`")]
    ExtraOperand {
        /// The command.
        command: String,
        /// As typed.
        operand: String,
    },
}

impl UsageError {
    /// The one thing to try instead, or where to read on.
    pub fn help(&self) -> String {
        match self {
            Self::UnknownFlag { suggestion: Some(other), .. }
            | Self::UnknownCommand { suggestion: Some(other), .. } => {
                format!("did you mean `{other}`?")
            }
            Self::ForeignFlag { command, .. }
            | Self::MissingOperand { command, .. }
            | Self::ExtraOperand { command, .. } => {
                format!("`parbake help {command}` lists its options")
            }
            _ => help::POINTER.to_owned(),
        }
    }
}

/// Who gave a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A flag, with its dashes.
    Flag(String),
    /// An environment variable.
    Variable(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "`{flag}`"),
            Self::Variable(name) => write!(f, "the environment variable `{name}`"),
        }
    }
}

/// Reads a command line, without the command's own name, and the variables that stand in for flags not given.
pub fn parse(argv: impl IntoIterator<Item = OsString>, environment: &Environment) -> Result<LowArgs, UsageError> {
    let mut reader = Reader { group: None, command: None, uses: Vec::new(), operands: Vec::new() };
    reader.read(Parser::from_args(argv))?;
    reader.finish(environment)
}

/// A flag's appearance on the command line.
struct Use {
    flag: &'static Flag,
    spelling: String,
    given: Given,
}

impl Use {
    /// The flag as one would type it.
    fn words(&self) -> impl Iterator<Item = OsString> {
        let (word, value) = match (&self.given, self.flag.value) {
            (Given::Value(value), Value::Optional(_)) => {
                let mut word = OsString::from(format!("{}=", self.spelling));
                word.push(value);
                (word, None)
            }
            (Given::Value(value), _) => (self.spelling.clone().into(), Some(value.clone())),
            (Given::Switch(_) | Given::Bare, _) => (self.spelling.clone().into(), None),
        };
        [Some(word), value].into_iter().flatten()
    }
}

/// What has been read so far.
struct Reader {
    /// The first word of a family of commands.
    group: Option<&'static str>,
    command: Option<Command>,
    uses: Vec<Use>,
    operands: Vec<OsString>,
}

impl Reader {
    fn read(&mut self, mut parser: Parser) -> Result<(), UsageError> {
        loop {
            if at_separator(&mut parser) {
                return self.rest(&mut parser, true);
            }
            match parser.next().map_err(usage_error)? {
                None => return Ok(()),
                Some(Arg::Value(word)) => {
                    self.word(word)?;
                    if self.is_program() {
                        return self.rest(&mut parser, false);
                    }
                }
                Some(Arg::Long(name)) => {
                    let spelling = format!("--{name}");
                    let (flag, positive) = table::by_long(name).ok_or_else(|| self.unknown(&spelling))?;
                    self.flag(flag, positive, spelling, &mut parser)?;
                }
                Some(Arg::Short(letter)) => {
                    let spelling = format!("-{letter}");
                    let flag = table::by_short(letter).ok_or_else(|| self.unknown(&spelling))?;
                    self.flag(flag, true, spelling, &mut parser)?;
                }
            }
        }
    }

    /// A word that is no flag: part of the command's name, or an operand.
    fn word(&mut self, word: OsString) -> Result<(), UsageError> {
        if self.command.is_some() {
            self.operands.push(word);
            return Ok(());
        }
        let text = word.to_str().unwrap_or_default();
        if let Some(group) = self.group {
            let spec = commands::find(&[group, text]).ok_or_else(|| unknown_command(group, &word.to_string_lossy()))?;
            self.command = Some(spec.command);
        } else if self.has_eval() {
            self.command = Some(Command::Run);
            self.operands.push(word);
        } else if let Some(spec) = commands::find(&[text]) {
            self.command = Some(spec.command);
        } else if let Some(member) = commands::in_group(text).next() {
            self.group = member.words.first().copied();
        } else {
            self.command = Some(Command::Run);
            self.operands.push(word);
        }
        Ok(())
    }

    /// Takes every word that is left as an operand; `separated` where a `--` said so, which is not one itself.
    fn rest(&mut self, parser: &mut Parser, separated: bool) -> Result<(), UsageError> {
        let mut left = parser.raw_args().map_err(usage_error)?;
        if separated {
            left.next();
        }
        if let (Some(group), None) = (self.group, self.command) {
            return match left.next() {
                Some(word) => Err(unknown_command(group, &word.to_string_lossy())),
                None => Ok(()),
            };
        }
        self.operands.extend(left);
        if !self.operands.is_empty() {
            self.command.get_or_insert(Command::Run);
        }
        Ok(())
    }

    fn flag(
        &mut self,
        flag: &'static Flag,
        positive: bool,
        spelling: String,
        parser: &mut Parser,
    ) -> Result<(), UsageError> {
        let given = match flag.value {
            Value::None => Given::Switch(positive),
            Value::Required(_) => Given::Value(parser.value().map_err(usage_error)?),
            Value::Optional(_) => parser.optional_value().map_or(Given::Bare, Given::Value),
        };
        self.uses.push(Use { flag, spelling, given });
        Ok(())
    }

    /// Whether what follows belongs to the program.
    fn is_program(&self) -> bool {
        self.command == Some(Command::Run) && !self.operands.is_empty()
    }

    fn has_eval(&self) -> bool {
        self.uses.iter().any(|used| used.flag.long == "eval")
    }

    fn unknown(&self, spelling: &str) -> UsageError {
        let command = self.command.unwrap_or(Command::Run);
        let names = FLAGS.iter().filter(|flag| flag.belongs_to(command)).map(|flag| flag.long);
        let suggestion =
            spelling.strip_prefix("--").and_then(|name| nearest(name, names)).map(|name| format!("--{name}"));
        UsageError::UnknownFlag { flag: spelling.to_owned(), suggestion }
    }

    /// Puts together what was read: variables first, so that flags win over them.
    fn finish(self, environment: &Environment) -> Result<LowArgs, UsageError> {
        let topic = match (self.command, self.group) {
            (Some(command), _) => Topic::Command(command),
            (None, Some(group)) => Topic::Group(group),
            (None, None) if self.has_eval() => Topic::Command(Command::Run),
            (None, None) => Topic::Nothing,
        };
        let mut args = LowArgs::about(topic, self.operands);
        let informs = self.uses.iter().any(|used| used.flag.informs());
        if let (Topic::Command(command), false) = (topic, informs) {
            args.take_variables(command, environment)?;
        }
        for used in &self.uses {
            args.take(used, topic)?;
            args.typed.extend(used.words());
        }
        if !informs {
            args.check_operands()?;
        }
        Ok(args)
    }
}

impl LowArgs {
    fn about(topic: Topic, operands: Vec<OsString>) -> Self {
        Self {
            topic,
            operands,
            typed: Vec::new(),
            eval: None,
            conditions: Vec::new(),
            preserve_symlinks: false,
            policy: None,
            cache_dir: None,
            max_size: None,
            cache_log: None,
            dry_run: false,
            imports: false,
            hex: false,
            json: false,
            color: None,
            help: false,
            version: None,
        }
    }

    fn take_variables(&mut self, command: Command, environment: &Environment) -> Result<(), UsageError> {
        for flag in FLAGS.iter().filter(|flag| flag.belongs_to(command)) {
            let Some((name, value)) = flag.variable.and_then(|name| Some((name, environment.variable(name)?))) else {
                continue;
            };
            let taken = match flag.value {
                Value::None => value::boolish(value).and_then(|on| (flag.apply)(self, &Given::Switch(on))),
                Value::Required(_) | Value::Optional(_) => (flag.apply)(self, &Given::Value(value.to_owned())),
            };
            taken.map_err(|refusal| UsageError::InvalidValue {
                origin: Origin::Variable(name),
                value: value.to_string_lossy().into_owned(),
                expected: refusal.expected,
            })?;
        }
        Ok(())
    }

    fn take(&mut self, used: &Use, topic: Topic) -> Result<(), UsageError> {
        if let Topic::Command(command) = topic
            && !used.flag.belongs_to(command)
        {
            let command = commands::spec(command).name();
            return Err(UsageError::ForeignFlag { flag: used.spelling.clone(), command });
        }
        (used.flag.apply)(self, &used.given).map_err(|refusal| UsageError::InvalidValue {
            origin: Origin::Flag(used.spelling.clone()),
            value: used.given.value().to_string_lossy().into_owned(),
            expected: refusal.expected,
        })
    }

    fn check_operands(&self) -> Result<(), UsageError> {
        let Topic::Command(command) = self.topic else { return Ok(()) };
        let spec = commands::spec(command);
        let (most, needed) = match spec.operands {
            Operands::None => (0, None),
            Operands::One(name) => (1, Some(name)),
            Operands::Any(_) => (usize::MAX, None),
            Operands::Program => (usize::MAX, self.eval.is_none().then_some("FILE")),
        };
        match (self.operands.get(most), needed) {
            (Some(extra), _) => {
                Err(UsageError::ExtraOperand { command: spec.name(), operand: extra.to_string_lossy().into_owned() })
            }
            (None, Some(operand)) if self.operands.is_empty() => {
                Err(UsageError::MissingOperand { command: spec.name(), operand })
            }
            (None, _) => Ok(()),
        }
    }
}

/// Whether the next word is `--`.
fn at_separator(parser: &mut Parser) -> bool {
    parser.try_raw_args().is_some_and(|left| left.peek().is_some_and(|word| word == "--"))
}

fn unknown_command(group: &str, word: &str) -> UsageError {
    let members = commands::in_group(group).filter_map(|spec| spec.words.get(1).copied());
    let suggestion = nearest(word, members).map(|member| format!("{group} {member}"));
    UsageError::UnknownCommand { group: group.to_owned(), word: word.to_owned(), suggestion }
}

/// The errors that lexopt finds by itself; the others arise only from its conversions, which we do not use.
fn usage_error(error: lexopt::Error) -> UsageError {
    match error {
        lexopt::Error::MissingValue { option } => UsageError::MissingValue { flag: option.unwrap_or_default() },
        lexopt::Error::UnexpectedValue { option, value } => {
            UsageError::UnexpectedValue { flag: option, value: value.to_string_lossy().into_owned() }
        }
        other => UsageError::UnknownFlag { flag: other.to_string(), suggestion: None },
    }
}
