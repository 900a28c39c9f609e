// A workspace in which much comes due at once, and a look at what is stored of it.
import { bringInCases, bringInRules } from "./bring_in.js";

/** One rule for every case: its owner is told after one hour, and again after two. */
const RULES = `<?xml version="1.0" encoding="UTF-8"?>
<EscalationRules xmlns="http://soap.sforce.com/2006/04/metadata">
  <escalationRule>
    <fullName>Every case</fullName>
    <active>true</active>
    <ruleEntry>
      <businessHoursSource>None</businessHoursSource>
      <disableEscalationWhenModified>false</disableEscalationWhenModified>
      <escalationAction><minutesToEscalation>60</minutesToEscalation><notifyCaseOwner>true</notifyCaseOwner></escalationAction>
      <escalationAction><minutesToEscalation>120</minutesToEscalation><notifyCaseOwner>true</notifyCaseOwner></escalationAction>
      <escalationStartTime>CaseCreation</escalationStartTime>
    </ruleEntry>
  </escalationRule>
</EscalationRules>`;

function file(name, mimeType, text) {
  return { name, mimeType, buffer: Buffer.from(text) };
}

/** Brings in the rule and that many cases, all opened at `openedAt`. */
export async function bringInWave(page, nCases, openedAt) {
  await bringInRules(page, file("every-case.xml", "text/xml", RULES));
  const rows = Array.from({ length: nCases }, (_, n) => `Case ${n},${openedAt}`);
  const text = ["Subject,CreatedDate", ...rows].join("\n");
  await bringInCases(page, file("wave.csv", "text/csv", text));
}

/** The keys of all firings that are stored, one for each case, entry, action and base. */
export async function storedFirings(page) {
  return page.evaluate(async () => {
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open("rung"));
    const rows = await done(database.transaction("journal").objectStore("journal").getAll());
    database.close();
    return rows.flatMap((row) => row.fired);
  });
}
