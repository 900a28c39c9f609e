import { axe, expect, openDesk, revision, test } from "./fixtures.js";

test("the desk opens from an empty profile under a sub-path", async ({ page }) => {
  await openDesk(page, { at: "2026-03-02T09:00:00Z" });
  await expect(page).toHaveTitle(/Rung/);
  await expect(page.locator("#boot")).toHaveCount(0);
  await expect(page.locator("#crash")).toBeHidden();
  expect(await revision(page)).toBeGreaterThan(0);
  await axe(page);
});
