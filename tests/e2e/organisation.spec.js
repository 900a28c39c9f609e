// A real organisation's rules escalate cases in the page: brought in, watched, reloaded, shut and
// opened days later. The files are other people's and stay where they are: without them these
// tests skip and say so. The instants were worked out by hand on the organisations' wall clocks.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { bringInCases, bringInRules } from "./bring_in.js";
import { deskIsUp, expect, moveTo, openDesk, reopenAt, test } from "./fixtures.js";

function realFile(kind, number) {
  return fileURLToPath(new URL(`../../../shared/data/salesforce/${kind}/${number}.xml`, import.meta.url));
}

/** Both files of one organisation; skips where they are not. */
function organisation(number) {
  const files = [realFile("rules", number), realFile("hours", number)];
  test.skip(!files.every(existsSync), "the real files are not here");
  return files;
}

function csv(name, lines) {
  return { name, mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) };
}

async function openCase(page, subject) {
  await page.goto("?p=cases&status=all");
  await page.getByRole("row", { name: new RegExp(subject) }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(subject);
}

/** The row of a case in the list of all cases. */
async function row(page, subject) {
  await page.goto("?p=cases&status=all");
  return page.getByRole("row", { name: new RegExp(subject) });
}

// 57 business hours each, Monday to Friday from nine to five in Los Angeles; 26 November is
// Thanksgiving. The tax bill counts from Tuesday the 17th at nine: 56 hours until the 25th, the
// 57th on the 27th until ten. The wire counts from Wednesday the 18th at ten until Monday at eleven.
test("a bank's 26 entries reassign its cases when 57 business hours have passed", async ({ page }) => {
  const files = organisation("021");
  await openDesk(page, { at: "2026-11-23T17:00:00Z" });
  await bringInRules(page, files);
  await bringInCases(
    page,
    csv("bank.csv", [
      "Case Number,Subject,Status,Case Owner,Case Record Type,CreatedDate,LastModifiedDate",
      "77,Wire to Lisbon,New,Ana Ruiz,Wires,2026-11-16T18:00:00Z,2026-11-18T18:00:00Z",
      "78,Tax bill,In Process,Ana Ruiz,LS Taxes,2026-11-16T18:00:00Z,2026-11-17T01:00:00Z",
      "79,In a queue already,New,Feedback desk,Wires,2026-11-16T18:00:00Z,2026-11-16T18:00:00Z",
    ]),
  );
  await expect(await row(page, "Tax bill")).toContainText("Ana Ruiz");
  await openCase(page, "Wire to Lisbon");
  const panel = page.getByRole("region", { name: "Escalation", exact: true });
  await expect(panel).toContainText("Follows entry 14 of Global Case Escalation Rules");
  await expect(panel).toContainText("reassigns to Deposit Ops Wires");
  // The reader's clocks are those of the page, in UTC.
  await expect(panel).toContainText("Due Mon 30 Nov 2026, 19:00");

  // More than 36 hours at once would be a jump of the clock, which holds firing.
  for (const at of ["24T18:00:00Z", "25T20:00:00Z", "26T20:00:00Z", "27T17:59:30Z"]) {
    await moveTo(page, `2026-11-${at}`);
    await page.goto("?p=pending");
    await deskIsUp(page);
  }
  await expect(await row(page, "Tax bill")).toContainText("Ana Ruiz");
  await moveTo(page, "2026-11-27T18:00:05Z");
  await expect(await row(page, "Tax bill")).toContainText("LS Taxes");
  await expect(await row(page, "Tax bill")).toContainText("Escalated");
  await expect(await row(page, "Wire to Lisbon")).toContainText("Ana Ruiz");

  await page.reload();
  await deskIsUp(page);
  await expect(await row(page, "Tax bill")).toContainText("LS Taxes");

  // Shut on the 28th, opened on Wednesday: what came due on Monday is done, and says how late.
  const later = await reopenAt(page, "2026-12-02T18:00:00Z");
  await expect(await row(later, "Wire to Lisbon")).toContainText("Deposit Ops Wires");
  await expect(await row(later, "In a queue already")).toContainText("Feedback desk");
  await openCase(later, "Wire to Lisbon");
  const history = later.getByRole("region", { name: "History" });
  await expect(history).toContainText("due Mon 30 Nov 2026, 19:00 · done Wed 2 Dec 2026, 18:00, 1 d 23 h late");
  await expect(history).toContainText("reassigned to Deposit Ops Wires");
});

// Levels at one, two and seven days of plain time; entry 3 is for EMEA.
test("a manufacturer's owners and managers are told after one day, two and seven", async ({ page }) => {
  const files = organisation("014");
  await openDesk(page, { at: "2026-11-20T12:00:00Z" });
  await bringInRules(page, files);
  await bringInCases(
    page,
    csv("plant.csv", [
      "Case Number,Subject,Status,Case Owner,Case Record Type,CreatedDate,Work_Order_Status__c,Region__c,Attempt_Case_Completion__c",
      "5,Pump in Turin,In Progress,Bo Berg,Repair,2026-11-20T10:00:00Z,Completed,EMEA,False",
      "6,Pump in Osaka,In Progress,Bo Berg,Service Request,2026-11-20T10:00:00Z,Completed,APJ,False",
    ]),
  );
  await openCase(page, "Pump in Turin");
  const panel = page.getByRole("region", { name: "Escalation", exact: true });
  await expect(panel).toContainText("Follows entry 3 of When case is open longer");
  await expect(panel).toContainText("Due Sat 21 Nov 2026, 10:00");
  await openCase(page, "Pump in Osaka");
  await expect(page.getByRole("region", { name: "Escalation", exact: true })).toContainText("No level is planned");

  await moveTo(page, "2026-11-21T10:00:05Z");
  await expect(await row(page, "Pump in Turin")).toContainText("Escalated");

  // Shut over the weekend: the second level is done in its order on Monday.
  const later = await reopenAt(page, "2026-11-23T08:00:00Z");
  await later.goto("?p=outbox");
  const mail = later.getByRole("table").getByRole("row", { name: /user3@example.com/ });
  await expect(mail).toHaveCount(1);
  await expect(mail).toContainText("22 Nov 2026, 10:00");
  await openCase(later, "Pump in Turin");
  const history = later.getByRole("region", { name: "History" });
  await expect(history).toContainText("escalated after 48 h");
  await expect(history).toContainText("done Mon 23 Nov 2026, 08:00, 22 h late");
  await expect(history).toContainText("told Bo Berg and user3@example.com");
});
