// A person writes a rule by hand, activates it, and sees what is pending by it. The instants are
// literals: a case opened on Monday at nine with an age of four hours is due at 13:00.
import { axe, expect, moveTo, openDesk, test } from "./fixtures.js";
import { inBothThemes, openPage, startRule } from "./people.js";

const MONDAY_AT_NINE = "2026-03-02T09:00:00Z";

/** Saves the rule in the editor, makes it the active one and opens a case of high priority. */
async function saveActivateAndOpenCase(page) {
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Activate" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Activate" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goto("?p=case-new");
  await page.getByLabel("Subject").fill("Printer on fire");
  await page.getByLabel("Priority").selectOption("High");
  await page.getByRole("button", { name: "Open case" }).click();
}

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

test("a level that is pending goes with its action only after a question", async ({ page }) => {
  await openDesk(page, { at: MONDAY_AT_NINE, path: "?p=rules" });
  await startRule(page, { name: "Standard", priority: "High", hours: "4" });
  await saveActivateAndOpenCase(page);
  await openPage(page, "Rules");
  await page.getByRole("link", { name: "Standard" }).first().click();
  await page.getByRole("button", { name: "If Priority is High", exact: true }).click();
  await page.getByRole("button", { name: "Add action" }).click();
  const later = page.getByRole("group", { name: "Action 2" });
  await later.getByLabel("Age over, hours").fill("6");
  await later.getByLabel("Tell the owner").check();
  await page.getByRole("button", { name: "Delete action 1" }).click();

  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this rule?" });
  await expect(dialog).toContainText("1 pending escalation goes, of 1 case.");
  await inBothThemes(page, axe);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Unsaved changes")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("No unsaved changes")).toBeVisible();
  await openPage(page, "Pending");
  await expect(page.getByRole("row", { name: /Printer on fire/ })).toHaveCount(0);
});

test("a case says why it escalates, when, and what its clock counts", async ({ page }) => {
  await openDesk(page, { at: MONDAY_AT_NINE });
  await openPage(page, "Rules");
  await startRule(page, { name: "Standard", priority: "High", hours: "4" });
  await page.getByLabel("Pause while the case waits").check();
  await saveActivateAndOpenCase(page);

  const panel = page.getByRole("region", { name: "Escalation", exact: true });
  await expect(panel).toContainText("It will escalate on Mon 2 Mar 2026, 13:00");
  const why = page.getByRole("region", { name: "Why" });
  await expect(why).toContainText("This case would match entry 1.");
  await expect(why).toContainText("Priority is High – holds: it is High");
  const clock = page.getByRole("region", { name: "Clock" });
  await expect(clock).toContainText("when the level after 4 h is due: 4 h count.");
  await clock.getByText("Every stretch").click();
  await expect(clock.getByRole("row", { name: /Counts/ })).toContainText("Mon 2 Mar 2026, 09:00");
  await inBothThemes(page, axe);
  await page.setViewportSize({ width: 390, height: 844 });
  await inBothThemes(page, axe);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByTitle("Edit Status").click();
  const details = page.getByRole("region", { name: "Details" });
  await details.getByLabel("Status").selectOption({ label: "On Hold" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(panel).toContainText("Paused while the case waits");

  await openPage(page, "Rules");
  await page.getByRole("link", { name: "Standard" }).first().click();
  const trial = page.getByRole("region", { name: "Try it" });
  await trial.getByLabel("Case").fill("1001");
  await expect(trial.getByText("This case would match entry 1.").last()).toBeVisible();
  await inBothThemes(page, axe);
  await trial.getByLabel("Case").fill("9");
  await expect(trial).toContainText("there is no case of that number");
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
  await expect(page.getByText("No unsaved changes")).toBeVisible();
});

test("a row that goes hands the focus on to what follows it", async ({ page }) => {
  await openDesk(page, { at: MONDAY_AT_NINE, path: "?p=rule-new" });
  await startRule(page, { name: "Standard", priority: "High", hours: "4" });
  const addLine = page.getByRole("button", { name: "Add criterion" });
  await addLine.click();
  await page.getByRole("button", { name: "Delete line 1" }).press("Enter");
  await expect(page.getByRole("button", { name: "Delete line 1" })).toHaveCount(1);
  await expect(addLine).toBeFocused();
  await page.getByRole("button", { name: "Delete action 1" }).press("Enter");
  await expect(page.getByRole("button", { name: "Add action" })).toBeFocused();

  await page.goto("?p=calendar-new");
  const addWindow = page.getByRole("button", { name: "Add a window on Monday" });
  await addWindow.click();
  await page.getByRole("button", { name: "Delete window 2 on Monday" }).press("Enter");
  await expect(addWindow).toBeFocused();
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

test("a firing names all that made it, and each part leads to it", async ({ page }) => {
  await openDesk(page, { at: MONDAY_AT_NINE });
  await openPage(page, "Rules");
  await startRule(page, { name: "Standard", priority: "High", hours: "4" });
  await saveActivateAndOpenCase(page);
  const history = page.getByRole("region", { name: "History" });
  await expect(history).toContainText("entry 1 of Standard matches (version 1)");
  await history.getByText("All about it").click();
  await expect(history).toContainText("If Priority is High");

  await moveTo(page, "2026-03-02T13:05:00Z");
  const firing = history.getByRole("listitem").filter({ hasText: "escalated after 4 h" });
  await firing.getByText("All about it").click();
  await expect(firing).toContainText("1, as of version 1");
  await expect(firing).toContainText("Mon 2 Mar 2026, 13:00");
  await inBothThemes(page, axe);
  await firing.getByRole("link", { name: "1, as of version 1" }).click();
  const entry = page.getByRole("button", { name: "If Priority is High", exact: true });
  await expect(entry).toHaveAttribute("aria-expanded", "true");
  await expect(entry).toBeFocused();

  await page.goBack();
  await firing.getByText("All about it").click();
  await firing.getByRole("definition").last().getByRole("link").click();
  await expect(page).toHaveURL(/p=outbox/);
  await expect(page.getByRole("button", { name: "Only about case 1001" })).toBeVisible();
  await inBothThemes(page, axe);
});
