// The people's path of escalation: asking with what will happen in view, approving in another tab,
// managing the record while its SLA runs, and ending it.
import { actAs, addUser, inBothThemes } from "./people.js";
import { axe, deskIsUp, expect, openDesk, reopenAt, test } from "./fixtures.js";

const MONDAY = "2026-03-02T09:00:00Z";

const dialog = (page) => page.getByRole("dialog");
const records = (page) => page.getByRole("region", { name: "Escalation records" });

async function openCase(page, subject, account) {
  await page.goto("?p=case-new");
  await page.getByLabel("Subject").fill(subject);
  if (account) {
    await page.getByRole("combobox", { name: "Account" }).fill(account);
    await page.getByRole("option", { name: account }).click();
  }
  await page.getByRole("button", { name: "Open case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(subject);
}

/** Lets the template of cases ask Mia. */
async function askMia(page) {
  await page.goto("?p=people&tab=groups");
  await page.getByRole("button", { name: "New group" }).click();
  await dialog(page).getByLabel(/^Name/).fill("Leads");
  await dialog(page).getByRole("combobox", { name: "Add a member" }).fill("Mia");
  await dialog(page).getByRole("option", { name: "Mia" }).click();
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await page.goto("?p=settings-escalations");
  await page.getByRole("button", { name: "Edit Case escalation" }).click();
  await dialog(page).getByLabel("Somebody has to approve").check();
  await dialog(page).getByLabel("Approval group").selectOption("Leads");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(dialog(page)).toHaveCount(0);
}

/** Fills in what every request needs. */
async function fillIn(page, severity, justification) {
  await dialog(page).getByLabel("Severity").selectOption(severity);
  await dialog(page).getByLabel("Reason").selectOption("Lack of Progress");
  await dialog(page).getByLabel("Justification").fill(justification);
}

async function escalate(page, severity, justification) {
  await records(page).getByRole("button", { name: "Escalate", exact: true }).click();
  await fillIn(page, severity, justification);
  await dialog(page).getByRole("button", { name: /^(Escalate|Ask for approval)$/ }).click();
  await expect(dialog(page)).toHaveCount(0);
}

async function fitsAPhone(page, what) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, `${what} is as wide as the phone`).toBeLessThanOrEqual(390);
  await page.setViewportSize(before);
}

test("a case is asked for, approved in another tab, managed, breached while nobody looks, and ended", async ({ page, context }) => {
  test.setTimeout(180_000);
  await openDesk(page, { at: MONDAY });
  await addUser(page, "Ana");
  await addUser(page, "Mia", ["Manager"]);
  await askMia(page);
  await openCase(page, "Printer on fire");
  const address = page.url();
  await actAs(page, "Ana");

  await records(page).getByRole("button", { name: "Escalate", exact: true }).click();
  await expect(dialog(page)).toContainText("Choose a severity and a template to see it.");
  await dialog(page).getByRole("button", { name: "Escalate" }).click();
  await expect(dialog(page).getByLabel("Severity")).toHaveAttribute("aria-invalid", "true");
  await dialog(page).getByLabel("Severity").selectOption("High");
  await expect(dialog(page)).toContainText("Mia is asked to approve it.");
  await expect(dialog(page)).toContainText("Escalated case response - 4 hours (4 h) will start once it is approved.");
  await dialog(page).getByLabel("Reason").selectOption("Inactivity");
  await dialog(page).getByRole("button", { name: "Ask for approval" }).click();
  await expect(dialog(page).getByLabel("Justification")).toHaveAttribute("aria-invalid", "true");
  await inBothThemes(page, axe);
  await fitsAPhone(page, "the dialog");
  await dialog(page).getByLabel("Justification").fill("They lose money");
  await dialog(page).getByRole("button", { name: "Ask for approval" }).click();
  await expect(records(page)).toContainText("ESC0000001");
  await expect(records(page)).toContainText("Requested");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveClass(/severity/);
  await page.goto("?p=cases");
  await expect(page.getByRole("row", { name: /Printer on fire/ })).not.toContainText("Escalated");

  const other = await context.newPage();
  await other.goto("");
  await deskIsUp(other);
  await actAs(other, "Mia");
  await expect(other.getByRole("link", { name: /Escalations/ })).toContainText("1 waiting for you");
  await other.getByRole("link", { name: /Escalations/ }).click();
  await other.getByRole("tab", { name: "My approvals (1)" }).click();
  const asked = other.getByRole("listitem").filter({ hasText: "ESC0000001" });
  await expect(asked).toContainText("Asked for by Ana: case 1001 Printer on fire");
  await expect(asked).toContainText("They lose money");
  await inBothThemes(other, axe);
  await fitsAPhone(other, "the approvals");
  await asked.getByRole("button", { name: "Approve" }).click();
  await expect(other.getByRole("heading", { name: "Nothing waits for your answer" })).toBeVisible();
  await other.close();

  const row = page.getByRole("row", { name: /Printer on fire/ });
  await expect(row).toContainText("Record: High");
  await expect(row.locator(".severity--red").first()).toBeVisible();
  await inBothThemes(page, axe);

  await page.goto("?p=escalations");
  await actAs(page, "Ana");
  await expect(page.getByRole("row", { name: /ESC0000001/ })).toContainText("Escalated");
  await inBothThemes(page, axe);
  await fitsAPhone(page, "the list");
  await page.getByRole("link", { name: "ESC0000001" }).click();
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("ESC0000001 Printer on fire");
  await expect(heading).toHaveClass(/severity--red/);
  const slas = page.getByRole("region", { name: "SLAs" });
  await expect(slas).toContainText("Escalated case response - 4 hours");
  await expect(slas).toContainText("In progress");
  await inBothThemes(page, axe);
  await fitsAPhone(page, "the record");
  await page.getByLabel("Severity").selectOption("Medium");
  await page.getByLabel("Trend").selectOption("Improving");
  await page.getByLabel("Comment").fill("Half of it is solved");
  await page.getByRole("button", { name: "Update" }).click();
  await expect(heading).toHaveClass(/severity--orange/);
  await expect(slas.getByRole("listitem").first()).toContainText("Escalated case response - 8 hours");
  await expect(slas.getByRole("listitem").nth(1)).toContainText("Cancelled");
  await expect(page.getByRole("region", { name: "History" })).toContainText("severity High → Medium");
  await expect(page.getByLabel("Comment")).toHaveValue("");

  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toHaveClass(/severity--orange/);
  const feed = page.getByRole("region", { name: "Communication" });
  await expect(feed.getByRole("listitem").filter({ hasText: "High → Medium" })).toContainText("Work note, private");
  await expect(records(page)).toContainText("of 8 h");
  await inBothThemes(page, axe);
  await fitsAPhone(page, "the case");

  const later = await reopenAt(page, "2026-03-02T18:30:00Z", address);
  await expect(records(later)).toContainText("Breached, still running");
  await expect(records(later)).toContainText("too late");
  await actAs(later, "Ana");
  await records(later).getByRole("link", { name: "ESC0000001" }).click();
  await later.getByRole("button", { name: "De-escalate" }).click();
  await dialog(later).getByRole("button", { name: "De-escalate" }).click();
  await expect(dialog(later).getByLabel("Justification")).toHaveAttribute("aria-invalid", "true");
  await dialog(later).getByLabel("Justification").fill("A new printer is there");
  await dialog(later).getByRole("button", { name: "De-escalate" }).click();
  await expect(later.getByRole("region", { name: "Details" })).toContainText("Closed");
  await expect(later.getByRole("heading", { level: 1 })).not.toHaveClass(/severity/);
  await expect(later.getByRole("region", { name: "Manage" })).toHaveCount(0);
  await later.goto("?p=cases");
  const after = later.getByRole("row", { name: /Printer on fire/ });
  await expect(after).toBeVisible();
  await expect(after).not.toContainText("Record");
  await later.goto("?p=escalations&show=closed");
  await expect(later.getByRole("row", { name: /ESC0000001/ })).toContainText("Closed");
});

test("what cannot be asked for says why, with the way on", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await addUser(page, "Ana");
  await addUser(page, "Mia", ["Manager"]);
  await addUser(page, "Olga", ["Approver"]);
  await askMia(page);
  await openCase(page, "Printer on fire");
  const address = page.url();
  await actAs(page, "Ana");
  await escalate(page, "High", "They lose money");

  await records(page).getByRole("button", { name: "Escalate", exact: true }).click();
  await expect(dialog(page)).toContainText("is escalated already by ESC0000001");
  await dialog(page).getByRole("link", { name: "Open ESC0000001" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("ESC0000001");
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await page.getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByRole("region", { name: "Details" })).toContainText("Declined");

  await page.goto(address);
  await escalate(page, "Medium", "They lose more money");
  await expect(records(page)).toContainText("ESC0000002");
  await page.goto("?p=approvals");
  await expect(page.getByRole("heading", { name: "Nothing waits for your answer" })).toBeVisible();
  await actAs(page, "Mia");
  await page.getByRole("button", { name: "Reject" }).click();
  await dialog(page).getByRole("button", { name: "Reject" }).click();
  await expect(dialog(page).getByLabel("Reason")).toHaveAttribute("aria-invalid", "true");
  await dialog(page).getByLabel("Reason").fill("Try a bucket first");
  await dialog(page).getByRole("button", { name: "Reject" }).click();
  await expect(page.getByRole("heading", { name: "Nothing waits for your answer" })).toBeVisible();
  await page.goto("?p=escalations&show=closed");
  await page.getByRole("link", { name: "ESC0000002" }).click();
  await expect(page.getByRole("region", { name: "Details" })).toContainText("Try a bucket first");
  await expect(page.getByRole("region", { name: "Approvers" })).toContainText("Rejected");

  await page.goto(address);
  await actAs(page, "Olga");
  await records(page).getByRole("button", { name: "Escalate", exact: true }).click();
  await expect(page.getByText("you may not escalate a case").first()).toBeVisible();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole("region", { name: "History" })).toContainText("was refused: may not escalate a case");

  await actAs(page, "Ana");
  await page.getByRole("button", { name: "Close case" }).click();
  await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();
  await records(page).getByRole("button", { name: "Escalate", exact: true }).click();
  await expect(dialog(page)).toContainText("is closed: open it again before you escalate it");
});

test("an account is escalated over three cases, managed, and ended", async ({ page }) => {
  test.setTimeout(120_000);
  await openDesk(page, { at: MONDAY });
  await addUser(page, "Mia", ["Escalation manager"]);
  await page.goto("?p=account-new");
  await page.getByLabel(/^Name/).fill("Acme");
  await page.getByRole("button", { name: "Add account" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Acme" })).toBeVisible();
  const address = page.url();
  const subjects = ["Pump stands", "Belt is torn", "Lamp is dark"];
  for (const subject of subjects) await openCase(page, subject, "Acme");

  await page.goto(address);
  await records(page).getByRole("button", { name: "Escalate case" }).click();
  await expect(dialog(page).getByRole("heading", { name: /^Escalate case/ })).toBeVisible();
  await dialog(page).getByLabel("What is escalated").selectOption({ label: "The account Acme" });
  await expect(dialog(page).getByRole("heading", { name: "Escalate account Acme" })).toBeVisible();
  await fillIn(page, "High", "They want to leave");
  await expect(dialog(page)).toContainText("Escalated account response - 4 hours (4 h) will start at once.");
  for (const subject of subjects) {
    await dialog(page).getByRole("combobox", { name: "Add a case of the account" }).fill(subject);
    await dialog(page).getByRole("listbox").getByRole("option", { name: new RegExp(subject) }).click();
  }
  await dialog(page).getByRole("combobox", { name: "Assigned to" }).fill("Mia");
  await dialog(page).getByRole("option", { name: "Mia" }).click();
  await inBothThemes(page, axe);
  await dialog(page).getByRole("button", { name: "Escalate", exact: true }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toHaveClass(/severity--red/);
  await inBothThemes(page, axe);
  await fitsAPhone(page, "the account");

  await records(page).getByRole("link", { name: "ESC0000001" }).click();
  const related = page.getByRole("region", { name: "Related cases" });
  for (const subject of subjects) await expect(related).toContainText(subject);
  await expect(page.getByRole("region", { name: "Details" })).toContainText("Mia");
  await inBothThemes(page, axe);
  await related.getByRole("link", { name: /Pump stands/ }).click();
  await page.getByRole("button", { name: "Close case" }).click();
  await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();
  await page.goto("?p=escalations");
  await page.getByRole("link", { name: "ESC0000001" }).click();
  await expect(related.getByRole("listitem").filter({ hasText: "Pump stands" })).toContainText("Closed");
  await page.getByRole("button", { name: /Remove .*Lamp is dark/ }).click();
  await page.getByLabel("Work note").fill("The lamp is another story");
  await page.getByRole("button", { name: "Update" }).click();
  await expect(related).not.toContainText("Lamp is dark");
  await expect(page.getByRole("region", { name: "History" })).toContainText("The lamp is another story");

  await page.getByRole("button", { name: "De-escalate" }).click();
  await dialog(page).getByLabel("Justification").fill("They stay");
  await dialog(page).getByRole("button", { name: "De-escalate" }).click();
  await expect(page.getByRole("region", { name: "Details" })).toContainText("They stay");
  await page.goto(address);
  await expect(records(page)).toContainText("Closed");
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveClass(/severity/);
  await page.goto("?p=escalations&show=closed");
  await page.getByRole("link", { name: "ESC0000001" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await dialog(page).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "No escalations here" })).toBeVisible();
});
