import accents from "./ünïcödé/日本語.mjs";
import space from "./with space.mjs";
import percent from "./per%25cent.mjs";
import hash from "./ha%23sh.mjs";
import question from "./question%3F.mjs";
import emoji from "./%F0%9F%8D%9E.mjs";
import plus from "./a+b&c=d,e;f'g(h)!.mjs";

for (const url of [accents, space, percent, hash, question, emoji, plus]) console.log(url);
console.log((await import("./ünïcödé/日本語.mjs?ä=ö")).default);
for (const specifier of ["./a%2fb.mjs", "./a%5Cb.mjs"]) {
  await import(specifier).catch((error) => console.log(specifier, error.name, error.code));
}
