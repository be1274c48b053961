// File, https://w3c.github.io/FileAPI/#file-section: a Blob with a name.

const errors = require("errors");
const { Blob, checkOptions } = require("blob");
const { inspectAs, custom, webIdl } = require("inspect-class");

class File extends Blob {
  #name;
  #lastModified;

  constructor(fileBits, fileName, options = {}) {
    if (arguments.length < 2) throw errors.ERR_MISSING_ARGS("fileBits", "fileName");
    super(fileBits, options);
    checkOptions(options);
    const { lastModified } = options ?? {};
    this.#lastModified = lastModified === undefined ? Date.now() : Math.trunc(+lastModified) || 0;
    this.#name = `${fileName}`.toWellFormed();
  }

  get name() {
    if (!(#name in Object(this))) throw errors.ERR_INVALID_THIS("File");
    return this.#name;
  }

  get lastModified() {
    if (!(#name in Object(this))) throw errors.ERR_INVALID_THIS("File");
    return this.#lastModified;
  }

  [custom](depth, options) {
    const { size, type, name, lastModified } = this;
    return inspectAs("File", { size, type, name, lastModified }, depth, options, "[File]");
  }
}

webIdl(File.prototype, "File", ["name", "lastModified"]);

exports.File = File;
