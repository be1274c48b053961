//! Is what a pack says still true? One look at each file, relative to its directory.

use std::os::fd::{AsFd as _, OwnedFd};
use std::path::Path;

use parbake_bmes::Digest;
use rustix::io::Errno;

use super::LoadedPack;
use super::rows::{Place, ProbeView, StateView};
use crate::buffer::Buffer;
use crate::files::{CWD, FileKind, Files, Open};
use crate::stamp::Stamp;

/// No `package.json` is larger; one that is, is taken to have changed.
const LARGEST_MANIFEST: usize = 1 << 26;

/// What is left of a pack after the file system was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Every specifier still resolves as the pack says. If not, its resolutions and probes are worth nothing.
    pub resolutions_hold: bool,
    /// The modules, by place and in ascending order, whose file is not proven to be the recorded one: read it and compare
    /// digests. Only modules that were asked about, and that have a file, are among them.
    pub unproven: Vec<u32>,
}

impl LoadedPack {
    /// Looks at what the program starts with: its probes, and the files of its first modules.
    pub(crate) fn check_start(&self, files: &dyn Files) -> Standing {
        let probes_hold = self.probes().all(|probe| holds(files, &probe));
        let modules = self.check_modules(files, 0..self.start_modules());
        Standing { resolutions_hold: probes_hold && modules.resolutions_hold, ..modules }
    }

    /// Looks at the probes of all `import()`s.
    pub(crate) fn imports_hold(&self, files: &dyn Files) -> bool {
        self.later_probes().all(|probe| holds(files, &probe))
    }

    /// Looks at the files of these modules, and at no probe.
    pub(crate) fn check_modules(&self, files: &dyn Files, modules: impl Iterator<Item = u32>) -> Standing {
        let mut looker = Looker { files, real_paths: self.real_paths(), last: None };
        let mut standing = Standing { resolutions_hold: true, unproven: Vec::new() };
        for (index, place, stamp) in self.by_directory(modules) {
            match looker.look_at_module(&place, stamp) {
                Seen::Same => {}
                Seen::Unproven => standing.unproven.push(index),
                Seen::Elsewhere => {
                    standing.resolutions_hold = false;
                    standing.unproven.push(index);
                }
            }
        }
        standing.unproven.sort_unstable();
        standing
    }

    /// The modules that have a file, those of one directory together.
    fn by_directory(&self, modules: impl Iterator<Item = u32>) -> Vec<(u32, Place<'_>, Option<Stamp>)> {
        let with_file = |index| self.module(index).and_then(|view| Some((index, view.file?, view.stamp)));
        let mut all: Vec<_> = modules.filter_map(with_file).collect();
        all.sort_by_key(|(_, place, _)| place.number);
        all
    }
}

/// Probes are paths as the resolver met them, links included, and there are few: each is looked at by its whole path.
fn holds(files: &dyn Files, probe: &ProbeView<'_>) -> bool {
    let path = probe.place.to_path_buf();
    match probe.state {
        StateView::Absent => matches!(files.stat_at(CWD, &path, false), Err(Errno::NOENT | Errno::NOTDIR)),
        StateView::Present(stamp, digest) => files.stat_at(CWD, &path, false).is_ok_and(|facts| {
            stamp.is_some_and(|stamp| stamp.matches(&facts))
                || (facts.kind == FileKind::Regular && has_content(files, &path, facts.size, &digest))
        }),
        StateView::Link(target) => files.read_link(CWD, &path).is_ok_and(|found| found == target),
    }
}

/// Whether a file holds what it held, although it may be another one.
fn has_content(files: &dyn Files, path: &Path, size: u64, digest: &Digest) -> bool {
    let read = || -> Result<Buffer, Errno> {
        let file = files.open(CWD, path, Open::Read)?;
        let length = usize::try_from(size).ok().filter(|&length| length <= LARGEST_MANIFEST).ok_or(Errno::FBIG)?;
        Buffer::read(files, file.as_fd(), length)
    };
    read().is_ok_and(|buffer| Digest::of(buffer.bytes()) == *digest)
}

/// What looking at a module's file showed.
enum Seen {
    Same,
    Unproven,
    /// No file, or another path to it: the specifier that led here would not lead here now.
    Elsewhere,
}

/// Looks names up, keeping the directory of the last one open.
struct Looker<'a> {
    files: &'a dyn Files,
    real_paths: bool,
    last: Option<(u32, Result<OwnedFd, Errno>)>,
}

impl Looker<'_> {
    fn look_at_module(&mut self, place: &Place<'_>, stamp: Option<Stamp>) -> Seen {
        let follow = !self.real_paths;
        let how = if follow { Open::SourceDirectory } else { Open::RealDirectory };
        let files = self.files;
        match self.directory(place, how).and_then(|dir| files.stat_at(dir.as_fd(), place.name.as_ref(), follow)) {
            Ok(facts) if stamp.is_some_and(|stamp| stamp.matches(&facts)) => Seen::Same,
            Ok(facts) if facts.kind == FileKind::Regular => Seen::Unproven,
            _ => Seen::Elsewhere,
        }
    }

    fn directory(&mut self, place: &Place<'_>, how: Open) -> Result<&OwnedFd, Errno> {
        if self.last.as_ref().is_none_or(|(number, _)| *number != place.number) {
            self.last = None;
            let path = if place.directory.as_os_str().is_empty() { Path::new(".") } else { place.directory };
            self.last = Some((place.number, self.files.open(CWD, path, how)));
        }
        match &self.last {
            Some((_, Ok(directory))) => Ok(directory),
            Some((_, Err(error))) => Err(*error),
            None => Err(Errno::NOENT),
        }
    }
}
