//! From facts to a metadata section.

use super::shape::{FIXED_SIZE, NAMESPACE, Shape, flag};
use super::strings::{Strings, to_u32};
use super::{CommonJsExports, ImportName, Metadata};
use crate::refusal::Unwritable;

/// Appends the section's content. The tables are written in the order of [`super::shape::Table`].
pub(crate) fn write(metadata: &Metadata, out: &mut Vec<u8>) -> Result<(), Unwritable> {
    let start = out.len();
    out.extend_from_slice(&[0; FIXED_SIZE]);
    let mut writer =
        Writer { out, strings: Strings::with_capacity(names(metadata)), requests: metadata.requests.len() };
    writer.requests(metadata)?;
    writer.imports(metadata)?;
    writer.exports(metadata)?;
    writer.other(metadata)?;
    let strings = writer.strings;
    put(out, strings.ends());
    out.extend_from_slice(strings.text().as_bytes());
    let shape = shape(metadata, &strings)?;
    out[start..start + FIXED_SIZE].copy_from_slice(&shape.to_bytes());
    Ok(())
}

struct Writer<'a, 'out> {
    out: &'out mut Vec<u8>,
    strings: Strings<'a>,
    requests: usize,
}

impl<'a> Writer<'a, '_> {
    fn requests(&mut self, metadata: &'a Metadata) -> Result<(), Unwritable> {
        let mut attributes = 0;
        for request in &metadata.requests {
            let specifier = self.strings.number(&request.specifier)?;
            let count = to_u32(request.attributes.len())?;
            self.put(&[specifier, attributes, count, request.phase.code(), request.line, request.column]);
            attributes = attributes.checked_add(count).ok_or(Unwritable::TooLarge)?;
        }
        for (key, value) in metadata.requests.iter().flat_map(|request| &request.attributes) {
            let words = [self.strings.number(key)?, self.strings.number(value)?];
            self.put(&words);
        }
        Ok(())
    }

    fn imports(&mut self, metadata: &'a Metadata) -> Result<(), Unwritable> {
        for import in &metadata.imports {
            let request = self.request(import.request)?;
            let import_name = self.import_name(&import.import_name)?;
            let local_name = self.strings.number(&import.local_name)?;
            self.put(&[request, import_name, local_name, import.line, import.column]);
        }
        Ok(())
    }

    fn exports(&mut self, metadata: &'a Metadata) -> Result<(), Unwritable> {
        for export in &metadata.local_exports {
            let words = [self.strings.number(&export.export_name)?, self.strings.number(&export.local_name)?];
            self.put(&words);
        }
        for export in &metadata.indirect_exports {
            let export_name = self.strings.number(&export.export_name)?;
            let request = self.request(export.request)?;
            let import_name = self.import_name(&export.import_name)?;
            self.put(&[export_name, request, import_name]);
        }
        for &star in &metadata.star_exports {
            let request = self.request(star)?;
            self.put(&[request]);
        }
        Ok(())
    }

    fn other(&mut self, metadata: &'a Metadata) -> Result<(), Unwritable> {
        for import in &metadata.dynamic_imports {
            let specifier = self.strings.number(&import.specifier)?;
            self.put(&[specifier, import.module_type.code()]);
        }
        let names = |found: &'a CommonJsExports| found.exports.iter().chain(&found.reexports);
        for name in metadata.commonjs.iter().flat_map(names) {
            let name = self.strings.number(name)?;
            self.put(&[name]);
        }
        Ok(())
    }

    fn import_name(&mut self, name: &'a ImportName) -> Result<u32, Unwritable> {
        match name {
            ImportName::Name(name) => self.strings.number(name),
            ImportName::Namespace => Ok(NAMESPACE),
        }
    }

    /// Checked here too, so that nothing is written that the reader would refuse.
    fn request(&self, index: u32) -> Result<u32, Unwritable> {
        let exists = (index as usize) < self.requests;
        if exists { Ok(index) } else { Err(Unwritable::RequestIndex { index, count: self.requests }) }
    }

    fn put(&mut self, words: &[u32]) {
        put(self.out, words);
    }
}

fn put(out: &mut Vec<u8>, words: &[u32]) {
    out.extend(words.iter().flat_map(|word| word.to_le_bytes()));
}

fn shape(metadata: &Metadata, strings: &Strings<'_>) -> Result<Shape, Unwritable> {
    let commonjs = metadata.commonjs.as_ref();
    let lengths = [
        metadata.requests.len(),
        metadata.requests.iter().map(|request| request.attributes.len()).sum(),
        metadata.imports.len(),
        metadata.local_exports.len(),
        metadata.indirect_exports.len(),
        metadata.star_exports.len(),
        metadata.dynamic_imports.len(),
        commonjs.map_or(0, |found| found.exports.len()),
        commonjs.map_or(0, |found| found.reexports.len()),
        strings.ends().len(),
    ];
    let mut counts = [0; _];
    for (count, length) in counts.iter_mut().zip(lengths) {
        *count = to_u32(length)?;
    }
    Ok(Shape { flags: flags(metadata), counts, text: to_u32(strings.text().len())? })
}

fn flags(metadata: &Metadata) -> u32 {
    [
        (metadata.has_top_level_await, flag::TOP_LEVEL_AWAIT),
        (metadata.uses_import_meta, flag::IMPORT_META),
        (metadata.uses_dynamic_import, flag::DYNAMIC_IMPORT),
        (metadata.commonjs.is_some(), flag::COMMONJS),
    ]
    .into_iter()
    .fold(0, |flags, (set, bit)| if set { flags | bit } else { flags })
}

/// About how many strings there are to number: most imports and exports name a binding twice by one string.
fn names(metadata: &Metadata) -> usize {
    let commonjs = metadata.commonjs.as_ref().map_or(0, |found| found.exports.len() + found.reexports.len());
    metadata.requests.len()
        + metadata.imports.len()
        + metadata.local_exports.len()
        + metadata.indirect_exports.len()
        + metadata.dynamic_imports.len()
        + commonjs
}
