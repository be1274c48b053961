// The compiler as a library: text to text, then a project in memory that is checked, errors included.
const ts = require("typescript");

const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, strict: true, noLib: true };
const source = `enum Color { Red, Green = "g" }
export class Point<T extends object> { constructor(private readonly x: number, public tag?: T) {} get double(): number { return this.x * 2; } }
export const pick = <K extends keyof Point<{}>>(p: Point<{}>, key: K) => p?.[key] ?? Color.Red;`;
console.log(ts.version, ts.transpileModule(source, { compilerOptions: options }).outputText);

const files = new Map(
  Object.entries({
    "/lib.d.ts":
      "interface Array<T> {} interface Boolean {} interface CallableFunction {} interface Function {} interface IArguments {} interface NewableFunction {} interface Number {} interface Object {} interface RegExp {} interface String { length: number }",
    "/shape.ts": "export interface Shape { area(): number } export type Named<T> = T & { name: string };",
    "/main.ts":
      'import { Shape, Named } from "./shape";\nconst square: Named<Shape> = { name: "square", area: () => "4" };\nexport const missing: string = square.sides;\nfunction over(x: number | string) { return typeof x === "string" ? x.length : x; }\nexport const fine: number = over("four");\n',
  }),
);
const host = {
  getSourceFile: (name, target) =>
    files.has(name) ? ts.createSourceFile(name, files.get(name), target, true) : undefined,
  writeFile: (name, text) => console.log(name, JSON.stringify(text)),
  getDefaultLibFileName: () => "/lib.d.ts",
  getCurrentDirectory: () => "/",
  getCanonicalFileName: (name) => name,
  useCaseSensitiveFileNames: () => true,
  getNewLine: () => "\n",
  fileExists: (name) => files.has(name),
  readFile: (name) => files.get(name),
};
const program = ts.createProgram(
  ["/lib.d.ts", "/main.ts"],
  { ...options, moduleResolution: ts.ModuleResolutionKind.Bundler },
  host,
);
for (const { file, start, code, messageText } of ts.getPreEmitDiagnostics(program)) {
  const at = file ? `${file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1}` : "";
  console.log(at, code, ts.flattenDiagnosticMessageText(messageText, "\n"));
}
program.emit();
const checker = program.getTypeChecker();
ts.forEachChild(program.getSourceFile("/main.ts"), (node) => {
  if (ts.isFunctionDeclaration(node))
    console.log(node.name.text, checker.typeToString(checker.getTypeAtLocation(node)));
});
