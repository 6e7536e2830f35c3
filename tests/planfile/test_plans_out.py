"""Plans on their way out: `export --what plan`, `plans copy` and `new`."""

import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from conftest import ROOT, Answer, Program
from gongkai_cli.planfile.document import (
    ActivityEntry,
    CollectiveEntry,
    MeasureEntry,
    PlanDocument,
    PlanHeader,
    TaskEntry,
    UnitEntry,
)
from gongkai_cli.planfile.reading import read
from gongkai_cli.planfile.writing.next_year import next_key
from gongkai_cli.planfile.yaml_source import parsed
from plan_texts import SOUND, plan_text

DATED = plan_text(
    ("issued_on: 2024-06-01", "issued_on: 2024-06-01\n  ends_on: 2024-11-30\n  based_on: [上级通知]\n  source: http://x.cn/a"),
    ("title: 公开政策", "title: 公开2024年政策\n    due: 2024-09-30\n    measures: [{text: 甲, due: 2024-08-31}, 乙]"),
    ("title: 解读政策", "title: 解读政策\n    due: 持续推进"),
    ("month: 7", "month: 7\n    date: 2024-07-15\n    form: 政府开放日"),
)  # fmt: skip
"""A plan with every kind of day."""

HOSTILE = """\
plan:
  key: "no"
  title: "# 标题: *重点*"
  year: 2024
  region: "~"
  issued_on: 2024-06-01
  based_on: ["- 甲", "乙 # 丙", '"丁"', "no", "12", "2024-05-01"]
units:
  - name: "12"
    kind: "null"
    aliases: ["[甲]", "{乙}", "丙, 丁", "e\u200bf"]
  - name: "title：甲"
    kind: "true"
collectives:
  - name: "@甲"
    kind: "null"
  - name: "&乙"
    members: ["12"]
    indefinite: 是
tasks:
  - no: 7
    title: "'引号' \\"与\\\\反斜杠\\""
    lead: ["12"]
    responsible: ["@甲", "title：甲"]
    measures: ["- 甲", "text: 乙", {text: "%丙", indicator: "100%", rhythm: monthly}]
  - no: 3
    title: "on"
    lead: "12"
activities:
  - no: 1
    date: 2024-07-01
    theme: "? 甲"
    organizer: "12"
    form: both
    note: "|"
"""
"""A sound plan whose texts want quotes nearly everywhere."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the program runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answered(gongkai: Program, command: str) -> Answer:
    """Run a command that has to succeed."""
    answer = gongkai(command)
    assert answer.code == 0, answer.err
    return answer


def load(gongkai: Program, text: str, more: str = "") -> None:
    """Load a plan from its text."""
    Path("loaded.yaml").write_text(text, encoding="utf-8")
    answered(gongkai, f"load loaded.yaml {more}")


# Export.


def test_an_exported_plan_is_sound_and_changes_nothing(gongkai: Program, folder: Path) -> None:
    assert answered(gongkai, "export --what plan -o 计划.yaml") == Answer(0, "", f"已写入“{folder / '计划.yaml'}”。\n")
    assert answered(gongkai, "check 计划.yaml").err == ""
    assert answered(gongkai, "load 计划.yaml").out == "石城县2024年政务公开工作要点（shicheng-2024）：没有变化\n"
    assert read(Path("计划.yaml")) == read(ROOT / "data" / "seed_2024.yaml")


@pytest.mark.parametrize("text", [SOUND, DATED, HOSTILE], ids=["small", "with days", "hostile"])
def test_any_loaded_plan_comes_out_as_it_went_in(unmade: Program, text: str) -> None:
    load(unmade, text)
    answered(unmade, "export --what plan -o 计划.yaml")
    answered(unmade, "check 计划.yaml")
    assert answered(unmade, "load 计划.yaml").out.endswith("：没有变化\n")
    first = Path("计划.yaml").read_bytes()
    answered(unmade, "export --what plan -o 计划.yaml --yes")
    assert Path("计划.yaml").read_bytes() == first


def test_reports_and_steps_are_no_part_of_the_plan(gongkai: Program) -> None:
    before = answered(gongkai, "export --what plan").out
    answered(gongkai, "mark 3 --dept 县司法局 --percent 60")
    answered(gongkai, "activity plan 19 --date 10月15日 --theme 秋收")
    assert answered(gongkai, "export --what plan").out == before


def test_a_pipe_gets_utf8_and_the_bytes_of_the_file(process: Callable[..., CompletedProcess[bytes]]) -> None:
    process("export --what plan -o 计划.yaml")
    for encoding in ("utf-8", "gbk"):
        done = process("export --what plan", PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout == Path("计划.yaml").read_bytes()


def test_a_terminal_shows_the_file(terminal: Callable[..., str]) -> None:
    assert "\n  key: shicheng-2024\n" in terminal("export --what plan", width=80)


def test_the_edition_in_force_on_a_day_is_written(gongkai: Program) -> None:
    first = answered(gongkai, "export --what plan").out
    load(gongkai, first.replace("title: 凝聚合力狠抓工作落实", "title: 凝聚合力抓落实"), "--since 2024-10-20")
    now = gongkai("export --what plan")
    assert now.out == first
    assert (
        now.err
        == "这是 2024年10月8日 执行的一版；另有一版自 2024年10月20日 起执行，要改那一版请加 --as-of 2024-10-20。\n"
    )
    later = gongkai("export --what plan --as-of 2024-10-20")
    assert "title: 凝聚合力抓落实\n" in later.out
    assert later.err == ""
    Path("计划.yaml").write_text(later.out, encoding="utf-8")
    assert "没有变化" in answered(gongkai, "load 计划.yaml").out


def test_a_named_plan_is_written(gongkai: Program) -> None:
    load(gongkai, SOUND)
    assert "key: demo-2024\n" in answered(gongkai, "export --what plan --plan demo-2024").out
    assert "key: shicheng-2024\n" in answered(gongkai, "export --what plan --plan shicheng-2024").out


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        ("export --what plan --plan demo", 4, "没有工作要点“demo”。用 gongkai plans 查看全部。"),
        ("export --what plan --all-plans", 2, "一个计划文件只写一个工作要点。请去掉 --all-plans，用 --plan 选一个。"),
        (
            "export --what plan -o 计划.docx",
            2,
            "计划文件写成 YAML 或 Excel 工作簿，不能写成“计划.docx”。请把后缀改为 .yaml 或 .xlsx，如 -o 计划.yaml。",
        ),
        ("export --what plan --format csv", 2, "这里没有格式“csv”。--format 可以用：yaml、xlsx。"),
        (
            "export -o 计划.yaml",
            2,
            "这里不能写成计划文件。要把工作要点写成计划文件，用 gongkai export --what plan -o 计划.yaml。",
        ),
        (
            "tasks --format yaml",
            2,
            "这里不能写成计划文件。要把工作要点写成计划文件，用 gongkai export --what plan -o 计划.yaml。",
        ),
        (
            "new -o 计划",
            2,
            "计划文件写成 YAML 或 Excel 工作簿，不能写成“计划”。请把后缀改为 .yaml 或 .xlsx，如 -o 计划.yaml。",
        ),
        (
            "plans copy demo-2024",
            4,
            "没有工作要点“demo-2024”。您是不是要找：shicheng-2024？用 gongkai plans 查看全部。",
        ),
        ("plans copy shicheng-2024 --year 明年", 2, "“明年”不是年度。--year 后面请写 1949 到 2999 的数字，如 2025。"),
        ("plans copy shicheng-2024 --year 25", 2, "“25”不是年度。--year 后面请写 1949 到 2999 的数字，如 2025。"),
        ("plans copy shicheng-2024 --year 3000", 2, "“3000”不是年度。--year 后面请写 1949 到 2999 的数字，如 2025。"),
        (
            "plans copy shicheng-2024 --year 2024",
            1,
            "“shicheng-2024”就是 2024 年度的，未写入。请在 --year 后面写别的年度。",
        ),
    ],
)
def test_bad_requests_are_refused_in_one_line(
    gongkai: Program, folder: Path, command: str, code: int, message: str
) -> None:
    assert gongkai(command) == Answer(code, "", f"{message}\n")
    assert not list(folder.glob("计划*"))


COMMANDS = ["export --what plan", "plans copy shicheng-2024 --year 2025", "new"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_is_not_overwritten_without_a_question(gongkai: Program, folder: Path, command: str) -> None:
    place = folder / "计划.yaml"
    place.write_text("原来的", encoding="utf-8")
    refused = gongkai(f"{command} -o 计划.yaml")
    assert refused == Answer(1, "", f"“{place}”已经存在，将被覆盖。当前不能交互确认，未写入。确定要做就加上 --yes。\n")
    assert place.read_text(encoding="utf-8") == "原来的"
    answered(gongkai, f"{command} -o 计划.yaml --yes")
    assert "plan:\n" in place.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_place_that_cannot_be_written_is_named(gongkai: Program, folder: Path, command: str) -> None:
    missing = gongkai(f"{command} -o 没有/计划.yaml")
    assert missing == Answer(4, "", f"没有文件夹“{folder / '没有'}”，未写入。请先建好文件夹，或把 -o 改到别处。\n")


def test_a_folder_is_refused_with_the_name_of_a_plan_file(gongkai: Program, folder: Path) -> None:
    message = f"“{folder}”是文件夹。请在 -o 后面写文件名，如 {folder / '计划.yaml'}。\n"
    assert gongkai("new", "-o", str(folder)) == Answer(1, "", message)


# Another year.


def test_next_year_keeps_the_shape_and_asks_for_the_day_of_issue(gongkai: Program, folder: Path) -> None:
    answer = answered(gongkai, "plans copy shicheng-2024 --year 2025 -o 2025.yaml")
    place = folder / "2025.yaml"
    assert answer.err.splitlines() == [
        f"已写入“{place}”。",
        "第 236 行的文字里还有 2024，请核对。",
        f"写上发文日期 issued_on 后先检查：gongkai check {place}",
    ]
    assert "从2024年开始" in place.read_text(encoding="utf-8").splitlines()[235]
    assert gongkai("check 2025.yaml") == Answer(3, "", "2025.yaml:7: 工作要点：缺少 issued_on，请补上。\n")
    text = place.read_text(encoding="utf-8")
    assert "\n  issued_on:  # 请填写发文日期，如 2025-03-01\n" in text
    place.write_text(text.replace("issued_on: ", "issued_on: 2025-04-01"), encoding="utf-8")
    answered(gongkai, "check 2025.yaml")
    new, old = read(place), read(ROOT / "data" / "seed_2024.yaml")
    assert new.plan.model_dump(exclude_defaults=True, mode="json") == {
        "key": "shicheng-2025",
        "title": "石城县2025年政务公开工作要点",
        "year": 2025,
        "region": "江西省赣州市石城县",
        "issuer": "石城县人民政府办公室",
        "issued_on": "2025-04-01",
    }
    assert new.model_copy(update={"plan": old.plan}) == old
    answered(gongkai, "load 2025.yaml")
    assert "shicheng-2025" in answered(gongkai, "plans").out


def test_every_day_of_the_old_year_becomes_a_comment(gongkai: Program) -> None:
    load(gongkai, DATED)
    answer = answered(gongkai, "plans copy demo-2024")
    lines = answer.out.splitlines()
    days = [line.strip() for line in lines if re.search(r"2024-\d\d-\d\d", line)]
    assert days == [
        "# ends_on: 2024-11-30",
        "# due: 2024-09-30",
        "# due: 2024-08-31",
        "# 活动安排表。month 是印发的月份；定了日子的加写 date，如 date: 2024-10-15；印成 3-6月 这样的写 when。",
        "# date: 2024-07-15",
    ]
    assert {"  # source: http://x.cn/a", "  # based_on: [上级通知]", "    due: 持续推进"} < set(lines)
    assert {"    month: 7", "    form: 政府开放日", "  key: demo-2025"} < set(lines)
    number = lines.index("    title: 公开2024年政策") + 1
    assert answer.err == f"第 {number} 行的文字里还有 2024，请核对。\n"


@pytest.mark.parametrize(
    ("key", "renewed"),
    [
        ("shicheng-2024", "shicheng-2025"),
        ("2024", "2025"),
        ("a2024b-2024", "a2025b-2025"),
        ("shicheng", "shicheng-2025"),
        ("shicheng-12024", "shicheng-12024-2025"),
    ],
)
def test_a_key_is_renewed_or_gets_the_year(key: str, renewed: str) -> None:
    assert next_key(key, 2024, 2025) == renewed


def test_a_year_is_typed_as_an_office_types_it(gongkai: Program) -> None:
    written = [answered(gongkai, f"plans copy shicheng-2024 {year}").out for year in ("", "--year ２０２５年度")]
    assert written[0] == written[1]
    assert "year: 2025\n" in written[0]


def test_a_plan_that_is_there_is_not_written_again(gongkai: Program) -> None:
    load(gongkai, SOUND.replace("2024", "2025"))
    load(gongkai, SOUND)
    assert gongkai("plans copy demo-2024") == Answer(
        1,
        "",
        "台账里已有“demo-2025”，未写入。要改它，先用 gongkai export --what plan --plan demo-2025 写成文件。\n",
    )


# An example to begin with.


def test_the_example_is_sound_and_needs_no_store(unmade: Program, folder: Path) -> None:
    answer = answered(unmade, "new -o 计划.yaml")
    place = folder / "计划.yaml"
    assert answer.err == f"已写入“{place}”。\n换成自己的内容后先检查：gongkai check {place}\n"
    assert [path.name for path in folder.iterdir()] == ["计划.yaml"]
    told = answered(unmade, "check 计划.yaml")
    assert told == Answer(0, "计划.yaml：没有问题。示例县2024年政务公开工作要点，单位 3 个、任务 1 项、活动 1 项\n", "")
    assert "key: shili-2026\n" in answered(unmade, "new --as-of 2026-01-01").out


COMMENTED = re.compile(r"^( +)# ([a-z_]+: )", re.MULTILINE)


INSTEAD_OF = {"years": ("year",), "when": ("month",), "organizers": ("organizer",)}
"""A key of the example → the keys that are not written beside it."""


def test_every_commented_key_of_the_example_may_be_used(gongkai: Program) -> None:
    text = answered(gongkai, "new").out
    examples = list(COMMENTED.finditer(text))
    for found in examples:
        used = f"{text[: found.start()]}{found[1]}{found[2]}{text[found.end() :]}"
        for instead in INSTEAD_OF.get(found[2].partition(":")[0], ()):
            used = re.sub(rf"(?m)^ +{instead}: .*\n", "", used, count=1)
        Path("计划.yaml").write_text(used, encoding="utf-8")
        answered(gongkai, "check 计划.yaml")


def test_the_example_shows_every_key(gongkai: Program, folder: Path) -> None:
    text = COMMENTED.sub(r"\1\2", answered(gongkai, "new").out)
    tree: dict[str, Any] = parsed(folder / "计划.yaml", text.encode()).tree
    (task,) = tree["tasks"]
    shown: dict[Any, list[Any]] = {
        PlanDocument: [tree],
        PlanHeader: [tree["plan"]],
        UnitEntry: tree["units"],
        CollectiveEntry: tree["collectives"],
        TaskEntry: tree["tasks"],
        MeasureEntry: task["measures"],
        ActivityEntry: tree["activities"],
    }
    missing = {
        model.__name__: sorted(set(model.model_fields) - {key for entry in entries for key in entry})
        for model, entries in shown.items()
    }
    assert {name: keys for name, keys in missing.items() if keys} == {}


@pytest.mark.parametrize("command", ["export --what plan -o 计划.xlsx", "new -o 计划.xlsx"])
def test_a_plan_is_written_as_a_workbook_that_is_sound(gongkai: Program, command: str) -> None:
    answered(gongkai, command)
    assert "没有问题" in answered(gongkai, "check 计划.xlsx").out
    if command.startswith("export"):
        assert "没有变化" in answered(gongkai, "load 计划.xlsx").out


def test_the_draft_of_another_year_is_no_workbook(gongkai: Program) -> None:
    answer = gongkai("plans copy shicheng-2024 --year 2025 -o 计划.xlsx")
    assert (answer.code, answer.err.startswith("下一年的草稿里有说明，只写成 YAML。")) == (2, True)
