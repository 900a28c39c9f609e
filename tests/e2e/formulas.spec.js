// A rule that tells its cases by a formula, and a field of one's own in a form, a list and a rule.
// A case opened on Monday at nine with an age of four hours is due at 13:00.
import { axe, deskIsUp, expect, moveTo, openDesk, test } from "./fixtures.js";
import { inBothThemes, openPage } from "./people.js";

const MONDAY_AT_NINE = "2026-03-02T09:00:00Z";

/** Begins a rule with one entry without criteria that tells the owner after four hours. */
async function startCatchAll(page, name) {
  await page.goto("?p=rule-new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Add entry" }).click();
  await page.getByLabel("Age over, hours").fill("4");
  await page.getByLabel("Tell the owner").check();
}

async function saveAndActivate(page, name) {
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await page.getByRole("button", { name: "Activate" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Activate" }).click();
  await expect(page.getByRole("button", { name: "Deactivate" })).toBeVisible();
}

async function openCase(page, subject, choose) {
  await page.goto("?p=case-new");
  await page.getByLabel("Subject").fill(subject);
  await choose();
  await page.getByRole("button", { name: "Open case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(subject);
}

test("a formula is refused by its place, then matches a case, which escalates", async ({ page }) => {
  await openDesk(page, { at: MONDAY_AT_NINE });
  await startCatchAll(page, "By formula");
  await page.getByLabel("Told by").selectOption("A formula");
  const formula = page.getByLabel("Formula", { exact: true });
  await formula.fill('AND(\n  ISPICKVAL(Priorty, "High"),\n  NOT(ISBLANK(Subject)))');
  const fault = "line 2, column 13: the field Priorty is not known here";
  await expect(page.getByText(fault, { exact: true })).toBeVisible();
  await inBothThemes(page, axe);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(formula).toBeFocused();
  await formula.fill('AND(\n  ISPICKVAL(Priority, "High"),\n  NOT(ISBLANK(Subject)))');
  await expect(page.getByText("is not known here")).toHaveCount(0);
  await saveAndActivate(page, "By formula");
  const entry = page.getByRole("list", { name: "Entries" }).getByRole("listitem").first();
  await expect(entry).toContainText('ISPICKVAL(Priority, "High")');

  await openCase(page, "Scanner is slow", () => page.getByLabel("Priority").selectOption("Low"));
  const why = page.getByRole("region", { name: "Why" });
  await expect(why).toContainText("This case would match no entry: nothing escalates.");
  await openCase(page, "Printer on fire", () => page.getByLabel("Priority").selectOption("High"));
  await expect(why).toContainText("This case would match entry 1.");
  const panel = page.getByRole("region", { name: "Escalation", exact: true });
  await expect(panel).toContainText("It will escalate on Mon 2 Mar 2026, 13:00");
  await moveTo(page, "2026-03-02T13:10:00Z");
  const history = page.getByRole("region", { name: "History" });
  await expect(history).toContainText("escalated after 4 h, by entry 1 of By formula");
  await openPage(page, "Cases");
  await expect(page.getByRole("row", { name: /Printer on fire/ })).toContainText("Escalated");
  await expect(page.getByRole("row", { name: /Scanner is slow/ })).not.toContainText("Escalated");
});

test("a field of one's own stands in the form, in the list and in a criterion", async ({ page }) => {
  await openDesk(page, { at: MONDAY_AT_NINE, path: "?p=settings-lists" });
  await page.getByRole("button", { name: "New field" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Name in rule files/).fill("Region__c");
  await dialog.getByLabel("Type").selectOption("Picklist");
  await dialog.getByLabel("Values").fill("North\nSouth");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /Region/ })).toContainText("Picklist");

  await startCatchAll(page, "By region");
  await page.getByLabel("Field of line 1").selectOption("Region");
  await page.getByLabel("Value of line 1").fill("North");
  await saveAndActivate(page, "By region");
  const entry = page.getByRole("list", { name: "Entries" }).getByRole("listitem").first();
  await expect(entry).toContainText("If Region is North");

  await openCase(page, "Down in Harbour", () => page.getByLabel("Region").selectOption("South"));
  await openCase(page, "Down in Hill", () => page.getByLabel("Region").selectOption("North"));
  const why = page.getByRole("region", { name: "Why" });
  await expect(why).toContainText("Region is North – holds: it is North");

  await page.goto("?p=cases");
  await deskIsUp(page);
  await page.getByLabel("Also show").selectOption("Region");
  await expect(page.getByRole("columnheader", { name: "Region" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Down in Hill/ })).toContainText("North");
  await inBothThemes(page, axe);
  await moveTo(page, "2026-03-02T13:10:00Z");
  await expect(page.getByRole("row", { name: /Down in Hill/ })).toContainText("Escalated");
  await expect(page.getByRole("row", { name: /Down in Harbour/ })).not.toContainText("Escalated");
});

test("a new column of a file shows its type and its list, and another type can be chosen", async ({ page }) => {
  await openDesk(page, { at: MONDAY_AT_NINE, path: "?p=import-cases" });
  const rows = ["One,North,7", "Two,South,8", "Three,North,9", "Four,South,10"];
  await page.locator("input[type=file]").setInputFiles({
    name: "regions.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(["Subject,Region__c,Cost__c", ...rows].join("\n")),
  });
  const type = page.getByLabel("Type of Region__c");
  await expect(type.locator("option:checked")).toHaveText("Picklist");
  await expect(page.getByText("Values: North, South")).toBeVisible();
  await expect(page.getByLabel("Type of Cost__c").locator("option:checked")).toHaveText("Number");
  await inBothThemes(page, axe);
  await type.selectOption("Text");
  await expect(page.getByText("Values: North, South")).toHaveCount(0);
  await type.selectOption("Picklist");
  await page.setViewportSize({ width: 390, height: 844 });
  await inBothThemes(page, axe);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: "Check the rows" }).click();
  await page.getByRole("button", { name: /^Import/ }).click();
  await expect(page.getByText("4 new cases").first()).toBeVisible();
  await page.goto("?p=settings-lists");
  await deskIsUp(page);
  await expect(page.getByRole("row", { name: /Region/ })).toContainText("Picklist");
});
