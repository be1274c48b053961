// node:punycode: RFC 3492, with the interface of https://nodejs.org/api/punycode.html.

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 128;
const DELIMITER = "-";
const MAX_INTEGER = 0x7fffffff;
const DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";
/** Full stop and what IDNA2003 takes for one. */
const DOTS = /[\x2E\u3002\uFF0E\uFF61]/g;

const overflow = () => new RangeError("Overflow: input needs wider integers to process");

/** Section 6.1. */
function adapt(delta, count, isFirst) {
  delta = isFirst ? Math.floor(delta / DAMP) : delta >> 1;
  delta += Math.floor(delta / count);
  let k = 0;
  while (delta > ((BASE - T_MIN) * T_MAX) >> 1) {
    delta = Math.floor(delta / (BASE - T_MIN));
    k += BASE;
  }
  return Math.floor(k + ((BASE - T_MIN + 1) * delta) / (delta + SKEW));
}

const threshold = (k, bias) => Math.min(Math.max(k - bias, T_MIN), T_MAX);

/** The value of a digit; `BASE` for what is none. */
function digitValue(unit) {
  const index = DIGITS.indexOf(String.fromCharCode(unit).toLowerCase());
  return index < 0 ? BASE : index;
}

/** One variable-length integer (section 6.2) at `at`: `[value, position behind it]`. */
function readInteger(input, at, start, bias) {
  let value = start;
  for (let weight = 1, k = BASE; ; k += BASE) {
    if (at >= input.length) throw new RangeError("Invalid input");
    const digit = digitValue(input.charCodeAt(at++));
    if (digit >= BASE) throw new RangeError("Invalid input");
    if (digit > Math.floor((MAX_INTEGER - value) / weight)) throw overflow();
    value += digit * weight;
    const t = threshold(k, bias);
    if (digit < t) return [value, at];
    if (weight > Math.floor(MAX_INTEGER / (BASE - t))) throw overflow();
    weight *= BASE - t;
  }
}

function basicCodePoints(input) {
  return Array.from(input, (character) => {
    const unit = character.charCodeAt(0);
    if (unit >= INITIAL_N) throw new RangeError("Illegal input >= 0x80 (not a basic code point)");
    return unit;
  });
}

function decode(input) {
  const end = Math.max(input.lastIndexOf(DELIMITER), 0);
  const output = basicCodePoints(input.slice(0, end));
  let [n, i, bias] = [INITIAL_N, 0, INITIAL_BIAS];
  for (let at = end > 0 ? end + 1 : 0; at < input.length; ) {
    const before = i;
    [i, at] = readInteger(input, at, i, bias);
    const count = output.length + 1;
    bias = adapt(i - before, count, before === 0);
    if (Math.floor(i / count) > MAX_INTEGER - n) throw overflow();
    n += Math.floor(i / count);
    i %= count;
    output.splice(i++, 0, n);
  }
  return String.fromCodePoint(...output);
}

function integerText(value, bias) {
  let text = "";
  for (let k = BASE; ; k += BASE) {
    const t = threshold(k, bias);
    if (value < t) return text + DIGITS[value];
    text += DIGITS[t + ((value - t) % (BASE - t))];
    value = Math.floor((value - t) / (BASE - t));
  }
}

function encode(input) {
  const points = ucs2decode(input);
  const basic = points.filter((point) => point < INITIAL_N);
  let output = String.fromCharCode(...basic);
  if (basic.length > 0) output += DELIMITER;
  let [n, delta, bias, handled] = [INITIAL_N, 0, INITIAL_BIAS, basic.length];
  while (handled < points.length) {
    const next = points.reduce((least, point) => (point >= n && point < least ? point : least), MAX_INTEGER);
    if (next - n > Math.floor((MAX_INTEGER - delta) / (handled + 1))) throw overflow();
    delta += (next - n) * (handled + 1);
    n = next;
    for (const point of points) {
      if (point < n && ++delta > MAX_INTEGER) throw overflow();
      if (point !== n) continue;
      output += integerText(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return output;
}

/** Code points; halves of surrogate pairs that stand alone are kept. */
function ucs2decode(string) {
  return Array.from(string, (character) => character.codePointAt(0));
}

const ucs2encode = (codePoints) => String.fromCodePoint(...codePoints);

/** Applies `convert` to each label of a domain; what stands before the @ of a mail address stays. */
function mapLabels(domain, convert) {
  const at = domain.lastIndexOf("@");
  const labels = domain.slice(at + 1).replace(DOTS, ".").split(".");
  return domain.slice(0, at + 1) + labels.map(convert).join(".");
}

function toUnicode(input) {
  return mapLabels(input, (label) => (label.startsWith("xn--") ? decode(label.slice(4).toLowerCase()) : label));
}

function toASCII(input) {
  return mapLabels(input, (label) => (/[^\0-\x7F]/.test(label) ? `xn--${encode(label)}` : label));
}

exports.version = "2.1.0";
exports.ucs2 = { decode: ucs2decode, encode: ucs2encode };
exports.decode = decode;
exports.encode = encode;
exports.toASCII = toASCII;
exports.toUnicode = toUnicode;
