// The `process` object. Everything that takes work to make is made on first use.

const { EventEmitter } = require("events");
const { lazy } = require("lazy");
const tasks = require("tasks");

const VERSION = "v26.0.0"; // the Node release whose behaviour programs may expect

function process() {}
process.prototype = Object.create(EventEmitter.prototype, {
  constructor: { __proto__: null, value: process, writable: true, configurable: true },
});

const self = Object.create(process.prototype);
EventEmitter.init.call(self);
Object.defineProperty(self, Symbol.toStringTag, { __proto__: null, value: "process", writable: true });

self.nextTick = tasks.nextTick;

/** A property that is made on first use and cannot be assigned. */
function fixed(name, load, configurable = true) {
  let value;
  const become = () => {
    value = load();
    Object.defineProperty(self, name, { __proto__: null, value, enumerable: true, configurable });
    return value;
  };
  Object.defineProperty(self, name, { __proto__: null, enumerable: true, configurable: true, get: become });
}

/** One whose value is made on first use behind a getter that stays. */
function behindGetter(name, load) {
  let value;
  Object.defineProperty(self, name, {
    __proto__: null,
    enumerable: true,
    configurable: true,
    get: () => (value ??= load()),
  });
}

for (const [name, value] of [
  ["version", VERSION], ["platform", natives.platform()], ["arch", natives.arch()], ["pid", natives.pid()],
]) Object.defineProperty(self, name, { __proto__: null, value, enumerable: true, configurable: true });


fixed("versions", () => Object.freeze({ node: VERSION.slice(1), ...natives.versions() }));
fixed("release", () => ({ name: "node" }));
require("cjs-state").whenMain((module) => {
  self.mainModule = module;
});
lazy(self, "argv", () => natives.argv());
fixed("argv0", () => natives.argv0(), false);
lazy(self, "execPath", () => natives.execPath());
lazy(self, "execArgv", () => natives.execArgv());
lazy(self, "env", () => require("process-env").env);
behindGetter("stdin", () => require("process-stdin").openStandard());
behindGetter("stdout", () => require("process-stdio").openStandard(1));
behindGetter("stderr", () => require("process-stdio").openStandard(2));
fixed("features", () => require("process-facts").features, false);
fixed("config", () => require("process-facts").config);
lazy(self, "allowedNodeEnvironmentFlags", () => require("process-flags").flags);
behindGetter("report", () => require("process-report").report);
lazy(self, "finalization", () => require("process-finalization").finalization);
lazy(self, "hrtime", () => require("process-facts").hrtime);
lazy(self, "memoryUsage", () => require("process-usage").memoryUsage);

/** Functions, by name and length, that a file is loaded for on their first call. */
function later(file, functions) {
  for (const [name, length] of Object.entries(functions)) {
    self[name] = { [name]: (...args) => require(file)[name](...args) }[name];
    Object.defineProperty(self[name], "length", { __proto__: null, value: length, configurable: true });
  }
}

later("process-facts", { uptime: 0, chdir: 1, umask: 1, kill: 2, binding: 1, getBuiltinModule: 1 });
later("process-usage", {
  cpuUsage: 1, threadCpuUsage: 1, resourceUsage: 0, constrainedMemory: 0, availableMemory: 0,
});
later("process-identity", {
  getuid: 0, geteuid: 0, getgid: 0, getegid: 0, getgroups: 0, setuid: 1, seteuid: 1, setgid: 1, setegid: 1, setgroups: 1,
  initgroups: 2,
});
later("process-capture", {
  setUncaughtExceptionCaptureCallback: 1, addUncaughtExceptionCaptureCallback: 1,
  hasUncaughtExceptionCaptureCallback: 0,
});
later("process-more", {
  dlopen: 0, loadEnvFile: 0, openStdin: 0, getActiveResourcesInfo: 0, _getActiveHandles: 0, _getActiveRequests: 0,
  _kill: 0, _rawDebug: 0, ref: 1, unref: 1, setSourceMapsEnabled: 1,
});
later("process-exit", { exit: 1 });
later("process-warning", { emitWarning: 4 });

self.cwd = function cwd() {
  return require("cwd").cwd();
};

self.reallyExit = function reallyExit(...code) {
  natives.exit(code[0] ?? 0);
};
self.abort = function abort() {
  natives.abort();
};
Object.defineProperties(self, {
  exitCode: {
    __proto__: null,
    enumerable: true,
    get: () => require("process-exit").getExitCode(),
    set: (code) => require("process-exit").setExitCode(code),
  },
  _exiting: {
    __proto__: null,
    enumerable: true,
    configurable: true,
    get: () => require("process-exit").isExiting(),
    set() {},
  },
  title: {
    __proto__: null,
    enumerable: true,
    configurable: true,
    get: () => require("process-identity").getTitle(),
    set: (title) => require("process-identity").setTitle(title),
  },
  sourceMapsEnabled: { __proto__: null, enumerable: true, configurable: true, get: () => natives.sourceMapsEnabled() },
  ppid: { __proto__: null, enumerable: true, configurable: true, get: () => natives.ppid() },
});

self.domain = null;
self.debugPort = 9229;
for (const name of ["moduleLoadList", "_preload_modules"]) fixed(name, () => []);

// Signals are taken only where somebody listens for them.
self.on("newListener", (event) => {
  if (typeof event === "string" && event.startsWith("SIG")) require("process-signals").start(self, event);
});
self.on("removeListener", (event) => {
  if (typeof event === "string" && event.startsWith("SIG")) require("process-signals").stop(self, event);
});

if (natives.envGet("NODE_NO_WARNINGS") !== "1") {
  self.on("warning", (warning) => require("process-warning").print(warning));
}

exports.process = self;
