//! Packs that came with the program or with the machine: read, never written.
//!
//! They are looked for where the user's own cache has no pack: beside the program, then in directories that an
//! administrator fills. No secret tells that they are genuine. They are trusted as the program itself is: for whose they
//! are, and for who may write them.

use std::os::fd::AsFd as _;
use std::path::{Path, PathBuf};

use crate::Reason;
use crate::buffer::Buffer;
use crate::directory::{self, Fault};
use crate::files::{CWD, Facts, Files};
use crate::key::ProgramInput;
use crate::layout::{FiledName, Room};
use crate::rooms::{opened_file, read_opened};

/// The directory beside a program's file where its pack is looked for.
pub const BESIDE: &str = ".parbake";

/// Where the pack of a program lies if it is beside it: `.parbake/<file name>.pack`.
#[must_use]
pub fn beside(entry: &Path) -> Option<PathBuf> {
    let mut name = entry.file_name()?.to_owned();
    name.push(Room::Packs.extension());
    Some(entry.parent()?.join(BESIDE).join(name))
}

/// What the pack of a program is called in the directory of a layer.
#[must_use]
pub fn name_in_layer(input: &ProgramInput<'_>) -> PathBuf {
    FiledName::new(Room::Packs, &input.key().0).file().to_owned()
}

/// Where the pack of a program may lie, in the order in which it is looked for. In a layer its name is the program's key.
pub(crate) fn places<'a>(layers: &'a [PathBuf], input: &'a ProgramInput<'a>) -> impl Iterator<Item = PathBuf> + 'a {
    let name = name_in_layer(input);
    beside(input.entry).into_iter().chain(layers.iter().map(move |layer| layer.join(&name)))
}

/// Reads a pack of a layer, if nobody but its owner can have written it, and that is root or this user.
pub(crate) fn read(files: &dyn Files, path: &Path, limit: u64) -> Result<Buffer, Reason> {
    let file = opened_file(files, CWD, path)?;
    read_opened(files, file.as_fd(), limit, check_trusted)
}

fn check_trusted(facts: &Facts) -> Result<(), Fault> {
    const ROOT: u32 = 0;
    directory::check_ours(&Facts { owner: if facts.owner == ROOT { directory::user() } else { facts.owner }, ..*facts })
}
