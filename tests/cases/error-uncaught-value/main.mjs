console.log("before");
throw { not: "an error", nested: [1, 2] };
