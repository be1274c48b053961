/** A table longer than this waits for a button: few people read further. */
const FIRST_ROWS = 500;

/** Modules and their times: sorted by any column, narrowed by any text. */
class ModuleTable {
  constructor(reports, onSelect) {
    Object.assign(this, { reports, onSelect, filter: "", all: false, selected: undefined });
    this.modules = join(reports);
    this.columns = reports.length === 1 ? columnsOfOne(reports[0]) : columnsOfTwo(reports);
    this.sort = { column: this.columns.length - 1, down: true };
    this.body = element("tbody");
    document.querySelector("#modules").append(element("thead", {}, this.head()), this.body);
    document.querySelector("#filter").addEventListener("input", (event) => {
      this.filter = event.target.value;
      this.show();
    });
    document.querySelector("#show-all").addEventListener("click", () => {
      this.all = true;
      this.show();
    });
    this.show();
  }

  head() {
    this.headings = this.columns.map(({ name }, index) => {
      const button = element("button", { type: "button" }, name);
      button.addEventListener("click", () => this.sortBy(index));
      return element("th", { scope: "col" }, button);
    });
    return element("tr", {}, ...this.headings);
  }

  sortBy(column) {
    // Numbers are most interesting where they are largest.
    const down = this.sort.column === column ? !this.sort.down : column !== 0;
    this.sort = { column, down };
    this.show();
  }

  show() {
    const { column, down } = this.sort;
    const { value } = this.columns[column];
    const found = this.modules.filter((module) => module.text.includes(this.filter));
    found.sort((a, b) => compare(value(a), value(b)) * (down ? -1 : 1));
    this.headings.forEach((heading, index) => {
      heading.ariaSort = index !== column ? "none" : down ? "descending" : "ascending";
    });
    const shown = this.all ? found : found.slice(0, FIRST_ROWS);
    this.body.replaceChildren(...shown.map((module) => this.row(module)));
    document.querySelector("#count").textContent = `${shown.length} of ${this.modules.length} modules`;
    document.querySelector("#show-all").hidden = shown.length === found.length;
  }

  row(module) {
    const cells = this.columns.map(({ cell }) => cell(module));
    const row = element("tr", { tabindex: "0", "aria-selected": String(module.url === this.selected) }, ...cells);
    row.dataset.url = module.url;
    row.addEventListener("click", () => this.select(module));
    row.addEventListener("keydown", (event) => event.key === "Enter" && this.select(module));
    return row;
  }

  select(module) {
    this.mark(module.url);
    this.onSelect(module);
  }

  /** Selects a module's row, without telling; brings it into view and focus if asked to. */
  mark(url, find = false) {
    this.selected = url;
    if (find && !this.modules.some((module) => module.url === url && module.text.includes(this.filter))) return;
    if (find && [...this.body.rows].every((row) => row.dataset.url !== url)) {
      this.all = true;
      this.show();
    }
    for (const row of this.body.rows) {
      const selected = row.dataset.url === url;
      row.ariaSelected = String(selected);
      if (selected && find) row.focus();
    }
  }
}

/** Each URL once, with its module in each report. */
function join(reports) {
  const joined = new Map();
  reports.forEach((report, place) => {
    for (const module of report.modules) {
      const row = joined.get(module.url) ?? { url: module.url, of: [], text: module.url };
      row.of[place] = module;
      row.text += ` ${outcomeText(module)}`;
      joined.set(module.url, row);
    }
  });
  return [...joined.values()];
}

const MODULE = {
  name: "module", value: ({ url }) => url,
  cell: ({ url }) => element("td", { title: url }, element("bdi", {}, url)),
};

function columnsOfOne(report) {
  const used = PHASES.filter(([name]) => report.modules.some((module) => module.phases[name] > 0));
  const phases = used.map(([name]) => timeColumn(name, ({ of: [module] }) => module.phases[name]));
  return [MODULE, outcomeColumn("outcome", 0), ...phases, timeColumn("total", ({ of: [module] }) => module.us)];
}

function columnsOfTwo(reports) {
  const names = reports.map(({ state }, place) => (reports[0].state === reports[1].state ? `${state} ${place + 1}` : state));
  const total = (place) => ({ of }) => of[place]?.us;
  return [
    MODULE,
    outcomeColumn(names[0], 0), outcomeColumn(names[1], 1),
    ...["evaluating", "compiling", "decoding"].flatMap((phase) => names.map((name, place) =>
      timeColumn(`${phase}, ${name}`, ({ of }) => of[place]?.phases[phase]))),
    timeColumn(`total, ${names[0]}`, total(0)), timeColumn(`total, ${names[1]}`, total(1)),
    timeColumn("saved", ({ of }) => (of[0]?.us ?? 0) - (of[1]?.us ?? 0)),
  ];
}

function outcomeColumn(name, place) {
  return {
    name, value: ({ of }) => (of[place] === undefined ? "" : outcomeText(of[place])),
    cell: ({ of }) => of[place] === undefined ? element("td") : element("td", { class: of[place].outcome }, outcomeText(of[place])),
  };
}

function timeColumn(name, value) {
  const text = (us) => (us === undefined || us === 0 ? "" : us < 0 ? `−${time(-us)}` : time(us));
  return { name, value: (module) => value(module) ?? 0, cell: (module) => element("td", {}, text(value(module))) };
}

function compare(a, b) {
  return typeof a === "number" ? a - b : a < b ? -1 : a > b ? 1 : 0;
}
