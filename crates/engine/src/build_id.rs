use parbake_bmes::BuildId;

/// Identity of this engine build: the engine's library as compiled, the glue, the compile options and the target.
///
/// Bytecode is exchanged only between equal build ids; see `build.rs` for what it covers.
pub fn build_id() -> BuildId {
    const HEX: &[u8] = env!("PARBAKE_BUILD_ID").as_bytes();
    const {
        let mut bytes = [0u8; 32];
        let mut i = 0;
        while i < bytes.len() {
            bytes[i] = nibble(HEX[2 * i]) << 4 | nibble(HEX[2 * i + 1]);
            i += 1;
        }
        BuildId(bytes)
    }
}

const fn nibble(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        _ => panic!("the build id is lower-case hex"),
    }
}
