//! Little-endian fields, one after the other.

use crate::refusal::Refusal;

/// Takes fields off bytes from front to back, and refuses where they end.
pub(crate) struct Fields<'a, F> {
    bytes: &'a [u8],
    taken: usize,
    ended: F,
}

impl<'a, F: Fn(u64) -> Refusal> Fields<'a, F> {
    /// Fields of `bytes`. `ended` makes the answer from the length that would have been needed.
    pub const fn new(bytes: &'a [u8], ended: F) -> Self {
        Self { bytes, taken: 0, ended }
    }

    /// The next `N` bytes.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Refusal> {
        let field = self.bytes[self.taken..].first_chunk::<N>().ok_or_else(|| self.refuse(wide(N)))?;
        self.taken += N;
        Ok(*field)
    }

    /// The next `length` bytes.
    pub fn slice(&mut self, length: u64) -> Result<&'a [u8], Refusal> {
        let rest = &self.bytes[self.taken..];
        let slice = usize::try_from(length).ok().and_then(|length| rest.get(..length));
        let slice = slice.ok_or_else(|| self.refuse(length))?;
        self.taken += slice.len();
        Ok(slice)
    }

    pub fn u16(&mut self) -> Result<u16, Refusal> {
        self.array().map(u16::from_le_bytes)
    }

    pub fn u32(&mut self) -> Result<u32, Refusal> {
        self.array().map(u32::from_le_bytes)
    }

    pub fn u64(&mut self) -> Result<u64, Refusal> {
        self.array().map(u64::from_le_bytes)
    }

    /// How many bytes were taken.
    pub const fn taken(&self) -> usize {
        self.taken
    }

    fn refuse(&self, more: u64) -> Refusal {
        (self.ended)(wide(self.taken).saturating_add(more))
    }
}

/// A length as a file holds it. Never lossy: `usize` has at most 64 bits on every target of Rust's.
pub(crate) const fn wide(length: usize) -> u64 {
    length as u64
}
