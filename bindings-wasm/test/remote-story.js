// What a book in a worker must show, in Node and in a browser.

import { Fixture, RealDealError, Slip } from "realdeal";
import { KICK_OFF, NOON } from "./world.js";

async function refusal(promise) {
  try {
    await promise;
  } catch (error) {
    if (error instanceof RealDealError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}

export function remoteStories(check, openInWorker) {
  return {
    "a bet in a worker": async () => {
      const book = await openInWorker({ simulated: { seed: 7, now: NOON } });
      const alice = await book.visitor().register({ name: "Alice", email: "alice@example.org" });
      const system = book.system();
      const heard = [];
      const end = await book.on("depositConfirmed", ({ event }) => heard.push(event.amount));
      await system.confirmDeposit(alice, "100.00 EUR", "bank", "1");
      check(heard, ["100.00 EUR"]);
      await end();
      await system.confirmDeposit(alice, "1.00 EUR", "bank", "2");
      check(heard.length, 1);
      const league = await system.createCompetition("League", "league");
      const teams = [await system.createTeam("Arsenal"), await system.createTeam("Wolves")];
      const fixture = await system.scheduleFixture(league, Fixture.matchOf(...teams), KICK_OFF);
      const { selections } = await system.openMarket(fixture, "matchResult", [["home", "2.10"], ["draw", "3.40"], ["away", "3.60"]]);
      const slip = new Slip(await book.freshId()).leg(selections[0], "2.10").staking("10.00 EUR");
      check((await book.session(alice).placeBet(slip)).potentialReturn, "21.00 EUR");
      check((await refusal(book.session(alice).placeBet({ ...slip, stake: "11.00 EUR" }))).code, "idempotency_conflict");
      check((await refusal(book.session(alice).suspendMarket(fixture))).code, "wrong_role");
      const records = [];
      for await (const record of book) records.push(record.number);
      check(records.length, (await book.journalHead()).records);
      // Asked all at once, answered in order.
      const many = await Promise.all([1, 2, 3].map((number) => system.confirmDeposit(alice, "1.00 EUR", "card", `${number}`)));
      check(many.length, 3);
      check((await book.session(alice).wallet("EUR")).cash, "94.00 EUR");
      await book.close();
      check((await refusal(book.now())).code, "worker_ended");
    },
  };
}
