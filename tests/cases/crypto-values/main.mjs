import nodeCrypto, { createHash, getHashes, hash, randomBytes, randomFillSync, randomInt, randomUUID, timingSafeEqual, webcrypto } from "node:crypto";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
console.log(UUID.test(crypto.randomUUID()), UUID.test(randomUUID()), crypto.randomUUID() !== crypto.randomUUID(), webcrypto === crypto);
for (const Type of [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, BigInt64Array, BigUint64Array]) {
  const array = new Type(64);
  console.log(Type.name, crypto.getRandomValues(array) === array, array.some((value) => value != 0));
}
const part = new Uint8Array(32);
crypto.getRandomValues(part.subarray(8, 24));
console.log(part.subarray(0, 8).every((byte) => byte === 0), part.subarray(24).every((byte) => byte === 0), part.some((byte) => byte !== 0));
console.log(crypto, Object.prototype.toString.call(crypto), typeof nodeCrypto.createHash);
const filled = randomFillSync(new Uint8Array(40), 8, 24);
console.log(filled.subarray(0, 8).every((byte) => byte === 0), filled.subarray(32).every((byte) => byte === 0), filled.some(Boolean));
console.log(randomBytes(5).length, randomInt(1), [...Array(50)].every(() => [3, 4, 5].includes(randomInt(3, 6))));

for (const algorithm of ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "SHA256", "sha-1", "RSA-SHA256"]) {
  console.log(algorithm, createHash(algorithm).update("hello ").update(new TextEncoder().encode("wörld")).digest("hex"));
}
console.log(createHash("md5").digest("base64"), createHash("sha1").update("é", "latin1").digest("base64url"), hash("sha1", "abc"));
console.log([...createHash("md5").update("x").digest()], createHash("md5").update("616263", "hex").digest("hex"), hash("md5", "abc"));
const first = createHash("sha256").update("a");
const second = first.copy().update("b");
console.log(first.digest("hex") === hash("sha256", "a"), second.digest("hex") === hash("sha256", "ab"), getHashes().includes("sha256"));
console.log(timingSafeEqual(new Uint8Array([1, 2]), new Uint8Array([1, 2])), timingSafeEqual(new Uint8Array([1]), new Uint8Array([2])));
for (const wrong of [
  () => crypto.getRandomValues(), () => crypto.getRandomValues(new Float32Array(1)), () => crypto.getRandomValues([]), () => crypto.getRandomValues(new Uint8Array(65537)),
  () => new Crypto(), () => first.update("x"), () => first.digest(), () => createHash(5), () => createHash("md5").update(5), () => randomUUID(5),
  () => timingSafeEqual(new Uint8Array(1), new Uint8Array(2)), () => randomInt(5, 1), () => randomBytes(-1),
]) {
  try {
    wrong();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
