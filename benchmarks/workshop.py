"""What every section measures with: the program, a place for files, data that is made once, and figures."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from measuring import Case, Sample, interleaved

HERE = Path(__file__).parent
TODAY = "2024-10-08"
SEED_PLAN = "shicheng-2024"


@dataclass
class Figure:
    """One line of the table: ours against a floor, in seconds, or something of ours alone.

    `target` is the ratio that is wanted, or with `unit` the value; `value` is what was found of it.
    """

    section: str
    name: str
    value: float
    target: float | None = None
    unit: str = "×"
    ours: float | None = None
    floor: float | None = None
    against: str = ""
    spread: float = 0.0
    memory: float | None = None
    memory_target: float | None = None


class Workshop:
    """A scratch folder, and how much is to be measured."""

    def __init__(self, scratch: Path, plans: int, runs: int, editions: int = 1) -> None:
        self.scratch = scratch
        self.plans = plans
        self.runs = runs
        self.editions = editions
        self.fewer = (runs + 2) // 3  # for what takes seconds
        self.python = sys.executable
        self.program = [str(Path(sys.executable).with_name("gongkai"))]
        self.environment = {
            "GONGKAI_PAGER": "",  # nobody would leave it
            "GONGKAI_TODAY": TODAY,
            "GONGKAI_BY": "经办人",
            "GONGKAI_PLAN": "",
            "FLOOR_DB": str(scratch / "floor.db"),
            "TERM": "xterm-256color",
            "HOME": str(scratch),
        }

    def run(self, *words: str, store: Path) -> str:
        """Run the program once, untimed, and return what it printed."""
        return self.call([*self.program, "--db", str(store), *words])

    def call(self, command: Sequence[str]) -> str:
        """Run a command once, untimed, and return what it printed."""
        done = subprocess.run(
            command, check=True, stdout=subprocess.PIPE, encoding="utf-8", env={**os.environ, **self.environment}
        )
        return done.stdout

    def case(self, name: str, *words: str, store: Path, on_screen: bool = False) -> Case:
        """Return the program with some words as a case."""
        return Case(name, [*self.program, "--db", str(store), *words], self.environment, is_on_screen=on_screen)

    def floor(self, name: str, file: str, *words: str, on_screen: bool = False) -> Case:
        """Return a floor as a case."""
        command = [self.python, str(HERE / "floors" / file), *words]
        return Case(name, command, self.environment, is_on_screen=on_screen)

    def compared(self, cases: Sequence[Case], runs: int | None = None) -> list[Sample]:
        """Time cases side by side."""
        return interleaved(cases, runs or self.runs)

    @cached_property
    def seed_store(self) -> Path:
        """A store with the bundled plan alone."""
        store = self.scratch / "seed.db"
        self.run("load", "--sample", store=store)
        return store

    @cached_property
    def plan_files(self) -> Path:
        """The folder with the country's plan files."""
        folder = self.scratch / "plans"
        self.call([self.python, str(HERE / "country.py"), "plans", str(folder), str(self.plans)])
        return folder

    @cached_property
    def country_store(self) -> Path:
        """A store with all those plans, the bundled one, and reports on a third of their assignments."""
        store = self.scratch / "country.db"
        shutil.copy(self.seed_store, store)
        self.run("load", *sorted(map(str, self.plan_files.glob("*.yaml"))), store=store)
        self.revise(store)
        self.report(store)
        return store

    @cached_property
    def alone_store(self) -> Path:
        """A store with the bundled plan alone, in as many editions as the country's plans have."""
        store = self.copy(self.seed_store, "alone.db")
        self.revise(store)
        return store

    def revise(self, store: Path) -> None:
        """Give every plan of a store its further editions."""
        self.call([self.python, str(HERE / "country.py"), "revise", str(store), str(self.editions)])

    def report(self, store: Path) -> None:
        """Put reports on a third of a store's assignments."""
        self.call([self.python, str(HERE / "country.py"), "report", str(store)])

    def copy(self, store: Path, name: str) -> Path:
        """Return a copy of a store that may be written to."""
        made = self.scratch / name
        shutil.copy(store, made)
        return made


def asked(store: Path, query: str) -> int:
    """Return the one number that a query finds."""
    with closing(sqlite3.connect(store)) as connection:
        return int(connection.execute(query).fetchone()[0])
