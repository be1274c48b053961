// Printing of errors: the stack with its header set right, and the parts of it that say nothing new left out.

const { prefix } = require("inspect-names");

const FRAME_START = "\n    at";
/** Runs of frames shorter than this are not folded. */
const MIN_FOLDED = 3;
/** Stacks of up to this many frames are never folded. */
const MIN_RECURSION_FRAMES = 10;

/** Own properties that this engine gives its errors, and that say what the stack says already. */
const ENGINE_KEYS = ["fileName", "lineNumber", "columnNumber", "stack"];

function read(object, key) {
  try {
    return object[key];
  } catch {
    return undefined;
  }
}

function headerOf(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return Object.prototype.toString.call(error).slice(1, -1); // it gets its brackets back, having no frames
  }
}

/** The error's stack as text; its header alone where it has none. */
function stackOf(ctx, error) {
  const stack = read(error, "stack");
  if (typeof stack === "string" && stack !== "") return stack;
  if (!stack) return headerOf(error);
  ctx.seen.push(error);
  ctx.indentation += 4;
  const text = ctx.print(stack);
  ctx.indentation -= 4;
  ctx.seen.pop();
  return `${headerOf(error)}\n    ${text}`;
}

/** Takes out the keys whose value the stack shows anyway, and those only this engine has. */
function dropShownKeys(ctx, error, keys, stack, isNative) {
  const drop = (key) => {
    const at = keys.indexOf(key);
    if (at !== -1) keys.splice(at, 1);
  };
  if (isNative) ENGINE_KEYS.forEach(drop);
  if (ctx.showHidden) return;
  for (const key of ["name", "message", "stack"]) {
    try {
      const value = error[key];
      if (typeof value !== "string" || stack.includes(value)) drop(key);
    } catch {
      // What cannot be read is listed.
    }
  }
}

function addHiddenKeys(error, keys) {
  if (Object.hasOwn(error, "cause") && !keys.includes("cause")) keys.push("cause");
  if (!keys.includes("errors") && Object.hasOwn(error, "errors") && Array.isArray(read(error, "errors"))) {
    keys.push("errors");
  }
}

/**
 * Writes the class into the stack's header where the header has only the name of a built-in error: "Sub [Error]: text",
 * "[Error: null prototype]: text".
 */
function improveHeader(stack, constructor, name, tag) {
  const regular = name.endsWith("Error") && stack.startsWith(name) && /^(?:$|[:\n])/.test(stack.slice(name.length));
  if (constructor !== null && !regular) return stack;
  let length = name.length;
  let fallback = "Error";
  if (constructor === null) {
    const found = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/.exec(stack) ?? /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
    fallback = found?.[1] ?? "";
    length = fallback.length;
    fallback ||= "Error";
  }
  const wanted = prefix(constructor, tag, fallback).slice(0, -1);
  if (wanted === name) return stack;
  if (!wanted.includes(name)) return `${wanted} [${name}]${stack.slice(length)}`;
  return length === 0 ? `${wanted}: ${stack}` : wanted + stack.slice(length);
}

/** The first run of more than three lines that `lines` shares with `others`, as [start, length]. */
function sharedRun(lines, others) {
  for (let i = 0; i < lines.length - MIN_FOLDED; i++) {
    const at = others.indexOf(lines[i]);
    if (at === -1) continue;
    let length = 1;
    while (i + length < lines.length && at + length < others.length && lines[i + length] === others[at + length]) length++;
    if (length > MIN_FOLDED) return [i, length];
  }
  return undefined;
}

/** Folds the frames that the cause's stack shows too. */
function foldSharedWithCause(ctx, error, lines) {
  const cause = read(error, "cause");
  if (cause === null || typeof cause !== "object") return;
  if (natives.classOf(cause) !== "Error" && !(cause instanceof Error)) return;
  const stack = stackOf(ctx, cause);
  const start = stack.indexOf(FRAME_START);
  const run = start === -1 ? undefined : sharedRun(lines, stack.slice(start + 1).split("\n"));
  if (run === undefined) return;
  const hidden = run[1] - 2;
  lines.splice(run[0] + 1, hidden, ctx.stylize(`    ... ${hidden} lines matching cause stack trace ...`, "undefined"));
}

/**
 * The distances after which the frames from one place on may repeat, from the distances to the later occurrences of the
 * first of them: their greatest common divisor, then what Euclid's algorithm meets on the way, last first.
 */
function candidatePeriods(distances) {
  let divisor = 0;
  const others = new Set();
  for (let i = 0; i < distances.length && divisor !== 1; i++) {
    let rest = distances[i];
    while (rest !== 0) {
      if (divisor !== 0) others.add(divisor);
      [divisor, rest] = [rest, divisor % rest];
    }
  }
  others.delete(divisor);
  return [divisor, ...[...others].reverse()];
}

/** How often the `period` lines from `start` on are repeated right after themselves. */
function repeats(lines, start, period) {
  let same = 0;
  for (let i = start + period; i < lines.length && lines[i] === lines[i - period]; i++) same++;
  return Math.floor(same / period);
}

/** The period at `start` that folds most lines, and how often it is repeated. */
function bestPeriod(lines, start) {
  const distances = [];
  for (let i = start + 1; i < lines.length; i++) {
    if (lines[i] === lines[start]) distances.push(i - start);
  }
  let best = [0, 0];
  if (distances.length === 0 || distances.at(-1) < MIN_FOLDED) return best;
  for (const period of candidatePeriods(distances)) {
    const times = repeats(lines, start, period);
    if (period * times > best[0] * best[1]) best = [period, times];
  }
  return best;
}

/** Folds the frames of a recursion: the first round stays. */
function foldRecursion(ctx, lines) {
  if (lines.length <= MIN_RECURSION_FRAMES || lines.length - new Set(lines).size <= MIN_FOLDED) return;
  for (let i = 0; i < lines.length - MIN_FOLDED; i++) {
    const [period, times] = bestPeriod(lines, i);
    if (period * times < MIN_FOLDED) continue;
    const how = times > 1 ? `${period} lines ${times} times...` : "lines ...";
    const text = `    ... collapsed ${period * times} duplicate lines matching above ${how}`;
    lines.splice(i + period, period * times, ctx.stylize(text, "undefined"));
    i += period;
  }
}

/** Underlines the names of packages in a frame's path. */
function markPackages(ctx, line) {
  return line.replace(/([\\/]node_modules[\\/])((?:@[^\\/]+[\\/])?[^\\/]+)(?=[\\/])/g, (_, folder, name) => {
    return folder + ctx.stylize(name, "module");
  });
}

/** Greys what every path of the program has in common: the working directory, and the parentheses around it. */
function markDirectory(ctx, line, directory) {
  let start = line.indexOf(directory);
  if (start === -1) return undefined;
  let end = start + directory.length;
  const bracketed = line[start - 1] === "(";
  if (bracketed) start--;
  const grey = (text) => ctx.stylize(text, "undefined");
  if (line[end] === "/" || line[end] === "\\") end++;
  const rest = line.slice(end);
  const tail = bracketed && rest.endsWith(")") ? rest.slice(0, -1) + grey(")") : rest;
  return line.slice(0, start) + grey(line.slice(start, end)) + tail;
}

const BUILT_IN_FRAME = /^ {4}at (?:[^/\\(]+ \(|)(?:node|parbake):.+:\d+:\d+(?:\)|$)/;

function paintFrames(ctx, lines) {
  const directory = natives.cwd();
  const known = typeof directory === "string";
  for (let i = 0; i < lines.length; i++) {
    if (BUILT_IN_FRAME.test(lines[i])) {
      lines[i] = ctx.stylize(lines[i], "undefined");
      continue;
    }
    const line = markPackages(ctx, lines[i]);
    const marked = known
      ? (markDirectory(ctx, line, `file://${encodeURI(directory)}`) ?? markDirectory(ctx, line, directory))
      : undefined;
    lines[i] = marked ?? line;
  }
}

/** Folds and paints the frames of `stack`; a stack without frames is put into brackets. */
function arrangeFrames(ctx, error, stack) {
  const message = read(error, "message");
  const shown = typeof message === "string" && message !== "" ? stack.indexOf(message) : -1;
  const start = stack.indexOf(FRAME_START, shown === -1 ? 0 : shown + message.length);
  if (start === -1) return `[${stack}]`;
  const lines = stack.slice(start + 1).split("\n");
  foldSharedWithCause(ctx, error, lines);
  foldRecursion(ctx, lines);
  if (ctx.colors) paintFrames(ctx, lines);
  return `${stack.slice(0, start)}\n${lines.join("\n")}`;
}

/** The text of an error without its properties; takes those it shows out of `keys`, and adds the cause. */
exports.errorBase = function errorBase(ctx, error, kind, constructor, tag, keys) {
  const given = read(error, "name");
  const name = given === null || given === undefined ? "Error" : String(given);
  const stack = stackOf(ctx, error);
  dropShownKeys(ctx, error, keys, stack, kind === "Error");
  addHiddenKeys(error, keys);
  const text = arrangeFrames(ctx, error, improveHeader(stack, constructor, name, tag));
  return ctx.indentation === 0 ? text : text.replaceAll("\n", `\n${" ".repeat(ctx.indentation)}`);
};
