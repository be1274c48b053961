// Reading a configuration: schemas, refinements, transforms, and the errors of a bad one.
import { z } from "zod";

const Server = z.object({
  host: z.string().min(1).default("localhost"),
  port: z.coerce.number().int().min(1).max(65535),
  tls: z.discriminatedUnion("mode", [
    z.object({ mode: z.literal("off") }),
    z.object({ mode: z.literal("file"), certificate: z.string().endsWith(".pem") }),
  ]),
});

const Config = z
  .strictObject({
    name: z.string().trim().toLowerCase().regex(/^[a-z-]+$/),
    servers: z.array(Server).nonempty(),
    started: z.iso.date().transform((text) => text.split("-").map(Number)),
    limits: z.record(z.enum(["cpu", "memory"]), z.number().positive()),
    contact: z.email().optional(),
  })
  .refine((config) => config.servers.length < 3, { message: "too many servers", path: ["servers"] });

const good = Config.parse({
  name: "  Front-End ",
  servers: [{ port: "8080", tls: { mode: "off" } }, { host: "b", port: 443, tls: { mode: "file", certificate: "x.pem" } }],
  started: "2026-03-01",
  limits: { cpu: 2, memory: 512 },
});
console.log(JSON.stringify(good, null, 1));

const bad = Config.safeParse({
  name: "42",
  servers: [{ port: 70000, tls: { mode: "file", certificate: "x.txt" } }, { port: 1, tls: { mode: "on" } }],
  started: "yesterday",
  limits: { cpu: -1, memory: 1 },
  contact: "nobody",
  extra: true,
});
for (const issue of bad.error.issues) {
  console.log(issue.code, issue.path.join(".") || "(root)", "-", issue.message);
}
console.log(JSON.stringify(z.toJSONSchema(Server, { io: "input" })));

const Tree = z.object({
  value: z.number(),
  get children() {
    return z.array(Tree);
  },
});
console.log(Tree.parse({ value: 1, children: [{ value: 2, children: [] }] }).children[0].value);
const later = z.string().refine(async (text) => text.length > 2, "too short");
console.log((await later.safeParseAsync("no")).error.issues[0].message, await later.parseAsync("yes"));
