//! Reading and writing in full: the system may take several calls for either.

use std::os::fd::BorrowedFd;

use rustix::io::Errno;

use super::Files;

/// Fills `buffer` from a file and returns how much there was: less than asked for only at the end of the file.
pub(crate) fn read_full(files: &dyn Files, file: BorrowedFd<'_>, buffer: &mut [u8]) -> Result<usize, Errno> {
    let mut filled = 0;
    while filled < buffer.len() {
        match files.read(file, &mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(Errno::INTR) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Writes all of `bytes` to a file.
pub(crate) fn write_full(files: &dyn Files, file: BorrowedFd<'_>, mut bytes: &[u8]) -> Result<(), Errno> {
    while !bytes.is_empty() {
        match files.write(file, bytes) {
            // A device that takes nothing and reports nothing would keep this loop for ever.
            Ok(0) => return Err(Errno::IO),
            Ok(count) => bytes = &bytes[count..],
            Err(Errno::INTR) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
