import { bringInRules, inBothThemes, ownFile } from "./bring_in.js";
import { axe, expect, openDesk, test } from "./fixtures.js";

const MONDAY = "2026-03-02T09:00:00Z";

test("a user is added, and what is wrong is said at the fields, all at once", async ({ page }) => {
  await openDesk(page, { at: MONDAY, path: "?p=people" });
  await inBothThemes(page, axe);
  await page.getByRole("link", { name: "New user" }).click();
  await page.getByLabel("E-mail").fill("not an address");
  await page.getByRole("button", { name: "Add user" }).click();
  await expect(page.getByLabel(/^Name/)).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("E-mail")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel(/^Name/)).toBeFocused();
  await inBothThemes(page, axe);

  await page.getByLabel(/^Name/).fill("Ana");
  await page.getByLabel("E-mail").fill("ana@example.com");
  await page.getByRole("combobox", { name: "Reads times in" }).fill("Europe/Ber");
  await page.getByRole("option", { name: "Europe/Berlin" }).click();
  await page.getByRole("button", { name: "Add user" }).click();
  const row = page.getByRole("row", { name: /Ana/ });
  await expect(row).toContainText("ana@example.com");
  await expect(row).not.toContainText("Inactive");

  await row.getByRole("link").click();
  await expect(page.getByRole("combobox", { name: "Reads times in" })).toHaveValue("Europe/Berlin");
});

test("a queue has members, and its empty list offers the first one", async ({ page }) => {
  await openDesk(page, { at: MONDAY, path: "?p=people&tab=queues" });
  await expect(page.getByText("No queues yet")).toBeVisible();
  await page.locator(".empty").getByRole("link", { name: "New queue" }).click();
  await page.getByLabel(/^Name/).fill("Tier 2");
  await page.getByRole("combobox", { name: "Add a member" }).fill("You");
  await page.getByRole("option", { name: "You" }).click();
  await expect(page.getByRole("button", { name: "Remove You" })).toBeVisible();
  await inBothThemes(page, axe);
  await page.getByRole("button", { name: "Add queue" }).click();
  await expect(page.getByRole("row", { name: /Tier 2/ })).toContainText("You");
});

test("deactivating a queue first lists the rule actions that aim at it", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await bringInRules(page, [ownFile("rules.xml"), ownFile("hours.xml")]);
  await page.goto("?p=people&tab=queues");
  await page.getByRole("link", { name: "Tier 2" }).click();
  await expect(page.getByText("Stand-in: an import met this name")).toBeVisible();
  await page.getByLabel("Active", { exact: true }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog", { name: "Deactivate Tier 2?" });
  await expect(dialog).toContainText("Support desk, entry 1");
  await expect(dialog).toContainText("after 1 h: reassigns to Tier 2");
  await inBothThemes(page, axe);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole("button", { name: "Save" }).click();
  await dialog.getByRole("button", { name: "Deactivate" }).click();
  await expect(page.getByRole("row", { name: /Tier 2/ })).toContainText("Inactive");
  await expect(page.getByRole("row", { name: /Tier 2/ })).not.toContainText("Stand-in");
});
