// A person's path through the cases: opened, found, changed where they stand, closed and reopened.
import { inBothThemes } from "./bring_in.js";
import { axe, deskIsUp, expect, openDesk, test } from "./fixtures.js";

const MONDAY = "2026-03-02T09:00:00Z";

async function openByHand(page, subject) {
  await page.goto("?p=case-new");
  await page.getByLabel("Subject").fill(subject);
  await page.getByRole("button", { name: "Open case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(subject);
}

test("an empty desk offers the sample, and takes it away again", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await expect(page.getByRole("heading", { name: "No cases yet" })).toBeVisible();
  await inBothThemes(page, axe);
  await page.getByRole("button", { name: "Load the sample workspace" }).click();
  await expect(page.getByRole("table", { name: "Cases" })).toBeVisible();
  await inBothThemes(page, axe);
  await page.goto("?p=import");
  await page.getByRole("button", { name: /remove/i }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: /remove|take/i }).click();
  await expect(page.getByText("The import is removed")).toBeVisible();
  await page.goto("?p=cases");
  await expect(page.getByRole("heading", { name: "No cases yet" })).toBeVisible();
});

test("a case is opened by hand, and a subject is asked for at its field", async ({ page }) => {
  await openDesk(page, { at: MONDAY, path: "?p=case-new" });
  await page.getByRole("button", { name: "Open case" }).click();
  const subject = page.getByLabel("Subject");
  await expect(subject).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("say in a line what it is about")).toBeVisible();
  await inBothThemes(page, axe);
  await subject.fill("Printer on fire");
  await page.getByRole("button", { name: "Open case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("1001 Printer on fire");
  await page.reload();
  await deskIsUp(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("1001 Printer on fire");
});

test("a field is changed where it stands, and the history tells of it", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await openByHand(page, "Printer on fire");
  await page.getByTitle("Edit Priority").click();
  await page.getByLabel("Priority").selectOption({ label: "High" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByTitle("Edit Priority")).toHaveText("High");
  await expect(page.getByTitle("Edit Priority")).toBeFocused();
  const history = page.getByRole("region", { name: "History" });
  await expect(history).toContainText("Priority: Medium → High");
  await page.getByTitle("Edit Subject").click();
  await page.keyboard.press("Escape");
  await expect(page.getByTitle("Edit Subject")).toBeFocused();

  await page.getByRole("textbox", { name: "Message" }).fill("The fire is out.");
  await page.getByRole("button", { name: "Send only" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "The fire is out." })).toBeVisible();
  await page.getByRole("button", { name: "Close case" }).click();
  await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();
  await page.getByRole("button", { name: "Reopen" }).click();
  await expect(history).toContainText("opened it again");
  await inBothThemes(page, axe);
});

test("the list keeps its filter and order in the address", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await openByHand(page, "Printer on fire");
  await openByHand(page, "Keyboard without letters");
  await page.goto("?p=cases");
  const rows = page.getByRole("table", { name: "Cases" }).getByRole("row");
  await expect(rows).toHaveCount(3);
  await page.getByRole("searchbox").fill("keyb");
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveURL(/q=keyb/);
  await page.reload();
  await deskIsUp(page);
  await expect(rows).toHaveCount(2);
  await page.getByRole("searchbox").fill("");
  await page.getByRole("button", { name: "Subject" }).click();
  await expect(page).toHaveURL(/sort=subject/);
  await expect(rows.nth(1)).toContainText("Keyboard");
  await page.getByRole("button", { name: "Subject" }).click();
  await expect(rows.nth(1)).toContainText("Printer");
  await page.getByLabel("Status").selectOption({ label: "Closed" });
  await expect(page.getByRole("heading", { name: "No case matches" })).toBeVisible();
});

test("the keyboard goes through the list and into a case", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await openByHand(page, "Printer on fire");
  await openByHand(page, "Keyboard without letters");
  await page.goto("?p=cases&sort=number");
  const first = page.getByRole("row", { name: /Printer on fire/ });
  await first.focus();
  await page.keyboard.press("j");
  await expect(page.getByRole("row", { name: /Keyboard/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Keyboard");
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pending");
});
