// Measures everything in turns, round by round, and prints medians.
import init from "./in_page.js";
import { casesOf, closures, generated, jsonRulesEngine } from "./peers.js";

const ROUNDS = 7;
// The library is so slow that it gets some of the cases only.
const N_FOR_THE_LIBRARY = 500;

function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

window.measure = async () => {
  await init();
  const { entries, cases: rows } = JSON.parse(rung.json);
  const cases = casesOf(rows);
  const [byHand, asText, library] = [closures(entries), generated(entries), jsonRulesEngine(entries)];
  const some = cases.slice(0, N_FOR_THE_LIBRARY);
  const places = rung.firstPlaces();

  const byLibrary = async () => {
    const found = [];
    for (const one of some) found.push(await library(one));
    return found;
  };
  // Who is timed gives the answers of all the others.
  for (const [name, found] of [
    ["closures", cases.map(byHand)],
    ["generated code", cases.map(asText)],
    ["json-rules-engine", await byLibrary()],
  ]) {
    const wrong = found.findIndex((place, n) => place !== places[n]);
    if (wrong >= 0) throw new Error(`${name}: case ${wrong} matches ${found[wrong]}, not ${places[wrong]}`);
  }

  const all = cases.length;
  const contenders = [
    ["first match, Rung", all, () => rung.firstPlaces()],
    ["first match, closures", all, () => cases.map(byHand)],
    ["first match, generated code", all, () => cases.map(asText)],
    ["first match, json-rules-engine", some.length, byLibrary],
    ["due instants, Rung", all, () => rung.lastDueInstant()],
    ["planned anew, Rung", all, () => rung.nMovedByLongerHours()],
  ];
  const times = contenders.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [place, [, , work]] of contenders.entries()) {
      const start = performance.now();
      await work();
      times[place].push(performance.now() - start);
    }
  }
  return contenders.map(([name, n, ], place) => ({ name, n, ms: median(times[place]) }));
};
