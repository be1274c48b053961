// Zod, from the TypeScript sources that its package carries.
import * as z from "../node_modules/zod/src/index.ts";

enum Role { Reader = "reader", Writer = "writer" }

const User = z.object({
  name: z.string().min(2),
  age: z.number().int().optional(),
  role: z.enum(Role),
  tags: z.array(z.string()).default([]),
  home: z.union([z.url(), z.literal("none")]),
});
type User = z.infer<typeof User>;

const good: User = User.parse({ name: "Ada", role: Role.Writer, home: "https://example.com/" });
console.log(good);
const bad = User.safeParse({ name: "A", age: 1.5, role: "owner", home: "nowhere" } satisfies Record<string, unknown>);
console.log(bad.success, bad.error?.issues.map(({ path, code }) => `${path.join(".")}: ${code}`));
console.log(JSON.stringify(z.toJSONSchema(User)));
