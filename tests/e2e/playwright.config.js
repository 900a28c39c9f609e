import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { defineConfig } from "@playwright/test";

const port = Number(process.env.E2E_PORT ?? 4173);
// A static host may serve the page from any path, so the suite never runs at the root.
const subPath = "/desk/";

function onPath(...names) {
  for (const folder of process.env.PATH.split(delimiter)) {
    for (const name of names) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not in this folder.
      }
    }
  }
  throw new Error("no Chromium on the path: install one, or let CHROMIUM name it");
}

export default defineConfig({
  testDir: ".",
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  // A path of many screens takes long on a slow machine; each expectation still has ten seconds.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    baseURL: `http://127.0.0.1:${port}${subPath}`,
    locale: "en-GB",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: process.env.CHROMIUM || onPath("chromium", "google-chrome"),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [{ name: "chromium", use: { browserName: "chromium" } }],
  webServer: [
    {
      command: `node serve.mjs ${port} ${subPath}`,
      url: `http://127.0.0.1:${port}${subPath}`,
    },
    // A host whose page may send to webhooks on this machine.
    {
      command: `node serve.mjs ${port + 1} ${subPath} http://127.0.0.1:*`,
      url: `http://127.0.0.1:${port + 1}${subPath}`,
    },
  ],
});
