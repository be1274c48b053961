// Standard input as events, and what keeps the program alive meanwhile.
process.stdin.setEncoding("utf8");
let text = "";
process.stdin.on("data", (chunk) => (text += chunk));
process.stdin.on("end", () => console.log("end", JSON.stringify(text)));
process.stdin.on("close", () => console.log("close"));
console.log(process.stdin.fd, process.stdin.isTTY);
