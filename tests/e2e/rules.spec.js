// A person writes a rule by hand, activates it, and sees what is pending by it. The instants are
// literals: a case opened on Monday at nine with an age of four hours is due at 13:00.
import { axe, expect, openDesk, test } from "./fixtures.js";
import { inBothThemes, openPage, startRule } from "./people.js";

const MONDAY_AT_NINE = "2026-03-02T09:00:00Z";

test("a rule is written, activated, and plans the next case", async ({ page }) => {
  await openDesk(page, { at: MONDAY_AT_NINE });
  await openPage(page, "Rules");
  await expect(page.getByRole("heading", { name: "No rules yet" })).toBeVisible();
  await inBothThemes(page, axe);
  await startRule(page, { name: "Standard", priority: "High", hours: "4" });
  await inBothThemes(page, axe);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Standard");
  const entry = page.getByRole("list", { name: "Entries" }).getByRole("listitem").first();
  await expect(entry).toContainText("If Priority is High");
  await expect(entry).toContainText("4 h → tells the owner");
  await expect(entry).toContainText("Counts from creation, in the case's business hours");

  await page.getByRole("button", { name: "Activate" }).click();
  const dialog = page.getByRole("dialog", { name: "Activate Standard?" });
  await expect(dialog).toContainText("Nothing fires now.");
  await inBothThemes(page, axe);
  await dialog.getByRole("button", { name: "Activate" }).click();
  await expect(page.getByRole("button", { name: "Deactivate" })).toBeVisible();

  await page.goto("?p=case-new");
  await page.getByLabel("Subject").fill("Printer on fire");
  await page.getByLabel("Priority").selectOption("High");
  await page.getByRole("button", { name: "Open case" }).click();
  await openPage(page, "Pending");
  const row = page.getByRole("row", { name: /Printer on fire/ });
  await expect(row).toContainText("Mon 2 Mar 2026, 13:00");
  await expect(row).toContainText("Pending");
  await expect(row).toContainText("Standard, entry 1");
});

test("what is wrong with a rule stands at its field, and keeps it from being saved", async ({ page }) => {
  await openDesk(page, { at: MONDAY_AT_NINE, path: "?p=rule-new" });
  await startRule(page, { name: "", priority: "High", hours: "4" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Name")).toBeFocused();
  await expect(page.getByText("give the rule a name")).toBeVisible();
  await page.getByLabel("Name").fill("Standard");

  await page.getByRole("button", { name: "Add criterion" }).click();
  await page.getByLabel("Filter logic").fill("1 AND 3");
  await expect(page.getByText("there is no criterion 3")).toBeVisible();
  await page.getByLabel("Filter logic").fill("1 OR 2");
  await expect(page.getByText("there is no criterion 3")).toHaveCount(0);

  await page.getByRole("button", { name: "Add action" }).click();
  const later = page.getByRole("group", { name: "Action 2" });
  await later.getByLabel("Age over, hours").fill("4");
  await expect(later.getByText("two actions of one entry cannot have the same age")).toBeVisible();
  await later.getByLabel("Age over, hours").fill("6");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("All changes saved")).toBeVisible();
});

test("entries are reordered by keyboard, and leaving unsaved changes asks", async ({ page }) => {
  await openDesk(page, { at: MONDAY_AT_NINE, path: "?p=rule-new" });
  await startRule(page, { name: "Standard", priority: "High", hours: "4" });
  await page.getByRole("button", { name: "Add entry" }).click();
  const entries = page.getByRole("list", { name: "Entries" }).getByRole("article");
  await entries.nth(1).getByRole("button", { name: "Delete line 1" }).click();
  await expect(entries.nth(1)).toContainText("Every case");
  await entries.nth(1).getByRole("button", { name: "Every case" }).press("Alt+ArrowUp");
  await expect(entries.first()).toContainText("Every case");
  await expect(entries.first()).toContainText("It takes every case: the entry below is never reached.");
  await expect(page.locator("[data-live]")).toContainText("entry “Every case”, 1 of 2");

  await page.getByRole("link", { name: "Rules" }).click();
  const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByLabel("Name")).toHaveValue("Standard");
  await page.getByRole("link", { name: "Rules" }).click();
  await dialog.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { name: "No rules yet" })).toBeVisible();
});
