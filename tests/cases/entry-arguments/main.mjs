console.log(process.argv.slice(2));
console.log(process.argv[1] === import.meta.filename, process.env.FIXTURE_VARIABLE);
