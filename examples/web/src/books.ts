// The books of this page: opened in a worker, filled with the league on the first visit, kept after each change.

import { Fixture, openInWorker, type RemoteBook, type RemoteSession, type Timestamp } from "realdeal";
import { MATCHES, TEAMS } from "./league.js";
import * as store from "./store.js";

const HOUR = 3_600_000;

export interface Books {
  book: RemoteBook;
  /** The bettor of this page. */
  alice: string;
  bettor: RemoteSession;
  office: RemoteSession;
  /** Keeps the books, once nothing more has changed for a moment. */
  changed(): void;
}

async function userOf(book: RemoteBook, email: string): Promise<string> {
  const user = await book.userByEmail(email);
  if (user === null) throw new Error("these books are of another page");
  return user;
}

/** The league, its people and 100.00 EUR, told to an empty book. */
async function begin(book: RemoteBook): Promise<void> {
  const now = new Date();
  now.setUTCMinutes(0, 0, 0);
  await book.setNow(now);
  const system = book.system();
  const admin = await system.createFirstAdmin({ name: "Ada", email: "ada@example.org" });
  const bookmaker = await book.visitor().register({ name: "Bo", email: "bo@example.org" });
  await book.session(admin).changeRole(bookmaker, "bookmaker");
  const alice = await book.visitor().register({ name: "Alice", email: "alice@example.org" });
  await system.confirmDeposit(alice, "100.00 EUR", "welcome", "1");
  const office = book.session(bookmaker);
  const league = await office.createCompetition("Vale League", "vale-league");
  const teams = new Map<string, string>();
  for (const team of TEAMS) teams.set(team, await office.createTeam(team));
  for (const { day, home, away, markets } of MATCHES) {
    const start = new Date(now.getTime() + day * 24 * HOUR);
    const entrants = Fixture.matchOf(teams.get(home) as string, teams.get(away) as string);
    const fixture = await office.scheduleFixture(league, entrants, start);
    for (const [kind, prices] of markets) await office.openMarket(fixture, kind, prices);
  }
}

/** The time of the last thing that happened: a book that comes back goes on from there. */
async function lastTime(book: RemoteBook): Promise<Timestamp | undefined> {
  const { records } = await book.journalHead();
  const [last] = await book.journal({ after: records - 1, limit: 1 });
  return last?.record.at;
}

export async function open(): Promise<Books> {
  const book = await openInWorker();
  const kept = await store.load();
  if (kept) {
    await book.importJournal(kept.journal);
    await book.importPeople(kept.people);
    const last = await lastTime(book);
    if (last) await book.setNow(last);
  } else {
    await begin(book);
    await store.keep(await book.export());
  }
  const alice = await userOf(book, "alice@example.org");
  const bookmaker = await userOf(book, "bo@example.org");
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const changed = () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      await store.keep(await book.export());
      document.documentElement.dataset.kept = "yes";
    }, 150);
    document.documentElement.dataset.kept = "no";
  };
  return { book, alice, bettor: book.session(alice), office: book.session(bookmaker), changed };
}
