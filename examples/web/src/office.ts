// The bookmaker's side: prices, suspending, results with their corrections, what each outcome would cost, and a match day played.

import { type Fixture, type Market, Scores } from "realdeal/full";
import type { Books } from "./books.js";
import { act, byId, h, say } from "./dom.js";
import { dayOf, fixturesOf, inOrder, marketName, marketsOf, type Names, outcomeName, startOf } from "./words.js";

const PAGE = 100;

export async function office(books: Books, names: Names, again: () => Promise<void>): Promise<HTMLElement> {
  const fixtures = await fixturesOf(names);
  const next = fixtures.find(({ status }) => status === "scheduled");
  const cards = await Promise.all(fixtures.map((fixture) => card(books, names, fixture, again)));
  const audit = async () => {
    const { bets, records, faults } = await books.book.audit();
    say(faults.length === 0 ? `Every balance is the sum of its transfers: ${bets} bets, ${records} records.` : faults.join(" "), faults.length > 0);
  };
  return h(
    "div",
    {},
    h("h2", {}, "Bookmaker"),
    h("p", { className: "bar" },
      h("button", { type: "button", id: "play", className: "main", disabled: !next, onclick: (event: Event) => void act(event.target as HTMLButtonElement, () => play(books, names, again)) }, next ? `Play ${dayOf(startOf(next))}` : "All days are played"),
      h("button", { type: "button", id: "audit", onclick: (event: Event) => void act(event.target as HTMLButtonElement, audit) }, "Audit the books"),
      h("progress", { id: "progress", max: 1, value: 0, hidden: true, "aria-label": "Settlement" }),
    ),
    cards,
  );
}

async function card(books: Books, names: Names, fixture: Fixture, again: () => Promise<void>): Promise<HTMLElement> {
  const sides = await names.sides(fixture);
  const markets = await marketsOf(books.book, fixture);
  const inside = await Promise.all(markets.map((market) => marketRow(books, sides, market, again)));
  const title = sides.join(" v ");
  const score = fixture.score?.fullTime;
  const goals = (side: string, value: number | undefined) =>
    h("label", {}, `${side} `, h("input", { type: "number", min: 0, max: 99, className: "goals", name: side, defaultValue: value === undefined ? "" : String(value), "aria-label": `Goals of ${side}` }));
  const record = async (form: HTMLFormElement) => {
    const [home, away] = sides.map((side) => (form.elements.namedItem(side) as HTMLInputElement).valueAsNumber) as [number, number];
    if (Number.isNaN(home) || Number.isNaN(away)) return say("A score has two numbers.", true);
    if (fixture.status === "scheduled") {
      await reach(books, startOf(fixture));
      await books.office.recordScore(fixture.id, Scores.fullTime(home, away));
    } else {
      await books.office.because("the score was wrong").correctScore(fixture.id, Scores.fullTime(home, away));
    }
    sent(form);
    books.changed();
    say(`${title}: settled.`);
    await again();
  };
  return h("details", { className: "match", "data-match": title },
    h("summary", {}, title, score ? ` ${score.home}:${score.away}` : "", h("small", {}, ` ${fixture.status}, ${dayOf(startOf(fixture))}`)),
    h("form", { className: "bar", onsubmit: (event: SubmitEvent) => {
      event.preventDefault();
      void act(event.submitter as HTMLButtonElement, () => record(event.target as HTMLFormElement));
    } }, goals(sides[0], score?.home), goals(sides[1], score?.away), h("button", {}, fixture.status === "scheduled" ? "Record the result" : "Correct the result")),
    inside,
  );
}

async function marketRow(books: Books, sides: [string, string], market: Market, again: () => Promise<void>): Promise<HTMLElement> {
  const selections = inOrder(await books.book.selectionsOf(market.id));
  const costs = await books.office.liability(market.id);
  const active = market.status === "active";
  const open = active || market.status === "suspended";
  const priced = selections.map((selection) =>
    h("label", {}, `${outcomeName(selection.outcome, sides)} `, h("input", { className: "odds", name: selection.id, defaultValue: selection.odds, disabled: !open })));
  const change = async (form: HTMLFormElement) => {
    const prices = selections.map(({ id }) => [id, (form.elements.namedItem(id) as HTMLInputElement).value.trim()] as const);
    await books.office.changePrices(market.id, prices);
    sent(form);
    books.changed();
    say("The prices have changed.");
    await again();
  };
  const toggle = async () => {
    await (active ? books.office.suspendMarket(market.id) : books.office.resumeMarket(market.id));
    books.changed();
    await again();
  };
  return h("div", { className: "market", role: "group", "aria-label": marketName(market.kind) },
    h("span", { className: "kind" }, marketName(market.kind), h("em", {}, ` ${market.status}`)),
    h("form", { className: "bar", onsubmit: (event: SubmitEvent) => {
      event.preventDefault();
      void act(event.submitter as HTMLButtonElement, () => change(event.target as HTMLFormElement));
    } }, priced, h("button", { disabled: !open }, "Change prices"),
      h("button", { type: "button", disabled: !open, onclick: (event: Event) => void act(event.target as HTMLButtonElement, toggle) }, active ? "Suspend" : "Resume")),
    chart(inChartOrder(costs, selections.map(({ id }) => id)).map((cost) => ({ name: outcomeName(cost.outcome, sides), ...cost }))),
  );
}

/** What was typed into a form is in the book now, and is shown as the book has it. */
function sent(form: HTMLFormElement): void {
  for (const input of form.querySelectorAll("input")) input.defaultValue = input.value;
}

function inChartOrder<T extends { selection: string }>(costs: T[], order: string[]): T[] {
  return costs.sort((a, b) => order.indexOf(a.selection) - order.indexOf(b.selection));
}

/** What the house would pay out beyond the stakes it holds, outcome by outcome. A bar's length is the amount's own text. */
function chart(costs: { name: string; bets: number; liability: string; potentialReturn: string }[]): HTMLElement | null {
  if (costs.length === 0) return null;
  const most = 500;
  return h("div", { className: "chart" },
    h("p", {}, h("small", {}, "What each outcome would cost the house; below zero it gains. A bar is what it would pay out, and full at 500.00 EUR.")),
    h("ul", { "aria-label": "What each outcome would cost" }, costs.map(({ name, bets, liability, potentialReturn }) =>
      h("li", {}, h("span", {}, name),
        h("meter", { min: 0, max: most, value: Number.parseFloat(potentialReturn), "aria-label": `Returns on ${name}`, title: potentialReturn }),
        h("span", { className: "amount" }, liability),
        h("small", {}, `${bets} ${bets === 1 ? "bet" : "bets"}, returns ${potentialReturn}`)))));
}

/** Puts the clock to a time, if it has not come that far. */
async function reach(books: Books, at: string): Promise<void> {
  const now = await books.book.now();
  const then = new Date(Date.parse(at) + 2 * 3_600_000);
  if (Date.parse(now) < then.getTime()) await books.book.setNow(then);
}

/** Plays every match of the next day, and settles it in pages, so that the bar can move. */
async function play(books: Books, names: Names, again: () => Promise<void>): Promise<void> {
  const waiting = (await fixturesOf(names)).filter(({ status }) => status === "scheduled");
  const day = waiting[0] && dayOf(startOf(waiting[0]));
  const matches = waiting.filter((fixture) => dayOf(startOf(fixture)) === day);
  const progress = byId<HTMLProgressElement>("progress");
  progress.hidden = false;
  progress.max = matches.length;
  const goals = () => Math.floor(Math.random() ** 2 * 5);
  for (const [index, fixture] of matches.entries()) {
    await reach(books, startOf(fixture));
    await books.office.recordScoreOnly(fixture.id, Scores.fullTime(goals(), goals()));
    while ((await books.book.system().settle(PAGE)) > 0);
    progress.value = index + 1;
  }
  books.changed();
  say(`${day}: ${matches.length} matches played and settled.`);
  await again();
}
