// process.report: what the process is and uses, as an object. https://nodejs.org/api/report.html

const settings = {
  compact: false,
  directory: "",
  excludeEnv: false,
  excludeNetwork: false,
  filename: "",
  reportOnFatalError: false,
  reportOnSignal: false,
  reportOnUncaughtException: false,
  signal: "SIGUSR2",
};

/** Programs tell by this name that the system's C library is the GNU one. */
function libraryVersion() {
  const version = natives.subject("os").libraryVersion();
  return version === undefined ? {} : { glibcVersionRuntime: version };
}

function header() {
  const os = require("node-os");
  const { process } = require("process");
  const now = new Date();
  return {
    reportVersion: 5,
    event: "JavaScript API",
    trigger: "GetReport",
    filename: null,
    dumpEventTime: now.toISOString().replace(/\.\d+Z$/, "Z"),
    dumpEventTimeStamp: String(now.getTime()),
    processId: process.pid,
    threadId: 0,
    cwd: process.cwd(),
    commandLine: [process.argv0, ...process.execArgv, ...process.argv.slice(1)],
    nodejsVersion: process.version,
    ...libraryVersion(),
    wordSize: 64,
    arch: process.arch,
    platform: process.platform,
    componentVersions: process.versions,
    release: process.release,
    osName: os.type(),
    osRelease: os.release(),
    osVersion: os.version(),
    osMachine: os.machine(),
    cpus: os.cpus().map(({ model, speed, times }) => ({ model, speed, ...times })),
    host: os.hostname(),
  };
}

/** The files that are mapped into the process as code. */
function sharedObjects() {
  try {
    const maps = require("node-fs").readFileSync("/proc/self/maps", "utf8");
    return [...new Set(maps.match(/\/\S+\.so[.\d]*$/gm) ?? [])];
  } catch {
    return [];
  }
}

function getReport(error = undefined) {
  const { process } = require("process");
  const [message, ...stack] = (error ?? new Error("JavaScript Callstack")).stack.split("\n");
  return {
    header: header(),
    javascriptStack: { message, stack: stack.map((line) => line.trim()), errorProperties: {} },
    javascriptHeap: process.memoryUsage(),
    nativeStack: [],
    resourceUsage: process.resourceUsage(),
    libuv: [],
    workers: [],
    environmentVariables: settings.excludeEnv ? {} : { ...process.env },
    userLimits: {},
    sharedObjects: sharedObjects(),
  };
}

/** Writes the report to a file, and gives its name. */
function writeReport(file = undefined, error = undefined) {
  if (typeof file === "object") [file, error] = [undefined, file];
  const { process } = require("process");
  const stamp = new Date().toISOString().replace(/[-:]/g, "").replace("T", ".").slice(0, 15);
  const name = file ?? (settings.filename || `report.${stamp}.${process.pid}.0.001.json`);
  const text = JSON.stringify(getReport(error), null, settings.compact ? 0 : 2);
  const path = require("path-posix").posix.resolve(settings.directory, name);
  require("node-fs").writeFileSync(path, text);
  return name;
}

exports.report = { writeReport, getReport };
for (const name of Object.keys(settings)) {
  Object.defineProperty(exports.report, name, {
    __proto__: null,
    enumerable: true,
    configurable: true,
    get: () => settings[name],
    set(value) {
      settings[name] = value;
    },
  });
}
