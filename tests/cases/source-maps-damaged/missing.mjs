function where() { return new Error("missing").stack; }
console.log(where());
//# sourceMappingURL=missing.map
