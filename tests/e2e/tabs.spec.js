// Two tabs on one desk.
import { axe, deskIsUp, expect, moveTo, openDesk, revision, test } from "./fixtures.js";
import { bringInWave, storedFirings } from "./workspace.js";

test("of 300 due actions each fires once with two tabs open", async ({ page, context }) => {
  await openDesk(page, { at: "2026-03-02T09:00:00Z" });
  await bringInWave(page, 150, "2026-03-02T09:00:00Z");
  const other = await context.newPage();
  await other.goto("?p=pending");
  await deskIsUp(other);
  await page.goto("?p=cases");
  await deskIsUp(page);

  await moveTo(page, "2026-03-02T11:00:30Z");
  for (const tab of [page, other]) {
    await expect.poll(async () => (await storedFirings(tab)).length).toBe(300);
    await expect(tab).toHaveTitle(/^\(300\)/);
  }
  expect(new Set(await storedFirings(page)).size).toBe(300);
  await expect.poll(async () => (await revision(page)) === (await revision(other))).toBe(true);
});

test("what one tab does the other shows", async ({ page, context }) => {
  await openDesk(page, { at: "2026-03-02T09:00:00Z" });
  const other = await context.newPage();
  await other.goto("");
  await deskIsUp(other);
  await bringInWave(page, 1, "2026-03-02T09:00:00Z");
  await other.goto("?p=cases");
  await expect(other.getByRole("row", { name: /Case 0/ })).toBeVisible();
});

test("a form says that its record was saved in another tab, and shows that one", async ({ page, context }) => {
  await openDesk(page, { at: "2026-03-02T09:00:00Z", path: "?p=calendars" });
  await page.getByRole("link", { name: "Default" }).click();
  await page.getByLabel("Name").fill("Edited here");
  const warning = page.getByText("It was saved elsewhere meanwhile.");
  await expect(warning).toHaveCount(0);

  const other = await context.newPage();
  await other.goto(page.url());
  await deskIsUp(other);
  await other.getByLabel("Name").fill("Saved there");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByText("No unsaved changes")).toBeVisible();
  await expect(other.getByText("It was saved elsewhere meanwhile.")).toHaveCount(0);

  await expect(warning).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "Show the saved one" }).click();
  await expect(page.getByLabel("Name")).toHaveValue("Saved there");
  await expect(warning).toHaveCount(0);
  await page.getByLabel("Name").fill("Saved here");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("No unsaved changes")).toBeVisible();
  await expect(warning).toHaveCount(0);

  await page.goto("?p=people");
  await page.getByRole("link", { name: "You" }).click();
  await other.goto(page.url());
  await deskIsUp(other);
  await other.getByLabel("E-mail").fill("you@example.com");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(warning).toBeVisible();
  await page.getByRole("button", { name: "Show the saved one" }).click();
  await expect(page.getByLabel("E-mail")).toHaveValue("you@example.com");
});

test("a subject that is one long address keeps a phone's page as wide as the phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const address = `https://portal.example.com/${"x".repeat(150)}`;
  await openDesk(page, { at: "2026-03-02T09:00:00Z", path: "?p=case-new" });
  await page.getByLabel("Subject").fill(`It fails at ${address}`);
  await page.getByRole("button", { name: "Open case" }).click();
  await expect(page.getByRole("heading", { name: /It fails at/ })).toBeVisible();
  for (const path of [page.url(), "?p=cases", "?p=settings-storage"]) {
    await page.goto(path);
    await deskIsUp(page);
    await expect(page.getByRole("main")).toBeVisible();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, path).toBe(390);
  }
});
