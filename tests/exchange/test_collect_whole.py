"""Whatever happens to a sheet on its way: the ledger holds what was filled in, or it is asked; never anything else."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from conftest import Program, run
from filled_sheets import HEADING_ROW, PARTS, Value, fill, give_out, part, reports
from gongkai_cli.domain.reporting.sheets import part_key

pytestmark = pytest.mark.slow

UNIT = "县司法局"
PERCENTS: dict[int, list[Value]] = {
    0: ["0", "0%", 0],
    1: ["1%", 0.01],
    20: ["20", "两成", "百分之二十", 0.2],
    45: ["45%", "四成半", "完成45%", "约45%左右", 45],
    60: ["60", "６０％", "六成", "0.6", 60, "百分之六十"],
    100: ["100", "100%", "已完成", "百分之百", 100],
}
"""Percent → its spellings."""

DOUBTFUL: list[Value] = [1, "1", "六七成", "60-70", "差不多", "还差40%", "5 6", 130]
"""Spellings that only a person can settle."""

NOTES = ["已开会", "已部署；又走访", "无违规", "60%的单位已报"]
CARRIERS = ["property", "name", "hidden sheet", "line", "key column", "sheet names"]


@pytest.fixture(scope="module")
def given_out(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store and the sheet of one unit, made once."""
    folder = tmp_path_factory.mktemp("given-out")
    store = folder / "gongkai.db"
    shutil.copy(filled_store, store)
    file = give_out(
        lambda *words: run((*words, "--db", str(store), "--as-of", "2024-10-08")), UNIT, folder=str(folder / "报送表")
    )
    shutil.copy(file, folder / "sheet.xlsx")
    return folder


Filled = Mapping[int, tuple[int | None, str | None, Value]]
"""Number of a task → percent, 进展, and the spelling of the percent; a percent of None is in doubt."""


@st.composite
def filled(draw: st.DrawFn) -> Filled:
    """Draw what a unit fills in."""
    found: dict[int, tuple[int | None, str | None, Value]] = {}
    for no in draw(st.lists(st.sampled_from((3, 5, 6, 7, 8)), min_size=1, max_size=4, unique=True)):
        note = draw(st.sampled_from([None, *NOTES]))
        percent = draw(st.sampled_from([*PERCENTS, None]))
        spellings: list[Value] = DOUBTFUL if percent is None else PERCENTS[percent]
        spelling = draw(st.sampled_from(spellings))
        found[no] = (percent, note, spelling)
    return found


def without(workbook: Workbook, carriers: set[str]) -> None:
    """Take carriers of the identity out of a workbook."""
    page = workbook[PARTS]
    if "property" in carriers:
        workbook.custom_doc_props.props.clear()  # type: ignore[attr-defined] # the stubs of the library lack them
    if "name" in carriers:
        del workbook.defined_names["gongkai_sheet"]
    if "hidden sheet" in carriers:
        del workbook["_gongkai"]
    if "line" in carriers:
        page["B2"].value = None
    if "key column" in carriers:
        for row in range(HEADING_ROW, page.max_row + 1):
            page.cell(row, 1).value = None
    if "sheet names" in carriers:
        page.title = "Sheet1"


def shuffled(workbook: Workbook, rows: list[int], columns: list[int]) -> Workbook:
    """Return a workbook with rows and columns of its first page in another order.

    Args:
        workbook: the workbook.
        rows: the rows below the headings, in their new order.
        columns: all columns, in their new order.
    """
    page = workbook.worksheets[0]
    head = [[cell.value for cell in row] for row in page.iter_rows(max_row=HEADING_ROW - 1)]
    body = [[page.cell(row, column).value for column in columns] for row in (HEADING_ROW, *rows)]
    page.merged_cells.ranges.clear()
    page.delete_rows(1, page.max_row)
    for values in (*head, *body):
        page.append(values)
    assert isinstance(page, Worksheet)
    return workbook


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    said=filled(),
    carriers=st.sets(st.sampled_from(CARRIERS)),
    rows=st.permutations(range(HEADING_ROW + 1, HEADING_ROW + 10)),
    columns=st.permutations(range(1, 14)),
)
def test_what_was_filled_in_is_what_is_taken_or_it_is_asked(
    gongkai: Program,
    given_out: Path,
    store: Path,
    said: Filled,
    carriers: set[str],
    rows: list[int],
    columns: list[int],
) -> None:
    shutil.copy(given_out / "gongkai.db", store)
    returned = store.parent / "收回"
    cells = {no: {"完成比例": spelling, "进展情况": note} for no, (_, note, spelling) in said.items()}
    file = fill(given_out / "sheet.xlsx", cells, str(returned / "表.xlsx"))
    workbook = load_workbook(file)
    without(workbook, carriers)
    shuffled(workbook, rows, columns).save(file)
    answer = gongkai("collect", str(returned))
    written = {no: (percent, note) for no, (_, percent, note) in reports(gongkai).items()}
    is_doubtful = any(percent is None for percent, _, _ in said.values())
    is_nameless = {"property", "name", "hidden sheet", "line"} <= carriers
    if is_doubtful or is_nameless:
        assert (answer.code, written) == (1, {})
    else:
        assert (answer.code, written) == (0, {no: (percent, note) for no, (percent, note, _) in said.items()})
    # With the answers, all of it is there.
    answers = [f"--answer={key_of(gongkai, no)}=33" for no, one in said.items() if one[0] is None]
    options = ["--period", "9月", "--dept", UNIT] if is_nameless else []
    answer = gongkai("collect", str(returned), *options, *answers)
    assert answer.code == 0, answer.err
    written = {no: (percent, note) for no, (_, percent, note) in reports(gongkai).items()}
    assert written == {no: (33 if percent is None else percent, note) for no, (percent, note, _) in said.items()}


def key_of(gongkai: Program, no: int) -> str:
    """Return the key that an answer about a task needs."""
    return part_key("shicheng-2024", UNIT, no, str(part(gongkai, no)["title"]))
