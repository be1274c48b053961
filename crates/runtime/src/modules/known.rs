//! What the program's last runs left: its pack, and how much of it is still true.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

use parbake_bmes::ModuleType;
use parbake_cache::{Base, Cache, LoadedPack, ModuleView, Origin, ProgramInput, Reason};
use rustc_hash::{FxHashMap, FxHashSet};

/// The values of [`Known::later`].
const UNKNOWN: u8 = 0;
const HOLDS: u8 = 1;
const BROKEN: u8 = 2;

/// The program's pack, compared with the files as they are now.
pub(crate) struct Known {
    /// For ever: bytecode is used in place until the process ends.
    pack: &'static LoadedPack,
    /// What the program starts with still means what it meant.
    start_holds: bool,
    /// It has not changed since, as far as anybody knows.
    trusted: AtomicBool,
    /// Modules that the program starts with and whose file has to be read to know whether it changed, ascending.
    unproven: Vec<u32>,
    /// Whether what `import()`s mean still holds, as of the last look.
    later: AtomicU8,
    by_url: OnceLock<FxHashMap<String, Vec<u32>>>,
}

impl Known {
    pub(crate) fn load(cache: &Cache, input: &ProgramInput<'_>, base: &Base) -> Result<Self, Reason> {
        let pack: &LoadedPack = Box::leak(Box::new(cache.load_pack(input, base)?));
        let standing = cache.check_start(pack);
        Ok(Self {
            pack,
            start_holds: standing.resolutions_hold,
            trusted: AtomicBool::new(standing.resolutions_hold),
            unproven: standing.unproven,
            later: AtomicU8::new(UNKNOWN),
            by_url: OnceLock::new(),
        })
    }

    /// Where the pack's entries come from, for the next pack: one that was carried here is not the program's own.
    pub(crate) fn origin(&self) -> Origin {
        if self.pack.is_shipped() { Origin::Other } else { Origin::Own }
    }

    pub(crate) fn pack(&self) -> &'static LoadedPack {
        self.pack
    }

    /// Every specifier that the program starts with still means what it meant.
    pub(crate) fn start_holds(&self) -> bool {
        self.start_holds
    }

    /// What the program starts with meant what the pack says, and nothing has come up since that may have changed it.
    pub(crate) fn is_trusted(&self) -> bool {
        self.trusted.load(Ordering::Acquire)
    }

    /// Paths have changed: specifiers are resolved anew from now on.
    pub(crate) fn distrust(&self) {
        self.trusted.store(false, Ordering::Release);
    }

    /// Looks again at what the specifiers of the program's start rest on.
    pub(crate) fn look_again(&self, cache: &Cache) {
        if self.is_trusted() && !cache.check_start(self.pack).resolutions_hold {
            self.distrust();
        }
    }

    pub(crate) fn row(&self, row: u32) -> Option<ModuleView<'static>> {
        self.pack.module(row)
    }

    /// The modules that the program starts with.
    pub(crate) fn start_rows(&self) -> std::ops::Range<u32> {
        0..self.pack.start_modules()
    }

    /// Those of them whose files have to be read: they may have changed.
    pub(crate) fn unproven_rows(&self) -> impl Iterator<Item = u32> {
        self.unproven.iter().copied()
    }

    /// The file of this row, which the program starts with, is the one that was read, by its stamp.
    pub(crate) fn is_proven_at_start(&self, row: u32) -> bool {
        row < self.pack.start_modules() && self.unproven.binary_search(&row).is_err()
    }

    /// The row that a request means in the module of row `referrer`, if that is still known. What the program does not
    /// start with is known as of the last look.
    pub(crate) fn resolve(&self, referrer: u32, specifier: &str, module_type: ModuleType) -> Option<u32> {
        if !self.is_trusted() {
            return None;
        }
        let target = self.pack.resolve(referrer, specifier, module_type)?;
        let at_start = referrer < self.pack.start_modules() && target < self.pack.start_modules();
        (at_start || self.later.load(Ordering::Acquire) == HOLDS).then_some(target)
    }

    /// The row that the pack says an `import()` of `specifier` means in the module of row `referrer`.
    pub(crate) fn import(&self, referrer: u32, specifier: &str, module_type: ModuleType) -> Option<u32> {
        self.is_trusted().then(|| self.pack.resolve(referrer, specifier, module_type)).flatten()
    }

    /// What `import()`s rest on has to be looked at again: the program may have written files.
    pub(crate) fn forget_imports(&self) {
        self.later.store(UNKNOWN, Ordering::Release);
    }

    /// Looks at what the module of row `target` needs to be imported, leaving out what is loaded already. Answers the rows
    /// whose files are proven, or nothing if specifiers have to be resolved.
    pub(crate) fn check_import(
        &self,
        cache: &Cache,
        target: u32,
        is_loaded: impl Fn(u32) -> bool,
    ) -> Option<FxHashSet<u32>> {
        if self.later.load(Ordering::Acquire) == UNKNOWN {
            self.later.store(if cache.imports_hold(self.pack) { HOLDS } else { BROKEN }, Ordering::Release);
        }
        let mut reached = self.reach(target, is_loaded);
        let standing = cache.check_modules(self.pack, reached.iter().copied());
        if !standing.resolutions_hold {
            self.later.store(BROKEN, Ordering::Release);
        }
        standing.unproven.iter().for_each(|row| _ = reached.remove(row));
        (self.later.load(Ordering::Acquire) == HOLDS).then_some(reached)
    }

    /// The rows that have to be loaded for the one at `target`.
    fn reach(&self, target: u32, is_loaded: impl Fn(u32) -> bool) -> FxHashSet<u32> {
        let mut reached = FxHashSet::default();
        let mut todo = vec![target];
        while let Some(row) = todo.pop() {
            if !is_loaded(row) && reached.insert(row) {
                todo.extend(self.row(row).into_iter().flat_map(|view| view.requests()));
            }
        }
        reached
    }

    /// The row of a module that was resolved anew.
    pub(crate) fn find(&self, url: &str, module_type: ModuleType) -> Option<u32> {
        let by_url = self.by_url.get_or_init(|| {
            let mut by_url: FxHashMap<String, Vec<u32>> = FxHashMap::default();
            for (row, module) in (0..).zip(self.pack.modules()) {
                by_url.entry(module.url()).or_default().push(row);
            }
            by_url
        });
        let rows = by_url.get(url)?;
        rows.iter().copied().find(|&row| self.row(row).is_some_and(|view| view.module_type == module_type))
    }
}
