function boom() {
 throw new Error('boom');
}
exports.boom = boom;
//# sourceMappingURL=gen.js.map
