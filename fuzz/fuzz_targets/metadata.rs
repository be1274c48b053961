//! Any bytes as the metadata or (first byte odd) the source section of a sound entry with the right tag.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parbake_fuzz::{judge, with_section};

fuzz_target!(|bytes: &[u8]| {
    if let Some((first, content)) = bytes.split_first() {
        judge(&with_section(if first % 2 == 0 { 1 } else { 3 }, content));
    }
});
