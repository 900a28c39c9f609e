// The monitor: what is pending, found by filters that the address keeps, and taken away by hand.
import { axe, deskIsUp, expect, moveTo, openDesk, test } from "./fixtures.js";
import { inBothThemes, openPage, startRule } from "./people.js";

async function openCase(page, subject, priority) {
  await page.goto("?p=case-new");
  await page.getByLabel("Subject").fill(subject);
  await page.getByLabel("Priority").selectOption(priority);
  await page.getByRole("button", { name: "Open case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(subject);
}

/** An active rule that tells owners after four hours. */
async function activeRule(page) {
  await openPage(page, "Rules");
  await startRule(page, { name: "Standard", priority: "High, Low", hours: "4" });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Activate" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Activate" }).click();
  await expect(page.getByRole("button", { name: "Deactivate" })).toBeVisible();
}

test("what is pending is gone from the monitor once it has fired", async ({ page }) => {
  await openDesk(page, { at: "2026-03-02T09:00:00Z", path: "?p=pending" });
  await expect(page.getByRole("heading", { name: "Nothing is pending" })).toBeVisible();
  await inBothThemes(page, axe);
  await activeRule(page);
  await openCase(page, "Printer on fire", "High");
  await openPage(page, "Pending");
  await expect(page.getByRole("row", { name: /Printer on fire/ })).toBeVisible();
  await moveTo(page, "2026-03-02T13:30:00Z");
  await expect(page.getByRole("heading", { name: "Nothing is pending" })).toBeVisible();
});

test("pending escalations are found by filters in the address, and taken away", async ({ page }) => {
  await openDesk(page, { at: "2026-03-02T09:00:00Z" });
  await activeRule(page);
  await openCase(page, "Printer on fire", "High");
  await openCase(page, "Mouse asleep", "Low");

  await openPage(page, "Pending");
  await expect(page.getByText("2 pending escalations")).toBeVisible();
  await inBothThemes(page, axe);
  await page.getByRole("group", { name: "Filters" }).getByLabel("Case").fill("mouse");
  await expect(page.getByText("1 pending escalation", { exact: true })).toBeVisible();
  await page.reload();
  await deskIsUp(page);
  await expect(page.getByRole("row", { name: /Mouse asleep/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Printer on fire/ })).toHaveCount(0);
  await page.getByLabel("State").selectOption("not Pending");
  await expect(page.getByRole("heading", { name: "Nothing pending matches" })).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();

  await page.getByLabel("Tick 4 h of case 1002").check();
  await page.getByRole("button", { name: "Take 1 away" }).click();
  const dialog = page.getByRole("dialog", { name: "Take 1 pending escalation away?" });
  await dialog.getByRole("button", { name: "Take away" }).click();
  await expect(page.getByRole("row", { name: /Mouse asleep/ })).toHaveCount(0);
  await expect(page.getByRole("row", { name: /Printer on fire/ })).toBeVisible();
});
