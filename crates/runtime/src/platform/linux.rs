use std::path::Path;

use rustix::fd::AsFd;
use rustix::fs;
use rustix::io::Errno;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// What the main thread's stack may grow to. The engine is given less ([`super::stack_for`]).
const STACK_BYTES: u64 = 64 << 20;

/// Left for what runs below the engine's own check.
const MARGIN_BYTES: u64 = 1 << 20;

/// What is assumed where the limit cannot be read.
const USUAL_STACK_BYTES: u64 = 8 << 20;

/// Raises the soft limit of the stack, which Linux looks up whenever the main thread's stack grows (the address space
/// below it is kept free for at least 128 MiB at exec). Answers how many bytes the engine may use.
pub(crate) fn grow_main_stack() -> usize {
    let Rlimit { current, maximum } = getrlimit(Resource::Stack);
    let wanted = maximum.map_or(STACK_BYTES, |maximum| maximum.min(STACK_BYTES));
    let available = match current {
        None => STACK_BYTES,
        Some(current) if current >= wanted => current,
        Some(current) => match setrlimit(Resource::Stack, Rlimit { current: Some(wanted), maximum }) {
            Ok(()) => wanted,
            Err(_) => current,
        },
    };
    let usable = available.clamp(USUAL_STACK_BYTES / 4, STACK_BYTES) - MARGIN_BYTES;
    usize::try_from(usable).unwrap_or(usize::MAX)
}

/// `[type, bsize, frsize, blocks, bfree, bavail, files, ffree]` of the file system that a path is on (statfs(2)).
pub(crate) fn file_system(path: &Path) -> Result<[i64; 8], Errno> {
    let stat = fs::statfs(path)?;
    let signed = u64::cast_signed;
    Ok([
        stat.f_type,
        stat.f_bsize,
        stat.f_frsize,
        signed(stat.f_blocks),
        signed(stat.f_bfree),
        signed(stat.f_bavail),
        signed(stat.f_files),
        signed(stat.f_ffree),
    ])
}

/// Lets `target` share the blocks of `source` until either is changed (ioctl_ficlone(2)).
pub(crate) fn clone_file(target: impl AsFd, source: impl AsFd) -> Result<(), Errno> {
    fs::ioctl_ficlone(target, source)
}
