// A made-up league: who plays when, at which first prices. Plain data; nothing here is reckoned.

import type { MarketKind, Outcome } from "realdeal/full";

export const TEAMS = ["Ashford", "Brookvale", "Carrick", "Dunmore", "Elmstead", "Fenwick", "Glenholm", "Harwick"] as const;

type Prices = [outcome: Outcome, odds: string][];

/** The markets of a match by how strong the sides are. */
const STYLES: Record<"home" | "even" | "away", [kind: MarketKind, prices: Prices][]> = {
  home: [
    ["matchResult", [["home", "1.65"], ["draw", "3.90"], ["away", "5.25"]]],
    [{ type: "totalGoals", line: "2.5" }, [["over", "1.80"], ["under", "2.05"]]],
    [{ type: "asianHandicap", line: "-0.75" }, [["home", "1.87"], ["away", "2.02"]]],
  ],
  even: [
    ["matchResult", [["home", "2.45"], ["draw", "3.30"], ["away", "2.95"]]],
    [{ type: "totalGoals", line: "2.25" }, [["over", "1.95"], ["under", "1.90"]]],
    [{ type: "asianHandicap", line: "0" }, [["home", "1.78"], ["away", "2.10"]]],
  ],
  away: [
    ["matchResult", [["home", "4.60"], ["draw", "3.75"], ["away", "1.75"]]],
    [{ type: "totalGoals", line: "3" }, [["over", "2.00"], ["under", "1.85"]]],
    [{ type: "asianHandicap", line: "0.75" }, [["home", "1.95"], ["away", "1.93"]]],
  ],
};

export interface Match {
  day: number;
  home: (typeof TEAMS)[number];
  away: (typeof TEAMS)[number];
  markets: [kind: MarketKind, prices: Prices][];
}

const match = (day: number, home: Match["home"], away: Match["away"], style: keyof typeof STYLES): Match => ({
  day,
  home,
  away,
  markets: STYLES[style],
});

export const MATCHES: Match[] = [
  match(1, "Ashford", "Brookvale", "home"),
  match(1, "Carrick", "Dunmore", "even"),
  match(1, "Elmstead", "Fenwick", "away"),
  match(1, "Glenholm", "Harwick", "even"),
  match(2, "Brookvale", "Carrick", "away"),
  match(2, "Dunmore", "Ashford", "even"),
  match(2, "Fenwick", "Glenholm", "home"),
  match(2, "Harwick", "Elmstead", "even"),
  match(3, "Ashford", "Carrick", "home"),
  match(3, "Brookvale", "Glenholm", "even"),
  match(3, "Dunmore", "Elmstead", "away"),
  match(3, "Harwick", "Fenwick", "home"),
];
