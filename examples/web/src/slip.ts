// The bet slip: what is picked, as singles or as one accumulator. It is a basket of the engine's, which quotes it anew after each
// change: returns, prices that have moved, and what would be refused and why.

import { type Quote, RealDealError, type Refusal, Slip } from "realdeal/full";
import type { Books } from "./books.js";
import { act, byId, h, redraw, say } from "./dom.js";
import { coalesced } from "./live.js";
import type { Names } from "./words.js";

/** Singles, one bet on all picks, or all pairs, threes and so on of them. */
type Mode = "singles" | "accumulator" | "pairs";

/** The engine's words, but where they name a selection by its id. */
function why({ code, messages }: Refusal): string {
  return code === "price_changed" ? "The price has moved since you saw it." : messages.en;
}

export class SlipPanel {
  /** Each selection with the price that the bettor saw. */
  readonly #picks = new Map<string, string>();
  #mode: Mode = "singles";
  #stake = "5.00";
  #basket: string | undefined;
  /** What is in the basket, as text. */
  #inside = "";
  #quote: Quote | undefined;
  /** Why there is no quote. */
  #trouble: string | undefined;
  readonly draw = coalesced(() => this.#draw());

  constructor(
    readonly books: Books,
    readonly names: Names,
    /** Called after bets were placed. */
    readonly placed: () => Promise<void>,
  ) {}

  has(selection: string): boolean {
    return this.#picks.has(selection);
  }

  async toggle(selection: string, odds: string): Promise<void> {
    if (!this.#picks.delete(selection)) this.#picks.set(selection, odds);
    for (const button of document.querySelectorAll(`[data-selection="${selection}"]`)) {
      button.setAttribute("aria-pressed", String(this.has(selection)));
    }
    await this.draw();
  }

  /** Asks what the picks come to: of the basket that holds them, or, where they have changed, of a fresh one. */
  async #ask(): Promise<void> {
    const { bettor, book } = this.books;
    const inside = JSON.stringify([...this.#picks, this.#mode, this.#stake]);
    if (this.#basket && this.#inside === inside) {
      this.#quote = await bettor.quote(this.#basket);
      return;
    }
    if (this.#basket) await bettor.dropBasket(this.#basket).catch(() => undefined);
    this.#basket = this.#quote = undefined;
    if (this.#picks.size === 0) return;
    const basket = await bettor.createBasket();
    this.#basket = basket;
    const stake = `${this.#stake} EUR`;
    if (this.#mode !== "singles") {
      const slip = new Slip(await book.freshId());
      for (const [selection, odds] of this.#picks) slip.leg(selection, odds);
      if (this.#mode === "pairs") slip.betType = { type: "system", folds: [2] };
      await bettor.addToBasket(basket, this.#mode === "pairs" ? slip.stakingPerLine(stake) : slip.staking(stake));
    } else {
      for (const [selection, odds] of this.#picks) {
        await bettor.addToBasket(basket, new Slip(await book.freshId()).leg(selection, odds).staking(stake));
      }
    }
    this.#inside = inside;
    this.#quote = await bettor.quote(basket);
  }

  async #draw(): Promise<void> {
    this.#trouble = undefined;
    try {
      await this.#ask();
    } catch (error) {
      // The tab that held the book was closed: the next one is asked.
      if (error instanceof RealDealError && error.code === "worker_ended") throw error;
      this.#trouble = error instanceof Error ? error.message : String(error);
    }
    const legs: HTMLElement[] = [];
    for (const [selection, seen] of this.#picks) legs.push(await this.#leg(selection, seen));
    byId("slip").classList.toggle("empty", legs.length === 0);
    redraw(byId("slip"),
      h("h2", { id: "slip-title" }, "Bet slip"),
      legs.length === 0
        ? h("p", {}, "Pick a price to begin.")
        : h("form", { onsubmit: (event: Event) => event.preventDefault() }, this.#modes(), h("ul", { className: "legs" }, legs), this.#foot()),
    );
  }

  async #leg(selection: string, seen: string): Promise<HTMLElement> {
    const { match, pick } = await this.names.selection(selection);
    const quoted = this.#quote?.slips.flatMap(({ legs }) => legs).find((leg) => leg.selection === selection);
    const single = this.#mode === "singles" ? this.#quote?.slips.find(({ legs }) => legs[0]?.selection === selection) : undefined;
    const moved = quoted?.changed ? quoted.current : null;
    return h(
      "li",
      {},
      h("div", {}, h("b", {}, pick), h("small", {}, match)),
      h("span", { className: "odds" }, moved ? [h("s", {}, this.names.odds(seen)), " "] : null, this.names.odds(moved ?? seen)),
      h("button", { type: "button", className: "quiet", "aria-label": `Remove ${pick}, ${match}`, onclick: () => void this.toggle(selection, seen) }, "✕"),
      single?.potentialReturn ? h("small", { className: "returns" }, `returns ${single.potentialReturn}`) : null,
      single?.refused ? h("small", { className: "bad" }, why(single.refused.refusal)) : null,
    );
  }

  #modes(): HTMLElement {
    const mode = (name: Mode, title: string) =>
      h("label", {}, h("input", { type: "radio", name: "mode", id: `mode-${name}`, checked: this.#mode === name, onchange: () => {
        this.#mode = name;
        void this.draw();
      } }), title);
    return h("fieldset", {}, h("legend", {}, "Type of bet"), mode("singles", "Singles"), mode("accumulator", "Accumulator"), mode("pairs", "All pairs"));
  }

  #foot(): HTMLElement {
    const quote = this.#quote;
    const accumulator = this.#mode !== "singles" ? quote?.slips[0] : undefined;
    const refusal = quote?.refusal ?? accumulator?.refused?.refusal;
    const trouble = this.#trouble ?? (refusal && why(refusal));
    const moved = quote?.slips.some(({ legs }) => legs.some((leg) => leg.changed)) ?? false;
    return h(
      "div",
      { className: "foot" },
      h("label", {}, this.#mode === "accumulator" ? "Stake, EUR " : "Stake of each, EUR ", h("input", {
        id: "stake",
        inputMode: "decimal",
        defaultValue: this.#stake,
        autocomplete: "off",
        oninput: (event: Event) => {
          this.#stake = (event.target as HTMLInputElement).value.trim();
          void this.draw();
        },
      })),
      h("dl", {},
        h("dt", {}, "Stake in all"), h("dd", { id: "stakes" }, quote?.stakes.join(", ") || "–"),
        h("dt", {}, "Possible return"), h("dd", { id: "returns" }, quote?.potentialReturns.join(", ") || "–"),
      ),
      trouble ? h("p", { className: "bad" }, trouble) : null,
      moved
        ? h("button", { type: "button", id: "accept", onclick: (event: Event) => void act(event.target as HTMLButtonElement, () => this.#accept()) }, "Accept the new prices")
        : h("button", { type: "button", id: "place", className: "main", disabled: !quote?.acceptable, onclick: (event: Event) => void act(event.target as HTMLButtonElement, () => this.#place()) }, "Place bets"),
    );
  }

  async #accept(): Promise<void> {
    for (const leg of this.#quote?.slips.flatMap(({ legs }) => legs) ?? []) {
      if (leg.current === null) this.#picks.delete(leg.selection);
      else this.#picks.set(leg.selection, leg.current);
    }
    await this.draw();
  }

  async #place(): Promise<void> {
    // What was typed last is quoted first.
    await this.draw();
    if (!this.#basket || !this.#quote?.acceptable) return;
    try {
      const bets = await this.books.bettor.checkOut(this.#basket);
      this.#picks.clear();
      this.#basket = undefined;
      say(bets.length === 1 ? "Your bet is placed." : `Your ${bets.length} bets are placed.`);
    } finally {
      this.books.changed();
      await this.placed();
      byId("slip").focus();
    }
  }
}
