// The ways to bring something in that more than one spec goes.
import { fileURLToPath } from "node:url";

import { expect } from "./fixtures.js";

/** A file of the suite's own. */
export function ownFile(name) {
  return fileURLToPath(new URL(`files/${name}`, import.meta.url));
}

/** Brings rules and business hours in, from the page's address to the confirmation. */
export async function bringInRules(page, files) {
  await page.goto("?p=import-salesforce");
  await page.locator("input[type=file]").setInputFiles(files);
  await page.getByRole("button", { name: "Bring it in" }).click();
  await expect(page.getByRole("link", { name: "See the rules" })).toBeVisible();
}

/** Brings cases in with what the importer offers by itself. */
export async function bringInCases(page, file) {
  await page.goto("?p=import-cases");
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: "Check the rows" }).click();
  await page.getByRole("button", { name: /^Import \d/ }).click();
  await expect(page.getByRole("link", { name: "See the cases" })).toBeVisible();
}

/** Looks at what the page shows in both themes with `axe`. */
export async function inBothThemes(page, axe) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    // The browser changes the theme some time after it was told to.
    await page.waitForFunction((query) => matchMedia(query).matches, `(prefers-color-scheme: ${colorScheme})`);
    await axe(page);
  }
  await page.emulateMedia({ colorScheme: "light" });
}
