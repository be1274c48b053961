// Modules that are not there yet can be imported, by name too; using one says what is missing.
import http, { Agent, STATUS_CODES } from "node:http";
import { spawn } from "node:child_process";
import { isMainThread, Worker } from "node:worker_threads";
import * as zlib from "node:zlib";
import net from "node:net";

function attempt(run) {
  try {
    return run();
  } catch (error) {
    return `${error.name} ${error.code}: ${error.message}`;
  }
}

class Own extends Agent {}
console.log(attempt(() => http.createServer()));
console.log(attempt(() => new Own()));
console.log(attempt(() => spawn("true")));
console.log(attempt(() => new Worker("x")));
console.log(attempt(() => zlib.gzipSync("x")));
console.log(STATUS_CODES[404], http.METHODS.length, isMainThread, net.isIP("::1"), net.isIP("1.2.3"), net.isIPv4("1.2.3.4"));
console.log(process.getBuiltinModule("node:sqlite") !== undefined, process.getBuiltinModule("node:none"));
