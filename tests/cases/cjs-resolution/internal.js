exports.name = 'internal';
