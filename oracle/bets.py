"""What a bet returns: sections 0 and 4 of the rule book, and each way of section 7, by listing every line.

A line is worked out by itself, and an any-to-come line is played through as the stakes would go; the engine uses
polynomials. Every line is added over one denominator, so that lists of 184,756 lines stay whole numbers and quick.
Not here: what a leg is worth (legs.py), and drawing slips (draw.py).
"""

from fractions import Fraction as F
from itertools import combinations
from math import prod

import plant
from legs import HALF_LOST, HALF_WON, LOST, VOID, WON, Leg

# Legs beside the bankers, and the sizes of the lines.
FULL_COVERS = {
    "trixie": (3, range(2, 4)),
    "patent": (3, range(1, 4)),
    "yankee": (4, range(2, 5)),
    "lucky_15": (4, range(1, 5)),
    "yap": (4, range(1, 5)),
    "canadian": (5, range(2, 6)),
    "lucky_31": (5, range(1, 6)),
    "heinz": (6, range(2, 7)),
    "lucky_63": (6, range(1, 7)),
    "super_heinz": (7, range(2, 8)),
    "lucky_127": (7, range(1, 8)),
    "goliath": (8, range(2, 9)),
    "lucky_255": (8, range(1, 9)),
}
# Least and most legs, the most stakes that go on, and how many other legs they go on at once.
ANY_TO_COME = {
    "single_stakes_about": (2, 20, 1, 1),
    "double_stakes_about": (2, 20, 2, 1),
    "round_robin": (3, 3, 1, 1),
    "rounder": (3, 3, 1, 2),
    "roundabout": (3, 3, 2, 2),
}
SQUARE = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]
MOST_LEGS, MOST_SYSTEM_LEGS, MOST_MONEY = 25, 20, 2**63 - 1


class Refused(Exception):
    """A slip that is no bet: a code, and words that the refusal holds."""

    def __init__(self, code, says=""):
        self.code, self.says = code, says


def named(bet_type):
    """Its name, and the sizes of its lines where every choice of those sizes is a line."""
    if isinstance(bet_type, dict):
        return "system", sorted(set(bet_type["system"]["folds"]))
    return bet_type, list(FULL_COVERS.get(bet_type, (0, []))[1])


def legs_taken(kind, sizes, bankers):
    """The least and the most legs, bankers counted."""
    if kind == "single":
        return 1, 1
    if kind == "accumulator":
        return 2, MOST_LEGS
    if kind == "union_jack":
        return 9, 9
    if kind in ANY_TO_COME:
        return ANY_TO_COME[kind][:2]
    if kind in FULL_COVERS:
        return FULL_COVERS[kind][0] + bankers, min(FULL_COVERS[kind][0] + bankers, MOST_SYSTEM_LEGS)
    return max(sizes) + bankers, MOST_SYSTEM_LEGS


def lines_of(kind, sizes, bankers):
    """Every line in line order: the legs that stand together, and the leg before them, which any to come has."""
    count = len(bankers)
    if sum(bankers) and not sizes:
        raise Refused("bankers_not_taken")
    least, most = legs_taken(kind, sizes, sum(bankers))
    if not least <= count <= most:
        raise Refused("wrong_number_of_legs")
    if kind in ("single", "accumulator"):
        return [(tuple(range(count)), None)]
    if kind == "union_jack":
        return [(line, None) for line in SQUARE]
    fixed = tuple(leg for leg in range(count) if bankers[leg])
    others = [leg for leg in range(count) if not bankers[leg]]
    sizes = (2, 3) if kind == "round_robin" else sizes
    lines = [(tuple(sorted(fixed + some)), None) for size in sizes for some in combinations(others, size)]
    if kind in ANY_TO_COME:
        together = ANY_TO_COME[kind][3]
        for first in range(count):
            rest = [leg for leg in range(count) if leg != first]
            lines += [(second, first) for second in combinations(rest, together)]
    return lines


def minor(amount):
    """Minor units of an amount: its text without the point."""
    return int(amount.split()[0].replace(".", ""))


def stakes_of(stake, count, remainder):
    """The stake of each of so many lines: so much a line, or a total that divides or is spread (section 0)."""
    if "per_line" in stake:
        each = minor(stake["per_line"])
        if each * count > MOST_MONEY:
            raise Refused("stake_out_of_range")
        return [each] * count
    total = minor(stake["total"])
    each, rest = divmod(total, count)
    if rest and remainder == "refuse":
        raise Refused("stake_does_not_divide", f"the nearest are {total - rest} and {total - rest + count}")
    return [each + 1] * rest + [each] * (count - rest)


def rounded(exact, mode):
    """To whole minor units; nothing is below zero here."""
    whole, rest = divmod(exact.numerator, exact.denominator)
    twice = 2 * rest
    up = {
        "half_away_from_zero": twice >= exact.denominator,
        "half_to_even": twice > exact.denominator or (twice == exact.denominator and whole % 2 == 1),
        "toward_zero": False,
        "away_from_zero": rest > 0,
    }[mode]
    return whole + up


class Part:
    """A bet on the win, on the place, or on both equally divided: what each of its lines returns."""

    def __init__(self, legs, worth, void, lines, firsts, going_on):
        """`firsts` are stakes and worths of what a line begins with: one pair, or win and place where it is divided."""
        self.open = False
        self.void = True
        self.lines = []  # (stake, return) of each line
        is_open = {at for at, leg in enumerate(legs) if leg.open}
        is_lost = {at for at, value in enumerate(worth) if not value}
        not_void = {at for at in range(len(legs)) if legs[at].open or not void[at]}
        above, below = [value.numerator for value in worth], [value.denominator for value in worth]
        self.below = prod(below)  # over which all returns are counted

        def times(line):
            """The product of a line's legs, over the product of all denominators."""
            return prod(above[at] if at in line else below[at] for at in range(len(legs)))

        for number, (line, first) in enumerate(lines):
            stake = int(sum(stakes[number] for stakes, _ in firsts))
            chosen = set(line)
            everything = chosen if first is None else chosen | {first}
            self.void = self.void and not_void.isdisjoint(everything)
            dead = not is_lost.isdisjoint(chosen)
            if first is None:
                self.open = self.open or not (dead or is_open.isdisjoint(chosen))
                returned = 0 if dead else stake * times(chosen)
            elif first in is_lost:
                returned = 0
            else:
                # The rest of an open first leg is kept, so that what comes of it matters even if the next is lost.
                self.open = self.open or first in is_open or not (dead or is_open.isdisjoint(chosen))
                goes_on = kept = 0
                for stakes, worths in firsts:  # each half by itself keeps what is above its own stakes
                    won = stakes[number] * worths[first]
                    part = won if plant.on == "sends_all_on" else min(won, going_on * stakes[number])
                    goes_on, kept = goes_on + part, kept + won - part
                returned = (kept + goes_on * prod(worth[at] for at in line)) * self.below
            if plant.on == "drops_void_lines" and not_void.isdisjoint(everything):
                returned = 0
            self.lines.append((stake, returned))

    def total(self):
        return F(sum(returned for _, returned in self.lines), self.below)

    def winnings(self, all_won):
        """Of the lines that returned something; of all lines, where all legs have won. Never below nothing."""
        stake = sum(stake for stake, returned in self.lines if returned or all_won)
        return max(self.total() - (0 if plant.on == "adds_bonus_to_stake" else stake), F(0))


def bonus_of(bet_type, way, legs, win, rules):
    """What the house adds to a lucky bet (section 4), or none."""
    bonus = next((bonus for bonus in rules["lucky_bonuses"] if bonus["bet_type"] == bet_type), None)
    if bonus is None or way not in ("win", "each_way"):
        return None
    if any(leg.result not in (WON, LOST) for leg in legs):  # a leg without a result counts as won: as it may be
        return None
    winners = sum(leg.result == WON for leg in legs)
    if winners == len(legs):
        return win.winnings(True) * F(bonus["all_winners_percent"], 100)
    if winners == 1:
        return win.winnings(False) * (bonus["one_winner_times"] - 1)
    return None


def parts_of(way, legs, lines, stakes, going_on):
    """The bets that a slip consists of."""
    wins, places = [leg.win for leg in legs], [leg.place for leg in legs]
    no_win = [leg.result == VOID for leg in legs]
    no_place = [leg.place_result == VOID for leg in legs]
    count = len(lines)
    if way == "win":
        return [Part(legs, wins, no_win, lines, [(stakes, wins)], going_on)]
    if way == "place":
        return [Part(legs, places, no_place, lines, [(stakes, places)], going_on)]
    on_win, on_place = (stakes[:count], wins), (stakes[count:], places)
    if way == "each_way":
        return [
            Part(legs, wins, no_win, lines, [on_win], going_on),
            Part(legs, places, no_place, lines, [on_place], going_on),
        ]
    means = [(win + place) / 2 for win, place in zip(wins, places)]
    neither = [one and other for one, other in zip(no_win, no_place)]
    # What is divided equally is half on the win and half on the place, also where a spread unit makes it odd.
    halves = [F(one + other, 2) for one, other in zip(stakes[:count], stakes[count:])]
    return [Part(legs, means, neither, lines, [(halves, wins), (halves, places)], going_on)]


def settle(slip, results, rules):
    """The answer to a slip: every figure in minor units, fractions as text."""
    bet_type, way = slip["terms"]["bet_type"], slip["terms"]["way"]
    kind, sizes = named(bet_type)
    bets = rules["bets"]
    legs = [Leg(leg, result, bets) for leg, result in zip(slip["legs"], results)]
    try:
        lines = lines_of(kind, sizes, [leg.banker for leg in legs])
        count = len(lines) * (2 if way in ("each_way", "equally_divided") else 1)
        stakes = stakes_of(slip["stake"], count, bets["stake_remainder"])
        parts = parts_of(way, legs, lines, stakes, ANY_TO_COME.get(kind, (0, 0, 0))[2])
        bonus = bonus_of(bet_type, way, legs, parts[0], bets)
        # Every leg without a result wins: what the bet returns at most, and if it is decided, what it returns.
        exact = sum((part.total() for part in parts), F(0)) + (bonus or 0)
        most = rounded(exact, rules["rounding"])
        answer = {"lines": count, "stake": sum(stakes), "line_stake": stakes[-1]}
        answer |= {"spread": sum(stake > stakes[-1] for stake in stakes), "most": most if most <= MOST_MONEY else None}
        if any(part.open for part in parts):
            return {"settled": answer | {"status": "open", "returned": None, "exact": None, "bonus": None}}
        returned = posted(exact, most, parts, rules)
        status = status_of(kind, way, legs, parts, returned)
        bonus = None if any(leg.open for leg in legs) else bonus
        answer |= {"status": status, "returned": returned, "exact": str(exact)}
        return {"settled": answer | {"bonus": None if bonus is None else str(bonus)}}
    except Refused as refused:
        return {"refused": {"code": refused.code, "says": refused.says}}


def posted(exact, most, parts, rules):
    if plant.on == "rounds_each_line":
        lines = [F(returned, part.below) for part in parts for _, returned in part.lines]
        most = sum(rounded(line, rules["rounding"]) for line in lines)
    limit = rules["max_return"]
    if limit is not None:
        return min(most, limit)
    if most > MOST_MONEY:
        raise Refused("payout_out_of_range")
    return most


def status_of(kind, way, legs, parts, returned):
    """In a word; half won and half lost are for a single with one part."""
    if not returned:
        return "lost"
    if all(part.void for part in parts):
        return "void"
    if kind == "single" and way in ("win", "place"):
        result = legs[0].place_result if way == "place" else legs[0].result
        if result == HALF_WON:
            return "half won"
        if result == HALF_LOST:
            return "half lost"
    return "won"
