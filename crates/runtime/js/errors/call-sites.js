// util.getCallSites. https://nodejs.org/api/util.html#utilgetcallsitesframecountoptions

const { validateBoolean, validateNumber, validateObject } = require("validators");

const DEFAULT_FRAMES = 10;
const MOST_FRAMES = 200;
const OURS = 10;

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
  // Our own frames are on the stack as well.
  const frames = natives.stackFrames(undefined, exports.getCallSites, frameCount + OURS);
  const sites = [];
  for (let i = 0; i < frames.length && sites.length < frameCount; i += 4) {
    const site = callSite(frames[i], frames[i + 1], frames[i + 2], frames[i + 3], options?.sourceMap === false);
    if (site !== undefined) sites.push(site);
  }
  return sites;
};

function callSite(functionName, file, line, column, ownMapsOnly) {
  if (file === null || file.startsWith("parbake:")) return undefined;
  const place = natives.writtenAt(file, line, column, ownMapsOnly) ?? [file, line, column];
  return {
    __proto__: null,
    functionName: functionName ?? "",
    // Scripts have no numbers here.
    scriptId: "0",
    scriptName: place[0],
    lineNumber: Number(place[1]),
    columnNumber: Number(place[2]),
    column: Number(place[2]),
  };
}
