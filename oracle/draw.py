"""Random slips with their results and house rules: a seed and a number make a slip, the same on every machine.

What is rare in the trade is drawn often here: shares of a stake, policies that few houses have, totals that don't
divide. Not here: what comes of a slip (bets.py).
"""

from math import comb
from random import Random

from bets import ANY_TO_COME, FULL_COVERS

# More lines than this cost a second to list, so that only one slip in RARE has them.
MANY_LINES, RARE = 4_000, 10_000
CURRENCIES = [("EUR", 2), ("EUR", 2), ("JPY", 0), ("KWD", 3)]
ROUNDINGS = ["half_away_from_zero", "half_to_even", "toward_zero", "away_from_zero"]
WAYS = ["win", "win", "each_way", "each_way", "equally_divided", "place"]
KINDS = ["single", "accumulator", "union_jack", "system", "system", *FULL_COVERS, *ANY_TO_COME]
FRACTIONAL = "1/100 1/10 1/9 2/17 2/11 1/5 2/7 1/3 2/5 4/9 1/2 8/15 4/7 8/13 4/6 4/5 5/6 20/21 10/11 EVS 11/10 6/5 5/4 6/4 13/8 "
FRACTIONAL += "7/4 15/8 2/1 9/4 5/2 3/1 100/30 7/2 4/1 9/2 11/2 6/1 13/2 9/1 10/1 14/1 16/1 33/1 100/1 1000/1"
FRACTIONAL = FRACTIONAL.split()


def odds(draw):
    """A price in any format, mostly short, with any kind of denominator."""
    form = draw.randrange(12)
    if form < 3:
        return f"{1 + draw.randrange(1, 900) / 100:.2f}"
    if form < 5:
        return draw.choice(FRACTIONAL)
    if form == 5:
        return f"{draw.randrange(1, 2_000)}/{draw.randrange(1, 1_000)}"
    if form == 6:
        return f"{draw.randrange(2, 9)}.{draw.randrange(1_000_000):06}"
    if form == 7:
        return f"{draw.choice('+-')}{draw.randrange(101, 999)}"
    if form == 8:
        return f"{draw.randrange(1, 300) / 100:.2f} HK"
    if form == 9:
        return f"{draw.choice(['', '-'])}{draw.randrange(1, 100) / 100:.2f} MY"
    if form == 10:
        return f"{draw.choice(['', '-'])}{draw.randrange(101, 500) / 100:.2f} ID"
    return f"{draw.randrange(1, 100)}%"


def share(draw, most):
    """A part of a stake, as two whole numbers."""
    below = draw.randrange(1, most)
    return [draw.randrange(below + 1), below]


def factors(draw, mood):
    """The two factors of a leg: a word mostly, else any two that are no more than the stake."""
    lost, odd = mood
    chance = draw.random()
    if chance < lost:
        return {"win": [0, 1], "void": [0, 1]}
    if chance < 1 - odd:
        return {"win": [1, 1], "void": [0, 1]}
    form = draw.randrange(8)
    if form < 3:
        return {"win": [0, 1], "void": [1, 1]}
    if form < 6:
        return {"win": draw.choice([[1, 2], [0, 1]]), "void": [1, 2]}
    if form == 6:
        return {"win": share(draw, 9), "void": [0, 1]}
    below = draw.randrange(1, 200)
    won = draw.randrange(below + 1)
    return {"win": [won, below], "void": [draw.randrange(below - won + 1), below]}


def terms(draw):
    below = draw.randrange(2, 21)
    fraction = draw.choice([[1, 4], [1, 5], [1, 3], [draw.randrange(1, below + 1), below]])
    return {"places": draw.randrange(1, 7), "fraction": fraction}


def outcome(draw, mood, racing):
    """What came of a leg of a match or of a race."""
    if not racing or draw.random() < 0.1:
        return {"plain": factors(draw, mood)}
    withdrawn = [odds(draw) for _ in range(draw.choice([0, 0, 0, 1, 1, 2, 3]))]
    start = odds(draw) if draw.random() < 0.4 else None
    race = {"withdrawn": withdrawn, "start": start}
    if draw.random() < 0.2:
        place = [factors(draw, mood), terms(draw)["fraction"]] if draw.random() < 0.8 else None
        return {"race": {"win": factors(draw, mood), "place": place, **race}}
    field = {"ran": {"runners": draw.randrange(1, 25), "handicap": draw.random() < 0.5}}
    field = draw.choice([field, field, field, {"agreed": terms(draw)}, None])
    position = draw.randrange(1, 7) if draw.random() < 2 * mood[0] else 1
    return {"finished": {"position": position, "tied": draw.choice([1, 1, 1, 1, 2, 3, 4]), "field": field, **race}}


def kind(draw):
    """A bet type, how many legs, and which of them are bankers."""
    name = draw.choice(KINDS)
    bankers = draw.choice([0, 0, 0, 0, 1, 2, 3])
    if name == "system":
        rare = draw.randrange(RARE) == 0
        others = draw.randrange(15, 21) if rare else draw.choice([2, 3, 4, 5, 6, 7, 8, 9, 10, 12])
        how_many = min(others, draw.choice([1, 1, 1, 2, 3]))
        sizes = [others // 2] if rare else sorted(draw.sample(range(1, others + 1), how_many))
        while not rare and sum(comb(others, size) for size in sizes) > MANY_LINES:
            sizes.pop()
        return {"system": {"folds": sizes}}, others, min(bankers, 20 - others)
    if name in FULL_COVERS:
        return name, FULL_COVERS[name][0], bankers
    if name in ANY_TO_COME:
        return name, draw.choice([2, 3, 4, 5, 8]) if "about" in name and name != "roundabout" else 3, 0
    legs = {"single": 1, "union_jack": 9}.get(name) or draw.choice([2, 3, 4, 5, 6, 8, 12, 25])
    return name, legs, 0


def house(draw):
    """House rules: the defaults every second time."""
    plain = draw.random() < 0.5
    rule_4 = {"between_rungs": "next_shorter", "cap_pence": 90, "waive_five_pence": False}
    rule_4["spares_starting_price"] = False
    bets = {"stake_remainder": "refuse", "win_only_field": "on_win", "rule_4": rule_4, "lucky_bonuses": []}
    if not plain:
        rule_4["between_rungs"] = draw.choice(["next_shorter", "next_longer"])
        rule_4["cap_pence"] = draw.choice([90, 90, 100, 75, 40])
        rule_4["waive_five_pence"] = draw.random() < 0.5
        rule_4["spares_starting_price"] = draw.random() < 0.5
        bets["stake_remainder"] = draw.choice(["refuse", "spread", "spread"])
        bets["win_only_field"] = draw.choice(["on_win", "void"])
    most = draw.choice([100_000_000, 100_000_000, 1_000, None])
    return {"rounding": "half_away_from_zero" if plain else draw.choice(ROUNDINGS), "max_return": most, "bets": bets}


def amount(minor, decimals, currency):
    digits = str(minor).rjust(decimals + 1, "0")
    point = len(digits) - decimals
    return f"{digits[:point]}{'.' if decimals else ''}{digits[point:]} {currency}"


def slip(seed, number):
    """The slip of this number: its form, its results, its house rules."""
    draw = Random(f"{seed}/{number}")
    rules = house(draw)
    bet_type, others, bankers = kind(draw)
    count = others + bankers
    if draw.randrange(200) == 0:  # a leg too many or too few, which some types don't mind
        count = max(1, count + draw.choice([-1, 1]))
    banker = set(draw.sample(range(count), min(bankers, count)))
    if draw.randrange(500) == 0:
        banker.add(0)
    if draw.random() < 0.3 and isinstance(bet_type, str):
        bonus = {"bet_type": bet_type, "one_winner_times": draw.randrange(1, 11)}
        rules["bets"]["lucky_bonuses"] = [bonus | {"all_winners_percent": draw.choice([0, 10, 25, 100])}]
    way, racing = draw.choice(WAYS), draw.random() < 0.6
    legs = []
    for at in range(count):
        leg = {"banker": at in banker, "guaranteed": draw.random() < 0.3}
        leg["place"] = terms(draw) if racing and draw.random() < 0.8 else None
        legs.append({"odds": odds(draw), "terms": leg})
    mood = draw.choice([(0.0, 0.0), (0.1, 0.2), (0.3, 0.2), (0.6, 0.1), (1 - 1 / count, 0.0), (0.0, 1.0)])
    waiting = draw.choice([0, 0, 0, 0, 0, 0.2, 0.6])
    results = [None if draw.random() < waiting else outcome(draw, mood, racing) for _ in legs]
    currency, decimals = draw.choice(CURRENCIES)
    size = draw.choice([10, 200, 5_000, 100_000, 10**9 if draw.randrange(50) == 0 else 1_000])
    named = draw.choice(["per_line", "per_line", "per_line", "total"])
    # Totals that divide into many numbers of lines, and some that hardly do.
    times = draw.choice([1, 60, 55_440]) if named == "total" else 1
    stake = {named: amount(draw.randrange(1, size) * times, decimals, currency)}
    return {"terms": {"bet_type": bet_type, "way": way}, "stake": stake, "legs": legs}, results, rules
