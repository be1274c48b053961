//! Random bytes and hashes.

use md5::Md5;
use parbake_engine::{Arguments, Local, Scope, Thrown};
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

use super::Functions;

pub(super) const FUNCTIONS: Functions = &[(c"fillRandom", fill_random, 1), (c"hash", hash, 2)];

/// Fills a `Uint8Array` from the system's generator.
fn fill_random<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let length = scope.bytes_length(arguments.get(0)).unwrap_or(0);
    let mut bytes = vec![0; length];
    if getrandom::fill(&mut bytes).is_err() {
        return Err(scope.throw_type_error("the system gave no random bytes"));
    }
    scope.write_bytes(arguments.get(0), 0, &bytes);
    Ok(scope.undefined())
}

/// `hash(name, chunks)`: the digest of the chunks, an array of `Uint8Array`s; `undefined` for an unknown name.
fn hash<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let name = scope.to_string(arguments.get(0))?;
    let chunks = arguments.get(1);
    let mut data = Vec::new();
    for index in 0..scope.array_length(chunks).unwrap_or(0) {
        let chunk = scope.array_get(chunks, index)?;
        data.extend_from_slice(&scope.to_bytes(chunk).unwrap_or_default());
    }
    match digest(&name, &data) {
        Some(digest) => scope.bytes(&digest),
        None => Ok(scope.undefined()),
    }
}

fn digest(name: &str, data: &[u8]) -> Option<Vec<u8>> {
    Some(match name {
        "md5" => Md5::digest(data).to_vec(),
        "sha1" => Sha1::digest(data).to_vec(),
        "sha224" => Sha224::digest(data).to_vec(),
        "sha256" => Sha256::digest(data).to_vec(),
        "sha384" => Sha384::digest(data).to_vec(),
        "sha512" => Sha512::digest(data).to_vec(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::digest;

    /// The empty text's digests (RFC 1321 A.5; FIPS 180-4 examples).
    #[test]
    fn digests_are_the_standards() {
        let hex = |name| digest(name, b"").unwrap().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        assert_eq!(hex("md5"), "d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(hex("sha1"), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
        assert_eq!(hex("sha256"), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn an_unknown_name_has_no_digest() {
        assert_eq!(digest("md4", b""), None);
    }
}
