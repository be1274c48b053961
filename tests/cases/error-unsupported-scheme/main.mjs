import "https://example.org/module.mjs";
