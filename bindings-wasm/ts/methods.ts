// What can be asked: the methods of the engine, as JavaScript calls them. `../../calls` has the same rows, and a test holds
// the two against each other. Each is documented in full, with the codes it can be refused with, in the Rust library.

import type {
  Answer,
  Audit,
  Balances,
  Basket,
  BasketFilter,
  Bet,
  BetFilter,
  BetReceipt,
  Body,
  Calculation,
  CalculatorSlip,
  Command,
  Competition,
  CompetitionFilter,
  Correction,
  Cursor,
  Entrant,
  Exclusion,
  Fixture,
  FixtureFilter,
  Goals,
  Head,
  HouseAccount,
  HouseRules,
  JournalFilter,
  LegGrade,
  LegResult,
  Liability,
  Market,
  MarketFilter,
  MarketKind,
  Method,
  Nominal,
  NumberedRecord,
  OddsFormat,
  OpenBets,
  Outcome,
  Participant,
  ParticipantFilter,
  ParticipantKind,
  Person,
  PlaceTerms,
  Placing,
  PriceChange,
  Progress,
  Quote,
  RaceTerms,
  Role,
  Rounding,
  Score,
  Selection,
  Snap,
  StatementFilter,
  StatementLine,
  Status,
  User,
  UserFilter,
  Withdrawal,
  WithdrawalFilter,
} from "./engine.js";
import type { Refusal } from "./error.js";
import type { SlipData } from "./slip.js";
import type { Currency, Hash, Id, Money, Odds, Timestamp } from "./text.js";

/** As input: what may be `null` may be left out, and a `Date` is a time. */
export type Given<T> = T extends string
  ? T
  : T extends readonly unknown[]
    ? { [K in keyof T]: Given<T[K]> }
    : T extends object
      ? { [K in keyof T as null extends T[K] ? never : K]: Given<T[K]> } & {
          [K in keyof T as null extends T[K] ? K : never]?: Given<T[K]>;
        }
      : T;

/** A score as input: the sets of tennis may be left out. */
export type GivenScore = Given<Omit<Score, "sets">> & { sets?: Score["sets"] };

/** A part of a list, in the order in which things were made: what comes after a key, 100 items if nothing else is said. */
export interface Page<Key> {
  after?: Key | null;
  limit?: number;
}

/** A market that was opened, with its selections in the order in which they were given. */
export interface OpenedMarket {
  id: Id;
  selections: Id[];
}

/** A page of bets that was graded, and how many still wait. */
export interface SettledPage {
  graded: number;
  left: number;
}

/** How the engine works, as far as a host chooses it. */
export interface EngineOptions {
  /** How many commands share a unit of work at most. */
  commandsPerUnit: number;
  /** How many bets a page of settlement has. */
  betsPerPage: number;
  /** How often a conflict is tried again. */
  retries: number;
}

/** What the house has on one account. */
export interface HouseBalance {
  account: HouseAccount;
  balance: Money;
}

/** A book as lines of JSON, which every language reads: the journal, and personal data, which no journal has. */
export interface Export {
  journal: string;
  people: string;
}

/** The margin of a book, both ways in which people say it: of 105 % for sure, 0.05 and 1/21. */
export interface Margin {
  overround: number;
  hold: number;
}

/** What a method makes of a book of prices. */
export interface Fair {
  /** One for each price; they add up to the number of winners. */
  probabilities: number[];
  /** The number that the method found. */
  parameter: number;
}

/** Pairs of a thing and its price. */
export type Pairs<T> = readonly (readonly [T, Odds])[];

/** What is asked in somebody's name. */
export interface SessionMethods {
  /** Makes the first Admin of a new book. System only, once. */
  createFirstAdmin(person: Given<Person>): Id;
  /** Registers a bettor. */
  register(person: Given<Person>): Id;
  changeRole(user: Id, role: Role): void;
  /** Needs a reason: `session.because("..")`. */
  changeStatus(user: Id, status: Status): void;
  editProfile(person: Given<Person>): void;
  /** Needs a reason. */
  erasePerson(user: Id): void;
  excludeSelf(exclusion: Exclusion, until: Timestamp | Date): void;
  requestReopening(): void;
  /** Adopts house rules for bets from now on; gives their number. */
  adoptHouseRules(rules: HouseRules): number;
  person(user: Id): Person;
  users(filter?: Partial<UserFilter>, page?: Page<Id>): User[];
  findRecords(filter?: Partial<JournalFilter>, page?: Page<number>): NumberedRecord[];

  createCompetition(name: string, slug: string): Id;
  renameCompetition(competition: Id, name: string): void;
  retireCompetition(competition: Id): void;
  deleteCompetition(competition: Id): void;
  createParticipant(name: string, kind: ParticipantKind): Id;
  createTeam(name: string): Id;
  renameParticipant(participant: Id, name: string): void;
  retireParticipant(participant: Id): void;
  deleteParticipant(participant: Id): void;
  /** Schedules a fixture: `Fixture.matchOf(home, away)`. */
  scheduleFixture(competition: Id, entrants: Entrant[], start: Timestamp | Date): Id;
  rescheduleFixture(fixture: Id, start: Timestamp | Date): void;
  deleteFixture(fixture: Id): void;
  openMarket(fixture: Id, kind: MarketKind, selections: Pairs<Outcome>): OpenedMarket;
  openInPlayMarket(fixture: Id, kind: MarketKind, selections: Pairs<Outcome>): OpenedMarket;
  /** Opens a market on a race with terms of its own: places each way, ante-post, best odds guaranteed. */
  openRaceMarket(race: Id, kind: MarketKind, terms: Given<RaceTerms>, selections: Pairs<Outcome>): OpenedMarket;
  changePrices(market: Id, prices: Pairs<Id>): void;
  suspendMarket(market: Id): void;
  resumeMarket(market: Id): void;
  closeMarket(market: Id): void;

  recordLiveScore(fixture: Id, score: GivenScore): void;
  /** Records the final score, and settles every bet on it. */
  recordScore(fixture: Id, score: GivenScore): void;
  /** Records the final score; `settle` or `settlePage` do the rest at the caller's pace. */
  recordScoreOnly(fixture: Id, score: GivenScore): void;
  recordOutcomes(market: Id, results: readonly (readonly [Id, LegResult])[]): void;
  /** Records how a race ended, and settles every bet on it. A runner may have the price at which it started. */
  recordPositions(fixture: Id, placings: readonly Given<Placing>[]): void;
  /** Withdraws a runner at its last price, which Rule 4 goes by, and settles what that decides. */
  withdrawRunner(fixture: Id, runner: Id, odds: Odds, withdrawnAt: Timestamp | Date): void;
  /** Takes back a withdrawal; needs a reason. */
  reinstateRunner(fixture: Id, runner: Id): void;
  correctPositions(fixture: Id, placings: readonly Given<Placing>[]): void;
  /** Needs a reason, as all corrections and voids do. */
  correctScore(fixture: Id, score: GivenScore): void;
  correctResult(market: Id, correction: Correction): void;
  voidMarket(market: Id): void;
  voidFixture(fixture: Id): void;
  abandonFixture(fixture: Id, score: GivenScore | null): void;
  postponeFixture(fixture: Id): void;
  cancelFixture(fixture: Id): void;
  voidBet(bet: Id): void;
  /** Grades the next page of a market's bets. */
  settlePage(market: Id, limit: number): SettledPage;
  /** Grades so many bets of whatever waits; gives how many were graded. */
  settle(limit: number): number;
  settleMarket(market: Id): void;
  settleFixture(fixture: Id): void;
  /** Does what has fallen due by now, so many things at most. System only. */
  runDue(limit: number): number;

  /** Confirms that money came in. System only, once a provider and reference. */
  confirmDeposit(user: Id, amount: Money, provider: string, reference: string): void;
  requestWithdrawal(amount: Money): Id;
  confirmWithdrawal(withdrawal: Id): void;
  refuseWithdrawal(withdrawal: Id): void;
  adjustWallet(user: Id, amount: Money): void;
  writeOffDebt(user: Id, amount: Money): void;
  wallet(currency: Currency): Balances;
  walletOf(user: Id, currency: Currency): Balances;
  statement(user: Id, currency: Currency, filter?: Partial<StatementFilter>, page?: Page<number>): StatementLine[];
  withdrawal(withdrawal: Id): Withdrawal;
  withdrawals(filter?: Partial<WithdrawalFilter>, page?: Page<Id>): Withdrawal[];

  placeBet(slip: SlipData): Bet;
  cancelBet(bet: Id): void;
  bet(bet: Id): Bet;
  bets(filter: Pick<BetFilter, "user"> & Partial<BetFilter>, page?: Page<Id>): Bet[];
  receipt(bet: Id): BetReceipt;
  openBets(on: OpenBets, page?: Page<Id>): Bet[];
  liability(market: Id): Liability[];

  createBasket(): Id;
  addToBasket(basket: Id, slip: SlipData): Id;
  removeFromBasket(basket: Id, slip: Id): void;
  restake(basket: Id, slip: Id, stake: Money): void;
  dropBasket(basket: Id): void;
  basket(basket: Id): Basket;
  baskets(filter?: Partial<BasketFilter>, page?: Page<Id>): Basket[];
  quote(basket: Id): Quote;
  /** Places every slip of the basket, or none. */
  checkOut(basket: Id): Bet[];

  /** Sends anything that can be asked, with a fresh id. */
  send(body: Given<Body>): Answer;
  /** Makes the command without sending it: to keep, and to send with `book.execute`. */
  command(body: Given<Body>): Command;
}

/** What is asked of the book itself, by whoever holds it. */
export interface BookMethods {
  now(): Timestamp;
  /** Puts the book's clock: without it, the book takes the machine's time. */
  setNow(at: Timestamp | Date): void;
  freshId(): Id;
  /** As many fresh ids, all for the book's time: for a list of commands. */
  freshIds(count: number): Id[];
  options(): EngineOptions;
  setOptions(options: Partial<EngineOptions>): void;
  /** Carries out commands, many in one unit of work, and says of each what came of it. */
  execute(commands: readonly Given<Command>[]): (Answer | { error: Refusal })[];
  /** Reads a journal into an empty book, or takes up where another reading of it was cut off. */
  importJournal(journal: string): Head;
  /** Reads the personal data of the journal that was read before; gives how many people's. */
  importPeople(people: string): number;
  /** Writes journal records of another book into this one, which must hold that book's earlier records and nothing else. */
  restore(records: readonly NumberedRecord[]): void;
  acknowledge(cursor: string, position: number): void;
  forgetCursor(cursor: string): void;

  user(user: Id): User;
  userByEmail(email: string): Id | null;
  users(filter?: Partial<UserFilter>, page?: Page<Id>): User[];
  withdrawals(filter?: Partial<WithdrawalFilter>, page?: Page<Id>): Withdrawal[];

  competition(competition: Id): Competition;
  competitions(filter?: Partial<CompetitionFilter>, page?: Page<Id>): Competition[];
  competitionBySlug(slug: string): Id | null;
  competitionByExternalId(provider: string, id: string): Id | null;
  participant(participant: Id): Participant;
  participants(filter?: Partial<ParticipantFilter>, page?: Page<Id>): Participant[];
  participantByName(name: string): Id | null;
  participantByExternalId(provider: string, id: string): Id | null;
  fixture(fixture: Id): Fixture;
  fixtures(filter?: Partial<FixtureFilter>, page?: Page<Id>): Fixture[];
  fixtureByExternalId(provider: string, id: string): Id | null;
  market(market: Id): Market;
  markets(filter?: Partial<MarketFilter>, page?: Page<Id>): Market[];
  marketsOf(fixture: Id): Id[];
  marketByExternalId(provider: string, id: string): Id | null;
  selection(selection: Id): Selection;
  selectionsOf(market: Id): Selection[];
  selectionByExternalId(provider: string, id: string): Id | null;
  pricesOf(selection: Id, page?: Page<number>): PriceChange[];

  bet(bet: Id): Bet;
  bets(filter: Pick<BetFilter, "user"> & Partial<BetFilter>, page?: Page<Id>): Bet[];
  openBets(on: OpenBets, page?: Page<Id>): Bet[];
  receipt(bet: Id): BetReceipt;
  basket(basket: Id): Basket;
  baskets(filter?: Partial<BasketFilter>, page?: Page<Id>): Basket[];
  liability(market: Id): Liability[];
  progress(market: Id): Progress;

  houseRules(): HouseRules;
  houseBalances(): HouseBalance[];
  /** When something falls due by itself, for `runDue`. */
  nextDue(): Timestamp | null;
  journal(page?: Page<number>): NumberedRecord[];
  journalHead(): Head;
  findRecords(filter?: Partial<JournalFilter>, page?: Page<number>): NumberedRecord[];
  cursors(): Cursor[];
  unread(cursor: string, limit: number): NumberedRecord[];
  /** The whole book as lines of JSON. */
  export(): Export;
  /** Recomputes every balance from its transfers, and checks the seals. */
  audit(): Audit;
  /** A hash over all that the books say: equal for the same commands on every target. */
  stateHash(): Hash;
}

/** A ladder of prices: one that is known by name, or the steps of one's own. */
export type Ladder = "traditional" | "exchange" | { type: "of"; value: readonly Odds[] };

/** What needs no book: numbers as people write them, prices, grades, and a calculator. */
export interface ToolMethods {
  /** The amount's own text, or why it is none. */
  readMoney(text: string): Money;
  /** The price's own text, or why it is none. */
  readOdds(text: string): Odds;
  /** The same for a text that does not name the format that it is written in. */
  readOddsAs(text: string, format: OddsFormat): Odds;
  /** The price's own text, and decimal odds as a fraction in lowest terms: `["6/4", 5, 2]`. */
  partsOfOdds(text: string): [text: Odds, numerator: number, denominator: number];
  /** The same price in another format, if that format holds it exactly. */
  quoteOdds(odds: Odds, format: OddsFormat): Odds | null;
  /** The price in a format, rounded where it must be (to two places, an American price to the whole): for eyes only. */
  showOdds(odds: Odds, format: OddsFormat, places?: number): string;
  /** The nearest fractional odds with a denominator of at most `within`: another price, unless the fraction is exact. */
  nearestFraction(odds: Odds, within: number): Odds;
  /** What is risked and what is to be won, for an amount that is to be risked (if nothing is said), won, or either by the sign of the price. */
  riskAndWin(odds: Odds, amount: Money, meaning?: Nominal, rounding?: Rounding): [risk: Money, toWin: Money];
  /** The steps of a ladder, from the shortest price to the longest. */
  ladder(ladder: Ladder): Odds[];
  /** The step that stands for a price: the one below (if nothing is said), above or nearest; `null` where there is none. */
  snap(odds: Odds, ladder: Ladder, snap?: Snap): Odds | null;
  /** The margin in a book of prices of which so many win (1 if nothing is said). */
  marginOf(prices: readonly Odds[], winners?: number): Margin;
  /** Takes the margin out of a book of prices. No bet is ever settled by these floats; they are the same on every target, to the bit. */
  removeMargin(prices: readonly Odds[], method: Method, winners?: number): Fair;
  /** Puts a margin (an overround: 0.05 for a book of 105 %) on probabilities; gives what the prices of that book imply. */
  addMargin(fair: readonly number[], method: Method, overround: number, winners?: number): number[];
  /** The prices at which probabilities carry a margin, each a step of the ladder: what a bookmaker quotes. */
  prices(fair: readonly number[], method: Method, overround: number, ladder: Ladder, snap?: Snap, winners?: number): Odds[];
  /** A score as people write it: `"2-1"`, `"2-1 (1-0)"` with the half time. */
  readScore(text: string): Score;
  /**
   * Grades one outcome of a market by a score. `before` are the goals when a bet was accepted in play; `listed` the exact scores
   * that the market offers, which `anyOther` needs.
   */
  grade(kind: MarketKind, outcome: Outcome, score: GivenScore, before?: Goals | null, listed?: readonly Outcome[]): LegResult;
  /** Grades one runner by the positions of a race; `null` where nothing is said of it. */
  gradeByPositions(kind: MarketKind, outcome: Outcome, placings: readonly Given<Placing>[]): LegResult | null;
  /** The grade of a runner by its position, which so many share, itself counted; with places paid by these terms. */
  gradeFinish(position: number, tied: number, place?: PlaceTerms | null): LegGrade;
  /** The usual places for so many runners; `null` for too few. */
  standardPlaces(runners: number, handicap: boolean): PlaceTerms | null;
  /** What is deducted from winnings for runners that were withdrawn at these prices, in pence per pound. */
  rule4Deduction(withdrawn: readonly Odds[], rules?: HouseRules | null): number;
  /**
   * What a bet costs, and what it can return or returns by given results (one for each leg, `null` for one that is open), by the
   * code that the engine settles with.
   */
  calculate(slip: Given<CalculatorSlip>, results?: (Given<LegGrade> | null)[] | null, rules?: HouseRules | null): Calculation;
}

type Names<T> = Record<keyof T, true>;

/** The names of the methods, for those who pass them on. The compiler sees that none is missing. */
export const sessionMethods: Names<SessionMethods> = {
  createFirstAdmin: true, register: true, changeRole: true, changeStatus: true, editProfile: true, erasePerson: true,
  excludeSelf: true, requestReopening: true, adoptHouseRules: true, person: true, users: true, findRecords: true,
  createCompetition: true, renameCompetition: true, retireCompetition: true, deleteCompetition: true,
  createParticipant: true, createTeam: true, renameParticipant: true, retireParticipant: true,
  deleteParticipant: true, scheduleFixture: true, rescheduleFixture: true, deleteFixture: true, openMarket: true,
  openInPlayMarket: true, openRaceMarket: true, changePrices: true, suspendMarket: true, resumeMarket: true, closeMarket: true,
  recordLiveScore: true, recordScore: true, recordScoreOnly: true, recordOutcomes: true, recordPositions: true,
  withdrawRunner: true, reinstateRunner: true, correctPositions: true, correctScore: true,
  correctResult: true, voidMarket: true, voidFixture: true, abandonFixture: true, postponeFixture: true,
  cancelFixture: true, voidBet: true, settlePage: true, settle: true, settleMarket: true, settleFixture: true,
  runDue: true, confirmDeposit: true, requestWithdrawal: true, confirmWithdrawal: true, refuseWithdrawal: true,
  adjustWallet: true, writeOffDebt: true, wallet: true, walletOf: true, statement: true, withdrawal: true,
  withdrawals: true, placeBet: true, cancelBet: true, bet: true, bets: true, receipt: true, openBets: true,
  liability: true, createBasket: true, addToBasket: true, removeFromBasket: true, restake: true, dropBasket: true,
  basket: true, baskets: true, quote: true, checkOut: true, send: true, command: true,
};
export const bookMethods: Names<BookMethods> = {
  now: true, setNow: true, freshId: true, freshIds: true, options: true, setOptions: true, execute: true, restore: true,
  importJournal: true, importPeople: true, acknowledge: true, forgetCursor: true, user: true, userByEmail: true,
  users: true, withdrawals: true, competition: true, competitions: true, competitionBySlug: true,
  competitionByExternalId: true, participant: true, participants: true, participantByName: true,
  participantByExternalId: true, fixture: true, fixtures: true, fixtureByExternalId: true, market: true,
  markets: true, marketsOf: true, marketByExternalId: true, selection: true, selectionsOf: true,
  selectionByExternalId: true, pricesOf: true, bet: true, bets: true, openBets: true, receipt: true, basket: true,
  baskets: true, liability: true, progress: true, houseRules: true, houseBalances: true, nextDue: true, journal: true,
  journalHead: true, findRecords: true, cursors: true, unread: true, export: true, audit: true, stateHash: true,
};
export const toolMethods: Names<ToolMethods> = {
  readMoney: true, readOdds: true, readOddsAs: true, partsOfOdds: true, quoteOdds: true, showOdds: true, nearestFraction: true, riskAndWin: true,
  ladder: true, snap: true, marginOf: true, removeMargin: true, addMargin: true, prices: true, readScore: true, grade: true,
  gradeByPositions: true, gradeFinish: true, standardPlaces: true, rule4Deduction: true, calculate: true,
};
