import percent, { url } from "data:text/javascript,export default 'percent%20encoded'; export const { url } = import.meta;";
import base64 from "data:text/javascript;base64,ZXhwb3J0IGRlZmF1bHQgImJhc2U2NCDDpCI7";
import withCharset from "data:text/javascript;charset=utf-8,export default '%C3%A4'";
import json from "data:application/json,{\"a\":[1,2]}" with { type: "json" };
import * as nested from "data:text/javascript,export * from 'data:text/javascript,export const inner = 7'";

console.log(percent, base64, withCharset, json, nested.inner);
console.log(url.slice(0, 40));
const text = "export let n = 0; export const up = () => ++n;";
const one = await import(`data:text/javascript,${text}`);
const same = await import(`data:text/javascript,${text}`);
const other = await import(`data:text/javascript,${text}//2`);
console.log(one === same, one === other, one.up(), one.up(), other.up());
for (const bad of ["data:text/javascript,import './relative.mjs'", "data:text/javascript,export const =", "data:text/unknown,1", "data:text/javascript,import 'bare'"]) {
  await import(bad).catch((error) => console.log(error.constructor.name, error.code));
}
const { meta } = await import("data:text/javascript,export const meta = import.meta");
console.log(meta.url, meta.filename, meta.dirname, meta.main);
