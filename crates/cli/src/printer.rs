//! Who sees what. Standard output carries what was asked for and nothing else; everything parbake has to say for itself
//! goes to standard error.

use std::io::{self, Write as _};

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::environment::Environment;
use crate::flags::value::ColorChoice;

/// The command's voice.
#[derive(Debug, Clone, Copy)]
pub struct Printer {
    stdout: Styles,
    stderr: Styles,
    /// Standard error is a terminal that can draw.
    watched: bool,
}

impl Printer {
    /// Decides about colour: the flag, then `NO_COLOR`, then `FORCE_COLOR`, then what the streams are.
    pub fn new(flag: Option<ColorChoice>, environment: &Environment) -> Self {
        let color = decide(flag, environment);
        let can = environment.variable("TERM").is_none_or(|term| term != "dumb");
        let for_stream = |is_terminal| match color {
            ColorChoice::Always => Styles::COLORED,
            ColorChoice::Auto if is_terminal && can => Styles::COLORED,
            ColorChoice::Auto | ColorChoice::Never => Styles::PLAIN,
        };
        Self {
            stdout: for_stream(environment.stdout_is_terminal),
            stderr: for_stream(environment.stderr_is_terminal),
            watched: environment.stderr_is_terminal && can,
        }
    }

    /// How text for standard output is styled.
    pub fn stdout_styles(self) -> Styles {
        self.stdout
    }

    /// How text for standard error is styled.
    pub fn stderr_styles(self) -> Styles {
        self.stderr
    }

    /// Whether somebody looks at standard error while it is written, so that a bar can be drawn there.
    pub fn stderr_is_watched(self) -> bool {
        self.watched
    }

    /// Writes what was asked for to standard output, byte for byte. A reader that has gone away has seen enough.
    pub fn answer(self, bytes: &[u8]) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            result => result,
        }
    }

    /// Writes an object to standard output as one line of JSON.
    pub fn answer_json(self, object: &impl Serialize) -> io::Result<()> {
        let mut line = serde_json::to_vec(object)?;
        line.push(b'\n');
        self.answer(&line)
    }

    /// Writes text to standard error, as it is.
    pub fn remark(self, text: &str) {
        // Nobody is left to tell that standard error cannot be written to.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Says what went wrong, and at most one thing to try.
    pub fn error(self, message: &str, help: Option<&str>) {
        let mut text = format!("{} {message}\n", self.stderr.error("error:"));
        if let Some(help) = help {
            text += &format!("{} {help}\n", self.stderr.heading("help:"));
        }
        self.remark(&text);
    }
}

/// How the parts of a text look on one stream. Colour never carries a meaning that the words do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Styles {
    heading: Style,
    literal: Style,
    error: Style,
}

impl Styles {
    /// No styling at all.
    pub const PLAIN: Self = Self { heading: Style::new(), literal: Style::new(), error: Style::new() };

    /// The sixteen colours that every colour terminal has.
    pub const COLORED: Self = Self {
        heading: Style::new().bold(),
        literal: AnsiColor::Cyan.on_default(),
        error: AnsiColor::Red.on_default().bold(),
    };

    /// A heading or label.
    pub fn heading(self, text: &str) -> String {
        paint(self.heading, text)
    }

    /// Something to type, or a name.
    pub fn literal(self, text: &str) -> String {
        paint(self.literal, text)
    }

    /// The label of an error.
    pub fn error(self, text: &str) -> String {
        paint(self.error, text)
    }
}

fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

fn decide(flag: Option<ColorChoice>, environment: &Environment) -> ColorChoice {
    match (flag, environment.variable("NO_COLOR"), environment.variable("FORCE_COLOR")) {
        (Some(choice), _, _) => choice,
        (None, Some(_), _) => ColorChoice::Never,
        (None, None, Some(value)) if value == "0" || value == "false" => ColorChoice::Never,
        (None, None, Some(_)) => ColorChoice::Always,
        (None, None, None) => ColorChoice::Auto,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_wins_over_no_color_over_force_color() {
        let both = Environment::with(&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")]);
        let force = Environment::with(&[("FORCE_COLOR", "1")]);
        let unforce = Environment::with(&[("FORCE_COLOR", "0")]);
        let empty = Environment::with(&[("NO_COLOR", "")]);
        assert_eq!(decide(Some(ColorChoice::Always), &both), ColorChoice::Always);
        assert_eq!(decide(None, &both), ColorChoice::Never);
        assert_eq!(decide(None, &force), ColorChoice::Always);
        assert_eq!(decide(None, &unforce), ColorChoice::Never);
        assert_eq!(decide(None, &empty), ColorChoice::Auto);
    }

    #[test]
    fn only_terminals_that_can_get_colour_unasked() {
        let on_terminal = |term| {
            let mut environment = Environment::with(&[("TERM", term)]);
            environment.stderr_is_terminal = true;
            Printer::new(None, &environment)
        };
        assert_eq!(on_terminal("xterm").stderr_styles(), Styles::COLORED);
        assert_eq!(on_terminal("xterm").stdout_styles(), Styles::PLAIN);
        assert_eq!(on_terminal("dumb").stderr_styles(), Styles::PLAIN);
    }

    #[test]
    fn plain_text_is_left_alone() {
        assert_eq!(Styles::PLAIN.error("error:"), "error:");
        assert_ne!(Styles::COLORED.error("error:"), "error:");
    }
}
