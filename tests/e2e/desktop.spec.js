// What comes to people who look elsewhere: a notification on the desktop, the count in the tab's
// title and on its icon.
import { inBothThemes } from "./bring_in.js";
import { axe, deskIsUp, expect, moveTo, openDesk, reopenAt, test } from "./fixtures.js";
import { bringInWave } from "./workspace.js";

const MONDAY = "2026-03-02T09:00:00Z";

/** Writes down what any tab tells the desktop; `answer` is what the person says when asked. */
async function record(context, answer) {
  const told = [];
  await context.exposeBinding("toldDesktop", ({ page }, title, body) => told.push({ page, title, body }));
  await context.addInitScript((answer) => {
    const kept = () => localStorage.getItem("test.permission") ?? "default";
    window.Notification = class {
      static get permission() {
        return kept();
      }
      static async requestPermission() {
        localStorage.setItem("test.permission", answer);
        return answer;
      }
      constructor(title, { body }) {
        window.toldDesktop(title, body);
        window.lastNotification = this;
      }
      close() {}
    };
  }, answer);
  return told;
}

async function switchOn(page) {
  await page.goto("?p=inbox");
  await expect(page.getByText("Notices are shown in this page only.")).toBeVisible();
  await inBothThemes(page, axe);
  await page.getByRole("button", { name: "Show them on the desktop" }).click();
  await expect(page.getByText("New notices are shown on the desktop too")).toBeVisible();
}

test("of two tabs one tells the desktop, and a click brings the page to the front", async ({ page, context }) => {
  const told = await record(context, "granted");
  await openDesk(page, { at: MONDAY });
  await switchOn(page);
  await bringInWave(page, 1, MONDAY);
  const other = await context.newPage();
  await other.goto("?p=cases");
  await deskIsUp(other);
  await page.goto("?p=cases");
  await deskIsUp(page);
  // The page tells it too, for some seconds.
  const toast = page.getByText("1 new notice", { exact: true }).waitFor();
  await moveTo(page, "2026-03-02T10:00:30Z");
  await toast;
  for (const tab of [page, other]) await expect(tab).toHaveTitle(/^\(1\)/);
  await expect.poll(() => told.length).toBe(1);
  expect(told[0].title).toBe("Case 1001 has escalated: Case 0");
  expect(told[0].body).toContain("Case 1001 has waited 1 h.");
  const focused = told[0].page.evaluate(
    () =>
      new Promise((done) => {
        window.focus = () => done(true);
        window.lastNotification.onclick(new Event("click"));
      }),
  );
  expect(await focused).toBe(true);

  // The second level, an hour later, is told once more and by one tab.
  await moveTo(page, "2026-03-02T11:00:30Z");
  for (const tab of [page, other]) await expect(tab).toHaveTitle(/^\(2\)/);
  await expect.poll(() => told.length).toBe(2);
});

test("what piled up while no page was open comes as one digest", async ({ page, context }) => {
  const told = await record(context, "granted");
  await openDesk(page, { at: MONDAY });
  await switchOn(page);
  await bringInWave(page, 5, MONDAY);
  const later = await reopenAt(page, "2026-03-03T09:00:00Z", "?p=inbox");
  await expect(later).toHaveTitle(/^\(10\)/);
  await expect.poll(() => told.length).toBe(1);
  expect(told[0].title).toBe("10 new notices");
  expect(told[0].body).toContain("and 7 more");
  // What is known is told no more, in whichever tab.
  await later.reload();
  await deskIsUp(later);
  await expect(later).toHaveTitle(/^\(10\)/);
  await later.getByRole("button", { name: "Stop desktop notifications" }).click();
  await expect(later.getByText("Notices are shown in this page only.")).toBeVisible();
  expect(told.length).toBe(1);
});

test("where the browser does not let the page, the inbox says so plainly", async ({ page, context }) => {
  const told = await record(context, "denied");
  await openDesk(page, { at: MONDAY });
  await page.goto("?p=inbox");
  await page.getByRole("button", { name: "Show them on the desktop" }).click();
  await expect(page.getByText("The browser does not let this page show desktop notifications.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Show them on the desktop" })).toHaveCount(0);
  await inBothThemes(page, axe);
  await page.setViewportSize({ width: 390, height: 844 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  expect(told).toEqual([]);
});

test("the icon of the tab shows how many notices are new", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  const icon = page.locator("link[rel=icon]");
  await expect(icon).toHaveAttribute("href", "icon.svg");
  await bringInWave(page, 12, MONDAY);
  await moveTo(page, "2026-03-02T10:00:30Z");
  await expect(icon).toHaveAttribute("href", /^data:image\/svg\+xml,.*9%2B%3C%2Ftext/);
  await page.goto("?p=inbox");
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(icon).toHaveAttribute("href", "icon.svg");
});
