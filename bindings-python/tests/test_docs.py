"""The examples in the docstrings and on the package's page, run as they stand."""

from __future__ import annotations

import csv
import doctest
import importlib
import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from test_replay import ROWS

import realdeal

NAMES = {name: getattr(realdeal, name) for name in dir(realdeal) if name[0].isupper()}
MODULES = ["realdeal", *(each.name for each in pkgutil.walk_packages(realdeal.__path__, "realdeal."))]


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    from decimal import Decimal
    from fractions import Fraction

    globs = {**NAMES, "Decimal": Decimal, "Fraction": Fraction}
    assert doctest.testmod(importlib.import_module(name), extraglobs=globs).failed == 0


def test_the_package_s_page() -> None:
    page = Path(__file__).parents[1] / "README.md"
    found = doctest.testfile(str(page), module_relative=False)
    assert found.attempted > 10 and found.failed == 0


def run(example: str, *arguments: object) -> str:
    """What an example says, run as a person would."""
    path = ROOT / "examples" / "python" / example
    ran = subprocess.run([sys.executable, path, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_quickstart(tmp_path: Path) -> None:
    for arguments in ([], [tmp_path / "book.db"]):
        said = run("quickstart.py", *arguments)
        assert "2-1: 111.00 EUR" in said and "1-1: 90.00 EUR" in said and "in order" in said and "NOT" not in said


def test_the_season(tmp_path: Path) -> None:
    path = tmp_path / "season.csv"
    rows = [{name.replace("Acme", "B365"): value for name, value in row.items()} for row in ROWS]
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    said = run("season.py", path)
    # 10.00 at 2.10 on the first, 10.11 lost on the second, and a void.
    assert "3 bets" in said and "in order" in said and "NOT" not in said


def test_the_notebook(tmp_path: Path) -> None:
    """Every cell runs, the curve is drawn, and a bet is shown as a table."""
    notebook = tmp_path / "backtest.ipynb"
    notebook.write_text((ROOT / "examples" / "python" / "backtest.ipynb").read_text())
    execute = [sys.executable, "-m", "jupyter", "execute", "--inplace", str(notebook)]
    ran = subprocess.run(execute, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    outputs = [output for cell in json.loads(notebook.read_text())["cells"] for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output["output_type"] == "error"]
    shown = {kind for output in outputs for kind in output.get("data", {})}
    assert "image/png" in shown
    assert "single, 10.00 EUR" in "".join(outputs[-1]["data"]["text/html"])
    said = "".join("".join(output["text"]) for output in outputs if output["output_type"] == "stream")
    assert "every home side: 380 bets, 3800.00 EUR staked" in said
