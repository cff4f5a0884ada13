// The books of this page: opened in a worker, filled with the league on the first visit. They lie in a file of the browser, which is
// whole after each command, and which all tabs share. Where there are no files, they lie in memory and are kept after each change.

import { files, Fixture, openInWorker, RealDealError, type RemoteBook, type RemoteSession, type Timestamp } from "realdeal/full";
import { MATCHES, TEAMS } from "./league.js";
import * as store from "./store.js";

const FILE = "sportsbook";
const HOUR = 3_600_000;

export interface Books {
  book: RemoteBook;
  /** The bettor of this page. */
  alice: string;
  bettor: RemoteSession;
  office: RemoteSession;
  /** Keeps the books, where no file does. */
  changed(): void;
  /** Throws them away. */
  forget(): Promise<void>;
}

/** The league, its people and 100.00 EUR, told to an empty book. That Bo becomes a bookmaker comes last: so it is known to be whole. */
async function begin(book: RemoteBook): Promise<void> {
  const now = new Date();
  now.setUTCMinutes(0, 0, 0);
  await book.setNow(now);
  const system = book.system();
  const admin = await system.createFirstAdmin({ name: "Ada", email: "ada@example.org" });
  const alice = await book.visitor().register({ name: "Alice", email: "alice@example.org" });
  await system.confirmDeposit(alice, "100.00 EUR", "welcome", "1");
  const league = await system.createCompetition("Vale League", "vale-league");
  const teams = new Map<string, string>();
  for (const team of TEAMS) teams.set(team, await system.createTeam(team));
  for (const { day, home, away, markets } of MATCHES) {
    const start = new Date(now.getTime() + day * 24 * HOUR);
    const entrants = Fixture.matchOf(teams.get(home) as string, teams.get(away) as string);
    const fixture = await system.scheduleFixture(league, entrants, start);
    for (const [kind, prices] of markets) await system.openMarket(fixture, kind, prices);
  }
  const bookmaker = await book.visitor().register({ name: "Bo", email: "bo@example.org" });
  await book.session(admin).changeRole(bookmaker, "bookmaker");
}

/** Alice and Bo, once all of the beginning is there. */
async function people(book: RemoteBook): Promise<{ alice: string; bookmaker: string } | undefined> {
  const [alice, bookmaker] = [await book.userByEmail("alice@example.org"), await book.userByEmail("bo@example.org")];
  if (alice === null || bookmaker === null || (await book.user(bookmaker)).role !== "bookmaker") return undefined;
  return { alice, bookmaker };
}

/** The time of the last thing that happened: a book that comes back goes on from there. */
async function lastTime(book: RemoteBook): Promise<Timestamp | undefined> {
  const { records } = await book.journalHead();
  const [last] = await book.journal({ after: records - 1, limit: 1 });
  return last?.record.at;
}

/** The books in the file. A tab that was closed while it began them left a part: they are begun anew. */
async function inFile(): Promise<RemoteBook> {
  const book = await openInWorker({ file: FILE });
  // One tab begins them, and others wait for it.
  const whole = await navigator.locks.request(`${FILE} begins`, async () => {
    if ((await book.journalHead()).records === 0) await begin(book);
    return (await people(book)) !== undefined;
  });
  if (whole) return book;
  await book.close();
  await files.remove(FILE);
  return inFile();
}

/** The books as they were kept, in memory. */
async function inMemory(): Promise<RemoteBook> {
  const book = await openInWorker();
  const kept = await store.load();
  if (kept) {
    await book.importJournal(kept.journal);
    await book.importPeople(kept.people);
  } else {
    await begin(book);
    await store.keep(await book.export());
  }
  return book;
}

/** Whether tabs share the books. */
export async function areShared(): Promise<boolean> {
  try {
    await files.list();
    return true;
  } catch (error) {
    if (error instanceof RealDealError && error.code === "no_file_system") return false;
    throw error;
  }
}

export async function open(shared: boolean): Promise<Books> {
  const book = await (shared ? inFile() : inMemory());
  const last = await lastTime(book);
  if (last) await book.setNow(last);
  const both = await people(book);
  if (!both) throw new Error("these books are of another page");
  const { alice, bookmaker } = both;
  const kept = document.documentElement.dataset;
  kept.kept = "yes";
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const changed = () => {
    if (shared) return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      await store.keep(await book.export());
      kept.kept = "yes";
    }, 150);
    kept.kept = "no";
  };
  const forget = async () => {
    clearTimeout(waiting);
    await book.close();
    await (shared ? files.remove(FILE) : store.forget());
  };
  return { book, alice, bettor: book.session(alice), office: book.session(bookmaker), changed, forget };
}
