const ROW = 18;
const AXIS = 22;
const LABELS = 210;

/** The part of the time axis that every chart shows, in microseconds. */
class View extends EventTarget {
  constructor(longest) {
    super();
    this.longest = longest;
    this.show(0, longest);
  }

  show(from, to) {
    const length = Math.min(Math.max(to - from, 20), this.longest);
    this.from = Math.min(Math.max(from, 0), this.longest - length);
    this.to = this.from + length;
    this.dispatchEvent(new Event("change"));
  }

  /** Makes the part longer or shorter around a place in it. */
  zoom(factor, around = (this.from + this.to) / 2) {
    this.show(around - (around - this.from) * factor, around + (this.to - around) * factor);
  }

  /** Moves by a share of what is shown. */
  move(share) {
    const by = (this.to - this.from) * share;
    this.show(this.from + by, this.to + by);
  }
}

/** Threads, then modules in the order in which they began: a row each, drawn only where it can be seen. */
class Waterfall {
  constructor(report, view, onSelect) {
    const modules = report.modules.filter((module) => module.spans.length > 0).sort((a, b) => a.start - b.start);
    this.rows = [...report.threads, ...modules];
    Object.assign(this, { report, view, onSelect, selected: -1, drag: null });
    this.canvas = element("canvas");
    const space = element("div", { style: `height: ${AXIS + this.rows.length * ROW}px` }, this.canvas);
    const label = `Waterfall of the ${report.state} start: ${report.threads.length} threads, ${modules.length} modules`;
    this.chart = element("div", { class: "chart", tabindex: "0", role: "application", "aria-label": label }, space);
    this.root = element("div", { class: "waterfall" }, element("h3", {}, `${report.state}, ${time(report.us)}`), this.chart);
    this.listen();
  }

  listen() {
    const draw = () => requestAnimationFrame(() => this.draw());
    this.view.addEventListener("change", draw);
    this.chart.addEventListener("scroll", draw);
    this.chart.addEventListener("keydown", (event) => this.key(event));
    this.chart.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.canvas.addEventListener("pointerdown", (event) => this.press(event));
    this.canvas.addEventListener("pointermove", (event) => this.drag !== null && this.pull(event));
    this.canvas.addEventListener("pointerup", (event) => this.release(event));
    this.canvas.addEventListener("dblclick", () => this.view.show(0, this.view.longest));
    new ResizeObserver(draw).observe(this.chart);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  }

  key(event) {
    const actions = {
      "+": () => this.view.zoom(0.5), "=": () => this.view.zoom(0.5), "-": () => this.view.zoom(2),
      0: () => this.view.show(0, this.view.longest),
      ArrowLeft: () => this.view.move(-0.2), ArrowRight: () => this.view.move(0.2),
      ArrowUp: () => this.select(this.selected - 1), ArrowDown: () => this.select(this.selected + 1),
      Enter: () => this.onSelect(this.rows[this.selected], this.report, true),
    };
    if (actions[event.key] === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    actions[event.key]();
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.view.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.timeAt(event.offsetX));
  }

  press(event) {
    this.drag = { from: event.offsetX, to: event.offsetX };
    this.canvas.setPointerCapture(event.pointerId);
  }

  pull(event) {
    this.drag.to = event.offsetX;
    this.draw();
  }

  /** A range was drawn, or a row was clicked. */
  release(event) {
    if (this.drag === null) return;
    const [from, to] = [this.drag.from, this.drag.to].sort((a, b) => a - b);
    this.drag = null;
    if (to - from > 4 && to > LABELS) {
      this.view.show(this.timeAt(Math.max(from, LABELS)), this.timeAt(to));
    } else {
      this.select(Math.floor((event.offsetY + this.chart.scrollTop - AXIS) / ROW));
    }
  }

  select(row) {
    if (row < 0 || row >= this.rows.length) return;
    this.selected = row;
    const [top, height] = [row * ROW, this.chart.clientHeight - AXIS];
    if (top < this.chart.scrollTop) this.chart.scrollTop = top;
    if (top + ROW > this.chart.scrollTop + height) this.chart.scrollTop = top + ROW - height;
    this.draw();
    this.onSelect(this.rows[row], this.report, false);
  }

  /** Selects a module's row, without telling. */
  mark(index) {
    this.selected = this.rows.findIndex((row) => row.index === index);
    if (this.selected >= 0) this.chart.scrollTop = this.selected * ROW - this.chart.clientHeight / 2;
    this.draw();
  }

  timeAt(x) {
    return this.view.from + (x - LABELS) / this.scale();
  }

  /** Pixels a microsecond. */
  scale() {
    return (this.chart.clientWidth - LABELS) / (this.view.to - this.view.from);
  }

  draw() {
    const [width, height, ratio] = [this.chart.clientWidth, this.chart.clientHeight, devicePixelRatio];
    Object.assign(this.canvas, { width: width * ratio, height: height * ratio });
    Object.assign(this.canvas.style, { width: `${width}px`, height: `${height}px` });
    const pen = this.canvas.getContext("2d");
    pen.scale(ratio, ratio);
    pen.font = "12px system-ui, sans-serif";
    pen.textBaseline = "middle";
    const style = getComputedStyle(document.documentElement);
    const color = (name) => style.getPropertyValue(`--${name}`);
    const first = Math.floor(this.chart.scrollTop / ROW);
    const last = Math.min(this.rows.length, first + Math.ceil(height / ROW) + 1);
    for (let row = first; row < last; row++) this.drawRow(pen, color, row, AXIS + row * ROW - this.chart.scrollTop, width);
    this.drawAxis(pen, color, width, height);
    if (this.drag !== null) {
      pen.fillStyle = `${color("focus").trim()}33`;
      pen.fillRect(this.drag.from, 0, this.drag.to - this.drag.from, height);
    }
  }

  drawRow(pen, color, index, y, width) {
    const row = this.rows[index];
    pen.fillStyle = color("select");
    if (index === this.selected) pen.fillRect(0, y, width, ROW);
    for (const { phase, start_us: start, us } of row.spans) {
      if (start > this.view.to || start + us < this.view.from) continue;
      const from = Math.max(LABELS + (start - this.view.from) * this.scale(), LABELS);
      const to = LABELS + (Math.min(start + us, this.view.to) - this.view.from) * this.scale();
      pen.fillStyle = color(phase);
      pen.fillRect(from, y + 3, Math.max(to - from, 1), ROW - 6);
    }
    pen.fillStyle = row.outcome === undefined ? color("ink") : color(row.outcome === "uncached" ? "quiet" : row.outcome);
    // The sign says what the colour says.
    const sign = { hit: "● ", miss: "▲ ", uncached: "○ " }[row.outcome] ?? "";
    pen.fillText(fit(pen, sign + row.name, LABELS - 12), 6, y + ROW / 2);
  }

  drawAxis(pen, color, width, height) {
    pen.fillStyle = color("card");
    pen.fillRect(0, 0, width, AXIS);
    const step = niceStep((this.view.to - this.view.from) / Math.max((width - LABELS) / 110, 1));
    for (let at = Math.ceil(this.view.from / step) * step; at <= this.view.to; at += step) {
      const x = LABELS + (at - this.view.from) * this.scale();
      pen.fillStyle = color("line");
      pen.fillRect(x, 0, 1, height);
      pen.fillStyle = color("quiet");
      pen.fillText(time(at), x + 4, AXIS / 2);
    }
  }
}

/** The end of a text that is too long, for ends tell modules apart. */
function fit(pen, text, width) {
  if (pen.measureText(text).width <= width) return text;
  let from = 2;
  while (from < text.length && pen.measureText(`${text.slice(0, 2)}…${text.slice(from)}`).width > width) from++;
  return `${text.slice(0, 2)}…${text.slice(from)}`;
}

/** The least of 1, 2, 5, 10, 20, 50, ... that is not below `least`. */
function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least);
}
