//! Bytes to text.

/// A byte order mark in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The text of a source file, as Node reads one (WHATWG Encoding, UTF-8 decode): a byte order mark is taken off, and
/// every maximal piece that is no UTF-8 becomes U+FFFD.
#[must_use]
pub fn decode(mut bytes: Vec<u8>) -> String {
    if bytes.starts_with(MARK) {
        bytes.drain(..MARK.len());
    }
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn text_is_decoded_as_the_encoding_standard_says() {
        // (bytes, text); checked against TextDecoder in Node.
        let cases: &[(&[u8], &str)] = &[
            (b"", ""),
            (b"a\xc3\xa9", "a\u{e9}"),
            (b"\xef\xbb\xbfimport", "import"),
            (b"\xef\xbb\xbf\xef\xbb\xbfx", "\u{feff}x"),
            (b"a\xffb", "a\u{fffd}b"),
            (b"\xe2\x82", "\u{fffd}"),
            (b"\xf0\x9f\x98x", "\u{fffd}x"),
            (b"\xed\xa0\x80", "\u{fffd}\u{fffd}\u{fffd}"),
            (b"\xef\xbb\xbf\xff", "\u{fffd}"),
        ];
        for (bytes, text) in cases {
            assert_eq!(decode(bytes.to_vec()), *text, "{bytes:x?}");
        }
    }
}
