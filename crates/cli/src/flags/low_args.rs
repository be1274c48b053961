//! What was asked for: the command line with every flag applied.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use parbake_cache::Policy;

use crate::environment::Environment;
use crate::flags::table::FLAGS;
use crate::flags::usage_error::{Origin, UsageError};
use crate::flags::value::{self, ColorChoice, InputType, LogFormat, ManualFormat, Shell, SortKey, VersionFormat};
use crate::flags::{Command, Flag, Given, Operands, Value, commands};
use crate::start_report::Target;

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
    /// `--print`
    pub print: bool,
    /// `--input-type`
    pub input_type: Option<InputType>,
    /// `--require`, in the order given
    pub preloads: Vec<String>,
    /// `--import`, in the order given
    pub import: Vec<String>,
    /// `--conditions`, in the order given
    pub conditions: Vec<String>,
    /// `--preserve-symlinks`
    pub preserve_symlinks: bool,
    /// `--enable-source-maps`
    pub enable_source_maps: bool,
    /// `--cache` and its shorthands
    pub policy: Option<Policy>,
    /// `--cache-dir`
    pub cache_dir: Option<PathBuf>,
    /// `--cache-layer`, in the order given
    pub layers: Vec<PathBuf>,
    /// The layers of the variable, which count where no option names any
    pub usual_layers: Vec<PathBuf>,
    /// `--output`
    pub output: Option<PathBuf>,
    /// `--cache-max-size`, in bytes
    pub max_size: Option<u64>,
    /// `--cache-max-age`
    pub max_age: Option<Duration>,
    /// `--no-cache-stats`
    pub uncounted: bool,
    /// `--cache-log`
    pub cache_log: Option<LogFormat>,
    /// `--report`, in the order given
    pub reports: Vec<Target>,
    /// `--report-beside`
    pub report_beside: Option<PathBuf>,
    /// `--strict`
    pub strict: bool,
    /// `--reset`
    pub reset: bool,
    /// `--sort`
    pub sort: Option<SortKey>,
    /// `--stale`
    pub stale: bool,
    /// `--repair`
    pub repair: bool,
    /// `--in-process`
    pub in_process: bool,
    /// `--jobs`
    pub jobs: Option<usize>,
    /// `--dynamic`
    pub dynamic: bool,
    /// `--refresh`
    pub refresh: bool,
    /// `--dry-run`
    pub dry_run: bool,
    /// `--imports`
    pub imports: bool,
    /// `--hex`
    pub hex: bool,
    /// `--json`
    pub json: bool,
    /// `--format` of `man`
    pub manual_format: Option<ManualFormat>,
    /// The operand of `completions`
    pub shell: Option<Shell>,
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

/// A flag's appearance on the command line.
pub struct Use {
    /// Its row.
    pub flag: &'static Flag,
    /// Its name as typed, with the dashes.
    pub spelling: String,
    /// What came with it.
    pub given: Given,
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

impl LowArgs {
    /// Nothing but a topic and its operands.
    pub fn about(topic: Topic, operands: Vec<OsString>) -> Self {
        Self {
            topic,
            operands,
            typed: Vec::new(),
            eval: None,
            print: false,
            input_type: None,
            preloads: Vec::new(),
            import: Vec::new(),
            conditions: Vec::new(),
            preserve_symlinks: false,
            enable_source_maps: false,
            policy: None,
            cache_dir: None,
            layers: Vec::new(),
            usual_layers: Vec::new(),
            output: None,
            max_size: None,
            max_age: None,
            uncounted: false,
            cache_log: None,
            reports: Vec::new(),
            report_beside: None,
            strict: false,
            reset: false,
            sort: None,
            stale: false,
            repair: false,
            in_process: false,
            jobs: None,
            dynamic: false,
            refresh: false,
            dry_run: false,
            imports: false,
            hex: false,
            json: false,
            manual_format: None,
            shell: None,
            color: None,
            help: false,
            version: None,
        }
    }

    /// Applies the variables that stand in for flags of `command`.
    pub fn take_variables(&mut self, command: Command, environment: &Environment) -> Result<(), UsageError> {
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
        // A list that is continued: options begin it anew.
        self.usual_layers = std::mem::take(&mut self.layers);
        Ok(())
    }

    /// Applies a flag.
    pub fn take(&mut self, used: &Use) -> Result<(), UsageError> {
        if let Topic::Command(command) = self.topic
            && !used.flag.belongs_to(command)
        {
            let command = commands::spec(command).name();
            return Err(UsageError::ForeignFlag { flag: used.spelling.clone(), command });
        }
        self.typed.extend(used.words());
        (used.flag.apply)(self, &used.given).map_err(|refusal| UsageError::InvalidValue {
            origin: Origin::Flag(used.spelling.clone()),
            value: used.given.value().to_string_lossy().into_owned(),
            expected: refusal.expected,
        })
    }

    /// Checks that there are as many operands as the command takes, and that they make sense where it is known what they are.
    pub fn check_operands(&mut self) -> Result<(), UsageError> {
        let Topic::Command(command) = self.topic else { return Ok(()) };
        let spec = commands::spec(command);
        let (most, needed) = match spec.operands {
            Operands::None => (0, None),
            Operands::One(name) => (1, Some(name)),
            Operands::Maybe(_) => (1, None),
            Operands::Some(name) => (usize::MAX, Some(name)),
            Operands::Any(_) => (usize::MAX, None),
            Operands::Program if self.print => (usize::MAX, self.eval.is_none().then_some("CODE")),
            Operands::Program => (usize::MAX, self.eval.is_none().then_some("FILE")),
        };
        match (self.operands.get(most), needed) {
            (Some(extra), _) => {
                Err(UsageError::ExtraOperand { command: spec.name(), operand: extra.to_string_lossy().into_owned() })
            }
            (None, Some(operand)) if self.operands.is_empty() => {
                Err(UsageError::MissingOperand { command: spec.name(), operand })
            }
            (None, _) => self.take_operands(command),
        }
    }

    fn take_operands(&mut self, command: Command) -> Result<(), UsageError> {
        if let (Command::Completions, [shell]) = (command, &self.operands[..]) {
            self.shell = Some(value::shell(shell).map_err(|refusal| UsageError::InvalidValue {
                origin: Origin::Operand("SHELL"),
                value: shell.to_string_lossy().into_owned(),
                expected: refusal.expected,
            })?);
        }
        Ok(())
    }
}
