import { domainToASCII, domainToUnicode, fileURLToPath, format, pathToFileURL, URL as NodeURL, urlToHttpOptions } from "node:url";

console.log(NodeURL === URL);
const attempt = (f, ...args) => {
  try {
    const result = f(...args);
    console.log(f.name, JSON.stringify(args), "->", result instanceof URL ? result.href : result);
  } catch (error) {
    console.log(f.name, JSON.stringify(args), error.name, error.code, error.message);
  }
};
for (const url of ["file:///a/b", "file:///a%20b?x#y", "file:///%E2%82%AC", "file:///a%2Fb", "file://host/x", "http://h/", "x", 5, null]) {
  attempt(fileURLToPath, url);
}
attempt(fileURLToPath, new URL("file:///x/"));
for (const url of ["file:///C:/a/b%20c", "file://server/share/x", "file:///a", "file:///C:/a%5Cb"]) {
  try {
    console.log(fileURLToPath(url, { windows: true }));
  } catch (error) {
    console.log(url, error.code, error.message);
  }
}
for (const path of ["/", "/a/b/", "/a b", "/%#?\\\n\r\t", "/[]^|~é€", "//a//b/..", "/a/./b", 5, undefined]) attempt(pathToFileURL, path);
for (const path of ["C:\\a\\b c", "\\\\server\\share\\x y", "C:/x/", "\\\\server", "\\\\\\x"]) {
  try {
    console.log(path, pathToFileURL(path, { windows: true }).href);
  } catch (error) {
    console.log(path, error.code, error.message);
  }
}
for (const domain of ["español.com", "xn--espaol-zwa.com", "中文.com", "xn--iñvalid.com", "example.com", "faß.de", "EXAMPLE.com", ""]) {
  console.log(JSON.stringify(domain), domainToASCII(domain), domainToUnicode(domain));
}
console.log(urlToHttpOptions(new URL("https://us%20er:pw@[::1]:81/a/b?c=d#e")));
const url = new URL("http://user:pw@測試.com/a?b#c");
console.log(format(url), format(url, { auth: false, fragment: false, search: false, unicode: true }));
