//! The proof that every record of a metadata section names only what exists. One pass, no allocation.

use super::shape::{NAMESPACE, Table, flag, width};
use super::view::{MetadataView, Record, words};
use crate::kind::{ModuleType, Phase};
use crate::refusal::Refusal;

/// Checks the records of a section that begins at `start`. After this no accessor of the view can fail.
pub(crate) fn check(view: &MetadataView<'_>, start: usize) -> Result<(), Refusal> {
    let checker = Checker { view, start };
    checker.flags()?;
    checker.requests()?;
    checker.each(Table::Attributes, view.attributes, &[Word::String; 2])?;
    let import = [Word::Request, Word::ImportName, Word::String, Word::Any, Word::Any];
    checker.each(Table::Imports, view.imports, &import)?;
    checker.each(Table::LocalExports, view.local_exports, &[Word::String; 2])?;
    let indirect_export = [Word::String, Word::Request, Word::ImportName];
    checker.each(Table::IndirectExports, view.indirect_exports, &indirect_export)?;
    checker.each(Table::StarExports, view.star_exports, &[Word::Request])?;
    checker.each(Table::DynamicImports, view.dynamic_imports, &[Word::String, Word::ModuleType])?;
    checker.each(Table::CommonJsExports, view.commonjs_exports, &[Word::String])?;
    checker.each(Table::CommonJsReexports, view.commonjs_reexports, &[Word::String])?;
    checker.strings()
}

/// What a word of a record means.
#[derive(Clone, Copy)]
enum Word {
    Any,
    String,
    Request,
    /// A string, or [`NAMESPACE`].
    ImportName,
    ModuleType,
    Phase,
}

struct Checker<'v, 'a> {
    view: &'v MetadataView<'a>,
    start: usize,
}

impl Checker<'_, '_> {
    fn flags(&self) -> Result<(), Refusal> {
        let shape = &self.view.shape;
        let unknown = shape.flags & !flag::ALL;
        if unknown != 0 {
            return Err(Refusal::UnknownFlags { offset: self.start, found: unknown });
        }
        let declared = shape.flags & flag::COMMONJS != 0;
        let tables = [Table::CommonJsExports, Table::CommonJsReexports];
        match tables.into_iter().find(|&table| !declared && shape.count(table) != 0) {
            Some(table) => Err(Refusal::CommonJsUndeclared { offset: self.at(table, 0) }),
            None => Ok(()),
        }
    }

    /// Attributes have to be those of the first request, then those of the second and so on, with none left over.
    fn requests(&self) -> Result<(), Refusal> {
        let meaning = [Word::String, Word::Any, Word::Any, Word::Phase, Word::Any, Word::Any];
        self.each(Table::Requests, self.view.requests, &meaning)?;
        let mut next = 0;
        for (index, record) in self.view.requests.iter().enumerate() {
            let [_, first, count, ..] = words(record);
            let wrong = Refusal::AttributeRange { offset: self.at(Table::Requests, 4 * (index * record.len() + 1)) };
            if first != next {
                return Err(wrong);
            }
            next = next.checked_add(count).filter(|&next| next <= self.count(Table::Attributes)).ok_or(wrong)?;
        }
        if next == self.count(Table::Attributes) {
            return Ok(());
        }
        let first_unused = 4 * width::ATTRIBUTE * next as usize;
        Err(Refusal::AttributeRange { offset: self.at(Table::Attributes, first_unused) })
    }

    /// Strings lie end to end and fill the text.
    fn strings(&self) -> Result<(), Refusal> {
        let text = self.view.strings.text;
        let mut last = 0;
        for (index, record) in self.view.strings.ends.iter().enumerate() {
            let [end] = words(record);
            if end < last || !text.is_char_boundary(end as usize) {
                return Err(Refusal::StringBoundary { offset: self.at(Table::Strings, 4 * index), end });
            }
            last = end;
        }
        if last as usize == text.len() {
            return Ok(());
        }
        let last_entry = 4 * (self.count(Table::Strings) as usize).saturating_sub(1);
        Err(Refusal::StringBoundary { offset: self.at(Table::Strings, last_entry), end: last })
    }

    fn each<const N: usize>(&self, table: Table, records: &[Record<N>], meaning: &[Word; N]) -> Result<(), Refusal> {
        for (index, record) in records.iter().enumerate() {
            for (position, (word, meaning)) in words(record).into_iter().zip(meaning).enumerate() {
                if !self.allows(*meaning, word) {
                    return Err(self.refuse(*meaning, word, self.at(table, 4 * (index * N + position))));
                }
            }
        }
        Ok(())
    }

    fn allows(&self, meaning: Word, word: u32) -> bool {
        match meaning {
            Word::Any => true,
            Word::String => word < self.count(Table::Strings),
            Word::Request => word < self.count(Table::Requests),
            Word::ImportName => word == NAMESPACE || word < self.count(Table::Strings),
            Word::ModuleType => ModuleType::from_code(word).is_some(),
            Word::Phase => Phase::from_code(word).is_some(),
        }
    }

    fn refuse(&self, meaning: Word, found: u32, offset: usize) -> Refusal {
        match meaning {
            Word::Any | Word::String | Word::ImportName => {
                Refusal::StringIndex { offset, found, count: self.count(Table::Strings) }
            }
            Word::Request => Refusal::RequestIndex { offset, found, count: self.count(Table::Requests) },
            Word::ModuleType => Refusal::UnknownModuleType { offset, found },
            Word::Phase => Refusal::UnknownPhase { offset, found },
        }
    }

    const fn count(&self, table: Table) -> u32 {
        self.view.shape.count(table)
    }

    /// Offset in the entry of a byte of a table.
    fn at(&self, table: Table, offset: usize) -> usize {
        self.start + self.view.shape.range(table).start + offset
    }
}
