// PerformanceResourceTiming, and the part of the timeline that holds such entries: https://w3c.github.io/resource-timing/
// Nothing here fetches. What does tells `performance.markResourceTiming` of it.

const errors = require("errors");
const { PerformanceEntry, creating, insert, performance, recorded } = require("performance");
const { webIdl } = require("inspect-class");

const { defineProperty } = Object;

/** Each attribute, in the order of `toJSON`, out of what Fetch knows of a request (https://fetch.spec.whatwg.org/#fetch-timing-info). */
const ATTRIBUTES = {
  name: ({ url }) => url,
  entryType: () => "resource",
  startTime: ({ timing }) => timing.startTime,
  duration: ({ timing }) => timing.endTime - timing.startTime,
  initiatorType: ({ initiatorType }) => initiatorType,
  nextHopProtocol: ({ connection }) => connection?.ALPNNegotiatedProtocol,
  workerStart: ({ timing }) => timing.finalServiceWorkerStartTime,
  redirectStart: ({ timing }) => timing.redirectStartTime,
  redirectEnd: ({ timing }) => timing.redirectEndTime,
  fetchStart: ({ timing }) => timing.postRedirectStartTime,
  domainLookupStart: ({ connection }) => connection?.domainLookupStartTime,
  domainLookupEnd: ({ connection }) => connection?.domainLookupEndTime,
  connectStart: ({ connection }) => connection?.connectionStartTime,
  connectEnd: ({ connection }) => connection?.connectionEndTime,
  secureConnectionStart: ({ connection }) => connection?.secureConnectionStartTime,
  requestStart: ({ timing }) => timing.finalNetworkRequestStartTime,
  finalResponseHeadersStart: ({ timing }) => timing.finalNetworkResponseStartTime,
  firstInterimResponseStart: ({ timing }) => timing.firstInterimNetworkResponseStartTime ?? 0,
  responseStart: ({ timing }) => timing.firstInterimNetworkResponseStartTime || timing.finalNetworkResponseStartTime,
  responseEnd: ({ timing }) => timing.endTime,
  transferSize: ({ cacheMode, timing }) => (cacheMode === "local" ? 0 : timing.encodedBodySize + HEADERS_SIZE),
  encodedBodySize: ({ timing }) => timing.encodedBodySize,
  decodedBodySize: ({ timing }) => timing.decodedBodySize,
  deliveryType: ({ deliveryType }) => deliveryType,
  responseStatus: ({ responseStatus }) => responseStatus,
  renderBlockingStatus: ({ timing }) => (timing.renderBlocking ? "blocking" : "non-blocking"),
  contentType: ({ body }) => body?.contentType ?? "",
  contentEncoding: ({ body }) => body?.contentEncoding ?? "",
};

/** What a response's headers are taken to be, in bytes: telling their true size would tell of other origins. */
const HEADERS_SIZE = 300;
/** Entries that are kept where a program asks for nothing else. */
const USUAL_LIMIT = 250;

let isOpen = false;
let readOf;

class PerformanceResourceTiming extends PerformanceEntry {
  #facts;

  constructor(facts = undefined) {
    super(isOpen ? creating : undefined, facts?.url, "resource");
    this.#facts = facts;
  }

  static {
    readOf = (entry, attribute) => {
      if (!(#facts in Object(entry))) throw errors.ERR_INVALID_THIS("PerformanceResourceTiming");
      return ATTRIBUTES[attribute](entry.#facts);
    };
  }

  toJSON() {
    return Object.fromEntries(Object.keys(ATTRIBUTES).map((attribute) => [attribute, readOf(this, attribute)]));
  }
}

for (const attribute of Object.keys(ATTRIBUTES)) {
  if (attribute === "entryType") continue;
  const { get } = Object.getOwnPropertyDescriptor(
    { get [attribute]() { return readOf(this, attribute); } },
    attribute,
  );
  const isInherited = attribute in PerformanceEntry.prototype;
  defineProperty(PerformanceResourceTiming.prototype, attribute, { __proto__: null, get, enumerable: !isInherited, configurable: true });
}
webIdl(PerformanceResourceTiming.prototype, "PerformanceResourceTiming", ["toJSON"]);

let limit = USUAL_LIMIT;
/** What came while there was no room, until the program was told. */
let waiting = [];
let isTelling = false;

const hasRoom = () => recorded("resource").length < limit;

/** Adds an entry, or has the program told that there is no room for it. */
function keep(entry) {
  if (!isTelling && hasRoom()) return insert(entry);
  waiting.push(entry);
  if (!isTelling) {
    isTelling = true;
    require("timers").setImmediate(tell);
  }
  return entry;
}

/** "Fire a buffer full event": what does not fit then either is dropped. */
function tell() {
  while (waiting.length > 0) {
    const before = waiting.length;
    if (!hasRoom()) performance.dispatchEvent(new Event("resourcetimingbufferfull"));
    while (waiting.length > 0 && hasRoom()) insert(waiting.shift());
    if (waiting.length >= before) waiting = [];
  }
  isTelling = false;
}

/** `performance.markResourceTiming` */
exports.markResourceTiming = (timing, url, initiatorType, _global, cacheMode, body, responseStatus, deliveryType = "") => {
  if (cacheMode !== "" && cacheMode !== "local") {
    throw errors.plain(Error, "ERR_INTERNAL_ASSERTION", "cache must be an empty string or 'local'");
  }
  const connection = timing.finalConnectionTimingInfo;
  const facts = { timing, connection, url, initiatorType, cacheMode, body, responseStatus, deliveryType };
  isOpen = true;
  const entry = new PerformanceResourceTiming(facts);
  isOpen = false;
  require("performance").announce?.(entry);
  return keep(entry);
};

/** `performance.setResourceTimingBufferSize` */
exports.setResourceTimingBufferSize = (size) => {
  limit = size >>> 0;
};

exports.PerformanceResourceTiming = PerformanceResourceTiming;
