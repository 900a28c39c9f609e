import { readFile } from "node:fs/promises";

import { bringInCases, bringInRules, inBothThemes, ownFile } from "./bring_in.js";
import { axe, deskIsUp, expect, openDesk, test, watch } from "./fixtures.js";

const MONDAY = "2026-03-02T09:00:00Z";

async function download(page) {
  await page.goto("?p=settings-storage");
  await deskIsUp(page);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download a backup" }).click(),
  ]);
  return { path: await file.path(), name: file.suggestedFilename() };
}

test("a backup is restored into an empty profile and exported again byte for byte", async ({ page, browser, faults, baseURL }) => {
  await openDesk(page, { at: MONDAY });
  await bringInRules(page, [ownFile("rules.xml"), ownFile("hours.xml")]);
  await bringInCases(page, ownFile("cases.csv"));
  const first = await download(page);
  expect(first.name).toBe("rung-my-desk-2026-03-02-0900.json");
  await expect(page.getByText("made today")).toBeVisible();

  const context = await browser.newContext({ baseURL, timezoneId: "UTC", locale: "en-GB" });
  await watch(context, faults);
  const other = await context.newPage();
  await openDesk(other, { at: "2026-03-02T09:01:00Z", path: "?p=settings-storage" });
  await other.locator("input[type=file]").setInputFiles(first.path);
  const dialog = other.getByRole("dialog", { name: "Restore this backup?" });
  await expect(dialog).toContainText("4 cases");
  await axe(other);
  await dialog.getByRole("button", { name: "Restore" }).click();
  await expect(other.getByText("The backup is restored")).toBeVisible();
  await other.goto("?p=cases");
  await expect(other.getByRole("row", { name: /Printer on fire/ })).toContainText("Escalated");
  const second = await download(other);
  expect(await readFile(second.path)).toEqual(await readFile(first.path));
  await context.close();
});

test("a damaged or foreign file is refused with the place named, and nothing is touched", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await bringInCases(page, ownFile("cases.csv"));
  const { path } = await download(page);
  const text = await readFile(path, "utf8");
  for (const [name, damaged] of [
    ["one-letter.json", text.replace("Printer on fire", "Printer on fure")],
    ["cut.json", text.slice(0, text.length / 2)],
    ["foreign.json", '{"hello": "world"}'],
    ["empty.json", ""],
  ]) {
    await page.locator("input[type=file]").setInputFiles({
      name,
      mimeType: "application/json",
      buffer: Buffer.from(damaged),
    });
    await expect(page.getByRole("alert").filter({ hasText: new RegExp(`${name}: line \\d+`) })).toBeVisible();
  }
  await page.goto("?p=cases");
  await expect(page.getByRole("row", { name: /Printer on fire/ })).toBeVisible();
});

test("the organisation, lists and wording are kept", async ({ page }) => {
  await openDesk(page, { at: MONDAY, path: "?p=settings" });
  await inBothThemes(page, axe);
  await page.getByLabel(/^Name/).fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel(/^Name/)).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel(/^Name/).fill("Acme Support");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The settings are saved")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel(/^Name/)).toHaveValue("Acme Support");

  await page.getByRole("tab", { name: "Lists and wording" }).click();
  const addPriority = async (name) => {
    await page.getByRole("button", { name: "New priority" }).click();
    await page.getByRole("dialog").getByLabel(/^Name/).fill(name);
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  };
  await addPriority("Urgent");
  await expect(page.getByRole("table", { name: "Priority" }).getByText("Urgent")).toBeVisible();
  await addPriority("urgent");
  await expect(page.getByText("the list has that already")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "New template" }).click();
  await page.getByRole("dialog").getByLabel(/^Name/).fill("Escalated to the lead");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /Escalated to the lead/ })).toBeVisible();
  await inBothThemes(page, axe);
});

test("the tabs of the settings go by the arrow keys, and storage says how it is", async ({ page }) => {
  await openDesk(page, { at: MONDAY, path: "?p=settings" });
  await page.getByRole("tab", { name: "General" }).focus();
  for (let presses = 0; presses < 6; presses += 1) await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Health and storage" })).toBeFocused();
  await expect(page.getByText("never made in this browser")).toBeVisible();
  await expect(page.getByRole("table", { name: "Time zones in use" })).toContainText("UTC+00:00");
  await inBothThemes(page, axe);
});

test("the health of the desk says what wants a look, and where", async ({ page }) => {
  await openDesk(page, { at: MONDAY, path: "?p=settings-storage" });
  const health = page.getByRole("region", { name: "Health" });
  await expect(health).toContainText("All is well");
  await bringInRules(page, [ownFile("rules.xml"), ownFile("hours.xml")]);
  await page.goto("?p=settings-storage");
  await expect(health).toContainText("Have a look");
  await expect(health).toContainText("1 queue stands in for names of a file.");
  await inBothThemes(page, axe);
  await health.getByRole("link", { name: "Check them" }).click();
  await expect(page.getByRole("row", { name: /Tier 2/ })).toContainText("Stand-in: check me");
});

test("the sandbox has a clock of its own and leaves the desk as it was", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await bringInRules(page, [ownFile("rules.xml"), ownFile("hours.xml")]);
  await bringInCases(page, ownFile("cases.csv"));
  await page.goto("?p=settings-sandbox");
  await inBothThemes(page, axe);
  await page.getByRole("button", { name: "Enter the sandbox" }).click();
  const bar = page.getByRole("region", { name: "Sandbox" });
  await expect(bar).toBeVisible();
  await expect(bar).toContainText("Mon 2 Mar 2026");
  await bar.getByRole("button", { name: "+1 day" }).click();
  await expect(bar).toContainText("Tue 3 Mar 2026");
  await inBothThemes(page, axe);
  await page.goto("?p=cases");
  // Eight office hours are over by Tuesday at nine.
  await expect(page.getByRole("row", { name: /Cannot log in/ })).toContainText("Escalated");
  await bar.getByRole("button", { name: "Leave the sandbox" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave and delete" }).click();
  await expect(bar).toHaveCount(0);
  await page.goto("?p=cases");
  await expect(page.getByRole("row", { name: /Cannot log in/ })).not.toContainText("Escalated");
});
