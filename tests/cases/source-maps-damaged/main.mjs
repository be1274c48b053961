// A map that cannot be used is as good as none.
import "./not-json.mjs";
import "./outside.mjs";
import "./missing.mjs";
