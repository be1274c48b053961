//! What the program's last run left: its modules, their digests, what their specifiers meant.

use std::sync::OnceLock;

use parbake_bmes::ModuleType;
use parbake_cache::{Cache, LoadedProgram, ModuleView, ProgramKey, Reason};
use rustc_hash::FxHashMap;

/// The last run's record, compared with the files as they are now.
pub(crate) struct Known {
    program: LoadedProgram,
    resolutions_hold: bool,
    /// Rows whose file has to be read to know whether it changed, ascending.
    unproven: Vec<u32>,
    by_url: OnceLock<FxHashMap<String, Vec<u32>>>,
}

impl Known {
    pub(crate) fn load(cache: &Cache, key: &ProgramKey) -> Result<Self, Reason> {
        let program = cache.load_program(key)?;
        let standing = cache.check_program(&program);
        Ok(Self {
            program,
            resolutions_hold: standing.resolutions_hold,
            unproven: standing.unproven,
            by_url: OnceLock::new(),
        })
    }

    pub(crate) fn program(&self) -> &LoadedProgram {
        &self.program
    }

    /// Every specifier still means what it meant.
    pub(crate) fn resolutions_hold(&self) -> bool {
        self.resolutions_hold
    }

    pub(crate) fn row(&self, row: u32) -> Option<ModuleView<'_>> {
        self.program.module(row)
    }

    /// The file of this row is the one that was read, by its stamp.
    pub(crate) fn is_proven(&self, row: u32) -> bool {
        self.unproven.binary_search(&row).is_err()
    }

    /// The row that `specifier` means in the module of row `referrer`, if that is still known.
    pub(crate) fn resolve(&self, referrer: u32, specifier: &str, module_type: ModuleType) -> Option<u32> {
        self.resolutions_hold.then(|| self.program.resolve(referrer, specifier, module_type)).flatten()
    }

    /// The row of a module that was resolved anew.
    pub(crate) fn find(&self, url: &str, module_type: ModuleType) -> Option<u32> {
        let by_url = self.by_url.get_or_init(|| {
            let mut by_url: FxHashMap<String, Vec<u32>> = FxHashMap::default();
            for (row, module) in (0..).zip(self.program.modules()) {
                by_url.entry(module.url.to_owned()).or_default().push(row);
            }
            by_url
        });
        let rows = by_url.get(url)?;
        rows.iter().copied().find(|&row| self.row(row).is_some_and(|view| view.module_type == module_type))
    }
}
