import { axe, expect, openDesk, test } from "./fixtures.js";
import { inBothThemes } from "./people.js";

const MONDAY = "2026-03-02T09:00:00Z";

/** Opens the desk with the sample workspace, at a page. */
async function openSample(page, path) {
  await openDesk(page, { at: MONDAY });
  await page.getByRole("button", { name: "Load the sample workspace" }).click();
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

async function editInPlace(page, label, value) {
  await page.getByTitle(`Edit ${label}`).click();
  await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByTitle(`Edit ${label}`)).toContainText(value);
}

test("an account is added by hand, then a contact of it", async ({ page }) => {
  await openDesk(page, { at: MONDAY, path: "?p=accounts" });
  await expect(page.getByText("No accounts yet")).toBeVisible();
  await inBothThemes(page, axe);
  await page.locator(".empty").getByRole("link", { name: "New account" }).click();
  await page.getByRole("button", { name: "Add account" }).click();
  await expect(page.getByLabel(/^Name/)).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel(/^Name/).fill("Acme");
  await page.getByLabel("Service level").fill("Platinum");
  await inBothThemes(page, axe);
  await page.getByRole("button", { name: "Add account" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Acme" })).toBeVisible();

  await page.getByRole("link", { name: "New contact" }).click();
  await expect(page.getByRole("combobox", { name: "Account" })).toHaveValue("Acme");
  await page.getByLabel(/^Name/).fill("Ada Byron");
  await page.getByLabel("E-mail").fill("ada@acme.example");
  await page.getByRole("button", { name: "Add contact" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ada Byron" })).toBeVisible();
  await page.getByRole("link", { name: "Acme" }).click();
  await expect(page.getByRole("region", { name: "Contacts" })).toContainText("ada@acme.example");
});

test("accounts are searched and sorted in the address, and a shared address shows the same", async ({ page }) => {
  await openSample(page, "?p=accounts");
  await inBothThemes(page, axe);
  await page.getByRole("button", { name: "Open cases" }).click();
  await expect(page).toHaveURL(/sort=cases/);
  await page.getByRole("searchbox", { name: "Search accounts" }).fill("platinum");
  await expect(page).toHaveURL(/q=platinum/);
  await expect(page.getByRole("row", { name: /Lumen Clinics/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("row", { name: /Lumen Clinics/ })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Open cases" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("tab", { name: /Contacts/ }).click();
  await expect(page.getByRole("link", { name: "Aoife Byrne" })).toBeVisible();
});

test("a field added to accounts stands in their form and is a column of their list", async ({ page }) => {
  await openSample(page, "?p=settings-lists");
  await page.getByRole("button", { name: "New field" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Belongs to").selectOption("Account");
  await dialog.getByLabel(/^Name in rule files/).fill("Seats__c");
  await dialog.getByLabel("Type").selectOption("Number");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /Seats/ })).toContainText("Number");

  await page.goto("?p=accounts");
  await page.getByRole("link", { name: "Lumen Clinics" }).click();
  await editInPlace(page, "Seats", "20");
  await page.goto("?p=accounts");
  await expect(page.getByRole("columnheader", { name: "Seats" })).toHaveCount(0);
  await page.getByLabel("Also show").selectOption("Seats");
  await expect(page.getByRole("columnheader", { name: "Seats" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Lumen Clinics/ })).toContainText("20");
  await inBothThemes(page, axe);
  await page.getByRole("button", { name: "Seats" }).click();
  await expect(page.getByRole("columnheader", { name: "Seats" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("button", { name: "Seats" }).click();
  await expect(page.getByRole("row").nth(1)).toContainText("Lumen Clinics");
  // The field of one list means nothing in the other.
  await page.getByRole("tab", { name: /Contacts/ }).click();
  await expect(page).not.toHaveURL(/field=/);
  await expect(page.getByLabel("Also show")).toHaveCount(0);
});

test("an account shows what its cases come to and is edited in its place", async ({ page }) => {
  await openSample(page, "?p=accounts&q=lumen");
  await page.getByRole("link", { name: "Lumen Clinics" }).click();
  await expect(page.locator("[data-heat]")).toContainText(/Case \d+ .* escalates by its rule next|is overdue/);
  await expect(page.getByRole("region", { name: "Open cases" }).getByRole("listitem").first()).toBeVisible();
  await editInPlace(page, "Service level", "Gold");
  await page.getByRole("combobox", { name: "Add to the team" }).fill("Ana");
  await page.getByRole("option", { name: "Ana Ruiz" }).click();
  await expect(page.getByRole("button", { name: "Remove Ana Ruiz" })).toBeVisible();
  await inBothThemes(page, axe);
  await page.reload();
  await expect(page.getByRole("button", { name: "Remove Ana Ruiz" })).toBeVisible();
  await expect(page.getByTitle("Edit Service level")).toContainText("Gold");

  await page.getByRole("region", { name: "Open cases" }).getByRole("link").nth(1).click();
  await page.getByRole("link", { name: "Open Lumen Clinics" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Lumen Clinics" })).toBeVisible();
});

test("an escalated account is red with a word and a shape, and shows its cases with their own state", async ({ page }) => {
  await openSample(page, "?p=accounts&q=lumen");
  await page.getByRole("link", { name: "Lumen Clinics" }).click();
  await page.getByRole("button", { name: "Escalate account" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Severity").selectOption("High");
  await dialog.getByLabel("Reason").selectOption("Inactivity");
  await dialog.getByLabel("Template").selectOption("Account escalation");
  await dialog.getByLabel("Justification").fill("They call every hour.");
  await dialog.getByRole("combobox", { name: "Add a case of the account" }).click();
  await dialog.getByRole("listbox").getByRole("option", { name: /Ward tablets/ }).click();
  await dialog.getByRole("button", { name: "Escalate", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  const records = page.getByRole("region", { name: "Escalation records" });
  await expect(records).toContainText("ESC0000001");
  await expect(records).toContainText("High");
  await expect(records).toContainText("Escalated account response - 4 hours");
  const related = page.getByRole("region", { name: "Related cases" });
  await expect(related).toContainText("1 case has brought the escalation about, 1 still open.");
  await expect(page.locator(".severity-tint")).toContainText("Lumen Clinics");
  await inBothThemes(page, axe);
  await page.goto("?p=accounts");
  await expect(page.getByRole("row", { name: /Lumen Clinics/ })).toContainText("High");
});

test("the pages of customers do not scroll sideways on a phone", async ({ page }) => {
  await openSample(page, "?p=accounts");
  await page.setViewportSize({ width: 390, height: 844 });
  const isNarrow = async (what) => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `${what} is as wide as the phone`).toBeLessThanOrEqual(390);
  };
  await isNarrow("the list");
  await page.getByRole("link", { name: "Lumen Clinics" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Lumen Clinics" })).toBeVisible();
  await isNarrow("the account");
  await inBothThemes(page, axe);
  await page.goto("?p=accounts&tab=contacts");
  await isNarrow("the contacts");
  await page.getByRole("link", { name: "Aoife Byrne" }).click();
  await isNarrow("the contact");
});
