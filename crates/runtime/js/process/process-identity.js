// Who the process is: its users, its groups, its title.

const errors = require("errors");

const processNatives = natives.subject("process");

["getuid", "geteuid", "getgid", "getegid"].forEach((name, index) => {
  exports[name] = () => processNatives.userIds()[index];
});

exports.getgroups = () => processNatives.groups();

function unknown(kind, name) {
  return errors.plain(Error, "ERR_UNKNOWN_CREDENTIAL", `${kind} identifier does not exist: ${name}`);
}

/** The number of a user or group, from that or a name. */
function numberOf(id, name, isGroup) {
  if (typeof id === "number") {
    require("validators").validateInteger(id, name, 0, 2 ** 32 - 1);
    return id;
  }
  if (typeof id !== "string") throw errors.ERR_INVALID_ARG_TYPE(name, ["number", "string"], id);
  const number = isGroup ? processNatives.groupNamed(id) : processNatives.userNamed(id);
  if (number === undefined) throw unknown(isGroup ? "Group" : "User", id);
  return number;
}

function failed([errno, code, text], syscall) {
  return Object.assign(new Error(`${code}: ${text}, ${syscall}`), { errno, code, syscall });
}

["setuid", "seteuid", "setgid", "setegid"].forEach((name, index) => {
  exports[name] = (id) => {
    const failure = processNatives.setUserId(index, numberOf(id, "id", name.endsWith("gid")));
    if (failure !== undefined) throw failed(failure, name);
  };
});

exports.setgroups = function setgroups(groups) {
  if (!Array.isArray(groups)) throw errors.ERR_INVALID_ARG_TYPE("groups", "Array", groups);
  const failure = processNatives.setGroups(groups.map((group, i) => numberOf(group, `groups[${i}]`, true)));
  if (failure !== undefined) throw failed(failure, "setgroups");
};

exports.initgroups = function initgroups(user, extraGroup) {
  if (typeof user !== "number" && typeof user !== "string") {
    throw errors.ERR_INVALID_ARG_TYPE("user", ["number", "string"], user);
  }
  const group = numberOf(extraGroup, "extraGroup", true);
  const failure = processNatives.initGroups(String(user), group);
  if (failure !== undefined) throw failed(failure, "initgroups");
};

let title;

/** At first the command, as it was typed. */
exports.getTitle = () => (title ??= natives.argv0());

exports.setTitle = function setTitle(value) {
  title = `${value}`;
  processNatives.setTitle(title);
};

