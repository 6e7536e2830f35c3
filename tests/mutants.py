"""Put small bugs into copies of the source, one at a time, and list those that no test finds.

    python tests/mutants.py --count 40 --seed 7
    python tests/mutants.py --only store/views.sql --only agenda.py

A survivor either changes nothing that anybody can see, or wants a test. The sample is the same for one seed and one
source. Nothing is written into this tree: every worker has a copy in a temporary folder.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from mutations import Mutation, of_python, of_sql

ROOT = Path(__file__).parents[1]
SOURCE = Path("src", "gongkai_cli")
COPIED = ("src", "tests", "data", "docs", "benchmarks", "pyproject.toml", "README.md", "README.zh-CN.md")
PATIENCE = 600
"""Seconds after which a run counts as one that never ends."""

LISTINGS = ("year", "listings", "activities", "mark", "store", "history", "json")
PLAN_FILES = ("load", "plan_files", "many_plans", "seed", "store")
SHEETS = ("csv", "workbook", "export", "reading_back", "json", "listings")

NEAREST: dict[str, Sequence[str]] = {
    "activities.py": ("activities", "year", "calendar"),
    "agenda.py": ("year", "activities", "listings", "calendar"),
    "batch.py": PLAN_FILES,
    "crosscheck.py": ("plan_files", "load"),
    "dates.py": ("dates", "year", "activities"),
    "document.py": PLAN_FILES,
    "problems.py": PLAN_FILES,
    "rules.py": ("mark", "listings", "year", "hostile_text", "load", "completion"),
    "workplan.py": PLAN_FILES,
    "store/backup.py": ("history", "store", "faults"),
    "store/checking.py": ("history", "store", "faults"),
    "store/difference.py": ("load", "many_plans"),
    "store/ledger.py": ("mark", "history", "listings"),
    "store/loading.py": ("load", "many_plans", "seed", "activities"),
    "store/merging.py": ("load", "many_plans", "seed"),
    "store/steps.py": ("activities", "history"),
    "store/stored.py": ("load", "many_plans", "seed"),
    "store/undoing.py": ("history", "mark", "activities"),
    "store/whole.py": ("export",),
    "output/calendar.py": ("calendar",),
    "output/events.py": ("calendar",),
    "output/cells.py": ("listings", "screen", "activities", "year"),
    "output/delimited.py": SHEETS,
    "output/fields.py": SHEETS,
    "output/files.py": ("output_files",),
    "output/markdown.py": ("markdown",),
    "output/progress.py": ("export", "many_plans"),
    "output/table.py": ("screen", "wrapping", "listings"),
    "output/values.py": SHEETS,
    "output/workbook.py": ("workbook", "export", "reading_back"),
    "output/wrapping.py": ("wrapping", "screen"),
    "cli/completion.py": ("completion",),
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
        if file.suffix not in {".py", ".sql"} or path.startswith("store/migrations/"):
            continue
        if only and not any(piece in path for piece in only):
            continue
        found = of_sql if file.suffix == ".sql" else of_python
        for mutation in found(file.read_text(encoding="utf-8")):
            yield Mutant(path, mutation)


def stages(path: str, *, whole: bool) -> Iterator[list[str]]:
    """Return the arguments of each run of the tests, the nearest tests first."""
    nearest = NEAREST.get(path, LISTINGS)
    yield [f"tests/test_{name}.py" for name in nearest]
    others = dict.fromkeys((*LISTINGS, *PLAN_FILES, "export", "screen"))
    yield [f"tests/test_{name}.py" for name in others if name not in nearest]
    if whole:
        yield ["tests"]


class Tree:
    """A copy of the source and its tests, in which one file at a time is another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in COPIED:
            copied = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copied(ROOT / name, folder / name)

    def survives(self, mutant: Mutant, *, whole: bool) -> bool:
        """Say whether the tests pass with this mutant in the source."""
        file = self._folder / SOURCE / mutant.path
        text = file.read_text(encoding="utf-8")
        file.write_text(mutant.mutation.into(text), encoding="utf-8")
        try:
            return all(self._passes(tests, file) for tests in stages(mutant.path, whole=whole))
        finally:
            file.write_text(text, encoding="utf-8")
            self._forget(file)

    def _passes(self, tests: Sequence[str], file: Path) -> bool:
        self._forget(file)
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *tests]
        try:
            done = subprocess.run(
                command,
                cwd=self._folder,
                env={**os.environ, "PYTHONPATH": str(self._folder / "src")},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
                timeout=PATIENCE,
            )
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0

    @staticmethod
    def _forget(file: Path) -> None:
        """Remove the compiled file: one of the same size and second would be taken for the new source's."""
        for compiled in file.parent.glob(f"__pycache__/{file.stem}.*.pyc"):
            compiled.unlink()


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Put small bugs in, one at a time, and list those that no test finds.")
    parser.add_argument("--count", type=int, default=0, help="how many, by chance; all where it is left out")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    parser.add_argument("--only", action="append", default=[], metavar="PATH", help="files whose path contains this")
    parser.add_argument("--jobs", type=int, default=2, help="how many at once")
    parser.add_argument("--whole", action="store_true", help="run every test on those that the nearer tests let live")
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
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        trees: SimpleQueue[Tree] = SimpleQueue()
        for number in range(chosen.jobs):
            place = Path(folder, str(number))
            place.mkdir()
            trees.put(Tree(place))

        def survives(mutant: Mutant) -> bool:
            tree = trees.get()
            try:
                lives = tree.survives(mutant, whole=chosen.whole)
            finally:
                trees.put(tree)
            say(f"{'SURVIVED' if lives else 'killed  '} {mutant}")
            return lives

        with ThreadPoolExecutor(chosen.jobs) as workers:
            lived = [mutant for mutant, lives in zip(found, workers.map(survives, found), strict=True) if lives]
    say(f"{len(found)} tried, {len(found) - len(lived)} killed, {len(lived)} survived", *sorted(map(str, lived)))
    return 1 if lived else 0


if __name__ == "__main__":
    sys.exit(main())
