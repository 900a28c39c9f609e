// Fields of one's own with lists, dates and times, filled in and edited where records show them.
import { axe, deskIsUp, expect, openDesk, test } from "./fixtures.js";
import { inBothThemes } from "./people.js";

const MONDAY_AT_NINE = "2026-03-02T09:00:00Z";

// The organisation takes its zone from the browser that opens the desk first.
test.use({ timezoneId: "Europe/Berlin" });

/** Adds a field at the lists of the settings. */
async function addField(page, { of = "Case", name, type, values }) {
  await page.getByRole("button", { name: "New field" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Belongs to").selectOption(of);
  await dialog.getByLabel(/^Name in rule files/).fill(`${name}__c`);
  await dialog.getByLabel("Type").selectOption(type);
  if (values) await dialog.getByLabel("Values").fill(values.join("\n"));
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText(type);
}

async function addFields(page, of) {
  await openDesk(page, { at: MONDAY_AT_NINE, path: "?p=settings-lists" });
  const values = ["Red", "Green", "Blue"];
  await addField(page, { of, name: "Colours", type: "Picklist, several values", values });
  await addField(page, { of, name: "Renewal", type: "Date" });
  await addField(page, { of, name: "Callback", type: "Date and time" });
  await addField(page, { of, name: "Vip", type: "Checkbox" });
  await addField(page, { of, name: "Seats", type: "Number" });
}

/** Fills the fields in, mostly by the keyboard. */
async function fillIn(page) {
  const colours = page.getByRole("combobox", { name: "Add to Colours" });
  await colours.focus();
  await page.keyboard.type("blue");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: "Colours" }).getByRole("listitem")).toHaveText(["Red", "Blue"]);
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Renewal")).toBeFocused();
  // The same where the month is typed first.
  await page.keyboard.type("04042026");
  await expect(page.getByLabel("Renewal")).toHaveValue("2026-04-04");
  await page.getByLabel("Callback").fill("2026-04-02T15:30");
  await expect(page.getByText("In Europe/Berlin.")).toBeVisible();
  await page.getByLabel("Vip").focus();
  await page.keyboard.press("Space");
  await page.getByLabel("Seats").fill("12.5");
  await expect(page.getByLabel("Seats")).toHaveAttribute("inputmode", "decimal");
}

function shown(page, label) {
  return page.getByTitle(`Edit ${label}`);
}

async function save(page) {
  await page.getByRole("button", { name: "Save", exact: true }).click();
}

/** Changes each field where it stands, and looks that a page that is loaded anew shows the same. */
async function editInPlace(page) {
  await expect(shown(page, "Colours")).toHaveText("Red; Blue");
  await expect(shown(page, "Renewal")).toHaveText("4 Apr 2026");
  await expect(shown(page, "Callback")).toHaveText("Thu 2 Apr 2026, 15:30 (Europe/Berlin)");
  await expect(shown(page, "Vip")).toHaveText("Yes");
  await shown(page, "Colours").click();
  await expect(page.getByRole("combobox", { name: "Add to Colours" })).toBeFocused();
  await page.getByRole("button", { name: "Remove Red" }).press("Enter");
  await expect(page.getByRole("button", { name: "Remove Blue" })).toBeFocused();
  await page.getByRole("combobox", { name: "Add to Colours" }).fill("gre");
  await page.getByRole("option", { name: "Green" }).click();
  await inBothThemes(page, axe);
  await save(page);
  await expect(shown(page, "Colours")).toHaveText("Green; Blue");
  await expect(shown(page, "Colours")).toBeFocused();
  await shown(page, "Renewal").click();
  await page.getByLabel("Renewal").fill("2026-12-31");
  await save(page);
  await shown(page, "Callback").click();
  await page.getByLabel("Callback").fill("2026-12-31T08:00:05");
  await inBothThemes(page, axe);
  await save(page);
  await shown(page, "Vip").click();
  await page.getByLabel("Vip").uncheck();
  await save(page);
  await expect(shown(page, "Vip")).toHaveText("No");
  await page.reload();
  await deskIsUp(page);
  await expect(shown(page, "Colours")).toHaveText("Green; Blue");
  await expect(shown(page, "Renewal")).toHaveText("31 Dec 2026");
  await expect(shown(page, "Callback")).toHaveText("Thu 31 Dec 2026, 08:00 (Europe/Berlin)");
  await expect(shown(page, "Seats")).toHaveText("12.5");
  await shown(page, "Callback").click();
  await expect(page.getByLabel("Callback")).toHaveValue("2026-12-31T08:00:05");
  await page.keyboard.press("Escape");
}

test("fields of a case are chosen, picked and ticked, and keep what their list has no longer", async ({ page }) => {
  await addFields(page, "Case");
  await page.goto("?p=case-new");
  await page.getByLabel("Subject").fill("Printer on fire");
  await fillIn(page);
  await inBothThemes(page, axe);
  await page.getByRole("button", { name: "Open case" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Printer on fire");
  const address = page.url();
  await editInPlace(page);

  await page.goto("?p=settings-lists");
  await page.getByRole("button", { name: "Edit Colours" }).click();
  await page.getByRole("dialog").getByLabel("Values").fill("Red\nGreen");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goto(address);
  await shown(page, "Colours").click();
  await expect(page.getByText("Blue (not in the list any more)")).toBeVisible();
  await page.getByRole("combobox", { name: "Add to Colours" }).fill("red");
  await page.getByRole("option", { name: "Red" }).click();
  await inBothThemes(page, axe);
  await save(page);
  await expect(shown(page, "Colours")).toHaveText("Red; Green; Blue");
});

for (const [of, path, verb] of [
  ["Account", "?p=account-new", "Add account"],
  ["Contact", "?p=contact-new", "Add contact"],
]) {
  test(`fields of ${of === "Account" ? "an account" : "a contact"} have the inputs of their types`, async ({ page }) => {
    await addFields(page, of);
    await page.goto(path);
    await page.getByLabel(/^Name/).fill("Acme");
    await fillIn(page);
    await inBothThemes(page, axe);
    await page.getByRole("button", { name: verb }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Acme" })).toBeVisible();
    await editInPlace(page);
  });
}
