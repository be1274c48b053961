use std::path::Path;

use rustix::fd::AsFd;
use rustix::io::Errno;

/// Windows gives a main thread 1 MiB, macOS 8; neither can be changed from within.
pub(crate) fn grow_main_stack() -> usize {
    768 << 10
}

pub(crate) fn file_system(_: &Path) -> Result<[i64; 8], Errno> {
    Err(Errno::NOSYS)
}

pub(crate) fn clone_file(_: impl AsFd, _: impl AsFd) -> Result<(), Errno> {
    Err(Errno::OPNOTSUPP)
}
