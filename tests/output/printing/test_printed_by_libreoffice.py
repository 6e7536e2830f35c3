"""What a printer prints, by LibreOffice: letters that can be read, the office's columns, pages that count."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import pytest

from conftest import TODAY, run

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,  # each start of soffice takes seconds
    pytest.mark.skipif(OFFICE is None, reason="soffice of LibreOffice is not on PATH"),
]

LEAST_POINTS = 9
SHEETS = ["总览", "任务分解表", "责任清单", "单位台账", "活动安排表", "单位汇总", "进展记录"]
PAGES = ("show 3", "dept 县司法局", "status", "activity show 1")
LISTINGS = (
    "tasks",
    "tasks --dept 县司法局",
    "tasks --by-section",
    "depts",
    "schedule",
    "owed",
    "log",
    "upcoming",
    "plans",
    "editions",
    "editions 1",
)

HAPPENED = (
    "mark 3 --dept 县司法局 --percent 60 --on 9月30日 --note 已征集意见 --link https://www.shicheng.gov.cn/a",
    f"mark 1 --dept 县工信局 --percent 45 --note {'全面梳理惠企政策，编制清单，集中公开；' * 6} --next 做好兑现",
    "mark 9 --dept 县政府办 --status 受阻 --problem 部分部门材料没有报齐",
    "activity held 1 --date 6月5日 --people 120",
)


class Printed(NamedTuple):
    """A printed page: the median height of its characters in points, its width, and its text."""

    points: float
    width: int
    text: str


Printer = Callable[..., dict[str, list[Printed]]]


@pytest.fixture(scope="module")
def printed(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Printer:
    """Return a printer of commands' workbooks: command → its pages."""
    folder = tmp_path_factory.mktemp("printed")
    store = folder / "gongkai.db"
    shutil.copy(filled_store, store)

    def program(*words: str) -> None:
        answer = run(("--db", str(store), "--as-of", TODAY, "--by", "测试员", *words))
        assert answer.code == 0, answer.err

    for command in HAPPENED:
        program(*command.split())

    def pages(*commands: str, paper: str = "A4") -> dict[str, list[Printed]]:
        files = {command: folder / f"{paper}-{place}.xlsx" for place, command in enumerate(commands)}
        for command, file in files.items():
            program(*command.split(), "-o", str(file), "--paper", paper, "--yes")
        to_pdf(folder, list(files.values()))
        return {command: read(file.with_suffix(".pdf")) for command, file in files.items()}

    return pages


def to_pdf(folder: Path, files: list[Path]) -> None:
    """Have LibreOffice print the files."""
    assert OFFICE is not None
    done = subprocess.run(
        [
            *(OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(folder), *map(str, files)),
        ],
        capture_output=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr


def read(file: Path) -> list[Printed]:
    """Return the pages of a PDF."""
    import pdfplumber

    with pdfplumber.open(file) as document:
        return [printed_page(page) for page in document.pages]


def printed_page(page: Any) -> Printed:
    """Return what stands on a page."""
    return Printed(median(one["size"] for one in page.chars), round(page.width), page.extract_text())


@pytest.mark.parametrize(("paper", "width"), [("A4", 842), ("A3", 1191)])
def test_every_page_of_every_workbook_can_be_read(printed: Printer, paper: str, width: int) -> None:
    commands = ("export", "export --what measures", *PAGES, *LISTINGS)
    for command, pages in printed(*commands, paper=paper).items():
        assert pages, command
        assert {page.width for page in pages} == {width}, command
        assert min(page.points for page in pages) >= LEAST_POINTS, (command, [page.points for page in pages])


def test_each_sheet_counts_its_own_pages_and_prints_the_offices_columns_alone(printed: Printer) -> None:
    pages = printed("export")["export"]
    feet = [re.findall(r"(\S+) *第 *(\d+) *页", page.text)[-1] for page in pages]
    names = list(dict.fromkeys(name for name, _ in feet))
    assert names == SHEETS
    for name in names:
        numbers = [int(number) for one, number in feet if one == name]
        assert numbers == list(range(1, len(numbers) + 1)), name
    text = "".join(page.text for page in pages)
    for helper in ("计入统计", "时限说明", "印发写法", "应完成单位数", "印发序号"):
        assert helper not in text.replace("计入统计 343 项", ""), helper
    assert "佐证链接" in text


def test_each_task_of_the_units_begins_on_a_page_with_its_name(printed: Printer) -> None:
    pages = [page.text for page in printed("export --what assignments")["export --what assignments"]]
    assert all(re.search(r"序号 +任务 +责任单位", page) for page in pages)
    assert 12 <= len(pages) <= 26
    assert "合计" in pages[-1]


def test_charts_name_every_unit_and_count_in_whole_numbers(printed: Printer) -> None:
    overview = [page.text for page in printed("export")["export"] if re.search(r"总览 *第 *\d+ *页", page.text)]
    charts = [re.sub(r"\s", "", text) for text in overview if "序时进度（项）" in text]
    assert len(charts) == 2
    drawn = "".join(charts)
    offices = "县工信局 县发改委 县商务局 县政府办 县司法局 县城市社区管委会 石城工业园区管委会"
    towns = "琴江镇 高田镇 横江镇 木兰乡 小松镇 龙岗乡 大由乡 屏山镇 丰山乡 珠坑乡 赣江源镇"
    assert [name for name in f"{offices} {towns}".split() if name not in drawn] == []
    first = overview[0]
    assert re.findall(r"(?m)^[\d.]+$", first) == ["5", "4", "3", "2", "1", "0"]


def test_every_page_of_a_long_table_has_its_headings(printed: Printer) -> None:
    pages = [page.text for page in printed("show 3")["show 3"]]
    assert len(pages) > 2
    for page in pages[1:]:
        assert re.search(r"责任单位 +完成时限|编号 +记录时间", page), page
