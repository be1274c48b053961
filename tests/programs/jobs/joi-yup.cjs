const Joi = require("joi");
const yup = require("yup");
const schema = Joi.object({
  name: Joi.string().alphanum().min(3).required(),
  age: Joi.number().integer().positive(),
  email: Joi.string().email({ tlds: false }),
  when: Joi.date().iso(),
  tags: Joi.array().items(Joi.string().valid("a", "b")).unique(),
  repeat: Joi.ref("name"),
})
  .with("email", "name")
  .xor("age", "when");
for (const value of [{ name: "abc", age: "5" }, { name: "a!", age: -1.5, tags: ["a", "a", "c"], when: "x" }, {}]) {
  const { error, value: made } = schema.validate(value, { abortEarly: false });
  console.log(error ? error.details.map(({ message, type }) => `${type}: ${message}`) : made);
}
const shape = yup
  .object({
    name: yup.string().trim().required(),
    count: yup.number().min(1).default(1),
    at: yup.date().nullable(),
    list: yup.array(yup.string().matches(/^\w+$/)).max(2),
  })
  .noUnknown();
for (const value of [
  { name: " x ", count: "3" },
  { count: 0, list: ["a b", "c", "d"], other: 1 },
]) {
  shape
    .validate(value, { abortEarly: false, strict: false })
    .then(console.log, (error) => console.log(error.name, error.errors));
}
