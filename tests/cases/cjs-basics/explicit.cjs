#!/usr/bin/env node
exports.explicit = ".cjs";
