exports.name = 'self';
