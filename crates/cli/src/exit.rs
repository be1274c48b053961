//! The exit codes that are parbake's own; a program's codes pass through as they are.

/// Everything went well.
pub const SUCCESS: i32 = 0;
/// A check failed, or something asked for does not exist.
pub const FAILURE: i32 = 1;
/// The command line makes no sense.
pub const USAGE: i32 = 2;
/// A bug of ours (`EX_SOFTWARE` of sysexits.h).
pub const BUG: i32 = 70;
