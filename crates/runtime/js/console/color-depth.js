// How many colors a terminal shows, judged by the environment as `tty.WriteStream.getColorDepth` does:
// https://nodejs.org/api/tty.html#writestreamgetcolordepthenv.

const NONE = 1;
const SIXTEEN = 4;
const MANY = 8;
const TRUE_COLOR = 24;

const FORCED = { "": SIXTEEN, 1: SIXTEEN, true: SIXTEEN, 2: MANY, 3: TRUE_COLOR };

/** Services that build and test, by the variable that each sets beside CI. */
const SERVICES = {
  APPVEYOR: MANY, BUILDKITE: MANY, CIRCLECI: TRUE_COLOR, DRONE: MANY, GITEA_ACTIONS: TRUE_COLOR,
  GITHUB_ACTIONS: TRUE_COLOR, GITLAB_CI: MANY, TRAVIS: MANY,
};
const TRUE_COLOR_TERMS = ["mosh", "rxvt-unicode-24bit", "terminator", "xterm-kitty"];
const SIXTEEN_COLOR_TERMS = [
  "cons25", "console", "cygwin", "dtterm", "eterm", "gnome", "hurd", "jfbterm", "konsole", "kterm", "mlterm", "putty",
  "st",
];
const SIXTEEN_COLOR_TERM = /ansi|color|linux|direct|^con\d*x\d|^(?:rxvt|screen|xterm|vt100|vt220)/;

/** Bits of color: 1, 4, 8 or 24. */
exports.colorDepth = function colorDepth(env) {
  if (env.FORCE_COLOR !== undefined) return FORCED[env.FORCE_COLOR] ?? NONE;
  if (env.NODE_DISABLE_COLORS || env.NO_COLOR || env.TERM === "dumb") return NONE;
  if (env.TMUX) return TRUE_COLOR;
  if ("TF_BUILD" in env && "AGENT_NAME" in env) return SIXTEEN;
  if ("CI" in env) return byService(env);
  if ("TEAMCITY_VERSION" in env) {
    return /^(?:9\.0*[1-9]\d*\.|\d{2,}\.)/.test(env.TEAMCITY_VERSION) ? SIXTEEN : NONE;
  }
  return byProgram(env) ?? byTerm(env);
};

function byService(env) {
  for (const [name, depth] of Object.entries(SERVICES)) if (name in env) return depth;
  return env.CI_NAME === "codeship" ? MANY : NONE;
}

function byProgram(env) {
  switch (env.TERM_PROGRAM) {
    case "iTerm.app": return !env.TERM_PROGRAM_VERSION || /^[0-2]\./.test(env.TERM_PROGRAM_VERSION) ? MANY : TRUE_COLOR;
    case "HyperTerm":
    case "MacTerm": return TRUE_COLOR;
    case "Apple_Terminal": return MANY;
    default: return undefined;
  }
}

function byTerm({ TERM, COLORTERM }) {
  if (COLORTERM === "truecolor" || COLORTERM === "24bit") return TRUE_COLOR;
  if (TERM) {
    if (/truecolor/.test(TERM)) return TRUE_COLOR;
    if (/^xterm-256/.test(TERM)) return MANY;
    const term = TERM.toLowerCase();
    if (TRUE_COLOR_TERMS.includes(term)) return TRUE_COLOR;
    if (SIXTEEN_COLOR_TERMS.includes(term) || SIXTEEN_COLOR_TERM.test(term)) return SIXTEEN;
  }
  return COLORTERM ? SIXTEEN : NONE;
}
