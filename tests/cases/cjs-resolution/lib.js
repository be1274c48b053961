exports.name = 'lib.js';
