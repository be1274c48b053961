// util.inspect: prints any value for people to read. https://nodejs.org/api/util.html#utilinspectobject-options
//
// This file walks the value: options, custom inspection, cycles, depth, properties. What an object of each kind looks
// like is in inspect-kinds; how the printed parts are laid out is in inspect-layout.

const { paint, plain, colors, styles } = require("inspect-styles");
const { escape, formatPrimitive, quote } = require("inspect-primitives");

const CUSTOM = Symbol.for("nodejs.util.inspect.custom");
const IDENTIFIER = /^[a-zA-Z_][a-zA-Z_0-9]*$/;
/** Past this many UTF-16 units the output is cut short: deeper objects are no longer entered. */
const MAX_OUTPUT = 2 ** 27;

const defaults = {
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false,
};
const OPTION_NAMES = Object.keys(defaults);

// What objects are printed with; numbers and strings do without.
let names;
let kinds;
let layout;

function loadObjectPrinting() {
  names = require("inspect-names");
  kinds = require("inspect-kinds");
  layout = require("inspect-layout");
}

/** One run of `inspect`: its options and the state of the walk. */
class Printer {
  constructor() {
    for (let i = 0; i < OPTION_NAMES.length; i++) this[OPTION_NAMES[i]] = defaults[OPTION_NAMES[i]];
    this.stylize = plain;
    /** What the caller passed, if that has options that are not ours: custom functions get to see them. */
    this.given = undefined;
    /** The objects being printed, outermost first. */
    this.seen = [];
    /** Objects that contain themselves, and the number each is referred to by. */
    this.references = undefined;
    /** Columns that lines of the current object are indented by. */
    this.indentation = 0;
    /** The depth of the object that was entered last. */
    this.deepest = 0;
    /** Length of what was printed, by indentation. */
    this.lengths = {};
  }

  inspect(value, options) {
    return inspect(value, options);
  }

  /** The options as custom inspection functions get them. */
  userOptions() {
    const options = { stylize: this.stylize };
    for (let i = 0; i < OPTION_NAMES.length; i++) options[OPTION_NAMES[i]] = this[OPTION_NAMES[i]];
    return Object.assign(options, this.given);
  }

  take(options) {
    const names = Object.keys(options);
    for (let i = 0; i < names.length; i++) {
      if (names[i] === "stylize" || Object.hasOwn(defaults, names[i])) this[names[i]] = options[names[i]];
      else this.given ??= options;
    }
  }

  /** Prints a value at `level`; `inTypedArray` for the buffer of a typed array that is being printed. */
  print(value, level, inTypedArray = false) {
    if (value === null) return this.stylize("null", "null");
    if (typeof value !== "object" && typeof value !== "function") return formatPrimitive(this, value);
    return this.printObject(value, level, inTypedArray);
  }

  printObject(value, level, inTypedArray) {
    if (names === undefined) loadObjectPrinting();
    const context = value;
    let layers = 0;
    for (let proxy = natives.proxyDetails(value); proxy !== undefined; proxy = natives.proxyDetails(value)) {
      const [target] = proxy;
      if (target === null) return this.stylize("<Revoked Proxy>", "special");
      if (this.showProxy) return this.printProxy(proxy, level);
      value = target;
      layers++;
    }
    if (this.customInspect) {
      const text = this.printCustom(value, context, level);
      if (text !== undefined) return text;
    }
    if (this.seen.includes(value)) return this.stylize(`[Circular *${this.referTo(value)}]`, "special");
    const text = this.printRaw(value, level, inTypedArray);
    if (layers === 0) return text;
    const open = this.stylize("Proxy(", "special");
    return open.repeat(layers) + text + this.stylize(")", "special").repeat(layers);
  }

  printProxy(proxy, level) {
    if (this.tooDeep(level)) return this.stylize("Proxy [Array]", "special");
    this.indentation += 2;
    const parts = [this.print(proxy[0], level + 1), this.print(proxy[1], level + 1)];
    this.indentation -= 2;
    return layout.joinParts(this, parts, "", ["Proxy [", "]"], true, level + 1);
  }

  /** What the object's own inspection function says; undefined where it has none or leaves it to us. */
  printCustom(value, context, level) {
    const custom = value[CUSTOM];
    if (typeof custom !== "function" || custom === inspect) return undefined;
    // A prototype inherits nothing to say about itself.
    if (Object.hasOwn(value, "constructor") && value.constructor?.prototype === value) return undefined;
    const depth = this.depth === null ? null : this.depth - level;
    const result = custom.call(context, depth, this.userOptions(), inspect);
    if (result === context) return undefined;
    if (typeof result !== "string") return this.print(result, level);
    return result.replaceAll("\n", `\n${" ".repeat(this.indentation)}`);
  }

  /** The number that stands for an object which contains itself. */
  referTo(value) {
    this.references ??= new Map();
    let index = this.references.get(value);
    if (index === undefined) this.references.set(value, (index = this.references.size + 1));
    return index;
  }

  printRaw(value, level, inTypedArray) {
    const inherited = [];
    const constructor = names.constructorName(this, value, level, this.prototypeVisitor(value, level, inherited));
    const tag = names.tagOf(this, value);
    const shape = kinds.shapeOf(this, value, constructor, tag, inherited.length === 0, inTypedArray);
    if (shape.text !== undefined) return shape.text;
    if (this.tooDeep(level)) return this.printTooDeep(value, constructor, tag, shape);
    this.seen.push(value);
    this.deepest = level + 1;
    const { indentation } = this;
    let parts;
    try {
      parts = this.printParts(value, level + 1, shape);
    } catch (error) {
      if (!isStackOverflow(error)) throw error;
      this.indentation = indentation;
      this.seen.pop();
      const name = this.describe(value, constructor, tag);
      const text = `[${name}: Inspection interrupted prematurely. Maximum call stack size exceeded.]`;
      return this.stylize(text, "special");
    }
    this.seen.pop();
    for (let i = 0; i < inherited.length; i++) parts.push(inherited[i]);
    return this.finish(value, level + 1, shape, parts);
  }

  /** What to do with the prototypes of `value` while its name is looked for: with `showHidden` they have their say. */
  prototypeVisitor(value, level, parts) {
    if (!this.showHidden || this.tooDeep(level)) return undefined;
    return (object, first, name) => {
      if (first === object && require("inspect-builtins").isBuiltIn(name)) return;
      require("inspect-prototype").prototypeParts(this, value, first ?? value, level, parts);
    };
  }

  tooDeep(level) {
    return level > this.depth && this.depth !== null;
  }

  /** The words before an object's braces, without the space. */
  describe(value, constructor, tag) {
    return names.prefix(constructor, tag, names.fallbackName(value, tag)).slice(0, -1);
  }

  printTooDeep(value, constructor, tag, shape) {
    if (shape.deepText !== undefined) return shape.deepText;
    const name = this.describe(value, constructor, tag);
    return this.stylize(constructor === null ? name : `[${name}]`, "special");
  }

  printParts(value, level, shape) {
    const parts = shape.contents(level);
    const place = shape.isList ? "list" : "object";
    for (let i = 0; i < shape.keys.length; i++) parts.push(this.printProperty(value, level, shape.keys[i], place));
    return parts;
  }

  /** Sorts and joins the parts of an object, and marks it if it contains itself. */
  finish(value, level, shape, parts) {
    let { base, open } = shape;
    const index = this.references?.get(value);
    if (index !== undefined) {
      const reference = this.stylize(`<ref *${index}>`, "special");
      if (this.compact === true) open = `${reference} ${open}`;
      else base = base === "" ? reference : `${reference} ${base}`;
    }
    if (this.sorted) this.sort(parts, shape);
    const list = shape.isList ? value : undefined;
    const text = layout.joinParts(this, parts, base, [open, shape.close], shape.isList, level, list);
    const length = (this.lengths[this.indentation] ?? 0) + text.length;
    this.lengths[this.indentation] = length;
    if (length > MAX_OUTPUT) this.depth = -1;
    return text;
  }

  /** The entries of a list keep their order; only its named properties are sorted. */
  sort(parts, shape) {
    const order = typeof this.sorted === "function" ? this.sorted : undefined;
    if (!shape.isList) {
      parts.sort(order);
      return;
    }
    const named = parts.splice(parts.length - shape.keys.length).sort(order);
    for (let i = 0; i < named.length; i++) parts.push(named[i]);
  }

  /**
   * Prints one property.
   * @param place "object", "list" (a named property of a list) or "entry" (of a list: printed without its name).
   * @param property its descriptor, if known. @param receiver what getters are called on.
   */
  printProperty(object, level, key, place, property = descriptorOf(object, key), receiver = object) {
    // The oldest layout moves the values of objects one column further in.
    const shift = this.compact === true && place === "object" ? 3 : 2;
    let gap = " ";
    let text;
    if (property.value !== undefined) {
      this.indentation += shift;
      text = this.print(property.value, level);
      if (shift === 3 && this.breakLength < require("text-width").textWidth(text, this.colors)) {
        gap = `\n${" ".repeat(this.indentation)}`;
      }
      this.indentation -= shift;
    } else if (property.get !== undefined) {
      text = this.printGetter(property, level, receiver);
    } else {
      text = property.set === undefined ? this.stylize("undefined", "undefined") : this.stylize("[Setter]", "special");
    }
    return place === "entry" ? text : `${this.printKey(key, property)}:${gap}${text}`;
  }

  printKey(key, property) {
    if (typeof key === "symbol") {
      const text = this.stylize(escape(Symbol.prototype.toString.call(key)), "symbol");
      return property.enumerable === false ? `[${text}]` : text;
    }
    let text;
    if (key === "__proto__") text = "['__proto__']";
    else if (IDENTIFIER.test(key)) text = this.stylize(key, "name");
    else text = this.stylize(quote(`${key}`), "string");
    return property.enumerable === false ? `[${text}]` : text;
  }

  printGetter(property, level, receiver) {
    const label = property.set === undefined ? "Getter" : "Getter/Setter";
    const wanted = property.set === undefined ? "get" : "set";
    const special = (text) => this.stylize(text, "special");
    if (!this.getters || (this.getters !== true && this.getters !== wanted)) return special(`[${label}]`);
    const within = (text) => `${special(`[${label}:`)} ${text}${special("]")}`;
    this.indentation += 2;
    let text;
    try {
      const value = property.get.call(receiver);
      const isObject = value !== null && (typeof value === "object" || typeof value === "function");
      text = this.print(value, level);
      text = isObject ? `${special(`[${label}]`)} ${text}` : within(text);
    } catch (error) {
      text = within(`<Inspection threw (${this.print(error, level)})>`);
    }
    this.indentation -= 2;
    return text;
  }
}

function descriptorOf(object, key) {
  return Object.getOwnPropertyDescriptor(object, key) ?? { value: object[key], enumerable: true };
}

/** Running out of stack is `InternalError` here and `RangeError` elsewhere. */
function isStackOverflow(error) {
  if (typeof InternalError === "function") return error instanceof InternalError;
  return error instanceof RangeError && /call stack/.test(error.message);
}

/**
 * Prints `value`. Besides (value, options) this takes the older (value, showHidden, depth, colors).
 * @returns {string}
 */
function inspect(value, options) {
  const printer = new Printer();
  if (arguments.length > 1) {
    if (arguments.length > 2) {
      if (arguments[2] !== undefined) printer.depth = arguments[2];
      if (arguments.length > 3 && arguments[3] !== undefined) printer.colors = arguments[3];
    }
    if (typeof options === "boolean") printer.showHidden = options;
    else if (options) printer.take(options);
  }
  if (printer.colors) printer.stylize = paint;
  printer.maxArrayLength ??= Infinity;
  printer.maxStringLength ??= Infinity;
  return printer.print(value, 0);
}

inspect.custom = CUSTOM;
Object.defineProperty(inspect, "defaultOptions", {
  get() {
    return defaults;
  },
  set(options) {
    require("validators").validateObject(options, "options");
    Object.assign(defaults, options);
  },
});
inspect.colors = colors;
inspect.styles = styles;

exports.inspect = inspect;
