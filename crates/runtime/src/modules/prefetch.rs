//! What a warm program starts with, decoded ahead of its use: by other threads while the engine starts, and by the main
//! thread itself where it comes first. Each module is claimed by one of them; nobody waits for what nobody has begun.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use parbake_engine::Frontend;

use super::fetch::Shared;
use super::known::Known;
use super::order::Body;

/// One slot for each module that the program starts with.
pub(crate) struct Prefetch {
    slots: Vec<Slot>,
    /// The first slot that no other thread has tried.
    next: AtomicU32,
}

#[derive(Default)]
struct Slot {
    claimed: AtomicBool,
    decoded: OnceLock<Mutex<Option<Decoded>>>,
}

/// A module out of the pack.
pub(crate) struct Decoded {
    pub(crate) body: Body,
    pub(crate) source_bytes: u64,
    pub(crate) duration: Duration,
}

impl Prefetch {
    pub(crate) fn new(known: Option<&Known>) -> Self {
        let length = known.filter(|known| known.start_holds()).map_or(0, |known| known.start_rows().end);
        Self { slots: (0..length).map(|_| Slot::default()).collect(), next: AtomicU32::new(0) }
    }

    /// Decodes the next module that nobody has claimed; false when there is none left.
    pub(crate) fn advance(&self, shared: &Shared, frontend: &mut Frontend) -> bool {
        let row = self.next.fetch_add(1, Ordering::Relaxed);
        let Some(slot) = self.slots.get(row as usize) else { return false };
        if !slot.claimed.swap(true, Ordering::Relaxed) {
            // The one who claimed a slot is the only one who fills it.
            let _ = slot.decoded.set(Mutex::new(decode(shared, frontend, row)));
        }
        true
    }

    /// The module of a row; `None` where the pack does not serve it. Each is given out once.
    pub(crate) fn take(&self, shared: &Shared, frontend: &mut Frontend, row: u32) -> Option<Decoded> {
        let slot = self.slots.get(row as usize)?;
        if !slot.claimed.swap(true, Ordering::Relaxed) {
            return decode(shared, frontend, row);
        }
        slot.decoded.wait().lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

fn decode(shared: &Shared, frontend: &mut Frontend, row: u32) -> Option<Decoded> {
    let began = Instant::now();
    let (body, source_bytes) = shared.decode_row(frontend, row)?;
    Some(Decoded { body, source_bytes, duration: began.elapsed() })
}
