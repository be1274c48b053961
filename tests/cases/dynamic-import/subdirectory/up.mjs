export default `up ${(await import("../module.mjs")).count()}`;
