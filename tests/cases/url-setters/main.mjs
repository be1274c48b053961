const START = ["http://user:pass@host:81/path?query#hash", "file:///a/b", "mailto:x@y", "a://h:1/p", "https://h/", "a:/p"];
const VALUES = {
  href: ["http://other/", "x:y", "not a URL"],
  protocol: ["https", "https:", "ftp:x", "a", "1", "", "HTTPS", "http\n"],
  username: ["", "me", "a:b@c/d", "é%"],
  password: ["", "secret", "a:b@c"],
  host: ["", "new", "new:90", "new:", "new:x", "[::1]:5", "a b", "new/x", "new?x", "1.2", "host:81", ":80"],
  hostname: ["", "new", "new:90", "[::1]", "a/b", "x@y", "ö"],
  port: ["", "80", "443", "90x", "x", "65536", "0", " 7", "8\t0", 12],
  pathname: ["", "/", "x", "/a/../b", "a b?c#d", "%2e%2e/x", "\\x", "/é"],
  search: ["", "?", "x", "?x=y z", "a#b", "é'", "??"],
  hash: ["", "#", "x", "#x y", "#é`<>", "##"],
  searchParams: ["x"],
  origin: ["http://x"],
};
for (const start of START) {
  for (const [property, values] of Object.entries(VALUES)) {
    for (const value of values) {
      const url = new URL(start);
      try {
        url[property] = value;
        console.log(start, property, JSON.stringify(value), url.href);
      } catch (error) {
        console.log(start, property, JSON.stringify(value), error.name, error.code);
      }
    }
  }
}
