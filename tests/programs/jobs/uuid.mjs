// Names and times to identifiers, and back. What is random is only checked for its form.
import { MAX, NIL, parse, stringify, v1, v3, v4, v5, v6, v6ToV1, v1ToV6, v7, validate, version } from "uuid";

console.log(v5("https://example.org/", v5.URL), v5("example.org", v5.DNS));
console.log(v3("https://example.org/", v3.URL));
const fixed = { random: Uint8Array.of(16, 145, 86, 190, 196, 251, 193, 234, 113, 180, 239, 225, 103, 28, 88, 54) };
console.log(v4(fixed), v7({ ...fixed, msecs: 1_700_000_000_000, seq: 7 }));
console.log(v1({ node: [1, 35, 69, 103, 137, 171], clockseq: 4660, msecs: Date.UTC(2026, 0, 1), nsecs: 5678 }));
const ordered = v6({ node: [1, 35, 69, 103, 137, 171], clockseq: 4660, msecs: Date.UTC(2026, 0, 1), nsecs: 5678 });
console.log(ordered, v6ToV1(ordered), v1ToV6(v6ToV1(ordered)) === ordered);
const random = Array.from({ length: 1000 }, () => v4());
console.log(new Set(random).size, random.every((id) => validate(id) && version(id) === 4));
const times = Array.from({ length: 100 }, () => v7());
console.log(times.toSorted().join() === times.join(), version(times[0]));
console.log([...parse(NIL)].every((byte) => byte === 0), stringify(parse(MAX)) === MAX, validate("not-a-uuid"), v4.name);
try {
  parse("zz");
} catch (error) {
  console.log(error.name, error.message);
}
