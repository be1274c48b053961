exports.name = 'other';
