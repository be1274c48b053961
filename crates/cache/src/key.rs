//! The closed keys: everything that can change what is kept is in one struct, and the struct is hashed whole.
//!
//! Each struct is taken apart field by field before it is hashed. A new field does not compile until somebody decides about it.

use std::ffi::OsStr;
use std::fmt;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use parbake_bmes::{BuildId, Digest, EntryKey, FORMAT_VERSION, Kind};

/// Everything that can change an entry.
///
/// The module's path or URL is not part of it: bytecode carries no file name, the engine is told after decoding. So a
/// module that two programs have in common, wherever they are, is one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyInput<'a> {
    /// The digest of the very text that is compiled, or parsed as JSON.
    pub source: Digest,
    /// What the text is compiled as. ECMA-262's two goals, Module and Script, are kinds of their own.
    pub kind: Kind,
    /// The build that compiles.
    pub build_id: BuildId,
    /// The compile options of this module that can differ within one build, in a form in which equal options are equal bytes.
    pub options: &'a [u8],
}

/// Everything that can change what a program's pack says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProgramInput<'a> {
    /// The absolute path of the program's first module, as it was resolved.
    pub entry: &'a Path,
    /// The extra export conditions, in their order.
    pub conditions: &'a [String],
    /// Symbolic links are kept in the paths of modules.
    pub preserve_symlinks: bool,
    /// Where `require` looks for packages at last, in this order.
    pub module_paths: &'a [PathBuf],
    /// The build that runs the program.
    pub build_id: BuildId,
}

/// What a program's pack is filed under. `Display` is lower-case hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProgramKey(pub [u8; 32]);

impl KeyInput<'_> {
    /// The key.
    #[must_use]
    pub fn key(&self) -> EntryKey {
        self.key_in_format(FORMAT_VERSION)
    }

    fn key_in_format(&self, format: u32) -> EntryKey {
        let Self { source, kind, build_id, options } = self;
        let mut fields = Fields::new("parbake 0.1 key of an entry");
        fields.add(&format.to_le_bytes());
        fields.add(&source.0);
        fields.add(&kind.code().to_le_bytes());
        fields.add(&build_id.0);
        fields.add(options);
        EntryKey(fields.digest())
    }
}

impl ProgramInput<'_> {
    /// The key.
    #[must_use]
    pub fn key(&self) -> ProgramKey {
        self.key_of("parbake 0.1 key of a pack", self.entry.as_os_str())
    }

    /// The key of the program's pack when it is carried elsewhere: of the path, only the file's name counts.
    #[must_use]
    pub fn shipped_key(&self) -> ProgramKey {
        self.key_of("parbake 0.1 key of a shipped pack", self.entry.file_name().unwrap_or_default())
    }

    fn key_of(&self, context: &str, entry: &OsStr) -> ProgramKey {
        let Self { entry: _, conditions, preserve_symlinks, module_paths, build_id } = self;
        let mut fields = Fields::new(context);
        fields.add(entry.as_bytes());
        fields.add(&(conditions.len() as u64).to_le_bytes());
        for condition in *conditions {
            fields.add(condition.as_bytes());
        }
        fields.add(&[u8::from(*preserve_symlinks)]);
        fields.add(&(module_paths.len() as u64).to_le_bytes());
        for path in *module_paths {
            fields.add(path.as_os_str().as_bytes());
        }
        fields.add(&build_id.0);
        ProgramKey(fields.digest())
    }
}

impl ProgramKey {
    /// Stands for every program that has no file: no record is filed under it.
    pub const WITHOUT_FILE: Self = Self([0; 32]);
}

impl fmt::Display for ProgramKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Digest(self.0).fmt(f)
    }
}

impl fmt::Debug for ProgramKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProgramKey({self})")
    }
}

/// A digest of fields, each with its length before it, so that no two lists of fields are the same bytes.
struct Fields(blake3::Hasher);

impl Fields {
    fn new(context: &str) -> Self {
        Self(blake3::Hasher::new_derive_key(context))
    }

    fn add(&mut self, field: &[u8]) {
        self.0.update(&(field.len() as u64).to_le_bytes());
        self.0.update(field);
    }

    fn digest(&self) -> [u8; 32] {
        *self.0.finalize().as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const INPUT: KeyInput<'_> =
        KeyInput { source: Digest([1; 32]), kind: Kind::Module, build_id: BuildId([2; 32]), options: b"o" };

    #[test]
    fn every_field_of_an_entry_key_counts() {
        // Taken apart here too: a new field must be walked.
        let KeyInput { source: _, kind: _, build_id: _, options: _ } = INPUT;
        let mut keys = HashSet::from([INPUT.key(), INPUT.key_in_format(FORMAT_VERSION + 1)]);
        let mut variants = 2;
        let mut count = |input: KeyInput<'_>| {
            variants += 1;
            assert!(keys.insert(input.key()), "{input:?} has the key of another input");
        };
        count(KeyInput { source: Digest([3; 32]), ..INPUT });
        // The values of two fields exchanged.
        count(KeyInput { source: Digest([2; 32]), build_id: BuildId([1; 32]), ..INPUT });
        count(KeyInput { build_id: BuildId([3; 32]), ..INPUT });
        count(KeyInput { options: b"", ..INPUT });
        count(KeyInput { options: b"oo", ..INPUT });
        for kind in Kind::ALL.iter().copied().filter(|&kind| kind != INPUT.kind) {
            count(KeyInput { kind, ..INPUT });
        }
        assert_eq!(keys.len(), variants);
        assert_eq!(INPUT.key(), INPUT.key_in_format(FORMAT_VERSION));
    }

    #[test]
    fn every_field_of_a_program_key_counts() {
        let conditions = ["a".to_owned(), "b".to_owned()];
        let joined = ["ab".to_owned()];
        let input = ProgramInput {
            entry: Path::new("/p/main.js"),
            conditions: &conditions,
            preserve_symlinks: false,
            module_paths: &[],
            build_id: BuildId([2; 32]),
        };
        let module_paths = [PathBuf::from("/m")];
        let ProgramInput { entry: _, conditions: _, preserve_symlinks: _, module_paths: _, build_id: _ } = input;
        let variants = [
            input,
            ProgramInput { entry: Path::new("/p/main.mjs"), ..input },
            ProgramInput { conditions: &joined, ..input },
            ProgramInput { conditions: &conditions[..1], ..input },
            ProgramInput { preserve_symlinks: true, ..input },
            ProgramInput { module_paths: &module_paths, ..input },
            ProgramInput { build_id: BuildId([3; 32]), ..input },
        ];
        let keys: HashSet<ProgramKey> = variants.iter().map(ProgramInput::key).collect();
        assert_eq!(keys.len(), variants.len());
    }
}
