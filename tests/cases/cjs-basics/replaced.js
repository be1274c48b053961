exports.lost = true;
module.exports = { replaced: true };
