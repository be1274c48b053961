//! What can be wrong with a command line.

use std::fmt;

use thiserror::Error;

use crate::flags::help;

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
    /// An operand, as the usage line calls it.
    Operand(&'static str),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(f, "`{flag}`"),
            Self::Operand(name) => f.write_str(name),
            Self::Variable(name) => write!(f, "the environment variable `{name}`"),
        }
    }
}
