// What `import` sees of a CommonJS module: bindings of a synthetic module, filled when this module is evaluated.

export * from "bindings";
export { default } from "bindings";

import.meta.evaluate();
