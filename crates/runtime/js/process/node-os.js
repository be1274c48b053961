// node:os. https://nodejs.org/api/os.html

const { validateInteger } = require("validators");

const machine = natives.subject("os");

let names;

/** What uname(2) says: it does not change while a program runs. */
function uname(index) {
  names ??= machine.names();
  return names[index];
}

exports.arch = () => natives.arch();
exports.availableParallelism = () => machine.parallelism();

exports.cpus = function cpus() {
  return machine.processors().map(([model, speed, user, nice, sys, idle, irq]) => ({
    model, speed, times: { user, nice, sys, idle, irq },
  }));
};

exports.endianness = () => (new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? "LE" : "BE");
exports.freemem = () => machine.memory()[1];

function systemError([errno, code, message], syscall) {
  const { nodeSystemError } = require("system-error");
  return nodeSystemError("ERR_SYSTEM_ERROR", "A system error occurred", { errno, code, message, syscall });
}

exports.getPriority = function getPriority(pid) {
  if (pid === undefined) pid = 0;
  validateInteger(pid, "pid", -2147483648, 2147483647);
  const priority = machine.getPriority(pid);
  if (Array.isArray(priority)) throw systemError(priority, "uv_os_getpriority");
  return priority;
};

exports.setPriority = function setPriority(pid, priority) {
  if (priority === undefined) [pid, priority] = [0, pid];
  validateInteger(pid, "pid", -2147483648, 2147483647);
  validateInteger(priority, "priority", -20, 19);
  const failure = machine.setPriority(pid, priority);
  if (failure !== undefined) throw systemError(failure, "uv_os_setpriority");
};

exports.homedir = function homedir() {
  const home = natives.envGet("HOME");
  if (home !== undefined) return home;
  const user = machine.user();
  if (user.length < 5) throw systemError(user, "uv_os_homedir");
  return user[3];
};

exports.hostname = () => uname(1);
exports.loadavg = function loadavg() {
  return machine.loadAverage();
};

exports.networkInterfaces = function networkInterfaces() {
  const all = {};
  for (const [name, address, netmask, prefix, mac, internal, scopeid] of machine.interfaces()) {
    const family = scopeid === undefined ? "IPv4" : "IPv6";
    const entry = { address, netmask, family, mac, internal, cidr: `${address}/${prefix}` };
    if (scopeid !== undefined) entry.scopeid = scopeid;
    (all[name] ??= []).push(entry);
  }
  return all;
};

exports.platform = () => natives.platform();
exports.release = () => uname(2);

exports.tmpdir = function tmpdir() {
  const path = natives.envGet("TMPDIR") || natives.envGet("TMP") || natives.envGet("TEMP") || "/tmp";
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
};

exports.totalmem = () => machine.memory()[0];
exports.type = () => uname(0);

exports.userInfo = function userInfo(options) {
  const user = machine.user();
  if (user.length < 5) throw systemError(user, "uv_os_get_passwd");
  let [username, uid, gid, homedir, shell] = user;
  if (options?.encoding === "buffer") {
    const { Buffer } = require("buffer");
    [username, homedir, shell] = [username, homedir, shell].map((text) => Buffer.from(text));
  }
  return { __proto__: null, uid, gid, username, homedir, shell };
};

exports.uptime = () => machine.uptime();
exports.version = () => uname(3);
exports.machine = () => uname(4);

// A function that answers the same for the whole run can be used as a text.
for (const name of [
  "arch", "availableParallelism", "endianness", "freemem", "homedir", "hostname", "platform", "release", "tmpdir",
  "totalmem", "type", "uptime", "version", "machine",
]) {
  const body = exports[name];
  if (body.name === "") Object.defineProperty(body, "name", { __proto__: null, value: name, configurable: true });
  body[Symbol.toPrimitive] = () => body();
}

const { dlopen, errno, priority, signals } = require("os-constants");
const constants = { __proto__: null, UV_UDP_REUSEADDR: 4, dlopen, errno, signals, priority };
Object.defineProperties(exports, {
  constants: { __proto__: null, value: constants, enumerable: true },
  EOL: { __proto__: null, value: "\n", enumerable: true, configurable: true },
  devNull: { __proto__: null, value: "/dev/null", enumerable: true, configurable: true },
});
