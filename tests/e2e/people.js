// What a person does on the screens of an administrator, for specs that need it on the way.
import { expect } from "./fixtures.js";

export { inBothThemes } from "./bring_in.js";

/** Goes to a page by the navigation. */
export async function openPage(page, name) {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

/** Begins a rule whose one entry takes a priority and tells the owner after so many hours. */
export async function startRule(page, { name, priority, hours }) {
  const start = page.getByRole("button", { name: "New rule" });
  const field = page.getByLabel("Name");
  await expect(start.or(field).first()).toBeVisible();
  if (await start.count()) await start.click();
  await field.fill(name);
  await page.getByRole("button", { name: "Add entry" }).click();
  await page.getByLabel("Field of line 1").selectOption("Priority");
  await page.getByLabel("Value of line 1").fill(priority);
  await page.getByLabel("Age over, hours").fill(hours);
  await page.getByLabel("Tell the owner").check();
}

/** Becomes somebody else in this tab. */
export async function actAs(page, name) {
  await page.getByRole("combobox", { name: "Acting as" }).fill(name);
  await page.getByRole("option", { name }).click();
}

/** Adds a user who has these roles only, or those of an agent. */
export async function addUser(page, name, roles) {
  await page.goto("?p=user-new");
  await page.getByLabel(/^Name/).fill(name);
  await page.getByLabel("E-mail").fill(`${name.toLowerCase()}@example.com`);
  if (roles) {
    await page.getByRole("checkbox", { name: "Agent", exact: true }).uncheck();
    await page.getByRole("checkbox", { name: "Answers customers" }).uncheck();
    for (const role of roles) await page.getByRole("checkbox", { name: role, exact: true }).check();
  }
  await page.getByRole("button", { name: "Add user" }).click();
  await expect(page.getByRole("row", { name })).toBeVisible();
}
