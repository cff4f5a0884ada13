// Slips: one bet to be, as a bettor writes it. A slip gets its id when it is made, so that sending it twice places one bet.

import type { BetType, OddsChange, Way } from "./engine.js";
import { host } from "./host.js";
import type { Id, Money, Odds } from "./text.js";

/** A leg of a slip. */
export interface SlipLegData {
  selection: Id;
  odds: Odds;
  banker?: boolean;
}

/** A slip as plain data; what `Slip` makes, and what any method that takes a slip accepts. */
export interface SlipData {
  /** The id of the bet to be. */
  id: Id;
  /** What is backed, at the prices that the bettor saw. A banker is in every line of a system. */
  legs: SlipLegData[];
  /** The stake of the whole bet. */
  stake?: Money | null;
  /** Instead of it: so much on each line. */
  stakePerLine?: Money | null;
  /** What the legs make, if it is more than a single or an accumulator: `"yankee"`, or `{ type: "system", folds: [2] }`. */
  betType?: BetType | null;
  /** To win, or each way. */
  way?: Way | null;
  /** What may happen if a price has changed; without it, nothing may. */
  oddsChange?: OddsChange;
}

/**
 * Writes a slip in one line.
 *
 * The id carries the machine's time. Where a book's time is set by hand, begin with `book.slip()`.
 */
export class Slip implements SlipData {
  readonly id: Id;
  readonly legs: SlipLegData[];
  stake: Money | null = null;
  stakePerLine: Money | null = null;
  betType: BetType | null = null;
  way: Way | null = null;
  oddsChange: OddsChange = "none";

  constructor(id: Id = freshId(), legs: SlipLegData[] = []) {
    this.id = id;
    this.legs = legs;
  }

  /** A slip with one leg. */
  static single(selection: Id, odds: Odds): Slip {
    return new Slip().leg(selection, odds);
  }

  /** A slip whose legs must all win (pari combiné). */
  static accumulator(legs: Iterable<readonly [selection: Id, odds: Odds]>): Slip {
    const slip = new Slip();
    for (const [selection, odds] of legs) slip.leg(selection, odds);
    return slip;
  }

  /** A slip whose legs make the lines of a system: `Slip.system("yankee", legs)`. */
  static system(betType: BetType, legs: Iterable<readonly [selection: Id, odds: Odds]>): Slip {
    const slip = Slip.accumulator(legs);
    slip.betType = betType;
    return slip;
  }

  /** Adds a leg. */
  leg(selection: Id, odds: Odds): this {
    this.legs.push({ selection, odds });
    return this;
  }

  /** Adds a leg that is in every line. */
  banker(selection: Id, odds: Odds): this {
    this.legs.push({ selection, odds, banker: true });
    return this;
  }

  /** Stakes so much to win and so much on a place. */
  eachWay(): this {
    this.way = "eachWay";
    return this;
  }

  /** Sets the stake of each line. */
  stakingPerLine(stake: Money): this {
    this.stakePerLine = stake;
    return this;
  }

  /** Sets the stake of the whole bet. */
  staking(stake: Money): this {
    this.stake = stake;
    return this;
  }

  /** Says what may happen if a price has changed. */
  onOddsChange(oddsChange: OddsChange): this {
    this.oddsChange = oddsChange;
    return this;
  }
}

/** A fresh id, with the machine's time and random bits: a UUID of version 7. */
export function freshId(): Id {
  const millis = (host.now() / 1000n) & 0xffff_ffff_ffffn;
  const high = (millis << 16n) | 0x7000n | (host.random() & 0x0fffn);
  const low = 0x8000_0000_0000_0000n | (host.random() & 0x3fff_ffff_ffff_ffffn);
  const hex = ((high << 64n) | low).toString(16).padStart(32, "0");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
