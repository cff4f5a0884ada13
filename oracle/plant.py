"""Faults that the oracle makes on purpose, so that it can be seen that a comparison finds them.

One is on when its name is given to slips.py as the last word. Each is a mistake that somebody has made before.
"""

FAULTS = {
    "rounds_each_line": "rounds what each line returns, and not the bet",
    "doubles_rule_4": "deducts Rule 4 twice",
    "deducts_from_the_stake": "takes Rule 4 off the whole return, and not off the winnings",
    "drops_void_lines": "gives nothing for a line of void legs alone",
    "shares_winnings_only": "pays a dead heat its stake in full, and shares its winnings",
    "sends_all_on": "sends the whole return of an any-to-come line on",
    "adds_bonus_to_stake": "takes a bonus of the return, and not of the winnings",
}

on = None


def switch_on(name):
    global on
    if name not in FAULTS:
        raise SystemExit(f"{name} is no fault of plant.py: " + ", ".join(FAULTS))
    on = name
