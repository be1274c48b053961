//! `completions` and `man`: what is read off the tables, for shells and for manuals.

use crate::commands::Failure;
use crate::exit;
use crate::flags::value::{ManualFormat, Shell};
use crate::flags::{completions, manual};
use crate::printer::Printer;

/// Prints the completions for a shell.
pub fn completions(shell: Shell, printer: Printer) -> Result<i32, Failure> {
    printer.answer(completions::script(shell).as_bytes())?;
    Ok(exit::SUCCESS)
}

/// Prints the manual.
pub fn man(format: ManualFormat, printer: Printer) -> Result<i32, Failure> {
    printer.answer(manual::text(format).as_bytes())?;
    Ok(exit::SUCCESS)
}
