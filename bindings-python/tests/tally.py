"""What became of the cases of a file, counted as the engine's own tests count them: run, passed, and out of scope with a reason.

The counts of all files are told at the end of a run (`conftest`). Where the cases lie outside of the repository and are not here,
a test is skipped, and says so.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "vectors"
#: What is told at the end of a run, a line each.
TOLD: list[str] = []


def public(name: str) -> list[dict[str, Any]]:
    """The cases of a file of the repository's own."""
    cases: list[dict[str, Any]] = json.loads((ROOT / "vectors" / name).read_text())
    return cases


def shared(name: str) -> list[dict[str, Any]]:
    """The cases of a file that lies beside the repository; the test is skipped where it does not."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name}: ../shared is not here")
    cases: list[dict[str, Any]] = json.loads(path.read_text())
    return cases


class Tally:
    """The checks of one file; a case with several expectations is several checks."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.run: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self.failed: list[str] = []

    def holds(self, what: str, found: object, expected: object, group: str = "checks") -> None:
        """Counts a check, and notes what was found if it was something else."""
        self.run[group] += 1
        if found != expected:
            self.failed.append(f"{what}: expected {expected}, found {found}")

    def skip(self, reason: str) -> None:
        """Counts what is out of scope, and why."""
        self.skipped[reason] += 1

    def report(self, cases: int, at_least: int) -> None:
        """Tells the counts; all must have passed, be accounted for, and not have become fewer."""
        run, skipped = self.run.total(), self.skipped.total()
        counts = f"{cases} cases, {run} checks run, {run - len(self.failed)} passed, {skipped} out of scope"
        TOLD.append(f"{self.file}: {counts}")
        TOLD.extend(f"  {count} run: {group}" for group, count in sorted(self.run.items()) if len(self.run) > 1)
        TOLD.extend(f"  {count} out of scope: {reason}" for reason, count in sorted(self.skipped.items()))
        assert not self.failed, "\n".join(self.failed[:50])
        assert run + skipped >= cases, f"{self.file}: each case is checked, or counted with a reason"
        assert run >= at_least, f"only {run} checks of {self.file} were run"
