// What the URL parser makes of many inputs, most of them with something to decide.
const INPUTS = [
  "http://example.com", "HTTP://EXAMPLE.COM/", "https://user:pass@example.com:8080/a/b/../c/./d?q=1&r=%20#frag",
  "http://example.com:80/", "https://example.com:443/", "https://example.com:444", "ftp://example.com:21/x",
  "ws://example.com:80", "wss://example.com:443", "http://a@b@c/", "http://user@/", "http://:pass@host/",
  "http://host:", "http://host:65535", "http://host:65536", "http://host:x", "http://host:00080/",
  "http://[::1]/", "http://[::1]:80/", "http://[1:2:3:4:5:6:7:8]/", "http://[::ffff:192.168.0.1]/", "http://[1::2::3]/",
  "http://[::1", "http://127.0.0.1/", "http://127.1/", "http://0x7f.1/", "http://2130706433/", "http://256.256.256.256/",
  "http://1.2.3.4.5/", "http://0177.0.0.1/", "http://1.2.3.08/", "http://foo.0x4/", "http://ex%41mple.com/",
  "http://exa mple.com/", "http://exa<mple.com/", "http://ex%20ample.com/", "http://%zz/", "http://a_b.c/",
  "http://ÄÖÜ.example/", "http://faß.de/", "http://xn--fa-hia.de/", "http://日本語.jp/", "http://☃.net/",
  "http://a.b../", "http://./", "http://../", "http://a..b/", "http://-a.b/",
  "http:", "http:/", "http://", "http:///", "http:////a/b", "http:a", "http:/a", "http:\\\\a\\b", "http:/\\a",
  "//host/path", "/path", "path", "", "#", "?", "a:b", "a:/b", "a://b", "a:///b", "a:b?c#d", "1a:b", "a+-.1:x", "é:x",
  "file:", "file:/", "file://", "file:///", "file:///a/b", "file:a", "file:/C:/x", "file://C:/x",
  "file:///C:/../..", "file://localhost/x", "file://host/share", "file:\\\\\\x", "file:///a%2fb", "file:///%",
  "mailto:someone@example.com", "data:text/plain,Hello%2C World! ", "data:,a#b", "javascript:alert(1)", "blob:https://a.b/c",
  "blob:d", "about:blank", "tel:+1-816-555-1212", "urn:isbn:0451450523", "view-source:http://x/", "node:fs", "web+x:/.//p",
  "http://h/a b", "http://h/a\tb\nc", " http://h/ ", "\u0000http://h/\u001f", "http://h/\u0080", "http://h/é?é#é",
  "http://h/%41%zz%", "http://h/'\"<>`{}|\\^", "http://h/?'\"<>`{}|\\^", "http://h/#'\"<>`{}|\\^", "x:/?'\"<>#`",
  "http://h/%2e/%2E%2e/a", "http://h/a/.%2e/b", "http://h/a/..", "http://h/a/.", "http://h/..//../a", "http://h//a//b//",
  "http://h/?a=b&c", "http://h/??", "http://h/?#", "http://h/#?", "http://h/##", "http://h?q", "http://h#f", "http://h?q/../x",
  "non-special:opaque path", "non-special://h:80/", "non-special://h%41/", "non-special://H/",
  "non-special://[::1]/", "non-special://a b/", "non-special:/..//p", "non-special:/.//p", "sc://ñ", "sc://%/", "sc://@/", "sc://:12/",
  "http://\ud800/", "http://h/\ud800?\udc00#\ud800", "http://h/\u{1f600}",
];
const PROPERTIES = [
  "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "hash",
];
for (const input of INPUTS) {
  const url = URL.parse(input);
  if (url === null) {
    console.log(JSON.stringify(input), "invalid", URL.canParse(input));
    continue;
  }
  console.log(JSON.stringify(input), url.href);
  console.log("   ", PROPERTIES.map((name) => url[name]).join(" | "));
}
