import "pkg/internal.mjs";
