function (receiver, initializers, value) {
  const hasValue = arguments.length > 2;
  for (const initializer of initializers) value = hasValue ? initializer.call(receiver, value) : initializer.call(receiver);
  return hasValue ? value : undefined;
}
