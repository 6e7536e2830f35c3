"""A real spreadsheet opens what we write and gives it back cell for cell: LibreOffice, without a screen."""

import csv
import shutil
import subprocess
import warnings
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from conftest import TODAY, run
from gongkai_cli.output.formats.reading_back import read_workbook

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,  # each start of soffice takes seconds
    pytest.mark.skipif(OFFICE is None, reason="soffice of LibreOffice is not on PATH"),
]

TABLES = ("tasks", "assignments", "activities", "units", "ledger")

FORMULAS = [
    *("=1+1", '=HYPERLINK("http://x","点")', "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", '="a"&"b"'),
    *("＝1+1", "＋1", "－1", "＠县", "'=1+1", "''@", "'引号", '说"好"，再,说;', "收工🎉𠀀", "[红]#,##0", "长" * 3000),
]
"""Texts that come back from CSV, by their guard where they need one."""

TYPED = ["1-2", "3/4", "2024-10-08", "TRUE", "1e5", "0001", "12345678901234567890", "9:30", "50%", "#N/A"]
"""Texts that any spreadsheet turns into something else when it opens CSV, and leaves alone in a workbook."""

MARKUP = ["<r>a</r>", "<b>&amp;</b>", "]]>"]


def filled(folder: Path, store: Path, texts: list[str]) -> Callable[..., None]:
    """Return the program on a store of its own, in which each of these texts is a place, a note and a reason."""
    path = folder / "gongkai.db"
    shutil.copy(store, path)

    def program(*command: str) -> None:
        answer = run(("--db", str(path), "--as-of", TODAY, "--by", "=测试员", *command))
        assert answer.code == 0, answer.err

    for place, text in enumerate(texts):
        task, number = str(place % 12 + 1), str(place + 1)
        program("mark", task, "--dept", "县司法局" if place % 12 > 1 else "县教科体局", f"--note={text}")
        program("activity", "plan", number, "--date", "10月15日", f"--place={text}", f"--note={text}")
    program("mark", "3", "--dept", "县司法局", "--percent", "33", "--link", "https://www.shicheng.gov.cn/a?b=1&c=2")
    program("activity", "cancel", "28", "--reason", "天气")
    return program


def converted(folder: Path, *files: Path, options: tuple[str, ...] = ()) -> Path:
    """Have LibreOffice open the files and save each as a workbook of its own; return the folder of those."""
    assert OFFICE is not None
    into = folder / "saved"
    command = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", *options]
    done = subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", str(into), *map(str, files)],
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return into


def is_formula(cell: Any) -> bool:
    """Say whether a spreadsheet would reckon the cell."""
    return bool(cell.data_type == "f")


def typed(text: str) -> Any:
    """Return what a spreadsheet makes of a cell of CSV: a number, a percent, a day, a moment, or the text itself."""
    if not text:
        return None
    for read in (
        int,
        lambda one: round(float(one.removesuffix("%")) / 100, 10) if one.endswith("%") else float(one),
        lambda one: datetime.strptime(one, "%Y-%m-%d"),  # noqa: DTZ007 - a sheet's days have no zone
        lambda one: datetime.strptime(one, "%Y-%m-%d %H:%M:%S"),  # noqa: DTZ007 - nor have its moments
    ):
        try:
            return read(text)
        except ValueError:
            continue
    return text


def test_a_workbook_comes_back_cell_for_cell(filled_store: Path, tmp_path: Path) -> None:
    program = filled(tmp_path, filled_store, [*FORMULAS, *MARKUP])
    program("export", "-o", str(tmp_path / "台账.xlsx"))
    other = filled(tmp_path, filled_store, TYPED)
    other("export", "-o", str(tmp_path / "另一本.xlsx"))
    saved = converted(tmp_path, tmp_path / "台账.xlsx", tmp_path / "另一本.xlsx")
    for name in ("台账.xlsx", "另一本.xlsx"):
        assert read_workbook(saved / name) == read_workbook(tmp_path / name)
        with warnings.catch_warnings(action="ignore", category=UserWarning):  # of bars, as LibreOffice saves them
            book = load_workbook(saved / name)
        assert not [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if is_formula(cell)]
        for sheet in book.worksheets:
            assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        for sheet in book.worksheets[1:]:  # the first is the overview
            assert sheet.print_title_rows == "$3:$3"
            assert str(sheet.auto_filter.ref).startswith("A3:")


def test_what_looks_like_an_escape_is_none(filled_store: Path, tmp_path: Path) -> None:
    """Of a file of LibreOffice's openpyxl reads such texts without their escape, so the file is looked into."""
    program = filled(tmp_path, filled_store, ["_x000D_", "_x0041_x0042_"])
    program("export", "-o", str(tmp_path / "台账.xlsx"))
    with ZipFile(converted(tmp_path, tmp_path / "台账.xlsx") / "台账.xlsx") as archive:
        texts = archive.read("xl/sharedStrings.xml").decode("utf-8")
    assert ">_x005F_x000D_<" in texts
    assert ">_x005F_x0041_x0042_<" in texts


def test_csv_comes_back_cell_for_cell(filled_store: Path, tmp_path: Path) -> None:
    program = filled(tmp_path, filled_store, FORMULAS)
    files = [tmp_path / f"{what}.csv" for what in TABLES]
    for what, path in zip(TABLES, files, strict=True):
        program("export", "--what", what, "-o", str(path))
    # Commas, double quotes, UTF-8, from the first line on: what its window asks a person who opens CSV.
    saved = converted(tmp_path, *files, options=("--infilter=Text - txt - csv (StarCalc):44,34,76,1",))
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            expected = [[typed(text) for text in row] for row in csv.reader(stream)]
        sheet = load_workbook(saved / path.with_suffix(".xlsx").name).worksheets[0]
        cells = list(sheet.iter_rows())
        assert not [cell for row in cells for cell in row if is_formula(cell)], path
        assert [[cell.value for cell in row] for row in cells] == expected, path


def test_a_formula_without_a_guard_would_run(filled_store: Path, tmp_path: Path) -> None:
    """The test above sees what runs: `--raw` is not for spreadsheets."""
    program = filled(tmp_path, filled_store, ["=1+1"])
    program("export", "--what", "activities", "--raw", "-o", str(tmp_path / "raw.csv"))
    saved = converted(tmp_path, tmp_path / "raw.csv", options=("--infilter=Text - txt - csv (StarCalc):44,34,76,1",))
    assert [
        cell for row in load_workbook(saved / "raw.xlsx").worksheets[0].iter_rows() for cell in row if is_formula(cell)
    ]
