// What is stored outlives the page, and what is lost is noticed.
import { mkdtemp, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";

import { deskIsUp, expect, moveTo, openDesk, test, watch } from "./fixtures.js";
import { bringInWave, storedFirings } from "./workspace.js";

const N_CASES = 3_000;

/** Opens a browser of its own on a profile; `kill` ends it as a power cut does. */
async function openProfile(profile, options) {
  const context = await chromium.launchPersistentContext(profile, options);
  const kill = async () => {
    // The profile's lock names the process that holds it.
    const lock = await readlink(join(profile, "SingletonLock"));
    const closed = context.waitForEvent("close");
    process.kill(Number(lock.split("-").at(-1)), "SIGKILL");
    await closed;
    await rm(join(profile, "SingletonLock"), { force: true });
  };
  return { context, kill };
}

/** Resolves when the page is about to begin its n-th write from now on, at which it stops for good. */
async function stopAtWrite(page, n) {
  let resolve;
  const reached = new Promise((done) => (resolve = done));
  await page.exposeFunction("reached", () => resolve());
  await page.evaluate((n) => {
    const { transaction } = IDBDatabase.prototype;
    let nWrites = 0;
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
      if (mode === "readwrite" && ++nWrites === n) {
        window.reached();
        for (;;);
      }
      return transaction.call(this, stores, mode, options);
    };
  }, n);
  return { reached };
}

test("a browser killed in the middle of firings loses nothing and fires nothing twice", async ({ launchOptions, baseURL, faults }) => {
  test.setTimeout(180_000);
  const profile = await mkdtemp(join(tmpdir(), "rung-profile-"));
  const options = { ...launchOptions, baseURL, timezoneId: "UTC", locale: "en-GB" };
  const first = await openProfile(profile, options);
  const page = await first.context.newPage();
  await openDesk(page, { at: "2026-03-02T09:00:00Z" });
  await bringInWave(page, N_CASES, "2026-03-02T09:00:00Z");
  const { reached } = await stopAtWrite(page, 3);
  await moveTo(page, "2026-03-02T11:00:30Z");
  await reached;
  await first.kill();

  const second = await openProfile(profile, options);
  await watch(second.context, faults);
  const again = await second.context.newPage();
  await openDesk(again, { at: "2026-03-02T11:01:00Z", path: "?p=pending" });
  const n = async () => (await storedFirings(again)).length;
  await expect.poll(n, { timeout: 60_000 }).toBe(2 * N_CASES);
  expect(new Set(await storedFirings(again)).size).toBe(2 * N_CASES);
  await expect(again).toHaveTitle(new RegExp(`^\\(${2 * N_CASES}\\)`));
  expect(faults).toEqual([]);
  await second.context.close();
  await rm(profile, { recursive: true, force: true });
});

test("a database that is gone is told to the person and never begun anew in silence", async ({ page }) => {
  await openDesk(page, { at: "2026-03-02T09:00:00Z" });
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase("rung").onsuccess = resolve;
      }),
  );
  await expect(page.getByRole("alert").filter({ hasText: "reload this one" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Some of your data is missing" })).toBeVisible();
  await page.getByRole("button", { name: "Begin with an empty desk" }).click();
  await deskIsUp(page);
  await page.reload();
  await deskIsUp(page);
});

test("where storage is forbidden the desk runs from memory and says so", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", { get: () => null });
  });
  await openDesk(page, { at: "2026-03-02T09:00:00Z" });
  await expect(page.getByText("does not let the page store anything")).toBeVisible();
});
