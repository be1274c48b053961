//! What is collected while a pack is written: strings and directories, each once, and the members.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use parbake_bmes::EntryKey;
use zerocopy::little_endian::U32;

use super::wire::{self, Place, Span};
use super::{Base, Member};
use crate::Reason;

/// The members, each once, in the order in which they were added.
#[derive(Default)]
pub(super) struct Members<'a> {
    pub rows: Vec<wire::Member>,
    contents: Vec<&'a [u8]>,
    numbers: HashMap<EntryKey, U32>,
    /// What the contents take together, in bytes.
    pub length: usize,
}

impl<'a> Members<'a> {
    /// The number of a member.
    pub fn add(&mut self, key: &EntryKey, member: Option<Member<'a>>) -> Result<U32, Reason> {
        let Some(Member { bytes, origin: _ }) = member else { return Ok(wire::NO_MEMBER.into()) };
        if let Some(number) = self.numbers.get(key) {
            return Ok(*number);
        }
        let number = count(self.rows.len())?;
        let (start, length) = (self.length as u64, bytes.len() as u64);
        self.rows.push(wire::Member { key: key.0, start: start.into(), length: length.into() });
        self.contents.push(bytes);
        self.numbers.insert(*key, number);
        self.length += bytes.len().next_multiple_of(wire::ALIGNMENT);
        Ok(number)
    }

    /// Tells the rows where the contents begin.
    pub fn move_behind(&mut self, start: usize) {
        for row in &mut self.rows {
            row.start = (row.start.get() + start as u64).into();
        }
    }

    pub fn append_to(&self, bytes: &mut Vec<u8>) {
        for content in &self.contents {
            bytes.resize(bytes.len().next_multiple_of(wire::ALIGNMENT), 0);
            bytes.extend_from_slice(content);
        }
        bytes.resize(bytes.len().next_multiple_of(wire::ALIGNMENT), 0);
    }
}

/// The string tables and the directories, filled while rows are made.
pub(super) struct Tables<'a> {
    base: &'a Base,
    pub text: Table<'a>,
    pub paths: Table<'a>,
    pub directories: Vec<Span>,
    pub requests: Vec<U32>,
    directory_urls: Vec<String>,
    directory_numbers: HashMap<&'a [u8], U32>,
}

/// Strings one behind the other, each once.
#[derive(Default)]
pub(super) struct Table<'a> {
    pub bytes: Vec<u8>,
    known: HashMap<Cow<'a, [u8]>, Span>,
}

impl<'a> Tables<'a> {
    pub fn new(base: &'a Base) -> Self {
        Self {
            base,
            text: Table::default(),
            paths: Table::default(),
            directories: Vec::new(),
            requests: Vec::new(),
            directory_urls: Vec::new(),
            directory_numbers: HashMap::new(),
        }
    }

    pub fn place(&mut self, path: &'a Path) -> Result<Place, Reason> {
        let bytes = path.as_os_str().as_bytes();
        let name_start = bytes.iter().rposition(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
        let (directory, name) = bytes.split_at(name_start);
        Ok(Place { directory: self.directory(directory)?, name: self.paths.intern(name)? })
    }

    fn directory(&mut self, path: &'a [u8]) -> Result<U32, Reason> {
        if let Some(number) = self.directory_numbers.get(path) {
            return Ok(*number);
        }
        let number = count(self.directories.len())?;
        self.directories.push(self.paths.intern(self.base.shorten(path))?);
        self.directory_urls.push(self.base.url(Path::new(OsStr::from_bytes(path))));
        self.directory_numbers.insert(path, number);
        Ok(number)
    }

    pub fn add_requests(&mut self, targets: &[u32]) -> Result<Span, Reason> {
        let span = Span { start: count(self.requests.len())?, length: count(targets.len())? };
        self.requests.extend(targets.iter().map(|&target| U32::new(target)));
        Ok(span)
    }

    /// The URL of a directory that was placed.
    pub fn url(&self, directory: U32) -> &str {
        self.directory_urls.get(directory.get() as usize).map_or("", String::as_str)
    }
}

impl<'a> Table<'a> {
    pub fn intern(&mut self, string: impl Into<Cow<'a, [u8]>>) -> Result<Span, Reason> {
        let string = string.into();
        if let Some(span) = self.known.get(&string) {
            return Ok(*span);
        }
        let span = Span { start: count(self.bytes.len())?, length: count(string.len())? };
        self.bytes.extend_from_slice(&string);
        self.known.insert(string, span);
        Ok(span)
    }
}

impl Place {
    pub(super) fn nowhere() -> Self {
        Self { directory: wire::NOWHERE.into(), name: Span { start: U32::ZERO, length: U32::ZERO } }
    }
}

pub(super) fn count(number: usize) -> Result<U32, Reason> {
    u32::try_from(number).map(U32::new).map_err(|_| Reason::TooLarge)
}
