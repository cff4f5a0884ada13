// The engine's own types, as JavaScript sees them. Written by `tests/typescript` from the engine itself; see there.

import type { Refusal } from "./error.js";
import type { Currency, Fraction, Hash, Id, Line, MinorUnits, Money, Odds, Ticket, Timestamp } from "./text.js";

/** Ends a fixture that was started and will not be finished: determined markets stand, the rest is void. With a reason. */
export interface AbandonFixture {
  /** The fixture. */
  fixture: Id;
  /** The score when it was abandoned; none if nothing of it shall count. */
  score: Score | null;
}

/** What becomes of the markets of a fixture that was started and will not be finished (docs/rules.md, section 5); by the rules in force when it is abandoned. */
export type Abandonment =
  /** Those that nothing more could have changed stand; the rest are void. */
  | "determinedStand"
  /** All that have no result yet are void. */
  | "allVoid";

/** Who asks. The host says so with every command; that it is true is the host's to know. */
export type Actor =
  /** The host itself: payments, feeds, timers, settlement. */
  | "system"
  /** Somebody who has no user yet. */
  | "visitor"
  /** A user. */
  | { type: "user"; value: Id }
  /** A support user who acts for a bettor, with a reason. */
  | { type: "onBehalf"; agent: Id; bettor: Id };

/** Puts a slip into one's own basket. Not journalled, as no change of slips is. */
export interface AddToBasket {
  /** The basket. */
  basket: Id;
  /** The slip. Its id will be the bet's. */
  slip: BasketSlip;
}

/** Adds to a wallet's cash, or takes from it. Admin, with a reason. */
export interface AdjustWallet {
  /** Whose wallet. */
  user: Id;
  /** How much; below zero to take. */
  amount: Money;
}

/** Adopts house rules for bets placed from now on. Admin. */
export interface AdoptHouseRules {
  /** The rules, whole. */
  rules: HouseRules;
}

/** What a host is told of a command that was carried out. A repetition gets the first answer, marked as repeated. */
export interface Answer {
  /** What it brought about. */
  made: Made;
  /** Whether that was done by an earlier sending of the same command. */
  repeated: boolean;
}

/** Answers a withdrawal. System or Admin. */
export interface AnswerWithdrawal {
  /** The withdrawal. */
  withdrawal: Id;
  /** Whether it was paid; else it is refused. */
  paid: boolean;
}

/** What an audit found: how much there is, and what does not fit. */
export interface Audit {
  /** How many journal records there are; their seals fit. */
  records: number;
  /** How many transfers there are. */
  transfers: number;
  /** How many bets there are. */
  bets: number;
  /** The balances by currency, from the transfers. */
  totals: Record<Currency, CurrencyTotals>;
  /** What does not fit, in words with the figures; empty for books in order. */
  faults: string[];
}

/** The balances of a wallet, in one currency: the answer of `Session::wallet`(crate::Session::wallet). */
export interface Balances {
  /** What can be staked and withdrawn. */
  cash: Money;
  /** What was asked for and not yet paid. */
  held: Money;
  /** What is owed. */
  debt: Money;
  /** How many bets are open. */
  openBets: number;
}

/** A basket as the books keep it. */
export interface Basket {
  /** The basket's id. */
  id: Id;
  /** Whose. */
  user: Id;
  /** How it stands. */
  status: BasketStatus;
  /** When it was made. */
  createdAt: Timestamp;
  /** When it expires, if it is still open then. */
  expiresAt: Timestamp;
  /** When it ceased to be open. */
  closedAt: Timestamp | null;
  /** The bets that its slips became. */
  bets: Id[];
  /** How often its slips were changed, so that nobody checks out what he has not seen. */
  edits: number;
  /** Its slips while it is open, in the order in which they were added. */
  slips: BasketSlip[];
}

/** Which baskets. */
export interface BasketFilter {
  /** Only those of this user. */
  user: Id | null;
  /** Only those with this status. */
  status: BasketStatus | null;
}

/** A slip as a basket keeps it. Its stake may still be open. */
export interface BasketSlip {
  /** The slip's id, which will be the bet's. */
  id: Id;
  /** What is backed, each at the price that the bettor saw. */
  legs: SlipLeg[];
  /** The stake, once it is named. */
  stake: Money | null;
  /** What may become of the prices until the basket is checked out. */
  oddsChange: OddsChange;
  /** How its legs make the bet. */
  terms: SlipTerms;
}

/** How a basket stands. */
export type BasketStatus =
  /** Slips can be added, changed and checked out. */
  | "open"
  /** Its slips have become bets. */
  | "checkedOut"
  /** Its owner dropped it, or shut himself out. */
  | "dropped"
  /** Nobody checked it out in time. */
  | "expired";

/** A bet. Its id is the id of the command that placed it. */
export interface Bet {
  /** The bet's id. */
  id: Id;
  /** Whose bet it is. */
  user: Id;
  /** How its legs make lines. */
  betType: BetType;
  /** The legs, in the slip's order. */
  legs: Leg[];
  /** The stake of the whole bet. */
  stake: Money;
  /** What it returns if every leg wins, stake included, in minor units. */
  potentialReturn: Money;
  /** The house rules that it settles by. */
  rules: number;
  /** When it was accepted. */
  placedAt: Timestamp;
  /** How it stands. */
  status: BetStatus;
  /** When its status was last decided; none while open. */
  settledAt: Timestamp | null;
  /** What it has returned, stake included, in minor units. */
  returned: Money;
  /** The return before rounding; none while open. */
  exactReturn: Fraction | null;
  /** Whether it was voided or cancelled by hand: then no result changes it any more. */
  withdrawn: boolean;
  /** The hash of the request that placed it, so that the bet itself answers a repeated command. */
  requestHash: Hash;
  /** Whether it stands on the win, the place, or both. */
  way: Way;
}

/** Which bets of a user. */
export interface BetFilter {
  /** Whose bets. */
  user: Id;
  /** Only those with this status. */
  status: BetStatus | null;
  /** Only those placed at this time or later. */
  from: Timestamp | null;
  /** Only those placed before this time. */
  until: Timestamp | null;
}

/** One of the two parts of an each-way bet. */
export type BetPart =
  /** The part that stands on the win. */
  | "win"
  /** The part that stands on the place. */
  | "place";

/** What was accepted, for whoever placed it: it stays the same whatever becomes of the bet. */
export interface BetReceipt {
  /** The number to ask about it by. */
  ticket: Ticket;
  /** Whose bet. */
  user: Id;
  /** How its legs make lines. */
  betType: BetType;
  /** How many lines it has: one for a single or an accumulator. */
  lines: number;
  /** The stake of the whole bet. */
  stake: Money;
  /** What is backed, with the prices asked and accepted. */
  legs: ReceiptLeg[];
  /** What it returns if every leg wins, stake included. */
  potentialReturn: Money;
  /** The house rules that it settles by. */
  rules: number;
  /** When it was accepted. */
  placedAt: Timestamp;
  /** Whether it stands on the win, the place, or both. */
  way: Way;
  /** The stake of each line. */
  stakePerLine: Money;
  /** On how many lines, from the first, one minor unit more lies, where the stake did not divide into them. */
  spread: number;
}

/** What houses differ in about bets of several lines and bets on races. */
export interface BetRules {
  /** What to do with a total stake that leaves a rest over the lines. */
  stakeRemainder: StakeRemainder;
  /** The most legs of a bet with several lines. */
  maxSystemLegs: number;
  /** Where the place part of a leg goes whose field had too few runners for a place. */
  winOnlyField: WinOnlyField;
  /** Deductions for withdrawn runners. */
  rule4: Rule4Rules;
  /** Bonuses by bet type; a type that is not named has none. The first that names a type counts. */
  luckyBonuses: LuckyBonus[];
}

/** How a bet stands. Only an open bet has its stake among the open stakes; every other status may still change into another by a correction. */
export type BetStatus =
  /** Its return is not decided yet. */
  | "open"
  /** It returned something, and not only because it was void. */
  | "won"
  /** A single whose stake half won and half came back. */
  | "halfWon"
  /** A single whose stake half came back and half lost. */
  | "halfLost"
  /** It returned nothing. */
  | "lost"
  /** Every line of it was void: the stake came back. */
  | "void"
  /** The bettor cancelled it: the stake came back. */
  | "cancelled";

/** What was agreed of a bet as a whole, beside its stake. */
export interface BetTerms {
  /** How the legs make lines. */
  betType: BetType;
  /** On what each line stands. */
  way: Way;
}

/** How the legs of a bet make its lines (docs/rules.md, section 4). */
export type BetType =
  /** One leg. */
  | "single"
  /** Two legs or more, all of which must win (pari combiné). */
  | "accumulator"
  /** Three legs: 3 doubles and a treble. */
  | "trixie"
  /** Three legs: a trixie and 3 singles. */
  | "patent"
  /** Four legs: 6 doubles, 4 trebles and a fourfold. */
  | "yankee"
  /** Four legs: a yankee and 4 singles, usually with bonuses. */
  | "lucky15"
  /** A lucky 15 without bonuses. */
  | "yap"
  /** Five legs: 26 lines from doubles up; also called super yankee. */
  | "canadian"
  /** Five legs: a canadian and 5 singles, usually with bonuses. */
  | "lucky31"
  /** Six legs: 57 lines from doubles up. */
  | "heinz"
  /** Six legs: a heinz and 6 singles, usually with bonuses. */
  | "lucky63"
  /** Seven legs: 120 lines from doubles up. */
  | "superHeinz"
  /** Seven legs: a super heinz and 7 singles. */
  | "lucky127"
  /** Eight legs: 247 lines from doubles up. */
  | "goliath"
  /** Eight legs: a goliath and 8 singles. */
  | "lucky255"
  /** Every choice of these sizes among the legs: k of n, a round robin in the American sense. */
  | { type: "system"; folds: number[] }
  /** For each pair in either order, a single on the first and, with at most one stake out of its return, a single on the second; the rest of the return is kept. */
  | "singleStakesAbout"
  /** The same with at most two stakes on the second. */
  | "doubleStakesAbout"
  /** Three legs: 3 doubles, a treble and the 3 pairs as single stakes about (British). */
  | "roundRobin"
  /** Three legs: a single on each and, with at most one stake out of its return, the double of the others. */
  | "rounder"
  /** The same with at most two stakes on the double. */
  | "roundabout"
  /** Nine legs in three rows of three: rows, columns and diagonals, 8 trebles. */
  | "unionJack";

/** A bettor's account in one currency. None of them ever goes below zero. */
export type BettorAccount =
  /** What can be staked and withdrawn. */
  | "cash"
  /** What the bettor asked to withdraw. */
  | "held"
  /** What the bettor owes: a clawback that his cash could not cover. */
  | "debt";

/** Which rung of the table a price takes that lies between two. */
export type BetweenRungs =
  /** That of the next shorter price, which deducts more: 5.8/1 takes 15 pence, as 11/2 does. */
  | "nextShorter"
  /** That of the next longer price, which deducts less. */
  | "nextLonger";

export type Body =
  | ({ type: "createFirstAdmin" } & CreateFirstAdmin)
  | ({ type: "register" } & Register)
  | ({ type: "changeRole" } & ChangeRole)
  | ({ type: "changeStatus" } & ChangeStatus)
  | ({ type: "editProfile" } & EditProfile)
  | ({ type: "erasePerson" } & ErasePerson)
  | ({ type: "excludeSelf" } & ExcludeSelf)
  | ({ type: "requestReopening" } & RequestReopening)
  | ({ type: "adoptHouseRules" } & AdoptHouseRules)
  | ({ type: "createCompetition" } & CreateCompetition)
  | ({ type: "renameCompetition" } & RenameCompetition)
  | ({ type: "retireCompetition" } & RetireCompetition)
  | ({ type: "deleteCompetition" } & DeleteCompetition)
  | ({ type: "createParticipant" } & CreateParticipant)
  | ({ type: "renameParticipant" } & RenameParticipant)
  | ({ type: "retireParticipant" } & RetireParticipant)
  | ({ type: "deleteParticipant" } & DeleteParticipant)
  | ({ type: "scheduleFixture" } & ScheduleFixture)
  | ({ type: "rescheduleFixture" } & RescheduleFixture)
  | ({ type: "deleteFixture" } & DeleteFixture)
  | ({ type: "openMarket" } & OpenMarket)
  | ({ type: "changePrices" } & ChangePrices)
  | ({ type: "suspendMarket" } & SuspendMarket)
  | ({ type: "resumeMarket" } & ResumeMarket)
  | ({ type: "closeMarket" } & CloseMarket)
  | ({ type: "recordScore" } & RecordScore)
  | ({ type: "recordOutcomes" } & RecordOutcomes)
  | ({ type: "correctScore" } & CorrectScore)
  | ({ type: "correctResult" } & CorrectResult)
  | ({ type: "voidMarket" } & VoidMarket)
  | ({ type: "voidFixture" } & VoidFixture)
  | ({ type: "abandonFixture" } & AbandonFixture)
  | ({ type: "postponeFixture" } & PostponeFixture)
  | ({ type: "cancelFixture" } & CancelFixture)
  | ({ type: "voidBet" } & VoidBet)
  | ({ type: "settlePage" } & SettlePage)
  | ({ type: "runDue" } & RunDue)
  | ({ type: "confirmDeposit" } & ConfirmDeposit)
  | ({ type: "requestWithdrawal" } & RequestWithdrawal)
  | ({ type: "answerWithdrawal" } & AnswerWithdrawal)
  | ({ type: "adjustWallet" } & AdjustWallet)
  | ({ type: "writeOffDebt" } & WriteOffDebt)
  | ({ type: "placeBet" } & PlaceBet)
  | ({ type: "cancelBet" } & CancelBet)
  | ({ type: "createBasket" } & CreateBasket)
  | ({ type: "addToBasket" } & AddToBasket)
  | ({ type: "removeFromBasket" } & RemoveFromBasket)
  | ({ type: "restakeSlip" } & RestakeSlip)
  | ({ type: "dropBasket" } & DropBasket)
  | ({ type: "checkOutBasket" } & CheckOutBasket)
  | ({ type: "recordPositions" } & RecordPositions)
  | ({ type: "correctPositions" } & CorrectPositions)
  | ({ type: "withdrawRunner" } & WithdrawRunner)
  | ({ type: "reinstateRunner" } & ReinstateRunner);

/** One line of a calculation. */
export interface CalculatedLine {
  /** The part of an each-way bet that it belongs to. */
  part: BetPart;
  /** Its legs by their places in the slip, counted from 0; of an any-to-come line those that come second. */
  legs: number[];
  /** The leg of an any-to-come line that comes first. */
  first: number | null;
  /** Its stake. */
  stake: Money;
  /** What it returns, in minor units; none while it is open. */
  exactReturn: Fraction | null;
}

/** What a calculator found. */
export interface Calculation {
  /** How many stakes of a line there are; each way counts a line twice. */
  lines: number;
  /** The stake of a line. One minor unit more lies on the first `spread` of them. */
  lineStake: Money;
  /** See `LineStake::spread`. */
  spread: number;
  /** The stake in all. */
  totalStake: Money;
  /** The return if every leg without a result wins; none if it is more than money can count. */
  maximumReturn: Money | null;
  /** Open while a line can still win that has a leg without a result. */
  status: BetStatus;
  /** What is paid, rounded by the house rules, and at most what they return at most; none while open. */
  returned: Money | null;
  /** The return in minor units before rounding; none while open. */
  exactReturn: Fraction | null;
  /** The part of it that is a bonus of the house, and in no line. */
  bonus: Fraction | null;
  /** The first lines, in line order: `Calculation::MAX_LISTED` at most. */
  listed: CalculatedLine[];
}

/** A bet to be calculated. */
export interface CalculatorSlip {
  /** The bet type and what it stands on. */
  terms: BetTerms;
  /** The stake. */
  stake: CalculatorStake;
  /** The legs with their prices; the first nine of a union jack are its rows. */
  legs: PricedLeg[];
}

/** A stake, named in one of two ways. */
export type CalculatorStake =
  /** So much on each line, each way on each part of it. */
  | { type: "perLine"; value: Money }
  /** So much in all, which must divide, or is spread, as the house rules say. */
  | { type: "total"; value: Money };

/** Cancels one's own bet, while the rules allow it. */
export interface CancelBet {
  /** The bet. */
  bet: Id;
}

/** Calls a fixture off for good: its unresolved markets are void. With a reason. */
export interface CancelFixture {
  /** The fixture. */
  fixture: Id;
}

/** Changes prices of one market. */
export interface ChangePrices {
  /** The market. */
  market: Id;
  /** The selections with new prices. */
  prices: NewPrice[];
}

/** Gives a user another role. Admin. */
export interface ChangeRole {
  /** The user. */
  user: Id;
  /** The new role. */
  role: Role;
}

/** Gives a user another status. Admin, with a reason. */
export interface ChangeStatus {
  /** The user. */
  user: Id;
  /** The new status. */
  status: Status;
}

/** Places every slip of one's own basket, or none. */
export interface CheckOutBasket {
  /** The basket. */
  basket: Id;
  /** How often it had been edited when its owner last looked. */
  edits: number;
}

/** Closes a market for good; it waits for its result. */
export interface CloseMarket {
  /** The market. */
  market: Id;
}

/** One thing asked of a book: plain data, the same in every language and on every wire. */
export interface Command {
  /** The command's id: the same id never does a thing twice. */
  id: Id;
  /** Who asks. */
  actor: Actor;
  /** When, by the host's clock. */
  at: Timestamp;
  /** From when on the command must not be carried out any more. */
  expiresAt: Timestamp | null;
  /** Why; some commands ask for it. Kept in the journal. */
  reason: string | null;
  /** What is asked. */
  body: Body;
}

/** A league, a cup, a race meeting. */
export interface Competition {
  /** The competition's id. */
  id: Id;
  /** Its name, for people. */
  name: string;
  /** Its unique short name, for addresses. */
  slug: string;
  /** Whether fixtures may still be scheduled in it. */
  active: boolean;
  /** How many fixtures it has; with none it can be deleted. */
  fixtures: number;
  /** What a feed calls it. */
  external: ExternalId | null;
}

/** Which competitions. */
export interface CompetitionFilter {
  /** Only those that are in use, or only those that are retired. */
  active: boolean | null;
}

/** Confirms that money came in. System only, once per provider and reference. */
export interface ConfirmDeposit {
  /** Whose money. */
  user: Id;
  /** How much. */
  amount: Money;
  /** Who moved it. */
  provider: string;
  /** The provider's own reference. */
  reference: string;
}

/** Corrects the finishing positions of a race, and with them every market that was graded by them. With a reason. */
export interface CorrectPositions {
  /** The fixture. */
  fixture: Id;
  /** What really became of each runner. */
  placings: Placing[];
}

/** Corrects the recorded result of one market. With a reason. */
export interface CorrectResult {
  /** The market. */
  market: Id;
  /** What the result is changed to. */
  correction: Correction;
}

/** Corrects the final score of a fixture, and with it every market that was graded by it. With a reason. */
export interface CorrectScore {
  /** The fixture. */
  fixture: Id;
  /** The right score. */
  score: Score;
}

/** What a market's recorded result is changed to, by `Session::correct_result`(crate::Session::correct_result). */
export type Correction =
  /** It is graded by the fixture's score as it stands now. */
  | "score"
  /** It is graded by these outcomes, one a selection. */
  | { type: "outcomes"; value: SelectionResult[] }
  /** It is void. */
  | "void"
  /** It has no result: its bets are open again. */
  | "withdrawn"
  /** It is graded by the race's finishing positions as they stand now. */
  | "positions";

/** Makes an empty basket for the acting bettor. */
export interface CreateBasket {
}

/** Creates a competition. */
export interface CreateCompetition {
  /** Its name, for people. */
  name: string;
  /** Its unique short name. */
  slug: string;
  /** What a feed calls it. */
  external: ExternalId | null;
}

/** Makes the first Admin of a new book. System only, once. */
export interface CreateFirstAdmin {
  /** Who it is. */
  person: Person;
}

/** Creates a participant. */
export interface CreateParticipant {
  /** Its name, unique without regard to case. */
  name: string;
  /** What it is. */
  kind: ParticipantKind;
  /** What a feed calls it. */
  external: ExternalId | null;
}

/** The balances of one currency, all added up, in minor units. */
export interface CurrencyTotals {
  /** Of all bettors together. */
  cash: MinorUnits;
  /** Of all bettors together. */
  held: MinorUnits;
  /** Of all bettors together. */
  debt: MinorUnits;
  /** The stakes of all open bets. */
  openStakes: MinorUnits;
  /** What the house has won, less what it has paid. */
  revenue: MinorUnits;
  /** Minus the money that came in and has not gone out again; above zero where the house has paid out winnings from beyond what bettors ever paid in. */
  cashier: MinorUnits;
  /** Adjustments by hand, and the counterpart of all debts. */
  adjustments: MinorUnits;
}

/** How far somebody who carries events elsewhere has come. */
export interface Cursor {
  /** The name under which the relay keeps it. */
  name: string;
  /** The number of the last record that was acknowledged; 0 before the first. */
  position: number;
}

/** Which cursors: all of them. */
export interface CursorFilter {
}

/** Deletes a competition without fixtures. */
export interface DeleteCompetition {
  /** The competition. */
  competition: Id;
}

/** Deletes a fixture on which no bet was ever placed, with its markets. */
export interface DeleteFixture {
  /** The fixture. */
  fixture: Id;
}

/** Deletes a participant without fixtures. */
export interface DeleteParticipant {
  /** The participant. */
  participant: Id;
}

/** Throws one's own basket away. */
export interface DropBasket {
  /** The basket. */
  basket: Id;
}

/** How the places of a market are found that it pays each way. */
export type EachWay =
  /** These, whoever runs. */
  | ({ type: "fixed" } & PlaceTerms)
  /** The standard terms by the runners that ran (docs/rules.md, section 7). */
  | { type: "byRunners"; handicap: boolean };

/** Changes one's own personal data. */
export interface EditProfile {
  /** The user: oneself. */
  user: Id;
  /** The new data, whole. */
  person: Person;
}

/** A participant in a fixture. `Fixture::match_of` and `Fixture::race_of` make them; the second has an example. */
export interface Entrant {
  /** Who takes part. */
  participant: Id;
  /** As what. */
  role: EntrantRole;
}

/** The part that a participant has in a fixture. */
export type EntrantRole =
  /** Plays at home; listed first. */
  | "home"
  /** Plays away. */
  | "away"
  /** Runs against all others. */
  | "runner";

/** Erases a person's data; the user and his bets stay in the books. Admin, with a reason. */
export interface ErasePerson {
  /** The user. */
  user: Id;
}

export type Event =
  /** A user registered, or was made the first Admin. */
  | { type: "userRegistered"; user: Id; role: Role }
  /** A user was given another role. */
  | { type: "roleChanged"; user: Id; role: Role }
  /** A user was given another status, or chose it. */
  | { type: "statusChanged"; user: Id; status: Status }
  /** A user changed his personal data, which no event ever holds. */
  | { type: "profileEdited"; user: Id }
  /** A person's data was erased. */
  | { type: "personErased"; user: Id }
  /** An excluded user asked for his account to be opened again. */
  | { type: "reopeningRequested"; user: Id; opensAt: Timestamp }
  /** An account is open again after an exclusion. */
  | { type: "accountReopened"; user: Id }
  /** House rules were adopted. */
  | { type: "houseRulesAdopted"; version: number; rules: HouseRules }
  /** A competition was created. */
  | { type: "competitionCreated"; competition: Id; name: string; slug: string; external: ExternalId | null }
  /** A competition was renamed. */
  | { type: "competitionRenamed"; competition: Id; name: string }
  /** A competition was retired. */
  | { type: "competitionRetired"; competition: Id }
  /** A competition was deleted. */
  | { type: "competitionDeleted"; competition: Id }
  /** A participant was created. */
  | { type: "participantCreated"; participant: Id; name: string; kind: ParticipantKind; external: ExternalId | null }
  /** A participant was renamed. */
  | { type: "participantRenamed"; participant: Id; name: string }
  /** A participant was retired. */
  | { type: "participantRetired"; participant: Id }
  /** A participant was deleted. */
  | { type: "participantDeleted"; participant: Id }
  /** A fixture was scheduled. */
  | { type: "fixtureScheduled"; fixture: Id; competition: Id; entrants: Entrant[]; start: Timestamp; external: ExternalId | null }
  /** Another start was announced. */
  | { type: "fixtureRescheduled"; fixture: Id; start: Timestamp }
  /** Bets placed under some announced starts became void, for the fixture does not start inside their window. */
  | { type: "postponementVoided"; fixture: Id; kickoffs: number[] }
  /** A fixture without bets was deleted. */
  | { type: "fixtureDeleted"; fixture: Id }
  /** A market was opened. */
  | { type: "marketOpened"; market: Id; fixture: Id; kind: MarketKind; selections: OpenedSelection[]; inPlay: boolean; external: ExternalId | null; terms: RaceTerms }
  /** Prices of a market changed. */
  | { type: "pricesChanged"; market: Id; prices: NewPrice[] }
  /** A market was suspended. */
  | { type: "marketSuspended"; market: Id }
  /** A suspended market takes bets again. */
  | { type: "marketResumed"; market: Id }
  /** A market was closed for good. */
  | { type: "marketClosed"; market: Id }
  /** A market was deleted with its fixture. */
  | { type: "marketDeleted"; market: Id; selections: Id[] }
  /** A live score was recorded. */
  | { type: "liveScoreRecorded"; fixture: Id; score: Score }
  /** A fixture is over, with this score. */
  | { type: "fixtureFinished"; fixture: Id; score: Score }
  /** The final score of a fixture was corrected. */
  | { type: "scoreCorrected"; fixture: Id; score: Score }
  /** A fixture was abandoned. */
  | { type: "fixtureAbandoned"; fixture: Id; score: Score | null }
  /** A fixture was taken off its time, without a new one yet. */
  | { type: "fixturePostponed"; fixture: Id }
  /** A fixture was called off for good. */
  | { type: "fixtureCancelled"; fixture: Id }
  /** A market has a result: its bets can be settled. */
  | { type: "marketResulted"; market: Id; revision: number; result: MarketResult; outcomes: SelectionResult[] }
  /** A market's result was taken back: its bets are open again. */
  | { type: "marketResultWithdrawn"; market: Id; revision: number }
  /** Some of a market's legs became void by their time of placement, or a runner was withdrawn or reinstated; they are to be graded again. */
  | { type: "marketLegsVoided"; market: Id; revision: number }
  /** A leg was graded at a revision of its market. */
  | { type: "legGraded"; bet: Id; leg: number; revision: number; result: LegGrade | null }
  /** A bet's return was decided, or decided anew. */
  | { type: "betSettled"; bet: Id; user: Id; status: BetStatus; returned: Money; exactReturn: Fraction }
  /** A settled bet is open again. */
  | { type: "betReopened"; bet: Id; user: Id }
  /** Money came in. */
  | { type: "depositConfirmed"; user: Id; amount: Money; provider: string; reference: string }
  /** A withdrawal was asked for. */
  | { type: "withdrawalRequested"; withdrawal: Id; user: Id; amount: Money }
  /** A withdrawal was paid. */
  | { type: "withdrawalPaid"; withdrawal: Id; user: Id }
  /** A withdrawal was refused. */
  | { type: "withdrawalRefused"; withdrawal: Id; user: Id }
  /** An Admin adjusted a wallet. */
  | { type: "walletAdjusted"; user: Id; amount: Money }
  /** An Admin let go of a debt, or a part of it. */
  | { type: "debtWrittenOff"; user: Id; amount: Money }
  /** A bet was placed. Its id is the command's, or that of the slip in the basket that was checked out. */
  | { type: "betPlaced"; bet: Id; user: Id; betType: BetType; legs: PlacedLeg[]; stake: Money; potentialReturn: Money; rules: number; way: Way }
  /** A bettor cancelled his bet. */
  | { type: "betCancelled"; bet: Id; user: Id }
  /** A bet was voided by hand. */
  | { type: "betVoided"; bet: Id; user: Id }
  /** A basket was made. What is put into it is not journalled. */
  | { type: "basketCreated"; basket: Id; user: Id; expiresAt: Timestamp }
  /** Every slip of a basket has become a bet, each told by a `BetPlaced` before this. */
  | { type: "basketCheckedOut"; basket: Id; user: Id; bets: Id[] }
  /** A basket was dropped by its owner, or because its owner shut himself out or left. */
  | { type: "basketDropped"; basket: Id; user: Id }
  /** A basket was not checked out in time. */
  | { type: "basketExpired"; basket: Id; user: Id }
  /** A race is over: what became of each runner is recorded. */
  | { type: "positionsRecorded"; fixture: Id; placings: Placing[] }
  /** The finishing positions of a race were corrected. */
  | { type: "positionsCorrected"; fixture: Id; placings: Placing[] }
  /** A runner was withdrawn from its race. */
  | { type: "runnerWithdrawn"; fixture: Id; nonRunner: NonRunner }
  /** A withdrawal was recorded wrongly: the runner runs. */
  | { type: "runnerReinstated"; fixture: Id; participant: Id };

export type EventKind =
  | "userRegistered"
  | "roleChanged"
  | "statusChanged"
  | "profileEdited"
  | "personErased"
  | "reopeningRequested"
  | "accountReopened"
  | "houseRulesAdopted"
  | "competitionCreated"
  | "competitionRenamed"
  | "competitionRetired"
  | "competitionDeleted"
  | "participantCreated"
  | "participantRenamed"
  | "participantRetired"
  | "participantDeleted"
  | "fixtureScheduled"
  | "fixtureRescheduled"
  | "postponementVoided"
  | "fixtureDeleted"
  | "marketOpened"
  | "pricesChanged"
  | "marketSuspended"
  | "marketResumed"
  | "marketClosed"
  | "marketDeleted"
  | "liveScoreRecorded"
  | "fixtureFinished"
  | "scoreCorrected"
  | "fixtureAbandoned"
  | "fixturePostponed"
  | "fixtureCancelled"
  | "marketResulted"
  | "marketResultWithdrawn"
  | "marketLegsVoided"
  | "legGraded"
  | "betSettled"
  | "betReopened"
  | "depositConfirmed"
  | "withdrawalRequested"
  | "withdrawalPaid"
  | "withdrawalRefused"
  | "walletAdjusted"
  | "debtWrittenOff"
  | "betPlaced"
  | "betCancelled"
  | "betVoided"
  | "basketCreated"
  | "basketCheckedOut"
  | "basketDropped"
  | "basketExpired"
  | "positionsRecorded"
  | "positionsCorrected"
  | "runnerWithdrawn"
  | "runnerReinstated";

/** Shuts oneself out until a time, at once. */
export interface ExcludeSelf {
  /** The user: oneself. */
  user: Id;
  /** In which way. */
  exclusion: Exclusion;
  /** The exclusion can't end before. */
  until: Timestamp;
}

/** The two ways in which a bettor can shut himself out. They differ by name and by what laws attach to them; the engine enforces both alike. */
export type Exclusion =
  /** A pause. */
  | "coolingOff"
  /** A self-exclusion. */
  | "selfExclusion";

/** What a feed calls a catalogue noun, so that it can be mapped without guessing by name. */
export interface ExternalId {
  /** Who gave the id. */
  provider: string;
  /** The id, unique for the provider and the kind of noun. */
  id: string;
}

export interface LegResult {
  win: [number, number];
  void: [number, number];
}

/** What became of a runner. */
export type Finish =
  /** It came in at this position, from 1 on; runners that share one have the same. */
  | { type: "position"; value: number }
  /** It fell, was pulled up or disqualified, or came in behind all whose positions are told: it loses. */
  | "didNotFinish"
  /** It was withdrawn before the start: bets on it are void. */
  | "didNotRun";

/** A match or a race. */
export interface Fixture {
  /** The fixture's id. */
  id: Id;
  /** The competition it belongs to. */
  competition: Id;
  /** Who takes part: home before away, or the runners. */
  entrants: Entrant[];
  /** Every start that was announced, in the order of announcement; never empty. */
  kickoffs: Kickoff[];
  /** How far it has got. */
  status: FixtureStatus;
  /** The score as last recorded, live or final. */
  score: Score | null;
  /** How many markets it has. */
  markets: number;
  /** What a feed calls it. */
  external: ExternalId | null;
  /** What became of each runner of a race, once recorded; empty until then, and for a match. */
  positions: Placing[];
  /** The runners of a race that were withdrawn, in the order of their recording. */
  nonRunners: NonRunner[];
}

/** Which fixtures. */
export interface FixtureFilter {
  /** Only those of this competition. */
  competition: Id | null;
  /** Only those in which this participant takes part. */
  participant: Id | null;
  /** Only those with this status. */
  status: FixtureStatus | null;
  /** Only those that start at this time or later. */
  from: Timestamp | null;
  /** Only those that start before this time. */
  until: Timestamp | null;
}

/** How far a fixture has got. */
export type FixtureStatus =
  /** It will start at its time. */
  | "scheduled"
  /** It has started. */
  | "inPlay"
  /** It is over, and its score stands. */
  | "finished"
  /** It started and was not finished. */
  | "abandoned"
  /** It will start at a time not known yet. */
  | "postponed"
  /** It will not take place. */
  | "cancelled";

/** The goals of both sides over some stretch of play. */
export interface Goals {
  /** Goals of the home side. */
  home: number;
  /** Goals of the away side. */
  away: number;
}

/** How many records there are, and the seal over all of them. A host that publishes heads, or keeps them with somebody else, can prove later what its journal was. */
export interface Head {
  /** The number of the last record; 0 for an empty journal. */
  records: number;
  /** The seal over all of them. */
  seal: Hash;
}

/** An account of the house in one currency. Their sum with all bettors' accounts is zero. */
export type HouseAccount =
  /** The stakes of all open bets. */
  | "openStakes"
  /** What the house has won, less what it has paid. */
  | "revenue"
  /** The world outside: minus the money that came in and has not gone out again. Above zero once winnings were paid out that are more than bettors ever paid in: the house has brought the rest. */
  | "cashier"
  /** Adjustments by hand, and the counterpart of all debts. */
  | "adjustments";

/** The house rules. An Admin adopts them whole, so that a change starts from those in force. */
export interface HouseRules {
  /** How an exact return becomes minor units, once a bet. */
  rounding: Rounding;
  /** The limits of each currency; a currency without can't be staked. */
  limits: Record<Currency, Limits>;
  /** The most legs of a bet. */
  maxLegs: number;
  /** The longest price that a leg may be taken at. */
  maxOdds: Odds;
  /** How many seconds before the start a fixture's pre-match markets close. */
  cutOffSeconds: number;
  /** How many seconds after placement a bettor may cancel his own bet; 0 for never. */
  cancellationSeconds: number;
  /** How many seconds after its first start a postponed fixture may start, with its bets standing. */
  postponementSeconds: number;
  /** How many seconds pass between the wish to return after an exclusion and the return. */
  reopeningSeconds: number;
  /** By how many seconds a command's time may lie before that of an earlier one. */
  clockToleranceSeconds: number;
  /** For how long a basket stays open. */
  basketSeconds: number;
  /** The most baskets that a bettor may have open at once. */
  maxBaskets: number;
  /** The most slips in a basket. */
  maxSlips: number;
  /** The rules on systems, each-way bets, Rule 4 and bonuses. */
  bets: BetRules;
  /** What becomes of the markets of an abandoned fixture. */
  abandonment: Abandonment;
}

/** Which journal records. A filter that names nothing lets every record pass. */
export interface JournalFilter {
  /** Only records that this user asked for, or in whose name support did, or that tell of him. */
  user: Id | null;
  /** Only records of this time or later. */
  from: Timestamp | null;
  /** Only records before this time. */
  until: Timestamp | null;
  /** Only records with an event of one of these kinds; of any, if none is named. */
  kinds: EventKind[];
}

/** What one accepted command left in the journal. Without personal data: a record may be kept, shipped and shown. */
export interface JournalRecord {
  /** The command. */
  command: Id;
  /** The hash of its request. */
  requestHash: Hash;
  /** Who asked. */
  actor: Actor;
  /** When, by the host's clock. */
  at: Timestamp;
  /** Why, where a reason was given. */
  reason: string | null;
  /** What it brought about. */
  made: Made;
  /** What happened, in order. */
  events: Event[];
}

/** A start that was announced, and in force until the next announcement. */
export interface Kickoff {
  /** When it was announced; bets placed from then on count from it. */
  announcedAt: Timestamp;
  /** The start. */
  start: Timestamp;
  /** When the bets placed under it fall void if the fixture has not started: the window of the house rules in force when the start was announced. */
  voidAt: Timestamp;
  /** Whether the bets placed under it are void, for the fixture did not start inside the window. Never taken back. */
  void: boolean;
}

/** One leg of a bet: what was backed, at which price, and what came of it so far. */
export interface Leg {
  /** What was backed. */
  selection: Id;
  /** The selection's market. */
  market: Id;
  /** The market's fixture. */
  fixture: Id;
  /** The price on the slip. */
  requested: Odds;
  /** The price at which the leg was accepted: the one current then. */
  odds: Odds;
  /** Which of the fixture's announced starts was in force when the bet was placed, counted from 0. */
  kickoff: number;
  /** The market's revision at which the leg was last graded. */
  revision: number;
  /** The leg's result at that revision, if there was one. */
  result: LegGrade | null;
  /** What was agreed on the leg beside its price. */
  terms: LegTerms;
  /** The goals of the market's period when the bet was accepted, where it was accepted in play on a market that counts only those after it (docs/rules.md, section 6). */
  scoreAtAcceptance: Goals | null;
}

/** What was agreed of one leg, beside what was backed and at which price. */
export interface LegTerms {
  /** Whether it stands in every line. */
  banker: boolean;
  /** Whether a longer starting price replaces the price that was taken (best odds guaranteed). */
  guaranteed: boolean;
  /** The place terms when it was taken; none where there are none, and its place part then follows the house rule on win-only fields. */
  place: PlaceTerms | null;
}

/** What a market costs the house in one currency if one of its selections wins. */
export interface Liability {
  /** The selection. */
  selection: Id;
  /** Its outcome. */
  outcome: Outcome;
  /** How many open bets back it. */
  bets: number;
  /** Their stakes. */
  stakes: Money;
  /** What they return if they win. */
  potentialReturn: Money;
  /** What the house loses on the market if this selection wins; below zero, what it keeps. */
  liability: Money;
}

/** The limits of one currency, in its minor units (cents for EUR): the least is 1, the most `Limits::CEILING`. */
export interface Limits {
  /** The least stake of a bet. */
  minStake: number;
  /** The most stake of a bet. */
  maxStake: number;
  /** The most that a bet may return, stake included. A bet that could return more is refused. */
  maxReturn: number;
}

/** What a house adds to bets of one type, on the winnings of their win part; one void leg, or one that shared, half won or half lost, cancels it. */
export interface LuckyBonus {
  /** The bets that have it. */
  betType: BetType;
  /** How many times its winnings a single winner pays when all other legs are lost; 1 for no bonus. */
  oneWinnerTimes: number;
  /** How many hundredths of the winnings are added when every leg has won; 0 for no bonus. */
  allWinnersPercent: number;
}

/** What a command brought about: the ids of what it made, or how far it came. */
export type Made =
  /** Nothing new; something that was there has changed. */
  | "change"
  /** A user. */
  | { type: "user"; value: Id }
  /** House rules. */
  | { type: "houseRules"; value: number }
  /** A competition. */
  | { type: "competition"; value: Id }
  /** A participant. */
  | { type: "participant"; value: Id }
  /** A fixture. */
  | { type: "fixture"; value: Id }
  /** A market with its selections, in the order in which they were given. */
  | { type: "market"; market: Id; selections: Id[] }
  /** A withdrawal. */
  | { type: "withdrawal"; value: Id }
  /** A bet. */
  | { type: "bet"; value: Id }
  /** A page of graded bets. */
  | { type: "page"; graded: number; left: number }
  /** What had fallen due. */
  | { type: "due"; done: number }
  /** A basket. */
  | { type: "basket"; value: Id }
  /** The bets of a basket, in the order of its slips. */
  | { type: "bets"; value: Id[] }
  /** Nothing new; the slips of a basket have changed, which the journal does not tell. */
  | "edited";

/** A market: one question about a fixture. */
export interface Market {
  /** The market's id. */
  id: Id;
  /** The fixture that it is about. */
  fixture: Id;
  /** The question, with its line where it has one. */
  kind: MarketKind;
  /** Whether it takes bets, and whether it has its result. */
  status: MarketStatus;
  /** Whether it takes bets after the fixture's start. */
  inPlay: boolean;
  /** How many selections it has. */
  selections: number;
  /** The exact scores on offer; only for correct score, whose "any other" is graded against them. */
  listed: Outcome[];
  /** Counts up whenever legs on this market must be graded again: a result, a correction, a void window. */
  revision: number;
  /** The result, once recorded. */
  result: MarketResult | null;
  /** What a feed calls it. */
  external: ExternalId | null;
  /** On which terms it takes bets, if it is on a race. */
  terms: RaceTerms;
}

/** Which markets. */
export interface MarketFilter {
  /** Only those of this fixture. */
  fixture: Id | null;
  /** Only those with this status. */
  status: MarketStatus | null;
  /** Only those with legs that wait to be graded, or only those without. */
  behind: boolean | null;
}

/** What a market asks, and with it how it is graded. */
export type MarketKind =
  /** Home, draw or away: 1X2. */
  | "matchResult"
  /** Two of the three results of a match. */
  | "doubleChance"
  /** Home or away; the stake comes back on a draw. */
  | "drawNoBet"
  /** Whether both sides together score more or fewer goals than the line. A line that can be met gives the stake, or half of it, back. */
  | { type: "totalGoals"; line: Line }
  /** Which side leads once the line is added to the home side's goals. In play, only the goals after the bet count. */
  | { type: "asianHandicap"; line: Line }
  /** Whether each side scores at least once. */
  | "bothTeamsToScore"
  /** The exact score. */
  | "correctScore"
  /** Anything else: graded from outcomes that the bookmaker states, never from a score. */
  | { type: "custom"; name: string }
  /** A question about one half alone, counted from nil: `MarketKind::in_period` makes one. */
  | { type: "inPeriod"; period: Period; kind: MarketKind }
  /** Whether one side scores more or fewer goals than the line. */
  | { type: "teamTotal"; side: Side; line: Line }
  /** Whether both sides together score an odd or an even number of goals; none is even. */
  | "oddEven"
  /** By how many goals which side wins, or what kind of draw it is. */
  | { type: "winningMargin"; top: number }
  /** Who leads at half time, and who at full time. */
  | "halfTimeFullTime"
  /** The result of the match and whether its goals are over or under the line, in one. */
  | { type: "resultAndTotal"; line: Line }
  /** Home, draw or away once the line is added to the home side's goals: the draw is an answer, not a refund. */
  | { type: "europeanHandicap"; line: Line }
  /** Which side wins a match that can't end level, such as one in sets. If it does all the same, it is void. */
  | "matchBetting"
  /** The exact number of sets that each side wins. */
  | { type: "setBetting"; bestOf: number }
  /** Which runner wins a race. */
  | "raceWinner"
  /** Whether a runner is among the first of a race. */
  | { type: "placed"; places: number };

/** A market's result: what its legs are graded by. */
export type MarketResult =
  /** The score of the fixture. */
  | ({ type: "score" } & Score)
  /** What was recorded for each selection; it stands in the selections. */
  | "outcomes"
  /** Nothing: the market is void. */
  | "void"
  /** The finishing positions of the fixture; what they make of each selection stands in it. */
  | "positions";

/** Whether a market takes bets, and whether it has its result. */
export type MarketStatus =
  /** It takes bets. */
  | "active"
  /** It takes none for now. */
  | "suspended"
  /** It takes none any more; its result is not known yet. */
  | "closed"
  /** Its result is recorded; bets are settled page by page. */
  | "settled"
  /** It is void: every leg on it counts as one. */
  | "void";

/** How a margin is spread over the selections. Which one is right is a matter of belief: an argument wherever it matters. */
export type Method =
  /** All in the same proportion. */
  | "multiplicative"
  /** All by the same amount. */
  | "additive"
  /** Margin in proportion to the odds, which is the same as `Method::Additive`. */
  | "differentialMarginWeighting"
  /** All to the same power. */
  | "power"
  /** Against those who know the winner. */
  | "shin"
  /** All odds by the same ratio. */
  | "oddsRatio"
  /** All logits by the same amount, which is the same as `Method::OddsRatio`. */
  | "logarithmic"
  /** All by the same number of standard errors. */
  | "goto"
  /** `Method::Goto`, and `Method::Multiplicative` for a book in which it gives a longshot less than nothing. */
  | "gotoOrMultiplicative";

/** A selection with its new price. */
export interface NewPrice {
  /** The selection. */
  selection: Id;
  /** The new price. */
  odds: Odds;
}

/** What an amount that somebody typed beside a price means. */
export type Nominal =
  /** It is risked: the stake of the bet, however the price is quoted. */
  | "risk"
  /** It is to be won. */
  | "win"
  /** As the price is quoted: to be won at negative American, Malay and Indonesian odds, risked at all others. */
  | "asQuoted";

/** A runner that was withdrawn before its race: see `Session::withdraw_runner`(crate::Session::withdraw_runner) for an example. */
export interface NonRunner {
  /** The runner. */
  participant: Id;
  /** Its price to win when it was withdrawn, by which Rule 4 finds its deduction. */
  odds: Odds;
  /** When it was withdrawn: bets that were placed before bear the deduction. */
  withdrawnAt: Timestamp;
}

/** A record with the number that the backend gave it, counted from 1 without gaps. */
export interface NumberedRecord {
  /** The record's number. */
  number: number;
  /** The record. */
  record: JournalRecord;
}

/** What may happen to a slip whose prices have changed since it was written. The accepted price is always the current one (docs/rules.md, section 8). */
export type OddsChange =
  /** Every leg's price must be as on the slip. */
  | "none"
  /** No leg's price may be lower than on the slip. */
  | "higher"
  /** The product of the prices may not be lower than on the slip; single legs may. */
  | "higherTotal"
  /** Any price will do. */
  | "any";

/** The ways to write a price. */
export type OddsFormat =
  /** The whole return on a stake of one: `2.50`. */
  | "decimal"
  /** The winnings over the stake: `6/4`. */
  | "fractional"
  /** The winnings on a stake of 100, `+150`, or the stake that wins 100, `-110`. */
  | "american"
  /** The winnings on a stake of one: `1.10 HK`. */
  | "hongKong"
  /** The winnings on a stake of one up to even money, `0.92 MY`; above it the stake that wins one, `-0.92 MY`. */
  | "malay"
  /** The winnings on a stake of one from even money up, `1.10 ID`; below it the stake that wins one, `-1.25 ID`. */
  | "indonesian"
  /** The chance that would make the price fair: `80%`. */
  | "probability";

/** There are open bets. */
export type OpenBets =
  /** With an undecided leg on this fixture. */
  | { type: "onFixture"; value: Id }
  /** With an undecided leg on this market. */
  | { type: "onMarket"; value: Id };

/** Opens a market with prices. */
export interface OpenMarket {
  /** The fixture. */
  fixture: Id;
  /** The question. */
  kind: MarketKind;
  /** The answers with their prices. */
  selections: Priced[];
  /** Whether bets are taken after the start. */
  inPlay: boolean;
  /** What a feed calls it. */
  external: ExternalId | null;
  /** On which terms bets are taken, if it is on a race. */
  terms: RaceTerms;
}

/** A selection that was opened. */
export interface OpenedSelection {
  /** The selection. */
  id: Id;
  /** The answer to the market's question. */
  outcome: Outcome;
  /** The first price. */
  odds: Odds;
  /** What a feed calls it. */
  external: ExternalId | null;
}

/** What a selection is on. */
export type Outcome =
  /** The home side wins; in a handicap, with its line. */
  | "home"
  /** Neither side wins. */
  | "draw"
  /** The away side wins; in a handicap, with its line. */
  | "away"
  /** The home side does not lose: 1X. */
  | "homeOrDraw"
  /** Somebody wins: 12. */
  | "homeOrAway"
  /** The away side does not lose: X2. */
  | "drawOrAway"
  /** More goals than the line. */
  | "over"
  /** Fewer goals than the line. */
  | "under"
  /** It happens. */
  | "yes"
  /** It does not happen. */
  | "no"
  /** Exactly this score. */
  | { type: "exact"; home: number; away: number }
  /** Any score that the market does not list. */
  | "anyOther"
  /** An outcome of a custom market, by its name. */
  | { type: "named"; value: string }
  /** An odd number of goals. */
  | "odd"
  /** An even number of goals, or none. */
  | "even"
  /** The home side wins by exactly so many. */
  | { type: "homeBy"; goals: number }
  /** The home side wins by so many or more. */
  | { type: "homeByOrMore"; goals: number }
  /** The away side wins by exactly so many. */
  | { type: "awayBy"; goals: number }
  /** The away side wins by so many or more. */
  | { type: "awayByOrMore"; goals: number }
  /** A draw in which both sides score. */
  | "scoreDraw"
  /** Nobody scores. */
  | "noGoals"
  /** Who leads at half time, and who at full time. */
  | { type: "halfTimeFullTime"; atHalfTime: SideOrDraw; atFullTime: SideOrDraw }
  /** A result of the match together with a side of the line. */
  | { type: "resultAndTotal"; result: SideOrDraw; total: OverUnder }
  /** A runner of a race. */
  | { type: "runner"; value: Id };

/** Why a list of outcomes is not that of a whole market: see `MarketKind::check_outcomes` for an example. As a rejection it is `bad_selections`, with this as its detail. */
export type OutcomesError =
  /** An outcome that markets of this kind don't have. */
  | { type: "notOfThisKind"; kind: MarketKind; outcome: Outcome }
  /** The same outcome twice. */
  | { type: "repeated"; outcome: Outcome }
  /** An outcome that each market of this kind has. */
  | { type: "missing"; outcome: Outcome }
  /** No exact score, or no name. */
  | "nothingListed";

/** Above a line or below it. */
export type OverUnder =
  /** More goals than the line. */
  | "over"
  /** Fewer goals than the line. */
  | "under";

/** Somebody or something that takes part in fixtures. */
export interface Participant {
  /** The participant's id. */
  id: Id;
  /** Its name, unique without regard to case. */
  name: string;
  /** What it is. */
  kind: ParticipantKind;
  /** Whether it may still be entered in fixtures. */
  active: boolean;
  /** How many fixtures it is entered in; with none it can be deleted. */
  fixtures: number;
  /** What a feed calls it. */
  external: ExternalId | null;
}

/** Which participants. */
export interface ParticipantFilter {
  /** Only those of this kind. */
  kind: ParticipantKind | null;
  /** Only those that are in use, or only those that are retired. */
  active: boolean | null;
}

/** What kind of participant it is. */
export type ParticipantKind =
  /** A team. */
  | "team"
  /** A single player. */
  | "player"
  /** A horse, a greyhound, a driver. */
  | "runner";

export interface LegGrade {
  win: LegResult;
  race: RaceGrade | null;
}

/** A part of the 90 minutes that counts by itself, from nil: see `MarketKind::in_period`(super::MarketKind::in_period) for an example. */
export type Period =
  /** From the kick-off to half time, with its stoppage time. */
  | "firstHalf"
  /** From half time to the end of the 90 minutes, with stoppage time: only the goals of this half. */
  | "secondHalf";

/** A person behind a user. */
export interface Person {
  /** The name to address the person by. */
  name: string;
  /** Unique in the book, compared without regard to case. */
  email: string;
  /** A telephone number, as the host writes it. */
  phone: string | null;
  /** A password's hash in the form that the host's own login uses (a PHC string); the engine only keeps it. */
  passwordHash: string | null;
}

/** Places a bet for the acting bettor. The bet's id is the command's. */
export interface PlaceBet {
  /** What is backed, at which prices. */
  legs: SlipLeg[];
  /** The stake of the whole bet. */
  stake: Money;
  /** What may happen if a price has changed. */
  oddsChange: OddsChange;
  /** How the legs make the bet: by default a single or an accumulator on the win. */
  terms: SlipTerms;
}

/** The result of a leg on the place. */
export interface PlaceGrade {
  /** What came of the place. */
  result: LegResult;
  /** The part of the winnings that it pays, by the runners that ran or as agreed. */
  fraction: [number, number];
}

/** How many places are paid, and at which part of the winnings. */
export interface PlaceTerms {
  /** The places that are paid, counted from the first; at least 1. */
  places: number;
  /** The part of the winnings. */
  fraction: [number, number];
}

/** A leg that was accepted. */
export interface PlacedLeg {
  /** What was backed. */
  selection: Id;
  /** The selection's market. */
  market: Id;
  /** The market's fixture. */
  fixture: Id;
  /** The price on the slip. */
  requested: Odds;
  /** The price at which it was accepted. */
  odds: Odds;
  /** The market's revision then. */
  revision: number;
  /** Which of the fixture's announced starts was in force then, counted from 0. */
  kickoff: number;
  /** What was agreed on the leg beside its price. */
  terms: LegTerms;
  /** The goals of the market's period then, where the bet counts only those after it. */
  scoreAtAcceptance: Goals | null;
}

/** A runner with what became of it: see `Session::record_positions`(crate::Session::record_positions) for an example. */
export interface Placing {
  /** The runner. */
  participant: Id;
  /** What became of it. */
  finish: Finish;
  /** The price at which it started, if the race has starting prices: what bets with best odds guaranteed are paid at if it is longer than theirs. */
  startingPrice: Odds | null;
}

/** Takes a fixture off its time, without a new one yet. With a reason. */
export interface PostponeFixture {
  /** The fixture. */
  fixture: Id;
}

/** A price that a selection had from some time on: see `Book::prices_of`(crate::Reader::prices_of) for an example. */
export interface PriceChange {
  /** The selection. */
  selection: Id;
  /** From when on. */
  at: Timestamp;
  /** The price. */
  odds: Odds;
}

/** A selection to be, with its price. */
export interface Priced {
  /** The answer to the market's question. */
  outcome: Outcome;
  /** The price. */
  odds: Odds;
  /** What a feed calls it. */
  external: ExternalId | null;
}

/** A leg as far as its price goes. */
export interface PricedLeg {
  /** The price that was taken. */
  odds: Odds;
  /** What was agreed of it besides. */
  terms: LegTerms;
}

/** How far a market's legs are graded: see `Book::progress`(crate::Reader::progress) for an example. */
export interface Progress {
  /** How many legs were ever placed on the market. */
  placed: number;
  /** The legs on the market, but for those of withdrawn bets. */
  legs: number;
  /** Those of them that were graded at an older revision than the market's, or never. */
  behind: number;
}

/** What a reader looks for. */
export type Query =
  /** Users. */
  | ({ type: "users" } & UserFilter)
  /** Competitions. */
  | ({ type: "competitions" } & CompetitionFilter)
  /** Participants. */
  | ({ type: "participants" } & ParticipantFilter)
  /** Fixtures. */
  | ({ type: "fixtures" } & FixtureFilter)
  /** Markets. */
  | ({ type: "markets" } & MarketFilter)
  /** The selections of a market. */
  | ({ type: "selections" } & SelectionsOf)
  /** The bets of a user. */
  | ({ type: "bets" } & BetFilter)
  /** Open bets with a leg that is not decided yet. */
  | { type: "openBets"; value: OpenBets }
  /** Baskets. */
  | ({ type: "baskets" } & BasketFilter)
  /** Withdrawals. */
  | ({ type: "withdrawals" } & WithdrawalFilter)
  /** The cursors of relays. */
  | ({ type: "cursors" } & CursorFilter);

/** A basket at the prices, limits and balances of one instant, checked by the code that places bets. */
export interface Quote {
  /** The basket. */
  basket: Id;
  /** The instant. */
  at: Timestamp;
  /** How often the basket had been edited; a check-out names it again. */
  edits: number;
  /** Its slips, in the order in which they were added. */
  slips: QuotedSlip[];
  /** The sum of the stakes in each currency, in the order in which the slips bring them. */
  stakes: Money[];
  /** The sum of the slips' potential returns in each currency, as far as slips have one. */
  potentialReturns: Money[];
  /** Why the basket as a whole would be refused: it is empty, closed or expired. */
  refusal: Refusal | null;
  /** Whether a check-out would be accepted. */
  acceptable: boolean;
}

/** A leg in a quote. */
export interface QuotedLeg {
  /** What is backed. */
  selection: Id;
  /** The price when the slip was written. */
  requested: Odds;
  /** The price now; none if the selection is gone. */
  current: Odds | null;
  /** Whether the price is another than when the slip was written, or gone. */
  changed: boolean;
}

/** A slip in a quote. */
export interface QuotedSlip {
  /** The slip. */
  slip: Id;
  /** Its legs. */
  legs: QuotedLeg[];
  /** Its stake, if one is named. */
  stake: Money | null;
  /** What it returns at the current prices if every leg wins, stake included; none without a stake, or beyond what can be paid. */
  potentialReturn: Money | null;
  /** Why it would be refused. The balance is checked on the sum of this stake and those of the slips before it. */
  refused: SlipRefusal | null;
  /** How its legs make lines. */
  betType: BetType;
  /** Whether it stands on the win, the place, or both. */
  way: Way;
  /** How many lines it makes, those on the place counted; none if its legs don't fit its type. */
  lines: number | null;
  /** The stake of each line; none if there is no stake, or one that does not divide into the lines. */
  stakePerLine: Money | null;
}

/** What a race adds to the result of a leg. */
export interface RaceGrade {
  /** The result on the place; none in a field without places, where the house rules say what becomes of a place part. */
  place: PlaceGrade | null;
  /** The Rule 4 deduction, in pence per pound of winnings: 25 leaves three quarters of them. */
  deduction: number;
  /** The starting price, for legs with best odds guaranteed. */
  startingPrice: Odds | null;
}

/** The terms of a market on a race. The default is a market on the day of the race without places and without guarantee. */
export interface RaceTerms {
  /** The places that it pays each way; none if bets are on the win alone. */
  eachWay: EachWay | null;
  /** Whether it is ante-post: a leg keeps the places that stood when it was placed, a runner that does not run loses, and no Rule 4 is applied. */
  antePost: boolean;
  /** Whether a longer starting price replaces the price that was taken (best odds guaranteed). */
  guaranteed: boolean;
}

/** A leg on a receipt. */
export interface ReceiptLeg {
  /** What is backed. */
  selection: Id;
  /** The price that was asked for. */
  requested: Odds;
  /** The price that was accepted. */
  accepted: Odds;
  /** What was agreed on it beside its price. */
  terms: LegTerms;
  /** The price that a place pays; none without places, and for one finer than a price can be. */
  placeOdds: Odds | null;
}

/** Records the result of every selection of a market that no score can grade. */
export interface RecordOutcomes {
  /** The market. */
  market: Id;
  /** One result a selection. */
  results: SelectionResult[];
}

/** Records what became of each runner of a race, and grades the markets on it. */
export interface RecordPositions {
  /** The fixture. */
  fixture: Id;
  /** What became of each runner, in any order. */
  placings: Placing[];
}

/** Records a score, live or final. A final one grades the markets that a score can grade. */
export interface RecordScore {
  /** The fixture. */
  fixture: Id;
  /** The score. */
  score: Score;
  /** Whether the fixture goes on. */
  stage: ScoreStage;
}

/** What a transfer belongs to. */
export type Reference =
  /** A bet. */
  | { type: "bet"; value: Id }
  /** A deposit, by the command that confirmed it. */
  | { type: "deposit"; value: Id }
  /** A withdrawal. */
  | { type: "withdrawal"; value: Id }
  /** An adjustment or a write-off, by its command. */
  | { type: "adjustment"; value: Id };

/** Registers a bettor. Anybody may; the role can't be chosen. */
export interface Register {
  /** Who it is. */
  person: Person;
}

/** Takes back a withdrawal that was recorded wrongly. With a reason. */
export interface ReinstateRunner {
  /** The race. */
  fixture: Id;
  /** The runner. */
  participant: Id;
}

/** The family of a rejection; maps onto HTTP's status codes one to one. */
export type RejectionKind =
  /** The request itself is malformed or makes no sense (400). */
  | "invalid"
  /** Nobody is signed in (401). */
  | "unauthorised"
  /** The actor may not ask for this (403). */
  | "forbidden"
  /** Something named in the request does not exist (404). */
  | "notFound"
  /** The request does not fit how things stand (409). */
  | "conflict"
  /** It is too late, or the thing is closed (410). */
  | "closed"
  /** A limit of money or number stands against it (422). */
  | "limit"
  /** Too much is asked at once (429). */
  | "overloaded";

/** Takes a slip out of one's own basket. */
export interface RemoveFromBasket {
  /** The basket. */
  basket: Id;
  /** The slip. */
  slip: Id;
}

/** Renames a competition; its slug stays. */
export interface RenameCompetition {
  /** The competition. */
  competition: Id;
  /** The new name. */
  name: string;
}

/** Renames a participant. */
export interface RenameParticipant {
  /** The participant. */
  participant: Id;
  /** The new name. */
  name: string;
}

/** Asks for the account to be opened again after an exclusion that has ended; it opens after the rules' delay. */
export interface RequestReopening {
  /** The user: oneself. */
  user: Id;
}

/** Asks for money to be paid out of one's own wallet. */
export interface RequestWithdrawal {
  /** The user: oneself; an Admin may name a blocked one. */
  user: Id;
  /** How much. */
  amount: Money;
}

/** Announces another start of a fixture that is scheduled or postponed. */
export interface RescheduleFixture {
  /** The fixture. */
  fixture: Id;
  /** The new start. */
  start: Timestamp;
}

/** Names another stake for a slip in one's own basket. */
export interface RestakeSlip {
  /** The basket. */
  basket: Id;
  /** The slip. */
  slip: Id;
  /** The new stake. */
  stake: Money;
}

/** Resumes a suspended market. */
export interface ResumeMarket {
  /** The market. */
  market: Id;
}

/** Retires a competition: no more fixtures are scheduled in it. */
export interface RetireCompetition {
  /** The competition. */
  competition: Id;
}

/** Retires a participant: it is entered in no more fixtures. */
export interface RetireParticipant {
  /** The participant. */
  participant: Id;
}

/** What a user may ask of the engine. Everybody registers as a bettor; an Admin changes roles. */
export type Role =
  /** Bets with the money in his own wallet (parieur). */
  | "bettor"
  /** Runs the catalogue, prices and results. */
  | "bookmaker"
  /** Acts on behalf of bettors, always with a reason. */
  | "support"
  /** Runs people and rules. */
  | "admin";

/** How an exact payout becomes whole minor units. Every mode is symmetric around zero. */
export type Rounding =
  /** To the nearest; a half goes away from zero, as at school: 267.5 is 268. */
  | "halfAwayFromZero"
  /** To the nearest; a half goes to the even neighbour: 267.5 and 268.5 are both 268. */
  | "halfToEven"
  /** Cut off, in the house's favour: 267.9 is 267. */
  | "towardZero"
  /** Any remainder counts, in the bettor's favour: 267.1 is 268. */
  | "awayFromZero";

/** How a house applies the table (docs/rules.md, section 7). */
export interface Rule4Rules {
  /** Which rung a price between two of them takes. */
  betweenRungs: BetweenRungs;
  /** The most that several withdrawals deduct together, in pence per pound. */
  capPence: number;
  /** Whether a deduction of 5 pence in all is waived. */
  waiveFivePence: boolean;
  /** Whether a leg that is paid at its starting price (best odds guaranteed) is spared, because that price was made without the withdrawn runner. The better of the price taken, deducted, and the starting price counts then; else the better price counts first, and is deducted. */
  sparesStartingPrice: boolean;
}

/** Does what has fallen due by the command's time. System only. */
export interface RunDue {
  /** The most things to do. */
  limit: number;
}

/** Schedules a fixture. */
export interface ScheduleFixture {
  /** The competition. */
  competition: Id;
  /** Who takes part: home and away, or two runners or more. */
  entrants: Entrant[];
  /** When it starts. */
  start: Timestamp;
  /** What a feed calls it. */
  external: ExternalId | null;
}

/** The score of a match: full time, and what else is known of its periods. */
export interface Score {
  /** After 90 minutes with stoppage time: what football markets are graded by. Where a match is scored in sets, the sets won. */
  fullTime: Goals;
  /** At half time, where it is known. */
  halfTime: Goals | null;
  /** The goals of extra time alone, not added to those of full time. Recorded; no market is graded by it. */
  extraTime: Goals | null;
  /** The penalties scored in the shoot-out. Recorded; no market is graded by it. */
  penalties: Goals | null;
  /** The sets one by one, where a match is scored in sets and they are known. They hold the score to being their count; no market is graded by the games in them. */
  sets: Goals[];
}

/** How a score is meant. */
export type ScoreStage =
  /** The fixture goes on. */
  | "live"
  /** The fixture is over; its markets are graded by this score. */
  | "final";

/** One answer to a market's question, with its price. */
export interface Selection {
  /** The selection's id. */
  id: Id;
  /** The market that it belongs to. */
  market: Id;
  /** The answer. */
  outcome: Outcome;
  /** The price now. */
  odds: Odds;
  /** The result that was recorded for it; only on markets graded by explicit outcomes or by finishing positions. */
  result: LegResult | null;
  /** What a feed calls it. */
  external: ExternalId | null;
}

/** What came of a selection: see `Session::record_outcomes`(crate::Session::record_outcomes) for an example. */
export interface SelectionResult {
  /** The selection. */
  selection: Id;
  /** Its result. */
  result: LegResult;
}

/** The selections of a market. */
export interface SelectionsOf {
  /** The market. */
  market: Id;
}

/** Grades the next page of a market's legs that are older than its result. */
export interface SettlePage {
  /** The market. */
  market: Id;
  /** The most bets of the page. */
  limit: number;
}

/** One of the two sides of a match. */
export type Side =
  /** The home side, or whoever is named first. */
  | "home"
  /** The away side. */
  | "away";

/** One of the three ways in which a match can stand. */
export type SideOrDraw =
  /** The home side leads. */
  | "home"
  /** Neither side leads. */
  | "draw"
  /** The away side leads. */
  | "away";

/** One leg of a slip: what is backed, at the price that the bettor saw. */
export interface SlipLeg {
  /** What is backed. */
  selection: Id;
  /** The price that the bettor saw. */
  odds: Odds;
  /** Whether it is in every line of a system. */
  banker: boolean;
}

/** Why a slip would be refused. */
export interface SlipRefusal {
  /** On which leg it lies, counted from 0, if it lies on one. */
  leg: number | null;
  /** The reason. */
  refusal: Refusal;
}

/** How a slip's legs make its bet; by default a single or an accumulator on the win. */
export interface SlipTerms {
  /** How the legs make lines; where it is left open, one line of them all. */
  betType: BetType | null;
  /** Whether the bet stands on the win, the place, or both. */
  way: Way;
  /** What the stake is for. */
  stakeMode: StakeMode;
}

/** Which step of a ladder stands for a price that is on none. */
export type Snap =
  /** The next one below, in the house's favour. */
  | "down"
  /** The one whose decimal odds are nearest; of two, the lower. */
  | "nearest"
  /** The next one above, in the bettor's favour. */
  | "up";

/** What a slip's stake is for. */
export type StakeMode =
  /** The whole bet; it must divide into the bet's lines, or is spread over them, as the house rules say. */
  | "total"
  /** Each line; an each-way bet has twice the lines. */
  | "perLine";

/** What to do with a total stake that leaves a rest over the lines of a bet. */
export type StakeRemainder =
  /** Refuse it, and name the nearest totals that divide. */
  | "refuse"
  /** One minor unit more on each of the first lines, in line order, until the rest is used up. */
  | "spread";

/** Which lines of a statement to show. The default shows all lines of the `cash` account. */
export interface StatementFilter {
  /** Only lines on this account; all three accounts for none. */
  account: BettorAccount | null;
  /** Only lines of these kinds; all kinds if empty. */
  kinds: TransferKind[];
  /** Only lines at or after this time. */
  from: Timestamp | null;
  /** Only lines before this time. */
  until: Timestamp | null;
}

/** One movement on a bettor's account, with the balance after it. */
export interface StatementLine {
  /** Where the line stands in the ledger: lines are paged by it, and it grows with time. */
  position: number;
  /** When. */
  at: Timestamp;
  /** On which of the bettor's accounts. */
  account: BettorAccount;
  /** Why. */
  kind: TransferKind;
  /** How much: above zero where the account received, below where it gave. */
  amount: Money;
  /** The account's balance after this movement. */
  balance: Money;
  /** What it belongs to. */
  reference: Reference;
  /** The command that caused it: its journal record has the reason. */
  command: Id;
}

/** Whether a user may stake, withdraw and cancel now. */
export type Status =
  /** Everything is allowed. */
  | "active"
  /** A pause that the bettor chose. */
  | { type: "coolingOff"; until: Timestamp }
  /** An exclusion that the bettor chose. */
  | { type: "selfExcluded"; until: Timestamp }
  /** Named on an external register of excluded people. */
  | "onRegister"
  /** Under review: money stays where it is. */
  | "suspended"
  /** Fraud: only an Admin moves money. */
  | "blocked"
  /** Gone for good: no money and no open bet is left. */
  | "closed";

/** A status without its figures, to look for. */
export type StatusKind =
  /** Everything is allowed. */
  | "active"
  /** A pause that the bettor chose. */
  | "coolingOff"
  /** An exclusion that the bettor chose. */
  | "selfExcluded"
  /** Named on an external register of excluded people. */
  | "onRegister"
  /** Under review. */
  | "suspended"
  /** Fraud. */
  | "blocked"
  /** Gone for good. */
  | "closed";

/** Suspends an active market. */
export interface SuspendMarket {
  /** The market. */
  market: Id;
}

/** Why money moved: each kind goes from one certain account to one other. Texts and JSON write it in snake case. */
export type TransferKind =
  /** Money came in: cashier to cash. */
  | "deposit"
  /** A withdrawal was asked for: cash to held. */
  | "withdrawalRequested"
  /** A withdrawal was paid: held to cashier. */
  | "withdrawalPaid"
  /** A withdrawal was refused: held to cash. */
  | "withdrawalRefused"
  /** A bet was placed: cash to open stakes. */
  | "stake"
  /** What a settled bet returns beyond its stake is set beside it: revenue to open stakes. */
  | "winnings"
  /** What a settled bet returns: open stakes to cash. */
  | "return"
  /** The part of a stake that a settled bet lost: open stakes to revenue. */
  | "loss"
  /** A void or cancelled bet gives its stake back: open stakes to cash. */
  | "refund"
  /** A correction raised a return that was already paid: revenue to cash. */
  | "correction"
  /** A correction lowered a return that was already paid: cash to revenue. */
  | "clawback"
  /** A bet was opened again: revenue to open stakes. */
  | "reopening"
  /** A clawback was larger than the cash: adjustments to debt. */
  | "debtIncurred"
  /** A credit paid a debt: cash to revenue. */
  | "debtPaid"
  /** The debt that was paid is struck off: debt to adjustments. */
  | "debtCleared"
  /** An Admin let a debt go: debt to adjustments. */
  | "debtWrittenOff"
  /** An Admin adjusted a wallet: adjustments to cash, or cash to adjustments. */
  | "adjustment";

/** A user, without personal data: that lives in `Person`(super::Person), under the same id. */
export interface User {
  /** The user's id. */
  id: Id;
  /** What the user may ask for. */
  role: Role;
  /** Whether the user may stake, withdraw and cancel now. */
  status: Status;
  /** When the user registered. */
  registeredAt: Timestamp;
  /** Until when the user has shut himself out; kept while another status stands in front of it. */
  excludedUntil: Timestamp | null;
  /** When the account becomes active again, if the user asked for that after an exclusion. */
  reopensAt: Timestamp | null;
  /** The currencies in which the user has a wallet, in the order in which they were first used. */
  currencies: Currency[];
}

/** Which users. */
export interface UserFilter {
  /** Only those with this role. */
  role: Role | null;
  /** Only those with this status, until whenever it lasts. */
  status: StatusKind | null;
}

/** Voids one bet, open or settled: its stake comes back. With a reason. */
export interface VoidBet {
  /** The bet. */
  bet: Id;
}

/** Voids every market of a fixture, settled ones too. With a reason. */
export interface VoidFixture {
  /** The fixture. */
  fixture: Id;
}

/** Voids a market that has no result yet. With a reason. */
export interface VoidMarket {
  /** The market. */
  market: Id;
}

/** On what every line of a bet stands (docs/rules.md, section 7). */
export type Way =
  /** The win alone. */
  | "win"
  /** The place alone, at the place fraction of the price. */
  | "place"
  /** Win to win and place to place: two bets, which settle apart and are rounded as one. */
  | "eachWay"
  /** Both, and what a leg returns is divided equally between win and place of the next. */
  | "equallyDivided";

/** Where the place part of a leg goes if its field has no places. */
export type WinOnlyField =
  /** On the win: it settles as the win part does, at the full price. */
  | "onWin"
  /** It is void. */
  | "void";

/** Withdraws a runner from its race. Bets on it are void, or lost ante-post; Rule 4 cuts the others that were placed before. */
export interface WithdrawRunner {
  /** The race. */
  fixture: Id;
  /** The runner. */
  participant: Id;
  /** Its price to win when it was withdrawn. */
  odds: Odds;
  /** When it was withdrawn; not after the command's time. */
  withdrawnAt: Timestamp;
}

/** A bettor's request to take money out. */
export interface Withdrawal {
  /** The withdrawal's id. */
  id: Id;
  /** Whose. */
  user: Id;
  /** How much. */
  amount: Money;
  /** When it was asked for. */
  requestedAt: Timestamp;
  /** How it stands. */
  status: WithdrawalStatus;
}

/** Which withdrawals. */
export interface WithdrawalFilter {
  /** Only those of this user. */
  user: Id | null;
  /** Only those with this status. */
  status: WithdrawalStatus | null;
}

/** How a withdrawal stands. */
export type WithdrawalStatus =
  /** Asked for: the money is held. */
  | "requested"
  /** Paid out. */
  | "paid"
  /** Refused: the money is cash again. */
  | "refused";

/** Lets go of a debt, or a part of it. Admin, with a reason. */
export interface WriteOffDebt {
  /** Whose debt. */
  user: Id;
  /** How much of it. */
  amount: Money;
}

/** The figures that each code comes with. */
export interface Figures {
  command_too_old: { id: Id; oldest: Timestamp };
  idempotency_conflict: { id: Id };
  command_expired: { expiresAt: Timestamp; at: Timestamp };
  clock_went_back: { at: Timestamp; last: Timestamp };
  reason_too_long: { length: number; max: number };
  sign_in_required: Record<string, never>;
  unknown_actor: { user: Id };
  wrong_role: { role: Role; command: string };
  system_only: { command: string };
  user_only: { command: string };
  actor_not_active: { user: Id; status: Status };
  not_yours: { user: Id };
  reason_required: { command: string };
  admin_exists: Record<string, never>;
  unknown_user: { user: Id };
  email_taken: Record<string, never>;
  person_erased: { user: Id };
  role_unchanged: { user: Id; role: Role };
  last_admin: { user: Id };
  status_unchanged: { user: Id; status: Status };
  account_closed: { user: Id };
  exclusion_stands: { user: Id; until: Timestamp };
  exclusion_too_short: { until: Timestamp; earliest: Timestamp };
  not_excluded: { user: Id };
  reopening_pending: { user: Id; opensAt: Timestamp };
  balance_left: { user: Id; balance: Money };
  open_bets: { user: Id; count: number };
  unknown_competition: { competition: Id };
  unknown_participant: { participant: Id };
  unknown_fixture: { fixture: Id };
  unknown_market: { market: Id };
  unknown_selection: { selection: Id };
  slug_taken: { slug: string };
  name_taken: { name: string };
  external_id_taken: { provider: string; id: string };
  retired: { name: string };
  has_fixtures: { name: string; fixtures: number };
  bad_entrants: { count: number; max: number };
  same_participant: { participant: Id };
  start_in_past: { start: Timestamp; at: Timestamp };
  start_unchanged: { start: Timestamp };
  moved_too_often: { fixture: Id; max: number };
  wrong_fixture_status: { fixture: Id; status: FixtureStatus };
  fixture_has_bets: { fixture: Id; bets: number };
  too_many_markets: { fixture: Id; max: number };
  bad_selections: { kind: MarketKind; detail: OutcomesError };
  too_many_selections: { count: number; max: number };
  nothing_given: Record<string, never>;
  selection_elsewhere: { selection: Id; market: Id };
  selection_twice: { selection: Id };
  wrong_market_status: { market: Id; status: MarketStatus };
  fixture_not_started: { fixture: Id; start: Timestamp; at: Timestamp };
  result_exists: { fixture: Id };
  market_result_exists: { market: Id };
  no_result: { market: Id };
  no_score: { fixture: Id };
  result_unchanged: Record<string, never>;
  no_score_in_race: { fixture: Id };
  graded_by_score: { market: Id };
  graded_by_outcomes: { market: Id };
  results_missing: { market: Id; given: number; needed: number };
  half_time_missing: { market: Id };
  no_positions_in_match: { fixture: Id };
  graded_by_positions: { market: Id };
  no_positions: { fixture: Id };
  not_entered: { fixture: Id; participant: Id };
  positions_missing: { fixture: Id; given: number; needed: number };
  position_skipped: { position: number; expected: number };
  nobody_finished: { fixture: Id };
  runner_withdrawn: { fixture: Id; participant: Id };
  not_withdrawn: { fixture: Id; participant: Id };
  runner_ran: { fixture: Id; participant: Id };
  withdrawn_later: { withdrawnAt: Timestamp; at: Timestamp };
  no_race_terms: { kind: MarketKind };
  bad_page_size: { limit: number; max: number };
  amount_not_positive: { amount: Money };
  amount_zero: { amount: Money };
  balance_out_of_range: { amount: Money; max: Money };
  payment_exists: { provider: string; reference: string };
  may_not_withdraw: { user: Id; status: Status };
  unknown_withdrawal: { withdrawal: Id };
  withdrawal_answered: { withdrawal: Id };
  debt_too_small: { amount: Money; debt: Money };
  no_stake: Record<string, never>;
  no_legs: Record<string, never>;
  too_many_legs: { legs: number; max: number };
  may_not_stake: { user: Id; status: Status };
  fixture_closed: { fixture: Id; status: FixtureStatus };
  market_closed: { market: Id; status: MarketStatus };
  too_late: { fixture: Id; closesAt: Timestamp; at: Timestamp };
  live_score_missing: { fixture: Id; market: Id };
  price_changed: { selection: Id; requested: Odds; current: Odds };
  odds_above_limit: { odds: Odds; max: Odds };
  related_legs: { fixture: Id };
  no_place_terms: { market: Id };
  no_limits_for_currency: { currency: Currency };
  stake_too_low: { stake: Money; min: Money };
  stake_too_high: { stake: Money; max: Money };
  return_too_high: { currency: Currency; max: Money };
  total_price_lower: { legs: number };
  debt_stands: { debt: Money };
  insufficient_funds: { balance: Money; needed: Money };
  unknown_bet: { bet: Id };
  may_not_cancel: { user: Id; status: Status };
  bet_withdrawn: { bet: Id };
  bet_not_open: { bet: Id };
  cancellation_over: { bet: Id; until: Timestamp; at: Timestamp };
  leg_resolved: { bet: Id; market: Id };
  price_moved: { selection: Id; taken: Odds; current: Odds };
  unknown_basket: { basket: Id };
  basket_closed: { basket: Id; status: BasketStatus };
  basket_expired: { basket: Id; expiresAt: Timestamp; at: Timestamp };
  basket_changed: { basket: Id; edits: number; seen: number };
  basket_empty: { basket: Id };
  too_many_baskets: { user: Id; max: number };
  too_many_slips: { basket: Id; max: number };
  slip_exists: { basket: Id; slip: Id };
  unknown_slip: { basket: Id; slip: Id };
  slip_refused: { slip: Id; leg: number | null; refusal: Refusal };
  overloaded: { waiting: number; max: number };
  cursor_ahead: { position: number; records: number };
  cursor_behind: { position: number; acknowledged: number };
  unknown_cursor: { cursor: string };
  bad_id: { text: string };
  bad_time: { text: string };
  bad_amount: { text: string };
  too_many_decimals: { text: string; allowed: number };
  amount_out_of_range: { text: string };
  unknown_currency: { text: string };
  bad_currency: { text: string };
  mixed_currencies: { left: Currency; right: Currency };
  bad_odds: { text: string };
  odds_too_short: { text: string };
  odds_too_long: { text: string; max: number };
  odds_too_fine: { text: string; maxDenominator: number };
  ladder_size: { steps: number; max: number };
  ladder_not_rising: { before: Odds; after: Odds };
  bad_email: { max: number };
  bad_person_field: { field: string; max: number };
  bad_name: { text: string; max: number };
  bad_slug: { text: string; max: number };
  rule_out_of_range: { field: string; min: number; max: number };
  too_many_goals: { goals: number };
  half_time_above_full_time: { halfTime: Goals; fullTime: Goals };
  bad_score: Record<string, never>;
  too_many_sets: { sets: number };
  set_level: { set: Goals };
  sets_not_the_score: { won: Goals; fullTime: Goals };
  negative_total: { line: Line };
  bad_market_name: Record<string, never>;
  kind_has_no_period: Record<string, never>;
  total_not_half: { line: Line };
  handicap_not_whole: { line: Line };
  bad_winning_margin: { top: number };
  bad_best_of: { bestOf: number };
  bad_places: { places: number };
  bad_line: Record<string, never>;
  line_not_a_quarter: Record<string, never>;
  line_not_neighbours: Record<string, never>;
  line_sign_ambiguous: Record<string, never>;
  line_out_of_bounds: Record<string, never>;
  bad_share: { num: number; den: number };
  shares_above_one: { win: [number, number]; void: [number, number] };
  result_too_fine: { win: [number, number]; void: [number, number] };
  bad_position: { position: number; tied: number };
  deduction_too_large: { pence: number; max: number };
  unknown_bet_type: { text: string };
  bad_folds: { text: string; max: number };
  wrong_number_of_legs: { betType: BetType; legs: number; min: number; max: number };
  bankers_not_taken: { betType: BetType; bankers: number };
  stake_does_not_divide: { stake: number; lines: number; below: number; above: number };
  stake_out_of_range: { stake: number; lines: number };
  bad_place_fraction: { num: number; den: number; maxDen: number };
  grades_dont_match: { legs: number; grades: number };
  outcome_count: { outcomes: number; winners: number; max: number };
  bad_probability: { text: string };
  bad_price: { selection: number; text: string };
  margin_out_of_range: { text: string };
  no_fair_probability: { method: Method; selection: number; text: string };
  below_fair: { method: Method; sum: string; winners: number };
  probability_sum: { sum: string; winners: number };
  margin_out_of_reach: { method: Method; margin: string };
  no_ladder_step: { selection: number; price: string };
  column_length: { column: number; rows: number; expected: number };
}

/** The codes of books that can't be reached. */
export type StorageCode =
  | "storage_conflict"
  | "storage_not_applied"
  | "storage_unknown"
  | "journal_broken";

/** The codes of lines that can't be read in. */
export type ExchangeCode =
  | "io_failed"
  | "unreadable_line"
  | "newer_version"
  | "cut_off"
  | "changed"
  | "other_books";
