// How fast it is, here: 100,000 bets in a book of their own, in a worker, so that the page goes on.

import { Fixture, openInWorker, Slip } from "realdeal/full";
import { act, byId, h, say } from "./dom.js";

const BETS = 100_000;
const SLICE = 1_000;
const BETTORS = 100;

export function rate(): HTMLElement {
  return h("div", {},
    h("h2", {}, "Speed"),
    h("p", {}, "Places 100,000 bets in a book of their own: every check, the ledger and the sealed journal. Nothing of yours is touched."),
    h("p", { className: "bar" },
      h("button", { type: "button", id: "run", className: "main", onclick: (event: Event) => void act(event.target as HTMLButtonElement, run) }, "Place 100,000 bets"),
      h("progress", { id: "placed", max: BETS, value: 0, "aria-label": "Bets placed" }),
      h("output", { id: "rate" }, ""),
    ));
}

async function run(): Promise<void> {
  const book = await openInWorker();
  try {
    const system = book.system();
    const league = await system.createCompetition("Speed League", "speed-league");
    const sides = [await system.createTeam("North"), await system.createTeam("South")] as const;
    const fixture = await system.scheduleFixture(league, Fixture.matchOf(...sides), new Date(Date.now() + 86_400_000));
    const { selections } = await system.openMarket(fixture, "matchResult", [["home", "2.10"], ["draw", "3.40"], ["away", "3.60"]]);
    const bettors: string[] = [];
    for (let number = 0; number < BETTORS; number += 1) {
      const bettor = await book.visitor().register({ name: `Bettor ${number}`, email: `${number}@example.org` });
      await system.confirmDeposit(bettor, "10000.00 EUR", "bank", `${number}`);
      bettors.push(bettor);
    }
    const begun = performance.now();
    let placed = 0;
    while (placed < BETS) {
      const session = book.session(bettors[(placed / SLICE) % BETTORS] as string);
      const slips = Array.from({ length: SLICE }, (_, index) =>
        Slip.single(selections[index % 3] as string, ["2.10", "3.40", "3.60"][index % 3] as string).staking("1.00 EUR"));
      const refused = (await session.placeBets(slips)).find((one) => "error" in one);
      if (refused && "error" in refused) throw new Error(refused.error.messages.en);
      placed += SLICE;
      byId<HTMLProgressElement>("placed").value = placed;
      const seconds = (performance.now() - begun) / 1_000;
      byId("rate").textContent = `${placed.toLocaleString("en")} bets, ${Math.round(placed / seconds).toLocaleString("en")} a second`;
    }
    say("Placed. Every balance is worked out anew …");
    const { bets, faults } = await book.audit();
    say(faults.length === 0 ? `The audit finds ${bets.toLocaleString("en")} bets, and the books balance.` : faults.join(" "), faults.length > 0);
  } finally {
    await book.close();
  }
}
