// A person's path through helping one another: a case is handed to a colleague, who finds it,
// replies in private and answers the customer; it comes back when the last one is done.
import { inBothThemes } from "./bring_in.js";
import { axe, deskIsUp, expect, openDesk, test } from "./fixtures.js";

const MONDAY = "2026-03-02T09:00:00Z";

async function addUser(page, name, email, zone) {
  await page.goto("?p=user-new");
  await page.getByLabel(/^Name/).fill(name);
  await page.getByLabel("E-mail").fill(email);
  if (zone) {
    const zones = page.getByRole("combobox", { name: "Reads times in" });
    await zones.fill(zone);
    await page.getByRole("option", { name: zone }).click();
  }
  await page.getByRole("button", { name: "Add user" }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toBeVisible();
}

/** Adds a group or a party by the form in the tab of that name. */
async function addToTab(page, { tab, button, name, email, member }) {
  await page.goto(`?p=people&tab=${tab}`);
  await page.getByRole("button", { name: button }).click();
  const dialog = page.getByRole("dialog", { name: button });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("E-mail").fill(email);
  if (member) {
    await dialog.getByRole("combobox", { name: "Add a member" }).fill(member);
    await dialog.getByRole("option", { name: member }).click();
  }
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("row", { name: new RegExp(name) })).toBeVisible();
}

async function openCase(page, subject) {
  await page.goto("?p=case-new");
  await page.getByLabel("Subject").fill(subject);
  await page.getByRole("button", { name: "Open case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(subject);
}

async function record(page, text) {
  await page.getByLabel("What it is").selectOption({ label: "Record what the customer wrote" });
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.getByRole("button", { name: "Record" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: text })).toBeVisible();
}

async function handOff(page, names, message) {
  await page.getByRole("button", { name: "Hand off" }).click();
  const dialog = page.getByRole("dialog", { name: "Ask others to help" });
  for (const name of names) {
    await dialog.getByRole("combobox", { name: "Add somebody" }).fill(name);
    await dialog.getByRole("option", { name: new RegExp(name) }).click();
  }
  await dialog.getByLabel("Private message").fill(message);
  await inBothThemes(page, axe);
  await dialog.getByRole("button", { name: "Hand off" }).click();
  await expect(dialog).toHaveCount(0);
}

async function becomeUser(page, name) {
  const person = page.getByRole("combobox", { name: /acting/i });
  await person.fill(name);
  await page.getByRole("option", { name }).click();
}

test("a case is handed to two colleagues and comes back from them one by one", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await addUser(page, "Sol", "sol@example.com");
  await addUser(page, "Lea", "");
  await openCase(page, "Wrong invoice");
  await record(page, "My invoice is wrong");

  const panel = page.getByRole("region", { name: "Hand-offs" });
  await expect(panel).toContainText("Nobody else was asked");
  await handOff(page, ["Sol", "Lea"], "What is invoice 77?");
  const sol = panel.getByRole("listitem").filter({ hasText: "sol@example.com" });
  await expect(sol).toContainText(/Mon 2 Mar 2026, \d\d:\d\d GMT.* \(.*\) by You/);
  await expect(page.getByTitle("Edit Status")).toHaveText("Escalated");
  const feed = page.getByRole("region", { name: "Communication" });
  const asked = feed.getByRole("listitem").filter({ hasText: "What is invoice 77?" });
  await expect(asked).toContainText("Hand-off, private");
  await expect(asked).toContainText("to Sol and Lea");
  await inBothThemes(page, axe);

  await page.getByRole("button", { name: "De-escalate Sol" }).click();
  await expect(sol).toContainText(/Ended Mon 2 Mar 2026, \d\d:\d\d by You/);
  await expect(page.getByTitle("Edit Status")).toHaveText("Escalated");
  await page.getByRole("button", { name: "De-escalate Lea" }).click();
  await expect(page.getByTitle("Edit Status")).toHaveText("New");

  await page.goto("?p=outbox");
  const mail = page.getByRole("row", { name: /sol@example\.com/ });
  await expect(mail).toContainText("Your help is asked for");
  await expect(page.getByRole("row", { name: /Lea has no mail address/ })).toBeVisible();
});

test("a colleague, a group and a vendor have the case until the last of them is done", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await addUser(page, "Noor", "noor@example.com", "America/New_York");
  await addUser(page, "Lea", "lea@example.com");
  await addUser(page, "Sol", "sol@example.com");
  await addToTab(page, {
    tab: "groups",
    button: "New group",
    name: "Printers",
    email: "printers@example.com",
    member: "Lea",
  });
  await addToTab(page, {
    tab: "parties",
    button: "New vendor or partner",
    name: "Ink Inc",
    email: "help@ink.example",
  });
  await openCase(page, "Wrong invoice");
  await record(page, "My invoice is wrong");
  const number = (await page.getByRole("heading", { level: 1 }).textContent()).split(" ")[0];

  await becomeUser(page, "Noor");
  await handOff(page, ["Sol", "Printers", "Ink Inc"], "Who sent invoice 77?");
  const panel = page.getByRole("region", { name: "Hand-offs" });
  const rows = panel.getByRole("listitem");
  await expect(rows).toHaveCount(3);
  // Nine o'clock in Greenwich is four in New York, where Noor wrote it down.
  const entered = /Mon 2 Mar 2026, 04:\d\d GMT-5 \(America\/New_York\) by Noor/;
  for (const [name, address] of [["Sol", "sol@"], ["Printers", "printers@"], ["Ink Inc", "help@ink"]]) {
    const row = rows.filter({ hasText: address });
    await expect(row).toContainText(name);
    await expect(row).toContainText(entered);
  }
  await expect(page.getByTitle("Edit Status")).toHaveText("Escalated");
  await inBothThemes(page, axe);

  // Whoever looks from elsewhere still sees the zone it was entered in.
  await becomeUser(page, "You");
  await expect(rows.filter({ hasText: "Ink Inc" })).toContainText(entered);
  for (const name of ["Printers", "Sol"]) {
    await page.getByRole("button", { name: `De-escalate ${name}` }).click();
    const row = rows.filter({ hasText: name });
    await expect(row).toContainText(/Ended Mon 2 Mar 2026, 09:\d\d by You/);
    await expect(page.getByTitle("Edit Status")).toHaveText("Escalated");
  }
  await page.getByRole("button", { name: "De-escalate Ink Inc" }).click();
  await expect(page.getByTitle("Edit Status")).toHaveText("New");
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: "Ended" })).toHaveCount(3);
  await expect(panel.getByRole("button", { name: /^De-escalate/ })).toHaveCount(0);
  await handOff(page, ["Sol"], "");
  await expect(rows).toHaveCount(4);

  // The group's mail goes to its one address, and not to Lea who is in it.
  await page.goto("?p=outbox");
  const mails = page.getByRole("row", { name: /Your help is asked for on case/ });
  await expect(mails).toHaveCount(4);
  await expect(mails.filter({ hasText: "sol@example.com" })).toHaveCount(2);
  await expect(mails.filter({ hasText: "printers@example.com" })).toHaveCount(1);
  await expect(page.getByRole("row", { name: /lea@example\.com/ })).toHaveCount(0);
  await mails.filter({ hasText: "help@ink.example" }).getByRole("cell", { name: /^Your help/ }).click();
  const mail = page.getByRole("dialog");
  await expect(mail).toContainText(`asks for your help on case ${number}`);
  await expect(mail).toContainText("Who sent invoice 77?");
  await expect(mail).toContainText("My invoice is wrong");
});

test("mail to a group without an address is mended where the group is kept", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await addToTab(page, { tab: "groups", button: "New group", name: "Printers", email: "" });
  await openCase(page, "Wrong invoice");
  await page.getByRole("button", { name: "Hand off" }).click();
  const form = page.getByRole("dialog", { name: "Ask others to help" });
  await form.getByRole("combobox", { name: "Add somebody" }).fill("Printers");
  await form.getByRole("option", { name: /Printers/ }).click();
  await expect(form.getByText(/Printers has no mail address/)).toBeVisible();
  await form.getByRole("button", { name: "Hand off" }).click();
  await expect(form).toHaveCount(0);

  await page.goto("?p=outbox&show=trouble");
  const row = page.getByRole("row", { name: /Printers has no mail address/ });
  await row.getByRole("button", { name: "Mend" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Printers" }).click();
  const group = page.getByRole("dialog", { name: "Group Printers" });
  await group.getByLabel("E-mail").fill("printers@example.com");
  await group.getByRole("button", { name: "Save" }).click();
  await expect(group).toHaveCount(0);
  await expect(page.getByRole("tab", { name: /^Groups/ })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("row", { name: /Printers/ })).toContainText("printers@example.com");

  await page.goto("?p=outbox&show=trouble");
  await row.getByRole("button", { name: "Mend" }).click();
  const mail = page.getByRole("dialog");
  await expect(mail.getByLabel("Address")).toHaveValue("printers@example.com");
  await mail.getByRole("button", { name: "Send again" }).click();
  await expect(mail.getByRole("link", { name: "Open mail" })).toBeVisible();
});

test("who is asked finds the case, and replies to whoever asked", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await addUser(page, "Sol", "sol@example.com");
  await openCase(page, "Wrong invoice");
  await record(page, "My invoice is wrong");
  await handOff(page, ["Sol"], "What is invoice 77?");
  await page.getByRole("link", { name: "Escalations" }).click();
  await page.getByRole("tab", { name: "My hand-offs" }).click();
  await expect(page.getByRole("heading", { name: "Nobody waits for your help" })).toBeVisible();
  await inBothThemes(page, axe);

  await becomeUser(page, "Sol");
  const mine = page.getByRole("listitem").filter({ hasText: "Asked by You" });
  await expect(mine).toContainText("What is invoice 77?");
  await expect(mine).toContainText("My invoice is wrong");
  await inBothThemes(page, axe);
  await mine.getByRole("link", { name: /Wrong invoice/ }).click();
  await page.getByRole("textbox", { name: "Message" }).fill("It was sent twice.");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  const feed = page.getByRole("region", { name: "Communication" });
  const reply = feed.getByRole("listitem").filter({ hasText: "It was sent twice." });
  await expect(reply).toContainText("Reply to hand-off, private");
  await page.getByLabel("Show").selectOption({ label: "With the customer" });
  await expect(reply).toHaveCount(0);
  await expect(feed.getByRole("listitem").filter({ hasText: "My invoice is wrong" })).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await deskIsUp(page);
  await inBothThemes(page, axe);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});

test("sending with a status saves the case, and sending alone does not", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await openCase(page, "Wrong invoice");
  const history = page.getByRole("region", { name: "History" });
  await page.getByLabel("What it is").selectOption({ label: "Reply to the customer" });
  await page.getByRole("textbox", { name: "Message" }).fill("We look into it.");
  await page.getByRole("button", { name: "Send only" }).click();
  await expect(history).toContainText("answered the customer");
  await expect(history).not.toContainText("Status: New → In Progress");
  await page.getByRole("textbox", { name: "Message" }).fill("It is mended.");
  await page.getByLabel("Status", { exact: true }).selectOption({ label: "In Progress" });
  await page.getByRole("button", { name: "Send and set status" }).click();
  await expect(history).toContainText("Status: New → In Progress");
  await expect(page.getByTitle("Edit Status")).toHaveText("In Progress");
});
