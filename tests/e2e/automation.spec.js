// What happens to cases by itself beside the escalation rules: automatic assignments, answers to
// customers, and the wording of both.
import { inBothThemes } from "./bring_in.js";
import { axe, deskIsUp, expect, moveTo, openDesk, test } from "./fixtures.js";

const MONDAY = "2026-03-02T09:01:00Z";

async function openCase(page, subject) {
  await page.goto("?p=case-new");
  await page.getByLabel("Subject").fill(subject);
  await page.getByRole("button", { name: "Open case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(subject);
}

test("a case that waits for an hour is handed off by itself, and says why", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await page.goto("?p=settings-support");
  await page.getByLabel("Assign automatically").check();
  await inBothThemes(page, axe);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The settings are saved")).toBeVisible();

  await page.goto("?p=settings-automation");
  await page.getByRole("button", { name: "New assignment rule" }).click();
  let dialog = page.getByRole("dialog", { name: "New assignment rule" });
  // The first rule begins as that of the open cases.
  await expect(dialog.getByLabel("Name")).toHaveValue("Open cases");
  await expect(dialog.getByLabel("Value of line 1")).toHaveValue("Closed");
  await dialog.getByLabel("Name").fill("Waits");
  await dialog.getByLabel("Value of line 1").fill("");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("write a value")).toBeVisible();
  await dialog.getByLabel("Field of line 1").selectOption("Minutes since it was created");
  await dialog.getByLabel("Operator of line 1").selectOption("is more than");
  await dialog.getByLabel("Value of line 1").fill("60");
  await inBothThemes(page, axe);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /Waits/ })).toContainText(
    "Minutes since it was created is more than 60",
  );

  await page.getByRole("button", { name: "New assignment", exact: true }).click();
  dialog = page.getByRole("dialog", { name: "New assignment" });
  await dialog.getByLabel("Name").fill("Second line");
  await dialog.getByRole("checkbox", { name: "Waits" }).check();
  await dialog.getByRole("checkbox", { name: /^You/ }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /Second line/ })).toContainText("You");

  await openCase(page, "Wrong invoice");
  const why = page.getByRole("region", { name: "Automatic assignments" });
  await expect(why).toContainText("Second line. Does not match now.");
  await inBothThemes(page, axe);
  await moveTo(page, "2026-03-02T10:05:10Z");
  await expect(why).toContainText("was used already");
  const panel = page.getByRole("region", { name: "Hand-offs" });
  await expect(panel.getByRole("listitem").filter({ hasText: "You" })).toBeVisible();
  await expect(page.getByTitle("Edit Status")).toHaveText("Escalated");
  await expect(page.getByRole("region", { name: "Metrics" })).toContainText(/Time open\s*1 h \d min/);
});

test("a template is written for a kind of notice and previewed on a case, and answers customers", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await openCase(page, "Wrong invoice");
  await page.goto("?p=settings-lists");
  await deskIsUp(page);
  await page.getByRole("button", { name: "New template" }).click();
  let dialog = page.getByRole("dialog", { name: "New template" });
  await dialog.getByLabel("Name").fill("Thanks");
  await dialog.getByLabel("For", { exact: true }).selectOption("Auto-response to the customer");
  await expect(dialog.getByLabel("Subject")).toHaveValue(/We have your case/);
  await dialog.getByRole("textbox", { name: "Text" }).fill("Hello, {case number}: {owner}");
  await expect(dialog.getByRole("region", { name: "Preview" })).toContainText("Hello, 1001: You");
  await inBothThemes(page, axe);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("there is no field {owner} in such a notice")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Text" }).fill("Hello, {case number}");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /Thanks/ })).toBeVisible();

  await page.goto("?p=settings-automation");
  await page.getByRole("button", { name: "New auto-response rule" }).click();
  dialog = page.getByRole("dialog", { name: "New auto-response rule" });
  await dialog.getByLabel("Name").fill("Answers");
  await expect(dialog.getByLabel("Answer")).toBeVisible();
  await inBothThemes(page, axe);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: "Answers Thanks" })).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
