#!/usr/bin/env parbake
console.log("after the shebang", new Error().stack.split("\n")[1].trim());
