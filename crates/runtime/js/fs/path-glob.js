// path.matchesGlob: `*` and `?` within a segment, `**` over any number of them, `[abc]`, `{a,b}`.

const cache = new Map();

/** The text of a regular expression for a glob; `i` walks over the pattern. */
class Translator {
  #pattern;
  #i = 0;
  #separator;
  #other;

  constructor(pattern, windows) {
    this.#pattern = pattern;
    this.#separator = windows ? "[\\\\/]" : "/";
    this.#other = windows ? "[^\\\\/]" : "[^/]";
  }

  translate() {
    let text = "";
    while (this.#i < this.#pattern.length) text += this.#next();
    return text;
  }

  #next() {
    const character = this.#pattern[this.#i++];
    switch (character) {
      case "*": return this.#star();
      case "?": return `(?!\\.)${this.#other}`;
      case "[": return this.#set();
      case "{": return this.#alternatives();
      case "/": return this.#separator;
      default: return RegExp.escape(character);
    }
  }

  /** Whether the pattern's position is at the start of a segment. */
  #atStart(index) {
    return index === 0 || this.#pattern[index - 1] === "/";
  }

  #star() {
    const start = this.#i - 1;
    const [next, afterNext] = [this.#pattern[this.#i], this.#pattern[this.#i + 1]];
    const isWholeSegment = this.#atStart(start) && next === "*" && (afterNext === undefined || afterNext === "/");
    if (!isWholeSegment) {
      while (this.#pattern[this.#i] === "*") this.#i++;
      return `${this.#atStart(start) ? "(?!\\.)" : ""}${this.#other}*`;
    }
    this.#i++;
    const segment = `(?!\\.)${this.#other}+`;
    if (this.#pattern[this.#i] === undefined) return `(?:${segment}${this.#separator})*(?:${segment})?`;
    this.#i++;
    return `(?:${segment}${this.#separator})*`;
  }

  #set() {
    const end = this.#pattern.indexOf("]", this.#i + 1);
    if (end < 0) return "\\[";
    const body = this.#pattern.slice(this.#i, end).replace(/\\/g, "\\\\").replace(/^!/, "^");
    this.#i = end + 1;
    return `[${body}]`;
  }

  #alternatives() {
    const end = this.#pattern.indexOf("}", this.#i);
    if (end < 0) return "\\{";
    const options = this.#pattern.slice(this.#i, end).split(",");
    this.#i = end + 1;
    const windows = this.#separator !== "/";
    return `(?:${options.map((option) => new Translator(option, windows).translate()).join("|")})`;
  }
}

exports.matches = function matches(path, pattern, windows) {
  const key = `${windows} ${pattern}`;
  let expression = cache.get(key);
  if (expression === undefined) {
    const source = new Translator(windows ? pattern.replaceAll("\\", "/") : pattern, windows).translate();
    expression = new RegExp(`^${source}$`, "u");
    cache.set(key, expression);
  }
  return expression.test(path);
};
