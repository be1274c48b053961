//! 32-byte identities: what was read, who compiled it, what it is filed under.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Text that is not 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("expected 64 hexadecimal digits in lower case")]
pub struct ParseHexError;

macro_rules! identity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 32]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_hex(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = ParseHexError;

            fn from_str(text: &str) -> Result<Self, ParseHexError> {
                parse_hex(text).map($name)
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    };
}

identity! {
    /// BLAKE3-256 of some bytes, without a key. `Display` is lower-case hexadecimal.
    Digest
}

identity! {
    /// Who compiled: the engine, the glue around it and the options that shape bytecode. Bytecode is meant for
    /// exactly one.
    BuildId
}

identity! {
    /// What an entry is filed under: the digest of everything that can change its content.
    EntryKey
}

impl Digest {
    /// The digest of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }
}

fn write_hex(bytes: &[u8; 32], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

fn parse_hex(text: &str) -> Result<[u8; 32], ParseHexError> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return Err(ParseHexError) };
    let pairs: &[[u8; 2]; 32] = pairs.try_into().map_err(|_| ParseHexError)?;
    let mut bytes = [0; 32];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = nibble(*high)? << 4 | nibble(*low)?;
    }
    Ok(bytes)
}

/// Upper case is refused so that one identity has one spelling, in file names too.
fn nibble(digit: u8) -> Result<u8, ParseHexError> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(ParseHexError),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first test vector of the BLAKE3 specification: the empty input.
    const EMPTY: &str = "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";

    #[test]
    fn digest_of_nothing_is_the_published_vector() {
        assert_eq!(Digest::of(b"").to_string(), EMPTY);
        assert_eq!(format!("{:?}", Digest::of(b"")), format!("Digest({EMPTY})"));
    }

    #[test]
    fn hexadecimal_has_one_spelling() {
        assert_eq!(EMPTY.parse(), Ok(Digest::of(b"")));
        let one_digit_off = format!("{}g", &EMPTY[..63]);
        for wrong in ["", &EMPTY[1..], &EMPTY[2..], &format!("{EMPTY}00"), &EMPTY.to_uppercase(), &one_digit_off] {
            assert_eq!(wrong.parse::<Digest>(), Err(ParseHexError), "{wrong}");
        }
    }
}
