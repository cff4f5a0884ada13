// Books in files of the browser: kept, shared by tabs, killed, and carried from one system to the other. The programs of this machine that
// open the same files are built by `cargo build -p realdeal-wasm --example file -p realdeal-cli`; `NATIVE` says in which folder. `ONLY` is a
// pattern: of the stories, those are run whose names have it.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { evening } from "./evening.js";
import { browserName, launch, listenTo, NEWER, PLAIN, serveHere } from "./served.js";

const native = process.env.NATIVE ?? fileURLToPath(new URL("../../target/debug", import.meta.url));
const home = await mkdtemp(join(tmpdir(), "realdeal-files-"));
const server = await serveHere();
const here = `http://127.0.0.1:${server.port}`;
const trouble = [];
const failed = [];

const profile = join(home, "profile");
let browser = await launch(profile);

/** A tab with the package at hand: `rd`, and what the stories share. */
async function open(origin = here) {
  const tab = await browser.newPage();
  listenTo(tab, trouble);
  await tab.goto(origin);
  await tab.evaluate(async () => {
    globalThis.rd = await import("realdeal/full");
    globalThis.page = await import("/bindings-wasm/test/files-page.js");
  });
  return tab;
}

async function story(name, work) {
  if (process.env.ONLY && !new RegExp(process.env.ONLY).test(name)) return;
  try {
    const note = await work();
    console.log(`ok      ${name}${note ? `: ${note}` : ""}`);
  } catch (error) {
    failed.push(name);
    console.log(`FAILED  ${name}\n        ${error.stack}`);
  }
  for (const tab of (await browser.pages()).slice(1)) await tab.close();
}

/** A file on this machine, asked in turn. */
function natively(path) {
  const program = spawn(join(native, "examples/file"), [path], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  const ended = new Promise((resolve) => program.on("close", resolve));
  return {
    async ask(method, ...args) {
      program.stdin.write(`${JSON.stringify({ who: "", method, arguments: args })}\n`);
      const { value, error } = JSON.parse((await lines.next()).value);
      if (error) throw new Error(JSON.stringify(error));
      return value;
    },
    async close() {
      program.stdin.end();
      assert.equal(await ended, 0);
    },
  };
}
const verified = (path) => execFileSync(join(native, "realdeal"), ["verify", path], { encoding: "utf8" });

const told = await evening();

await story("a book is kept when its tab and the browser are closed", async () => {
  let tab = await open();
  const { alice, slip, hash } = await tab.evaluate(() => page.begin("league"));
  await tab.close();
  const look = ({ alice, slip }) => page.lookAgain("league", alice, slip);
  tab = await open();
  assert.deepEqual(await tab.evaluate(look, { alice, slip }), { hash, cash: "90.00 EUR", bet: slip.id, faults: [] });
  await browser.close();
  browser = await launch(profile);
  tab = await open();
  assert.deepEqual(await tab.evaluate(look, { alice, slip }), { hash, cash: "90.00 EUR", bet: slip.id, faults: [] });
});

await story("the fixed script of the public vectors ends with the same hash in a file", async () => {
  const { steps, end } = JSON.parse(await readFile(new URL("../../vectors/script.json", import.meta.url), "utf8"));
  const tab = await open();
  const found = await tab.evaluate(async (commands) => {
    const book = await rd.openInWorker({ file: "script" });
    await book.executeJson(commands);
    const found = [await book.stateHash(), await book.journalHead(), (await book.audit()).faults];
    await book.close();
    return found;
  }, JSON.stringify(steps.map(({ command }) => command)));
  assert.deepEqual(found, [end.state_hash, { records: end.journal.records, seal: end.journal.seal }, []]);
});

await story("files are listed, copied and thrown away, and each wrong way is refused", async () => {
  const tab = await open();
  assert.deepEqual(await tab.evaluate(() => rd.files.list()), ["league", "script"]);
  const refused = await tab.evaluate(async () => {
    const { files, openInWorker } = rd;
    const { refusal, foreign } = page;
    const bytes = await files.read("league");
    await files.write("copy", bytes);
    const copied = await files.read("copy");
    const refused = {
      same: copied.length === bytes.length && copied.every((byte, index) => byte === bytes[index]),
      exists: await refusal(files.write("copy", bytes)),
      garbage: await refusal(files.write("garbage", new Uint8Array(4096))),
      cut: await refusal(files.write("cut", bytes.slice(0, 10_000))),
      foreign: await refusal(files.write("foreign", foreign())),
      absent: await refusal(files.read("absent")),
      slash: await refusal(openInWorker({ file: "a/b" })),
      dots: await refusal(files.remove("..")),
      simulated: await refusal(openInWorker({ file: "copy", simulated: { seed: 1, now: new Date() } })),
    };
    const book = await openInWorker({ file: "copy" });
    refused.openRead = await refusal(files.read("copy"));
    refused.openRemoved = await refusal(files.remove("copy"));
    await book.close();
    const small = await import("realdeal");
    refused.small = await refusal(small.openInWorker({ file: "copy" }));
    refused.removed = [await files.remove("copy"), await files.remove("copy")];
    return refused;
  });
  assert.deepEqual(refused, {
    same: true,
    exists: "file_exists",
    garbage: "malformed",
    cut: "malformed",
    foreign: "storage_not_applied",
    absent: "no_such_file",
    slash: "malformed",
    dots: "malformed",
    simulated: "malformed",
    openRead: "book_in_use",
    openRemoved: "book_in_use",
    small: "no_file_system",
    removed: [true, false],
  });
  assert.deepEqual(await tab.evaluate(() => rd.files.list()), ["league", "script"]);
});

await story("without a private file system it is said at once", async () => {
  const tab = await open(`http://${PLAIN}:${server.port}`);
  const found = await tab.evaluate(async () => {
    const asked = [rd.openInWorker({ file: "league" }), rd.files.list(), rd.files.read("league"), rd.files.remove("league")];
    const codes = [isSecureContext, ...(await Promise.all(asked.map(page.refusal)))];
    const book = await rd.openInWorker();
    codes.push((await book.journalHead()).records);
    await book.close();
    return codes;
  });
  assert.deepEqual(found, [false, "no_file_system", "no_file_system", "no_file_system", "no_file_system", 0]);
  const window = await open();
  assert.deepEqual(await window.evaluate(() => page.inPrivate()), ["no_file_system", "no_file_system", "no_file_system"]);
});

await story("a second tab has the same book, and takes over when the first is closed", async () => {
  const [first, second, third] = [await open(), await open(), await open()];
  const { alice } = await first.evaluate(() => page.hold("league"));
  for (const tab of [second, third]) await tab.evaluate(() => page.hold("league"));
  assert.equal(await second.evaluate((alice) => page.deposit(alice, "1"), alice), "91.00 EUR");
  assert.equal(await first.evaluate((alice) => page.deposit(alice, "2"), alice), "92.00 EUR");
  // Everybody hears of both, whoever asked.
  for (const tab of [first, second, third]) await tab.waitForFunction(() => page.heard().join() === "1,2");
  await first.close();
  assert.equal(await third.evaluate((alice) => page.deposit(alice, "3"), alice), "93.00 EUR");
  for (const tab of [second, third]) await tab.waitForFunction(() => page.heard().join() === "1,2,3");
  // The clock was put back by the first tab: the next owner goes on with it.
  assert.equal(await third.evaluate(() => page.now()), "2024-08-16T12:00:00Z");
  await second.evaluate(() => page.close());
  assert.equal(await third.evaluate((alice) => page.deposit(alice, "4"), alice), "94.00 EUR");
  assert.deepEqual(await third.evaluate(() => page.close()), []);
});

await story("when the owner is killed, its guest is told, asks again, and nothing is done twice", async () => {
  // On a fast day the owner may have answered everything before it is killed: each round there is more to do.
  for (let round = 1; round <= 10; round += 1) {
    const [owner, guest] = [await open(), await open()];
    await owner.evaluate(() => page.hold("league"));
    await guest.evaluate(() => page.hold("league"));
    await owner.evaluate(() => page.killAtBet());
    await guest.evaluate((round) => page.placeMany(round, 20 * round, 400), round);
    const { lost, found, placed } = await guest.evaluate(() => page.placeAgain());
    assert.equal(placed, 8_000 * round);
    assert.deepEqual(await guest.evaluate(() => page.close()), []);
    if (lost > 0) return `${found} of ${placed} bets had been placed, in round ${round}`;
    await owner.close();
  }
  assert.fail("no owner was killed in time");
});

await story("a tab with another version of the package is told so at once, and has the file when nobody else has", async () => {
  const [one, other] = [await open(), await open()];
  await one.evaluate(() => page.hold("league"));
  const newer = async () => {
    const { openInWorker } = await import("/newer/bindings-wasm/dist/full-index.js");
    try {
      const book = await openInWorker({ file: "league" });
      const { records } = await book.journalHead();
      await book.close();
      return records > 0;
    } catch ({ code, figures, retryable }) {
      return { code, figures, retryable };
    }
  };
  const here = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")).version;
  assert.deepEqual(await other.evaluate(newer), {
    code: "other_version",
    figures: { name: "league", here: `${NEWER} (protocol 1)`, there: `${here} (protocol 1)` },
    retryable: true,
  });
  // The owner has not noticed.
  assert.equal(await one.evaluate(() => page.asked()), "it was not refused");
  await one.evaluate(() => page.close());
  assert.equal(await other.evaluate(newer), true);
});

await story("a defect is told to whoever met it, and the next tab goes on with the file", async () => {
  const [owner, guest] = [await open(), await open()];
  await owner.evaluate(() => page.holdUntilExhausted("league"));
  const { alice } = await guest.evaluate(() => page.hold("league"));
  const cash = await guest.evaluate((alice) => page.deposit(alice, "before the defect"), alice);
  await owner.evaluate(() => page.exhaust());
  assert.equal(await guest.evaluate(() => page.burst()), "defect");
  const { records } = await guest.evaluate(() => page.settledDown());
  // The page of the worker that broke has no book any more.
  assert.equal(await owner.evaluate(() => page.asked()), "defect");
  assert.notEqual(await guest.evaluate((alice) => page.deposit(alice, "after the defect"), alice), cash);
  assert.equal((await guest.evaluate(() => page.settledDown())).records, records + 1);
  assert.deepEqual(await guest.evaluate(() => page.close()), []);
});

await story("where the browser gives no more room, it is said, nothing is half done, and it goes on when there is room", async () => {
  if (!browser.newCDPSession) return "skipped: this browser has no way to be told how much room there is";
  const tab = await open();
  await tab.evaluate(() => page.begin("crowded"));
  await tab.close();
  const again = await open();
  await again.evaluate(() => page.hold("crowded"));
  const cdp = await browser.newCDPSession(again);
  const room = (quotaSize) => cdp.send("Storage.overrideQuotaForOrigin", { origin: here, quotaSize });
  await room((await again.evaluate(() => page.usage())) + 6_000_000);
  const found = await again.evaluate(() => page.placeUntilFull());
  assert.deepEqual(found.why, { code: "storage_not_applied", kind: "storage", retryable: true, applied: false, whole: true });
  assert.deepEqual([found.after, found.again, found.faults], [found.before, "storage_not_applied", []]);
  await room();
  assert.deepEqual(await again.evaluate(() => page.placeRefused()), { made: 100, records: 100 });
  assert.deepEqual(await again.evaluate(() => page.close()), []);
  const out = join(home, "crowded.db");
  await writeFile(out, Buffer.from(await again.evaluate(() => page.taken("crowded")), "base64"));
  verified(out);
  return `${found.slices * 100} bets found room`;
});

await story("a worker killed in the middle of a settlement is resumed, and the books are those of an undisturbed run", async () => {
  const tab = await open();
  const made = await tab.evaluate(({ journal, people }) => page.bring("evening", journal, people), told);
  assert.equal(made, told.before);
  const { took, hash } = await tab.evaluate((commands) => page.settleUndisturbed("evening", commands), told.commands);
  assert.equal(hash, told.after);
  let [hot, early, kills] = [0, 0, 0];
  // Spread over the run by the clock, wherever that comes. The next story says what is in the middle of a unit.
  while (kills < 12) {
    kills += 1;
    const delay = Math.round(took * ((kills * 0.618) % 1));
    const found = await tab.evaluate(([commands, delay]) => page.settleKilled("evening", commands, delay), [told.commands, delay]);
    assert.deepEqual([found.hash, found.faults], [told.after, []], `killed after ${delay} ms`);
    hot += found.hot;
    early += found.answered < told.commands.length;
  }
  assert.ok(early > 0, "no kill came in the middle");
  return `${kills} kills over ${Math.round(took)} ms, ${early} before the end, ${hot} with a journal left behind`;
});

await story("killed before a write in the middle of a unit, it is rolled back; and a file layer that forgets journals is found out", async () => {
  const tab = await open();
  const { writes, hash } = await tab.evaluate((commands) => page.countWrites("evening", commands), told.commands);
  assert.equal(hash, told.after);
  const killed = (at, forgets = "") =>
    tab.evaluate((all) => page.settleStood("evening", ...all), [told.commands, at, forgets]);
  const right = ({ hash, faults }) => hash === told.after && faults.length === 0;
  /** Kills spread over the whole settlement: how many were in the middle of a unit, and how many of those came out wrong. */
  async function spread(kills, forgets) {
    let [halves, wrong] = [0, 0];
    for (let kill = 1; kill <= kills; kill += 1) {
      const found = await killed(Math.ceil((writes * (kill - 0.5)) / kills), forgets);
      halves += found.half;
      wrong += !right(found);
    }
    return [halves, wrong];
  }
  const [halves, wrong] = await spread(24);
  assert.equal(wrong, 0);
  assert.ok(halves > 12, `only ${halves} of 24 kills came in the middle of a unit`);
  const [notWritten, notRead] = [await spread(6, "writing"), await spread(6, "reading")];
  assert.ok(notWritten[1] > 0 && notRead[1] > 0, `nobody noticed: ${[notWritten, notRead]}`);
  return `${writes} writes; killed 24 times, ${halves} in the middle; with journals not written ${notWritten[1]} of ${notWritten[0]} \
came out wrong, with journals not read ${notRead[1]} of ${notRead[0]}`;
});

await story("a file of the browser is verified and continued natively, and comes back", async () => {
  const tab = await open();
  const [out, back] = [join(home, "out.db"), "back"];
  await writeFile(out, Buffer.from(await tab.evaluate(() => page.taken("evening")), "base64"));
  verified(out);
  const file = natively(out);
  assert.equal(await file.ask("stateHash"), told.before);
  await file.ask("execute", told.commands.slice(0, 3));
  const between = await file.ask("stateHash");
  await file.close();
  verified(out);
  await tab.evaluate(([name, bytes]) => page.given(name, bytes), [back, (await readFile(out)).toString("base64")]);
  const found = await tab.evaluate(([name, commands]) => page.settleRest(name, commands), [back, told.commands.slice(3)]);
  assert.deepEqual(found, { before: between, after: told.after, faults: [] });
});

await story("a file made natively is continued in the browser", async () => {
  const path = join(home, "made.db");
  const file = natively(path);
  await file.ask("importJournal", told.journal);
  await file.ask("importPeople", told.people);
  await file.close();
  const tab = await open();
  await tab.evaluate((bytes) => page.given("made", bytes), (await readFile(path)).toString("base64"));
  const found = await tab.evaluate((commands) => page.settleRest("made", commands), told.commands);
  assert.deepEqual(found, { before: told.before, after: told.after, faults: [] });
});

await browser.close();
server.close();
await rm(home, { recursive: true, force: true });
for (const line of trouble) console.log(`the page says: ${line}`);
console.log(`${failed.length} stories of files in ${browserName} failed`);
process.exitCode = failed.length || trouble.length ? 1 : 0;
