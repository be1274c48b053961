//! The version of the file format, and nothing else: a change of this file is a change of the format.

/// The version every BMES file carries at offset 4. Readers know exactly this one.
pub const FORMAT_VERSION: u32 = 1;
