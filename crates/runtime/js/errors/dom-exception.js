// DOMException, https://webidl.spec.whatwg.org/#idl-DOMException.

const { setStack, plain } = require("errors");

/** Name and legacy code; the constants of the class take the upper-cased name with the words split. */
const CODES = [
  ["INDEX_SIZE_ERR", "IndexSizeError"],
  ["DOMSTRING_SIZE_ERR", undefined],
  ["HIERARCHY_REQUEST_ERR", "HierarchyRequestError"],
  ["WRONG_DOCUMENT_ERR", "WrongDocumentError"],
  ["INVALID_CHARACTER_ERR", "InvalidCharacterError"],
  ["NO_DATA_ALLOWED_ERR", undefined],
  ["NO_MODIFICATION_ALLOWED_ERR", "NoModificationAllowedError"],
  ["NOT_FOUND_ERR", "NotFoundError"],
  ["NOT_SUPPORTED_ERR", "NotSupportedError"],
  ["INUSE_ATTRIBUTE_ERR", "InUseAttributeError"],
  ["INVALID_STATE_ERR", "InvalidStateError"],
  ["SYNTAX_ERR", "SyntaxError"],
  ["INVALID_MODIFICATION_ERR", "InvalidModificationError"],
  ["NAMESPACE_ERR", "NamespaceError"],
  ["INVALID_ACCESS_ERR", "InvalidAccessError"],
  ["VALIDATION_ERR", undefined],
  ["TYPE_MISMATCH_ERR", "TypeMismatchError"],
  ["SECURITY_ERR", "SecurityError"],
  ["NETWORK_ERR", "NetworkError"],
  ["ABORT_ERR", "AbortError"],
  ["URL_MISMATCH_ERR", "URLMismatchError"],
  ["QUOTA_EXCEEDED_ERR", "QuotaExceededError"],
  ["TIMEOUT_ERR", "TimeoutError"],
  ["INVALID_NODE_TYPE_ERR", "InvalidNodeTypeError"],
  ["DATA_CLONE_ERR", "DataCloneError"],
];

const codeOf = new Map(CODES.map(([, name], index) => [name, index + 1]));
codeOf.delete(undefined);

function Given(object) {
  return object;
}

/** The private state of a DOMException, put on an object that exists already. */
class State extends Given {
  #name;
  #message;

  constructor(exception, name, message) {
    super(exception);
    this.#name = name;
    this.#message = message;
  }

  static name(exception) {
    return State.#check(exception).#name;
  }

  static message(exception) {
    return State.#check(exception).#message;
  }

  static has(value) {
    return typeof value === "object" && value !== null && #name in value;
  }

  static #check(value) {
    if (State.has(value)) return value;
    throw plain(TypeError, "ERR_INVALID_THIS", 'Value of "this" must be of DOMException');
  }
}

class DOMException {
  constructor(message = "", options = "Error") {
    const isName = typeof options !== "object" || options === null;
    const name = `${isName ? options : options.name}`;
    const text = `${message}`;
    // A real Error underneath: Error.isError holds, as WebIDL asks.
    const self = Object.setPrototypeOf(new Error(), new.target.prototype);
    new State(self, name, text);
    if (!isName && "cause" in options) {
      const value = options.cause;
      Object.defineProperty(self, "cause", { __proto__: null, value, writable: true, configurable: true });
    }
    return setStack(self, text === "" ? name : `${name}: ${text}`, new.target);
  }

  get name() {
    return State.name(this);
  }

  get message() {
    return State.message(this);
  }

  get code() {
    return codeOf.get(State.name(this)) ?? 0;
  }
}

Object.setPrototypeOf(DOMException.prototype, Error.prototype);
for (const name of ["name", "message", "code"]) {
  Object.defineProperty(DOMException.prototype, name, { __proto__: null, enumerable: true });
}
Object.defineProperty(DOMException.prototype, Symbol.toStringTag, {
  __proto__: null, value: "DOMException", configurable: true,
});
CODES.forEach(([constant], index) => {
  const descriptor = { __proto__: null, value: index + 1, enumerable: true };
  Object.defineProperty(DOMException, constant, descriptor);
  Object.defineProperty(DOMException.prototype, constant, descriptor);
});

require("platform-objects").cloners.push({
  matches: State.has,
  clone(exception) {
    const copy = new DOMException(exception.message, exception.name);
    const value = exception.stack;
    return Object.defineProperty(copy, "stack", { __proto__: null, value, writable: true, configurable: true });
  },
});

exports.DOMException = DOMException;
