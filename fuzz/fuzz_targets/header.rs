//! Any bytes at all: nothing of them is taken for ours.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parbake_bmes::{TagKey, peek, validate};

/// Not the one that the seeds are genuine under.
const ANOTHER_KEY: TagKey = TagKey::new([8; 32]);

fuzz_target!(|bytes: &[u8]| {
    if let Ok(claims) = peek(bytes) {
        // What it claims can be told.
        let _ = (claims.kind(), claims.build_id(), claims.key(), claims.length(), claims.section_count());
    }
    // Nobody guesses 256 bits.
    assert!(validate(bytes, &ANOTHER_KEY).is_err());
});
