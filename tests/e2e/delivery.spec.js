// What leaves the page: messages to a webhook, received by a real server, and mail as a file.
import { readFile } from "node:fs/promises";
import { inBothThemes } from "./bring_in.js";
import { axe, deskIsUp, expect, moveTo, openDesk, reopenAt, test as base } from "./fixtures.js";
import { Receiver } from "./receiver.js";
import { bringInWave } from "./workspace.js";

const MONDAY = "2026-03-02T09:00:00Z";

const test = base.extend({
  /** A server that takes messages, and the page from a host whose policy lets it send there. */
  receiver: async ({}, use) => {
    const receiver = new Receiver();
    await receiver.start();
    await use(receiver);
    await receiver.stop();
  },
  allowed: [true, { option: true }],
  baseURL: async ({ baseURL, allowed }, use) => {
    const port = Number(new URL(baseURL).port);
    await use(allowed ? baseURL.replace(`:${port}`, `:${port + 1}`) : baseURL);
  },
});

/** What the browser itself writes of a server that is not there. */
function forgetRefusals(faults) {
  const others = faults.filter((fault) => !/ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE/.test(fault));
  faults.splice(0, faults.length, ...others);
}

async function addWebhook(page, address) {
  await page.goto("?p=settings-webhooks");
  await page.getByRole("button", { name: "New webhook" }).click();
  const dialog = page.getByRole("dialog", { name: "New webhook" });
  await dialog.getByLabel("Name").fill("Team chat");
  await dialog.getByLabel("Address").fill(`${address}/hook`);
  await dialog.getByLabel("Secret header").fill("Authorization");
  await dialog.getByLabel("Its value").fill("Bearer abc");
  await inBothThemes(page, axe);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /Team chat/ })).toContainText(address);
}

async function toWebhooks(page) {
  await page.goto("?p=outbox&show=webhooks");
  await deskIsUp(page);
  return page.getByRole("row", { name: /Team chat/ });
}

test("with two tabs open each message reaches the webhook once", async ({ page, context, receiver }) => {
  await openDesk(page, { at: MONDAY });
  await addWebhook(page, receiver.address);
  await bringInWave(page, 20, MONDAY);
  const other = await context.newPage();
  await other.goto("?p=pending");
  await deskIsUp(other);
  await page.goto("?p=cases");
  await deskIsUp(page);
  await moveTo(page, "2026-03-02T10:00:30Z");
  await expect.poll(() => receiver.posts.length).toBe(20);
  await page.reload();
  await deskIsUp(page);
  const rows = await toWebhooks(page);
  await expect(rows).toHaveCount(20);
  await expect(rows.filter({ hasText: "Sent" })).toHaveCount(20);
  expect(receiver.posts.length).toBe(20);
  expect(receiver.keys.size).toBe(20);
  const [first] = receiver.posts;
  expect(first.authorization).toBe("Bearer abc");
  expect(JSON.parse(first.body)).toMatchObject({ kind: "escalated", key: first.key });
});

test("a message on its way while the page is reloaded comes again with the same key", async ({ page, context, receiver }) => {
  await openDesk(page, { at: MONDAY });
  await addWebhook(page, receiver.address);
  await bringInWave(page, 1, MONDAY);
  const other = await context.newPage();
  await other.goto("?p=pending");
  await deskIsUp(other);
  receiver.silent = true;
  await moveTo(page, "2026-03-02T10:00:30Z");
  await expect.poll(() => receiver.posts.length).toBe(1);
  await page.reload();
  await deskIsUp(page);
  await other.reload();
  await deskIsUp(other);
  const row = await toWebhooks(page);
  await expect(row).toContainText("Being sent");
  receiver.silent = false;
  await moveTo(page, "2026-03-02T10:03:00Z");
  await expect(row).toContainText("1 try so far");
  await moveTo(page, "2026-03-02T10:05:00Z");
  await expect.poll(() => receiver.posts.length).toBe(2);
  expect(receiver.keys.size, "a receiver that heeds the key takes it once").toBe(1);
  await expect(row).toContainText("It took 2 tries");
});

test("a message waits while the server is down and arrives once it is up", async ({ page, faults, receiver }) => {
  await openDesk(page, { at: MONDAY });
  await addWebhook(page, receiver.address);
  await bringInWave(page, 1, MONDAY);
  await receiver.stop();
  await page.goto("?p=outbox&show=webhooks");
  await deskIsUp(page);
  await moveTo(page, "2026-03-02T10:00:30Z");
  const row = page.getByRole("row", { name: /Team chat/ });
  await expect(row).toContainText(/1 try so far: the server could not be reached/);
  await inBothThemes(page, axe);
  await page.setViewportSize({ width: 390, height: 844 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  await receiver.start();
  const later = await reopenAt(page, "2026-03-02T10:40:00Z", "?p=outbox&show=webhooks");
  await expect(later.getByRole("row", { name: /Team chat/ })).toContainText("Sent");
  expect(receiver.posts.length).toBe(1);
  forgetRefusals(faults);
});

test("more messages than may leave at once wait for a person's word", async ({ page, receiver }) => {
  await openDesk(page, { at: MONDAY });
  await addWebhook(page, receiver.address);
  await bringInWave(page, 60, MONDAY);
  await moveTo(page, "2026-03-02T10:00:30Z");
  await expect(page.getByText("60 messages wait to be sent to webhooks")).toBeVisible();
  await inBothThemes(page, axe);
  expect(receiver.posts.length).toBe(0);
  await page.getByRole("button", { name: "Send them", exact: true }).click();
  await expect.poll(() => receiver.keys.size).toBe(60);
  expect(receiver.posts.length).toBe(60);
  await expect(page.getByText("messages wait to be sent to webhooks")).toHaveCount(0);
});

test("a mail is saved as a file, and one that reaches nobody is mended", async ({ page }) => {
  await openDesk(page, { at: MONDAY });
  await bringInWave(page, 1, MONDAY);
  await moveTo(page, "2026-03-02T10:00:30Z");
  await page.goto("?p=outbox&show=trouble");
  const row = page.getByRole("row", { name: /has no mail address/ });
  await row.getByRole("button", { name: "Mend" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("link", { name: "You" })).toBeVisible();
  await dialog.getByLabel("Address").fill("nobody");
  await dialog.getByRole("button", { name: "Send again" }).click();
  await expect(dialog.getByText("write an address such as")).toBeVisible();
  await dialog.getByLabel("Address").fill("me@example.com");
  await dialog.getByRole("button", { name: "Send again" }).click();
  const saving = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save as file (.eml)" }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/\.eml$/);
  const text = await readFile(await download.path(), "utf8");
  expect(text).toContain("To: me@example.com\r\n");
  await dialog.getByRole("button", { name: "Mark as sent" }).click();
  await expect(dialog.getByText(/Sent Mon 2 Mar/)).toBeVisible();
});

test.describe("on a host that allows nothing", () => {
  test.use({ allowed: false });

  test("where the page's policy does not let it send, the outbox says so", async ({ page, faults }) => {
    await openDesk(page, { at: MONDAY });
    await addWebhook(page, "http://127.0.0.1:9");
    await expect(page.getByText("Listed now: 'self'")).toBeVisible();
    await bringInWave(page, 1, MONDAY);
    await page.goto("?p=outbox&show=trouble");
    await deskIsUp(page);
    await moveTo(page, "2026-03-02T10:00:30Z");
    const row = page.getByRole("row", { name: /Team chat/ });
    await expect(row).toContainText("connect-src");
    await row.getByRole("button", { name: "Mend" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("link", { name: "the webhooks" })).toBeVisible();
    await inBothThemes(page, axe);
    await dialog.getByRole("button", { name: "Send again" }).click();
    await expect(dialog.getByText("the page may not send there")).toBeVisible();
    expect(faults.some((fault) => fault.includes("connect-src"))).toBe(true);
    faults.splice(0);
  });
});
