// What a person does on the screens of an administrator, for specs that need it on the way.
import { expect } from "./fixtures.js";

/** Goes to a page by the navigation. */
export async function openPage(page, name) {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

/** Does something in the light theme and again in the dark one. */
export async function inBothThemes(page, look) {
  for (const theme of ["dark", "light"]) {
    await page.evaluate((theme) => document.documentElement.setAttribute("data-theme", theme), theme);
    await look(page);
  }
}

/** Begins a rule whose one entry takes a priority and tells the owner after so many hours. */
export async function startRule(page, { name, priority, hours }) {
  const start = page.getByRole("button", { name: "New rule" });
  if (await start.count()) await start.click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Add entry" }).click();
  await page.getByLabel("Field of line 1").selectOption("Priority");
  await page.getByLabel("Value of line 1").fill(priority);
  await page.getByLabel("Age over, hours").fill(hours);
  await page.getByLabel("Tell the owner").check();
}
