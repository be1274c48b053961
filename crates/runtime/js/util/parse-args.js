// util.parseArgs. https://nodejs.org/api/util.html#utilparseargsconfig
//
// The arguments become tokens, each token is checked, and the values are what the tokens add up to.

const errors = require("errors");
const { validateBoolean, validateObject, validateString } = require("validators");

const BOOLEAN = "boolean";
const STRING = "string";

function validateArray(value, name, validateItem) {
  if (!Array.isArray(value)) throw errors.ERR_INVALID_ARG_TYPE(name, "Array", value);
  value.forEach((item, index) => validateItem?.(item, `${name}[${index}]`));
}

function validateOption(name, option) {
  const path = `options.${name}`;
  validateObject(option, path);
  if (option.type !== STRING && option.type !== BOOLEAN) {
    throw errors.ERR_INVALID_ARG_TYPE(`${path}.type`, "('string|boolean')", option.type);
  }
  if (Object.hasOwn(option, "short")) {
    validateString(option.short, `${path}.short`);
    if (option.short.length !== 1) {
      throw errors.ERR_INVALID_ARG_VALUE(`${path}.short`, option.short, "must be a single character");
    }
  }
  if (Object.hasOwn(option, "multiple")) validateBoolean(option.multiple, `${path}.multiple`);
  if (option.default === undefined) return;
  const validateItem = option.type === STRING ? validateString : validateBoolean;
  if (option.multiple) validateArray(option.default, `${path}.default`, validateItem);
  else validateItem(option.default, `${path}.default`);
}

/** What `config` says, with everything filled in. */
function settings(config) {
  const own = (name, otherwise) => (Object.hasOwn(config, name) ? (config[name] ?? otherwise) : otherwise);
  const strict = own("strict", true);
  const result = {
    args: own("args", undefined) ?? programArguments(),
    strict,
    allowPositionals: own("allowPositionals", !strict),
    tokens: own("tokens", false),
    allowNegative: own("allowNegative", false),
    options: own("options", { __proto__: null }),
  };
  validateArray(result.args, "args");
  for (const name of ["strict", "allowPositionals", "tokens", "allowNegative"]) validateBoolean(result[name], name);
  validateObject(result.options, "options");
  for (const [name, option] of Object.entries(result.options)) validateOption(name, option);
  return result;
}

/** What follows the program on the command line; with -e there is no program. */
function programArguments() {
  const { argv, execArgv } = require("process").process;
  const inline = execArgv.some((one) => /^(?:-e|--eval|-p|-pe|--print)(?:=|$)/.test(one));
  return argv.slice(inline ? 1 : 2);
}

const optionOf = (options, name) => (Object.hasOwn(options, name) ? options[name] : undefined);

function longName(options, short) {
  const found = Object.entries(options).find(([, option]) => option.short === short);
  return found === undefined ? short : found[0];
}

/** One walk over the arguments. */
class Tokenizer {
  constructor({ args, options }) {
    this.args = args;
    this.options = options;
    this.tokens = [];
    this.index = 0;
  }

  run() {
    for (; this.index < this.args.length; this.index++) {
      const text = `${this.args[this.index]}`;
      if (text === "--") {
        this.tokens.push({ kind: "option-terminator", index: this.index });
        while (++this.index < this.args.length) this.positional(this.args[this.index]);
      } else if (text.startsWith("--")) this.long(text);
      else if (text.startsWith("-") && text.length > 1) this.shorts(text);
      else this.positional(this.args[this.index]);
    }
    return this.tokens;
  }

  positional(value) {
    this.tokens.push({ kind: "positional", index: this.index, value });
  }

  option(name, rawName, value, inlineValue) {
    const { index } = this;
    this.tokens.push({ kind: "option", name, rawName, index, value, inlineValue });
  }

  /** An option whose value, if it takes one, is the next argument. */
  withNext(name, rawName) {
    if (optionOf(this.options, name)?.type === STRING && this.args[this.index + 1] != null) {
      this.option(name, rawName, this.args[this.index + 1], false);
      this.index++;
    } else this.option(name, rawName, undefined, undefined);
  }

  long(text) {
    const equals = text.indexOf("=", 3);
    if (equals < 0) this.withNext(text.slice(2), text);
    else this.option(text.slice(2, equals), text.slice(0, equals), text.slice(equals + 1), true);
  }

  /** "-abc": each a flag, until one takes a value, which is then all that is left. */
  shorts(text) {
    for (let i = 1; i < text.length; i++) {
      const rawName = `-${text[i]}`;
      const name = longName(this.options, text[i]);
      const isLast = i === text.length - 1;
      if (isLast) this.withNext(name, rawName);
      else if (optionOf(this.options, name)?.type === STRING) {
        this.option(name, rawName, text.slice(i + 1), true);
        return;
      } else this.option(name, rawName, undefined, undefined);
    }
  }
}

const failure = (code, message) => errors.plain(TypeError, `ERR_PARSE_ARGS_${code}`, message);

function checkOption({ rawName, value, inlineValue }, name, config) {
  const option = optionOf(config.options, name);
  if (option === undefined) {
    const hint =
      ". To specify a positional argument starting with a '-', place it at the end of the command after '--', as in " +
      `'-- ${JSON.stringify(rawName)}`;
    throw failure("UNKNOWN_OPTION", `Unknown option '${rawName}'${config.allowPositionals ? hint : ""}`);
  }
  const shown = `${option.short ? `-${option.short}, ` : ""}--${name}`;
  if (option.type === STRING && typeof value !== "string") {
    throw failure("INVALID_OPTION_VALUE", `Option '${shown} <value>' argument missing`);
  }
  if (option.type === BOOLEAN && value != null) {
    throw failure("INVALID_OPTION_VALUE", `Option '${shown}' does not take an argument`);
  }
  if (inlineValue === false && value.length > 1 && value.startsWith("-")) throw ambiguous(rawName, name);
}

function ambiguous(rawName, name) {
  const example = rawName.startsWith("--") ? `'${rawName}=-XYZ'` : `'--${name}=-XYZ' or '${rawName}-XYZ'`;
  return failure(
    "INVALID_OPTION_VALUE",
    `Option '${rawName}' argument is ambiguous.\n` +
      `Did you forget to specify the option argument for '${rawName}'?\n` +
      `To specify an option argument starting with a dash use ${example}.`,
  );
}

/** The option that a token sets, and to what: "--no-NAME" sets NAME to false where that is allowed. */
function meaning(token, config) {
  const { name, value } = token;
  if (config.allowNegative && name.startsWith("no-") && value === undefined) {
    const positive = name.slice(3);
    const option = optionOf(config.options, positive);
    if (!config.strict || option?.type === BOOLEAN) return [positive, false];
  }
  return [name, value ?? true];
}

function store(values, config, name, value) {
  if (name === "__proto__") return;
  if (!optionOf(config.options, name)?.multiple) values[name] = value;
  else if (values[name] === undefined) values[name] = [value];
  else values[name].push(value);
}

exports.parseArgs = (config = {}) => {
  const options = settings(Object(config ?? Object.keys(config)));
  const tokens = new Tokenizer(options).run();
  const values = { __proto__: null };
  const positionals = [];
  for (const token of tokens) {
    if (token.kind === "positional") {
      if (!options.allowPositionals) {
        const message = `Unexpected argument '${token.value}'. This command does not take positional arguments`;
        throw failure("UNEXPECTED_POSITIONAL", message);
      }
      positionals.push(token.value);
    } else if (token.kind === "option") {
      const [name, value] = meaning(token, options);
      if (options.strict) checkOption(token, name, options);
      store(values, options, name, value);
    }
  }
  for (const [name, option] of Object.entries(options.options)) {
    if (option.default !== undefined && values[name] === undefined) values[name] = option.default;
  }
  const result = { values, positionals };
  if (options.tokens) result.tokens = tokens;
  return result;
};
