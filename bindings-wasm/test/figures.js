// What needs no book, by the public vectors: grades, ladders, what is risked, and bets on races. In Node and in a browser.

import { loadTools } from "realdeal";

const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/** The engine's own form of plain data, as JavaScript has it: with names in camel case. */
export function inCamel(form) {
  if (typeof form === "string") return camel(form);
  if (form === null || typeof form !== "object") return form;
  if (Array.isArray(form)) return form.map(inCamel);
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [camel(name), inCamel(value)]));
}

/** A fraction of a vector, as a pair. */
const pair = (text) => [...text.split("/").map(Number), 1].slice(0, 2);

/** `2-1`, or `2-1 (1-0)`. */
const goals = (text) => {
  const [home, away] = text.split("-").map(Number);
  return { home, away };
};

function kindOf({ kind, period, line, side, top, best_of: bestOf, places }) {
  const given = Object.entries({ line, side, top, bestOf, places }).filter(([, value]) => value !== undefined);
  const whole = given.length ? { type: camel(kind), ...Object.fromEntries(given) } : camel(kind);
  return period ? { type: "inPeriod", period: camel(period), kind: whole } : whole;
}

function outcomeOf(told) {
  if (typeof told !== "string") {
    const [[name, fields]] = Object.entries(told);
    return { type: camel(name), ...inCamel(fields) };
  }
  return /^\d+-\d+$/.test(told) ? { type: "exact", ...goals(told) } : camel(told);
}

/** The grade of a leg as a judge would tell it: its result, or how its runner finished. */
export function graded(tools, told, rules) {
  if (told === null) return null;
  if (told.plain) return { win: told.plain };
  const { position, tied, field, withdrawn, start } = told.finished;
  const agreed = field?.ran ? tools.standardPlaces(field.ran.runners, field.ran.handicap) : (field?.agreed ?? null);
  const { win, race } = tools.gradeFinish(position, tied, agreed);
  return { win, race: { place: race?.place ?? null, deduction: tools.rule4Deduction(withdrawn, rules), startingPrice: start } };
}

/** `files` gives the text of a file of the public vectors. */
export function figures(check, files) {
  return {
    "the public vectors: grading": async () => {
      const tools = await loadTools();
      const cases = JSON.parse(await files("grading.json"));
      for (const one of cases) {
        const wanted = { win: pair(one.win), void: pair(one.void) };
        if (one.finishes === undefined) {
          const { score, listed, before } = one;
          const found = tools.grade(kindOf(one), outcomeOf(one.outcome), tools.readScore(score), before && goals(before), listed?.map(outcomeOf));
          check([one.id, found], [one.id, wanted]);
          continue;
        }
        const runners = one.finishes.map((_, number) => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`);
        const finish = (told) => (typeof told === "number" ? { type: "position", value: told } : camel(told));
        const placings = one.finishes.map((told, number) => ({ participant: runners[number], finish: finish(told) }));
        const found = tools.gradeByPositions(kindOf(one), { type: "runner", value: runners[one.runner] }, placings);
        check([one.id, found], [one.id, wanted]);
      }
      check(cases.length > 700, true);
    },

    "the public vectors: ladders": async () => {
      const tools = await loadTools();
      const cases = JSON.parse(await files("ladder.json"));
      for (const { id, ladder, price, within, fraction, ...steps } of cases) {
        if (within !== undefined) {
          check([id, tools.nearestFraction(price, within)], [id, fraction]);
          continue;
        }
        for (const snap of ["down", "nearest", "up"]) check([id, snap, tools.snap(price, ladder, snap)], [id, snap, steps[snap]]);
      }
      check(cases.length > 50, true);
      check(tools.ladder({ type: "of", value: ["1/2", "EVS", "2/1"] }), ["1/2", "EVS", "2/1"]);
    },

    "the public vectors: what is risked": async () => {
      const tools = await loadTools();
      const cases = JSON.parse(await files("risk.json"));
      for (const one of cases) {
        const found = tools.riskAndWin(one.odds, one.amount, camel(one.meaning), camel(one.rounding));
        check([one.id, ...found], [one.id, one.risk, one.to_win]);
      }
      check(cases.length > 100, true);
    },
  };
}
