// What placing a bet costs in the module beside what it costs natively: the same book, the same slips as text in slices of 1,000, the
// same answers, taking turns in one run (P19). `cargo build --release -p realdeal-wasm --example native` comes first.

import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import * as small from "../dist/small.js";

const SLICES = 20;
const SLICE = 1_000;
const ROUNDS = 5;
const NOON = 1_723_809_600_000_000n;

await small.default({ module_or_path: await readFile(new URL("../dist/small_bg.wasm", import.meta.url)) });
const system = JSON.stringify({ actor: "system" });

/** A book with a bettor and a market; the calls that made it, for the other side to repeat. */
function begin() {
  const engine = small.Engine.simulated(7n, NOON);
  const before = [];
  const ask = (who, method, args) => {
    before.push({ who, method, arguments: args });
    const { value, error } = JSON.parse(engine.call(who, method, JSON.stringify(args)));
    if (error) throw new Error(JSON.stringify(error));
    return value;
  };
  const alice = ask(JSON.stringify({ actor: "visitor" }), "register", [{ name: "Alice", email: "alice@example.org" }]);
  ask(system, "confirmDeposit", [alice, "1000000.00 EUR", "bank", "1"]);
  const league = ask(system, "createCompetition", ["League", "league"]);
  const [home, away] = ["Arsenal", "Wolves"].map((team) => ask(system, "createTeam", [team]));
  const entrants = [{ participant: home, role: "home" }, { participant: away, role: "away" }];
  const fixture = ask(system, "scheduleFixture", [league, entrants, "2024-08-16T15:00:00Z"]);
  const { selections } = ask(system, "openMarket", [fixture, "matchResult", [["home", "2.10"], ["draw", "3.40"], ["away", "3.60"]]]);
  const slip = () => ({ id: ask("", "freshId", []), legs: [{ selection: selections[0], odds: "2.10" }], stake: "1.00 EUR", oddsChange: "none" });
  const slices = Array.from({ length: SLICES }, () => Array.from({ length: SLICE }, slip));
  return { engine, who: JSON.stringify({ actor: { type: "user", value: alice } }), before: before.filter(({ method }) => method !== "freshId"), slices };
}

function inModule({ engine, who, slices }) {
  const texts = slices.map((slips) => JSON.stringify([slips]));
  const begun = process.hrtime.bigint();
  let refused = 0;
  for (const text of texts) refused += engine.call(who, "placeBets", text).split('"error"').length - 1;
  const nanos = Number(process.hrtime.bigint() - begun);
  engine.free();
  if (refused) throw new Error(`${refused} refused`);
  return nanos;
}

const program = fileURLToPath(new URL("../../target/release/examples/native", import.meta.url));
const native = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
const lines = createInterface({ input: native.stdout })[Symbol.asyncIterator]();
async function natively({ who, before, slices }) {
  native.stdin.write(`${JSON.stringify({ who, before, slices })}\n`);
  const [nanos, refused] = (await lines.next()).value.split(" ").map(Number);
  if (refused) throw new Error(`${refused} refused natively`);
  return nanos;
}

const ratios = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const story = begin();
  const [there, here] = [await natively(story), inModule(story)];
  ratios.push(there / here);
  const each = (nanos) => `${(nanos / SLICES / SLICE / 1_000).toFixed(2)} us`;
  console.log(`native ${each(there)}, module ${each(here)} a bet: ${(there / here).toFixed(2)}x`);
}
ratios.sort((a, b) => a - b);
console.log(`median ${ratios[ROUNDS >> 1].toFixed(2)}x, best ${ratios.at(-1).toFixed(2)}x of native; load ${loadavg()[0].toFixed(1)}`);
native.stdin.end();
