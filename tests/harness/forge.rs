//! What only whoever holds the key can do: other bytes under a right tag. The engine is then given what nothing else would
//! let through.

use std::fs;
use std::ops::Range;
use std::path::Path;

use parbake_bmes::{ALIGNMENT, MAGIC, TAG_SIZE, TagKey};

use super::sandbox::Sandbox;
use super::{Failure, at};

/// The context that the cache derives the key of packs with (crates/cache/src/secret.rs).
const CONTEXT: &str = "parbake 0.1 tag of a pack";

/// Where the length of an entry is in its header, and where its bytes begin in a pack (docs/format.md).
const LENGTH: Range<usize> = 16..24;

/// The key of packs.
fn tag_key(sandbox: &Sandbox) -> Result<TagKey, Failure> {
    let path = sandbox.state_directory().join("tag-key");
    let secret = fs::read(&path).map_err(at(&path))?;
    Ok(TagKey::new(blake3::derive_key(CONTEXT, &secret)))
}

/// Where the bytecode of each module is in a pack.
pub fn bytecode(sandbox: &Sandbox, path: &Path) -> Result<Vec<Range<usize>>, Failure> {
    let bytes = fs::read(path).map_err(at(path))?;
    let pack = tag_key(sandbox)?.open_pack(&bytes).ok_or("the pack is not genuine")?;
    let content = pack.content();
    let entries = (0..content.len()).step_by(ALIGNMENT).filter_map(|start| {
        let length =
            content.get(start..)?.strip_prefix(&MAGIC)?.get(LENGTH.start - MAGIC.len()..LENGTH.end - MAGIC.len())?;
        let end = start.checked_add(usize::try_from(u64::from_le_bytes(length.try_into().ok()?)).ok()?)?;
        let code = pack.entry(start..end).ok()?.bytecode()?;
        let place = code.as_ptr().addr() - content.as_ptr().addr();
        Some(place..place + code.len())
    });
    Ok(entries.collect())
}

/// Changes what a pack holds, and gives it the tag that belongs to the change.
pub fn forge(sandbox: &Sandbox, path: &Path, change: impl FnOnce(&mut [u8])) -> Result<(), Failure> {
    let key = tag_key(sandbox)?;
    let mut bytes = fs::read(path).map_err(at(path))?;
    bytes.truncate(bytes.len().saturating_sub(TAG_SIZE));
    change(&mut bytes);
    key.seal(&mut bytes);
    fs::write(path, bytes).map_err(at(path))
}

/// Gives bytecode that was changed the checksum that goes with it: the engine keeps 32 bits, without a key
/// (js/src/frontend/StencilXdr.cpp, `XDRStencilDecoder::codeStencil`). `place` is what [`checksum_place`] said before.
pub fn renew_checksum(code: &mut [u8], place: usize) {
    let checksum = checksum(&code[place + 4..]);
    code[place..place + 4].copy_from_slice(&checksum.to_le_bytes());
}

/// Where the checksum of some bytecode is: after the build's id comes the length of the rest, then its checksum.
pub fn checksum_place(code: &[u8]) -> Option<usize> {
    let number = |at: usize| Some(u32::from_le_bytes(code.get(at..at + 4)?.try_into().ok()?));
    (4..code.len()).find(|&place| {
        let rest = code.get(place + 4..).unwrap_or_default();
        number(place - 4) == u32::try_from(rest.len()).ok() && number(place) == Some(checksum(rest))
    })
}

/// mfbt/HashFunctions.h, `HashBytes`: eight bytes at a time, as two numbers, then the rest byte by byte.
fn checksum(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks::<4>();
    let whole = words.len() / 2 * 2;
    let add = |hash: u32, value: u32| (hash.rotate_left(5) ^ value).wrapping_mul(0x9E37_79B9);
    let hash = words[..whole].iter().fold(0, |hash, word| add(hash, u32::from_le_bytes(*word)));
    let tail = words[whole..].iter().flatten().chain(rest);
    tail.fold(hash, |hash, &byte| add(hash, i32::from(byte.cast_signed()).cast_unsigned()))
}
