// TextEncoder and TextDecoder, https://encoding.spec.whatwg.org/. The conversions are native.

const errors = require("errors");
const { inspectAs, custom, webIdl } = require("inspect-class");

class TextEncoder {
  #brand = true;

  get encoding() {
    if (!(#brand in Object(this))) throw errors.ERR_INVALID_THIS("TextEncoder");
    return "utf-8";
  }

  /** The UTF-8 bytes of `input`; lone surrogates become U+FFFD. */
  encode(input = "") {
    if (!(#brand in Object(this))) throw errors.ERR_INVALID_THIS("TextEncoder");
    return natives.utf8Encode(`${input}`);
  }

  /** Writes as many whole characters as fit. @returns {{ read: number, written: number }} UTF-16 units and bytes. */
  encodeInto(source, destination) {
    if (!(#brand in Object(this))) throw errors.ERR_INVALID_THIS("TextEncoder");
    require("validators").validateString(source, "src");
    if (natives.classOf(destination) !== "Uint8Array") {
      throw errors.ERR_INVALID_ARG_TYPE("dest", "Uint8Array", destination);
    }
    const [read, written] = natives.utf8EncodeInto(source, destination);
    return { read, written };
  }

  [custom](depth, options) {
    return depth < 0 ? "[Object]" : require("inspect").inspect({ encoding: this.encoding }, options);
  }
}

webIdl(TextEncoder.prototype, "TextEncoder", ["encode", "encodeInto", "encoding"]);

const NOTHING = new Uint8Array(0);

/** The bytes of a BufferSource. */
function bytesOf(input) {
  if (input === undefined) return NOTHING;
  if (ArrayBuffer.isView(input)) {
    return natives.classOf(input) === "Uint8Array"
      ? input
      : new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  }
  const kind = natives.classOf(input);
  if (kind === "ArrayBuffer" || kind === "SharedArrayBuffer") return new Uint8Array(input);
  const message = 'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.';
  throw errors.bare(TypeError, "ERR_INVALID_ARG_TYPE", message);
}

/** Frees the native state of decoders that were dropped in the middle of a stream. */
const abandoned = new FinalizationRegistry((handle) => natives.decoderFree(handle));

class TextDecoder {
  #encoding;
  #fatal;
  #ignoreBOM;
  #handle = undefined; // native decoder, only between the first and the last chunk of a stream

  constructor(label = "utf-8", options = undefined) {
    const encoding = natives.encodingName(`${label}`);
    if (encoding === undefined) {
      const message = `The "${label}" encoding is not supported`;
      throw errors.plain(RangeError, "ERR_ENCODING_NOT_SUPPORTED", message);
    }
    if (options != null && typeof options !== "object" && typeof options !== "function") {
      throw errors.ERR_INVALID_ARG_TYPE("options", "Object", options);
    }
    this.#encoding = encoding;
    this.#fatal = !!options?.fatal;
    this.#ignoreBOM = !!options?.ignoreBOM;
  }

  get encoding() {
    if (!(#encoding in Object(this))) throw errors.ERR_INVALID_THIS("TextDecoder");
    return this.#encoding;
  }

  get fatal() {
    if (!(#encoding in Object(this))) throw errors.ERR_INVALID_THIS("TextDecoder");
    return this.#fatal;
  }

  get ignoreBOM() {
    if (!(#encoding in Object(this))) throw errors.ERR_INVALID_THIS("TextDecoder");
    return this.#ignoreBOM;
  }

  /** Decodes `input`; with `stream`, an incomplete character at its end waits for the next call. */
  decode(input = undefined, options = undefined) {
    if (!(#encoding in Object(this))) throw errors.ERR_INVALID_THIS("TextDecoder");
    const bytes = bytesOf(input);
    const stream = !!options?.stream;
    const text = stream || this.#handle !== undefined
      ? this.#continue(bytes, stream)
      : natives.textDecode(this.#encoding, bytes, this.#fatal, this.#ignoreBOM);
    if (text === undefined) {
      const message = `The encoded data was not valid for encoding ${this.#encoding}`;
      throw errors.bare(TypeError, "ERR_ENCODING_INVALID_ENCODED_DATA", message);
    }
    return text;
  }

  #continue(bytes, stream) {
    if (this.#handle === undefined) {
      this.#handle = natives.decoderCreate(this.#encoding, this.#fatal, this.#ignoreBOM);
      abandoned.register(this, this.#handle, this);
    }
    const text = natives.decoderDecode(this.#handle, bytes, stream);
    if (!stream || text === undefined) {
      abandoned.unregister(this);
      natives.decoderFree(this.#handle);
      this.#handle = undefined;
    }
    return text;
  }

  [custom](depth, options) {
    const { encoding, fatal, ignoreBOM } = this;
    return inspectAs("TextDecoder", { encoding, fatal, ignoreBOM }, depth, options);
  }
}

webIdl(TextDecoder.prototype, "TextDecoder", ["decode", "encoding", "fatal", "ignoreBOM"]);

exports.TextEncoder = TextEncoder;
exports.TextDecoder = TextDecoder;
