//! What is said when parbake itself fails: a panic is our bug, and the user should know that it is not theirs.

use std::panic::{self, PanicHookInfo, UnwindSafe};

use crate::exit;

/// Runs `body`; a panic in it becomes a report on standard error and [`exit::BUG`].
pub fn guard(body: impl FnOnce() -> i32 + UnwindSafe) -> i32 {
    panic::set_hook(Box::new(|info| eprint!("{}", report(info))));
    panic::catch_unwind(body).unwrap_or(exit::BUG)
}

fn report(info: &PanicHookInfo<'_>) -> String {
    let message = info.payload_as_str().unwrap_or("no message");
    let place = info.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
    text(message, &place)
}

fn text(message: &str, place: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    format!(
        "\nparbake has failed: this is a bug in parbake, not in the program it ran.\n\n  {message}\n  at {place}, \
         parbake {version}, {os} {arch}\n\nPlease report these lines and the command line that led to them.\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_the_exit_code_of_a_bug() {
        assert_eq!(guard(|| panic!("on purpose")), exit::BUG);
        assert_eq!(guard(|| 3), 3);
    }

    #[test]
    fn the_report_names_the_fault_and_the_version() {
        let text = text("index out of bounds", "src/x.rs:7");
        assert!(text.contains("index out of bounds\n  at src/x.rs:7"), "{text}");
        assert!(text.contains(env!("CARGO_PKG_VERSION")), "{text}");
    }
}
