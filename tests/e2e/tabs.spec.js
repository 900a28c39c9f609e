// Two tabs on one desk.
import { deskIsUp, expect, moveTo, openDesk, revision, test } from "./fixtures.js";
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
