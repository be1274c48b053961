"use strict";

/** Every phase in the order of a start: name, and what it means. */
const PHASES = [
  ["process", "the system and the command itself, before the runtime begins (processor time)"],
  ["engine", "starting the engine and its realm"],
  ["checking", "reading from the cache, checking its tags and the files' stamps"],
  ["fetching", "digests, what imports mean, and the rest of fetching a module"],
  ["reading", "reading source files"],
  ["compiling", "parsing and compiling text"],
  ["encoding", "making bytecode for the cache"],
  ["decoding", "making code of cached bytecode"],
  ["waiting", "waiting for other threads"],
  ["instantiating", "making module records"],
  ["linking", "connecting and linking modules"],
  ["evaluating", "running the modules' bodies"],
  ["running", "the event loop, until the program's module had settled"],
  ["other", "everything else"],
];

/** Microseconds as text. */
function time(us) {
  if (us >= 1000) return `${(us / 1000).toFixed(us >= 100000 ? 0 : us >= 10000 ? 1 : 2)} ms`;
  return `${us.toFixed(us >= 100 ? 0 : 1)} µs`;
}

/** As `time`, but nothing for none. */
function timeOrNothing(us) {
  return us === 0 ? "" : time(us);
}

/** A report with what the views need worked out once. */
function prepare(report) {
  const modules = report.modules.map((module, index) => ({
    ...module, index, phases: {}, us: 0, start: Infinity, spans: [], name: shortName(module.url),
  }));
  for (const span of report.spans) {
    if (span.module === null) continue;
    const module = modules[span.module];
    module.phases[span.phase] = (module.phases[span.phase] ?? 0) + span.self_us;
    module.us += span.self_us;
    module.start = Math.min(module.start, span.start_us);
    module.spans.push(span);
  }
  const threads = Array.from({ length: report.threads }, (_, thread) => ({
    name: thread === 0 ? "main thread" : `thread ${thread}`,
    spans: report.spans.filter((span) => span.thread === thread),
  }));
  return { ...report, modules, threads, state: stateOf(report) };
}

/** Whether a start was cold or warm. */
function stateOf({ policy, hits, misses }) {
  if (policy === "off") return "cache off";
  if (misses === 0) return hits === 0 ? "nothing to cache" : "warm";
  return hits === 0 ? "cold" : "partly warm";
}

/** The last three parts of a URL. */
function shortName(url) {
  const parts = url.split("/");
  return parts.length > 3 ? parts.slice(-3).join("/") : url;
}

/** An element with attributes and children, which are elements or text. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** The outcome of a module in words; the colour only repeats it. */
function outcomeText({ outcome, reason }) {
  return reason === null ? outcome : `${outcome}: ${reason}`;
}
