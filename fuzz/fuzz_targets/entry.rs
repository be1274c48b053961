//! Any content under the right tag: refused, or consistent.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parbake_fuzz::{judge, sealed};

fuzz_target!(|content: &[u8]| judge(&sealed(content.to_vec())));
