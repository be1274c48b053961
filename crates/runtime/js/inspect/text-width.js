// How many terminal columns a text takes.

// Control sequences (ECMA-48): CSI with its parameters, and OSC up to its terminator (BEL, ST or the 8-bit ST).
const CONTROL_SEQUENCE =
  /(?:\u001b\[|\u009b)[0-?]*[ -\/]*[@-~]|(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|\u001b[()#;?]*[0-9A-PR-TZcf-nq-uy=><~]/g;

const NOT_PRINTABLE_ASCII = /[^\x20-\x7e]/;

/** `text` without terminal control sequences. */
function stripControlSequences(text) {
  if (text.indexOf("\u001b") === -1 && text.indexOf("\u009b") === -1) return text;
  return text.replace(CONTROL_SEQUENCE, "");
}

/** Columns of `text`; with `painted`, its control sequences take none. */
function textWidth(text, painted) {
  if (painted) text = stripControlSequences(text);
  return NOT_PRINTABLE_ASCII.test(text) ? natives.stringWidth(text.normalize("NFC")) : text.length;
}

exports.stripControlSequences = stripControlSequences;
exports.textWidth = textWidth;
