// The current working directory.

const { systemError } = require("system-error");

/** Its path; throws where it no longer exists. */
exports.cwd = function cwd() {
  const path = natives.cwd();
  if (typeof path === "string") return path;
  const text =
    `process.cwd failed with error ${path[2]}, the current working directory was likely removed without changing the ` +
    "working directory";
  throw systemError([path[0], path[1], text], "uv_cwd");
};
