//! The row of a run, as it lies in the file.

use zerocopy::little_endian::{I64, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::Reason;

/// What a run had from the cache, or several together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RunStats {
    /// Modules that came from the cache.
    pub hits: u64,
    /// Modules that did not, by reason: as [`Reason::ALL`].
    pub misses: [u64; Reason::ALL.len()],
    /// Modules that the cache has no business with: built-ins, text from the command line.
    pub uncached: u64,
    /// Microseconds of thread time that serving the hits took.
    pub hit_us: u64,
    /// What the sources of the hits measure, in bytes.
    pub hit_bytes: u64,
    /// Microseconds of thread time that reading and compiling the misses took.
    pub miss_us: u64,
    /// What the sources of the misses measure, in bytes.
    pub miss_bytes: u64,
}

/// Which cache a row is about: the first bytes of the digest of its directory's path.
#[derive(Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct CacheId([u8; 8]);

/// Begins the row of a run.
const RUN: [u8; 4] = *b"PBR2";

/// Begins a row that says that the rows before it are to be forgotten.
const FORGET: [u8; 4] = *b"PBF2";

/// Room for more reasons than there are: a row keeps its size when one is added.
const REASONS: usize = 16;

#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub(super) struct Row {
    magic: [u8; 4],
    /// The first bytes of the digest of all that follows.
    check: [u8; 4],
    cache: CacheId,
    /// Seconds since 1970.
    time: I64,
    hits: U32,
    uncached: U32,
    misses: [U32; REASONS],
    hit_us: U64,
    hit_bytes: U64,
    miss_us: U64,
    miss_bytes: U64,
}

impl RunStats {
    /// All misses together.
    #[must_use]
    pub fn missed(&self) -> u64 {
        self.misses.iter().sum()
    }

    /// Counts a module that came from the cache.
    pub fn hit(&mut self, us: u64, source_bytes: u64) {
        self.hits += 1;
        self.hit_us += us;
        self.hit_bytes += source_bytes;
    }

    /// Counts a module that did not.
    pub fn miss(&mut self, reason: Reason, us: u64, source_bytes: u64) {
        self.misses[reason as usize] += 1;
        self.miss_us += us;
        self.miss_bytes += source_bytes;
    }

    pub(super) fn add(&mut self, other: &Self) {
        let Self { hits, misses, uncached, hit_us, hit_bytes, miss_us, miss_bytes } = other;
        self.hits += hits;
        self.misses.iter_mut().zip(misses).for_each(|(sum, misses)| *sum += misses);
        self.uncached += uncached;
        self.hit_us += hit_us;
        self.hit_bytes += hit_bytes;
        self.miss_us += miss_us;
        self.miss_bytes += miss_bytes;
    }
}

impl CacheId {
    pub(super) fn of(path: &[u8]) -> Self {
        Self(first_bytes(&blake3::hash(path)))
    }
}

impl Row {
    pub(super) fn forgetting(cache: CacheId, time: i64) -> Self {
        let mut row = Self { magic: FORGET, ..Self::new(cache, &RunStats::default(), time) };
        row.check = row.expected_check();
        row
    }

    pub(super) fn new(cache: CacheId, run: &RunStats, time: i64) -> Self {
        let RunStats { hits, misses, uncached, hit_us, hit_bytes, miss_us, miss_bytes } = *run;
        let count = |number: u64| U32::new(u32::try_from(number).unwrap_or(u32::MAX));
        let mut row = Self {
            magic: RUN,
            check: [0; 4],
            cache,
            time: time.into(),
            hits: count(hits),
            uncached: count(uncached),
            misses: [U32::ZERO; REASONS],
            hit_us: hit_us.into(),
            hit_bytes: hit_bytes.into(),
            miss_us: miss_us.into(),
            miss_bytes: miss_bytes.into(),
        };
        row.misses.iter_mut().zip(misses).for_each(|(place, misses)| *place = count(misses));
        row.check = row.expected_check();
        row
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.as_bytes()
    }

    pub(super) fn cache(&self) -> CacheId {
        self.cache
    }

    pub(super) fn forgets(&self) -> bool {
        self.magic == FORGET
    }

    /// In seconds since 1970.
    pub(super) fn time(&self) -> i64 {
        self.time.get()
    }

    pub(super) fn run(&self) -> RunStats {
        let mut misses = [0; Reason::ALL.len()];
        misses.iter_mut().zip(&self.misses).for_each(|(place, misses)| *place = misses.get().into());
        RunStats {
            hits: self.hits.get().into(),
            misses,
            uncached: self.uncached.get().into(),
            hit_us: self.hit_us.get(),
            hit_bytes: self.hit_bytes.get(),
            miss_us: self.miss_us.get(),
            miss_bytes: self.miss_bytes.get(),
        }
    }

    fn expected_check(&self) -> [u8; 4] {
        first_bytes(&blake3::hash(&self.as_bytes()[8..]))
    }
}

fn first_bytes<const N: usize>(digest: &blake3::Hash) -> [u8; N] {
    std::array::from_fn(|index| digest.as_bytes()[index])
}

/// The rows in a file. Behind a torn or damaged one it goes on with the next that is whole.
pub(super) fn rows(mut bytes: &[u8]) -> impl Iterator<Item = Row> {
    std::iter::from_fn(move || {
        while bytes.len() >= size_of::<Row>() {
            if let Ok((row, rest)) = Row::read_from_prefix(bytes)
                && [RUN, FORGET].contains(&row.magic)
                && row.check == row.expected_check()
            {
                bytes = rest;
                return Some(row);
            }
            bytes = &bytes[1..];
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(run: &RunStats, time: i64) -> Row {
        Row::new(CacheId::of(b"/cache"), run, time)
    }

    fn run(number: u64) -> RunStats {
        let mut run = RunStats { uncached: 1, ..RunStats::default() };
        run.hit(10, 100);
        run.miss(Reason::Disabled, number, 7);
        run
    }

    #[test]
    fn a_row_is_what_went_in() {
        assert_eq!(size_of::<Row>(), 128);
        let row = row(&run(5), 42);
        let read: Vec<_> = rows(row.bytes()).map(|row| (row.cache(), row.forgets(), row.time(), row.run())).collect();
        assert!(read == [(CacheId::of(b"/cache"), false, 42, run(5))]);
        let forgetting = Row::forgetting(CacheId::of(b"/other"), 43);
        let read: Vec<_> = rows(forgetting.bytes()).map(|row| (row.cache(), row.forgets())).collect();
        assert!(read == [(CacheId::of(b"/other"), true)]);
    }

    #[test]
    fn reading_goes_on_behind_what_is_torn_or_damaged() {
        let mut bytes = row(&run(1), 1).bytes()[..100].to_vec();
        bytes.extend_from_slice(row(&run(2), 2).bytes());
        let mut damaged = row(&run(3), 3).bytes().to_vec();
        damaged[40] ^= 1;
        bytes.extend(damaged);
        bytes.extend_from_slice(row(&run(4), 4).bytes());
        bytes.extend_from_slice(&row(&run(5), 5).bytes()[..127]);
        let times: Vec<_> = rows(&bytes).map(|row| row.time()).collect();
        assert_eq!(times, [2, 4]);
    }
}
