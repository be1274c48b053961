// util.parseEnv: the text of an .env file as an object. https://nodejs.org/api/util.html#utilparseenvcontent

const QUOTES = new Set(["'", '"', "`"]);

/** @returns name -> value, in the order of the text; a later value wins. */
exports.parseEnv = function parseEnv(content) {
  require("validators").validateString(content, "content");
  const text = content.replaceAll("\r\n", "\n");
  const result = { __proto__: null };
  let at = 0;
  while (at < text.length) {
    const end = endOfLine(text, at);
    const equals = text.indexOf("=", at);
    const line = text.slice(at, end).trimStart();
    if (equals < 0 || equals >= end || line.startsWith("#")) {
      at = end + 1;
      continue;
    }
    const name = text.slice(at, equals).trim().replace(/^export /, "").trim();
    const value = valueAt(text, equals + 1);
    if (name !== "") result[name] = value.text;
    at = value.end + 1;
  }
  return result;
};

function endOfLine(text, from) {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/** The value that begins at `from`, and the end of its last line: within quotes it may have several. */
function valueAt(text, from) {
  let start = from;
  while (text[start] === " " || text[start] === "\t") start++;
  const quote = text[start];
  const close = QUOTES.has(quote) ? text.indexOf(quote, start + 1) : -1;
  if (close >= 0) {
    const inside = text.slice(start + 1, close);
    return { text: quote === '"' ? inside.replaceAll("\\n", "\n") : inside, end: endOfLine(text, close) };
  }
  const end = endOfLine(text, from);
  const line = text.slice(from, end);
  const comment = line.indexOf("#");
  return { text: (comment < 0 ? line : line.slice(0, comment)).trim(), end };
}
