// Business hours and holidays by hand, and what they do to what is pending. Berlin is an hour ahead
// of UTC in March: Monday 10:00 there is 09:00 UTC, and four hours of work end at 14:00 there.
import { axe, expect, openDesk, test } from "./fixtures.js";
import { inBothThemes, openPage, startRule } from "./people.js";

const MONDAY_AT_NINE = "2026-03-02T09:00:00Z";

async function newHours(page, { name, zone }) {
  await openPage(page, "Business hours");
  await page.getByRole("button", { name: "New business hours" }).click();
  await page.getByLabel("Name").fill(name);
  const zones = page.getByRole("combobox", { name: "Time zone" });
  await zones.fill(zone);
  await zones.press("Enter");
}

test("hours with a lunch break are written once and copied to the weekdays", async ({ page }) => {
  await openDesk(page, { at: MONDAY_AT_NINE });
  await openPage(page, "Business hours");
  await expect(page.getByRole("listitem").filter({ hasText: "Default" })).toContainText("Every day 24 hours");
  await inBothThemes(page, axe);
  await newHours(page, { name: "Office", zone: "Europe/Berlin" });
  await page.getByLabel("Monday, window 1, to").fill("12");
  await page.getByRole("button", { name: "Add a window on Monday" }).click();
  await page.getByLabel("Monday, window 2, from").fill("11");
  await page.getByLabel("Monday, window 2, to").fill("17:30");
  await expect(page.getByText("09:00–12:00 and 11:00–17:30 overlap")).toBeVisible();
  await page.getByLabel("Monday, window 2, from").fill("13");
  await page.getByRole("button", { name: "Copy Monday to weekdays" }).click();
  await inBothThemes(page, axe);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("No unsaved changes")).toBeVisible();
  await openPage(page, "Business hours");
  const office = page.getByRole("listitem").filter({ hasText: "Office" });
  await expect(office).toContainText("Mon–Fri 09:00–12:00, 13:00–17:30 · Europe/Berlin · no holidays");
  await expect(office).toContainText("Open now");
});

test("a holiday says when it is next, and that it closes nothing until it is attached", async ({ page }) => {
  await openDesk(page, { at: MONDAY_AT_NINE });
  await openPage(page, "Holidays");
  await inBothThemes(page, axe);
  await page.getByRole("button", { name: "New holiday" }).click();
  await page.getByLabel("Name").fill("Christmas");
  await page.getByLabel("When").selectOption("Every year on a date");
  await page.getByLabel("Month").selectOption("February");
  await page.getByLabel("Day", { exact: true }).fill("30");
  await expect(page.getByText("The recurring holiday has no occurrence.")).toBeVisible();
  await page.getByLabel("Month").selectOption("December");
  await page.getByLabel("Day", { exact: true }).fill("25");
  await expect(page.getByText("Next: Fri 25 Dec 2026 · Sat 25 Dec 2027 · Mon 25 Dec 2028.")).toBeVisible();
  await inBothThemes(page, axe);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("No unsaved changes")).toBeVisible();
  await openPage(page, "Holidays");
  const row = page.getByRole("listitem").filter({ hasText: "Christmas" });
  await expect(row).toContainText("Attached to no business hours: closes nothing");
  await row.getByRole("link", { name: "Christmas" }).click();
  await page.getByLabel("Default").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("No unsaved changes")).toBeVisible();
  await openPage(page, "Holidays");
  await expect(row).toContainText("Closes Default");
});

test("an edit of hours says what it moves before it is saved", async ({ page }) => {
  await openDesk(page, { at: MONDAY_AT_NINE, path: "?p=rules" });
  await startRule(page, { name: "Standard", priority: "Medium", hours: "4" });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Activate" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Activate" }).click();
  await expect(page.getByRole("button", { name: "Deactivate" })).toBeVisible();
  await page.goto("?p=case-new");
  await page.getByLabel("Subject").fill("Printer on fire");
  await page.getByRole("button", { name: "Open case" }).click();

  await openPage(page, "Business hours");
  await page.getByRole("link", { name: "Default" }).click();
  await page.getByLabel("Monday: open or closed").selectOption("Closed");
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Save these hours?");
  await expect(dialog).toContainText("1 pending escalation will move, of 1 case.");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("No unsaved changes")).toBeVisible();
  await openPage(page, "Pending");
  await expect(page.getByRole("row", { name: /Printer on fire/ })).toContainText("Tue 3 Mar 2026, 04:00");

  // A holiday on Tuesday moves it on, and back when it goes again.
  await page.goto("?p=holiday-new");
  await page.getByLabel("Name").fill("Founders' day");
  await page.getByLabel(/^Date/).fill("2026-03-03");
  await page.getByRole("checkbox", { name: "Default" }).check();
  await expect(page.getByText("1 pending escalation will move, of 1 case.")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("No unsaved changes")).toBeVisible();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(dialog).toContainText("1 pending escalation will move, of 1 case.");
  await inBothThemes(page, axe);
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await newHours(page, { name: "Office", zone: "Europe/Berlin" });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Make default" }).click();
  await expect(dialog).toContainText("Nothing that is pending moves.");
  await dialog.getByRole("button", { name: "Make default" }).click();
  await expect(page.getByText("Default", { exact: true })).toBeVisible();
});

test("the business hours of cases are shown once an administrator shows them", async ({ page }) => {
  await openDesk(page, { at: MONDAY_AT_NINE, path: "?p=case-new" });
  await expect(page.getByLabel("Subject")).toBeVisible();
  await expect(page.getByLabel("Business hours")).toHaveCount(0);
  await page.goto("?p=settings-lists");
  await page.getByRole("checkbox", { name: "Show the business hours of cases" }).check();
  await page.getByRole("button", { name: "Save what cases begin with" }).click();
  await expect(page.getByText("What cases begin with is saved")).toBeVisible();
  await page.goto("?p=case-new");
  await expect(page.getByLabel("Business hours")).toHaveValue(/./);
  await page.getByLabel("Subject").fill("Printer on fire");
  await page.getByRole("button", { name: "Open case" }).click();
  await expect(page.getByRole("region", { name: "Details" })).toContainText("Business hours");
});
