const url = new URL("./target.mjs", import.meta.url);
export default [(await import(url.href)) === (await import(url.pathname)), (await import(url.href)).default].join();
