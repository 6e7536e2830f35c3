"""A pytest plugin for `mutants.py`: it notes which tests call which functions, or runs the tests of a list alone.

CALLS=folder python -m pytest -p calling          # notes them, in a file for each process
CHOSEN=file python -m pytest -p calling tests/cli/test_mark.py
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

SOURCE = str(Path(__file__).parents[1] / "src")

_calls: dict[str, set[str]] = {}
_now: list[str] = []


def _note(frame: FrameType, event: str, argument: object) -> None:
    """Take a call into account; lines are not watched."""
    del event, argument
    code = frame.f_code
    if _now and code.co_filename.startswith(SOURCE):
        place = f"{code.co_filename.removeprefix(SOURCE)[1:]}:{code.co_firstlineno}"
        _calls.setdefault(place, set()).add(_now[0])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Watch a test, its fixtures included."""
    _now[:] = [item.nodeid]
    if "CALLS" in os.environ:
        sys.settrace(_note)
    try:
        return (yield)
    finally:
        sys.settrace(None)
        _now.clear()


def pytest_sessionfinish() -> None:
    """Write down what was noted."""
    if "CALLS" in os.environ and _calls:
        noted = {place: sorted(tests) for place, tests in _calls.items()}
        Path(os.environ["CALLS"], f"{os.getpid()}.json").write_text(json.dumps(noted), encoding="utf-8")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the chosen tests alone, in the order of the list."""
    if "CHOSEN" in os.environ:
        chosen = json.loads(Path(os.environ["CHOSEN"]).read_text(encoding="utf-8"))
        places = {name: place for place, name in enumerate(chosen)}
        items[:] = sorted((item for item in items if item.nodeid in places), key=lambda item: places[item.nodeid])
