// Stacks that show where code was written, for modules that were transformed or bring a source map.

const { writtenAt } = natives;
const { apply } = Reflect;

const FRAME = /^( {4}at )(?:(.*?) \()?((?:(?:file|data):|\/)[^\n]*?):(\d+):(\d+)(\)?)$/gm;

function mapFrame(frame, start, name, url, line, column, end) {
  const place = writtenAt(url, +line, +column);
  if (place === undefined) return frame;
  const text = `${place[0]}:${place[1]}:${place[2]}`;
  if (name !== undefined) return `${start}${name} (${text}${end}`;
  return place[0] === url ? `${start}${text}` : `${start}<anonymous> (${text})`;
}

/** Where the frames begin: a message may have lines that look like some. */
function framesStart(stack, error) {
  try {
    const { message } = error;
    const at = typeof message === "string" && message !== "" ? stack.indexOf(message) : -1;
    return at === -1 ? 0 : at + message.length;
  } catch {
    return 0;
  }
}

/** A stack as the engine writes it, its places put where they were written. */
function mapStack(stack, error) {
  if (typeof stack !== "string" || stack === "") return stack;
  const start = framesStart(stack, error);
  return stack.slice(0, start) + stack.slice(start).replace(FRAME, mapFrame);
}

exports.mapStack = mapStack;

/** Has all stacks mapped that are read from here on. */
exports.install = function install() {
  if (natives.isEvaluated("captured-stack")) require("captured-stack").useMap(mapStack);
  if (natives.isEvaluated("stack-trace")) {
    // The properties are its own already. What functions of the program's make of stacks is left as it is.
    require("stack-trace").useMap(mapStack);
    return;
  }
  const { get, set } = Object.getOwnPropertyDescriptor(Error.prototype, "stack");
  const mapped = {
    get stack() {
      return mapStack(apply(get, this, []), this);
    },
  };
  const getter = Object.getOwnPropertyDescriptor(mapped, "stack").get;
  Object.defineProperty(Error.prototype, "stack", { get: getter, set, enumerable: false, configurable: true });
};
