console.log("main", globalThis.preloaded, require("./first") === globalThis.first, require.main === module);
