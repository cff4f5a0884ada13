"""Writes `vectors/bets.json`: `python3 oracle/vectors.py`. A case for every bet type, and for what can come of a leg.

What each case returns is written here by hand, with the sum in words; the file is written only if the oracle comes to the
same. So three hold one another: a person's arithmetic, the lines listed in Python, and the engine that runs the file.
"""

import json
from pathlib import Path

import bets
from bets import ANY_TO_COME, FULL_COVERS

FILE = Path(__file__).parent.parent / "vectors" / "bets.json"
CASES = []
WORDS = {
    "w": ([1, 1], [0, 1]),
    "l": ([0, 1], [0, 1]),
    "v": ([0, 1], [1, 1]),
    "h": ([1, 2], [1, 2]),
    "H": ([0, 1], [1, 2]),
    "d": ([1, 2], [0, 1]),
}


def house(**policies):
    """The default house rules, but for what is named."""
    rule_4 = {"between_rungs": "next_shorter", "cap_pence": 90, "waive_five_pence": False}
    rule_4["spares_starting_price"] = False
    kept = {"stake_remainder": "refuse", "win_only_field": "on_win", "lucky_bonuses": []}
    rule_4 = {name: policies.pop(name, value) for name, value in rule_4.items()}
    kept = {name: policies.pop(name, value) for name, value in kept.items()}
    top = {"rounding": "half_away_from_zero", "max_return": 100_000_000}
    top = {name: policies.pop(name, value) for name, value in top.items()}
    assert not policies, policies
    return top | {"bets": kept | {"rule_4": rule_4}}


def plain(letters):
    """A letter a leg: won, lost, void, half won, half lost (H), dead heat for two; a dot for none yet."""
    return [None if word == "." else {"plain": dict(zip(("win", "void"), WORDS[word]))} for word in letters]


def ran(position, runners=9, tied=1, handicap=False, withdrawn=(), start=None):
    """A runner's place in a race of so many."""
    field = {"ran": {"runners": runners, "handicap": handicap}}
    race = {"position": position, "tied": tied, "field": field, "withdrawn": list(withdrawn), "start": start}
    return {"finished": race}


def case(name, bet_type, prices, results, returns, why, way="win", stake="1.00 EUR", total=False, legs=None, **policies):
    """One case: `returns` is money, `open`, or the code of a refusal."""
    results = plain(results) if isinstance(results, str) else results
    terms = legs or {}
    form = [{"odds": odds, "terms": terms.get(at, terms.get("all", {}))} for at, odds in enumerate(prices.split())]
    slip = {"terms": {"bet_type": bet_type, "way": way}, "stake": {"total" if total else "per_line": stake}, "legs": form}
    rules = house(**policies)
    answer = bets.settle(slip, results, rules)
    if "refused" in answer:
        found = answer["refused"]["code"]
    else:
        paid, currency = answer["settled"]["returned"], stake.split()[1]
        found = "open" if paid is None else f"{paid // 100}.{paid % 100:02} {currency}"
    assert found == returns, f"{name}: {returns} by hand, {found} by the oracle"
    source = f"docs/rules.md, {why}"
    CASES.append({"id": name, "source": source, "rules": rules, "slip": slip, "results": results, "answer": answer})


def bet_types():
    """Every type, with all legs won, then one void, then a half result, a dead heat and a loss among them."""
    four = "section 4: "
    case("single", "single", "2.10", "w", "2.10 EUR", four + "2.10")
    case("accumulator", "accumulator", "2.00 3.00 4.00", "www", "24.00 EUR", four + "2 x 3 x 4")
    case("accumulator-void", "accumulator", "2.00 3.00 4.00", "wvw", "8.00 EUR", "section 5: 2 x 1 x 4")
    case("trixie", "trixie", "2.00 3.00 4.00", "www", "50.00 EUR", four + "6 + 8 + 12 + 24")
    case("trixie-void", "trixie", "2.00 3.00 4.00", "wvw", "22.00 EUR", "section 5: 2 + 8 + 4 + 8")
    case("trixie-all-void", "trixie", "2.00 3.00 4.00", "vvv", "4.00 EUR", "section 5: four stakes back")
    case("patent", "patent", "2.00 3.00 4.00", "www", "59.00 EUR", four + "3 x 4 x 5 - 1")
    case("patent-one", "patent", "2.00 3.00 4.00", "llw", "4.00 EUR", four + "a single of 4")
    # All folds from singles up of legs worth e are the product of all (1 + e), less the empty line.
    covers = [("yankee", 4, 2), ("lucky_15", 4, 1), ("yap", 4, 1), ("canadian", 5, 2), ("lucky_31", 5, 1), ("heinz", 6, 2)]
    covers += [("lucky_63", 6, 1), ("super_heinz", 7, 2), ("lucky_127", 7, 1), ("goliath", 8, 2), ("lucky_255", 8, 1)]
    for name, count, least in covers:
        full = 3**count - 1 - (2 * count if least == 2 else 0)
        singles = f" - {count} x 2" if least == 2 else ""
        case(name, name, "2.00 " * count, "w" * count, f"{full}.00 EUR", f"{four}3^{count} - 1{singles}")
        # won at 2, half lost 1/2, void 1, and lost: 3 x 3/2 x 2 - 1 = 8, less the singles 2 + 1/2 + 1.
        mixed = "wHv" + "l" * (count - 3)
        paid = "8.00 EUR" if least == 1 else "4.50 EUR"
        singles = " - 3.5" if least == 2 else ""
        case(f"{name}-mixed", name, "2.00 " * count, mixed, paid, f"{four}3 x 3/2 x 2 - 1{singles}")
    two = {"system": {"folds": [2]}}
    case("system-2-of-4", two, "2.00 3.00 4.00 5.00", "wlhw", "27.50 EUR", four + "2 x 2.5 + 2 x 5 + 2.5 x 5")
    twos_and_threes = {"system": {"folds": [2, 3]}}
    case("system-2-and-3-of-4", twos_and_threes, "2.00 2.00 2.00 2.00", "wwww", "56.00 EUR", four + "6 x 4 + 4 x 8")
    banker = {0: {"banker": True}}
    prices = "2.00 3.00 4.00 5.00"
    case("system-banker", two, prices, "wwww", "94.00 EUR", four + "2 x (12 + 15 + 20)", legs=banker)
    case("system-banker-lost", two, prices, "l...", "0.00 EUR", four + "every line has the banker", legs=banker)
    big = {"system": {"folds": [10]}}
    case("system-10-of-20", big, "2.00 " * 20, "w" * 20, "1891901.44 EUR", four + "C(20,10) = 184,756 x 0.01 x 1024",
         stake="0.01 EUR", max_return=None)
    jack = "2.00 " * 9
    case("union-jack", "union_jack", jack, "wwwllwllw", "16.00 EUR", four + "the first row and the last column, 8 each")
    case("union-jack-all", "union_jack", jack, "w" * 9, "64.00 EUR", four + "8 x 8")
    case("union-jack-diagonals", "union_jack", jack, "wlwlwlwlw", "16.00 EUR", four + "both diagonals, 8 each")


def any_to_come():
    four = "section 4, any to come: "
    case("ssa", "single_stakes_about", "2.00 3.00", "ww", "8.00 EUR", four + "(1 + 3) + (2 + 2)")
    case("ssa-one", "single_stakes_about", "2.00 3.00", "wl", "1.00 EUR", four + "of 2 one is kept")
    case("ssa-half-lost", "single_stakes_about", "2.00 3.00", "Hw", "4.00 EUR", four + "1/2 goes on at 3; of 3 one at 1/2 and 2 kept")
    case("dsa", "double_stakes_about", "2.00 3.00", "ww", "11.00 EUR", four + "2 x 3 + (1 + 2 x 2)")
    case("round-robin", "round_robin", "2.00 3.00 4.00", "www", "80.00 EUR", four + "6 + 8 + 12 + 24 + 8 + 10 + 12")
    case("rounder", "rounder", "2.00 3.00 4.00", "www", "32.00 EUR", four + "(1 + 12) + (2 + 8) + (3 + 6)")
    case("rounder-one", "rounder", "2.00 3.00 4.00", "wll", "1.00 EUR", four + "of 2 one is kept")
    case("roundabout", "roundabout", "2.00 3.00 4.00", "www", "55.00 EUR", four + "2 x 12 + (1 + 2 x 8) + (2 + 2 x 6)")
    quarter = {"all": {"place": {"places": 2, "fraction": [1, 4]}}}
    firsts = [ran(1, 6), ran(1, 6)]
    case("dsa-each-way", "double_stakes_about", "2.00 3.00", firsts, "14.75 EUR",
         four + "win to win 11, at 1.25 and 1.5 place to place 1.25 x 1.5 + 1.5 x 1.25", way="each_way", legs=quarter)
    case("dsa-divided", "double_stakes_about", "2.00 3.00", firsts, "14.00 EUR",
         four + "(2 + 1.25) x 2.25, and of 3 one is kept: 1 + (2 + 1.5) x 1.625", way="equally_divided", legs=quarter)


def races():
    seven = "section 7: "
    first, second = ran(1, 6), ran(2, 6)
    quarter = {"all": {"place": {"places": 2, "fraction": [1, 4]}}}
    both = dict(way="each_way", legs=quarter, stake="10.00 EUR")
    case("each-way-first", "single", "5.00", [first], "70.00 EUR", seven + "10 x 5 + 10 x 2", **both)
    case("each-way-second", "single", "5.00", [second], "20.00 EUR", seven + "10 x 2", **both)
    case("each-way-third", "single", "5.00", [ran(3, 6)], "0.00 EUR", seven + "two places for six", **both)
    case("each-way-double", "accumulator", "5.00 9.00", [first, second], "60.00 EUR", seven + "10 x 2 x 3", **both)
    case("divided-double", "accumulator", "5.00 9.00", [first, second], "105.00 EUR", seven + "20 x 7/2 x 3/2",
         **both | {"way": "equally_divided"})
    case("place-only", "single", "5.00", [second], "20.00 EUR", seven + "10 x 2", **both | {"way": "place"})
    fifths = "section 7, terms by the runners that ran: "
    for runners, handicap, position, paid, why in [
        (4, False, 1, "100.00", "win only, and the place goes on the win: 50 + 50"),
        (5, False, 2, "20.00", "two at 1/4: 10 x 2"),
        (7, False, 3, "0.00", "two places"),
        (8, False, 3, "18.00", "three at 1/5: 10 x 1.8"),
        (11, True, 3, "18.00", "three at 1/5: 10 x 1.8"),
        (12, True, 3, "20.00", "three at 1/4: 10 x 2"),
        (15, True, 4, "0.00", "three places"),
        (16, True, 4, "20.00", "four at 1/4: 10 x 2"),
        (16, False, 4, "0.00", "three places, for it is no handicap"),
    ]:
        name = f"terms-{runners}{'-handicap' if handicap else ''}-{position}"
        result = [ran(position, runners, handicap=handicap)]
        case(name, "single", "5.00", result, f"{paid} EUR", fifths + why, way="each_way", stake="10.00 EUR")
    case("win-only-void", "single", "5.00", [ran(1, 4)], "60.00 EUR", fifths + "the place part is void: 50 + 10",
         way="each_way", stake="10.00 EUR", win_only_field="void")
    heat = "section 7, dead heats: "
    case("dead-heat-win", "single", "5.00", [ran(1, tied=2)], "25.00 EUR", heat + "10 x 5/2", stake="10.00 EUR")
    case("dead-heat-short", "single", "1.50", [ran(1, tied=2)], "7.50 EUR", heat + "10 x 1.5/2", stake="10.00 EUR")
    case("dead-heat-three", "single", "4.00", [ran(1, tied=3)], "13.33 EUR", heat + "10 x 4/3", stake="10.00 EUR")
    case("dead-heat-place", "single", "9.00", [ran(3, 12, tied=2, handicap=True)], "15.00 EUR",
         heat + "three places at 1/4, two for third: 10 x 3/2", way="place", stake="10.00 EUR")
    case("dead-heat-second", "single", "9.00", [ran(2, 12, tied=4, handicap=True)], "15.00 EUR",
         heat + "four for second share two places: 10 x 3 x 2/4", way="place", stake="10.00 EUR")
    case("dead-heat-double", "accumulator", "5.00 9.00", [ran(1, tied=2), ran(1)], "22.50 EUR", heat + "5/2 x 9")


def rule_4():
    cut = "section 7, Rule 4(c): "
    pence = {"1/10": 90, "2/11": 85, "1/4": 80, "3/10": 75, "2/5": 70, "8/15": 65, "8/13": 60, "4/5": 55, "20/21": 50}
    pence |= {"EVS": 45, "6/4": 40, "13/8": 35, "2/1": 30, "5/2": 25, "4/1": 20, "11/2": 15, "9/1": 10, "14/1": 5, "15/1": 0}
    for withdrawn, off in pence.items():
        kept = 100 - off
        name = "rule-4-" + withdrawn.replace("/", "-").lower()
        paid = 1 * 100 + 10 * kept  # 10/1, in cents: the stake and ten times what is left of the pound
        case(name, "single", "10/1", [ran(1, withdrawn=[withdrawn])], f"{paid // 100}.{paid % 100:02} EUR",
             f"{cut}{off} pence: 1 + 10 x 0.{kept:02}" if off else f"{cut}above 14/1 nothing: 11")
    between = ran(1, withdrawn=["29/5"])
    case("rule-4-between", "single", "9.00", [between], "7.80 EUR", cut + "29/5 takes 15 pence, as 11/2: 1 + 8 x 0.85")
    case("rule-4-between-longer", "single", "9.00", [between], "8.20 EUR", cut + "10 pence, as 6/1: 1 + 8 x 0.90",
         between_rungs="next_longer")
    two = ran(1, withdrawn=["2/1", "5/2"])
    case("rule-4-two", "single", "9.00", [two], "4.60 EUR", cut + "30 + 25 pence: 1 + 8 x 0.45")
    most = ran(1, withdrawn=["1/2", "EVS"])
    case("rule-4-cap", "single", "9.00", [most], "1.80 EUR", cut + "65 + 45, at most 90: 1 + 8 x 0.10")
    five = ran(1, withdrawn=["12/1"])
    case("rule-4-five", "single", "9.00", [five], "8.60 EUR", cut + "1 + 8 x 0.95")
    case("rule-4-five-waived", "single", "9.00", [five], "9.00 EUR", cut + "5 pence alone is waived", waive_five_pence=True)
    case("rule-4-place", "single", "9.00", [ran(2, 9, withdrawn=["5/2"])], "2.20 EUR",
         cut + "9.00 less 25 pence is 7.00, of which a fifth: 1 + 6/5", way="place")
    case("rule-4-lost", "single", "9.00", [ran(5, withdrawn=["5/2"])], "0.00 EUR", cut + "a lost bet has no winnings")
    best = {0: {"guaranteed": True}}
    longer = "section 7, best odds guaranteed: "
    case("guaranteed-longer", "single", "5.00", [ran(1, start="6.00")], "6.00 EUR", longer + "6", legs=best)
    case("guaranteed-shorter", "single", "5.00", [ran(1, start="4.00")], "5.00 EUR", longer + "5", legs=best)
    case("not-guaranteed", "single", "5.00", [ran(1, start="6.00")], "5.00 EUR", longer + "the price taken: 5")
    cut = ran(1, withdrawn=["20/21"], start="6.00")
    case("guaranteed-deducted", "single", "5.00", [cut], "3.50 EUR", longer + "6.00 less 50 pence: 1 + 5/2", legs=best)
    case("guaranteed-spared", "single", "5.00", [cut], "6.00 EUR", longer + "the better of 3.00 and 6.00", legs=best,
         spares_starting_price=True)


def bonuses():
    four = "section 4, bonuses: "
    fifteen = [{"bet_type": "lucky_15", "one_winner_times": 3, "all_winners_percent": 10}]
    prices = "3.00 4.00 5.00 6.00"
    case("bonus-one", "lucky_15", prices, "wlll", "7.00 EUR", four + "1 + 3 x 2", lucky_bonuses=fifteen)
    case("bonus-two", "lucky_15", prices, "wwll", "19.00 EUR", four + "two winners have none: 3 + 4 + 12", lucky_bonuses=fifteen)
    case("bonus-all", "lucky_15", prices, "wwww", "921.40 EUR", four + "839 + 0.1 x 824", lucky_bonuses=fifteen)
    case("bonus-void", "lucky_15", prices, "wllv", "7.00 EUR", four + "a void leg cancels it: 3 + 1 + 3", lucky_bonuses=fifteen)
    case("bonus-dead-heat", "lucky_15", prices, "dlll", "1.50 EUR", four + "so does a dead heat: 3/2", lucky_bonuses=fifteen)
    case("bonus-yap", "yap", prices, "wlll", "3.00 EUR", four + "a yap has none: 3", lucky_bonuses=fifteen)
    case("bonus-each-way", "lucky_15", prices, "wlll", "10.00 EUR", four + "on the win part only: 7 + 3",
         way="each_way", lucky_bonuses=fifteen)
    stakes_about = [{"bet_type": "single_stakes_about", "one_winner_times": 3, "all_winners_percent": 0}]
    case("bonus-stakes-about", "single_stakes_about", "3.00 4.00 5.00", "wll", "8.00 EUR",
         four + "two lines keep 2 of 3 and have won 1: 4 + 2 x 2", lucky_bonuses=stakes_about)
    for name, count, percent in [("lucky_31", 5, 20), ("lucky_63", 6, 25)]:
        rules = [{"bet_type": name, "one_winner_times": 4, "all_winners_percent": percent}]
        lines = 2**count - 1
        cents = (3**count - 1) * 100 + (3**count - 1 - lines) * percent
        case(f"bonus-{name}", name, "2.00 " * count, "w" * count, f"{cents // 100}.{cents % 100:02} EUR",
             f"{four}{3**count - 1} + {percent}% of {3**count - 1 - lines}", lucky_bonuses=rules)


def stakes_and_rounding():
    zero = "section 0: "
    prices = "2.00 3.00 4.00"
    odd = dict(stake="10.02 EUR", total=True)
    case("total-refused", "trixie", prices, "www", "stake_does_not_divide", zero + "10.00 and 10.04 divide by 4", **odd)
    case("total-spread", "trixie", prices, "www", "125.14 EUR", zero + "2.51 x (6 + 8) + 2.50 x (12 + 24)", **odd,
         stake_remainder="spread")
    case("too-few-legs", "yankee", prices, "www", "wrong_number_of_legs", "section 4: a yankee has four")
    case("banker-refused", "accumulator", prices, "www", "bankers_not_taken", "section 4: every leg is in its line",
         legs={0: {"banker": True}})
    for mode, paid in [("half_away_from_zero", "2.68"), ("half_to_even", "2.68"), ("toward_zero", "2.67"), ("away_from_zero", "2.68")]:
        case(f"rounding-{mode}", "single", "2.675", "w", f"{paid} EUR", zero + f"267.5 cents, {mode}", rounding=mode)
    case("rounding-once", "patent", "1.335 1.335 1.335", "wll", "0.13 EUR", zero + "0.1335 in all, rounded once", stake="0.10 EUR")
    case("rounding-lines", {"system": {"folds": [1]}}, "1.05 1.05 1.05", "www", "0.32 EUR",
         zero + "three times 0.105 are 0.315; rounded each they would be 0.33", stake="0.10 EUR")
    case("at-most", "single", "11.00", "w", "10.00 EUR", "section 4: the most that a bet returns", max_return=1_000)
    case("open-trixie", "trixie", prices, "ww.", "open", "section 4, when it is decided: lines wait")
    case("decided-trixie", "trixie", prices, "ll.", "0.00 EUR", "section 4, when it is decided: no line can win")
    case("open-patent", "patent", prices, "ll.", "open", "section 4, when it is decided: the single waits")
    case("half-won", "single", "2.10", "h", "1.55 EUR", "section 3: (2.10 + 1)/2")
    case("half-lost", "single", "2.10", "H", "0.50 EUR", "section 3: 1/2")


def main():
    for write in (bet_types, any_to_come, races, rule_4, bonuses, stakes_and_rounding):
        write()
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids)), "an id is there twice"
    named = {str(case["slip"]["terms"]["bet_type"]) for case in CASES}
    assert named >= {"single", "accumulator", "union_jack", *FULL_COVERS, *ANY_TO_COME}, "every bet type has a case"
    FILE.write_text("[\n" + ",\n".join(json.dumps(case) for case in CASES) + "\n]\n", encoding="utf-8")
    print(f"{FILE.name}: {len(CASES)} cases")


if __name__ == "__main__":
    main()
