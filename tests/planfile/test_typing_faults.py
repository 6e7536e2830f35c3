"""What goes wrong while a plan file is typed, pasted or chosen: each with its line, what it is and what to do."""

import json
import sqlite3
import zipfile
from pathlib import Path

import openpyxl
import pytest

from conftest import ROOT, Program
from fault_table import fault, told
from plan_texts import ACTIVITY_1, TASK_1, Change, plan_text

MEASURES = "title: 公开政策\n    measures:\n"
LEAD = "lead: [县政府办]"
ORGANIZER = "organizer: 县司法局"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the plan files are in and the program runs in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(gongkai: Program, content: str | bytes, name: str = "plan.yaml") -> str:
    """Return the lines that `check` prints against a file; `load` prints them too and changes nothing."""
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    before = Path("gongkai.db").read_bytes()
    answer = gongkai("check", name)
    assert (answer.code, answer.out) == (3, "")
    assert gongkai("load", name) == answer
    assert Path("gongkai.db").read_bytes() == before
    return answer.err


def warned(gongkai: Program, *changes: Change) -> list[str]:
    """Return the warnings of a sound file without its name; `load` prints them too and goes on."""
    Path("plan.yaml").write_text(plan_text(*changes), encoding="utf-8")
    answer = gongkai("check plan.yaml")
    assert answer.code == 0
    lines = answer.err.splitlines()
    verdict = f"可以载入，提醒 {len(lines)} 条" if lines else "没有问题"
    assert answer.out.startswith(f"plan.yaml：{verdict}。")
    loaded = gongkai("load plan.yaml")
    assert loaded.code == 0
    assert loaded.err.splitlines()[: len(lines)] == lines
    return [line.removeprefix("plan.yaml:") for line in lines]


def loaded_task(gongkai: Program, *changes: Change) -> dict[str, object]:
    """Return the first task of a file that is loaded without a warning."""
    assert warned(gongkai, *changes) == []
    task: dict[str, object] = json.loads(gongkai("show 1 --format json").out)
    return task


WIDE_INDENT = "缩进里有全角空格或网页上的空格，请换成半角空格"
WIDE_BRACKETS = "用了全角的方括号，请改成半角的 [ ]，各项之间用半角逗号加空格"
STAR = "内容不能直接以“*”开头（YAML 把它当作别名），请去掉“*”，或给整个值加引号"
FULL_COLON = "后面是全角冒号，请改成半角冒号加一个空格，写作“no: ”；若是文字，请加引号"
WIDE_DASH = "列表的“-”要用半角，请写作“- ”；若是文字，请加引号"


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        ((ACTIVITY_1, "  - no：1\n    month"), 28, f"“no”{FULL_COLON}"),
        ((TASK_1, "  - no:1\n    title"), 20, "“no:”后面少一个空格，请写作“no: ”；若是文字，请加引号"),
        ((TASK_1, "  － no: 1\n    title"), 20, WIDE_DASH),
        ((TASK_1, "  − no: 1\n    title"), 20, WIDE_DASH),
        ((TASK_1, "  -\u3000no: 1\n    title"), 20, "列表的“-”后面是全角空格，请换成半角空格；若是文字，请加引号"),
        (("title: 公开", "title:\u3000公开"), 21, "“title:”后面是全角空格，请换成半角空格；若是文字，请加引号"),
        (("plan:\n  key", "plan:\n\u3000\u3000key"), 2, WIDE_INDENT),
        (("  title: 演示县", "\u3000\u3000title: 演示县"), 3, WIDE_INDENT),
        (("    title: 公开", "    \u3000title: 公开"), 21, WIDE_INDENT),
        (("    title: 公开", "\xa0\xa0\xa0\xa0title: 公开"), 21, WIDE_INDENT),
        (("title: 公开政策", f"{MEASURES}\u3000\u3000\u3000- 甲"), 23, WIDE_INDENT),
        ((LEAD, "lead: ［县政府办］"), 22, f"任务 1 lead 第 1 项：“［县政府办］”{WIDE_BRACKETS}"),
        (
            (LEAD, "lead: 【县政府办，县司法局】"),
            22,
            f"任务 1 lead 第 1 项：“【县政府办，县司法局】”{WIDE_BRACKETS}",
        ),
        ((LEAD, "lead: [县政府办】"), 22, "列表末尾的“】”是全角，请改成半角的“]”"),
        (
            (LEAD, "lead: [县政府办，县司法局]"),
            22,
            ("任务 1 lead 第 1 项：“县政府办，县司法局”里有全角逗号，请拆成列表里的几项，各项之间用半角逗号加空格"),
        ),
        (
            (LEAD, "lead: [县政府办 #1, 县司法局]"),
            22,
            "“ #”后面的“#1, 县司法局]”当作注释，方括号就没有写完，请给这一项加引号",
        ),
        (("title: 公开政策", "title: *重点*公开"), 21, STAR),
        (("title: 公开政策", f"{MEASURES}      - **重点**"), 23, STAR),
        (
            ("  - name: 琴江镇\n    kind: 乡镇", "  - ｛name: 琴江镇, kind: 乡镇｝"),
            12,
            "花括号“｛”要用半角，请写作“{”和“}”",
        ),
    ],
)
def test_a_full_width_sign_is_named(gongkai: Program, change: Change, line: int, message: str) -> None:
    assert refused(gongkai, plan_text(change)) == f"plan.yaml:{line}: {message}。\n"


@pytest.mark.parametrize(
    "change",
    [
        ("title: 公开政策", "title\u3000: 公开政策"),
        ("title: 公开政策", "ｔｉｔｌｅ: 公开政策"),
        ("title: 公开政策", "ti\u200btle: 公开政策"),
        (TASK_1, "  - no: １\n    title"),
        ("issued_on: 2024-06-01", "issued_on: ２０２４-０６-０１"),
        (TASK_1, "  - false: 1\n    title"),
        (TASK_1, "  - False: 1\n    title"),
        (TASK_1, '  - "false": 1\n    title'),
    ],
)
def test_a_key_or_a_number_that_can_only_mean_one_thing_is_accepted(gongkai: Program, change: Change) -> None:
    task = loaded_task(gongkai, change)
    assert (task["no"], task["title"]) == (1, "公开政策")


def test_false_and_no_in_one_entry_are_one_key_written_twice(gongkai: Program) -> None:
    said = refused(gongkai, plan_text((TASK_1, "  - false: 1\n    no: 1\n    title")))
    assert said == "plan.yaml:21: 键“no”重复（前一个在第 20 行），请删去一个。\n"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("'公开\n      政策'", "公开政策"),
        ('"公开\n\n      政策"', "公开政策"),
        (">-\n      公开\n      政策", "公开政策"),
        ("|\n      公开，\n      政策\n", "公开，政策"),
        ("'公开''政\n      策'''", "公开'政策'"),
        ("公开 政策\n      解读", "公开 政策解读"),
        ("公开 GDP\n      数据", "公开 GDP 数据"),
        ("“公开”\n      “解读”", "“公开”“解读”"),
        ('"公开\\n\n      政策"', "公开 政策"),
        ('"公开\\\n      \\ 政策"', "公开 政策"),
    ],
)
def test_lines_of_chinese_text_join_without_a_blank(gongkai: Program, written: str, text: str) -> None:
    assert loaded_task(gongkai, ("title: 公开政策", f"title: {written}"))["title"] == text


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
@pytest.mark.parametrize("sign", ["|", ">", ">-"])
def test_lines_at_the_end_of_the_file_join_as_well(gongkai: Program, sign: str, end: str) -> None:
    text = plan_text((f"{ORGANIZER}\n", f"{ORGANIZER}\n    note: {sign}\n      公开\n      政策{end}"))
    Path("plan.yaml").write_text(text, encoding="utf-8")
    assert gongkai("load plan.yaml").code == 0
    assert json.loads(gongkai("schedule --format json").out)[0]["note"] == "公开政策"


@pytest.mark.parametrize(
    ("written", "lost"),
    [
        ("公开 #1 政策", "#1 政策"),
        ("公开 # 政策", "# 政策"),
        ("公开\t#政策#", "#政策#"),
        ("公开\n      政策  #1", "#1"),
    ],
)
def test_text_behind_a_number_sign_is_not_lost_silently(gongkai: Program, written: str, lost: str) -> None:
    advice = "要保留，请给整个值加引号；若是注释，请在“#”前空两格、后空一格"
    what = f"任务 1 title：“{lost}”前面有空格，YAML 当作注释，未读取"
    assert warned(gongkai, ("title: 公开政策", f"title: {written}")) == [f"21: 提醒：{what}。{advice}。"]


@pytest.mark.parametrize(
    "change",
    [
        ("title: 公开政策", "title: 公开  # 政策"),
        ("title: 公开政策", "title: '公开 #1'"),
        ("title: 公开政策", "title: 公开#1"),
        ("title: 公开政策", "title: 公开 #----"),
        ("year: 2024", "year: 2024 #年"),
        ("issued_on: 2024-06-01", "issued_on: 2024-06-01 # 发文"),
        (LEAD, f"{LEAD} #牵头"),
        ("month: 7", "month: 7\n    note: # 待定"),
        ("units:\n", "units: #全部\n  # 一\n"),
    ],
)
def test_a_comment_on_purpose_is_no_warning(gongkai: Program, change: Change) -> None:
    assert warned(gongkai, change) == []


def test_a_value_that_is_all_comment_explains_the_missing_key(gongkai: Program) -> None:
    missing, warning = refused(gongkai, plan_text(("title: 公开政策", "title: #1号工程"))).splitlines()
    assert missing == "plan.yaml:20: 任务 1：缺少 title，请补上。"
    assert warning.startswith("plan.yaml:21: 提醒：任务 1 title：“#1号工程”前面有空格，YAML 当作注释，未读取。")


@pytest.mark.parametrize(
    "change",
    [
        ("name: 琴江镇", "name: 琴江镇\u200b"),
        (ORGANIZER, "organizer: 县\u2060司法局"),
        (ORGANIZER, "organizer: 县司\u200d法局"),
        (ORGANIZER, "organizer: \xa0县司法局\xa0"),
        ("    kind: 乡镇\ntasks", "    kind: 乡\u200b镇\ntasks"),
        ("    kind: 乡镇\ncollectives", "    kind: 乡镇\u200b\ncollectives"),
    ],
)
def test_invisible_characters_in_names_go(gongkai: Program, change: Change) -> None:
    assert warned(gongkai, change) == []
    assert [unit["name"] for unit in json.loads(gongkai("depts --format json").out)] == [
        "县政府办",
        "县司法局",
        "琴江镇",
    ]


def test_radicals_of_a_pdf_are_the_letters_they_look_like(gongkai: Program) -> None:
    names = [
        ("name: 琴江镇", "name: 县\u2ea0\u653f\u5c40"),
        ("name: 各乡镇", "name: 各乡\u2f94"),
        ("各乡镇]", "各乡言]"),
    ]
    assert warned(gongkai, *names) == []
    assert "县民政局" in gongkai("depts").out


ALIKE = "看上去一样，只差空格或全角、半角"


@pytest.mark.parametrize(
    ("changes", "line", "message"),
    [
        (
            [(ORGANIZER, "organizer: 县\xa0司法局")],
            31,
            f"活动 1 organizer：“县 司法局”与“县司法局”{ALIKE}（另一处在第 10 行），请统一写法",
        ),
        (
            [("name: 琴江镇", "name: 县 司法局")],
            12,
            f"单位 县 司法局 name：“县 司法局”与“县司法局”{ALIKE}（另一处在第 10 行），请统一写法",
        ),
        (
            [("[县政府办公室]", "[A办]"), ("name: 琴江镇", "name: Ａ办")],
            12,
            f"单位 Ａ办 name：“Ａ办”与“A办”{ALIKE}（另一处在第 9 行），请统一写法",
        ),
        (
            [("    kind: 县政府部门\n  - name: 琴江镇", "    kind: 县政府 部门\n  - name: 琴江镇")],
            11,
            f"单位 县司法局 kind：“县政府 部门”与“县政府部门”{ALIKE}（另一处在第 8 行），请统一写法",
        ),
        (
            [("    kind: 乡镇\ntasks", "    kind: 乡 镇\ntasks")],
            18,
            f"集体称谓 各乡镇 kind 第 1 项：“乡 镇”与“乡镇”{ALIKE}（另一处在第 13 行），请统一写法",
        ),
    ],
)
def test_names_that_look_alike_are_named_with_both_places(
    gongkai: Program, changes: list[Change], line: int, message: str
) -> None:
    assert refused(gongkai, plan_text(*changes)) == f"plan.yaml:{line}: {message}。\n"


def test_aliases_of_one_unit_may_look_alike(gongkai: Program) -> None:
    assert warned(gongkai, ("[县政府办公室]", "[县府办（外事办）, 县府办(外事办)]")) == []


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (
            (ORGANIZER, "organizer: 县政府办、县司法局"),
            31,
            (
                "活动 1 organizer：“县政府办、县司法局”里有顿号，"
                "几个单位合办的，请改写成 organizers: [县政府办, 县司法局] 这样"
            ),
        ),
        (
            ("name: 琴江镇", "name: 琴江镇、高田镇"),
            12,
            "单位 琴江镇、高田镇 name：“琴江镇、高田镇”里有顿号，请分成几个单位，各写一项",
        ),
        (
            ("    kind: 县政府部门\n    aliases", "    kind: 甲、乙\n    aliases"),
            8,
            "单位 县政府办 kind：“甲、乙”里有顿号，一个单位只写一个类别",
        ),
        (
            ("    kind: 乡镇\ntasks", "    kind: 乡镇；县政府部门\ntasks"),
            18,
            ("集体称谓 各乡镇 kind 第 1 项：“乡镇；县政府部门”里有分号，请拆成列表里的几项，各项之间用半角逗号加空格"),
        ),
    ],
)
def test_several_names_in_one_text_have_the_advice_of_their_field(
    gongkai: Program, change: Change, line: int, message: str
) -> None:
    assert refused(gongkai, plan_text(change)).splitlines()[0] == f"plan.yaml:{line}: {message}。"


def test_a_name_may_have_commas_in_brackets(gongkai: Program) -> None:
    task = loaded_task(gongkai, ("name: 各乡镇", "name: 各乡（镇，街道）"), ("各乡镇]", "各乡（镇，街道）]"))
    assert task["collectives"] == ["县政府各部门", "各乡（镇，街道）"]


def test_registered_names_with_commas_stay_valid(gongkai: Program) -> None:
    name = "Acme Co., Ltd"
    assert warned(gongkai, ("name: 琴江镇", f"name: {name}"), (ORGANIZER, f"organizer: {name}")) == []


def test_an_alias_that_looks_like_a_list_is_a_warning(gongkai: Program) -> None:
    what = "单位 县政府办 aliases 第 1 项：“县府办，政府办”里有全角逗号"
    advice = "请拆成列表里的几项，各项之间用半角逗号加空格"
    assert warned(gongkai, ("[县政府办公室]", "[县府办，政府办]")) == [f"9: 提醒：{what}，{advice}。"]


NOT_A_PLAN = "不是计划文件，未读取。请把内容写成 .yaml 文件（可以写哪些键，用 gongkai schema 查看），再载入那个文件"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def workbook() -> bytes:
    """Return an Excel workbook."""
    openpyxl.Workbook().save("made.xlsx")
    return Path("made.xlsx").read_bytes()


def zipped(*names: str) -> bytes:
    """Return a zip file with files of these names."""
    with zipfile.ZipFile("made.zip", "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, "甲" * 100)
    return Path("made.zip").read_bytes()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", " PDF 文件"),
        (b"{\\rtf1\\ansi}", " RTF 文档"),
        (b"\xef\xbb\xbf<!DOCTYPE html>\n<html>", "网页"),
        ('序号,任务,牵头单位\n1,公开,县政府办\n2,解读,"县司法局,县财政局"\n'.encode(), " CSV 表格（逗号分隔的文字）"),
        ("序号,任务\n1,公开: 政策\n".encode("gbk"), " CSV 表格（逗号分隔的文字）"),
        ("\ufeff序号\t任务\n1\t公开\n".encode("utf-16"), "制表符分隔的表格"),
    ],
)
def test_a_file_of_another_program_is_named(gongkai: Program, content: bytes, kind: str) -> None:
    assert refused(gongkai, content) == f"plan.yaml: 这是{kind}，{NOT_A_PLAN}。\n"


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("[Content_Types].xml", "word/document.xml", "word/embeddings/xl/a.xlsx"), "这是 Word 文档，不是计划文件"),
        (("OFD.xml", "Doc_0/Document.xml"), "这是 OFD 版式文件，不是计划文件"),
        (("计划.yaml",), "这是压缩包，不是计划文件，未读取。请先解压"),
    ],
)
def test_a_zip_file_is_named_by_its_content(gongkai: Program, names: tuple[str, ...], kind: str) -> None:
    assert refused(gongkai, zipped(*names)).startswith(f"plan.yaml: {kind}")


@pytest.mark.parametrize("stream", ["WordDocument", "Workbook", ""])
def test_an_old_office_file_is_to_be_saved_anew(gongkai: Program, stream: str) -> None:
    message = refused(gongkai, OLE2 + f"{stream}\0".encode("utf-16-le"))
    assert message.startswith("plan.yaml: 这是旧格式的办公文件（如 .xls、.et、.doc、.wps），未读取。")


@fault("把别的 Excel 工作簿当作计划文件")
def test_a_workbook(name: str, gongkai: Program, folder: Path) -> None:
    told(name, folder, 3, refused(gongkai, workbook(), "计划.xlsx"), "没有变")


@fault("值里有“ #”，后面的文字成了注释")
def test_text_as_a_comment(name: str, gongkai: Program, folder: Path) -> None:
    (warning,) = warned(gongkai, ("title: 公开政策", "title: 推进 #1 工程"))
    told(name, folder, 0, f"plan.yaml:{warning}", "照常载入")


ONE_DAY = "    theme: 甲\n    organizer: 县司法局\n  - no: 2\n    date: 2024-07-15"


@pytest.mark.parametrize(
    ("change", "warning"),
    [
        (
            ("    kind: 乡镇\ncoll", "    kind: 乡镇\n  - {name: 县委办, kind: 县委部门}\ncoll"),
            "14: 提醒：单位 县委办：没有任务、活动或集体称谓用到“县委办”，请核对是否漏写，或删去这个单位",
        ),
        (
            ("[县政府各部门, 各乡镇]", "[县政府办, 各乡镇]"),
            (
                "23: 提醒：任务 1 responsible 第 1 项：“县政府办”已是这项任务的牵头单位，"
                "只算牵头；请核对，或在 responsible 里删去"
            ),
        ),
        (
            ("  - no: 2\n", "  - no: 4\n"),
            "24: 提醒：任务 4 no：序号不连续，缺 2 至 3，请核对是否漏了一项；印发时就是这样的，不用改",
        ),
        (
            ("title: 演示县2024年", "title: 演示县2023年"),
            "3: 提醒：工作要点 title：标题写的是 2023 年，year 写的是 2024，请核对标题和 year",
        ),
        (
            ("key: demo-2024", "key: demo-2023"),
            "2: 提醒：工作要点 key：标识“demo-2023”里的年份与 year（2024）不同，新的年度要用新的标识，请核对",
        ),
        (
            ("issued_on: 2024-06-01", "issued_on: 2024-06-01\n  source: https://example.cn/a。"),
            "6: 提醒：工作要点 source：网址里有中文标点“。”，可能打不开，请核对网址的末尾和标点",
        ),
        (
            ("month: 7", "month: 7\n    note: 7月15日（星期三）"),
            "30: 提醒：活动 1 note：2024-07-15 是星期一，不是星期三，请核对",
        ),
        (
            ("theme: 普法宣传", "theme: 2024年7月15日周天普法"),
            None,
        ),
        (
            ("title: 公开政策", f"{MEASURES}      - 7月15日（周日）前公开"),
            "23: 提醒：任务 1 measures 第 1 项：2024-07-15 是星期一，不是星期日，请核对",
        ),
        (
            ("month: 7", "date: 2024-07-15\n    note: 周二下午3点"),
            "30: 提醒：活动 1 note：2024-07-15 是星期一，不是星期二，请核对",
        ),
        (
            ("month: 7", "month: 7\n    note: 2023年7月5日举办"),
            "30: 提醒：活动 1 note：备注里是 2023 年，不在本要点的期间内，请核对",
        ),
        (
            ("month: 7", f"date: 2024-07-15\n{ONE_DAY}"),
            (
                "33: 提醒：活动 2 date：“县司法局”在 2024-07-15 还有活动 1（另一处在第 29 行），"
                "请核对日期；确在同一天的，不用改"
            ),
        ),
    ],
)
def test_what_is_allowed_and_odd_is_a_warning(gongkai: Program, change: Change, warning: str | None) -> None:
    assert warned(gongkai, change) == ([f"{warning}。"] if warning else [])


@pytest.mark.parametrize(
    "change",
    [
        ("title: 演示县2024年", "title: 演示县落实2023年意见的2024年"),
        ("title: 演示县2024年", "title: 演示县2023—2025年"),
        ("title: 演示县2024年", "title: 演示县年度"),
        ("key: demo-2024", "key: demo-20231"),
        ("month: 7", "month: 7\n    note: 7月15日（星期一）"),
        ("month: 7", "month: 7\n    note: 每周三开放，7月15日周边"),
        ("month: 7", "month: 7\n    note: 落实2023年7月5日的通知"),
        ("month: 7", "date: 2024-07-15\n    note: 每周三、周一，周五"),
        ("month: 7", "date: 2024-07-15\n    note: 原定7月16日（星期二）"),
        ("month: 7", "date: 2024-07-15\n    note: 周三报名，周一举办"),
        ("issued_on: 2024-06-01", "issued_on: 2024-06-01\n  source: https://example.cn/公开/a"),
        ("month: 7", f"month: 7\n{ONE_DAY}"),
    ],
)
def test_what_a_real_plan_may_write_is_no_warning(gongkai: Program, change: Change) -> None:
    assert warned(gongkai, change) == []


def test_a_day_of_next_year_is_looked_for_in_the_whole_period(gongkai: Program) -> None:
    """15 January 2025 is a Wednesday, that of 2024 a Monday."""
    ends = ("issued_on: 2024-06-01", "issued_on: 2024-06-01\n  ends_on: 2025-03-31")
    assert warned(gongkai, ends, ("month: 7", "month: 1\n    note: 1月15日（星期三）")) == []
    assert len(warned(gongkai, ends, ("month: 7", "month: 1\n    note: 1月15日（星期四）"))) == 1


def test_the_bundled_plan_has_no_warning(gongkai: Program) -> None:
    assert gongkai("check", str(ROOT / "data" / "seed_2024.yaml")).err == ""


def test_warnings_of_several_files_stand_before_the_verdict_of_each(gongkai: Program) -> None:
    odd = plan_text(("  - no: 2\n", "  - no: 4\n"))
    Path("a.yaml").write_text(odd, encoding="utf-8")
    Path("b.yaml").write_text(odd.replace("2024", "2025"), encoding="utf-8")
    answer = gongkai("check a.yaml b.yaml")
    assert [line.partition(":")[0] for line in answer.err.splitlines()] == ["a.yaml", "b.yaml"]
    assert [line.partition("。")[0] for line in answer.out.splitlines()] == [
        "a.yaml：可以载入，提醒 1 条",
        "b.yaml：可以载入，提醒 1 条",
    ]


def unused(count: int) -> str:
    """Return a plan with this many units that nobody uses."""
    units = "".join(f"  - {{name: 某{number}局, kind: 其他}}\n" for number in range(count))
    return plan_text(("collectives:\n", f"{units}collectives:\n"))


def test_past_a_hundred_warnings_the_rest_is_counted(gongkai: Program) -> None:
    Path("plan.yaml").write_text(unused(103), encoding="utf-8")
    lines = gongkai("check plan.yaml").err.splitlines()
    assert (len(lines), lines[-1]) == (101, "plan.yaml: 还有 3 条提醒没有列出。")


def test_a_load_of_many_files_lists_a_hundred_warnings_of_all(gongkai: Program) -> None:
    for number in range(3):
        text = unused(40).replace("demo-2024", f"demo-{number}")
        Path(f"{number}.yaml").write_text(text, encoding="utf-8")
    answer = gongkai("load 0.yaml 1.yaml 2.yaml")
    lines = [line for line in answer.err.splitlines() if "提醒" in line]
    assert (answer.code, len(lines)) == (0, 101)
    assert lines[-1] == "还有 20 条提醒没有列出，用 gongkai check 逐个文件查看。"


def test_warnings_stand_before_the_question_of_a_load(gongkai: Program) -> None:
    Path("plan.yaml").write_text(plan_text(), encoding="utf-8")
    assert gongkai("load plan.yaml").code == 0
    Path("plan.yaml").write_text(plan_text(("  - no: 2\n", "  - no: 4\n"), (LEAD, "lead: []")), encoding="utf-8")
    answer = gongkai("load plan.yaml --dry-run")
    assert answer.code == 0
    assert answer.err.splitlines()[0].startswith("plan.yaml:24: 提醒：任务 4 no：序号不连续")


def test_problems_are_never_crowded_out_by_warnings(gongkai: Program) -> None:
    measures = "".join(f"      - 甲 #{number}\n" for number in range(150))
    text = plan_text(("title: 公开政策\n", f"{MEASURES}{measures}"), ("month: 7", "month: 13"))
    lines = refused(gongkai, text).splitlines()
    assert (len(lines), lines[-2], lines[-1]) == (
        101,
        "plan.yaml:180: 活动 1 month：“13”太大，最大是 12。",
        "plan.yaml: 还有 51 条提醒没有列出。",
    )


def test_a_name_stored_with_an_invisible_character_keeps_its_reports(gongkai: Program) -> None:
    """Older versions stored such names as they were."""
    assert gongkai("mark 3 --dept 县司法局 --percent 40").code == 0
    with sqlite3.connect("gongkai.db") as other:
        other.execute("UPDATE unit_entry SET name = name || '\u200b' WHERE name = '县司法局'")
    other.close()
    assert gongkai("load --sample").code == 0
    assert "40%" in gongkai("tasks --dept 县司法局").out
