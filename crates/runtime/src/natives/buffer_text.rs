//! Text to bytes and back, in Node's encodings (Node documentation, "Buffers and character encodings").

use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};
use encoding_rs::mem::{convert_latin1_to_utf8_partial, convert_utf16_to_utf8_partial, is_ascii};
use parbake_engine::{Arguments, Local, Scope, Text, Thrown};

use super::Functions;

pub(super) const FUNCTIONS: Functions = &[
    (c"bytesToText", bytes_to_text, 4),
    (c"textToBytes", text_to_bytes, 2),
    (c"textWrite", text_write, 5),
    (c"textLength", text_length, 2),
    (c"isUtf8", is_utf8, 1),
    (c"isAscii", is_ascii_bytes, 1),
];

/// As js/buffer/buffer-encodings.js numbers them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16,
    Latin1,
    Ascii,
    Base64,
    Base64Url,
    Hex,
}

impl Encoding {
    fn of(scope: &mut Scope<'_>, value: Local<'_>) -> Result<Self, Thrown> {
        Ok(match scope.to_number(value)? as u32 {
            0 => Self::Utf8,
            1 => Self::Utf16,
            2 => Self::Latin1,
            3 => Self::Ascii,
            4 => Self::Base64,
            5 => Self::Base64Url,
            _ => Self::Hex,
        })
    }
}

/// A decoded text, in the form that takes the least work to make a string of.
enum Decoded {
    Latin1(Vec<u8>),
    Utf8(String),
    Utf16(Vec<u16>),
}

fn decode(bytes: &[u8], encoding: Encoding) -> Decoded {
    match encoding {
        Encoding::Utf8 if is_ascii(bytes) => Decoded::Latin1(bytes.to_vec()),
        Encoding::Utf8 => Decoded::Utf8(String::from_utf8_lossy(bytes).into_owned()),
        Encoding::Utf16 => {
            Decoded::Utf16(bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect())
        }
        Encoding::Latin1 => Decoded::Latin1(bytes.to_vec()),
        Encoding::Ascii => Decoded::Latin1(bytes.iter().map(|byte| byte & 0x7f).collect()),
        Encoding::Base64 => Decoded::Latin1(BASE64.encode(bytes).into_bytes()),
        Encoding::Base64Url => Decoded::Latin1(BASE64URL_NOPAD.encode(bytes).into_bytes()),
        Encoding::Hex => Decoded::Latin1(HEXLOWER.encode(bytes).into_bytes()),
    }
}

/// Bytes as a string; for the file natives too.
pub(super) fn utf8_string<'s>(scope: &mut Scope<'s>, bytes: &[u8]) -> Result<Local<'s>, Thrown> {
    if is_ascii(bytes) { scope.latin1_string(bytes) } else { scope.string(&String::from_utf8_lossy(bytes)) }
}

/// `bytesToText(bytes, encoding, start, end)`: the range must lie within the bytes; else `undefined`.
fn bytes_to_text<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let encoding = Encoding::of(scope, arguments.get(1))?;
    let start = scope.to_number(arguments.get(2))? as usize;
    let end = scope.to_number(arguments.get(3))? as usize;
    let decoded = scope.with_bytes(arguments.get(0), |bytes| Some(decode(bytes.get(start..end)?, encoding))).flatten();
    match decoded {
        Some(Decoded::Latin1(characters)) => scope.latin1_string(&characters),
        Some(Decoded::Utf8(text)) => scope.string(&text),
        Some(Decoded::Utf16(units)) => scope.utf16_string(&units),
        None => Ok(scope.undefined()),
    }
}

/// `textToBytes(text, encoding)`: a new `Uint8Array`.
fn text_to_bytes<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let encoding = Encoding::of(scope, arguments.get(1))?;
    let bytes = encode(scope, arguments.get(0), encoding);
    scope.bytes(&bytes)
}

/// All the bytes of a string; none of anything else.
fn encode(scope: &mut Scope<'_>, text: Local<'_>, encoding: Encoding) -> Vec<u8> {
    let encoded = scope.with_text(text, |text| {
        let mut bytes = vec![0; encoded_length(text, encoding)];
        let written = encode_into(text, encoding, &mut bytes);
        bytes.truncate(written);
        bytes
    });
    encoded.unwrap_or_default()
}

/// `textWrite(bytes, text, encoding, offset, length)`: bytes written, whole characters only.
fn text_write<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let encoding = Encoding::of(scope, arguments.get(2))?;
    let offset = scope.to_number(arguments.get(3))? as usize;
    let length = scope.to_number(arguments.get(4))? as usize;
    let room = scope.bytes_length(arguments.get(0)).unwrap_or(0).saturating_sub(offset).min(length);
    // Encoded aside: the characters and the bytes are not both borrowed at once.
    let mut encoded = Vec::new();
    let written = scope.with_text(arguments.get(1), |text| {
        encoded.resize(room.min(encoded_length(text, encoding)), 0);
        encode_into(text, encoding, &mut encoded)
    });
    let written = written.unwrap_or(0);
    scope.write_bytes(arguments.get(0), offset, &encoded[..written]);
    Ok(scope.number(written as f64))
}

/// `textLength(text, encoding)`: how many bytes its encoding may have; exact but for base64 and hex, whose texts may hold
/// what is skipped or ends them.
fn text_length<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let encoding = Encoding::of(scope, arguments.get(1))?;
    let length = scope.with_text(arguments.get(0), |text| encoded_length(text, encoding)).unwrap_or(0);
    Ok(scope.number(length as f64))
}

fn encoded_length(text: Text<'_>, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => utf8_length(text),
        Encoding::Utf16 => text.len() * 2,
        Encoding::Latin1 | Encoding::Ascii => text.len(),
        Encoding::Base64 | Encoding::Base64Url => base64_length(text),
        Encoding::Hex => text.len() / 2,
    }
}

fn utf8_length(text: Text<'_>) -> usize {
    match text {
        Text::Latin1(characters) => characters.len() + characters.iter().filter(|&&byte| byte >= 0x80).count(),
        // Lone surrogates become U+FFFD, which has three bytes.
        Text::Utf16(units) => {
            char::decode_utf16(units.iter().copied()).map(|character| character.map_or(3, char::len_utf8)).sum()
        }
    }
}

fn base64_length(text: Text<'_>) -> usize {
    let at = |back: usize| text.len().checked_sub(back).map(|index| unit(text, index));
    let padding = match (at(1), at(2)) {
        (Some(0x3d), Some(0x3d)) => 2,
        (Some(0x3d), _) => 1,
        _ => 0,
    };
    (text.len() - padding) * 3 / 4
}

fn unit(text: Text<'_>, index: usize) -> u16 {
    match text {
        Text::Latin1(characters) => characters[index].into(),
        Text::Utf16(units) => units[index],
    }
}

/// Fills `room` with as many whole characters as fit; how many bytes that are.
fn encode_into(text: Text<'_>, encoding: Encoding, room: &mut [u8]) -> usize {
    match encoding {
        Encoding::Utf8 => encode_utf8(text, room),
        Encoding::Utf16 => encode_utf16(text, room),
        Encoding::Latin1 | Encoding::Ascii => encode_latin1(text, room),
        Encoding::Base64 | Encoding::Base64Url => decode_base64(text, room),
        Encoding::Hex => decode_hex(text, room),
    }
}

fn encode_utf8(text: Text<'_>, room: &mut [u8]) -> usize {
    match text {
        Text::Latin1(characters) => convert_latin1_to_utf8_partial(characters, room).1,
        Text::Utf16(units) => convert_utf16_to_utf8_partial(units, room).1,
    }
}

fn encode_utf16(text: Text<'_>, room: &mut [u8]) -> usize {
    let count = text.len().min(room.len() / 2);
    for (index, pair) in room.chunks_exact_mut(2).take(count).enumerate() {
        pair.copy_from_slice(&unit(text, index).to_le_bytes());
    }
    count * 2
}

/// The low byte of each unit.
fn encode_latin1(text: Text<'_>, room: &mut [u8]) -> usize {
    let count = text.len().min(room.len());
    match text {
        Text::Latin1(characters) => room[..count].copy_from_slice(&characters[..count]),
        Text::Utf16(units) => room.iter_mut().zip(units).for_each(|(byte, unit)| *byte = *unit as u8),
    }
    count
}

/// Six bits of a character of either alphabet; 64 for one that is skipped, 65 for padding, which ends the text.
const BASE64_VALUES: [u8; 256] = {
    let mut values = [64; 256];
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut i = 0;
    while i < alphabet.len() {
        values[alphabet[i] as usize] = i as u8;
        i += 1;
    }
    values[b'-' as usize] = 62;
    values[b'_' as usize] = 63;
    values[b'=' as usize] = 65;
    values
};

/// Lenient, as Node is: characters of neither alphabet are skipped, and a last group that is not whole gives what it holds.
fn decode_base64(text: Text<'_>, room: &mut [u8]) -> usize {
    let (mut bits, mut held, mut written) = (0_u32, 0, 0);
    for index in 0..text.len() {
        let value = u8::try_from(unit(text, index)).map_or(64, |byte| BASE64_VALUES[usize::from(byte)]);
        match value {
            65 => break,
            64 => continue,
            six => bits = bits << 6 | u32::from(six),
        }
        held += 6;
        if held >= 8 {
            held -= 8;
            let Some(byte) = room.get_mut(written) else { break };
            *byte = (bits >> held) as u8;
            written += 1;
        }
    }
    written
}

/// Up to the first pair that is not two digits.
fn decode_hex(text: Text<'_>, room: &mut [u8]) -> usize {
    let digit = |index| char::from_u32(unit(text, index).into())?.to_digit(16);
    let count = room.len().min(text.len() / 2);
    for (index, byte) in room[..count].iter_mut().enumerate() {
        let (Some(high), Some(low)) = (digit(2 * index), digit(2 * index + 1)) else { return index };
        *byte = (high << 4 | low) as u8;
    }
    count
}

fn is_utf8<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let valid = scope.with_bytes(arguments.get(0), |bytes| std::str::from_utf8(bytes).is_ok());
    Ok(scope.boolean(valid.unwrap_or(false)))
}

fn is_ascii_bytes<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let valid = scope.with_bytes(arguments.get(0), is_ascii);
    Ok(scope.boolean(valid.unwrap_or(false)))
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Text, encode_into, encoded_length};

    fn encode(text: &str, encoding: Encoding, room: usize) -> Vec<u8> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut bytes = vec![0; room];
        let written = encode_into(Text::Utf16(&units), encoding, &mut bytes);
        bytes.truncate(written);
        bytes
    }

    #[test]
    fn only_whole_characters_are_written() {
        assert_eq!(encode("aé€😀", Encoding::Utf8, 3), "aé".as_bytes());
        assert_eq!(encode("aé€😀", Encoding::Utf8, 6), "aé€".as_bytes());
        assert_eq!(encode("aé€😀", Encoding::Utf8, 9), "aé€".as_bytes());
        assert_eq!(encode("aé€😀", Encoding::Utf8, 10), "aé€😀".as_bytes());
        assert_eq!(encode("ab", Encoding::Utf16, 3), b"a\0");
    }

    #[test]
    fn lone_surrogates_are_replaced() {
        let units = [0x61, 0xd800];
        let mut bytes = [0; 4];
        assert_eq!(encoded_length(Text::Utf16(&units), Encoding::Utf8), 4);
        assert_eq!(encode_into(Text::Utf16(&units), Encoding::Utf8, &mut bytes), 4);
        assert_eq!(&bytes, "a\u{fffd}".as_bytes());
    }

    #[test]
    fn base64_is_lenient() {
        assert_eq!(encode("YWJj*ZG\nVm", Encoding::Base64, 9), b"abcdef");
        assert_eq!(encode("YWJj=ZGVm", Encoding::Base64, 9), b"abc");
        assert_eq!(encode("-_+/", Encoding::Base64, 9), [0xfb, 0xff, 0xbf]);
        assert_eq!(encode("YWJ", Encoding::Base64, 9), b"ab");
    }

    #[test]
    fn hex_ends_at_what_is_no_pair() {
        assert_eq!(encode("abz", Encoding::Hex, 9), [0xab]);
        assert!(encode("zz", Encoding::Hex, 9).is_empty());
    }
}
