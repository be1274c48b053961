import inner from "./inner.mjs"; export default `outer ${inner}`;
