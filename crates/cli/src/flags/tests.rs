//! What must hold for every row of the tables, and how command lines are read.

use std::collections::HashSet;
use std::ffi::OsString;

use parbake_cache::Policy;

use crate::environment::Environment;
use crate::flags::commands::{self, COMMANDS};
use crate::flags::help;
use crate::flags::hints::{HINTS, Hint, hint};
use crate::flags::low_args::{LowArgs, Topic};
use crate::flags::parse::parse;
use crate::flags::table::{self, FLAGS};
use crate::flags::usage_error::UsageError;
use crate::flags::value::{LogFormat, ManualFormat, Shell};
use crate::flags::{Command, Given, Operands, Value, completions, manual};
use crate::printer::Styles;

fn read(words: &[&str]) -> Result<LowArgs, UsageError> {
    read_with(words, &[])
}

fn read_with(words: &[&str], variables: &[(&'static str, &str)]) -> Result<LowArgs, UsageError> {
    parse(words.iter().map(OsString::from), &Environment::with(variables))
}

fn every_page() -> Vec<(String, String)> {
    let groups: HashSet<_> = COMMANDS.iter().filter(|spec| spec.words.len() > 1).map(|spec| spec.words[0]).collect();
    let topics = [Topic::Nothing]
        .into_iter()
        .chain(groups.into_iter().map(Topic::Group))
        .chain(COMMANDS.iter().map(|spec| Topic::Command(spec.command)));
    topics.map(|topic| (format!("{topic:?}"), help::page(topic, Styles::PLAIN))).collect()
}

#[test]
fn names_are_unique() {
    let mut seen = HashSet::new();
    for flag in FLAGS {
        assert!(seen.insert(format!("--{}", flag.long)), "--{}", flag.long);
        assert!(!flag.negatable || seen.insert(format!("--no-{}", flag.long)), "--no-{}", flag.long);
        assert!(flag.short.is_none_or(|letter| seen.insert(format!("-{letter}"))), "{:?}", flag.short);
        assert!(flag.variable.is_none_or(|name| seen.insert(name.to_owned())), "{:?}", flag.variable);
    }
    for spec in COMMANDS {
        assert!(seen.insert(spec.name()), "{}", spec.name());
    }
}

#[test]
fn names_are_well_formed() {
    for flag in FLAGS {
        assert!(flag.long.bytes().all(|byte| byte == b'-' || byte.is_ascii_lowercase()), "{}", flag.long);
        assert!(flag.variable.is_none_or(|name| name.starts_with("PARBAKE_")), "{:?}", flag.variable);
        assert!(!flag.negatable || flag.value == Value::None, "--{} is negatable and takes a value", flag.long);
    }
}

#[test]
fn rows_are_found_by_their_names() {
    for flag in FLAGS {
        assert!(table::by_long(flag.long).is_some_and(|(found, plain)| plain && found.long == flag.long));
        let negated = table::by_long(&format!("no-{}", flag.long));
        assert_eq!(negated.is_some_and(|(_, plain)| !plain), flag.negatable, "{}", flag.long);
        assert!(flag.short.is_none_or(|letter| table::by_short(letter).is_some_and(|found| found.long == flag.long)));
    }
    for spec in COMMANDS {
        assert_eq!(commands::spec(spec.command).words, spec.words);
        assert_eq!(commands::find(spec.words).map(|found| found.command), Some(spec.command));
    }
}

#[test]
fn everything_is_documented() {
    for flag in FLAGS {
        assert!(!flag.summary.is_empty() && !flag.summary.ends_with('.'), "--{}: {:?}", flag.long, flag.summary);
        assert!(flag.details.is_empty() || flag.details.ends_with('.'), "--{}: {:?}", flag.long, flag.details);
    }
    for spec in COMMANDS {
        assert!(!spec.summary.is_empty() && !spec.summary.ends_with('.'), "{}: {:?}", spec.name(), spec.summary);
        assert!(!spec.examples.is_empty(), "{} has no example", spec.name());
        assert!(spec.examples.iter().all(|(line, _)| line.contains("parbake")), "{}", spec.name());
    }
}

/// Every example is a command line that parses, as far as it is ours.
#[test]
fn examples_make_sense() {
    for spec in COMMANDS {
        for (line, _) in spec.examples.iter().filter(|(line, _)| line.starts_with("parbake ")) {
            let words: Vec<&str> = line.split(' ').skip(1).take_while(|word| !["|", ">"].contains(word)).collect();
            let args = read(&words).unwrap_or_else(|error| panic!("{line}: {error}"));
            assert_eq!(args.topic, Topic::Command(spec.command), "{line}");
        }
    }
}

#[test]
fn help_begins_with_examples_and_fits_the_screen() {
    for (topic, page) in every_page() {
        let examples = page.find("Examples:\n").unwrap_or_else(|| panic!("{topic} has no examples"));
        assert!(examples < page.find("Usage:\n").unwrap_or(0), "{topic}");
        for line in page.lines() {
            assert!(line.chars().count() <= help::WIDTH, "{topic}: {line}");
            assert_eq!(line.trim_end(), line, "{topic}");
        }
    }
}

#[test]
fn help_names_every_flag_of_its_command() {
    for spec in COMMANDS {
        let page = help::page(Topic::Command(spec.command), Styles::PLAIN);
        for flag in FLAGS.iter().filter(|flag| flag.belongs_to(spec.command)) {
            let name = if flag.negatable { format!("--[no-]{}", flag.long) } else { format!("--{}", flag.long) };
            assert!(page.contains(&name), "{}: {name}", spec.name());
            assert!(flag.variable.is_none_or(|variable| page.contains(variable)), "{}: {name}", spec.name());
        }
    }
}

#[test]
fn a_word_that_is_no_command_is_the_program() {
    let args = read(&["--no-cache", "caches.mjs", "--no-cache", "--", "run"]).unwrap();
    assert_eq!(args.topic, Topic::Command(Command::Run));
    assert_eq!(args.operands, ["caches.mjs", "--no-cache", "--", "run"]);
    assert_eq!(args.policy, Some(Policy::Off));
}

#[test]
fn what_follows_a_separator_is_no_option() {
    let args = read(&["--", "--weird.mjs", "--", "-h"]).unwrap();
    assert_eq!((args.topic, args.help), (Topic::Command(Command::Run), false));
    assert_eq!(args.operands, ["--weird.mjs", "--", "-h"]);
    assert_eq!(read(&["cache", "inspect", "--", "--x"]).unwrap().operands, ["--x"]);
    assert_eq!(read(&["run", "--", "cache"]).unwrap().operands, ["cache"]);
    assert_eq!(read(&["--", "cache"]).unwrap().topic, Topic::Command(Command::Run));
    assert!(matches!(read(&["cache", "--", "dir"]), Err(UsageError::UnknownCommand { .. })));
}

#[test]
fn code_leaves_every_operand_to_the_program() {
    let args = read(&["-e", "1", "--cache=ro", "cache", "dir", "-h"]).unwrap();
    assert_eq!(args.topic, Topic::Command(Command::Run));
    assert_eq!(args.operands, ["cache", "dir", "-h"]);
    assert_eq!(args.policy, Some(Policy::ReadOnly));
    assert_eq!(read(&["-e", "1"]).unwrap().topic, Topic::Command(Command::Run));
}

#[test]
fn nothing_and_half_a_command_are_told_apart() {
    assert_eq!(read(&[]).unwrap().topic, Topic::Nothing);
    assert_eq!(read(&["--color", "never"]).unwrap().topic, Topic::Nothing);
    assert_eq!(read(&["cache"]).unwrap().topic, Topic::Group("cache"));
    assert!(read(&["cache", "--help"]).unwrap().help);
}

#[test]
fn mistakes_are_named() {
    assert_eq!(
        read(&["--cache-dri", "x", "a.mjs"]).unwrap_err(),
        UsageError::UnknownFlag { flag: "--cache-dri".into(), suggestion: Some("--cache-dir".into()) }
    );
    assert_eq!(read(&["-x", "a.mjs"]).unwrap_err(), UsageError::UnknownFlag { flag: "-x".into(), suggestion: None });
    assert_eq!(
        read(&["--hex", "a.mjs"]).unwrap_err(),
        UsageError::ForeignFlag { flag: "--hex".into(), command: "run".into() }
    );
    assert_eq!(
        read(&["cache", "claen"]).unwrap_err(),
        UsageError::UnknownCommand {
            group: "cache".into(),
            word: "claen".into(),
            suggestion: Some("cache clean".into())
        }
    );
    assert_eq!(read(&["--cache"]).unwrap_err(), UsageError::MissingValue { flag: "--cache".into() });
    assert_eq!(
        read(&["--no-cache=1", "a.mjs"]).unwrap_err(),
        UsageError::UnexpectedValue { flag: "--no-cache".into(), value: "1".into() }
    );
    assert_eq!(read(&["run"]).unwrap_err(), UsageError::MissingOperand { command: "run".into(), operand: "FILE" });
    assert_eq!(
        read(&["cache", "dir", "x"]).unwrap_err(),
        UsageError::ExtraOperand { command: "cache dir".into(), operand: "x".into() }
    );
}

#[test]
fn values_are_refused_with_what_would_be_accepted() {
    let message =
        |words: &[&str], variables: &[(&'static str, &str)]| read_with(words, variables).unwrap_err().to_string();
    assert_eq!(
        message(&["--cache=often", "a.mjs"], &[]),
        "`often` is no value for `--cache`: expected rw, ro, refresh, off or require"
    );
    assert_eq!(
        message(&["a.mjs"], &[("PARBAKE_NO_CACHE", "disable")]),
        "`disable` is no value for the environment variable `PARBAKE_NO_CACHE`: expected 1, true, yes, on, 0, false, no or off"
    );
    assert_eq!(message(&["--cache-dir=", "a.mjs"], &[]), "`` is no value for `--cache-dir`: expected a path");
}

#[test]
fn flags_win_over_variables() {
    let policy = |words: &[&str], variables: &[(&'static str, &str)]| read_with(words, variables).unwrap().policy;
    assert_eq!(policy(&["a.mjs"], &[("PARBAKE_CACHE", "ro")]), Some(Policy::ReadOnly));
    assert_eq!(policy(&["--cache=refresh", "a.mjs"], &[("PARBAKE_CACHE", "ro")]), Some(Policy::Refresh));
    assert_eq!(policy(&["--cache=rw", "a.mjs"], &[("PARBAKE_NO_CACHE", "1")]), Some(Policy::ReadWrite));
    assert_eq!(policy(&["a.mjs"], &[("PARBAKE_CACHE", "ro"), ("PARBAKE_NO_CACHE", "1")]), Some(Policy::Off));
    assert_eq!(policy(&["a.mjs"], &[("PARBAKE_NO_CACHE", "0")]), None);
    assert_eq!(policy(&["a.mjs"], &[("PARBAKE_CACHE", "")]), None);
}

#[test]
fn variables_of_other_commands_are_left_alone() {
    let variables = [("PARBAKE_CACHE", "nonsense")];
    assert!(read_with(&["cache", "dir"], &variables).is_ok());
    assert!(read_with(&["--help"], &variables).is_ok());
    assert!(read_with(&["a.mjs", "--help"], &variables).is_err());
}

#[test]
fn the_bytecode_flag_switches_the_cache() {
    let policy = |words: &[&str]| read_with(words, &[("PARBAKE_NO_CACHE", "1")]).unwrap().policy;
    assert_eq!(policy(&["--experimental-esm-bytecode", "a.mjs"]), None);
    assert_eq!(read(&["--no-experimental-esm-bytecode", "a.mjs"]).unwrap().policy, Some(Policy::Off));
    assert_eq!(read(&["--cache=ro", "--experimental-esm-bytecode", "a.mjs"]).unwrap().policy, Some(Policy::ReadOnly));
}

#[test]
fn a_log_format_is_optional_and_never_the_next_word() {
    let log = |words: &[&str]| read(words).unwrap().cache_log;
    assert_eq!(log(&["--cache-log", "a.mjs"]), Some(LogFormat::Text));
    assert_eq!(log(&["--cache-log=json", "a.mjs"]), Some(LogFormat::Json));
    assert_eq!(log(&["--cache-log=off", "a.mjs"]), None);
    assert_eq!(read_with(&["a.mjs"], &[("PARBAKE_CACHE_LOG", "1")]).unwrap().cache_log, Some(LogFormat::Text));
}

#[test]
fn every_value_and_operand_says_what_it_stands_for() {
    let known: HashSet<&str> = HINTS.iter().map(|(name, _)| *name).collect();
    let of_flags = FLAGS.iter().filter_map(|flag| match flag.value {
        Value::None => None,
        Value::Required(name) | Value::Optional(name) => Some(name),
    });
    let of_commands = COMMANDS.iter().filter_map(|spec| match spec.operands {
        Operands::None | Operands::Program => None,
        Operands::One(name) | Operands::Maybe(name) | Operands::Some(name) | Operands::Any(name) => Some(name),
    });
    for name in of_flags.chain(of_commands) {
        assert!(known.contains(name), "{name} has no row in HINTS");
    }
}

/// Every word that completions offer for a value is accepted.
#[test]
fn offered_words_are_accepted() {
    for flag in FLAGS {
        let (Value::Required(name) | Value::Optional(name)) = flag.value else { continue };
        let Hint::Words(words) = hint(name) else { continue };
        for word in words {
            let mut args = LowArgs::about(Topic::Nothing, Vec::new());
            let taken = (flag.apply)(&mut args, &Given::Value(word.into()));
            assert!(taken.is_ok(), "--{} {word}: {taken:?}", flag.long);
        }
    }
}

#[test]
fn generated_texts_name_every_flag_and_command() {
    let scripts = [Shell::Bash, Shell::Fish, Shell::Zsh].map(completions::script);
    let manuals = [ManualFormat::Roff, ManualFormat::Markdown].map(manual::text);
    for flag in FLAGS {
        let in_roff = format!("\\-\\-{}", flag.long.replace('-', "\\-"));
        assert!(manuals[0].contains(&in_roff) || flag.negatable, "--{}", flag.long);
        assert!(manuals[1].contains(flag.long), "--{}", flag.long);
        assert!(scripts.iter().all(|script| script.contains(flag.long)), "--{}", flag.long);
    }
    for spec in COMMANDS {
        assert!(manuals.iter().all(|manual| manual.contains(spec.words[spec.words.len() - 1])), "{}", spec.name());
        assert!(scripts.iter().all(|script| script.contains(spec.words[spec.words.len() - 1])), "{}", spec.name());
    }
}
