"""The sheets of October: given out by the program, filled in as units do it, and the reports that they bring."""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from conftest import TODAY, Answer, run

UNIT, HOST, OTHER = "县司法局", "县应急管理局", "县医疗保障局"
"""A unit with tasks alone, one that has an activity too, and another one."""

DEPTS = ("--dept", UNIT, "--dept", HOST, "--dept", OTHER)

PARTS, ACTIVITIES, HELP, HIDDEN = "报送表", "活动", "填表说明", "_gongkai"
CARRIER = "gongkai_sheet"
KEY, NO, TITLE, NOTE, PROBLEM, NEXT, PERCENT, LINK = (
    *("识别码", "序号", "任务", "进展情况", "存在问题", "下步措施", "完成比例", "佐证链接"),
)
DAY, PEOPLE, PAGE = "举办日期", "参加人数", "公开链接"
HEADING_ROW = 3
LAST_ROW = 12
"""The last row of the sheet of `UNIT`, which has nine tasks."""

FILLED: Mapping[int, Mapping[str, Any]] = {
    3: {NOTE: "已印发方案", PERCENT: 60, LINK: "https://www.shicheng.gov.cn/a"},
    5: {NOTE: "已征求意见12条", PROBLEM: "人手不足", NEXT: "11月公开结果", PERCENT: 35},
    9: {NOTE: "制度已修订并公布", PERCENT: 100, LINK: "https://www.shicheng.gov.cn/b?x=1&y=2"},
}
"""Task → heading → the value that a unit writes."""


class Brought(NamedTuple):
    """A report that a sheet brought."""

    unit: str
    subject: str
    percent: int
    note: str | None = None
    problem: str | None = None
    next: str | None = None
    links: tuple[str, ...] = ()


TITLES = {
    3: "任务 3　加强重大政策宣传联动及落实结果评价",
    5: "任务 5　建立重大行政决策主动听取意见机制",
    9: "任务 9　落实保密审查和信息发布制度",
}

BROUGHT = [
    Brought(UNIT, TITLES[3], 60, "已印发方案", links=("https://www.shicheng.gov.cn/a",)),
    Brought(UNIT, TITLES[5], 35, "已征求意见12条", "人手不足", "11月公开结果"),
    Brought(UNIT, TITLES[9], 100, "制度已修订并公布", links=("https://www.shicheng.gov.cn/b?x=1&y=2",)),
]
"""The reports that `FILLED` means."""


def give_out(filled_store: Path, folder: Path) -> Path:
    """Give out three sheets of October in a copy of a store, and return the folder: `gongkai.db`, `报送表`."""
    store = folder / "gongkai.db"
    shutil.copy(filled_store, store)
    answer = on_store(store, "sheets", "--period", "10月", "-o", str(folder / "报送表"), *DEPTS)
    assert answer.code == 0, answer.err
    return folder


def on_store(store: Path, *command: str) -> Answer:
    """Run a command on a store, as of the day of all tests."""
    return run(("--db", str(store), "--as-of", TODAY, *command))


def sheet_of(unit: str, given: Path) -> Path:
    """Return the file that a unit was given."""
    return given / "报送表" / f"{unit} 10月报送表.xlsx"


@contextmanager
def opened(path: Path) -> Iterator[Workbook]:
    """Open a workbook, and save it at the end."""
    book = load_workbook(path)
    yield book
    book.save(path)


def fill(book: Workbook, values: Mapping[int, Mapping[str, Any]] = FILLED, sheet: str = PARTS) -> None:
    """Write values into a sheet: number of the row's task or activity → heading → value."""
    for no, of_row in values.items():
        for heading, value in of_row.items():
            cell(book[sheet], no, heading).value = value


def remove_carriers(book: Workbook) -> None:
    """Remove everything hidden that names the sheet."""
    del book[HIDDEN]
    del book.custom_doc_props[CARRIER]  # type: ignore[attr-defined]  # missing in the stubs
    del book.defined_names[CARRIER]


def cell(sheet: Worksheet, no: int, heading: str) -> Cell:
    """Return the cell of a task or an activity under a heading."""
    found: Cell = sheet.cell(row_of(sheet, no), column_of(sheet, heading))  # type: ignore[assignment]
    return found


def row_of(sheet: Worksheet, no: int) -> int:
    """Return the row of a task or an activity, by its number."""
    column = column_of(sheet, NO)
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == str(no))


def column_of(sheet: Worksheet, heading: str) -> int:
    """Return the column of a heading."""
    columns = range(1, sheet.max_column + 1)
    return next(column for column in columns if sheet.cell(HEADING_ROW, column).value == heading)


def brought(store: Path) -> list[Brought]:
    """Return the reports that came by sheets, in order; each is dated on the day of all tests."""
    found = []
    for entry in _collected(store):
        if not entry["subject"].startswith("任务"):
            continue
        assert entry["on"] == TODAY
        texts = (entry["note"], entry["problem"], entry["next"])
        found.append(Brought(entry["unit"], entry["subject"], entry["after"]["percent"], *texts, tuple(entry["links"])))
    return sorted(found, key=lambda one: (one.unit, one.subject))


def steps(store: Path) -> list[tuple[str, list[Any]]]:
    """Return the steps of activities that came by sheets: the activity, and the fields that changed."""
    entries = [entry for entry in _collected(store) if entry["subject"].startswith("活动")]
    return [(entry["subject"], [list(change.values()) for change in entry["changes"]]) for entry in entries]


def _collected(store: Path) -> list[dict[str, Any]]:
    answer = on_store(store, "log", "--limit", "0", "--format", "json")
    entries: list[dict[str, Any]] = json.loads(answer.out)
    return [entry for entry in entries if entry["kind"] == "collect"]


def reviewed(store: Path, *command: str) -> list[tuple[str, str, str | None]]:
    """Return what a preview says is not merged as it stands: the verdict, the place and the reason."""
    answer = on_store(store, "collect", *command, "--dry-run", "--format", "json")
    lines = json.loads(answer.out)["lines"]
    return [(line["verdict"], line["cell"], line["why"]) for line in lines if line["verdict"] not in {"taken", "same"}]


def filled_sheet(given: Path, folder: Path, unit: str = UNIT) -> Path:
    """Return the sheet of a unit with `FILLED` in it; the ledger that has given it out lies beside it."""
    shutil.copy(given / "gongkai.db", folder / "gongkai.db")
    path = folder / "收回.xlsx"
    shutil.copy(sheet_of(unit, given), path)
    if unit == UNIT:
        with opened(path) as book:
            fill(book)
    return path


def ledger_of(path: Path) -> Path:
    """Return the ledger beside a returned file."""
    return path.with_name("gongkai.db")


def taken(path: Path, *options: str) -> list[Brought]:
    """Collect a file, and return the reports that it brought; collected once more, it brings nothing."""
    ledger = ledger_of(path)
    answer = on_store(ledger, "collect", str(path), *options)
    assert answer.code == 0, answer.err
    reports = brought(ledger)
    assert on_store(ledger, "collect", str(path), *options).code == 0
    assert brought(ledger) == reports
    return reports


def told(path: Path, *options: str) -> list[tuple[str, str, str | None]]:
    """Return the verdict, the place and the reason of everything in a file that would not be merged."""
    return reviewed(ledger_of(path), str(path), *options)


def refused(path: Path, *options: str, code: int = 1) -> str:
    """Collect a file that is not merged, and return the message; nothing is written."""
    ledger = ledger_of(path)
    before = ledger.read_bytes()
    answer = on_store(ledger, "collect", str(path), *options)
    assert answer.code == code, answer.err
    assert ledger.read_bytes() == before
    return answer.err
