// `module.SourceMap`: a source map (ECMA-426) that can be asked.

const { codes } = require("cjs-errors");

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The numbers of one segment (ECMA-426, Base64 VLQ). */
function decodeSegment(text) {
  const numbers = [];
  let value = 0;
  let shift = 0;
  for (const char of text) {
    const digit = DIGITS.indexOf(char);
    value += (digit & 31) << shift;
    if (digit & 32) {
      shift += 5;
    } else {
      numbers.push(value & 1 ? -(value >> 1) : value >> 1);
      value = shift = 0;
    }
  }
  return numbers;
}

/** The mappings in the order of the generated text, lines and columns from 0. */
function decodeMappings({ mappings, sources = [], names = [] }) {
  const entries = [];
  let source = 0;
  let originalLine = 0;
  let originalColumn = 0;
  let name = 0;
  mappings.split(";").forEach((line, generatedLine) => {
    let generatedColumn = 0;
    for (const segment of line.split(",")) {
      if (segment === "") continue;
      const numbers = decodeSegment(segment);
      generatedColumn += numbers[0];
      const entry = { generatedLine, generatedColumn };
      if (numbers.length >= 4) {
        source += numbers[1];
        originalLine += numbers[2];
        originalColumn += numbers[3];
        Object.assign(entry, { originalSource: sources[source], originalLine, originalColumn, name: undefined });
      }
      if (numbers.length >= 5) entry.name = names[(name += numbers[4])];
      entries.push(entry);
    }
  });
  return entries;
}

class SourceMap {
  #payload;
  #lineLengths;
  #entries;

  constructor(payload, { lineLengths } = {}) {
    if (payload === null || typeof payload !== "object" || Array.isArray(payload)) {
      throw codes.ERR_INVALID_ARG_TYPE("payload", "Object", payload);
    }
    this.#payload = structuredClone(payload);
    this.#lineLengths = lineLengths === undefined ? undefined : [...lineLengths];
    const sections = payload.sections ?? [{ offset: { line: 0, column: 0 }, map: payload }];
    this.#entries = sections.flatMap(({ offset, map }) =>
      decodeMappings(map).map((entry) => ({
        ...entry,
        generatedLine: entry.generatedLine + offset.line,
        generatedColumn: entry.generatedColumn + (entry.generatedLine === 0 ? offset.column : 0),
      })),
    );
  }

  get payload() {
    return structuredClone(this.#payload);
  }

  get lineLengths() {
    return this.#lineLengths === undefined ? undefined : [...this.#lineLengths];
  }

  /** The mapping that covers a place of the generated text, counted from 0. */
  findEntry(lineOffset, columnOffset) {
    const after = this.#entries.findIndex(
      ({ generatedLine, generatedColumn }) =>
        generatedLine > lineOffset || (generatedLine === lineOffset && generatedColumn > columnOffset),
    );
    const found = this.#entries.at(after < 0 ? -1 : after - 1);
    return after === 0 || found === undefined ? {} : { ...found };
  }

  /** The place in the source that a place of the generated text comes from, both counted from 1. */
  findOrigin(lineNumber, columnNumber) {
    const entry = this.findEntry(lineNumber - 1, columnNumber - 1);
    if (entry.originalSource === undefined) return {};
    return {
      name: entry.name,
      fileName: entry.originalSource,
      lineNumber: lineNumber - 1 - entry.generatedLine + entry.originalLine + 1,
      columnNumber: columnNumber - 1 - entry.generatedColumn + entry.originalColumn + 1,
    };
  }
}

exports.SourceMap = SourceMap;
