import { bringInCases, bringInRules, inBothThemes, ownFile } from "./bring_in.js";
import { axe, expect, openDesk, test } from "./fixtures.js";

const MONDAY = "2026-03-02T09:00:00Z";

test("notices are read one by one and all at once", async ({ page }) => {
  await openDesk(page, { at: MONDAY, path: "?p=inbox" });
  await expect(page.getByText("No notices")).toBeVisible();
  await inBothThemes(page, axe);
  await bringInRules(page, [ownFile("rules.xml"), ownFile("hours.xml")]);
  await bringInCases(page, ownFile("cases.csv"));

  await page.goto("?p=inbox");
  await expect(page).toHaveTitle(/^\(1\) Inbox/);
  const notice = page.getByRole("row", { name: /Printer on fire/ });
  await expect(notice).toContainText("New");
  await inBothThemes(page, axe);
  await notice.click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Rule Support desk, entry 1");
  await dialog.getByRole("button", { name: "Go to the case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Printer on fire");
  await page.goto("?p=inbox");
  await expect(page).toHaveTitle(/^Inbox/);
  await expect(page.getByRole("button", { name: "Mark all as read" })).toBeDisabled();
});

test("mail waits with a ready-made link, and is marked as sent by the person", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await bringInRules(page, [ownFile("rules.xml"), ownFile("hours.xml")]);
  await bringInCases(page, ownFile("cases.csv"));
  await page.goto("?p=outbox");
  const mail = page.getByRole("row", { name: /lead@example.com/ });
  await expect(mail).toContainText("Waiting");
  const link = await mail.getByRole("link", { name: "Open mail" }).getAttribute("href");
  expect(link).toMatch(/^mailto:lead@example\.com\?subject=Case%20/);
  expect(link.length).toBeLessThan(2_000);
  await inBothThemes(page, axe);
  await mail.getByRole("button", { name: "Mark as sent" }).click();
  await expect(page.getByRole("row", { name: /lead@example.com/ })).toHaveCount(0);
  await page.getByLabel("Show").selectOption("all");
  await expect(page.getByRole("row", { name: /lead@example.com/ })).toContainText("Sent");
});
