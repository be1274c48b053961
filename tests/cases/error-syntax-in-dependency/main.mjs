import "./fine.mjs";
import "./broken.mjs";
