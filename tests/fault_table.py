"""The table in docs/faults.md that the tests of faults are held against: a row for each, and none without a test."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import ROOT

TABLE = ROOT / "docs" / "faults.md"


def fault(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Name the fault that a test tries: the first cell of its row in the table."""
    return pytest.mark.parametrize("name", [name])


def told(name: str, folder: Path, code: int, message: str, after: str) -> None:
    """Compare what came of a fault with its row in the table.

    Args:
        name: the fault.
        folder: the test's own folder, which the table writes as `…`.
        code: the exit code.
        message: what the person read.
        after: what became of the store, in a few words.
    """
    shown = message.strip().replace(str(folder), "…") or "（没有话）"
    shown = re.sub(r"\s*\n\s*", "<br>", shown)
    cells = [cell.replace("|", "\\|") for cell in (name, str(code), shown, after)]
    assert f"| {' | '.join(cells)} |" in TABLE.read_text(encoding="utf-8").splitlines()


def rows() -> Iterator[str]:
    """Return the first cell of each row of the table."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith(("| fault |", "| --- |")):
            yield re.split(r" (?<!\\)\| ", line.removeprefix("| "))[0].replace("\\|", "|")


def tried() -> Iterator[str]:
    """Return the name of each fault that some test tries."""
    for file in sorted((ROOT / "tests").glob("**/test_*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "fault":
                (name,) = node.args
                assert isinstance(name, ast.Constant)
                yield str(name.value)
