"""Which files are read, and whose sheet of which plan, store and edition each is."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from conftest import Answer, Program
from filled_sheets import PARTS, collected, fill, give_out, ledger, reports, reviewed, rows_in, saved

pytestmark = pytest.mark.slow  # many cases

BROKEN = "不是完好的表格文件，未读取。请用 Excel 或 WPS 打开它，另存为 .xlsx，再试一次"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def sheet(gongkai: Program) -> Path:
    """The sheet of 县司法局, filled in."""
    return fill(give_out(gongkai), {3: {"完成比例": 60}}, "收回/司法局.xlsx")


def states(gongkai: Program, *words: str) -> dict[str, str]:
    """Return file → its state in words."""
    return {file["file"]: file["state"] for file in reviewed(gongkai, *words)["files"]}


def refused(answer: Answer, code: int, *lines: str) -> None:
    """Check the code and the first lines of a refusal."""
    assert (answer.code, answer.err.splitlines()[: len(lines)]) == (code, list(lines))


# Files, folders, archives


def test_a_folder_in_a_folder_is_read_and_traces_of_programs_are_not(gongkai: Program, sheet: Path) -> None:
    fill(sheet, {5: {"完成比例": 10}}, "收回/第二批/县直/司法局.xlsx")
    for name in ("~$司法局.xlsx", ".~lock.司法局.xlsx#", "Thumbs.db", "desktop.ini", ".DS_Store"):
        Path("收回", name).write_bytes(b"x")
    assert states(gongkai, "收回") == {"司法局.xlsx": "将并入", "第二批/县直/司法局.xlsx": "将并入"}


def test_an_archive_is_read_with_names_in_gbk_too(gongkai: Program, sheet: Path) -> None:
    data = sheet.read_bytes()
    with zipfile.ZipFile("收回.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("甲/司法局.xlsx"), data)
        archive.write("报送表/分发清单.xlsx", "分发清单.xlsx")
        archive.writestr("__MACOSX/._司法局.xlsx", b"x")
    assert states(gongkai, "收回.zip") == {
        "收回.zip/甲/司法局.xlsx": "将并入",
        "收回.zip/分发清单.xlsx": "分发清单，不用收",
    }
    # Chinese Windows writes a name in GBK, without the flag that it is UTF-8.
    with zipfile.ZipFile("二.zip", "w") as archive:
        archive.writestr("SIFAJU.xlsx", data)
    name = "司法局".encode("gbk")
    packed = Path("二.zip").read_bytes().replace(b"SIFAJU", name)
    Path("二.zip").write_bytes(packed)
    assert states(gongkai, "二.zip") == {"二.zip/司法局.xlsx": "将并入"}
    collected(gongkai, "二.zip")
    assert reports(gongkai) == {3: ("2024-09-30", 60, None)}


def test_an_archive_in_an_archive_is_refused(gongkai: Program, sheet: Path) -> None:
    with zipfile.ZipFile("内.zip", "w") as archive:
        archive.write(sheet, "司法局.xlsx")
    with zipfile.ZipFile("外.zip", "w") as archive:
        archive.write("内.zip", "内.zip")
    refused(gongkai("collect 外.zip"), 3, "外.zip/内.zip：压缩包里还有压缩包，未读取。请先解压，再收。")


def test_the_name_of_a_file_is_never_believed(gongkai: Program, sheet: Path) -> None:
    sheet.rename("收回/琴江镇 8月.xls")
    collected(gongkai, "收回")
    assert reports(gongkai) == {3: ("2024-09-30", 60, None)}
    assert reports(gongkai, "琴江镇") == {}


def test_the_same_file_under_two_names_is_read_once(gongkai: Program, sheet: Path) -> None:
    Path("收回/又一份.xlsx").write_bytes(sheet.read_bytes())
    assert states(gongkai, "收回") == {"又一份.xlsx": "将并入", "司法局.xlsx": "与“又一份.xlsx”相同"}
    answer = collected(gongkai, "收回")
    assert answer.err.splitlines()[0] == "已并入 1 个文件 1 项，记入台账第 3 号。"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("没有", "没有文件“{here}/没有”。请核对文件名，再运行一次。"),
        ("空", "这里没有文件可收。请写收回来的文件，或放它们的文件夹。"),
        ("收回 --skip *.xlsx", "这里没有文件可收。请写收回来的文件，或放它们的文件夹。"),
    ],
)
@pytest.mark.usefixtures("sheet")
def test_no_file_is_not_found(gongkai: Program, words: str, message: str) -> None:
    Path("空").mkdir()
    assert gongkai("collect", *words.split()) == Answer(4, "", message.format(here=Path.cwd()) + "\n")


def test_no_path_is_a_usage_error(gongkai: Program) -> None:
    assert gongkai("collect") == Answer(2, "", "缺少参数 文件。用 gongkai collect --help 查看用法。\n")


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        ("--period 秋天", 2, "无法识别时段“秋天”。请写成 10月8日、本周、10月、第三季度、上半年或 9月1日-9月30日。"),
        ("--dept 审计局", 4, "没有单位“审计局”。用 gongkai depts 查看全部单位。"),
        ("--only 审计局", 4, "没有单位“审计局”。用 gongkai depts 查看全部单位。"),
    ],
)
@pytest.mark.usefixtures("sheet")
def test_an_option_that_names_nothing(gongkai: Program, options: str, code: int, message: str) -> None:
    assert gongkai(f"collect 收回 {options}") == Answer(code, "", f"{message}\n")


def test_a_file_that_cannot_be_read_stops_all_until_it_is_left_out(gongkai: Program, sheet: Path) -> None:
    Path("收回/附件.xlsx").write_bytes(sheet.read_bytes()[:500])
    answer = gongkai("collect 收回")
    refused(answer, 3, f"附件.xlsx：{BROKEN}。", "未写入。请改好后再来，或加上 --skip 文件名 不收它。")
    assert len(ledger(gongkai)) == 2
    collected(gongkai, "收回", "--skip", "附件.xlsx")
    assert list(reports(gongkai)) == [3]


# The unit


def other_unit_in_the_head(sheet: Path, unit: str) -> None:
    """Write another unit into the line with the 表号."""
    workbook = load_workbook(sheet)
    cell = workbook[PARTS]["B2"]
    cell.value = str(cell.value).replace("县司法局", unit)
    saved(workbook, str(sheet))


def test_a_sheet_that_another_unit_filled_in_is_asked(gongkai: Program, sheet: Path) -> None:
    other_unit_in_the_head(sheet, "县财政局")
    what = "表是发给县司法局的，填报单位写的是县财政局，说不准是谁填的"
    answers = "--answer '司法局.xlsx=县司法局'（也可以是 县财政局） 或 --skip 司法局.xlsx"
    refused(gongkai("collect 收回"), 1, f"司法局.xlsx：{what}。回答：{answers}。")
    answer = gongkai("collect 收回 --answer 司法局.xlsx=县审计局")
    assert (answer.code, answer.out) == (4, "")
    assert answer.err.startswith("没有单位“县审计局”。")
    assert len(ledger(gongkai)) == 2


@pytest.mark.parametrize(
    ("options", "unit"),
    [
        ("--answer 司法局.xlsx=县财政局", "县财政局"),
        ("--answer 司法局.xlsx=财政局", "县财政局"),
        ("--answer 司法局.xlsx=县司法局", "县司法局"),
        ("--dept 财政局", "县财政局"),
    ],
)
def test_the_unit_of_a_sheet_is_answered(gongkai: Program, sheet: Path, options: str, unit: str) -> None:
    other_unit_in_the_head(sheet, "县财政局")
    collected(gongkai, "收回", *options.split())
    assert {name for name in ("县司法局", "县财政局") if reports(gongkai, name)} == {unit}
    before = ledger(gongkai)
    collected(gongkai, "收回")  # the answer is kept with the bytes
    assert ledger(gongkai) == before


def test_a_unit_in_the_head_under_its_alias_is_the_unit(gongkai: Program) -> None:
    sheet = fill(give_out(gongkai, "县财政局"), {3: {"完成比例": 60}}, "收回/财政.xlsx")
    workbook = load_workbook(sheet)
    cell = workbook[PARTS]["B2"]
    cell.value = str(cell.value).replace("县财政局", "财政局")
    saved(workbook, str(sheet))
    collected(gongkai, "收回")
    assert list(reports(gongkai, "县财政局")) == [3]


def test_two_numbers_on_a_sheet_are_asked(gongkai: Program, sheet: Path) -> None:
    other = give_out(gongkai, "琴江镇")
    mine, its = (load_workbook(file)["_gongkai"]["A1"].value.rpartition("|")[2] for file in (sheet, other))
    workbook = load_workbook(sheet)
    cell = workbook[PARTS]["B2"]
    cell.value = str(cell.value).replace(mine, its)
    saved(workbook, str(sheet))
    what = f"有两个表号：{mine}、{its}，说不准是哪一份。请核对，或重发一份"
    refused(gongkai("collect 收回"), 1, f"司法局.xlsx：{what}。回答：--skip 司法局.xlsx。")


# Another plan, another store


def load(gongkai: Program, tasks: list[dict[str, Any]], units: list[Any]) -> None:
    """Load a made-up plan with these tasks and units."""
    plan = {
        "plan": {"key": "demo-2024", "title": "要点", "year": 2024, "issued_on": "2024-05-26"},
        "units": [{"kind": "县政府部门", **({"name": one} if isinstance(one, str) else one)} for one in units],
        "tasks": tasks,
    }
    Path("plan.yaml").write_text(yaml.safe_dump(plan, allow_unicode=True, sort_keys=False), encoding="utf-8")
    answer = gongkai("load plan.yaml --yes")
    assert answer.code == 0, answer.err


def test_the_sheet_of_another_plan_is_refused_with_its_key(gongkai: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    load(gongkai, [{"no": 1, "title": "公开政策", "responsible": ["县司法局"]}], ["县司法局"])
    monkeypatch.setenv("GONGKAI_PLAN", "demo-2024")
    fill(give_out(gongkai), {1: {"完成比例": 60}}, "收回/司法局.xlsx")
    monkeypatch.setenv("GONGKAI_PLAN", "shicheng-2024")
    what = "是另一个工作要点（demo-2024）的表，未读取。请另用 gongkai --plan demo-2024 collect 收它"
    refused(gongkai("collect 收回"), 1, f"司法局.xlsx：{what}。回答：--skip 司法局.xlsx。")
    collected(gongkai, "收回", "--plan", "demo-2024")
    monkeypatch.setenv("GONGKAI_PLAN", "demo-2024")
    assert reports(gongkai) == {1: ("2024-09-30", 60, None)}


def test_a_bare_number_is_the_one_that_was_printed(gongkai: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    first = {"title": "公开政策", "responsible": ["县司法局"]}
    second = {"title": "解读问答", "responsible": ["县司法局"]}
    load(gongkai, [{"no": 1, **first}, {"no": 2, **second}], ["县司法局"])
    monkeypatch.setenv("GONGKAI_PLAN", "demo-2024")
    workbook = load_workbook(give_out(gongkai))
    page = workbook["报送表"]
    for row in (4, 5):
        page.cell(row, 1).value = page.cell(row, 3).value = None  # 识别码, 任务
    page.cell(4, 12).value = 60
    saved(workbook, "收回/司法局.xlsx")
    load(gongkai, [{"no": 1, **second}, {"no": 2, **first}], ["县司法局"])
    collected(gongkai, "收回")
    assert reports(gongkai) == {2: ("2024-09-30", 60, None)}


def test_the_sheet_of_another_store_is_read_as_a_table(
    gongkai: Program, sheet: Path, filled_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sheet.exists()
    other = tmp_path / "other.db"
    other.write_bytes(filled_store.read_bytes())
    monkeypatch.setenv("GONGKAI_DB", str(other))
    gongkai("mark 3 --dept 县司法局 --percent 50 --on 9月20日")
    (line,) = reviewed(gongkai, "收回")["lines"]
    assert (line["verdict"], line["why"]) == ("asked", "台账里这个时段已有别的报告，与表不同")
    collected(gongkai, "收回", "--prefer", "表")
    assert reports(gongkai) == {3: ("2024-09-30", 60, None)}
    assert gongkai("undo 3").code == 0


def test_a_number_that_another_store_gave_to_another_unit_is_asked(
    gongkai: Program, sheet: Path, filled_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sheet.exists()
    other = tmp_path / "other.db"
    other.write_bytes(filled_store.read_bytes())
    monkeypatch.setenv("GONGKAI_DB", str(other))
    give_out(gongkai, "琴江镇", folder="另一处")
    answer = gongkai("collect 收回")
    assert answer.err.startswith("司法局.xlsx：表是发给琴江镇的，填报单位写的是县司法局，说不准是谁填的。")
    collected(gongkai, "收回", "--answer", "司法局.xlsx=县司法局")
    assert list(reports(gongkai)) == [3]


# Another edition meanwhile


@pytest.fixture
def made_up(gongkai: Program, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A returned sheet of a plan with two tasks."""
    load(
        gongkai,
        [
            {"no": 1, "title": "公开政策", "responsible": ["县司法局", "县教育局"]},
            {"no": 2, "title": "解读文件", "responsible": ["县司法局"]},
        ],
        ["县司法局", "县教育局"],
    )
    monkeypatch.setenv("GONGKAI_PLAN", "demo-2024")
    said = {1: {"完成比例": 10}, 2: {"完成比例": 20}}
    return fill(give_out(gongkai, period="10月"), said, "收回/司法局.xlsx")


@pytest.mark.usefixtures("made_up")
def test_a_task_with_another_number_keeps_its_row(gongkai: Program) -> None:
    tasks = [
        {"no": 1, "title": "解读文件", "responsible": ["县司法局"]},
        {"no": 2, "title": "公开政策", "responsible": ["县司法局", "县教育局"]},
    ]
    load(gongkai, tasks, ["县司法局", "县教育局"])
    collected(gongkai, "收回")
    percents = {row["title"]: row["percent"] for row in rows_in(gongkai, "tasks --dept 县司法局")}
    assert percents == {"公开政策": 10, "解读文件": 20}


@pytest.mark.usefixtures("made_up")
def test_a_task_that_is_gone_is_listed_and_not_merged(gongkai: Program) -> None:
    load(gongkai, [{"no": 1, "title": "公开政策", "responsible": ["县司法局"]}], ["县司法局", "县教育局"])
    found = [(line["no"], line["verdict"], line["why"]) for line in reviewed(gongkai, "收回")["lines"]]
    assert found[0] == (1, "taken", None)
    assert (found[1][0], found[1][1]) == (2, "left")
    assert str(found[1][2]).endswith("的任务已调出要点")
    collected(gongkai, "收回")
    assert {no: percent for no, (_, percent, _) in reports(gongkai).items()} == {1: 10}


@pytest.mark.usefixtures("made_up")
def test_a_unit_that_is_gone_has_no_row_left(gongkai: Program) -> None:
    tasks = [{"no": 1, "title": "公开政策", "responsible": ["县教育局"]}]
    load(gongkai, tasks, ["县教育局"])
    verdicts = [(line["no"], line["verdict"]) for line in reviewed(gongkai, "收回")["lines"]]
    assert verdicts == [(1, "left"), (2, "left")]
    before = ledger(gongkai)
    collected(gongkai, "收回")
    assert ledger(gongkai) == before


@pytest.mark.usefixtures("made_up")
def test_a_unit_under_a_new_name_keeps_its_sheet(gongkai: Program) -> None:
    tasks = [
        {"no": 1, "title": "公开政策", "responsible": ["县法治局", "县教育局"]},
        {"no": 2, "title": "解读文件", "responsible": ["县法治局"]},
    ]
    load(gongkai, tasks, [{"name": "县法治局", "aliases": ["县司法局"]}, "县教育局"])
    collected(gongkai, "收回")
    found = json.loads(gongkai("tasks --dept 县法治局 --format json").out)
    assert [row["percent"] for row in found] == [10, 20]
