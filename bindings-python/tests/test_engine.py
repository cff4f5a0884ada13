"""That nothing of the engine's vocabulary is missing here, and that both halves are of one build."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

import realdeal
from realdeal import _engine, errors, nouns, wire
from realdeal.book import Book
from realdeal.session import Session

VOCABULARY = json.loads(_engine.vocabulary())
GOLDEN = ROOT / "core" / "tests" / "golden"
#: Commands whose method is called otherwise, as the engine's own `Session` has it.
OTHERWISE = {
    "AnswerWithdrawal": ["confirm_withdrawal", "refuse_withdrawal"],
    "CheckOutBasket": ["check_out"],
    "RecordScore": ["record_live_score", "record_score", "record_score_only"],
    "RestakeSlip": ["restake"],
}


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


@pytest.mark.parametrize("command", VOCABULARY["commands"])
def test_every_command_has_its_method(command: str) -> None:
    for method in OTHERWISE.get(command, [snake(command)]):
        assert callable(getattr(Session, method, None)), f"Session.{method} is missing"


def called(kind: type) -> set[str]:
    """The names of the engine's methods that a class's own methods call."""
    tree = ast.parse(Path(sys.modules[kind.__module__].__file__ or "").read_text())
    (found,) = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == kind.__name__]
    return {node.value for node in ast.walk(found) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@pytest.mark.parametrize("kind, lists", [(Session, ["session"]), (Book, ["book", "reader"])])
def test_every_call_has_its_method(kind: type, lists: list[str]) -> None:
    for name in (name for which in lists for name in VOCABULARY[which]):
        assert callable(getattr(kind, name, None)), f"{kind.__name__}.{name} is missing"
        assert name in called(kind), f"{kind.__name__} never calls {name}"


def test_every_tool_is_called() -> None:
    package = Path(realdeal.__file__ or "").parent
    source = "".join(path.read_text() for path in package.rglob("*.py"))
    asked = set(re.findall(r'_engine\.tool, "(\w+)"', source))
    # `parts_of_odds` reads odds, too, and a margin is put on by the column.
    assert asked | {"read_odds", "add_margin"} == set(VOCABULARY["tools"])


def test_events_and_rejections_are_the_engine_s() -> None:
    tool = Path(__file__).parents[1] / "tools" / "vocabulary.py"
    checked = subprocess.run([sys.executable, str(tool)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, f"{checked.stdout}{checked.stderr} (python {tool} --write)"


def test_every_code_has_its_class() -> None:
    codes = [code for code, _ in VOCABULARY["rejections"]] + VOCABULARY["unreadable"]
    assert set(codes) == set(errors.Rejected.CLASSES)
    assert all(issubclass(kind, realdeal.Rejected) for kind in errors.Rejected.CLASSES.values())


def test_codes_of_exchange_are_the_engine_s() -> None:
    assert set(VOCABULARY["exchange"]) == realdeal.ExchangeError.CODES


def forms(name: str) -> list[Any]:
    lines = (GOLDEN / name).read_text().splitlines()
    return [pytest.param(line["name"], line["form"], id=line["name"]) for line in map(json.loads, lines)]


def without_nothing(form: Any) -> Any:
    """A field that is not there, and one that is null or empty, are the same to the engine."""
    if isinstance(form, dict):
        return {name: without_nothing(value) for name, value in form.items() if value not in (None, [])}
    return [without_nothing(value) for value in form] if isinstance(form, list) else form


def comes_back(kind: Any, form: Any) -> None:
    value = wire.from_wire(kind, form)
    assert without_nothing(json.loads(wire.dumps(value))) == without_nothing(form)
    assert wire.from_wire(kind, json.loads(wire.dumps(value))) == value


@pytest.mark.parametrize("name, form", forms("events.jsonl"))
def test_events_come_back_as_they_went(name: str, form: Any) -> None:
    comes_back(realdeal.Event, form)
    assert type(wire.from_wire(realdeal.Event, form)).__name__ == name


@pytest.mark.parametrize("name, form", forms("answers.jsonl"))
def test_answers_come_back_as_they_went(name: str, form: Any) -> None:
    comes_back(nouns.Answer, form)


@pytest.mark.parametrize("name, form", forms("commands.jsonl"))
def test_commands_come_back_as_they_went(name: str, form: Any) -> None:
    comes_back(nouns.Command, form)


ROWS: dict[str, Any] = {
    "user": nouns.User,
    "competition": nouns.Competition,
    "participant": nouns.Participant,
    "fixture": nouns.Fixture,
    "market": nouns.Market,
    "selection": nouns.Selection,
    "price": nouns.PriceChange,
    "receipt": nouns.BetReceipt,
    "basket": nouns.Basket,
    "withdrawal": nouns.Withdrawal,
    "balances": nouns.Balances,
    "statement line": nouns.StatementLine,
    "liability": nouns.Liability,
    "progress": nouns.Progress,
    "house rules": nouns.HouseRules,
    "cursor": nouns.Cursor,
    "journal record": realdeal.NumberedRecord,
    "journal head": nouns.Head,
}
#: Rows that come in a form of the border's own, with money in place of minor units and errors in place of refusals.
SHAPED = {"bet", "quote", "house balance"}


@pytest.mark.parametrize("name, form", forms("rows.jsonl"))
def test_rows_come_back_as_they_went(name: str, form: Any) -> None:
    if name not in SHAPED:
        comes_back(ROWS[name], form)


@pytest.mark.parametrize("name, form", forms("figures.jsonl"))
def test_figures_are_attributes(name: str, form: dict[str, Any]) -> None:
    if name == "slip_refused":
        return  # its figure is a refusal in turn, which `test_betting` looks at
    whole = {"code": name, "kind": "conflict", "http_status": 409, "retryable": False, "messages": {"en": "no"}}
    refusal = realdeal.Rejected.from_wire({**whole, "figures": form})
    assert type(refusal) is errors.Rejected.CLASSES[name]
    for figure, value in form.items():
        attribute = f"{figure}_" if figure in errors.RESERVED else figure
        assert json.loads(wire.dumps(getattr(refusal, attribute))) == value


def test_the_public_script_comes_to_the_same_books() -> None:
    """The engine, the browser and Python carry out one list of commands, and come to one state hash and one seal."""
    script = json.loads((ROOT / "vectors" / "script.json").read_text())
    book = Book()
    for step in script["steps"]:
        expect = step["expect"]
        (found,) = book.execute([wire.from_wire(nouns.Command, step["command"])])
        if isinstance(found, nouns.Answer):
            assert json.loads(wire.dumps(found)) == expect, step.get("note")
        else:
            assert isinstance(found, realdeal.Rejected) and found.code == expect["refused"], step.get("note")
    end = script["end"]
    assert book.state_hash() == end["state_hash"]
    assert json.loads(wire.dumps(book.journal_head())) == end["journal"]
    for wallet in end["wallets"]:
        user = wallet.pop("user")
        balances = json.loads(wire.dumps(book.system().wallet_of(user, wallet["cash"].split(" ")[1])))
        balances.pop("open_bets")
        assert balances == wallet
    assert book.audit().is_clean


def test_the_package_says_its_version() -> None:
    assert realdeal.__version__ == _engine.version()
