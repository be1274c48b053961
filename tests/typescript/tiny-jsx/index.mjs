// Elements that can be shown: what the snippets' JSX calls, in every way that JSX can be made calls of.

export const Fragment = Symbol("Fragment");
export const Frag = Fragment;
/** Where elements were made, in development. */
export const sites = [];

export function jsx(type, props, key) {
  return { type, props, key };
}
export const jsxs = (type, props, key) => jsx(type, { ...props, many: true }, key);

export function jsxDEV(type, props, key, isStatic, source, self) {
  sites.push({ lineNumber: source.lineNumber, columnNumber: source.columnNumber, named: typeof source.fileName, self: typeof self });
  return jsx(type, isStatic ? { ...props, many: true } : props, key);
}

export function createElement(type, props, ...children) {
  return { type, props, children };
}
export const h = createElement;

export function Box() {
  return createElement("box", null);
}

/** An element as text, components called. */
export function show(value) {
  const name = (type) => (typeof type === "function" ? `${type.name}()` : String(type));
  return JSON.stringify(value, (_, inner) => {
    if (inner === undefined) return "undefined";
    if (inner === null || typeof inner !== "object" || inner.type === undefined) return inner;
    const rendered = typeof inner.type === "function" ? inner.type(inner.props ?? {}) : undefined;
    return { ...inner, type: name(inner.type), rendered };
  });
}
