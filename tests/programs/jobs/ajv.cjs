const Ajv = require("ajv").default;
const ajv = new Ajv({ allErrors: true, useDefaults: true, coerceTypes: true });
ajv.addKeyword({ keyword: "even", type: "number", validate: (schema, data) => !schema || data % 2 === 0 });
const validate = ajv.compile({
  $id: "order",
  type: "object",
  required: ["id", "items"],
  additionalProperties: false,
  properties: {
    id: { type: "integer", even: true },
    items: { type: "array", minItems: 1, uniqueItems: true, items: { $ref: "#/$defs/item" } },
    note: { type: "string", default: "none", maxLength: 5 },
    kind: { enum: ["a", "b"] },
  },
  $defs: {
    item: {
      type: "object",
      properties: { sku: { type: "string", pattern: "^[A-Z]+\\d$" }, count: { type: "number", exclusiveMinimum: 0 } },
      required: ["sku"],
    },
  },
});
for (const data of [
  { id: "4", items: [{ sku: "AB1", count: 2 }] },
  { id: 3, items: [], extra: 1, note: "too long", kind: "c" },
  { items: [{ sku: "x", count: 0 }] },
  5,
]) {
  console.log(
    validate(data),
    data,
    validate.errors?.map(({ instancePath, keyword, message }) => `${instancePath} ${keyword} ${message}`),
  );
}
try {
  new Ajv().compile({ type: "nothing" });
} catch (error) {
  console.log(error.message.slice(0, 60));
}
