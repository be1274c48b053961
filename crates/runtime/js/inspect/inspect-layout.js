// Putting the printed parts of an object together: on one line where they fit, in columns, or one a line.

const { textWidth } = require("text-width");
const { stripControlSequences } = require("text-width");

/** Lists of more entries than this are tried in columns. */
const MIN_COLUMN_ENTRIES = 6;
const MAX_COLUMNS = 15;
/** A terminal character is about this many times as high as it is wide; used to draw a list as a square. */
const CHARACTER_ASPECT = 2.5;
/** A comma and a space. */
const SEPARATOR_WIDTH = 2;

/** How many columns suit entries of these widths, or 0 where they should not be put into columns. */
function columnCount(ctx, widths, widest, total, entries) {
  const cell = widest + SEPARATOR_WIDTH;
  const fits = cell * 3 + ctx.indentation < ctx.breakLength;
  const even = total / cell > 5 || widest <= 6;
  if (!fits || !even) return 0;
  const bias = Math.sqrt(cell - total / entries);
  const biased = Math.max(cell - 3 - bias, 1);
  return Math.min(
    Math.round(Math.sqrt(CHARACTER_ASPECT * biased * widths.length) / biased),
    Math.floor((ctx.breakLength - ctx.indentation) / cell),
    ctx.compact * 4,
    MAX_COLUMNS,
  );
}

function onlyNumbers(list, length) {
  for (let i = 0; i < length; i++) {
    if (typeof list[i] !== "number" && typeof list[i] !== "bigint") return false;
  }
  return true;
}

/** The widest entry of each column, separator included. */
function columnWidths(widths, columns) {
  const result = [];
  for (let column = 0; column < columns; column++) {
    let widest = 0;
    for (let i = column; i < widths.length; i += columns) widest = Math.max(widest, widths[i]);
    result.push(widest + SEPARATOR_WIDTH);
  }
  return result;
}

/**
 * Joins the entries of an array into rows of aligned columns. Numbers are aligned to the right, everything else to the
 * left. `parts` is returned as it is where columns do not suit it.
 * @param value the array the parts were made from, or undefined for other lists.
 */
function intoColumns(ctx, parts, value) {
  // The trailing "... n more items" is not an entry.
  const count = ctx.maxArrayLength < parts.length ? parts.length - 1 : parts.length;
  const widths = [];
  let widest = 0;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const width = textWidth(parts[i], ctx.colors);
    widths.push(width);
    total += width + SEPARATOR_WIDTH;
    if (width > widest) widest = width;
  }
  const columns = columnCount(ctx, widths, widest, total, parts.length);
  if (columns <= 1) return parts;

  const cells = columnWidths(widths, columns);
  const right = value !== undefined && onlyNumbers(value, parts.length);
  const rows = [];
  for (let start = 0; start < count; start += columns) {
    const end = Math.min(start + columns, count);
    let row = "";
    for (let i = start; i < end; i++) {
      const last = i === end - 1;
      const cell = last ? parts[i] : `${parts[i]}, `;
      const room = cells[i - start] - widths[i] - SEPARATOR_WIDTH;
      if (right) row += " ".repeat(room) + cell;
      else row += last ? cell : cell + " ".repeat(room);
    }
    rows.push(row);
  }
  if (count < parts.length) rows.push(parts[count]);
  return rows;
}

/** Whether the parts, `start` columns and a separator each fit on one line. */
function fitsOneLine(ctx, parts, start, base) {
  let width = parts.length + start;
  if (width + parts.length > ctx.breakLength) return false;
  for (let i = 0; i < parts.length; i++) {
    width += ctx.colors ? stripControlSequences(parts[i]).length : parts[i].length;
    if (width > ctx.breakLength) return false;
  }
  return base === "" || !base.includes("\n");
}

/** The layout of `compact: true`: as few line breaks as possible, braces on the lines of their contents. */
function joinCompact(ctx, parts, base, braces) {
  const [open, close] = braces;
  if (fitsOneLine(ctx, parts, 0, base)) {
    const joined = parts.join(", ");
    // Without a limit everything fits: then only what has several lines already is broken.
    if (ctx.breakLength !== Infinity || !joined.includes("\n")) return `${open}${base ? ` ${base}` : ""} ${joined} ${close}`;
  }
  const newLine = `\n${" ".repeat(ctx.indentation)}`;
  // After a long opening the first part goes onto the next line, so that all parts line up.
  const lead = base === "" && open.length === 1 ? " " : `${base ? ` ${base}` : ""}\n${newLine.slice(1)}  `;
  return `${open}${lead}${parts.join(`,${newLine}  `)} ${close}`;
}

/**
 * The text of an object, from its printed parts.
 * @param base what stands before the braces ("" for nothing).
 * @param isList whether the parts are list entries, which may be put into columns.
 * @param level the object's depth.
 * @param value the array the parts come from, if any.
 */
function joinParts(ctx, parts, base, braces, isList, level, value) {
  if (ctx.compact === true) return joinCompact(ctx, parts, base, braces);
  const [open, close] = braces;
  const head = base ? `${base} ${open}` : open;
  if (typeof ctx.compact === "number" && ctx.compact >= 1) {
    const entries = parts.length;
    if (isList && entries > MIN_COLUMN_ENTRIES) parts = intoColumns(ctx, parts, value);
    // An object that holds at most `compact` inner levels may stand on one line, unless it was put into columns.
    if (ctx.deepest - level < ctx.compact && entries === parts.length) {
      const start = parts.length + ctx.indentation + open.length + base.length + 10;
      if (fitsOneLine(ctx, parts, start, base)) {
        const joined = parts.join(", ");
        if (!joined.includes("\n")) return `${head} ${joined} ${close}`;
      }
    }
  }
  const newLine = `\n${" ".repeat(ctx.indentation)}`;
  return `${head}${newLine}  ${parts.join(`,${newLine}  `)}${newLine}${close}`;
}

exports.joinParts = joinParts;
