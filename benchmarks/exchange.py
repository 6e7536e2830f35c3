"""Exchange: a month's sheets to forty units and back, over XlsxWriter and openpyxl alone."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from measuring import Case, Sample
from workshop import Figure, Workshop, asked

SECTION = "exchange"
_OUT, _BACK = 2.0, 2.0
_SECONDS, _MEMORY = 3.0, 150.0
_HEADINGS = 3  # rows above the tasks
_TASKS = 12
_NOTE, _PERCENT = "进展情况", "完成比例"


def measure(shop: Workshop) -> Iterator[Figure]:
    """Time the sheets out, and the same sheets back with every row filled in."""
    store = _store(shop)
    sheets = shop.scratch / "报送表"
    yield from _out(shop, store, sheets)
    yield from _back(shop, store, sheets)


def _store(shop: Workshop) -> Path:
    """Return a store with a plan of forty units, each of which has a part in all twelve tasks."""
    units = [f"第{place:02}局" for place in range(40)]
    lines = ["plan: {key: months-2024, title: 月报工作要点, year: 2024, region: 某县, issuer: 某县人民政府办公室,"]
    lines += ["  issued_on: 2024-01-01, ends_on: 2024-12-31}", "units:"]
    lines += [f"  - {{name: {unit}, kind: 县政府部门}}" for unit in units]
    lines.append("tasks:")
    for no in range(1, _TASKS + 1):
        lines += [f"  - no: {no}", f"    title: 第{no}项重点工作的推进和落实", f"    lead: [{units[no]}]"]
        lines += [f"    responsible: [{', '.join(unit for unit in units if unit != units[no])}]"]
        lines += ["    measures:", "      - 按季度公开重点领域信息", "      - 及时回应群众关切"]
    file = shop.scratch / "months.yaml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    store = shop.scratch / "months.db"
    shop.run("load", str(file), store=store)
    assert asked(store, "SELECT count(*) FROM assignment") == len(units) * _TASKS
    return store


def _out(shop: Workshop, store: Path, sheets: Path) -> Iterator[Figure]:
    given = shop.scratch / "given.db"
    ours = shop.case("sheets", "sheets", "--period", "10月", "-o", str(sheets), "--yes", store=given)
    ours.before = lambda: _fresh(store, given)
    _fresh(store, given)
    shop.run("sheets", "--period", "10月", "-o", str(sheets), "--yes", store=given)
    cells = shop.scratch / "cells.json"
    cells.write_text(json.dumps(_cells(sheets), ensure_ascii=False), encoding="utf-8")
    floor = shop.floor("sheets floor", "sheets_out.py", str(cells), str(shop.scratch / "plain"))
    yield from _figures(shop, ours, floor, "sheets, 40 units × 12 rows", _OUT, "XlsxWriter")


def _back(shop: Workshop, store: Path, sheets: Path) -> Iterator[Figure]:
    given, merged = shop.scratch / "out.db", shop.scratch / "merged.db"
    _fresh(store, given)
    shop.run("sheets", "--period", "10月", "-o", str(sheets), "--yes", store=given)
    _fill(sheets)
    ours = shop.case("collect", "collect", str(sheets), store=merged)
    ours.before = lambda: _fresh(given, merged)
    floor = shop.floor("collect floor", "sheets_back.py", str(sheets))
    yield from _figures(shop, ours, floor, "collect, 40 units × 12 rows", _BACK, "openpyxl")
    assert asked(merged, "SELECT count(*) FROM report") == 40 * _TASKS


def _figures(shop: Workshop, ours: Case, floor: Case, name: str, most: float, against: str) -> Iterator[Figure]:
    """Yield the ratio and the seconds of a case: of the fastest runs, which other work on the machine slows least."""
    first, least = shop.compared([ours, floor])
    best, best_floor = min(first.seconds), min(least.seconds)
    yield Figure(
        *(SECTION, name, best / best_floor, most, "×", best, best_floor),
        against=against,
        spread=_spread(first, least),
        memory=first.memory,
        memory_target=_MEMORY,
    )
    yield Figure(SECTION, f"{name}, seconds", best, _SECONDS, " s", spread=first.spread)


def _spread(*samples: Sample) -> float:
    return max(sample.spread for sample in samples)


def _fresh(store: Path, place: Path) -> None:
    shutil.copy(store, place)


def _cells(sheets: Path) -> dict[str, dict[str, list[list[object]]]]:
    """Return the cells of workbooks: file → sheet → rows."""
    from openpyxl import load_workbook  # here, so that sections before this one stay small (measuring)

    return {
        path.name: {
            sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)]
            for sheet in load_workbook(path).worksheets
        }
        for path in sheets.glob("*.xlsx")
    }


def _fill(sheets: Path) -> None:
    """Write a note and a percent into each row of each sheet."""
    from openpyxl import load_workbook

    for path in sheets.glob("*报送表.xlsx"):
        book = load_workbook(path)
        sheet = book.worksheets[0]
        places = {str(cell.value): place for place, cell in enumerate(sheet[_HEADINGS], 1)}
        for row in range(_HEADINGS + 1, _HEADINGS + 1 + _TASKS):
            sheet.cell(row, places[_NOTE]).value = f"第{row}行已按要求推进，公开信息12条，回应关切3次"
            sheet.cell(row, places[_PERCENT]).value = 40 + row
        book.save(path)
