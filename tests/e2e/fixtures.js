// What every spec builds on: pages that fail the test on any fault, and a clock that is faked.
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";

export { expect };

const ACCESSIBILITY_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Writes every fault of a context's pages into a list: breaches of the content security policy,
 * console errors, uncaught exceptions. A spec that makes a context of its own watches it with this.
 */
export async function watch(context, faults) {
  await context.exposeBinding("reportPolicyBreach", (_source, breach) => {
    faults.push(`content security policy: ${breach}`);
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const place = `${event.sourceFile}:${event.lineNumber}`;
      window.reportPolicyBreach(`${event.violatedDirective} forbids ${event.blockedURI} at ${place}`);
    });
  });
  context.on("console", (message) => {
    if (message.type() === "error") faults.push(`console error: ${message.text()}`);
  });
  context.on("weberror", (webError) => {
    faults.push(`uncaught: ${webError.error().stack}`);
  });
}

export const test = base.extend({
  /** The faults so far. A spec that provokes some looks at them and then empties the list. */
  faults: async ({}, use) => {
    await use([]);
  },
  context: async ({ context, faults }, use) => {
    await watch(context, faults);
    await use(context);
    expect(faults, "the page shows no fault").toEqual([]);
  },
});

/** Opens the desk in an empty page whose clock starts at the instant `at`, and waits until it is up. */
export async function openDesk(page, { at, path = "" }) {
  await page.clock.install({ time: at });
  await page.goto(path);
  await deskIsUp(page);
}

/** Waits until the page shows the desk. Before that the clock must not be moved. */
export async function deskIsUp(page) {
  await expect(page.locator("body[data-revision]")).toBeAttached({ timeout: 20_000 });
}

/**
 * Closes the page, lets time go by without it, and opens the desk again at the instant `at`.
 * The clock belongs to the context, so the new page finds it moved.
 */
export async function reopenAt(page, at, path = "") {
  const context = page.context();
  await page.close();
  await context.clock.pauseAt(at);
  await context.clock.resume();
  const later = await context.newPage();
  await later.goto(path);
  await deskIsUp(later);
  return later;
}

/** The revision that the page shows. */
export async function revision(page) {
  return Number(await page.locator("body").getAttribute("data-revision"));
}

/** Waits until the page shows a later revision than `n`, and returns that one. */
export async function waitForRevisionAbove(page, n) {
  await expect.poll(() => revision(page)).toBeGreaterThan(n);
  return revision(page);
}

/**
 * Moves the clock forward to exactly the instant `at`, as a laptop that wakes up: each timer that
 * has become due fires once, with `Date.now()` at `at`. From there time goes on by itself.
 * Storage stays real, so a spec then waits for what it expects to see.
 */
export async function moveTo(page, at) {
  await page.clock.pauseAt(at);
  await page.clock.resume();
}

/** Fails with the HTML of every serious or critical accessibility fault of what the page shows. */
export async function axe(page) {
  // Wherever a step left off, the header lies over something.
  await page.evaluate(() => window.scrollTo(0, 0));
  const { violations } = await new AxeBuilder({ page }).withTags(ACCESSIBILITY_TAGS).analyze();
  const grave = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id} (${help}): ${html}`));
  expect(grave, "axe finds nothing serious or critical").toEqual([]);
}
