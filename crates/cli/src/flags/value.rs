//! The values that flags and environment variables take: from what was typed to what it means.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::str::FromStr as _;
use std::time::Duration;

use bytesize::ByteSize;
use parbake_cache::Policy;

use crate::start_report::{Format, Target};

/// A value was not understood. Holds what would have been, for the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// The values that are accepted, as a noun phrase or a list.
    pub expected: &'static str,
}

/// Who gets colour (`--color`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColorChoice {
    /// Terminals that can show it, subject to the environment.
    #[default]
    Auto,
    /// Everybody.
    Always,
    /// Nobody.
    Never,
}

/// How the log of the cache's work is written (`--cache-log`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// A line a module, for people.
    Text,
    /// A JSON object a line, for programs.
    Json,
}

/// What a program's text is (`--input-type`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InputType {
    /// An ES module, rather than a script with what CommonJS modules have.
    pub is_module: bool,
    /// It has types, which are erased.
    pub is_typescript: bool,
}

/// A shell that completions are written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shell {
    /// GNU bash.
    Bash,
    /// fish.
    Fish,
    /// zsh.
    Zsh,
}

/// What `cache ls` sorts by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortKey {
    /// The sources' paths.
    #[default]
    Path,
    /// The largest first.
    Size,
    /// The oldest first.
    Age,
}

/// How the manual is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ManualFormat {
    /// A man page.
    #[default]
    Roff,
    /// Markdown.
    Markdown,
}

/// How `--version` answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VersionFormat {
    /// Name and version.
    Text,
    /// A JSON object with everything that identifies the build.
    Json,
}

/// An on-or-off value: `1`, `true`, `yes` or `on`; `0`, `false`, `no` or `off`; in any case. Nothing else, so that a
/// misspelt "off" is not taken for "on".
pub fn boolish(value: &OsStr) -> Result<bool, Refusal> {
    match lowercase(value).as_deref() {
        Some("1" | "true" | "yes" | "on") => Ok(true),
        Some("0" | "false" | "no" | "off") => Ok(false),
        _ => Err(Refusal { expected: "1, true, yes, on, 0, false, no or off" }),
    }
}

/// `auto`, `always` or `never`.
pub fn color(value: &OsStr) -> Result<ColorChoice, Refusal> {
    match value.to_str() {
        Some("auto") => Ok(ColorChoice::Auto),
        Some("always") => Ok(ColorChoice::Always),
        Some("never") => Ok(ColorChoice::Never),
        _ => Err(Refusal { expected: "auto, always or never" }),
    }
}

/// A policy's name; an on-or-off value means `rw` or `off`.
pub fn policy(value: &OsStr) -> Result<Policy, Refusal> {
    let named = value.to_str().and_then(|name| name.parse().ok());
    let switched = || boolish(value).map(|on| if on { Policy::ReadWrite } else { Policy::Off });
    named.map_or_else(switched, Ok).map_err(|_| Refusal { expected: "rw, ro, refresh, off or require" })
}

/// `commonjs` or `module`, each with or without `-typescript`.
pub fn input_type(value: &OsStr) -> Result<InputType, Refusal> {
    let (is_module, is_typescript) = match value.to_str() {
        Some("commonjs") => (false, false),
        Some("module") => (true, false),
        Some("commonjs-typescript") => (false, true),
        Some("module-typescript") => (true, true),
        _ => return Err(Refusal { expected: "commonjs, module, commonjs-typescript or module-typescript" }),
    };
    Ok(InputType { is_module, is_typescript })
}

/// `text` or `json`; an on-or-off value means `text` or no log at all.
pub fn log_format(value: &OsStr) -> Result<Option<LogFormat>, Refusal> {
    match value.to_str() {
        Some("text") => Ok(Some(LogFormat::Text)),
        Some("json") => Ok(Some(LogFormat::Json)),
        _ => match boolish(value) {
            Ok(true) => Ok(Some(LogFormat::Text)),
            Ok(false) => Ok(None),
            Err(_) => Err(Refusal { expected: "text or json" }),
        },
    }
}

/// `text` or `json`.
pub fn version_format(value: &OsStr) -> Result<VersionFormat, Refusal> {
    match value.to_str() {
        Some("text") => Ok(VersionFormat::Text),
        Some("json") => Ok(VersionFormat::Json),
        _ => Err(Refusal { expected: "text or json" }),
    }
}

/// `bash`, `zsh` or `fish`.
pub fn shell(value: &OsStr) -> Result<Shell, Refusal> {
    match value.to_str() {
        Some("bash") => Ok(Shell::Bash),
        Some("fish") => Ok(Shell::Fish),
        Some("zsh") => Ok(Shell::Zsh),
        _ => Err(Refusal { expected: "bash, zsh or fish" }),
    }
}

/// `path`, `size` or `age`.
pub fn sort_key(value: &OsStr) -> Result<SortKey, Refusal> {
    match value.to_str() {
        Some("path") => Ok(SortKey::Path),
        Some("size") => Ok(SortKey::Size),
        Some("age") => Ok(SortKey::Age),
        _ => Err(Refusal { expected: "path, size or age" }),
    }
}

/// A number of threads or processes.
pub fn jobs(value: &OsStr) -> Result<usize, Refusal> {
    let number = value.to_str().and_then(|text| text.parse().ok()).filter(|number| (1..=1024).contains(number));
    number.ok_or(Refusal { expected: "a number from 1 to 1024" })
}

/// `roff` or `markdown`.
pub fn manual_format(value: &OsStr) -> Result<ManualFormat, Refusal> {
    match value.to_str() {
        Some("roff") => Ok(ManualFormat::Roff),
        Some("markdown") => Ok(ManualFormat::Markdown),
        _ => Err(Refusal { expected: "roff or markdown" }),
    }
}

/// A file whose name says how a report is written to it.
pub fn report(value: &OsStr) -> Result<Target, Refusal> {
    let path = PathBuf::from(value);
    let format =
        Format::of(&path).ok_or(Refusal { expected: "a file name that ends in .html, .json or .trace.json" })?;
    Ok(Target { path, format })
}

/// A number of bytes, bare or with a unit: `512MiB`, `100MB`, `1.5GiB`.
pub fn size(value: &OsStr) -> Result<u64, Refusal> {
    const REFUSAL: Refusal = Refusal { expected: "a size such as 512MiB, 100MB or 1048576" };
    let text = value.to_str().ok_or(REFUSAL)?;
    ByteSize::from_str(text).map(|size| size.as_u64()).map_err(|_| REFUSAL)
}

/// A time: a number of seconds, or one with a unit from seconds to weeks.
pub fn age(value: &OsStr) -> Result<Duration, Refusal> {
    const REFUSAL: Refusal = Refusal { expected: "a time such as 30d, 12h or 3600" };
    let text = value.to_str().ok_or(REFUSAL)?;
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let seconds = match &text[digits.len()..] {
        "" | "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 24 * 3600,
        "w" => 7 * 24 * 3600,
        _ => return Err(REFUSAL),
    };
    let number: u64 = digits.parse().map_err(|_| REFUSAL)?;
    number.checked_mul(seconds).map(Duration::from_secs).ok_or(REFUSAL)
}

/// A path; an empty one is a mistake, most often an unset variable in a script.
pub fn path(value: &OsStr) -> Result<PathBuf, Refusal> {
    if value.is_empty() {
        return Err(Refusal { expected: "a path" });
    }
    Ok(PathBuf::from(value))
}

/// Directories, with colons between them as in `PATH`.
pub fn directories(value: &OsStr) -> Result<Vec<PathBuf>, Refusal> {
    let named: Vec<PathBuf> = std::env::split_paths(value).filter(|path| !path.as_os_str().is_empty()).collect();
    if named.is_empty() {
        Err(Refusal { expected: "a directory, or several with `:` between them" })
    } else {
        Ok(named)
    }
}

/// Text in UTF-8.
pub fn text(value: &OsStr) -> Result<String, Refusal> {
    value.to_str().map(str::to_owned).ok_or(Refusal { expected: "text in UTF-8" })
}

/// The name of an export condition: something, and no number, which would be an array index of the `exports` object
/// (Node's packages documentation, "Conditional exports").
pub fn condition(value: &OsStr) -> Result<String, Refusal> {
    let name = text(value)?;
    let is_index = name.bytes().all(|byte| byte.is_ascii_digit());
    if is_index { Err(Refusal { expected: "the name of an export condition" }) } else { Ok(name) }
}

fn lowercase(value: &OsStr) -> Option<String> {
    value.to_str().map(str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_and_off_have_four_names_each_and_nothing_else_has() {
        for on in ["1", "true", "yes", "on", "ON", "True"] {
            assert_eq!(boolish(OsStr::new(on)), Ok(true), "{on}");
        }
        for off in ["0", "false", "no", "off", "OFF"] {
            assert_eq!(boolish(OsStr::new(off)), Ok(false), "{off}");
        }
        for neither in ["", "2", "disable", "y", " 1", "offf"] {
            assert!(boolish(OsStr::new(neither)).is_err(), "{neither:?}");
        }
    }

    #[test]
    fn policies_go_by_name_or_by_switch() {
        assert_eq!(policy(OsStr::new("ro")), Ok(Policy::ReadOnly));
        assert_eq!(policy(OsStr::new("0")), Ok(Policy::Off));
        assert_eq!(policy(OsStr::new("off")), Ok(Policy::Off));
        assert_eq!(policy(OsStr::new("yes")), Ok(Policy::ReadWrite));
        assert!(policy(OsStr::new("readonly")).is_err());
    }

    #[test]
    fn sizes_take_binary_and_decimal_units() {
        assert_eq!(size(OsStr::new("512MiB")), Ok(512 << 20));
        assert_eq!(size(OsStr::new("100MB")), Ok(100_000_000));
        assert_eq!(size(OsStr::new("4096")), Ok(4096));
        for wrong in ["", "MB", "12 parsecs", "-1"] {
            assert!(size(OsStr::new(wrong)).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn conditions_are_names() {
        assert_eq!(condition(OsStr::new("development")).as_deref(), Ok("development"));
        assert!(condition(OsStr::new("")).is_err());
        assert!(condition(OsStr::new("12")).is_err());
    }
}
