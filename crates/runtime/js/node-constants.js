// node:constants: the constants of os, fs and crypto in one object.

const { load } = require("builtin-modules");

const { dlopen, errno, priority, signals } = load("os")?.constants ?? {};
Object.assign(exports, dlopen, errno, priority, signals, load("fs")?.constants, load("crypto")?.constants);
