// How many colors a terminal shows, judged by the environment as `tty.WriteStream.getColorDepth` does:
// https://nodejs.org/api/tty.html#writestreamgetcolordepthenv.

const NONE = 1;
const SIXTEEN = 4;
const MANY = 8;
const TRUE_COLOR = 24;

const FORCED = { "": SIXTEEN, 1: SIXTEEN, true: SIXTEEN, 2: MANY, 3: TRUE_COLOR };
const TRUE_COLOR_TERMS = /^(?:mosh|terminator|.*-direct|xterm-(?:kitty|ghostty|truecolor))$/;
const SIXTEEN_COLOR_TERMS = [
  "ansi", "color", "cons25", "console", "cygwin", "dtterm", "eterm", "gnome", "hurd", "jfbterm", "konsole", "kterm",
  "linux", "mlterm", "putty", "rxvt", "screen", "st", "tmux", "vt100", "vt220", "xterm",
];

/** Bits of color: 1, 4, 8 or 24. */
exports.colorDepth = function colorDepth(env) {
  if (env.FORCE_COLOR !== undefined) return FORCED[env.FORCE_COLOR] ?? NONE;
  if (env.NODE_DISABLE_COLORS || env.NO_COLOR || env.TERM === "dumb") return NONE;
  if (env.TMUX) return TRUE_COLOR;
  if (/^(?:24bit|truecolor)$/.test(env.COLORTERM ?? "")) return TRUE_COLOR;
  if (/^(?:iTerm\.app|HyperTerm|MacTerm)$/.test(env.TERM_PROGRAM ?? "")) return TRUE_COLOR;
  if (env.TERM_PROGRAM === "Apple_Terminal") return MANY;
  return byTerm((env.TERM ?? "").toLowerCase(), env);
};

function byTerm(term, env) {
  if (TRUE_COLOR_TERMS.test(term)) return TRUE_COLOR;
  if (term.includes("256")) return MANY;
  if (/^con\d*x\d/.test(term) || SIXTEEN_COLOR_TERMS.some((start) => term.startsWith(start))) return SIXTEEN;
  return env.COLORTERM ? SIXTEEN : NONE;
}
