// DOMException, https://webidl.spec.whatwg.org/#idl-DOMException.

const { setStack, plain } = require("errors");

const illegal = () => plain(TypeError, "ERR_INVALID_THIS", 'Value of "this" must be of DOMException');

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

/** A real Error object (Error.isError holds) as the base that DOMException's private fields are put on. */
function RealError(prototype) {
  return Object.setPrototypeOf(new Error(), prototype);
}

class DOMException extends RealError {
  #message;
  #name;

  constructor(message = "", options = "Error") {
    super(new.target.prototype);
    const isName = typeof options !== "object" || options === null;
    this.#message = `${message}`;
    this.#name = isName ? `${options}` : options.name === undefined ? "Error" : `${options.name}`;
    if (!isName && "cause" in options) {
      const value = options.cause;
      Object.defineProperty(this, "cause", { __proto__: null, value, writable: true, configurable: true });
    }
    setStack(this, this.#message === "" ? this.#name : `${this.#name}: ${this.#message}`, new.target);
  }

  get name() {
    if (!(#name in Object(this))) throw illegal();
    return this.#name;
  }

  get message() {
    if (!(#name in Object(this))) throw illegal();
    return this.#message;
  }

  get code() {
    if (!(#name in Object(this))) throw illegal();
    return codeOf.get(this.#name) ?? 0;
  }

  static isInstance(value) {
    return typeof value === "object" && value !== null && #name in value;
  }
}

const { isInstance } = DOMException;
delete DOMException.isInstance;

Object.setPrototypeOf(DOMException.prototype, Error.prototype);
Object.setPrototypeOf(DOMException, Function.prototype);
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
  matches: isInstance,
  clone(exception) {
    const copy = new DOMException(exception.message, exception.name);
    const value = exception.stack;
    return Object.defineProperty(copy, "stack", { __proto__: null, value, writable: true, configurable: true });
  },
});

exports.DOMException = DOMException;
