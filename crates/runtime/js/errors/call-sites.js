// util.getCallSites. https://nodejs.org/api/util.html#utilgetcallsitesframecountoptions

const errors = require("errors");
const { validateBoolean, validateNumber, validateObject } = require("validators");

const DEFAULT_FRAMES = 10;
const MOST_FRAMES = 200;
const FRAME = /^ {4}at (?:async )?(?:(?:new )?(.*?) \()?(.*):(\d+):(\d+)\)?$/;

exports.getCallSites = (frameCount = DEFAULT_FRAMES, options = undefined) => {
  if (options === undefined && typeof frameCount === "object") {
    options = frameCount;
    frameCount = DEFAULT_FRAMES;
  }
  if (options !== undefined) {
    validateObject(options, "options");
    if (options.sourceMap !== undefined) validateBoolean(options.sourceMap, "options.sourceMap");
  }
  validateNumber(frameCount, "frameCount", 1, MOST_FRAMES);
  const before = Error.stackTraceLimit;
  // Our own frames are on the stack as well.
  Error.stackTraceLimit = frameCount + 10;
  const lines = errors.frames(exports.getCallSites).split("\n");
  Error.stackTraceLimit = before;
  return lines.map(callSite).filter(Boolean).slice(0, frameCount);
};

function callSite(line) {
  const [, functionName = "", scriptName, lineNumber, column] = FRAME.exec(line) ?? [];
  if (scriptName === undefined || scriptName.startsWith("parbake:")) return undefined;
  return {
    __proto__: null,
    functionName: functionName === "<anonymous>" ? "" : functionName,
    // Scripts have no numbers here.
    scriptId: "0",
    scriptName,
    lineNumber: Number(lineNumber),
    columnNumber: Number(column),
    column: Number(column),
  };
}
