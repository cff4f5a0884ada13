// How the nouns read on this page: outcomes, markets, times, prices in the chosen format.

import type { Fixture, Market, MarketKind, OddsFormat, Outcome, RemoteBook, Selection, ToolMethods } from "realdeal/full";

/** The words for the outcomes of a match. */
export function outcomeName(outcome: Outcome, names: [home: string, away: string]): string {
  if (outcome === "home") return names[0];
  if (outcome === "away") return names[1];
  if (typeof outcome === "string") return outcome === "draw" ? "Draw" : outcome === "over" ? "Over" : outcome === "under" ? "Under" : outcome;
  return outcome.type;
}

export function marketName(kind: MarketKind): string {
  if (typeof kind === "string") return kind === "matchResult" ? "Result" : kind;
  if (kind.type === "totalGoals") return `Goals ${kind.line}`;
  if (kind.type === "asianHandicap") return `Handicap ${kind.line}`;
  return kind.type;
}

/** "halfWon" as people write it. */
const spaced = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
export const statusName = spaced;
export const kindName = spaced;

/** The order in which people expect outcomes and markets. What was made in one moment has no order of its own. */
const ORDER = ["home", "over", "draw", "under", "away", "matchResult", "totalGoals", "asianHandicap"];
const place = (what: Outcome | MarketKind): number => ORDER.indexOf(typeof what === "string" ? what : what.type);
export const inOrder = (selections: Selection[]): Selection[] => selections.sort((a, b) => place(a.outcome) - place(b.outcome));

/** The markets of a fixture, the result first. */
export async function marketsOf(book: RemoteBook, fixture: Fixture): Promise<Market[]> {
  const markets = await Promise.all((await book.marketsOf(fixture.id)).map((id) => book.market(id)));
  return markets.sort((a, b) => place(a.kind) - place(b.kind));
}

/** All fixtures by their start, and by name where they start together. */
export async function fixturesOf(names: Names): Promise<Fixture[]> {
  const fixtures = await names.book.fixtures();
  const keyed = await Promise.all(
    fixtures.map(async (fixture) => ({ fixture, key: `${startOf(fixture)} ${(await names.sides(fixture)).join()}` })),
  );
  return keyed.sort((a, b) => a.key.localeCompare(b.key)).map(({ fixture }) => fixture);
}

const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
export const dayOf = (at: string): string => day.format(new Date(at));
export const timeOf = (at: string): string => time.format(new Date(at));
export const momentOf = (at: string): string => moment.format(new Date(at));

export const startOf = (fixture: Fixture): string => fixture.kickoffs.at(-1)?.start ?? "";

export const FORMATS: [OddsFormat, string][] = [
  ["decimal", "decimal"],
  ["fractional", "fractional"],
  ["american", "American"],
];

/** Looks names up once: participants do not change here. */
export class Names {
  readonly #names = new Map<string, string>();
  format: OddsFormat = "decimal";

  constructor(
    readonly book: RemoteBook,
    readonly tools: ToolMethods,
  ) {}

  async sides(fixture: Fixture): Promise<[home: string, away: string]> {
    const names: string[] = [];
    for (const { participant } of fixture.entrants) {
      if (!this.#names.has(participant)) this.#names.set(participant, (await this.book.participant(participant)).name);
      names.push(this.#names.get(participant) as string);
    }
    return names as [string, string];
  }

  /** The price as the reader wants it; the engine does the sum. */
  odds(odds: string): string {
    return this.tools.showOdds(odds, this.format);
  }

  /** "Ashford v Brookvale: Draw, Result" */
  async selection(id: string): Promise<{ match: string; pick: string; market: Market }> {
    const selection = await this.book.selection(id);
    const market = await this.book.market(selection.market);
    const sides = await this.sides(await this.book.fixture(market.fixture));
    return { match: sides.join(" v "), pick: `${outcomeName(selection.outcome, sides)}, ${marketName(market.kind)}`, market };
  }
}
