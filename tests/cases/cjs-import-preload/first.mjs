await new Promise((resolve) => setTimeout(resolve, 1));
globalThis.order.push("imported");
