import { isNativeError } from "node:util/types";

const exception = new DOMException("message", "AbortError");
console.log(exception.name, exception.message, exception.code, String(exception));
console.log(exception instanceof Error, exception instanceof DOMException, isNativeError(exception), Error.isError(exception));
console.log(Object.prototype.toString.call(exception), Object.keys(exception), exception.stack.split("\n")[0]);
for (const args of [[], ["m"], ["m", "Own"], [undefined, undefined], ["m", { name: "DataError", cause: 5 }], ["m", { cause: null }], [5, null]]) {
  const made = new DOMException(...args);
  console.log(JSON.stringify([made.message, made.name, made.code, made.cause]), Object.hasOwn(made, "cause"));
}
const names = [
  "IndexSizeError", "HierarchyRequestError", "WrongDocumentError", "InvalidCharacterError", "NoModificationAllowedError", "NotFoundError",
  "NotSupportedError", "InUseAttributeError", "InvalidStateError", "SyntaxError", "InvalidModificationError", "NamespaceError",
  "InvalidAccessError", "TypeMismatchError", "SecurityError", "NetworkError", "AbortError", "URLMismatchError",
  "TimeoutError", "InvalidNodeTypeError", "DataCloneError", "EncodingError", "NotReadableError", "UnknownError", "OperationError",
];
console.log(names.map((name) => new DOMException("", name).code).join());
console.log(Object.keys(DOMException).map((name) => `${name}=${DOMException[name]}`).join(), DOMException.prototype.ABORT_ERR, exception.ABORT_ERR);
class MyException extends DOMException {
  extra = 1;
}
const mine = new MyException("m", "AbortError");
console.log(mine instanceof MyException, mine.name, mine.extra, mine.code);
for (const wrong of [() => Reflect.get(DOMException.prototype, "name", {}), () => DOMException.prototype.code, () => new DOMException(Symbol("s"))]) {
  try {
    wrong();
  } catch (error) {
    console.log(error.name, error.code);
  }
}
