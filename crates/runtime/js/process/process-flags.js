// process.allowedNodeEnvironmentFlags: the options of Node that this command has too. The set cannot be changed, and takes
// an option in any of its spellings. https://nodejs.org/api/process.html#processallowednodeenvironmentflags

const NAMES = ["--conditions", "--preserve-symlinks"];

/** "--with-dashes", from one or two leading dashes or none, underscores, or with a value. */
function normalize(flag) {
  const name = flag.replace(/^-{0,2}/, "").replace(/=.*$/s, "").replaceAll("_", "-");
  return flag === "-C" ? "--conditions" : `--${name}`;
}

class NodeEnvironmentFlagsSet extends Set {
  has(flag) {
    return typeof flag === "string" && super.has(normalize(flag));
  }

  // As in Node, nothing happens.
  add() {
    return this;
  }

  delete() {
    return false;
  }

  clear() {}
}

const flags = new NodeEnvironmentFlagsSet();
for (const name of NAMES) Set.prototype.add.call(flags, name);

exports.flags = Object.freeze(flags);
