globalThis.order = ["required"];
