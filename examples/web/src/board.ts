// The odds board: matches by day, each market with its prices. A price is a button that puts it on the slip.

import type { Fixture, Selection } from "realdeal/full";
import type { Books } from "./books.js";
import { h } from "./dom.js";
import type { SlipPanel } from "./slip.js";
import { dayOf, fixturesOf, inOrder, marketName, marketsOf, type Names, outcomeName, startOf, timeOf } from "./words.js";

export async function board(books: Books, names: Names, slip: SlipPanel): Promise<HTMLElement> {
  const fixtures = await fixturesOf(names);
  const days = new Map<string, HTMLElement[]>();
  for (const fixture of fixtures) {
    const day = dayOf(startOf(fixture));
    days.set(day, [...(days.get(day) ?? []), await match(books, names, slip, fixture)]);
  }
  const sections = Array.from(days, ([day, matches]) =>
    h("section", { "aria-label": day }, h("h3", {}, day), h("ul", { className: "matches" }, matches)),
  );
  return h("div", {}, h("h2", {}, "Vale League"), sections);
}

async function match(books: Books, names: Names, slip: SlipPanel, fixture: Fixture): Promise<HTMLElement> {
  const sides = await names.sides(fixture);
  const title = sides.join(" v ");
  const markets: HTMLElement[] = [];
  for (const market of await marketsOf(books.book, fixture)) {
    const selections = inOrder(await books.book.selectionsOf(market.id));
    const open = market.status === "active" && fixture.status === "scheduled";
    const price = (selection: Selection): HTMLElement => {
      const outcome = outcomeName(selection.outcome, sides);
      return h(
        "button",
        {
          type: "button",
          className: "price",
          disabled: !open,
          "data-selection": selection.id,
          "aria-pressed": slip.has(selection.id),
          "aria-label": `${outcome} ${names.odds(selection.odds)}, ${marketName(market.kind)}, ${title}`,
          onclick: () => void slip.toggle(selection.id, selection.odds),
        },
        h("span", {}, outcome),
        " ",
        h("strong", {}, names.odds(selection.odds)),
      );
    };
    markets.push(
      h(
        "div",
        { className: "market", role: "group", "aria-label": `${marketName(market.kind)}, ${title}` },
        h("span", { className: "kind" }, marketName(market.kind), !open && fixture.status === "scheduled" && h("em", {}, ` ${market.status}`)),
        h("div", { className: "prices" }, selections.map(price)),
      ),
    );
  }
  const score = fixture.score?.fullTime;
  return h(
    "li",
    { className: "match" },
    h("h4", {}, title, score ? h("b", { className: "score" }, ` ${score.home}:${score.away}`) : null),
    h("p", { className: "when" }, fixture.status === "scheduled" ? timeOf(startOf(fixture)) : fixture.status),
    markets,
  );
}
