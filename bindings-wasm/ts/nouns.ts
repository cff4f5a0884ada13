// Shorthands for what is written often.

import type { Entrant, Fixture as FixtureRow, LegResult } from "./engine.js";
import type { Given, GivenScore } from "./methods.js";
import type { Id } from "./text.js";

/** A match or a race. */
export type Fixture = FixtureRow;

/** Who takes part in a fixture. */
export const Fixture = {
  /** A match of two sides. */
  matchOf: (home: Id, away: Id): Entrant[] => [
    { participant: home, role: "home" },
    { participant: away, role: "away" },
  ],
  /** A race of two runners or more. */
  raceOf: (runners: Iterable<Id>): Entrant[] =>
    Array.from(runners, (participant): Entrant => ({ participant, role: "runner" })),
} as const;

/** Scores. */
export const Scores = {
  /** After 90 minutes with stoppage time. */
  fullTime: (home: number, away: number): GivenScore => ({ fullTime: { home, away } }),
} as const;

/** Which part of a stake wins, and which comes back, for markets that are graded by outcomes. */
export const LegResults = {
  won: { win: [1, 1], void: [0, 1] },
  halfWon: { win: [1, 2], void: [1, 2] },
  void: { win: [0, 1], void: [1, 1] },
  halfLost: { win: [0, 1], void: [1, 2] },
  lost: { win: [0, 1], void: [0, 1] },
} as const satisfies Record<string, Given<LegResult>>;
