// A program's own say about how files are found and loaded.
const Module = require("module");
require.extensions[".words"] = (module, filename) => {
  module.exports = ["words", filename.slice(__dirname.length)];
};
console.log(require("./listed"), require("./listed.words"));

const before = Module._extensions[".js"];
Module._extensions[".js"] = (module, filename) => {
  const compile = module._compile;
  module._compile = function (text, name) {
    module._compile = compile;
    return module._compile(text.replace("ORIGINAL", "changed"), name);
  };
  before(module, filename);
};
console.log(require("./text"));
Module._extensions[".js"] = before;

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  return resolve.call(this, request === "alias" ? `${__dirname}/target.js` : request, ...rest);
};
console.log(require("alias"), require("./target") === require("alias"));
Module._resolveFilename = resolve;

const load = Module._load;
Module._load = function (request, ...rest) {
  return request === "virtual" ? { virtual: true } : load.call(this, request, ...rest);
};
console.log(require("virtual"));
Module._load = load;

const made = new Module("made", module);
made.filename = `${__dirname}/made.js`;
made.paths = module.paths;
made._compile("exports.sum = 1 + 2; exports.file = __filename === module.filename; exports.target = require('./target');", made.filename);
console.log(made.exports, module.children.includes(made));

module.paths.push(`${__dirname}/elsewhere`);
console.log(require("far"));

const hooks = Module.registerHooks({
  resolve: (specifier, context, next) => (specifier === "hooked" ? next("./target.js", context) : next(specifier, context)),
  load: (url, context, next) => {
    const result = next(url, context);
    return url.endsWith("fresh.js") ? { ...result, source: String(result.source).replace("ORIGINAL", "hooked") } : result;
  },
});
console.log(require("hooked"), require("./fresh"));
hooks.deregister();
