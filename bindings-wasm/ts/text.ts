// What crosses the border as text. Money and odds are exact, and no number of JavaScript's is; so they stay texts, and whoever
// wants to reckon with them asks the engine.

/** An amount with its currency: `"10.00 EUR"`, `"333 JPY"`, `"250 GOLD:0"`. */
export type Money = string;
/** A price as it was quoted: `"2.10"`, `"6/4"`, `"+150"`. */
export type Odds = string;
/** A currency: `"EUR"`, or a custom one with its decimals, `"GOLD:0"`. */
export type Currency = string;
/** A UUID of version 7. */
export type Id = string;
/** A time in UTC: `"2024-08-16T15:00:00Z"`. What `Date.prototype.toISOString` gives is one, too. */
export type Timestamp = string;
/** The line of a handicap or a total: `"2.5"`, `"-0.25"`. */
export type Line = string;
/** An exact fraction: `"1050"`, `"2000/3"`. */
export type Fraction = string;
/** A sum in the smallest unit of its currency, which may be more than a number can hold: `"1000"`. */
export type MinorUnits = string;
/** A ticket number to read out, with digits that show a slip of the tongue. */
export type Ticket = string;
/** A hash, as hexadecimal digits. */
export type Hash = string;
