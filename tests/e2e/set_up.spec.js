import { axe, deskIsUp, expect, openDesk, test } from "./fixtures.js";
import { actAs, addUser, inBothThemes, startRule } from "./people.js";

const MONDAY = "2026-03-02T09:00:00Z";

/** The dialog that is open. */
function dialog(page) {
  return page.getByRole("dialog");
}

async function save(page) {
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(dialog(page)).toHaveCount(0);
}

test("an administrator walks through the guided set-up and ends with a working configuration", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await page.getByRole("button", { name: "Set the desk up" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Guided set-up" })).toBeVisible();
  await expect(page.getByText("3 steps still miss something")).toBeVisible();
  await expect(page.getByText("You are the only one here")).toBeVisible();
  await inBothThemes(page, axe);

  await addUser(page, "Ana");
  await page.goto("?p=set-up");
  await page.getByRole("button", { name: "New group" }).first().click();
  await dialog(page).getByLabel(/^Name/).fill("Leads");
  await dialog(page).getByLabel("E-mail").fill("leads@example.com");
  await dialog(page).getByRole("combobox", { name: "Add a member" }).fill("Ana");
  await dialog(page).getByRole("option", { name: "Ana" }).click();
  await save(page);
  await expect(page.getByRole("row", { name: /Leads/ })).toContainText("Ana");

  await page.getByRole("button", { name: "Skip for now" }).click();
  await expect(page.getByRole("heading", { name: /Step 2 of 7/ })).toBeVisible();
  await expect(page.getByText("Nothing is missing here.")).toBeVisible();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText("have no holidays")).toBeVisible();
  await page.getByRole("button", { name: "Skip for now" }).click();

  await page.getByRole("button", { name: "New severity" }).click();
  await dialog(page).getByLabel(/^Name/).fill("Critical");
  await dialog(page).getByLabel("Colour").selectOption("purple");
  await dialog(page).getByLabel("Shape").selectOption("square");
  await inBothThemes(page, axe);
  await save(page);
  await expect(page.getByRole("row", { name: /Critical/ })).toContainText("purple, square");
  await page.getByRole("button", { name: "Move Critical up" }).click();
  await expect(page.getByRole("row").nth(2)).toContainText("Critical");
  await page.getByRole("button", { name: "Next" }).click();

  await page.getByRole("button", { name: "Edit Case escalation" }).click();
  await dialog(page).getByLabel("Somebody has to approve").check();
  await dialog(page).getByLabel("Approval group").selectOption("Leads");
  await save(page);
  await expect(page.getByRole("row", { name: /Case escalation/ })).toContainText("Leads");
  await page.getByRole("button", { name: "Next" }).click();

  await expect(page.getByText("Critical has no SLA for cases.")).toBeVisible();
  for (const [name, of] of [
    ["Critical case", "Case"],
    ["Critical account", "Account"],
  ]) {
    await page.getByRole("button", { name: "New SLA" }).click();
    await dialog(page).getByLabel(/^Name/).fill(name);
    await dialog(page).getByLabel("For escalations of").selectOption(of);
    await dialog(page).getByLabel("Severity").selectOption("Critical");
    await dialog(page).getByLabel("Hours").fill("2");
    await save(page);
  }
  await expect(page.getByText("Nothing is missing here.")).toBeVisible();
  await page.getByRole("button", { name: "Next" }).click();

  await expect(page.getByText("No rule is active")).toBeVisible();
  await page.getByLabel("Urgent cases, after hours").fill("soon");
  await page.getByRole("button", { name: "Make and activate the rule" }).click();
  await expect(page.getByRole("region", { name: /Step 7/ }).getByRole("alert")).toBeVisible();
  await page.getByLabel("Urgent cases, after hours").fill("2");
  await page.getByRole("button", { name: "Make and activate the rule" }).click();
  await expect(page.getByText("Cases are planned by")).toBeVisible();
  await page.getByRole("button", { name: "Finish" }).click();

  await page.goto("?p=case-new");
  await page.getByLabel("Subject").fill("Nothing works");
  await page.getByLabel("Priority").selectOption("High");
  await page.getByRole("button", { name: "Open case" }).click();
  await expect(page.getByText("First rule").first()).toBeVisible();
  await page.goto("?p=set-up&step=7");
  await expect(page.getByText("Nothing is missing here.")).toBeVisible();
});

test("who lacks the role is told so, and the history keeps what was refused", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await addUser(page, "Olga", ["Approver"]);
  await page.goto("?p=case-new");
  await page.getByLabel("Subject").fill("Printer on fire");
  await page.getByRole("button", { name: "Open case" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Printer on fire/ })).toBeVisible();
  await actAs(page, "Olga");
  await page.getByRole("button", { name: "Close case" }).click();
  await expect(page.getByText("you may not work on cases").first()).toBeVisible();
  await expect(page.getByText("was refused: may not work on cases").first()).toBeVisible();

  await page.goto("?p=settings-escalations");
  await expect(page.getByText("anything else takes the role Escalation administrator")).toBeVisible();
  await expect(page.getByRole("button", { name: /^(New|Edit)/ })).toHaveCount(0);

  await page.goto("?p=people&tab=groups");
  await expect(page.getByText("anything else takes the role Administrator")).toBeVisible();
  await expect(page.getByRole("button", { name: "New group" })).toHaveCount(0);
});

test("a role that is taken away while a form is open is missed by the engine, not only by the page", async ({ page, context }) => {
  await openDesk(page, { at: MONDAY });
  await addUser(page, "Eva", ["Escalation administrator"]);
  const other = await context.newPage();
  await other.goto("?p=settings-escalations");
  await deskIsUp(other);
  await actAs(other, "Eva");
  await other.getByRole("button", { name: "Edit High" }).click();
  await page.getByRole("link", { name: "Eva" }).click();
  await page.getByRole("checkbox", { name: "Escalation administrator" }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: "Eva" })).not.toContainText("Escalation administrator");
  await expect(other.getByText("anything else takes the role Escalation administrator")).toBeVisible();
  await dialog(other).getByRole("button", { name: "Save" }).click();
  await expect(dialog(other)).toContainText("you may not set escalations up");
  await expect(dialog(other)).toContainText("Escalation administrator");
});

test("a group says how its mail reaches everybody, and one without an address is marked", async ({ page }) => {
  await openDesk(page, { at: MONDAY, path: "?p=people&tab=groups" });
  await expect(page.getByText("No groups yet")).toBeVisible();
  await page.getByRole("button", { name: "New group" }).click();
  await expect(dialog(page)).toContainText("make a mailing list");
  await dialog(page).getByRole("button", { name: "Save" }).click();
  await expect(dialog(page).getByLabel(/^Name/)).toHaveAttribute("aria-invalid", "true");
  await dialog(page).getByLabel(/^Name/).fill("Network");
  await dialog(page).getByLabel("Answers customers").check();
  await inBothThemes(page, axe);
  await save(page);
  const row = page.getByRole("row", { name: /Network/ });
  await expect(row).toContainText("No address");
  await expect(row).toContainText("Support group");
  await page.getByRole("button", { name: "Edit Network" }).click();
  await dialog(page).getByLabel("E-mail").fill("network@example.com");
  await save(page);
  await expect(row).not.toContainText("No address");
  await expect(row).toContainText("network@example.com");
});

test("a vendor is kept, and roles say what they contain", async ({ page }) => {
  await openDesk(page, { at: MONDAY, path: "?p=people&tab=parties" });
  await page.getByRole("button", { name: "New vendor or partner" }).click();
  await dialog(page).getByLabel("Kind").selectOption("Partner");
  await dialog(page).getByLabel(/^Name/).fill("Cables & Co");
  await dialog(page).getByLabel("E-mail").fill("help@cables.example");
  await save(page);
  await expect(page.getByRole("row", { name: /Cables & Co/ })).toContainText("Partner");
  await page.goto("?p=user-new");
  await expect(page.getByText("Contains Consumer agent.")).toBeVisible();
  await expect(page.getByText("they are no protection")).toBeVisible();
});

test("a rule that names a value no list has any more is marked in its list", async ({ page }) => {
  await openDesk(page, { at: MONDAY, path: "?p=rules" });
  await startRule(page, { name: "Urgent first", priority: "High", hours: "2" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("No unsaved changes")).toBeVisible();
  await page.goto("?p=settings-lists");
  await page.getByRole("button", { name: "Edit High" }).click();
  await dialog(page).getByLabel(/^Name/).fill("Urgent");
  await save(page);
  await page.getByRole("button", { name: "Edit Medium" }).click();
  await dialog(page).getByRole("button", { name: "Delete" }).click();
  await dialog(page).getByRole("button", { name: "Yes, delete it" }).click();
  await expect(dialog(page)).toContainText("Medium is used by the settings");
  await page.keyboard.press("Escape");
  await page.goto("?p=rules");
  await expect(page.getByText("1 entry names a value that is in no list")).toBeVisible();
});

test("the screens of the set-up pass axe and do not scroll sideways on a phone", async ({ page }) => {
  test.slow();
  await openDesk(page, { at: MONDAY });
  for (const path of [
    "?p=settings-escalations",
    "?p=settings-lists",
    "?p=set-up&step=2",
    "?p=set-up&step=5",
    "?p=set-up&step=6",
    "?p=set-up&step=7",
    "?p=people",
    "?p=user-new",
  ]) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await inBothThemes(page, axe);
    await page.setViewportSize({ width: 390, height: 844 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `${path} is as wide as the phone`).toBeLessThanOrEqual(390);
  }
});
