export default class Said {}
const forCommonJs = { said: true };
export { forCommonJs as "module.exports" };
