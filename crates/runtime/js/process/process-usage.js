// What the process has used: https://nodejs.org/api/process.html#processresourceusage

const errors = require("errors");
const { validateObject } = require("validators");

const processNatives = natives.subject("process");

exports.memoryUsage = function memoryUsage() {
  const [rss, heapTotal, heapUsed, external, arrayBuffers] = processNatives.memoryUsage();
  return { rss, heapTotal, heapUsed, external, arrayBuffers };
};

exports.memoryUsage.rss = function rss() {
  return processNatives.memoryUsage()[0];
};

/** Microseconds of processor time, since the start or since an earlier measurement. */
function cpuUsage(previous, ofThread) {
  if (previous !== undefined && previous !== null) {
    validateObject(previous, "prevValue");
    for (const name of ["user", "system"]) {
      const value = previous[name];
      if (typeof value !== "number") throw errors.ERR_INVALID_ARG_TYPE(`prevValue.${name}`, "number", value);
      if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) {
        throw errors.ERR_INVALID_ARG_VALUE(`prevValue.${name}`, value, undefined, RangeError);
      }
    }
  }
  const [user, system] = processNatives.cpuUsage(ofThread);
  return { user: user - (previous?.user ?? 0), system: system - (previous?.system ?? 0) };
}

exports.cpuUsage = (previous) => cpuUsage(previous, false);
exports.threadCpuUsage = (previous) => cpuUsage(previous, true);

exports.resourceUsage = function resourceUsage() {
  const [
    userCPUTime, systemCPUTime, maxRSS, sharedMemorySize, unsharedDataSize, unsharedStackSize, minorPageFault,
    majorPageFault, swappedOut, fsRead, fsWrite, ipcSent, ipcReceived, signalsCount, voluntaryContextSwitches,
    involuntaryContextSwitches,
  ] = processNatives.resourceUsage();
  return {
    userCPUTime, systemCPUTime, maxRSS, sharedMemorySize, unsharedDataSize, unsharedStackSize, minorPageFault,
    majorPageFault, swappedOut, fsRead, fsWrite, ipcSent, ipcReceived, signalsCount, voluntaryContextSwitches,
    involuntaryContextSwitches,
  };
};

/** The limit of the control group in bytes, as far as a number can say it; without one that of 64 bits. */
exports.constrainedMemory = () => processNatives.memoryLimits()[0] || 2 ** 64;
exports.availableMemory = () => processNatives.memoryLimits()[1];
