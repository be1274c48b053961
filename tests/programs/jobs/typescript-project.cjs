// The compiler on files: a project beside the package, read through the compiler's own system.
const ts = require("typescript");
const fs = require("fs");
const os = require("os");
const path = require("path");

const directory = fs.mkdtempSync(path.join(os.tmpdir(), "project-"));
const write = (name, text) => fs.writeFileSync(path.join(directory, name), text);
write(
  "tsconfig.json",
  JSON.stringify({
    compilerOptions: {
      target: "es2022",
      module: "esnext",
      moduleResolution: "bundler",
      strict: true,
      lib: ["es2022"],
      types: [],
    },
    include: ["*.ts"],
  }),
);
write(
  "list.ts",
  "export class List<T> { #items: T[] = []; add(item: T): this { this.#items.push(item); return this; } first(): T | undefined { return this.#items[0]; } }\n",
);
write(
  "main.ts",
  'import { List } from "./list";\nconst list = new List<number>().add(1).add("two");\nexport const first: number = list.first();\nexport const upper = [..."abc"].map((letter) => letter.toUpperCase());\n',
);
const config = ts.getParsedCommandLineOfConfigFile(
  path.join(directory, "tsconfig.json"),
  {},
  { ...ts.sys, onUnRecoverableConfigFileDiagnostic: console.log },
);
const program = ts.createProgram(config.fileNames, config.options);
for (const { file, start, code, messageText } of ts.getPreEmitDiagnostics(program)) {
  const { line } = file.getLineAndCharacterOfPosition(start);
  console.log(path.basename(file.fileName), line + 1, code, ts.flattenDiagnosticMessageText(messageText, "\n"));
}
program.emit();
for (const name of fs.readdirSync(directory).filter((name) => name.endsWith(".js"))) {
  console.log(name, fs.readFileSync(path.join(directory, name), "utf8"));
}
fs.rmSync(directory, { recursive: true });
