"""Plan workbooks: what `check` and `load` accept, and every problem with its sheet and cell."""

import io
import json
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from itertools import count
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from conftest import ROOT, Program
from gongkai_cli.errors import PlanFileError
from gongkai_cli.planfile.reading import read
from gongkai_cli.planfile.workbook.columns import PLAN, TASKS
from gongkai_cli.planfile.workbook.writing import write_workbook
from gongkai_cli.store.plans.stored import newest_edition
from gongkai_cli.store.sqlite.store_file import StoreFile
from plan_texts import SOUND

SOUND_ANSWER = "计划.xlsx：没有问题。演示县2024年工作要点，单位 3 个、任务 2 项、活动 1 项\n"
OFFICE = shutil.which("soffice")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

SHEET_NAMES = "工作要点、单位表、集体称谓、任务表、活动表"
TASK_HEADINGS = "、".join(column.heading for column in TASKS.columns)
PLAN_LABELS = "、".join(column.heading for column in PLAN.columns)
RHYTHMS = "每月（monthly）、每季度（quarterly）、每半年（half_yearly）、每年（yearly）"
SAVE_AS = "请用 Excel 或 WPS 打开它，另存为 .xlsx"

Edit = Callable[[Workbook], object]
"""Changes a workbook as a clerk does."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the workbooks are in and the program runs in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def plan(folder: Path) -> Path:
    """The sound plan as a workbook."""
    yaml = folder / "plan.yaml"
    yaml.write_text(SOUND, encoding="utf-8")
    path = folder / "计划.xlsx"
    write_workbook(read(yaml), path)
    return path


def edited(path: Path, edit: Edit) -> None:
    """Open a workbook, change it and save it under its name."""
    workbook = load_workbook(path)
    edit(workbook)
    workbook.save(path)


def setting(sheet: str, **cells: str | float | datetime | None) -> Edit:
    """Return an edit that types into cells of one sheet."""

    def edit(workbook: Workbook) -> None:
        for place, value in cells.items():
            workbook[sheet][place] = value

    return edit


def refusal(gongkai: Program, path: Path) -> list[str]:
    """Return the lines that `check` says against a file; `load` says the same, and leaves the store as it was."""
    before = Path("gongkai.db").read_bytes()
    answer = gongkai("check", path.name)
    assert (answer.code, answer.out) == (3, "")
    assert gongkai("load", path.name) == answer
    assert Path("gongkai.db").read_bytes() == before
    return answer.err.splitlines()


def test_the_bundled_plan_as_a_workbook_changes_nothing(gongkai: Program, store: Path) -> None:
    with StoreFile(store).reading() as connection:
        edition = newest_edition(connection, "shicheng-2024")
    assert edition is not None
    write_workbook(edition.document, Path("计划.xlsx"))
    counts = "单位 40 个、任务 12 项、活动 28 项"
    assert gongkai("check 计划.xlsx").out == f"计划.xlsx：没有问题。石城县2024年政务公开工作要点，{counts}\n"
    before = store.read_bytes()
    answer = gongkai("load 计划.xlsx")
    assert (answer.code, answer.out) == (0, "石城县2024年政务公开工作要点（shicheng-2024）：没有变化\n")
    assert store.read_bytes() == before
    assert read(Path("计划.xlsx")) == read(ROOT / "data" / "seed_2024.yaml")


def test_a_workbook_loads_as_its_yaml_does(gongkai: Program, plan: Path) -> None:
    assert gongkai("check 计划.xlsx").out == SOUND_ANSWER
    assert gongkai("load 计划.xlsx").code == 0
    assert gongkai("load plan.yaml").out == "演示县2024年工作要点（demo-2024）：没有变化\n"
    edited(plan, setting("任务表", C4="一、公开", J4="每月发布"))
    assert gongkai("load 计划.xlsx").code == 0
    shown = json.loads(gongkai("--plan", "demo-2024", "show", "1", "--format", "json").out)
    assert [measure["text"] for measure in shown["measures"]] == ["每月发布"]


@pytest.mark.parametrize("name", ["计划.yaml", "计划.xls", "计划"])
def test_a_workbook_is_recognized_by_its_bytes(gongkai: Program, plan: Path, name: str) -> None:
    plan.rename(name)
    assert gongkai("check", name).out == SOUND_ANSWER.replace("计划.xlsx", name)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (
            setting("任务表", E5="县司法", F5=None),
            "任务表!E5: 任务 2 lead 第 1 项：“县司法”没有登记。您是不是要找：县司法局？请改正，或在 units 里登记。",
        ),
        (setting("任务表", A5=1), "任务表!A5: 任务 1 no：任务 1 的序号与第 1 个任务重复，请改正其中一个。"),
        (setting("任务表", A5=2.5), "任务表!A5: 任务 2.5 no：“2.5”不是整数，请改正。"),
        (setting("任务表", D5=None), "任务表!A5: 任务 2：缺少 title，请补上。"),
        (setting("任务表", D5="甲\n乙"), "任务表!D5: 任务 2 title：这一格有 2 行，请改成一行。"),
        (
            setting("任务表", H4="县政府办"),
            "任务表!H4: 任务 1 others：有一行没有写成“分工：单位”，请写成“指导：县政府办”这样，一行一种。",
        ),
        (
            setting("任务表", L4="每季", J4="发布"),
            "任务表!L4: 任务 1 measures 第 1 项 rhythm：无法识别的频次“每季”。可以用：" + RHYTHMS + "，请改正。",
        ),
        (
            setting("任务表", J4="甲\n乙", K4="100%"),
            "任务表!J4: 任务 1 measures 第 1 项：这一格写了 2 条举措，不知道指标、频次、时限归哪一条，请一行一条。",
        ),
        (setting("任务表", D5="=甲"), "任务表!D5: 任务 2 title：这一格是公式，还没有结果，请把公式换成它的值。"),
        (
            setting("任务表", D5='=DISPIMG("ID_1",1)'),
            "任务表!D5: 任务 2 title：这一格贴了图片，图片不读，请改成文字。",
        ),
        (setting("任务表", D5="#REF!"), "任务表!D5: 任务 2 title：这一格是错误值 #REF!，请改成内容。"),
        (
            setting("任务表", B5=datetime(2024, 1, 2)),  # noqa: DTZ001 - a cell has no zone
            "任务表!B5: 任务 2 printed：这一格是日期或时刻 2024-01-02，不是文字，请把单元格格式改成“文本”，再写一遍。",
        ),
        (
            setting("任务表", N3="备注", N5="急"),
            f"任务表!N3: 任务 备注：无法识别的列“备注”。这里可用：{TASK_HEADINGS}。",
        ),
        (
            setting("单位表", F3="类 型", F5="部门"),
            "单位表!F3: 单位 类 型：无法识别的列“类 型”。这里可用：单位名称、类别、别名、联系人、电话。",
        ),
        (
            setting("任务表", O5="急"),
            "任务表!O5: 任务 第 15 列：这一列有内容，却没有标题，请写上标题，或删去内容。",
        ),
        (setting("任务表", B3="任务名称"), "任务表!D3: 任务：“任务 *”写了两次，请只留一次。"),
        (
            lambda book: book["单位表"].merge_cells("B4:B5"),
            "单位表!B4: 单位 B4:B5：几格合并成了一格，请取消合并，每一格都填上。",
        ),
        (
            lambda book: book["任务表"].merge_cells("F4:F5"),
            "任务表!F4: 任务 F4:F5：几格合并成了一格，请取消合并，每一格都填上。",
        ),
        (
            lambda book: book["任务表"].merge_cells("D4:E4"),
            "任务表!D4: 任务 D4:E4：几格合并成了一格，请取消合并，每一格都填上。",
        ),
        (
            setting("工作要点", B6=2024.5),
            "工作要点!B6: 工作要点 year：“2024.5”不是整数，请改正。",
        ),
        (
            setting("工作要点", A17="主送", B17="各乡镇"),
            f"工作要点!A17: 工作要点 主送：无法识别的项目“主送”。这里可用：{PLAN_LABELS}。",
        ),
        (lambda book: book.remove(book["任务表"]), "工作要点!A1: 任务：没有“任务表”这张工作表，请补上。"),
        (
            lambda book: book["任务表"].delete_rows(1, 3),
            f"任务表!A1: 任务：前几行里没有找到标题行，标题是：{TASK_HEADINGS}。",
        ),
        (
            lambda book: book.create_sheet("草稿").append(["甲"]),
            f"草稿!A1: 草稿：无法识别的工作表“草稿”。请改名为 {SHEET_NAMES} 中的一个；若是别的内容，请移到另一个文件。",
        ),
        (
            lambda book: book.create_sheet("活动").append(["甲"]),
            "活动!A1: 活动：工作表“活动”和“活动表”是同一种表，请合成一张。",
        ),
    ],
)
def test_a_problem_names_its_sheet_and_cell(gongkai: Program, plan: Path, edit: Edit, said: str) -> None:
    edited(plan, edit)
    assert refusal(gongkai, plan) == [f"计划.xlsx: {said}"]


def test_all_problems_are_told_at_once_in_the_order_of_the_sheets(gongkai: Program, plan: Path) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["活动表"]["B4"] = 13
        workbook["任务表"]["D5"] = "=A1"
        workbook["任务表"]["F4"] = "县政府各部门、各乡"
        workbook["单位表"]["B5"] = None

    edited(plan, edit)
    places = [line.split(": ")[1] for line in refusal(gongkai, plan)]
    assert places == ["单位表!A5", "任务表!F4", "任务表!D5", "活动表!B4"]


def own_workbook(path: Path) -> None:
    """Write a workbook as an office has it: other names of sheets and columns, in another order, with blank rows."""
    workbook = Workbook()
    header = workbook.active
    assert header is not None
    header.title = "要点"
    rows: list[list[str | float | date | None]]
    rows = [
        ["演示县"],
        ["项目", "内容"],
        ["印发日期", date(2024, 6, 1)],
        ["年度", "２０２４年"],
        [],
        ["标识", "demo-2024"],
        ["标题", "演示县2024年工作要点"],
    ]
    for row in rows:
        header.append(row)
    units = workbook.create_sheet("Sheet2")
    rows = [["类别", "单位"], ["县政府部门", "县政府办"], [None, " "], ["县政府部门", "县司法局"]]
    for row in rows:
        units.append(row)
    tasks = workbook.create_sheet("任务分解表")
    rows = [
        ["演示县任务分解表"],
        [],
        ["工作任务（标题）", "序号", "具体举措", "责任部门", "完成时间", "lead"],
        ["公开政策", "1", "甲\n乙", "县司法局", date(2024, 9, 30), "县政府办"],
        [None, None, "丙"],
        ["解读政策", 2.0, None, "县政府办、县司法局", "2024/10/31", None],
    ]
    for row in rows:
        tasks.append(row)
    tasks.merge_cells("A4:A5")
    activities = workbook.create_sheet("活动安排表")
    rows = [["月份", "主题", "主办单位", "编号"], ["7月", "普法宣传", "县司法局", 1]]
    for row in rows:
        activities.append(row)
    workbook.create_sheet("填表说明").append(["随便写"])
    workbook.create_sheet("选项").append(["每月"])
    workbook["选项"].sheet_state = "hidden"
    workbook.save(path)


def test_an_offices_own_workbook_is_read_by_its_headings(gongkai: Program, folder: Path) -> None:
    own_workbook(folder / "计划.xlsx")
    assert gongkai("check 计划.xlsx").out == SOUND_ANSWER.replace("单位 3 个", "单位 2 个")
    plan = read(Path("计划.xlsx"))
    first, second = plan.tasks
    assert [measure.text for measure in first.measures] == ["甲", "乙", "丙"]
    assert (first.lead, first.responsible, first.due) == (("县政府办",), ("县司法局",), date(2024, 9, 30))
    assert (second.no, second.responsible, second.due) == (2, ("县政府办", "县司法局"), date(2024, 10, 31))
    assert (plan.activities[0].month, plan.plan.issued_on) == (7, date(2024, 6, 1))


def test_several_organizers_stand_in_one_cell(gongkai: Program, plan: Path) -> None:
    edited(plan, setting("活动表", G4="县司法局、琴江镇"))
    assert gongkai("check 计划.xlsx").code == 0
    (activity,) = read(plan).activities
    assert activity.organizers == ("县司法局", "琴江镇")
    edited(plan, setting("活动表", G4="县司法局、琴江"))
    (line,) = refusal(gongkai, plan)
    assert line.startswith("计划.xlsx: 活动表!G4: 活动 1 organizers 第 2 项：“琴江”没有登记。")


def test_a_measure_above_all_tasks_is_told(gongkai: Program, plan: Path) -> None:
    def edit(workbook: Workbook) -> None:
        workbook["任务表"].insert_rows(4)
        workbook["任务表"]["J4"] = "发布"

    edited(plan, edit)
    said = "任务表!J4: 任务 举措：这一行只有举措，上面却没有任务，请写上任务的序号和标题。"
    assert refusal(gongkai, plan) == [f"计划.xlsx: {said}"]


def test_a_heading_of_an_earlier_version_is_understood(plan: Path) -> None:
    edited(plan, setting("任务表", J4="每月发布", L4="每月"))
    new = read(plan)
    assert load_workbook(plan)["任务表"]["L3"].value == "频次"
    edited(plan, setting("任务表", L3="周期"))
    assert read(plan) == new


def test_a_formula_with_a_result_counts_as_its_result(gongkai: Program, plan: Path) -> None:
    """Excel and WPS keep the result beside the formula."""
    edited(plan, setting("任务表", D5="=A1"))
    content = Path("计划.xlsx").read_bytes()
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            part = part.replace(b'<c r="D5" s="', b'<c r="D5" t="str" s="') if b"<f>A1</f>" in part else part
            part = re.sub(b"<f>A1</f>(<v />|<v></v>)", "<f>A1</f><v>解读政策</v>".encode(), part)
            new.writestr(name, part)
    plan.write_bytes(stream.getvalue())
    assert gongkai("check 计划.xlsx").out == SOUND_ANSWER
    assert read(plan).tasks[1].title == "解读政策"


def test_a_stray_style_in_the_last_row_costs_nothing(gongkai: Program, plan: Path) -> None:
    edited(plan, setting("任务表", XFD1048576=" "))
    assert gongkai("check 计划.xlsx").out == SOUND_ANSWER


def archive(*names: str) -> bytes:
    """Return a zip archive with these names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in names:
            made.writestr(name, "<a/>")
    return stream.getvalue()


BROKEN = "不是完好的 Excel 工作簿，未读取。请用 Excel 或 WPS 打开它，另存为 .xlsx，再试一次。"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            archive("[Content_Types].xml", "word/document.xml"),
            "这是 Word 文档，不是计划文件，未读取。请把内容填进计划工作簿（.xlsx）或 .yaml 文件。",
        ),
        (archive("xl/workbook.bin"), "这是 .xlsx 以外的表格，未读取。请用 Excel 或 WPS 打开它，另存为 .xlsx。"),
        (archive("mimetype", "content.xml"), "这是 .xlsx 以外的表格，未读取。请用 Excel 或 WPS 打开它，另存为 .xlsx。"),
        (archive("计划.yaml"), "这是压缩包，不是计划文件，未读取。请先解压，再写其中的文件名。"),
        (archive("xl/workbook.xml"), BROKEN),
        (archive("xl/workbook.xml")[:40], BROKEN),
        (
            OLE + b"\0" * 600,
            f"这是旧格式的办公文件（如 .xls、.et、.doc、.wps），未读取。若是表格，{SAVE_AS}。",
        ),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "文件有密码，未读取。请打开它，去掉密码后另存为 .xlsx。",
        ),
    ],
    ids=count(),  # the bytes of an archive hold the time at which it was made
)
def test_other_office_files_are_answered_in_one_line(gongkai: Program, folder: Path, content: bytes, said: str) -> None:
    path = folder / "计划.xlsx"
    path.write_bytes(content)
    assert refusal(gongkai, path) == [f"计划.xlsx: {said}"]


def test_a_workbook_that_unpacks_to_far_too_much_is_not_read(gongkai: Program, folder: Path) -> None:
    path = folder / "计划.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", "<a/>")
        made.writestr("xl/worksheets/sheet1.xml", b" " * (65 * 1024 * 1024))
    said = "工作簿展开后超过 64 MB，不像计划文件，未读取。请核对是不是选错了文件。"
    assert refusal(gongkai, path) == [f"计划.xlsx: {said}"]


def test_another_workbook_is_no_plan(gongkai: Program, folder: Path) -> None:
    workbook = Workbook()
    assert workbook.active is not None
    workbook.active.append(["姓名", "电话"])
    workbook.save(folder / "计划.xlsx")
    said = f"这不是计划工作簿：里面没有 {SHEET_NAMES} 这些工作表。请核对是不是选错了文件。"
    assert refusal(gongkai, folder / "计划.xlsx") == [f"计划.xlsx: {said}"]


def test_an_empty_plan_workbook_says_what_is_missing(gongkai: Program, folder: Path) -> None:
    write_workbook(None, folder / "计划.xlsx")
    lines = refusal(gongkai, folder / "计划.xlsx")
    missing = [
        f"计划.xlsx: 工作要点!A3: 工作要点：缺少 {key}，请补上。" for key in ("key", "title", "year", "issued_on")
    ]
    assert lines == [*missing, "计划.xlsx: 任务表!A3: 任务：一项也没有，请至少写一项。"]


def test_the_workbook_is_made_for_filling_in(plan: Path) -> None:
    workbook = load_workbook(plan)
    assert workbook.sheetnames == ["工作要点", "单位表", "集体称谓", "任务表", "活动表"]
    for sheet in workbook:
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A4", "$3:$3")
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
            *("landscape", 9, 0),
        )
        assert sheet["A2"].value
    offered = {
        (sheet.title, str(rule.sqref).partition(":")[0]): rule.formula1
        for sheet in workbook
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    assert offered == {
        ("单位表", "B4"): '"县政府部门,乡镇,县直单位"',
        ("集体称谓", "D4"): '"是,否"',
        ("任务表", "L4"): '"每月,每季度,每半年,每年"',
        ("活动表", "G4"): "'单位表'!$A$4:$A$2000",
        ("活动表", "H4"): '"政务公开讲,政府开放日,政务公开讲、政府开放日"',
    }
    tasks = workbook["任务表"]
    assert {tasks["D5"].number_format, tasks["D20"].number_format, tasks.column_dimensions["D"].number_format} == {"@"}
    assert (tasks["A4"].number_format, tasks["A4"].value) == ("0", 1)


@pytest.mark.skipif(OFFICE is None, reason="soffice of LibreOffice is not on PATH")
def test_a_workbook_that_libreoffice_saved_again_is_the_same_plan(plan: Path, folder: Path) -> None:
    assert OFFICE is not None
    edited(plan, setting("任务表", H4="指导：县政府办", J4="甲\n乙"))
    command = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", "saved", plan.name], capture_output=True, check=True, timeout=120)
    assert read(folder / "saved" / plan.name) == read(plan)


def told(path: Path) -> tuple[str, ...]:
    """Return the lines about a file; none where it is sound."""
    try:
        read(path)
    except PlanFileError as error:
        return error.lines
    return ()


def test_damaged_bytes_are_told_in_lines(plan: Path) -> None:
    chance = random.Random(20240526)  # noqa: S311 - damage, the same in every run
    whole = plan.read_bytes()
    lines: list[str] = []
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
        plan.write_bytes(damaged if chance.random() < 0.7 else damaged[: chance.randrange(4, len(damaged))])
        lines += told(plan)
    assert lines
    assert [line for line in lines if not (line.startswith(f"{plan}: ") and line.endswith("。"))] == []
