// The parts of `process` that ask the system something, and its constant tables.

const errors = require("errors");
const { systemError } = require("system-error");
const { validateInteger, validateString } = require("validators");

exports.features = {
  inspector: false,
  debug: false,
  uv: false,
  ipv6: true,
  tls_alpn: false,
  tls_sni: false,
  tls_ocsp: false,
  tls: false,
  openssl_is_boringssl: false,
  cached_builtins: true,
  require_module: true,
  typescript: "transform",
};

exports.config = Object.freeze({ target_defaults: Object.freeze({}), variables: Object.freeze({}) });

/** `[seconds, nanoseconds]` of a steady clock, or the difference to an earlier such pair. */
exports.hrtime = function hrtime(time) {
  const [seconds, nanoseconds] = natives.hrtimeNs();
  if (time === undefined) return [seconds, nanoseconds];
  if (!Array.isArray(time)) throw errors.ERR_INVALID_ARG_TYPE("time", "Array", time);
  if (time.length !== 2) throw errors.ERR_OUT_OF_RANGE("time", 2, time.length);
  const [s, ns] = [seconds - time[0], nanoseconds - time[1]];
  return ns < 0 ? [s - 1, ns + 1e9] : [s, ns];
};

exports.hrtime.bigint = function hrtimeBigInt() {
  const [seconds, nanoseconds] = natives.hrtimeNs();
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds);
};

exports.uptime = () => natives.now() / 1000;

exports.chdir = function chdir(directory) {
  validateString(directory, "directory");
  const before = natives.cwd();
  const failure = natives.chdir(directory);
  if (failure === undefined) return;
  throw systemError(failure, "chdir", typeof before === "string" ? before : "", directory);
};

exports.umask = function umask(mask = undefined) {
  if (mask === undefined) return natives.umask(undefined);
  let value = mask;
  if (typeof mask === "string") {
    if (!/^[0-7]+$/.test(mask)) {
      const reason = "must be a 32-bit unsigned integer or an octal string";
      throw errors.ERR_INVALID_ARG_VALUE("mask", mask, reason);
    }
    value = parseInt(mask, 8);
  }
  validateInteger(value, "mask", 0, 2 ** 32 - 1);
  return natives.umask(value);
};

exports.kill = function kill(pid, signal = "SIGTERM") {
  // The looser comparison lets "123" pass, as Node does.
  if (pid != (pid | 0)) throw errors.ERR_INVALID_ARG_TYPE("pid", "number", pid);
  const number = typeof signal === "number" ? signal : natives.signalNumber(signal);
  const shown = typeof signal === "object" ? require("inspect").inspect(signal) : signal;
  if (number === undefined) throw errors.plain(TypeError, "ERR_UNKNOWN_SIGNAL", `Unknown signal: ${shown}`);
  const failure = natives.kill(pid | 0, number);
  if (failure !== undefined) throw Object.assign(new Error(`kill ${failure[1]}`), {
    errno: failure[0], code: failure[1], syscall: "kill",
  });
  return true;
};

/**
 * What old programs ask `process.binding` for: the names of the built-in modules, which are the keys of `natives` (their
 * texts are not kept), and constants.
 */
const BINDINGS = {
  __proto__: null,
  natives: () => Object.fromEntries(natives.builtinNames().map((name) => [name.replace(/^node:/, ""), ""])),
  constants: () => ({
    os: require("node-os").constants,
    fs: require("node-fs").constants,
    crypto: {},
    zlib: {},
    trace: {},
    internal: {},
  }),
  config: () => ({ hasIntl: true, hasInspector: false, noBrowserGlobals: false, bits: 64 }),
};

exports.binding = function binding(name) {
  const found = BINDINGS[`${name}`]?.();
  if (found === undefined) throw new Error(`No such module: ${name}`);
  return found;
};

/** The built-in module `id`, with or without "node:", or undefined. */
exports.getBuiltinModule = function getBuiltinModule(id) {
  validateString(id, "id");
  const name = id.replace(/^node:/, "");
  return require("builtin-modules").load(name);
};
