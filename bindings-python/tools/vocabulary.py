"""Writes `events.py` and `rejections.py` from the lists that the built engine has.

    python tools/vocabulary.py          prints what is out of date, and fails if anything is
    python tools/vocabulary.py --write  writes it

The engine names the type of each field; here stands what that is in Python. A type that is not in the table is an error: the
Python half lacks it.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from realdeal import _engine
from realdeal.errors import RESERVED

PACKAGE = Path(__file__).resolve().parent.parent / "python" / "realdeal"

PLAIN = {
    "String": "str", "bool": "bool", "Timestamp": "datetime", "Exact": "Fraction", "Currency": "str", "Line": "str",
    "RulesVersion": "int", "OutcomesError": "Fault", "Box<Rejection>": "Rejected",
}  # fmt: skip
NUMBERS = {"u8", "u16", "u32", "u64", "usize", "i64"}
OWN = {
    "numbers": {"LegResult", "Money", "Odds"},
    "choices": {"BetType", "Fault", "Finish", "MarketKind", "Outcome", "Status"},
    "errors": {"Rejected"},
    "journal": {"Event"},
}
NOUNS = {
    "BasketStatus", "BetStatus", "Entrant", "ExternalId", "FixtureStatus", "HouseRules", "MarketResult",
    "MarketStatus", "NewPrice", "NonRunner", "OpenedSelection", "ParticipantKind", "PlacedLeg", "Placing", "RaceTerms", "Role", "Score", "SelectionResult", "LegGrade", "Way",
}  # fmt: skip


def python_type(rust: str) -> str:
    """What a type of the engine is in Python."""
    rust = rust.replace(" ", "")
    if rust in PLAIN:
        return PLAIN[rust]
    if rust in NUMBERS:
        return "int"
    if inside := re.fullmatch(r"Option<(.+)>", rust):
        return f"{python_type(inside[1])} | None"
    if inside := re.fullmatch(r"Vec<(.+)>", rust):
        return f"tuple[{python_type(inside[1])}, ...]"
    if rust.endswith("Id") and rust != "ExternalId":
        return "UUID"
    if rust in NOUNS or any(rust in names for names in OWN.values()):
        return rust
    raise SystemExit(f"the engine has a type {rust}, which tools/vocabulary.py does not know: add it to the Python half")


def camel(name: str) -> str:
    """A class's name for a code."""
    return "".join(part.capitalize() for part in name.split("_"))


def snake(name: str) -> str:
    """A code for a class's name."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def imports(body: str) -> str:
    """What a file with this body takes in from elsewhere."""
    used = set(re.findall(r"\b[A-Z]\w*\b", re.sub(r'""".*?"""', "", body, flags=re.S)))
    lines = [f"from {module} import {name}" for module, name in
             [("dataclasses", "dataclass"), ("datetime", "datetime"), ("fractions", "Fraction"), ("uuid", "UUID")]
             if re.search(rf"\b{name}\b", body)]  # fmt: skip
    if "enum.Enum" in body:
        lines.insert(0, "import enum")
    lines.append("")
    own = {**OWN, "nouns": NOUNS}
    for module in sorted(own):
        if names := sorted(own[module] & used):
            line = f"from realdeal.{module} import {', '.join(names)}"
            long = "".join(f"    {name},\n" for name in names)
            lines.append(line if len(line) <= 120 else f"from realdeal.{module} import (\n{long})")
    return "\n".join(lines)


def events(vocabulary: dict[str, Any]) -> str:
    """The file of events."""
    kinds = "\n".join(f'    {snake(name).upper()} = "{snake(name)}"' for name, _ in vocabulary["events"])
    body = f'class EventKind(enum.Enum):\n    """What kind of event: to choose by."""\n\n{kinds}\n'
    for name, fields in vocabulary["events"]:
        lines = "\n".join(f"    {field}: {python_type(kind)}" for field, kind in fields)
        body += (
            f"\n\n@dataclass(frozen=True)\nclass {name}(Event, kind=EventKind.{snake(name).upper()}):\n"
            f'    """The event `{snake(name)}`."""\n\n{lines}\n'
        )
    return page("The events: the complete list of what can happen in a book.", body)


def rejections(vocabulary: dict[str, Any]) -> str:
    """The file of rejections."""
    body = ""
    for code, fields in vocabulary["rejections"]:
        lines = "\n".join(f"    {f}_: {python_type(t)}" if f in RESERVED else f"    {f}: {python_type(t)}" for f, t in fields)
        body += f'\n\nclass {camel(code)}(Rejected, code="{code}"):\n    """The refusal `{code}`."""\n'
        body += f"\n{lines}\n" if lines else ""
    for code in vocabulary["unreadable"]:
        body += f'\n\nclass {camel(code)}(Rejected, code="{code}"):\n    """The refusal `{code}`: what was given can\'t be taken."""\n'
    return page("The rejections: a class for every code that the engine refuses with.", body.lstrip("\n"))


def page(title: str, body: str) -> str:
    """A file with its head."""
    head = f'"""{title}\n\nWritten by tools/vocabulary.py from the engine\'s own list.\n"""\n\nfrom __future__ import annotations\n\n'
    return f"{head}{imports(body)}\n\n\n{body}"


def main() -> None:
    """Holds the files against the engine, or writes them."""
    vocabulary = json.loads(_engine.vocabulary())
    stale = []
    for name, text in [("events.py", events(vocabulary)), ("rejections.py", rejections(vocabulary))]:
        path = PACKAGE / name
        if not path.exists() or path.read_text() != text:
            stale.append(name)
            if "--write" in sys.argv:
                path.write_text(text)
    if stale:
        print("written:" if "--write" in sys.argv else "out of date:", ", ".join(stale))
        raise SystemExit(0 if "--write" in sys.argv else 1)


if __name__ == "__main__":
    main()
