// What strict TypeScript must accept, and what it must not: read by `npm run check`, and never run.

import {
  Book,
  type Body,
  type Command,
  type Event,
  Fixture,
  type MarketKind,
  openInWorker,
  RealDealError,
  Scores,
  Slip,
} from "realdeal";
import { files, openInWorker as openFully } from "realdeal/full";

const book = await Book.open();
const alice: string = book.visitor().register({ name: "Alice", email: "alice@example.org" });

// Each event has its own fields, by its type.
function said(event: Event): string {
  switch (event.type) {
    case "betPlaced":
      return `${event.bet} for ${event.stake}`;
    case "betSettled":
      return `${event.bet} ${event.status} ${event.returned}`;
    default:
      return event.type;
  }
}
book.on("betSettled", ({ event, number }) => {
  const returned: string = event.returned;
  const at: number = number;
  return void [returned, at];
});
// @ts-expect-error there is no such event
book.on("betLost", () => undefined);
for await (const { record } of book) record.events.map(said);

// A closed union: who forgets a kind of market is told.
function line(kind: MarketKind): string | null {
  if (typeof kind === "string") return null;
  return kind.type === "totalGoals" || kind.type === "asianHandicap" ? kind.line : null;
}
line({ type: "totalGoals", line: "2.5" });
// @ts-expect-error a total has a line
line({ type: "totalGoals" });
// @ts-expect-error money is no number
book.system().confirmDeposit(alice, 100, "bank", "1");
book.system().confirmDeposit(alice, "100.00 EUR", "bank", "1");

// What may be null may be left out; the answer has it.
const [league, home, away] = [alice, alice, alice];
const fixture = book.system().scheduleFixture(league, Fixture.matchOf(home, away), new Date());
book.system().recordScore(fixture, Scores.fullTime(2, 1));
book.system().recordScore(fixture, { fullTime: { home: 2, away: 1 } });
// @ts-expect-error a score has its 90 minutes
book.system().recordScore(fixture, { halfTime: { home: 2, away: 1 } });
const half: { home: number; away: number } | null | undefined = book.fixture(fixture).score?.halfTime;
const bet = book.session(alice).placeBet(Slip.single(fixture, "2.10").staking("10.00 EUR"));
const returned: string = bet.potentialReturn;

// A command is one of the engine's, with what that one asks.
const body: Body = { type: "suspendMarket", market: fixture };
const command: Command = book.system().command(body);
book.execute([command]).map((outcome) => ("error" in outcome ? outcome.error.code : outcome.made));
// @ts-expect-error a market is named by its id
const wrong: Body = { type: "suspendMarket", fixture };

try {
  book.session(alice).wallet("EUR");
} catch (error) {
  if (error instanceof RealDealError && error.is("stake_too_high")) {
    const max: string = error.figures.max;
    void max;
  }
  // @ts-expect-error no refusal has this code
  if (error instanceof RealDealError && error.is("stake_too_hihg")) throw error;
}

// A book in a worker has the same methods, which give promises.
const remote = await openInWorker();
const cash: string = (await remote.session(alice).wallet("EUR")).cash;
// @ts-expect-error it must be waited for
const early: string = remote.session(alice).wallet("EUR").cash;

// The full build keeps one in a file, and looks after files.
const kept = await openFully({ file: "league" });
const balance: string = (await kept.session(alice).wallet("EUR")).cash;
const bytes: Uint8Array = await files.read("league");
await files.write("copy", bytes);
// @ts-expect-error the small build has no files
await openInWorker({ file: "league" });

void [balance, half, returned, wrong, cash, early];
