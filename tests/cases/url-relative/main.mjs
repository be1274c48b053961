const BASES = ["http://user:pass@host:81/a/b/c?q#f", "file:///a/b/c", "a:b", "a:/b/c", "a://h/b/c", "http://h", "data:text/plain,x"];
const REFERENCES = [
  "", "x", "./x", "../x", "../../../x", "/x", "//g/x", "?y", "#z", "x?y#z", "g:h", "http:x", "http:/x", "http://g/x", "file:x",
  "file:/x", "x:y", "..", ".", "...", "%2e%2e/x", "C|/x", "C:/x", ";p", "x/", "http:", "a:", "//",
];
for (const base of BASES) {
  console.log(base);
  for (const reference of REFERENCES) {
    console.log("   ", JSON.stringify(reference), URL.parse(reference, base)?.href ?? "invalid", URL.canParse(reference, base));
  }
}
console.log(new URL("x", new URL("http://h/a/b")).href, new URL({ toString: () => "y:z" }).href);
console.log(URL.parse("x", "also no URL"), URL.canParse("http://a", undefined), URL.parse("http://a", "no URL"));
