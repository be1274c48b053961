(globalThis.order ??= []).push("babel");
Object.defineProperty(exports, "__esModule", { value: true });
var _literal = require("./literal.cjs");
Object.keys(_literal).forEach(function (key) {
  if (key === "default" || key === "__esModule") return;
  if (key in exports && exports[key] === _literal[key]) return;
  Object.defineProperty(exports, key, { enumerable: true, get: function () { return _literal[key]; } });
});
