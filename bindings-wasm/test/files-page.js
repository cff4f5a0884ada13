// What the tabs of `files.js` do: each function is called by name from there.

import { Fixture, openInWorker, files, RealDealError, RemoteBook } from "realdeal/full";
import { KICK_OFF, NOON } from "./world.js";

const base64 = (bytes) => bytes.toBase64();
const unbase64 = (text) => Uint8Array.fromBase64(text);

/** The code of a refusal. */
export async function refusal(promise) {
  try {
    await promise;
  } catch (error) {
    return error instanceof RealDealError ? error.code : String(error);
  }
  return "it was not refused";
}

/** A database of SQLite's of another program: one empty page, marked as somebody's. */
export function foreign() {
  const page = new Uint8Array(4096);
  page.set(new TextEncoder().encode("SQLite format 3\0"));
  const view = new DataView(page.buffer);
  view.setUint16(16, 4096); // the size of a page
  page.set([1, 1, 0, 64, 32, 32], 18);
  view.setUint32(28, 1); // pages
  view.setUint32(44, 4); // the schema's format
  view.setUint32(56, 1); // UTF-8
  view.setUint32(68, 0x0badcafe); // whose it is
  page[100] = 13; // an empty table: the schema
  view.setUint16(105, 4096);
  return page;
}

/** A book with Alice, 100.00 EUR and a bet of 10.00. */
export async function begin(name) {
  const book = await openInWorker({ file: name });
  await book.setNow(NOON);
  const system = book.system();
  const alice = await book.visitor().register({ name: "Alice", email: "alice@example.org" });
  await system.confirmDeposit(alice, "100.00 EUR", "bank", "begin");
  const league = await system.createCompetition("League", "league");
  const teams = [await system.createTeam("Arsenal"), await system.createTeam("Wolves")];
  const fixture = await system.scheduleFixture(league, Fixture.matchOf(...teams), KICK_OFF);
  const { selections } = await system.openMarket(fixture, "matchResult", [["home", "2.10"], ["draw", "3.40"], ["away", "3.60"]]);
  const slip = { id: await book.freshId(), legs: [{ selection: selections[0], odds: "2.10" }], stake: "10.00 EUR" };
  await book.session(alice).placeBet(slip);
  const hash = await book.stateHash();
  // Not closed: the tab is, with whatever it has open.
  return { alice, slip, hash };
}

export async function lookAgain(name, alice, slip) {
  const book = await openInWorker({ file: name });
  await book.setNow(NOON);
  const found = {
    hash: await book.stateHash(),
    cash: (await book.session(alice).wallet("EUR")).cash,
    bet: (await book.session(alice).placeBet(slip)).id,
    faults: (await book.audit()).faults,
  };
  await book.close();
  return found;
}

const worker = () => new Worker("/bindings-wasm/dist/full-worker.js", { type: "module" });
let held;
const references = [];

/** Opens a book and keeps it open, with an ear to its deposits. */
export async function hold(name) {
  const owner = worker();
  const book = await RemoteBook.open(owner, { file: name });
  held = { book, owner };
  await book.on("depositConfirmed", ({ event }) => references.push(event.reference));
  if ((await book.now()) > "2025") await book.setNow(NOON);
  return { alice: await book.userByEmail("alice@example.org") };
}
export const heard = () => references;
export const now = () => held.book.now();
/** Ends the worker as soon as it tells of a bet. */
export async function killAtBet() {
  await held.book.on("betPlaced", () => held.owner.terminate());
}

/** What was under way when an owner went is asked again, until there is an answer: with the same id it is done once. */
async function patiently(work) {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (error.code !== "worker_ended") throw error;
    }
  }
}

/** Opens a book by a worker that can be told to run out of memory, and keeps it open. */
export async function holdUntilExhausted(name) {
  const owner = new Worker("/bindings-wasm/test/exhausted-worker.js", { type: "module" });
  held = { book: await RemoteBook.open(owner, { file: name }), owner };
  await held.book.setNow(NOON);
}
export async function exhaust() {
  const done = word(held.owner, "exhausted");
  held.owner.postMessage({ exhaust: true });
  await done;
}
/** Asks for more than an exhausted module can take. */
export const burst = () => refusal(held.book.visitor().register({ name: "x".repeat(50_000_000), email: "bo@example.org" }));
export const asked = () => refusal(held.book.now());
/** Waits until somebody else owns the file, or this worker does. */
export const settledDown = () => patiently(() => held.book.journalHead());

export async function usage() {
  return (await navigator.storage.estimate()).usage;
}

/** Places bets in slices until the first is refused, and says how the books are then. */
export async function placeUntilFull() {
  const { book } = held;
  const alice = await book.userByEmail("alice@example.org");
  await book.system().confirmDeposit(alice, "100000.00 EUR", "card", "until full");
  const [fixture] = await book.fixtures();
  const [market] = await book.marketsOf(fixture.id);
  const [selection] = await book.selectionsOf(market);
  const session = book.session(alice);
  for (let slices = 0; slices < 200; slices += 1) {
    const ids = await book.freshIds(100);
    const slips = ids.map((id) => ({ id, legs: [{ selection: selection.id, odds: selection.odds }], stake: "1.00 EUR" }));
    const before = [await book.stateHash(), await book.journalHead()];
    const codes = async () => (await session.placeBets(slips)).map((one) => one.error);
    const errors = await codes();
    if (errors.every((error) => error === undefined)) continue;
    // One of a slice is like the other: it is one unit of work.
    const whole = errors.every((error) => JSON.stringify(error) === JSON.stringify(errors[0]));
    const { code, kind, retryable, applied } = errors[0];
    const again = (await codes())[0].code;
    full = { session, slips };
    const after = [await book.stateHash(), await book.journalHead()];
    return { slices, before, after, why: { code, kind, retryable, applied, whole }, again, faults: (await book.audit()).faults };
  }
  throw new Error("it was never full");
}
let full;
/** The slice that was refused, asked again. */
export async function placeRefused() {
  const { book } = held;
  const records = (await book.journalHead()).records;
  const outcomes = await full.session.placeBets(full.slips);
  return { made: outcomes.filter((one) => one.made && !one.repeated).length, records: (await book.journalHead()).records - records };
}

export async function deposit(alice, reference) {
  const { book } = held;
  const body = { type: "confirmDeposit", user: alice, amount: "1.00 EUR", provider: "card", reference };
  const command = await patiently(() => book.system().command(body));
  met(await patiently(() => book.execute([command])));
  return (await patiently(() => book.session(alice).wallet("EUR"))).cash;
}

export async function close() {
  const { faults } = await held.book.audit();
  await held.book.close();
  return faults;
}

let many;
/** Asks for many bets in slices, and does not wait. */
export async function placeMany(round, slices, each) {
  const { book } = held;
  const alice = await book.userByEmail("alice@example.org");
  await book.system().confirmDeposit(alice, "100000.00 EUR", "card", `many ${round}`);
  const [fixture] = await book.fixtures();
  const [market] = await book.marketsOf(fixture.id);
  const [selection] = await book.selectionsOf(market);
  const ids = await book.freshIds(slices * each);
  const slips = ids.map((id) => ({ id, legs: [{ selection: selection.id, odds: selection.odds }], stake: "1.00 EUR" }));
  const session = book.session(alice);
  const before = (await book.journalHead()).records;
  const cut = Array.from({ length: slices }, (_, index) => slips.slice(index * each, (index + 1) * each));
  const place = () => Promise.all(cut.map((slice) => refusal(session.placeBets(slice).then(met))));
  many = { place, before, asked: place() };
}
const placed = async () => (await patiently(() => held.book.journalHead())).records - many.before;
export async function placeAgain() {
  const codes = await many.asked;
  const found = await placed();
  await many.place();
  return { lost: codes.filter((code) => code === "worker_ended").length, found, placed: await placed() };
}

export async function bring(name, journal, people) {
  const book = await openInWorker({ file: name });
  await book.importJournal(journal);
  await book.importPeople(people);
  const hash = await book.stateHash();
  await book.close();
  return hash;
}

const met = (outcomes) => {
  const refused = outcomes.find((one) => "error" in one);
  if (refused) throw new Error(refused.error.messages.en);
};

/** A copy of a file, opened by a worker that can be killed. */
async function copy(name, killable = worker()) {
  await files.remove("copy");
  await files.write("copy", await files.read(name));
  return { killable, book: await RemoteBook.open(killable, { file: "copy" }) };
}

/** A worker over the file layer of `standing.js`. */
const standing = (forgets) => new Worker(`/bindings-wasm/test/standing-worker.js?forgets=${forgets}`, { type: "module" });
/** How a private window refuses, whatever is asked. */
export async function inPrivate() {
  const codes = [await refusal(RemoteBook.open(standing("everything"), { file: "private" }))];
  StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException("transient", "UnknownError"));
  for (const asked of [files.list(), files.remove("private")]) codes.push(await refusal(asked));
  return codes;
}
/** What such a worker says of itself, and no answer of the book's. */
const word = (worker, of) =>
  new Promise((resolve) => {
    worker.addEventListener("message", function hear({ data }) {
      if (!(of in data)) return;
      worker.removeEventListener("message", hear);
      resolve(data);
    });
  });

/** How often an undisturbed settlement writes into the file. */
export async function countWrites(name, commands) {
  const { book, killable } = await copy(name, standing(""));
  killable.postMessage({ standAt: 0 });
  for (const command of commands) met(await book.execute([command]));
  const counted = word(killable, "counted");
  killable.postMessage({ count: true });
  const { counted: writes } = await counted;
  const hash = await book.stateHash();
  await book.close();
  return { writes, hash };
}

/** Settles until before a write, is killed there, and goes on over the file as it lies there. */
export async function settleStood(name, commands, at, forgets) {
  const { book, killable } = await copy(name, standing(forgets));
  killable.postMessage({ standAt: at });
  const stands = word(killable, "stands");
  for (const command of commands) book.execute([command]).catch(() => undefined);
  const { half } = await stands;
  killable.terminate();
  const next = standing(forgets);
  try {
    const again = await RemoteBook.open(next, { file: "copy" });
    for (const command of commands) met(await again.execute([command]));
    const found = { half, hash: await again.stateHash(), faults: (await again.audit()).faults };
    await again.close();
    return found;
  } catch (error) {
    // A file that was left half written may well be damaged.
    next.terminate();
    await navigator.locks.request("realdeal/copy", () => undefined);
    return { half, hash: String(error), faults: [] };
  }
}

export async function settleUndisturbed(name, commands) {
  const { book } = await copy(name);
  const begun = performance.now();
  for (const command of commands) met(await book.execute([command]));
  const took = performance.now() - begun;
  const hash = await book.stateHash();
  await book.close();
  return { took, hash };
}

export async function settleKilled(name, commands, delay) {
  const { book, killable } = await copy(name);
  let answered = 0;
  const asked = commands.map((command) => book.execute([command]).then(() => (answered += 1), () => undefined));
  await new Promise((resolve) => setTimeout(resolve, delay));
  killable.terminate();
  const hot = await freely(() => leftover("copy"));
  const again = await openInWorker({ file: "copy" });
  for (const command of commands) met(await again.execute([command]));
  const found = { answered, hot, hash: await again.stateHash(), faults: (await again.audit()).faults };
  await again.close();
  void asked;
  return found;
}

/** Tries again while a worker that was ended still holds its files. */
async function freely(work) {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** Whether a journal is left that has to be rolled back: 1 or 0. */
async function leftover(name) {
  const magic = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("realdeal");
  const read = async (folder) => {
    for await (const entry of folder.values()) {
      if (entry.kind === "directory") {
        if (await read(entry)) return 1;
        continue;
      }
      const bytes = new Uint8Array(await (await entry.getFile()).slice(0, 4104).arrayBuffer());
      const called = new TextDecoder().decode(bytes.slice(0, 64));
      if (called.includes("book.db-journal") && magic.every((byte, index) => bytes[4096 + index] === byte)) return 1;
    }
    return 0;
  };
  return read(await root.getDirectoryHandle(name));
}

export async function taken(name) {
  return base64(await files.read(name));
}
export const given = (name, bytes) => files.write(name, unbase64(bytes));

export async function settleRest(name, commands) {
  const book = await openInWorker({ file: name });
  const before = await book.stateHash();
  met(await book.execute(commands));
  const found = { before, after: await book.stateHash(), faults: (await book.audit()).faults };
  await book.close();
  return found;
}
