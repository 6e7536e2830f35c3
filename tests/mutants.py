"""Put small bugs into copies of the source, one at a time, and list those that no test finds.

    python tests/mutants.py --count 40 --seed 7
    python tests/mutants.py --only store/views.sql --only agenda.py
    python tests/mutants.py --calls folder --count 300        # notes once which tests call which functions: faster

A survivor either changes nothing that anybody can see, or wants a test. The sample is the same for one seed and one
source. Nothing is written into this tree: every worker has a copy in a temporary folder. It wants Linux or macOS.
"""

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import pytest

from mutations import Mutation, of_python, of_sql

ROOT = Path(__file__).parents[1]
SOURCE = Path("src", "gongkai_cli")
COPIED = (
    *("src", "tests", "data", "docs", "benchmarks", "pyproject.toml", "LICENSE"),
    *("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md"),
)
PATIENCE = 100
"""Seconds of the processor after which a run counts as one that never ends."""

MOST = 40
"""Where more tests call a function, its file's nearest test files run instead."""

PRELOADED = (
    *(
        "alembic.command",
        "hypothesis",
        "icalendar",
        "jsonschema",
        "markdown_it",
        "openpyxl",
        "pydantic",
        "rich.console",
    ),
    *("sqlmodel", "typer.testing", "xlsxwriter", "yaml"),
)
"""Packages that the tests load: every worker is forked with them."""

LISTINGS = ("listings", "year", "activities", "mark", "history", "store", "json")
PLAN_FILES = ("load", "plan_files", "many_plans", "seed", "store")
EDITIONS = ("editions", "load", "upgrading", "many_plans")
SHEETS = ("csv", "workbook", "export", "reading_back", "json", "listings")

NEAREST: dict[str, Sequence[str]] = {
    "domain/activity_steps.py": ("activities", "year", "calendar"),
    "domain/agenda.py": ("year", "activities", "listings", "calendar"),
    "planfile/batch.py": PLAN_FILES,
    "planfile/crosscheck.py": ("plan_files", "load"),
    "domain/dates.py": ("dates", "year", "activities"),
    "planfile/document.py": PLAN_FILES,
    "planfile/problems.py": PLAN_FILES,
    "domain/progress.py": ("mark", "year", "load"),
    "domain/text.py": ("hostile_text", "mark", "messages"),
    "domain/typed_words/units.py": ("listings", "completion", "load", "typing"),
    "domain/typed_words/folding.py": ("typing", "typing_faults", "load"),
    "planfile/reading.py": PLAN_FILES,
    "planfile/yaml_source.py": PLAN_FILES,
    "planfile/slips/days_in_text.py": ("typing_faults",),
    "planfile/slips/line_breaks.py": ("typing_faults", "plan_file_faults"),
    "planfile/slips/lookalikes.py": ("typing_faults",),
    "planfile/slips/names.py": ("typing_faults", "load"),
    "planfile/slips/oddities.py": ("typing_faults", "seed"),
    "planfile/slips/other_files.py": ("typing_faults",),
    "store/sqlite/backup.py": ("history", "store", "faults"),
    "store/sqlite/restoring.py": ("history", "backups", "faults"),
    "store/queries/kinds.py": ("history", "checking", "editions"),
    "store/queries/changes.py": ("history", "mark", "activities", "checking", "editions"),
    "store/sqlite/integrity.py": ("history", "store", "faults"),
    "planfile/difference.py": ("load", "many_plans"),
    "store/ledger/reports.py": ("mark", "history", "listings", "load"),
    "store/plans/loading.py": ("load", "editions", "many_plans", "seed", "activities"),
    "store/plans/edition_rows.py": EDITIONS,
    "store/plans/losses.py": EDITIONS,
    "store/plans/batch_loading.py": ("load", "many_plans", "load_faults"),
    "planfile/continuity.py": ("continuity", "editions", "load"),
    "planfile/matching.py": ("continuity", "editions", "load"),
    "store/queries/plans.py": ("load", "many_plans", "editions", "query_plans"),
    "store/sqlite/contents.py": ("checking",),
    "store/plans/bulk_rows.py": ("load", "many_plans", "seed"),
    "store/ledger/steps.py": ("activities", "history"),
    "store/plans/stored.py": EDITIONS,
    "store/plans/years.py": ("compare",),
    "domain/comparison.py": ("compare",),
    "output/content/comparison/page.py": ("compare",),
    "output/content/comparison/sheets.py": ("compare",),
    "output/content/comparison/words.py": ("compare",),
    "cli/request/plan_pair.py": ("compare",),
    "store/ledger/undoing.py": ("history", "mark", "activities", "editions"),
    "store/queries/views.sql": ("listings", "year", "activities", "mark", "history", "load", "editions"),
    "store/queries/snapshot.py": ("mark", "listings", "load", "store", "year", "history"),
    "store/queries/whole_tables.py": ("export",),
    "output/formats/calendar.py": ("calendar",),
    "output/content/events.py": ("calendar",),
    "output/content/cells.py": ("listings", "screen", "activities", "year"),
    "output/formats/delimited.py": SHEETS,
    "output/content/fields.py": SHEETS,
    "files.py": ("output_files",),
    "output/formats/markdown.py": ("markdown",),
    "output/terminal/progress.py": ("export", "many_plans"),
    "output/formats/table.py": ("screen", "wrapping", "listings"),
    "output/formats/values.py": SHEETS,
    "output/formats/workbook.py": ("workbook", "export", "reading_back"),
    "output/formats/sheet.py": ("workbook", "export", "reading_back"),
    "output/content/parsing.py": ("reading_back",),
    "output/terminal/wrapping.py": ("wrapping", "screen"),
    "cli/commands/activities.py": ("activities", "load"),
    "cli/request/completion.py": ("completion",),
}
"""File of the source → the test files that know it best; they run first, and most bugs end there."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A mutation in a file of the source, given by its path from the package."""

    path: str
    mutation: Mutation

    def __str__(self) -> str:
        return f"{self.path}:{self.mutation.line}: {self.mutation.change}"


def mutants(only: Sequence[str]) -> Iterator[Mutant]:
    """Return every mutant of the package, or of the paths that contain one of `only`."""
    for file in sorted((ROOT / SOURCE).rglob("*")):
        path = file.relative_to(ROOT / SOURCE).as_posix()
        if file.suffix not in {".py", ".sql"} or path.startswith("store/schema/migrations/"):
            continue
        if only and not any(piece in path for piece in only):
            continue
        found = of_sql if file.suffix == ".sql" else of_python
        for mutation in found(file.read_text(encoding="utf-8")):
            yield Mutant(path, mutation)


def nearest(path: str) -> list[str]:
    """Return the test files that know a file of the source best."""
    return [str(_test_file(name)) for name in NEAREST.get(path, LISTINGS)]


def _test_file(name: str) -> Path:
    """Return where a test file is, whatever its wing."""
    (file,) = (ROOT / "tests").glob(f"**/test_{name}.py")
    return file.relative_to(ROOT)


class Calls:
    """Which tests call which functions, as `calling.py` noted it."""

    def __init__(self, folder: Path) -> None:
        self._tests: dict[str, set[str]] = {}
        for file in folder.glob("*.json"):
            for place, tests in json.loads(file.read_text(encoding="utf-8")).items():
                self._tests.setdefault(place, set()).update(tests)

    def of(self, mutant: Mutant) -> list[str]:
        """Return the tests that call the function that a mutant stands in, those of the nearest files first."""
        place = f"gongkai_cli/{mutant.path}:{mutant.mutation.function}"
        files = nearest(mutant.path)
        callers = sorted(self._tests.get(place, ()))
        random.Random(place).shuffle(callers)  # noqa: S311 - so that those that run first differ from one another
        return sorted(callers, key=lambda name: name.partition("::")[0] not in files)


def note_calls(folder: Path) -> None:
    """Run the tests once and note which functions each calls."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted((ROOT / "tests").glob("**/test_*.py")):
        command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "calling", str(file.relative_to(ROOT))]
        paths = os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))
        environment = {**os.environ, "PYTHONPATH": paths, "CALLS": str(folder.resolve())}
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


class Tree:
    """A copy of the source and its tests, in which one file at a time is another."""

    def __init__(self, folder: Path, calls: Calls) -> None:
        self._folder = folder
        self._calls = calls
        folder.mkdir()
        for name in COPIED:
            copied = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copied(ROOT / name, folder / name)

    def put_in(self, mutant: Mutant) -> None:
        """Put a mutant into the source."""
        file = self._folder / SOURCE / mutant.path
        file.write_text(mutant.mutation.into(file.read_text(encoding="utf-8")), encoding="utf-8")
        self._forget(file)

    def take_out(self, mutant: Mutant) -> None:
        """Put the right source back."""
        file = self._folder / SOURCE / mutant.path
        shutil.copy(ROOT / SOURCE / mutant.path, file)
        self._forget(file)

    @staticmethod
    def _forget(file: Path) -> None:
        """Remove the compiled file: one of the same size and second would be taken for the new source's."""
        for compiled in file.parent.glob(f"__pycache__/{file.stem}.*.pyc"):
            compiled.unlink()

    def run(self, mutant: Mutant, *, whole: bool) -> NoReturn:
        """Run the tests in this process, and leave it with their exit code."""
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
        signal.alarm(20 * PATIENCE)
        os.chdir(self._folder)
        sys.path[:0] = [str(self._folder / "src"), str(self._folder / "tests")]
        os.environ["PYTHONPATH"] = os.pathsep.join(sys.path[:2])
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(silence, stream)
        callers = self._calls.of(mutant)
        if len(callers) > MOST:
            callers = []
        files = list(dict.fromkeys(name.partition("::")[0] for name in callers)) or nearest(mutant.path)
        if callers:
            os.environ["CHOSEN"] = str(self._folder / "chosen.json")
            Path(os.environ["CHOSEN"]).write_text(json.dumps(callers), encoding="utf-8")
        if whole:
            os.environ.pop("CHOSEN", None)
            files = ["tests"]
        # Asserts as they are: nobody reads them, and what was imported before cannot be rewritten.
        os._exit(int(pytest.main(["-q", "-x", "-n0", "--assert=plain", "-pno:cacheprovider", "-pcalling", *files])))


class Field:
    """The workers: each is a process of its own, forked with the libraries that the tests need already loaded."""

    def __init__(self, folder: Path, calls: Calls, jobs: int, *, whole: bool) -> None:
        self._idle = [Tree(folder / str(number), calls) for number in range(jobs)]
        self._busy: dict[int, tuple[Tree, Mutant]] = {}
        self._whole = whole
        for name in PRELOADED:
            import_module(name)

    def survivors(self, found: Sequence[Mutant]) -> Iterator[Mutant]:
        """Try mutants, and return those that no test finds."""
        for mutant in found:
            if not self._idle:
                yield from self._ended()
            tree = self._idle.pop()
            tree.put_in(mutant)
            process = os.fork()
            if not process:
                tree.run(mutant, whole=self._whole)
            self._busy[process] = tree, mutant
        while self._busy:
            yield from self._ended()

    def _ended(self) -> Iterator[Mutant]:
        process, status = os.wait()
        tree, mutant = self._busy.pop(process)
        tree.take_out(mutant)
        self._idle.append(tree)
        code = os.waitstatus_to_exitcode(status)
        say(f"{'SURVIVED' if code == 0 else 'killed  '} {mutant}")
        if code == 0:
            yield mutant


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Put small bugs in, one at a time, and list those that no test finds.")
    parser.add_argument("--count", type=int, default=0, help="how many, by chance; all where it is left out")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    parser.add_argument("--only", action="append", default=[], metavar="PATH", help="files whose path contains this")
    parser.add_argument("--jobs", type=int, default=2, help="how many at once")
    parser.add_argument("--whole", action="store_true", help="run every test, and not the nearest alone")
    parser.add_argument("--calls", type=Path, metavar="FOLDER", help="where it is noted which tests call a function")
    parser.add_argument("--list", action="store_true", help="list them, and run nothing")
    return parser.parse_args()


def say(*lines: object) -> None:
    """Write lines, at once."""
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


def main() -> int:
    """Run it; the exit code is 1 where a mutant survived."""
    chosen = options()
    found = list(mutants(chosen.only))
    if chosen.count and chosen.count < len(found):
        dice = random.Random(chosen.seed)  # noqa: S311 - dice for a sample
        found = dice.sample(found, chosen.count)
    if chosen.list:
        say(*found)
        return 0
    if chosen.calls and not chosen.calls.exists():
        note_calls(chosen.calls)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        field = Field(Path(folder), Calls(chosen.calls or Path(folder)), chosen.jobs, whole=chosen.whole)
        lived = list(field.survivors(found))
    say(f"{len(found)} tried, {len(found) - len(lived)} killed, {len(lived)} survived", *sorted(map(str, lived)))
    return 1 if lived else 0


if __name__ == "__main__":
    sys.exit(main())
