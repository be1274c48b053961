// A command is started by the name of a link, as those in node_modules/.bin are, and goes by that name.
const path = require("node:path");
console.log(path.basename(process.argv[1]), path.basename(require.main.filename), path.basename(__filename));
console.log(process.argv[1].startsWith(path.dirname(__dirname) + path.sep), process.argv.slice(2));
process.chdir("/");
