"""Sheets that LibreOffice has saved in other formats bring the same reports, and print in letters of 9 points."""

import re
import shutil
import statistics
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import xlsxwriter
from filling import (
    ACTIVITIES,
    BROUGHT,
    CARRIER,
    DAY,
    HIDDEN,
    HOST,
    LINK,
    NOTE,
    PAGE,
    PARTS,
    PEOPLE,
    PERCENT,
    UNIT,
    Brought,
    brought,
    cell,
    column_of,
    fill,
    give_out,
    on_store,
    opened,
    reviewed,
    row_of,
    sheet_of,
    steps,
)
from openpyxl import Workbook

from gongkai_cli.exchange.incoming.files import Incoming
from gongkai_cli.exchange.incoming.reading import read_returned
from gongkai_cli.spreadsheets.opening import open_spreadsheet

OFFICE = shutil.which("soffice")
PDF_TEXT = shutil.which("pdftotext")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="soffice of LibreOffice is not on PATH"),
]

PLAIN, PERCENTS, MERGED, DATED, HELD = "照填", "百分数", "合并", "日期", "活动"
"""What has been done to a sheet; also the name of its file."""

CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""Every sheet as a file of its own, in UTF-8."""

FORMATS = ("xlsx", "xls", "ods", "csv")
ONCE = ("xlsx", "xls", "ods", "csv")
TWICE = ("xls-xlsx", "ods-xlsx", "xlsx-xls", "ods-xls", "xlsx-ods", "xls-ods", "xls-csv", "ods-csv")
CHAINS = (*ONCE, *TWICE)
"""The formats in which a sheet was saved, one after another."""

WITH_CARRIERS = tuple(chain for chain in CHAINS if not chain.endswith("csv"))

PERCENT_CELLS: Mapping[int, tuple[Any, str, int]] = {
    3: (0.6, "0%", 60),
    5: (0.355, "0.0%", 36),
    6: ("六成", "@", 60),
    7: (1, "0%", 100),
    8: ("45％", "@", 45),
    9: (0.5, "0", 50),
    10: (70, "0", 70),
}
"""Task → a value under 完成比例, its number format, and the percent that it means."""


ACTIVITY = "活动 5\u3000安全生产"
HELD_ON = [["status", "undated", "held"], ["date", None, "2024-09-20"]]
STEPS: Mapping[str, object] = {
    DATED: [(ACTIVITY, HELD_ON)],
    HELD: [
        (ACTIVITY, [*HELD_ON, ["people", None, 60]]),
        (ACTIVITY, [["status", "held", "published"], ["link", None, "https://www.shicheng.gov.cn/c"]]),
    ],
}
"""Filled sheet → the steps of activities that it brings."""

WORD = re.compile(r'<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">(.*?)</word>')


class Saved(NamedTuple):
    """The folder of the ledger and of the sheets given out, and the folder of the filled sheets in every format."""

    given: Path
    files: Path

    def of(self, chain: str, name: str) -> Path:
        """Return a filled sheet as a chain of formats has left it; of CSV the file of its first sheet."""
        stem = f"{name}-{PARTS}" if chain.endswith("csv") else name
        # A workbook of two sheets became two files already where it was saved as CSV.
        (found,) = (self.files / chain).glob(f"{stem}.*")
        return found

    def original(self, name: str) -> Path:
        """Return a filled sheet as it was before LibreOffice had it."""
        return self.files / "original" / f"{name}.xlsx"


@pytest.fixture(scope="module")
def saved(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """The filled sheets, saved again in every way; LibreOffice is started once for each format and round."""
    given = give_out(filled_store, tmp_path_factory.mktemp("given"))
    files = tmp_path_factory.mktemp("saved")
    (files / "original").mkdir()
    for name, unit in ((PLAIN, UNIT), (PERCENTS, UNIT), (MERGED, UNIT), (DATED, HOST), (HELD, HOST)):
        path = files / "original" / f"{name}.xlsx"
        shutil.copy(sheet_of(unit, given), path)
        with opened(path) as book:
            change(book, name)
    for to in FORMATS:
        convert(files, to, (files / "original").iterdir(), files / to)
    for to in FORMATS:
        again(files, to, [chain for chain in TWICE if chain.endswith(f"-{to}")])
    return Saved(given, files)


def again(files: Path, to: str, chains: Sequence[str]) -> None:
    """Save the files of a first format once more, all chains that end in one format at a time."""
    sources = []
    for chain in chains:
        for path in (files / chain.partition("-")[0]).iterdir():
            sources.append(files / f"{chain} {path.name}")  # no two files of one call have the same name
            shutil.copy(path, sources[-1])
    convert(files, to, sources, files / f"twice-{to}")
    for path in (files / f"twice-{to}").iterdir():
        chain, _, name = path.name.partition(" ")
        (files / chain).mkdir(exist_ok=True)
        path.rename(files / chain / name)


def change(book: Workbook, name: str) -> None:
    """Fill in a sheet, and change it by hand in one way."""
    sheet = book[PARTS]
    match name:
        case "照填":
            fill(book)
        case "百分数":
            for no, (value, number_format, _) in PERCENT_CELLS.items():
                place = cell(sheet, no, PERCENT)
                place.value, place.number_format = value, number_format
        case "合并":
            fill(book)
            # The text of task 5 lies over three rows, and its title over two.
            top, column = row_of(sheet, 5), column_of(sheet, NOTE)
            sheet.merge_cells(start_row=top, end_row=top + 2, start_column=column, end_column=column)
        case "日期":
            place = cell(book[ACTIVITIES], 5, DAY)
            place.value, place.number_format = datetime(2024, 9, 20), "yyyy/m/d"  # noqa: DTZ001 - cells have no zone
        case "活动":
            fill(book, {5: {DAY: "9月20日", PEOPLE: 60, PAGE: "https://www.shicheng.gov.cn/c"}}, ACTIVITIES)


def convert(folder: Path, to: str, files: Iterable[Path], into: Path) -> None:
    """Have LibreOffice save files in another format; its profile lies in the folder."""
    assert OFFICE is not None
    command = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    done = subprocess.run(
        [*command, "--convert-to", CSV if to == "csv" else to, "--outdir", str(into), *map(str, sorted(files))],
        capture_output=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def ledger(saved: Saved, tmp_path: Path) -> Path:
    """A ledger that has given out the sheets."""
    return Path(shutil.copy(saved.given / "gongkai.db", tmp_path / "gongkai.db"))


def collected(ledger: Path, *words: object) -> list[Brought]:
    """Collect files, and return the reports that they brought."""
    answer = on_store(ledger, "collect", *map(str, words))
    assert answer.code == 0, answer.err
    return brought(ledger)


@pytest.mark.parametrize("chain", CHAINS)
def test_a_sheet_saved_in_any_format_brings_the_same_reports(saved: Saved, ledger: Path, chain: str) -> None:
    assert collected(ledger, saved.of(chain, PLAIN)) == BROUGHT


@pytest.mark.parametrize("chain", WITH_CARRIERS)
def test_all_hidden_carriers_survive(saved: Saved, chain: str) -> None:
    data = saved.of(chain, PLAIN).read_bytes()
    again = open_spreadsheet(data)
    (identity,) = read_returned(Incoming("", data)).identities
    assert (identity.plan, identity.unit) == ("shicheng-2024", UNIT)
    (hidden,) = (sheet for sheet in again.sheets if sheet.is_hidden)
    assert (hidden.name, hidden.rows[1][1].text) == (HIDDEN, identity.carrier)
    if not chain.endswith("xls"):  # the old format is read for its sheets alone
        assert again.properties[CARRIER] == identity.carrier
        assert again.names[CARRIER] == identity.carrier


@pytest.mark.parametrize("chain", CHAINS)
def test_row_keys_and_the_printed_number_survive_everywhere(saved: Saved, chain: str) -> None:
    original = read_returned(Incoming("", saved.original(PLAIN).read_bytes()))
    again = read_returned(Incoming("", saved.of(chain, PLAIN).read_bytes()))
    assert [row.key for row in again.rows] == [row.key for row in original.rows]
    assert again.rows[0].key == "03-TF8X"
    assert again.numbers == original.numbers
    assert again.units == (UNIT,)


@pytest.mark.parametrize("chain", CHAINS)
def test_percents_come_through(saved: Saved, ledger: Path, chain: str) -> None:
    reports = collected(ledger, saved.of(chain, PERCENTS))
    found = {int(one.subject.removeprefix("任务 ").partition("\u3000")[0]): one.percent for one in reports}
    assert found == {no: percent for no, (_, _, percent) in PERCENT_CELLS.items()}


@pytest.mark.parametrize("chain", CHAINS)
def test_a_merged_text_stays_with_its_first_row(saved: Saved, ledger: Path, chain: str) -> None:
    path = saved.of(chain, MERGED)
    remarks = reviewed(ledger, str(path))
    told = [("left", f"{PARTS} I5", "3 行合并成了一格，只算这一行的")]
    assert remarks == ([] if chain.endswith("csv") else told)  # CSV has no merged cells
    assert collected(ledger, path) == BROUGHT


@pytest.mark.parametrize("name", [DATED, HELD])
def test_activities_come_through(saved: Saved, tmp_path: Path, name: str) -> None:
    found = {}
    for chain in ("original", *WITH_CARRIERS):
        ledger = Path(shutil.copy(saved.given / "gongkai.db", tmp_path / f"{chain}.db"))
        path = saved.original(name) if chain == "original" else saved.of(chain, name)
        assert collected(ledger, path) == []
        found[chain] = steps(ledger)
    assert found["original"] == STEPS[name]
    assert all(taken == STEPS[name] for taken in found.values()), found


def test_the_sheet_of_activities_comes_through_csv(saved: Saved, ledger: Path) -> None:
    assert collected(ledger, saved.files / "csv" / f"{HELD}-{ACTIVITIES}.csv") == []
    assert steps(ledger) == STEPS[HELD]


def test_sheets_saved_as_files_of_their_own_are_all_collected(saved: Saved, ledger: Path) -> None:
    """The instructions and the hidden sheet become files too, which hold no table."""
    files = sorted((saved.files / "csv").glob(f"{PLAIN}-*.csv"))
    assert len(files) == 3
    assert on_store(ledger, "collect", *map(str, files)).code == 3
    assert collected(ledger, *files, "--skip", "*填表说明.csv", "--skip", f"*{HIDDEN}.csv") == BROUGHT


class Page(NamedTuple):
    """A page of a PDF file: its width in points, and its words with their left end, right end and height."""

    width: float
    words: list[tuple[str, float, float, float]]

    def height(self) -> float:
        """Return the median height of the words."""
        return statistics.median(height for *_, height in self.words)


def pages_of(pdf: Path) -> list[Page]:
    """Return the pages of a PDF file."""
    assert PDF_TEXT is not None
    done = subprocess.run([PDF_TEXT, "-bbox", str(pdf), "-"], capture_output=True, check=True, encoding="utf-8")
    pages = []
    for text in done.stdout.split("<page ")[1:]:
        width = re.search(r'width="([0-9.]+)"', text)
        assert width is not None
        words = [
            (word, float(left), float(right), float(bottom) - float(top))
            for left, top, right, bottom, word in WORD.findall(text)
        ]
        pages.append(Page(float(width[1]), words))
    return pages


def write_reference(path: Path) -> None:
    """Write a workbook whose text prints in 9 points, with the font of the sheets."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.set_paper(9)
    look = book.add_format({"font_name": "宋体", "font_size": 9})
    for row, text in enumerate(("填报单位", "政务公开", "进展情况", "佐证链接")):
        sheet.write_string(row, 0, text, look)
    book.close()


@pytest.fixture(scope="module")
def printed(saved: Saved) -> Mapping[str, list[Page]]:
    """The pages of a sheet of tasks, of one with an activity, and of a text in 9 points."""
    folder = saved.files / "printed"
    folder.mkdir()
    write_reference(folder / "reference.xlsx")
    shutil.copy(saved.original(PLAIN), folder / "tasks.xlsx")
    shutil.copy(saved.original(HELD), folder / "activity.xlsx")
    convert(saved.files, "pdf", folder.glob("*.xlsx"), folder)
    return {path.stem: pages_of(path) for path in folder.glob("*.pdf")}


needs_pdf_text = pytest.mark.skipif(PDF_TEXT is None, reason="pdftotext of poppler-utils is not on PATH")


@needs_pdf_text
@pytest.mark.parametrize("name", ["tasks", "activity"])
def test_letters_print_in_nine_points_at_least(printed: Mapping[str, list[Page]], name: str) -> None:
    (reference,) = printed["reference"]
    least = reference.height() - 0.05  # the file gives heights in hundredths
    assert [page.height() for page in printed[name] if page.height() < least] == []
    assert [word for page in printed[name] for word, _, _, height in page.words if height < least] == []


@needs_pdf_text
def test_the_tasks_fit_the_width_of_the_page(printed: Mapping[str, list[Page]]) -> None:
    headings = {"序号", "任务", "举措", "职责", "时限", NOTE, LINK}
    *tasks, instructions = printed["tasks"]
    for page in tasks:
        words = {word for word, *_ in page.words}
        assert headings <= words  # all columns stand on each page, under their headings
        assert page.width > 840  # A4 landscape
    for page in (*tasks, instructions):
        assert min(left for _, left, _, _ in page.words) > 10
        assert max(right for _, _, right, _ in page.words) < page.width - 10


@needs_pdf_text
def test_the_activities_fit_the_width_of_the_page(printed: Mapping[str, list[Page]]) -> None:
    *_, page = printed["activity"]
    assert {"活动主题", DAY, PEOPLE, PAGE} <= {word for word, *_ in page.words}
    assert max(right for _, _, right, _ in page.words) < page.width - 10
