import "./awaits.mjs";
