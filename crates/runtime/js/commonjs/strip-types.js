// module.stripTypeScriptTypes. https://nodejs.org/api/module.html#modulestriptypescripttypescode-options

const { plain } = require("errors");
const { emitWarning } = require("process-warning");
const { validateObject, validateOneOf, validateString } = require("validators");

let warned = false;

exports.stripTypeScriptTypes = function stripTypeScriptTypes(code, options = {}) {
  if (!warned) {
    warned = true;
    const text = "stripTypeScriptTypes is an experimental feature and might change at any time";
    emitWarning(text, "ExperimentalWarning");
  }
  validateString(code, "code");
  validateObject(options, "options");
  const { mode = "strip", sourceUrl } = options;
  validateOneOf(mode, "options.mode", ["strip"]);
  if (sourceUrl !== undefined) validateString(sourceUrl, "options.sourceUrl");
  const stripped = natives.stripTypes(code);
  if (typeof stripped !== "string") throw plain(SyntaxError, ...stripped);
  return sourceUrl === undefined ? stripped : `${stripped}\n\n//# sourceURL=${sourceUrl}`;
};
