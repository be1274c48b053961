//! Terminals: what they are, how large, and raw input.

use std::os::fd::AsFd;
use std::sync::{Mutex, PoisonError};

use parbake_engine::{Arguments, Local, Scope, Thrown};
use rustix::io::Errno;
use rustix::termios::{
    self, ControlModes, InputModes, LocalModes, OptionalActions, OutputModes, SpecialCodeIndex, Termios,
};

use super::Functions;
use super::errno::outcome;
use super::fs::{Descriptor, descriptor};

pub(super) const FUNCTIONS: Functions = &[
    (c"isatty", is_terminal, 1),
    (c"windowSize", window_size, 1),
    (c"setRawMode", set_raw_mode, 2),
    (c"kindOf", kind_of, 1),
];

/// What the terminal was like before the program changed it.
static ORIGINAL: Mutex<Option<(Descriptor, Termios)>> = Mutex::new(None);

fn file(scope: &mut Scope<'_>, value: Local<'_>) -> Result<Option<Descriptor>, Thrown> {
    Ok(descriptor(scope.to_number(value)? as i32).ok())
}

fn is_terminal<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let file = file(scope, arguments.get(0))?;
    Ok(scope.boolean(file.is_some_and(termios::isatty)))
}

/// `[columns, rows]`, or `undefined` for what is no terminal.
fn window_size<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let file = file(scope, arguments.get(0))?;
    let Some(size) = file.and_then(|file| termios::tcgetwinsize(file).ok()) else { return Ok(scope.undefined()) };
    let (columns, rows) = (scope.number(size.ws_col.into()), scope.number(size.ws_row.into()));
    scope.array(&[columns, rows])
}

/// `kindOf(fd)`: "tty", "file" or "pipe", the last for everything else that can be read and written.
fn kind_of<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let file = file(scope, arguments.get(0))?;
    let kind = match file {
        Some(file) if termios::isatty(&file) => "tty",
        Some(file) => match rustix::fs::fstat(file).map(|stat| rustix::fs::FileType::from_raw_mode(stat.st_mode)) {
            Ok(kind) if kind.is_file() || kind.is_char_device() || kind.is_block_device() => "file",
            _ => "pipe",
        },
        None => "pipe",
    };
    scope.string(kind)
}

/// `setRawMode(fd, raw)`: every key is input, and none is echoed (termios(3)). `undefined`, or what failed.
fn set_raw_mode<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let file = file(scope, arguments.get(0))?;
    let raw = scope.to_boolean(arguments.get(1));
    let set = file.ok_or(Errno::BADF).and_then(|file| if raw { make_raw(file) } else { put_back() });
    outcome(scope, set)
}

fn make_raw(file: Descriptor) -> Result<(), Errno> {
    let original = termios::tcgetattr(&file)?;
    let mut modes = original.clone();
    modes.input_modes -=
        InputModes::BRKINT | InputModes::ICRNL | InputModes::INPCK | InputModes::ISTRIP | InputModes::IXON;
    modes.output_modes |= OutputModes::ONLCR;
    modes.control_modes |= ControlModes::CS8;
    modes.local_modes -= LocalModes::ECHO | LocalModes::ICANON | LocalModes::IEXTEN | LocalModes::ISIG;
    modes.special_codes[SpecialCodeIndex::VMIN] = 1;
    modes.special_codes[SpecialCodeIndex::VTIME] = 0;
    let mut kept = ORIGINAL.lock().unwrap_or_else(PoisonError::into_inner);
    termios::tcsetattr(&file, OptionalActions::Drain, &modes)?;
    kept.get_or_insert((file, original));
    Ok(())
}

fn put_back() -> Result<(), Errno> {
    let mut kept = ORIGINAL.lock().unwrap_or_else(PoisonError::into_inner);
    match kept.take() {
        Some((file, original)) => termios::tcsetattr(file.as_fd(), OptionalActions::Now, &original),
        None => Ok(()),
    }
}

/// Leaves the terminal as it was found. Called when the process ends.
pub(crate) fn restore() {
    // It may be gone by now; there is nothing left to tell that to.
    let _ = put_back();
}
