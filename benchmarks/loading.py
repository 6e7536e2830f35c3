"""Loading: all plan files in one command, over parsing and inserting alone; one file, over a minimal program."""

import json
import shutil
import sqlite3
import statistics
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from measuring import interleaved
from workshop import HERE, Figure, Workshop

SECTION = "loading"
_MANY = 1.5
_FLAT = 1.25
_ONE = 2.0
_QUERIES = {
    "plan": """SELECT plan.id, plan.key, title, year, issued_on, ends_on
      FROM edition JOIN plan ON plan.id = plan_id WHERE edition.id = :edition""",
    "unit": "SELECT unit_id AS id, * FROM unit_entry WHERE edition_id = :edition",
    "alias": "SELECT * FROM alias WHERE edition_id = :edition",
    "collective": "SELECT * FROM collective WHERE edition_id = :edition",
    "task": "SELECT task_id AS id, * FROM task_entry WHERE edition_id = :edition",
    "measure": "SELECT * FROM measure WHERE edition_id = :edition",
    "party": "SELECT * FROM party WHERE edition_id = :edition",
    "assignment": "SELECT assignment_id AS id, * FROM assignment_entry WHERE edition_id = :edition",
    "activity": "SELECT activity_id AS id, * FROM activity_entry WHERE edition_id = :edition",
}
"""Table of the floor → the query for its rows; the floor has no editions and no identities."""


def measure(shop: Workshop) -> Iterator[Figure]:
    """Time one load of all the files, and one of one."""
    yield from _many(shop)
    yield from _one(shop)


def _many(shop: Workshop) -> Iterator[Figure]:
    files = sorted(map(str, shop.plan_files.glob("*.yaml")))
    store, made = shop.scratch / "many.db", shop.scratch / "made.db"
    few, all_of_them = (
        shop.case("few", "load", *files[: max(1, len(files) // 4)], store=store),
        shop.case("all", "load", *files, store=store),
    )
    few.before = all_of_them.before = lambda: _fresh(shop.seed_store, store)
    (quarter,) = interleaved([few], 1, warm_up=0)
    ours, floors, memory = [], [], 0.0
    for _ in range(min(3, shop.runs)):
        (sample,) = interleaved([all_of_them], 1, warm_up=0)
        ours.append(sample.median)
        memory = max(memory, sample.memory)
        command = [shop.python, str(HERE / "floors" / "load_many.py"), str(shop.plan_files), str(store), str(made)]
        floors.append(float(shop.call(command)))
    median, floor = statistics.median(ours), statistics.median(floors)
    yield Figure(
        *(SECTION, f"load {len(files):,} files", median / floor, _MANY, "×", median, floor),
        against="PyYAML's C loader, sqlite3",
        spread=(max(ours) - min(ours)) / median,
        memory=memory,
    )
    yield Figure(SECTION, "its memory, over a quarter of the files", memory / quarter.memory, _FLAT, memory=memory)


def _one(shop: Workshop) -> Iterator[Figure]:
    file = min(shop.plan_files.glob("*.yaml"))
    store, rows, made = shop.scratch / "one.db", shop.scratch / "one.json", shop.scratch / "one_floor.db"
    load = shop.case("load", "load", str(file), store=store)
    load.before = lambda: _fresh(shop.seed_store, store)
    load.before()
    shop.run("load", str(file), store=store)
    rows.write_text(json.dumps(_rows_of_newest(store)), encoding="utf-8")
    ours, floor = shop.compared([load, shop.floor("load floor", "load_one.py", str(rows), str(made))])
    yield Figure(
        *(SECTION, "load one file", ours.median / floor.median, _ONE, "×", ours.median, floor.median),
        against="SQLModel",
        spread=max(ours.spread, floor.spread),
        memory=ours.memory,
    )


def _fresh(store: Path, place: Path) -> None:
    shutil.copy(store, place)


def _rows_of_newest(store: Path) -> dict[str, list[dict[str, object]]]:
    """Return the rows of the plan loaded last, by the floor's table."""
    with closing(sqlite3.connect(store)) as connection:
        connection.row_factory = sqlite3.Row
        (edition,) = connection.execute("SELECT max(id) FROM edition").fetchone()
        return {
            table: [dict(row) for row in connection.execute(query, {"edition": edition})]
            for table, query in _QUERIES.items()
        }
