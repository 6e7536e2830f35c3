"""Export: every assignment to CSV, and a hundred thousand of them to a workbook."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from measuring import Case
from workshop import Figure, Workshop, asked

SECTION = "export"
_CSV, _CSV_MEMORY = 3.0, 80.0
_WORKBOOK, _WORKBOOK_MEMORY = 1.3, 150.0
_WORKBOOK_ROWS = 100_000
_QUERY = """SELECT plan, no, title, unit, role, due, note, problem, next, status, link, percent, pace, "on", via,
 counted, due_derived, withdrawn FROM assignments"""


def measure(shop: Workshop) -> Iterator[Figure]:
    """Time both."""
    yield from _csv(shop)
    yield from _workbook(shop)


def _csv(shop: Workshop) -> Iterator[Figure]:
    store = shop.country_store
    ours = shop.case("csv", "export", "--what", "assignments", "--all-plans", "--format", "csv", store=store)
    peers = {"sqlite3 -csv": ["sqlite3", "-csv", "-header", str(store), _QUERY]}
    peers["sqlite-utils"] = ["sqlite-utils", "query", str(store), _QUERY, "--csv"]
    found = {name: command for name, command in peers.items() if shutil.which(command[0])}
    cases = [ours, *(Case(name, command) for name, command in found.items())]
    for place, case in enumerate(cases):
        case.output = shop.scratch / f"assignments-{place}.csv"
    first, *others = shop.compared(cases, shop.fewer)
    rows = asked(store, "SELECT count(*) FROM assignment")
    for name, sample in zip(found, others, strict=True):
        yield Figure(
            *(SECTION, f"csv, {rows:,} rows", first.median / sample.median, _CSV if name == "sqlite3 -csv" else 1.0),
            *("×", first.median, sample.median, name),
            spread=max(first.spread, sample.spread),
            memory=first.memory,
            memory_target=_CSV_MEMORY,
        )


def _workbook(shop: Workshop) -> Iterator[Figure]:
    store = _some_plans(shop)
    rows = asked(store, "SELECT count(*) FROM assignment")
    file, plain = shop.scratch / "assignments.xlsx", shop.scratch / "plain.xlsx"
    ours = shop.case("xlsx", "export", "--what", "assignments", "--all-plans", "-o", str(file), "--yes", store=store)
    floor = shop.floor("xlsx floor", "workbook.py", str(store), _QUERY, str(plain))
    first, least = shop.compared([ours, floor], shop.fewer)
    yield Figure(
        *(SECTION, f"xlsx, {rows:,} rows", first.median / least.median, _WORKBOOK, "×", first.median, least.median),
        against="XlsxWriter's own loop",
        spread=max(first.spread, least.spread),
        memory=first.memory,
        memory_target=_WORKBOOK_MEMORY,
    )


def _some_plans(shop: Workshop) -> Path:
    """Return a store with as many plans as it takes to have some hundred thousand assignments."""
    with closing(sqlite3.connect(shop.country_store)) as connection:
        counts = connection.execute(
            """SELECT p.key, count(*) FROM plan AS p JOIN task AS t ON t.plan_id = p.id
               JOIN assignment AS a ON a.task_id = t.id GROUP BY p.id ORDER BY p.id"""
        ).fetchall()
    files, total = [], 0
    for key, count in counts:
        file = shop.plan_files / f"{key.removesuffix('-2024')}.yaml"
        if file.exists() and total < _WORKBOOK_ROWS:
            files.append(str(file))
            total += count
    store = shop.copy(shop.seed_store, "some.db")
    shop.run("load", *files, store=store)
    shop.report(store)
    return store
