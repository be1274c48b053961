globalThis.threw = (globalThis.threw ?? 0) + 1;
throw new Error("thrown while it ran");
