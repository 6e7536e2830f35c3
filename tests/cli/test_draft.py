"""`draft`: a notice becomes a plan file or its check list; what was found, refusals, last year's plan."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import Program
from made_notices import PROSE, TABLE

SHORT = "墨云县2025年要点\n一、甲项。（县司法局牵头，县教育局等部门配合）\n墨云县司法局\n2025年3月1日\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with notices, where the commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "通知.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "短.txt").write_text(SHORT, encoding="utf-8")
    (tmp_path / "附件.html").write_text(TABLE, encoding="utf-8")
    return tmp_path


def test_a_draft_goes_to_a_file_and_says_what_was_found(gongkai: Program, folder: Path) -> None:
    answer = gongkai("draft 通知.txt -o 计划.yaml")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.splitlines() == [
        f"已写入“{folder / '计划.yaml'}”。",
        "找到任务 3 项、单位 4 个、集体称谓 3 个、活动 0 场。",
        "请核对 4 处：集体称谓 3、抬头 1。",
        "单位的类别是按名称判断的，也请核对。",
        "原文和草稿并排看：gongkai draft 通知.txt -o 核对.xlsx",
        f"改好后先检查：gongkai check {folder / '计划.yaml'}",
    ]
    checked = gongkai("check 计划.yaml")
    assert checked.code == 0
    assert "单位 4 个、任务 3 项、活动 0 项" in checked.out
    assert gongkai("load 计划.yaml --yes").code == 0


def test_without_a_file_the_draft_is_printed(gongkai: Program) -> None:
    answer = gongkai("draft 短.txt --key moyun-2025 --year 2025")
    assert answer.code == 0
    assert answer.out.startswith("# 《墨云县2025年要点》的草稿，由 gongkai draft 从 短.txt 写出。\n")
    assert "  key: moyun-2025\n" in answer.out
    assert "  # 请核对：“县教育局等部门”还有哪些单位\n  - no: 1\n" in answer.out
    assert answer.err.splitlines() == [
        "找到任务 1 项、单位 2 个、集体称谓 0 个、活动 0 场。",
        "请核对 1 处：“等”字 1。",
        "单位的类别是按名称判断的，也请核对。",
        "存成文件：gongkai draft 短.txt -o 草稿.yaml",
    ]


def test_several_files_are_one_notice(gongkai: Program) -> None:
    answer = gongkai("draft 通知.txt 附件.html")
    assert "找到任务 6 项、单位 11 个、集体称谓 6 个、活动 2 场。" in answer.err


def test_the_check_list_is_a_sheet(gongkai: Program, folder: Path) -> None:
    answer = gongkai("draft 短.txt -o 核对.xlsx")
    assert answer.code == 0
    assert "写成计划文件：gongkai draft 短.txt -o 计划.yaml" in answer.err
    sheet = load_workbook(folder / "核对.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    heading = next(place for place, row in enumerate(rows) if "原文" in row)
    assert rows[heading] == ["部分", "序号", "印发的序号", "名称", "出处", "原文", "草稿", "请核对"]
    assert [
        "任务", 1, "一", "甲项", "第 2 段", "县司法局牵头，县教育局等部门配合", "牵头：县司法局；配合：县教育局",
        "“县教育局等部门”还有哪些单位",
    ] in rows  # fmt: skip


def test_the_check_list_is_json_markdown_and_a_table(gongkai: Program, folder: Path) -> None:
    answer = gongkai("draft 短.txt --format json")
    (task,) = [row for row in json.loads(answer.out) if row["part"] == "任务"]
    assert task == {
        "part": "任务",
        "no": 1,
        "printed": "一",
        "title": "甲项",
        "place": "第 2 段",
        "source": "县司法局牵头，县教育局等部门配合",
        "drafted": "牵头：县司法局；配合：县教育局",
        "doubts": "“县教育局等部门”还有哪些单位",
    }
    assert gongkai("draft 短.txt -o 核对.md").code == 0
    assert "| 任务 | 1 | 一 | 甲项 | 第 2 段 |" in (folder / "核对.md").read_text(encoding="utf-8")
    assert "草稿核对" in gongkai("draft 短.txt --format table").out


def test_last_years_plan_is_followed_by_key_and_by_file(gongkai: Program, folder: Path) -> None:
    text = "石城县2025年要点\n一、甲项。（县文旅局牵头，县数据局配合）\n石城县人民政府办公室\n2025年3月1日\n"
    (folder / "新.txt").write_text(text, encoding="utf-8")
    by_key = gongkai("draft 新.txt --like shicheng-2024")
    assert by_key.code == 0, by_key.err
    assert "    lead: [县文广旅局]\n" in by_key.out
    assert "  key: shicheng-2025\n" in by_key.out
    assert "参照的计划里没有的单位 1 个：县数据局。" in by_key.err
    assert "参照的计划里有、通知没有写到的单位 39 个：" in by_key.err
    gongkai("export --what plan -o 去年.yaml")
    assert gongkai("draft 新.txt --like 去年.yaml").out == by_key.out


_FORMATS = (
    "文件名“草稿.dat”的后缀看不出格式。-o 可以用：.yaml、.txt、.csv、.json、.md、.xlsx；写到屏幕或管道请用 --format。"
)
REFUSED = [
    ("draft 没有.txt", 4, "没有文件“没有.txt”。请核对路径。"),
    ("draft 空.txt", 3, "空.txt: 文件是空的，未读取。请核对是不是选错了文件。"),
    (
        "draft 闲.txt",
        3,
        "闲.txt: 没有找到任务，未写草稿。请核对是不是工作要点或任务分解的通知；有附件的，一起写上。",
    ),
    ("draft 夹", 3, "夹: 这是文件夹，未读取。请写出其中的文件。"),
    ("draft 短.txt --key 墨云", 2, "--key “墨云”不能作标识，请用小写字母、数字和连字符，如 shicheng-2024。"),
    ("draft 短.txt --year 明年", 2, "“明年”不是年度。--year 后面请写 1949 到 2999 的数字，如 2025。"),
    ("draft 短.txt --like 无此", 4, "没有工作要点“无此”。用 gongkai plans 查看全部。"),
    (
        "draft 短.txt -o 草稿.dat",
        2,
        _FORMATS,
    ),
]


@pytest.mark.parametrize(("command", "code", "message"), REFUSED)
def test_what_cannot_be_drafted_is_refused_in_one_sentence(
    gongkai: Program, folder: Path, command: str, code: int, message: str
) -> None:
    (folder / "空.txt").write_bytes(b"")
    (folder / "闲.txt").write_text("今天放假。", encoding="utf-8")
    (folder / "夹").mkdir()
    answer = gongkai(command)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.rstrip("\n") == message


def test_a_device_is_refused(gongkai: Program) -> None:
    answer = gongkai("draft /dev/null")
    assert (answer.code, answer.err) == (
        3,
        "/dev/null: 这是设备或管道，未读取。请先把内容存成文件，再写它的文件名。\n",
    )
