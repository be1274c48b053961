/** The bars at the top, all to one scale, and the table that names their parts. */
function showSummary(reports) {
  const longest = Math.max(...reports.map((report) => report.us));
  document.querySelector("#bars").append(...reports.flatMap((report) => [title(report), bar(report, longest)]));
  const used = PHASES.filter(([name]) => reports.some((report) => phaseTime(report, name) > 0));
  const columns = reports.map((report) => element("th", { scope: "col" }, report.state));
  const head = element("tr", {}, element("th", { scope: "col" }, "phase"), ...columns, element("th"));
  document.querySelector("#phases").append(head, ...used.map(([name, meaning]) => row(name, meaning, reports)));
}

function title({ state, us, hits, misses }) {
  return element("div", { class: "bar-title" },
    element("strong", {}, time(us)), element("span", {}, state),
    element("span", { class: "hit" }, `${hits} hits`), element("span", { class: "miss" }, `${misses} misses`));
}

function bar(report, longest) {
  const parts = PHASES.map(([name]) => [name, phaseTime(report, name)]).filter(([, us]) => us > 0);
  const label = `${report.state}: ${parts.map(([name, us]) => `${name} ${time(us)}`).join(", ")}`;
  const spans = parts.map(([name, us]) => element("span", {
    style: `flex: ${us}; background: var(--${name})`, title: `${name}: ${time(us)}`,
  }));
  return element("div", { class: "bar", role: "img", "aria-label": label, style: `width: ${100 * report.us / longest}%` }, ...spans);
}

function row(name, meaning, reports) {
  const swatch = element("span", { class: "swatch", style: `background: var(--${name})` });
  const times = reports.map((report) => element("td", {}, timeOrNothing(phaseTime(report, name))));
  return element("tr", {}, element("td", {}, swatch, name), ...times, element("td", { class: "meaning" }, meaning));
}

function phaseTime(report, name) {
  return report.phases.find(({ phase }) => phase === name)?.us ?? 0;
}
