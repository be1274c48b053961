//! Processes that run the same program for the first time at the same time, and share what each has compiled.
//!
//! Whoever finds no pack takes a lock on a file named after the program, and leads. Whoever comes while that is held leaves a
//! byte in the file and joins. From then on all of them look for a module's entry among those that the others have filed
//! before they compile it, say so when they begin to compile one, and file what comes of it. The leader writes the pack and
//! takes all of this away. A lock goes with the process that holds it, so that nobody is ever in the way of anybody.
//!
//! A run that is alone takes a lock, asks for the size of the file before it compiles a module, and writes nothing more.

use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use parbake_bmes::EntryKey;
use rustix::io::Errno;

use crate::ProgramKey;
use crate::cache::Cache;
use crate::directory;
use crate::files::{Files, Open, write_full};
use crate::layout::{CompanyNames, FiledName, Room};
use crate::pack::PackedEntry;
use crate::publish;
use crate::rooms::{Rooms, read_file};

/// The processes that compile a program now, this one among them.
pub struct Company {
    names: CompanyNames,
    /// Locked by the one that leads.
    file: OwnedFd,
    leads: AtomicBool,
    /// The directory of the entries, once it is needed.
    entries: OnceLock<Option<OwnedFd>>,
}

/// What says that a process compiles a module. It is given up with this value, or with the process.
#[derive(Debug)]
pub struct Claim(#[expect(dead_code, reason = "closing it is what it is for")] OwnedFd);

/// Another process compiles the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken;

impl Cache {
    /// Leads, or joins those who compile this program already. `None` where nothing can be written.
    #[must_use]
    pub fn keep_company(&self, program: &ProgramKey) -> Option<Company> {
        let (rooms, _) = self.for_writing().ok().filter(|_| self.policy().reads())?;
        let (files, names) = (self.files(), CompanyNames::of(program));
        let open = || files.open(rooms.root(), names.lock(), Open::Append).ok();
        let mut file = open()?;
        let leads = match files.try_lock(file.as_fd()) {
            // Of processes that were killed, if there is anything in it.
            Ok(()) if files.stat(file.as_fd()).is_ok_and(|facts| facts.size > 0) => {
                remove(files, rooms.root(), &names);
                file = open()?;
                files.try_lock(file.as_fd()).is_ok()
            }
            Ok(()) => true,
            Err(Errno::AGAIN) => {
                write_full(files, file.as_fd(), b".").ok()?;
                false
            }
            // Where there are no locks, each works for itself.
            Err(_) => {
                remove(files, rooms.root(), &names);
                return None;
            }
        };
        Some(Company { names, file, leads: AtomicBool::new(leads), entries: OnceLock::new() })
    }

    /// Whether no other process has joined.
    #[must_use]
    pub fn is_alone(&self, company: &Company) -> bool {
        self.files().stat(company.file.as_fd()).is_ok_and(|facts| facts.size == 0)
    }

    /// An entry that another process of the company has filed.
    #[must_use]
    pub fn find_in_company(&self, company: &Company, key: &EntryKey) -> Option<PackedEntry<'static>> {
        let (keys, directory) = (self.keys().ok()?, self.shared_entries(company)?);
        let name = CompanyNames::entry(key);
        let buffer = read_file(self.files(), directory, name.as_ref(), self.config().max_file_size()).ok()?;
        // For ever: bytecode is used in place until the process ends.
        let bytes = Box::leak(Box::new(buffer)).bytes();
        let pack = keys.company.open_pack(bytes)?;
        let bytes = pack.content();
        let entry = pack.entry(0..bytes.len()).ok()?;
        let is_wanted = entry.key() == *key && entry.build_id() == self.config().build_id;
        is_wanted.then_some(PackedEntry { entry, bytes })
    }

    /// Says that this process compiles a module, as long as it holds on to the claim. At another turn, where whoever has said
    /// so before takes too long, one may again.
    ///
    /// # Errors
    /// Another one does. Where nothing can be said, none does.
    pub fn claim(&self, company: &Company, key: &EntryKey, turn: u32) -> Result<Option<Claim>, Taken> {
        let Some(directory) = self.shared_entries(company) else { return Ok(None) };
        let opened = self.files().open(directory, CompanyNames::claim(key, turn).as_ref(), Open::Append);
        let Ok(file) = opened else { return Ok(None) };
        match self.files().try_lock(file.as_fd()) {
            Ok(()) => Ok(Some(Claim(file))),
            Err(Errno::AGAIN) => Err(Taken),
            Err(_) => Ok(None),
        }
    }

    /// Files an entry for the others, if there is room. What cannot be filed is compiled by them.
    pub fn share(&self, company: &Company, key: &EntryKey, member: &[u8]) {
        let (Ok((rooms, keys)), Some(directory)) = (self.for_writing(), self.shared_entries(company)) else { return };
        let mut bytes = member.to_vec();
        keys.company.seal(&mut bytes);
        if !self.bounds(rooms.root()).is_room_for_a_while(bytes.len() as u64) {
            return;
        }
        let name = CompanyNames::entry(key);
        let _ = publish::place_file(self.files(), directory, self.names(), name.as_ref(), &bytes);
    }

    /// Whether it is left to this process to write the pack: it leads, or whoever did is gone without having written it.
    #[must_use]
    pub fn takes_over(&self, company: &Company, program: &ProgramKey) -> bool {
        if company.leads.load(Ordering::Relaxed) {
            return true;
        }
        let Ok((rooms, _)) = self.for_writing() else { return false };
        let is_open = || !self.is_written(rooms, program);
        let takes_over = is_open() && self.files().try_lock(company.file.as_fd()).is_ok() && is_open();
        company.leads.store(takes_over, Ordering::Relaxed);
        takes_over
    }

    /// The leader has written the pack, or never will: what was filed for the others is taken away. Whoever ends later takes
    /// away what was filed since.
    pub fn part(&self, company: &Company, program: &ProgramKey) {
        let Ok((rooms, _)) = self.for_writing() else { return };
        if company.leads.load(Ordering::Relaxed) {
            remove(self.files(), rooms.root(), &company.names);
        } else if self.is_written(rooms, program) {
            let _ = publish::remove_any(self.files(), rooms.root(), company.names.directory());
        }
    }

    fn is_written(&self, rooms: &Rooms, program: &ProgramKey) -> bool {
        let pack = FiledName::new(Room::Packs, &program.0).within(Room::Packs);
        self.files().stat_at(rooms.root(), &pack, false).is_ok()
    }
}

impl Cache {
    fn shared_entries<'a>(&self, company: &'a Company) -> Option<BorrowedFd<'a>> {
        let open = || {
            let (rooms, _) = self.for_writing().ok()?;
            directory::open_or_make_private(self.files(), rooms.root(), company.names.directory()).ok()
        };
        company.entries.get_or_init(|| open().map(|(directory, _)| directory)).as_ref().map(OwnedFd::as_fd)
    }
}

/// Those who are late find the pack.
fn remove(files: &dyn Files, root: BorrowedFd<'_>, names: &CompanyNames) {
    // Whoever comes after this begins anew, and whoever has it open keeps it.
    let _ = publish::remove_any(files, root, names.lock());
    let _ = publish::remove_any(files, root, names.directory());
}

/// The size of what companies share now.
pub(crate) fn size_of_shared(files: &dyn Files, root: BorrowedFd<'_>) -> u64 {
    let names = files.list(root).unwrap_or_default().into_iter();
    let directories = names.filter(|name| CompanyNames::parse(name).is_some());
    let size_of = |directory: &Path| {
        let Ok(directory) = files.open(root, directory, Open::Directory) else { return 0 };
        let names = files.list(directory.as_fd()).unwrap_or_default().into_iter();
        names
            .filter_map(|name| files.stat_at(directory.as_fd(), name.as_ref(), false).ok())
            .map(|facts| facts.size)
            .sum()
    };
    directories.map(|name| size_of(name.as_ref())).sum::<u64>()
}

/// What companies have left whose processes were all killed: relative to the cache directory.
pub(crate) fn deserted(files: &dyn Files, root: BorrowedFd<'_>) -> Vec<PathBuf> {
    let names = files.list(root).unwrap_or_default().into_iter();
    let programs = names.filter_map(|name| CompanyNames::parse(&name));
    let is_deserted = |names: &CompanyNames| {
        let held = files.open(root, names.lock(), Open::Read).is_ok_and(|file| files.try_lock(file.as_fd()).is_err());
        !held
    };
    programs.filter(is_deserted).flat_map(|names| [names.lock(), names.directory()].map(Path::to_owned)).collect()
}
