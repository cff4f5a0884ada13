// What the bettor sees of himself: wallet, bets, statement.

import type { Bet } from "realdeal/full";
import type { Books } from "./books.js";
import { act, h, say } from "./dom.js";
import { kindName, momentOf, type Names, statusName } from "./words.js";

let payments = 0;

export async function account(books: Books, names: Names, again: () => Promise<void>): Promise<HTMLElement> {
  const { bettor, alice } = books;
  const wallet = await bettor.wallet("EUR");
  const bets = await bettor.bets({ user: alice }, { limit: 1_000 });
  const lines = await bettor.statement(alice, "EUR", {}, { limit: 1_000 });
  const rows = await Promise.all(bets.reverse().map((bet) => row(names, bet)));
  const deposit = async () => {
    payments += 1;
    await books.book.system().confirmDeposit(alice, "50.00 EUR", "page", `${Date.now()}-${payments}`);
    books.changed();
    say("50.00 EUR came in.");
    await again();
  };
  return h(
    "div",
    {},
    h("h2", {}, "Wallet"),
    h("dl", { className: "wallet" },
      h("dt", {}, "Cash"), h("dd", {}, wallet.cash),
      h("dt", {}, "Asked to withdraw"), h("dd", {}, wallet.held),
      h("dt", {}, "Debt"), h("dd", {}, wallet.debt),
      h("dt", {}, "Open bets"), h("dd", {}, String(wallet.openBets)),
    ),
    h("button", { type: "button", id: "deposit", onclick: (event: Event) => void act(event.target as HTMLButtonElement, deposit) }, "Pay in 50.00 EUR"),
    h("h2", {}, "Bets"),
    rows.length === 0
      ? h("p", { className: "empty" }, "None yet. A price on the page of matches begins one.")
      : table("Bets", ["Placed", "Bet", "Status", "Stake", "Could return", "Returned"], rows),
    h("h2", {}, "Statement"),
    table("Statement", ["When", "What", "Amount", "Balance"], lines.reverse().map((line) => [momentOf(line.at), kindName(line.kind), line.amount, line.balance])),
  );
}

async function row(names: Names, bet: Bet): Promise<(string | HTMLElement)[]> {
  const legs = await Promise.all(bet.legs.map(async (leg) => {
    const { match, pick } = await names.selection(leg.selection);
    return h("li", {}, `${pick} at ${names.odds(leg.odds)} `, h("small", {}, match));
  }));
  const open = bet.status === "open";
  return [momentOf(bet.placedAt), h("ul", { className: "plain" }, legs), h("span", { className: `status ${bet.status}` }, statusName(bet.status)), bet.stake, bet.potentialReturn, open ? "–" : bet.returned];
}

/** Columns of amounts, which stand under each other by their ends. */
const AMOUNTS = ["Stake", "Could return", "Returned", "Amount", "Balance"];

function table(caption: string, heads: string[], rows: (string | HTMLElement)[][]): HTMLElement {
  const side = (column: number) => ({ className: AMOUNTS.includes(heads[column] as string) ? "amount" : "", "data-head": heads[column] });
  return h("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": caption },
    h("table", { className: caption.toLowerCase() },
      h("thead", {}, h("tr", {}, heads.map((head, column) => h("th", { scope: "col", ...side(column) }, head)))),
      h("tbody", {}, rows.map((cells) => h("tr", {}, cells.map((cell, column) => h("td", side(column), cell))))),
    ));
}
