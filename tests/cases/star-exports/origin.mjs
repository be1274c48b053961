export const viaTwoWays = "one origin";
