"""`collect` on a terminal: its questions one by one."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import Program
from conversation import CTRL_C, talk
from filled_sheets import PARTS, fill, give_out, ledger, reports, saved

pytestmark = pytest.mark.slow  # each test is a process on a terminal


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def sheet(gongkai: Program) -> Path:
    """The sheet of 县司法局; two of its parts were marked after it was given out."""
    file = give_out(gongkai)
    gongkai("mark 3,5 --dept 县司法局 --percent 50 --note 电话报 --on 9月29日")
    said = {3: {"完成比例": 60}, 5: {"完成比例": 70}, 6: {"完成比例": 10}}
    return fill(file, said, "收回/司法局.xlsx")


def percents(gongkai: Program) -> dict[int, int]:
    """Return the percent of each reported part."""
    return {no: percent for no, (_, percent, _) in reports(gongkai).items()}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (("a", "k"), {3: 60, 5: 50, 6: 10}),
        (("采纳", "跳过"), {3: 60, 5: 50, 6: 10}),
        (("保留", "表"), {3: 50, 5: 70, 6: 10}),
        (("s", "s"), {3: 50, 5: 50, 6: 10}),
        (("A",), {3: 60, 5: 70, 6: 10}),
        (("K",), {3: 50, 5: 50, 6: 10}),
        (("k", "A"), {3: 50, 5: 70, 6: 10}),
        (("什么", "a", "k"), {3: 60, 5: 50, 6: 10}),
    ],
)
@pytest.mark.usefixtures("sheet")
def test_conflicts_are_asked_one_by_one(gongkai: Program, answers: tuple[str, ...], expected: dict[int, int]) -> None:
    found = talk("collect 收回", *answers)
    assert found.code == 0, found.screen
    assert percents(gongkai) == expected


@pytest.mark.usefixtures("sheet")
def test_a_question_shows_its_three_columns(gongkai: Program) -> None:
    lines = talk("collect 收回", "k", "k").screen.splitlines()
    assert lines[:6] == [
        "县司法局 3 加强重大政策宣传联动及落实结果评价（司法局.xlsx 报送表 第 4 行）",
        "  表上原来：未启动 0%",
        "  表里填的：60%",
        "  台账现在：推进中 50%　进展：电话报",
        "  台账在下发以后改过，与表不同",
        "  采纳 a，保留 k，跳过 s，全部采纳 A、全部保留 K，回车停下: k",
    ]
    assert percents(gongkai) == {3: 50, 5: 50, 6: 10}


@pytest.mark.parametrize("answers", [("",), ("a", "")])
@pytest.mark.usefixtures("sheet")
def test_enter_stops_and_the_open_questions_refuse(gongkai: Program, answers: tuple[str, ...]) -> None:
    found = talk("collect 收回", *answers)
    assert found.code == 1
    assert "要你定，未写入。" in found.screen
    assert percents(gongkai) == {3: 50, 5: 50}


@pytest.mark.usefixtures("sheet")
def test_ctrl_c_writes_nothing(gongkai: Program) -> None:
    assert talk("collect 收回", "a", CTRL_C).code == 130
    assert percents(gongkai) == {3: 50, 5: 50}


@pytest.mark.usefixtures("sheet")
def test_a_trial_asks_nothing(gongkai: Program) -> None:
    found = talk("collect 收回 --dry-run")
    assert (found.code, "仅为预览，未写入。" in found.screen) == (1, True)
    assert percents(gongkai) == {3: 50, 5: 50}


@pytest.mark.parametrize(("answer", "percent"), [("60", 60), ("100%", 100), ("1", 1)])
def test_a_percent_in_doubt_is_answered_with_a_number(gongkai: Program, answer: str, percent: int) -> None:
    fill(give_out(gongkai), {3: {"完成比例": 1}}, "收回/司法局.xlsx")
    found = talk("collect 收回", answer)
    assert "  写 0 到 100 的数，采纳 a，保留 k，跳过 s，回车停下: " in found.screen
    assert percents(gongkai) == {3: percent}


def test_the_unit_of_a_file_is_answered(gongkai: Program) -> None:
    file = fill(give_out(gongkai), {3: {"完成比例": 60}}, "收回/司法局.xlsx")
    workbook = load_workbook(file)
    cell = workbook[PARTS]["B2"]
    cell.value = str(cell.value).replace("县司法局", "县财政局")
    saved(workbook, str(file))
    found = talk("collect 收回", "审计局", "财政局")
    question = "  是哪个单位的？（县司法局、县财政局，或写别的单位；s 不收这个文件，回车停下）: "
    assert found.screen.count(question) == 2
    assert list(reports(gongkai, "县财政局")) == [3]


def test_a_file_may_be_left_out(gongkai: Program) -> None:
    file = fill(give_out(gongkai), {3: {"完成比例": 60}}, "收回/司法局.xlsx")
    Path("收回/坏.xlsx").write_bytes(file.read_bytes()[:500])
    found = talk("collect 收回", "s")
    assert (found.code, "  s 不收这个文件，回车停下: " in found.screen) == (0, True)
    assert percents(gongkai) == {3: 60}


def test_of_two_files_with_one_part_one_is_left_out(gongkai: Program) -> None:
    file = give_out(gongkai)
    fill(file, {3: {"完成比例": 60}}, "收回/1.xlsx")
    fill(file, {3: {"完成比例": 70}}, "收回/2.xlsx")
    found = talk("collect 收回", "s")
    assert (found.code, percents(gongkai)) == (0, {3: 70})


def test_a_row_of_no_unit_is_left(gongkai: Program) -> None:
    file = fill(give_out(gongkai), {3: {"完成比例": 60}}, "收回/司法局.xlsx")
    workbook = load_workbook(file)
    workbook[PARTS]["C4"].value = "建立重大行政决策主动听取意见机制"
    saved(workbook, str(file))
    before = ledger(gongkai)
    found = talk("collect 收回", "a", "k")  # there is nothing to adopt, so it is asked again
    assert found.code == 0
    assert found.screen.count("说不准是哪一项") >= 2
    assert ledger(gongkai) == before
