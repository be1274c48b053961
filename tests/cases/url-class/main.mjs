import { inspect } from "node:util";

const url = new URL("https://user:pw@example.com:8080/a?b=c&d=e#f");
console.log(url);
console.log(inspect(url, { depth: 0 }), { nested: { deeper: { url } } });
console.log(String(url) === url.href, JSON.stringify({ url }), url.toJSON() === url.href);
console.log(Object.prototype.toString.call(url), Object.keys(url), "href" in url, Object.keys(URL.prototype).length);
console.log(new URL("file:///x"));

const { searchParams } = url;
console.log(searchParams === url.searchParams, searchParams instanceof URLSearchParams);
searchParams.append("g", "h i");
console.log(url.search, url.href);
url.search = "?only=this";
console.log([...searchParams], searchParams.get("b"));
searchParams.delete("only");
console.log(url.href);
url.href = "https://example.com/?other";
console.log([...searchParams]);
url.searchParams.sort();
console.log(url.search);

class MyURL extends URL {
  get last() {
    return this.pathname.split("/").at(-1);
  }
}
console.log(new MyURL("http://h/a/b").last, new MyURL("http://h/") instanceof URL, new MyURL("x:y"));

for (const wrong of [
  () => new URL(),
  () => new URL("no"),
  () => new URL("no", "no either"),
  () => new URL("no", "x:opaque"),
  () => URL.canParse(),
  () => URL.parse(),
  () => URL("http://h"),
  () => Reflect.get(URL.prototype, "href", {}),
]) {
  try {
    console.log(wrong());
  } catch (error) {
    console.log(error.name, error.code, error.input, error.base, error.code && error.message);
  }
}
