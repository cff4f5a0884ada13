// A small world to begin in: a Friday at noon, an Admin, a bookmaker, Alice with 100.00 EUR, and a match at three.

import { Fixture } from "realdeal";

export const NOON = "2024-08-16T12:00:00Z";
export const KICK_OFF = "2024-08-16T15:00:00Z";

export function world(book) {
  const admin = book.system().createFirstAdmin({ name: "Ada", email: "ada@example.org" });
  const bookmaker = book.visitor().register({ name: "Bo", email: "bo@example.org" });
  const alice = book.visitor().register({ name: "Alice", email: "alice@example.org" });
  book.session(admin).changeRole(bookmaker, "bookmaker");
  book.system().confirmDeposit(alice, "100.00 EUR", "bank", "payment 1");
  const office = book.session(bookmaker);
  const league = office.createCompetition("Premier League", "premier-league");
  const [home, away] = [office.createTeam("Arsenal"), office.createTeam("Wolves")];
  const fixture = office.scheduleFixture(league, Fixture.matchOf(home, away), KICK_OFF);
  const prices = [["home", "2.10"], ["draw", "3.40"], ["away", "3.60"]];
  const market = office.openMarket(fixture, "matchResult", prices);
  return { admin, bookmaker, alice, office, league, home, away, fixture, market };
}
