//! Any bytes at all: nothing of them is taken for ours.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parbake_bmes::{peek, validate};
use parbake_fuzz::KEY;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(claims) = peek(bytes) {
        // What it claims can be told.
        let _ = (claims.kind(), claims.build_id(), claims.key(), claims.length(), claims.section_count());
    }
    // Nobody guesses 256 bits.
    assert!(validate(bytes, &KEY).is_err());
});
