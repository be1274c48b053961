/** @jsxRuntime classic */
/** @jsx h */
/** @jsxFrag Frag */
const Frag = "frag";
const h = (type, props, ...children) => [type, props, children];
export const classic = <><i a={1}>x</i></>;
