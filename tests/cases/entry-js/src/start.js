console.log(import.meta.main, import.meta.url, process.argv.length);
