// A person's path through a customer's mail that was saved as a file: dropped on the case, looked
// at, and recorded where it belongs.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { inBothThemes } from "./bring_in.js";
import { axe, expect, openDesk, test } from "./fixtures.js";

const MONDAY = "2026-01-05T12:00:00Z";

function mail(name) {
  return fileURLToPath(new URL(`../scenario/data/mail/${name}`, import.meta.url));
}

async function openCase(page, subject) {
  await page.goto("?p=case-new");
  await page.getByLabel("Subject").fill(subject);
  await page.getByRole("button", { name: "Open case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(subject);
}

async function chooseMail(page, ...names) {
  await page.getByLabel("What it is").selectOption({ label: "Record what the customer wrote" });
  await page.locator("input[type=file]").setInputFiles(names.map(mail));
}

/** Drops files on the place for them, as a person drags them there from a folder. */
async function dropMail(page, ...names) {
  await page.getByLabel("What it is").selectOption({ label: "Record what the customer wrote" });
  const files = await Promise.all(
    names.map(async (name) => ({ name, bytes: [...(await readFile(mail(name)))] })),
  );
  const dataTransfer = await page.evaluateHandle((files) => {
    const carried = new DataTransfer();
    for (const { name, bytes } of files) carried.items.add(new File([new Uint8Array(bytes)], name));
    return carried;
  }, files);
  const place = page.getByRole("button", { name: "Choose mail files" });
  await place.dispatchEvent("dragover", { dataTransfer });
  await place.dispatchEvent("drop", { dataTransfer });
}

test("a mail is looked at, recorded on the case that it names, and opens it again", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await openCase(page, "Wrong invoice");
  await page.getByRole("button", { name: "Close case" }).click();
  await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();
  await openCase(page, "Printer");

  await chooseMail(page, "reply.eml");
  const dialog = page.getByRole("dialog", { name: "Record a mail" });
  await expect(dialog).toContainText("Karl Jürgen Müller <Karl@Cust.Example>");
  await expect(dialog).toContainText("nobody whom the desk knows");
  await expect(dialog).toContainText("Re: Case 1001: Rechnung für die Straße");
  await expect(dialog).toContainText("Mon 5 Jan 2026, 08:12");
  await expect(dialog).toContainText("Not kept: Rechnung März.pdf and a file without a name.");
  await expect(dialog.getByLabel("Text")).toHaveValue(/die Rechnung ist falsch: 1\.234,50 €/);
  // The subject names the other case; who wrote is nobody's contact, so it is private at first.
  await expect(dialog.getByLabel("Case", { exact: true }).locator("option:checked")).toHaveText("1001 Wrong invoice");
  await expect(dialog.getByLabel("Taken as").locator("option:checked")).toHaveText("Mail from others, private");
  await expect(dialog).toContainText("It is recorded for colleagues only");
  await dialog.getByLabel("Taken as").selectOption({ label: "The customer's own words" });
  await expect(dialog).toContainText("Recording the mail opens it again");
  await inBothThemes(page, axe);
  await dialog.getByRole("button", { name: "Record", exact: true }).click();
  await expect(page.getByText("The mail is recorded on case 1001")).toBeVisible();
  await expect(dialog).toHaveCount(0);

  await page.goto("?p=case&n=1001");
  await expect(page.getByTitle("Edit Status")).toHaveText("Re-Opened");
  const feed = page.getByRole("region", { name: "Communication" });
  const recorded = feed.getByRole("listitem").filter({ hasText: "die Rechnung ist falsch" });
  await expect(recorded).toContainText("Mail of Mon 5 Jan 2026, 08:12");
});

test("several mails come one after the other, and a file that is none is named", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await openCase(page, "Printer");
  await dropMail(page, "html_only.eml", "headless.eml", "tokyo.eml");
  await expect(page.getByText(/^headless\.eml: .*does not say who it is from$/)).toBeAttached();
  const first = page.getByRole("dialog", { name: "Record mail 1 of 2" });
  await expect(first).toContainText("Imprimante cassée");
  await expect(first.getByLabel("Text")).toHaveValue(/it is broken & wet/);
  await first.getByRole("button", { name: "Skip" }).click();
  const second = page.getByRole("dialog", { name: "Record mail 2 of 2" });
  await expect(second).toContainText("山田 太郎 <yamada@else.example>");
  await second.getByLabel("Text").fill("");
  await second.getByRole("button", { name: "Record", exact: true }).click();
  await expect(second.getByText("write something first")).toBeVisible();
  await second.getByLabel("Text").fill("お世話になっております。");
  await second.getByRole("button", { name: "Record", exact: true }).click();
  await expect(second).toHaveCount(0);
  const feed = page.getByRole("region", { name: "Communication" });
  await expect(feed.getByRole("listitem").filter({ hasText: "お世話になっております。" })).toContainText("private");
  await expect(feed.getByRole("listitem").filter({ hasText: "it is broken" })).toHaveCount(0);

  await page.setViewportSize({ width: 390, height: 844 });
  await chooseMail(page, "plain.eml");
  await expect(page.getByRole("dialog", { name: "Record a mail" })).toContainText("karl@cust.example");
  await inBothThemes(page, axe);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
