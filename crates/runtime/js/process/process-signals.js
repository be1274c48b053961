// Signals as events of process: https://nodejs.org/api/process.html#signal-events

const processNatives = natives.subject("process");

const open = new Set();

const isSignal = (event) =>
  typeof event === "string" && event.startsWith("SIG") && natives.signalNumber(event) !== undefined;

/** libuv's error of a signal that cannot be listened for. */
function failed([errno, code]) {
  return Object.assign(new Error(`uv_signal_start ${code}`), { errno, code, syscall: "uv_signal_start" });
}

/** A first listener of a signal: from now on it is an event rather than the end. */
exports.start = function start(process, event) {
  if (!isSignal(event) || open.has(event)) return;
  const failure = processNatives.signalOpen(natives.signalNumber(event), (number) => {
    process.emit(event, event, number);
  });
  if (failure !== undefined) throw failed(failure);
  open.add(event);
};

/** The last listener is gone: the signal does what it did before. */
exports.stop = function stop(process, event) {
  if (!open.has(event) || process.listenerCount(event) > 0) return;
  open.delete(event);
  processNatives.signalClose(natives.signalNumber(event));
};
