// What Lighthouse makes of a report, as a phone sees it. Usage: lighthouse.mjs CHROMIUM FILE
// Accessibility, best practices and what search engines ask for (but robots.txt, since a file is no site) have to be perfect; speed is told,
// since it is the machine's, too.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const here = createRequire(`${process.cwd()}/`);
const load = (name) => import(pathToFileURL(here.resolve(name)));
const { default: puppeteer } = await load("puppeteer-core");
const { default: lighthouse } = await load("lighthouse");
const [executablePath, file] = process.argv.slice(2);
const NEEDED = { accessibility: 0.99, "best-practices": 0.99, seo: 0.99 };

const page = readFileSync(file);
const server = createServer((request, response) => {
  if (request.url === "/") response.setHeader("Content-Type", "text/html; charset=utf-8").end(page);
  else response.writeHead(404).end();
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const browser = await puppeteer.launch({
  executablePath,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
const { lhr } = await lighthouse(
  `http://127.0.0.1:${server.address().port}/`,
  { port: Number(new URL(browser.wsEndpoint()).port), logLevel: "error", onlyCategories: ["performance", ...Object.keys(NEEDED)], skipAudits: ["robots-txt"] },
);
await browser.close();
server.close();

let bad = 0;
for (const [name, category] of Object.entries(lhr.categories)) {
  const low = category.score < (NEEDED[name] ?? 0);
  bad += low;
  console.log(`${low ? "BAD " : "ok  "} ${file} (Lighthouse ${name}: ${category.score})`);
  for (const { id } of low ? category.auditRefs : []) {
    const audit = lhr.audits[id];
    if (audit.score !== null && audit.score < 1) console.log(`  ${id}: ${audit.title} ${audit.displayValue ?? ""}`);
  }
}
process.exit(bad ? 1 : 0);
