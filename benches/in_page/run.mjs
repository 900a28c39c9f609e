// Opens a page with the engine and with its peers, and prints what each takes for 100,000 cases.
// usage: node run.mjs FOLDER with the engine as wasm-bindgen made it
import { chromium } from "@playwright/test";
import { build } from "esbuild";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const engine = resolve(process.argv[2]);

const { outputFiles } = await build({
  entryPoints: [join(here, "page.js")],
  bundle: true,
  format: "esm",
  write: false,
  external: ["./in_page.js"],
});
const files = {
  "/": ["text/html", "<!doctype html><title>Rung</title><script type=module src=page.js></script>"],
  "/page.js": ["text/javascript", outputFiles[0].text],
  "/in_page.js": ["text/javascript", await readFile(join(engine, "in_page.js"))],
  "/in_page_bg.wasm": ["application/wasm", await readFile(join(engine, "in_page_bg.wasm"))],
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
});
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error));
  await page.route("http://rung.test/**", (route) => {
    const [contentType, body] = files[new URL(route.request().url()).pathname] ?? [];
    return body ? route.fulfill({ contentType, body }) : route.fulfill({ status: 404 });
  });
  await page.goto("http://rung.test/");
  await page.waitForFunction(() => window.measure);
  const measured = await page.evaluate(() => window.measure());
  for (const { name, n, ms } of measured) {
    const forAll = (ms * 100_000) / n;
    console.log(`${name.padEnd(32)} ${forAll.toFixed(1).padStart(12)} ms for 100,000 cases`);
  }
} finally {
  await browser.close();
}
