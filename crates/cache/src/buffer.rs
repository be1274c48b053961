//! Private memory that begins at a multiple of 8, so that what is 8-aligned in a file is 8-aligned in memory.

use std::os::fd::BorrowedFd;

use rustix::io::Errno;

use crate::files::{Files, read_full};

/// The bytes of a file, read once. Nobody else can change them, as they could those of a mapped file.
pub(crate) struct Buffer {
    words: Vec<u64>,
    length: usize,
}

impl Buffer {
    /// Reads up to `length` bytes. One allocation, which the system clears where it is large.
    pub(crate) fn read(files: &dyn Files, file: BorrowedFd<'_>, length: usize) -> Result<Self, Errno> {
        let mut words = vec![0u64; length.div_ceil(8)];
        let length = read_full(files, file, &mut bytemuck::cast_slice_mut(&mut words)[..length])?;
        Ok(Self { words, length })
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &bytemuck::cast_slice(&self.words)[..self.length]
    }
}
