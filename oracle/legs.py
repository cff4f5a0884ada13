"""What a leg is worth: section 1, 3 and 7 of the rule book, worked out in fractions.

Written from the rules and the tables that bookmakers print, not from the engine: nothing of it was read or run for this.
Not here: how legs make lines, and what lines return (bets.py).
"""

from fractions import Fraction as F
from functools import lru_cache

import plant

ONE = F(1)
WON, LOST, VOID = (F(1), F(0)), (F(0), F(0)), (F(0), F(1))
HALF_WON, HALF_LOST = (F(1, 2), F(1, 2)), (F(0), F(1, 2))


@lru_cache(maxsize=10_000)
def price(text):
    """What a stake of one returns at odds in any of the seven formats (section 1)."""
    if text.endswith("%"):
        return 100 / F(text[:-1])
    if text == "EVS":
        return F(2)
    if "/" in text:
        return 1 + F(text)
    number, _, unit = text.partition(" ")
    value = F(number)
    if number[0] in "+-" and not unit:
        return 1 + value / 100 if value > 0 else 1 + 100 / -value
    if unit:  # Hong Kong, Malay and Indonesian: winnings, or below zero what must be risked to win one
        return 1 + value if value > 0 else 1 + 1 / -value
    return value


# Shortest price of each rung of Rule 4(c), the longest, and the pence in the pound (section 7).
RULE_4 = [
    ("0", "1/9", 90),
    ("2/17", "2/11", 85),
    ("1/5", "1/4", 80),
    ("2/7", "3/10", 75),
    ("1/3", "2/5", 70),
    ("4/9", "8/15", 65),
    ("4/7", "8/13", 60),
    ("4/6", "4/5", 55),
    ("5/6", "20/21", 50),
    ("1", "6/5", 45),
    ("5/4", "6/4", 40),
    ("13/8", "7/4", 35),
    ("15/8", "9/4", 30),
    ("5/2", "3", 25),
    ("10/3", "4", 20),
    ("9/2", "11/2", 15),
    ("6", "9", 10),
    ("10", "14", 5),
]
RULE_4 = [(F(shortest), F(longest), pence) for shortest, longest, pence in RULE_4]


@lru_cache(maxsize=10_000)
def pence_of_one(odds, between_rungs):
    """The deduction for a runner withdrawn at these odds, walked down the table from the shortest price."""
    winnings = price(odds) - 1
    above = 0
    for shortest, longest, pence in RULE_4:
        if winnings < shortest:  # between two rungs
            return above if between_rungs == "next_shorter" else pence
        if winnings <= longest:
            return pence
        above = pence
    return 0  # over 14/1


def deduction(withdrawn, rules):
    """Pence in the pound for all of them together, as a fraction."""
    pence = min(sum(pence_of_one(odds, rules["between_rungs"]) for odds in withdrawn), rules["cap_pence"])
    if pence == 5 and rules["waive_five_pence"]:
        pence = 0
    if plant.on == "doubles_rule_4":
        pence = min(2 * pence, 100)
    return F(pence, 100)


def standard_terms(runners, handicap):
    """Places and part of the winnings by the runners that ran; none for a field that is win only."""
    if runners <= 4:
        return None
    if runners <= 7:
        return 2, F(1, 4)
    if handicap and runners >= 16:
        return 4, F(1, 4)
    if handicap and runners >= 12:
        return 3, F(1, 4)
    return 3, F(1, 5)


def agreed(terms):
    """Places and part of the winnings, from their form."""
    return terms["places"], F(*terms["fraction"])


def field_terms(field):
    if field is None:
        return None
    return standard_terms(**field["ran"]) if "ran" in field else agreed(field["agreed"])


def finished(position, tied, places):
    """The two factors of a runner that shares a position with others, or has it alone."""
    share = max(0, min(places - position + 1, tied))
    return F(share, tied), F(0)


def factors(form):
    return F(*form["win"]), F(*form["void"])


def effective(result, odds):
    """`w * d + v`."""
    win, void = result
    if plant.on == "shares_winnings_only" and 0 < win < 1 and not void:
        return 1 + win * (odds - 1)
    return win * odds + void


class Leg:
    """A leg with what came of it: its results on win and place, and what both are worth."""

    def __init__(self, form, outcome, rules):
        self.taken = price(form["odds"])
        terms = form.get("terms", {})
        self.banker = terms.get("banker", False)
        guaranteed = terms.get("guaranteed", False)
        self.open = outcome is None
        if self.open:  # at its best: it wins at the price and on the terms that were agreed
            place = agreed(terms["place"]) if terms.get("place") else None
            self.settle(WON, place and (WON, place[1]), self.taken, rules)
        elif "plain" in outcome:
            self.settle(factors(outcome["plain"]), None, self.taken, rules)
        elif "finished" in outcome:
            race = outcome["finished"]
            position, tied, terms = race["position"], race["tied"], field_terms(race["field"])
            place = terms and (finished(position, tied, terms[0]), terms[1])
            self.settle(finished(position, tied, 1), place, self.at(race, guaranteed, rules), rules)
        else:
            race = outcome["race"]
            place = race["place"] and (factors(race["place"][0]), F(*race["place"][1]))
            self.settle(factors(race["win"]), place, self.at(race, guaranteed, rules), rules)

    def at(self, race, guaranteed, rules):
        """The settled price: best odds guaranteed, and Rule 4 on winnings."""
        rate = deduction(race["withdrawn"], rules["rule_4"])

        def deducted(odds):
            return odds * (1 - rate) if plant.on == "deducts_from_the_stake" else 1 + (odds - 1) * (1 - rate)

        if not (guaranteed and race["start"]):
            return deducted(self.taken)
        start = price(race["start"])
        if rules["rule_4"]["spares_starting_price"]:
            return max(deducted(self.taken), start)
        return deducted(max(self.taken, start))

    def settle(self, result, place, odds, rules):
        self.result, self.win = result, effective(result, odds)
        if place:
            self.place_result, self.place = place[0], effective(place[0], 1 + (odds - 1) * place[1])
        elif rules["win_only_field"] == "on_win":
            self.place_result, self.place = result, self.win
        else:
            self.place_result, self.place = VOID, ONE
