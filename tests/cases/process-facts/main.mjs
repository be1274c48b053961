import defaultProcess, { argv, platform } from "node:process";

console.log(process === defaultProcess, process === globalThis.process, argv === process.argv);
console.log(Object.prototype.toString.call(process), process.constructor.name);
console.log(platform === process.platform, typeof process.arch, typeof process.pid, typeof process.ppid);
console.log(process.argv.length, process.argv[0] === process.execPath, process.argv[1].endsWith("/main.mjs"));
console.log(process.argv.slice(2), Array.isArray(process.execArgv));
console.log(typeof process.argv0, process.release.name, /^v26\.\d+\.\d+$/.test(process.version));
console.log(process.version === `v${process.versions.node}`);
console.log(process.cwd().endsWith("/process-facts"));
process.chdir("..");
console.log(process.cwd().endsWith("/cases"));
try {
  process.chdir("no such directory");
} catch (error) {
  const { code, errno, syscall, dest, path } = error;
  console.log(code, errno, syscall, dest, path === process.cwd());
  console.log(error.message === `ENOENT: no such file or directory, chdir '${path}' -> '${dest}'`);
}
try {
  process.chdir(5);
} catch (error) {
  console.log(error.code, error.message);
}

const time = process.hrtime();
console.log(time.length, time.every(Number.isInteger), typeof process.hrtime.bigint());
const [seconds, nanoseconds] = process.hrtime(time);
console.log(seconds >= 0, nanoseconds >= 0 && nanoseconds < 1e9);
console.log(process.hrtime.bigint() <= process.hrtime.bigint(), process.uptime() > 0, process.uptime() < 60);
for (const wrong of [5, [1], "x"]) {
  try {
    process.hrtime(wrong);
  } catch (error) {
    console.log(error.code, error.message);
  }
}

const memory = process.memoryUsage();
console.log(Object.keys(memory), memory.rss > 1e6, memory.heapUsed > 0, process.memoryUsage.rss() > 1e6);
console.log(Object.keys(process.cpuUsage()), process.cpuUsage().user >= 0);
console.log(process.getuid() === process.geteuid(), Number.isInteger(process.getgid()), Array.isArray(process.getgroups()));

const mask = process.umask(0o27);
console.log(process.umask(), process.umask("022") === 0o27, process.umask(mask) === 0o22);
for (const wrong of ["9", -1, 1.5]) {
  try {
    process.umask(wrong);
  } catch (error) {
    console.log(error.code, error.message);
  }
}

console.log(process.kill(process.pid, 0));
for (const wrong of [[process.pid, "SIGNOPE"], ["x"], [2 ** 22 + 5, 0]]) {
  try {
    process.kill(...wrong);
  } catch (error) {
    console.log(error.name, error.code, error.message, error.errno, error.syscall);
  }
}
console.log(process.getBuiltinModule("node:path").sep, process.getBuiltinModule("no such module"));
console.log(process.getBuiltinModule("events") === (await import("node:events")).default);
console.log(process.stdout.fd, process.stderr.fd, process.stdout.isTTY, process.exitCode);
console.log(typeof process.title, typeof process.config, typeof process.features);
