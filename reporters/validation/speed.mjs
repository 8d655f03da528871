// How fast a report opens and filters, and what it looks like. Usage: speed.mjs CHROMIUM FILE [PICTURES-FOLDER]
// Prints milliseconds: first paint from the start of the navigation, table ready, the slowest of five filters to the next frame.
import { createRequire } from "node:module";
import { resolve, basename } from "node:path";
import { pathToFileURL } from "node:url";

const here = createRequire(`${process.cwd()}/`);
const { default: puppeteer } = await import(pathToFileURL(here.resolve("puppeteer-core")));
const [executablePath, file, pictures] = process.argv.slice(2);
const browser = await puppeteer.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  protocolTimeout: 600_000,
});
const page = await browser.newPage();
await page.setViewport({ width: 1280, height: 900 });
await page.goto(pathToFileURL(resolve(file)).href, { waitUntil: "load", timeout: 300_000 });
const figures = await page.evaluate(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await frame();
  const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN;
  const loaded = performance.getEntriesByType("navigation")[0].loadEventEnd;
  const search = document.querySelector('.explorer, #explorer')?.ownerDocument.querySelector('input[type="search"]');
  const filters = [];
  for (const text of ["table_9", "high", "row level", "nothing of the kind", ""]) {
    const start = performance.now();
    search.value = text;
    search.dispatchEvent(new Event("input", { bubbles: true }));
    await frame();
    filters.push(Math.round(performance.now() - start));
  }
  return { firstPaint: Math.round(paint), loaded: Math.round(loaded), filters };
});
console.log(`${file}: ${JSON.stringify(figures)}`);
if (pictures) {
  const name = basename(file, ".html");
  const shot = (view) => page.screenshot({ path: `${pictures}/${name}-${view}.png` });
  await shot("desktop");
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  await shot("dark");
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
  await page.setViewport({ width: 390, height: 844, isMobile: true });
  await shot("phone");
  await page.pdf({ path: `${pictures}/${name}.pdf`, format: "A4", timeout: 300_000, preferCSSPageSize: true });
}
await browser.close();
