//! Facts read in place: no allocation, `&str` borrowed from the entry.

use super::shape::{FIXED_SIZE, NAMESPACE, Shape, Table, flag, width};
use super::{CommonJsExports, DynamicImport, ImportEntry, ImportName, IndirectExport, LocalExport, Metadata, Request};
use crate::fields::wide;
use crate::kind::{ModuleType, Phase};
use crate::refusal::Refusal;

/// A record of `N` little-endian words.
pub(super) type Record<const N: usize> = [[u8; 4]; N];

/// The metadata of an entry, read in place. Answers without allocation; copying it copies only references.
///
/// Every number in the records was checked before anybody got a view, so no index can miss and no default stands in.
#[derive(Debug, Clone, Copy)]
pub struct MetadataView<'a> {
    pub(super) shape: Shape,
    pub(super) requests: &'a [Record<{ width::REQUEST }>],
    pub(super) attributes: &'a [Record<{ width::ATTRIBUTE }>],
    pub(super) imports: &'a [Record<{ width::IMPORT }>],
    pub(super) local_exports: &'a [Record<{ width::LOCAL_EXPORT }>],
    pub(super) indirect_exports: &'a [Record<{ width::INDIRECT_EXPORT }>],
    pub(super) star_exports: &'a [Record<{ width::STAR_EXPORT }>],
    pub(super) dynamic_imports: &'a [Record<{ width::DYNAMIC_IMPORT }>],
    pub(super) commonjs_exports: &'a [Record<{ width::COMMONJS }>],
    pub(super) commonjs_reexports: &'a [Record<{ width::COMMONJS }>],
    pub(super) strings: Strings<'a>,
}

/// The strings of a metadata section.
#[derive(Debug, Clone, Copy)]
pub(super) struct Strings<'a> {
    pub ends: &'a [Record<{ width::STRING }>],
    pub text: &'a str,
}

/// [`Request`], read in place.
#[derive(Debug, Clone, Copy)]
pub struct RequestView<'a> {
    /// The specifier as the source text has it, unresolved.
    pub specifier: &'a str,
    /// What is asked of the module.
    pub phase: Phase,
    /// The line of the specifier, counted from 1; 0 if unknown.
    pub line: u32,
    /// The column of the specifier, counted from 1; 0 if unknown.
    pub column: u32,
    attributes: &'a [Record<{ width::ATTRIBUTE }>],
    strings: Strings<'a>,
}

/// [`CommonJsExports`], read in place.
#[derive(Debug, Clone, Copy)]
pub struct CommonJsView<'a> {
    exports: &'a [Record<{ width::COMMONJS }>],
    reexports: &'a [Record<{ width::COMMONJS }>],
    strings: Strings<'a>,
}

impl<'a> MetadataView<'a> {
    /// Cuts a section that begins at `start` into its tables. The records themselves are not looked at: until they
    /// were checked too, they may name strings and requests that do not exist.
    pub(crate) fn read(bytes: &'a [u8], start: usize) -> Result<Self, Refusal> {
        let wrong_length = |needed| Refusal::SectionLength { offset: start, found: bytes.len(), needed };
        let fixed = bytes.first_chunk::<FIXED_SIZE>().ok_or_else(|| wrong_length(wide(FIXED_SIZE)))?;
        let (words, _) = fixed.as_chunks::<4>();
        let shape = Shape::from_words(std::array::from_fn(|index| u32::from_le_bytes(words[index])));
        if shape.length() != wide(bytes.len()) {
            return Err(wrong_length(shape.length()));
        }
        let text_start = shape.range(Table::Strings).end;
        let text = str::from_utf8(&bytes[text_start..])
            .map_err(|error| Refusal::NotUtf8 { offset: start + text_start + error.valid_up_to() })?;
        Ok(Self {
            shape,
            requests: records(bytes, &shape, Table::Requests),
            attributes: records(bytes, &shape, Table::Attributes),
            imports: records(bytes, &shape, Table::Imports),
            local_exports: records(bytes, &shape, Table::LocalExports),
            indirect_exports: records(bytes, &shape, Table::IndirectExports),
            star_exports: records(bytes, &shape, Table::StarExports),
            dynamic_imports: records(bytes, &shape, Table::DynamicImports),
            commonjs_exports: records(bytes, &shape, Table::CommonJsExports),
            commonjs_reexports: records(bytes, &shape, Table::CommonJsReexports),
            strings: Strings { ends: records(bytes, &shape, Table::Strings), text },
        })
    }

    /// The requested modules.
    pub fn requests(&self) -> impl ExactSizeIterator<Item = RequestView<'a>> + Clone + use<'a> {
        let Self { strings, attributes, .. } = *self;
        self.requests.iter().map(move |record| {
            let [specifier, first, count, phase, line, column] = words(record);
            RequestView {
                specifier: strings.get(specifier),
                phase: Phase::from_code(phase).unwrap_or_default(),
                line,
                column,
                attributes: &attributes[first as usize..][..count as usize],
                strings,
            }
        })
    }

    /// The import entries.
    pub fn imports(&self) -> impl ExactSizeIterator<Item = ImportEntry<&'a str>> + Clone + use<'a> {
        let strings = self.strings;
        self.imports.iter().map(move |record| {
            let [request, import_name, local_name, line, column] = words(record);
            let import_name = strings.import_name(import_name);
            ImportEntry { request, import_name, local_name: strings.get(local_name), line, column }
        })
    }

    /// Exports of the module's own bindings.
    pub fn local_exports(&self) -> impl ExactSizeIterator<Item = LocalExport<&'a str>> + Clone + use<'a> {
        let strings = self.strings;
        self.local_exports.iter().map(move |record| {
            let [export_name, local_name] = words(record).map(|name| strings.get(name));
            LocalExport { export_name, local_name }
        })
    }

    /// Exports of other modules' bindings by name.
    pub fn indirect_exports(&self) -> impl ExactSizeIterator<Item = IndirectExport<&'a str>> + Clone + use<'a> {
        let strings = self.strings;
        self.indirect_exports.iter().map(move |record| {
            let [export_name, request, import_name] = words(record);
            let import_name = strings.import_name(import_name);
            IndirectExport { export_name: strings.get(export_name), request, import_name }
        })
    }

    /// The requests of each `export * from`.
    pub fn star_exports(&self) -> impl ExactSizeIterator<Item = u32> + Clone + use<'a> {
        self.star_exports.iter().map(|record| {
            let [request] = words(record);
            request
        })
    }

    /// The `import()` calls whose specifier is a literal.
    pub fn dynamic_imports(&self) -> impl ExactSizeIterator<Item = DynamicImport<&'a str>> + Clone + use<'a> {
        let strings = self.strings;
        self.dynamic_imports.iter().map(move |record| {
            let [specifier, module_type] = words(record);
            let module_type = ModuleType::from_code(module_type).unwrap_or_default();
            DynamicImport { specifier: strings.get(specifier), module_type }
        })
    }

    /// The module contains a top-level `await`.
    #[must_use]
    pub const fn has_top_level_await(&self) -> bool {
        self.shape.flags & flag::TOP_LEVEL_AWAIT != 0
    }

    /// The module mentions `import.meta`.
    #[must_use]
    pub const fn uses_import_meta(&self) -> bool {
        self.shape.flags & flag::IMPORT_META != 0
    }

    /// The module contains an `import()`, with a literal specifier or without.
    #[must_use]
    pub const fn uses_dynamic_import(&self) -> bool {
        self.shape.flags & flag::DYNAMIC_IMPORT != 0
    }

    /// The names found in a CommonJS module, if it was analysed.
    #[must_use]
    pub fn commonjs(&self) -> Option<CommonJsView<'a>> {
        let Self { commonjs_exports: exports, commonjs_reexports: reexports, strings, .. } = *self;
        (self.shape.flags & flag::COMMONJS != 0).then_some(CommonJsView { exports, reexports, strings })
    }

    /// A copy that owns its strings.
    #[must_use]
    pub fn to_owned(&self) -> Metadata {
        Metadata {
            requests: self.requests().map(|request| request.to_owned()).collect(),
            imports: self.imports().map(ImportEntry::to_owned).collect(),
            local_exports: self.local_exports().map(LocalExport::to_owned).collect(),
            indirect_exports: self.indirect_exports().map(IndirectExport::to_owned).collect(),
            star_exports: self.star_exports().collect(),
            dynamic_imports: self.dynamic_imports().map(DynamicImport::to_owned).collect(),
            has_top_level_await: self.has_top_level_await(),
            uses_import_meta: self.uses_import_meta(),
            uses_dynamic_import: self.uses_dynamic_import(),
            commonjs: self.commonjs().map(|names| names.to_owned()),
        }
    }
}

impl<'a> RequestView<'a> {
    /// The import attributes as (key, value), in source order.
    pub fn attributes(&self) -> impl ExactSizeIterator<Item = (&'a str, &'a str)> + Clone + use<'a> {
        let strings = self.strings;
        self.attributes.iter().map(move |record| {
            let [key, value] = words(record).map(|string| strings.get(string));
            (key, value)
        })
    }

    /// A copy that owns its strings.
    #[must_use]
    pub fn to_owned(&self) -> Request {
        let attributes = self.attributes().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        let Self { specifier, phase, line, column, .. } = *self;
        Request { specifier: specifier.to_owned(), attributes, phase, line, column }
    }
}

impl<'a> CommonJsView<'a> {
    /// Names assigned on `exports`.
    pub fn exports(&self) -> impl ExactSizeIterator<Item = &'a str> + Clone + use<'a> {
        self.strings.list(self.exports)
    }

    /// Specifiers of `require` calls whose exports are passed on whole.
    pub fn reexports(&self) -> impl ExactSizeIterator<Item = &'a str> + Clone + use<'a> {
        self.strings.list(self.reexports)
    }

    /// A copy that owns its strings.
    #[must_use]
    pub fn to_owned(&self) -> CommonJsExports {
        CommonJsExports {
            exports: self.exports().map(str::to_owned).collect(),
            reexports: self.reexports().map(str::to_owned).collect(),
        }
    }
}

impl<'a> Strings<'a> {
    /// A string by its number. Both the number and the boundaries were checked.
    fn get(&self, number: u32) -> &'a str {
        let end = |index: usize| u32::from_le_bytes(self.ends[index][0]) as usize;
        let number = number as usize;
        let start = if number == 0 { 0 } else { end(number - 1) };
        &self.text[start..end(number)]
    }

    fn import_name(&self, number: u32) -> ImportName<&'a str> {
        if number == NAMESPACE { ImportName::Namespace } else { ImportName::Name(self.get(number)) }
    }

    fn list(self, records: &'a [Record<1>]) -> impl ExactSizeIterator<Item = &'a str> + Clone + use<'a> {
        records.iter().map(move |record| {
            let [name] = words(record);
            self.get(name)
        })
    }
}

pub(super) fn words<const N: usize>(record: &Record<N>) -> [u32; N] {
    record.map(u32::from_le_bytes)
}

/// The records of a table of a section whose length is that of its shape.
fn records<'a, const N: usize>(bytes: &'a [u8], shape: &Shape, table: Table) -> &'a [Record<N>] {
    let (words, _) = bytes[shape.range(table)].as_chunks::<4>();
    words.as_chunks::<N>().0
}
