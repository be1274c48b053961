globalThis.lateRuns = (globalThis.lateRuns ?? 0) + 1;
