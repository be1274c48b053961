// The text of a failed `assert(...)` in the program: the call as it is written there.

const CALLEE = /[\w$.\])?]/;
const PAIRS = { __proto__: null, "(": ")", "[": "]", "{": "}" };
const FRAME = /^ {4}at (?:.* \()?(.*):(\d+):(\d+)\)?$/;

/** The first line of the call that the topmost frame of the program is at; undefined where it cannot be had. */
exports.callText = function callText(hide) {
  const frames = require("errors").frames(hide).split("\n");
  const frame = frames.find((line) => FRAME.test(line) && !/[( ]parbake:/.test(line));
  if (frame === undefined) return undefined;
  const [, url, line, column] = FRAME.exec(frame);
  const source = natives.sourceFrame(url, Number(line), Number(column))?.split("\n")[1];
  return source === undefined ? undefined : callAt(source, Number(column) - 1);
};

/** @param at some place in the callee, or the parenthesis behind it. */
function callAt(source, at) {
  let start = at;
  while (start > 0 && CALLEE.test(source[start - 1])) start--;
  const open = source.indexOf("(", at);
  return source.slice(start, open < 0 ? source.length : endOfCall(source, open));
}

/** The place behind the parenthesis that closes the one at `open`; the end of the line if that comes first. */
function endOfCall(source, open) {
  const closers = [];
  for (let i = open; i < source.length; i++) {
    const character = source[i];
    if ("'\"`".includes(character)) i = endOfText(source, i);
    else if (character in PAIRS) closers.push(PAIRS[character]);
    else if (character === closers.at(-1)) {
      closers.pop();
      if (closers.length === 0) return i + 1;
    }
  }
  return source.length;
}

function endOfText(source, start) {
  let i = start + 1;
  while (i < source.length && source[i] !== source[start]) i += source[i] === "\\" ? 2 : 1;
  return i;
}
