/** Brings the parts together: one view of time for all charts, one selection for charts and table. */
function main() {
  const reports = JSON.parse(document.querySelector("#data").textContent).map(prepare);
  const newest = reports[reports.length - 1];
  const program = newest.program ?? "no program";
  document.title = `Start of ${program.split("/").pop()}`;
  document.querySelector("#program").textContent = `${program}, ${newest.time}, parbake ${newest.parbake}`;
  showSummary(reports);

  const view = new View(Math.max(...reports.map((report) => report.us)));
  const charts = reports.map((report) => new Waterfall(report, view, (row, of, find) => {
    describe(row, of);
    if (row?.url !== undefined) table.mark(row.url, find);
  }));
  const table = new ModuleTable(reports, (module) => {
    charts.forEach((chart, place) => chart.mark(module.of[place]?.index));
    const place = module.of.findIndex((found) => found !== undefined);
    describe(module.of[place], reports[place]);
  });
  document.querySelector("#waterfalls").append(...charts.map((chart) => chart.root));

  const range = () => {
    document.querySelector("#range").textContent = `${time(view.from)} to ${time(view.to)}`;
  };
  view.addEventListener("change", range);
  range();
  for (const [id, action] of [
    ["zoom-in", () => view.zoom(0.5)], ["zoom-out", () => view.zoom(2)], ["zoom-fit", () => view.show(0, view.longest)],
  ]) document.querySelector(`#${id}`).addEventListener("click", action);
}

/** Says of a row what the pictures show of it. */
function describe(row, report) {
  if (row === undefined) return;
  const times = {};
  for (const { phase, self_us: us } of row.spans) times[phase] = (times[phase] ?? 0) + us;
  const parts = Object.entries(times).map(([phase, us]) => `${phase} ${time(us)}`).join(", ");
  const outcome = row.outcome === undefined ? "" : ` (${outcomeText(row)})`;
  document.querySelector("#details").textContent = `${report.state}: ${row.url ?? row.name}${outcome}: ${parts || "no time of its own"}`;
}

main();
