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
Object.defineProperty(self, Symbol.toStringTag, { __proto__: null, value: "process", configurable: true });

self.version = VERSION;
self.platform = natives.platform();
self.arch = natives.arch();
self.pid = natives.pid();
self.title = "parbake";
self.nextTick = tasks.nextTick;

lazy(self, "versions", () => Object.freeze({ node: VERSION.slice(1), ...natives.versions() }));
lazy(self, "mainModule", () => require("cjs-state").main, false);
lazy(self, "release", () => ({ name: "node" }));
lazy(self, "argv", () => natives.argv());
lazy(self, "argv0", () => natives.argv0());
lazy(self, "execPath", () => natives.execPath());
lazy(self, "execArgv", () => natives.execArgv());
lazy(self, "env", () => require("process-env").env);
lazy(self, "stdout", () => require("process-stdio").openStandard(1));
lazy(self, "stderr", () => require("process-stdio").openStandard(2));
lazy(self, "features", () => require("process-facts").features);
lazy(self, "config", () => require("process-facts").config);
lazy(self, "allowedNodeEnvironmentFlags", () => new Set());
lazy(self, "hrtime", () => require("process-facts").hrtime);
lazy(self, "memoryUsage", () => require("process-facts").memoryUsage);

for (const name of ["uptime", "cpuUsage", "chdir", "umask", "kill", "binding", "getBuiltinModule"]) {
  self[name] = { [name]: (...args) => require("process-facts")[name](...args) }[name];
}
["getuid", "geteuid", "getgid", "getegid"].forEach((name, index) => {
  self[name] = { [name]: () => natives.userIds()[index] }[name];
});
self.getgroups = function getgroups() {
  return natives.groups();
};

self.cwd = function cwd() {
  return require("cwd").cwd();
};

self.exit = function exit(...code) {
  require("process-exit").exit(...code);
};
self.reallyExit = function reallyExit(code) {
  natives.exit(code ?? 0);
};
self.abort = function abort() {
  natives.abort();
};
self.emitWarning = function emitWarning(...args) {
  require("process-warning").emitWarning(...args);
};

Object.defineProperties(self, {
  exitCode: {
    __proto__: null,
    enumerable: true,
    configurable: true,
    get: () => require("process-exit").getExitCode(),
    set: (code) => require("process-exit").setExitCode(code),
  },
  _exiting: {
    __proto__: null,
    configurable: true,
    get: () => require("process-exit").isExiting(),
  },
  ppid: { __proto__: null, enumerable: true, configurable: true, get: () => natives.ppid() },
});

if (natives.envGet("NODE_NO_WARNINGS") !== "1") {
  self.on("warning", (warning) => require("process-warning").print(warning));
}

exports.process = self;
