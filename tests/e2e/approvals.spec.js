// Who has to say yes to an escalation, and who hears of it: everyone where the template says so, an
// administrator where nobody is left, those who watch by mail, and who answers for it as its SLA
// runs out.
import { actAs, addUser } from "./people.js";
import { deskIsUp, expect, moveTo, openDesk, test } from "./fixtures.js";

const MONDAY = "2026-03-02T09:00:00Z";

const dialog = (page) => page.getByRole("dialog");
const records = (page) => page.getByRole("region", { name: "Escalation records" });
const approvers = (page) => page.getByRole("region", { name: "Approvers" });

async function openCase(page, subject) {
  await page.goto("?p=case-new");
  await page.getByLabel("Subject").fill(subject);
  await page.getByRole("button", { name: "Open case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(subject);
}

/** Lets the template of cases ask a group of these people. */
async function ask(page, names, policy) {
  await page.goto("?p=people&tab=groups");
  await page.getByRole("button", { name: "New group" }).click();
  await dialog(page).getByLabel(/^Name/).fill("Leads");
  for (const name of names) {
    await dialog(page).getByRole("combobox", { name: "Add a member" }).fill(name);
    await dialog(page).getByRole("option", { name }).click();
  }
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await page.goto("?p=settings-escalations");
  await page.getByRole("button", { name: "Edit Case escalation" }).click();
  await dialog(page).getByLabel("Somebody has to approve").check();
  await dialog(page).getByLabel("Who decides").selectOption(policy);
  await dialog(page).getByLabel("Approval group").selectOption("Leads");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(dialog(page)).toHaveCount(0);
}

async function escalate(page, { watcher } = {}) {
  await records(page).getByRole("button", { name: "Escalate", exact: true }).click();
  await dialog(page).getByLabel("Severity").selectOption("High");
  await dialog(page).getByLabel("Reason").selectOption("Inactivity");
  await dialog(page).getByLabel("Justification").fill("They lose money");
  if (watcher) {
    await dialog(page).getByRole("combobox", { name: "Add somebody to the watch list" }).fill(watcher);
    await dialog(page).getByRole("option", { name: watcher }).click();
  }
  await dialog(page).getByRole("button", { name: /^(Escalate|Ask for approval)$/ }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(records(page)).toContainText("ESC0000001");
}

test("where everyone must approve, the last of them decides, each in a tab of their own", async ({ page, context }) => {
  await openDesk(page, { at: MONDAY });
  await addUser(page, "Mia", ["Manager"]);
  await addUser(page, "Max", ["Approver"]);
  await ask(page, ["Mia", "Max"], "Everyone must approve");
  await openCase(page, "Printer on fire");
  await escalate(page);
  await records(page).getByRole("link", { name: "ESC0000001" }).click();
  await expect(approvers(page)).toContainText("You were not asked: only those on this list may answer.");
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  const row = (name) => approvers(page).getByRole("listitem").filter({ hasText: name });
  await expect(row("Mia")).toContainText("Requested");

  const other = await context.newPage();
  await other.goto("?p=approvals");
  await deskIsUp(other);
  for (const [name, state] of [
    ["Mia", "Requested"],
    ["Max", "Escalated"],
  ]) {
    await actAs(other, name);
    await other.getByRole("button", { name: "Approve" }).click();
    await expect(other.getByRole("heading", { name: "Nothing waits for your answer" })).toBeVisible();
    await expect(row(name)).toContainText("Approved");
    await expect(page.getByRole("region", { name: "Details" })).toContainText(state);
  }
  await expect(page.getByRole("heading", { level: 1 })).toHaveClass(/severity--red/);
  const history = page.getByRole("region", { name: "History" });
  await expect(history).toContainText("Escalated case response - 4 hours runs");
});

test("an approver who leaves is no longer required, and an administrator is told and answers", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await addUser(page, "Ana");
  await addUser(page, "Mia", ["Manager"]);
  await ask(page, ["Mia"], "The first answer decides");
  await openCase(page, "Printer on fire");
  await actAs(page, "Ana");
  await escalate(page);
  await actAs(page, "You");
  await page.goto("?p=people");
  await page.getByRole("link", { name: "Mia" }).click();
  await page.getByRole("checkbox", { name: "Active" }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: "Mia" })).toContainText("Inactive");

  await page.goto("?p=inbox");
  const notice = page.getByRole("row", { name: /Nobody is left to approve ESC0000001/ });
  await notice.getByRole("link", { name: "ESC0000001" }).click();
  await expect(approvers(page)).toContainText("No longer required");
  await expect(page.getByRole("region", { name: "Details" })).toContainText("Requested");
  await page.goto("?p=approvals");
  await expect(page.getByRole("listitem").filter({ hasText: "ESC0000001" })).toContainText(
    "Those who were asked are gone: an administrator may answer",
  );
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByRole("heading", { name: "Nothing waits for your answer" })).toBeVisible();
  await page.goto("?p=escalations");
  await expect(page.getByRole("row", { name: /ESC0000001/ })).toContainText("Escalated");
});

test("those who watch are mailed, and the owner and the manager hear as the SLA runs out", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await addUser(page, "Ana");
  await addUser(page, "Mia", ["Manager"]);
  await page.goto("?p=people");
  await page.getByRole("link", { name: "You" }).click();
  await page.getByRole("combobox", { name: "Manager" }).fill("Mia");
  await page.getByRole("option", { name: "Mia" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: "Mia" })).toBeVisible();
  await openCase(page, "Printer on fire");
  await escalate(page, { watcher: "Ana" });
  await records(page).getByRole("link", { name: "ESC0000001" }).click();
  await page.getByLabel("Trend").selectOption("Declining");
  await page.getByLabel("Comment").fill("It burns on");
  await page.getByRole("button", { name: "Update" }).click();
  await expect(page.getByLabel("Comment")).toHaveValue("");
  await page.goto("?p=outbox");
  const opened = page.getByRole("row", { name: /ana@example.com .*ESC0000001: case 1001 is escalated, High/ });
  await expect(opened.getByRole("link", { name: "ESC0000001" })).toBeVisible();
  const updated = page.getByRole("row", { name: /ana@example.com .*ESC0000001 is updated/ });
  await updated.getByText("Waiting").first().click();
  await expect(dialog(page)).toContainText("It burns on");
  await page.keyboard.press("Escape");

  await page.goto("?p=inbox");
  await deskIsUp(page);
  const warnings = page.getByRole("row", { name: /ESC0000001: .*Escalated case response/ });
  for (const [at, words] of [
    ["2026-03-02T11:10:00Z", "50 % of Escalated case response"],
    ["2026-03-02T12:10:00Z", "75 % of Escalated case response"],
    ["2026-03-02T13:10:00Z", "is breached, 4 h are over"],
  ]) {
    await moveTo(page, at);
    await expect(page.getByRole("row", { name: new RegExp(words) })).toBeVisible();
  }
  await expect(warnings).toHaveCount(3);
  await actAs(page, "Mia");
  await expect(warnings).toHaveCount(2);
  await warnings.first().getByText(/Escalated case response/).click();
  await dialog(page).getByRole("button", { name: "Go to the escalation" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("ESC0000001");
  const history = page.getByRole("region", { name: "History" });
  await expect(history).toContainText("Escalated case response - 4 hours is breached");
  await page.getByRole("button", { name: "De-escalate" }).click();
  await dialog(page).getByLabel("Justification").fill("It is out");
  await dialog(page).getByRole("button", { name: "De-escalate" }).click();
  await expect(page.getByRole("region", { name: "Details" })).toContainText("Closed");
  await page.goto("?p=outbox");
  await expect(page.getByRole("row", { name: /ana@example.com .*ESC0000001: case 1001 is de-escalated/ })).toBeVisible();
});
