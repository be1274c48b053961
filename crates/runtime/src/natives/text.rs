//! TextEncoder, TextDecoder and the width of text on a terminal.

use std::cell::RefCell;

use encoding_rs::{CoderResult, Decoder, DecoderResult, Encoding};
use parbake_engine::{Arguments, Local, Scope, Thrown};
use unicode_width::UnicodeWidthChar;

use super::Functions;

pub(super) const FUNCTIONS: Functions = &[
    (c"utf8Encode", utf8_encode, 1),
    (c"utf8EncodeInto", utf8_encode_into, 2),
    (c"encodingName", encoding_name, 1),
    (c"textDecode", text_decode, 4),
    (c"decoderCreate", decoder_create, 3),
    (c"decoderDecode", decoder_decode, 3),
    (c"decoderFree", decoder_free, 1),
    (c"stringWidth", string_width, 1),
];

fn utf8_encode<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let text = scope.to_string(arguments.get(0))?;
    scope.bytes(text.as_bytes())
}

/// `[read, written]`: UTF-16 units taken and bytes put into the second argument, whole characters only.
fn utf8_encode_into<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let text = scope.to_string(arguments.get(0))?;
    let room = scope.bytes_length(arguments.get(1)).unwrap_or(0);
    let (read, written) = fitting(&text, room);
    scope.write_bytes(arguments.get(1), 0, &text.as_bytes()[..written]);
    let (read, written) = (scope.number(read as f64), scope.number(written as f64));
    scope.array(&[read, written])
}

/// How many UTF-16 units and bytes of `text` fit into `room` bytes without splitting a character.
fn fitting(text: &str, room: usize) -> (usize, usize) {
    let (mut read, mut written) = (0, 0);
    for character in text.chars() {
        if written + character.len_utf8() > room {
            break;
        }
        written += character.len_utf8();
        read += character.len_utf16();
    }
    (read, written)
}

/// The standard's name of the encoding that a label stands for, in lower case; `undefined` for none.
fn encoding_name<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let label = scope.to_string(arguments.get(0))?;
    match Encoding::for_label_no_replacement(label.as_bytes()) {
        Some(encoding) => scope.string(&encoding.name().to_ascii_lowercase()),
        None => Ok(scope.undefined()),
    }
}

/// A decoder and whether bad bytes end it.
struct Decoding {
    decoder: Decoder,
    fatal: bool,
}

impl Decoding {
    fn new(label: &str, fatal: bool, ignore_bom: bool) -> Option<Self> {
        let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
        let decoder = if ignore_bom {
            encoding.new_decoder_without_bom_handling()
        } else {
            encoding.new_decoder_with_bom_removal()
        };
        Some(Self { decoder, fatal })
    }

    /// The text of the next bytes; `None` for bad ones where they are fatal.
    fn decode(&mut self, bytes: &[u8], last: bool) -> Option<String> {
        let mut text = String::new();
        text.reserve(self.decoder.max_utf8_buffer_length(bytes.len())?);
        if self.fatal {
            let (result, _) = self.decoder.decode_to_string_without_replacement(bytes, &mut text, last);
            return (result == DecoderResult::InputEmpty).then_some(text);
        }
        let (result, ..) = self.decoder.decode_to_string(bytes, &mut text, last);
        (result == CoderResult::InputEmpty).then_some(text)
    }
}

/// `textDecode(label, bytes, fatal, ignoreBOM)`: `undefined` for bad bytes where they are fatal.
fn text_decode<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let label = scope.to_string(arguments.get(0))?;
    let bytes = scope.to_bytes(arguments.get(1)).unwrap_or_default();
    let (fatal, ignore_bom) = (scope.to_boolean(arguments.get(2)), scope.to_boolean(arguments.get(3)));
    let text = Decoding::new(&label, fatal, ignore_bom).and_then(|mut decoding| decoding.decode(&bytes, true));
    scope.string_or_undefined(text.as_deref())
}

thread_local! {
    /// Decoders in the middle of a stream, by handle; freed places are used again.
    static DECODERS: RefCell<Vec<Option<Decoding>>> = const { RefCell::new(Vec::new()) };
}

/// `decoderCreate(label, fatal, ignoreBOM)`: a handle.
fn decoder_create<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let label = scope.to_string(arguments.get(0))?;
    let (fatal, ignore_bom) = (scope.to_boolean(arguments.get(1)), scope.to_boolean(arguments.get(2)));
    let decoding = Decoding::new(&label, fatal, ignore_bom);
    let handle = DECODERS.with_borrow_mut(|all| {
        let free = all.iter().position(Option::is_none).unwrap_or_else(|| {
            all.push(None);
            all.len() - 1
        });
        all[free] = decoding;
        free
    });
    Ok(scope.number(handle as f64))
}

/// `decoderDecode(handle, bytes, stream)`: as `textDecode`; without `stream` these are the last bytes.
fn decoder_decode<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let handle = scope.to_number(arguments.get(0))? as usize;
    let bytes = scope.to_bytes(arguments.get(1)).unwrap_or_default();
    let last = !scope.to_boolean(arguments.get(2));
    let text = DECODERS.with_borrow_mut(|all| all.get_mut(handle)?.as_mut()?.decode(&bytes, last));
    scope.string_or_undefined(text.as_deref())
}

fn decoder_free<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let handle = scope.to_number(arguments.get(0))? as usize;
    DECODERS.with_borrow_mut(|all| {
        if let Some(decoding) = all.get_mut(handle) {
            *decoding = None;
        }
    });
    Ok(scope.undefined())
}

/// Columns that a text takes on a terminal, as Node counts them: by code point, so that emoji sequences are the sum of
/// their parts; nothing for control characters.
fn string_width<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let text = scope.to_string(arguments.get(0))?;
    let columns: usize = text.chars().filter_map(UnicodeWidthChar::width).sum();
    Ok(scope.number(columns as f64))
}

#[cfg(test)]
mod tests {
    use super::{Decoding, fitting};

    #[test]
    fn characters_are_not_split() {
        assert_eq!(fitting("aé€😀", 2), (1, 1));
        assert_eq!(fitting("aé€😀", 9), (3, 6));
        assert_eq!(fitting("aé€😀", 10), (5, 10));
    }

    #[test]
    fn a_stream_keeps_half_a_character() {
        let mut decoding = Decoding::new("utf8", false, false).unwrap();
        assert_eq!(decoding.decode(&[0xe2, 0x82], false).unwrap(), "");
        assert_eq!(decoding.decode(&[0xac], true).unwrap(), "€");
    }

    #[test]
    fn bad_bytes_are_replaced_or_fatal() {
        assert_eq!(Decoding::new("utf-8", false, false).unwrap().decode(&[0xff, b'a'], true).unwrap(), "\u{fffd}a");
        assert_eq!(Decoding::new("utf-8", true, false).unwrap().decode(&[0xff, b'a'], true), None);
    }

    #[test]
    fn a_byte_order_mark_goes_unless_it_is_ignored() {
        let bytes = [0xef, 0xbb, 0xbf, b'a'];
        assert_eq!(Decoding::new("utf-8", false, false).unwrap().decode(&bytes, true).unwrap(), "a");
        assert_eq!(Decoding::new("utf-8", false, true).unwrap().decode(&bytes, true).unwrap(), "\u{feff}a");
    }
}
