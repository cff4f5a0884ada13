// An evening of bets, by a book in memory: what was there before the result, the commands that settle it, and what it comes to.

import { Book } from "realdeal";
import { KICK_OFF, NOON, world } from "./world.js";

const BETTORS = 20;
const BETS = 3_000;
const PAGE = 100;

export async function evening() {
  const book = await Book.open({ simulated: { seed: 11, now: NOON } });
  const { bookmaker, office, fixture, market } = world(book);
  const prices = ["2.10", "3.40", "3.60"];
  for (let number = 0; number < BETTORS; number += 1) {
    const bettor = book.visitor().register({ name: `Bettor ${number}`, email: `${number}@example.org` });
    book.system().confirmDeposit(bettor, "1000.00 EUR", "bank", `evening ${number}`);
    const slips = Array.from({ length: BETS / BETTORS }, (_, index) =>
      book.slip().leg(market.selections[index % 3], prices[index % 3]).staking("1.00 EUR"));
    if (book.session(bettor).placeBets(slips).some((one) => "error" in one)) throw new Error("a bet was refused");
  }
  const { journal, people } = book.export();
  const before = book.stateHash();
  book.setNow(new Date(Date.parse(KICK_OFF) + 7_200_000));
  const bodies = [{ type: "recordScore", fixture, stage: "final", score: { fullTime: { home: 2, away: 1 } } }];
  for (let page = 0; page < BETS / PAGE; page += 1) bodies.push({ type: "settlePage", market: market.id, limit: PAGE });
  const commands = bodies.map((body) => book.session(bookmaker).command(body));
  const refused = book.execute(commands).find((one) => "error" in one);
  if (refused) throw new Error(refused.error.messages.en);
  const after = book.stateHash();
  const open = book.progress(market.id);
  book.close();
  return { journal, people, before, commands, after, open };
}
