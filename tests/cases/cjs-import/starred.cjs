(globalThis.order ??= []).push("starred");
"use strict";
function __exportStar(m, exports) { for (const p in m) if (p !== "default") exports[p] = m[p]; }
Object.defineProperty(exports, "__esModule", { value: true });
__exportStar(require("./names.cjs"), exports);
__exportStar(require("package-of-cjs"), exports);
exports.default = "the default of compiled code";
