//! Is what a record says still true? One look at each file, relative to its directory.

use std::os::fd::{AsFd as _, OwnedFd};
use std::path::Path;

use rustix::io::Errno;

use super::LoadedProgram;
use super::loaded::{Place, StateView};
use super::tables::Tables;
use crate::files::{CWD, FileKind, Files, Open};
use crate::stamp::Stamp;

/// What is left of a record after the file system was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Every specifier still resolves as recorded. If not, the resolutions and probes are worth nothing.
    pub resolutions_hold: bool,
    /// The modules, by place and in ascending order, whose file is not proven to be the recorded one: read it and compare
    /// digests. Modules without a file are never among them.
    pub unproven: Vec<u32>,
}

impl LoadedProgram {
    /// Looks at every file that the record names.
    pub(crate) fn check_standing(&self, files: &dyn Files) -> Standing {
        let tables = self.tables();
        let mut looker = Looker { files, real_paths: self.real_paths(), last: None };
        let resolutions_hold = probes_hold(tables, &mut looker);
        let mut standing = Standing { resolutions_hold, unproven: Vec::new() };
        for index in by_directory(tables) {
            let Some(view) = self.module(index) else { continue };
            let Some(place) = view.file else { continue };
            match looker.look_at_module(&place, view.stamp) {
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

/// Probes are paths as the resolver met them, links included, and there are few: each is looked at by its whole path.
fn probes_hold(tables: &Tables<'_>, looker: &mut Looker<'_>) -> bool {
    tables.probes.iter().map(|row| tables.probe(row)).all(|probe| {
        let path = probe.place.to_path_buf();
        match probe.state {
            StateView::Absent => matches!(looker.files.stat_at(CWD, &path, false), Err(Errno::NOENT | Errno::NOTDIR)),
            StateView::Present(stamp) => {
                looker.files.stat_at(CWD, &path, false).is_ok_and(|facts| stamp.matches(&facts))
            }
            StateView::Link(target) => looker.files.read_link(CWD, &path).is_ok_and(|found| found == target),
        }
    })
}

/// The modules that have a file, those of one directory together.
fn by_directory(tables: &Tables<'_>) -> Vec<u32> {
    let mut indices: Vec<u32> = (0..tables.header.modules.get()).collect();
    indices.sort_by_key(|&index| tables.modules.get(index as usize).map(|row| row.file.directory.get()));
    indices
}
