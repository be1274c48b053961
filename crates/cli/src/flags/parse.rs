//! From the typed words to [`LowArgs`].

use std::ffi::OsString;

use lexopt::{Arg, Parser};

use crate::environment::Environment;
use crate::flags::low_args::{LowArgs, Topic, Use};
use crate::flags::suggest::nearest;
use crate::flags::table::{self, FLAGS};
use crate::flags::usage_error::UsageError;
use crate::flags::{Command, Flag, Given, Value, commands};

/// Reads a command line, without the command's own name, and the variables that stand in for flags not given.
pub fn parse(argv: impl IntoIterator<Item = OsString>, environment: &Environment) -> Result<LowArgs, UsageError> {
    let mut reader = Reader { group: None, command: None, uses: Vec::new(), operands: Vec::new() };
    reader.read(Parser::from_args(argv))?;
    reader.finish(environment)
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
        } else if self.has_code() {
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

    /// Whether the program is no file, so that no word names a command.
    fn has_code(&self) -> bool {
        self.uses.iter().any(|used| matches!(used.flag.long, "eval" | "print"))
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
            (None, None) if self.has_code() => Topic::Command(Command::Run),
            (None, None) => Topic::Nothing,
        };
        let mut args = LowArgs::about(topic, self.operands);
        let informs = self.uses.iter().any(|used| used.flag.informs());
        if let (Topic::Command(command), false) = (topic, informs) {
            args.take_variables(command, environment)?;
        }
        for used in &self.uses {
            args.take(used)?;
        }
        if !informs {
            args.check_operands()?;
        }
        Ok(args)
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
