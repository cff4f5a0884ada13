"""Bets that nobody of this project chose, calculated: systems, full covers, any to come, each way, dead heats, Rule 4.

Each public suite and library writes its cases in its own way; all of them come to the same `Case` here. The exact return is held
against the case's figure within the case's own tolerance, and so are lines, stake and status where the case states them.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

from tally import Tally, shared

from realdeal import BetType, Book, LegGrade, LegResult, Money, PlaceGrade, PlaceTerms, RaceGrade, Way, calculate

ONE_OFF = "a one-off name of the trade, which the rules leave out"
PRECEDENCE = "any to come each way with the win first: no formula of the rules"
NO_LEG = "no leg: such a slip is refused as wrong_number_of_legs"
FOLDS = ["single", "double", "treble", "fourfold", "fivefold", "sixfold", "sevenfold", "eightfold"]
#: Names of the trade, as their engine's names, with how many legs they take.
NAMES = {
    "trixie": ("trixie", 3), "patent": ("patent", 3), "yankee": ("yankee", 4), "lucky15": ("lucky_15", 4),
    "canadian": ("canadian", 5), "superyankee": ("canadian", 5), "lucky31": ("lucky_31", 5), "heinz": ("heinz", 6),
    "lucky63": ("lucky_63", 6), "superheinz": ("super_heinz", 7), "goliath": ("goliath", 8), "roundrobin": ("round_robin", 3),
    "rounder": ("rounder", 3), "roundabout": ("roundabout", 3), "unionjack": ("union_jack", 9),
}  # fmt: skip
#: The lines of a union jack, by rows, columns and diagonals of its square.
SQUARE = ["012", "345", "678", "036", "147", "258", "048", "246"]
RESULTS = {"win": LegResult.WON, "won": LegResult.WON, "lose": LegResult.LOST, "lost": LegResult.LOST, "void": LegResult.VOID}

Read = dict[str, Any]


@dataclass
class Leg:
    """A price with what was agreed on it, and what came of it; None while it is open."""

    odds: str
    grade: LegGrade | None
    place: PlaceTerms | None = None
    banker: bool = False

    def form(self) -> Read:
        place = None if self.place is None else self.place.to_wire()
        return {"odds": self.odds, "terms": {"banker": self.banker, "place": place}}

    def best(self) -> LegGrade:
        """As it was graded, or won on the win and on the place."""
        if self.grade is not None:
            return self.grade
        place = self.place and PlaceGrade(LegResult.WON, self.place.fraction)
        return LegGrade(LegResult.WON, RaceGrade(place) if place else None)


@dataclass
class Case:
    """Bets of one type on some choices of the legs, and what they return together."""

    bet_type: BetType
    stake: str
    legs: list[Leg]
    returns: Fraction
    way: Way = Way.WIN
    bets: list[list[int]] = field(default_factory=list)
    tolerance: Fraction = Fraction(0)
    lines: Fraction | None = None
    total_stake: Fraction | None = None
    status: str | None = None


def number(value: Any) -> str:
    """As the file writes it."""
    return value if isinstance(value, str) else repr(value)


def exact(value: Any) -> Fraction:
    return Fraction(number(value))


def of_legs(legs: int) -> BetType:
    return BetType.SINGLE if legs == 1 else BetType.ACCUMULATOR


def named(name: str) -> tuple[BetType, int] | None:
    """The type of a name, and how many legs it takes."""
    plain = name.lower().replace("_", "")
    if plain in FOLDS or plain.startswith("accumulator:"):
        legs = FOLDS.index(plain) + 1 if plain in FOLDS else int(plain.removeprefix("accumulator:"))
        return of_legs(legs), legs
    if plain in NAMES:
        kind, legs = NAMES[plain]
        return BetType(kind), legs
    return None


def both(win: LegResult, place: LegResult, fraction: Fraction) -> LegGrade:
    return LegGrade(win, RaceGrade(PlaceGrade(place, fraction)))


def runner(told: Read) -> Leg:
    """A leg of a race. Where there is no price, because the leg is lost or void, any will do."""
    odds = number(told.get("odds_fractional", told.get("odds", "2.00"))).removeprefix("1+")
    fraction = exact(told.get("terms", told.get("place_terms", "1/5")))
    won, lost, void = LegResult.WON, LegResult.LOST, LegResult.VOID
    if told["result"] == "dead_heat":
        heat = told["dead_heat"]
        grade = LegGrade.finished(heat["tied_position"], tied=heat["tied"], place=PlaceTerms(heat["places"], fraction))
    else:
        parts = {"won": (won, won), "placed": (lost, won), "lost": (lost, lost), "void": (void, void)}
        grade = both(*parts[told["result"]], fraction)
    assert grade.race is not None
    pence = exact(told.get("rule4", 0)) * 100
    assert pence.denominator == 1, "whole pence"
    graded = LegGrade(grade.win, dataclasses.replace(grade.race, deduction=int(pence)))
    return Leg(odds, graded, PlaceTerms(1, fraction))


def selections(given: Read, expected: Read) -> Case:
    kind, size = named(given["type"]) or (BetType.SINGLE, 0)
    legs = [runner(each) for each in given["selections"]]
    way = Way.EACH_WAY if given["each_way"] else Way.WIN
    bets = [list(each) for each in combinations(range(len(legs)), size)]
    assert size and (len(bets) == 1 or "permed_over" in given), "one bet on all its legs"
    return Case(kind, number(given["unit_stake"]), legs, exact(expected["returns"]), way, bets)


def results(given: Read, expected: Read, kind: BetType, stake: Any) -> Case:
    graded = zip(given["decimal_odds"], given["results"])
    legs = [Leg(number(odds), LegGrade(RESULTS[word])) for odds, word in graded]
    return Case(kind, number(stake), legs, exact(expected["returns"]))


def system(given: Read, expected: Read) -> Case:
    found = named(given["type"])
    kind = BetType.system(*given["fold_sizes"]) if found is None else found[0]
    return results(given, expected, kind, given["unit_stake"])


def all_win(given: Read, expected: Read) -> Case | str:
    """Cases of which every selection wins; `effectiveOdds` is what a stake of one returns."""
    function, args = given["function"], given["args"]
    chosen = [args] if function == "single" else args if function == "effectiveOdds" else args["selections"]
    legs = []
    for each in chosen:
        quote = each["odds"].get("decimal", each["odds"].get("fractional"))
        if quote is None:
            return NO_LEG
        terms = PlaceTerms(1, Fraction(each["terms"]))
        legs.append(Leg(number(quote), LegGrade.finished(1, place=terms), terms))
    kind = of_legs(len(legs))
    if function == "effectiveOdds":
        return Case(kind, "1", legs, exact(expected["decimal"]))
    way = Way.EACH_WAY if args.get("ew") else Way.WIN
    if function == "multiple":
        size = args.get("size", len(legs))
        kind = BetType.system(*range(1, size + 1)) if args.get("fullCover") else BetType.system(size)
    returns = expected["total" if function == "single" else "returns"]
    return Case(kind, number(args["stake"]), legs, exact(returns), way)


WAYS = {"EACH_WAY, eachWayAnyToComeFormula = WIN_PLACE": Way.EACH_WAY, "EACH_WAY, EQUALLY_DIVIDED": Way.EQUALLY_DIVIDED, "PLACE": Way.PLACE}
ANY_TO_COME = {"single_stakes_about", "double_stakes_about", "rounder", "roundabout", "union_jack"}


def captured_type(name: str, legs: int) -> tuple[BetType, list[list[int]]] | None:
    """The type of a name, and the legs of its bets: of a permed type each choice, of a union of a type its lines."""
    whole = [list(range(legs))]
    if "Perms(" in name:
        sizes = name.partition("(")[2].rstrip(")").split(",")
        return BetType.system(*map(int, sizes)), whole
    if name == "Doubles":
        return BetType.system(2), whole
    if name.startswith("Perm") and (found := named(name.removeprefix("Perm"))):
        return found[0], [list(each) for each in combinations(range(legs), found[1])]
    if name.startswith("UnionJack") and (found := named(name.removeprefix("UnionJack"))) and found[1] == 3:
        return found[0], [[int(digit) for digit in line] for line in SQUARE]
    if name in ("SingleStakesAbout", "DoubleStakesAbout"):
        return BetType(f"{name[:6].lower()}_stakes_about"), whole
    found = named(name)
    return None if found is None else (found[0], whole)


def captured(given: Read, expected: Read) -> Case | str:
    """Cases with the statuses of their legs, or that assume every leg to win."""
    found = captured_type(given["type"], len(given["legs"]))
    if found is None:
        return ONE_OFF
    kind, bets = found
    rules = given.get("rules")
    if rules == "EACH_WAY, eachWayAnyToComeFormula = WIN_PRECEDENCE":
        return PRECEDENCE
    # The library's own default divides what comes equally.
    default = Way.EQUALLY_DIVIDED if kind.name in ANY_TO_COME else Way.EACH_WAY
    way = Way.WIN if rules is None else default if rules == "EACH_WAY" else WAYS[rules]
    legs = []
    for told in given["legs"]:
        status = told.get("status", "open")
        grade = None if status == "open" else LegGrade(RESULTS[status])
        factor = told.get("place_odds_factor")
        place = None if factor is None else PlaceTerms(1, Fraction(factor))
        legs.append(Leg(number(told["price"]), grade, place, told.get("banker", False)))
    status = expected.get("state")
    if status == "void":
        # The library calls a bet void of which one line is and the others are lost; the rules ask for every line.
        assert any(leg.grade and leg.grade.win == LegResult.LOST for leg in legs)
        status = "won"
    return Case(kind, number(given["unit_stake"]), legs, exact(expected["max_return"]), way, bets, status=status)


def leg_factor(given: Read, expected: Read) -> Case:
    """The effective price of two factors is what a stake of one returns, on the win or on the place."""
    result = LegResult(Fraction(given["win_factor"]), Fraction(given["void_factor"]))
    fraction = Fraction(given["place_odds_factor"])
    legs = [Leg(given["price"], both(result, result, fraction), None)]
    way = Way.PLACE if given["part"] == "place" else Way.WIN
    return Case(BetType.SINGLE, "1", legs, exact(expected["effective_price"]), way)


def dead_heat_factor(given: Read, expected: Read) -> Case:
    """The factor of a dead heat is what half a stake at 2.00 returns, here on the place."""
    terms = PlaceTerms(given["places"], Fraction(1))
    legs = [Leg("2.00", LegGrade.finished(given["position"], tied=given["shared_among"], place=terms), terms)]
    return Case(BetType.SINGLE, "0.50", legs, exact(expected["dead_heat_factor"]), Way.PLACE)


def read(case: Read) -> Case | str:
    """The case, or why it is not run. A family of cases that is not named here stops the test."""
    family, given, expected = case["id"].split("-")[0], case["input"], case["expected"]
    found: Case | str
    if family in ("btl", "btt", "bcr"):
        found = selections(given, expected)
    elif family == "acc":
        found = results(given, expected, of_legs(len(given["results"])), given["stake"])
    elif family == "sys":
        found = system(given, expected)
    elif family == "brj":
        found = all_win(given, expected)
    else:
        assert family == "kbc", f"{family}: a family that this test does not know"
        by_input = captured if "legs" in given else leg_factor if "win_factor" in given else dead_heat_factor
        found = by_input(given, expected)
    if isinstance(found, Case):
        found.bets = found.bets or [list(range(len(found.legs)))]
        # That suite states what its library has rounded to cents, in binary floats: 17.325 is 17.32 there.
        found.tolerance = Fraction(5, 1000) if family == "bcr" else exact(case.get("tolerance", 0))
        lines, stake = expected.get("bets", expected.get("unit_count")), expected.get("total_stake", expected.get("stake"))
        found.lines = None if lines is None else exact(lines)
        found.total_stake = None if stake is None else exact(stake)
    return found


RULES = dataclasses.replace(Book().house_rules(), limits={})


def wrong(case: Case) -> str | None:
    """Calculates the bets of a case, and says what is wrong with what they return."""
    stake = Money(Decimal(case.stake).quantize(Decimal("0.01")), "EUR")
    total, lines, stakes = Fraction(0), 0, Decimal(0)
    for bet in case.bets:
        legs = [case.legs[place] for place in bet]
        asked: dict[str, Any] = {"bet_type": case.bet_type, "way": case.way, "per_line": True, "rules": RULES}
        forms = [leg.form() for leg in legs]
        found = calculate(forms, stake, results=[leg.grade for leg in legs], **asked)
        best = calculate(forms, stake, results=[leg.best() for leg in legs], **asked)
        assert best.exact_return is not None and found.exact_return in (None, best.exact_return)
        if case.status is not None and found.status.value != case.status:
            return f"expected to be {case.status}, it is {found.status.value}"
        if found.exact_return is not None:
            parts = [line.exact_return for line in found.listed]
            assert sum(part for part in parts if part is not None) == found.exact_return and None not in parts
        total, lines, stakes = total + best.exact_return, lines + found.lines, stakes + found.total_stake.amount
    if case.lines not in (None, lines):
        return f"expected {case.lines} lines, found {lines}"
    if case.total_stake not in (None, Fraction(stakes)):
        return f"expected a stake of {case.total_stake}, found {stakes}"
    off = abs(total / 100 - case.returns)
    return f"expected {case.returns} within {case.tolerance}, found {total / 100}" if off > case.tolerance else None


def group_of(case: Case) -> str:
    lines = "several lines" if case.bet_type.name not in {"single", "accumulator"} else "one line"
    return f"{lines}, {case.way.value.replace('_', ' ')}"


def test_bet_settlement() -> None:
    cases = shared("bet_settlement.json")
    tally = Tally("bet_settlement.json")
    for told in cases:
        case = read(told)
        if isinstance(case, str):
            tally.skip(case)
        else:
            tally.holds(told["id"], wrong(case), None, group_of(case))
    tally.report(len(cases), 457)
