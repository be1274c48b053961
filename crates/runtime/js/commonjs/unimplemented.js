// The modules that are not there yet: each can be loaded and has its names, and says what is missing when one is used.

const errors = require("errors");

const MISSING = Symbol.for("parbake.notImplemented");

/** The functions and classes of each. */
const NAMES = {
  __proto__: null,
  child_process: "ChildProcess _forkChild exec execFile execFileSync execSync fork spawn spawnSync",
  cluster: "Worker disconnect fork setupMaster setupPrimary",
  dgram: "Socket createSocket",
  dns:
    "Resolver getDefaultResultOrder getServers lookup lookupService resolve resolve4 resolve6 resolveAny resolveCaa" +
    " resolveCname resolveMx resolveNaptr resolveNs resolvePtr resolveSoa resolveSrv resolveTlsa resolveTxt reverse" +
    " setDefaultResultOrder setServers",
  "dns/promises":
    "Resolver getDefaultResultOrder getServers lookup lookupService resolve resolve4 resolve6 resolveAny resolveCaa" +
    " resolveCname resolveMx resolveNaptr resolveNs resolvePtr resolveSoa resolveSrv resolveTlsa resolveTxt reverse" +
    " setDefaultResultOrder setServers",
  domain: "Domain create createDomain",
  http:
    "Agent ClientRequest CloseEvent IncomingMessage MessageEvent OutgoingMessage Server ServerResponse WebSocket" +
    " _connectionListener createServer get request setGlobalProxyFromEnv setMaxIdleHTTPParsers validateHeaderName" +
    " validateHeaderValue",
  http2:
    "Http2ServerRequest Http2ServerResponse connect createSecureServer createServer getDefaultSettings" +
    " getPackedSettings getUnpackedSettings performServerHandshake",
  https: "Agent Server createServer get request",
  inspector: "Session close open url waitForDebugger",
  "inspector/promises": "Session close open url waitForDebugger",
  net:
    "BlockList BoundSocket Server Socket SocketAddress Stream _TransferredBoundSocket _createServerHandle" +
    " _normalizeArgs connect createConnection createServer getDefaultAutoSelectFamily" +
    " getDefaultAutoSelectFamilyAttemptTimeout isIP isIPv4 isIPv6 setDefaultAutoSelectFamily" +
    " setDefaultAutoSelectFamilyAttemptTimeout",
  readline: "Interface clearLine clearScreenDown createInterface cursorTo emitKeypressEvents moveCursor",
  "readline/promises": "Interface Readline createInterface",
  repl: "REPLServer Recoverable isValidSyntax start writer",
  sea: "getAsset getAssetAsBlob getAssetKeys getRawAsset isSea",
  sqlite: "DatabaseSync Session StatementSync backup",
  "stream/web":
    "ByteLengthQueuingStrategy CompressionStream CountQueuingStrategy DecompressionStream" +
    " ReadableByteStreamController ReadableStream ReadableStreamBYOBReader ReadableStreamBYOBRequest" +
    " ReadableStreamDefaultController ReadableStreamDefaultReader ReadableStreamTee TextDecoderStream" +
    " TextEncoderStream TransformStream TransformStreamDefaultController WritableStream" +
    " WritableStreamDefaultController WritableStreamDefaultWriter",
  test: "after afterEach before beforeEach describe expectFailure getTestContext it only run skip suite test todo",
  "test/reporters": "dot junit lcov spec tap",
  tls:
    "SecureContext Server TLSSocket checkServerIdentity connect convertALPNProtocols createSecureContext createServer" +
    " getCACertificates getCertificateCompressionAlgorithms getCiphers setDefaultCACertificates",
  trace_events: "createTracing getEnabledCategories",
  v8:
    "DefaultDeserializer DefaultSerializer Deserializer GCProfiler Serializer cachedDataVersionTag deserialize" +
    " getCppHeapStatistics getHeapCodeStatistics getHeapSnapshot getHeapSpaceStatistics getHeapStatistics" +
    " isStringOneByteRepresentation queryObjects serialize setFlagsFromString setHeapProfileNearHeapLimit" +
    " setHeapSnapshotNearHeapLimit startCpuProfile startHeapProfile stopCoverage takeCoverage writeHeapSnapshot",
  vm:
    "Script compileFunction createContext createScript isContext measureMemory runInContext runInNewContext" +
    " runInThisContext",
  wasi: "WASI",
  worker_threads:
    "BroadcastChannel MessageChannel MessagePort Worker getEnvironmentData isMarkedAsUntransferable markAsUncloneable" +
    " markAsUntransferable moveMessagePortToContext postMessageToThread receiveMessageOnPort setEnvironmentData",
  zlib:
    "BrotliCompress BrotliDecompress Deflate DeflateRaw Gunzip Gzip Inflate InflateRaw Unzip ZipBuffer ZipEntry" +
    " ZipFile ZstdCompress ZstdDecompress brotliCompress brotliCompressSync brotliDecompress brotliDecompressSync" +
    " crc32 createBrotliCompress createBrotliDecompress createDeflate createDeflateRaw createGunzip createGzip" +
    " createInflate createInflateRaw createUnzip createZipArchive createZipArchiveSync createZstdCompress" +
    " createZstdDecompress deflate deflateRaw deflateRawSync deflateSync getMaxZipContentSize gunzip gunzipSync gzip" +
    " gzipSync inflate inflateRaw inflateRawSync inflateSync setMaxZipContentSize unzip unzipSync zipFiles" +
    " zstdCompress zstdCompressSync zstdDecompress zstdDecompressSync",
};

/** Modules that are a function themselves. */
const CALLABLE = new Set(["test"]);
const loaded = new Map();

/** A function or class in name only. It can be extended and printed; calling it throws. */
function missing(module, name) {
  function stub() {
    const message = `The ${module}.${name}() method is not implemented`;
    throw errors.plain(Error, "ERR_METHOD_NOT_IMPLEMENTED", message);
  }
  Object.defineProperty(stub, MISSING, { __proto__: null, value: true });
  return require("lazy").named(stub, name, 0);
}

exports.missing = missing;

/** Whether `name` is such a module. */
exports.has = (name) => name in NAMES;

/** The exports of such a module. */
exports.load = function load(name) {
  let module = loaded.get(name);
  if (module !== undefined) return module;
  module = {};
  for (const member of NAMES[name].split(" ")) module[member] = missing(name, member);
  Object.defineProperties(module, require("unimplemented-values").valuesOf(name));
  if (CALLABLE.has(name)) module.default = Object.assign(missing(name, name), module);
  loaded.set(name, module);
  return module;
};

exports.names = Object.keys(NAMES);
