// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

// Runs axe-core on HTML files in light, dark and narrow views: `node axe.mjs page.html…`.
// Prints the violations and exits with 1 when there are any, with 2 on bad use.
// CHROMIUM names the browser; its default is /usr/bin/chromium.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const pages = process.argv.slice(2);
if (pages.length === 0) {
  console.error("usage: node axe.mjs PAGE.html...");
  process.exit(2);
}

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

const views = [
  { name: "light", colorScheme: "light", viewport: { width: 1200, height: 900 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1200, height: 900 } },
  { name: "narrow", colorScheme: "light", viewport: { width: 360, height: 740 } },
];

let found = 0;
for (const page of pages) {
  for (const { name, ...view } of views) {
    // The page forbids scripts: axe-core alone is let in.
    const context = await browser.newContext({ ...view, bypassCSP: true });
    const tab = await context.newPage();
    await tab.goto(pathToFileURL(resolve(page)).href);
    await tab.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    await tab.evaluate(axe);
    const { violations, passes } = await tab.evaluate(() => globalThis.axe.run());
    const overflow = await tab.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow > 0) {
      found += 1;
      console.error(`${page} (${name}): the page is ${overflow} px wider than its window`);
    }
    for (const violation of violations) {
      found += 1;
      console.error(`${page} (${name}): ${violation.id}: ${violation.help}`);
      for (const node of violation.nodes) {
        console.error(`  ${node.target.join(" ")}\n    ${node.failureSummary.replaceAll("\n", "\n    ")}`);
      }
    }
    console.log(`${page} (${name}): ${passes.length} checks passed, ${violations.length} violations`);
    await context.close();
  }
}
await browser.close();
process.exit(found > 0 ? 1 : 0);
