// The same entries and the same cases for matchers written in JavaScript. A case is an object of
// fourteen fields, f0 to f13; an entry matches when each of its lines holds.
import { Engine } from "json-rules-engine";

export function casesOf(rows) {
  return rows.map((row) => Object.fromEntries(row.map((value, field) => [`f${field}`, value])));
}

/** Closures, as a person would write them by hand. */
export function closures(entries) {
  const line = ({ field, operator, values }) => {
    const key = `f${field}`;
    const [value] = values;
    switch (operator) {
      case "equals":
        return values.length === 1 ? (one) => one[key] === value : (one) => values.includes(one[key]);
      case "not_equal":
        return (one) => one[key] !== value;
      case "greater_than":
        return (one) => one[key] > value;
      case "less_than":
        return (one) => one[key] < value;
      case "contains":
        return (one) => one[key].includes(value);
    }
  };
  const tests = entries.map((lines) => lines.map(line));
  return (one) => {
    const place = tests.findIndex((lines) => lines.every((holds) => holds(one)));
    return place < 0 ? tests.length : place;
  };
}

/** One function, written as text and compiled by the browser. */
export function generated(entries) {
  const line = ({ field, operator, values }) => {
    const key = `one.f${field}`;
    const [value] = values.map((each) => JSON.stringify(each));
    switch (operator) {
      case "equals":
        return `(${values.map((each) => `${key} === ${JSON.stringify(each)}`).join(" || ")})`;
      case "not_equal":
        return `${key} !== ${value}`;
      case "greater_than":
        return `${key} > ${value}`;
      case "less_than":
        return `${key} < ${value}`;
      case "contains":
        return `${key}.includes(${value})`;
    }
  };
  const tests = entries.map((lines, place) => `if (${lines.map(line).join(" && ")}) return ${place};`);
  return new Function("one", `${tests.join("\n")}\nreturn ${entries.length};`);
}

/** The library that a team would take: rules in order of priority, stopped by the first success. */
export function jsonRulesEngine(entries) {
  const operators = { equals: "in", not_equal: "notEqual", greater_than: "greaterThan", less_than: "lessThan" };
  const engine = new Engine();
  engine.addOperator("hasText", (text, part) => text.includes(part));
  entries.forEach((lines, place) => {
    const all = lines.map(({ field, operator, values }) => ({
      fact: `f${field}`,
      operator: operators[operator] ?? "hasText",
      value: operator === "equals" ? values : values[0],
    }));
    engine.addRule({
      conditions: { all },
      event: { type: "matched", params: { place } },
      priority: entries.length - place,
      onSuccess: () => engine.stop(),
    });
  });
  return async (one) => {
    const { events } = await engine.run(one);
    return Math.min(entries.length, ...events.map(({ params }) => params.place));
  };
}
