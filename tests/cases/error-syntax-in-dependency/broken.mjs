// ünïcödé before the error
export const wörld = "x", = 2;
