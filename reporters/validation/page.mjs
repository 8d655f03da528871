// Opens HTML reports as readers do (wide, phone, dark, scripts off), filters, sorts and links, and asks
// axe-core whether everybody can read them. Usage: page.mjs CHROMIUM FILE…
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const here = createRequire(`${process.cwd()}/`);
const { default: puppeteer } = await import(pathToFileURL(here.resolve("puppeteer-core")));
const axe = readFileSync(here.resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, ...files] = process.argv.slice(2);

const VIEWS = [
  { name: "wide", width: 1280, scheme: "light", scripts: true },
  { name: "dark", width: 1280, scheme: "dark", scripts: true },
  { name: "phone", width: 390, scheme: "light", scripts: true },
  { name: "scripts off", width: 1280, scheme: "light", scripts: false },
];

const browser = await puppeteer.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
let errors = 0;
for (const file of files) {
  for (const view of VIEWS) {
    const found = await look(resolve(file), view);
    errors += found.length;
    console.log(`${found.length ? "BAD " : "ok  "} ${file} (${view.name})`);
    found.forEach((one) => console.log(`  ${one}`));
  }
}
await browser.close();
process.exit(errors === 0 ? 0 : 1);

async function look(file, view) {
  const found = [];
  const page = await browser.newPage();
  page.on("pageerror", (error) => found.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") found.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) found.push(`asks for ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    found.push(`a name ran as script: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.setViewport({ width: view.width, height: 900, isMobile: view.width < 500 });
  await page.setJavaScriptEnabled(view.scripts);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: view.scheme }]);
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
  if (view.scripts) {
    const ready = await page.evaluate(() => {
      document.querySelectorAll("details").forEach((part) => { part.open = true; });
      document.querySelector(".explorer .open")?.click();
      return document.querySelector(".explorer") !== null;
    });
    if (!ready) found.push("the table of findings was not made");
    const wider = await page.evaluate(() =>
      document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wider > 0) found.push(`${wider} pixels wider than the window`);
    found.push(...(await page.evaluate(use)));
    await page.evaluate(axe);
    const result = await page.evaluate(() => window.axe.run());
    for (const violation of result.violations) {
      const nodes = violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160));
      found.push(`${violation.id}: ${violation.help} (${violation.nodes.length})`, ...nodes);
    }
  }
  await page.close();
  return found;
}

// In the page: what a reader does with the table of findings.
async function use() {
  const wrong = [];
  const rows = () => [...document.querySelectorAll(".explorer tbody tr.row")];
  const resources = () => rows().map((row) => row.cells[3].textContent);
  const search = document.querySelector(".filters input");
  const type = (text) => {
    search.value = text;
    search.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const all = resources();
  if (!all.length) return wrong;
  const last = all[all.length - 1];
  type(last);
  if (!resources().includes(last)) wrong.push(`the filter hides ${last.slice(0, 100)}`);
  type("nothing is called like this");
  if (rows().length) wrong.push("the filter shows what it should not");
  type("");
  const head = [...document.querySelectorAll(".explorer thead button")].find((b) => b.textContent === "Resource");
  head.click();
  const up = resources();
  if (up.some((name, i) => i > 0 && up[i - 1] > name)) wrong.push("resources are out of order");
  head.click();
  const down = resources();
  if (down.some((name, i) => i > 0 && down[i - 1] < name)) wrong.push("resources are out of reverse order");
  document.querySelector(".explorer .open").click();
  const link = document.querySelector(".explorer .detail a[href^='#finding-']").getAttribute("href");
  document.querySelector(".filters .clear").click();
  location.hash = link;
  await new Promise((done) => setTimeout(done, 50));
  const opened = document.querySelector(".explorer .detail a[href^='#finding-']");
  if (opened?.getAttribute("href") !== link) wrong.push(`the link ${link} does not open its finding`);
  document.querySelector(".filters .clear").click();
  return wrong;
}
