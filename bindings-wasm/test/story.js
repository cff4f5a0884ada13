// What every place where the package runs must show: the same tests in Node and in a browser. `check` compares, and throws.

import { Book, Fixture, LegResults, loadTools, RealDealError, Scores, Slip } from "realdeal";
import { graded, inCamel } from "./figures.js";
import { KICK_OFF, NOON, world } from "./world.js";

const open = () => Book.open({ simulated: { seed: 7, now: NOON } });

const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/** A fraction in lowest terms. */
function lowest(num, den) {
  const common = (a, b) => (b === 0 ? a : common(b, a % b));
  return [num / common(num, den), den / common(num, den)];
}

function refusal(what) {
  try {
    what();
  } catch (error) {
    if (error instanceof RealDealError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}

/** `files` gives the text of a file of the public vectors. */
export function stories(check, files) {
  return {
    "a bet from its slip to the wallet": async () => {
      const book = await open();
      const { alice, office, fixture, market } = world(book);
      const slip = book.slip().leg(market.selections[0], "2.10").staking("10.00 EUR");
      const bet = book.session(alice).placeBet(slip);
      check(bet.id, slip.id);
      check([bet.status, bet.stake, bet.potentialReturn, bet.returned], ["open", "10.00 EUR", "21.00 EUR", "0.00 EUR"]);
      check(book.session(alice).placeBet(slip).id, bet.id); // the same slip places one bet
      check(book.session(alice).wallet("EUR").cash, "90.00 EUR");
      book.setNow(new Date(Date.parse(KICK_OFF) + 7_200_000));
      office.recordScore(fixture, Scores.fullTime(2, 1));
      check(book.session(alice).wallet("EUR"), { cash: "111.00 EUR", held: "0.00 EUR", debt: "0.00 EUR", openBets: 0 });
      check(book.bet(bet.id).status, "won");
      check(book.audit().faults, []);
      book.close();
    },

    "a refusal has code, kind, figures and messages": async () => {
      using_(await open(), (book) => {
        const { alice, market } = world(book);
        const error = refusal(() =>
          book.session(alice).placeBet(book.slip().leg(market.selections[0], "2.10").staking("100.01 EUR")),
        );
        check([error.name, error.code, error.kind, error.httpStatus], ["RealDealError", "insufficient_funds", "limit", 422]);
        check(error.figures, { balance: "100.00 EUR", needed: "100.01 EUR" });
        check(error.message, error.messages.en);
        check(error.messages.fr.includes("100.01 EUR"), true);
        check(error.is("insufficient_funds") && error.retryable, true);
        check(book.session(alice).wallet("EUR").cash, "100.00 EUR");
        const text = refusal(() => book.session(alice).placeBet(book.slip().leg(market.selections[0], "2,10")));
        check([text.code, text.figures], ["bad_odds", { text: "2,10" }]);
        const odd = refusal(() => book.session(alice).placeBet({ id: "x" }));
        check([odd.code, odd.httpStatus], ["malformed", 400]);
        check(refusal(() => book.session(alice).register({})).code, "malformed");
        check(refusal(() => book.session(alice).wallet("EUR", 1, 2)).code, "malformed");
      });
    },

    "who may not ask is told so": async () => {
      using_(await open(), (book) => {
        const { alice, office, market } = world(book);
        check(refusal(() => book.session(alice).suspendMarket(market.id)).code, "wrong_role");
        check(refusal(() => office.voidMarket(market.id)).code, "reason_required");
        office.because("wrong teams").voidMarket(market.id);
        check(book.market(market.id).status, "void");
      });
    },

    "a slip whose price has moved, and a basket": async () => {
      using_(await open(), (book) => {
        const { alice, office, market } = world(book);
        const [home, draw] = market.selections;
        const session = book.session(alice);
        const basket = session.createBasket();
        session.addToBasket(basket, book.slip().leg(home, "2.10").staking("10.00 EUR"));
        session.addToBasket(basket, book.slip().leg(draw, "3.40").staking("5.00 EUR").onOddsChange("higher"));
        office.changePrices(market.id, [[home, "2.05"], [draw, "3.50"]]);
        const quote = session.quote(basket);
        check([quote.acceptable, quote.stakes, quote.potentialReturns], [false, ["15.00 EUR"], ["38.00 EUR"]]);
        const { leg, refusal: why } = quote.slips[0].refused;
        check([leg, why.code, why.figures.current, why.figures.requested], [0, "price_changed", "2.05", "2.10"]);
        check([quote.slips[1].legs[0].changed, quote.slips[1].refused], [true, null]);
        check(refusal(() => session.checkOut(basket)).figures.refusal.code, "price_changed");
        session.removeFromBasket(basket, quote.slips[0].slip);
        check(session.checkOut(basket).map((bet) => bet.legs[0].odds), ["3.50"]);
      });
    },

    "many slips at once": async () => {
      using_(await open(), (book) => {
        const { alice, market } = world(book);
        const slip = (stake) => book.slip().leg(market.selections[0], "2.10").staking(stake);
        const slips = [slip("40.00 EUR"), slip("ten"), slip("50.00 EUR"), slip("20.00 EUR")];
        const outcomes = book.session(alice).placeBets(slips);
        check(outcomes.map((one) => one.error?.code ?? one.made), [
          { type: "bet", value: slips[0].id },
          "bad_amount",
          { type: "bet", value: slips[2].id },
          "insufficient_funds",
        ]);
        check(book.session(alice).placeBets(slips).map((one) => one.repeated), [true, undefined, true, undefined]);
        check(book.session(alice).bets({ user: alice }).length, 2);
      });
    },

    "a race with a starting price": async () => {
      using_(await open(), (book) => {
        const { alice, office, league } = world(book);
        const [red, rum] = ["Red", "Rum"].map((name) => office.createParticipant(name, "runner"));
        const race = office.scheduleFixture(league, Fixture.raceOf([red, rum]), KICK_OFF);
        const prices = [red, rum].map((runner) => [{ type: "runner", value: runner }, "3.00"]);
        const market = office.openRaceMarket(race, "raceWinner", { antePost: false, guaranteed: true }, prices);
        const bet = book.session(alice).placeBet(book.slip().leg(market.selections[0], "3.00").staking("10.00 EUR"));
        book.setNow(new Date(Date.parse(KICK_OFF) + 3_600_000));
        const at = (position) => ({ type: "position", value: position });
        office.recordPositions(race, [
          { participant: red, finish: at(1), startingPrice: "4.00" },
          { participant: rum, finish: at(2), startingPrice: "2.00" },
        ]);
        check(book.bet(bet.id).returned, "40.00 EUR"); // the longer price is paid
      });
    },

    "events, until nobody listens": async () => {
      using_(await open(), (book) => {
        const { alice, market, office } = world(book);
        const heard = [];
        const end = book.on("betPlaced", ({ event, number }) => heard.push([event.type, event.stake, number]));
        book.on("marketSuspended", ({ event, actor }) => heard.push([event.type, actor.type]));
        book.session(alice).placeBet(book.slip().leg(market.selections[0], "2.10").staking("10.00 EUR"));
        office.suspendMarket(market.id);
        check(heard, [["betPlaced", "10.00 EUR", 11], ["marketSuspended", "user"]]);
        end();
        office.resumeMarket(market.id);
        book.session(alice).placeBet(book.slip().leg(market.selections[0], "2.10").staking("10.00 EUR"));
        check(heard.length, 2);
      });
    },

    "the journal, record by record": async () => {
      const book = await open();
      const { alice } = world(book);
      for (let number = 2; number < 130; number += 1) {
        book.system().confirmDeposit(alice, "1.00 EUR", "bank", `payment ${number}`);
      }
      const numbers = [];
      for await (const { number, record } of book) numbers.push([number, record.events[0].type]);
      check(numbers.length, book.journalHead().records);
      check(numbers.at(0), [1, "userRegistered"]);
      check(numbers.at(-1), [numbers.length, "depositConfirmed"]);
      book[Symbol.dispose]();
    },

    "a book goes out and comes in": async () => {
      const [one, other] = [await open(), await open()];
      const { alice } = world(one);
      const { journal, people } = one.export();
      check(other.importJournal(journal), one.journalHead());
      check(other.importPeople(people), 3);
      check(other.stateHash(), one.stateHash());
      check(other.session(alice).person(alice).email, "alice@example.org");
      const [empty, cut] = [await open(), journal.slice(0, journal.lastIndexOf("\n", journal.length - 2) + 1)];
      check(refusal(() => empty.importJournal(cut)).code, "cut_off");
      empty.restore(one.journal({ after: empty.journalHead().records }));
      check(empty.journalHead(), one.journalHead());
      empty.close();
      one.close();
      other.close();
    },

    "the public vectors: the fixed script": async () => {
      const { steps, end } = JSON.parse(await files("script.json"));
      const book = await Book.open();
      const answers = JSON.parse(book.executeJson(JSON.stringify(steps.map((step) => step.command))));
      steps.forEach(({ expect, note }, index) => {
        const { refused, ...answer } = answers[index];
        check([note, refused ?? answer], [note, expect.refused ?? expect]);
      });
      check(book.stateHash(), end.state_hash);
      check(book.journalHead(), { records: end.journal.records, seal: end.journal.seal });
      book.close();
    },

    "the public vectors: money and odds": async () => {
      const tools = await loadTools();
      const read = (tool, ...texts) => {
        try {
          return tool(...texts);
        } catch (error) {
          return error.code;
        }
      };
      let cases = 0;
      for (const one of JSON.parse(await files("money.json"))) {
        if (one.read === undefined) continue;
        check([one.id, read(tools.readMoney, one.read)], [one.id, one.refused ?? one.shown]);
        cases += 1;
      }
      for (const one of JSON.parse(await files("odds.json"))) {
        // Others are of ladders.
        if (one.read === undefined) continue;
        if (one.as !== undefined) {
          const found = read(tools.readOddsAs, one.read, camel(one.as));
          check([one.id, found], [one.id, one.refused ?? one.quotes[one.format]]);
          cases += 1;
          continue;
        }
        if (one.quotes === undefined) {
          check([one.id, read(tools.readOdds, one.read)], [one.id, one.refused]);
          continue;
        }
        check([one.id, read(tools.readOdds, one.read)], [one.id, one.quotes[one.format]]);
        for (const [format, quote] of Object.entries(one.quotes)) {
          check([one.id, format, tools.quoteOdds(one.read, camel(format))], [one.id, format, quote]);
        }
        cases += 1;
      }
      check(cases > 20, true);
    },

    "the public vectors: payouts": async () => {
      const { calculate } = await loadTools();
      const book = await open();
      const usual = { ...book.houseRules(), limits: {} };
      book.close();
      const result = (told) => {
        if (told.tied !== undefined) return { win: lowest(told.places, told.tied), void: [0, 1] };
        if (told.win !== undefined) return { win: told.win.split("/").map(Number), void: told.void.split("/").map(Number) };
        return LegResults[camel(told)];
      };
      const cases = JSON.parse(await files("payout.json"));
      for (const one of cases) {
        const slip = {
          terms: { betType: one.legs.length === 1 ? "single" : "accumulator", way: "win" },
          stake: { type: "total", value: one.stake },
          legs: one.legs.map(({ odds }) => ({ odds, terms: {} })),
        };
        const rules = { ...usual, rounding: camel(one.rounding) };
        const { maximumReturn } = calculate(slip, null, rules);
        const { status, returned, exactReturn } = calculate(slip, one.legs.map((leg) => ({ win: result(leg.result) })), rules);
        const wanted = [one.id, one.potential_return, camel(one.status), one.returned, one.exact_return];
        check([one.id, maximumReturn, status, returned, exactReturn], wanted);
      }
      check(cases.length > 100, true);
    },

    "the public vectors: bets of every type": async () => {
      const tools = await loadTools();
      const book = await open();
      const usual = book.houseRules();
      book.close();
      const cases = JSON.parse(await files("bets.json"));
      for (const { id, rules, slip, results, answer } of cases) {
        const [[kind, stake]] = Object.entries(slip.stake);
        const limit = { minStake: 1, maxStake: rules.max_return, maxReturn: rules.max_return };
        const house = {
          ...usual,
          rounding: camel(rules.rounding),
          bets: inCamel(rules.bets),
          limits: rules.max_return === null ? {} : { [stake.split(" ")[1]]: limit },
        };
        const { bet_type: betType, ...terms } = slip.terms;
        const given = {
          terms: { ...inCamel(terms), betType: betType.system ? { type: "system", ...inCamel(betType.system) } : camel(betType) },
          stake: { type: camel(kind), value: stake },
          legs: inCamel(slip.legs),
        };
        const ask = () => tools.calculate(given, results.map((one) => graded(tools, one, house)), house);
        if (answer.refused) {
          const { code, message } = refusal(ask);
          check([id, code, message.includes(answer.refused.says)], [id, answer.refused.code, true]);
          continue;
        }
        const { lines, spread, status, exactReturn, bonus, ...money } = ask();
        const { settled } = answer;
        settled.status = camel(settled.status.replace(" ", "_"));
        check([id, lines, spread, status, exactReturn, bonus], [id, settled.lines, settled.spread, settled.status, settled.exact, settled.bonus]);
        // The stakes are in a currency of two places, and the vectors count its minor units.
        const minor = (text) => text && Number(text.split(" ")[0].replace(".", ""));
        const found = [money.totalStake, money.lineStake, money.maximumReturn, money.returned].map(minor);
        check([id, ...found], [id, settled.stake, settled.line_stake, settled.most, settled.returned]);
      }
      check(cases.length > 120, true);
    },

    "the public vectors: margins, to the last bit": async () => {
      const tools = await loadTools();
      const bits = (number) => {
        const bytes = new DataView(new ArrayBuffer(8));
        bytes.setFloat64(0, number);
        return bytes.getBigUint64(0).toString(16).padStart(16, "0");
      };
      const wanted = new Map(JSON.parse(await files("margin_bits.json")).map((one) => [one.id, one.bits]));
      for (const one of JSON.parse(await files("margin.json"))) {
        const { id, winners, refused } = one;
        const method = camel(one.method);
        if (refused !== undefined && one.wanted_overround === undefined) {
          check([id, refusal(() => tools.removeMargin(one.prices, method, winners)).code], [id, refused]);
        }
        if (!wanted.has(id)) continue;
        if (one.wanted_overround === undefined) {
          const { probabilities, parameter } = tools.removeMargin(one.prices, method, winners);
          check([id, ...[...probabilities, parameter].map(bits)], [id, ...wanted.get(id)]);
        } else {
          const implied = tools.addMargin(one.probabilities.map(Number), method, Number(one.wanted_overround), winners);
          check([id, ...implied.map(bits)], [id, ...wanted.get(id)]);
        }
        wanted.delete(id);
      }
      check([...wanted.keys()], []);
      check(refusal(() => tools.marginOf(["2.00", "1"])).code, "odds_too_short");
    },
  };
}

function using_(book, work) {
  try {
    work(book);
  } finally {
    book.close();
  }
}
