import "./waiting.mjs";
throw new Error(await Promise.resolve("asynchronously"));
