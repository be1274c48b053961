//! First runs of one program at the same time: what one has compiled the others do not.

use std::cell::Cell;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use parbake_bmes::EntryKey;
use parbake_cache::{Base, Cache, Claim, Company, LoadedPack, PackedEntry, ProgramKey, Taken};

use super::member::Held;

/// Somebody else compiles what is wanted here. Whoever has other things to do does those first.
#[derive(Clone, Copy)]
pub(crate) struct Awaited {
    key: EntryKey,
    until: Instant,
    /// How many have taken too long for it.
    turn: u32,
}

/// What an order waits for, if anything.
pub(crate) type Wait = Cell<Option<Awaited>>;

/// The processes that run the program for the first time now.
pub(crate) struct Others {
    company: Company,
    program: ProgramKey,
    base: Base,
    /// The pack that one of them has written meanwhile.
    pack: OnceLock<&'static LoadedPack>,
    /// This process has come as far as to publish, or to leave it to another.
    has_published: AtomicBool,
}

/// How long a process that lives may take for a module: hundreds take turns on a processor. One that dies lets go at once.
const PATIENCE: Duration = Duration::from_secs(2);

/// So many are waited for, one after the other: whoever takes too long has one successor, not hundreds.
const TURNS: u32 = 3;

/// Between two looks at what somebody else is about to file.
const PAUSE: Duration = Duration::from_micros(300);

impl Others {
    /// Joins them, or is the first.
    pub(crate) fn new(cache: &Cache, program: ProgramKey, base: &Base) -> Option<Self> {
        let company = cache.keep_company(&program)?;
        let (pack, has_published) = (OnceLock::new(), AtomicBool::new(false));
        let others = Self { company, program, base: base.clone(), pack, has_published };
        // One that was written while this process was on its way.
        let _ = others.pack(cache);
        Some(others)
    }

    /// An entry that one of them has made.
    pub(super) fn find(&self, cache: &Cache, key: &EntryKey) -> Option<PackedEntry<'static>> {
        if self.is_alone(cache) {
            return None;
        }
        match self.pack(cache) {
            Some(pack) => pack.find(key).ok(),
            None => cache.find_in_company(&self.company, key),
        }
    }

    /// What the module may be compiled with, or what is to be waited for because another process is at it.
    pub(super) fn claim(
        &self,
        cache: &Cache,
        key: &EntryKey,
        before: Option<Awaited>,
    ) -> Result<Option<Claim>, Awaited> {
        if self.is_alone(cache) || self.pack(cache).is_some() {
            return Ok(None);
        }
        let from_now = |turn| Awaited { key: *key, until: Instant::now() + PATIENCE, turn };
        let mut awaited = before.unwrap_or_else(|| from_now(0));
        while awaited.turn < TURNS {
            match cache.claim(&self.company, key, awaited.turn) {
                Ok(claim) => return Ok(claim),
                Err(Taken) if Instant::now() < awaited.until => return Err(awaited),
                Err(Taken) => awaited = from_now(awaited.turn + 1),
            }
        }
        Ok(None)
    }

    /// Whether what is awaited is still to come. Pauses if it is.
    pub(super) fn is_to_come(&self, cache: &Cache, awaited: Awaited) -> bool {
        let is_over = Instant::now() >= awaited.until;
        let is_given_up = || cache.claim(&self.company, &awaited.key, awaited.turn).is_ok();
        if is_over || self.find(cache, &awaited.key).is_some() || is_given_up() {
            return false;
        }
        thread::sleep(PAUSE);
        true
    }

    /// Whether there is a pack by now.
    pub(super) fn have_written(&self) -> bool {
        self.pack.get().is_some()
    }

    /// Hands an entry to the others, if there are any.
    pub(super) fn share(&self, cache: &Cache, key: &EntryKey, held: &Held) {
        // What is made later is shared later, with the pack.
        if !self.is_alone(cache)
            && self.pack.get().is_none()
            && let Some(member) = held.as_member()
        {
            cache.share(&self.company, key, member.bytes);
        }
    }

    /// Whether another process publishes these entries, or has done so. At first one does for all; what each comes to know
    /// later is its own to publish, but for what another was quicker with.
    pub(super) fn publishes_instead(&self, cache: &Cache, mut entries: impl Iterator<Item = EntryKey>) -> bool {
        if !self.has_published.swap(true, Ordering::Relaxed) {
            return self.pack.get().is_some() || !cache.takes_over(&self.company, &self.program);
        }
        let written = || cache.load_written(&self.program, &self.base).ok();
        !self.is_alone(cache) && written().is_some_and(|pack| entries.all(|entry| pack.find(&entry).is_ok()))
    }

    /// The pack is written, or the process ends.
    pub(crate) fn part(&self, cache: &Cache) {
        cache.part(&self.company, &self.program);
    }

    fn is_alone(&self, cache: &Cache) -> bool {
        self.pack.get().is_none() && cache.is_alone(&self.company)
    }

    /// What one of them has written, from then on.
    fn pack(&self, cache: &Cache) -> Option<&'static LoadedPack> {
        if self.pack.get().is_none() {
            let pack = cache.load_written(&self.program, &self.base).ok()?;
            let _ = self.pack.set(Box::leak(Box::new(pack)));
        }
        self.pack.get().copied()
    }
}
