// os.constants, as Linux has them. https://nodejs.org/api/os.html#os-constants

function table(entries) {
  return Object.freeze(Object.assign({ __proto__: null }, entries));
}

exports.errno = table(Object.fromEntries(natives.subject("os").errorNumbers()));
exports.signals = table(Object.fromEntries(natives.signalNames().map((name) => [name, natives.signalNumber(name)])));
exports.dlopen = table({ RTLD_LAZY: 1, RTLD_NOW: 2, RTLD_GLOBAL: 256, RTLD_LOCAL: 0, RTLD_DEEPBIND: 8 });
exports.priority = table({
  PRIORITY_LOW: 19,
  PRIORITY_BELOW_NORMAL: 10,
  PRIORITY_NORMAL: 0,
  PRIORITY_ABOVE_NORMAL: -7,
  PRIORITY_HIGH: -14,
  PRIORITY_HIGHEST: -20,
});
