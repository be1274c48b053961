// Standard input as an async iterable of buffers.
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
console.log(Buffer.concat(chunks).toString("latin1"), Buffer.isBuffer(chunks[0]));
