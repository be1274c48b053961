// What is done with a required file, by its extension.

const { nativeAddon } = require("cjs-errors");
const state = require("cjs-state");

/** Files whose function was handed out: a second time the file itself is asked, since programs clear the cache to reload. */
const handedOut = new Set();

const extensions = Object.create(null);

extensions[".js"] = function (module, filename) {
  if (state.hooks?.watchesLoads()) state.hooks.load(module, filename, loadJavaScript);
  else loadJavaScript(module, filename);
};

function loadJavaScript(module, filename) {
  const { compilesItself, run } = require("cjs-module");
  if (!compilesItself(module) || handedOut.has(filename)) {
    const text = natives.requireText(filename);
    module._compile(text.startsWith("\ufeff") ? text.slice(1) : text, filename);
    return;
  }
  const wrapper = natives.requireLoad(filename);
  if (wrapper === undefined) {
    module.exports = require("cjs-modules").exportsOf(filename);
    return;
  }
  handedOut.add(filename);
  run(module, wrapper, filename);
}

extensions[".json"] = function (module, filename) {
  const imported = handedOut.has(filename) ? undefined : natives.importedJson(filename);
  if (imported !== undefined) {
    handedOut.add(filename);
    [module.exports] = imported;
  } else if (state.hooks?.watchesLoads()) state.hooks.load(module, filename, loadJson);
  else loadJson(module, filename);
};

function loadJson(module, filename) {
  const text = handedOut.has(filename) ? natives.requireText(filename) : natives.requireLoad(filename);
  handedOut.add(filename);
  module.exports = parseJson(text, filename);
}

/** What the text of the file says. */
function parseJson(text, filename) {
  try {
    return natives.parseJson(text);
  } catch (error) {
    error.message = `${filename}: ${error.message}`;
    throw error;
  }
}

extensions[".node"] = function (module, filename) {
  throw nativeAddon(filename);
};

exports.extensions = extensions;
exports.parseJson = parseJson;
