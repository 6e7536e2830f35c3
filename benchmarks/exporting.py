"""Export: every assignment to CSV, a hundred thousand of them to a workbook, and all sheets of some plans."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from measuring import Case
from workshop import HERE, Figure, Workshop, asked

SECTION = "export"
_CSV, _CSV_MEMORY = 3.0, 80.0
_WORKBOOK, _WORKBOOK_MEMORY = 1.3, 150.0
_WORKBOOK_ROWS = 100_000
_PAPERS, _PAPERS_MEMORY, _PAPERS_ROWS = 1.5, 60.0, 10_000
_QUERY = """SELECT plan, no, title, unit, role, due, note, problem, next, status, link, percent, pace, "on", via,
 counted, due_derived, withdrawn FROM assignments"""


def measure(shop: Workshop) -> Iterator[Figure]:
    """Time all of them."""
    yield from _csv(shop)
    yield from _workbook(shop)
    yield from _papers(shop)


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
    store = _some_plans(shop, "some.db", _WORKBOOK_ROWS)
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


def _papers(shop: Workshop) -> Iterator[Figure]:
    """Time all sheets as they are printed: overview with charts, joined cells, page breaks, totals, links."""
    store = _some_plans(shop, "papers.db", _PAPERS_ROWS)
    file, plain, cells = (shop.scratch / name for name in ("papers.xlsx", "papers-plain.xlsx", "papers.json"))
    words = ("export", "--all-plans", "-o", str(file), "--yes")
    shop.run(*words, store=store)
    rows = int(shop.call([shop.python, str(HERE / "taking.py"), str(file), str(cells)]))
    ours = shop.case("papers", *words, store=store)
    floor = shop.floor("papers floor", "cells.py", str(cells), str(plain))
    first, least = shop.compared([ours, floor], shop.fewer)
    yield Figure(
        *(SECTION, f"all sheets, {rows:,} rows", first.median / least.median, _PAPERS, "×", first.median, least.median),
        against="XlsxWriter, cells ready",
        spread=max(first.spread, least.spread),
        memory=first.memory,
        memory_target=_PAPERS_MEMORY,
    )


def _some_plans(shop: Workshop, name: str, rows: int) -> Path:
    """Return a store with as many plans as it takes to have some number of assignments."""
    with closing(sqlite3.connect(shop.country_store)) as connection:
        counts = connection.execute(
            """SELECT p.key, count(*) FROM plan AS p JOIN task AS t ON t.plan_id = p.id
               JOIN assignment AS a ON a.task_id = t.id GROUP BY p.id ORDER BY p.id"""
        ).fetchall()
    files, total = [], 0
    for key, count in counts:
        file = shop.plan_files / f"{key.removesuffix('-2024')}.yaml"
        if file.exists() and total < rows:
            files.append(str(file))
            total += count
    store = shop.copy(shop.seed_store, name)
    shop.run("load", *files, store=store)
    shop.report(store)
    return store
