import { report } from "@core/report";
import { Stock, type Item } from "@stock";
import { Level } from "./core/level.js";
import { render } from "./ui/page";
import now from "#clock";
import settings from "./settings.json" with { type: "json" };
import { runLegacy } from "./legacy";
import { audit } from "./audit/audit.ts";
import { parse } from "./text/parse.js";
import * as geometry from "./geometry";
import { pipeline } from "./async/pipeline";
import { open } from "./resources/open";
import { describeAll } from "./shapes/describe";
import { Money } from "./money/money.mjs";
import { total } from "./plain/total.js";
import { machine } from "./machine/machine";
import { strict } from "./strict/strict.ts";

const items: Item[] = [
  { name: "bolt", count: 12, level: Level.Low },
  { name: "nut", count: 40, level: Level.High },
];
const stock = new Stock(items, settings.currency satisfies string);
report("stock", stock.summary());
report("page", render(stock));
report("clock", now().toISOString());
report("legacy", runLegacy());
report("audit", audit(stock));
report("parse", parse("a=1; b = two ;c").map(([key, value]) => `${key}:${value ?? "-"}`));
report("geometry", geometry.Area.square(3), geometry.unit);
report("pipeline", await pipeline([1, 2, 3]));
report("resources", await open());
report("shapes", describeAll());
report("money", Money.of(5).plus(Money.of(2.5)).toString());
report("total", total([1, 2, 3]));
report("machine", machine());
report("strict", strict());
const { late } = await import("./late" as "./late");
report("late", late<number>(1));
