function where() { return new Error("not-json").stack; }
console.log(where());
//# sourceMappingURL=not-json.map
