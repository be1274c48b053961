// Opens a start-up report in Chromium and uses it: node report.mjs PACKAGES CHROMIUM PAGE SCREENSHOTS
//
// Whatever is wrong is thrown. PACKAGES is where playwright-core is installed; screenshots in light and dark are left in
// SCREENSHOTS for people.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [packages, executablePath, page, screenshots] = process.argv.slice(2);
const { chromium } = createRequire(`${packages}/`)("playwright-core");

const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
try {
  for (const colorScheme of ["light", "dark"]) await look(colorScheme);
} finally {
  await browser.close();
}

async function look(colorScheme) {
  const context = await browser.newContext({ colorScheme, viewport: { width: 1500, height: 1000 } });
  const tab = await context.newPage();
  const [requests, complaints] = [[], []];
  tab.on("request", (request) => requests.push(request.url()));
  tab.on("console", (message) => complaints.push(message.text()));
  tab.on("pageerror", (error) => complaints.push(error.stack));
  await tab.goto(pathToFileURL(page).href);
  assert.deepEqual(complaints, []);
  assert.deepEqual(requests, [pathToFileURL(page).href], "the page loads nothing else");

  await summary(tab);
  await contrast(tab);
  await waterfall(tab);
  await table(tab);
  await tab.locator("#zoom-fit").click();
  await tab.screenshot({ path: `${screenshots}/report-${colorScheme}.png`, fullPage: true });
  assert.deepEqual(complaints, []);
  await context.close();
}

/** Both starts, to one scale: the cold one first. */
async function summary(tab) {
  const titles = await tab.locator(".bar-title").allInnerTexts();
  assert.equal(titles.length, 2);
  assert.match(titles[0], /cold\s+0 hits\s+3 misses/);
  assert.match(titles[1], /warm\s+3 hits\s+0 misses/);
  const label = await tab.locator(".bar").first().getAttribute("aria-label");
  assert.match(label, /^cold: .*(compiling|waiting) .*evaluating/);
  assert.ok((await tab.locator("#phases tr").count()) > 5);
}

/** Text can be read: at least 4.5 to 1 (WCAG 2.2, 1.4.3). */
async function contrast(tab) {
  for (const selector of ["#program", ".hint", ".bar-title .hit", ".bar-title .miss", "#modules td.miss", "#modules td.hit"]) {
    const ratio = await tab.locator(selector).first().evaluate((node) => {
      const light = (color) => {
        const parts = color.match(/[\d.]+/g).slice(0, 3).map((part) => part / 255);
        const [r, g, b] = parts.map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const [one, other] = [getComputedStyle(node).color, getComputedStyle(document.body).backgroundColor].map(light);
      return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    });
    assert.ok(ratio >= 4.5, `${selector}: ${ratio}`);
  }
}

/** By keyboard alone: zoom, move, choose a row, find it in the table. */
async function waterfall(tab) {
  const charts = tab.locator(".chart");
  assert.equal(await charts.count(), 2);
  const range = () => tab.locator("#range").innerText();
  const whole = await range();
  await charts.nth(1).focus();
  await tab.keyboard.press("+");
  const part = await range();
  assert.notEqual(part, whole);
  await tab.keyboard.press("ArrowRight");
  assert.notEqual(await range(), part);
  await tab.keyboard.press("0");
  assert.equal(await range(), whole);

  const details = tab.locator("#details");
  await tab.keyboard.press("ArrowDown");
  assert.match(await details.innerText(), /^warm: main thread: /);
  while (!/main\.mjs/.test(await details.innerText())) {
    const before = await details.innerText();
    await tab.keyboard.press("ArrowDown");
    assert.notEqual(await details.innerText(), before, "main.mjs has a row");
  }
  assert.match(await details.innerText(), /main\.mjs \(hit\): .*evaluating/);
  await tab.keyboard.press("Enter");
  const focused = await tab.evaluate(() => document.activeElement.dataset.url);
  assert.match(focused, /\/main\.mjs$/);

  // The chart shows something, and a range drawn with the pointer is zoomed into.
  const box = await charts.nth(0).boundingBox();
  await tab.mouse.move(box.x + 400, box.y + 60);
  await tab.mouse.down();
  await tab.mouse.move(box.x + 500, box.y + 60, { steps: 3 });
  await tab.mouse.up();
  assert.notEqual(await range(), whole);
  const colors = await charts.nth(0).locator("canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
  assert.ok(colors > 5, `${colors} colours`);
}

/** Sorted by any column, narrowed by any text. */
async function table(tab) {
  const first = () => tab.locator("#modules tbody tr").first().getAttribute("data-url");
  const heading = tab.locator("#modules th").first();
  await heading.getByRole("button").click();
  assert.equal(await heading.getAttribute("aria-sort"), "ascending");
  assert.match(await first(), /\/data\.json$/);
  await heading.getByRole("button").press("Enter");
  assert.equal(await heading.getAttribute("aria-sort"), "descending");
  assert.match(await first(), /^node:|\/other\.mjs$/);
  await tab.locator("#filter").fill("main");
  assert.equal(await tab.locator("#modules tbody tr").count(), 1);
  await tab.locator("#filter").fill("no such module");
  assert.equal(await tab.locator("#modules tbody tr").count(), 0);
  await tab.locator("#filter").fill("");
}
