function where() { return new Error("outside").stack; }
console.log(where());
//# sourceMappingURL=outside.map
