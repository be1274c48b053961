console.log(require("far-away").name, require("near").name);
