//! `help`, `--help`, and what is shown where nothing was asked for.

use std::ffi::OsString;

use crate::commands::Failure;
use crate::exit;
use crate::flags::low_args::Topic;
use crate::flags::usage_error::UsageError;
use crate::flags::{commands, help};
use crate::printer::Printer;

/// Prints the page about `topic`.
pub fn page(topic: Topic, printer: Printer) -> Result<i32, Failure> {
    printer.answer(help::page(topic, printer.stdout_styles()).as_bytes())?;
    Ok(exit::SUCCESS)
}

/// Prints the page about the command that `words` name.
pub fn about(words: &[OsString], printer: Printer) -> Result<i32, Failure> {
    let texts: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    if let Some(topic) = topic(&texts) {
        return page(topic, printer);
    }
    let error = UsageError::UnknownTopic { words: texts.join(" ") };
    printer.error(&error.to_string(), Some(help::POINTER));
    Ok(exit::USAGE)
}

/// Shows how to begin, to somebody who did not: an error, so that a script that lost its operand notices.
pub fn beginning(topic: Topic, printer: Printer) -> i32 {
    let styles = printer.stderr_styles();
    printer.remark(&match topic {
        Topic::Nothing => help::short(styles),
        Topic::Group(_) | Topic::Command(_) => help::page(topic, styles),
    });
    exit::USAGE
}

fn topic(words: &[&str]) -> Option<Topic> {
    match words {
        [] => Some(Topic::Nothing),
        [group] if commands::in_group(group).next().is_some() => {
            commands::in_group(group).find_map(|spec| spec.words.first()).map(|group| Topic::Group(group))
        }
        _ => commands::find(words).map(|spec| Topic::Command(spec.command)),
    }
}
