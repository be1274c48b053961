// console.table: rows and columns drawn with box characters.

const { textWidth } = require("text-width");
const { inspect } = require("inspect");

const INDEX = "(index)";
const ITERATION = "(iteration index)";
const KEY = "Key";
const VALUES = "Values";

function line(left, middle, right, widths) {
  return left + widths.map((width) => "─".repeat(width + 2)).join(middle) + right;
}

function row(cells, widths) {
  const padded = cells.map((cell, i) => ` ${cell}${" ".repeat(widths[i] - textWidth(cell, true))} `);
  return `│${padded.join("│")}│`;
}

/** Draws columns of cells under their titles; cells that are missing are empty. */
function draw(titles, columns) {
  const height = Math.max(...columns.map((column) => column.length));
  const widths = titles.map((title, i) => {
    let width = textWidth(title, true);
    for (const cell of columns[i]) width = Math.max(width, textWidth(cell ?? "", true));
    return width;
  });
  const lines = [line("┌", "┬", "┐", widths), row(titles, widths), line("├", "┼", "┤", widths)];
  for (let i = 0; i < height; i++) lines.push(row(columns.map((column) => column[i] ?? ""), widths));
  lines.push(line("└", "┴", "┘", widths));
  return lines.join("\n");
}

/** Few words for a cell: objects with more than two properties only by name. */
function cellText(value, options) {
  const large = value !== null && typeof value === "object" && !Array.isArray(value) && Object.keys(value).length > 2;
  return inspect(value, { depth: large ? -1 : 0, maxArrayLength: 3, breakLength: Infinity, ...options });
}

function indices(length) {
  return Array.from({ length }, (_, i) => `${i}`);
}

/** The table of a Map, a Set or an iterator over one; undefined for anything else. */
function collectionTable(data, cell) {
  const kind = natives.classOf(data);
  let values;
  if (kind === "Map") return pairTable(Array.from(Map.prototype.entries.call(data)), cell);
  if (kind === "Set") values = Array.from(Set.prototype.values.call(data));
  else if (kind === "MapIterator" || kind === "SetIterator") {
    const preview = require("preview-entries").previewEntries(data);
    if (preview === undefined) return undefined;
    const [entries, isKeyValue] = preview;
    if (isKeyValue && kind === "MapIterator") {
      return pairTable(indices(entries.length / 2).map((i) => [entries[2 * i], entries[2 * i + 1]]), cell);
    }
    values = entries;
  } else return undefined;
  return draw([ITERATION, VALUES], [indices(values.length), values.map(cell)]);
}

function pairTable(pairs, cell) {
  const keys = pairs.map(([key]) => cell(key));
  const values = pairs.map(([, value]) => cell(value));
  return draw([ITERATION, KEY, VALUES], [indices(pairs.length), keys, values]);
}

function isPrimitive(value) {
  return value === null || (typeof value !== "object" && typeof value !== "function");
}

/** A row for every property of `data`; its own properties are the columns, or those in `properties`. */
function objectTable(data, properties, cell) {
  const names = Object.keys(data);
  const columns = Object.create(null);
  const values = [];
  for (let i = 0; i < names.length; i++) {
    const item = data[names[i]];
    if (isPrimitive(item) && properties === undefined) {
      values[i] = cell(item);
      continue;
    }
    for (const key of properties ?? Object.keys(item)) {
      columns[key] ??= [];
      columns[key][i] = isPrimitive(item) || !Object.hasOwn(item, key) ? "" : cell(item[key]);
    }
  }
  const titles = [INDEX, ...Object.keys(columns)];
  const cells = [names, ...Object.values(columns)];
  if (values.length > 0) {
    titles.push(VALUES);
    cells.push(values);
  }
  return draw(titles, cells);
}

/**
 * The table of `data`, or undefined if it is nothing that has rows.
 * @param properties the columns wanted; all if undefined. @param options those of `inspect`, for the cells.
 */
exports.table = function table(data, properties, options) {
  if (data === null || typeof data !== "object") return undefined;
  if (properties !== undefined && !Array.isArray(properties)) {
    throw require("errors").ERR_INVALID_ARG_TYPE("properties", "Array", properties);
  }
  const cell = (value) => cellText(value, options);
  return collectionTable(data, cell) ?? objectTable(data, properties, cell);
};
