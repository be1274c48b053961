// What modules that are not there yet hold besides functions: constants, and the answers that are true of every
// program.

/** https://www.rfc-editor.org/rfc/rfc9110#name-status-codes and what came after. */
const STATUS_CODES = {
  100: "Continue",
  101: "Switching Protocols",
  102: "Processing",
  103: "Early Hints",
  200: "OK",
  201: "Created",
  202: "Accepted",
  203: "Non-Authoritative Information",
  204: "No Content",
  205: "Reset Content",
  206: "Partial Content",
  207: "Multi-Status",
  208: "Already Reported",
  226: "IM Used",
  300: "Multiple Choices",
  301: "Moved Permanently",
  302: "Found",
  303: "See Other",
  304: "Not Modified",
  305: "Use Proxy",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  407: "Proxy Authentication Required",
  408: "Request Timeout",
  409: "Conflict",
  410: "Gone",
  411: "Length Required",
  412: "Precondition Failed",
  413: "Payload Too Large",
  414: "URI Too Long",
  415: "Unsupported Media Type",
  416: "Range Not Satisfiable",
  417: "Expectation Failed",
  418: "I'm a Teapot",
  421: "Misdirected Request",
  422: "Unprocessable Entity",
  423: "Locked",
  424: "Failed Dependency",
  425: "Too Early",
  426: "Upgrade Required",
  428: "Precondition Required",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  451: "Unavailable For Legal Reasons",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
  505: "HTTP Version Not Supported",
  506: "Variant Also Negotiates",
  507: "Insufficient Storage",
  508: "Loop Detected",
  509: "Bandwidth Limit Exceeded",
  510: "Not Extended",
  511: "Network Authentication Required",
};

const METHODS = [
  "ACL", "BIND", "CHECKOUT", "CONNECT", "COPY", "DELETE", "GET", "HEAD", "LINK", "LOCK", "M-SEARCH", "MERGE",
  "MKACTIVITY", "MKCALENDAR", "MKCOL", "MOVE", "NOTIFY", "OPTIONS", "PATCH", "POST", "PROPFIND", "PROPPATCH",
  "PURGE", "PUT", "QUERY", "REBIND", "REPORT", "SEARCH", "SOURCE", "SUBSCRIBE", "TRACE", "UNBIND", "UNLINK",
  "UNLOCK", "UNSUBSCRIBE",
];

/** dns: the codes of c-ares, which are these names with an E before them. */
const DNS_CODES = (
  "NODATA FORMERR SERVFAIL NOTFOUND NOTIMP REFUSED BADQUERY BADNAME BADFAMILY BADRESP CONNREFUSED FILE NOMEM" +
  " DESTRUCTION BADSTR BADFLAGS NONAME BADHINTS NOTINITIALIZED LOADIPHLPAPI ADDRGETNETWORKPARAMS CANCELLED"
).split(" ");

const dnsCodes = () => ({
  ...Object.fromEntries(DNS_CODES.map((name) => [name, `E${name}`])),
  TIMEOUT: "ETIMEOUT",
  EOF: "EOF",
});

/** Bytes that the engine's heap may grow to. */
const HEAP_LIMIT = 2 ** 32 - 1;

const load = (name) => require("unimplemented").load(name);

const VALUES = {
  __proto__: null,
  cluster: () => ({
    isWorker: false, isMaster: true, isPrimary: true, workers: {}, settings: {}, SCHED_NONE: 1, SCHED_RR: 2,
    schedulingPolicy: 2,
  }),
  dns: () => ({ ADDRCONFIG: 32, ALL: 16, V4MAPPED: 8, ...dnsCodes(), promises: load("dns/promises") }),
  "dns/promises": dnsCodes,
  http: () => ({ METHODS: [...METHODS], STATUS_CODES: { ...STATUS_CODES }, maxHeaderSize: 16384 }),
  http2: () => ({
    constants: require("http2-constants").constants,
    sensitiveHeaders: Symbol("sensitiveHeaders"),
  }),
  inspector: notInspected,
  "inspector/promises": notInspected,
  net: () => ({ isIP, isIPv4: (input) => isIP(input) === 4, isIPv6: (input) => isIP(input) === 6 }),
  readline: () => ({ promises: load("readline/promises") }),
  sea: () => ({ isSea: () => false }),
  tls: () => ({ DEFAULT_ECDH_CURVE: "auto", DEFAULT_MIN_VERSION: "TLSv1.2", DEFAULT_MAX_VERSION: "TLSv1.3" }),
  v8: () => ({ getHeapStatistics, setFlagsFromString }),
  worker_threads: workerValues,
  zlib: () => require("zlib-constants").values(),
};

/** The constants and working functions of the module `name`, as property descriptors. */
exports.valuesOf = (name) => Object.getOwnPropertyDescriptors(VALUES[name]?.() ?? {});

/** Nobody can inspect the program, and it may ask whether somebody does. */
function notInspected() {
  return {
    url: () => undefined,
    close() {},
  };
}

/** 4, 6 or 0. An IPv6 address may name a zone. */
function isIP(input) {
  const text = `${input}`;
  if (natives.ipVersion(text) !== 0) return natives.ipVersion(text);
  const zone = /^(.+)%[0-9A-Za-z.~_-]+$/.exec(text);
  return zone !== null && natives.ipVersion(zone[1]) === 6 ? 6 : 0;
}

/** The engine's own figures; 0 where it has none. */
function getHeapStatistics() {
  const { heapTotal, heapUsed, external } = require("process-usage").memoryUsage();
  return {
    total_heap_size: heapTotal,
    total_heap_size_executable: 0,
    total_physical_size: heapTotal,
    total_available_size: HEAP_LIMIT - heapUsed,
    used_heap_size: heapUsed,
    heap_size_limit: HEAP_LIMIT,
    malloced_memory: 0,
    peak_malloced_memory: 0,
    does_zap_garbage: 0,
    number_of_native_contexts: 1,
    number_of_detached_contexts: 0,
    total_global_handles_size: 0,
    used_global_handles_size: 0,
    external_memory: external,
    total_allocated_bytes: 0,
  };
}

/** This engine has none of V8's flags, and V8 ignores those that it does not have. */
function setFlagsFromString(flags) {
  require("validators").validateString(flags, "flags");
}

/** The program is its only thread. */
function workerValues() {
  const environment = new Map();
  return {
    isInternalThread: false,
    isMainThread: true,
    resourceLimits: {},
    threadId: 0,
    threadName: "",
    SHARE_ENV: Symbol.for("nodejs.worker_threads.SHARE_ENV"),
    parentPort: null,
    workerData: null,
    getEnvironmentData: (key) => environment.get(key),
    setEnvironmentData(key, value) {
      if (value === undefined) environment.delete(key);
      else environment.set(key, value);
    },
  };
}
