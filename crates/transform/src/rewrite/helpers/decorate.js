// TypeScript's experimental decorators: the last is called first, and what one returns takes the place of what it was given.
function (decorators, target, key, given) {
  const isMember = arguments.length > 2;
  let current = isMember ? (given === null ? Object.getOwnPropertyDescriptor(target, key) : given) : target;
  for (let i = decorators.length - 1; i >= 0; i--) {
    const decorator = decorators[i];
    if (!decorator) continue;
    current = (isMember ? (given === undefined ? decorator(target, key) : decorator(target, key, current)) : decorator(current)) || current;
  }
  if (isMember && arguments.length > 3 && current) Object.defineProperty(target, key, current);
  return current;
}
