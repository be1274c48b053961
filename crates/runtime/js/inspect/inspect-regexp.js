// Syntax colours for regular expressions.
//
// Every token takes its colour from a palette, by how many brackets it is in and by what it is: the deeper it stands, the
// further down the palette its colours begin, so that a bracket and its partner are easy to find.

const { colors } = require("inspect-styles");

// Offsets into the palette, on top of the depth.
const DELIMITER = 0;
const BRACKET = 1;
const LITERAL = 2;
const RANGE = 3;
const OPERATOR = 4;

const GROUP_START = /\((?:\?(?::|=|!|<=|<!|<(?=[^>]*>)))?/y;
const QUANTIFIER = /\{(\d*)(,?)(\d*)\}/y;
const NAME = /[^>]*/y;
const ESCAPE = /\\(?:x[0-9a-fA-F]{2}|\d+|.)/suy;
const CLASS_ESCAPE = /\\(?:x[0-9a-fA-F]{2}|.)/suy;
const BRACED_ESCAPE = /(\\[upP]\{)([^}]*)\}/y;
const NAMED_REFERENCE = /(\\k<)([^>]*)>/y;

class Highlighter {
  constructor(text, palette) {
    this.text = text;
    this.palette = palette;
    this.at = 0;
    this.depth = 0;
    this.result = "";
  }

  /** Paints `token`, which begins at the current place, and moves past it. */
  put(token, offset) {
    if (token === "") return;
    const color = colors[this.palette[(this.depth + offset) % this.palette.length]];
    this.result += color === undefined ? token : `\u001b[${color[0]}m${token}\u001b[${color[1]}m`;
    this.at += token.length;
  }

  /** What the sticky `pattern` matches at the current place. */
  match(pattern) {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }

  /** An escape: those with braces are painted like brackets. */
  escape() {
    const braced = this.match(BRACED_ESCAPE);
    if (braced === null) return this.put(this.match(ESCAPE)[0], LITERAL);
    this.put(braced[1], BRACKET);
    this.put(braced[2], LITERAL);
    return this.put("}", BRACKET);
  }

  openGroup() {
    const start = this.match(GROUP_START)[0];
    this.put("(", BRACKET);
    this.put(start.slice(1), BRACKET);
    if (start.endsWith("<")) {
      this.put(this.match(NAME)[0], LITERAL);
      this.put(">", BRACKET);
    } else if (start === "(" && this.text[this.at] === "?") {
      this.put("?", LITERAL); // modifiers: "(?i:"
    }
    this.depth++;
  }

  characterClass() {
    this.put("[", BRACKET);
    this.depth++;
    while (this.at < this.text.length && this.text[this.at] !== "]") {
      const next = this.text[this.at];
      if (next === "\\") this.classEscape();
      else if (next === "-" && this.isRange()) this.put(next, RANGE - 1);
      else this.put(this.character(), LITERAL - 1);
    }
    this.depth--;
    this.put("]", BRACKET);
  }

  /** Whether the hyphen at the current place stands between two characters of a class. */
  isRange() {
    return this.text[this.at - 1] !== "[" && this.text[this.at + 1] !== "]";
  }

  /** Inside a class a simple escape looks like a character of it, one with braces stands one level further in. */
  classEscape() {
    if (this.match(BRACED_ESCAPE) !== null) this.escape();
    else this.put(this.match(CLASS_ESCAPE)[0], LITERAL - 1);
  }

  /** The character at the current place, a surrogate pair in one. */
  character() {
    return String.fromCodePoint(this.text.codePointAt(this.at));
  }

  quantifier([, least, comma, most]) {
    this.put("{", BRACKET);
    this.put(least, RANGE);
    this.put(comma, LITERAL);
    this.put(most, RANGE);
    this.put("}", BRACKET);
  }

  token() {
    const next = this.text[this.at];
    if (next === "(") return this.openGroup();
    if (next === "[") return this.characterClass();
    if (next === "\\") {
      const reference = this.match(NAMED_REFERENCE);
      if (reference === null) return this.escape();
      this.put(reference[1], DELIMITER);
      this.put(reference[2], BRACKET);
      return this.put(">", DELIMITER);
    }
    if (next === ")") {
      this.depth--;
      return this.put(next, BRACKET);
    }
    if (next === "{") {
      const quantifier = this.match(QUANTIFIER);
      return quantifier === null ? this.put(next, LITERAL) : this.quantifier(quantifier);
    }
    if (next === ".") return this.put(next, RANGE);
    return this.put(this.character(), "^$|*+?".includes(next) ? OPERATOR : LITERAL);
  }

  run() {
    const end = this.text.lastIndexOf("/");
    this.put("/", DELIMITER);
    while (this.at < end) this.token();
    this.put("/", DELIMITER);
    this.put(this.text.slice(this.at), BRACKET);
    return this.result;
  }
}

/**
 * `text`, the source of a valid regular expression with its slashes and flags, with every token painted.
 * @param palette names of styles, to be used from the outermost bracket inwards.
 */
exports.highlight = function highlight(text, palette) {
  return text.startsWith("/") ? new Highlighter(text, palette).run() : text;
};
