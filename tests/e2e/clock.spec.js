// A clock that is not to be trusted holds everything that is due until a person says that it is
// right. A case opened at nine tells its owner at ten.
import { axe, deskIsUp, expect, openDesk, test } from "./fixtures.js";
import { inBothThemes } from "./people.js";
import { bringInWave, storedFirings } from "./workspace.js";

const NINE = "2026-03-02T09:00:00Z";
const HELD = "Nothing fires, since the computer's clock";

/** Sets the clock as a person does, and comes back to the page. */
async function setClock(page, at) {
  await page.clock.setSystemTime(at);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
}

async function expectJournal(page, lines) {
  await page.goto("?p=settings-storage");
  const journal = page.getByRole("region", { name: "Journal" });
  for (const line of lines) await expect(journal).toContainText(line);
}

test("a clock that went back holds firing, until it is said to be right", async ({ page }) => {
  await openDesk(page, { at: NINE });
  await bringInWave(page, 1, NINE);
  await setClock(page, "2026-03-02T08:30:00Z");
  const banner = page.getByText(`${HELD} went back behind Mon 2 Mar 2026, 09:00`);
  await expect(banner).toContainText("It goes on from then, so that no time is stamped twice.");
  await inBothThemes(page, axe);
  await page.getByRole("button", { name: "Resume from this time" }).click();
  await expect(banner).toHaveCount(0);
  expect(await storedFirings(page)).toHaveLength(0);
  await expectJournal(page, [
    "stopped firing, since the computer's clock went back behind Mon 2 Mar 2026, 09:00",
    "said that the clock is right: things fire again",
  ]);
});

test("a clock that jumps by two days fires nothing, until it is said to be right", async ({ page }) => {
  await openDesk(page, { at: NINE });
  await bringInWave(page, 1, NINE);
  await setClock(page, "2026-03-04T09:00:00Z");
  const banner = page.getByText(`${HELD} jumped from Mon 2 Mar 2026, 09:00`);
  await expect(banner).toContainText("It goes on when you say that this is right.");
  expect(await storedFirings(page)).toHaveLength(0);
  await page.getByRole("button", { name: "Resume from this time" }).click();
  await expect.poll(() => storedFirings(page)).toHaveLength(2);
  await expect(banner).toHaveCount(0);
  await expectJournal(page, ["stopped firing, since the computer's clock jumped from"]);
});

test("a clock ahead of the host's fires nothing at opening, until it is said to be right", async ({ page }) => {
  await openDesk(page, { at: NINE });
  await bringInWave(page, 1, NINE);
  await page.route("**/*", async (route) => {
    if (route.request().method() !== "HEAD") return route.fallback();
    await route.fulfill({ headers: { Date: "Mon, 02 Mar 2026 09:50:00 GMT" } });
  });
  await page.clock.setSystemTime("2026-03-02T10:01:00Z");
  await page.reload();
  await deskIsUp(page);
  const banner = page.getByText(
    `${HELD} shows Mon 2 Mar 2026, 10:01 where the host of this page says Mon 2 Mar 2026, 09:50`,
  );
  await expect(banner).toContainText("It goes on when you say that this is right.");
  expect(await storedFirings(page)).toHaveLength(0);
  await inBothThemes(page, axe);
  await page.getByRole("button", { name: "Resume from this time" }).click();
  await expect.poll(() => storedFirings(page)).toHaveLength(1);
  await expect(banner).toHaveCount(0);
  await expectJournal(page, ["shows Mon 2 Mar 2026, 10:01 where the host of this page says"]);
});
