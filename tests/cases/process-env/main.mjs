const { env } = process;
console.log(env.GREETING, env.EMPTY === "", env.NOT_SET, "GREETING" in env, "NOT_SET" in env);
env.TEXT = "text";
env.NUMBER = 5;
env.UNDEFINED = undefined;
env.NULL = null;
env.BOOLEAN = true;
console.log(env.TEXT, env.NUMBER === "5", env.UNDEFINED === "undefined", env.NULL === "null", env.BOOLEAN === "true");
console.log(delete env.NUMBER, env.NUMBER, "NUMBER" in env, delete env.NOT_SET);
console.log(Object.keys(env).slice(-4), JSON.stringify({ ...env }).includes('"GREETING":"hello"'));
console.log(Object.getOwnPropertyDescriptor(env, "TEXT"), Object.hasOwn(env, "TEXT"), Object.hasOwn(env, "toString"));
console.log(typeof env.toString, env.hasOwnProperty("TEXT"), env instanceof Object, env[Symbol.iterator]);
for (const wrong of [
  () => (env.SYMBOL = Symbol("s")),
  () => (env[Symbol("s")] = "x"),
  () => Object.defineProperty(env, "X", { value: "x" }),
  () => Object.defineProperty(env, "X", { get: () => 5 }),
]) {
  try {
    console.log(wrong());
  } catch (error) {
    console.log(error.name, error.code);
  }
}
Object.defineProperty(env, "DEFINED", { value: 7, configurable: true, enumerable: true, writable: true });
console.log(env.DEFINED);
for (const name of Object.keys(env)) if (!["GREETING", "TEXT"].includes(name)) delete env[name];
console.log(env);
