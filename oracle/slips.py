"""Tells slips with their answers, a line of JSON each: `python3 slips.py SEED FIRST END STEP [FAULT]`.

The numbers from FIRST up to but without END, every STEP-th: processes share a run by starting one apart. The Rust side
(src/) reads the lines and holds the engine's calculator against them.
"""

import json
import sys

import bets
import draw
import plant


def main():
    seed, first, end, step = map(int, sys.argv[1:5])
    if len(sys.argv) > 5:
        plant.switch_on(sys.argv[5])
    encode = json.JSONEncoder(separators=(",", ":")).encode
    for number in range(first, end, step):
        slip, results, rules = draw.slip(seed, number)
        answer = bets.settle(slip, results, rules)
        told = {"number": number, "rules": rules, "slip": slip, "results": results, "answer": answer}
        sys.stdout.write(encode(told) + "\n")


if __name__ == "__main__":
    main()
