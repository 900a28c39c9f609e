// What the roles of a person do not allow is refused in plain words, wherever it is tried.
import { actAs, addUser } from "./people.js";
import { expect, openDesk, test } from "./fixtures.js";

const MONDAY = "2026-03-02T09:00:00Z";

const dialog = (page) => page.getByRole("dialog");
const records = (page) => page.getByRole("region", { name: "Escalation records" });

/** Escalates what the page shows, by the button of that name. */
async function escalate(page, button) {
  await records(page).getByRole("button", { name: button, exact: true }).click();
  await dialog(page).getByLabel("Severity").selectOption("High");
  await dialog(page).getByLabel("Reason").selectOption("Inactivity");
  await dialog(page).getByLabel("Justification").fill("They lose money");
  await dialog(page).getByRole("button", { name: "Escalate", exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(records(page)).toContainText("Escalated");
}

async function expectRefused(page, words) {
  await expect(page.getByText(`you may not ${words}`).first()).toBeVisible();
}

test("each act that a role is needed for is refused to who has none of them", async ({ page }) => {
  test.setTimeout(180_000);
  page.setDefaultTimeout(15_000);
  await openDesk(page, { at: MONDAY, path: "?p=import" });
  await page.getByRole("button", { name: "Load the sample" }).click();
  await expect(page.getByRole("heading", { name: "Cases", level: 1 })).toBeVisible();
  await addUser(page, "Olga", ["Approver"]);
  await page.goto("?p=cases");
  await page.getByRole("link", { name: "1002" }).click();
  const ofCase = page.url();
  await escalate(page, "Escalate");
  await page.goto("?p=accounts");
  await page.getByRole("row", { name: /Lumen Clinics/ }).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Lumen Clinics" })).toBeVisible();
  const ofAccount = page.url();
  await escalate(page, "Escalate account");
  await actAs(page, "Olga");

  await test.step("account", async () => {
    await page.getByTitle("Edit Country").click();
    await page.getByRole("combobox", { name: "Country" }).fill("Wales");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expectRefused(page, "change accounts or contacts");
    await page.goto("?p=accounts");
    await page.getByRole("row", { name: /Tidewater/ }).getByRole("link").click();
    await records(page).getByRole("button", { name: "Escalate account" }).click();
    await expectRefused(page, "escalate an account");
  });

  for (const [number, words] of [
    ["ESC0000001", "a case"],
    ["ESC0000002", "an account"],
  ]) {
    await test.step(`record of ${words}`, async () => {
      await page.goto("?p=escalations");
      await page.getByRole("link", { name: number }).click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText(number);
      const manage = page.getByRole("region", { name: "Manage" });
      await expect(manage).toContainText("Changing it takes a role that you do not have.");
      await expect(manage.getByRole("button")).toHaveCount(0);
      await page.getByRole("button", { name: "De-escalate" }).click();
      await expectRefused(page, `de-escalate ${words}`);
    });
  }

  await test.step("hand off", async () => {
    await page.goto(ofCase);
    await page.getByRole("button", { name: "Hand off" }).click();
    await dialog(page).getByRole("combobox", { name: "Add somebody" }).fill("Ana");
    await dialog(page).getByRole("option", { name: /Ana/ }).click();
    await dialog(page).getByRole("button", { name: "Hand off" }).click();
    await expectRefused(page, "hand cases off");
    await page.keyboard.press("Escape");
  });

  await test.step("pending", async () => {
    await page.goto(ofCase);
    await page.getByRole("button", { name: /^Take away the level/ }).first().click();
    await expectRefused(page, "delete what is pending");
  });

  await test.step("rules and hours", async () => {
    await page.goto("?p=holiday-new");
    await page.getByLabel(/^Name/).fill("Away");
    await page.getByRole("button", { name: "Save" }).click();
    await expectRefused(page, "change rules, business hours or queues");
  });

  await test.step("assignments", async () => {
    await page.goto("?p=settings-automation");
    await page.getByRole("button", { name: "New assignment rule" }).first().click();
    await dialog(page).getByLabel(/^Name/).fill("Old cases");
    await dialog(page).getByRole("button", { name: "Save" }).click();
    await expectRefused(page, "set automatic assignments up");
    await page.keyboard.press("Escape");
  });

  await test.step("a locked case", async () => {
    await actAs(page, "You");
    await page.goto("?p=settings-support");
    await page.getByLabel("Lock closed cases after (days)").fill("0");
    await page.getByRole("button", { name: "Save" }).first().click();
    await page.goto(ofCase);
    await page.getByRole("button", { name: "Close case" }).click();
    await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();
    await actAs(page, "Ana Ruiz");
    await page.getByRole("button", { name: "Reopen" }).click();
    await expect(page.getByText("only an administrator may change it").first()).toBeVisible();
  });

  await test.step("the desk itself", async () => {
    await page.keyboard.press("Escape");
    await actAs(page, "Olga");
    await page.goto("?p=settings");
    await page.getByRole("button", { name: "Save" }).first().click();
    await expectRefused(page, "administer the desk");
  });
});
