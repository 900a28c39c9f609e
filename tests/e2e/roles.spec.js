// What the roles of a person do not allow is refused in plain words, wherever it is tried.
import { actAs, addUser, inBothThemes } from "./people.js";
import { ownFile } from "./bring_in.js";
import { axe, expect, openDesk, test } from "./fixtures.js";

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
      await expect(manage).toContainText("Only to look at: anything else takes one of the roles");
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
    await dialog(page).getByRole("button", { name: "Take away" }).click();
    await expectRefused(page, "delete what is pending");
    await page.goto("?p=pending");
    await expect(page.getByText("takes the role Manager")).toBeVisible();
    await expect(page.getByRole("table")).toHaveCount(0);
  });

  await test.step("rules and hours", async () => {
    await page.goto("?p=holiday-new");
    await page.getByLabel(/^Name/).fill("Away");
    await page.getByRole("button", { name: "Save" }).click();
    await expectRefused(page, "change rules, business hours or queues");
  });

  await test.step("assignments", async () => {
    await page.goto("?p=settings-automation");
    await expect(page.getByText("anything else takes the role Support manager").first()).toBeVisible();
    await expect(page.getByRole("button", { name: /^New/ })).toHaveCount(0);
  });

  await test.step("a locked case", async () => {
    await actAs(page, "You");
    await page.goto("?p=settings-support");
    await page.getByLabel("Lock closed cases after (days)").fill("0");
    await page.getByRole("button", { name: "Save" }).first().click();
    await expect(page.getByText("The settings are saved")).toBeVisible();
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

/** Opens a case by hand and stays on its page. */
async function openCase(page, subject) {
  await page.goto("?p=case-new");
  await page.getByLabel("Subject").fill(subject);
  await page.getByRole("button", { name: "Open case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(subject);
}

test("what is refused on a case stands in its history, with the act", async ({ page }) => {
  page.setDefaultTimeout(15_000);
  await openDesk(page, { at: MONDAY });
  await addUser(page, "Olga", ["Approver"]);
  await openCase(page, "Printer on fire");
  const ofCase = page.url();
  await page.getByRole("button", { name: "Hand off" }).click();
  await dialog(page).getByRole("combobox", { name: "Add somebody" }).fill("You");
  await dialog(page).getByRole("option", { name: /You/ }).click();
  await dialog(page).getByRole("button", { name: "Hand off" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await escalate(page, "Escalate");
  await records(page).getByRole("link", { name: "ESC0000001" }).click();
  await page.getByRole("button", { name: "De-escalate" }).click();
  await dialog(page).getByLabel("Justification").fill("It is out");
  await dialog(page).getByRole("button", { name: "De-escalate" }).click();
  await expect(page.getByRole("region", { name: "Details" })).toContainText("It is out");
  await actAs(page, "Olga");

  await page.getByRole("button", { name: "Delete" }).click();
  await expectRefused(page, "delete the escalation of a case");
  await expect(dialog(page)).toHaveCount(0);
  await page.goto(ofCase);
  const history = page.getByRole("region", { name: "History" });
  const told = (words) => expect(history).toContainText(`was refused: may not ${words}`);
  await told("delete the escalation of a case");
  await records(page).getByRole("button", { name: "Escalate", exact: true }).click();
  await expectRefused(page, "escalate a case");
  await told("escalate a case");
  await page.getByRole("button", { name: "De-escalate You" }).click();
  await expectRefused(page, "hand cases off");
  await told("hand cases off");
  await page.getByTitle("Edit Subject").click();
  await page.getByLabel("Subject", { exact: true }).fill("Printer is cold");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expectRefused(page, "work on cases");
  await told("work on cases");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Printer on fire");
});

test("whoever only views sees all records and how escalations are set up, and changes none of it", async ({ page }) => {
  page.setDefaultTimeout(15_000);
  await openDesk(page, { at: MONDAY });
  await addUser(page, "Vera", ["Escalation viewer"]);
  await openCase(page, "Printer on fire");
  await escalate(page, "Escalate");
  await actAs(page, "Vera");

  await page.goto("?p=escalations");
  await page.getByRole("row", { name: /ESC0000001/ }).getByRole("link", { name: "ESC0000001" }).click();
  await expect(page.getByRole("region", { name: "Details" })).toContainText("They lose money");
  await expect(page.getByRole("region", { name: "Manage" })).toContainText("Only to look at");
  await expect(page.getByRole("button", { name: "Update" })).toHaveCount(0);

  await page.goto("?p=settings-escalations");
  await expect(page.getByText("Only to look at: anything else takes the role Escalation administrator.")).toHaveCount(1);
  await inBothThemes(page, axe);
  for (const [name, field] of [
    ["High", "Shape"],
    ["Case escalation", "Name"],
    ["Escalated case response - 4 hours", "Hours"],
    ["Inactivity", "Name"],
  ]) {
    await page.getByRole("button", { name: `Look at ${name}`, exact: true }).click();
    await expect(dialog(page).getByLabel(field).first()).toBeDisabled();
    await expect(dialog(page).getByRole("button", { name: "Save" })).toHaveCount(0);
    await dialog(page).getByRole("button", { name: "Close" }).last().click();
    await expect(dialog(page)).toHaveCount(0);
  }
  await expect(page.getByRole("button", { name: /^(New|Edit|Move)/ })).toHaveCount(0);
  await page.getByLabel("The contact of a case is told that it is escalated").selectOption("Never");
  await expectRefused(page, "set escalations up");

  for (const [step, role] of [
    [1, "Administrator"],
    [2, "Administrator"],
    [4, "Escalation administrator"],
    [5, "Escalation administrator"],
    [6, "Escalation administrator"],
    [7, "Administrator"],
  ]) {
    await page.goto(`?p=set-up&step=${step}`);
    await expect(page.getByRole("heading", { name: `Step ${step} of 7` })).toBeVisible();
    await expect(page.getByText(`Only to look at: anything else takes the role ${role}.`).first()).toBeVisible();
  }
});

test("what takes an administrator is refused to everybody else, and nothing of it happens", async ({ page }) => {
  page.setDefaultTimeout(15_000);
  await openDesk(page, { at: MONDAY });
  await addUser(page, "Olga", ["Approver"]);
  await actAs(page, "Olga");
  const onlyToLookAt = page.getByText("Only to look at: anything else takes the role Administrator.");

  await test.step("people, queues, hours and rules", async () => {
    for (const [path, button, words] of [
      ["user-new", "Add user", "administer the desk"],
      ["queue-new", "Add queue", "change rules, business hours or queues"],
      ["calendar-new", "Save", "change rules, business hours or queues"],
      ["rule-new", "Save", "change rules, business hours or queues"],
    ]) {
      await page.goto(`?p=${path}`);
      await expect(onlyToLookAt).toBeVisible();
      await page.getByLabel(/^Name/).first().fill("Zed");
      await page.getByRole("button", { name: button, exact: true }).click();
      await expectRefused(page, words);
    }
  });

  await test.step("lists and preferences", async () => {
    await page.goto("?p=settings-lists");
    await expect(onlyToLookAt).toHaveCount(1);
    await expect(page.getByRole("button", { name: /^(New|Edit)/ })).toHaveCount(0);
    await page.getByRole("button", { name: "Save what cases begin with" }).click();
    await expectRefused(page, "administer the desk");
    await page.goto("?p=settings-support");
    await expect(onlyToLookAt).toBeVisible();
    await page.getByRole("button", { name: "Save" }).first().click();
    await expectRefused(page, "administer the desk");
    await page.goto("?p=settings-webhooks");
    await expect(onlyToLookAt).toBeVisible();
  });

  await test.step("imports", async () => {
    await page.goto("?p=import");
    await expect(onlyToLookAt).toBeVisible();
    await page.getByRole("button", { name: "Load the sample" }).click();
    await expectRefused(page, "administer the desk");
    await page.goto("?p=import-cases");
    await page.locator("input[type=file]").setInputFiles(ownFile("cases.csv"));
    await page.getByRole("button", { name: "Check the rows" }).click();
    await expectRefused(page, "administer the desk");
  });

  await test.step("backup and restore", async () => {
    await page.goto("?p=settings-storage");
    await expect(onlyToLookAt).toBeVisible();
    await page.getByRole("button", { name: "Download a backup" }).click();
    await expectRefused(page, "administer the desk");
  });

  await test.step("the clock", async () => {
    await page.goto("?p=settings-sandbox");
    await page.getByRole("button", { name: "Enter the sandbox" }).click();
    const bar = page.getByRole("region", { name: "Sandbox" });
    await expect(bar).toContainText("Only to look at");
    await expect(bar.getByRole("button", { name: "+1 day" })).toHaveCount(0);
  });
});

test("a backup is not restored by somebody who is no administrator", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await addUser(page, "Olga", ["Approver"]);
  await page.goto("?p=settings-storage");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download a backup" }).click(),
  ]);
  await actAs(page, "Olga");
  await page.locator("input[type=file]").setInputFiles(await file.path());
  await dialog(page).getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("Nothing was restored: you may not administer the desk").first()).toBeVisible();
});
