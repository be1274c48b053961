//! The string table: each string once, in the order in which the writer first met it.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use crate::refusal::Unwritable;

/// Collects strings and gives each a number. The map is never iterated, so that the bytes depend on the strings alone.
#[derive(Default)]
pub(super) struct Strings<'a> {
    numbers: HashMap<&'a str, u32, FxBuildHasher>,
    ends: Vec<u32>,
    text: String,
}

impl<'a> Strings<'a> {
    /// Room for about `count` strings.
    pub fn with_capacity(count: usize) -> Self {
        Self {
            numbers: HashMap::with_capacity_and_hasher(count, FxBuildHasher),
            ends: Vec::with_capacity(count),
            text: String::with_capacity(8 * count),
        }
    }

    /// The number of a string.
    pub fn number(&mut self, string: &'a str) -> Result<u32, Unwritable> {
        if let Some(&number) = self.numbers.get(string) {
            return Ok(number);
        }
        let number = to_u32(self.ends.len())?;
        self.text.push_str(string);
        self.ends.push(to_u32(self.text.len())?);
        self.numbers.insert(string, number);
        Ok(number)
    }

    /// Where each string ends in the text.
    pub fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// All strings, one after the other.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A count as a metadata section holds it. The greatest number is kept free: it stands for a namespace object.
pub(super) fn to_u32(count: usize) -> Result<u32, Unwritable> {
    u32::try_from(count).ok().filter(|&count| count < u32::MAX).ok_or(Unwritable::TooLarge)
}
