// A copy of the desk with a clock of its own.
import { axe, deskIsUp, expect, openDesk, test } from "./fixtures.js";
import { bringInWave } from "./workspace.js";

test("what is tried in the sandbox stays in it", async ({ page }) => {
  await openDesk(page, { at: "2026-03-02T09:00:00Z" });
  await bringInWave(page, 2, "2026-03-02T09:00:00Z");
  await page.goto("?p=settings-sandbox");
  await page.getByRole("button", { name: "Enter the sandbox" }).click();
  const bar = page.getByRole("region", { name: "Sandbox" });
  await expect(bar).toBeVisible();
  await deskIsUp(page);

  await page.goto("?p=cases");
  await expect(page.getByRole("row", { name: /Case 0/ })).not.toContainText("Escalated");
  await bar.getByRole("button", { name: "+1 day" }).click();
  await expect(page.getByRole("row", { name: /Case 0/ })).toContainText("Escalated");
  await page.reload();
  await expect(bar).toBeVisible();
  await expect(bar).toContainText("3 Mar 2026");
  await axe(page);

  await bar.getByRole("button", { name: "Leave the sandbox" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave and delete" }).click();
  await expect(bar).toHaveCount(0);
  await page.goto("?p=cases");
  await expect(page.getByRole("row", { name: /Case 0/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Case 0/ })).not.toContainText("Escalated");
  const names = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  await expect.poll(names).toEqual(["rung"]);
});
