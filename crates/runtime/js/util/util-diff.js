// util.diff. https://nodejs.org/api/util.html#utildiffactual-expected

const { validateString } = require("validators");

function validate(value, name) {
  if (!Array.isArray(value)) return validateString(value, name);
  value.forEach((item, index) => validateString(item, `${name}[${index}]`));
}

/** `[operation, text]` for each character or item; nothing where both are equal. */
exports.diff = (actual, expected) => {
  if (actual === expected) return [];
  validate(actual, "actual");
  validate(expected, "expected");
  return require("myers").diff(actual, expected);
};
