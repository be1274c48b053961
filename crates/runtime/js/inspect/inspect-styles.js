// The terminal styles that inspected values are painted with.
//
// `colors` maps a style's name to the SGR parameters (ECMA-48, 8.3.117) that switch it on and off; `styles` maps a kind
// of value to the name of a style, or to a function that paints the text itself. Both are public and may be changed by
// the program (`util.inspect.colors`, `util.inspect.styles`), so they are looked up at every use.

const FOREGROUND_OFF = 39;
const BACKGROUND_OFF = 49;
const HUES = ["Black", "Red", "Green", "Yellow", "Blue", "Magenta", "Cyan", "White"];

const colors = Object.assign(Object.create(null), {
  reset: [0, 0],
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  blink: [5, 25],
  inverse: [7, 27],
  hidden: [8, 28],
  strikethrough: [9, 29],
  doubleunderline: [21, 24],
});

for (let i = 0; i < HUES.length; i++) colors[HUES[i].toLowerCase()] = [30 + i, FOREGROUND_OFF];
for (let i = 0; i < HUES.length; i++) colors["bg" + HUES[i]] = [40 + i, BACKGROUND_OFF];
colors.framed = [51, 54];
colors.overlined = [53, 55];
colors.gray = [90, FOREGROUND_OFF];
for (let i = 1; i < HUES.length; i++) colors[HUES[i].toLowerCase() + "Bright"] = [90 + i, FOREGROUND_OFF];
colors.bgGray = [100, BACKGROUND_OFF];
for (let i = 1; i < HUES.length; i++) colors["bg" + HUES[i] + "Bright"] = [100 + i, BACKGROUND_OFF];

const ALIASES = [
  ["gray", "grey"],
  ["gray", "blackBright"],
  ["bgGray", "bgGrey"],
  ["bgGray", "bgBlackBright"],
  ["dim", "faint"],
  ["strikethrough", "crossedout"],
  ["strikethrough", "strikeThrough"],
  ["strikethrough", "crossedOut"],
  ["hidden", "conceal"],
  ["inverse", "swapColors"],
  ["inverse", "swapcolors"],
  ["doubleunderline", "doubleUnderline"],
];

for (let i = 0; i < ALIASES.length; i++) {
  const [target, alias] = ALIASES[i];
  Object.defineProperty(colors, alias, {
    get() {
      return this[target];
    },
    set(value) {
      this[target] = value;
    },
    configurable: true,
    enumerable: false,
  });
}

/** The default painter of regular expressions; `highlightRegExp.colors` is its palette, outermost nesting first. */
function highlightRegExp(text) {
  return require("inspect-regexp").highlight(text, highlightRegExp.colors);
}
highlightRegExp.colors = ["green", "red", "yellow", "cyan", "magenta"];

const styles = Object.assign(Object.create(null), {
  special: "cyan",
  number: "yellow",
  bigint: "yellow",
  boolean: "yellow",
  undefined: "grey",
  null: "bold",
  string: "green",
  symbol: "green",
  date: "magenta",
  // "name" has no style on purpose: property names are printed plain.
  regexp: highlightRegExp,
  module: "underline",
});

/** Paints `text` as `kind` (a key of `styles`); an unknown kind leaves it as it is. */
function paint(text, kind) {
  const style = styles[kind];
  if (style === undefined) return text;
  const color = colors[style];
  if (color !== undefined) return `\u001b[${color[0]}m${text}\u001b[${color[1]}m`;
  return typeof style === "function" ? style(text) : text;
}

/** The painter used without colours. */
function plain(text) {
  return text;
}

exports.colors = colors;
exports.styles = styles;
exports.paint = paint;
exports.plain = plain;
