console.log("main", globalThis.order, typeof require);
